"""A series: articles that belong together, told in the order of their publication."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models.everywhere import ShownEverywhere


class Series(ShownEverywhere):
    """Articles that are parts of one whole. Which part one is, its publication decides."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    planned = models.PositiveSmallIntegerField(
        _("parts planned"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(999)],
        help_text=_("Printed as “part 2 of 5”. Empty: as many as are published."),
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("series")
        verbose_name_plural = pgettext_lazy("several", "series")

    def __str__(self):
        return self.name
