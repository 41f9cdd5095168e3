"""What all lists have in common: their addresses, their cost, their weight, what machines read of them."""

import gzip
import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, Author, Byline, Correction, Section, Topic
from comments.models import Discussion
from portal.demo.loading import stories
from portal.paging import MOST, SIZE
from portal.stylesheets import stylesheet
from tests import factories

pytestmark = pytest.mark.django_db

LISTS = ["/sections/world/", "/topics/sea/", "/authors/ada-lindqvist/", "/archive/2025/03/"]
PAGES = [*LISTS, "/archive/", "/corrections/", "/pages/about/"]
LIST, STYLES = 10_000, 3_500  # bytes, as sent
BEFORE = timezone.datetime(2025, 3, 31, tzinfo=timezone.get_default_timezone())


def some(count, **fields):
    """That many articles of one section, topic, author and month, each with a picture and a comment."""
    first = Article.objects.count()
    section = factories.section(description="What happens elsewhere.")
    topic, _new = Topic.objects.get_or_create(name="Sea", slug="sea", description="Tides.")
    author = factories.author(bio="Reads the annexes.")
    made = Article.objects.bulk_create(
        Article(
            status="ready",
            headline=f"{n:03} boats came in before the storm broke over the pier",
            standfirst=f"Number {n} was the last, and nobody had seen such a crew in {n + 1} years.",
            slug=f"boats-{n}",
            section=section,
            publish_at=BEFORE - timedelta(minutes=n),
            **fields,
        )
        for n in range(first, first + count)
    )
    Byline.objects.bulk_create(Byline(article=one, author=author, position=1) for one in made)
    Discussion.objects.bulk_create(Discussion(article=one, approved=1) for one in made)
    topic.articles.add(*made)
    return made


def corrected(count):
    article = factories.published("The ferry")
    article.write(by=None, body="<p>New.</p>")
    article.publish(by=None, change="correction", note="A note.")
    one = Correction.objects.get()
    Correction.objects.bulk_create(
        Correction(article=article, before=one.before, after=one.after, note=f"Note {n}", at=one.at)
        for n in range(count - 1)
    )


def queries_for(client, address):
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200, address
    return len(seen)


def test_they_ask_the_database_as_often_for_many_rows_as_for_few(client):
    some(10)
    corrected(10)
    few = {address: queries_for(client, address) for address in PAGES}
    some(90)
    Section.objects.bulk_create(Section(name=f"S{n}", slug=f"s{n}") for n in range(20))
    Correction.objects.bulk_create(
        Correction(article=one.article, before=one.before, after=one.after, note="x", at=one.at)
        for one in list(Correction.objects.all()) * 9
    )
    assert {address: queries_for(client, address) for address in PAGES} == few
    assert max(few.values()) <= 8, few


