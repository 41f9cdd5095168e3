"""One rule, asked in three ways: of the table, of one article, and of an address."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import Article
from tests import factories

pytestmark = pytest.mark.django_db

AT = timezone.now().replace(microsecond=0)
MOMENTS = {
    "none": None,
    "long before": AT - timedelta(days=2),
    "just before": AT - timedelta(microseconds=1),
    "at": AT,
    "after": AT + timedelta(microseconds=1),
}


@pytest.fixture
def article():
    return factories.draft()


@pytest.mark.parametrize("expire_at", MOMENTS)
@pytest.mark.parametrize("publish_at", MOMENTS)
@pytest.mark.parametrize("status", Article.Status.values)
def test_the_table_and_the_article_agree(article, status, publish_at, expire_at):
    start, end = MOMENTS[publish_at], MOMENTS[expire_at]
    fields = {"status": status, "publish_at": start, "expire_at": end}
    stored = Article.objects.filter(pk=article.pk)
    if status == "ready" and start is None:
        with pytest.raises(IntegrityError), transaction.atomic():
            stored.update(**fields)
        assert not Article(**fields).is_published(AT)
        return
    stored.update(first_published_at=start, **fields)
    expected = status == "ready" and start <= AT and (end is None or end > AT)
    assert stored.published(AT).exists() == stored.get().is_published(AT) == expected
    gone = status == "withdrawn" and start is not None and start <= AT
    gone |= status == "ready" and start <= AT and end is not None and end <= AT
    assert stored.gone(AT).exists() == gone
    assert not (gone and expected)


def test_without_a_moment_it_is_asked_of_now():
    live = factories.published()
    for make in [factories.draft, factories.in_review, factories.embargoed, factories.expired]:
        assert not make().is_published()
    assert live.is_published()
    assert list(Article.objects.published()) == [live]


@pytest.mark.parametrize(
    ("make", "state"),
    [
        (factories.draft, "draft"),
        (factories.in_review, "in review"),
        (factories.embargoed, "embargoed"),
        (factories.published, "live"),
        (factories.expired, "expired"),
        (factories.withdrawn, "withdrawn"),
    ],
)
def test_the_newsroom_is_told_the_state(make, state):
    assert make().state == state


def test_an_unknown_status_cannot_be_stored(article):
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.update(status="published")
