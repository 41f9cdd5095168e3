"""Most discussed: the articles of the paper's last week with most approved comments."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comments.discussed import WITHIN, most_discussed
from comments.models import Discussion
from tests import factories

pytestmark = pytest.mark.django_db


def story(headline, comments, age=timedelta(hours=1), **fields):
    """An article of that age with so many approved comments."""
    article = factories.published(headline, publish_at=timezone.now() - age, **fields)
    Discussion.objects.create(article=article, approved=comments)
    return article


def listed(count=5):
    return [(one.article.headline, one.approved) for one in most_discussed(count)]


def test_most_comments_stand_first_and_of_equals_the_newer():
    story("Two", 2)
    story("Nine", 9, age=timedelta(days=3))
    story("Two, newer", 2, age=timedelta(minutes=5))
    story("Four", 4)
    assert listed() == [("Nine", 9), ("Four", 4), ("Two, newer", 2), ("Two", 2)]
    assert listed(3) == [("Nine", 9), ("Four", 4), ("Two, newer", 2)]


def test_only_approved_comments_count():
    articles = [factories.published(f"Story {n}") for n in range(3)]
    for article in articles:
        factories.comment(article, status="approved")
    for status in ("pending", "rejected", "spam", "withdrawn"):
        factories.comment(articles[0], status=status)
    assert [approved for _headline, approved in listed()] == [1, 1, 1]


def test_fewer_than_three_are_no_list(client):
    story("One", 1)
    story("Two", 2)
    story("None", 0)
    assert listed() == []
    assert "Most discussed" not in client.get("/").content.decode()
    story("Three", 3)
    assert len(listed()) == 3
    assert "Most discussed" in client.get("/").content.decode()


def test_the_week_is_counted_from_the_newest_article():
    """So that what the page shows does not change with today's date, of which its edition knows nothing."""
    for number in range(3):
        story(f"Story {number}", 1, age=timedelta(days=30))
    assert len(listed()) == 3
    story("A month later", 0)
    assert listed() == []
    story("In time", 1, age=WITHIN - timedelta(hours=2))
    story("In time too", 1, age=timedelta(days=1))
    story("Now", 1, age=timedelta(hours=2))
    assert [headline for headline, _approved in listed()] == ["Now", "In time too", "In time"]


@pytest.mark.parametrize("make", ["withdrawn", "expired", "embargoed", "draft"])
def test_what_is_not_public_is_not_listed(make):
    for number in range(3):
        story(f"Story {number}", 1)
    hidden = getattr(factories, make)("Not for the public")
    Discussion.objects.create(article=hidden, approved=50)
    assert len(listed()) == 3
    assert "Not for the public" not in dict(listed())


def test_a_discussion_that_is_hidden_is_not_listed():
    for number in range(3):
        story(f"Story {number}", 1)
    story("Hidden", 50, comment_policy="hidden")
    assert "Hidden" not in dict(listed())


def test_it_is_one_query_however_many_there_are(django_assert_num_queries):
    for number in range(8):
        story(f"Story {number}", number)
    with django_assert_num_queries(1):
        assert [one.article.get_absolute_url() for one in most_discussed(5)]


def test_an_approved_comment_changes_the_list_at_once(client):
    third = [story(f"Story {n}", n) for n in (3, 2, 1)][-1]
    pending = factories.comment(third)
    before = client.get("/")
    assert "1 comment<" in before.content.decode()
    for _ in range(4):
        factories.comment(third, status="approved")
    pending.approve(by=None)
    after = client.get("/", headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert listed()[0] == ("Story 1", 5)


def test_no_card_counts_a_discussion_that_is_hidden(client):
    article = factories.published(comment_policy="hidden")
    factories.comment(article, "Yes.", "approved")
    assert b"1 comment" not in client.get("/").content
    assert b"1 comment" not in client.get(article.section.get_absolute_url()).content
