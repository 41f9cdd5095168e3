"""Trying a rule on what has already come: what would it have caught? Nothing is changed by it.

It costs a few seconds at most: of the last month the newest comments, so many, and so long.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import monotonic

from django.db.models import QuerySet

from comments.models import Comment, Commenter, WordList
from comments.screening.rules import Rules
from comments.screening.submission import Finding, Submission
from comments.screening.wording import hosts_of, words_of
from comments.screening.words import found_by

LAST = timedelta(days=30)
MOST = 5_000
SECONDS = 3.0
EXAMPLES = 30


@dataclass
class Replay:
    """What a rule would have caught, by what became of it."""

    looked_at: int = 0
    complete: bool = True  # every comment of the last month was looked at
    since: datetime | None = None  # the oldest that was
    caught: Counter = field(default_factory=Counter)  # by status
    details: dict[int, str] = field(default_factory=dict)  # of the examples, what weighed
    examples: list[Comment] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.caught.total()

    @property
    def approved(self) -> int:
        return self.caught[Comment.Status.APPROVED]

    @property
    def turned_away(self) -> int:
        return self.caught[Comment.Status.REJECTED] + self.caught[Comment.Status.SPAM]

    @property
    def waiting(self) -> int:
        return self.caught[Comment.Status.PENDING]


def replay(
    ask: Callable[[Submission], Finding | None],
    comments: QuerySet,
    at: datetime,
    rules: Rules | None = None,
    seconds: float = SECONDS,
) -> Replay:
    """Ask this of the comments of the last month, newest first, as if each had just come."""
    rules, done, until = rules or Rules(), Replay(), monotonic() + seconds
    for comment in _past(comments, at).iterator(chunk_size=200):
        if done.looked_at == MOST or monotonic() > until:
            done.complete = False
            break
        done.looked_at += 1
        done.since = comment.created_at
        if finding := ask(_as_sent(comment, rules)):
            done.caught[comment.status] += 1
            if len(done.details) < EXAMPLES:
                done.details[comment.pk] = finding.detail
    found = Comment.objects.select_related("article").in_bulk(done.details)
    done.examples = [found[pk] for pk in done.details]
    for example in done.examples:
        example.weighed = done.details[example.pk]
    return done


def asks_for(word_list: WordList) -> Callable[[Submission], Finding | None]:
    """The question that one list asks, whether it is stored and on or not."""
    domains = word_list.kind == WordList.Kind.DOMAINS

    def ask(sent: Submission) -> Finding | None:
        words = [] if domains else words_of(sent.text)
        hosts = hosts_of(sent.text) if domains else set()
        if found := found_by(word_list, words, hosts):
            return Finding(word_list.kind, word_list.verdict, ", ".join(found[:10]))

    return ask


def _past(comments: QuerySet, at: datetime) -> QuerySet:
    readers = comments.filter(
        created_at__gt=at - LAST, erased_at__isnull=True, withdrawn_at__isnull=True, badge=""
    )
    fields = ["text", "status", "created_at", "name", "address", "browser", "commenter_id"]
    return readers.order_by("-created_at", "-pk").only(*fields)


def _as_sent(comment: Comment, rules: Rules) -> Submission:
    """What is still known of how it came. Of the article no check asks that can be tried again."""
    return Submission(
        article=None,
        text=comment.text,
        at=comment.created_at,
        address=comment.address,
        browser=comment.browser,
        commenter=Commenter(pk=comment.commenter_id) if comment.commenter_id else None,
        name=comment.name,
        rules=rules,
        past=comment,
    )
