"""`manage.py audit_comments`: what is counted is what there is; what is not is told, and mended."""

import uuid

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from comments.auditing import differences
from comments.models import Comment, Discussion, Recommendation
from comments.threads import public_count
from tests import factories
from tests.comments.rows import all_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(article, mina):
    """One comment of each kind, and replies down to the deepest."""
    root = factories.comment(article, "Root.", "approved")
    reply = factories.comment(article, "Reply.", "approved", parent=root)
    deep = factories.comment(article, "Deep.", "approved", parent=reply)
    deeper = factories.comment(article, "Deeper.", "approved", parent=deep)
    for status in ["pending", "rejected", "spam", "withdrawn"]:
        factories.comment(article, status, status)
    undone = factories.comment(article, "Undone.", "approved")
    undone.undo(by=mina)
    undone.edit(by=mina, text="Edited.")
    return [root, reply, deep, deeper]


def audit(*options):
    call_command("audit_comments", *options)


def test_whatever_people_did_agrees(thread, capsys):
    before = all_rows()
    audit()
    assert "Everything agrees." in capsys.readouterr().out
    assert all_rows() == before


def break_count(thread):
    Discussion.objects.update(approved=77)


def break_arrived(thread):
    Discussion.objects.update(arrived=2)


def break_root(thread):
    Comment.objects.filter(pk=thread[2].pk).update(root=thread[1].pk)


def break_depth(thread):
    Comment.objects.filter(pk__in=[thread[1].pk, thread[2].pk]).update(depth=0)


def break_recommended(thread):
    row = {"browser": uuid.uuid4(), "at": timezone.now(), "counted": True}
    Recommendation.objects.create(comment=thread[0], **row)


def lose_discussion(thread):
    Discussion.objects.all().delete()


@pytest.mark.parametrize(
    ("breaks", "what"),
    [
        (break_count, "approved"),
        (break_arrived, "arrived"),
        (break_root, "place"),
        (break_depth, "place"),
        (break_recommended, "recommended"),
        (lose_discussion, "approved"),
    ],
)
def test_what_is_wrong_is_told_and_mended(thread, breaks, what, capsys):
    article = thread[0].article
    good = [
        list(Comment.objects.order_by("pk").values_list("root", "depth")),
        public_count(article),
    ]
    breaks(thread)
    assert what in {one.what for one in differences()}
    with pytest.raises(CommandError, match="remain"):
        audit()
    audit("--mend")
    assert "(mended)" in capsys.readouterr().out
    assert list(differences()) == []
    again = list(Comment.objects.order_by("pk").values_list("root", "depth"))
    assert [again, public_count(article)] == good


def test_telling_changes_nothing(thread):
    break_count(thread)
    before = all_rows()
    with pytest.raises(CommandError):
        audit()
    assert all_rows() == before


def break_status(thread):
    Comment.objects.filter(pk=thread[0].pk).update(status="pending")
    Discussion.recount(thread[0].article_id)


def break_article(thread):
    Comment.objects.filter(pk=thread[3].pk).update(article=factories.published(), ordinal=1)


def break_order(thread):
    Comment.objects.filter(pk=thread[1].pk).update(ordinal=999)


@pytest.mark.parametrize(
    ("breaks", "what"),
    [(break_status, "status"), (break_article, "foreign"), (break_order, "cycle")],
)
def test_what_only_a_person_can_judge_is_told_and_left(thread, breaks, what):
    breaks(thread)
    for options in [(), ("--mend",)]:
        with pytest.raises(CommandError):
            audit(*options)
    assert what in {one.what for one in differences()}
