"""What is counted about one article's comments. One derivation, recomputed, never added up."""

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from portal import edition


class Discussion(models.Model):
    """One article's comments in numbers."""

    article = models.OneToOneField(
        "articles.Article", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    approved = models.PositiveIntegerField(_("approved comments"), default=0)
    arrived = models.PositiveIntegerField(_("comments ever"), default=0)
    changed_at = models.DateTimeField(_("last change"), null=True)

    class Meta:
        verbose_name = _("discussion")
        verbose_name_plural = _("discussions")

    def __str__(self):
        return f"{self.article}: {self.approved}"

    @classmethod
    @transaction.atomic
    def next_ordinal(cls, article_id: int) -> int:
        """The place of the next comment in its article's order of arrival, from 1."""
        row = cls._locked(article_id)
        row.arrived += 1
        row.save(update_fields=["arrived"])
        return row.arrived

    @classmethod
    @transaction.atomic
    def recount(cls, article_id: int) -> None:
        """Count again what the public sees of this article's comments, and make a new edition."""
        row = cls._locked(article_id)
        row.approved = Article(pk=article_id).comments.public().count()
        row.changed_at = timezone.now()
        row.save(update_fields=["approved", "changed_at"])
        edition.bump(edition.TALK, edition.thread(article_id))

    @classmethod
    def _locked(cls, article_id: int):
        """The article's row, made on first need, for one transaction at a time."""
        cls.objects.bulk_create([cls(article_id=article_id)], ignore_conflicts=True)
        return cls.objects.select_for_update().get(article_id=article_id)
