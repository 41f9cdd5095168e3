"""A reader's query: what was asked for, and which articles answer it.

All words must be there; words in quotes stand next to each other; a word after a minus must not be
there. What databases call operators are words like any other.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import Http404

from articles.models import Article
from articles.search.folding import words
from articles.search.index import author_mark, backend, keys_between, section_mark
from portal.months import last_before
from portal.paging import MOST, SIZE, Page, page_number

LONGEST = 200  # characters of a query
MOST_TERMS = 20  # of it: more than anybody means
# Relevance is judged among so many of the newest matches; so many are counted, and then "5,000+".
RANKED = 5_000

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_TERM = re.compile(r'(?<!\S)(-?)(?:"([^"]*)"|(\S+))')
_EVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Asked:
    """Phrases of folded words, most of one word, that an article must hold, and must not hold."""

    wanted: tuple[tuple[str, ...], ...]
    unwanted: tuple[tuple[str, ...], ...] = ()

    def __bool__(self):
        return bool(self.wanted)


@dataclass(frozen=True)
class Narrowed:
    """To what readers narrowed the search, at which moment."""

    at: datetime
    section: int | None = None
    author: int | None = None
    since: datetime = _EVER
    before: datetime | None = None

    @property
    def until(self) -> datetime:
        if self.before is None:
            return self.at
        return min(last_before(self.before), self.at)

    @property
    def keys(self) -> tuple[int, int]:
        return keys_between(self.since, self.until)

    @property
    def marks(self) -> list[list[str]]:
        """Of each list an article bears one."""
        section = [[section_mark(self.section)]] if self.section else []
        return section + ([[author_mark(self.author)]] if self.author else [])


@dataclass(frozen=True)
class Found:
    """One page of the articles that answer, and how many answer in all."""

    page: Page
    count: int
    more: bool  # than are counted


def asked_for(query: str) -> Asked:
    wanted, unwanted = {}, {}
    for minus, quoted, bare in _TERM.findall(query[:LONGEST].translate(_QUOTES)):
        phrase = tuple(word.folded for word in words(quoted or bare))
        if phrase and len(wanted) + len(unwanted) < MOST_TERMS:
            (unwanted if minus else wanted)[phrase] = None
    return Asked(tuple(wanted), tuple(unwanted))


def found(asked: Asked, narrowed: Narrowed, newest: bool, page: str | None) -> Found:
    """A page of the published articles that answer. Raises Http404 for a page that is not there."""
    number = page_number(page)
    start = (number - 1) * SIZE
    rows = []
    if number <= MOST:
        rows = backend().found(asked, narrowed, not newest, RANKED + 1, start, SIZE)
    if not rows and number > 1:
        raise Http404
    count = rows[0][1] if rows else 0
    ids = [article_id for article_id, _count in rows]
    known = {one.pk: one for one in _published(narrowed.at).filter(pk__in=ids)} if ids else {}
    articles = [known[article_id] for article_id in ids if article_id in known]
    pages = max(1, -(-min(count, SIZE * MOST) // SIZE))
    return Found(Page(articles, number, pages), min(count, RANKED), count > RANKED)


def _published(at: datetime):
    return Article.objects.published(at).for_cards()
