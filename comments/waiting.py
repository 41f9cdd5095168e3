"""How long a comment waits for a moderator: learned from the rulings of the last week."""

from collections import Counter
from datetime import datetime, timedelta
from statistics import median

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import ngettext

from comments.models import Decision

WEEK = timedelta(days=7)
ENOUGH = 5  # of fewer rulings no median is told
MOST = 500  # the newest of a busy week are enough to learn from
AHEAD = 3  # hours


def usual_wait(at: datetime) -> timedelta | None:
    """The median time from arrival to the first ruling, over the last week; None: too few to say."""
    waits = [ruled_at - arrived_at for arrived_at, ruled_at in _first_rulings(at)]
    return median(waits) if len(waits) >= ENOUGH else None


def is_quiet(at: datetime) -> bool:
    """Whether the coming hours are such as no moderator was at work in, on any day of the last week."""
    rulings = _first_rulings(at)
    if len(rulings) < ENOUGH:
        return False
    at_work = Counter(timezone.localtime(ruled_at).hour for _, ruled_at in rulings)
    now = timezone.localtime(at).hour
    return not any(at_work[(now + hour) % 24] for hour in range(AHEAD))


def how_long(at: datetime) -> str:
    """The same in words: within what time half of the comments were read. "" where nobody can say."""
    wait = usual_wait(at)
    if wait is None:
        return ""
    minutes = max(5, -(-round(wait.total_seconds()) // 300) * 5)  # in fives: no more is promised
    if minutes <= 90:
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    hours = -(-minutes // 60)
    if hours <= 36:
        return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
    days = -(-hours // 24)
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}


def _first_rulings(at: datetime) -> list[tuple[datetime, datetime]]:
    """When comments arrived and when a moderator first ruled on each, of the last week."""
    by_people = Decision.objects.filter(moderator__isnull=False)
    earlier = by_people.filter(comment=OuterRef("comment"), id__lt=OuterRef("id"))
    newest = by_people.filter(~Exists(earlier)).order_by("-id")[:MOST]
    told = newest.values_list("comment__created_at", "at")
    return [(arrived, ruled) for arrived, ruled in told if at - WEEK < ruled <= at]
