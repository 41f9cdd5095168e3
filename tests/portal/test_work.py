"""What a running site does by itself: `manage.py work` sends mails and does chores, and ends in peace."""

import os
import signal
from datetime import timedelta

import pytest
from django.core import mail as django_mail
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import OperationalError
from django.utils import timezone

from portal import outbox, work
from portal.management.commands import work as command
from tests.mails import A_MINUTE, NOW, Templates, posted

AN_HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def chores(monkeypatch):
    """No chores but those of the test."""
    monkeypatch.setattr(work, "chores", [])
    return work.chores


def noting(done, name, every=AN_HOUR, error=None):
    """A chore that notes when it was done, or fails."""

    def deed(at):
        done.append((name, at))
        if error:
            raise error

    deed.__name__ = name
    return work.chore(every)(deed)


# Chores


def test_a_chore_is_done_at_once_and_then_as_often_as_it_says():
    done = []
    noting(done, "often", A_MINUTE)
    noting(done, "seldom", AN_HOUR)
    round_ = work.Round()
    for minutes in (0, 0.5, 1, 1.5, 60):
        round_.do(NOW + minutes * A_MINUTE)
    assert [at - NOW for name, at in done if name == "often"] == [
        0 * A_MINUTE,
        A_MINUTE,
        60 * A_MINUTE,
    ]
    assert [at - NOW for name, at in done if name == "seldom"] == [0 * A_MINUTE, AN_HOUR]


def test_a_chore_that_fails_is_logged_hinders_no_other_and_is_tried_again(caplog):
    done = []
    noting(done, "broken", error=RuntimeError("what nobody thought of"))
    noting(done, "sound")
    round_ = work.Round()
    (failed,) = round_.do(NOW)
    assert failed.endswith(".broken")
    assert [name for name, _ in done] == ["broken", "sound"]
    assert "broken" in caplog.text and "what nobody thought of" in caplog.text
    round_.do(NOW + AN_HOUR)
    assert len(done) == 4


def test_it_ends_between_two_chores_when_it_is_told_to():
    done = []
    noting(done, "one")
    noting(done, "two")
    work.Round().do(NOW, go_on=iter([True, False]).__next__)
    assert [name for name, _ in done] == ["one"]


def test_every_chore_of_the_site_is_harmless_on_an_empty_one_and_twice(db, monkeypatch):
    monkeypatch.undo()
    at = timezone.now()
    assert work.chores
    assert work.Round().do(at) == []
    assert work.Round().do(at) == []


# Once


@pytest.mark.django_db
def test_once_does_all_that_is_due_and_ends(monkeypatch):
    Templates(monkeypatch)
    done = []
    noting(done, "chore")
    for number in range(outbox.A_ROUND + 1):
        posted(f"deed:{number}")
    posted("later", not_before=NOW + AN_HOUR)
    call_command("work", once=True)
    assert len(done) == 1
    assert len(django_mail.outbox) == outbox.A_ROUND + 1


@pytest.mark.django_db
def test_a_chore_may_mail_in_the_same_go(monkeypatch):
    Templates(monkeypatch)
    work.chore(AN_HOUR)(lambda at: posted(at=at))
    call_command("work", once=True)
    assert len(django_mail.outbox) == 1


@pytest.mark.django_db
def test_once_says_what_failed():
    noting([], "broken", error=RuntimeError())
    with pytest.raises(CommandError, match="broken"):
        call_command("work", once=True)


# The loop


@pytest.fixture
def rounds(monkeypatch):
    """Each look into the outbox does the next of these deeds; after the last it is told to end."""
    deeds = []

    def send_due(at, go_on):
        if not deeds:
            os.kill(os.getpid(), signal.SIGTERM)
            return 0
        deed = deeds.pop(0)
        if isinstance(deed, Exception):
            raise deed
        return deed()

    monkeypatch.setattr(outbox, "send_due", send_due)
    monkeypatch.setattr(command, "PAUSE", 0.001)
    monkeypatch.setattr(command.connections, "close_all", lambda: None)
    return deeds


@pytest.mark.django_db
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_when_it_is_told_to(rounds, number):
    before = signal.getsignal(number)
    again = []
    rounds += [lambda: 0, lambda: os.kill(os.getpid(), number), lambda: again.append(1)]
    call_command("work")
    assert again == []
    assert signal.getsignal(number) == before


@pytest.mark.django_db
def test_it_goes_on_while_the_database_is_away(rounds, caplog):
    done = []
    noting(done, "chore")
    rounds += [OperationalError("no such host"), OperationalError("no such host"), lambda: 0]
    call_command("work")
    assert caplog.text.count("The database cannot be used") == 1
    assert caplog.text.count("The database is back") == 1
    assert len(done) == 1  # not while it was away


@pytest.mark.django_db
def test_it_goes_on_after_what_nobody_thought_of(rounds, caplog):
    done = []
    rounds += [RuntimeError("what nobody thought of"), lambda: done.append(1)]
    call_command("work")
    assert done == [1]
    assert "what nobody thought of" in caplog.text


@pytest.mark.django_db
def test_it_ends_when_the_server_beside_it_is_gone(rounds):
    rounds += [lambda: pytest.fail("it went on")]
    call_command("work", beside=os.getpid())  # which is not the parent
    assert len(rounds) == 1
    rounds[:] = []
    call_command("work", beside=os.getppid())
