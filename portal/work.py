"""What a running site does by itself. Modules register their chores; `manage.py work` does them.

Several workers may run, on one machine or on many. They share no clock: each does every chore at its
start and then as often as the chore says, so that with two workers a chore is done twice as often. A
chore must be harmless then, at the same moment too: it changes rows on conditions, and mails under a
key of the outbox.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
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


@dataclass
class Round:
    """One worker's memory of when it did what."""

    done_at: dict[str, datetime] = field(default_factory=dict)

    def due(self, at: datetime) -> list[Chore]:
        """The chores whose time has come, in the order in which they were registered."""
        return [
            chore
            for chore in chores
            if chore.name not in self.done_at or at >= self.done_at[chore.name] + chore.every
        ]

    def do(self, at: datetime, go_on: Callable[[], bool] = lambda: True) -> list[str]:
        """Do what is due, and return the names of the chores that failed.

        One that fails is logged, hinders no other, and is tried again when it is due again.
        """
        failed = []
        for chore in self.due(at):
            if not go_on():
                break
            try:
                chore.deed(at)
            except Exception:
                failed.append(chore.name)
                log.exception("The chore %s failed.", chore.name)
            self.done_at[chore.name] = at
        return failed
