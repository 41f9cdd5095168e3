"""A ban: for a time or for good, with a reason that the banned person is told. Never in the shadow."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Ban(models.Model):
    """Who may not comment: a commenter, a browser or a machine address; until a moment, or for good."""

    commenter = models.ForeignKey(
        "comments.Commenter", null=True, on_delete=models.CASCADE, related_name="bans"
    )
    browser = models.UUIDField(null=True, db_index=True)
    address = models.CharField(_("machine address"), max_length=60, blank=True, db_index=True)
    reason = models.CharField(_("reason"), max_length=20)  # a Decision.Reason
    note = models.TextField(_("note"), blank=True)  # told to the banned person
    until = models.DateTimeField(_("until"), null=True)  # None: for good
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(_("at"))
    lifted_at = models.DateTimeField(_("lifted"), null=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(commenter__isnull=False) | Q(browser__isnull=False) | ~Q(address=""),
                name="a_ban_names_somebody",
            )
        ]

    def __str__(self):
        return f"{self.reason} {self.at:%Y-%m-%d}"
