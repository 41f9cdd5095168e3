"""What an article said, version by version. Revisions are added, never changed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Revision(models.Model):
    """One version of an article: all that it says, who wrote it, and what was done with it."""

    class Kind(models.TextChoices):
        DRAFT = "draft", _("saved")
        REVIEW = "review", _("sent for review")
        PUBLISHED = "published", _("published")
        UPDATE = "update", _("update")
        CORRECTION = "correction", _("correction")
        CLARIFICATION = "clarification", _("clarification")
        WITHDRAWN = "withdrawn", _("withdrawn")
        REINSTATED = "reinstated", _("reinstated")

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="revisions"
    )
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.DRAFT)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("saved at"))
    minor = models.BooleanField(
        _("minor"), default=False, help_text=_("Does not change the date readers see.")
    )
    note = models.TextField(_("note"), blank=True)
    publish_at = models.DateTimeField(
        _("takes effect"), null=True, blank=True, help_text=_("For a change scheduled ahead.")
    )
    payload = models.JSONField(_("what it says"))

    class Meta:
        ordering = ["article", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="one_revision_a_number")
        ]
        indexes = [
            models.Index(
                fields=["publish_at"],
                name="scheduled_changes",
                condition=models.Q(publish_at__isnull=False),
            )
        ]
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")

    def __str__(self):
        return f"{self.number} {self.get_kind_display()}"


class Correction(models.Model):
    """A dated public note under an article: what was wrong, between which two revisions."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="corrections"
    )
    before = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="corrections")
    clarification = models.BooleanField(_("clarification"), default=False)
    note = models.TextField(_("note"))
    at = models.DateTimeField(_("at"))

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")

    def __str__(self):
        return self.note
