"""Lists of articles: a section, a topic, an author, a month; the corrections, and the paper's own pages."""

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from articles.archive import around, in_month, years
from articles.models import Article, Author, Correction, Page, Section, Topic
from articles.profile import profile_of
from portal.months import Month
from portal.paging import page_of


@require_safe
def section(request, slug):
    section = get_object_or_404(Section, slug=slug)
    page = _page_of(request, section.articles.published())
    return render(request, "articles/section.html", {"section": section, "page": page})


@require_safe
def topic(request, slug):
    """A topic that readers have nothing of is not there: its name may tell of what is embargoed."""
    topic = get_object_or_404(Topic.objects.select_related("merged_into"), slug=slug)
    if topic.merged_into:
        return _to_what_it_was_merged_into(topic.merged_into)
    page = _page_of(request, topic.articles.published())
    if not page.items:
        raise Http404
    return render(request, "articles/topic.html", {"topic": topic, "page": page})


@require_safe
def author(request, slug):
    """An author of whom readers have nothing yet is not there either."""
    author = get_object_or_404(Author.objects.select_related("portrait"), slug=slug)
    page = _page_of(request, Article.objects.filter(bylines__author=author).published())
    if not page.items:
        raise Http404
    context = {"author": author, "page": page, "profile": profile_of(author)}
    return render(request, "articles/author.html", context)


@require_safe
def archive(request, year, month):
    """A month's articles, all of them: here is what is older than the fiftieth page of any list."""
    month = Month(year, month)
    page = _page_of(request, in_month(month), most=None)
    if not page.items:
        raise Http404
    before, after = around(month)
    context = {"month": month, "page": page, "before": before, "after": after}
    return render(request, "articles/archive.html", context)


@require_safe
def archives(request):
    return render(request, "articles/archives.html", {"years": years()})


@require_safe
def corrections(request):
    """What we had wrong, in articles that are still published."""
    public = Article.objects.published().filter(pk=OuterRef("article"))
    noted = Correction.objects.filter(Exists(public)).select_related("article__section")
    page = page_of(noted.defer("article__body"), request.GET.get("page"), most=None)
    return render(request, "articles/corrections.html", {"page": page})


@require_safe
def page(request, slug):
    """One of the paper's own pages: about, imprint, privacy and the like."""
    return render(request, "articles/page.html", {"page": get_object_or_404(Page, slug=slug)})


def _page_of(request, articles, **how):
    return page_of(articles.newest_first().for_cards(), request.GET.get("page"), **how)


def _to_what_it_was_merged_into(topic):
    if not topic.articles.published().exists():
        raise Http404
    return redirect(topic, permanent=True)
