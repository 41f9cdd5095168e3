"""What is kept of readers goes when its time is over, not earlier and not later; and readers are told."""

import uuid
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command

from comments.law import retention
from comments.models import (
    Appeal,
    Ban,
    Claim,
    Comment,
    Commenter,
    Confirmation,
    Recommendation,
    Report,
)
from portal import work
from portal.outbox import Mail
from tests import factories, people
from tests.comments.pages import judge
from tests.comments.rows import all_rows

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
HERS = "plugh@hollow.example"


@pytest.fixture(autouse=True)
def periods(settings):
    settings.COMMENTS_APPEAL_DAYS = 184
    settings.KEEP_MAIL_DAYS = 30


@pytest.fixture
def comment(article):
    return factories.comment(article, at=AT - 300 * DAY)


def typed(at, comment):
    fresh = factories.comment(comment.article, at=at, email=HERS)
    return lambda: Comment.objects.get(pk=fresh.pk).email


def commenters_machine(at, comment):
    Comment.objects.filter(pk=comment.pk).update(address="192.0.2.7", address_until=at)
    return lambda: Comment.objects.get().address


def reporters_machine(at, comment):
    fields = {"kind": "breach", "address": "192.0.2.7", "address_until": at, "at": AT}
    Report.objects.create(comment=comment, **fields)
    return lambda: Report.objects.get().address


def recommenders_machine(at, comment):
    fields = {"browser": uuid.uuid4(), "address": "192.0.2.7", "address_until": at, "at": AT}
    Recommendation.objects.create(comment=comment, **fields)
    return lambda: Recommendation.objects.get().address


def banned_machine(at, comment):
    Ban.objects.create(address="192.0.2.7", reason="insult", until=at, at=AT - 5 * DAY)
    return lambda: Ban.objects.filter(address="192.0.2.7").count()


def link(at, comment):
    Confirmation.objects.create(purpose="erase", email=HERS, made_at=at - DAY, expires_at=at)
    return lambda: Confirmation.objects.count()


def used_link(at, comment):
    known = {"made_at": at - DAY, "expires_at": at, "used_at": at - DAY}
    Confirmation.objects.create(purpose="confirm", email=HERS, **known)
    return lambda: Confirmation.objects.count()


def mail(**moment):
    fields = {"key": "deed:1", "to": HERS, "subject": "x", "text": "y"}
    Mail.objects.create(made_at=AT - 99 * DAY, not_before=AT - 99 * DAY, **fields, **moment)
    return lambda: Mail.objects.count()


def reporter(at, comment):
    fields = {"name": "Paula", "email": HERS, "browser": uuid.uuid4(), "at": at - DAY}
    Report.objects.create(comment=comment, kind="illegal", closed_at=at, **fields)

    def kept():
        report = Report.objects.get()
        assert bool(report.name) == bool(report.email) == (report.browser is not None)
        return report.email

    return kept


def appellant(at, comment):
    fields = {"text": "No.", "email": HERS, "at": at - DAY, "decided_at": at}
    Appeal.objects.create(comment=comment, **fields)
    return lambda: Appeal.objects.get().email


def claim(at, comment):
    Claim.objects.create(comment=comment, moderator=people.moderator(), until=at)
    return lambda: Claim.objects.count()


def session(at, comment):
    Session.objects.create(session_key="x", session_data="y", expire_date=at)
    return lambda: Session.objects.count()


# What is stored, and how long before AT its clock must have run for it to be over at AT.
MATRIX = {
    "typed address": (typed, 30 * DAY),
    "commenter's machine": (commenters_machine, 0 * DAY),
    "reporter's machine": (reporters_machine, 0 * DAY),
    "recommender's machine": (recommenders_machine, 0 * DAY),
    "banned machine": (banned_machine, 0 * DAY),
    "link": (link, 7 * DAY),
    "used link": (used_link, 7 * DAY),
    "sent mail": (lambda at, comment: mail(sent_at=at), 30 * DAY),
    "mail given up": (lambda at, comment: mail(given_up_at=at), 30 * DAY),
    "reporter": (reporter, 184 * DAY),
    "appellant": (appellant, 184 * DAY),
    "claim": (claim, 0 * DAY),
    "session": (session, 0 * DAY),
}


