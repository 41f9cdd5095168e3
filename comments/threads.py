"""One page of an article's discussion, as a tree: whole root threads, hidden comments left out.

A hidden comment with a visible reply leaves a stub. Of a thread with very many replies a page shows the
first; the others stand on pages of that thread alone. So every page ends, whatever is stored.
"""

from dataclasses import dataclass, field
from operator import attrgetter

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils.translation import gettext as _

from comments.models import Comment, Discussion
from comments.models.comment import MAX_DEPTH
from portal.paging import Page, page_number, page_of

ROOTS_A_PAGE = 20
REPLIES_A_ROOT = 50
PICKS = 3
NEWEST, RECOMMENDED = "newest", "recommended"
# `parent`, which no root has, is named so that PostgreSQL sees the index in it.
ORDERS = {
    "": ["parent_id", "ordinal"],
    NEWEST: ["-parent_id", "-ordinal"],
    RECOMMENDED: ["-parent_id", "-recommended", "-ordinal"],
}


@dataclass
class Node:
    """A comment or stub in its place, with what stands under it."""

    comment: Comment
    answers: Comment | None = None  # whom it answers, where its place does not show it
    away: bool = False  # whether that one stands on another page
    level: int = 0
    more: bool = False  # whether further replies stand on pages of this thread alone
    children: list["Node"] = field(default_factory=list)

    @property
    def heading(self) -> int:
        """The level of its heading: the section's own is 2."""
        return self.level + 3

    @property
    def is_stub(self) -> bool:
        return not self.comment.is_public

    @property
    def why_hidden(self) -> str:
        """What a stub says. That somebody had it erased is told as what it was: taken back."""
        if self.comment.status in (Comment.Status.REJECTED, Comment.Status.SPAM):
            return _("A comment that stood here was removed by a moderator.")
        if self.comment.withdrawn_at:
            return _("A comment that stood here was taken back by its author.")
        return _("A comment that stood here is not shown at present.")


@dataclass(frozen=True)
class Thread:
    """One page of a discussion."""

    nodes: list[Node]
    page: Page
    count: int
    order: str
    root: Comment | None = None  # whose replies these are, on a page of one thread alone

    @property
    def keep(self) -> str:
        """What the addresses of its other pages say besides their number."""
        return f"root={self.root.pk}" if self.root else self.order and f"order={self.order}"

    @property
    def runs_on(self) -> bool:
        """Whether time runs on from page to page."""
        return not self.order

    @property
    def by_merit(self) -> bool:
        return self.order == RECOMMENDED

    @property
    def picks(self) -> list[Comment]:
        """The editors' picks among what stands on this page: the first few."""
        return [one for one in _walked(self.nodes) if one.is_public and one.picked_at][:PICKS]


def thread_of(article, asked: str | None = None, order: str = "") -> Thread:
    """The page asked for of this article's discussion. Raises Http404 out of range.

    Two queries however long the discussion is: how many pages there are, and what stands on this one.
    """
    order = order if order in ORDERS else ""
    number = page_number(asked)
    pages = max(1, -(-article.comments.roots_to_show().count() // ROOTS_A_PAGE))
    if number > pages:
        raise Http404
    return _page(*_comments(article, order, number), number, pages, order)


def beginning_of(article) -> Thread:
    """The first page, oldest first, as the article's page shows it: one query.

    Whether more follow is seen by one root more; how many pages they fill is not asked.
    """
    roots, replies = _comments(article, size=ROOTS_A_PAGE + 1)
    return _page(roots[:ROOTS_A_PAGE], replies, 1, 2 if roots[ROOTS_A_PAGE:] else 1)


def thread_under(article, pk: str, asked: str | None = None) -> Thread:
    """One thread alone, its replies page by page. Raises Http404 if it is none of this article's."""
    roots = article.comments.roots_to_show()
    root = roots.filter(pk=pk).first() if pk.isdecimal() and len(pk) < 19 else None
    if root is None:
        raise Http404
    replies = article.comments.replies_to_show().filter(root=root).order_by("ordinal")
    page = page_of(replies.select_related("parent"), asked, size=REPLIES_A_ROOT, most=None)
    earlier = {reply.parent_id: reply.parent for reply in page}
    return Thread(_grow([root], page.items, earlier), page, public_count(article), "", root)


def public_count(article) -> int:
    """How many comments the public sees under this article."""
    row = Discussion.objects.filter(article=article).values_list("approved", flat=True).first()
    return row or 0


def _comments(article, order: str = "", number: int = 1, size: int = ROOTS_A_PAGE):
    """One page's roots in their order, and the replies to show under them, oldest first: one query.

    Of each thread there is one reply more than a page shows, where there are so many.
    """
    start = (number - 1) * ROOTS_A_PAGE
    found = article.comments.roots_to_show().order_by(*ORDERS[order])[start : start + size]
    count = Discussion.objects.filter(article=article).values("approved")
    siblings = Comment.objects.replies_to_show().filter(root=OuterRef("root")).order_by("ordinal")
    last = Subquery(siblings.values("ordinal")[REPLIES_A_ROOT : REPLIES_A_ROOT + 1])
    comments = article.comments.threads_of(found.values("pk")).annotate(count=Subquery(count))
    comments = comments.filter(ordinal__lte=Coalesce(last, F("ordinal")))
    comments = sorted(comments.order_by(), key=attrgetter("ordinal"))
    roots = [one for one in comments if one.root_id is None and one.parent_id is None]
    if order == RECOMMENDED:
        roots.sort(key=attrgetter("recommended", "ordinal"))
    if order:
        roots.reverse()
    return roots, [one for one in comments if one.root_id is not None]


def _page(roots, replies, number: int, pages: int, order: str = "") -> Thread:
    under = {root.pk: [] for root in roots}
    for reply in replies:
        if reply.root_id in under:
            under[reply.root_id].append(reply)
    shown = [reply for some in under.values() for reply in some[:REPLIES_A_ROOT]]
    nodes = _grow(roots, sorted(shown, key=attrgetter("ordinal")))
    for node in nodes:
        node.more = len(under[node.comment.pk]) > REPLIES_A_ROOT
    count = roots[0].count if roots else 0
    return Thread(nodes, Page(roots, number, pages), count or 0, order)


def _grow(roots, replies, earlier=None) -> list[Node]:
    """The tree of these roots and replies (in order of arrival), without its hidden twigs.

    A level is counted on the way down and never asked of the rows, so that the tree stays flat whatever
    they say. A reply to what is not here (`earlier`: that of other pages) stands under its root.
    """
    nodes = {root.pk: Node(root) for root in roots}
    places = {}  # the node under which each reply stands
    for reply in replies:
        node, parent = Node(reply), nodes.get(reply.parent_id)
        if parent is None:
            place = nodes[reply.root_id]
            node.answers, node.away = _seen(earlier, reply), True
        elif parent.level < MAX_DEPTH:
            place = parent
        else:
            place = places[parent.comment.pk]
            node.answers = parent.comment if not parent.is_stub else None
        node.level = place.level + 1
        nodes[reply.pk], places[reply.pk] = node, place
        place.children.append(node)
    return [_pruned(nodes[root.pk]) for root in roots]


def _seen(earlier, reply) -> Comment | None:
    parent = (earlier or {}).get(reply.parent_id)
    ours = parent and parent.is_public and parent.article_id == reply.article_id
    return parent if ours else None


def _pruned(node: Node) -> Node:
    children = (_pruned(child) for child in node.children)
    node.children = [child for child in children if not child.is_stub or child.children]
    return node


def _walked(nodes):
    for node in nodes:
        yield node.comment
        yield from _walked(node.children)
