"""The page behind a mailed link that proves an address. Opening it changes nothing."""

import uuid

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from comments.models import Confirmation
from comments.people import confirming
from comments.people.browser import reader_of, remember
from portal.addresses import client_address, neighbourhood
from portal.reader_posts import proof, readers_post


def purpose(key) -> str:
    return f"confirm:{key}"


def refused(request, refusal, key):
    """The page again, and why nothing was done."""
    return _show(request, _link(key), refusal.status, told=refusal.message)


@readers_post(purpose=purpose, refused=refused)
def confirm(request, key):
    """One button that proves the address, and one for whoever did not write the comment."""
    link, at = _link(key), timezone.now()
    if request.method != "POST" or link is None:
        return _show(request, link)
    deed = request.POST.get("deed", "confirm")
    if deed == "again":
        return _mail_again(request, link, at)
    if deed == "disown":
        if confirming.disown(link, at):
            return render(request, "people/confirm.html", {"state": "disowned"})
        return _show(request, _link(key))
    if person := confirming.confirm(link, at):
        response = HttpResponseRedirect(reverse("comments:known") + "?done=confirmed", status=303)
        return remember(response, reader_of(request).browser or uuid.uuid4(), person)
    return _show(request, _link(key))


def _link(key) -> Confirmation | None:
    links = Confirmation.objects.filter(purpose=Confirmation.Purpose.CONFIRM)
    return links.filter(pk=key).select_related("comment").first()


def _mail_again(request, link, at):
    """A new link in place of one that is too old; told in the same words whether or not it was sent."""
    if link.used_at is None and link.expires_at <= at:
        machine = neighbourhood(client_address(request))
        confirming.ask(link.email, at, machine=machine, comment=link.comment)
    return render(request, "people/confirm.html", {"state": "mailed"})


def _show(request, link, status=None, told=""):
    """What can be done with the link. Used and unknown ones look the same."""
    state = "gone"
    if link and link.used_at is None:
        state = "open" if link.expires_at > timezone.now() else "late"
    comment = link.comment if state == "open" else None
    context = {
        "state": state,
        "told": told,
        "comment": comment,
        "article": comment and Article.objects.published().filter(pk=comment.article_id).first(),
        "known": reader_of(request).commenter if state == "gone" else None,
        "proof": proof(purpose(link.pk)) if link else "",
    }
    return render(
        request,
        "people/confirm.html",
        context,
        status=status or {"gone": 410, "late": 410}.get(state, 200),
    )
