"""What stands around an article: the one before and the one after, its series, what else to read."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from articles.models import Article, Series

RELATED = 4
# Neighbours and parts of the series are not told twice, so as many more are asked for.
CANDIDATES = RELATED + 5
TOPICS = 8  # of an article are considered, and of each of them the articles
LATEST = 100  # that were given it last: a topic of 50,000 articles costs no more than one of 100


@dataclass(frozen=True)
class Part:
    """An article's place in its series. `previous` and `next` may be missing."""

    series: Series
    number: int
    total: int
    previous: Article | None
    next: Article | None


@dataclass(frozen=True)
class Around:
    """What stands around an article. Each of these may be missing, and `related` be empty."""

    previous: Article | None
    next: Article | None
    part: Part | None
    related: list[Article]


def around(article: Article, at: datetime) -> Around:
    """All of it in one query. The article's topics must be at hand."""
    published = Article.objects.published(at)
    topics = [topic.pk for topic in article.topics.all()[:TOPICS]]
    of_section = published.filter(section=article.section_id).newest_first()
    sought = [
        published.before(article)[:1],
        published.after(article)[:1],
        of_section[:CANDIDATES],
    ]
    if topics:
        sought.append(_sharing(topics, published)[:CANDIDATES])
    if article.series_id:
        parts = _parts(article, published)
        sought += [parts.before(article)[:1], parts.after(article)[:1]]
    rows = Article.objects.filter(pk__in=_any_of(sought)).exclude(pk=article.pk)
    rows = rows.annotate(shared=_shared(topics))
    if article.series_id:
        rows = rows.annotate(earlier=_number_of(parts.before(article)), parts=_number_of(parts))
    shown = ("headline", "slug", "language", "publish_at", "series_id")
    return _told(article, sorted(rows.only(*shown).order_by(), key=_in_order))


def _told(article: Article, rows: list[Article]) -> Around:
    """Who is who among the rows, which are in the order of publication."""
    previous, next = _nearest(article, rows)
    part = _part_of(article, [one for one in rows if one.series_id == article.series_id])
    told = {previous, next, part and part.previous, part and part.next}
    rest = [one for one in reversed(rows) if one not in told]
    related = sorted(rest, key=lambda one: one.shared, reverse=True)
    return Around(previous, next, part, related[:RELATED])


def _part_of(article: Article, others: list[Article]) -> Part | None:
    if not article.series_id:
        return None
    published = others[0].parts if others else 1
    number = others[0].earlier + 1 if others else 1
    total = max(published, article.series.planned or 0)
    return Part(article.series, number, total, *_nearest(article, others))


def _in_order(article: Article) -> tuple:
    return article.publish_at, article.pk


def _nearest(article: Article, rows: list[Article]) -> tuple[Article | None, Article | None]:
    before = [one for one in rows if _in_order(one) < _in_order(article)]
    after = [one for one in rows if _in_order(one) > _in_order(article)]
    return before[-1] if before else None, after[0] if after else None


def _any_of(sought: list[QuerySet]) -> QuerySet:
    """The keys of all these. Each is a query of its own within, so that it may end at its first rows."""
    first, *others = (
        Article.objects.filter(pk__in=each.values("pk")).order_by().values("pk") for each in sought
    )
    return first.union(*others)


def _parts(article: Article, published: QuerySet) -> QuerySet:
    """The published articles of its series.

    Said this way SQLite looks up the series first; told both at once it walks the index of the order
    of all articles (measured at 100,000: 34 to 120 ms against 1).
    """
    of_series = Article.objects.filter(series=article.series_id).order_by()
    return published.filter(pk__in=of_series.values("pk"))


def _sharing(topics: list[int], published: QuerySet) -> QuerySet:
    """Articles that have some of these topics: those with most of them, the newest first."""
    links = Article.topics.through.objects
    first, *others = (
        links.filter(pk__in=links.filter(topic=topic).order_by("-pk").values("pk")[:LATEST])
        .order_by()
        .values("article_id")
        for topic in topics
    )
    found = published.filter(pk__in=first.union(*others) if others else first)
    return found.annotate(shared=_shared(topics)).order_by("-shared", "-publish_at", "-pk")


def _shared(topics: list[int]):
    """How many of these topics an article has."""
    links = Article.topics.through.objects.filter(article=OuterRef("pk"), topic__in=topics)
    return _number_of(links, by="article") if topics else Value(0)


def _number_of(rows: QuerySet, by: str = "status"):
    """How many rows there are, where only an expression can stand."""
    counted = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)
