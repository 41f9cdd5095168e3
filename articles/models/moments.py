"""Which moments an editor may name: those of the years that newspapers have, and can plan for.

Of others no database or clock can be sure: west of Greenwich the last second of the year 9999 lies
in a year that there is not, and the archive's addresses have no room for the year 202.
"""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

FIRST_YEAR, LAST_YEAR = 1850, 2100  # search finds by the same years


def within_reach(at: datetime) -> None:
    """Raise ValidationError for a moment that no editor can mean."""
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise ValidationError(
            _("Choose a moment between the years %(first)s and %(last)s."),
            params={"first": str(FIRST_YEAR), "last": str(LAST_YEAR)},
        )


def out_of_reach(moments: Iterable[tuple[str, datetime | None]]) -> dict[str, ValidationError]:
    """What is wrong with these moments, by their names."""
    problems = {}
    for name, at in moments:
        try:
            if at:
                within_reach(at)
        except ValidationError as problem:
            problems[name] = problem
    return problems
