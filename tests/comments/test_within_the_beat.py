"""A moderator with sections of their own sees and changes nothing of others, by whatever way they ask."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from comments.desk.claims import claim_for
from comments.models import Appeal, Beat, Claim, Comment, Report
from tests import factories, people
from tests.comments.rows import all_rows

pytestmark = pytest.mark.django_db
BATCH = uuid.UUID(int=9)
SECRET = "Xyzzy"


@pytest.fixture
def hidden(article):
    """A comment of another section, in every queue there is."""
    comment = factories.comment(
        article, f"{SECRET} waits.", name=f"{SECRET} Smith", address="192.0.2.1"
    )
    comment.hold_for([{"check": "links"}], timezone.now())
    Report.objects.create(comment=comment, kind="breach", at=timezone.now())
    Report.objects.create(comment=comment, kind="illegal", at=timezone.now())
    Appeal.objects.create(comment=comment, text=f"{SECRET} appeals", at=timezone.now())
    other = factories.comment(article, f"{SECRET} is public.", name=f"{SECRET} Smith")
    other.approve(by=people.moderator("mats"), batch=BATCH)
    claim_for(people.moderator("vera"), comment, timezone.now())
    return comment


@pytest.fixture
def sports(hidden):
    """A moderator of sport alone."""
    user = people.moderator("sid")
    Beat.objects.create(moderator=user, section=factories.section("Sport"))
    client = Client()
    client.force_login(user)
    return client


def addresses(comment):
    pk = comment.pk
    queues = ["reported", "notices", "appeals", "held", "unread", "all", "spam", "rejected"]
    return [
        "/moderation/",
        *(f"/moderation/?queue={name}" for name in queues),
        f"/moderation/?sender={pk}",
        f"/moderation/?article={comment.article_id}",
        f"/moderation/bulk/?article={comment.article_id}",
        f"/moderation/bulk/?queue=all&sender={pk}",
        "/moderation/counts/",
        f"/moderation/{pk}/context/",
        f"/moderation/{pk}/edit/",
        reverse("admin:comments_comment_changelist"),
        reverse("admin:comments_comment_change", args=[pk]),
        reverse("admin:comments_decision_changelist"),
    ]


def test_nothing_of_it_is_in_any_page(sports, hidden):
    before = all_rows()
    for address in addresses(hidden):
        page = sports.get(address)
        assert SECRET not in page.content.decode(), address
    for address in (f"/moderation/{hidden.pk}/context/", f"/moderation/{hidden.pk}/edit/"):
        assert sports.get(address).status_code == 404
    assert sports.get("/moderation/counts/").json()["claims"] == {}
    changed = {name for name, rows in all_rows().items() if rows != before[name]}
    assert changed <= {"django_session"}


def test_whoever_looks_after_all_sections_finds_it_there(desk, hidden):
    """So that the test above could fail."""
    found = [one for one in addresses(hidden) if SECRET in desk.get(one).content.decode()]
    assert len(found) > len(addresses(hidden)) / 2


def posts(comment):
    pk = comment.pk
    seen = {f"seen-{pk}": "pending:1"}
    reasons = {f"reason-{pk}": "insult", "reason-ticked": "insult"}
    for ruling in ("approve", "spam", "reject", "confirm"):
        yield "/moderation/rule/", {"one": f"{ruling}:{pk}"} | seen | reasons
        yield "/moderation/rule/", {"ticked": ruling, "chosen": [pk]} | seen | reasons
    yield f"/moderation/undo/{BATCH}/", {}
    yield f"/moderation/{pk}/edit/", {"text": "Taken over.", "note": "x", "version": "1"}
    yield f"/moderation/{pk}/claim/", {}
    change = reverse("admin:comments_comment_change", args=[pk])
    yield change, {"text": "Taken over.", "note": "x", "version": "1"}
    for action in ("approve", "reject", "mark_as_spam"):
        told = {"action": action, "_selected_action": [pk], "reason": "insult"}
        yield reverse("admin:comments_comment_changelist"), told


def test_nothing_is_changed_and_nothing_told(sports, hidden):
    before = all_rows()
    for address, form in posts(hidden):
        answers = [sports.post(address, form, headers=kind) for kind in ({}, AS_SCRIPT)]
        for answer in answers:
            assert SECRET not in answer.content.decode(), (address, form)
        assert SECRET not in sports.get("/moderation/").content.decode(), (address, form)
    after = all_rows()
    changed = {name for name in after if after[name] != before[name]}
    assert changed <= {"django_session"}
    assert Claim.objects.count() == 1


AS_SCRIPT = {"X-Fragment": "ruling"}


def test_the_script_is_told_neither_that_it_was_done_nor_that_it_was_lost(sports, hidden):
    form = {"one": f"approve:{hidden.pk}", f"seen-{hidden.pk}": "pending:1"}
    answer = sports.post("/moderation/rule/", form, headers=AS_SCRIPT).json()
    assert (answer["done"], answer["lost"]) == ([], [])
    nowhere = {"one": "approve:999999", "seen-999999": "pending:1"}
    same = sports.post("/moderation/rule/", nowhere, headers=AS_SCRIPT).json()
    assert answer | {"batch": ""} == same | {"batch": ""}


def test_of_a_batch_over_several_sections_ones_own_part_is_taken_back(sports, hidden, mina):
    sport = factories.published("A derby", section=factories.section("Sport"))
    own = factories.comment(sport, "A goal.")
    for comment in (own, hidden):
        Comment.objects.get(pk=comment.pk).approve(by=mina, batch=BATCH)
    sports.post(f"/moderation/undo/{BATCH}/")
    statuses = [Comment.objects.get(pk=one.pk).status for one in (own, hidden)]
    assert statuses == ["pending", "approved"]


def test_in_the_beat_all_of_it_works(sports):
    sport = factories.published("A derby", section=factories.section("Sport"))
    own = factories.comment(sport, "A goal.")
    assert sports.get(f"/moderation/{own.pk}/context/").status_code == 200
    form = {"one": f"approve:{own.pk}", f"seen-{own.pk}": "pending:1"}
    assert sports.post("/moderation/rule/", form, headers=AS_SCRIPT).json()["done"] == [own.pk]
    page = sports.get(reverse("admin:comments_comment_change", args=[own.pk]))
    assert page.status_code == 200
