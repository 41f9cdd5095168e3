"""What a reader sent, and what became of it. Nobody else sees this."""

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.models import Article
from comments.models import Comment
from comments.people.browser import forget, reader_of
from comments.waiting import how_long, is_quiet
from portal.paging import page_of
from portal.reader_posts import readers_post


@require_safe
@never_cache
def mine(request):
    """Every comment of one's own with its state, newest first; as a fragment the one just sent."""
    at, reader = timezone.now(), reader_of(request)
    own = Comment.objects.belonging_to(reader).select_related("commenter")
    page = page_of(own.prefetch_related("decisions"), request.GET.get("page"))
    public = Article.objects.published().in_bulk({comment.article_id for comment in page})
    just_sent = request.GET.get("sent", "")
    told = [
        {
            "comment": comment,
            "article": public.get(comment.article_id),
            "revisable": comment.is_revisable(at),
            "just_sent": str(comment.pk) == just_sent,
        }
        for comment in page
    ]
    context = {
        "told": told,
        "page": page,
        "commenter": reader.commenter,
        "sent": next((one for one in told if one["just_sent"]), None),
        "how_long": how_long(at),
        "quiet": is_quiet(at),
    }
    fragment = request.headers.get("X-Fragment") == "form"
    return render(request, "comments/sent.html" if fragment else "comments/mine.html", context)


def _not_ours(request, refusal):
    return HttpResponseRedirect(reverse("comments:mine"), status=303)


@readers_post(purpose=None, refused=_not_ours)
def leave(request):
    """Make this browser a stranger's: it is known for nobody, and for nothing that it sent."""
    if request.method != "POST":
        return render(request, "comments/leave.html", {"commenter": reader_of(request).commenter})
    return forget(HttpResponseRedirect(reverse("comments:mine"), status=303))
