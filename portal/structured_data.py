"""Structured data: what a page tells machines of itself, as JSON-LD (https://schema.org)."""

import json

from django.conf import settings
from django.templatetags.static import static

from portal.feeds.addresses import whole as absolute

CONTEXT = "https://schema.org"  # in this spelling alone do browsers' reading views believe it
LOGO = "img/icon-512.png"
# What would end the script element, start a comment in it, or end a line in old scripts.
_ESCAPED = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})


def as_json(data: dict) -> str:
    """The data as JSON that can stand in a page's script element. What is empty is left out."""
    told = {"@context": CONTEXT, **_told(data)}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)


def breadcrumbs(*trail: tuple[str, str]) -> dict:
    """The way to a page, from the front page's (name, path) to its own."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": absolute(path)}
            for number, (name, path) in enumerate(trail, start=1)
        ],
    }


def publisher() -> dict:
    """The paper itself."""
    logo = {"@type": "ImageObject", "url": absolute(static(LOGO)), "width": 512, "height": 512}
    return {
        "@type": "NewsMediaOrganization",
        "name": settings.SITE_NAME,
        "url": absolute("/"),
        "logo": logo,
    }


def _told(value):
    if isinstance(value, dict):
        pairs = ((name, _told(each)) for name, each in value.items())
        return {name: each for name, each in pairs if each not in ("", None, [], {})}
    if isinstance(value, list):
        return [_told(each) for each in value]
    return value
