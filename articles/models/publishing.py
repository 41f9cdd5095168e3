"""What is done with an article: written, sent for review, published, corrected, withdrawn.

Every verb is atomic, says who did it, adds a revision, and makes a new edition where the public
sees a change. Doing it twice is harmless.
"""

import secrets
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models.image import Image
from articles.models.moments import out_of_reach
from articles.models.payload import (
    MOMENTS,
    apply_payload,
    moment,
    payload_of,
    still_there,
    whole,
)
from articles.models.revision import Correction, Revision
from articles.search import index
from portal import edition
from portal.markup import pictures_in

PUBLIC_NOTES = (Revision.Kind.CORRECTION, Revision.Kind.CLARIFICATION)


class Overtaken(Exception):
    """Somebody saved a newer revision than the one this change was written on."""

    def __init__(self, revision):
        self.revision = revision
        super().__init__(str(revision))


def what_is_missing(
    payload: dict, kind: str, note: str, at: datetime | None = None
) -> dict[str, str | ValidationError]:
    """What keeps this payload from being published as this kind of revision, by field."""
    problems = {
        "headline": _("An article needs a headline."),
        "body": _("An article needs a body."),
        "bylines": _("Say who wrote it."),
    }
    problems = {field: told for field, told in problems.items() if not payload[field]}
    problems |= _what_cannot_be_seen(payload)
    if kind in PUBLIC_NOTES and not note.strip():
        problems["note"] = _("Write what was wrong: readers will see this note.")
    starts, ends = (moment(payload[name]) for name in ("publish_at", "expire_at"))
    if ends and ends <= (starts or at or timezone.now()):
        problems["expire_at"] = _("It would expire before it is published.")
    return problems | out_of_reach((name, moment(payload[name])) for name in MOMENTS)


def _what_cannot_be_seen(payload: dict) -> dict[str, str]:
    """The pictures that say nothing to somebody who cannot see them, and are not decorative."""
    problems = {}
    lead = Image.objects.filter(pk=payload["lead_image"]).first() if payload["lead_image"] else None
    if lead and not lead.decorative and not lead.alt_here(payload["lead_image_alt"]):
        problems["lead_image_alt"] = _(
            "Say what the lead image shows, or mark the image as decorative."
        )
    shown = Image.objects.shown_in(payload["body"])
    silent = 0
    for told in pictures_in(payload["body"]):
        image = shown.get(told["src"])
        silent += not (image.decorative or image.alt_here(told["alt"]) if image else told["alt"])
    if silent:
        problems["body"] = ngettext(
            "A picture in the text has no alternative text. Say what it shows, or mark it as "
            "decorative among the images.",
            "%(count)s pictures in the text have no alternative text. Say what they show, or mark "
            "them as decorative among the images.",
            silent,
        ) % {"count": silent}
    return problems


