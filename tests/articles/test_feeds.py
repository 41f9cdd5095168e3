"""Feeds of the paper and its parts, judged by a program that reads feeds."""

import json
from datetime import UTC, datetime, timedelta

import feedparser
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.text import slugify

from articles.models import Article, Topic
from portal import edition
from portal.feeds import atom, rss
from portal.feeds.feed import Entry, Feed
from tests import factories
from tests.articles.test_lists import some

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
FORMATS = ["atom", "rss", "json"]
TYPES = {
    "atom": "application/atom+xml; charset=utf-8",
    "rss": "application/rss+xml; charset=utf-8",
    "json": "application/feed+json",
}
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def story(headline="Ferry hits quay", **fields):
    """A published article with one of everything that a feed tells."""
    fields.setdefault("section", factories.section("Sea", description="Ships and quays."))
    fields.setdefault(
        "bylines", [factories.author("Ada Lindqvist"), factories.author("Tomas Okafor")]
    )
    fields.setdefault("topics", [topic("Harbour")])
    fields.setdefault("standfirst", "Nobody was hurt.")
    fields.setdefault("publish_at", NOON)
    return factories.published(headline, **fields)


def topic(name):
    return Topic.objects.get_or_create(name=name, slug=slugify(name))[0]


def feeds_of(article):
    """The address of each feed in which this article stands, up to the format."""
    return [
        "/feeds/all.",
        f"/feeds/sections/{article.section.slug}.",
        *(f"/feeds/topics/{one.slug}." for one in article.topics.all()),
        *(f"/feeds/authors/{one.author.slug}." for one in article.bylines.all()),
    ]


def read(client, address):
    """An XML feed as a reader's program sees it: well-formed, and of the type that it says."""
    answer = client.get(address)
    assert answer.status_code == 200
    found = feedparser.parse(
        answer.content, response_headers={"content-type": answer["Content-Type"]}
    )
    assert not found.bozo, (address, found.get("bozo_exception"))
    return found


def unfiltered(client, address):
    """Without the reader's own cleaning, which would hide what we let through."""
    return feedparser.parse(
        client.get(address).content, sanitize_html=False, resolve_relative_uris=False
    )


