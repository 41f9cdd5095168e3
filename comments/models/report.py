"""What readers report: a breach of the rules, or content that they hold to be illegal (DSA, Art. 16)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ReportQuerySet(models.QuerySet):
    def open(self):
        """Reports that nobody has decided yet, oldest first."""
        return self.filter(closed_at__isnull=True).order_by("at", "id")

    def breaches(self):
        """Reports that a comment breaks the rules."""
        return self.filter(kind=Report.Kind.BREACH)

    def notices(self):
        """Notices that a comment is illegal (Art. 16)."""
        return self.filter(kind=Report.Kind.ILLEGAL)


class Report(models.Model):
    """One reader's notice about one version of a comment. Whether it is illegal, and whether the
    comment goes, are two answers."""

    class Kind(models.TextChoices):
        BREACH = "breach", _("breaks the comment rules")
        ILLEGAL = "illegal", _("is illegal")

    class Illegal(models.TextChoices):
        YES = "yes", _("illegal")
        NO = "no", _("not illegal")
        OPEN = "", _("not said")

    comment = models.ForeignKey(
        "comments.Comment", on_delete=models.PROTECT, related_name="reports"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    reason = models.CharField(_("reason"), max_length=20, blank=True)  # a Decision.Reason
    explanation = models.TextField(_("explanation"), blank=True)
    place = models.CharField(_("exact place"), max_length=500, blank=True)
    name = models.CharField(_("name"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    good_faith = models.BooleanField(_("in good faith"), default=False)
    protects_a_child = models.BooleanField(
        _("about the abuse of a child"),
        default=False,
        help_text=_("Then the law waives name and address."),
    )
    text_version = models.PositiveIntegerField(default=1)
    receipt = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    browser = models.UUIDField(null=True)
    address = models.CharField(_("machine address"), max_length=60, blank=True)
    address_until = models.DateTimeField(null=True, db_index=True)
    at = models.DateTimeField(_("sent"))

    closed_at = models.DateTimeField(_("decided"), null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    illegal = models.CharField(_("illegal?"), max_length=5, choices=Illegal, blank=True, default="")
    removed = models.BooleanField(_("removed?"), null=True)
    answer = models.TextField(_("what the reporter is told"), blank=True)
    decision = models.ForeignKey(
        "comments.Decision", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "browser", "kind"],
                condition=Q(closed_at__isnull=True, browser__isnull=False),
                name="one_open_report_a_browser",
            )
        ]
        indexes = [
            models.Index(
                fields=["kind", "at"], condition=Q(closed_at__isnull=True), name="open_reports"
            ),
            models.Index(fields=["address", "at"], name="reported_from"),
        ]
        verbose_name = _("report")
        verbose_name_plural = _("reports")

    def __str__(self):
        return f"{self.kind} {self.at:%Y-%m-%d}"

    @property
    def is_notice(self) -> bool:
        """Whether the law asks for an answer with reasons and a way to complain of it."""
        return self.kind == self.Kind.ILLEGAL

    @property
    def mails(self) -> str:
        """What the outbox calls the mails about this report alone."""
        return f"report:{self.pk}"
