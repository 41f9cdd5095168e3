"""The comments audit themselves: whatever is counted or derived is derived again, and compared."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Least

from articles.models import Article
from comments.models import Comment, Decision, Discussion, Recommendation
from comments.models.comment import MAX_DEPTH
from comments.models.recommendation import NOBODY
from portal import edition


@dataclass(frozen=True)
class Difference:
    """One thing that is stored otherwise than it derives."""

    what: str  # "approved", "arrived", "place", "cycle", "foreign", "status", "recommended"
    about: str
    stored: object
    derived: object
    mendable: bool = True

    def __str__(self):
        return f"{self.what} of {self.about}: {self.stored} is stored, {self.derived} derives"


def differences(mend: bool = False) -> Iterator[Difference]:
    """Everything that does not agree; mended where one can tell what is right, if asked to.

    What was ruled and what stands are never mended: a moderator must look.
    """
    yield from _parents()
    yield from _places(mend)
    yield from _statuses()
    yield from _discussions(mend)
    yield from _recommended(mend)


def _parents() -> Iterator[Difference]:
    """A reply stands under its own article, and came after what it answers: so there are no cycles."""
    replies = Comment.objects.filter(parent__isnull=False).order_by("pk")
    for pk, article, theirs in replies.exclude(article=F("parent__article")).values_list(
        "pk", "article", "parent__article"
    ):
        yield Difference("foreign", f"comment {pk}", article, theirs, mendable=False)
    later = replies.filter(article=F("parent__article"), ordinal__lte=F("parent__ordinal"))
    for pk, own, theirs in later.values_list("pk", "ordinal", "parent__ordinal"):
        yield Difference("cycle", f"comment {pk}", own, f"after {theirs}", mendable=False)


def _places(mend: bool) -> Iterator[Difference]:
    """Root and depth follow from the parent. From the top down, so that what is mended carries on."""
    derived = Comment.objects.annotate(
        true_root=Case(
            When(parent__isnull=True, then=None),
            default=Coalesce("parent__root", "parent"),
            output_field=IntegerField(),
        ),
        true_depth=Case(
            When(parent__isnull=True, then=Value(0)),
            default=Least(F("parent__depth") + 1, Value(MAX_DEPTH)),
            output_field=IntegerField(),
        ),
    )
    same_root = Q(root=F("true_root")) | Q(root__isnull=True, true_root__isnull=True)
    wrong = derived.exclude(same_root & Q(depth=F("true_depth")))
    seen = set()
    while found := wrong.exclude(pk__in=seen).order_by("article", "ordinal").first():
        seen.add(found.pk)
        yield Difference(
            "place",
            f"comment {found.pk}",
            (found.root_id, found.depth),
            (found.true_root, found.true_depth),
        )
        if mend:
            Comment.objects.filter(pk=found.pk).update(root=found.true_root, depth=found.true_depth)
            edition.bump(edition.thread(found.article_id))


def _statuses() -> Iterator[Difference]:
    """A comment stands as its last ruling says, or waits where there was none."""
    rulings = Decision.objects.filter(comment=OuterRef("pk")).exclude(
        status_before=F("status_after")
    )
    last = rulings.order_by("-id").values("status_after")[:1]
    told = Comment.objects.annotate(
        ruled=Coalesce(Subquery(last), Value(Comment.Status.PENDING.value))
    )
    rows = told.exclude(status=F("ruled")).order_by("pk")
    for pk, status, ruled in rows.values_list("pk", "status", "ruled"):
        yield Difference("status", f"comment {pk}", status, ruled, mendable=False)
    unread = Comment.objects.filter(unread=True).exclude(status=Comment.Status.APPROVED)
    for pk, status in unread.order_by("pk").values_list("pk", "status"):
        yield Difference("unread", f"comment {pk}", status, "approved", mendable=False)


def _discussions(mend: bool) -> Iterator[Difference]:
    """An article's numbers, and that the next comment's place is free."""
    missing = Article.objects.filter(
        Exists(Comment.objects.filter(article=OuterRef("pk"))),
        ~Exists(Discussion.objects.filter(article=OuterRef("pk"))),
    )
    for pk in list(missing.order_by("pk").values_list("pk", flat=True)):
        true = Comment.objects.public().filter(article=pk).count()
        yield Difference("approved", f"article {pk}", None, true)
        if mend:
            Discussion.recount(pk)
    there = Comment.objects.filter(article=OuterRef("article")).order_by().values("article")
    rows = Discussion.objects.annotate(
        true=_counted(Comment.objects.public().filter(article=OuterRef("article")), "article"),
        highest=Coalesce(Subquery(there.annotate(n=Max("ordinal")).values("n")), 0),
    )
    wrong = rows.filter(~Q(approved=F("true")) | Q(arrived__lt=F("highest"))).order_by("article")
    for row in list(wrong):
        about = f"article {row.article_id}"
        if row.approved != row.true:
            yield Difference("approved", about, row.approved, row.true)
        if row.arrived < row.highest:
            yield Difference("arrived", about, row.arrived, row.highest)
        if mend:
            with transaction.atomic():
                lower = Discussion.objects.filter(pk=row.pk, arrived__lt=row.highest)
                lower.update(arrived=row.highest)
                Discussion.recount(row.article_id)


def _recommended(mend: bool) -> Iterator[Difference]:
    """What was folded into a comment's number; what was not yet is none of its business."""
    folded = Recommendation.objects.filter(counted=True, comment=OuterRef("pk"))
    folded = folded.exclude(browser=NOBODY)
    due = Recommendation.objects.uncounted().filter(comment=OuterRef("pk"))
    rows = Comment.objects.annotate(true=_counted(folded, "comment")).filter(~Exists(due))
    wrong = rows.exclude(recommended=F("true")).order_by("pk")
    for pk, article, stored, true in list(
        wrong.values_list("pk", "article", "recommended", "true")
    ):
        yield Difference("recommended", f"comment {pk}", stored, true)
        if mend:
            with transaction.atomic():
                Comment.objects.filter(pk=pk).update(recommended=true)
                edition.bump(edition.TALK, edition.thread(article))


def _counted(rows: QuerySet, by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)
