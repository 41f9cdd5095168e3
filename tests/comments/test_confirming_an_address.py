"""Proving an address: a mailed link, opened without effect, used once by a POST."""

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from comments.models import Comment, Commenter, Confirmation
from comments.people import confirming
from comments.people.browser import NAME, reader_of
from comments.people.links import A_MACHINE_AN_HOUR, AN_ADDRESS_A_DAY
from portal.outbox import Mail
from tests import factories
from tests.comments.at_once import at_once
from tests.comments.knowing import commenter, knows, links_to, press
from tests.comments.pages import Page
from tests.comments.rows import all_rows
from tests.comments.sending import OURS, Reader

pytestmark = pytest.mark.django_db
RITA = "rita@example.org"
HOUR = timedelta(hours=1)


@pytest.fixture
def sent(reader, article, unhurried):
    """Rita's comment, with her address typed beside it."""
    assert reader.writes(article, email="Rita@Example.org").status_code == 303
    return Comment.objects.get()


def test_a_typed_address_is_asked_to_be_proved_by_mail(sent):
    mail = Mail.objects.get()
    assert mail.to == RITA
    (link,) = links_to(RITA)
    assert link == reverse("comments:confirm", args=[Confirmation.objects.get().key])
    assert sent.commenter is None


def test_the_mail_says_nothing_that_the_sender_typed(reader, article):
    reader.writes(article, "Buy gold now", name="Golden Gus", email="victim@example.org")
    mail = Mail.objects.get()
    for typed in ("gold", "Gus", article.headline):
        assert typed.lower() not in (mail.subject + mail.text).lower()


def test_opening_the_link_changes_nothing(sent, reader):
    before = all_rows()
    (link,) = links_to(RITA)
    for one in (reader, Reader("203.0.113.9")):
        answer = one.sees(link)
        assert answer.status_code == 200
        assert NAME not in answer.cookies
        assert "no-store" in answer["Cache-Control"]
    assert all_rows() == before


def test_the_button_proves_it_and_the_browser_is_known(sent, reader):
    (link,) = links_to(RITA)
    answer = press(reader, link, deed="confirm")
    assert answer.status_code == 303
    person = Commenter.objects.get()
    assert (person.email, person.name) == (RITA, "Rita Reader")
    sent.refresh_from_db()
    assert sent.commenter == person
    told = reader.sees(answer["Location"]).content.decode()
    assert "your address is confirmed" in told and "Rita Reader" in told and RITA not in told


def test_another_browser_may_confirm_and_is_the_one_that_is_known(sent, reader):
    phone = Reader("203.0.113.9")
    press(phone, links_to(RITA)[0], deed="confirm")
    assert "Rita Reader" in phone.sees(reverse("comments:known")).content.decode()
    assert "Rita Reader" not in reader.sees(reverse("comments:known")).content.decode()
    assert b"The bridge was overdue." in phone.sees(reverse("comments:mine")).content


def test_a_link_works_once(sent, reader):
    (link,) = links_to(RITA)
    page = reader.sees(link)
    form = {"proof": re.search(r'name="proof" value="([^"]+)"', page.content.decode())[1]}
    assert reader.client.post(link, form, headers=OURS).status_code == 303
    before = all_rows()
    again = Reader("203.0.113.9").client.post(link, form, headers=OURS)
    assert again.status_code == 410 and NAME not in again.cookies
    assert all_rows() == before
    assert b"you are known in this browser" in reader.sees(link).content


def test_two_presses_at_once_are_one(sent):
    link, at = Confirmation.objects.get(), timezone.now()
    twin = Confirmation.objects.get()
    assert confirming.confirm(link, at) and confirming.confirm(twin, at) is None
    assert Commenter.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_browsers_at_the_same_moment_one_is_known(reader, article):
    reader.writes(article, email=RITA)
    (link,) = links_to(RITA)
    form = Page(reader.sees(link)).form | {"deed": "confirm"}
    browsers = [Reader(f"203.0.113.{number}").client for number in (1, 2, 3)]
    answers = at_once(*(lambda one=one: one.post(link, form, headers=OURS) for one in browsers))
    assert sorted(answer.status_code for answer in answers) == [303, 410, 410]
    assert Commenter.objects.count() == 1


def test_a_link_is_over_after_two_days_and_a_new_one_can_be_had(sent, reader):
    Confirmation.objects.update(
        made_at=timezone.now() - timedelta(days=3), expires_at=timezone.now() - HOUR
    )
    (link,) = links_to(RITA)
    assert reader.sees(link).status_code == 410
    assert press(reader, link, deed="confirm").status_code == 410
    assert Commenter.objects.count() == 0
    assert b"on its way" in press(reader, link, deed="again").content
    fresh = links_to(RITA)[-1]
    assert fresh != link
    assert press(reader, fresh, deed="confirm").status_code == 303
    sent.refresh_from_db()
    assert sent.commenter.email == RITA


def test_used_and_unknown_links_look_the_same(sent, reader):
    (link,) = links_to(RITA)
    press(Reader("203.0.113.9"), link, deed="confirm")
    stranger = Reader("203.0.113.10")
    used = stranger.sees(link)
    unknown = stranger.sees(reverse("comments:confirm", args=[uuid.uuid4()]))
    assert used.status_code == unknown.status_code == 410
    assert used.content == unknown.content


