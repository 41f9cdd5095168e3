"""Erasing a comment: its words and whose they are go, that it was there stays."""

import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce

from comments.models.decision import Decision
from comments.models.discussion import Discussion
from portal import markup, outbox


class Erasing:
    """What the law lets a comment's author ask for. A stub stays where replies hang."""

    @transaction.atomic
    def erase(self, by, at: datetime) -> bool:
        """Empty it for good: text, name, addresses, and what its record quotes. Every event remains."""
        whole = type(self).objects.filter(pk=self.pk, erased_at__isnull=True)
        findings = [{**finding, "detail": ""} for finding in self.screening]
        if not whole.update(
            erased_at=at,
            withdrawn_at=Coalesce("withdrawn_at", at),
            text="",
            html="",
            cleaner=markup.COMMENT_CLEANER,
            text_version=F("text_version") + 1,  # no ruling on what was seen before comes through
            name="",
            email="",
            commenter=None,
            screening=findings,
            score=None,
            unread=False,
            wants_replies=False,
            picked_at=None,
            token=uuid.uuid4(),
            browser=None,
            seen_revision=0,
            address="",
            address_until=None,
        ):
            return False
        self.refresh_from_db()
        for decision in self.decisions.all():
            mails = outbox.Mail.objects.filter(about=decision.mails)
            mails.exclude(key__startswith="report:").delete()  # they quote it
        self.decisions.update(text_before="", note="")
        self.notes.all().delete()
        Decision.record(
            self,
            moderator=by,
            status_before=self.status,
            status_after=self.status,
            text_version=self.text_version,
            reason=Decision.Reason.ERASED,
            at=at,
        )
        Discussion.recount(self.article_id)
        return True
