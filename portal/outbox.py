"""The outbox: every mail is a row, written in the transaction of the deed that it tells of.

Nothing is mailed in a request. `manage.py work` sends what is due; a mail that waits can still be
cancelled with what it was about.
"""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _


class MailQuerySet(models.QuerySet):
    def waiting(self):
        """Mails that are neither sent nor given up."""
        return self.filter(sent_at__isnull=True, given_up_at__isnull=True)

    def due(self, at: datetime):
        """Mails to be sent now, longest due first."""
        return self.waiting().filter(not_before__lte=at).order_by("not_before", "id")


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
    """Put a mail into the outbox, within the deed's own transaction. False: it had been put there.

    `template` is templates/mail/<template>.txt; its first line is the subject. It is plain text:
    addresses in it must be whole, and what readers typed goes through the tags of `mail`.
    """
    at = at or timezone.now()
    with translation.override(settings.LANGUAGE_CODE):
        said = render_to_string(f"mail/{template}.txt", context | {"SITE_NAME": settings.SITE_NAME})
    subject, _, text = said.strip().partition("\n")
    mail = Mail(
        key=key,
        about=about,
        to=to,
        subject=" ".join(subject.split())[:200],
        text=text.strip() + "\n",
        headers=headers or {},
        made_at=at,
        not_before=not_before or at,
    )
    before = Mail.objects.filter(key=key).exists()
    Mail.objects.bulk_create([mail], ignore_conflicts=True)
    return not before


def cancel(about: str) -> int:
    """Take back the mails about this that are not on their way yet, and say how many."""
    gone, _ = Mail.objects.waiting().filter(about=about, claimed_until__isnull=True).delete()
    return gone
