"""Sitemaps, judged by the rules of sitemaps.org and of Google's schemas for images and news."""

import time
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import sitemaps
from articles.models import Article, Page, Topic
from tests import factories
from tests.articles.test_lists import some
from tests.articles.test_query_plans import many

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
PATHS = {
    "index": "/sitemap.xml",
    "places": "/sitemap-places.xml",
    "news": "/sitemap-news.xml",
}


def tags(element):
    return [child.tag for child in element]


def judged(client, path):
    """The root of a sitemap that breaks no rule of its schemas: order, presence, whole addresses."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    root = ElementTree.fromstring(answer.content)
    kind = {f"{MAP}sitemapindex": f"{MAP}sitemap", f"{MAP}urlset": f"{MAP}url"}[root.tag]
    assert 0 < len(root) <= 50_000, "the schema asks for at least one"
    for entry in root:
        assert entry.tag == kind
        names = tags(entry)
        assert names[0] == f"{MAP}loc"
        address = entry[0].text
        assert address.startswith(f"{SITE}/") and len(address) <= 2_048
        others = names[1:]
        if others[:1] == [f"{MAP}lastmod"]:
            assert datetime.fromisoformat(entry[1].text).tzinfo
            others = others[1:]
        assert set(others) <= {f"{IMAGE}image", f"{NEWS}news"}
        for image in entry.iter(f"{IMAGE}image"):
            assert tags(image)[0] == f"{IMAGE}loc" and image[0].text.startswith(f"{SITE}/media/")
        for news in entry.iter(f"{NEWS}news"):
            asked = ["publication", "publication_date", "title"]
            assert tags(news) == [f"{NEWS}{name}" for name in asked]
            assert tags(news[0]) == [f"{NEWS}name", f"{NEWS}language"]
            assert all(one.text for one in [*news[0], news[1], news[2]])
    return root


def paths(root):
    return [entry[0].text.removeprefix(SITE) for entry in root]


def file_of(article):
    """The sitemap in which an article stands; ids go on rising from test to test on PostgreSQL."""
    return f"/sitemap-articles-{(article.pk - 1) // sitemaps.IDS_A_FILE + 1}.xml"


def lastmods(root):
    found = {entry[0].text.removeprefix(SITE): entry.find(f"{MAP}lastmod") for entry in root}
    return {
        path: one is not None and datetime.fromisoformat(one.text) for path, one in found.items()
    }


def test_the_index_leads_to_every_article(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "IDS_A_FILE", 3)
    made = some(8)
    files = paths(judged(client, "/sitemap.xml"))
    assert files[0] == "/sitemap-places.xml" and len(files) >= 4
    found = [path for file in files[1:] for path in paths(judged(client, file))]
    assert found == [article.get_absolute_url() for article in made]


def test_an_article_stays_in_its_file(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "IDS_A_FILE", 3)
    made = some(8)
    files = paths(judged(client, "/sitemap.xml"))[1:]
    before = {path: file for file in files for path in paths(judged(client, file))}
    factories.published("Newer")
    Article.objects.get(pk=made[1].pk).delete()
    for path, file in before.items():
        if path != made[1].get_absolute_url():
            assert path in paths(judged(client, file))


def test_each_file_says_when_something_in_it_changed(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "IDS_A_FILE", 1)
    old = factories.published("Old", publish_at=NOON)
    new = factories.published("New", publish_at=NOON + HOUR)
    old.write(by=None, body="<p>Anew.</p>")
    old.publish(by=None, at=NOON + 5 * HOUR)
    new.write(by=None, body="<p>A comma.</p>")
    new.publish(by=None, minor=True)
    found = lastmods(judged(client, "/sitemap.xml"))
    assert found == {
        "/sitemap-places.xml": NOON + 5 * HOUR,
        file_of(old): NOON + 5 * HOUR,
        file_of(new): NOON + HOUR,
    }
    for article in (old, new):
        file = file_of(article)
        assert lastmods(judged(client, file)) == {article.get_absolute_url(): found[file]}


def test_a_lead_image_stands_beside_its_article(client):
    article = factories.published(lead_image=factories.image())
    (entry,) = judged(client, file_of(article))
    address = entry.find(f"{IMAGE}image/{IMAGE}loc").text
    assert client.get(address.removeprefix(SITE)).status_code == 200


@pytest.mark.parametrize("number", ["0", "999999", "1000001", "9" * 30, "-1", "x", "1.0"])
def test_a_file_that_is_not_there_is_not_found(client, number):
    factories.published()
    assert client.get(f"/sitemap-articles-{number}.xml").status_code == 404


def test_a_file_without_anything_public_is_not_there(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "IDS_A_FILE", 1)
    hidden = factories.withdrawn()
    assert paths(judged(client, "/sitemap.xml")) == ["/sitemap-places.xml"]
    assert client.get(file_of(hidden)).status_code == 404


def test_places_are_those_with_something_to_read(client):
    ada, port, sea = factories.author(), Topic(name="Port", slug="port"), factories.section("Sea")
    port.save()
    factories.published(section=sea, topics=[port], bylines=[ada])
    merged = Topic.objects.create(name="Harbour", slug="harbour")
    merged.merge_into(port)
    factories.draft(
        section=factories.section("Quiet"),
        bylines=[factories.author("Ben Cole")],
        topics=[Topic.objects.create(name="Secret", slug="secret")],
    )
    Page.objects.all().delete()
    page = Page.objects.create(slug="about", title="About", body="<p>Us.</p>")
    root = judged(client, "/sitemap-places.xml")
    assert paths(root) == [
        "/",
        "/sections/sea/",
        "/topics/port/",
        "/authors/ada-lindqvist/",
        "/pages/about/",
    ]
    changed = page.updated_at.replace(microsecond=0)
    assert lastmods(root)["/pages/about/"] == changed


def test_an_empty_site_has_a_front_page(client):
    Page.objects.all().delete()
    assert paths(judged(client, "/sitemap.xml")) == ["/sitemap-places.xml"]
    assert paths(judged(client, "/sitemap-places.xml")) == ["/"]
    assert paths(judged(client, "/sitemap-news.xml")) == ["/"]


# News


def news(client):
    root = judged(client, "/sitemap-news.xml")
    return [one.find(f"{NEWS}news/{NEWS}title").text for one in root if len(one) > 1]


def test_news_says_where_when_and_in_which_language_it_was_published(client):
    now = timezone.now().replace(microsecond=0)
    factories.published("A & <b>", slug="a", language="tr", publish_at=now - HOUR)
    (entry,) = judged(client, "/sitemap-news.xml")
    told = entry.find(f"{NEWS}news")
    assert [one.text for one in told[0]] == ["The Aldine Courier", "tr"]
    assert datetime.fromisoformat(told[1].text) == now - HOUR
    assert told[2].text == "A & <b>"


def test_news_is_news_for_two_days(client, monkeypatch):
    now = timezone.now()
    factories.published("Old", publish_at=now - timedelta(days=2, minutes=1))
    factories.published("Nearly old", publish_at=now - timedelta(days=1, hours=23))
    factories.published("New", publish_at=now - HOUR)
    assert news(client) == ["New", "Nearly old"]
    etag = client.get("/sitemap-news.xml")["ETag"]
    asked = {"If-None-Match": etag}
    assert client.get("/sitemap-news.xml", headers=asked).status_code == 304
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(hours=2))
    # Nobody did anything; the clock alone makes it another file.
    assert client.get("/sitemap-news.xml", headers=asked).status_code == 200
    assert news(client) == ["New"]
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(hours=49))
    assert news(client) == []
    assert paths(judged(client, "/sitemap-news.xml")) == ["/"]


def test_an_old_story_with_a_new_date_is_no_news(client):
    article = factories.published("Old", publish_at=timezone.now() - timedelta(days=9))
    article.write(by=None, publish_at=timezone.now() - HOUR)
    article.publish(by=None)
    assert news(client) == []


def test_what_was_first_published_long_ago_leaves_before_what_was_dated_before_it(
    client, monkeypatch
):
    now = timezone.now()
    factories.published("New", publish_at=now - 10 * HOUR)
    moved = factories.published("Moved", publish_at=now - 47 * HOUR)
    moved.write(by=None, publish_at=now - HOUR / 12)
    moved.publish(by=None)
    assert news(client) == ["Moved", "New"]
    asked = {"If-None-Match": client.get("/sitemap-news.xml")["ETag"]}
    monkeypatch.setattr(timezone, "now", lambda: now + 2 * HOUR)
    assert client.get("/sitemap-news.xml", headers=asked).status_code == 200
    assert news(client) == ["New"]


def test_so_many_news_and_no_more(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "MOST_NEWS", 3)
    some(5)
    assert news(client) == ["Number 004", "Number 003", "Number 002"]


# What it costs, and what is kept


def test_sitemaps_ask_the_database_as_often_for_many_rows_as_for_few(client):
    counts = {}
    for more in (10, 90):
        *_others, last = some(more)
        for kind in ("index", "places", "news", "articles"):
            path = file_of(last) if kind == "articles" else PATHS[kind]
            with CaptureQueriesContext(connection) as seen:
                assert client.get(path).status_code == 200
            assert {query["sql"].split()[0] for query in seen} == {"SELECT"}
            counts.setdefault(kind, []).append(len(seen))
    assert all(few == many_of_them <= 8 for few, many_of_them in counts.values()), counts


@pytest.mark.parametrize("kind", ["index", "places", "news", "articles"])
def test_whoever_has_a_sitemap_is_told_so(client, kind):
    article = factories.published()
    address = file_of(article) if kind == "articles" else PATHS[kind]
    etag = client.get(address)["ETag"]
    again = client.get(address, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    article.withdraw(by=None, reason="Wrong.")
    assert client.get(address, headers={"If-None-Match": etag}).status_code in (200, 404)
    assert client.post(address).status_code == 405


@pytest.mark.slow
def test_a_hundred_thousand_articles_are_told_in_time(client):
    many(100_000)
    Article.objects.update(body="<p>" + "A sentence of a story. " * 200 + "</p>")
    files = paths(judged(client, "/sitemap.xml"))
    assert len(files) in (21, 22)
    for path in ("/sitemap.xml", files[0], files[1], files[-1], "/sitemap-news.xml"):
        client.get(path)
        start = time.perf_counter()
        with CaptureQueriesContext(connection) as seen:
            client.get(path)
        took = time.perf_counter() - start
        asked = sum(float(query["time"]) for query in seen)
        assert asked < 5 and took < 20, f"{path}: {took:.3f} s, the database {asked:.3f} s"
