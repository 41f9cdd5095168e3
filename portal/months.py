"""Months of the paper's own calendar, as addresses name them: 2026/11."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

YEARS = "[12][0-9]{3}"
MONTHS = "0[1-9]|1[0-2]"


@dataclass(frozen=True, order=True)
class Month:
    """A month, which begins and ends by the site's clock."""

    year: int
    number: int

    @classmethod
    def of(cls, at: datetime) -> "Month":
        local = timezone.localtime(at)
        return cls(local.year, local.month)

    @property
    def first_day(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def following(self) -> "Month":
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    @property
    def starts(self) -> datetime:
        return datetime(self.year, self.number, 1, tzinfo=timezone.get_current_timezone())

    @property
    def ends(self) -> datetime:
        """The moment at which the next one starts."""
        return self.following.starts


def last_before(end: datetime) -> datetime:
    """The last moment before this one, counted in UTC: where clocks go back at midnight, the site's own
    has that hour twice.
    """
    return end.astimezone(UTC) - timedelta.resolution


FIRST = Month(1000, 1)  # that has an address


class YearInAddress:
    """A year of four digits."""

    regex = YEARS

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return f"{int(value):04}"


class MonthInAddress(YearInAddress):
    """A month of two digits: each has one address alone."""

    regex = MONTHS

    def to_url(self, value: int) -> str:
        return f"{int(value):02}"
