"""The outbox: every mail is a row, written in the transaction of the deed that it tells of.

Nothing is mailed in a request. `manage.py work` sends what is due; a mail that waits can still be
cancelled with what it was about.

A mail goes out at least once. A worker first claims it for a while, so that no other sends it too; one
that is killed between the mail server's yes and its own note leaves a claim that ends, and then the
mail is sent again, under the same Message-ID.
"""

import logging
import re
import smtplib
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import format_datetime, parseaddr

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email
from django.db import DatabaseError, models
from django.db.models import F, Q
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from portal.plain import one_line

# The waits after each failure; after one more the mail is given up.
WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 120, 240, 360)]
LEASE = timedelta(minutes=10)  # far longer than a mail server may take: EMAIL_TIMEOUT for each step
A_ROUND = 50  # mails over one connection
LONGEST_ERROR = 300
LONGEST_ADDRESS = 254

_ADDRESS = re.compile(r"[^\s<>@,;:'\"()]+@[^\s<>@,;:'\"()]+")
_SECRETS = ("EMAIL_HOST_PASSWORD", "EMAIL_HOST_USER", "SECRET_KEY")

log = logging.getLogger(__name__)


class MailQuerySet(models.QuerySet):
    def waiting(self):
        """Mails that are neither sent nor given up."""
        return self.filter(sent_at__isnull=True, given_up_at__isnull=True)

    def free(self, at: datetime):
        """Mails that no worker is sending."""
        return self.filter(Q(claimed_until__isnull=True) | Q(claimed_until__lte=at))

    def due(self, at: datetime):
        """Mails to be sent now, longest due first."""
        return self.waiting().free(at).filter(not_before__lte=at).order_by("not_before", "id")

    def untried(self):
        """Mails whose time has not come, or comes now."""
        return self.waiting().filter(tries=0)

    def troubled(self):
        """Mails that could not be sent so far, or were given up."""
        trouble = Q(given_up_at__isnull=False) | Q(tries__gt=0)
        return self.filter(trouble, sent_at__isnull=True)

    def retry(self, by, at: datetime) -> int:
        """Send those of them that are troubled once more, from the first try, and say how many."""
        troubled = self.troubled().free(at)
        done = troubled.update(not_before=at, tries=0, given_up_at=None, claimed_until=None)
        if done:
            log.info("%s mails are tried again, by %s.", done, by)
        return done

    def sent(self):
        return self.filter(sent_at__isnull=False)

    def over(self, at: datetime):
        """Mails that were sent or given up so long ago that they need not be kept."""
        long_ago = at - timedelta(days=settings.KEEP_MAIL_DAYS)
        return self.filter(Q(sent_at__lte=long_ago) | Q(given_up_at__lte=long_ago))


class Mail(models.Model):
    """One mail to one address: due, sent, or given up after so many tries."""

    key = models.CharField(max_length=120, unique=True)  # the same deed never mails twice
    about = models.CharField(max_length=60, blank=True, db_index=True)
    to = models.EmailField(_("to"))
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    headers = models.JSONField(default=dict)
    made_at = models.DateTimeField(_("written"))
    not_before = models.DateTimeField(_("not before"))
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    error = models.CharField(_("what went wrong"), max_length=300, blank=True)
    claimed_until = models.DateTimeField(null=True)  # one worker at a time sends it
    sent_at = models.DateTimeField(_("sent"), null=True)
    given_up_at = models.DateTimeField(_("given up"), null=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        app_label = "portal"
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["not_before"],
                condition=Q(sent_at__isnull=True, given_up_at__isnull=True),
                name="mail_to_send",
            ),
            models.Index(fields=["to"], name="mail_to_an_address"),
        ]
        verbose_name = _("mail")
        verbose_name_plural = _("mails")

    def __str__(self):
        return self.subject

    # Questions

    @property
    def masked(self) -> str:
        """Whom it goes to, as much of it as may be shown: r…@example.org."""
        return masked(self.to)

    @property
    def can_be_retried(self) -> bool:
        """A mail that has not been tried yet comes when its time comes, and not before."""
        return self.sent_at is None and (self.given_up_at is not None or self.tries > 0)

    def message(self, at: datetime, connection=None) -> EmailMessage:
        """The mail as it is sent."""
        host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
        name = salted_hmac("portal.outbox", self.key, algorithm="sha256").hexdigest()[:32]
        ours = {
            "Message-ID": f"<{name}@{host}>",
            "Date": format_datetime(at),
            "Auto-Submitted": "auto-generated",
        }
        return EmailMessage(
            self.subject,
            self.text,
            to=[self.to],
            headers=self.headers | ours,
            connection=connection,
        )

    # Verbs

    def claim(self, at: datetime) -> bool:
        """Take it for sending. Of many workers one does."""
        until = at + LEASE
        if not Mail.objects.due(at).filter(pk=self.pk).update(claimed_until=until):
            return False
        self.claimed_until = until
        return True

    def retry(self, by, at: datetime) -> bool:
        """Send it once more, from the first try; a mail that was sent stays so."""
        return bool(Mail.objects.filter(pk=self.pk).retry(by, at))

    def give_up(self, by, at: datetime) -> bool:
        """Send it no more."""
        waits = Mail.objects.waiting().free(at).filter(pk=self.pk)
        if done := waits.update(given_up_at=at, claimed_until=None):
            log.info("Mail %s is given up, by %s.", _unnamed(self.key), by)
        return bool(done)

    def _was_sent(self, at: datetime) -> None:
        # Whatever became of the claim meanwhile: it went out.
        sent = Mail.objects.filter(pk=self.pk, sent_at__isnull=True)
        sent.update(
            sent_at=at, given_up_at=None, claimed_until=None, tries=F("tries") + 1, error=""
        )
        log.info("Sent %s: %s", _unnamed(self.key), _unnamed(self.subject))

    def _failed(self, at: datetime, error: Exception) -> None:
        mine = Mail.objects.waiting().filter(pk=self.pk, claimed_until=self.claimed_until)
        told = {"tries": self.tries + 1, "error": told_of(error), "claimed_until": None}
        hopeless = is_final(error) or self.tries >= len(WAITS)
        when = {"given_up_at": at} if hopeless else {"not_before": at + WAITS[self.tries]}
        mine.update(**told | when)
        then = "it is given up" if hopeless else "it is tried again"
        log.warning("Not sent %s: %s (%s)", _unnamed(self.key), told["error"], then)


