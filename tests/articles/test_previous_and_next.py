"""The way from article to article: each once, in order, whatever was published in one second."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article
from tests import factories

pytestmark = pytest.mark.django_db


def public():
    return Article.objects.published()


def walked(article, way):
    """The articles that are passed going this way until there is no further one."""
    passed = [article]
    while (article := getattr(public(), way)(article).first()) is not None:
        passed.append(article)
        assert len(passed) < 50, "walking in circles"
    return passed


@pytest.fixture
def ten():
    """Published in the same second, in the order of the front page's end to its start."""
    moment = timezone.now().replace(microsecond=0) - timedelta(hours=1)
    return [factories.published(publish_at=moment) for _ in range(10)]


def test_ten_articles_of_one_second_are_each_visited_once_both_ways(ten):
    back = walked(ten[-1], "before")
    assert back == ten[::-1]
    assert walked(back[-1], "after") == ten


def test_the_order_is_that_of_the_front_page(ten):
    assert walked(ten[-1], "before") == list(public().newest_first())


def test_ties_and_different_times_mix():
    start = timezone.now().replace(microsecond=0) - timedelta(hours=9)
    hours = [3, 1, 2, 2, 1, 3, 2]
    made = [factories.published(publish_at=start + timedelta(hours=h)) for h in hours]
    in_order = sorted(made, key=lambda article: (article.publish_at, article.pk))
    assert walked(in_order[0], "after") == in_order
    assert walked(in_order[-1], "before") == in_order[::-1]


def test_what_the_public_may_not_read_is_passed_over(ten):
    now = timezone.now()
    ten[3].withdraw(by=None, reason="A mistake.")
    Article.objects.filter(pk=ten[4].pk).update(expire_at=now - timedelta(minutes=1))
    Article.objects.filter(pk=ten[5].pk).update(status="review")
    factories.embargoed()
    factories.draft()
    hidden = {ten[3], ten[4], ten[5]}
    left = [article for article in ten if article not in hidden]
    assert walked(ten[0], "after") == left
    assert walked(ten[-1], "before") == left[::-1]


def neighbours_on(page):
    found = dict(re.findall(r'rel="(prev|next)" href="([^"]+)"', page.content.decode()))
    return found.get("prev"), found.get("next")


def test_the_page_shows_both_neighbours_and_the_ends_have_one(client, ten):
    first, second, third = ten[0], ten[1], ten[2]
    for article, before, after in [
        (second, first, third),
        (first, None, second),
        (ten[9], ten[8], None),
    ]:
        page = client.get(article.get_absolute_url())
        expected = tuple(one and one.get_absolute_url() for one in (before, after))
        assert neighbours_on(page) == expected


def test_the_only_article_has_no_neighbours(client):
    page = client.get(factories.published().get_absolute_url())
    assert neighbours_on(page) == (None, None)
    assert b"neighbours" not in page.content.split(b"</style>")[1]


def test_following_the_links_backwards_visits_every_article_once(client, ten):
    address, seen = ten[-1].get_absolute_url(), []
    while address:
        seen.append(address)
        address, _after = neighbours_on(client.get(address))
    assert seen == [article.get_absolute_url() for article in ten[::-1]]


def test_a_neighbour_says_which_language_it_is_in(client):
    factories.published("مرحبا", slug="marhaba", language="ar")
    page = client.get(factories.published().get_absolute_url()).content.decode()
    assert re.search(r'rel="(prev|next)".*lang="ar" dir="rtl">مرحبا', page)
