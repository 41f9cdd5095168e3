"""What machines are told of an article: its description, and its data in the words of schema.org.

Nothing is said here that readers do not see on the page.
"""

from datetime import datetime
from textwrap import shorten

from django.conf import settings
from django.utils import timezone

from articles.models import Article
from articles.reading import published_at, words_in
from portal.markup import plain_text
from portal.structured_data import absolute, breadcrumbs, publisher

DESCRIBED = 160  # characters


def description_of(article: Article) -> str:
    """Its standfirst, or where it has none its first words."""
    return article.standfirst or shorten(plain_text(article.body), DESCRIBED, placeholder=" …")


def moment_of(at: datetime | None) -> str:
    """A moment as the page's own <time> has it."""
    return timezone.localtime(at).isoformat(timespec="minutes") if at else ""


def news_article(article: Article, part=None, comments: int | None = None) -> dict:
    """What search engines and the reading views of browsers understand.

    `part` is its place in a series (`articles.around`), `comments` how many its page counts.
    """
    address, published = absolute(article.get_absolute_url()), published_at(article)
    image = article.lead_image
    return {
        "@type": "NewsArticle",
        "mainEntityOfPage": {"@type": "WebPage", "@id": address},
        "url": address,
        "headline": article.headline,
        "description": description_of(article),
        "image": [absolute(copy.url) for copy in image.shared] if image else [],
        "datePublished": moment_of(published),
        "dateModified": moment_of(article.updated_at or published),
        "author": [
            {
                "@type": "Person",
                "name": credit.author.name,
                "url": absolute(credit.author.get_absolute_url()),
            }
            for credit in article.bylines.all()
        ],
        "publisher": publisher(),
        "inLanguage": article.language,
        "articleSection": article.section.name,
        "keywords": [topic.name for topic in article.topics.all()],
        "wordCount": words_in(article),
        "commentCount": comments,
        "isPartOf": {"@type": "CreativeWorkSeries", "name": part.series.name} if part else None,
        "position": part.number if part else None,
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": correction.note,
                "datePublished": moment_of(correction.at),
            }
            for correction in article.corrections.all()
        ],
    }


def trail_to(article: Article) -> dict:
    """From the front page through its section."""
    section = article.section
    return breadcrumbs(
        (settings.SITE_NAME, "/"),
        (section.name, section.get_absolute_url()),
        (article.headline, article.get_absolute_url()),
    )
