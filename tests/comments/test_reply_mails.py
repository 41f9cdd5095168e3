"""Mail about what became public: to its author who waited, and to whom it answers."""

import uuid
from datetime import timedelta

import pytest
from django.conf import settings as configured
from django.utils import timezone

from comments.models import Comment
from portal.outbox import Mail
from tests import factories, people
from tests.comments.knowing import commenter

pytestmark = pytest.mark.django_db
NOW = timezone.now()
UNDO = timedelta(minutes=configured.COMMENTS_UNDO_MINUTES)
RITA, OTTO = "rita@example.org", "otto@example.org"


@pytest.fixture
def mina():
    return people.moderator()


@pytest.fixture
def rita():
    return commenter()


@pytest.fixture
def otto():
    return commenter(OTTO, "Otto Other")


@pytest.fixture
def asked(article, rita):
    """Rita's public comment, about which she wants to hear."""
    fields = {"commenter": rita, "wants_replies": True, "browser": uuid.uuid4()}
    return factories.comment(article, "A question.", "approved", **fields)


@pytest.fixture
def reply(article, asked, otto):
    """Otto's answer, which waits for a moderator."""
    fields = {"commenter": otto, "name": "Otto Other", "browser": uuid.uuid4()}
    return factories.comment(article, "See www.evil.example for it.", parent=asked, **fields)


def to(address):
    return list(Mail.objects.filter(to=address).order_by("id"))


def test_an_approved_answer_is_mailed_to_whom_it_answers(reply, asked, mina):
    assert reply.approve(by=mina, at=NOW)
    (mail,) = to(RITA)
    assert mail.not_before == NOW + UNDO
    assert mail.about == reply.last_ruling().mails
    assert "> See www[.]evil[.]example for it." in mail.text
    assert "Otto Other" in mail.text and reply.get_absolute_url() in mail.text
    assert OTTO not in mail.text and "Otto" not in mail.subject


def test_it_can_be_stopped_with_one_click(reply, asked, mina):
    reply.approve(by=mina)
    (mail,) = to(RITA)
    address = mail.headers["List-Unsubscribe"]
    assert address.startswith("<http") and address.endswith("/>")
    assert "/comments/unsubscribe/" in address
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address[1:-1] in mail.text


def test_whoever_waited_is_told_that_it_was_approved(reply, mina):
    reply.approve(by=mina, at=NOW)
    (mail,) = to(OTTO)
    assert "approved" in mail.subject and reply.get_absolute_url() in mail.text
    assert mail.not_before == NOW + UNDO and "List-Unsubscribe" in mail.headers
    assert RITA not in mail.text


def test_what_waits_is_told_to_nobody(reply):
    assert Mail.objects.count() == 0


@pytest.mark.parametrize("ruling", ["reject", "mark_as_spam"])
def test_what_is_turned_away_is_told_to_nobody_else(reply, mina, ruling):
    getattr(reply, ruling)(by=mina, **({"reason": "insult"} if ruling == "reject" else {}))
    assert to(RITA) == []


HIDING = {
    "undone": lambda one, mina: one.undo(by=mina),
    "rejected": lambda one, mina: one.reject(by=mina, reason="insult"),
    "spam": lambda one, mina: one.mark_as_spam(by=mina),
    "withdrawn": lambda one, mina: one.withdraw(),
    "reported": lambda one, mina: one.hold_as_reported(at=timezone.now()),
    "erased": lambda one, mina: one.erase(by=None, at=timezone.now()),
}


@pytest.mark.parametrize("hiding", HIDING)
def test_what_is_hidden_while_the_mail_waits_is_not_mailed(reply, mina, hiding):
    reply.approve(by=mina)
    assert to(RITA)
    assert HIDING[hiding](Comment.objects.get(pk=reply.pk), mina)
    assert to(RITA) == []
    assert not any("approved" in mail.subject for mail in to(OTTO))


def test_whose_comment_is_hidden_meanwhile_hears_of_no_answer(reply, asked, mina):
    reply.approve(by=mina)
    Comment.objects.get(pk=asked.pk).reject(by=mina, reason="insult")
    assert not any("answer" in mail.subject for mail in to(RITA))
    assert [mail for mail in to(OTTO) if "approved" in mail.subject]


def test_what_is_shown_again_is_mailed_once(reply, mina):
    for _ in range(2):
        reply.approve(by=mina)
        reply.undo(by=mina)
    reply.approve(by=mina)
    assert len(to(RITA)) == len(to(OTTO)) == 1
    Mail.objects.update(sent_at=timezone.now())
    reply.undo(by=mina)
    reply.approve(by=mina)
    assert len(to(RITA)) == len(to(OTTO)) == 1


