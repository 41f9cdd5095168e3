"""A moderator changes a comment's text. The ruling on record keeps what it said before."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comments.desk.forms import EditForm
from comments.desk.gate import comment_at_the_desk, for_moderators
from comments.desk.selection import Selection


@for_moderators
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, pk):
    """The form; and back to the queue from which it was opened, which stands in the address."""
    comment = comment_at_the_desk(request.user, pk)
    selection = Selection.asked(request.GET)
    initial = {"text": comment.text, "version": comment.text_version}
    form = EditForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        fields = form.cleaned_data
        comment.text_version = fields["version"]  # the text that the moderator saw
        if comment.edit(by=request.user, text=fields["text"], note=fields["note"]):
            messages.success(request, _("The text was changed."))
            return HttpResponseRedirect(selection.address())
        comment.refresh_from_db()
        _say_why_nothing_changed(form, comment)
    status = 422 if form.errors else 200
    context = {"comment": comment, "form": form, "back": selection.address()}
    return render(request, "moderation/edit.html", context, status=status)


def _say_why_nothing_changed(form, comment):
    """A moderator who has read the newer text may still save over it."""
    if form.cleaned_data["version"] == comment.text_version:
        form.add_error(None, _("Nothing was changed: the text is the same."))
        return
    form.data = form.data.copy()
    form.data["version"] = comment.text_version
    told = _(
        "Nothing was changed: the text was edited meanwhile. Save again to replace it: “%(text)s”"
    )
    form.add_error(None, told % {"text": comment.text})
