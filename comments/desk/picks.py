"""Making a comment an editors' pick, and taking that back."""

from django.contrib import messages
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comments.desk.back import back_from
from comments.desk.gate import comment_at_the_desk, for_moderators


@for_moderators
@require_POST
def pick(request, pk):
    """Pick it, or with `undo` pick it no more. Only what everybody sees is picked."""
    comment = comment_at_the_desk(request.user, pk)
    if "undo" in request.POST:
        comment.unpick(by=request.user)
        messages.success(request, _("It is no editors' pick any more."))
    elif comment.pick(by=request.user) or comment.is_public:
        messages.success(request, _("It is an editors' pick now."))
    else:
        messages.warning(request, _("Nothing was done: readers do not see this comment."))
    return back_from(request)
