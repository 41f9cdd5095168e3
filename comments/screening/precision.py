"""How often each check found something, and how often moderators thought so too."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from comments.models import Comment, Decision, Hold

TURNED_AWAY = [Comment.Status.REJECTED, Comment.Status.SPAM]


@dataclass(frozen=True)
class Precision:
    """One check's findings, and what moderators made of them so far."""

    held: int = 0
    agreed: int = 0  # a moderator turned the comment away
    disagreed: int = 0  # a moderator let it through

    @property
    def share(self) -> float | None:
        """Of what moderators ruled on, how much they turned away, 0 to 1; None while there is nothing."""
        ruled = self.agreed + self.disagreed
        return self.agreed / ruled if ruled else None

    @property
    def percent(self) -> int | None:
        return None if self.share is None else round(self.share * 100)


def precision_of(since: datetime, holds: QuerySet | None = None) -> dict[str, Precision]:
    """By check, of the findings since then (among `holds`, if given). One query."""
    ruled = Exists(Decision.objects.filter(comment=OuterRef("comment"), moderator__isnull=False))
    found = (Hold.objects.all() if holds is None else holds).filter(at__gte=since)
    rows = found.values("check_name").order_by("check_name")
    rows = rows.annotate(
        held=Count("pk"),
        agreed=Count("pk", filter=Q(ruled, comment__status__in=TURNED_AWAY)),
        disagreed=Count("pk", filter=Q(ruled, comment__status=Comment.Status.APPROVED)),
    )
    return {row.pop("check_name"): Precision(**row) for row in rows}
