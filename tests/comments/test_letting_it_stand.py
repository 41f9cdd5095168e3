"""What trust let through is read afterwards: a moderator lets it stand, or rules on it."""

import uuid

import pytest
from django.utils import timezone

from comments.auditing import differences
from comments.models import Comment, Decision
from tests import factories, people
from tests.comments.pages import judge

pytestmark = pytest.mark.django_db
RULE = "/moderation/rule/"


@pytest.fixture
def unread(article):
    """As screening stores it: approved by a rule, and unread."""
    return Comment.send(
        article, "By somebody trusted.", name="Trudy", token=uuid.uuid4(),
        status="approved", unread=True,
    )  # fmt: skip


def fresh(comment):
    return Comment.objects.get(pk=comment.pk)


def test_it_is_read_and_stands(unread, mina):
    assert unread.confirm(by=mina)
    assert not fresh(unread).unread and fresh(unread).is_public
    decision = unread.decisions.last()
    assert (decision.reason, decision.moderator) == ("confirmed", mina)
    assert decision.status_before == decision.status_after == "approved"


def test_twice_is_harmless(unread, mina):
    copy = fresh(unread)
    assert unread.confirm(by=mina)
    assert not unread.confirm(by=mina) and not copy.confirm(by=mina)
    assert Decision.objects.filter(reason="confirmed").count() == 1


def test_a_text_that_was_not_seen_is_not_confirmed(unread, mina):
    seen = fresh(unread)
    Comment.objects.filter(pk=unread.pk).update(text_version=2)
    assert not seen.confirm(by=mina)
    assert fresh(unread).unread


@pytest.mark.parametrize("status", ["pending", "rejected", "spam", "withdrawn"])
def test_only_what_is_shown_unread_is_confirmed(article, mina, status):
    comment = factories.comment(article, status=status)
    Comment.objects.filter(pk=comment.pk).update(unread=True)
    assert not fresh(comment).confirm(by=mina)


@pytest.mark.parametrize(
    "ruling",
    [
        lambda one, by: one.reject(by=by, reason="insult"),
        lambda one, by: one.mark_as_spam(by=by),
        lambda one, by: one.edit(by=by, text="Another text."),
        lambda one, by: one.confirm(by=by),
    ],
)
def test_whatever_a_moderator_rules_it_is_read(unread, mina, ruling):
    assert ruling(unread, mina)
    assert not fresh(unread).unread and not unread.unread


def test_what_a_rule_does_reads_nothing(unread):
    assert unread.mark_as_spam(by=None)
    assert fresh(unread).unread


def test_having_read_it_is_taken_back(unread, mina):
    unread.confirm(by=mina)
    assert unread.undo(by=mina)
    assert fresh(unread).unread and fresh(unread).is_public
    assert not fresh(unread).undo(by=mina)
    assert fresh(unread).is_public


def test_an_undone_rejection_leaves_it_shown_and_unread_as_it_was(unread, mina):
    unread.reject(by=mina, reason="insult")
    assert unread.undo(by=mina)
    assert fresh(unread).unread and fresh(unread).is_public and unread.unread


def test_an_undone_rejection_of_what_was_read_leaves_it_read(unread, mina):
    unread.confirm(by=mina)
    unread.reject(by=mina, reason="insult")
    assert unread.undo(by=mina)
    assert not fresh(unread).unread and fresh(unread).is_public


def test_at_the_desk_it_is_let_stand_and_that_is_taken_back(unread, desk):
    page = judge(desk.get("/moderation/", {"queue": "unread"}))
    assert page.anchors() == [unread.anchor]
    assert "Let it stand" in page.words and "shown unread" in page.words
    form = {"one": f"confirm:{unread.pk}", f"seen-{unread.pk}": "approved:1", "queue": "unread"}
    response = desk.post(RULE, form)
    assert response["Location"] == "/moderation/?queue=unread"
    assert judge(desk.get("/moderation/", {"queue": "unread"})).anchors() == []
    batch = Decision.objects.get(reason="confirmed").batch
    desk.post(f"/moderation/undo/{batch}/")
    assert fresh(unread).unread
    assert judge(desk.get("/moderation/", {"queue": "unread"})).anchors() == [unread.anchor]


def test_whoever_comes_second_is_told_who_read_it(unread, desk, mina):
    unread.confirm(by=people.moderator("mats"), batch=uuid.uuid4())
    form = {"one": f"confirm:{unread.pk}", f"seen-{unread.pk}": "approved:1"}
    desk.post(RULE, form)
    assert "it is approved, by mats." in judge(desk.get("/moderation/")).words


def test_what_readers_reported_away_waits_and_is_no_more_shown_unread(unread):
    assert unread.hold_as_reported(timezone.now())
    assert (fresh(unread).status, fresh(unread).unread, unread.unread) == ("pending", False, False)
    assert list(differences()) == []
