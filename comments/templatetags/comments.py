"""What the article's pages show of the discussion. Articles know nothing of it."""

from django import template

from comments.closing import why_closed
from comments.models import Discussion
from comments.threads import public_count, thread_of

register = template.Library()


@register.inclusion_tag("comments/_thread.html")
def comment_thread(article):
    """The first page of an article's discussion, its count, and the way to the form."""
    if article.comment_policy == article.CommentPolicy.HIDDEN:
        return {"hidden": True}
    return {"article": article, "thread": thread_of(article), "closed": why_closed(article)}


@register.simple_tag
def comment_count(article):
    """How many comments the public sees under this article."""
    return public_count(article)


@register.simple_tag
def comment_counts(articles):
    """The same for a whole list, in one query: a dict by article id, without the zeros."""
    rows = Discussion.objects.filter(article__in=[article.pk for article in articles])
    return dict(rows.filter(approved__gt=0).values_list("article_id", "approved"))


@register.filter
def of(counts, article):
    """One article's number out of `comment_counts`."""
    return counts.get(article.pk, 0)
