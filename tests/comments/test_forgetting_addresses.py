"""A machine address is kept for a set time, and not a comment longer."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comments.models import Comment
from tests import factories

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def kept_until(article, moment):
    return factories.comment(article, address="192.0.2.1", address_until=moment)


def test_only_what_is_overdue_is_forgotten(article):
    over, due = kept_until(article, NOW - timedelta(days=1)), kept_until(article, NOW)
    later, ever = kept_until(article, NOW + timedelta(seconds=1)), kept_until(article, None)
    assert Comment.objects.forget_addresses(NOW) == 2
    assert Comment.objects.forget_addresses(NOW) == 0
    for comment, address in [(over, ""), (due, ""), (later, "192.0.2.1"), (ever, "192.0.2.1")]:
        comment.refresh_from_db()
        assert comment.address == address
    assert over.text == "A comment."
    assert later.address_until is not None


def test_each_new_comment_clears_what_is_overdue(article, reader):
    over = kept_until(article, NOW - timedelta(days=1))
    reader.writes(article)
    over.refresh_from_db()
    assert (over.address, over.address_until) == ("", None)
    assert Comment.objects.latest("id").address == "198.51.100.7"
