"""Ruling on a comment: approve, reject, spam, confirm, undo, and editing its text.

A ruling binds the status and the text that the moderator saw. If either changed meanwhile, nothing
happens and the verb answers False; so of two moderators one wins, and the other can be told who did.
"""

import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from comments.models.decision import Decision
from comments.models.discussion import Discussion
from portal import markup, outbox


class Ruling:
    """The verbs of a moderator. `self` is the comment as the moderator saw it."""

    def approve(self, by, batch: uuid.UUID | None = None, at: datetime | None = None) -> bool:
        """Let everybody see it."""
        return self._rule(self.Status.APPROVED, by, batch=batch, at=at)

    def reject(
        self,
        by,
        reason: str,
        note: str = "",
        batch: uuid.UUID | None = None,
        at: datetime | None = None,
    ) -> bool:
        """Keep it from the public, for a reason that is recorded."""
        return self._rule(self.Status.REJECTED, by, reason, note, batch, at)

    def mark_as_spam(self, by, batch: uuid.UUID | None = None, at: datetime | None = None) -> bool:
        """Keep it from the public as spam."""
        return self._rule(self.Status.SPAM, by, batch=batch, at=at)

    @transaction.atomic
    def confirm(self, by, batch: uuid.UUID | None = None, at: datetime | None = None) -> bool:
        """Say that one has read what its author's trust let through, and that it stands."""
        return self._mark_read(True, by, Decision.Reason.CONFIRMED, batch, at)

    def undo(self, by, batch: uuid.UUID | None = None, at: datetime | None = None) -> bool:
        """Take the last ruling back: the comment stands as it stood before."""
        last = self.last_deed()
        if last is None or last.status_after != self.status:
            return False
        if (
            last.reason == Decision.Reason.BY_AUTHOR
        ):  # an edit went back to be read: no ruling is left
            return False
        with transaction.atomic():
            if last.reason == Decision.Reason.CONFIRMED:
                undone = self._mark_read(False, by, Decision.Reason.UNDONE, batch, at)
            else:
                undone = self._rule(last.status_before, by, Decision.Reason.UNDONE, "", batch, at)
                self._be_unread_again(last)
            if undone:
                outbox.cancel(last.mails)
        return undone

    def last_deed(self) -> Decision | None:
        """The newest decision that can be undone: a ruling, or a moderator's having read it."""
        ruled = ~Q(status_before=F("status_after")) | Q(reason=Decision.Reason.CONFIRMED)
        return self.decisions.filter(ruled).order_by("-id").first()

    def last_ruling(self) -> Decision | None:
        """The newest decision that changed the status."""
        return self.decisions.exclude(status_before=F("status_after")).order_by("-id").first()

    @transaction.atomic
    def edit(self, by, text: str, note: str = "", at: datetime | None = None) -> bool:
        """Replace the text, as a moderator. The status stays, the earlier ruling is on record."""
        return self._rewrite(by, text, Decision.Reason.EDITED, note, at)

    def _rewrite(self, by, text, reason, note, at) -> bool:
        before = self.text
        if text == before:
            return False
        html = markup.comment_html(text)
        seen = type(self).objects.filter(pk=self.pk, text_version=self.text_version)
        if not seen.filter(erased_at__isnull=True).update(  # what is empty stays empty
            text=text,
            html=html,
            cleaner=markup.COMMENT_CLEANER,
            text_version=F("text_version") + 1,
            **({"unread": False} if by else {}),
        ):
            return False
        self.refresh_from_db()
        self._record(self.status, by, reason, note, None, at, text_before=before)
        return True

    @transaction.atomic
    def _rule(self, status, by, reason="", note="", batch=None, at=None) -> bool:
        before = self.status
        if before == status:
            return False
        seen = type(self).objects.filter(pk=self.pk, status=before, text_version=self.text_version)
        if not seen.update(status=status, **({"unread": False} if by else {})):
            return False
        self.status, self.unread = status, self.unread and not by
        self._record(before, by, reason, note, batch, at)
        return True

    def _mark_read(self, read, by, reason, batch, at) -> bool:
        """Bound to the text that was seen, like a ruling; the status stays."""
        seen = type(self).objects.public().filter(pk=self.pk, text_version=self.text_version)
        if self.status != self.Status.APPROVED or not seen.filter(unread=read).update(
            unread=not read
        ):
            return False
        self.unread = not read
        self._record(self.status, by, reason, "", batch, at)
        return True

    def _be_unread_again(self, undone: Decision) -> None:
        """What trust let through, and nobody had read before the ruling now undone."""
        before = self.decisions.filter(id__lt=undone.pk).order_by("-id").first()
        trusted = before is not None and before.reason == Decision.Reason.TRUSTED
        if trusted and self.status == self.Status.APPROVED:
            type(self).objects.filter(pk=self.pk, status=self.status).update(unread=True)
            self.unread = True

    def _record(self, before, by, reason, note, batch, at, **fields) -> None:
        Decision.record(
            self,
            moderator=by,
            status_before=before,
            status_after=self.status,
            text_version=self.text_version,
            reason=reason,
            note=note,
            batch=batch,
            at=at or timezone.now(),
            **fields,
        )
        Discussion.recount(self.article_id)
