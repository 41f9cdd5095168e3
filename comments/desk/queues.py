"""The desk's queues: which comments stand in each, and in what order. One name, one queryset."""

from collections.abc import Callable

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comments.desk.gate import sections_of, within, within_beat
from comments.models import Appeal, Comment, Hold, Report

WAITING = "waiting"
# The check that holds whoever is not trusted yet says nothing of the comment itself.
EVERYBODYS = "first_timer"


def waiting() -> QuerySet:
    return Comment.objects.pending()


def reported() -> QuerySet:
    return _with(Report.objects.open().breaches()).filter(withdrawn_at__isnull=True)


def notices() -> QuerySet:
    """Also what its author took back: the law asks for an answer all the same."""
    return _with(Report.objects.open().notices())


def appeals() -> QuerySet:
    return _with(Appeal.objects.open())


def held() -> QuerySet:
    """What waits because a rule found something in it."""
    found = Hold.objects.filter(comment=OuterRef("pk")).exclude(check_name=EVERYBODYS)
    return Comment.objects.pending().filter(Exists(found))


def unread() -> QuerySet:
    """What everybody sees, and no moderator has read: its author is trusted."""
    return Comment.objects.public().filter(unread=True)


def everything() -> QuerySet:
    return Comment.objects.all()


def spam() -> QuerySet:
    return Comment.objects.set_aside(Comment.Status.SPAM)


def rejected() -> QuerySet:
    return Comment.objects.set_aside(Comment.Status.REJECTED)


QUEUES: dict[str, Callable[[], QuerySet]] = {
    WAITING: waiting,
    "reported": reported,
    "notices": notices,
    "appeals": appeals,
    "held": held,
    "unread": unread,
    "all": everything,
    "spam": spam,
    "rejected": rejected,
}
LABELS = {
    WAITING: _("Waiting"),
    "reported": _("Reported"),
    "notices": _("Notices"),
    "appeals": _("Appeals"),
    "held": _("Held by a rule"),
    "unread": _("Shown unread"),
    "all": pgettext_lazy("comments", "All"),
    "spam": _("Spam"),
    "rejected": _("Rejected"),
}
# What there is to do, and is counted; the others are for looking things up, and may be long.
WORK = [WAITING, "reported", "notices", "appeals", "held", "unread"]
NEWEST_FIRST = ["all", "spam", "rejected"]


def queue_of(name: str, moderator) -> QuerySet:
    """The comments of this queue that are this moderator's to see, in their order."""
    order = ["-created_at", "-id"] if name in NEWEST_FIRST else ["created_at", "id"]
    return within_beat(moderator, QUEUES[name]()).order_by(*order)


def following(comments: QuerySet, name: str, last: Comment) -> QuerySet:
    """Of a queue in its order, what comes after this comment, whether that still stands in it or not."""
    at, newest_first = last.created_at, name in NEWEST_FIRST
    if newest_first:
        return comments.filter(Q(created_at__lt=at) | Q(id__lt=last.pk), created_at__lte=at)
    return comments.filter(Q(created_at__gt=at) | Q(id__gt=last.pk), created_at__gte=at)


def counts_for(moderator) -> dict[str, int]:
    """How many comments stand in each queue of work, in one query (beside that for the beat)."""
    sections = sections_of(moderator)
    first, *rest = (_counted(name, _rows(name, sections)) for name in WORK)
    found = dict(first.union(*rest, all=True).values_list("queue", "n"))
    return {name: found.get(name, 0) for name in WORK}


def _rows(name: str, sections: list[int] | None) -> QuerySet:
    """What is counted: comments; or the appeals themselves, for some are about no comment."""
    if name != "appeals":
        return within(sections, QUEUES[name]())
    theirs = within(sections, Appeal.objects.open(), "comment__article")
    return theirs if sections is None else theirs | Appeal.objects.open().filter(comment=None)


def _counted(name: str, rows: QuerySet) -> QuerySet:
    rows = rows.order_by().annotate(queue=Value(name)).values("queue")
    return rows.annotate(n=Count("pk"))


def _with(rows: QuerySet) -> QuerySet:
    """Comments about which there is one of these rows."""
    return Comment.objects.filter(Exists(rows.order_by().filter(comment=OuterRef("pk"))))
