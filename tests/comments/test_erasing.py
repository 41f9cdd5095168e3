"""Erasing one person: nothing of their words, name, mail or addresses is left in the database, and
every event is still counted."""

import uuid
from datetime import timedelta

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from comments.law.erasure import erase, forget_fingerprints
from comments.models import (
    Appeal,
    Ban,
    Comment,
    Commenter,
    Confirmation,
    Decision,
    Discussion,
    Erasure,
    Note,
    Recommendation,
    Report,
)
from comments.people import confirming
from comments.people.browser import NAME
from portal.outbox import Mail
from tests import factories, people
from tests.comments.knowing import commenter, knows, links_to, press
from tests.comments.rows import all_rows
from tests.comments.sending import Reader

pytestmark = pytest.mark.django_db
RITA, OTTO = "rita@zzz.example", "otto@example.org"
NOW = timezone.now()
DAY = timedelta(days=1)
BROWSER = uuid.UUID("aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa")
TOKEN = uuid.UUID("bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb")
# Words, name, address, machine address, browser: as they stand in any row.
TRACES = ["zzz", "192.0.2.99", BROWSER.hex[:20], str(BROWSER)[:20], TOKEN.hex[:20]]


def traces():
    """Where in the database something of Rita is left."""
    return [
        (table, row)
        for table, rows in all_rows().items()
        for row in rows
        if any(trace in row.lower() for trace in TRACES)
    ]


@pytest.fixture
def mina():
    return people.moderator()


@pytest.fixture
def rita():
    return commenter(RITA, "Rita Zzzname")


@pytest.fixture
def otto():
    return commenter(OTTO, "Otto Other")


@pytest.fixture
def life(article, rita, otto, mina):
    """All that a reader may leave behind."""
    fields = {
        "commenter": rita,
        "name": "Rita Zzzname",
        "email": RITA,
        "browser": BROWSER,
        "address": "192.0.2.99",
        "address_until": NOW + DAY,
        "wants_replies": True,
        "screening": [{"check": "links", "verdict": "hold", "detail": "zzz.example"}],
    }
    first = factories.comment(article, "A zzzword.", token=TOKEN, **fields)
    first.approve(by=mina)
    first.edit(by=mina, text="A zzzword, edited.", note="It said zzz.")
    answer = factories.comment(
        article, "Indeed.", "approved", parent=first, commenter=otto, wants_replies=True
    )
    back = factories.comment(article, "My zzzanswer.", parent=answer, **fields)
    back.approve(by=mina)
    bad = factories.comment(article, "A zzzinsult.", **fields)
    bad.reject(by=mina, reason="insult", note="You wrote zzzinsult.")
    bad.screening = [{"check": "x", "verdict": "hold", "detail": "zzz"}]
    factories.comment(article, "Typed zzz.", email=RITA.upper(), name="Zzz")
    Note.objects.create(comment=bad, text="zzz again", by=mina, at=NOW)
    Note.objects.create(commenter=rita, text="zzz as ever", by=mina, at=NOW)
    report = {"kind": "illegal", "explanation": "zzz", "name": "Rita Zzzname", "email": RITA}
    Report.objects.create(
        comment=answer, at=NOW, place="zzz", browser=BROWSER, address="192.0.2.99", **report
    )
    Appeal.objects.create(decision=bad.last_ruling(), comment=bad, text="zzz", email=RITA, at=NOW)
    Recommendation.objects.create(comment=answer, browser=BROWSER, address="192.0.2.99", at=NOW)
    confirming.ask(RITA, NOW, machine="192.0.2.99", comment=first)
    confirming.ask(RITA, NOW, machine="192.0.2.99")
    Mail.objects.filter(to=RITA).update(sent_at=NOW)
    LogEntry.objects.create(
        user=mina,
        content_type=ContentType.objects.get_for_model(Comment),
        object_id=str(bad.pk),
        object_repr=str(bad),
        action_flag=CHANGE,
    )
    return first


def test_nothing_of_them_is_left_anywhere(life, rita, mina):
    assert {table for table, _ in traces()} >= {
        "comments_comment",
        "comments_decision",
        "comments_commenter",
        "portal_mail",
        "django_admin_log",
        "comments_recommendation",
    }
    assert erase(rita, by=mina, at=NOW)
    assert traces() == []


def test_typed_in_whatever_case_it_is_the_same_person(life):
    assert erase(" Rita@ZZZ.example ", by=None, at=NOW)
    assert traces() == []


def test_every_event_is_still_counted(life, rita, mina):
    models = [Comment, Decision, Report, Appeal, Recommendation, Ban]
    rulings = list(Decision.objects.values_list("pk", "status_before", "status_after", "reason"))
    before = {model: model.objects.count() for model in models}
    emptied = rita.comments.count() + 1
    row = erase(rita, by=mina, at=NOW)
    assert (row.by, row.comments, row.at) == (mina, emptied, NOW)
    after = {model: model.objects.count() for model in models}
    assert after == before | {Decision: before[Decision] + emptied}
    kept = Decision.objects.exclude(reason="erased")
    assert list(kept.values_list("pk", "status_before", "status_after", "reason")) == rulings
    assert Decision.objects.filter(reason="erased", moderator=mina).count() == emptied


def test_others_keep_what_is_theirs(life, rita, otto):
    erase(rita, by=None, at=NOW)
    answer = Comment.objects.get(text="Indeed.")
    assert answer.commenter == otto and answer.is_public
    assert Commenter.objects.get().email == OTTO


