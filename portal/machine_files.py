"""What programs ask of a site: the file for robots, how to search it, how to install it."""

import re
from functools import lru_cache

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.templatetags.static import static
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.feeds.addresses import whole
from portal.feeds.xml import Document

# Desks, secret links, and what readers do with comments; links to a comment are welcome. The search
# is not closed: a robot that may not read the page does not see that it is not to keep it.
CLOSED = [
    "/admin/",
    "/moderation/",
    "/preview/",
    "/comments/mine/",
    "/comments/new/",
    "/comments/*/*/",
]
SITEMAPS = ["/sitemap.xml", "/sitemap-news.xml"]
SHORT, LONG = 16, 48  # characters of a name, as OpenSearch bounds them
ICONS = {"img/icon-192.png": 192, "img/icon-512.png": 512}


@require_safe
def robots(request):
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), ""]
    lines += [f"Sitemap: {whole(path)}" for path in SITEMAPS]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


@require_safe
def opensearch(request):
    """How a browser searches this site from its address bar (OpenSearch 1.1)."""
    name = settings.SITE_NAME
    xml = Document()
    with xml.inside("OpenSearchDescription", {"xmlns": "http://a9.com/-/spec/opensearch/1.1/"}):
        xml.element("ShortName", shortened(name, SHORT))
        xml.element("LongName", shortened(name, LONG))
        xml.element("Description", _("Search the articles of %(name)s.") % {"name": name})
        xml.element("Language", get_language())
        xml.element("InputEncoding", "UTF-8")
        icon = {"width": "192", "height": "192", "type": "image/png"}
        xml.element("Image", whole(static("img/icon-192.png")), icon)
        template = whole("/search/") + "?q={searchTerms}"
        xml.element("Url", attributes={"type": "text/html", "template": template})
        itself = {"type": MEDIA_TYPE, "rel": "self", "template": whole(request.path)}
        xml.element("Url", attributes=itself)
    return HttpResponse(xml.written(), content_type=f"{MEDIA_TYPE}; charset=utf-8")


MEDIA_TYPE = "application/opensearchdescription+xml"


@require_safe
def manifest(request):
    """How a device keeps the paper among its programs (W3C Web Application Manifest)."""
    paper, accent = colours()
    icons = [
        # The drawing stands within the circle that every mask leaves, so one file serves both.
        {"src": static(name), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for name, size in ICONS.items()
        for purpose in ("any", "maskable")
    ]
    told = {
        "id": "/",
        "name": settings.SITE_NAME,
        "short_name": shortened(settings.SITE_NAME, SHORT),
        "lang": get_language(),
        "dir": "rtl" if get_language_bidi() else "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "background_color": paper,
        "theme_color": settings.SITE_ACCENT[0] if settings.SITE_ACCENT else accent,
        "icons": icons,
    }
    return JsonResponse(told, content_type="application/manifest+json")


def shortened(name: str, most: int) -> str:
    """As many whole words of the name as there is room for; of one that is too long, its beginning."""
    if len(name) <= most:
        return name
    return name[: most + 1].rpartition(" ")[0].rstrip() or name[:most]


@lru_cache
def colours() -> tuple[str, str]:
    """The page's ground and the accent on light pages, as the style sheet has them."""
    tokens = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
    found = dict(re.findall(r"--(paper|accent): light-dark\((#[0-9a-f]{6}),", tokens))
    return found["paper"], found["accent"]
