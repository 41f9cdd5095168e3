"""What readers read: an article's discussion page by page, and the way to one comment."""

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from articles.models import Article
from articles.reading import public_article
from comments.closing import why_closed
from comments.models import Comment
from comments.places import address_of
from comments.threads import thread_of, thread_under


@require_safe
def thread(request, slug):
    """An article's discussion, page by page; with `?root=`, one thread of it."""
    article = public_article(slug)
    if article.slug != slug:
        return redirect("comments:thread", slug=article.slug, permanent=True)
    if article.comment_policy == Article.CommentPolicy.HIDDEN:
        raise Http404
    root, page = request.GET.get("root"), request.GET.get("page")
    if root is None:
        shown = thread_of(article, page, request.GET.get("order", ""))
    else:
        shown = thread_under(article, root, page)
    context = {"article": article, "thread": shown, "closed": why_closed(article)}
    return render(request, "comments/thread.html", context)


@require_safe
def permalink(request, pk):
    """Where a comment stands: the page of its thread, and its place there."""
    return HttpResponseRedirect(address_of(public_comment(pk)))


def public_comment(pk: int) -> Comment:
    """The comment, if everybody sees it. Raises Http404, or Gone with its article."""
    comments = Comment.objects.public().select_related("article", "root")
    comment = get_object_or_404(comments, pk=pk)
    article = public_article(comment.article.slug)
    if article.comment_policy == Article.CommentPolicy.HIDDEN:
        raise Http404
    return comment
