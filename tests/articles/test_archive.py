"""The archive: every month that has articles, by the paper's own clock."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.archive import around, in_month, years
from articles.models import Article
from portal.months import Month
from portal.paging import SIZE
from tests import factories

pytestmark = pytest.mark.django_db


def at(*when):
    return datetime(*when, tzinfo=UTC)


def told():
    return {(year.number, one.month.number): one.count for year in years() for one in year.months}


def test_a_month_lists_what_was_published_in_it_the_newest_first(client):
    factories.published("In March", publish_at=at(2025, 3, 2))
    factories.published("Late in March", publish_at=at(2025, 3, 31, 23))
    factories.published("In April", publish_at=at(2025, 4, 1))
    page = client.get("/archive/2025/03/").content.decode()
    assert page.index("Late in March") < page.index("In March") and "In April" not in page
    assert "<h1>March 2025</h1>" in page


def test_the_index_counts_every_month_the_newest_first(client):
    for when in [(2025, 3, 2), (2025, 3, 9), (2024, 12, 24), (2025, 1, 1)]:
        factories.published(publish_at=at(*when))
    assert told() == {(2025, 3): 2, (2025, 1): 1, (2024, 12): 1}
    page = client.get("/archive/").content.decode()
    places = [page.index(f"/archive/{month}/") for month in ("2025/03", "2025/01", "2024/12")]
    assert places == sorted(places)
    assert "2 articles" in page and "1 article<" in page


def test_a_month_begins_and_ends_by_the_papers_clock(client, settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    with timezone.override("Asia/Tokyo"):
        factories.published("Already April there", publish_at=at(2025, 3, 31, 15))
        factories.published("Still March there", publish_at=at(2025, 3, 31, 14, 59))
        assert told() == {(2025, 4): 1, (2025, 3): 1}
        page = client.get("/archive/2025/04/").content.decode()
    assert "Already April there" in page and "Still March there" not in page


def test_where_the_clock_goes_back_at_midnight_the_hour_is_in_its_month():
    """In Cairo the last hour of that October passed twice."""
    with timezone.override("Africa/Cairo"):
        factories.published(publish_at=at(2024, 10, 31, 21, 30))
        factories.published(publish_at=at(2024, 10, 31, 22))
        assert told() == {(2024, 11): 1, (2024, 10): 1}
        assert in_month(Month(2024, 10)).count() == 1


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Tokyo"])
@pytest.mark.parametrize("expired", [False, True])
def test_a_month_that_has_no_address_is_left_out(client, zone, expired):
    """No editor can choose it any more; a database may have it from before."""
    factories.published(publish_at=at(2025, 3, 2))
    for year in (1, 202):
        old = factories.published(publish_at=at(2025, 2, 2))
        ends = at(2025, 2, 3) if expired else None
        Article.objects.filter(pk=old.pk).update(publish_at=at(year, 1, 1, 12), expire_at=ends)
    with timezone.override(zone):
        assert told() == {(2025, 3): 1}
        assert around(Month(2025, 3)) == (None, None)
    assert client.get("/archive/").status_code == 200
    assert client.get("/archive/2025/03/").status_code == 200


@pytest.mark.parametrize(
    "make", [factories.draft, factories.in_review, factories.embargoed, factories.withdrawn]
)
def test_what_readers_may_not_read_is_not_counted(make):
    make()
    assert told() == {}


def test_the_index_counts_as_the_lists_do():
    """The index counts what is ready and takes off what has expired; the lists ask `published`."""
    now = timezone.now()
    for back in (1, 40, 80):
        day = now - timedelta(days=back)
        factories.published(publish_at=day)
        factories.published(publish_at=day, expire_at=now + timedelta(days=1))
        factories.published(publish_at=day, expire_at=now - timedelta(hours=1))
    factories.expired()
    factories.withdrawn(publish_at=now - timedelta(days=40))
    assert sum(told().values()) == 6 == Article.objects.published().count()
    for (year, number), count in told().items():
        assert in_month(Month(year, number)).count() == count


def test_a_month_without_anything_left_is_not_there(client):
    day = at(2025, 3, 2)
    factories.published(publish_at=day, expire_at=day + timedelta(days=1))
    assert "/archive/2025/03/" not in client.get("/archive/").content.decode()
    assert client.get("/archive/2025/03/").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "2025/02", "2025/3", "2025/13", "2025/00", "0000/01", "99999/01", "2999/12", "1000/01",
        "25/03", "x/03", "2025", "-2025/03", "٢٠٢٥/03", "2025/03/x",
    ],
)  # fmt: skip
def test_what_is_no_month_of_ours_is_not_found(client, address):
    factories.published(publish_at=at(2025, 3, 2))
    assert client.get(f"/archive/{address}/").status_code == 404


def test_each_month_leads_to_the_nearest_that_have_articles(client):
    for when in [(2024, 11, 5), (2025, 3, 2), (2026, 1, 31)]:
        factories.published(publish_at=at(*when))
    assert around(Month(2025, 3)) == (Month(2024, 11), Month(2026, 1))
    assert around(Month(2024, 11)) == (None, Month(2025, 3))
    page = client.get("/archive/2025/03/").content.decode()
    assert "/archive/2024/11/" in page and "/archive/2026/01/" in page


def test_a_month_has_as_many_pages_as_it_needs(client):
    many(SIZE * 51 + 1, timedelta(seconds=1), at(2025, 3, 31))
    page = client.get("/archive/2025/03/?page=52")
    assert page.status_code == 200 and page.content.decode().count("<article ") == 1
    assert client.get("/archive/2025/03/?page=53").status_code == 404
    last = client.get("/sections/world/?page=50").content.decode()
    assert '<a href="/archive/">Older: the archive</a>' in last
    assert "Older: the archive" not in client.get("/sections/world/?page=49").content.decode()


def test_an_empty_paper_has_an_empty_archive(client):
    assert b"Nothing has been published here yet." in client.get("/archive/").content


def many(count, apart, last, expired_every=0):
    section = factories.section()
    Article.objects.bulk_create(
        (
            Article(
                uuid=uuid.uuid4(),
                status="ready",
                slug=f"article-{n}",
                headline=f"Headline {n}",
                section=section,
                body="<p>Some words.</p>" * 20,
                publish_at=last - n * apart,
                expire_at=last - timedelta(seconds=1)
                if expired_every and n % expired_every == 7
                else None,
            )
            for n in range(count)
        ),
        batch_size=1000,
    )


@pytest.mark.parametrize("count", [2_000, pytest.param(100_000, marks=pytest.mark.slow)])
def test_counting_reads_the_index_and_no_article(count):
    now = timezone.now()
    many(count, timedelta(days=3650) / count, now - timedelta(minutes=1), expired_every=500)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    with CaptureQueriesContext(connection) as seen:
        assert sum(told().values()) == Article.objects.published().count()
    counting = next(query["sql"] for query in seen if "WITH months" in query["sql"])
    with connection.cursor() as cursor:
        explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
        cursor.execute(f"{explain} {counting}")
        plan = str(cursor.fetchall())
    assert ("COVERING INDEX in_order" if connection.vendor == "sqlite" else "in_order") in plan
