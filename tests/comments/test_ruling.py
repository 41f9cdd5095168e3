"""A moderator rules on a comment: once, on the text that was seen, and on record."""

import uuid

import pytest

from comments.models import Comment, Decision, Discussion
from comments.threads import public_count
from portal import markup
from tests import factories, people

pytestmark = pytest.mark.django_db
STATUSES = ["pending", "approved", "rejected", "spam"]
RULINGS = {
    "approved": lambda comment, by: comment.approve(by=by),
    "rejected": lambda comment, by: comment.reject(by=by, reason="insult", note="See rule 3."),
    "spam": lambda comment, by: comment.mark_as_spam(by=by),
}


@pytest.fixture
def waiting(article):
    return factories.comment(article, "Waiting.")


def fresh(comment):
    return Comment.objects.get(pk=comment.pk)


@pytest.mark.parametrize("before", STATUSES)
@pytest.mark.parametrize("after", RULINGS)
def test_a_ruling_is_stored_and_recorded(article, mina, before, after):
    comment = factories.comment(article, status=before)
    earlier = comment.decisions.count()
    done = RULINGS[after](comment, mina)
    assert done == (before != after)
    assert comment.status == fresh(comment).status == after
    assert comment.decisions.count() == earlier + done
    if done:
        decision = comment.decisions.last()
        assert (decision.moderator, decision.text_version) == (mina, 1)
        assert (decision.status_before, decision.status_after) == (before, after)
        given = ("insult", "See rule 3.") if after == "rejected" else ("", "")
        assert (decision.reason, decision.note) == given
        assert decision.text_before == ""


@pytest.mark.parametrize("ruling", RULINGS)
def test_a_ruling_twice_is_harmless(waiting, mina, ruling):
    assert RULINGS[ruling](waiting, mina)
    assert not RULINGS[ruling](waiting, mina)
    assert not RULINGS[ruling](fresh(waiting), mina)
    assert waiting.decisions.count() == 1


@pytest.mark.parametrize("first", RULINGS)
@pytest.mark.parametrize("second", RULINGS)
def test_of_two_moderators_with_the_same_page_one_wins(waiting, mina, first, second):
    hers, his = fresh(waiting), fresh(waiting)
    mats = people.moderator("mats")
    assert RULINGS[first](hers, mina)
    assert not RULINGS[second](his, mats)
    assert fresh(waiting).status == first
    assert his.status == "pending"  # his copy still says what he saw
    assert Decision.objects.get().moderator == mina
    assert his.last_ruling().moderator == mina


def test_a_ruling_on_an_older_text_changes_nothing(waiting, mina):
    seen = fresh(waiting)
    waiting.edit(by=mina, text="Something else.")
    for ruling in RULINGS.values():
        assert not ruling(seen, mina)
    assert fresh(waiting).status == "pending"
    assert [one.reason for one in waiting.decisions.all()] == ["edited"]


def test_an_edit_replaces_the_text_and_keeps_what_it_said(waiting, mina):
    waiting.approve(by=mina)
    assert waiting.edit(by=mina, text="<b>Better</b>.", note="Language.")
    comment = fresh(waiting)
    assert (comment.text, comment.text_version) == ("<b>Better</b>.", 2)
    assert (comment.html, comment.cleaner) == (
        "<p><strong>Better</strong>.</p>",
        markup.COMMENT_CLEANER,
    )
    assert comment.status == "approved"
    decision = comment.decisions.last()
    assert (decision.reason, decision.note, decision.text_before) == (
        "edited",
        "Language.",
        "Waiting.",
    )
    assert (decision.status_before, decision.status_after) == ("approved", "approved")
    assert decision.text_version == 2


def test_the_same_text_is_no_edit(waiting, mina):
    assert not waiting.edit(by=mina, text="Waiting.")
    assert not waiting.decisions.exists()
    assert fresh(waiting).text_version == 1


