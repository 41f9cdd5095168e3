"""All that match, or all from one machine or writer: ruled on after a page that says how many they are."""

import re

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from comments.desk import bulk, undoing
from comments.models import Comment, Commenter, Decision
from tests import factories, people
from tests.comments.pages import Page, judge
from tests.comments.rows import all_rows

pytestmark = pytest.mark.django_db
BULK = "/moderation/bulk/"


@pytest.fixture
def waiting(article):
    return [factories.comment(article, f"Number {n}.", name=f"Reader {n}") for n in range(5)]


def form_of(response):
    return next(form for form in reversed(Page(response).forms) if "seen" in form)


def asks(desk, **query):
    return form_of(desk.get(BULK, query))


def statuses():
    return list(Comment.objects.order_by("pk").values_list("status", flat=True))


def undo_address(page):
    return next(
        found["action"] for tag, found in page.elements if "/undo/" in (found.get("action") or "")
    )


def test_the_page_says_how_many_and_does_nothing(waiting, desk):
    before = all_rows()
    page = judge(desk.get(BULK))
    assert "Rule on all these 5 comments" in page.words
    assert "Reader 0" in page.words
    assert all_rows() == before


@pytest.mark.parametrize(
    ("ruling", "after"), [("approve", "approved"), ("spam", "spam"), ("reject", "rejected")]
)
def test_all_are_ruled_on_as_one_batch_and_taken_back_as_one(waiting, desk, mina, ruling, after):
    form = asks(desk) | {"ruling": ruling, "reason": "advertising"}
    page = judge(desk.post(BULK, form, follow=True))
    assert "5 comments were ruled on." in page.words
    assert statuses() == [after] * 5
    assert Decision.objects.values("batch").distinct().count() == 1
    desk.post(undo_address(page))
    assert statuses() == ["pending"] * 5


def test_only_what_matches(waiting, desk):
    desk.post(BULK, asks(desk, words="Number 3") | {"ruling": "approve"})
    assert statuses() == ["pending"] * 3 + ["approved", "pending"]


def test_all_from_one_machine_and_all_of_one_writer(article, desk):
    kim = Commenter.objects.create(email="k@example.org", name="Kim", confirmed_at=timezone.now())
    one = factories.comment(article, "One.", address="192.0.2.1")
    factories.comment(article, "Two.", address="192.0.2.1")
    factories.comment(article, "Three.", commenter=kim)
    factories.comment(article, "Four.")
    desk.post(BULK, asks(desk, sender=one.pk) | {"ruling": "spam"})
    assert statuses() == ["spam", "spam", "pending", "pending"]
    desk.post(BULK, asks(desk, commenter=kim.pk) | {"ruling": "approve"})
    assert statuses() == ["spam", "spam", "approved", "pending"]


def test_what_comes_after_the_page_is_not_among_them(article, waiting, desk):
    form = asks(desk)
    factories.comment(article, "Came later.")
    desk.post(BULK, form | {"ruling": "approve"})
    assert statuses() == ["approved"] * 5 + ["pending"]


def test_what_changed_after_the_page_stays_as_it_is(waiting, desk):
    form = asks(desk)
    mats = people.moderator("mats")
    waiting[0].edit(by=mats, text="Another text.")
    waiting[1].reject(by=mats, reason="insult")
    page = judge(desk.post(BULK, form | {"ruling": "approve"}, follow=True))
    assert "3 comments were ruled on." in page.words
    assert "2 stay as they are" in page.words
    assert statuses() == ["pending", "rejected", "approved", "approved", "approved"]


def test_twice_is_harmless(waiting, desk):
    form = asks(desk) | {"ruling": "approve"}
    desk.post(BULK, form)
    desk.post(BULK, form)
    assert Decision.objects.count() == 5


def test_many_are_done_a_chunk_at_a_time(waiting, desk, monkeypatch):
    monkeypatch.setattr(bulk, "A_CHUNK", 2)
    response = desk.post(BULK, asks(desk) | {"ruling": "reject", "reason": "insult"})
    rounds = 0
    while response.status_code == 200:
        rounds += 1
        assert f"{2 * rounds} of 5 are done." in judge(response).words
        assert statuses().count("rejected") == 2 * rounds
        response = desk.post(BULK, form_of(response))
    assert rounds == 2
    assert statuses() == ["rejected"] * 5
    assert Decision.objects.values("batch", "reason").distinct().count() == 1
    assert "5 comments were ruled on." in judge(desk.get("/moderation/")).words


