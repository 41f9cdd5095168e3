"""The outbox: written with the deed, sent once, tried again, given up, taken back."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail as django_mail
from django.db import transaction
from django.utils import timezone

from portal import outbox
from portal.outbox import Mail
from tests.comments.at_once import at_once
from tests.mails import A_MINUTE, NOW, RITA, Refusing, Templates, posted, refuse_with

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def template(monkeypatch):
    return Templates(monkeypatch)


def stored(mail):
    return Mail.objects.get(pk=mail.pk)


# Writing


def test_the_first_line_is_the_subject_and_nothing_is_escaped():
    mail = posted(name="O'Brien & <Sons>")
    assert mail.subject == "Subject of O'Brien & <Sons>"
    assert mail.text == "Text of O'Brien & <Sons>.\n"
    assert (mail.to, mail.not_before, mail.tries) == (RITA, NOW, 0)


def test_a_deed_mails_once():
    assert outbox.post("deed:1", RITA, "any", {"name": "one"}, at=NOW)
    assert not outbox.post("deed:1", RITA, "any", {"name": "two"}, at=NOW)
    assert [mail.subject for mail in Mail.objects.all()] == ["Subject of one"]


def test_a_deed_that_is_rolled_back_mails_nothing():
    with pytest.raises(RuntimeError), transaction.atomic():
        posted()
        raise RuntimeError
    assert not Mail.objects.exists()
    assert outbox.send_due(NOW) == 0
    assert django_mail.outbox == []


def test_nothing_is_mailed_by_writing_it():
    posted()
    assert django_mail.outbox == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\x0b"])
def test_a_typed_line_end_makes_no_header(end):
    mail = posted(name=f"Rita{end}Bcc: all@hollow.example", headers={"List-Id": f"x{end}Bcc: a"})
    assert outbox.send_due(NOW) == 1
    (sent,) = django_mail.outbox
    message = sent.message()
    assert message["Bcc"] is None
    assert len(mail.subject.splitlines()) == 1
    assert sent.recipients() == [RITA]


@pytest.mark.parametrize(
    "to",
    [
        "",
        "rita",
        "a@b.example, c@d.example",
        "a@b.example\nBcc: c@d.example",
        "Rita <rita@reader.example>",
        f"{'a' * 300}@b.example",
    ],
)
def test_what_is_no_single_address_gets_no_mail(to):
    assert not outbox.post("deed:1", to, "any", {"name": "Rita"}, at=NOW)
    assert not Mail.objects.exists()


def test_what_no_database_takes_is_left_out():
    mail = posted(name="Ri\x00ta\x1b[2J")
    assert "\x00" not in mail.subject + mail.text
    assert "\x1b" not in mail.subject + mail.text


# Sending


def test_what_is_due_is_sent_once():
    mail = posted(headers={"List-Unsubscribe": "<https://x.example/u>"})
    assert outbox.send_due(NOW) == 1
    assert outbox.send_due(NOW + timedelta(days=1)) == 0
    (sent,) = django_mail.outbox
    assert (sent.subject, sent.body, sent.to) == (mail.subject, mail.text, [RITA])
    message = sent.message()
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Unsubscribe"] == "<https://x.example/u>"
    assert message["Date"]
    done = stored(mail)
    assert done.sent_at >= NOW
    assert (done.tries, done.claimed_until) == (1, None)


def test_the_same_mail_has_the_same_message_id_and_another_has_another():
    one, other = posted("deed:1"), posted("deed:2")
    later = NOW + timedelta(days=1)
    assert one.message(NOW).message()["Message-ID"] == one.message(later).message()["Message-ID"]
    assert one.message(NOW).message()["Message-ID"] != other.message(NOW).message()["Message-ID"]
    assert "deed" not in one.message(NOW).message()["Message-ID"]


def test_headers_of_ours_are_not_replaced():
    mail = posted(headers={"Auto-Submitted": "no"})
    assert mail.message(NOW).message()["Auto-Submitted"] == "auto-generated"


def test_a_mail_waits_for_its_time():
    posted(not_before=NOW + A_MINUTE)
    assert outbox.send_due(NOW) == 0
    assert outbox.send_due(NOW + A_MINUTE) == 1


def test_a_mail_that_was_taken_back_is_not_sent():
    posted("decision:7:told", about="decision:7", not_before=NOW + A_MINUTE)
    posted("decision:8:told", about="decision:8")
    assert outbox.cancel("decision:7") == 1
    assert outbox.cancel("decision:7") == 0
    assert outbox.send_due(NOW + A_MINUTE) == 1
    assert outbox.cancel("decision:8") == 0
    assert Mail.objects.get().key == "decision:8:told"


def test_a_mail_on_its_way_is_not_taken_back():
    assert posted(about="decision:7").claim(timezone.now())
    assert outbox.cancel("decision:7") == 0


def test_what_a_killed_worker_left_can_be_taken_back():
    assert posted(about="decision:7").claim(NOW)
    Mail.objects.update(claimed_until=NOW - A_MINUTE)
    assert outbox.cancel("decision:7") == 1


def test_it_ends_between_two_mails_when_it_is_told_to():
    posted("deed:1")
    posted("deed:2")
    assert outbox.send_due(NOW, go_on=iter([True, False]).__next__) == 1
    assert Mail.objects.due(NOW).count() == 1


# The claim


def test_while_one_worker_sends_it_no_other_does():
    mail = posted()
    assert mail.claim(NOW)
    assert not stored(mail).claim(NOW)
    assert outbox.send_due(NOW + outbox.LEASE - A_MINUTE) == 0
    assert django_mail.outbox == []


def test_what_a_killed_worker_left_is_sent_when_its_claim_ends():
    mail = posted()
    mail.claim(NOW)
    assert outbox.send_due(NOW + outbox.LEASE) == 1
    assert stored(mail).sent_at


@pytest.mark.django_db(transaction=True)
def test_many_workers_at_once_send_each_mail_once():
    for number in range(30):
        posted(f"deed:{number}", name=str(number))
    sent = at_once(*[lambda: outbox.send_due(NOW)] * 4)
    assert sum(sent) == 30
    assert sorted(mail.subject for mail in django_mail.outbox) == sorted(
        f"Subject of {number}" for number in range(30)
    )


# When it fails


def test_a_failure_is_tried_again_after_growing_waits_and_then_given_up(settings):
    mail = posted()
    refuse_with(settings, smtplib.SMTPServerDisconnected("gone"))
    at, waits = NOW, []
    for tries in range(1, len(outbox.WAITS) + 1):
        assert outbox.send_due(at) == 0
        now = stored(mail)
        assert (now.tries, now.claimed_until, now.given_up_at) == (tries, None, None)
        waits.append(round((now.not_before - at).total_seconds() / 60))
        outbox.send_due(now.not_before - A_MINUTE / 2)
        assert stored(mail).tries == tries  # not before its time
        at = now.not_before
    assert waits == [1, 5, 15, 60, 120, 240, 360]
    outbox.send_due(at)
    assert stored(mail).given_up_at >= at
    assert stored(mail).tries == Refusing.asked == 8
    outbox.send_due(at + timedelta(days=9))
    assert Refusing.asked == 8


def test_after_a_failure_it_is_sent(settings):
    mail, backend = posted(), settings.EMAIL_BACKEND
    refuse_with(settings, TimeoutError("timed out"))
    outbox.send_due(NOW)
    assert "timed out" in stored(mail).error
    settings.EMAIL_BACKEND = backend
    assert outbox.send_due(NOW + 2 * A_MINUTE) == 1
    assert (stored(mail).error, stored(mail).tries) == ("", 2)


@pytest.mark.parametrize(
    ("error", "given_up"),
    [
        (smtplib.SMTPRecipientsRefused({RITA: (550, b"no such user")}), True),
        (smtplib.SMTPRecipientsRefused({RITA: (450, b"busy, come again")}), False),
        (smtplib.SMTPDataError(554, b"looks like spam"), False),
        (smtplib.SMTPAuthenticationError(535, b"wrong password"), False),
        (ConnectionRefusedError(111, "Connection refused"), False),
        (ValueError("not a header"), True),
        (RuntimeError("what nobody thought of"), False),
    ],
)
def test_only_what_is_hopeless_is_given_up_at_once(settings, error, given_up):
    mail = posted()
    refuse_with(settings, error)
    assert outbox.send_due(NOW) == 0
    assert bool(stored(mail).given_up_at) == given_up
    assert stored(mail).error


def test_one_refused_address_does_not_hinder_the_others(settings):
    posted("deed:1")
    posted("deed:2")
    refuse_with(settings, smtplib.SMTPRecipientsRefused({RITA: (550, b"no such user")}))
    outbox.send_due(NOW)
    assert Refusing.asked == 2


def test_a_server_that_is_away_is_asked_once_a_round(settings):
    posted("deed:1")
    posted("deed:2")
    refuse_with(settings, ConnectionRefusedError(111, "Connection refused"))
    outbox.send_due(NOW)
    assert Refusing.asked == 1
    outbox.send_due(NOW)
    assert Refusing.asked == 2  # the other one
    assert sorted(Mail.objects.values_list("tries", flat=True)) == [1, 1]


def test_what_went_wrong_is_kept_short_and_without_secrets(settings, caplog):
    settings.EMAIL_HOST_PASSWORD = "hunter2hunter2"
    said = f"<{RITA}>: refused\r\nfor hunter2hunter2 " + "x" * 900
    mail = posted("confirm:1", name="Rita")
    refuse_with(settings, smtplib.SMTPDataError(554, said.encode()))
    outbox.send_due(NOW)
    error = stored(mail).error
    assert error.startswith("SMTPDataError: 554 ")
    assert len(error) == 300 and "\n" not in error
    assert "r…@reader.example" in error
    for secret in ("hunter2", RITA):
        assert secret not in error + caplog.text


def test_the_log_tells_subject_and_key_and_no_address(caplog):
    caplog.set_level("INFO")
    posted("reply:4", name=RITA)
    outbox.send_due(NOW)
    assert "Sent reply:4: Subject of r…@reader.example" in caplog.text
    assert RITA not in caplog.text and "Text of" not in caplog.text


# What the desk does with it


def test_a_mail_that_was_given_up_is_tried_from_the_first():
    mail = posted()
    Mail.objects.update(given_up_at=NOW, tries=8, error="gone")
    assert stored(mail).retry(by="mina", at=NOW + A_MINUTE)
    now = stored(mail)
    assert (now.tries, now.given_up_at, now.not_before) == (0, None, NOW + A_MINUTE)
    assert outbox.send_due(NOW + A_MINUTE) == 1
    assert not stored(mail).retry(by="mina", at=NOW + 2 * A_MINUTE)
    assert len(django_mail.outbox) == 1


def test_trying_again_hastens_no_mail_that_waits_for_its_time():
    mail = posted(not_before=NOW + A_MINUTE)
    assert not mail.retry(by="mina", at=NOW)
    assert stored(mail).not_before == NOW + A_MINUTE


def test_a_mail_that_waits_can_be_given_up_and_one_on_its_way_cannot():
    mail, other = posted("deed:1"), posted("deed:2")
    assert mail.give_up(by="mina", at=NOW)
    assert not mail.give_up(by="mina", at=NOW)
    other.claim(NOW)
    assert not other.give_up(by="mina", at=NOW)
    assert outbox.send_due(NOW) == 0


def test_what_was_sent_long_ago_is_over(settings):
    settings.KEEP_MAIL_DAYS = 30
    for number, fields in enumerate(
        [
            {"sent_at": NOW - timedelta(days=30)},
            {"given_up_at": NOW - timedelta(days=31)},
            {"sent_at": NOW - timedelta(days=29)},
            {"not_before": NOW - timedelta(days=99)},
        ]
    ):
        Mail.objects.filter(pk=posted(f"deed:{number}").pk).update(**fields)
    over = Mail.objects.over(NOW).values_list("key", flat=True)
    assert sorted(over) == ["deed:0", "deed:1"]
