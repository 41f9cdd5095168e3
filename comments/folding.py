"""Recommendations become numbers on the page: once a minute at most, so that pages can be kept.

The numbers are counted again from the rows, never added up.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from comments.models import Comment, Recommendation
from comments.models.recommendation import NOBODY
from portal import edition
from portal.edition import Version
from portal.work import chore

EVERY = timedelta(minutes=1)
AT_ONCE = 500  # comments; what is over waits for the next minute
LAST = "recommendations"  # a row whose number is the second of the last folding


@chore(every=EVERY)
@transaction.atomic
def fold(at: datetime) -> int:
    """Count anew what was recommended or taken back, unless it was done less than a minute ago.

    The worker does it, and so does whoever recommends: a site without a worker shows its numbers too.
    Of two at the same moment one folds. Returns how many comments were counted.
    """
    uncounted = Recommendation.objects.uncounted()
    if not uncounted.exists() or not _my_turn(at):
        return 0
    due = list(uncounted.order_by().values_list("comment", flat=True).distinct()[:AT_ONCE])
    rows = uncounted.filter(comment__in=due)
    rows.filter(browser=NOBODY).delete()
    rows.update(counted=True)
    counted = Recommendation.objects.filter(comment=OuterRef("pk"), counted=True).order_by()
    number = counted.values("comment").annotate(n=Count("pk")).values("n")
    comments = Comment.objects.filter(pk__in=due)
    comments.update(recommended=Coalesce(Subquery(number), 0))
    articles = set(comments.order_by().values_list("article_id", flat=True))
    edition.bump(*(edition.thread(article) for article in articles))
    return len(due)


def _my_turn(at: datetime) -> bool:
    """Take this minute's turn: a conditional update, which one process at a time wins."""
    now, before = int(at.timestamp()), int((at - EVERY).timestamp())
    Version.objects.bulk_create([Version(name=LAST, number=0)], ignore_conflicts=True)
    return bool(Version.objects.filter(name=LAST, number__lte=before).update(number=now))
