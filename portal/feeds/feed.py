"""What a feed says, whoever says it and however it is written down."""

from dataclasses import dataclass
from datetime import UTC, datetime

NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Person:
    name: str
    url: str = ""


@dataclass(frozen=True)
class Category:
    term: str  # for machines
    name: str


@dataclass(frozen=True)
class Picture:
    url: str
    width: int
    height: int


@dataclass(frozen=True)
class Answered:
    """The entry that another one answers."""

    id: str
    url: str


@dataclass(frozen=True)
class Entry:
    """One article or comment. All addresses are whole; the id outlives every one of them."""

    id: str
    url: str
    title: str
    html: str
    published: datetime
    updated: datetime
    language: str
    summary: str = ""
    authors: tuple[Person, ...] = ()
    categories: tuple[Category, ...] = ()
    picture: Picture | None = None
    answers: Answered | None = None


@dataclass(frozen=True)
class Feed:
    """A list of entries, newest first. `home` is the page that shows the same to people."""

    title: str
    description: str
    home: str
    address: str
    language: str
    entries: list[Entry]
    id: str = ""  # without one its address is its id

    @property
    def updated(self) -> datetime:
        """When any of its entries last changed; an empty feed never has."""
        return max((entry.updated for entry in self.entries), default=NEVER)
