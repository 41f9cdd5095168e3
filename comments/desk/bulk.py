"""Ruling on all that match: after a page that says how many they are, and on nothing that came later.

The page carries, signed for this moderator, every comment with the status and text that matched when it
was drawn. They are ruled on as one batch, a chunk in each request, so that thousands do not time out.
"""

import uuid
from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from comments.desk.forms import (
    LONGEST_NOTE,
    NEED_A_NOTE,
    REASONS,
    RulingForm,
    as_note,
    rule_on,
    what_is_missing,
)
from comments.desk.gate import for_moderators, within_beat
from comments.desk.queues import LABELS
from comments.desk.selection import Selection
from comments.desk.telling import tell
from comments.models import Comment, Decision
from portal import links

MOST = 5_000  # comments in one batch
A_CHUNK = 200  # comments ruled on in one request
LASTS = timedelta(hours=1)
SAMPLE = 5


@for_moderators
@require_http_methods(["GET", "HEAD", "POST"])
def bulk(request):
    """How many match, to be confirmed; then the rulings."""
    if request.method != "POST":
        return _ask(request, Selection.asked(request.GET))
    selection = Selection.asked(request.POST)
    seen = links.opened(_purpose(request), request.POST.get("seen", ""), LASTS)
    if seen is None:
        messages.error(request, _("Nothing was done: this page was too old. Here it is anew."))
        return HttpResponseRedirect(_address(selection))
    ruling, reason = request.POST.get("ruling", ""), request.POST.get("reason", "")
    note = as_note(request.POST.get("note", ""))
    error = "" if ruling in RulingForm.RULINGS else _("Nothing was done: choose what to do.")
    if ruling == "reject":
        error = what_is_missing(reason, note)
    if error:
        return _show(request, selection, seen, {"error": error, "reason": reason, "note": note})
    return _rule(request, selection, seen, ruling, reason, note)


def _ask(request, selection: Selection):
    """What matches now is what will be ruled on."""
    rows = selection.comments(request.user).values_list("pk", "status", "text_version")
    seen = {
        "batch": str(uuid.uuid4()),
        "comments": [f"{pk}:{status}:{version}" for pk, status, version in rows[:MOST]],
    }
    return _show(request, selection, seen, {"matching": rows.count()})


def _show(request, selection, seen, context):
    count = len(seen["comments"])
    pks = [one.partition(":")[0] for one in seen["comments"][:SAMPLE]]
    sample = within_beat(request.user, Comment.objects.filter(pk__in=pks))
    context = {
        "selection": selection,
        "label": LABELS[selection.queue],
        "chips": selection.chips(request.user),
        "name": selection.queue,
        "count": count,
        "matching": count,
        "more": count - len(pks),
        "sample": sample.select_related("article").order_by("created_at", "id"),
        "seen": links.signed(_purpose(request), seen),
        "reasons": REASONS,
        "needs_note": " ".join(NEED_A_NOTE),
        "longest_note": LONGEST_NOTE,
    } | context
    status = 422 if context.get("error") else 200
    return render(request, "moderation/bulk.html", context, status=status)


def _rule(request, selection, seen, ruling, reason, note):
    """One chunk; then the page that sends the next, or back to the queue."""
    total, batch = len(seen["comments"]), uuid.UUID(seen["batch"])
    start = _start(request.POST.get("start", ""))
    chunk = dict(one.split(":", 1) for one in seen["comments"][start : start + A_CHUNK])
    comments = within_beat(request.user, Comment.objects.filter(pk__in=chunk))
    for comment in comments.order_by("created_at", "id"):
        if f"{comment.status}:{comment.text_version}" == chunk[str(comment.pk)]:
            rule_on(comment, ruling, request.user, batch, reason, note)
    if start + A_CHUNK < total:
        kept = {"seen": request.POST["seen"], "start": start + A_CHUNK, "ruling": ruling}
        kept |= {"reason": reason, "note": note} | selection.query
        told = {"done": start + A_CHUNK, "total": total, "kept": kept}
        told["heading"] = _("Ruling on all of them")
        return render(request, "moderation/going_on.html", told)
    done = Decision.objects.filter(batch=batch, moderator=request.user).count()
    tell(request, done, batch)
    if left := total - done:
        text = ngettext(
            "%(n)s stays as it is: it changed meanwhile, or is so already.",
            "%(n)s stay as they are: they changed meanwhile, or are so already.",
            left,
        )
        messages.warning(request, text % {"n": left})
    return HttpResponseRedirect(selection.address())


def _start(said: str) -> int:
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 7 else 0


def _purpose(request) -> str:
    return f"bulk.{request.user.pk}"


def _address(selection: Selection) -> str:
    return reverse("moderation:bulk", query=selection.query or None)