def test_an_edit_while_the_mail_waits_changes_the_mail(reply, mina):
    reply.approve(by=mina, at=NOW)
    reply.edit(by=mina, text="See the book for it.", note="no links", at=NOW)
    (mail,) = to(RITA)
    assert "> See the book for it." in mail.text and "evil" not in mail.text
    assert [mail for mail in to(OTTO) if "approved" in mail.subject]


def test_an_edit_later_is_told_to_nobody(reply, mina, rita):
    reply.approve(by=mina, at=NOW)
    Mail.objects.all().delete()  # sent, and no longer kept
    reply.edit(by=mina, text="See the book for it.", note="no links", at=NOW + 2 * UNDO)
    assert to(RITA) == []


def test_what_passed_on_trust_is_mailed_and_its_author_is_told_nothing(article, asked, otto):
    Comment.send(
        article,
        "I pass.",
        parent=asked,
        name="Otto Other",
        commenter=otto,
        token=uuid.uuid4(),
        status="approved",
        unread=True,
        at=NOW,
    )
    (mail,) = to(RITA)
    assert mail.not_before == NOW + UNDO
    assert to(OTTO) == []


def change(row, **fields):
    type(row).objects.filter(pk=row.pk).update(**fields)


@pytest.mark.parametrize(
    "circumstance",
    [
        lambda asked, reply, rita, otto: change(asked, wants_replies=False),
        lambda asked, reply, rita, otto: change(asked, commenter=None, email=RITA),
        lambda asked, reply, rita, otto: rita.mute(),
        lambda asked, reply, rita, otto: change(reply, commenter=rita),
        lambda asked, reply, rita, otto: change(reply, browser=asked.browser, commenter=None),
        lambda asked, reply, rita, otto: asked.withdraw(),
        lambda asked, reply, rita, otto: asked.reject(by=None, reason="insult"),
        lambda asked, reply, rita, otto: change(asked.article, comment_policy="hidden"),
        lambda asked, reply, rita, otto: asked.article.withdraw(by=None, reason="Wrong."),
    ],
    ids=[
        "not asked for",
        "not proved",
        "muted",
        "their own answer",
        "the same browser",
        "withdrawn",
        "rejected",
        "comments hidden",
        "article withdrawn",
    ],
)
def test_nobody_hears_who_should_not(asked, reply, rita, otto, mina, circumstance):
    circumstance(asked, reply, rita, otto)
    Mail.objects.all().delete()
    Comment.objects.get(pk=reply.pk).approve(by=mina)
    assert to(RITA) == [] or reply.pk in rita.comments.values_list("pk", flat=True)
    assert not any("answer" in mail.subject for mail in to(RITA))


def test_an_unproved_address_is_told_nothing(article, mina):
    factories.comment(article, "Hello.", email=RITA, wants_replies=True).approve(by=mina)
    assert Mail.objects.count() == 0


def test_whoever_wants_no_mail_is_not_told_of_approval(reply, otto, mina):
    otto.mute()
    Comment.objects.get(pk=reply.pk).approve(by=mina)
    assert to(OTTO) == []


def test_nobody_is_told_of_old_news(article, asked, otto, mina):
    old = NOW - timedelta(days=configured.KEEP_MAIL_DAYS + 1)
    factories.comment(article, "Long ago.", parent=asked, commenter=otto, at=old).approve(by=mina)
    assert Mail.objects.count() == 0


def test_a_name_in_the_mail_is_no_link_and_no_line_of_its_own(article, asked, mina):
    name = "www.evil.example\n\nDear Rita"
    one = factories.comment(article, "Hi.", parent=asked, name=name)
    one.approve(by=mina)
    (mail,) = to(RITA)
    assert "www.evil" not in mail.text and "\nDear Rita" not in mail.text


def test_what_was_taken_back_while_a_moderator_read_it_is_told_to_nobody(reply, mina):
    seen = Comment.objects.get(pk=reply.pk)
    reply.withdraw(at=NOW)
    seen.approve(by=mina, at=NOW)
    assert Mail.objects.count() == 0


def test_who_wants_no_answers_any_more_when_it_is_approved_gets_none(reply, asked, mina):
    seen = Comment.objects.select_related("parent").get(pk=reply.pk)
    Comment.objects.filter(pk=asked.pk).update(wants_replies=False)
    seen.approve(by=mina, at=NOW)
    assert to(RITA) == []
