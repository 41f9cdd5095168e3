"""The desk is for moderators: whoever else comes learns nothing and changes nothing."""

import uuid

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from comments.models import Comment, Decision
from tests import factories, people
from tests.comments.pages import Page
from tests.comments.rows import all_rows

pytestmark = pytest.mark.django_db
METHODS = ["get", "head", "post", "put", "patch", "delete", "options"]
ALLOWED = {
    "queue": "get head",
    "counts": "get head",
    "rule": "post",
    "bulk": "get head post",
    "undo": "post",
    "edit": "get head post",
    "context": "get head",
    "claim": "post",
}


@pytest.fixture
def waiting(article):
    return factories.comment(article, "Xyzzy waits here.", email="plugh@hollow.example")


@pytest.fixture
def ruled(article, mina):
    comment = factories.comment(article, "Ruled on.")
    comment.approve(by=mina, batch=uuid.UUID(int=7))
    return comment


def urls(waiting):
    return {
        "queue": "/moderation/",
        "rule": "/moderation/rule/",
        "undo": f"/moderation/undo/{uuid.UUID(int=7)}/",
        "edit": f"/moderation/{waiting.pk}/edit/",
        "counts": "/moderation/counts/",
        "bulk": "/moderation/bulk/",
        "context": f"/moderation/{waiting.pk}/context/",
        "claim": f"/moderation/{waiting.pk}/claim/",
    }


def deeds(waiting):
    """A whole form, good for every address of the desk."""
    return {
        "one": f"approve:{waiting.pk}",
        f"seen-{waiting.pk}": "pending:1",
        "text": "Changed.",
        "note": "Because.",
        "version": "1",
    }


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("page", ALLOWED)
def test_nobody_is_sent_to_log_in(waiting, ruled, page, method):
    before = all_rows()
    url = urls(waiting)[page]
    response = getattr(Client(), method)(url, deeds(waiting) if method == "post" else None)
    assert response.status_code == 302
    assert response["Location"].startswith(f"{reverse('admin:login')}?next=/moderation/")
    assert all_rows() == before


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("page", ALLOWED)
@pytest.mark.parametrize("who", [people.stranger, people.editor])
def test_without_the_permission_there_is_nothing(waiting, ruled, who, page, method):
    client = Client()
    client.force_login(who())
    before = all_rows()
    url = urls(waiting)[page]
    response = getattr(client, method)(url, deeds(waiting) if method == "post" else None)
    assert response.status_code == 403
    assert "Xyzzy" not in response.content.decode()
    assert "hollow" not in response.content.decode()
    assert all_rows() == before


@pytest.mark.parametrize("page", ALLOWED)
@pytest.mark.parametrize("who", [people.moderator, people.chief])
def test_moderators_may(waiting, page, who):
    user = who("max")
    factories.comment(waiting.article, "R.").approve(by=user, batch=uuid.UUID(int=7))
    client = Client()
    client.force_login(user)
    for method in METHODS:
        url = urls(waiting)[page]
        response = getattr(client, method)(url, deeds(waiting) if method == "post" else None)
        assert (response.status_code != 405) == (method in ALLOWED[page].split()), method
        assert response.status_code in (200, 302, 405)


@pytest.mark.parametrize("page", ["rule", "undo", "claim"])
def test_looking_never_rules(waiting, ruled, desk, page):
    before = all_rows()
    for query in ("", f"?one=approve:{waiting.pk}&seen-{waiting.pk}=pending:1"):
        assert desk.get(urls(waiting)[page] + query).status_code == 405
        assert desk.head(urls(waiting)[page] + query).status_code == 405
    assert all_rows() == before


def test_looking_at_the_desk_changes_nothing(waiting, ruled, desk):
    before = all_rows()
    for page in ("queue", "edit", "counts", "bulk", "context"):
        assert desk.get(urls(waiting)[page]).status_code == 200
        assert desk.head(urls(waiting)[page]).status_code == 200
    assert all_rows() == before


