"""A complaint against a ruling (DSA, Art. 20), decided by a moderator who did not make that ruling."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from comments.law.addresses import address_of, receipt_address_of
from comments.models.decision import Decision
from portal import outbox
from portal.feeds.addresses import whole


class AppealQuerySet(models.QuerySet):
    def open(self):
        """Appeals that nobody has decided yet, oldest first."""
        return self.filter(decided_at__isnull=True).order_by("at", "id")


class Appeal(models.Model):
    """One complaint: by the author of a comment against its removal, or by whoever reported it and was
    told no."""

    decision = models.ForeignKey(
        "comments.Decision", null=True, on_delete=models.PROTECT, related_name="appeals"
    )
    report = models.ForeignKey(
        "comments.Report", null=True, on_delete=models.PROTECT, related_name="appeals"
    )
    ban = models.ForeignKey("comments.Ban", null=True, on_delete=models.PROTECT, related_name="+")
    comment = models.ForeignKey(
        "comments.Comment", null=True, on_delete=models.PROTECT, related_name="appeals"
    )
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    text = models.TextField(_("complaint"))
    email = models.EmailField(_("e-mail for the answer"), blank=True)
    at = models.DateTimeField(_("sent"))

    decided_at = models.DateTimeField(_("decided"), null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    granted = models.BooleanField(_("granted"), null=True)
    answer = models.TextField(_("answer"), blank=True)

    objects = AppealQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["decision"], name="one_appeal_a_decision"),
            models.UniqueConstraint(fields=["report"], name="one_appeal_a_report"),
            models.UniqueConstraint(fields=["ban"], name="one_appeal_a_ban"),
        ]
        indexes = [models.Index(fields=["decided_at", "at"], name="appeals_waiting")]
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")

    def __str__(self):
        return f"{self.at:%Y-%m-%d}"

    # Questions

    @property
    def subject(self):
        """What is complained of: a Decision, a Report that was refused, or a Ban."""
        return self.decision or self.report or self.ban

    @property
    def ruled_by(self) -> int | None:
        """The moderator who made the ruling, by number; None if a rule did."""
        if self.decision:
            return self.decision.moderator_id
        return self.report.closed_by_id if self.report else self.ban.by_id

    def may_be_decided_by(self, moderator) -> bool:
        """Nobody judges an appeal against a ruling of their own, whatever else they may do."""
        return moderator is not None and moderator.pk != self.ruled_by

    # Verbs

    @transaction.atomic
    def decide(
        self,
        by,
        granted: bool,
        answer: str,
        at: datetime,
        *,
        reason: str = "",
        note: str = "",
        seen: str = "",
    ) -> bool:
        """Decide it, once, by a person other than the one who ruled. Granting restores everything.

        `reason` and `note` are what the author is told where a granted appeal takes a comment away.
        `seen` is "status:version" of the comment that the moderator judged. False, and nothing done:
        it was decided already, is no business of theirs, or the comment changed meanwhile.
        """
        if not self.may_be_decided_by(by):
            return False
        comment = None
        if self.comment_id:
            rows = type(self.comment).objects.select_for_update()
            comment = rows.get(pk=self.comment_id)
        if comment and seen and seen != f"{comment.status}:{comment.text_version}":
            return False
        if (
            not type(self)
            .objects.open()
            .filter(pk=self.pk)
            .update(decided_at=at, decided_by=by, granted=granted, answer=answer)
        ):
            return False
        self.refresh_from_db()
        if granted:
            self._put_right(comment, by, reason, note, at)
        self._tell(at)
        return True

    def _put_right(self, comment, by, reason: str, note: str, at: datetime) -> None:
        if self.ban:
            self.ban.lift(by, at)
        elif self.report:
            status = comment.Status
            if comment.status in (status.APPROVED, status.PENDING):
                comment.reject(by, reason or Decision.Reason.ILLEGAL, note, at=at)
            illegal = self.report.Illegal.YES if reason == Decision.Reason.ILLEGAL else ""
            answered = type(self.report).objects.filter(pk=self.report_id)
            answered.update(removed=True, illegal=illegal or self.report.illegal)
        elif self.decision.status_before == self.decision.status_after:
            comment.restore_text(by, self.decision, at)
        elif self._is_what_hides(comment) and not comment.erased_at:
            comment.restore(by, at)

    def _is_what_hides(self, comment) -> bool:
        """Whether it is this very ruling that the comment suffers from: a later one, perhaps of whoever
        judges this appeal, has an appeal of its own."""
        from comments.law.statements import restriction_of  # which knows the models

        return restriction_of(comment) == self.decision

    def _tell(self, at: datetime) -> None:
        to = self.email or self._known_address()
        if not to:
            return
        where = receipt_address_of(self.report) if self.report else address_of(self.subject)
        outbox.post(
            f"appeal:{self.pk}:decided",
            to,
            "appeal_decided",
            {"appeal": self, "where": whole(where)},
            about=f"appeal:{self.pk}",
            at=at,
        )

    def _known_address(self) -> str:
        """The confirmed address of whoever appealed, or the one given with the notice."""
        if self.report:
            return self.report.email
        of = self.ban or self.comment
        known = of and of.commenter and of.commenter.name  # one who was erased has no name
        return of.commenter.email if known else ""