def post(
    key: str,
    to: str,
    template: str,
    context: dict,
    *,
    about: str = "",
    not_before: datetime | None = None,
    headers: dict | None = None,
    at: datetime | None = None,
) -> bool:
    """Put a mail into the outbox, within the deed's own transaction. False: it had been put there,
    or its address is none.

    `template` is templates/mail/<template>.txt; its first line is the subject. It is plain text, in
    which nothing is escaped: addresses in it must be whole, and what readers typed goes through the
    tags of `mail`.
    """
    at = at or timezone.now()
    if not _is_one_address(to):
        log.warning("Mail %s is not written: its address is none.", _unnamed(key))
        return False
    with translation.override(settings.LANGUAGE_CODE):
        said = context | {"SITE_NAME": settings.SITE_NAME}
        said = get_template(f"mail/{template}.txt").template.render(Context(said, autoescape=False))
    subject, _, text = said.strip().partition("\n")
    mail = Mail(
        key=key,
        about=about,
        to=to,
        subject=one_line(subject)[:200],
        text=_tidy(text),
        headers={one_line(name): one_line(str(value)) for name, value in (headers or {}).items()},
        made_at=at,
        not_before=not_before or at,
    )
    before = Mail.objects.filter(key=key).exists()
    Mail.objects.bulk_create([mail], ignore_conflicts=True)
    return not before


def cancel(about: str, but: tuple[str, ...] = ()) -> int:
    """Take back the mails about this that are not on their way yet, and say how many.

    Spared are those whose keys begin with one of `but`.
    """
    waiting = Mail.objects.waiting().free(timezone.now()).filter(about=about)
    for beginning in but:
        waiting = waiting.exclude(key__startswith=beginning)
    gone, _ = waiting.delete()
    return gone


def send_due(at: datetime, go_on: Callable[[], bool] = lambda: True) -> int:
    """Send what is due, a round at most, and say how many mails went out.

    Not to be called within a transaction: a claim must be seen by the other workers. A mail server
    that does not answer ends the round.
    """
    began, sent = time.monotonic(), 0
    due = list(Mail.objects.due(at)[:A_ROUND])
    connection = get_connection() if due else None
    try:
        for mail in due:
            now = at + timedelta(seconds=time.monotonic() - began)
            if not go_on():
                break
            if not mail.claim(now):
                continue
            try:
                connection.open()  # once: else each mail would have a connection of its own
                mail.message(now, connection).send()
            except DatabaseError:
                raise
            except Exception as error:
                mail._failed(now, error)
                if is_of_the_server(error):
                    break
            else:
                mail._was_sent(now)
                sent += 1
    finally:
        if connection:
            _close(connection)
    return sent


def is_final(error: Exception) -> bool:
    """Whether trying again is of no use: the address is refused for good, or the mail cannot be one."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(500 <= code < 600 for code, _ in error.recipients.values())
    return isinstance(error, ValueError | TypeError)


def is_of_the_server(error: Exception) -> bool:
    """Whether the next mail would fare no better now."""
    of_the_mail = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError)
    return isinstance(error, OSError) and not isinstance(error, of_the_mail)


def told_of(error: Exception) -> str:
    """What went wrong, short, without addresses and secrets."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        answers = list(error.recipients.values()) or [(0, "")]
        said = " ".join(map(_decoded, answers[0]))
    elif isinstance(error, smtplib.SMTPResponseException):
        said = f"{error.smtp_code} {_decoded(error.smtp_error)}"
    else:
        said = str(error)
    for secret in (getattr(settings, name, "") for name in _SECRETS):
        said = said.replace(secret, "…") if secret else said
    return one_line(f"{type(error).__name__}: {_unnamed(said)}")[:LONGEST_ERROR]


def masked(address: str) -> str:
    """An address that only whoever knows it already can tell: r…@example.org."""
    name, _, host = address.rpartition("@")
    return f"{name[:1]}…@{host}"


def _unnamed(text: str) -> str:
    return _ADDRESS.sub(lambda found: masked(found[0]), text)


def _decoded(said) -> str:
    return said.decode(errors="replace") if isinstance(said, bytes) else str(said)


def _is_one_address(to: str) -> bool:
    try:
        validate_email(to)
    except ValidationError:
        return False
    return len(to) <= LONGEST_ADDRESS


def _tidy(text: str) -> str:
    """Its lines without control characters, and no two empty ones together."""
    lines = [re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", line) for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _close(connection) -> None:
    try:
        connection.close()
    except Exception as error:  # what was sent is sent
        log.warning("The mail server's farewell failed: %s", told_of(error))
