"""What a load balancer asks."""

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.test.utils import CaptureQueriesContext


def test_the_process_answers_without_asking_anybody(client):
    """No database is allowed in this test."""
    answer = client.get("/health/live")
    assert (answer.status_code, answer.json()) == (200, {"live": True})


@pytest.mark.django_db
def test_it_is_ready_when_the_database_answers(client):
    with CaptureQueriesContext(connection) as queries:
        answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()) == (200, {"ready": True, "database": True})
    assert len(queries) == 1


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_it_is_not_ready_when_the_database_does_not(client, monkeypatch, error):
    def unreachable():
        raise error("password=secret")

    monkeypatch.setattr(connection, "cursor", unreachable)
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()) == (503, {"ready": False, "database": False})
    assert client.get("/health/live").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/health/live", "/health/ready"])
def test_nobody_keeps_the_answer(client, address):
    answer = client.get(address)
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405


@pytest.mark.django_db
def test_a_load_balancer_may_ask_without_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/health/ready").status_code == 200
    assert client.get("/").status_code == 301
