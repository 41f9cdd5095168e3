"""The public comments of one article, as a feed.

A comment's id is made of its article's uuid and its place in the order of arrival, which never
changes: it survives a new slug, a new address of the site, and a move to another database.
"""

import uuid

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Article
from articles.reading import public_article
from comments.models import Comment, Decision
from portal.feeds.addresses import whole
from portal.feeds.feed import Answered, Category, Entry, Feed, Person
from portal.feeds.formats import answer, refuse_unknown

NEWEST = 50


@require_safe
def feed(request, slug, format):
    refuse_unknown(format)
    article = public_article(slug)
    if article.slug != slug:
        return redirect("comments:feed", slug=article.slug, format=format, permanent=True)
    if article.comment_policy == Article.CommentPolicy.HIDDEN:
        raise Http404
    feed = Feed(
        title=_("Comments on %(headline)s") % {"headline": article.headline},
        description=_("The newest comments that moderators approved."),
        home=whole(article.get_absolute_url()) + "#comments",
        address=whole(request.path),
        language=settings.LANGUAGE_CODE,
        entries=[_entry(article, comment) for comment in _newest_of(article)],
        id=uuid.uuid5(article.uuid, "comments").urn,
    )
    return answer(feed, format)


def id_of(article, comment: Comment) -> str:
    return uuid.uuid5(article.uuid, f"comment {comment.ordinal}").urn


def _newest_of(article):
    edits = [Decision.Reason.EDITED, Decision.Reason.BY_AUTHOR]
    edited = Decision.objects.filter(comment=OuterRef("pk"), reason__in=edits)
    public = article.comments.public().select_related("parent").order_by("-ordinal")
    return public.annotate(changed_at=Subquery(edited.order_by("-id").values("at")[:1]))[:NEWEST]


def _entry(article, comment: Comment) -> Entry:
    return Entry(
        id=id_of(article, comment),
        url=whole(comment.get_absolute_url()),
        title=_("Comment by %(name)s") % {"name": comment.name},
        html=comment.shown,
        published=comment.created_at,
        updated=max(filter(None, [comment.created_at, comment.changed_at, comment.edited_at])),
        language=article.language,
        authors=(Person(comment.name),),
        categories=tuple(_badges(comment)),
        answers=_answered(article, comment.parent),
    )


def _badges(comment: Comment):
    """What stands beside its name on the page."""
    if comment.badge:
        yield Category(comment.badge, comment.get_badge_display())
    if comment.picked_at:
        yield Category("editors-pick", _("Editors’ pick"))


def _answered(article, parent: Comment | None) -> Answered | None:
    """The comment that it answers. Of one that is hidden nothing is told, not even that it was."""
    if parent is None or not parent.is_public:
        return None
    return Answered(id_of(article, parent), whole(parent.get_absolute_url()))
