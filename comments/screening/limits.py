"""How many comments one writer may send. Counted in the database, so every process counts the same.

A writer is a machine address, a browser or a Commenter, and each is counted for itself. Whoever was
turned away in the last week waits longer: twice as long for each time, up to a bound.
"""

import hashlib
import math
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.db.models import Q
from django.utils.translation import ngettext

from comments.models import Comment, Decision
from comments.screening.submission import REFUSE, Finding, Submission

REMEMBERED = timedelta(days=7)
MOST_DOUBLINGS = 5
MINUTE, HOUR, DAY = 60, 3600, 24 * 3600


def places(sent: Submission) -> list[dict]:
    """Each thing that the writer is known by, as a lookup of comments."""
    known = {"address": sent.address, "browser": sent.browser, "commenter": sent.commenter}
    return [{field: value} for field, value in known.items() if value]


def written_by(sent: Submission) -> Q:
    """Comments from any of these places; none for somebody of whom nothing is known."""
    anywhere = Q(pk__in=[])
    for place in places(sent):
        anywhere |= Q(**place)
    return anywhere


def too_fast(sent: Submission) -> Finding | None:
    """More comments than the limits allow; or, while a comment is edited, more edits."""
    waits = [_wait_in(place, sent) for place in places(sent)]
    if longest := max(waits, default=0):
        return Finding("too_fast", REFUSE, _told(longest), longest)


def take_turn(sent: Submission) -> None:
    """Let this writer's comments be stored one after the other: until the transaction ends, the next
    one waits here. SQLite writes one at a time anyway.
    """
    if connection.vendor != "postgresql":
        return
    keys = sorted(_key(place) for place in places(sent))  # in one order, or two would block
    with connection.cursor() as cursor:
        for key in keys:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])


def _key(place: dict) -> int:
    (field, value), *_rest = place.items()
    said = f"comments:{field}:{getattr(value, 'pk', value)}"
    return int.from_bytes(hashlib.blake2b(said.encode(), digest_size=8).digest(), signed=True)


def _wait_in(place: dict, sent: Submission) -> int:
    """How many seconds are left until this place may send another one."""
    per_minute = int(sent.rules.limit("too_fast", settings.COMMENTS_PER_MINUTE))
    longer = _times_longer(place, sent)
    times = _edits(place) if sent.editing else _arrivals(place, sent)
    waits = [
        _left(times, sent.at, limit, timedelta(seconds=min(seconds * longer, DAY)))
        for seconds, limit in [(MINUTE, per_minute), (HOUR, settings.COMMENTS_PER_HOUR)]
        if limit
    ]
    return max(waits, default=0)


def _times_longer(place: dict, sent: Submission) -> int:
    turned_away = [Comment.Status.REJECTED, Comment.Status.SPAM]
    lately = sent.others.filter(
        **place, status__in=turned_away, created_at__gt=sent.at - REMEMBERED
    )
    return 2 ** len(lately.order_by().values_list("pk")[:MOST_DOUBLINGS])


def _arrivals(place: dict, sent: Submission):
    return sent.others.filter(**place).order_by("-created_at").values_list("created_at", flat=True)


def _edits(place: dict):
    there = {f"comment__{field}": value for field, value in place.items()}
    edits = Decision.objects.filter(**there, reason=Decision.Reason.BY_AUTHOR)
    return edits.order_by("-at").values_list("at", flat=True)


def _left(times, at: datetime, limit: int, window: timedelta) -> int:
    """The nth newest of these moments has to be out of the window first."""
    for nth in times[limit - 1 : limit]:
        return max(0, math.ceil((nth + window - at).total_seconds()))
    return 0


def _told(seconds: int) -> str:
    if seconds < MINUTE:
        said = ngettext(
            "That is a lot at once. Please wait %(n)s second, then send it again.",
            "That is a lot at once. Please wait %(n)s seconds, then send it again.",
            seconds,
        )
        return said % {"n": seconds}
    minutes = -(-seconds // MINUTE)
    if seconds <= 2 * HOUR:
        said = ngettext(
            "That is a lot at once. Please wait %(n)s minute, then send it again.",
            "That is a lot at once. Please wait %(n)s minutes, then send it again.",
            minutes,
        )
        return said % {"n": minutes}
    hours = -(-seconds // HOUR)
    said = ngettext(
        "That is a lot at once. Please wait %(n)s hour, then send it again.",
        "That is a lot at once. Please wait %(n)s hours, then send it again.",
        hours,
    )
    return said % {"n": hours}
