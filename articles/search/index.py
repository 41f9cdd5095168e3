"""What search knows of the articles, and how it follows the verbs.

Every article that is ready has one row here, written anew by the verb that changes it, in the
verb's own transaction; every other has none. Embargo and expiry are asked when somebody searches.
The words of an article are kept beside its row in the way of each database: sqlite.py has them in
an FTS5 table, postgresql.py in a column that Django does not know.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from types import ModuleType

from django.db import connection, models, transaction
from django.utils.translation import gettext_lazy as _

from articles.search import postgresql, sqlite
from articles.search.folding import words
from portal.markup import plain_text

# Of one article so many words are found. PostgreSQL tells no word's place beyond the 16,383rd, and
# the longest article that portal.markup accepts has some 23,000.
MOST_WORDS = 16_000
AT_ONCE = 200  # articles written in one transaction when all are indexed anew

# A key is so many seconds after the first day of a newspaper's archive, until the year 2122, and the
# article's number, which tells articles of one second apart.
_FIRST_DAY = datetime(1850, 1, 1, tzinfo=UTC)
_SECONDS, _IDS = 2**33, 2**30


class Findable(models.Model):
    """An article that search may find, under a key that rises with the time of publishing.

    The key is the number of the row in the full-text index too, so both databases read the newest
    matches first and stop where they have enough.
    """

    # A BigAutoField, although nothing is counted: only so is it the very row number in SQLite.
    key = models.BigAutoField(_("key"), primary_key=True)
    article = models.OneToOneField(
        "articles.Article",
        verbose_name=_("article"),
        on_delete=models.CASCADE,
        related_name="findable",
    )
    publish_at = models.DateTimeField(_("publish at"))
    expire_at = models.DateTimeField(_("expires at"), null=True)

    class Meta:
        verbose_name = _("findable article")
        verbose_name_plural = _("findable articles")

    def __str__(self):
        return str(self.article_id)


@dataclass(frozen=True)
class Entry:
    """What is written of one article: its row, the folded words of each part, and its marks."""

    key: int
    article_id: int
    publish_at: datetime
    expire_at: datetime | None
    headline: list[str]
    standfirst: list[str]
    body: list[str]
    marks: list[str]


def key_of(moment: datetime, article_id: int = 0) -> int:
    """The key of an article published at this moment: later ones have higher keys."""
    seconds = int((moment - _FIRST_DAY).total_seconds())
    return min(max(seconds, 0), _SECONDS - 1) * _IDS + article_id


def keys_between(since: datetime, until: datetime) -> tuple[int, int]:
    """The lowest and the highest key that an article of this time can have."""
    return key_of(since), key_of(until, _IDS - 1)


def section_mark(section_id: int) -> str:
    """A word that no reader can ask for, because of its sign: it keeps one section's articles apart."""
    return f"§s{section_id}"


def author_mark(author_id: int) -> str:
    return f"§a{author_id}"


def backend() -> ModuleType:
    return {"sqlite": sqlite, "postgresql": postgresql}[connection.vendor]


@transaction.atomic
def follow(article) -> None:
    """Make search know this article as it is now. Verbs call it last, when all columns are written."""
    if article.status == article.Status.READY:
        write([article], article.bylines.model.objects)
    else:
        Findable.objects.filter(article_id=article.pk).delete()


def write(articles: Iterable, bylines) -> None:
    """Write these ready articles' rows anew. `bylines` is where to ask who wrote them."""
    articles = list(articles)
    authors = defaultdict(list)
    ids = [article.pk for article in articles]
    for article_id, author_id in bylines.filter(article_id__in=ids).values_list(
        "article_id", "author_id"
    ):
        authors[article_id].append(author_id)
    backend().write([_entry(article, authors[article.pk]) for article in articles])


def rebuild(articles, bylines) -> int:
    """Index all ready articles anew, some at a time, while the site goes on; returns how many.

    Readers find what they found before until each is written.
    """
    ready, done, last = articles.filter(status="ready").order_by("pk"), 0, 0
    while True:
        with transaction.atomic():
            some = list(ready.filter(pk__gt=last).select_for_update()[:AT_ONCE])
            write(some, bylines)
        if not some:
            break
        done, last = done + len(some), some[-1].pk
    Findable.objects.exclude(article__status="ready").delete()
    return done


def _entry(article, authors: list[int]) -> Entry:
    left = MOST_WORDS
    parts = []
    for text in (article.headline, article.standfirst, plain_text(article.body)):
        parts.append([word.folded for word in islice(words(text), left)])
        left -= len(parts[-1])
    marks = [section_mark(article.section_id), *map(author_mark, authors)]
    key = key_of(article.publish_at, article.pk)
    return Entry(key, article.pk, article.publish_at, article.expire_at, *parts, marks)
