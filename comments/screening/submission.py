"""What is screened, and what screening says: the words that all checks share."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet

from comments.models import Comment, Commenter
from comments.screening.rules import Rules

REFUSE, SPAM, HOLD = "refuse", "spam", "hold"


@dataclass(frozen=True)
class Submission:
    """What a reader sent, and what we know of how it came."""

    article: object
    text: str
    at: datetime
    address: str = ""  # as counted: one IPv4 address, or an IPv6 /64
    browser: uuid.UUID | None = None
    commenter: Commenter | None = None  # by a proved address, never a typed one
    name: str = ""
    parent: Comment | None = None
    editing: Comment | None = None  # its author changes this one
    token: uuid.UUID | None = None  # the form's: sent twice, it is still one comment
    trap: str = ""
    opened_at: datetime | None = None
    rules: Rules = field(default_factory=Rules)  # as they stand now, or as they are tried out
    past: Comment | None = None  # this one is tried again: what came after it is not known

    @property
    def others(self) -> QuerySet:
        """Every comment but this one. The same form sent again is this one: its token is unique."""
        comments = Comment.objects.all()
        if self.token:
            comments = comments.exclude(token=self.token)
        if self.editing:
            comments = comments.exclude(pk=self.editing.pk)
        return comments.filter(pk__lt=self.past.pk) if self.past else comments


@dataclass(frozen=True)
class Finding:
    """What one check found: its name, its verdict, and what weighed."""

    check: str
    verdict: str
    detail: str = ""
    retry_after: int = 0  # seconds, where waiting helps


class Overtaken(Exception):
    """Between the screening and the storing, the same writer's other requests used up the limits."""

    def __init__(self, finding: Finding):
        super().__init__(finding.check)
        self.finding = finding


@dataclass(frozen=True)
class Limit:
    """A number that makes a check stricter or milder; `stands` is what the settings say."""

    stands: Callable[[], float]
    told: str  # what the number counts, for the desk
    least: float = 0
    most: float = 1000


@dataclass(frozen=True)
class Check:
    """One line of the list: a question to every comment, and how the desk speaks of it."""

    name: str  # stored with comments: never used for anything else
    ask: Callable[[Submission], Finding | None]
    told: str
    explained: str
    limit: Limit | None = None
    refuses: bool = False  # what it finds goes back to the writer, and is not stored
    always: bool = False  # cannot be switched off
    replayable: bool = False  # asks only what is still known of past comments


@dataclass(frozen=True)
class Outcome:
    """What screening came to: refused with a finding, or a status and the findings to store."""

    refused: Finding | None
    status: str
    findings: list[dict]
    unread: bool = False  # shown at once; a moderator reads it later
    score: float | None = None
