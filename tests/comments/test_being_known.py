"""Who is known in a browser: their name, their mail, signing out; and getting in again elsewhere."""

import uuid

import pytest
from django.urls import reverse

from comments.models import Commenter, Confirmation
from comments.people.browser import NAME
from portal.outbox import Mail
from tests import factories
from tests.comments.knowing import commenter, knows, links_to, press
from tests.comments.rows import all_rows
from tests.comments.sending import OURS, Reader

pytestmark = pytest.mark.django_db
RITA = "rita@example.org"
KNOWN = "/comments/known/"


@pytest.fixture
def rita():
    return commenter()


@pytest.fixture
def here(rita):
    """Rita's browser."""
    return knows(Reader(), rita, uuid.uuid4())


def test_opening_the_page_changes_nothing(here, reader):
    before = all_rows()
    for one, said in ((here, b"Rita Reader"), (reader, b"Get in again")):
        answer = one.sees(KNOWN)
        assert answer.status_code == 200 and said in answer.content
        assert NAME not in answer.cookies and "no-store" in answer["Cache-Control"]
    assert all_rows() == before


def test_the_address_is_not_shown_whole(here):
    assert RITA.encode() not in here.sees(KNOWN).content


def test_a_link_lets_another_browser_in(rita):
    phone = Reader("203.0.113.9")
    assert press(phone, KNOWN, email="RITA@example.org", deed="ask").status_code == 303
    (link,) = links_to(RITA)
    assert press(phone, link, deed="confirm").status_code == 303
    assert b"Rita Reader" in phone.sees(KNOWN).content
    assert Commenter.objects.count() == 1


def test_the_answer_is_the_same_for_an_unknown_address_and_nothing_is_mailed(rita, reader):
    known = press(reader, KNOWN, email=RITA, deed="ask")
    before = all_rows()
    unknown = press(reader, KNOWN, email="nobody@example.org", deed="ask")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert all_rows() == before


def test_asking_again_and_again_mails_three_links_a_day(rita, reader):
    for _ in range(5):
        answer = press(reader, KNOWN, email=RITA, deed="ask")
        assert answer["Location"].endswith("done=mailed")
    assert Mail.objects.count() == Confirmation.objects.count() == 3


@pytest.mark.parametrize("typed", ["", "rita", "rita@", "a" * 300 + "@example.org"])
def test_what_is_no_address_is_refused_kindly(reader, typed):
    answer = press(reader, KNOWN, email=typed, deed="ask")
    assert answer.status_code == 422
    assert b"like name@example.org" in answer.content or b"at most 254" in answer.content


def test_the_name_changes_from_now_on(here, rita, article):
    before = factories.comment(article, "Before.", commenter=rita)
    assert press(here, KNOWN, form=0, deed="rename", name="Rita of the Harbour").status_code == 303
    rita.refresh_from_db()
    before.refresh_from_db()
    assert (rita.name, before.name) == ("Rita of the Harbour", "Rita Reader")


@pytest.mark.parametrize("name", ["", "\u2800", "Moderator", "Аda Lindqvist"])
def test_a_name_that_cannot_be_had_is_refused_and_kept_in_the_form(here, rita, name):
    factories.author()
    answer = press(here, KNOWN, form=0, deed="rename", name=name)
    assert answer.status_code == 422
    assert f'value="{name}"' in answer.content.decode() or not name
    rita.refresh_from_db()
    assert rita.name == "Rita Reader"


def test_all_mail_is_stopped_and_started(here, rita):
    for deed, muted in (("mute", True), ("mute", True), ("unmute", False)):
        press(here, KNOWN, form=1, deed=deed)
        rita.refresh_from_db()
        assert rita.muted is muted


def test_signing_out_here_leaves_other_browsers(here, rita):
    other = knows(Reader(), rita, uuid.uuid4())
    press(here, KNOWN, deed="leave")
    assert b"Rita Reader" not in here.sees(KNOWN).content
    assert b"Rita Reader" in other.sees(KNOWN).content


def test_signing_out_everywhere_leaves_none(here, rita):
    other = knows(Reader(), rita, uuid.uuid4())
    press(here, KNOWN, deed="leave_everywhere")
    assert b"Rita Reader" not in here.sees(KNOWN).content
    assert b"Rita Reader" not in other.sees(KNOWN).content


@pytest.mark.parametrize("deed", ["rename", "mute", "leave", "leave_everywhere", "nonsense", ""])
def test_a_stranger_can_do_none_of_it(rita, reader, deed):
    before = all_rows()
    answer = press(reader, KNOWN, deed=deed, name="Mallory")
    assert answer.status_code == 422
    assert all_rows() == before


@pytest.mark.parametrize("deed", ["rename", "mute", "leave_everywhere"])
def test_another_site_can_do_none_of_it(here, deed):
    before = all_rows()
    answer = press(here, KNOWN, headers={"Origin": "https://evil.example"}, deed=deed, name="Mal")
    assert answer.status_code == 403
    assert all_rows() == before
    if deed == "rename":
        assert b'value="Mal"' in answer.content


def test_without_the_proof_nothing_is_done(here):
    before = all_rows()
    assert here.client.post(KNOWN, {"deed": "mute"}, headers=OURS).status_code == 403
    assert all_rows() == before


def test_the_page_of_ones_comments_leads_here(here):
    assert reverse("comments:known") in here.sees("/comments/mine/").content.decode()
