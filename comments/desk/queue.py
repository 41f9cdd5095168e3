"""The moderators' desk: what waits, ruling on it, taking a ruling back, editing a text."""

import uuid

from django.contrib import messages
from django.db.models import Exists, F, OuterRef
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comments.desk.forms import LONGEST_NOTE, EditForm, RulingForm
from comments.desk.gate import for_moderators
from comments.desk.records import records_of
from comments.models import Comment, Decision
from portal.paging import page_of

A_PAGE = 30
SET_ASIDE = [Comment.Status.SPAM, Comment.Status.REJECTED]
RECENT = 20


@for_moderators
@require_safe
def queue(request):
    """What waits, oldest first; or what was set aside, newest first, to be looked at again."""
    aside = request.GET.get("show") if request.GET.get("show") in SET_ASIDE else ""
    comments = Comment.objects.set_aside(aside) if aside else Comment.objects.pending()
    comments = comments.select_related("article__section", "parent")
    page = page_of(comments, request.GET.get("page"), size=A_PAGE, most=None)
    context = {
        "page": page,
        "aside": aside,
        "records": records_of(page.items),
        "count": comments.count(),
        "reasons": RulingForm.REASONS,
        "longest_note": LONGEST_NOTE,
        "recent": _recent_rulings(),
    }
    return render(request, "moderation/queue.html", context)


@for_moderators
@require_POST
def rule(request):
    """Rule on one comment (its own button) or on those that are ticked (the buttons at the end)."""
    form = RulingForm(request.POST)
    if not form.is_valid():
        for error in form.errors.get("__all__", [_("Nothing was done: choose what to do.")]):
            messages.error(request, error)
        return _back_to_the_list(request)
    batch = uuid.uuid4()
    done, lost = form.apply(by=request.user, batch=batch)
    _tell(request, done, lost, batch)
    return _back_to_the_list(request)


@for_moderators
@require_POST
def undo(request, batch):
    """Take back one ruling or a whole batch, where nobody has ruled again since."""
    decisions = Decision.objects.filter(batch=batch).select_related("comment")
    if one := request.POST.get("one"):
        decisions = decisions.filter(pk=one) if one.isdecimal() and len(one) < 19 else ()
    undone, lost = [], []
    for decision in decisions:
        comment = decision.comment
        if comment.last_ruling() == decision and comment.undo(by=request.user):
            undone.append(comment)
        else:
            lost.append(comment)
    if undone:
        text = ngettext(
            "%(n)s ruling was taken back.", "%(n)s rulings were taken back.", len(undone)
        )
        messages.success(request, text % {"n": len(undone)})
    _tell_who_was_first(request, lost)
    return redirect("moderation:queue")


@for_moderators
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, pk):
    """Change a comment's text. The ruling on record keeps what it said before."""
    comment = get_object_or_404(Comment.objects.select_related("article"), pk=pk)
    initial = {"text": comment.text, "version": comment.text_version}
    form = EditForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        fields = form.cleaned_data
        comment.text_version = fields["version"]  # the text that the moderator saw
        if comment.edit(by=request.user, text=fields["text"], note=fields["note"]):
            messages.success(request, _("The text was changed."))
            return redirect("moderation:queue")
        comment.refresh_from_db()
        _say_why_nothing_changed(form, comment)
    status = 422 if form.errors else 200
    context = {"comment": comment, "form": form}
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


def _back_to_the_list(request):
    aside = request.POST.get("show")
    query = {"show": aside} if aside in SET_ASIDE else None
    return HttpResponseRedirect(reverse("moderation:queue", query=query))


def _recent_rulings():
    """The moderators' latest, but for those that another ruling followed: they cannot be undone."""
    of_the_same = Decision.objects.filter(comment=OuterRef("comment"), id__gt=OuterRef("id"))
    later = of_the_same.exclude(status_before=F("status_after"))
    rulings = Decision.objects.filter(~Exists(later), batch__isnull=False)
    return rulings.select_related("moderator", "comment").order_by("-id")[:RECENT]


def _tell(request, done, lost, batch):
    if done:
        text = ngettext("%(n)s comment was ruled on.", "%(n)s comments were ruled on.", len(done))
        messages.success(request, text % {"n": len(done)}, extra_tags=f"batch {batch}")
    _tell_who_was_first(request, lost)


def _tell_who_was_first(request, lost):
    for comment in lost:
        comment.refresh_from_db()
        ruling = comment.last_ruling()
        who = (ruling and ruling.moderator) or _("a rule")
        messages.warning(
            request,
            _("Nothing was done with the comment by %(name)s: it is %(status)s, by %(who)s.")
            % {"name": comment.name, "status": comment.get_status_display(), "who": who}
            if ruling
            else _("Nothing was done with the comment by %(name)s: it changed meanwhile.")
            % {"name": comment.name},
        )
