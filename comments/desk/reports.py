"""What readers reported: the list, and deciding all reports of one comment together."""

import uuid

from django.contrib import messages
from django.db.models import Count, Min, Q
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from comments.desk.gate import comment_at_the_desk, for_moderators, within_beat
from comments.desk.law_forms import ReportsForm
from comments.law.deciding import decide
from comments.models import Comment, Report
from portal.paging import page_of

A_PAGE = 30


@for_moderators
@require_safe
def reports(request):
    """Comments with open reports: notices of illegal content first, then the oldest."""
    waiting = Q(reports__isnull=False, reports__closed_at__isnull=True)
    notice = Q(reports__kind=Report.Kind.ILLEGAL)
    comments = (
        within_beat(request.user, Comment.objects.filter(waiting))
        .annotate(
            open_reports=Count("reports", filter=waiting & ~notice),
            open_notices=Count("reports", filter=waiting & notice),
            reported_at=Min("reports__at", filter=waiting),
        )
        .select_related("article")
        .order_by("-open_notices", "reported_at", "pk")
    )
    page = page_of(comments, request.GET.get("page"), size=A_PAGE, most=None)
    return render(request, "moderation/law/reports.html", {"page": page})


@for_moderators
@require_http_methods(["GET", "HEAD", "POST"])
def decide_reports(request, pk):
    """Decide the open reports of one comment; and see those decided before."""
    comment = comment_at_the_desk(request.user, pk)
    form = ReportsForm(request.POST or None, initial=_seen(comment))
    if request.method == "POST" and form.is_valid():
        if _decide(request, comment, form):
            return redirect("moderation:reports")
        comment.refresh_from_db()
        form = _form_again(form, comment)
    context = {
        "comment": comment,
        "form": form,
        "open": comment.reports.open(),
        "closed": comment.reports.filter(closed_at__isnull=False).select_related("closed_by"),
    }
    status = 422 if form.errors else 200
    return render(request, "moderation/law/decide.html", context, status=status)


def _decide(request, comment, form) -> bool:
    fields = form.cleaned_data
    batch = uuid.uuid4()
    saw = fields["seen"] == f"{comment.status}:{comment.text_version}"
    done = saw and decide(
        comment,
        by=request.user,
        seen_reports=form.seen_reports,
        remove=fields["remove"] == "yes",
        illegal=fields["illegal"],
        reason=fields["reason"],
        note=fields["note"],
        told=fields["told"],
        batch=batch,
    )
    if not done:
        return False
    ruled = comment.decisions.filter(batch=batch).exists()
    text = _("The reports were decided; those who sent them are told after a few minutes.")
    messages.success(request, text, extra_tags=f"batch {batch}" if ruled else "")
    return True


def _seen(comment) -> dict:
    ids = comment.reports.open().values_list("pk", flat=True)
    return {
        "seen": f"{comment.status}:{comment.text_version}",
        "reports": ",".join(map(str, ids)),
    }


def _form_again(form, comment) -> ReportsForm:
    """The answers as they were, about the comment as it is now; with who was first."""
    data = form.data.copy()
    data.update(_seen(comment))
    data["seen"], data["reports"] = _seen(comment).values()
    again = ReportsForm(data)
    again.is_valid()
    again.add_error(None, _who_was_first(comment))
    return again


def _who_was_first(comment) -> str:
    last = comment.reports.filter(closed_at__isnull=False).order_by("-closed_at").first()
    if not comment.reports.open().exists() and last:
        who = last.closed_by or _("a rule")
        outcome = _("the comment goes") if last.removed else _("the comment stays")
        return _("Nothing was done: %(who)s has decided already (%(outcome)s).") % {
            "who": who,
            "outcome": outcome,
        }
    return _(
        "Nothing was done: the comment or its reports changed meanwhile. Look again, then save."
    )
