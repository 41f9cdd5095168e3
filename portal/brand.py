"""A paper's own colour, fonts and logo, from the environment: no style sheet has to be touched.

They replace values of static/css/tokens.css. What cannot be used is refused at start-up, in one
sentence; an accent that is hard to read is a warning of `manage.py check`.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from PIL import Image

READABLE = 4.5  # WCAG 2.2, 1.4.3: the contrast of text with what it stands on
LIGHT, DARK = "#f8f0e5", "#211f1c"  # --tint: the harder of the two grounds, in each scheme
COLOUR = re.compile(r"#[0-9a-f]{6}", re.I)
FONTS = re.compile(r"[\w\s,'\"-]+", re.A)
LOGOS = {".svg": "image/svg+xml", ".png": "image/png", ".webp": "image/webp"}
A_YEAR = "public, max-age=31536000, immutable"


def accent(told: str) -> tuple[str, ...]:
    """The colours for light and for dark pages; of one alone the other is made by lightening it."""
    colours = tuple(told.split())
    if not all(COLOUR.fullmatch(one) for one in colours) or len(colours) > 2:
        raise ImproperlyConfigured(
            f"SITE_ACCENT is {told!r}: write one colour as #9e2a22, or two, for light and for dark."
        )
    return (*colours, lightened(colours[0])) if len(colours) == 1 else colours


def fonts(name: str, told: str) -> str:
    """A list of font families as CSS writes it."""
    if told and not FONTS.fullmatch(told):
        raise ImproperlyConfigured(f"{name} is {told!r}: write font families, separated by commas.")
    return told


def logo_file(told: str) -> Path | None:
    """The file of the logo."""
    path = Path(told) if told else None
    if path and (path.suffix.lower() not in LOGOS or not path.is_file()):
        raise ImproperlyConfigured(f"SITE_LOGO is {told!r}: name an SVG, PNG or WebP file.")
    return path


def tokens() -> str:
    """The style sheet's values that this paper changes, as CSS for the layer `tokens`."""
    values = {
        "--accent": f"light-dark({','.join(settings.SITE_ACCENT)})" if settings.SITE_ACCENT else "",
        "--serif": settings.SITE_SERIF,
        "--sans": settings.SITE_SANS,
    }
    told = ";".join(f"{name}:{value}" for name, value in values.items() if value)
    return f"@layer tokens{{:root{{{told}}}}}" if told else ""


# Colours, as WCAG 2.2 defines their contrast


def contrast(one: str, other: str) -> float:
    """From 1, the same, to 21, black on white."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def lightened(colour: str) -> str:
    """The colour mixed with as much white as it needs to be read on a dark page."""
    for white in range(0, 101, 5):
        mixed = "#" + "".join(
            f"{part + (255 - part) * white // 100:02x}" for part in _parts(colour)
        )
        if contrast(mixed, DARK) >= READABLE:
            return mixed
    return "#ffffff"


def hard_to_read() -> Iterator[tuple[str, str, float]]:
    """The accent's colours that are too near the page's: (scheme, colour, contrast)."""
    for scheme, colour, ground in zip(
        ("light", "dark"), settings.SITE_ACCENT, (LIGHT, DARK), strict=False
    ):
        if (found := contrast(colour, ground)) < READABLE:
            yield scheme, colour, found


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))


def _luminance(colour: str) -> float:
    linear = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in _parts(colour))
    )
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


# The logo


@dataclass(frozen=True)
class Logo:
    """The picture that stands in the masthead in place of the paper's name."""

    address: str
    width: int
    height: int


def logo() -> Logo | None:
    """The paper's logo, if it has one, as it was when the process started."""
    return _logo(settings.SITE_LOGO) if settings.SITE_LOGO else None


@lru_cache
def _logo(path: Path) -> Logo:
    name = f"logo-{hashlib.sha256(path.read_bytes()).hexdigest()[:12]}{path.suffix.lower()}"
    return Logo(reverse("logo", kwargs={"name": name}), *_size(path))


def _size(path: Path) -> tuple[int, int]:
    """Width and height in pixels. An SVG without any counts as square: its box tells its shape."""
    if path.suffix.lower() != ".svg":
        with Image.open(path) as picture:
            return picture.size
    root = ElementTree.parse(path).getroot()  # noqa: S314 - the paper's own file
    told = [re.match(r"[\d.]+(?=(px)?$)", root.get(side, "")) for side in ("width", "height")]
    if all(told):
        return tuple(round(float(one[0])) for one in told)
    box = root.get("viewBox", "0 0 1 1").replace(",", " ").split()
    return round(float(box[2]) * 100), round(float(box[3]) * 100)


@require_safe
def show_logo(request, name):
    """The logo's file. The address has its content's hash, so it may be kept."""
    known = logo()
    if known is None or not known.address.endswith(f"/{name}"):
        raise Http404
    path = settings.SITE_LOGO
    response = HttpResponse(path.read_bytes(), content_type=LOGOS[path.suffix.lower()])
    response["Cache-Control"] = A_YEAR
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response
