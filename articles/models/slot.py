"""The front page's curated slots: what editors put where. The rest is filled with the latest."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.db.models import Case, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.everywhere import MOST_PLACES, ShownEverywhere, ShownEverywhereQuerySet
from articles.models.moments import within_reach
from portal import edition


def from_the_top() -> list:
    """What orders slots as their places follow each other: zones as they are named below."""
    zones = [When(zone=zone, then=Value(place)) for place, zone in enumerate(Slot.Zone.values)]
    return [Case(*zones), "position", "id"]


class SlotQuerySet(ShownEverywhereQuerySet):
    def running(self, at: datetime | None = None):
        """Slots whose time has come and has not ended."""
        at = at or timezone.now()
        return self.filter(
            Q(starts_at__isnull=True) | Q(starts_at__lte=at),
            Q(ends_at__isnull=True) | Q(ends_at__gt=at),
        )

    def down_the_page(self):
        """In the order in which their places follow each other."""
        return self.order_by(*from_the_top())


class Slot(ShownEverywhere):
    """One article in one place of the front page, for a time."""

    class Zone(models.TextChoices):
        """The places that editors fill, from the top of the page."""

        LEAD = "lead", _("lead")
        SECONDARY = "secondary", _("beside the lead")
        OPINION = "opinion", _("opinion")

    zone = models.CharField(_("zone"), max_length=10, choices=Zone, default=Zone.LEAD)
    position = models.PositiveSmallIntegerField(
        _("position"),
        default=0,
        validators=[MaxValueValidator(MOST_PLACES)],
        help_text=_("Order within the zone, smallest first."),
    )
    article = models.ForeignKey(
        "articles.Article",
        verbose_name=_("article"),
        on_delete=models.CASCADE,
        related_name="slots",
    )
    headline = models.CharField(
        _("headline here"),
        max_length=200,
        blank=True,
        help_text=_("In place of the article’s own."),
    )
    starts_at = models.DateTimeField(_("from"), null=True, blank=True, validators=[within_reach])
    ends_at = models.DateTimeField(_("until"), null=True, blank=True, validators=[within_reach])

    objects = SlotQuerySet.as_manager()

    class Meta:
        ordering = ["zone", "position", "id"]
        verbose_name = _("front page slot")
        verbose_name_plural = _("front page slots")

    def __str__(self):
        return f"{self.get_zone_display()} {self.position}: {self.headline or self.article}"

    def clean(self):
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("It would end before it begins.")})

    @transaction.atomic
    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        edition.mark(self.starts_at, self.ends_at)

    # Questions

    def is_running(self, at: datetime | None = None) -> bool:
        """`running` asked of one slot already at hand."""
        at = at or timezone.now()
        return not (self.starts_at and self.starts_at > at) and not self.is_over(at)

    def is_over(self, at: datetime | None = None) -> bool:
        return self.ends_at is not None and self.ends_at <= (at or timezone.now())

    @property
    def state(self) -> str:
        """What the newsroom calls it now."""
        if self.is_over():
            return _("over")
        return _("now") if self.is_running() else _("coming")
