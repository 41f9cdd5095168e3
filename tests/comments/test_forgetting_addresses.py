"""A machine address is kept for so many days, and dropped by the next comment that arrives."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comments.models import Comment
from tests import factories

pytestmark = pytest.mark.django_db


def test_an_arrival_drops_the_addresses_whose_time_is_over(article, reader, settings):
    settings.COMMENTS_KEEP_ADDRESS_DAYS = 30
    now = timezone.now()
    old, new = (
        factories.comment(
            article, at=now - age, address="192.0.2.1", address_until=now - age + timedelta(days=30)
        )
        for age in (timedelta(days=31), timedelta(days=29))
    )
    reader.writes(article)
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.address, old.address_until) == ("", None)
    assert new.address == "192.0.2.1"


def test_what_arrives_is_kept_for_as_long_as_the_setting_says(article, reader, settings):
    settings.COMMENTS_KEEP_ADDRESS_DAYS = 7
    reader.writes(article)
    comment = Comment.objects.get()
    assert comment.address
    assert comment.address_until - comment.created_at == timedelta(days=7)
