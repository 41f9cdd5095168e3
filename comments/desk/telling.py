"""What a moderator is told after a ruling: what was done, and who was first at the rest."""

import uuid

from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comments.models import Comment

MOST_TOLD = 5  # comments that one is told of one by one


def wants_json(request) -> bool:
    """Whether our own script asks, which shows the answer in the page that is open."""
    return request.headers.get("X-Fragment") == "ruling"


def tell(request, count: int, batch: uuid.UUID) -> None:
    if count:
        text = ngettext("%(n)s comment was ruled on.", "%(n)s comments were ruled on.", count)
        messages.success(request, text % {"n": count}, extra_tags=f"batch {batch}")


def tell_who_was_first(request, lost: list[Comment]) -> None:
    for comment in lost[:MOST_TOLD]:
        messages.warning(request, what_became_of(comment, request.user)["told"])
    if more := len(lost[MOST_TOLD:]):
        text = ngettext(
            "The same of %(n)s other: it changed meanwhile.",
            "The same of %(n)s others: they changed meanwhile.",
            more,
        )
        messages.warning(request, text % {"n": more})


def what_became_of(comment: Comment, moderator) -> dict:
    """Who was first at a comment, and how they ruled."""
    comment.refresh_from_db()
    ruling = comment.last_deed()
    status = comment.get_status_display()
    found = {"id": comment.pk, "status": comment.status, "how": status, "who": "", "batch": None}
    if ruling is None:
        told = _("Nothing was done with the comment by %(name)s: it changed meanwhile.")
        return found | {"told": told % {"name": comment.name}, "mine": False}
    who = str(ruling.moderator or _("a rule"))
    told = _("Nothing was done with the comment by %(name)s: it is %(status)s, by %(who)s.")
    return found | {
        "who": who,
        "mine": ruling.moderator_id == moderator.pk,
        "batch": str(ruling.batch) if ruling.batch else None,
        "told": told % {"name": comment.name, "status": status, "who": who},
    }
