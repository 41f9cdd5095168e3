"""Deciding what readers reported: is it illegal, does it go, and what they are told."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from comments.law.addresses import appeal_address_of, receipt_address_of
from comments.models import Comment, Decision, Report
from comments.models.decision import hears
from portal import outbox
from portal.feeds.addresses import whole

REASON = Decision.Reason
HIDDEN = (Comment.Status.REJECTED, Comment.Status.SPAM)


class Overtaken(Exception):
    """Somebody else was first, or the comment changed: nothing was done."""


def usual_answer(removed: bool, illegal: str) -> str:
    """What reporters are told if the moderator adds nothing."""
    if removed and illegal == Report.Illegal.YES:
        return _("You were right: the comment is illegal, and is no longer shown.")
    if removed and illegal == Report.Illegal.NO:
        return _(
            "We do not hold the comment to be illegal. It breaks our rules, and is no longer shown."
        )
    if removed:
        return _("The comment breaks our rules, and is no longer shown.")
    if illegal == Report.Illegal.YES:
        return _("We hold the comment to be illegal, yet have a reason to leave it where it is.")
    if illegal == Report.Illegal.NO:
        return _(
            "We do not hold the comment to be illegal, and it breaks none of our rules: it stays."
        )
    return _("The comment breaks none of our rules: it stays.")


def decide(
    comment: Comment,
    *,
    by,
    seen_reports: list[int],
    remove: bool,
    illegal: str = "",
    reason: str = "",
    note: str = "",
    told: str = "",
    batch=None,
    at: datetime | None = None,
) -> bool:
    """Decide the open reports of a comment, which is bound to the status and text that were seen.

    Removing closes all of them, leaving it only those that the moderator saw. False: somebody else
    was first, or the comment changed; then nothing was done.
    """
    at = at or timezone.now()
    try:
        with transaction.atomic():
            locked = Comment.objects.select_for_update().get(pk=comment.pk)
            if (locked.status, locked.text_version) != (comment.status, comment.text_version):
                raise Overtaken
            concerned = comment.reports.open()
            if not remove:
                concerned = concerned.filter(pk__in=seen_reports)
            answer = "\n\n".join(filter(None, [usual_answer(remove, illegal), told]))
            reports = list(concerned)
            closed = Report.objects.open().filter(pk__in=[report.pk for report in reports])
            said = {"removed": remove, "illegal": illegal, "answer": answer, "closed_by": by}
            if not reports or closed.update(closed_at=at, **said) != len(reports):
                raise Overtaken
            decision = _rule(comment, by, remove, reason, note, batch, at)
            _tell(Report.objects.filter(pk__in=[report.pk for report in reports]), decision, at)
    except Overtaken:
        return False
    return True


def _rule(comment, by, remove, reason, note, batch, at) -> Decision | None:
    """The ruling that goes with it: a removal, an approval, or that it was read and left standing."""
    if comment.withdrawn_at:
        return None  # its author was first: there is nothing to rule on
    status = comment.status
    if remove and status not in HIDDEN:
        ruled = comment.reject(by, reason, note, batch=batch, at=at)
    elif not remove and status == Comment.Status.PENDING:
        ruled = comment.approve(by, batch=batch, at=at)
    elif not remove and status == Comment.Status.APPROVED:
        ruled = comment.let_stand(by, batch=batch, at=at)
    else:
        return comment.last_ruling()
    if not ruled:
        raise Overtaken
    return comment.decisions.order_by("-pk").first()


def _tell(reports, decision: Decision | None, at: datetime) -> None:
    """Mail each reporter the outcome, once it is too late to take the ruling back."""
    reports.update(decision=decision)
    for report in reports.exclude(email="").select_related("comment"):
        refused = report.is_notice and not report.removed
        outbox.post(
            f"report:{report.pk}:decided:{report.closed_at:%Y%m%d%H%M%S%f}",
            report.email,
            "report_decided",
            {
                "report": report,
                "place": whole(report.comment.get_absolute_url()),
                "receipt": whole(receipt_address_of(report)),
                "appeal": whole(appeal_address_of(report)) if refused else "",
            },
            about=decision.mails if decision else report.mails,
            not_before=at + timedelta(minutes=settings.COMMENTS_UNDO_MINUTES),
            at=at,
        )


@hears
def close_reports(decision: Decision) -> None:
    """A ruling made elsewhere at the desk answers what was reported.

    Taking a comment away closes all its reports, letting it stand those of a broken rule: a notice of
    illegal content is answered by itself. A ruling that is taken back opens its reports again.
    """
    if decision.reason == REASON.UNDONE:
        _open_again(decision)
        return
    erased = decision.reason == REASON.ERASED
    if decision.moderator_id is None and not erased:
        return
    removed = erased or decision.status_after in HIDDEN
    stands = decision.status_after == Comment.Status.APPROVED and (
        decision.status_before != decision.status_after or decision.reason == REASON.CONFIRMED
    )
    if not removed and not stands:
        return
    _take_back_untold_answers(decision, removed)
    concerned = Report.objects.filter(comment=decision.comment_id, closed_at__isnull=True)
    if stands:
        concerned = concerned.breaches()
    ids = list(concerned.values_list("pk", flat=True))
    if not ids:
        return
    reports = Report.objects.filter(pk__in=ids)
    reports.update(
        closed_at=decision.at,
        closed_by=decision.moderator,
        removed=removed,
        answer=usual_answer(removed, Report.Illegal.OPEN),
    )
    _tell(reports, decision, decision.at)


def _open_again(undone: Decision) -> None:
    """The reports that the ruling taken back had closed wait again, unless one like it does."""
    ruled = ~Q(status_before=F("status_after")) | Q(reason=REASON.CONFIRMED)
    earlier = Decision.objects.filter(ruled, comment=undone.comment_id, pk__lt=undone.pk)
    last = earlier.order_by("-pk").first()
    if last is not None:
        _wait_again(Report.objects.filter(decision=last))


def _take_back_untold_answers(decision: Decision, removed: bool) -> None:
    """The contrary, answered so shortly before that nobody has been told yet, is answered anew."""
    lately = decision.at - timedelta(minutes=settings.COMMENTS_UNDO_MINUTES)
    answered = Report.objects.filter(comment=decision.comment_id, decision__isnull=False)
    answered = answered.filter(closed_at__gt=lately, removed=not removed)
    ids = list(answered.values_list("pk", flat=True))
    for pk in _wait_again(Report.objects.filter(pk__in=ids)) if ids else ():
        waiting = outbox.Mail.objects.waiting().free(timezone.now())
        waiting.filter(key__startswith=f"report:{pk}:decided:").delete()


def _wait_again(closed) -> list[int]:
    """Open these reports again, but for those that were appealed or of which one like it waits."""
    same = Report.objects.filter(
        comment=OuterRef("comment"),
        browser=OuterRef("browser"),
        kind=OuterRef("kind"),
        closed_at__isnull=True,
    )
    closed = closed.filter(~Exists(same), appeals__isnull=True)
    ids = list(closed.values_list("pk", flat=True))
    Report.objects.filter(pk__in=ids).update(
        closed_at=None, closed_by=None, removed=None, illegal="", answer="", decision=None
    )
    return ids
