"""What the desk's templates ask."""

from django import template
from django.urls import reverse

from comments.desk.queues import LABELS, WORK, counts_for
from comments.desk.selection import Selection
from comments.models import Comment, Decision
from comments.screening import in_words

register = template.Library()


@register.filter
def told(finding):
    """One finding of the screening, in words."""
    return in_words(finding)


@register.filter
def of_comment(records, comment):
    return records.get(comment.pk)


@register.filter
def status_name(status):
    return dict(Comment.Status.choices).get(status, status)


@register.simple_tag
def desk_queues(user):
    """The queues: name, label, address, how many stand in it (None where that is not counted).

    Nothing for whoever may not rule: staff who answer readers see some of the desk's pages too.
    """
    if not user.has_perm("comments.moderate_comment"):
        return []
    counts = counts_for(user)
    return [
        {
            "name": name,
            "label": label,
            # Appeals are decided on pages of their own: some are about no comment.
            "address": reverse("moderation:appeals")
            if name == "appeals"
            else Selection(name).address(),
            "work": name in WORK,
            "count": counts.get(name),
        }
        for name, label in LABELS.items()
    ]


@register.filter
def reason_name(reason):
    """A ruling's reason in words."""
    return dict(Decision.Reason.choices).get(reason, reason)
