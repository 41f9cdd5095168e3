"""Reading an article: finding the one that a public address means, what its page needs, how long it is.

Every public view of an article starts here.
"""

from datetime import datetime

from django.db.models import DateTimeField, Value
from django.http import Http404

from articles.models import Article, Author, Byline, Correction, Topic
from portal.gone import Gone
from portal.markup import plain_text

A_MINUTE = 220  # words that people read in one
BRIEF = 500  # characters; of a shorter story browsers' reading views take the comments for its text


def public_article(slug: str, at: datetime | None = None) -> Article:
    """The published article that has, or once had, this slug: the caller compares and redirects.

    Raises Gone for one that was public once, Http404 for what the public has never seen.
    """
    published = Article.objects.published(at).select_related("section", "lead_image", "series")
    article = published.filter(slugs__slug=slug).first()
    if article:
        return article
    if Article.objects.gone(at).filter(slugs__slug=slug).exists():
        raise Gone
    raise Http404


def at_hand(article: Article) -> Article:
    """The article with its bylines, topics and corrections, all of which its page shows: one query."""
    nothing, none, never = Value(""), Value(0), Value(None, output_field=DateTimeField())
    noted = article.corrections.values_list(
        Value("corrections"), "pk", nothing, nothing, "note", nothing, none, "at"
    )
    credited = article.bylines.values_list(
        Value("bylines"),
        "author",
        "author__name",
        "author__slug",
        "author__bio",
        "role",
        "position",
        never,
    )
    filed = article.topics.values_list(
        Value("topics"), "pk", "name", "slug", nothing, nothing, none, never
    )
    found = {"corrections": [], "bylines": [], "topics": []}
    rows = noted.order_by().union(credited.order_by(), filed.order_by(), all=True)
    for what, pk, name, slug, text, role, position, at in rows:
        if what == "corrections":
            one = Correction(pk=pk, article=article, note=text, at=at)
        elif what == "bylines":
            author = Author(pk=pk, name=name, slug=slug, bio=text)
            one = Byline(article=article, author=author, role=role, position=position)
        else:
            one = Topic(pk=pk, name=name, slug=slug)
        found[what].append(one)
    found["corrections"].sort(key=lambda correction: (correction.at, correction.pk), reverse=True)
    found["bylines"].sort(key=lambda byline: byline.position)
    found["topics"].sort(key=lambda topic: topic.name)
    article._prefetched_objects_cache = found
    return article


def words_in(article: Article) -> int:
    return len(plain_text(article.body).split())


def minutes_for(article: Article) -> int:
    """How long its text takes to read; never nothing."""
    return max(1, round(words_in(article) / A_MINUTE))


def is_brief(article: Article) -> bool:
    """Whether it is so short that its discussion stands on a page of its own alone."""
    return len(plain_text(article.body)) < BRIEF


def published_at(article: Article) -> datetime | None:
    """The date it bears: of its first publication, which no later change moves."""
    return article.first_published_at if article.was_public() else article.publish_at
