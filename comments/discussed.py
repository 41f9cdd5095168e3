"""Which articles readers discuss most, for the front page."""

from datetime import datetime, timedelta

from django.db.models import Subquery

from articles.models import Article
from comments.models import Discussion

# Counted from the newest article, since a page may change by what its edition knows, not by today's date.
WITHIN = timedelta(days=7)
AMONG = 500  # of a week in which more appears, the newest: so that it costs the same in any paper
AT_LEAST = 3  # fewer are no list


def most_discussed(count: int, at: datetime | None = None) -> list[Discussion]:
    """The discussions with most approved comments, under articles of the paper's last week.

    None at all, where there are too few to be called a list. One query.
    """
    published = Article.objects.published(at).newest_first()
    newest = published.values("publish_at")[:1]
    recent = published.filter(publish_at__gt=Subquery(newest) - WITHIN)
    recent = recent.exclude(comment_policy=Article.CommentPolicy.HIDDEN).values("pk")[:AMONG]
    found = Discussion.objects.filter(approved__gt=0, article__in=recent)
    found = found.select_related("article").defer("article__body")
    found = list(found.order_by("-approved", "-article__publish_at", "-article_id")[:count])
    return found if len(found) >= AT_LEAST else []
