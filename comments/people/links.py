"""Mailed links: each proves that whoever opens it reads the mail of one address.

Anybody can type anybody's address, so what strangers can cause is bounded, in the database: so many
links to one address a day, and so many asked for from one machine an hour. Nothing that the sender
typed stands in such a mail.
"""

import uuid
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.crypto import salted_hmac

from comments.models import Confirmation
from portal import outbox
from portal.feeds.addresses import whole
from portal.outbox import Mail

LASTS = timedelta(hours=48)
LASTS_FOR_DATA = timedelta(hours=24)
AN_ADDRESS_A_DAY = 3
A_MACHINE_AN_HOUR = 10

ROUTES = {
    Confirmation.Purpose.CONFIRM: "comments:confirm",
    Confirmation.Purpose.EXPORT: "comments:export",
    Confirmation.Purpose.ERASE: "comments:erase",
}


@transaction.atomic
def mail_link(
    purpose: str, email: str, at: datetime, *, machine: str, template: str, comment=None
) -> bool:
    """Mail a link that works once. False: nothing was mailed, because a bound was reached."""
    email = email.strip().lower()
    lasts = LASTS if purpose == Confirmation.Purpose.CONFIRM else LASTS_FOR_DATA
    asked = _asked_from(machine, at)
    if machine and Mail.objects.filter(about=asked).count() >= A_MACHINE_AN_HOUR:
        return False
    # The day's first, second, third: of two that ask at once, one finds the number taken.
    today = f"link:{_unread(email, f'{at.astimezone(UTC):%Y-%m-%d}')}:"
    number = Mail.objects.filter(key__startswith=today).count()
    if number >= AN_ADDRESS_A_DAY:
        return False
    link = Confirmation(
        key=uuid.uuid4(),
        purpose=purpose,
        email=email,
        comment=comment,
        made_at=at,
        expires_at=at + lasts,
    )
    context = {"address": whole(reverse(ROUTES[purpose], kwargs={"key": link.key}))}
    context["hours"] = int(lasts.total_seconds() // 3600)
    if not outbox.post(f"{today}{number}", email, template, context, about=asked, at=at):
        return False
    link.save(force_insert=True)
    return True


def _asked_from(machine: str, at: datetime) -> str:
    """What the outbox calls the links that one machine asks for within an hour; it names no machine."""
    return f"asked:{_unread(machine, f'{at.astimezone(UTC):%Y-%m-%d %H}')}"


def _unread(value: str, when: str) -> str:
    """A value as nobody can read it, the same within a day or an hour only."""
    return salted_hmac(f"comments.people.links.{when}", value, algorithm="sha256").hexdigest()[:32]
