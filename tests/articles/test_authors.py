"""An author's page: who it is, what they wrote, and the same for machines."""

import json
import re

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


def profile_on(page):
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return next(data for data in map(json.loads, found) if data["@type"] == "ProfilePage")


@pytest.fixture
def ada():
    author = factories.author("Ada Lindqvist", bio="Reads the annexes.")
    author.portrait = factories.image()
    author.save()
    return author


def test_an_authors_page_has_the_portrait_the_life_and_the_stories(client, ada):
    factories.published("By Ada", bylines=[ada])
    factories.published("By Tomas", bylines=[factories.author("Tomas Okafor")])
    page = client.get("/authors/ada-lindqvist/").content.decode()
    assert "Reads the annexes." in page and "By Ada" in page and "By Tomas" not in page
    assert 'alt="Ada Lindqvist" width="320" height="320"' in page
    assert 'href="/feeds/authors/ada-lindqvist.atom"' in page


def test_an_article_of_two_authors_is_on_both_pages_once(client, ada):
    factories.published("By both", bylines=[ada, factories.author("Tomas Okafor")])
    for slug in ("ada-lindqvist", "tomas-okafor"):
        assert client.get(f"/authors/{slug}/").content.decode().count("By both</a>") == 1


def test_machines_are_told_the_same(client, settings, ada):
    settings.SITE_URL, settings.SITE_NAME = "https://news.example", "The Test Courier"
    factories.published(bylines=[ada])
    person = profile_on(client.get("/authors/ada-lindqvist/").content.decode())["mainEntity"]
    assert person["@type"] == "Person"
    assert (person["name"], person["description"]) == ("Ada Lindqvist", "Reads the annexes.")
    assert person["url"] == "https://news.example/authors/ada-lindqvist/"
    assert person["image"].startswith("https://news.example/media/images/")
    assert client.get(person["image"].removeprefix("https://news.example")).status_code == 200
    assert person["worksFor"]["name"] == "The Test Courier"


def test_what_is_not_known_is_not_said(client):
    factories.published(bylines=[factories.author("Guest")])
    page = client.get("/authors/guest/").content.decode()
    person = profile_on(page)["mainEntity"]
    assert "description" not in person and "image" not in person
    assert "<picture" not in page.split("</header>")[1]


def test_no_name_and_no_life_ends_the_script_or_becomes_markup(client):
    nasty = "</script><script>alert(1)</script><!-- & \u2028"
    author = factories.author("Nasty", bio=nasty)
    factories.published(bylines=[author])
    page = client.get("/authors/nasty/").content.decode()
    assert "<script>alert(1)" not in page
    assert profile_on(page)["mainEntity"]["description"] == nasty


@pytest.mark.parametrize(
    "make",
    [
        factories.draft,
        factories.in_review,
        factories.embargoed,
        factories.withdrawn,
        factories.expired,
    ],
)
def test_an_author_of_nothing_that_readers_may_read_is_not_there(client, ada, make):
    make(bylines=[ada])
    answer, never = client.get("/authors/ada-lindqvist/"), client.get("/authors/never-was/")
    assert answer.status_code == 404
    assert (answer.content, dict(answer.headers)) == (never.content, dict(never.headers))
