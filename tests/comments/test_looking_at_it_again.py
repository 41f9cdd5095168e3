"""What was set aside can be looked at again and let through."""

import pytest

from comments.models import Comment
from tests import factories
from tests.comments.pages import judge

pytestmark = pytest.mark.django_db
QUEUE = "/moderation/"


@pytest.mark.parametrize("aside", ["spam", "rejected"])
def test_what_was_set_aside_is_shown_newest_first(article, desk, aside):
    made = [factories.comment(article, f"Number {n}.", aside) for n in range(3)]
    for other in {"pending", "approved", "spam", "rejected", "withdrawn"} - {aside}:
        factories.comment(article, status=other)
    page = judge(desk.get(QUEUE, {"show": aside}))
    assert page.anchors() == [comment.anchor for comment in reversed(made)]


@pytest.mark.parametrize("garbage", ["", "approved", "pending", "withdrawn", "x", "\x00", "spam'"])
def test_any_other_list_is_the_queue(article, desk, garbage):
    waiting = factories.comment(article)
    factories.comment(article, status="spam")
    factories.comment(article, status="approved")
    assert judge(desk.get(QUEUE, {"show": garbage})).anchors() == [waiting.anchor]


@pytest.mark.parametrize("aside", ["spam", "rejected"])
def test_it_is_let_through_from_its_list(article, desk, mina, aside):
    comment = factories.comment(article, status=aside)
    form = {"one": f"approve:{comment.pk}", f"seen-{comment.pk}": f"{aside}:1", "show": aside}
    response = desk.post("/moderation/rule/", form)
    assert response["Location"] == f"{QUEUE}?show={aside}"
    assert Comment.objects.get().is_public
    decision = comment.decisions.last()
    assert (decision.status_before, decision.moderator) == (aside, mina)


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "x", "\r\nX: y", ""])
def test_after_ruling_one_is_led_nowhere_else(article, desk, back):
    response = desk.post("/moderation/rule/", {"one": "approve:1", "show": back})
    assert response["Location"] == QUEUE


def test_the_record_there_does_not_count_the_comment_itself(article, desk):
    factories.comment(article, status="approved", email="rita@example.org")
    factories.comment(article, status="spam", email="rita@example.org")
    words = judge(desk.get(QUEUE, {"show": "spam"})).words
    assert "1 approved, 0 rejected, 0 spam, 0 waiting" in words
