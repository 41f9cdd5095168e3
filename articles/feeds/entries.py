"""What a feed says of the articles: which ones, and of each one what.

An entry's id is the article's uuid: it stays the same when the slug or the site's address changes.
`updated` is the date that readers see under the headline, so a minor edit leaves it alone.
"""

from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string

from articles.body import body_for_feeds
from articles.models import Article, Image
from articles.reading import published_at
from articles.renditions import USES
from portal.feeds.addresses import whole
from portal.feeds.feed import Category, Entry, Person, Picture

NEWEST = 30


def entries_of(articles, at: datetime) -> list[Entry]:
    """The newest of these articles, as far as the public may read them, in five queries."""
    newest = articles.published(at).newest_first().for_cards()
    found = list(newest.prefetch_related("topics", "corrections")[:NEWEST])
    images = Image.objects.shown_in("".join(one.body for one in found))
    return [_entry(one, images) for one in found]


def changed_at(article: Article) -> datetime:
    """When it last changed for readers: an update or a correction, but no minor edit."""
    return article.updated_at or published_at(article)


def lead_picture(article: Article) -> Picture | None:
    """The lead image as every program can show it."""
    if article.lead_image is None:
        return None
    copy = article.lead_image.copy("", USES["lead"].fallback)
    return Picture(whole(copy.url), copy.width, copy.height)


def _entry(article: Article, images: dict) -> Entry:
    address = whole(article.get_absolute_url())
    return Entry(
        id=article.uuid.urn,
        url=address,
        title=article.headline,
        html=_full_text(article, images),
        published=published_at(article),
        updated=changed_at(article),
        language=article.language,
        summary=article.standfirst,
        authors=tuple(
            Person(credit.author.name, whole(credit.author.get_absolute_url()))
            for credit in article.bylines.all()
        ),
        categories=tuple(
            Category(place.slug, place.name) for place in [article.section, *article.topics.all()]
        ),
        picture=lead_picture(article),
    )


def _full_text(article: Article, images: dict) -> str:
    """The lead image, the whole body, and what was corrected; every address a whole one."""
    context = {
        "article": article,
        "picture": lead_picture(article),
        "body": body_for_feeds(article, settings.SITE_URL, images),
    }
    return render_to_string("articles/feed_entry.html", context).strip()
