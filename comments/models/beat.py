"""Which sections a moderator looks after, and when they want to be told what waits there."""

from datetime import datetime

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _


class Beat(models.Model):
    """One moderator's section. Whoever has no beat looks after all of them."""

    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("moderator"),
        on_delete=models.CASCADE,
        related_name="beats",
    )
    section = models.ForeignKey(
        "articles.Section",
        verbose_name=_("section"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["moderator", "section"], name="one_beat_a_section")
        ]
        verbose_name = _("beat")
        verbose_name_plural = _("beats")

    def __str__(self):
        return f"{self.moderator}: {self.section}"


class Alert(models.Model):
    """A moderator's wish to be mailed about what waits: in one section, or (none named) in all."""

    class Pace(models.TextChoices):
        AT_ONCE = "at_once", _("at once")
        DAILY = "daily", _("once a day")

    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("moderator"),
        on_delete=models.CASCADE,
        related_name="alerts",
    )
    section = models.ForeignKey(
        "articles.Section",
        verbose_name=_("section"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    pace = models.CharField(_("when"), max_length=10, choices=Pace, default=Pace.DAILY)
    told_until = models.DateTimeField(_("told of what came until"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["moderator", "section"], name="one_alert_a_section"),
            models.UniqueConstraint(
                fields=["moderator"],
                condition=models.Q(section__isnull=True),
                name="one_alert_for_all_sections",
            ),
        ]

    def __str__(self):
        return f"{self.moderator}: {self.pace}"

    @classmethod
    @transaction.atomic
    def choose(cls, moderator, section_id: int | None, pace: str, at: datetime) -> bool:
        """Wish for this pace in a section (None: in all), or with "" for no mail. False: so it was.

        Who wishes for mail is told of what comes from now on.
        """
        wish = cls.objects.filter(moderator=moderator, section_id=section_id)
        if wish.filter(pace=pace).exists():
            return False
        gone, _ = wish.delete()
        if not pace:
            return bool(gone)
        made = cls(moderator=moderator, section_id=section_id, pace=pace, told_until=at)
        cls.objects.bulk_create([made], ignore_conflicts=True)  # of two wishes at once one stands
        return True
