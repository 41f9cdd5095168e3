"""What else to read: articles with the same topics first, then the section's newest."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.around import LATEST, RELATED, around
from articles.models import Article, Topic
from articles.reading import at_hand, public_article
from tests import factories
from tests.articles.test_query_plans import many

pytestmark = pytest.mark.django_db
START = timezone.now().replace(microsecond=0) - timedelta(days=2)


def at(minutes):
    return START + timedelta(minutes=minutes)


def of(name, topics=(), **fields):
    topics = [factories.topic(topic) for topic in topics]
    return factories.published(name, topics=topics, **fields)


def related_to(article):
    found = at_hand(public_article(article.slug))
    return [one.headline for one in around(found, timezone.now()).related]


@pytest.fixture
def tunnel():
    """With neighbours of its own, so that what is published later or earlier is none."""
    of("Before it", publish_at=at(99), section=factories.section("Sport"))
    article = of("Tunnel", ["Harbour", "Transport"], publish_at=at(100))
    of("After it", publish_at=at(101), section=factories.section("Sport"))
    return article


def test_those_with_most_topics_in_common_come_first_and_of_these_the_newest(tunnel):
    city = factories.section("City")
    of("One, older", ["Harbour"], publish_at=at(1), section=city)
    of("Both", ["Harbour", "Transport", "Trams"], publish_at=at(2), section=city)
    of("One, newer", ["Transport"], publish_at=at(3), section=city)
    of("None", ["Trams"], publish_at=at(4), section=city)
    assert related_to(tunnel) == ["Both", "One, newer", "One, older"]


def test_the_newest_of_the_section_fill_up(tunnel):
    of("Shared", ["Harbour"], publish_at=at(1), section=factories.section("City"))
    for minute in range(2, 8):
        of(f"World {minute}", publish_at=at(minute))
    assert related_to(tunnel) == ["Shared", "World 7", "World 6", "World 5"]
    assert len(related_to(tunnel)) == RELATED


def test_without_topics_the_section_alone_is_asked(tunnel):
    article = of("No topics", publish_at=at(50), section=factories.section("Sport"))
    of("Sport 1", publish_at=at(1), section=factories.section("Sport"))
    assert related_to(article)[0] == "After it"
    assert "Tunnel" not in related_to(article)


def test_neither_itself_nor_its_neighbours_nor_parts_of_its_series_stand_there_again():
    about = {"topics": [factories.topic()], "series": factories.series()}
    parts = [factories.published(f"Part {n}", publish_at=at(n), **about) for n in range(9)]
    found = at_hand(public_article(parts[4].slug))
    told = around(found, timezone.now())
    assert (told.previous, told.next) == (parts[3], parts[5])
    assert (told.part.previous, told.part.next) == (parts[3], parts[5])
    assert told.related == [parts[8], parts[7], parts[6], parts[2]]


def test_what_the_public_may_not_read_is_never_related(tunnel):
    topics = list(tunnel.topics.all())
    factories.draft("Draft", topics=topics)
    factories.in_review("In review", topics=topics)
    factories.embargoed("Embargoed", topics=topics)
    factories.expired("Expired", topics=topics)
    factories.withdrawn("Withdrawn", topics=topics)
    assert related_to(tunnel) == []


def test_a_topic_merged_into_another_counts_as_that(tunnel):
    port = factories.topic("Port")
    of("By its old name", ["Port"], publish_at=at(1), section=factories.section("City"))
    assert related_to(tunnel) == []
    port.merge_into(Topic.objects.get(name="Harbour"))
    assert related_to(tunnel) == ["By its old name"]


def test_the_page_links_to_them_with_their_dates(client, tunnel):
    other = of("مرحبا", ["Harbour"], publish_at=at(1), language="ar", slug="marhaba")
    page = client.get(tunnel.get_absolute_url()).content.decode()
    box = page[page.index('class="related"') :].split("</section>")[0]
    assert re.findall(r'href="([^"]+)"', box) == [other.get_absolute_url()]
    assert '<li lang="ar" dir="rtl">' in box and "<time datetime=" in box


def test_an_article_alone_has_none_and_says_nothing_of_it(client):
    page = client.get(factories.published().get_absolute_url()).content.decode()
    assert 'class="related"' not in page


# Its cost


def filled(count):
    """Many articles; half of them in one large topic, every hundredth in a small one, few in a series."""
    many(count)
    topics = [factories.topic("Large"), factories.topic("Small")]
    articles = list(Article.objects.order_by("id"))
    links = Article.topics.through
    links.objects.bulk_create(
        (
            links(article=article, topic=topic)
            for n, article in enumerate(articles)
            for topic, each in zip(topics, (2, 100), strict=True)
            if n % each == 0
        ),
        batch_size=1000,
    )
    series = factories.series()
    parts = [article.pk for n, article in enumerate(articles) if n % 200 == 0]
    Article.objects.filter(pk__in=parts).update(series=series)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return Article.objects.select_related("series").published().filter(series=series)


@pytest.mark.parametrize("count", [2_000, pytest.param(100_000, marks=pytest.mark.slow)])
def test_all_that_stands_around_is_one_query_that_seeks_its_indexes(count):
    parts = filled(count).order_by("id")
    for article in (parts[0], parts[len(parts) // 2], parts.last()):
        at_hand(article)
        around(article, timezone.now())
        with CaptureQueriesContext(connection) as seen:
            told = around(article, timezone.now())
        assert len(seen) == 1 and len(told.related) == RELATED and told.part.total == len(parts)
        explained = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
        with connection.cursor() as cursor:
            cursor.execute(explained + seen[0]["sql"])
            plan = "\n".join(str(row[-1]) for row in cursor.fetchall())
        # Of 2,000 rows PostgreSQL rightly reads all.
        assert count < 10_000 or "Seq Scan on articles_article " not in plan, plan
        assert not re.search(r"SCAN (articles_article\b|[UVWX]\d)", plan), plan


def test_of_a_large_topic_only_the_latest_are_compared(tunnel, monkeypatch):
    assert LATEST >= 50
    monkeypatch.setattr("articles.around.LATEST", 2)
    for minute in (1, 2, 3):
        of(f"City {minute}", ["Harbour"], publish_at=at(minute), section=factories.section("City"))
    assert related_to(tunnel) == ["City 3", "City 2"]