@pytest.mark.parametrize("address", PAGES)
def test_an_anonymous_reader_gets_no_cookie_and_may_keep_the_page(client, address):
    some(1)
    answer = client.get(address)
    assert not answer.cookies and "cookie" not in answer.get("Vary", "").lower()
    assert not Session.objects.exists()
    assert "public" in answer["Cache-Control"]
    again = client.get(address, headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("address", [*LISTS, "/corrections/"])
@pytest.mark.parametrize("asked", ["0", "-1", "3", "x", "", "1.0", "٢", "9999999"])
def test_a_page_that_is_not_there_is_not_found(client, address, asked):
    some(SIZE + 1)
    assert client.get(address, {"page": asked}).status_code == 404


@pytest.mark.parametrize("address", LISTS)
def test_each_page_goes_on_where_the_last_ended_and_names_itself(client, settings, address):
    settings.SITE_URL = "https://news.example"
    some(SIZE + 3)
    first, second = (client.get(address, {"page": n}).content.decode() for n in (1, 2))
    shown = [re.findall(r">(\d{3}) boats", page) for page in (first, second)]
    assert shown == [[f"{n:03}" for n in range(SIZE)], ["020", "021", "022"]]
    assert f'<link rel="canonical" href="https://news.example{address}">' in first
    assert f'<link rel="canonical" href="https://news.example{address}?page=2">' in second
    titles = [re.search("<title>(.*?)</title>", page)[1] for page in (first, second)]
    assert "Page 2" in titles[1] and "Page" not in titles[0]
    assert 'rel="next"' in first and 'rel="prev"' not in first
    assert 'rel="prev"' in second and 'rel="next"' not in second


@pytest.mark.parametrize("address", PAGES)
def test_each_has_one_heading_a_title_and_a_description_of_its_own(client, settings, address):
    settings.SITE_URL = "https://news.example"
    some(1)
    page = client.get(address).content.decode()
    assert len(re.findall("<h1", page)) == 1
    assert f'href="https://news.example{address}"' in page
    assert page.count("<title>") == page.count('property="og:title"') == 1
    assert len(re.findall('<meta name="description" content="[^"]+">', page)) == 1


@pytest.mark.parametrize("make", [factories.draft, factories.in_review, factories.withdrawn])
@pytest.mark.parametrize("when", [BEFORE - timedelta(days=1), None])
def test_none_tells_of_what_readers_may_not_read(client, make, when):
    some(2)
    make("Minister Zyzzyx", topics=[Topic.objects.get()], publish_at=when or timezone.now())
    told_by_none(client)


def test_nor_of_what_is_embargoed_or_has_expired(client):
    some(2)
    now, topics = timezone.now(), [Topic.objects.get()]
    factories.embargoed("Minister Zyzzyx", topics=topics)
    factories.expired("Minister Zyzzyx", topics=topics)
    ends = {"publish_at": BEFORE - timedelta(days=1), "expire_at": now - timedelta(days=1)}
    factories.published("Minister Zyzzyx", topics=topics, **ends)
    told_by_none(client)


def told_by_none(client):
    for address in [*PAGES, "/nothing/"]:
        page = client.get(address).content.decode()
        assert "Zyzzyx" not in page and "zyzzyx" not in page, address
    assert "<span>2 articles</span>" in client.get("/archive/").content.decode()


@pytest.mark.parametrize("address", LISTS)
def test_what_a_person_typed_is_text(client, address):
    some(1)
    nasty = '"><script>alert(1)</script>'
    for model in (Section, Topic, Author):
        one = model.objects.first()
        one.name = nasty
        one.save()
    Section.objects.update(description=nasty)
    Topic.objects.update(description=nasty)
    Author.objects.update(bio=nasty)
    Article.objects.update(headline=nasty, standfirst=nasty)
    assert "<script>alert(1)" not in client.get(address).content.decode()


def test_the_last_page_that_has_a_number_leads_to_the_archive(client):
    some(SIZE * MOST + 1)
    for address in LISTS[:3]:
        last = client.get(address, {"page": MOST}).content.decode()
        assert '<a href="/archive/">Older: the archive</a>' in last
        assert client.get(address, {"page": MOST + 1}).status_code == 404
    assert client.get(LISTS[3], {"page": MOST + 1}).status_code == 200, "the archive has them all"


def test_twenty_cards_with_pictures_are_light(client):
    """The words are the demo newsroom's: no sentence twice."""
    told = [story for story in stories().values() if not story["Language"]]
    for one, story in zip(some(SIZE), told, strict=False):
        one.headline, one.standfirst = story["Headline"], story["Standfirst"]
        one.lead_image = factories.image()
        one.save()
    for address in LISTS:
        page = client.get(address).content
        assert page.count(b"<picture>") == SIZE, "the measure itself"
        assert page.count(b'type="image/avif" srcset=') == SIZE
        assert len(gzip.compress(page, 6, mtime=0)) <= LIST, address


@pytest.mark.parametrize("kind", ["list", "author", "archive", "page", "plain"])
def test_their_style_sheets_are_light(kind):
    assert len(gzip.compress(stylesheet(kind).encode(), 6, mtime=0)) <= STYLES


def test_a_section_without_articles_says_so_and_where_to_go_on(client):
    factories.section("Sport")
    page = client.get("/sections/sport/").content.decode()
    assert "Nothing has been published here yet." in page and 'href="/">To the front page' in page


def test_a_phone_shows_the_first_sections_and_the_rest_behind_a_word(client):
    for number in range(9):
        Section.objects.create(name=f"Part {number}", slug=f"part-{number}", position=number)
    page = client.get("/archive/").content.decode()
    first, rest = page.split("<details>")
    assert [f"Part {n}<" in first for n in range(9)] == [True] * 5 + [False] * 4
    assert all(f"Part {n}<" in rest for n in range(5, 9))
    for number in range(3):
        Section.objects.get(slug=f"part-{number}").delete()
    assert "<details>" not in client.get("/archive/").content.decode()
