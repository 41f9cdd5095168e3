"""The search page: what readers find, in which order, and what they are told."""

import gzip
import html
import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, Author, Byline, Section
from articles.search import asking, index
from portal.demo.loading import stories
from portal.paging import SIZE
from portal.stylesheets import stylesheet
from tests import factories

pytestmark = pytest.mark.django_db


def search(client, q, status=200, **fields):
    response = client.get("/search/", {"q": q} | fields)
    assert response.status_code == status
    return response.content.decode()


def found(client, q, **fields):
    """The headlines of the results, in their order, as a reader reads them."""
    page = search(client, q, **fields)
    hits = re.findall(r'class="hit__headline"><a href="[^"]*">(.*?)</a>', page)
    return [html.unescape(re.sub(r"</?mark>", "", hit)) for hit in hits]


def marks(client, q, **fields):
    return re.findall(r"<mark>(.*?)</mark>", search(client, q, **fields))


# What is found


def test_words_of_headline_standfirst_and_body_are_found(client):
    factories.published(
        "Otters return", standfirst="To the harbour", body="<p>At <em>dawn</em>.</p>"
    )
    factories.published("Something else")
    for query in ("otters", "HARBOUR", "dawn", "otters harbour dawn"):
        assert found(client, query) == ["Otters return"]


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("Zvečan", "zvecan"),
        ("Đorđe", "dorde"),
        ("ışık", "isik"),
        ("Београд", "beograd"),
        ("Beograd", "Београд"),
        ("أحمد", "احمد"),
        ("北京大学", "北京"),
        ("Britain’s", "britain"),
        ("it's", "it’s"),
    ],
)
def test_a_word_is_found_however_it_is_spelled_and_marked_as_printed(client, printed, typed):
    factories.published(f"About {printed} today")
    assert found(client, typed) == [f"About {printed} today"]
    assert html.unescape(marks(client, typed)[0]) in printed


def test_part_of_a_word_is_no_word(client):
    factories.published("Tunnels and tunnelling")
    assert found(client, "tunnel") == []


def test_words_in_quotes_stand_side_by_side(client):
    factories.published("The city council votes")
    factories.published("A council without a city")
    assert found(client, "city council", order="newest") == [
        "A council without a city",
        "The city council votes",
    ]
    for quoted in ('"city council"', "“city council”", "«city council»", "city-council"):
        assert found(client, quoted) == ["The city council votes"]


def test_no_phrase_reaches_from_one_part_into_another(client):
    factories.published("About the city", standfirst="Council of nine", body="<p>Votes.</p>")
    assert found(client, '"city council"') == found(client, '"nine votes"') == []
    assert found(client, "city council votes") == ["About the city"]


def test_a_minus_leaves_out(client):
    factories.published("Council and budget")
    factories.published("Council and tunnel")
    assert found(client, "council -budget") == ["Council and tunnel"]
    assert found(client, 'council -"and tunnel"') == ["Council and budget"]
    assert "There is no word to look for." in search(client, "-budget")


@pytest.mark.parametrize("make", ["draft", "in_review", "embargoed", "expired", "withdrawn"])
def test_what_the_public_may_not_read_is_not_found(client, make):
    author = factories.author("Zyx Quorl")
    getattr(factories, make)("Minister Zyzzyx resigns", bylines=[author])
    page = search(client, "zyzzyx")
    assert "No articles with" in page and "Minister" not in page
    assert "Quorl" not in page + search(client, "zyx"), "nor is its author named"


# In which order


def test_the_headline_counts_more_than_the_standfirst_and_that_more_than_the_body(client):
    """The least relevant is the newest, so that it would stand first otherwise."""
    start = timezone.now() - timedelta(days=1)
    fields = [
        {"headline": "Otters", "standfirst": "Some", "body": "<p>Some text here.</p>"},
        {"headline": "Second", "standfirst": "Otters", "body": "<p>Some text here.</p>"},
        {"headline": "Third", "standfirst": "Some", "body": "<p>Otters otters here.</p>"},
    ]
    for hours, told in enumerate(fields):
        factories.published(publish_at=start + timedelta(hours=hours), **told)
    assert found(client, "otters") == ["Otters", "Second", "Third"]
    assert found(client, "otters", order="newest") == ["Third", "Second", "Otters"]


