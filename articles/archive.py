"""The archive: in which months something was published, and how much."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, groupby
from operator import attrgetter

from django.db import connection
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from portal.months import FIRST, Month, last_before

FEW = 2_000  # months asked for at once: what one statement may have of values


@dataclass(frozen=True)
class Filed:
    """A month that has articles, and how many."""

    month: Month
    count: int

    @property
    def first_day(self) -> date:
        return self.month.first_day

    def get_absolute_url(self) -> str:
        return address_of(self.month)


@dataclass(frozen=True)
class Year:
    """A year's months that have articles, the newest first."""

    number: int
    months: list[Filed]

    @property
    def count(self) -> int:
        return sum(filed.count for filed in self.months)


def address_of(month: Month) -> str:
    return reverse("articles:archive", kwargs={"year": month.year, "month": month.number})


def in_month(month: Month, at: datetime | None = None):
    """What was published in it."""
    ours = Q(publish_at__gte=month.starts, publish_at__lt=month.ends)
    return Article.objects.published(at).filter(ours)


def around(month: Month, at: datetime | None = None) -> tuple[Month | None, Month | None]:
    """The nearest months before and after this one that have articles, in one query."""
    published = Article.objects.published(at).filter(publish_at__gte=FIRST.starts)
    before = published.filter(publish_at__lt=month.starts).newest_first()
    after = published.filter(publish_at__gte=month.ends).order_by("publish_at", "id")
    nearest = Q(pk=before.values("pk")[:1]) | Q(pk=after.values("pk")[:1])
    found = (
        Article.objects.filter(nearest).order_by("publish_at").values_list("publish_at", flat=True)
    )
    months = [Month.of(moment) for moment in found]
    return (
        next((one for one in months if one < month), None),
        next((one for one in months if one > month), None),
    )


def years(at: datetime | None = None) -> list[Year]:
    """Every month that has articles, by year, the newest first."""
    at = at or timezone.now()
    filed = [Filed(month, count) for month, count in _counts(at).items() if count > 0]
    filed.sort(key=attrgetter("month"), reverse=True)
    return [Year(year, list(months)) for year, months in groupby(filed, lambda one: one.month.year)]


def _counts(at: datetime) -> Counter:
    """How many articles each month has.

    Asked as `published` in one piece, a database reads every row to its end to see whether it has
    expired. So what is ready is counted in the index alone, month by month, and the few that
    have expired are taken off.
    """
    ready = Article.objects.filter(
        status=Article.Status.READY, publish_at__gte=FIRST.starts, publish_at__lte=at
    )
    oldest = ready.order_by("publish_at").values_list("publish_at", flat=True).first()
    if oldest is None:
        return Counter()
    counts = Counter()
    months = _all_months(Month.of(oldest), Month.of(at))
    for start in range(0, len(months), FEW):
        counts.update(_ready_in(months[start : start + FEW], at))
    counts.subtract(_expired(at))
    return counts


def _expired(at: datetime) -> Iterator[Month]:
    """The months of what is ready and has expired. Asked only for `expire_at`, whose index is short."""
    known = Article.objects.filter(expire_at__lte=at).order_by()
    for status, moment in known.values_list("status", "publish_at"):
        if status == Article.Status.READY and FIRST.starts <= moment <= at:
            yield Month.of(moment)


def _all_months(first: Month, last: Month) -> list[Month]:
    months = [first]
    while months[-1] < last:
        months.append(months[-1].following)
    return months


def _ready_in(months: list[Month], at: datetime) -> dict[Month, int]:
    """One seek for each month: grouping by months of the site's clock would compute one for every row."""
    told = connection.ops.adapt_datetimefield_value
    status, publish_at = (Article._meta.get_field(one).column for one in ("status", "publish_at"))
    # Two bounds above would be one too many: SQLite seeks by either, and here by the wrong one.
    spans = [
        (place, told(one.starts), told(min(last_before(one.ends), at)))
        for place, one in enumerate(months)
    ]
    sql = f"""
        WITH months (place, first, last) AS (VALUES {", ".join(["(%s, %s, %s)"] * len(spans))})
        SELECT place, (
            SELECT COUNT(*) FROM {Article._meta.db_table}
            WHERE {status} = %s AND {publish_at} BETWEEN first AND last
        ) FROM months
    """  # noqa: S608 - the names are our own model's
    with connection.cursor() as cursor:
        cursor.execute(sql, [*chain(*spans), Article.Status.READY.value])
        return {months[place]: count for place, count in cursor.fetchall()}
