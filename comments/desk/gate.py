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
    return _for_those_with("comments.moderate_comment", view)


def for_those_who_answer(view):
    """The same for whoever may answer readers as staff: editors do, who may not rule."""
    return _for_those_with("comments.answer_comment", view)


def _for_those_with(permission, view):
    @wraps(view)
    def answer(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not request.user.has_perm(permission):
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
    return within(sections_of(moderator), comments, article)


def within(sections: list[int] | None, rows: QuerySet, article: str = "article") -> QuerySet:
    """Of these rows, those of these sections; None is all of them."""
    if sections is None:
        return rows
    return rows.filter(**{f"{article}__section__in": sections})


def comment_at_the_desk(moderator, pk: int) -> Comment:
    """The comment, if it is this moderator's to see; else Http404."""
    comments = Comment.objects.select_related("article__section", "parent", "commenter")
    return get_object_or_404(within_beat(moderator, comments), pk=pk)
