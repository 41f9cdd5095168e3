"""Spam and rejected comments are kept, can be looked at again, and let through."""

import pytest

from comments.models import Decision
from tests import factories

pytestmark = pytest.mark.django_db
QUEUE, RULE = "/moderation/", "/moderation/rule/"


def rule(desk, comment, button, **fields):
    seen = {f"seen-{comment.pk}": f"{comment.status}:{comment.text_version}"}
    return desk.post(RULE, {"one": f"{button}:{comment.pk}"} | seen | fields)


@pytest.mark.parametrize("status", ["spam", "rejected"])
def test_each_kind_has_its_list(article, desk, status):
    factories.comment(article, "Still waits.")
    factories.comment(article, "Was set aside.", status)
    page = desk.get(QUEUE, {"show": status}).content.decode()
    assert "Was set aside." in page
    assert "Still waits." not in page
    assert "Was set aside." not in desk.get(QUEUE).content.decode().split("Latest rulings")[0]


def test_what_was_taken_for_spam_is_let_through_and_the_desk_stays_there(article, desk):
    comment = factories.comment(article, status="spam")
    response = rule(desk, comment, "approve", show="spam")
    comment.refresh_from_db()
    assert comment.is_public
    assert response["Location"] == "/moderation/?show=spam"


def test_an_unknown_list_is_what_waits(article, desk):
    factories.comment(article, "Still waits.")
    page = desk.get(QUEUE, {"show": "approved' OR 1=1"})
    assert "Still waits." in page.content.decode()


def test_another_reason_needs_a_note(article, desk):
    comment = factories.comment(article)
    rule(desk, comment, "reject", **{f"reason-{comment.pk}": "other"})
    assert not Decision.objects.exists()
    rule(desk, comment, "reject", **{f"reason-{comment.pk}": "other", f"note-{comment.pk}": "Late"})
    assert Decision.objects.get().note == "Late"
