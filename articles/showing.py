"""How a picture stands in a page: in the newest format that a browser knows, as large as it needs."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.renditions import USES, copies_for, copy_of

LAZY = (
    '<picture>{}<img{} src="{}" alt="{}" width="{}" height="{}" loading="lazy" decoding="async">'
    "</picture>"
)
EAGER = LAZY.replace('loading="lazy" decoding="async"', 'fetchpriority="high"')


def picture_element(image, use: str, alt: str = "", css: str = "") -> SafeString:
    """The `<picture>` of an image for one of the uses in `articles.renditions`."""
    shown = USES[use]
    sources = format_html_join(
        "",
        '<source type="image/{}" srcset="{}" sizes="{}">',
        ((ending, _srcset(image, shown, ending), shown.sizes) for ending in ("avif", "webp")),
    )
    fallback = copy_of(image, shown.ratio, shown.fallback, "jpg")
    return format_html(
        LAZY if shown.lazy else EAGER,
        sources,
        format_html(' class="{}"', css) if css else "",
        fallback.url,
        alt,
        fallback.width,
        fallback.height,
    )


def plain_element(image, use: str, alt: str = "") -> SafeString:
    """One JPEG that every program can show, as readers of feeds need it."""
    shown = USES[use]
    only = copy_of(image, shown.ratio, shown.fallback, "jpg")
    return format_html(
        '<img src="{}" alt="{}" width="{}" height="{}">', only.url, alt, only.width, only.height
    )


def _srcset(image, use, ending: str) -> str:
    return ", ".join(f"{one.url} {one.width}w" for one in copies_for(image, use, ending))
