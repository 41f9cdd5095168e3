"""That somebody's data were erased: the event stays, whom it concerned does not."""

from django.conf import settings
from django.db import models


class Erasure(models.Model):
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )  # None: the person themselves, by a mailed link
    comments = models.PositiveIntegerField(default=0)  # how many were emptied

    def __str__(self):
        return f"{self.at:%Y-%m-%d} ({self.comments})"
