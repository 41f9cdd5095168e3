"""What an author may still do with the text: change it for a while, and have it screened again."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from comments.models.decision import Decision
from comments.models.discussion import Discussion
from portal import markup


class Authoring:
    """The verbs of a comment's author. `self` is the comment as its author saw it."""

    @property
    def revisable_until(self) -> datetime:
        """When the author's time to change it is over."""
        return self.created_at + timedelta(minutes=settings.COMMENTS_EDIT_MINUTES)

    def is_revisable(self, at: datetime | None = None) -> bool:
        """Whether its author may change it now: in time, and only while no moderator turned it away."""
        return (
            self.status in (self.Status.PENDING, self.Status.APPROVED)
            and self.withdrawn_at is None
            and self.erased_at is None
            and (at or timezone.now()) < self.revisable_until
        )

    @transaction.atomic
    def revise(self, text: str, outcome, at: datetime | None = None) -> bool:
        """Its author replaces the text, which screening judged: `outcome`. The old one is on record.

        What screening holds is held again, though it had been approved; what was held is never let
        through by changing it. False, and nothing done: too late, the same text, or it changed meanwhile.
        """
        at = at or timezone.now()
        if outcome.refused or text == self.text or not self.is_revisable(at):
            return False
        before = self.status
        held = before == self.Status.PENDING and outcome.status == self.Status.APPROVED
        after = before if held else outcome.status
        seen = type(self).objects.filter(
            pk=self.pk,
            text_version=self.text_version,
            status=before,
            withdrawn_at__isnull=True,
            erased_at__isnull=True,
        )
        text_before = self.text
        if not seen.update(
            text=text,
            html=markup.comment_html(text),
            cleaner=markup.COMMENT_CLEANER,
            text_version=F("text_version") + 1,
            status=after,
            screening=outcome.findings,
            unread=outcome.unread and after == self.Status.APPROVED,
            score=outcome.score,
            edited_at=at,
        ):
            return False
        self.refresh_from_db()
        self.hold_for(outcome.findings, at)
        Decision.record(
            self,
            moderator=None,
            status_before=before,
            status_after=after,
            text_version=self.text_version,
            reason=Decision.Reason.BY_AUTHOR,
            text_before=text_before,
            at=at,
        )
        Discussion.recount(self.article_id)
        return True
