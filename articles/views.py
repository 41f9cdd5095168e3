"""What readers see of the articles: the front page, a section, an article, a preview."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.front import composed
from articles.models import Article, Section
from articles.previews import article_in_preview
from articles.reading import public_article
from portal.paging import page_of


@require_safe
def front(request):
    latest = Article.objects.published().newest_first().for_cards()
    page = page_of(latest, request.GET.get("page"))
    return render(request, "articles/front.html", {"page": page, "places": composed(page.items)})


@require_safe
def section(request, slug):
    section = get_object_or_404(Section, slug=slug)
    articles = section.articles.published().newest_first().for_cards()
    page = page_of(articles, request.GET.get("page"))
    return render(request, "articles/section.html", {"section": section, "page": page})


@require_safe
def detail(request, slug):
    at = timezone.now()
    article = public_article(slug, at)
    if article.slug != slug:
        return redirect(article, permanent=True)
    neighbours = Article.objects.published(at).only("headline", "slug", "language")
    context = {
        "article": article,
        "corrections": article.corrections.all(),
        "previous": neighbours.before(article).first(),
        "next": neighbours.after(article).first(),
    }
    return render(request, "articles/article.html", context)


@require_safe
def preview(request, token):
    """The newest revision, for whoever has the link. An article without anything new is not hidden."""
    article = article_in_preview(token)
    if article is None:
        raise Http404
    if article.is_published() and not article.has_pending_changes():
        return redirect(article)
    response = render(request, "articles/preview.html", {"article": article.as_it_would_be()})
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
