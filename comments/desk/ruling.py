"""Ruling on what a queue shows: on one comment, or on those that are ticked."""

import uuid

from django.contrib import messages
from django.http import HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comments.desk.forms import RulingForm
from comments.desk.gate import for_moderators
from comments.desk.queue import A_PAGE
from comments.desk.selection import Selection
from comments.desk.telling import tell, tell_who_was_first, wants_json, what_became_of


@for_moderators
@require_POST
def rule(request):
    """Rule on one comment (its own button) or on those that are ticked (the buttons at the end)."""
    form = RulingForm(request.POST)
    if not form.is_valid():
        errors = form.errors.get("__all__", [_("Nothing was done: choose what to do.")])
        if wants_json(request):
            return JsonResponse({"error": " ".join(errors)}, status=422)
        for error in errors:
            messages.error(request, error)
        return back_to_the_list(request)
    batch = uuid.uuid4()
    done, lost = form.apply(by=request.user, batch=batch)
    if wants_json(request):
        told = [what_became_of(comment, request.user) for comment in lost]
        return JsonResponse({"done": [one.pk for one in done], "lost": told, "batch": str(batch)})
    tell(request, len(done), batch)
    tell_who_was_first(request, lost)
    return back_to_the_list(request)


def back_to_the_list(request) -> HttpResponseRedirect:
    """To the same queue, filters and page; to its last page where it has become shorter."""
    selection = Selection.asked(request.POST)
    asked = request.POST.get("page", "")
    if len(asked) > 6 or not asked.isascii() or not asked.isdecimal() or asked in ("0", "1"):
        return HttpResponseRedirect(selection.address())
    pages = -(-selection.comments(request.user).count() // A_PAGE)
    return HttpResponseRedirect(selection.address(min(int(asked), pages)))