def test_of_equals_the_newer_stands_first(client):
    now = timezone.now()
    moments = [now - timedelta(hours=hours) for hours in (3, 1, 2)]
    for name, moment in zip("abc", moments, strict=True):
        factories.published(f"Seals {name}", standfirst="", body="<p>No.</p>", publish_at=moment)
    assert found(client, "seals") == ["Seals b", "Seals c", "Seals a"]


def test_a_link_switches_the_order_and_keeps_the_rest(client):
    world = factories.section("World")
    factories.published("Otters & seals", section=world)
    page = search(client, "otters & seals", section="world")
    other = html.unescape(re.search(r'<a href="([^"]*)">Newest first', page)[1])
    assert other == "?" + urlencode({"q": "otters & seals", "section": "world", "order": "newest"})
    page = client.get("/search/" + other).content.decode()
    assert "<strong>Newest first</strong>" in page
    assert '<input type="hidden" name="order" value="newest">' in page


# Narrowed


def test_it_is_narrowed_to_a_section_and_to_an_author(client):
    world, sport = factories.section("World"), factories.section("Sport")
    ada, tomas = factories.author("Ada Lindqvist"), factories.author("Tomas Okafor")
    factories.published("Otters abroad", section=world, bylines=[ada])
    factories.published("Otters swim", section=sport, bylines=[tomas, ada])
    assert found(client, "otters", section="sport") == ["Otters swim"]
    assert found(client, "otters", author="tomas-okafor") == ["Otters swim"]
    assert found(client, "otters", author="ada-lindqvist", section="world") == ["Otters abroad"]
    assert found(client, "otters", author="tomas-okafor", section="world") == []
    page = search(client, "otters", section="sport")
    assert '<option value="sport" selected>Sport</option>' in page
    assert "<details open>" in page


def test_a_day_in_which_the_clock_goes_back_at_midnight_is_searched_to_its_end():
    """In Cairo that day's last hour passed twice: it ended at 22:00 UTC."""
    cairo = ZoneInfo("Africa/Cairo")
    narrowed = asking.Narrowed(at=timezone.now(), before=datetime(2024, 11, 1, tzinfo=cairo))
    ended = datetime(2024, 10, 31, 22, tzinfo=UTC)
    assert narrowed.until == ended - timedelta.resolution


def test_it_is_narrowed_to_a_time(client):
    now = timezone.now()
    for days in (3, 20, 200, 2_000):
        factories.published(f"Otters {days}", publish_at=now - timedelta(days=days))

    def within(**fields):
        return found(client, "otters", order="newest", **fields)

    assert within(within="week") == ["Otters 3"]
    assert within(within="month") == ["Otters 3", "Otters 20"]
    assert within(within="year") == ["Otters 3", "Otters 20", "Otters 200"]
    day = (now - timedelta(days=200)).date()
    assert within(since=day, until=day) == ["Otters 200"]
    assert within(since=day) == ["Otters 3", "Otters 20", "Otters 200"]
    assert within(until=day) == ["Otters 200", "Otters 2000"]
    assert within(since=day, within="month") == ["Otters 3", "Otters 20"]


