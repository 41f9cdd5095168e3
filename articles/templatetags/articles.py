"""What templates ask about articles: how a date, a byline or a label is printed."""

from collections.abc import Iterable, Iterator

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language, get_language_bidi, pgettext
from django.utils.translation import gettext as _

from articles import machines, reading

register = template.Library()
register.simple_tag(reading.minutes_for)
register.simple_tag(reading.published_at)
register.simple_tag(machines.description_of)
register.simple_tag(machines.news_article)
register.simple_tag(machines.trail_to)
register.filter("machine_time", machines.moment_of)


@register.simple_tag
def moment(at, brief=False):
    """A date and time as printed, with its machine form: never "two hours ago", pages are kept."""
    local = timezone.localtime(at).isoformat(timespec="minutes")
    return format_html('<time datetime="{}">{}</time>', local, printed(at, brief))


def printed(at, brief=False) -> str:
    """The same in plain words, by the site's clock."""
    # Translators: a date as printed in lists, in the format of Django's date filter
    in_lists = _("j M Y, H:i")
    # Translators: a date as printed in a dateline, in the format of Django's date filter
    in_full = _("j F Y, H:i")
    return date_format(timezone.localtime(at), in_lists if brief else in_full)


@register.simple_tag
def byline(article):
    """The authors in order, as printed: Ada Lindqvist, Tomas Okafor and Selin Kaya."""
    return _printed(format_html("<bdi>{}</bdi>", name) for name in _names(article))


@register.simple_tag
def byline_links(article):
    """The same, each name a link to its author's page."""
    authors = (credit.author for credit in article.bylines.all())
    link = '<a href="{}" rel="author"><bdi>{}</bdi></a>'
    return _printed(format_html(link, one.get_absolute_url(), one.name) for one in authors)


def byline_text(article) -> str:
    """The same in plain words, for programs."""
    return "".join(_in_a_row(_names(article)))


def _names(article) -> list[str]:
    return [credit.author.name for credit in article.bylines.all()]


def _printed(names: Iterable[str]) -> str:
    return format_html_join("", "{}", ((part,) for part in _in_a_row(list(names))))


def _in_a_row(names: list[str]) -> Iterator[str]:
    """Names, and what the page's language puts between them. Each keeps its own direction."""
    # Translators: what stands between the names of several authors, and after a place before a date
    comma = pgettext("in a list", ", ")
    before_the_last = _("%(names)s and %(last)s") % {"names": "", "last": ""}
    for left, name in zip(range(len(names), 0, -1), names, strict=True):
        yield name
        if left > 1:
            yield comma if left > 2 else before_the_last


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
