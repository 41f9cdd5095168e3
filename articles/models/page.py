"""The paper's own pages: about, contact, imprint, privacy, comment rules, terms."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from articles.models.everywhere import MOST_PLACES, ShownEverywhere
from portal.markup import article_body, plain_text

DESCRIPTION = 200  # characters of what machines show under a page's title


class Page(ShownEverywhere):
    """A page that the paper says something of itself on, linked at the foot of every page."""

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=80)
    body = models.TextField(_("body"), blank=True)
    position = models.PositiveSmallIntegerField(
        _("position"),
        default=0,
        validators=[MaxValueValidator(MOST_PLACES)],
        help_text=_("Order at the foot of the page, smallest first."),
    )
    updated_at = models.DateTimeField(_("updated"), default=timezone.now, editable=False)

    class Meta:
        ordering = ["position", "title"]
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("articles:page", kwargs={"slug": self.slug})

    @property
    def beginning(self) -> str:
        """Its first paragraph, or as much of it as a description holds."""
        first, _end, _rest = self.body.partition("</p>")
        return Truncator(plain_text(first)).chars(DESCRIPTION)

    def save(self, *args, **kwargs):
        """Its body is cleaned on every way in."""
        self.body = str(article_body(self.body))
        self.updated_at = timezone.now()
        super().save(*args, **kwargs)
