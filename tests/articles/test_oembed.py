"""oEmbed: what another site is told of an article, so that it can show a link as a card."""

from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"


def ask(client, url=f"{SITE}/articles/ferry/", **more):
    rest = "".join(f"&{name}={quote(str(value))}" for name, value in more.items())
    return client.get(f"/oembed/?url={quote(url, safe='')}{rest}")


@pytest.fixture
def article():
    return factories.published(
        "The <ferry> & the quay",
        slug="ferry",
        bylines=[factories.author("Ada Lindqvist")],
        lead_image=factories.image(),
    )


CARD = {
    "version": "1.0",
    "type": "link",
    "title": "The <ferry> & the quay",
    "author_name": "Ada Lindqvist",
    "author_url": f"{SITE}/authors/ada-lindqvist/",
    "provider_name": "The Aldine Courier",
    "provider_url": f"{SITE}/",
}


def without_thumbnail(told):
    return {name: value for name, value in told.items() if not name.startswith("thumbnail")}


def test_an_article_is_told_in_json_and_in_xml(client, article):
    answer = ask(client)
    assert answer["Content-Type"] == "application/json"
    told = answer.json()
    assert without_thumbnail(told) == CARD
    answer = ask(client, format="xml")
    assert answer["Content-Type"] == "text/xml; charset=utf-8"
    root = ElementTree.fromstring(answer.content)
    assert root.tag == "oembed"
    assert {one.tag: one.text for one in root} == {name: str(told[name]) for name in told}


def test_it_carries_no_html_and_nothing_to_run(client, article):
    told = ask(client).json()
    assert "html" not in told and "<p>" not in str(told)


def test_of_several_authors_the_names_are_told(client):
    authors = [factories.author("Ada Lindqvist"), factories.author("Tomas Okafor")]
    factories.published(slug="ferry", bylines=authors)
    told = ask(client).json()
    assert told["author_name"] == "Ada Lindqvist and Tomas Okafor"
    assert "author_url" not in told and "thumbnail_url" not in told


def test_the_thumbnail_is_the_largest_within_the_bounds(client, article):
    def size(**bounds):
        told = ask(client, **bounds).json()
        if "thumbnail_url" not in told:
            assert without_thumbnail(told) == told
            return None
        path = told["thumbnail_url"].removeprefix(SITE)
        assert client.get(path).status_code == 200
        return told["thumbnail_width"], told["thumbnail_height"]

    assert size() == (640, 427)
    assert size(maxwidth=5000, maxheight=5000) == (640, 427)
    assert size(maxwidth=400) == size(maxheight=300) == (320, 214)
    assert size(maxwidth=100) is None


@pytest.mark.parametrize("bound", ["0", "-5", "x", "1.5", "", "9999999", "٣"])
@pytest.mark.parametrize("name", ["maxwidth", "maxheight"])
def test_a_bound_that_is_no_number_is_refused(client, article, name, bound):
    assert ask(client, **{name: bound}).status_code == 400


@pytest.mark.parametrize("format", ["yaml", "", "JSON", "../json"])
def test_a_format_that_we_do_not_speak_is_501(client, article, format):
    answer = ask(client, format=format)
    assert answer.status_code == 501
    assert answer["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "/articles/ferry/",
        "ferry",
        f"{SITE}/",
        f"{SITE}/articles/nowhere/",
        f"{SITE}/articles/ferry/comments/",
        f"{SITE}/sections/world/",
        f"{SITE}/nothing/here/",
        "https://evil.example/articles/ferry/",
        "http://127.0.0.1:8000@evil.example/articles/ferry/",
        "http://127.0.0.1:8000.evil.example/articles/ferry/",
        "javascript:alert(1)//127.0.0.1:8000/articles/ferry/",
        "ftp://127.0.0.1:8000/articles/ferry/",
        "http://[",
        "http://127.0.0.1:8000/articles/%00%ff/",
        "http://127.0.0.1:8000/articles/fe\nrry/x",
        "x" * 5000,
    ],
)
def test_an_address_that_is_no_article_of_ours_is_not_found(client, article, url):
    assert ask(client, url).status_code == 404


def test_no_address_at_all_is_not_found(client):
    assert client.get("/oembed/").status_code == 404


@pytest.mark.parametrize("more", ["?utm_source=x", "#comments", "?page=2#end"])
def test_what_follows_the_address_does_not_matter(client, article, more):
    assert ask(client, f"{SITE}/articles/ferry/{more}").json()["title"] == CARD["title"]


def test_an_old_address_is_known(client, article):
    article.write(by=None, slug="new-slug")
    article.publish(by=None)
    assert ask(client).json()["title"] == CARD["title"]


def test_the_sites_own_address_decides_whose_article_it_is(client, article, settings):
    settings.SITE_URL = "https://news.example"
    assert ask(client).status_code == 404
    told = ask(client, "https://News.example/articles/ferry/").json()
    assert told["provider_url"] == "https://news.example/"
    assert told["thumbnail_url"].startswith("https://news.example/media/")


def test_it_is_kept_like_a_page_and_only_read(client, article):
    etag = ask(client)["ETag"]
    again = client.get(f"/oembed/?url={SITE}/articles/ferry/", headers={"If-None-Match": etag})
    assert again.status_code == 304
    assert client.post("/oembed/").status_code == 405
    article.write(
        by=None, bylines=[factories.author(name) for name in ("Ada", "Ben", "Cem", "Dea")]
    )
    article.publish(by=None)
    with CaptureQueriesContext(connection) as seen:
        assert ask(client).json()["author_name"] == "Ada, Ben, Cem and Dea"
    assert len(seen) <= 4
    assert {query["sql"].lstrip("(").split()[0] for query in seen} == {"SELECT"}
