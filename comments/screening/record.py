"""What the writer's record says: whether trust was earned, and whether it was lost lately."""

from django.db.models import Q

from comments.models import Comment
from comments.people.trust import is_trusted
from comments.screening.limits import written_by
from comments.screening.submission import HOLD, Finding, Submission

LAST = 10  # rulings that count
FEWEST = 3
REJECTED = 30  # percent


def often_rejected(sent: Submission) -> Finding | None:
    """Of the writer's last comments that were ruled on, too many were turned away."""
    theirs = Q(commenter=sent.commenter) if sent.commenter else written_by(sent)
    known = sent.others.filter(theirs).exclude(status=Comment.Status.PENDING)
    last = list(known.order_by("-created_at", "-pk").values_list("status", flat=True)[:LAST])
    away = sum(status != Comment.Status.APPROVED for status in last)
    share = sent.rules.limit("often_rejected", REJECTED)
    if len(last) >= FEWEST and away * 100 >= len(last) * share:
        return Finding("often_rejected", HOLD, f"{away}/{len(last)}")


def not_trusted_yet(sent: Submission) -> Finding | None:
    """Everybody but people who earned trust under a proved address is read before they appear."""
    if sent.commenter is None or not is_trusted(sent.commenter, sent.at):
        return Finding("first_timer", HOLD)
