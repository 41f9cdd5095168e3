"""What machines are told of an article: true to what readers see, and nothing that executes."""

import json
import re
from html import unescape

import pytest
from django.utils import timezone

from articles.machines import DESCRIBED, description_of
from articles.models import Author, Section, Topic
from articles.previews import preview_url
from portal.structured_data import as_json, breadcrumbs
from tests import factories
from tests.comments.pages import Page

pytestmark = pytest.mark.django_db
SITE = "https://courier.example"
HOSTILE = '</script><script>alert(1)</script> & <!-- \u2028 "q"'


@pytest.fixture(autouse=True)
def _at_home(settings):
    settings.SITE_URL, settings.SITE_NAME = SITE, "The Courier"


@pytest.fixture
def article():
    article = factories.published(
        "The tunnel opens",
        standfirst="Eleven weeks early.",
        bylines=[factories.author("Ada Lindqvist"), factories.author("Tomas Okafor")],
        topics=[factories.topic("Harbour"), factories.topic("Transport")],
        series=factories.series("The harbour files", planned=5),
        section=factories.section("City"),
        lead_image=factories.image(1600, alt="A tunnel mouth"),
        dateline="Port Aldine",
    )
    article.write(by=None, headline="The tunnel opens early")
    article.publish(by=None, change="correction", note="It is eleven weeks, not ten.")
    factories.comment(article, status="approved")
    factories.comment(article, "This one waits.")
    return article


def told(client, article):
    """What the article's page says to machines: the article's own data, and the way to it."""
    page = Page(client.get(article.get_absolute_url()))
    data = {one["@type"]: one for one in page.data}
    assert len(data) == len(page.data) == 2
    return data["NewsArticle"], data["BreadcrumbList"]