def test_of_two_edits_of_one_text_one_wins(waiting, mina):
    hers, his = fresh(waiting), fresh(waiting)
    assert hers.edit(by=mina, text="Hers.")
    assert not his.edit(by=mina, text="His.")
    assert fresh(waiting).text == "Hers."
    assert waiting.decisions.count() == 1


def test_two_edits_keep_both_earlier_texts(waiting, mina):
    waiting.edit(by=mina, text="Second.")
    waiting.edit(by=mina, text="Third.")
    assert list(waiting.decisions.values_list("text_before", flat=True)) == ["Waiting.", "Second."]


def test_an_edit_that_cannot_be_shown_is_refused_whole(waiting, mina):
    with pytest.raises(markup.Refused):
        waiting.edit(by=mina, text="a" * 5001)
    assert fresh(waiting).text == "Waiting."


@pytest.mark.parametrize("ruling", RULINGS)
def test_undoing_puts_it_back_and_stays_on_record(waiting, mina, ruling):
    RULINGS[ruling](waiting, mina)
    assert waiting.undo(by=mina)
    assert fresh(waiting).status == "pending"
    assert list(waiting.decisions.values_list("status_after", "reason"))[-1] == (
        "pending",
        "undone",
    )
    assert waiting.decisions.count() == 2


def test_there_is_nothing_to_undo_before_a_ruling(waiting, mina):
    assert not waiting.undo(by=mina)
    waiting.edit(by=mina, text="An edit is no ruling.")
    assert not waiting.undo(by=mina)
    assert fresh(waiting).text == "An edit is no ruling."


def test_undoing_by_a_stale_copy_changes_nothing(waiting, mina):
    waiting.approve(by=mina)
    stale = fresh(waiting)
    waiting.mark_as_spam(by=mina)
    assert not stale.undo(by=mina)
    assert fresh(waiting).status == "spam"


def test_an_edit_between_does_not_keep_a_ruling_from_being_undone(waiting, mina):
    waiting.approve(by=mina)
    waiting.edit(by=mina, text="Edited.")
    assert fresh(waiting).undo(by=mina)
    assert (fresh(waiting).status, fresh(waiting).text) == ("pending", "Edited.")


def test_the_record_survives_the_moderator(waiting, mina):
    waiting.approve(by=mina)
    mina.delete()
    assert waiting.decisions.get().moderator is None


def test_rulings_of_one_batch_say_so(article, mina):
    batch = uuid.uuid4()
    for comment in [factories.comment(article) for _ in range(3)]:
        comment.approve(by=mina, batch=batch)
    assert Decision.objects.filter(batch=batch).count() == 3


def test_the_count_follows_every_verb(waiting, mina):
    article = waiting.article
    other = factories.comment(article, "Another.", "approved")

    def counts():
        assert public_count(article) == article.comments.public().count()
        return public_count(article)

    assert counts() == 1
    waiting.approve(by=mina)
    assert counts() == 2
    waiting.undo(by=mina)
    assert counts() == 1
    waiting.approve(by=mina)
    waiting.edit(by=mina, text="Edited.")
    assert counts() == 2
    waiting.withdraw()
    assert counts() == 1
    assert not waiting.withdraw()
    fresh(waiting).reject(by=mina, reason="insult")
    fresh(other).mark_as_spam(by=mina)
    assert counts() == 0
    assert Discussion.objects.get().arrived == 2


def test_approving_does_not_show_what_its_author_took_back(waiting, mina):
    waiting.withdraw()
    fresh(waiting).approve(by=mina)
    assert not fresh(waiting).is_public
    assert public_count(waiting.article) == 0


def test_question_and_queryset_agree_on_what_is_public(article):
    for status in ["pending", "approved", "rejected", "spam", "withdrawn"]:
        comment = factories.comment(article, status=status)
        assert fresh(comment).is_public == Comment.objects.public().filter(pk=comment.pk).exists()
        assert fresh(comment).is_public == (status == "approved")
