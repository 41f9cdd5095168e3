"""oEmbed (oembed.com): what another site needs to know to show a link to an article as a card.

The answer is of the type "link", with a title, names and a thumbnail. It carries no HTML: whoever asks
draws the card themselves, and nothing of ours runs on their page.
"""

import re
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse, JsonResponse
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.reading import at_hand, public_article
from articles.renditions import OFFERED
from articles.templatetags.articles import byline_text
from portal.feeds.addresses import whole
from portal.feeds.xml import Document

THUMBNAILS = sorted(
    (width for ratio, width, ending in OFFERED if (ratio, ending) == ("", "jpg")), reverse=True
)


@require_safe
def oembed(request):
    """`?url=` the article's address; `format`, `maxwidth` and `maxheight` as the standard has them."""
    format = request.GET.get("format", "json")
    if format not in ("json", "xml"):
        told = _("There are answers in JSON and in XML.")
        return HttpResponse(told, status=501, content_type="text/plain; charset=utf-8")
    bounds = [_bound(request.GET.get(name)) for name in ("maxwidth", "maxheight")]
    article = at_hand(public_article(_slug_in(request.GET.get("url", ""))))
    told = _card(article, *bounds)
    if format == "json":
        return JsonResponse(told)
    xml = Document()
    with xml.inside("oembed"):
        for name, value in told.items():
            xml.element(name, str(value))
    return HttpResponse(xml.written(), content_type="text/xml; charset=utf-8")


def _card(article, width: int | None, height: int | None) -> dict:
    authors = [credit.author for credit in article.bylines.all()]
    told = {
        "version": "1.0",
        "type": "link",
        "title": article.headline,
        "author_name": byline_text(article),
        "provider_name": settings.SITE_NAME,
        "provider_url": whole("/"),
    }
    if len(authors) == 1:
        told["author_url"] = whole(authors[0].get_absolute_url())
    return told | _thumbnail(article.lead_image, width, height)


def _thumbnail(image, width: int | None, height: int | None) -> dict:
    """The largest copy within these bounds; nothing where none is small enough."""
    for copy in (image.copy("", one) for one in THUMBNAILS) if image else ():
        if copy.width <= (width or copy.width) and copy.height <= (height or copy.height):
            return {
                "thumbnail_url": whole(copy.url),
                "thumbnail_width": copy.width,
                "thumbnail_height": copy.height,
            }
    return {}


def _bound(told: str | None) -> int | None:
    if told is None:
        return None
    if not re.fullmatch("[1-9][0-9]{0,5}", told):
        raise BadRequest("A bound is a number of pixels.")
    return int(told)


def _slug_in(address: str) -> str:
    """The slug in an article's whole address on this site; raises Http404 for any other address."""
    try:
        asked, ours = urlsplit(address), urlsplit(settings.SITE_URL)
        found = resolve(unquote(asked.path))
    except (ValueError, Resolver404):
        raise Http404 from None
    of_ours = asked.scheme in ("http", "https") and asked.netloc.lower() == ours.netloc.lower()
    if not of_ours or found.view_name != "articles:detail":
        raise Http404
    return found.kwargs["slug"]