def seen(client, article):
    """What its readers see: the page's text, without what machines read."""
    page = client.get(article.get_absolute_url()).content.decode()
    body = re.sub(
        r"<script.*?</script>|<style.*?</style>", "", page[page.index("<body") :], flags=re.S
    )
    return unescape(re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", body))), body


def metas(client, article):
    page = Page(client.get(article.get_absolute_url()))
    pairs = [
        (found.get("property") or found.get("name"), found["content"])
        for tag, found in page.elements
        if tag == "meta" and "content" in found
    ]
    return dict(pairs), pairs


def test_the_data_has_the_shape_that_reading_views_and_search_engines_accept(client, article):
    data, _trail = told(client, article)
    assert data["@context"] == "https://schema.org" and data["@type"] == "NewsArticle"
    assert data["author"] == [
        {"@type": "Person", "name": name, "url": f"{SITE}/authors/{slug}/"}
        for name, slug in (("Ada Lindqvist", "ada-lindqvist"), ("Tomas Okafor", "tomas-okafor"))
    ]
    assert data["publisher"]["name"] == "The Courier"
    assert data["publisher"]["logo"]["url"].startswith(f"{SITE}/static/img/")
    url = f"{SITE}{article.get_absolute_url()}"
    assert data["mainEntityOfPage"] == {"@type": "WebPage", "@id": url} and data["url"] == url
    ratios = [re.search(r"-(16x9|4x3|1x1)-", address)[1] for address in data["image"]]
    assert ratios == ["16x9", "4x3", "1x1"]
    assert all(address.startswith(f"{SITE}/media/") for address in data["image"])


def test_everything_that_machines_are_told_readers_see(client, article):
    data, trail = told(client, article)
    text, body = seen(client, article)
    words = [data["headline"], data["description"], data["articleSection"], *data["keywords"]]
    words += [author["name"] for author in data["author"]]
    words += [correction["text"] for correction in data["correction"]]
    words += [data["isPartOf"]["name"], f"Part {data['position']} of 5"]
    words += [f"{data['commentCount']} comment", data["publisher"]["name"]]
    words += [step["name"] for step in trail["itemListElement"]]
    assert [word for word in words if word not in text] == []
    moments = [data["datePublished"], data["dateModified"], data["correction"][0]["datePublished"]]
    assert [at for at in moments if f'<time datetime="{at}">' not in body] == []
    assert all(re.search(r"[+-]\d\d:\d\d$", at) for at in moments)
    assert data["commentCount"] == 1


def test_the_dates_are_of_the_first_publication_and_of_the_last_real_change(client):
    article = factories.published()
    data, _trail = told(client, article)
    assert data["datePublished"] == data["dateModified"]
    article.write(by=None, headline="A comma, moved")
    article.publish(by=None, minor=True)
    assert told(client, article)[0]["dateModified"] == data["dateModified"]
    article.write(by=None, headline="Another story altogether")
    later = timezone.now()
    article.publish(by=None, at=later)
    changed, _trail = told(client, article)
    assert changed["datePublished"] == data["datePublished"]
    assert changed["dateModified"] == timezone.localtime(later).isoformat(timespec="minutes")
    assert "Updated" in seen(client, article)[0]


def test_the_way_to_an_article_leads_through_its_section(client, article):
    _data, trail = told(client, article)
    steps = [(step["position"], step["name"], step["item"]) for step in trail["itemListElement"]]
    assert steps == [
        (1, "The Courier", f"{SITE}/"),
        (2, "City", f"{SITE}/sections/city/"),
        (3, "The tunnel opens early", f"{SITE}{article.get_absolute_url()}"),
    ]


def test_what_is_not_there_is_not_told(client):
    data, _trail = told(client, factories.published(standfirst="", comment_policy="hidden"))
    absent = {"image", "keywords", "isPartOf", "position", "correction", "commentCount"}
    assert absent.isdisjoint(data)
    assert told(client, factories.published())[0]["commentCount"] == 0


def test_no_word_that_somebody_typed_ends_the_script(client):
    article = factories.published(
        HOSTILE,
        standfirst=HOSTILE,
        bylines=[Author.objects.create(name=HOSTILE, slug="hostile")],
        topics=[Topic.objects.create(name=HOSTILE, slug="hostile")],
        section=Section.objects.create(name=HOSTILE, slug="hostile"),
        slug="hostile",
    )
    article.write(by=None, dateline="Varn")
    article.publish(by=None, change="correction", note=HOSTILE)
    page = client.get(article.get_absolute_url())
    assert b"<script>alert" not in page.content
    data, _trail = told(client, article)
    assert data["headline"] == data["description"] == data["correction"][0]["text"] == HOSTILE
    raw = re.findall(rb'ld\+json">(.*?)</script>', page.content, re.S)
    assert len(raw) == 2 and not any(set(b"<>&") & set(one) for one in raw)
    assert "\u2028" not in b"".join(raw).decode()


def test_json_is_itself_again_and_what_is_empty_is_left_out():
    data = {"@type": "X", "a": [{"b": "", "c": "é<"}], "d": None, "e": [], "f": 0, "g": False}
    assert json.loads(as_json(data)) == {
        "@context": "https://schema.org",
        "@type": "X",
        "a": [{"c": "é<"}],
        "f": 0,
        "g": False,
    }
    trail = breadcrumbs(("Home", "/"), ("Here", "/here/"))["itemListElement"]
    assert [step["item"] for step in trail] == [f"{SITE}/", f"{SITE}/here/"]


# What stands in the head


def test_the_head_names_the_article_for_who_passes_it_on(client, article):
    found, pairs = metas(client, article)
    url = f"{SITE}{article.get_absolute_url()}"
    assert found["og:type"] == "article" and found["og:url"] == url
    assert found["og:title"] == "The tunnel opens early" and found["og:site_name"] == "The Courier"
    assert found["description"] == found["og:description"] == "Eleven weeks early."
    assert found["twitter:card"] == "summary_large_image"
    assert "max-image-preview:large" in found["robots"]
    image = found["og:image"], found["og:image:width"], found["og:image:height"]
    assert image[0].startswith(f"{SITE}/media/") and image[1:] == ("1200", "675")
    assert found["og:image:alt"] == "A tunnel mouth"
    data, _trail = told(client, article)
    assert found["article:published_time"] == data["datePublished"]
    assert found["article:modified_time"] == data["dateModified"]
    assert found["article:section"] == "City"
    assert [value for name, value in pairs if name == "article:tag"] == ["Harbour", "Transport"]


def test_the_head_leads_to_the_canonical_address_and_to_what_programs_read(client, article):
    page = Page(client.get(article.get_absolute_url()))
    links = {
        (found["rel"], found.get("type", "")): found["href"]
        for tag, found in page.elements
        if tag == "link"
    }
    path = article.get_absolute_url()
    assert links["canonical", ""] == f"{SITE}{path}"
    oembed = links["alternate", "application/json+oembed"]
    assert client.get(oembed).json()["title"] == article.headline
    feed = client.get(links["alternate", "application/atom+xml"])
    assert feed.status_code == 200 and b"A comment." in feed.content


def test_a_hidden_discussion_has_no_feed(client):
    article = factories.published(comment_policy="hidden")
    assert b"comments.atom" not in client.get(article.get_absolute_url()).content


def test_without_a_picture_the_card_is_a_small_one(client):
    found, _pairs = metas(client, factories.published())
    assert found["twitter:card"] == "summary" and "og:image" not in found


def test_without_a_standfirst_the_first_words_describe_it(client):
    body = "<p>First &amp; <em>fore</em>most.</p><h2>Then</h2><p>" + "another word " * 40 + "</p>"
    article = factories.published(standfirst="", body=body)
    said, _pairs = metas(client, article)
    assert said["description"].startswith("First & foremost. Then another word")
    assert len(said["description"]) <= DESCRIBED and said["description"].endswith("word …")
    assert description_of(factories.published(standfirst="", body="<p>Short.</p>")) == "Short."


def test_a_preview_says_nothing_to_machines(client):
    page = client.get(preview_url(factories.draft())).content
    assert b"ld+json" not in page and b"og:" not in page and b"canonical" not in page
    assert b'content="noindex, nofollow"' in page
