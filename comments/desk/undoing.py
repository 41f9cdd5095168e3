"""Taking back: one ruling, or a whole batch of them, as far as nobody has ruled again since."""

import uuid

from django.contrib import messages
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from comments.desk.gate import for_moderators, within_beat
from comments.desk.selection import Selection
from comments.desk.telling import tell_who_was_first, wants_json, what_became_of
from comments.models import Decision

RECENT = 20
A_CHUNK = 200  # rulings taken back in one request


@for_moderators
@require_POST
def undo(request, batch):
    """Take back one ruling or a whole batch; a long one a chunk at a time, each sent by the moderator."""
    decisions = _of(batch, request.user)
    if one := request.POST.get("one"):
        valid = one.isascii() and one.isdecimal() and len(one) < 19
        decisions = decisions.filter(pk=one) if valid else decisions.none()
    total = decisions.count()
    chunk = list(standing(decisions).select_related("comment")[:A_CHUNK])
    undone = [one.comment for one in chunk if _take_back(one, request.user)]
    if len(undone) == A_CHUNK and (left := standing(decisions).count()):
        return render(
            request,
            "moderation/going_on.html",
            {
                "done": total - left,
                "total": total,
                "heading": _("Taking rulings back"),
                "kept": Selection.asked(request.POST).query,
            },
        )
    lost = _not_undone(decisions, undone, total)
    return _answer(request, undone, lost, total)


def standing(decisions: QuerySet) -> QuerySet:
    """Those that can be undone: no other ruling on the same comment followed."""
    later = Decision.objects.filter(comment=OuterRef("comment"), id__gt=OuterRef("id"))
    followed = later.filter(
        ~Q(status_before=F("status_after"))
        | Q(reason__in=[Decision.Reason.CONFIRMED, Decision.Reason.UNDONE])
    )
    return decisions.filter(~Exists(followed))


def recent_rulings(moderator) -> QuerySet:
    """The moderators' latest, but for those that another ruling followed: they cannot be undone."""
    rulings = standing(Decision.objects.filter(batch__isnull=False))
    mine = within_beat(moderator, rulings, "comment__article")
    return mine.select_related("moderator", "comment").order_by("-id")[:RECENT]


def _of(batch: uuid.UUID, moderator) -> QuerySet:
    return within_beat(
        moderator, Decision.objects.filter(batch=batch), "comment__article"
    ).order_by("id")


def _take_back(decision: Decision, moderator) -> bool:
    comment = decision.comment
    return comment.last_deed() == decision and comment.undo(by=moderator)


def _not_undone(decisions: QuerySet, undone: list, total: int) -> list:
    """The comments of this batch that stay as they are; of a long batch nobody reads a list."""
    if total > A_CHUNK:
        return []
    pks = {comment.pk for comment in undone}
    return [one.comment for one in decisions.select_related("comment") if one.comment_id not in pks]


def _answer(request, undone, lost, total):
    if wants_json(request):
        told = [what_became_of(comment, request.user) for comment in lost]
        return JsonResponse({"undone": [comment.pk for comment in undone], "lost": told})
    count = total if total > A_CHUNK else len(undone)
    if count:
        text = ngettext("%(n)s ruling was taken back.", "%(n)s rulings were taken back.", count)
        messages.success(request, text % {"n": count})
    tell_who_was_first(request, lost)
    return HttpResponseRedirect(Selection.asked(request.POST).address())
