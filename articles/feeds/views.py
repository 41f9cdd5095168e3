"""The feeds of the paper and of its parts, and the page that tells people of them."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.feeds.entries import entries_of
from articles.models import Article, Author, Section, Topic
from portal.feeds.addresses import whole
from portal.feeds.feed import Feed
from portal.feeds.formats import answer, refuse_unknown


@require_safe
def index(request):
    return render(request, "articles/feeds.html")


@require_safe
def site(request, format):
    refuse_unknown(format)
    entries = entries_of(Article.objects, timezone.now())
    return _answer(request, format, entries, title=settings.SITE_NAME, home="/")


@require_safe
def section(request, slug, format):
    refuse_unknown(format)
    section = get_object_or_404(Section, slug=slug)
    entries = entries_of(section.articles, timezone.now())
    return _of_a_part(request, format, section, entries, section.description)


@require_safe
def topic(request, slug, format):
    refuse_unknown(format)
    topic = get_object_or_404(Topic.objects.select_related("merged_into"), slug=slug)
    if topic.merged_into:
        if not topic.merged_into.articles.published().exists():
            raise Http404
        into = {"slug": topic.merged_into.slug, "format": format}
        return redirect(reverse("articles:topic_feed", kwargs=into), permanent=True)
    return _unless_hidden(request, format, topic, topic.articles, topic.description)


@require_safe
def author(request, slug, format):
    refuse_unknown(format)
    author = get_object_or_404(Author, slug=slug)
    articles = Article.objects.filter(bylines__author=author)
    return _unless_hidden(request, format, author, articles, author.bio)


def _unless_hidden(request, format, part, articles, description):
    """As their pages do: the name of a topic or an author may tell of what is embargoed."""
    entries = entries_of(articles, timezone.now())
    if not entries:
        raise Http404
    return _of_a_part(request, format, part, entries, description)


def _of_a_part(request, format, part, entries, description):
    title = f"{part.name} · {settings.SITE_NAME}"
    return _answer(request, format, entries, title, part.get_absolute_url(), description)


def _answer(request, format, entries, title, home, description=""):
    feed = Feed(
        title=title,
        description=description or _("The newest articles, in full."),
        home=whole(home),
        address=whole(request.path),
        language=settings.LANGUAGE_CODE,
        entries=entries,
    )
    return answer(feed, format)
