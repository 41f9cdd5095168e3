"""What templates ask about articles: the sections, and how a date or a byline is printed."""

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles.models import Section

register = template.Library()


@register.simple_tag
def sections():
    """All sections in the order of the navigation."""
    return Section.objects.all()


@register.simple_tag
def moment(at):
    """A date and time as printed, with its machine form: never "two hours ago", pages are kept."""
    local = timezone.localtime(at)
    # Translators: a date as printed in a dateline, in the format of Django's date filter
    shown = date_format(local, _("j F Y, H:i"))
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), shown)


@register.simple_tag
def byline(article):
    """The authors in order, as printed: Ada Lindqvist, Tomas Okafor and Selin Kaya."""
    names = [credit.author.name for credit in article.bylines.all()]
    if len(names) < 2:
        return names[0] if names else ""
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


@register.simple_tag
def label(article):
    """The label to print above the headline now, or nothing."""
    return article.label_now()
