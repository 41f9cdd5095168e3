"""A reader's "recommend": one for each browser, and one for each machine address while that is kept."""

from django.db import models
from django.db.models import Q


class Recommendation(models.Model):
    comment = models.ForeignKey(
        "comments.Comment", on_delete=models.CASCADE, related_name="recommendations"
    )
    browser = models.UUIDField()
    address = models.CharField(max_length=60, blank=True)  # as counted; dropped like a comment's
    address_until = models.DateTimeField(null=True, db_index=True)
    at = models.DateTimeField()
    counted = models.BooleanField(default=False)  # folded into Comment.recommended

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["comment", "browser"], name="one_a_browser"),
            models.UniqueConstraint(
                fields=["comment", "address"], condition=~Q(address=""), name="one_an_address"
            ),
        ]
        indexes = [
            models.Index(fields=["at"], condition=Q(counted=False), name="not_counted_yet"),
            models.Index(fields=["address", "at"], name="recommended_from"),
        ]

    def __str__(self):
        return f"{self.comment_id}"
