"""Appeals at the desk: decided by a moderator who did not make the ruling."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from comments.desk.gate import for_moderators, sections_of
from comments.desk.law_forms import AppealDecisionForm
from comments.law.statements import statement_of
from comments.models import Appeal
from portal.paging import page_of

A_PAGE = 30
RECENT = 20


def _within_beat(moderator):
    """This moderator's appeals: those about a ban, which is of no section, are everybody's."""
    appeals = Appeal.objects.select_related(
        "comment__article",
        "comment__commenter",
        "decision",
        "decision__comment",
        "report",
        "ban__commenter",
        "decided_by",
    )
    sections = sections_of(moderator)
    if sections is None:
        return appeals
    return appeals.filter(Q(comment__isnull=True) | Q(comment__article__section__in=sections))


@for_moderators
@require_safe
def appeals(request):
    """Appeals that wait, oldest first, and the latest that were decided."""
    mine = _within_beat(request.user)
    page = page_of(mine.open(), request.GET.get("page"), size=A_PAGE, most=None)
    decided = mine.filter(decided_at__isnull=False).order_by("-decided_at")[:RECENT]
    rows = [(appeal, appeal.may_be_decided_by(request.user)) for appeal in page.items]
    context = {"page": page, "rows": rows, "decided": decided}
    return render(request, "moderation/law/appeals.html", context)


@for_moderators
@require_http_methods(["GET", "HEAD", "POST"])
def decide_appeal(request, pk):
    """One appeal, with the ruling that it is about; whoever made that cannot decide it."""
    appeal = get_object_or_404(_within_beat(request.user), pk=pk)
    removes = appeal.report_id is not None
    form = AppealDecisionForm(request.POST or None, removes=removes, initial=_seen(appeal))
    allowed = appeal.may_be_decided_by(request.user)
    status = 200
    if request.method == "POST":
        if form.is_valid() and allowed and _decide(request, appeal, form):
            return redirect("moderation:appeals")
        appeal.refresh_from_db()
        status = 422 if allowed and not appeal.decided_at else 409
        if form.is_valid() and allowed and not appeal.decided_at:
            form = _form_again(form, appeal, removes)
    context = {
        "appeal": appeal,
        "form": form,
        "allowed": allowed,
        "comment": appeal.comment,
        "statement": appeal.decision and statement_of(appeal.decision),
        "removes": removes,
    }
    return render(request, "moderation/law/appeal.html", context, status=status)


def _decide(request, appeal, form) -> bool:
    fields = form.cleaned_data
    done = appeal.decide(
        request.user,
        fields["granted"] == "yes",
        fields["answer"],
        timezone.now(),
        reason=fields.get("reason", ""),
        note=fields.get("note", ""),
        seen=fields["seen"],
    )
    if done:
        messages.success(request, _("The appeal was decided; the person is told."))
    return done


def _seen(appeal) -> dict:
    comment = appeal.comment
    return {"seen": f"{comment.status}:{comment.text_version}" if comment else ""}


def _form_again(form, appeal, removes) -> AppealDecisionForm:
    data = form.data.copy()
    if appeal.comment:
        appeal.comment.refresh_from_db()
    data["seen"] = _seen(appeal)["seen"]
    again = AppealDecisionForm(data, removes=removes)
    again.is_valid()
    again.add_error(
        None, _("Nothing was done: the comment changed meanwhile. Look again, then save.")
    )
    return again
