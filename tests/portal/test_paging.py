"""Pages of a list: the numbers in their addresses, and what they cost."""

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from articles.models import Topic
from portal.paging import MOST, Page, page_number, page_of

ASKED_FOR_NOTHING = ["", "0", "00", "-1", "+1", "1.0", "1e1", " 1", "1 ", "x", "٣", "²", "1" * 7]


@pytest.mark.parametrize(("asked", "number"), [(None, 1), ("1", 1), ("50", 50), ("007", 7)])
def test_a_number_is_read_from_an_address(asked, number):
    assert page_number(asked) == number


@pytest.mark.parametrize("asked", ASKED_FOR_NOTHING)
def test_what_is_no_number_is_not_found(asked):
    with pytest.raises(Http404):
        page_number(asked)


def topics(count):
    Topic.objects.bulk_create(Topic(name=f"{n:04}", slug=f"t{n}") for n in range(count))
    return Topic.objects.order_by("name")


@pytest.mark.django_db
def test_every_item_is_on_one_page():
    rows = topics(23)
    pages = [page_of(rows, str(n), size=5) for n in range(1, 6)]
    assert [topic for page in pages for topic in page] == list(rows)
    assert [len(page) for page in pages] == [5, 5, 5, 5, 3]
    assert [(page.previous, page.next) for page in pages] == [
        (None, 2),
        (1, 3),
        (2, 4),
        (3, 5),
        (4, None),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [0, 1, 5])
def test_one_page_is_enough_for_a_few(count):
    page = page_of(topics(count), None, size=5)
    assert (len(page), page.number, page.pages, page.next) == (count, 1, 1, None)
    with pytest.raises(Http404):
        page_of(topics(0), "2", size=5)


@pytest.mark.django_db
def test_what_is_older_than_the_last_page_is_the_archives_business():
    rows = topics(MOST + 7)
    assert page_of(rows, str(MOST), size=1).next is None
    assert page_of(rows, str(MOST), size=1).leads_on
    assert not page_of(rows, str(MOST - 1), size=1).leads_on
    with pytest.raises(Http404):
        page_of(rows, str(MOST + 1), size=1)
    last = page_of(rows, str(MOST + 7), size=1, most=None)
    assert last.number == MOST + 7 and not last.leads_on


@pytest.mark.django_db
def test_a_list_that_ends_with_the_last_page_leads_nowhere_on():
    assert not page_of(topics(MOST), str(MOST), size=1).leads_on


@pytest.mark.django_db
def test_a_page_costs_two_queries_and_counts_one_row_more_than_one_can_page():
    rows = topics(30)
    with CaptureQueriesContext(connection) as queries:
        page = page_of(rows, "2", size=5, most=3)
    assert len(queries) == 2 and page.pages == 3
    assert "LIMIT 16" in queries[0]["sql"]


def test_a_page_is_gone_through_like_a_list():
    page = Page([1, 2], 1, 1)
    assert list(page) == page.items and len(page) == 2
