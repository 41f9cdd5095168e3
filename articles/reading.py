"""Finding the article that a public address means. Every public view of an article starts here."""

from datetime import datetime

from django.http import Http404

from articles.models import Article
from portal.gone import Gone


def public_article(slug: str, at: datetime | None = None) -> Article:
    """The published article that has, or once had, this slug: the caller compares and redirects.

    Raises Gone for one that was public once, Http404 for what the public has never seen.
    """
    article = Article.objects.published(at).for_cards().filter(slugs__slug=slug).first()
    if article:
        return article
    if Article.objects.gone(at).filter(slugs__slug=slug).exists():
        raise Gone
    raise Http404
