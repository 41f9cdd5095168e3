"""What readers see of the articles: the front page, an article, a preview. Lists: lists.py."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.around import around
from articles.front import front_page
from articles.models import Article
from articles.previews import article_in_preview
from articles.reading import at_hand, public_article
from portal.paging import page_number, page_of


@require_safe
def front(request):
    """The front page as it is composed; from the second page on, what came before, newest first."""
    if page_number(request.GET.get("page")) == 1:
        return render(request, "articles/front.html", {"front": front_page(timezone.now())})
    latest = Article.objects.published().newest_first().for_cards()
    page = page_of(latest, request.GET.get("page"))
    return render(request, "articles/front.html", {"page": page})


@require_safe
def detail(request, slug):
    at = timezone.now()
    article = public_article(slug, at)
    if article.slug != slug:
        return redirect(article, permanent=True)
    context = {"article": at_hand(article), "around": around(article, at)}
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
