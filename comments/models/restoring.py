"""What reports and appeals do to a comment: hiding it by rule, and giving back what was taken."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from comments.models.decision import Decision


class Restoring:
    """The verbs behind reports and appeals. `self` is the comment as it was seen."""

    @transaction.atomic
    def hold_as_reported(self, at: datetime) -> bool:
        """Hide it until a moderator has looked: so many readers reported it. A rule does this."""
        if not self._rule(self.Status.PENDING, None, Decision.Reason.REPORTED, at=at):
            return False
        # What trust had let through waits like any other now: it is no more shown unread.
        type(self).objects.filter(pk=self.pk).update(unread=False)
        self.unread = False
        return True

    def restore(self, by, at: datetime) -> bool:
        """Show it again: whoever judged the appeal found that it should never have been hidden."""
        return self._rule(self.Status.APPROVED, by, Decision.Reason.RESTORED, at=at)

    @transaction.atomic
    def restore_text(self, by, edit: Decision, at: datetime) -> bool:
        """Give it back the text that a moderator's edit replaced, as a new version.

        Nothing happens where the text has changed again since, or the earlier one was erased.
        """
        if self.text_version != edit.text_version or not edit.text_before:
            return False
        return self._rewrite(by, edit.text_before, Decision.Reason.RESTORED, "", at)

    @transaction.atomic
    def let_stand(self, by, batch: uuid.UUID | None = None, at: datetime | None = None) -> bool:
        """Say that one has read what readers reported, and that it stays. Bound to the text seen."""
        seen = type(self).objects.public().filter(pk=self.pk, text_version=self.text_version)
        if self.status != self.Status.APPROVED or not seen.update(unread=False):
            return False
        self.unread = False
        Decision.record(  # nothing that the public sees has changed
            self,
            moderator=by,
            status_before=self.status,
            status_after=self.status,
            text_version=self.text_version,
            reason=Decision.Reason.CONFIRMED,
            batch=batch,
            at=at or timezone.now(),
        )
        return True
