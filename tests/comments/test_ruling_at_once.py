"""Two moderators at the same moment: every comment is ruled on once, and the counts are exact."""

import uuid

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from comments.models import Comment, Decision
from comments.threads import public_count
from tests import factories, people
from tests.comments.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
COMMENTS = 20


@pytest.fixture
def waiting(article):
    return [factories.comment(article, f"Number {number}.") for number in range(COMMENTS)]


@pytest.fixture
def mats(db):
    return people.moderator("mats")


def test_of_two_moderators_who_rule_on_everything_one_wins_each(article, waiting, mina, mats):
    def approve_all():
        return sum(c.approve(by=mina) for c in Comment.objects.filter(status="pending"))

    def reject_all_backwards():
        backwards = Comment.objects.filter(status="pending").order_by("-id")
        return sum(c.reject(by=mats, reason="insult") for c in backwards)

    approved, rejected = at_once(approve_all, reject_all_backwards)
    assert approved + rejected == COMMENTS
    assert Decision.objects.count() == COMMENTS
    assert not Comment.objects.pending().exists()
    assert public_count(article) == article.comments.public().count() == approved


def test_the_same_ruling_by_both_is_recorded_once(article, waiting, mina, mats):
    def copies():
        return list(Comment.objects.order_by("id"))

    hers, his = copies(), copies()
    done = at_once(
        lambda: sum(comment.approve(by=mina) for comment in hers),
        lambda: sum(comment.approve(by=mats) for comment in his),
    )
    assert sum(done) == COMMENTS
    assert Decision.objects.count() == COMMENTS
    assert public_count(article) == COMMENTS


def test_a_batch_is_undone_once(article, waiting, mina, mats):
    batch = uuid.uuid4()
    for comment in waiting:
        comment.approve(by=mina, batch=batch)

    def undo(by):
        return sum(comment.undo(by=by) for comment in Comment.objects.filter(status="approved"))

    assert sum(at_once(lambda: undo(mina), lambda: undo(mats))) == COMMENTS
    assert Decision.objects.filter(reason="undone").count() == COMMENTS
    assert public_count(article) == 0


def test_an_edit_and_a_ruling_at_once_never_approve_an_unread_text(article, waiting, mina, mats):
    seen = list(Comment.objects.order_by("id"))
    edited, approved = at_once(
        lambda: [c.edit(by=mats, text="Another text.") for c in Comment.objects.order_by("id")],
        lambda: [comment.approve(by=mina) for comment in seen],
    )
    assert all(edited)
    for comment, done in zip(waiting, approved, strict=True):
        comment.refresh_from_db()
        ruling = comment.last_ruling()
        assert (comment.status == "approved") == done
        assert ruling is None or ruling.text_version == 1
    assert public_count(article) == sum(approved)


def test_two_articles_at_once_do_not_wait_for_each_other_for_ever(article, waiting, mina, mats):
    other = factories.published()
    there = [factories.comment(other, f"Number {number}.") for number in range(COMMENTS)]
    at_once(
        lambda: [
            pair[0].approve(by=mina) and pair[1].approve(by=mina)
            for pair in zip(waiting[:10], there[:10], strict=True)
        ],
        lambda: [
            pair[1].approve(by=mats) and pair[0].approve(by=mats)
            for pair in zip(waiting[10:], there[10:], strict=True)
        ],
    )
    assert public_count(article) == public_count(other) == COMMENTS


@pytest.mark.slow
def test_five_hundred_ruled_on_by_two_at_once_are_five_hundred_rulings(article, mina, mats):
    """Through the desk's own form, each with every comment on the page."""
    with transaction.atomic():
        made = [factories.comment(article, f"Number {number}.") for number in range(500)]
    seen = {f"seen-{one.pk}": "pending:1" for one in made}

    def rule(client, ruling, comments):
        done = 0
        for start in range(0, len(comments), 25):
            form = {"ticked": ruling, "chosen": [one.pk for one in comments[start : start + 25]]}
            form |= seen | {"reason-ticked": "insult"}
            answer = client.post("/moderation/rule/", form, headers={"X-Fragment": "ruling"})
            assert answer.status_code == 200
            done += len(answer.json()["done"])
        return done

    hers, his = Client(), Client()
    hers.force_login(mina)
    his.force_login(mats)
    done = at_once(
        lambda: rule(hers, "approve", made), lambda: rule(his, "reject", list(reversed(made)))
    )
    assert sum(done) == 500 and all(done)
    assert Decision.objects.count() == 500
    assert Decision.objects.values("comment").distinct().count() == 500
    assert public_count(article) == article.comments.public().count() == done[0]
    call_command("audit_comments")