def test_a_day_is_the_papers_own_from_midnight_to_midnight(client, settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    timezone.get_default_timezone.cache_clear()
    try:
        start = timezone.datetime(2026, 3, 4, tzinfo=timezone.get_default_timezone())
        times = {"before": -1, "first": 0, "last": 24 * 3600 - 1, "after": 24 * 3600}
        for name, seconds in times.items():
            factories.published(f"Otters {name}", publish_at=start + timedelta(seconds=seconds))
        day = {"since": "2026-03-04", "until": "2026-03-04"}
        assert found(client, "otters", order="newest", **day) == ["Otters last", "Otters first"]
    finally:
        timezone.get_default_timezone.cache_clear()


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("section", "nowhere", "There is no such section."),
        ("author", "nobody", "There is no such author."),
        ("within", "century", "Choose one of these times."),
        ("since", "yesterday", "Write a day like this: 2026-11-22."),
        ("until", "2026-02-30", "Write a day like this: 2026-11-22."),
        ("since", "0001-01-01", "greater than or equal to"),
        ("until", "9999-12-31", "less than or equal to"),
    ],
)
def test_what_is_wrong_in_a_field_is_said_beside_it_and_the_rest_is_looked_for(
    client, field, value, told
):
    factories.published("Otters")
    page = search(client, "otters", **{field: value})
    assert told in page and "1 article with" in page and "<details open>" in page
    assert 'aria-invalid="true"' in page


def test_days_the_wrong_way_round_are_told(client):
    factories.published("Otters")
    page = search(client, "otters", since="2026-02-02", until="2026-02-01")
    assert "This day is before the first." in page


# What readers see


def test_heading_and_title_say_how_many_and_of_what(client):
    factories.published("Otters")
    page = search(client, "otters")
    assert "<h1>1 article with “otters”</h1>" in page
    assert "<title>1 article with “otters” · Search · " in page
    factories.published("More otters")
    assert "<h1>2 articles with “otters”</h1>" in search(client, "otters")
    assert "<h1>No articles with “seals”</h1>" in search(client, "seals")
    assert 'value="otters"' in page, "the form keeps what was typed"
    assert page.count("<h1") == 1 and 'role="search"' in page


def test_of_more_than_are_counted_it_says_so(client, monkeypatch):
    monkeypatch.setattr(asking, "RANKED", 3)
    monkeypatch.setattr("articles.search.views.RANKED", 3)
    now = timezone.now()
    factories.published("Otters otters", publish_at=now - timedelta(hours=9))
    for hours in range(3):
        factories.published(f"Otters {hours}", publish_at=now - timedelta(hours=hours + 1))
    page = search(client, "otters")
    assert "<h1>4 articles" not in page and "<h1>3+ articles with “otters”</h1>" in page
    assert "only the newest 3 were compared" in page
    assert "compared" not in search(client, "otters", order="newest")
    Article.objects.filter(headline="Otters 0").get().withdraw(by=None, reason="A mistake.")
    assert "<h1>3 articles with “otters”</h1>" in search(client, "otters")


def test_thousands_are_told_as_the_paper_writes_them(client, monkeypatch):
    monkeypatch.setattr(asking, "RANKED", 5_000)
    rows = [(article.pk, 5_001) for article in [factories.published("Otters")]]
    monkeypatch.setattr(asking.backend(), "found", lambda *args: rows)
    page = search(client, "otters")
    assert "5,000+ articles with" in page and "the newest 5,000 were compared" in page


def test_the_passage_is_the_text_as_printed_with_the_words_marked(client):
    body = (
        "<p>Before it.</p>" * 30
        + "<p>In <em>Zve</em>čan, Đorđe &amp; co met.</p>"
        + "<p>On.</p>" * 90
    )
    factories.published("A meeting", standfirst="Nothing here.", body=body)
    page = search(client, "zvecan dorde")
    assert "In <mark>Zvečan</mark>, <mark>Đorđe</mark> &amp; co met." in page


def test_what_a_person_typed_is_text_in_heading_form_and_result(client):
    factories.published(
        "<script>alert(1)</script>", standfirst="<b>x</b>", body="<p>a &lt;img src=x&gt; b</p>"
    )
    page = search(client, "<script>alert(1)</script>")
    assert "<script>alert" not in page
    assert "“&lt;script&gt;alert(1)&lt;/script&gt;”" in page
    assert 'value="&lt;script&gt;alert(1)&lt;/script&gt;"' in page
    assert (
        "&lt;<mark>script</mark>&gt;" in page
        or "<mark>script&gt;alert(1)&lt;/script</mark>" in page
    )
    assert "&lt;<mark>img</mark> <mark>src</mark>=x&gt;" in search(client, "img src")