@pytest.mark.parametrize("page", ["rule", "undo", "edit", "bulk", "claim"])
def test_a_post_without_the_desks_own_token_is_refused(waiting, ruled, mina, page):
    client = Client(enforce_csrf_checks=True)
    client.force_login(mina)
    before = all_rows()
    for headers in ({}, {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}):
        response = client.post(urls(waiting)[page], deeds(waiting), headers=headers)
        assert response.status_code == 403
    assert all_rows() == before


def test_with_it_a_post_is_taken(waiting, mina):
    client = Client(enforce_csrf_checks=True)
    client.force_login(mina)
    token = Page(client.get("/moderation/")).form["csrfmiddlewaretoken"]
    form = deeds(waiting) | {"csrfmiddlewaretoken": token}
    assert client.post("/moderation/rule/", form).status_code == 302
    assert Comment.objects.get(pk=waiting.pk).status == "approved"


def test_a_foreign_origin_is_refused_even_with_the_token(waiting, mina):
    client = Client(enforce_csrf_checks=True)
    client.force_login(mina)
    token = Page(client.get("/moderation/")).form["csrfmiddlewaretoken"]
    form = deeds(waiting) | {"csrfmiddlewaretoken": token}
    evil = {"Origin": "https://evil.example"}
    assert client.post("/moderation/rule/", form, headers=evil).status_code == 403
    assert Comment.objects.get(pk=waiting.pk).status == "pending"


def test_a_moderator_who_left_is_a_stranger(waiting, mina, desk):
    mina.is_active = False
    mina.save()
    assert desk.get("/moderation/").status_code == 302
    mina.is_active = True
    mina.groups.clear()
    mina.save()
    assert desk.get("/moderation/").status_code == 403


def test_no_cache_keeps_the_desk(waiting, desk):
    for url in map(urls(waiting).get, ["queue", "edit", "counts", "bulk", "context"]):
        assert "no-store" in desk.get(url)["Cache-Control"]


def test_the_login_leads_to_the_desk_and_nowhere_else(waiting, mina):
    page = Page(Client().get("/moderation/", follow=True))
    assert page.form["next"] == "/moderation/"
    for evil in (
        "//evil.example/",
        "https://evil.example/",
        "javascript:alert(1)",
        "/\\evil.example",
    ):
        answer = Client().post(
            reverse("admin:login"),
            {"username": "mina", "password": people.PASSWORD, "next": evil},
        )
        assert answer.status_code == 302
        assert "evil" not in answer["Location"]
        assert "javascript" not in answer["Location"]


def test_a_moderator_publishes_nothing(mina):
    for deed in ("publish", "add", "change", "delete"):
        assert not mina.has_perm(f"articles.{deed}_article")
    assert not mina.has_perm("comments.delete_comment")
    assert not mina.has_perm("comments.change_decision")
    assert not mina.has_perm("comments.delete_decision")
    assert not [one for one in mina.get_all_permissions() if one.startswith(("portal.", "auth."))]


def test_an_editor_rules_on_nothing():
    edith = people.editor()
    theirs = {one for one in edith.get_all_permissions() if one.startswith("comments.")}
    assert theirs == {"comments.answer_comment"}


def test_a_moderator_changes_no_article_in_the_admin(article, mina, desk):
    """Whatever pages of the articles the admin has, a moderator's POST changes nothing there."""
    before = all_rows()
    patterns = [model for model in admin.site._registry if model._meta.app_label == "articles"]
    for model in patterns:
        name = f"admin:articles_{model._meta.model_name}"
        row = model._base_manager.first()
        urls = [reverse(f"{name}_add"), reverse(f"{name}_changelist")]
        if row:
            urls += [reverse(f"{name}_{page}", args=[row.pk]) for page in ("change", "delete")]
        for url in urls:
            desk.post(url, {"headline": "Taken over", "action": "delete_selected", "_publish": "1"})
    assert all_rows() == before


def test_the_record_of_rulings_can_be_changed_by_nobody_in_the_admin(waiting, ruled):
    chief = Client()
    chief.force_login(people.chief())
    decision = Decision.objects.get()
    for page in ("change", "delete"):
        url = reverse(f"admin:comments_decision_{page}", args=[decision.pk])
        assert chief.post(url, {"reason": "spam", "post": "yes"}).status_code == 403
    assert Decision.objects.get().reason == ""
