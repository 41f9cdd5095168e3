"""What went wrong is said in the paper's clothes and in its language, even when all else has failed."""

import re
import struct

import pytest
from django.db import OperationalError, connection
from django.test import Client

from tests import factories, people


def not_found(client, monkeypatch):
    return client.get("/nothing/here/")


def gone(client, monkeypatch):
    return client.get(factories.withdrawn().get_absolute_url())


def forbidden(client, monkeypatch):
    client.force_login(people.stranger())
    return client.get("/moderation/")


def forged(client, monkeypatch):
    strict = Client(enforce_csrf_checks=True)
    return strict.post("/admin/login/", {"username": "x", "password": "x"})


def bad_request(client, monkeypatch):
    return client.get("/", headers={"Host": "evil.example"})


def broken(client, monkeypatch):
    monkeypatch.setattr("articles.views.page_of", lambda *args: 1 / 0)
    client.raise_request_exception = False
    return client.get("/")


ERRORS = {
    not_found: (404, "There is nothing at this address", "public, max-age=0, s-maxage=1"),
    gone: (410, "This is no longer published", "public, max-age=0, s-maxage=1"),
    forbidden: (403, "You may not do this", "no-store"),
    forged: (403, "You may not do this", "no-store"),
    bad_request: (400, "That request made no sense to us", "no-store"),
    broken: (500, "Something broke on our side", "no-store"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("happen", ERRORS)
def test_an_error_is_a_page_of_the_paper(client, monkeypatch, settings, happen):
    settings.SITE_NAME = "The Test Courier"
    status, heading, kept = ERRORS[happen]
    answer = happen(client, monkeypatch)
    page = answer.content.decode()
    assert answer.status_code == status
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    assert kept in answer["Cache-Control"]
    assert re.findall(r"<h1[^>]*>(.*?)</h1>", page) == [heading]
    assert f"<title>{heading} · The Test Courier</title>" in page
    assert '<a href="/">' in page and "<style>" in page
    assert '<html lang="en" dir="ltr">' in page
    assert "Traceback" not in page and "evil.example" not in page


def catalogue(folder, messages):
    """A compiled catalogue of translations (the format of GNU gettext, section 10.3)."""
    messages = {"": "Content-Type: text/plain; charset=UTF-8\n", **messages}
    pairs = [(key.encode(), messages[key].encode()) for key in sorted(messages)]
    count = len(pairs)
    at, index, data = 28 + 16 * count, [], b""
    for column in (0, 1):
        for pair in pairs:
            index.append(struct.pack("<II", len(pair[column]), at + len(data)))
            data += pair[column] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, count, 28, 28 + 8 * count, 0, 0)
    folder.mkdir(parents=True)
    (folder / "django.mo").write_bytes(head + b"".join(index) + data)


@pytest.mark.django_db
@pytest.mark.parametrize("happen", ERRORS)
def test_an_error_speaks_the_papers_language(client, monkeypatch, settings, tmp_path, happen):
    status, heading, _kept = ERRORS[happen]
    catalogue(tmp_path / "ar" / "LC_MESSAGES", {heading: "مترجم", "To the front page": "البداية"})
    settings.LOCALE_PATHS = [tmp_path]
    settings.LANGUAGE_CODE = "ar"
    answer = happen(client, monkeypatch)
    page = answer.content.decode()
    assert answer.status_code == status
    assert '<html lang="ar" dir="rtl">' in page
    assert "<h1>مترجم</h1>" in page and '<a href="/">البداية</a>' in page


def test_when_the_database_is_out_of_reach_the_page_says_so_without_it(client):
    """No database is allowed in this test, neither to the view nor to the error's page."""
    client.raise_request_exception = False
    for address in ("/", "/articles/one/", "/nothing/here/"):
        answer = client.get(address)
        assert answer.status_code == 500
        assert b"Something broke on our side" in answer.content


def test_nor_does_a_broken_connection_break_the_page(client, monkeypatch):
    def unreachable(*args, **kwargs):
        raise OperationalError("could not connect to host 10.0.0.7, password=secret")

    monkeypatch.setattr(connection, "ensure_connection", unreachable)
    client.raise_request_exception = False
    for address in ("/", "/articles/one/", "/comments/new/one/"):
        answer = client.get(address)
        assert answer.status_code == 500
        assert b"secret" not in answer.content and b"10.0.0.7" not in answer.content


@pytest.mark.django_db
def test_a_wrong_address_costs_one_query(client, django_assert_num_queries):
    """The sections of its navigation. Nobody's session is asked for."""
    client.cookies["session"] = "invented"
    with django_assert_num_queries(1):
        assert client.get("/wp-login.php").status_code == 404


@pytest.mark.django_db
def test_an_address_is_not_said_back(client):
    answer = client.get("/<script>alert(1)</script>/")
    assert answer.status_code == 404
    assert b"alert(1)" not in answer.content


@pytest.mark.django_db
def test_whoever_left_a_form_open_is_told_what_to_do(client, monkeypatch):
    answer = forged(client, monkeypatch)
    assert b"reload the page and send it again" in answer.content
