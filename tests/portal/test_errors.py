"""What went wrong is said in the paper's clothes and in its language, even when all else has failed."""

import gzip
import re
import struct

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.test import Client

from articles.models import Section
from portal.too_many import TooManyRequests
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
    monkeypatch.setattr("articles.lists.page_of", lambda *args, **kwargs: 1 / 0)
    client.raise_request_exception = False
    return client.get("/corrections/")


def too_many(client, monkeypatch):
    def refuse(*args, **kwargs):
        raise TooManyRequests(retry_after=17)

    monkeypatch.setattr("articles.lists.page_of", refuse)
    return client.get("/corrections/")


def out_of_reach(client, monkeypatch):
    monkeypatch.setattr(connection, "ensure_connection", unreachable)
    client.raise_request_exception = False
    return client.get("/")


def unreachable(*args, **kwargs):
    raise OperationalError("could not connect to host 10.0.0.7, password=secret")


ERRORS = {
    not_found: (404, "There is nothing at this address", "public, max-age=0, s-maxage=1"),
    gone: (410, "This is no longer published", "public, max-age=0, s-maxage=1"),
    forbidden: (403, "You may not do this", "no-store"),
    forged: (403, "You may not do this", "no-store"),
    too_many: (429, "That was too fast", "no-store"),
    out_of_reach: (503, "We cannot answer just now", "no-store"),
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


def test_an_error_asks_nothing_of_the_database(client):
    """No database is allowed in this test, neither to the view nor to the error's page."""
    client.raise_request_exception = False
    for address in ("/", "/articles/one/", "/nothing/here/"):
        answer = client.get(address)
        assert answer.status_code == 500
        assert b"Something broke on our side" in answer.content


@pytest.mark.parametrize("failure", [OperationalError, InterfaceError])
@pytest.mark.parametrize("method", ["get", "head"])
def test_while_the_database_is_out_of_reach_readers_are_asked_to_come_again(
    client, monkeypatch, failure, method
):
    def fail(*args, **kwargs):
        raise failure("could not connect to host 10.0.0.7, password=secret")

    monkeypatch.setattr(connection, "ensure_connection", fail)
    client.raise_request_exception = False
    client.cookies["session"] = "invented"
    for address in ("/", "/articles/one/", "/comments/new/one/", "/pages/about/", "/admin/"):
        answer = getattr(client, method)(address)
        assert (answer.status_code, answer["Retry-After"]) == (503, "30")
        assert answer["Cache-Control"] == "no-store" and not answer.cookies
        assert (b"We cannot answer just now" in answer.content) == (method == "get")
        assert b"secret" not in answer.content and b"10.0.0.7" not in answer.content


@pytest.mark.django_db(transaction=True)
def test_so_they_are_when_it_is_really_gone(client):
    elsewhere = {"NAME": "/nowhere/at/all"} if connection.vendor == "sqlite" else {"PORT": "1"}
    client.raise_request_exception = False
    connection.close()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in elsewhere.items():
            patch.setitem(connection.settings_dict, name, value)
        answers = [client.get(address).status_code for address in ("/pages/about/", "/nothing/")]
        connection.close()
    assert answers == [503, 404]
    assert client.get("/pages/about/").status_code == 200, "and back it is, without a restart"


def test_what_is_not_there_is_said_to_be_so_even_without_the_database(client, monkeypatch):
    monkeypatch.setattr(connection, "ensure_connection", unreachable)
    answer = client.get("/nothing/here/")
    assert answer.status_code == 404
    assert b"There is nothing at this address" in answer.content
    assert answer["Cache-Control"] == "no-store", "the fuller page may be back at once"
    assert b"<form" not in answer.content, "the search would not work either"


@pytest.mark.django_db
def test_too_many_requests_are_told_when_to_come_again(client, monkeypatch):
    assert too_many(client, monkeypatch)["Retry-After"] == "17"


@pytest.mark.django_db
def test_a_wrong_address_costs_two_queries(client, django_assert_num_queries):
    """The sections and pages around it, and the latest headlines. Nobody's session is asked for."""
    client.cookies["session"] = "invented"
    with django_assert_num_queries(2):
        assert client.get("/wp-login.php").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("happen", [not_found, gone])
def test_who_finds_nothing_can_search_and_read_the_latest(client, monkeypatch, happen):
    for number in range(6):
        factories.published(f"Story {number}")
    factories.embargoed("Not yet")
    factories.draft("Never")
    page = happen(client, monkeypatch).content.decode()
    assert [f"Story {n}" in page for n in range(6)] == [False] + [True] * 5
    assert "Not yet" not in page and "Never" not in page
    assert 'action="/search/"' in page and 'name="q"' in page and 'type="search"' in page
    assert 'href="/sections/world/"' in page


@pytest.mark.django_db
def test_a_headline_on_an_error_page_is_text(client):
    factories.published("<script>alert(1)</script>")
    assert b"<script>alert(1)" not in client.get("/nothing/").content


@pytest.mark.django_db
@pytest.mark.parametrize("happen", ERRORS)
def test_an_error_is_light(client, monkeypatch, happen):
    for n in range(8):
        part = Section.objects.create(name=f"Section {n}", slug=f"section-{n}")
        factories.published(f"{n}: the council meets, talks and goes home again", section=part)
    answer = happen(client, monkeypatch)
    assert len(gzip.compress(answer.content, 6, mtime=0)) <= 6_000


@pytest.mark.django_db
def test_to_a_head_a_page_that_is_not_there_has_no_body(client):
    answer = client.head("/nothing/here/")
    assert (answer.status_code, answer.content) == (404, b"")


@pytest.mark.django_db
def test_an_address_is_not_said_back(client):
    answer = client.get("/<script>alert(1)</script>/")
    assert answer.status_code == 404
    assert b"alert(1)" not in answer.content


@pytest.mark.django_db
def test_whoever_left_a_form_open_is_told_what_to_do(client, monkeypatch):
    answer = forged(client, monkeypatch)
    assert b"reload the page and send it again" in answer.content
