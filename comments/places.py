"""Where everybody reads a comment: the page on which it stands, and its place there."""

from django.urls import reverse

from articles.reading import is_brief
from comments.models import Comment
from comments.threads import REPLIES_A_ROOT, ROOTS_A_PAGE


def address_of(comment) -> str:
    """The address of a public comment, by what is public now."""
    article, query = comment.article, {"page": place_of(comment)}
    if (earlier := _earlier_replies(comment)) >= REPLIES_A_ROOT:
        query = {"root": comment.root_id, "page": earlier // REPLIES_A_ROOT + 1}
    elif query["page"] == 1 and not is_brief(article):
        return f"{article.get_absolute_url()}#{comment.anchor}"
    url = reverse("comments:thread", kwargs={"slug": article.slug}, query=query)
    return f"{url}#{comment.anchor}"


def place_of(comment) -> int:
    """The number of the page (oldest first) on which this comment's thread stands."""
    root = comment.root or comment
    earlier = Comment.objects.filter(article=comment.article_id, ordinal__lt=root.ordinal)
    return earlier.roots_to_show().count() // ROOTS_A_PAGE + 1


def _earlier_replies(comment) -> int:
    if not comment.root_id:
        return 0
    earlier = Comment.objects.filter(root=comment.root_id, ordinal__lt=comment.ordinal)
    return earlier.filter(article=comment.article_id).replies_to_show().count()