def test_and_taken_back_a_chunk_at_a_time(waiting, desk, monkeypatch):
    page = judge(desk.post(BULK, asks(desk) | {"ruling": "spam"}, follow=True))
    monkeypatch.setattr(undoing, "A_CHUNK", 2)
    response = desk.post(undo_address(page))
    assert "2 of 5 are done." in judge(response).words
    while response.status_code == 200:
        response = desk.post(undo_address(page))
    assert statuses() == ["pending"] * 5
    assert "5 rulings were taken back." in judge(desk.get("/moderation/")).words


def test_more_than_one_batch_holds_is_told(waiting, desk, monkeypatch):
    monkeypatch.setattr(bulk, "MOST", 3)
    response = desk.get(BULK)
    assert "5 match; these are the first 3." in judge(response).words
    desk.post(BULK, form_of(response) | {"ruling": "approve"})
    assert statuses() == ["approved"] * 3 + ["pending"] * 2


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({}, "choose what to do"),
        ({"ruling": "delete"}, "choose what to do"),
        ({"ruling": "reject"}, "choose a reason"),
        ({"ruling": "reject", "reason": "rule"}, "choose a reason"),
        ({"ruling": "reject", "reason": "other"}, "write the other reason"),
        ({"ruling": "reject", "reason": "illegal", "note": "\u200b"}, "name the law"),
    ],
)
def test_what_is_missing_is_told_and_the_rest_kept(waiting, desk, said, told):
    response = desk.post(BULK, asks(desk) | {"note": "Kept."} | said)
    assert response.status_code == 422 or said.get("note") is None
    if response.status_code == 422:
        assert told in judge(response).words
        assert statuses() == ["pending"] * 5
        desk.post(BULK, form_of(response) | {"ruling": "approve"})
        assert statuses() == ["approved"] * 5


@pytest.mark.parametrize("seen", ["", "x", "\x00", "9" * 9000])
def test_a_page_that_is_not_ours_or_too_old_does_nothing(waiting, desk, seen):
    response = desk.post(BULK, {"seen": seen, "ruling": "approve"})
    assert response["Location"] == BULK
    assert statuses() == ["pending"] * 5


def test_an_hour_later_it_is_asked_anew(waiting, desk, monkeypatch):
    form = asks(desk)
    later = signing.time.time() + 3601
    monkeypatch.setattr(signing.time, "time", lambda: later)
    assert desk.post(BULK, form | {"ruling": "approve"})["Location"] == BULK
    assert statuses() == ["pending"] * 5


def test_one_moderators_page_is_nobody_elses(waiting, desk):
    form = asks(desk)
    other = Client()
    other.force_login(people.moderator("mats"))
    other.post(BULK, form | {"ruling": "approve"})
    assert statuses() == ["pending"] * 5


@pytest.mark.parametrize("start", ["-1", "x", "9" * 30, "3.5", "\x00"])
def test_garbage_in_place_of_the_beginning_breaks_nothing(waiting, desk, start):
    assert desk.post(BULK, asks(desk) | {"ruling": "approve", "start": start}).status_code == 302


@pytest.mark.parametrize("who", [None, people.stranger, people.editor])
def test_strangers_cannot(waiting, who, desk):
    form = asks(desk) | {"ruling": "approve"}
    client = Client()
    if who:
        client.force_login(who())
    before = all_rows()
    for response in (client.get(BULK), client.post(BULK, form)):
        assert response.status_code == (403 if who else 302)
        assert not re.search("Reader 0", response.content.decode())
    assert all_rows() == before


def test_without_the_desks_own_token_nothing_is_done(waiting, mina, desk):
    form = asks(desk) | {"ruling": "approve"}
    client = Client(enforce_csrf_checks=True)
    client.force_login(mina)
    assert client.post(BULK, form | {"csrfmiddlewaretoken": ""}).status_code == 403
    assert statuses() == ["pending"] * 5


def test_the_queue_leads_there_with_its_filters(waiting, desk):
    page = judge(desk.get("/moderation/", {"words": "Number 3", "queue": "all"}))
    assert f"{reverse('moderation:bulk')}?queue=all&words=Number+3" in page.links()
