"""The text of an article, or of a page, as it is shown: pictures in their smaller copies, lone web
addresses as links that say where they lead. Nothing of another host is loaded before somebody follows
such a link.
"""

from urllib.parse import urljoin, urlsplit

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.models import Image
from articles.showing import picture_element, plain_element
from articles.templatetags.articles import own_tongue
from portal import markup

VIDEO = {"youtube.com", "youtu.be", "vimeo.com", "dailymotion.com", "twitch.tv", "tiktok.com"}


def shown_body(article) -> SafeString:
    """For readers of the site."""
    images = Image.objects.shown_in(article.body)
    return _shown(article, images, picture_element, _("Table"))


def body_for_feeds(article, base: str, images: dict[str, Image] | None = None) -> SafeString:
    """For programs that show it elsewhere: every address with `base` (scheme and host), each picture
    one plain JPEG.

    A feed asks for the images of all its articles together, by `Image.objects.shown_in` of their
    texts one after the other, and gives them here.
    """
    images = Image.objects.shown_in(article.body) if images is None else images
    page = base + article.get_absolute_url()
    shown = _shown(article, images, plain_element)
    return markup.with_addresses(shown, lambda told: urljoin(page, told))


def _shown(article, images: dict[str, Image], element, table_label="") -> SafeString:
    ours = own_tongue(article) if hasattr(article, "language") else ""  # a page has the site's

    def picture(told: dict[str, str]) -> SafeString | None:
        image = images.get(told.get("src"))
        return element(image, "body", image.alt_here(told["alt"])) if image else None

    def lone_address(address: str) -> SafeString:
        return format_html(
            '<p class="embed"{}><a href="{}" rel="noopener">{}</a></p>',
            ours,
            address,
            _where_to(address),
        )

    return markup.body_shown(article.body, picture, lone_address, table_label)


def _where_to(address: str) -> str:
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    if host.removeprefix("m.") in VIDEO:
        return _("Watch on %(host)s") % {"host": host}
    return _("Open on %(host)s") % {"host": host}
