"""Editors' picks: comments that the paper points at."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from comments.models.note import Note
from portal import edition


class Picking:
    """The verbs of whoever picks. Who did so, and when, stands in a note that no reader sees."""

    @transaction.atomic
    def pick(self, by, at: datetime | None = None) -> bool:
        """Make it an editors' pick. Only what everybody sees can be one."""
        at = at or timezone.now()
        public = type(self).objects.public().filter(pk=self.pk, picked_at__isnull=True)
        if not public.update(picked_at=at):
            return False
        return self._picked(by, at, _("Made an editors' pick."))

    @transaction.atomic
    def unpick(self, by, at: datetime | None = None) -> bool:
        """It is no editors' pick any more."""
        at = at or timezone.now()
        picked = type(self).objects.filter(pk=self.pk, picked_at__isnull=False)
        if not picked.update(picked_at=None):
            return False
        return self._picked(by, at, _("No editors' pick any more."))

    def _picked(self, by, at, told) -> bool:
        self.refresh_from_db(fields=["picked_at"])
        Note.objects.create(comment=self, text=told, by=by, at=at)
        edition.bump(edition.thread(self.article_id))
        return True
