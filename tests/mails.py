"""Mails in tests: a template for one test alone, and mail servers that refuse."""

import smtplib
from datetime import timedelta

from django.core.mail.backends.base import BaseEmailBackend
from django.template import engines
from django.utils import timezone

from portal import outbox

NOW = timezone.now()
A_MINUTE = timedelta(minutes=1)
RITA = "rita@reader.example"


class Templates:
    """Instead of templates/mail/: whatever is asked for is this."""

    def __init__(self, monkeypatch):
        self.source = "Subject of {{ name }}\n\nText of {{ name }}."
        monkeypatch.setattr(outbox, "get_template", lambda name: self._made())

    def _made(self):
        return engines["django"].from_string(self.source)


def posted(key="deed:1", to=RITA, at=NOW, name="Rita", **fields):
    """A mail in the outbox, as it stands there."""
    outbox.post(key, to, "any", {"name": name}, at=at, **fields)
    return outbox.Mail.objects.get(key=key)


class Refusing(BaseEmailBackend):
    """A mail server that answers every mail with `error`."""

    error: Exception = smtplib.SMTPServerDisconnected("gone")
    asked = 0

    def send_messages(self, messages):
        type(self).asked += len(messages)
        raise self.error


def refuse_with(settings, error):
    Refusing.error, Refusing.asked = error, 0
    settings.EMAIL_BACKEND = "tests.mails.Refusing"
