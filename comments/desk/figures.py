"""What the desk counts of its own work, each figure by one query however many rows there are."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from statistics import median

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet
from django.db.models.functions import TruncHour
from django.utils import timezone

from comments.desk.gate import sections_of
from comments.models import Comment, Decision, Hold
from comments.screening.precision import Precision, precision_of

Reason = Decision.Reason
Status = Comment.Status
PERIODS = [7, 30, 90]  # days
SAMPLE = 10_000  # the newest rulings, of which medians are made: no database sorts more for a page
NO_RULING = [Reason.UNDONE, Reason.EDITED, Reason.BY_AUTHOR, Reason.ERASED]
TURNED_AWAY = [Status.REJECTED, Status.SPAM]


def rulings_by_people(decisions: QuerySet) -> QuerySet:
    """Moderators' rulings that were not taken back: a change of status, or a comment read and left."""
    undone = Decision.objects.filter(
        comment=OuterRef("comment"),
        id__gt=OuterRef("id"),
        reason=Reason.UNDONE,
        status_before=OuterRef("status_after"),
    )
    ruled = ~Q(status_before=F("status_after")) | Q(reason=Reason.CONFIRMED)
    by_people = decisions.filter(ruled, moderator__isnull=False).exclude(reason__in=NO_RULING)
    return by_people.filter(~Exists(undone))


@dataclass(frozen=True)
class Tally:
    """Rulings, by what they came to."""

    approved: int = 0
    rejected: int = 0
    spam: int = 0

    @property
    def all(self) -> int:
        return self.approved + self.rejected + self.spam

    @property
    def rate(self) -> int | None:
        """How many in a hundred were approved."""
        return round(100 * self.approved / self.all) if self.all else None

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.approved + other.approved, self.rejected + other.rejected, self.spam + other.spam
        )


class Figures:
    """One moderator's view of so many days, today being the last."""

    def __init__(self, moderator, days: int, at: datetime):
        self.at = at
        today = timezone.localdate(at)
        self.days = [today - timedelta(days=days - 1 - number) for number in range(days)]
        self.since = timezone.make_aware(datetime.combine(self.days[0], time.min))
        sections = sections_of(moderator)
        self._mine = lambda path: Q() if sections is None else Q(**{f"{path}__in": sections})

    # Arrivals and rulings

    @cached_property
    def arrivals(self) -> QuerySet:
        came = Comment.objects.filter(created_at__gte=self.since, created_at__lte=self.at)
        return came.filter(self._mine("article__section")).order_by()

    @cached_property
    def rulings(self) -> QuerySet:
        ruled = Decision.objects.filter(at__gte=self.since, at__lte=self.at)
        return rulings_by_people(ruled.filter(self._mine("comment__article__section"))).order_by()

    @cached_property
    def arrived(self) -> "Load":
        return Load(self.arrivals, "created_at")

    @cached_property
    def ruled(self) -> "Load":
        return Load(self.rulings, "at")

    def waiting(self) -> dict:
        """How many wait now, and since when the first of them does."""
        pending = Comment.objects.pending().filter(self._mine("article__section"))
        return pending.order_by().aggregate(count=Count("pk"), oldest=Min("created_at"))

    # By section, by moderator, by reason, by rule

    @cached_property
    def arrivals_by_section(self) -> dict[str, int]:
        by_section = self.arrivals.values_list("article__section__name")
        return dict(by_section.annotate(n=Count("pk")))

    @cached_property
    def by_section(self) -> dict[str, Tally]:
        return self._tallies("comment__article__section__name")

    @cached_property
    def by_moderator(self) -> dict[int, Tally]:
        return self._tallies("moderator")

    @cached_property
    def total(self) -> Tally:
        return sum(self.by_moderator.values(), Tally())

    def reasons(self) -> list[tuple[str, int]]:
        """Why comments were rejected, the most frequent first."""
        rejected = self.rulings.filter(status_after=Status.REJECTED)
        counted = rejected.values_list("reason").annotate(n=Count("pk"))
        return sorted(counted, key=lambda row: (-row[1], row[0]))

    def rules(self) -> dict[str, Precision]:
        """How often moderators agreed with each rule that held something."""
        holds = Hold.objects.filter(self._mine("comment__article__section"))
        return precision_of(self.since, holds)

    # Waiting times

    @cached_property
    def waits(self) -> list[tuple[date, str, float]]:
        """Day of the ruling, section and minutes waited, of each first ruling: the newest of them."""
        by_people = Decision.objects.filter(moderator__isnull=False)
        earlier = by_people.filter(comment=OuterRef("comment"), id__lt=OuterRef("id"))
        # What appeared on trust did not wait to be read.
        first = self.rulings.filter(~Exists(earlier)).exclude(reason=Reason.CONFIRMED)
        told = first.order_by("-id").values_list(
            "at", "comment__created_at", "comment__article__section__name"
        )
        return [
            (timezone.localdate(ruled), section, (ruled - arrived).total_seconds() / 60)
            for ruled, arrived, section in told[:SAMPLE]
        ]

    @property
    def sampled(self) -> bool:
        """Whether there were more rulings than medians are made of."""
        return len(self.waits) == SAMPLE

    def median_wait(self) -> int | None:
        """Minutes from arrival to the first ruling."""
        return _median([minutes for _, _, minutes in self.waits])

    def wait_by_day(self) -> dict[date, int]:
        return self._wait_by(lambda day, section: day)

    def wait_by_section(self) -> dict[str, int]:
        return self._wait_by(lambda day, section: section)

    def _wait_by(self, key) -> dict:
        waits = defaultdict(list)
        for day, section, minutes in self.waits:
            waits[key(day, section)].append(minutes)
        return {one: _median(minutes) for one, minutes in waits.items()}

    def _tallies(self, by: str) -> dict:
        found = defaultdict(dict)
        counted = self.rulings.values_list(by, "status_after").annotate(n=Count("pk"))
        for key, status, n in counted:
            if status in (Status.APPROVED, *TURNED_AWAY):
                found[key][status] = n
        return {key: Tally(**tally) for key, tally in found.items()}


class Load:
    """How many of these rows fall into each day and each hour of the day, by the site's clock."""

    def __init__(self, rows: QuerySet, moment: str):
        hours = rows.annotate(hour=TruncHour(moment)).values_list("hour").annotate(n=Count("pk"))
        self.by_day, self.by_hour = Counter(), Counter()
        for hour, n in hours:
            local = timezone.localtime(hour)
            self.by_day[local.date()] += n
            self.by_hour[local.hour] += n

    @property
    def total(self) -> int:
        return self.by_day.total()


def _median(minutes: list[float]) -> int | None:
    return round(median(minutes)) if minutes else None
