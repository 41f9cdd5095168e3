"""One page of an article's discussion, as a tree: whole root threads, hidden comments left out.

A hidden comment with a visible reply leaves a stub, which tells nothing of it.
"""

from dataclasses import dataclass, field

from django.db.models import Q, Subquery
from django.http import Http404

from comments.models import Comment, Discussion
from comments.models.comment import MAX_DEPTH
from portal.among import Among
from portal.paging import Page, page_number

ROOTS_A_PAGE = 20
NEWEST = "newest"


@dataclass
class Node:
    """A comment or stub in its place, with what stands under it."""

    comment: Comment
    answers: Comment | None = None  # whom it answers, where its place does not show it
    children: list["Node"] = field(default_factory=list)

    @property
    def is_stub(self) -> bool:
        return not self.comment.is_public


@dataclass(frozen=True)
class Thread:
    """One page of a discussion."""

    nodes: list[Node]
    page: Page
    count: int
    order: str


def thread_of(article, asked: str | None = None, order: str = "") -> Thread:
    """The page asked for of this article's discussion. Raises Http404 out of range.

    Two queries however long the discussion is: how many pages there are, and what stands on this one.
    """
    newest = order == NEWEST
    roots = article.comments.roots_to_show().order_by("-ordinal" if newest else "ordinal")
    number, pages = page_number(asked), max(1, -(-roots.count() // ROOTS_A_PAGE))
    if number > pages:
        raise Http404
    start = (number - 1) * ROOTS_A_PAGE
    comments = _with_replies(article, roots[start : start + ROOTS_A_PAGE])
    return _thread(comments, number, pages, NEWEST if newest else "")


def beginning_of(article) -> Thread:
    """The first page, oldest first, as the article's page shows it: one query.

    Whether more follow is seen by one root more; how many pages they fill is not asked.
    """
    roots = article.comments.roots_to_show().order_by("ordinal")
    comments = _with_replies(article, roots[: ROOTS_A_PAGE + 1])
    over = [comment.pk for comment in comments if comment.root_id is None][ROOTS_A_PAGE:]
    comments = [one for one in comments if one.pk not in over and one.root_id not in over]
    return _thread(comments, 1, 2 if over else 1)


def public_count(article) -> int:
    """How many comments the public sees under this article."""
    row = Discussion.objects.filter(article=article).values_list("approved", flat=True).first()
    return row or 0


def place_of(comment) -> int:
    """The number of the page (oldest first) on which this comment's thread stands."""
    root = comment.root or comment
    earlier = Comment.objects.filter(article=comment.article_id, ordinal__lt=root.ordinal)
    return earlier.roots_to_show().count() // ROOTS_A_PAGE + 1


def _with_replies(article, roots) -> list[Comment]:
    """These roots and all that stands under them, oldest first; each knows the article's count."""
    some = roots.values("pk")
    count = Discussion.objects.filter(article=article).values("approved")
    comments = Comment.objects.filter(Q(Among("pk", some)) | Q(Among("root", some)))
    return list(comments.annotate(count=Subquery(count)).order_by("ordinal"))


def _thread(comments: list[Comment], number: int, pages: int, order: str = "") -> Thread:
    roots = [comment for comment in comments if comment.root_id is None]
    replies = [comment for comment in comments if comment.root_id is not None]
    if order == NEWEST:
        roots.reverse()
    count = comments[0].count if comments else 0
    return Thread(_grow(roots, replies), Page(roots, number, pages), count or 0, order)


def _grow(roots, replies) -> list[Node]:
    """The tree of these roots and replies (in order of arrival), without its hidden twigs."""
    nodes = {root.pk: Node(root) for root in roots}
    places = {}  # the node under which each reply stands
    for reply in replies:
        parent = nodes[reply.parent_id]
        node = nodes[reply.pk] = Node(reply)
        if parent.comment.depth < MAX_DEPTH:
            places[reply.pk] = parent
        else:
            node.answers = parent.comment if not parent.is_stub else None
            places[reply.pk] = places[parent.comment.pk]
        places[reply.pk].children.append(node)
    return [_pruned(nodes[root.pk]) for root in roots]


def _pruned(node: Node) -> Node:
    children = (_pruned(child) for child in node.children)
    node.children = [child for child in children if not child.is_stub or child.children]
    return node
