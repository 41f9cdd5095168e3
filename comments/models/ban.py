"""A ban: for a time or for good, with a reason that the banned person is told. Never in the shadow."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.decision import Decision
from portal import outbox

FORGOTTEN = "forgotten"  # stands where a banned machine address stood; no machine has it


class BanQuerySet(models.QuerySet):
    def standing(self, at: datetime):
        """Bans in force: neither over nor lifted."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=at), lifted_at__isnull=True)

    def against(self, commenter=None, browser: uuid.UUID | None = None, address: str = ""):
        """Bans that concern any of these; an address is meant as comments keep it.

        What is not known is nobody's: with nothing given there is no ban.
        """
        concerned = Q(pk__in=[])
        if commenter is not None:
            concerned |= Q(commenter=commenter)
        if browser is not None:
            concerned |= Q(browser=browser)
        if address:
            concerned |= Q(address=address)
        return self.filter(concerned)

    def forget_addresses(self, at: datetime) -> int:
        """Drop the machine addresses of bans that are over, and say of how many."""
        over = self.exclude(address__in=["", FORGOTTEN])
        over = over.filter(Q(until__lte=at) | Q(lifted_at__isnull=False))
        return over.update(address=FORGOTTEN)


class Ban(models.Model):
    """Who may not comment: a commenter, a browser or a machine address; until a moment, or for good."""

    commenter = models.ForeignKey(
        "comments.Commenter", null=True, on_delete=models.CASCADE, related_name="bans"
    )
    browser = models.UUIDField(null=True, db_index=True)
    address = models.CharField(_("machine address"), max_length=60, blank=True, db_index=True)
    reason = models.CharField(_("reason"), max_length=20)  # a Decision.Reason
    note = models.TextField(_("note"), blank=True)  # told to the banned person
    until = models.DateTimeField(_("until"), null=True)  # None: for good
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(_("at"))
    lifted_at = models.DateTimeField(_("lifted"), null=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = BanQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(commenter__isnull=False) | Q(browser__isnull=False) | ~Q(address=""),
                name="a_ban_names_somebody",
            )
        ]

    def __str__(self):
        return f"{self.reason} {self.at:%Y-%m-%d}"

    # Questions

    @property
    def reason_told(self) -> str:
        """The reason in words, for the banned person."""
        return Decision.Reason(self.reason).label

    @property
    def mails(self) -> str:
        """What the outbox calls the mails that this ban causes."""
        return f"ban:{self.pk}"

    def stands(self, at: datetime) -> bool:
        """Whether it is in force: `standing` asked of one ban already at hand."""
        return self.lifted_at is None and (self.until is None or self.until > at)

    # Verbs

    @classmethod
    @transaction.atomic
    def impose(
        cls,
        *,
        by,
        reason: str,
        note: str = "",
        until: datetime | None = None,
        commenter=None,
        browser: uuid.UUID | None = None,
        address: str = "",
        at: datetime | None = None,
    ) -> "Ban | None":
        """Ban one of these, tell a commenter why, and return the ban. None: it stands already.

        A ban of a machine address ends at the latest when addresses are forgotten: the next
        household behind it has done nothing.
        """
        at = at or timezone.now()
        if commenter is not None:
            type(commenter).objects.select_for_update().get(pk=commenter.pk)  # one at a time
        if cls.objects.standing(at).against(commenter, browser, address).exists():
            return None
        if address:
            latest = at + timedelta(days=settings.COMMENTS_KEEP_ADDRESS_DAYS)
            until = min(until or latest, latest)
        ban = cls.objects.create(
            commenter=commenter,
            browser=browser,
            address=address,
            reason=reason,
            note=note,
            until=until,
            by=by,
            at=at,
        )
        ban._tell("banned", at, not_before=at + timedelta(minutes=settings.COMMENTS_UNDO_MINUTES))
        return ban

    @transaction.atomic
    def lift(self, by, at: datetime | None = None) -> bool:
        """End it. Who had been told of it is told of this too."""
        at = at or timezone.now()
        if (
            not type(self)
            .objects.standing(at)
            .filter(pk=self.pk)
            .update(lifted_at=at, lifted_by=by)
        ):
            return False
        self.refresh_from_db(fields=["lifted_at", "lifted_by"])
        if not outbox.cancel(self.mails):
            self._tell("ban_lifted", at, not_before=at)
        return True

    def _tell(self, what: str, at: datetime, not_before: datetime) -> None:
        if self.commenter is None or self.commenter.is_erased:
            return  # whom a browser or a machine belongs to is not known; the form tells them
        outbox.post(
            f"{what}:{self.pk}",
            self.commenter.email,
            what,
            {"ban": self, "appeal": self._appeal()},
            about=self.mails,
            not_before=not_before,
            at=at,
        )

    def _appeal(self) -> str:
        """Where the ban can be appealed, as a whole address."""
        from comments.law.appeals import address_of_ban  # which knows the models

        return address_of_ban(self)
