"""Where CI is named, what it promises must be there: else tests would be skipped and nobody know."""

import os
import socket

import psycopg
import pytest

pytestmark = pytest.mark.skipif(
    os.environ.get("CI") != "true", reason="outside CI they may be absent"
)


def test_postgresql_answers():
    url = os.environ.get("TEST_POSTGRES", "postgres://postgres@127.0.0.1:5432/postgres")
    with psycopg.connect(url, connect_timeout=5) as connection:
        assert connection.execute("SHOW server_encoding").fetchone() == ("UTF8",)


def test_redis_answers():
    with socket.create_connection(("127.0.0.1", 6379), timeout=5) as connection:
        connection.sendall(b"PING\r\n")
        assert connection.recv(64).startswith(b"+PONG")


def test_the_browser_starts(browser):
    assert browser.is_connected()
