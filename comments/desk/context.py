"""The thread round a comment, as moderators see it: what is hidden from the public stands in it too."""

from django.db.models import Q
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comments.desk.gate import comment_at_the_desk, for_moderators
from comments.models import Comment

BEFORE, AFTER = 20, 20  # comments of the same thread, by their arrival


@for_moderators
@require_safe
def context(request, pk):
    """A page of its own; or what is put into a card, for whoever asks for the fragment."""
    comment = comment_at_the_desk(request.user, pk)
    before, after = around(comment)
    fragment = request.headers.get("X-Fragment") == "context"
    template = "moderation/thread.html" if fragment else "moderation/context.html"
    told = {
        "comment": comment,
        "thread": [*before, comment, *after],
        "left_out": len(before) == BEFORE or len(after) == AFTER,
    }
    return render(request, template, told)


def around(comment: Comment) -> tuple[list[Comment], list[Comment]]:
    """What came before and after it in its thread, so many at most; its root and parent are among them."""
    root = comment.root_id or comment.pk
    thread = Comment.objects.filter(Q(pk=root) | Q(root=root)).select_related("parent")
    earlier = thread.filter(ordinal__lt=comment.ordinal).order_by("-ordinal")
    before = sorted(earlier[:BEFORE], key=lambda one: one.ordinal)
    shown = {one.pk for one in before}
    if missing := {comment.root_id, comment.parent_id} - shown - {None}:
        before = [*thread.filter(pk__in=missing).order_by("ordinal"), *before]
    later = thread.filter(ordinal__gt=comment.ordinal).order_by("ordinal")
    return before, list(later[:AFTER])
