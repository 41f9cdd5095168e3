"""The moderators' desk: a queue, narrowed to what one looks for, page by page."""

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from comments.desk.forms import LONGEST_NOTE, NEED_A_NOTE, REASONS
from comments.desk.gate import for_moderators, within_beat
from comments.desk.queues import LABELS, NEWEST_FIRST, following
from comments.desk.quoting import passages_of
from comments.desk.records import records_of
from comments.desk.selection import Selection, sections_for
from comments.desk.undoing import recent_rulings
from comments.models import Comment
from comments.screening import CHECK_NAMES
from portal.paging import page_of

A_PAGE = 30


@for_moderators
@require_safe
def queue(request):
    """A queue's page. Whoever asks for the fragment gets cards alone: those that follow `after`."""
    selection = Selection.asked(request.GET)
    comments = selection.comments(request.user)
    if request.headers.get("X-Fragment") == "cards":
        return _cards(request, selection, comments)
    page = page_of(_with_all(comments), request.GET.get("page"), size=A_PAGE, most=None)
    context = _round_cards(request, page.items) | {
        "page": page,
        "selection": selection,
        "label": LABELS[selection.queue],
        "chips": selection.chips(request.user),
        "sections": sections_for(request.user),
        "rules": sorted(CHECK_NAMES.items(), key=lambda pair: str(pair[1])),
        "name": selection.queue,
        "aside": selection.aside,
        "upwards": selection.queue not in NEWEST_FIRST,
        "count": page.count,
        "needs_note": " ".join(NEED_A_NOTE),
        "recent": recent_rulings(request.user),
    }
    return render(request, "moderation/queue.html", context)


def _cards(request, selection: Selection, comments: QuerySet):
    """The cards after one that was shown, whatever became of that one meanwhile."""
    after = request.GET.get("after", "")
    if not (after.isascii() and after.isdecimal() and len(after) < 19):
        raise Http404
    last = within_beat(request.user, Comment.objects.filter(pk=after)).first()
    if last is None:
        raise Http404
    items = list(_with_all(following(comments, selection.queue, last))[:A_PAGE])
    context = _round_cards(request, items) | {"items": items, "selection": selection}
    return render(request, "moderation/cards.html", context)


def _with_all(comments: QuerySet) -> QuerySet:
    """With what cards show, in as many queries for thirty as for one."""
    near = comments.select_related("article__section", "parent", "commenter", "claim__moderator")
    return near.prefetch_related("notes__by", "reports")


def _round_cards(request, comments: list[Comment]) -> dict:
    """What the cards tell beside the comments themselves."""
    now = timezone.now()
    return {
        "records": records_of(comments),
        "passages": passages_of(comments),
        "claimed": {
            one.pk: str(one.claim.moderator) for one in comments if _other(one, request, now)
        },
        "reasons": REASONS,
        "longest_note": LONGEST_NOTE,
    }


def _other(comment: Comment, request, now) -> bool:
    """Whether another moderator is at it."""
    claim = getattr(comment, "claim", None)
    return claim is not None and claim.until > now and claim.moderator_id != request.user.pk
