"""Staff give people a copy of their data, or erase it, for those who asked by other ways than the site.

Only for moderators of all sections: a person's data do not end where a beat does.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comments.desk.gate import for_moderators, sections_of
from comments.desk.people import person_at_the_desk
from comments.law.erasure import erase
from comments.law.export import everything_about


@for_moderators
@require_http_methods(["GET", "HEAD", "POST"])
def data_of_person(request, pk):
    """A page with two buttons: a copy of everything, and erasing it, which asks for a tick."""
    commenter = person_at_the_desk(request.user, pk).commenter
    if sections_of(request.user) is not None:
        raise PermissionDenied
    at = timezone.now()
    if request.method == "POST" and "copy" in request.POST:
        return _copy(commenter, at)
    missing = request.method == "POST" and "sure" not in request.POST
    if request.method == "POST" and not missing:
        erase(commenter, by=request.user, at=at)
        messages.success(request, _("Everything about this person was erased."))
        return redirect("moderation:queue")
    context = {"commenter": commenter, "missing": missing}
    status = 422 if missing else 200
    return render(request, "moderation/people/data.html", context, status=status)


def _copy(commenter, at):
    response = JsonResponse(
        everything_about(commenter.email, at),
        json_dumps_params={"indent": 2, "ensure_ascii": False},
    )
    response["Content-Disposition"] = f'attachment; filename="commenter-{commenter.pk}.json"'
    return response