HOSTILE = {
    "punctuation": "!!! *** ()",
    "one quote": '"',
    "open quote": '"otters',
    "close quote": 'otters" seals',
    "empty quotes": '""',
    "operators": "otters AND OR NOT NEAR(seals, 2) ^x* headline:y {a b}:c + -",
    "tsquery": "otters & ! (seals | x) <-> y:*A 'z' \\",
    "NUL": "ott\0ers \0",
    "long": "otters " * 100,
    "long word": "o" * 5_000,
    "emoji": "🦦 😀👍🏽",
    "percent": "%s %(x)s 100%",
    "sql": "'; DROP TABLE articles_article; --",
    "direction": "\u202eotters\u2066",
    "marks alone": "\u0301\u0301",
    "mark sign": "§s1",
    "minuses": "- -- --otters -",
    "spaces": " \t\n ",
    "half a pair": "\ud83d",
}


@pytest.mark.parametrize("query", HOSTILE.values(), ids=HOSTILE)
def test_no_query_is_an_error(client, query):
    factories.published("Otters and seals")
    for order in ("", "newest"):
        response = client.get(
            "/search/", {"q": query.encode(errors="surrogatepass"), "order": order}
        )
        assert response.status_code == 200
        assert b"\0" not in response.content
    assert Article.objects.count() == 1


def test_no_field_is_an_error_either(client):
    factories.published("Otters")
    for value in HOSTILE.values():
        fields = ["section", "author", "within", "since", "until", "order", "unknown"]
        asked = dict.fromkeys(fields, value.encode(errors="surrogatepass"))
        assert client.get("/search/", asked | {"q": "otters"}).status_code == 200


def test_a_query_that_is_too_long_is_cut_and_the_reader_told(client):
    factories.published("Otters")
    page = search(client, "otters " + "x" * 300)
    assert "Only the first 200 characters were looked for." in page
    assert "looked for." not in search(client, "otters")


def test_a_page_without_a_query_offers_something(client):
    factories.section("Sport")
    for number in range(7):
        factories.published(f"Story {number}")
    page = search(client, "")
    assert "<h1>Search</h1>" in page and "How to search" in page
    assert page.count("Story ") == 5 and '"/sections/sport/"' in page


def test_a_search_without_results_offers_something(client):
    factories.published("The latest story")
    page = search(client, "seals", section="world")
    assert "What to try" in page and "The latest story" in page
    assert '<a href="?q=seals">Look in all sections' in page
    assert "Look in all sections" not in search(client, "seals")


def test_sections_and_authors_of_that_name_are_shown(client):
    dorde = Author.objects.create(name="Đorđe Ilić", slug="dorde-ilic")
    factories.published("A story", bylines=[dorde])
    assert '<a href="/authors/dorde-ilic/">Đorđe Ilić</a>' in search(client, "dorde")
    assert '"/sections/world/">World</a>' in search(client, "world").split("search__names")[1]
    assert "search__names" not in search(client, "story").split("</style>")[1]


# Pages


def test_each_page_goes_on_where_the_last_ended(client):
    now = timezone.now()
    for number in range(SIZE + 3):
        factories.published(f"Otters {number:02}", publish_at=now - timedelta(hours=number + 1))
    whole = [f"Otters {number:02}" for number in range(SIZE + 3)]
    assert found(client, "otters", order="newest") == whole[:SIZE]
    assert found(client, "otters", order="newest", page="2") == whole[SIZE:]
    both = found(client, "otters") + found(client, "otters", page="2")
    assert sorted(both) == whole
    page = search(client, "otters", within="week")
    assert 'rel="next" href="?q=otters&amp;within=week&amp;page=2"' in page
    assert "Page 2 of 2" in search(client, "otters", page="2")
    assert "· Page 2 ·" in search(client, "otters", page="2")