@pytest.mark.parametrize("name", MATRIX)
def test_what_is_over_goes_and_what_is_not_stays(comment, name):
    store, lasts = MATRIX[name]
    kept = store(AT - lasts, comment)
    retention.forget(AT - SECOND)
    assert kept(), "it went too early"
    counts = retention.forget(AT)
    assert not kept(), "it stayed too long"
    assert sum(counts.values()) == 1
    before = all_rows()
    assert set(retention.forget(AT + SECOND).values()) == {0}
    assert all_rows() == before


@pytest.mark.parametrize("name", MATRIX)
def test_the_row_of_a_comment_a_report_or_an_appeal_stays(comment, name):
    store, lasts = MATRIX[name]
    store(AT - lasts, comment)
    kinds = [Comment, Report, Appeal, Recommendation, Ban]
    before = [model.objects.count() for model in kinds]
    retention.forget(AT + 1000 * DAY)
    assert [model.objects.count() for model in kinds] == before


def test_what_has_no_end_stays(comment):
    factories.comment(comment.article, "approved", status="approved")
    Commenter.objects.create(email=HERS, name="Rita", confirmed_at=AT - 900 * DAY)
    Ban.objects.create(browser=uuid.uuid4(), reason="insult", at=AT - 900 * DAY)
    mail()  # it still waits
    Report.objects.create(comment=comment, kind="breach", email=HERS, at=AT - 900 * DAY)  # open
    before = all_rows()
    assert set(retention.forget(AT + 900 * DAY).values()) == {0}
    assert all_rows() == before


def test_a_reporter_is_known_while_their_appeal_is_open(comment):
    kept = reporter(AT - 400 * DAY, comment)
    appeal = Appeal.objects.create(report=Report.objects.get(), text="No.", at=AT - 300 * DAY)
    retention.forget(AT)
    assert kept()
    Appeal.objects.filter(pk=appeal.pk).update(decided_at=AT - DAY)
    retention.forget(AT)
    assert not kept()


def test_mails_kept_as_files_go_as_well(settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path
    (tmp_path / "old.eml").touch()
    (tmp_path / "other.txt").touch()
    now = datetime.now(UTC)
    assert retention.forget(now + 29 * DAY)["mails"] == 0
    assert retention.forget(now + 31 * DAY)["mails"] == 1
    assert [file.name for file in tmp_path.iterdir()] == ["other.txt"]


def test_the_command_says_how_much_went(comment):
    link(datetime.now(UTC) - 8 * DAY, comment)
    told = StringIO()
    call_command("retention", stdout=told)
    lines = dict(reversed(line.split(None, 1)) for line in told.getvalue().splitlines())
    assert lines["links"] == "1" and lines["mails"] == "0"
    assert set(lines) == {one.name for one in retention.everything_kept() if one.forget}


def test_the_worker_does_it_every_day():
    (chore,) = [one for one in work.chores if one.name.endswith(".forget_what_is_over")]
    assert chore.every == DAY


# What readers are told


def test_readers_find_the_whole_list(client, settings):
    settings.COMMENTS_KEEP_ADDRESS_DAYS = 17
    page = judge(client.get("/comments/kept/"))
    for one in retention.everything_kept():
        assert one.what in page.words and one.why in page.words and one.how_long in page.words
    assert "17 days" in page.words
    assert len([1 for tag, _ in page.elements if tag == "tr"]) == 1 + len(
        retention.everything_kept()
    )


def test_every_kind_has_a_name_of_its_own():
    names = [one.name for one in retention.everything_kept()]
    assert len(set(names)) == len(names)
