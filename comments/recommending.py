"""Recommending a comment: one button on pages that caches keep. No login, and nothing but up."""

import uuid
from datetime import timedelta

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from comments.closing import why_closed
from comments.folding import fold
from comments.models import Recommendation
from comments.people.browser import reader_of, remember
from comments.places import address_of
from comments.reading import public_comment
from portal.addresses import client_address, neighbourhood
from portal.reader_posts import readers_post

AN_HOUR = 60  # from one machine address


def refused(request, refusal, pk):
    """Another page sent it, or a browser that does not say which: asked again on a page of its own."""
    told = _(
        "Your browser did not confirm that this came from our page. Please press the button here."
    )
    return _ask(request, public_comment(pk), refusal.status, told)


@readers_post(purpose=None, refused=refused)
def recommend(request, pk):
    """Recommend a comment, once. The page asks again, and there it can be taken back."""
    comment = public_comment(pk)
    if request.method != "POST":
        return _ask(request, comment)
    at, reader = timezone.now(), reader_of(request)
    if "take_back" in request.POST:
        if Recommendation.take_back(comment, reader.browser, at):
            fold(at)
        return HttpResponseRedirect(address_of(comment), status=303)
    address = neighbourhood(client_address(request))
    if why := _why_not(comment, reader, address, at):
        return _ask(request, comment, *why)
    browser = reader.browser or uuid.uuid4()
    if not Recommendation.give(comment, browser, address, at):
        return _once_only(request, comment, reader)
    fold(at)
    return remember(_done(request, comment), browser, reader.commenter)


def _why_not(comment, reader, address, at) -> tuple[int, str] | None:
    """Why it is not taken: the status to answer with, and words."""
    own = reader.browser and comment.browser == reader.browser
    if own or (reader.commenter and comment.commenter_id == reader.commenter.pk):
        return 409, _("This comment is your own.")
    if closed := why_closed(comment.article, at):
        return 409, closed
    an_hour_ago = at - timedelta(hours=1)
    if Recommendation.objects.filter(address=address, at__gt=an_hour_ago).count() >= AN_HOUR:
        return 429, _("Very much was recommended from your connection. Please wait an hour.")
    return None


def _once_only(request, comment, reader):
    """By this browser: the page says so and takes it back. By another one there: that counts for both."""
    if Recommendation.objects.by(reader.browser).filter(comment=comment).exists():
        if _in_place(request):
            return HttpResponse(status=409)
        own = reverse("comments:recommend", kwargs={"pk": comment.pk})
        return HttpResponseRedirect(own, status=303)
    told = _("It was recommended from your connection before. Each connection counts once.")
    return _ask(request, comment, 409, told)


def _done(request, comment):
    if _in_place(request):
        return HttpResponse(_("Recommended"), content_type="text/plain; charset=utf-8")
    return HttpResponseRedirect(address_of(comment), status=303)


def _in_place(request) -> bool:
    """Whether recommend.js asks, which shows the answer where the button stands."""
    return request.headers.get("X-Fragment") == "recommend"


def _ask(request, comment, status=200, told=""):
    own = Recommendation.objects.by(reader_of(request).browser).filter(comment=comment)
    context = {
        "comment": comment,
        "article": comment.article,
        "address": address_of(comment),
        "given": own.exists(),
        "told": told,
    }
    response = render(request, "comments/recommend.html", context, status=status)
    if status == 429:
        response["Retry-After"] = "3600"
    return response