@pytest.mark.parametrize("page", ["0", "-1", "2", "51", "x", "", "1.0", "9999999"])
def test_a_page_that_is_not_there_is_not_found(client, page):
    factories.published("Otters")
    search(client, "otters", status=404, page=page)


# What it costs, and what it leaves


def many(count):
    """That many articles of which each is found, straight into the tables, with two authors."""
    section = factories.section()
    authors = [factories.author("Ada Lindqvist"), factories.author("Tomas Okafor")]
    now, first = timezone.now(), Article.objects.count()
    made = Article.objects.bulk_create(
        Article(
            status="ready",
            headline=f"Otters {number}",
            slug=f"otters-{number}",
            section=section,
            publish_at=now - timedelta(hours=number + 1),
        )
        for number in range(first, first + count)
    )
    Byline.objects.bulk_create(
        Byline(article=article, author=author, position=position)
        for article in made
        for position, author in enumerate(authors)
    )
    index.rebuild(Article.objects, Byline.objects)


def test_it_asks_the_database_as_often_for_many_as_for_few(client):
    counts = []
    for more in (10, 90):
        many(more)
        for fields in ({}, {"order": "newest"}, {"section": "world", "author": "ada-lindqvist"}):
            with CaptureQueriesContext(connection) as seen:
                search(client, "otters", **fields)
            counts.append(len(seen))
    with CaptureQueriesContext(connection) as seen:
        search(client, "nothing")
    counts.append(len(seen))
    assert len(set(counts)) == 1 and counts[0] <= 8


def test_a_full_page_is_light(client):
    for number, story in enumerate(list(stories().values())[: SIZE + 5]):
        if not story["Language"]:
            factories.published(
                story["Headline"],
                standfirst=story["Standfirst"] or "",
                body=story.get_payload(),
                bylines=[factories.author(f"Author Number{number}")],
            )
    page = search(client, "the")
    assert page.count('class="hit"') == SIZE
    assert len(gzip.compress(page.encode(), 6, mtime=0)) <= 10_000


def test_its_style_sheet_is_light():
    assert len(gzip.compress(stylesheet("search").encode(), 6, mtime=0)) <= 3_500


def test_no_cache_keeps_it_no_engine_lists_it_and_no_cookie_is_set(client):
    response = client.get("/search/?q=otters")
    assert response["Cache-Control"] == "private, no-cache"
    assert b'<meta name="googlebot" content="noindex">' in response.content
    assert b'<meta name="bingbot" content="noindex">' in response.content
    assert not response.cookies and "Cookie" not in response.get("Vary", "")
    assert "csrf" not in response.content.decode()


def test_it_is_read_and_nothing_else(client):
    factories.published("Otters")
    client.get("/search/?q=otters")
    with CaptureQueriesContext(connection) as seen:
        search(client, "otters", section="world")
    assert {query["sql"].split()[0].strip("(") for query in seen} <= {"SELECT", "WITH"}
    assert client.head("/search/?q=otters").status_code == 200
    for method in (client.post, client.put, client.delete):
        assert method("/search/?q=otters").status_code == 405


def test_a_paper_with_very_many_authors_has_no_list_of_them(client, monkeypatch):
    monkeypatch.setattr("articles.search.views.MOST_AUTHORS", 1)
    factories.published("Otters", bylines=[factories.author("Ada Lindqvist")])
    assert 'name="author"' in search(client, "otters")
    factories.published("Otters", bylines=[factories.author("Tomas Okafor")])
    assert 'name="author"' not in search(client, "otters")


def test_on_an_empty_site_it_works(client):
    assert not Section.objects.exists()
    assert "No articles with" in search(client, "otters")
    assert "The latest" not in search(client, "")