class Publishing:
    """The verbs of an Article."""

    @transaction.atomic
    def write(self, by, onto: int | None = None, at: datetime | None = None, **changes):
        """Add a revision with these changes to the newest one, and return it.

        `changes` are named as the article's columns, with `topics` (a list of topics) and `bylines`
        (a list of authors, or of pairs of author and role). `onto` is the number of the revision the
        writer saw: raises Overtaken, changing nothing, if there is a newer one. A draft follows its
        newest revision; once an article is ready, the public sees nothing of it until `publish`.
        Raises ValidationError, changing nothing, for a moment out of reach.
        """
        if problems := out_of_reach((name, changes.get(name)) for name in MOMENTS):
            raise ValidationError(problems)
        if self.pk is None:
            self.section = changes["section"]
            self.preview_key = secrets.token_hex(16)
            self.save()
        newest = self._lock_newest()
        if onto is not None and newest and newest.number != onto:
            raise Overtaken(newest)
        old = whole(newest.payload) if newest else {}
        payload = payload_of(self, old, changes)
        if payload == old:
            return newest
        revision = self._add(Revision.Kind.DRAFT, by, at, payload)
        if self.status in (self.Status.DRAFT, self.Status.REVIEW):
            apply_payload(self, revision)
        return revision

    @transaction.atomic
    def submit(self, by, at: datetime | None = None) -> bool:
        """Send a draft for review."""
        newest = self._lock_newest()
        if self.status != self.Status.DRAFT:
            return False
        self.status = self.Status.REVIEW
        apply_payload(self, self._add(Revision.Kind.REVIEW, by, at, newest.payload))
        return True

    @transaction.atomic
    def publish(
        self,
        by,
        change: str = Revision.Kind.UPDATE,
        minor: bool = False,
        note: str = "",
        takes_effect: datetime | None = None,
        at: datetime | None = None,
    ) -> bool:
        """Make the newest revision the one that the public reads, at its `publish_at` or at once.

        Of an article that the public has read before, `change` says what sort of change this is; a
        correction or clarification needs a public note and is kept under the article for good; a
        minor update leaves the public date alone. `takes_effect` schedules a change of an article
        that is ready; one that is not yet, it keeps from the public until then. Raises
        ValidationError with everything that is missing, and changes nothing.
        """
        at = at or timezone.now()
        newest = self._lock_newest()
        ready = self.status == self.Status.READY
        wanted = takes_effect if takes_effect and takes_effect > at else None
        later = wanted if ready else None
        kind = change if self.was_public(later or at) else Revision.Kind.PUBLISHED
        said = {"kind": kind, "minor": minor, "note": note, "publish_at": later}
        if ready and self._is_done(newest, said):
            return False
        payload = still_there(self, newest.payload, lock=True)
        problems = what_is_missing(payload, kind, note, wanted or at)
        if problems := problems | out_of_reach([("takes_effect", takes_effect)]):
            raise ValidationError(problems)
        # To the second, as the form shows it: else opening and saving it would be a change.
        starts = moment(payload["publish_at"]) or (wanted or at).replace(microsecond=0)
        if wanted and not ready:
            starts = max(starts, wanted)
        payload |= {"publish_at": starts.isoformat()}
        revision = self._add(by=by, at=at, payload=payload, **said)
        edition.mark(later)
        if not later:
            self._make_live(revision, at)
        return True

    @transaction.atomic
    def take_effect(self, revision, at: datetime) -> bool:
        """Make a scheduled change live, unless it was overtaken or called off meanwhile."""
        self._lock_newest()
        overtaken = self.status != self.Status.READY or revision.number <= self.live_revision
        if overtaken or self._is_called_off(revision):
            return False
        self._make_live(revision, at)
        return True

    @transaction.atomic
    def withdraw(self, by, reason: str, at: datetime | None = None) -> bool:
        """Take it from the public; its address answers 410 from now on. The reason is kept."""
        newest = self._lock_newest()
        if self.status == self.Status.WITHDRAWN:
            return False
        if not reason.strip():
            raise ValidationError({"note": _("Write why it is withdrawn: the reason is kept.")})
        self.status = self.Status.WITHDRAWN
        if not self.was_public(at):  # nor will it be when its day comes: it goes on answering 404
            self.first_published_at = None
        self._add(Revision.Kind.WITHDRAWN, by, at, newest.payload, note=reason)
        self.save(update_fields=["status", "first_published_at"])
        index.follow(self)
        edition.bump(edition.SITE, edition.TALK, edition.thread(self.pk))
        return True

    @transaction.atomic
    def reinstate(self, by, at: datetime | None = None) -> bool:
        """Undo a withdrawal: it is ready again, or a draft if it had never been ready."""
        newest = self._lock_newest()
        if self.status != self.Status.WITHDRAWN:
            return False
        was_ready = self.revisions.filter(kind=Revision.Kind.PUBLISHED).exists()
        self.status = self.Status.READY if was_ready else self.Status.DRAFT
        revision = self._add(Revision.Kind.REINSTATED, by, at, newest.payload)
        if not was_ready:
            apply_payload(self, revision)
        elif self.first_published_at is None:
            self.first_published_at = max(self.publish_at, at or timezone.now())
        self.save(update_fields=["status", "first_published_at"])
        index.follow(self)
        edition.bump(edition.SITE, edition.TALK, edition.thread(self.pk))
        return True

    @transaction.atomic
    def close_previews(self) -> None:
        """Make every preview link handed out so far stop working."""
        self.preview_key = secrets.token_hex(16)
        self.save(update_fields=["preview_key"])

    # Questions of the verbs

    def was_public(self, at: datetime | None = None) -> bool:
        """Whether the public has ever been able to read it."""
        first = self.first_published_at
        return first is not None and first <= (at or timezone.now())

    def has_pending_changes(self, newest=None) -> bool:
        """Whether the newsroom has written something that is not in the live revision."""
        newest = newest or self.newest_revision()
        live = self.revisions.filter(number=self.live_revision).first()
        return live is None or newest.payload != live.payload

    # Helpers, in the order of use

    def _is_done(self, newest, said: dict) -> bool:
        """Whether the newest revision is live with nothing scheduled after it, or scheduled as said.

        A correction or clarification says something of its own, even where the text stays.
        """
        scheduled = self.revisions.filter(publish_at__isnull=False, number__gt=self.live_revision)
        if not scheduled.exists():
            told = said["kind"] not in PUBLIC_NOTES or self._is_told(said["kind"], said["note"])
            return told and not self.has_pending_changes(newest)
        return bool(said["publish_at"]) and all(
            getattr(newest, name) == value for name, value in said.items()
        )

    def _is_told(self, kind, note) -> bool:
        """Whether the live revision is of this kind and has this note."""
        return self.revisions.filter(number=self.live_revision, kind=kind, note=note).exists()

    def _is_called_off(self, revision) -> bool:
        """Whether the article was withdrawn since, or the same change scheduled anew."""
        since = self.revisions.filter(number__gt=revision.number)
        anew = since.filter(publish_at__isnull=False).values_list("payload", flat=True)
        return since.filter(kind=Revision.Kind.WITHDRAWN).exists() or revision.payload in anew

    def _lock_newest(self):
        """The newest revision, with the article locked and its columns as they are now."""
        self.refresh_from_db(from_queryset=type(self).objects.select_for_update())
        return self.newest_revision()

    def _add(self, kind, by, at, payload, **fields):
        newest = self.newest_revision()
        return self.revisions.create(
            number=newest.number + 1 if newest else 1,
            kind=kind,
            author=by,
            created_at=at or timezone.now(),
            payload=payload,
            **fields,
        )

    def _make_live(self, revision, at):
        before = self.revisions.filter(number=self.live_revision).first()
        known = self.was_public(at)
        self.status = self.Status.READY
        if known and not revision.minor:
            self.updated_at = at
        if not known:  # the first day stays what it is from the moment it has passed
            self.first_published_at = moment(revision.payload["publish_at"])
        apply_payload(self, revision)
        index.follow(self)
        if revision.kind in PUBLIC_NOTES:
            Correction.objects.create(
                article=self,
                before=before,
                after=revision,
                clarification=revision.kind == Revision.Kind.CLARIFICATION,
                note=revision.note,
                at=at,
            )
        edition.mark(self.publish_at, self.expire_at, self.label_until)
        edition.bump(edition.SITE, edition.TALK, edition.thread(self.pk))


@edition.settles
def apply_scheduled_changes(at: datetime) -> None:
    """Make live every scheduled change whose moment has come, each once, oldest first."""
    due = Revision.objects.filter(
        publish_at__lte=at,
        number__gt=F("article__live_revision"),
        article__status="ready",
    ).select_related("article")
    for revision in due.order_by("publish_at", "number"):
        revision.article.take_effect(revision, at)
