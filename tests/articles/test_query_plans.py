"""Lists and neighbours seek an index, however many articles there are."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from articles.models import Article, Section
from tests import factories

pytestmark = pytest.mark.django_db


def many(count):
    """That many articles, a second apart; most in one large section, a few in a small one."""
    now = timezone.now()
    large, small = factories.section("Large"), factories.section("Small")
    Article.objects.bulk_create(
        (
            Article(
                uuid=uuid.uuid4(),
                status="draft" if n % 50 == 0 else "ready",
                slug=f"article-{n}",
                headline=f"Headline {n}",
                section=small if n % 20 == 1 else large,
                publish_at=now - timedelta(seconds=count - n),
                expire_at=now + timedelta(days=n) if n % 90 == 0 else None,
            )
            for n in range(1, count + 1)
        ),
        batch_size=1000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def lists(middle):
    """Every list that a public page asks for, by name, with the indexes that may serve it.

    In a section that holds nearly everything the order of all is as good as its own.
    """
    published = Article.objects.published()
    cards = published.newest_first().for_cards()
    small, large = (
        Section.objects.get(name=name).articles.published().newest_first().for_cards()
        for name in ("Small", "Large")
    )
    return {
        "before": (published.before(middle)[:1], ["in_order"]),
        "after": (published.after(middle)[:1], ["in_order"]),
        "newest first": (cards[:20], ["in_order"]),
        "fifth page": (cards[80:100], ["in_order"]),
        "small section": (small[:20], ["in_section"]),
        "large section": (large[:20], ["in_section", "in_order"]),
        "fifth page of a section": (large[80:100], ["in_section", "in_order"]),
    }


def judge(name, queryset, indexes):
    plan = queryset.explain()
    if connection.vendor == "sqlite":
        seeks = [f"SEARCH articles_article USING INDEX {index} (" for index in indexes]
        walks = ["SCAN", "TEMP B-TREE"]
    else:
        seeks = [f"using {index} on articles_article" for index in indexes]
        walks = ["Sort", "Seq Scan on articles_article", "Bitmap"]
    assert any(seek in plan for seek in seeks), (name, plan)
    assert not any(walk in plan for walk in walks), (name, plan)


@pytest.mark.parametrize("count", [2_000, pytest.param(100_000, marks=pytest.mark.slow)])
def test_lists_and_neighbours_seek_their_index(count):
    many(count)
    middle = Article.objects.published().get(slug=f"article-{count // 2 + 5}")
    for name, (queryset, indexes) in lists(middle).items():
        judge(name, queryset, indexes)
