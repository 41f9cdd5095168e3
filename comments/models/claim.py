"""A moderator says: I am at this one. It warns the others, hinders nobody, and ends by itself."""

from django.conf import settings
from django.db import models


class Claim(models.Model):
    comment = models.OneToOneField(
        "comments.Comment", primary_key=True, on_delete=models.CASCADE, related_name="claim"
    )
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    until = models.DateTimeField()

    def __str__(self):
        return f"{self.moderator} {self.until:%H:%M}"
