"""Ruling on a comment: approve, reject, spam, undo, and editing its text.

A ruling binds the status and the text that the moderator saw. If either changed meanwhile, nothing
happens and the verb answers False; so of two moderators one wins, and the other can be told who did.
"""

import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import F
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

    def undo(self, by, batch: uuid.UUID | None = None, at: datetime | None = None) -> bool:
        """Take the last ruling back: the comment stands as it stood before."""
        last = self.last_ruling()
        if last is None or last.status_after != self.status:
            return False
        with transaction.atomic():
            undone = self._rule(last.status_before, by, Decision.Reason.UNDONE, "", batch, at)
            if undone:
                outbox.cancel(last.mails)
        return undone

    def last_ruling(self) -> Decision | None:
        """The newest decision that changed the status."""
        return self.decisions.exclude(status_before=F("status_after")).order_by("-id").first()

    @transaction.atomic
    def edit(self, by, text: str, note: str = "", at: datetime | None = None) -> bool:
        """Replace the text, as a moderator. The status stays, the earlier ruling is on record."""
        before = self.text
        if text == before:
            return False
        html = markup.comment_html(text)
        seen = type(self).objects.filter(pk=self.pk, text_version=self.text_version)
        if not seen.update(
            text=text,
            html=html,
            cleaner=markup.COMMENT_CLEANER,
            text_version=F("text_version") + 1,
        ):
            return False
        self.refresh_from_db()
        self._record(self.status, by, Decision.Reason.EDITED, note, None, at, text_before=before)
        return True

    @transaction.atomic
    def _rule(self, status, by, reason="", note="", batch=None, at=None) -> bool:
        before = self.status
        if before == status:
            return False
        seen = type(self).objects.filter(pk=self.pk, status=before, text_version=self.text_version)
        if not seen.update(status=status):
            return False
        self.status = status
        self._record(before, by, reason, note, batch, at)
        return True

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
