"""What templates ask about articles: the sections, and how a date or a byline is printed."""

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from articles.models import Section

register = template.Library()


@register.simple_tag
def sections():
    """All sections in the order of the navigation."""
    return Section.objects.all()


@register.simple_tag
def moment(at, brief=False):
    """A date and time as printed, with its machine form: never "two hours ago", pages are kept."""
    # Translators: a date as printed in lists, in the format of Django's date filter
    in_lists = _("j M Y, H:i")
    # Translators: a date as printed in a dateline, in the format of Django's date filter
    in_full = _("j F Y, H:i")
    local = timezone.localtime(at)
    shown = date_format(local, in_lists if brief else in_full)
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


@register.simple_tag
def tongue(article):
    """The attributes of an element that holds this article's words on a page in another language."""
    if article.language == get_language():
        return ""
    return format_html(' lang="{}" dir="{}"', article.language, article.direction)


@register.simple_tag
def own_tongue(article):
    """The same for an element that holds the page's words among those of such an article."""
    if article.language == get_language():
        return ""
    direction = "rtl" if get_language_bidi() else "ltr"
    turned = format_html(' dir="{}"', direction) if direction != article.direction else ""
    return format_html(' lang="{}"{}', get_language(), turned)
