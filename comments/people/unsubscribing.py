"""Stopping mail: one click in the reader's mail program (RFC 8058), or a button on our page.

The token in the link is the only protection it needs: it does nothing but stop mail, twice as well as
once, and nobody else can make one. So a mail provider can POST it without a cookie or a proof.
"""

from django.db import transaction
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from comments.models import Comment, Commenter
from portal import links, outbox
from portal.feeds.addresses import whole

PURPOSE = "unsubscribe"


def address_of(commenter: Commenter, comment: Comment | None = None) -> str:
    """The whole address at which this person stops mail about answers to this comment, or all mail."""
    said = [commenter.pk, comment.pk if comment else 0]
    return whole(reverse("comments:unsubscribe", kwargs={"token": links.signed(PURPOSE, said)}))


def headers_of(address: str) -> dict[str, str]:
    """By which a mail program offers its own button."""
    return {
        "List-Unsubscribe": f"<{address}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request, token):
    """GET shows buttons; any POST stops mail: what the button says, else what the mail was about."""
    said = links.opened(PURPOSE, token)
    if not isinstance(said, list) or len(said) != 2:
        raise Http404
    commenter, comment = said
    context = {"one": bool(comment), "state": "asked"}
    if request.method == "POST":
        everything = not comment or request.POST.get("deed") == "all"
        _stop(commenter, None if everything else comment)
        context["state"] = "all" if everything else "one"
    return render(request, "people/unsubscribe.html", context)


@transaction.atomic
def _stop(commenter: int, comment: int | None) -> None:
    """What waits in the outbox already is not sent either."""
    if comment is None:
        if person := Commenter.objects.filter(pk=commenter).first():
            person.mute()
        return
    own = Comment.objects.filter(pk=comment, commenter=commenter)
    if own.filter(wants_replies=True).update(wants_replies=False):
        answers = Comment.objects.filter(parent__in=own).values_list("pk", flat=True)
        waiting = outbox.Mail.objects.waiting().free(timezone.now())
        waiting.filter(key__in=[f"reply:{pk}" for pk in answers]).delete()
