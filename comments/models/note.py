"""What moderators tell each other about a comment or a commenter. No reader ever sees it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Note(models.Model):
    comment = models.ForeignKey(
        "comments.Comment", null=True, on_delete=models.CASCADE, related_name="notes"
    )
    commenter = models.ForeignKey(
        "comments.Commenter", null=True, on_delete=models.CASCADE, related_name="notes"
    )
    text = models.TextField(_("note"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(comment__isnull=False) | Q(commenter__isnull=False),
                name="a_note_is_about_something",
            )
        ]

    def __str__(self):
        return self.text[:60]
