"""A link that was mailed to an address: it works once, for a while, and only by a POST."""

import uuid
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _


class ConfirmationQuerySet(models.QuerySet):
    def open(self, at: datetime):
        """Links that still work."""
        return self.filter(used_at__isnull=True, expires_at__gt=at)


class Confirmation(models.Model):
    """What somebody who reads this address's mail may do once, until it expires."""

    class Purpose(models.TextChoices):
        CONFIRM = "confirm", _("prove an address")
        EXPORT = "export", _("take one's data along")
        ERASE = "erase", _("have one's data erased")

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purpose = models.CharField(max_length=10, choices=Purpose)
    email = models.EmailField(_("e-mail"))
    comment = models.ForeignKey(
        "comments.Comment", null=True, on_delete=models.CASCADE, related_name="+"
    )  # the one that was sent with the address
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)

    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["email", "made_at"], name="links_to_an_address")]

    def __str__(self):
        return f"{self.purpose} {self.made_at:%Y-%m-%d}"

    def use(self, at: datetime) -> bool:
        """Use the link up. False: it was used already, by whoever was first, or its time is over."""
        return bool(type(self).objects.open(at).filter(pk=self.pk).update(used_at=at))
