"""Trust is earned: some comments approved by moderators, none turned away lately, no ban."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q

from comments.models import Ban, Comment, Commenter, Decision

LATELY = timedelta(days=60)
TURNED_AWAY = [Comment.Status.REJECTED, Comment.Status.SPAM]


def is_trusted(commenter: Commenter | None, at: datetime) -> bool:
    """Whether this person's comments may pass at once. One query.

    Only the signed cookie says who somebody is (`reader_of`); a typed address earns nothing. What
    passed on trust earns no more of it, until a moderator has read it and let it stand.
    """
    if commenter is None or not settings.COMMENTS_TRUST_AFTER:
        return False
    rulings = Decision.objects.filter(comment=OuterRef("comments"))
    approved = Exists(rulings.filter(status_after=Comment.Status.APPROVED, moderator__isnull=False))
    lately = Exists(rulings.filter(status_after__in=TURNED_AWAY, at__gt=at - LATELY))
    known = Commenter.objects.filter(pk=commenter.pk).annotate(
        good=Count("comments", filter=Q(approved, comments__status=Comment.Status.APPROVED)),
        bad=Count("comments", filter=Q(lately, comments__status__in=TURNED_AWAY)),
        banned=Exists(Ban.objects.standing(at).filter(commenter=OuterRef("pk"))),
    )
    return known.filter(good__gte=settings.COMMENTS_TRUST_AFTER, bad=0, banned=False).exists()
