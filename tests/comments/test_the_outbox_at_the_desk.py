"""The outbox at the desk: what waits, fails and was sent; to try again, to give up, and no secret."""

from datetime import timedelta

import pytest
from django.core import mail as django_mail
from django.test import Client
from django.utils import timezone

from comments.desk.mail import A_PAGE
from comments.models import Beat
from portal import outbox
from portal.outbox import Mail
from tests import factories, people
from tests.comments.pages import judge
from tests.comments.rows import all_rows
from tests.mails import RITA, Templates, posted

pytestmark = pytest.mark.django_db
URL = "/moderation/mail/"
NOW = timezone.now()
SECRET = "https://courier.example/comments/confirm/9d1f/"


@pytest.fixture(autouse=True)
def template(monkeypatch):
    template = Templates(monkeypatch)
    template.source = "Subject of {{ name }}\n\n" + SECRET
    return template


@pytest.fixture
def mails():
    """One of each kind, by what became of it."""
    for name in ("waiting", "failing", "given up", "sent", "sent long ago"):
        posted(name, name=name, at=NOW)
    kinds = {
        "failing": {"tries": 2, "error": "TimeoutError: timed out"},
        "given up": {"tries": 8, "given_up_at": NOW, "error": "SMTPRecipientsRefused: 550"},
        "sent": {"tries": 1, "sent_at": NOW},
        "sent long ago": {"tries": 1, "sent_at": NOW - timedelta(days=8)},
    }
    for name, fields in kinds.items():
        Mail.objects.filter(key=name).update(**fields)
    return {mail.key: mail for mail in Mail.objects.all()}


def subjects(page):
    return [word for word in page.words.split("\n") if word.strip().startswith("Subject of")]


@pytest.mark.parametrize(
    ("show", "names"),
    [("waiting", ["waiting"]), ("failed", ["given up", "failing"]), ("sent", ["sent"])],
)
def test_each_list_holds_its_mails(mails, desk, show, names):
    words = judge(desk.get(URL, {"show": show})).words
    for name in mails:
        assert (f"Subject of {name}\n" in words + "\n") or name not in names
        assert (name in names) == any(f"Subject of {name}" == w.strip() for w in words.split("\n"))
    assert "Waiting (1)" in words and "Not sent (2)" in words and "days (1)" in words


def test_what_went_wrong_is_told(mails, desk):
    words = judge(desk.get(URL, {"show": "failed"})).words
    assert "TimeoutError: timed out" in words and "2 tries" in words
    assert "SMTPRecipientsRefused: 550" in words and "given up" in words


@pytest.mark.parametrize("show", ["waiting", "failed", "sent", "", "x", "\x00"])
def test_neither_address_nor_text_is_shown(mails, desk, show):
    response = desk.get(URL, {"show": show})
    page = response.content.decode()
    assert response.status_code == 200
    assert "r…@reader.example" in page
    assert RITA not in page and SECRET not in page and "confirm" not in page
    assert "no-store" in response["Cache-Control"]


def test_a_mail_is_sent_again(mails, desk):
    answer = desk.post(URL, {"show": "failed", "retry": mails["given up"].pk}, follow=True)
    assert "The mail is sent again." in judge(answer).words
    assert answer.redirect_chain == [(f"{URL}?show=failed", 302)]
    mail = Mail.objects.get(key="given up")
    assert (mail.tries, mail.given_up_at) == (0, None)
    outbox.send_due(timezone.now())
    assert "Subject of given up" in [sent.subject for sent in django_mail.outbox]


def test_all_that_failed_are_sent_again(mails, desk):
    answer = desk.post(URL, {"show": "failed", "retry": "all"}, follow=True)
    assert "2 mails are sent again." in judge(answer).words
    assert not Mail.objects.troubled().exists()
    assert Mail.objects.get(key="sent").sent_at == NOW


def test_a_mail_is_given_up(mails, desk):
    desk.post(URL, {"show": "waiting", "give_up": mails["waiting"].pk})
    assert Mail.objects.get(key="waiting").given_up_at
    outbox.send_due(timezone.now())
    assert django_mail.outbox != [] and "Subject of waiting" not in [
        sent.subject for sent in django_mail.outbox
    ]


@pytest.mark.parametrize("deed", ["retry", "give_up"])
def test_what_was_sent_stays_sent(mails, desk, deed):
    before = Mail.objects.filter(key="sent").values().get()
    answer = desk.post(URL, {deed: mails["sent"].pk}, follow=True)
    assert "Nothing was done" in judge(answer).words
    assert Mail.objects.filter(key="sent").values().get() == before


@pytest.mark.parametrize(
    "form",
    [{}, {"retry": ""}, {"retry": "x"}, {"retry": "9" * 40}, {"give_up": "all"}, {"retry": "²"}],
)
def test_what_makes_no_sense_does_nothing(mails, desk, form):
    before = Mail.objects.order_by("pk").values_list()
    before = list(before)
    answer = desk.post(URL, form, follow=True)
    assert "Nothing was done" in judge(answer).words
    assert list(Mail.objects.order_by("pk").values_list()) == before


def test_looking_changes_nothing(mails, desk):
    before = all_rows()
    for show in ("waiting", "failed", "sent"):
        assert desk.get(URL, {"show": show, "retry": "all"}).status_code == 200
    assert all_rows() == before


def test_the_lists_are_paged_in_the_same_number_of_queries(
    desk, django_assert_max_num_queries, django_assert_num_queries
):
    posted("first")
    with django_assert_max_num_queries(12) as few:
        desk.get(URL)
    for number in range(A_PAGE):
        posted(f"deed:{number}")
    with django_assert_num_queries(len(few)):
        page = judge(desk.get(URL))
    assert "Page 1 of 2" in page.words
    assert desk.get(URL, {"page": 3}).status_code == 404


# Who may


@pytest.mark.parametrize("who", [people.stranger, people.editor])
def test_it_is_for_moderators(mails, who):
    client = Client()
    assert client.get(URL).status_code == 302
    client.force_login(who())
    before = all_rows()
    assert client.get(URL).status_code == 403
    assert client.post(URL, {"retry": "all"}).status_code == 403
    assert all_rows() == before


def test_it_is_for_those_who_look_after_all_sections(mails, mina, desk):
    assert URL in judge(desk.get("/moderation/")).links()
    Beat.objects.create(moderator=mina, section=factories.section())
    before = all_rows()
    assert desk.get(URL).status_code == 403
    assert desk.post(URL, {"retry": "all"}).status_code == 403
    assert all_rows() == before
    assert URL not in judge(desk.get("/moderation/")).links()


def test_a_post_needs_the_desks_own_token(mails, mina):
    client = Client(enforce_csrf_checks=True)
    client.force_login(mina)
    assert client.post(URL, {"retry": "all"}).status_code == 403