def read_json(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return json.loads(answer.content)


def told_by_every_format(client, where="/feeds/all."):
    """What each format tells of the newest entry, in the same words."""
    told = {}
    for format in ("atom", "rss"):
        entry = unfiltered(client, where + format).entries[0]
        told[format] = {
            "id": entry.id,
            "url": entry.link,
            "title": entry.title,
            "html": entry.content[0].value,
            "summary": entry.summary,
            "published": datetime(*entry.published_parsed[:6], tzinfo=UTC),
            "updated": datetime(*entry.updated_parsed[:6], tzinfo=UTC),
            "authors": [one.name for one in entry.authors],
            "tags": [tag.label or tag.term for tag in entry.tags],
        }
    item = read_json(client, where + "json")["items"][0]
    told["json"] = {
        "id": item["id"],
        "url": item["url"],
        "title": item["title"],
        "html": item["content_html"],
        "summary": item["summary"],
        "published": datetime.fromisoformat(item["date_published"]),
        "updated": datetime.fromisoformat(item["date_modified"]),
        "authors": [one["name"] for one in item["authors"]],
        "tags": item["tags"],
    }
    return told


# What a feed is


@pytest.mark.parametrize("format", ["atom", "rss"])
def test_every_feed_is_read_without_a_fault(client, format):
    article = story(lead_image=factories.image(), body="<p>A &amp; B <a href='/x/'>C</a></p>")
    for where in feeds_of(article):
        found = read(client, where + format)
        assert found.version == {"atom": "atom10", "rss": "rss20"}[format]
        assert found.feed.title.endswith("The Aldine Courier")
        assert found.feed.subtitle
        assert [entry.title for entry in found.entries] == ["Ferry hits quay"]


def test_a_json_feed_has_what_the_standard_asks_for(client):
    article = story(lead_image=factories.image())
    for where in feeds_of(article):
        found = read_json(client, where + "json")
        assert found["version"] == "https://jsonfeed.org/version/1.1"
        assert found["feed_url"] == f"{SITE}{where}json"
        assert found["title"] and found["home_page_url"].startswith(f"{SITE}/")
        item = found["items"][0]
        assert item["id"] and item["content_html"] and item["image"].startswith(f"{SITE}/media/")
        assert item["authors"][0] == {
            "name": "Ada Lindqvist",
            "url": f"{SITE}/authors/ada-lindqvist/",
        }


@pytest.mark.parametrize("format", FORMATS)
def test_a_feed_says_of_which_type_it_is_and_where_it_lies(client, format):
    article = story()
    for where in feeds_of(article):
        answer = client.get(where + format)
        assert answer["Content-Type"] == TYPES[format]
        assert f"{SITE}{where}{format}" in answer.content.decode()
        assert "hub" not in answer.content.decode()
    homes = [read_json(client, f"{where}json")["home_page_url"] for where in feeds_of(article)]
    assert homes == [
        f"{SITE}{path}"
        for path in (
            "/",
            "/sections/sea/",
            "/topics/harbour/",
            "/authors/ada-lindqvist/",
            "/authors/tomas-okafor/",
        )
    ]


def test_all_formats_tell_the_same_of_an_article(client):
    article = story(body="<p>The whole text.</p>")
    told = told_by_every_format(client)
    assert told["atom"] == told["rss"] == told["json"]
    assert told["json"] == {
        "id": f"urn:uuid:{article.uuid}",
        "url": f"{SITE}/articles/ferry-hits-quay/",
        "title": "Ferry hits quay",
        "html": "<p>The whole text.</p>",
        "summary": "Nobody was hurt.",
        "published": NOON,
        "updated": NOON,
        "authors": ["Ada Lindqvist", "Tomas Okafor"],
        "tags": ["Sea", "Harbour"],
    }


def test_a_language_is_told_of_the_feed_and_of_each_entry(client):
    story("سفينة", slug="safina", language="ar")
    page = client.get("/feeds/all.atom").content.decode()
    assert 'xml:lang="en"><id>' in page and '<entry xml:lang="ar">' in page
    page = client.get("/feeds/all.rss").content.decode()
    assert "<language>en</language>" in page and "<dc:language>ar</dc:language>" in page
    found = read_json(client, "/feeds/all.json")
    assert (found["language"], found["items"][0]["language"]) == ("en", "ar")


@pytest.mark.parametrize("format", ["atom", "rss"])
def test_a_feed_without_articles_is_a_feed(client, format):
    factories.section("Sport")
    for where in ("all", "sections/sport"):
        found = read(client, f"/feeds/{where}.{format}")
        assert found.entries == [] and found.feed.title
    assert read_json(client, "/feeds/sections/sport.json")["items"] == []


# The text, in full


def test_the_text_is_whole_and_so_is_every_address_in_it(client):
    image, inside = factories.image(alt="A ship"), factories.image(alt="A bent quay")
    story(
        lead_image=image,
        lead_image_caption="The ferry",
        body=(
            '<p>See <a href="/topics/harbour/?a=1&amp;b=2">more</a>, <a href="#end">below</a>, '
            '<a href="https://other.example/x">there</a> and <a href="mailto:a@b.example">us</a>; '
            'he wrote src="/y".</p>'
            f'<figure><img src="{inside.file.url}" alt=""><figcaption>Bent</figcaption></figure>'
        ),
    )
    told = told_by_every_format(client)
    assert told["atom"]["html"] == told["rss"]["html"] == told["json"]["html"]
    html = told["json"]["html"]
    assert f'href="{SITE}/topics/harbour/?a=1&amp;b=2"' in html
    assert f'href="{SITE}/articles/ferry-hits-quay/#end"' in html
    assert 'href="https://other.example/x"' in html and 'href="mailto:a@b.example"' in html
    assert 'he wrote src="/y".' in html
    assert 'alt="A ship"' in html and "<figcaption>The ferry</figcaption>" in html
    assert 'alt="A bent quay"' in html and "<figcaption>Bent</figcaption>" in html
    pictures = [part.split('"')[0] for part in html.split('<img src="')[1:]]
    assert len(pictures) == 2
    for address in pictures:
        assert address.startswith(f"{SITE}/media/images/")
        assert client.get(address.removeprefix(SITE)).status_code == 200
    assert html.index("A ship") < html.index("See ") < html.index("Bent")


def test_a_correction_stands_in_the_text(client):
    article = story(body="<p>Ten ships.</p>")
    article.write(by=None, body="<p>Nine ships.</p>")
    article.publish(by=None, change="correction", note="There were nine, <not> ten.")
    html = told_by_every_format(client)["json"]["html"]
    assert "Nine ships." in html and "Ten ships." not in html
    assert "Corrections and clarifications" in html
    assert "There were nine, &lt;not&gt; ten." in html


HOSTILE = [
    "<script>alert(1)</script> & \"quotes\" 'too'",
    "]]> <![CDATA[ <img src=x onerror=alert(1)>",
    "R & D, 1 < 2, &amp; &lt;b&gt;",
    "</title><link>https://evil.example</link>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_person_typed_is_text_in_every_format(client, text):
    name = f"Eve {text}"[:80]
    author = factories.author("Eve")
    author.name = name
    author.save()
    story(text, slug="odd", standfirst=text, bylines=[author])
    for format in ("atom", "rss"):
        read(client, f"/feeds/all.{format}")
    told = told_by_every_format(client)
    assert told["json"]["title"] == told["atom"]["title"] == text
    assert told["json"]["authors"] == told["atom"]["authors"] == told["rss"]["authors"] == [name]
    assert told["json"]["summary"] == told["atom"]["summary"] == text
    for told_as_html in (told["rss"]["title"], told["rss"]["summary"]):
        assert "<script" not in told_as_html and "<img" not in told_as_html
        assert "</title" not in told_as_html


def test_an_ampersand_in_a_title_of_rss_is_escaped_once(client):
    story("R & D, 1 < 2")
    assert b"<title>R &amp; D, 1 &lt; 2</title>" in client.get("/feeds/all.rss").content
    Article.objects.update(headline="R & <b>D</b>")
    page = client.get("/feeds/all.rss").content
    assert b"<title>R &amp;amp; &amp;lt;b&amp;gt;D&amp;lt;/b&amp;gt;</title>" in page


def test_what_xml_cannot_carry_is_left_out():
    odd = "a\x00b\x0bc\ud800d\ufffee\x1f\t\n"
    entry = Entry(
        id="urn:x",
        url="https://news.example/",
        title=odd,
        html=odd,
        published=NOON,
        updated=NOON,
        language="en",
        summary=odd,
    )
    feed = Feed(
        title=odd,
        description=odd,
        home="https://news.example/",
        address="https://news.example/feed",
        language="en",
        entries=[entry],
    )
    for writer in (atom, rss):
        found = feedparser.parse(writer.write(feed))
        assert not found.bozo
        assert found.entries[0].title == "abcde"


# Which articles, and when they changed


def test_the_newest_thirty_stand_there_newest_first(client):
    some(35)
    for where in ("/feeds/all.", "/feeds/sections/world.", "/feeds/authors/ada-lindqvist."):
        titles = [entry.title for entry in read(client, where + "atom").entries]
        assert titles == [f"Number {n:03}" for n in range(34, 4, -1)]


def test_a_part_of_the_paper_has_its_own_articles_alone(client):
    story()
    story("Cup final", section=factories.section("Sport"), bylines=[factories.author("Ben Cole")])
    for where, titles in {
        "/feeds/sections/sea.": ["Ferry hits quay"],
        "/feeds/sections/sport.": ["Cup final"],
        "/feeds/authors/ben-cole.": ["Cup final"],
        "/feeds/authors/ada-lindqvist.": ["Ferry hits quay"],
        "/feeds/topics/harbour.": ["Cup final", "Ferry hits quay"],
    }.items():
        assert [one["title"] for one in read_json(client, where + "json")["items"]] == titles


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_not_there_is_not_found(client, format):
    story()
    for kind in ("sections", "topics", "authors"):
        assert client.get(f"/feeds/{kind}/nowhere.{format}").status_code == 404


@pytest.mark.parametrize("format", ["xml", "atom.xml", "ATOM", "html", "atom/", "x" * 300])
def test_a_format_that_is_none_is_not_found(client, format):
    for where in feeds_of(story()):
        assert client.get(where + format).status_code == 404


@pytest.mark.parametrize("format", FORMATS)
def test_the_feed_of_a_merged_topic_leads_to_the_other(client, format):
    story()
    topic("Harbour").merge_into(topic("Port"))
    answer = client.get(f"/feeds/topics/harbour.{format}")
    assert (answer.status_code, answer["Location"]) == (301, f"/feeds/topics/port.{format}")
    assert client.get(answer["Location"]).status_code == 200


def test_an_id_survives_a_new_slug_and_a_new_address_of_the_site(client, settings):
    article = story()
    before = told_by_every_format(client)
    article.write(by=None, slug="another-slug")
    article.publish(by=None)
    settings.SITE_URL = "https://news.example"
    after = told_by_every_format(client)
    for format in FORMATS:
        assert after[format]["id"] == before[format]["id"] == f"urn:uuid:{article.uuid}"
        assert after[format]["url"] == "https://news.example/articles/another-slug/"


def test_only_a_change_for_readers_is_a_change(client):
    article = story()
    first = told_by_every_format(client)["atom"]

    def after(at=None, **said):
        article.write(by=None, body=f"<p>Anew: {said}.</p>")
        assert article.publish(by=None, at=at, **said)
        told = told_by_every_format(client)
        assert {told[format]["updated"] for format in FORMATS} == {told["atom"]["updated"]}
        assert told["atom"]["published"] == first["published"] == NOON
        return told["atom"]["updated"]

    hour = timedelta(hours=1)
    assert after(minor=True) == NOON
    assert after(at=NOON + hour) == NOON + hour
    assert after(minor=True) == NOON + hour
    assert after(at=NOON + 2 * hour, change="correction", note="It was wrong.") == NOON + 2 * hour
    found = read(client, "/feeds/all.atom").feed
    assert datetime(*found.updated_parsed[:6], tzinfo=UTC) == NOON + 2 * hour


def test_a_date_that_is_moved_in_a_minor_edit_moves_nothing_here(client):
    article = story()
    article.write(by=None, publish_at=NOON + timedelta(days=1))
    article.publish(by=None, minor=True)
    told = told_by_every_format(client)["atom"]
    assert (told["published"], told["updated"]) == (NOON, NOON)


# What it costs, and what is kept


def with_everything(article, image, n):
    article.topics.add(topic(f"Topic {n % 7}"))
    body = f'<p>Text {n}</p><figure><img src="{image.file.url}" alt="x"></figure>'
    Article.objects.filter(pk=article.pk).update(body=body)


def test_a_feed_asks_the_database_as_often_for_many_articles_as_for_few(client):
    counts = {}
    image = factories.image()
    for n, article in enumerate(some(10)):
        with_everything(article, image, n)
    for size in (10, 100):
        if size == 100:
            for n, article in enumerate(some(90)):
                with_everything(article, image, n)
        for where in ("all", "sections/world", "topics/topic-1", "authors/ada-lindqvist"):
            with CaptureQueriesContext(connection) as seen:
                assert client.get(f"/feeds/{where}.atom").status_code == 200
            counts.setdefault(where, []).append(len(seen))
    assert all(few == many <= 8 for few, many in counts.values()), counts


@pytest.mark.parametrize("format", FORMATS)
def test_whoever_has_the_feed_is_told_so(client, format):
    article = story()
    for where in feeds_of(article):
        address = where + format
        etag = client.get(address)["ETag"]
        again = client.get(address, headers={"If-None-Match": etag})
        assert (again.status_code, again.content) == (304, b"")
    edition.bump(edition.TALK)  # what readers say is in no feed of articles
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    factories.published("News")
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 200


def test_an_embargo_that_ends_is_a_new_feed(client, monkeypatch):
    story()
    now = timezone.now()
    story("Later", publish_at=now + timedelta(hours=1))
    etag = client.get("/feeds/all.json")["ETag"]
    assert len(read_json(client, "/feeds/all.json")["items"]) == 1
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(hours=2))
    assert client.get("/feeds/all.json", headers={"If-None-Match": etag}).status_code == 200
    assert len(read_json(client, "/feeds/all.json")["items"]) == 2


@pytest.mark.parametrize("format", FORMATS)
def test_a_feed_is_only_read(client, format):
    address = f"/feeds/all.{format}"
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405
    with CaptureQueriesContext(connection) as seen:
        client.get(address)
    assert {query["sql"].split()[0] for query in seen} == {"SELECT"}


# The page for people


def test_a_page_tells_people_of_every_feed(client):
    story()
    factories.section("Sport")
    page = client.get("/feeds/").content.decode()
    assert "<h1>Feeds</h1>" in page
    for where in ("/feeds/all.", "/feeds/sections/sea.", "/feeds/sections/sport."):
        for format in FORMATS:
            assert f'href="{where}{format}"' in page
            assert client.get(where + format).status_code == 200
    assert "Every topic, every author" in page
    assert 'rel="alternate" type="application/atom+xml"' in page
    assert client.post("/feeds/").status_code == 405


@pytest.mark.parametrize("format", FORMATS)
def test_what_has_nothing_public_has_no_feed_as_it_has_no_page(client, format):
    """Its name may tell of what is embargoed; a topic merged into it does not name it either."""
    topic = Topic.objects.create(name="Secret merger", slug="secret-merger")
    other = Topic.objects.create(name="Old name", slug="old-name")
    author = factories.author("Secret Author")
    factories.embargoed(topics=[topic], bylines=[author])
    other.merge_into(topic)
    for path in ("topics/secret-merger", "topics/old-name", "authors/secret-author"):
        answer = client.get(f"/feeds/{path}.{format}")
        assert answer.status_code == 404, path
        assert "ecret" not in str(dict(answer.headers))
