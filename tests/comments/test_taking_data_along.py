"""Asking for one's data, and the file that comes: everything of one's own, nothing of anybody else's."""

import json
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from comments.law.export import everything_about
from comments.models import Appeal, Ban, Confirmation, Recommendation, Report
from portal.outbox import Mail
from tests import factories, people
from tests.comments.knowing import commenter, knows, links_to, press
from tests.comments.rows import all_rows
from tests.comments.sending import Reader

pytestmark = pytest.mark.django_db
RITA, OTTO = "rita@example.org", "otto@example.org"
DATA = "/comments/data/"
NOW = timezone.now()


@pytest.fixture
def rita():
    return commenter()


@pytest.fixture
def stored(article, rita):
    """Rita's and Otto's comments, reports and all that."""
    mina, otto = people.moderator(), commenter(OTTO, "Otto Other")
    browser = uuid.uuid4()
    fields = {"commenter": rita, "browser": browser, "wants_replies": True}
    asked = factories.comment(article, "Rita's question.", address="192.0.2.1", **fields)
    asked.approve(by=mina)
    asked.edit(by=mina, text="Rita's edited question.", note="Shorter.")
    theirs = factories.comment(
        article, "Otto's answer.", parent=asked, commenter=otto, name="Otto Other", email=OTTO
    )
    theirs.approve(by=mina)
    gone = factories.comment(article, "Rita's insult.", **fields)
    gone.reject(by=mina, reason="insult", note="Be kind.")
    factories.comment(article, "Typed only.", email="RITA@example.org")
    factories.comment(article, "Otto's, with her address.", email=RITA, commenter=otto)
    Report.objects.create(comment=theirs, kind="breach", reason="insult", email=RITA, at=NOW)
    Report.objects.create(comment=asked, kind="breach", explanation="Otto says so.", at=NOW)
    Appeal.objects.create(
        decision=gone.last_ruling(), comment=gone, text="Rita appeals.", email=RITA, at=NOW
    )
    Ban.objects.create(commenter=rita, reason="insult", note="For a day.", at=NOW, by=mina)
    Recommendation.objects.create(comment=theirs, browser=browser, at=NOW)
    return asked


def exported(reader, email=RITA):
    press(reader, DATA, email=email, deed="export")
    (link,) = links_to(email, "/data/copy/")
    return link


def test_opening_the_pages_changes_nothing(stored, reader):
    link = exported(reader)
    before = all_rows()
    for address in (DATA, link):
        answer = Reader("203.0.113.9").sees(address)
        assert answer.status_code == 200 and not answer.cookies
        assert "no-store" in answer["Cache-Control"]
    assert all_rows() == before


def test_the_file_holds_everything_of_ones_own(stored, reader):
    answer = press(reader, exported(reader))
    assert answer.status_code == 200 and answer["Content-Type"] == "application/json"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer["Cache-Control"]
    data = json.loads(answer.content)
    texts = [one["text"] for one in data["comments"]]
    assert texts == ["Rita's edited question.", "Rita's insult.", "Typed only."]
    assert data["comments"][0]["decisions"][1]["text_before"] == "Rita's question."
    assert data["comments"][0]["machine_address"] == "192.0.2.1"
    assert data["comments"][1]["decisions"][0]["note"] == "Be kind."
    assert data["commenter"]["name"] == "Rita Reader"
    assert data["appeals"][0]["text"] == "Rita appeals."
    assert data["bans"][0]["note"] == "For a day."
    assert len(data["reports"]) == len(data["recommendations"]) == 1
    assert any("answer" in one["subject"] for one in data["mails"])


def test_and_nothing_of_anybody_elses(stored):
    said = json.dumps(everything_about(RITA, NOW), default=str, ensure_ascii=False)
    for others in ("Otto", OTTO, "mina", "Otto says so"):
        assert others not in said


def test_the_link_works_once_and_for_a_day(stored, reader):
    link = exported(reader)
    assert press(reader, link).status_code == 200
    assert reader.sees(link).status_code == 410
    Confirmation.objects.update(used_at=None, expires_at=NOW - timedelta(seconds=1))
    assert reader.sees(link).status_code == 410
    made = Confirmation.objects.get()
    assert made.expires_at - NOW < timedelta(hours=24)


@pytest.mark.parametrize("deed", ["export", "erase"])
@pytest.mark.parametrize("email", ["nobody@example.org", "rit_@example.org", "%@example.org"])
def test_the_answer_is_the_same_where_nothing_is_stored_and_no_mail_goes(
    stored, reader, deed, email
):
    known = press(reader, DATA, email=RITA, deed=deed)
    before = all_rows()
    unknown = press(reader, DATA, email=email, deed=deed)
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert all_rows() == before


def test_whoever_is_known_need_not_type_it(stored, rita):
    here = knows(Reader(), rita, uuid.uuid4())
    assert RITA.encode() not in here.sees(DATA).content
    press(here, DATA, deed="export")
    assert links_to(RITA, "/data/copy/")


def test_three_links_a_day(stored, reader):
    already = Mail.objects.count()
    for deed in ["export", "erase"] * 3:
        press(reader, DATA, email=RITA, deed=deed)
    assert Mail.objects.count() == already + 3


@pytest.mark.parametrize("typed", ["", "rita", "rita@"])
def test_what_is_no_address_is_refused_kindly(reader, typed):
    answer = press(reader, DATA, email=typed, deed="export")
    assert answer.status_code == 422 and b"like name@example.org" in answer.content


def test_another_site_can_ask_for_nothing(stored, reader):
    link = exported(reader)
    before = all_rows()
    evil = {"Origin": "https://evil.example"}
    assert press(reader, DATA, headers=evil, email=RITA, deed="erase").status_code == 403
    answer = press(reader, link, headers=evil)
    assert answer.status_code == 403 and b"insult" not in answer.content
    assert all_rows() == before


def test_a_link_for_a_copy_erases_nothing(stored, reader):
    link = exported(reader).replace("/copy/", "/erase/")
    assert reader.sees(link).status_code == 410
    assert reader.sees(f"/comments/data/copy/{uuid.uuid4()}/").status_code == 410


def test_the_machine_of_who_only_typed_the_address_is_not_told(article, rita, stored):
    theirs, own = uuid.uuid4(), stored.browser
    slip = {"email": RITA, "browser": theirs, "address": "192.0.2.77"}
    factories.comment(article, "A slip of the pen.", **slip)
    Recommendation.objects.create(comment=stored, browser=theirs, address="192.0.2.77", at=NOW)
    Report.objects.create(comment=stored, kind="breach", email=RITA, address="192.0.2.77", at=NOW)
    said = json.dumps(everything_about(RITA, NOW), default=str)
    assert "A slip of the pen." in said and str(own) in said
    assert "192.0.2.77" not in said and str(theirs) not in said
