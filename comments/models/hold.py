"""Which rule held which comment: a row for every finding, so that rules can be judged."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Hold(models.Model):
    """One check's finding on one version of a comment. What weighed stands in `Comment.screening`."""

    comment = models.ForeignKey("comments.Comment", on_delete=models.CASCADE, related_name="holds")
    check_name = models.CharField(_("rule"), max_length=30)
    text_version = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "check_name", "text_version"], name="one_finding_a_check"
            )
        ]
        indexes = [models.Index(fields=["check_name", "at"], name="held_by_a_rule")]

    def __str__(self):
        return self.check_name
