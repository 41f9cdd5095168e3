"""What a running site does by itself. Modules register their chores; `manage.py work` does them."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Chore:
    """A deed that is done again and again. It must be harmless twice, and short."""

    name: str
    every: timedelta
    deed: Callable[[datetime], object]


chores: list[Chore] = []


def chore(every: timedelta):
    """Register `deed(at)` as something to be done this often."""

    def register(deed: Callable[[datetime], object]):
        chores.append(Chore(f"{deed.__module__}.{deed.__name__}", every, deed))
        return deed

    return register
