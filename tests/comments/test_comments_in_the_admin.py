"""Comments in the admin: mostly to read; ruling and editing go through the desk's own verbs."""

import pytest
from django.urls import reverse

from comments.models import Comment, Decision
from tests import factories, people

pytestmark = pytest.mark.django_db
LIST = "admin:comments_comment_changelist"


@pytest.fixture
def mina(client):
    user = people.moderator()
    client.force_login(user)
    return user


def act(client, action, *comments, **fields):
    ids = [comment.pk for comment in comments]
    told = {"action": action, "_selected_action": ids} | fields
    return client.post(reverse(LIST), told, follow=True)


def change_url(comment):
    return reverse("admin:comments_comment_change", args=[comment.pk])


def test_approving_is_the_same_ruling_as_at_the_desk(client, mina):
    comment = factories.comment(factories.published())
    act(client, "approve", comment)
    comment.refresh_from_db()
    assert comment.is_public
    assert Decision.objects.get().moderator == mina


def test_rejecting_needs_a_reason(client, mina):
    comment = factories.comment(factories.published())
    page = act(client, "reject", comment).content.decode()
    assert "choose a reason" in page
    assert not Decision.objects.exists()
    act(client, "reject", comment, reason="insult")
    assert Decision.objects.get().reason == "insult"


def test_what_was_ruled_on_before_stays_as_it_is(client, mina):
    comment = factories.comment(factories.published(), status="approved")
    page = act(client, "mark_as_spam", comment).content.decode()
    comment.refresh_from_db()
    assert comment.is_public
    assert "had been ruled on before" in page


def test_the_text_is_changed_through_the_verb_and_the_old_one_is_kept(client, mina):
    comment = factories.comment(factories.published(), "Before", status="approved")
    client.post(change_url(comment), {"text": "After", "note": "Removed a name", "version": 1})
    comment.refresh_from_db()
    assert (comment.text, comment.text_version) == ("After", 2)
    edit = Decision.objects.get(reason="edited")
    assert (edit.text_before, edit.note, edit.moderator) == ("Before", "Removed a name", mina)
    assert "After" in client.get(comment.article.get_absolute_url()).content.decode()


def test_an_edit_of_an_older_text_is_told_and_kept(client, mina):
    comment = factories.comment(factories.published(), "First")
    comment.edit(by=None, text="Second")
    told = {"text": "Mine", "note": "x", "version": 1}
    page = client.post(change_url(comment), told).content.decode()
    comment.refresh_from_db()
    assert comment.text == "Second"
    assert "Mine" in page
    assert "changed meanwhile" in page


def test_status_and_name_cannot_be_forged(client, mina):
    comment = factories.comment(factories.published(), "Text")
    told = {"text": "Text!", "note": "x", "version": 1, "status": "approved", "name": "Mayor"}
    client.post(change_url(comment), told)
    comment.refresh_from_db()
    assert (comment.status, comment.name) == ("pending", "Rita Reader")


def test_nothing_is_added_or_deleted(client):
    client.force_login(people.chief())
    comment = factories.comment(factories.published())
    assert client.get(reverse("admin:comments_comment_add")).status_code == 403
    assert client.post(f"/admin/comments/comment/{comment.pk}/delete/").status_code == 403
    assert Comment.objects.exists()


@pytest.mark.parametrize("who", [people.stranger, people.editor])
def test_others_see_none(client, who):
    client.force_login(who())
    comment = factories.comment(factories.published(), "Held words")
    assert client.get(reverse(LIST)).status_code in (302, 403)
    assert client.get(change_url(comment)).status_code in (302, 403)


def test_hostile_text_is_escaped_in_the_list(client, mina):
    hostile = "<img src=x onerror=alert(1)>"
    factories.comment(
        factories.published(), hostile, name=hostile, email='a"<script>alert(1)</script>@x.org'
    )
    page = client.get(reverse(LIST)).content.decode()
    assert hostile not in page
    assert "<script>alert" not in page
