"""Soft claims: a moderator is at this comment. It warns the others, hinders nobody, and ends by itself."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from comments.desk.gate import comment_at_the_desk, for_moderators, within_beat
from comments.models import Claim

LASTS = timedelta(minutes=3)
SHOWN = 100  # claims told at once


@for_moderators
@require_POST
def claim(request, pk):
    """Say that one is at this comment. Answers who was at it first, if somebody else is."""
    comment = comment_at_the_desk(request.user, pk)
    other = claim_for(request.user, comment, timezone.now())
    return JsonResponse({"other": str(other) if other else ""})


def claim_for(moderator, comment, at: datetime):
    """Claim it until a while from now, and return None; or return who is at it already."""
    free = Q(moderator=moderator) | Q(until__lte=at)
    theirs = Claim.objects.filter(comment=comment)
    if theirs.filter(free).update(moderator=moderator, until=at + LASTS):
        return None
    Claim.objects.bulk_create(
        [Claim(comment=comment, moderator=moderator, until=at + LASTS)], ignore_conflicts=True
    )
    holder = theirs.select_related("moderator").first()
    return holder.moderator if holder and holder.moderator_id != moderator.pk else None


def claims_of_others(moderator, at: datetime) -> dict[int, str]:
    """Who else is at which comment, by the comment's id."""
    running = Claim.objects.filter(until__gt=at).exclude(moderator=moderator)
    mine = within_beat(moderator, running, "comment__article").select_related("moderator")
    return {claim.comment_id: str(claim.moderator) for claim in mine.order_by("-until")[:SHOWN]}
