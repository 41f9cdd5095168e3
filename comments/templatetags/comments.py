"""What the article's pages show of the discussion. Articles know nothing of it."""

from django import template

from articles.reading import is_brief
from comments import discussed
from comments.closing import why_closed
from comments.models import Discussion
from comments.threads import beginning_of, public_count

register = template.Library()


@register.simple_tag
def comment_thread(article):
    """What `comments/_thread.html` shows of an article's discussion: its first page, or under a brief
    only how many comments there are. None where it is hidden.
    """
    if article.comment_policy == article.CommentPolicy.HIDDEN:
        return None
    thread = None if is_brief(article) else beginning_of(article)
    count = thread.count if thread else public_count(article)
    return {"thread": thread, "count": count, "closed": why_closed(article)}


@register.simple_tag
def comment_counts(articles):
    """How many comments the public sees under each article of a list, in one query.

    A dict by article id, without the zeros and without those whose discussion is hidden.
    """
    shown = [one.pk for one in articles if one.comment_policy != one.CommentPolicy.HIDDEN]
    rows = Discussion.objects.filter(article__in=shown)
    return dict(rows.filter(approved__gt=0).values_list("article_id", "approved"))


@register.filter
def of(counts, article):
    """One article's number out of `comment_counts`."""
    return counts.get(article.pk, 0)


@register.simple_tag
def most_discussed(count):
    """The liveliest discussions of the last week, so many at most: each with its article and `approved`."""
    return discussed.most_discussed(count)
