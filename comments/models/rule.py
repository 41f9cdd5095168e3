"""What moderators decide about screening: which checks are on and how strict, and the word lists."""

from datetime import datetime

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _


class Rule(models.Model):
    """A moderator's word on one check. A check without a row stands as the settings say."""

    check_name = models.CharField(_("rule"), max_length=30, unique=True)
    on = models.BooleanField(_("on"), default=True)
    limit = models.FloatField(
        _("limit"), null=True, blank=True, help_text=_("Empty: as the site's settings say.")
    )
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    changed_at = models.DateTimeField()

    def __str__(self):
        return self.check_name

    @classmethod
    def switch(cls, check_name: str, on: bool, by, at: datetime) -> bool:
        """Put a check to work, or not. False: so it was already."""
        return cls._change(check_name, by, at, on=on)

    @classmethod
    def set_limit(cls, check_name: str, limit: float | None, by, at: datetime) -> bool:
        """Make a check stricter or milder; None: as the settings say. False: so it was already."""
        return cls._change(check_name, by, at, limit=limit)

    @classmethod
    @transaction.atomic
    def _change(cls, check_name, by, at, **fields) -> bool:
        cls.objects.bulk_create(
            [cls(check_name=check_name, changed_by=by, changed_at=at)], ignore_conflicts=True
        )
        rule = cls.objects.select_for_update().get(check_name=check_name)
        if all(getattr(rule, name) == value for name, value in fields.items()):
            return False
        cls.objects.filter(pk=rule.pk).update(**fields, changed_by=by, changed_at=at)
        return True


class WordList(models.Model):
    """Words, phrases or domains that hold a comment (or make it spam) while the list is on."""

    class Kind(models.TextChoices):
        WORDS = "words", _("words and phrases")
        DOMAINS = "domains", _("domains that links lead to")

    class Verdict(models.TextChoices):
        HOLD = "hold", _("hold it for a moderator")
        SPAM = "spam", _("set it aside as spam")

    name = models.CharField(_("name"), max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.WORDS)
    verdict = models.CharField(_("what it does"), max_length=10, choices=Verdict, default="hold")
    entries = models.TextField(_("entries"), help_text=_("One on a line."))
    on = models.BooleanField(_("on"), default=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def size(self) -> int:
        """How many entries it has."""
        return len([line for line in self.entries.splitlines() if line.strip()])

    def revise(self, by, at: datetime, **fields) -> bool:
        """Change it, as whoever changes it saw it. False, and nothing done: it changed meanwhile."""
        return self._change(by, at, **fields)

    def switch(self, on: bool, by, at: datetime) -> bool:
        """Put it to work, or not. False: so it was already, or it changed meanwhile."""
        return self.on != on and self._change(by, at, on=on)

    def _change(self, by, at, **fields) -> bool:
        seen = type(self).objects.filter(pk=self.pk, changed_at=self.changed_at)
        if not seen.update(**fields, changed_by=by, changed_at=at):
            return False
        self.refresh_from_db()
        return True


class Scorer(models.Model):
    """What the site's own rulings taught: how much each word weighs. The newest row is used."""

    trained_at = models.DateTimeField(db_index=True)
    weights = models.JSONField(default=dict)
    learned_from = models.PositiveIntegerField(default=0)  # rulings
    agreed = models.FloatField(null=True)  # share of held-back rulings that it foretold, 0 to 1

    def __str__(self):
        return f"{self.trained_at:%Y-%m-%d} ({self.learned_from})"
