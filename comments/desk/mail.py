"""The outbox at the desk: what waits, what could not be sent, what was sent of late.

No text of a mail is ever shown: some hold links that open what is one reader's. Nor is an address,
but for its first letter and its host.
"""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from comments.desk.gate import for_moderators, sections_of
from portal.outbox import Mail
from portal.paging import page_of

A_PAGE = 50
OF_LATE = timedelta(days=7)
SHOWN = {
    "waiting": lambda at: Mail.objects.untried().order_by("not_before", "id"),
    "failed": lambda at: Mail.objects.troubled().order_by("-id"),
    "sent": lambda at: Mail.objects.filter(sent_at__gt=at - OF_LATE).order_by("-sent_at", "-id"),
}


def may_see_mail(moderator) -> bool:
    """The outbox is of the whole site: it is no business of who looks after single sections."""
    return sections_of(moderator) is None


@for_moderators
@require_http_methods(["GET", "HEAD", "POST"])
def mail(request):
    """A list of mails with what became of them; a POST tries again or gives up."""
    if not may_see_mail(request.user):
        raise PermissionDenied
    asked = request.POST if request.method == "POST" else request.GET
    show = asked.get("show") if asked.get("show") in SHOWN else "waiting"
    at = timezone.now()
    if request.method == "POST":
        _do(request, at)
        return HttpResponseRedirect(reverse("moderation:mail", query={"show": show}))
    rows = SHOWN[show](at).defer("text", "headers")
    context = {
        "show": show,
        "page": page_of(rows, request.GET.get("page"), size=A_PAGE, most=None),
        "counts": _counts(at),
        "days": OF_LATE.days,
    }
    return render(request, "moderation/mail.html", context)


def _counts(at) -> dict[str, int]:
    unsent = Q(sent_at__isnull=True)
    fresh = Q(tries=0, given_up_at__isnull=True)
    return Mail.objects.aggregate(
        waiting=Count("pk", filter=unsent & fresh),
        failed=Count("pk", filter=unsent & ~fresh),
        sent=Count("pk", filter=Q(sent_at__gt=at - OF_LATE)),
    )


def _do(request, at):
    name = next((one for one in ("retry", "give_up") if one in request.POST), "")
    said = request.POST.get(name, "")
    one = Mail.objects.filter(pk=said if said.isdecimal() and len(said) < 19 else None).first()
    if name == "retry" and said == "all":
        done = Mail.objects.all().retry(request.user, at)
        told = ngettext("%(n)s mail is sent again.", "%(n)s mails are sent again.", done)
    elif name == "retry":
        done, told = one and one.retry(request.user, at), _("The mail is sent again.")
    else:
        done, told = one and one.give_up(request.user, at), _("The mail will not be sent.")
    if done:
        messages.success(request, told % {"n": done})
    else:
        messages.warning(
            request, _("Nothing was done: the mail was sent or changed meanwhile. Look again.")
        )
