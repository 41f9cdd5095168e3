"""Who may come to the desk, and which comments are theirs to rule on."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from comments.models import Beat, Comment


def for_moderators(view):
    """Strangers are sent to the login, staff without the permission get 403, no cache keeps it."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not request.user.has_perm("comments.moderate_comment"):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return never_cache(answer)


def sections_of(moderator) -> list[int] | None:
    """The sections that this moderator looks after, by id; None for all of them."""
    if moderator.is_superuser:
        return None
    return (
        list(Beat.objects.filter(moderator=moderator).values_list("section_id", flat=True)) or None
    )


def within_beat(moderator, comments: QuerySet, article: str = "article") -> QuerySet:
    """Of these rows, those that belong to this moderator. `article` leads from a row to its article."""
    sections = sections_of(moderator)
    if sections is None:
        return comments
    return comments.filter(**{f"{article}__section__in": sections})


def comment_at_the_desk(moderator, pk: int, **related) -> Comment:
    """The comment, if it is this moderator's to see; else Http404."""
    comments = Comment.objects.select_related("article__section", "parent", "commenter")
    return get_object_or_404(within_beat(moderator, comments), pk=pk)
