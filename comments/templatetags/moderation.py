"""What the desk's templates ask."""

from django import template

from comments.models import Comment
from comments.screening import CHECK_NAMES

register = template.Library()


@register.filter
def told(finding):
    """One finding of the screening, in words."""
    name = CHECK_NAMES.get(finding["check"], finding["check"])
    return f"{name}: {finding['detail']}" if finding.get("detail") else name


@register.filter
def of_comment(records, comment):
    return records.get(comment.pk)


@register.filter
def status_name(status):
    return dict(Comment.Status.choices).get(status, status)
