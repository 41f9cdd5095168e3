"""A complaint against a ruling (DSA, Art. 20), decided by a moderator who did not make that ruling."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Appeal(models.Model):
    """One complaint: by the author of a comment against its removal, or by whoever reported it and was
    told no."""

    decision = models.ForeignKey(
        "comments.Decision", null=True, on_delete=models.PROTECT, related_name="appeals"
    )
    report = models.ForeignKey(
        "comments.Report", null=True, on_delete=models.PROTECT, related_name="appeals"
    )
    ban = models.ForeignKey("comments.Ban", null=True, on_delete=models.PROTECT, related_name="+")
    comment = models.ForeignKey(
        "comments.Comment", null=True, on_delete=models.PROTECT, related_name="appeals"
    )
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    text = models.TextField(_("complaint"))
    email = models.EmailField(_("e-mail for the answer"), blank=True)
    at = models.DateTimeField(_("sent"))

    decided_at = models.DateTimeField(_("decided"), null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    granted = models.BooleanField(_("granted"), null=True)
    answer = models.TextField(_("answer"), blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["decision"], name="one_appeal_a_decision"),
            models.UniqueConstraint(fields=["report"], name="one_appeal_a_report"),
            models.UniqueConstraint(fields=["ban"], name="one_appeal_a_ban"),
        ]
        indexes = [models.Index(fields=["decided_at", "at"], name="appeals_waiting")]
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")

    def __str__(self):
        return f"{self.at:%Y-%m-%d}"
