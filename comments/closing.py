"""When an article takes comments, and why not when it does not."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Article


def why_closed(article, at: datetime | None = None) -> str:
    """The reason, in words for the reader, why this article takes no comments now; "" if it does."""
    if not settings.COMMENTS_OPEN:
        return _("Comments are closed on the whole site for now.")
    if article.comment_policy != Article.CommentPolicy.OPEN:
        return _("Comments on this article are closed.")
    if article.publish_at <= _closing_moment(at or timezone.now()):
        days = settings.COMMENTS_CLOSE_AFTER_DAYS
        return ngettext(
            "Comments close %(days)s day after publication.",
            "Comments close %(days)s days after publication.",
            days,
        ) % {"days": days}
    return ""


def closed_by_age(slug: str) -> list:
    """The same clock as a fact of a page's version: a page changes when its comments close."""
    old = Article.objects.filter(slug=slug, publish_at__lte=_closing_moment(timezone.now()))
    return [Exists(old)]


def _closing_moment(at: datetime) -> datetime:
    """Articles published at or before this moment are closed at `at`."""
    days = settings.COMMENTS_CLOSE_AFTER_DAYS
    return at - timedelta(days=days) if days else datetime.min.replace(tzinfo=at.tzinfo)