@pytest.mark.parametrize(
    "headers", [{}, {"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_another_site_cannot_press_it(sent, reader, headers):
    (link,) = links_to(RITA)
    before = all_rows()
    answer = press(reader, link, headers=headers, deed="confirm")
    assert answer.status_code == 403 and NAME not in answer.cookies
    assert all_rows() == before


def test_a_proof_for_another_link_is_refused(sent, reader):
    (link,) = links_to(RITA)
    answer = reader.client.post(link, {"proof": "made up", "deed": "confirm"}, headers=OURS)
    assert answer.status_code == 403 and Commenter.objects.count() == 0


def test_what_the_same_browser_sent_before_with_the_address_is_tied_too(reader, article, unhurried):
    reader.writes(article, "First.", email=RITA)
    reader.writes(article, "Second, in capitals.", email=RITA.upper())
    reader.writes(article, "With another address.", email="other@example.org")
    Reader("203.0.113.9").writes(article, "From elsewhere.", email=RITA)
    factories.comment(article, "Somebody else's by now.", email=RITA, commenter=commenter("b@c.de"))
    press(reader, links_to(RITA)[0], deed="confirm")
    mine = Commenter.objects.get(email=RITA).comments.values_list("text", flat=True)
    assert set(mine) == {"First.", "Second, in capitals."}


def test_who_is_known_keeps_their_name(reader, article):
    person = commenter(name="Rita of the Harbour")
    reader.writes(article, email=RITA, name="R. R.")
    press(reader, links_to(RITA)[0], deed="confirm")
    person.refresh_from_db()
    assert person.name == "Rita of the Harbour" and Commenter.objects.count() == 1


def test_whoever_did_not_send_it_takes_the_address_off(sent, reader):
    (link,) = links_to(RITA)
    owner = Reader("203.0.113.9")
    assert b"taken off" in press(owner, link, deed="disown").content
    sent.refresh_from_db()
    assert (sent.email, sent.commenter, sent.text) == ("", None, "The bridge was overdue.")
    assert owner.sees(link).status_code == 410


# Typing an address gains nothing, and mails to strangers are bounded


def test_typing_somebodys_address_ties_nothing(reader, article):
    commenter()
    reader.writes(article, email=RITA)
    assert Comment.objects.get().commenter is None
    assert "Rita" not in reader.sees(reverse("comments:known")).content.decode()


def test_who_is_known_is_not_asked_again(reader, article):
    knows(reader, commenter(), uuid.uuid4())
    reader.writes(article)
    assert Comment.objects.get().commenter.email == RITA
    assert Mail.objects.count() == 0


def test_spam_makes_nobody_write_to_anybody(reader, article):
    reader.writes(article, email=RITA, website="http://spam.example")
    assert Comment.objects.get().status == "spam"
    assert Mail.objects.count() == 0


def test_one_address_gets_so_many_links_a_day(article):
    at = timezone.now().replace(hour=12)
    for number in range(AN_ADDRESS_A_DAY + 2):
        one = factories.comment(article, f"Number {number}")
        confirming.ask(
            RITA, at + timedelta(seconds=number), machine=f"192.0.2.{number}", comment=one
        )
    assert Mail.objects.filter(to=RITA).count() == AN_ADDRESS_A_DAY
    one = factories.comment(article, "The day after")
    assert confirming.ask(RITA, at + timedelta(days=1), machine="192.0.2.1", comment=one)


def test_one_machine_makes_so_many_links_an_hour(article):
    at = timezone.now().replace(minute=30)
    asked = [
        confirming.ask(
            f"n{number}@example.org",
            at,
            machine="192.0.2.1",
            comment=factories.comment(article, f"Number {number}"),
        )
        for number in range(A_MACHINE_AN_HOUR + 2)
    ]
    assert asked == [True] * A_MACHINE_AN_HOUR + [False] * 2
    one = factories.comment(article, "From elsewhere")
    assert confirming.ask("x@example.org", at, machine="192.0.2.2", comment=one)
    one = factories.comment(article, "An hour later")
    assert confirming.ask("y@example.org", at + HOUR, machine="192.0.2.1", comment=one)


def test_the_outbox_does_not_know_the_machine(article):
    one = factories.comment(article, "Hello")
    confirming.ask(RITA, timezone.now(), machine="192.0.2.77", comment=one)
    assert "192.0.2.77" not in repr(list(Mail.objects.values()))


def test_one_link_is_open_for_a_comment_at_a_time(sent):
    assert not confirming.ask(RITA, timezone.now(), machine="192.0.2.1", comment=sent)


@pytest.mark.parametrize("typed", ["%@example.org", "r_ta@example.org", "rit%"])
def test_wild_cards_match_nobody(reader, article, typed):
    commenter()
    reader.writes(article, email=typed)
    factories.comment(article, "Mine.", email=RITA)
    assert not Comment.objects.typed_with(typed).filter(email=RITA).exists()
    assert not Mail.objects.filter(to=RITA).exists()


def test_a_cookie_names_nobody_who_signed_out_everywhere(rf):
    person, browser = commenter(), uuid.uuid4()
    reader = knows(Reader(), person, browser)
    request = rf.get("/comments/mine/")
    request.COOKIES[NAME] = reader.client.cookies[NAME].value
    assert reader_of(request).commenter == person
    person.sign_out_everywhere()
    assert reader_of(request).commenter is None
