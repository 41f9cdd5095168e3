"""Sitemaps: every public article and list, and the news of the last two days.

Articles stand in files by their ids, so an article never moves to another file and a file is one
seek. The rules are sitemaps.org's (a file has at least one address) and Google's for news and images.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, F, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce, Least
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.feeds.entries import changed_at, lead_picture
from articles.models import Article, Author, Page, Section, Topic
from articles.reading import published_at
from portal.feeds.addresses import whole
from portal.feeds.xml import Document, in_utc

IDS_A_FILE = 5_000
MOST_FILES = 1_000_000
MOST_OF_A_KIND = 10_000  # of 50,000 addresses that a file may have
NEWS_IS_NEW_FOR = timedelta(days=2)
MOST_NEWS = 1_000

MOMENTS = ("publish_at", "first_published_at", "updated_at")
OF_AN_IMAGE = ("file", "width", "height", "focal_x", "focal_y")
SAID = ("slug", *MOMENTS, *(f"lead_image__{name}" for name in OF_AN_IMAGE))

NAMES = {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"}
IMAGES = {"xmlns:image": "http://www.google.com/schemas/sitemap-image/1.1"}
NEWS = {"xmlns:news": "http://www.google.com/schemas/sitemap-news/0.9"}


@require_safe
def index(request):
    """The files there are, each with the newest change in it."""
    files = list(_files(timezone.now()))
    newest = max((row["changed"] for row in files), default=None)
    xml = Document()
    with xml.inside("sitemapindex", NAMES):
        _tell(xml, "sitemap", reverse("articles:sitemap_places"), newest)
        for row in files:
            address = reverse("articles:sitemap_articles", kwargs={"number": row["file"] + 1})
            _tell(xml, "sitemap", address, row["changed"])
    return _answer(xml)


@require_safe
def articles(request, number):
    """One file of articles, each with its lead image."""
    if not 0 < number <= MOST_FILES:
        raise Http404
    last = number * IDS_A_FILE
    found = Article.objects.published().filter(id__gt=last - IDS_A_FILE, id__lte=last)
    found = list(found.select_related("lead_image").only(*SAID).order_by("id"))
    if not found:
        raise Http404
    xml = Document()
    with xml.inside("urlset", NAMES | IMAGES):
        for article in found:
            with xml.inside("url"):
                _say(xml, article.get_absolute_url(), changed_at(article))
                if picture := lead_picture(article):
                    with xml.inside("image:image"):
                        xml.element("image:loc", picture.url)
    return _answer(xml)


@require_safe
def places(request):
    """The front page, the sections, topics and authors with something to read, and the paper's pages."""
    published = Article.objects.published()
    sections = Section.objects.filter(Exists(published.filter(section=OuterRef("pk"))))
    topics = Topic.objects.current().filter(Exists(published.filter(topics=OuterRef("pk"))))
    authors = Author.objects.filter(Exists(published.filter(bylines__author=OuterRef("pk"))))
    xml = Document()
    with xml.inside("urlset", NAMES):
        _tell(xml, "url", "/")
        for kind in (sections, topics, authors):
            for slugged in kind.order_by("id").only("slug")[:MOST_OF_A_KIND]:
                _tell(xml, "url", slugged.get_absolute_url())
        for page in Page.objects.order_by("id").only("slug", "updated_at")[:MOST_OF_A_KIND]:
            _tell(xml, "url", page.get_absolute_url(), page.updated_at)
    return _answer(xml)


@require_safe
def news(request):
    """What was published in the last two days; on quiet days, the front page in its stead."""
    xml = Document()
    with xml.inside("urlset", NAMES | NEWS):
        found = news_at(timezone.now())[:MOST_NEWS]
        for article in found:
            with xml.inside("url"):
                _say(xml, article.get_absolute_url(), changed_at(article))
                _say_news(xml, article)
        if not found:
            _tell(xml, "url", "/")
    return _answer(xml)


def news_at(at: datetime):
    """Articles that were first published in the two days before, newest first."""
    since = at - NEWS_IS_NEW_FOR
    fresh = Article.objects.published(at).filter(publish_at__gt=since)
    fresh = fresh.exclude(first_published_at__lte=since).newest_first()
    return fresh.only(*MOMENTS, "slug", "headline", "language")


def still_news(**kwargs) -> list:
    """What is news changes by the clock alone, so what leaves next is a fact of that page's version."""
    leaves = Least("publish_at", Coalesce("first_published_at", "publish_at"))
    return [Subquery(news_at(timezone.now()).order_by(leaves, "id").values("id")[:1])]


def _files(at: datetime):
    """The files that have an article in them, with the newest change in each, in one query."""
    changed = Coalesce("updated_at", "first_published_at", "publish_at")
    numbered = Article.objects.published(at).annotate(file=(F("id") - 1) / IDS_A_FILE)
    return numbered.order_by("file").values("file").annotate(changed=Max(changed))


def _tell(xml: Document, name: str, path: str, changed: datetime | None = None) -> None:
    with xml.inside(name):
        _say(xml, path, changed)


def _say(xml: Document, path: str, changed: datetime | None = None) -> None:
    xml.element("loc", whole(path))
    if changed:
        xml.element("lastmod", in_utc(changed))


def _say_news(xml: Document, article: Article) -> None:
    with xml.inside("news:news"):
        with xml.inside("news:publication"):
            xml.element("news:name", settings.SITE_NAME)
            xml.element("news:language", article.language)
        xml.element("news:publication_date", in_utc(published_at(article)))
        xml.element("news:title", article.headline)


def _answer(xml: Document) -> HttpResponse:
    return HttpResponse(xml.written(), content_type="application/xml; charset=utf-8")
