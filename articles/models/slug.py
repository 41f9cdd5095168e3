"""Addresses, past and present: one table, unique over all articles."""

from anyascii import anyascii
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

LONGEST = 100


class ArticleSlug(models.Model):
    """A slug that an article has now, or had once and still redirects from."""

    slug = models.SlugField(_("slug"), max_length=LONGEST, unique=True)
    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="slugs")
    current = models.BooleanField(_("current"), default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["article"], condition=models.Q(current=True), name="one_current_slug"
            )
        ]
        verbose_name = _("address")
        verbose_name_plural = _("addresses")

    def __str__(self):
        return self.slug


def slug_from(headline: str) -> str:
    """A slug for any headline in any script; may be empty, when nothing in it can be spelled."""
    return slugify(anyascii(headline))[:LONGEST].strip("-")


def free_slug(wanted: str, article_id: int | None) -> str:
    """The wanted slug, or with the first number behind it that no other article has or had."""
    wanted = slug_from(wanted) or "article"
    others = ArticleSlug.objects.exclude(article_id=article_id)
    taken = set(others.filter(slug__startswith=wanted[:80]).values_list("slug", flat=True))
    slug, number = wanted, 2
    while slug in taken:
        slug, number = f"{wanted[: LONGEST - 6]}-{number}", number + 1
    return slug
