"""One page of an article's discussion, as a tree: whole root threads, hidden comments left out.

A hidden comment with a visible reply leaves a stub, which tells nothing of it.
"""

from dataclasses import dataclass, field

from comments.models import Comment, Discussion
from comments.models.comment import MAX_DEPTH
from portal.paging import Page, page_of

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

    Four queries however long the discussion is: the count, the pages, the roots, what is under them.
    """
    newest = order == NEWEST
    roots = article.comments.roots_to_show().order_by("-ordinal" if newest else "ordinal")
    page = page_of(roots, asked, size=ROOTS_A_PAGE, most=None)
    below = Comment.objects.filter(root__in=[root.pk for root in page]).order_by("ordinal")
    nodes = _grow(page.items, below)
    return Thread(nodes, page, public_count(article), NEWEST if newest else "")


def public_count(article) -> int:
    """How many comments the public sees under this article."""
    row = Discussion.objects.filter(article=article).values_list("approved", flat=True).first()
    return row or 0


def place_of(comment) -> int:
    """The number of the page (oldest first) on which this comment's thread stands."""
    root = comment.root or comment
    earlier = Comment.objects.filter(article=comment.article_id, ordinal__lt=root.ordinal)
    return earlier.roots_to_show().count() // ROOTS_A_PAGE + 1


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
