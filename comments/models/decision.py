"""A ruling on a comment: kept for good, never changed."""

from collections.abc import Callable

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

_hearers: list[Callable[["Decision"], object]] = []


def hears(deed: Callable[["Decision"], object]) -> Callable[["Decision"], object]:
    """Register what follows from a decision: `deed(decision)` is called within its transaction.

    That is for mails and the like, which wait in the outbox; nothing slow may be done there.
    """
    _hearers.append(deed)
    return deed


class Decision(models.Model):
    """One recorded ruling, by a moderator or (without one) by a rule, on one version of the text."""

    class Reason(models.TextChoices):
        NONE = "", _("none given")
        INSULT = "insult", _("insults or harasses somebody")
        OFF_TOPIC = "off_topic", _("not about the article")
        ILLEGAL = "illegal", _("may be illegal")
        PERSONAL_DATA = "personal_data", _("tells private things about somebody")
        ADVERTISING = "advertising", _("advertises")
        OTHER = "other", _("another reason, see the note")
        RULE = "rule", _("a rule of the site")
        EDITED = "edited", _("the text was edited")
        BY_AUTHOR = "by_author", _("its author edited it")
        TRUSTED = "trusted", _("its author is trusted")
        REPORTED = "reported", _("several readers reported it")
        CONFIRMED = "confirmed", _("a moderator read it and let it stand")
        RESTORED = "restored", _("restored after an appeal")
        ERASED = "erased", _("its author had it erased")
        UNDONE = "undone", _("an earlier ruling was undone")

    comment = models.ForeignKey(
        "comments.Comment", on_delete=models.PROTECT, related_name="decisions"
    )
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("moderator"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    status_before = models.CharField(_("before"), max_length=10)
    status_after = models.CharField(_("after"), max_length=10)
    text_version = models.PositiveIntegerField(_("version of the text"))
    reason = models.CharField(_("reason"), max_length=20, choices=Reason, blank=True, default="")
    note = models.TextField(_("note"), blank=True)
    text_before = models.TextField(
        _("text before"), blank=True, help_text=_("What it said until this edit.")
    )
    batch = models.UUIDField(_("batch"), null=True, db_index=True)
    at = models.DateTimeField(_("at"))

    class Meta:
        ordering = ["id"]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")

    def __str__(self):
        return f"{self.status_before} → {self.status_after}"

    @classmethod
    def record(cls, comment, **fields) -> "Decision":
        """Write a ruling down, and tell whoever hears of rulings."""
        decision = cls.objects.create(comment=comment, **fields)
        for hear in _hearers:
            hear(decision)
        return decision

    @property
    def mails(self) -> str:
        """What the outbox calls the mails that this ruling causes."""
        return f"decision:{self.pk}"