def test_a_stub_stays_where_others_answered(life, rita, article, client):
    erase(rita, by=None, at=NOW)
    page = client.get(reverse("comments:thread", kwargs={"slug": article.slug})).content.decode()
    assert "Indeed." in page and "comment--stub" in page and "zzz" not in page.lower()
    assert client.get(article.get_absolute_url()).status_code == 200


def test_the_counts_are_right(life, rita, article):
    erase(rita, by=None, at=NOW)
    row = Discussion.objects.get(article=article)
    assert row.approved == article.comments.public().count() == 1
    ordinals = article.comments.values("ordinal").annotate(n=Count("pk"))
    assert all(one["n"] == 1 for one in ordinals)


def test_what_others_were_mailed_of_it_is_gone_too(life, rita):
    assert Mail.objects.filter(to=OTTO, text__contains="zzz").exists()
    erase(rita, by=None, at=NOW)
    assert not Mail.objects.filter(text__contains="zzz").exists()


def test_twice_is_harmless(life, rita, mina):
    erase(RITA, by=mina, at=NOW)
    before = all_rows()
    assert erase(RITA, by=mina, at=NOW) is None
    assert all_rows() == before
    assert not life.erase(by=mina, at=NOW)


def test_where_nothing_is_stored_nothing_is_recorded(life):
    before = all_rows()
    assert erase("nobody@example.org", by=None, at=NOW) is None
    assert erase("%", by=None, at=NOW) is None
    assert erase("", by=None, at=NOW) is None
    assert all_rows() == before


def test_no_ruling_brings_it_back(life, rita, mina):
    seen = Comment.objects.get(pk=life.pk)
    erase(rita, by=None, at=NOW)
    assert not seen.reject(by=mina, reason="insult")
    assert not seen.edit(by=mina, text="Back again.")
    now = Comment.objects.get(pk=life.pk)
    now.undo(by=mina)
    assert not Comment.objects.get(pk=life.pk).is_public and traces() == []


def test_anothers_comment_with_the_same_typed_address_is_not_touched(article, rita, otto):
    one = factories.comment(article, "Mine.", email=RITA, commenter=otto)
    erase(rita, by=None, at=NOW)
    one.refresh_from_db()
    assert (one.text, one.erased_at) == ("Mine.", None)


# A ban is not shaken off


def test_a_standing_ban_stays_and_is_known_again(life, rita, mina, reader):
    ban = Ban.objects.create(commenter=rita, reason="insult", note="zzz", at=NOW, until=NOW + DAY)
    erase(rita, by=None, at=NOW)
    assert traces() == []
    assert list(Commenter.objects.known()) == list(Commenter.objects.filter(email=OTTO))
    confirming.ask(RITA, NOW, machine="192.0.2.1")
    link = Confirmation.objects.get(email=RITA)
    again = confirming.confirm(link, NOW)
    assert Ban.objects.standing(NOW).against(commenter=again).get() == ban


def test_with_the_ban_its_fingerprint_goes(life, rita):
    Ban.objects.create(commenter=rita, reason="insult", at=NOW, until=NOW + DAY)
    erase(rita, by=None, at=NOW)
    kept = Commenter.objects.exclude(email=OTTO).get()
    assert forget_fingerprints(NOW) == 0
    assert forget_fingerprints(NOW + DAY) == 1
    assert forget_fingerprints(NOW + DAY) == 0
    assert Commenter.objects.get(pk=kept.pk).email != kept.email


def test_an_ended_ban_is_counted_and_names_nobody(life, rita):
    Ban.objects.create(commenter=rita, reason="insult", at=NOW - 2 * DAY, until=NOW - DAY)
    Ban.objects.create(browser=BROWSER, reason="insult", at=NOW - 2 * DAY, until=NOW - DAY)
    erase(rita, by=None, at=NOW)
    assert Ban.objects.count() == 2 and traces() == []
    confirming.ask(RITA, NOW, machine="192.0.2.1")
    again = confirming.confirm(Confirmation.objects.get(email=RITA), NOW)
    assert not again.bans.exists()


def test_an_old_cookie_knows_nobody(life, rita):
    Ban.objects.create(commenter=rita, reason="insult", at=NOW - 2 * DAY, until=NOW - DAY)
    here = knows(Reader(), rita, BROWSER)
    erase(rita, by=None, at=NOW)
    assert b"Get in again" in here.sees("/comments/known/").content
    assert b"Nothing has been sent" in here.sees("/comments/mine/").content


# By the person themselves


def asks(reader, email=RITA):
    press(reader, "/comments/data/", email=email, deed="erase")
    return links_to(email, "/data/erase/")[-1]


def test_the_person_does_it_by_a_mailed_link(life, rita):
    here = knows(Reader(), rita, BROWSER)
    press(here, "/comments/data/", deed="erase")
    link = links_to(RITA, "/data/erase/")[-1]
    before = all_rows()
    page = here.sees(link)
    assert b"5 comments" not in page.content and b"4 comments are stored" in page.content
    assert all_rows() == before
    answer = press(here, link)
    assert answer.status_code == 200 and b"Your data are erased" in answer.content
    assert answer.cookies[NAME].value == ""
    assert traces() == [] and Erasure.objects.get().by is None
    assert Reader().sees(link).status_code == 410


def test_another_site_cannot(life, reader):
    link = asks(reader)
    before = all_rows()
    assert press(reader, link, headers={"Origin": "https://evil.example"}).status_code == 403
    assert all_rows() == before


def test_a_link_that_is_too_old_erases_nothing(life, reader):
    link = asks(reader)
    Confirmation.objects.filter(purpose="erase").update(expires_at=NOW)
    before = all_rows()
    assert reader.sees(link).status_code == 410
    assert all_rows() == before
