"""What templates ask about the law."""

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from comments.law.addresses import address_of
from comments.law.kinds import BREACHES, Category
from comments.law.statements import restriction_of

register = template.Library()


@register.filter
def day(at) -> str:
    """A day in plain words, by the site's clock."""
    # Translators: a date without a time, in the format of Django's date filter
    return date_format(timezone.localtime(at) if hasattr(at, "hour") else at, _("j F Y"))


@register.simple_tag
def reasons_address(comment) -> str:
    """Where its author reads why it is not shown, or was changed; "" where nothing was done to it."""
    if comment.withdrawn_at or comment.erased_at:
        return ""
    ruling = restriction_of(comment)
    return address_of(ruling) if ruling else ""


@register.simple_tag
def open_reports(comment) -> list:
    """What was reported of it and waits, out of what was fetched with it."""
    return [report for report in comment.reports.all() if report.closed_at is None]


@register.filter
def reported_reason(report) -> str:
    """What a report or a notice is about, in words."""
    if report.is_notice:
        return dict(Category.choices).get(report.reason, "")
    return BREACHES.get(report.reason, "")
