"""How long comments usually wait is learned from last week's rulings, and not told if nobody knows."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from comments.models import Comment
from comments.waiting import how_long, is_quiet, usual_wait
from tests import factories
from tests.comments.pages import judge

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 12, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def ruled(article, mina):
    """Let a moderator rule on a comment so many minutes after it arrived."""

    def after(minutes, at=NOON - timedelta(hours=1), by=mina):
        comment = factories.comment(article, at=at - minutes * MINUTE)
        comment.approve(by=by, at=at)
        return comment

    return after


def test_the_median_of_the_last_week_is_told(ruled):
    for minutes in (5, 10, 30, 100, 1000):
        ruled(minutes)
    assert usual_wait(NOON) == 30 * MINUTE
    assert how_long(NOON) == "30 minutes"


def test_of_too_few_rulings_nothing_is_told(ruled):
    for _ in range(4):
        ruled(10)
    assert usual_wait(NOON) is None
    assert how_long(NOON) == ""


def test_what_was_ruled_before_the_last_week_does_not_count(ruled):
    for _ in range(9):
        ruled(600, at=NOON - timedelta(days=7))
    assert usual_wait(NOON) is None


def test_rulings_of_rules_do_not_count(ruled):
    for _ in range(9):
        ruled(0, by=None)
    assert usual_wait(NOON) is None


def test_only_the_first_ruling_on_a_comment_counts(ruled, mina):
    comments = [ruled(10) for _ in range(5)]
    for comment in comments:
        comment.reject(by=mina, reason="insult", at=NOON)
    assert usual_wait(NOON) == 10 * MINUTE


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (0, "5 minutes"),
        (11, "15 minutes"),
        (90, "90 minutes"),
        (91, "2 hours"),
        (60 * 60, "3 days"),
    ],
)
def test_a_time_is_rounded_up(ruled, minutes, told):
    for _ in range(5):
        ruled(minutes)
    assert how_long(NOON) == told


def test_hours_in_which_nobody_was_at_work_are_quiet(ruled):
    for hour in range(1, 6):
        ruled(10, at=NOON - timedelta(hours=hour))
    assert is_quiet(NOON + timedelta(hours=9))
    assert not is_quiet(NOON - timedelta(hours=7))  # somebody comes within three hours


def test_where_nobody_knows_no_hour_is_called_quiet(db):
    assert not is_quiet(NOON)


def test_whoever_has_sent_a_comment_is_told(article, reader, mina):
    now = timezone.now()
    for _ in range(5):
        factories.comment(article, at=now - timedelta(minutes=40)).approve(by=mina, at=now)
    response = reader.writes(article)
    words = " ".join(judge(reader.client.get(response["Location"])).words.split())
    assert "Half of last week’s comments were read within 40 minutes." in words


def test_or_is_told_that_nobody_can_say(article, reader):
    response = reader.writes(article)
    words = judge(reader.client.get(response["Location"])).words
    assert "How long that takes we cannot say" in words
    assert Comment.objects.get().status == "pending"
