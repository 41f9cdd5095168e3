"""Smaller copies of a picture, for screens that need no more, and cuts of it around its focal point.

They lie beside the master under its random name: `…-640.avif` is the whole picture, `…-3x2-50-30-640.avif`
a cut around the point 50 % from the left and 30 % from the top. The focal point is in the name because
readers keep a picture for a year. What most pages show is made when the picture is taken in; the rest,
and whatever is missing, when it is asked for (`remake`, beside the model). A copy shows at most what
its master has: none is enlarged. A cut that would take away next to nothing is the whole picture.
"""

import os
import re
import tempfile
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image as Pillow


@dataclass(frozen=True)
class Use:
    """A place in which pages show pictures: cut to which ratio, and how large it is there."""

    ratio: str  # "" is the whole picture
    widths: tuple[int, ...]  # in pixels of the file
    sizes: str  # how wide it is on the page, as HTML says it
    fallback: int  # the width for browsers that know neither AVIF nor WebP
    lazy: bool = True


USES = {
    "lead": Use("", (640, 960, 1200, 1600), "(min-width: 62em) 58rem, 92vw", 960, lazy=False),
    "body": Use("", (640, 960, 1200, 1600), "(min-width: 43em) 39rem, 92vw", 960),
    "card-lead": Use(
        "3x2", (640, 960, 1200, 1600), "(min-width: 62em) 50rem, 92vw", 960, lazy=False
    ),
    "card": Use("3x2", (320, 640), "(min-width: 62em) 18rem, (min-width: 38em) 46vw, 34vw", 640),
    "beside": Use("3x2", (320, 640), "(min-width: 62em) 25rem, (min-width: 38em) 46vw, 34vw", 640),
    "row": Use("3x2", (320, 640), "(min-width: 57em) 16rem, 28vw", 640),
    "portrait": Use("1x1", (160, 320), "8rem", 320),
}
# What other sites and search engines show of an article, in the order in which they are told.
SHARED, SHARED_WIDTH = ("16x9", "4x3", "1x1"), 1200
THUMBNAIL = 320  # whole, for lists in the admin
# Made when a picture is taken in. Wider ones wait until somebody asks, which is mostly the editor who
# looks at the preview: an AVIF of 1600 pixels takes as long as all the others together.
AT_ONCE, AT_ONCE_WIDTH = ("lead", "card-lead", "card"), 960

# AVIF at speed 8 takes two fifths of the default's time, for a tenth more bytes of a drawing.
ENCODERS = {
    "avif": ("AVIF", {"quality": 55, "speed": 8}),
    "webp": ("WEBP", {"quality": 78, "method": 4}),
    "jpg": ("JPEG", {"quality": 80, "progressive": True, "optimize": True}),
}
MASTERS = ("jpg", "png")

# Every copy that there may be, as ratio, width and ending.
OFFERED = {
    *((use.ratio, width, "avif") for use in USES.values() for width in use.widths),
    *((use.ratio, width, "webp") for use in USES.values() for width in use.widths),
    *((use.ratio, use.fallback, "jpg") for use in USES.values()),
    *((ratio, SHARED_WIDTH, "jpg") for ratio in SHARED),
}
# The whole picture stands in for cuts that take nothing away, so it has the widths of all of them.
OFFERED |= {("", width, ending) for _ratio, width, ending in OFFERED}

NAME = re.compile(
    r"(?P<stem>images/[0-9a-f]{2}/[0-9a-f]{32})(?:-(?P<ratio>[0-9]+x[0-9]+)-[0-9]{1,3}-[0-9]{1,3})?"
    r"-(?P<width>[0-9]{3,4})\.(?P<ending>avif|webp|jpg)\Z"
)
STEM = re.compile(r"images/[0-9a-f]{2}/[0-9a-f]{32}(?=[-.])")

# Many readers may ask for a copy at once, and an encoder takes all processors that it finds.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Copy:
    """One copy of a picture: where it lies, and what it measures."""

    name: str  # in the storage
    url: str
    width: int
    height: int


def masters_of(name: str) -> list[str]:
    """The names that a picture may have of which this is the name, or the name of a copy."""
    stem = STEM.match(name)
    return [f"{stem[0]}.{ending}" for ending in MASTERS] if stem else []


def copy_of(image, ratio: str, width: int, ending: str) -> Copy:
    """The copy of this ratio and width, or as wide as the picture allows: none is enlarged."""
    left, top, right, bottom = cut(image, ratio)
    wide, high = right - left, bottom - top
    shown = min(width, wide)
    stem = image.file.name.rsplit(".", 1)[0]
    if (wide, high) != (image.width, image.height):
        stem += f"-{ratio}-{image.focal_x}-{image.focal_y}"
    name = f"{stem}-{width}.{ending}"
    height = max(1, round(high * shown / wide))
    return Copy(name, image.file.storage.url(name), shown, height)


def copies_for(image, use: Use, ending: str) -> list[Copy]:
    """The copies that a browser may choose among: up to the first that has all there is to see."""
    left, _top, right, _bottom = cut(image, use.ratio)
    smaller = [width for width in use.widths if width < 0.9 * (right - left)]
    widths = use.widths[: len(smaller) + 1]
    return [copy_of(image, use.ratio, width, ending) for width in widths]


def cut(image, ratio: str) -> tuple[int, int, int, int]:
    """The largest part of this ratio (left, top, right, bottom) with the focal point at its centre,
    or as near to it as the picture's edges allow."""
    width, height = image.width, image.height
    across, down = map(int, ratio.split("x")) if ratio else (width, height)
    wide = min(width, max(1, round(height * across / down)))
    high = min(height, max(1, round(width * down / across)))
    if wide * high >= 0.99 * width * height:
        return 0, 0, width, height
    left = min(max(0, round(width * image.focal_x / 100 - wide / 2)), width - wide)
    top = min(max(0, round(height * image.focal_y / 100 - high / 2)), height - high)
    return left, top, left + wide, top + high


def make_at_once(image) -> None:
    """Make what most readers' pages show, as far as it is missing."""
    wanted = {
        (use.ratio, copy)
        for use in map(USES.get, AT_ONCE)
        for copy in copies_for(image, use, "avif")
        if copy.width <= AT_ONCE_WIDTH
    }
    root = _root(image)
    make(image, ((ratio, copy) for ratio, copy in wanted if not (root / copy.name).exists()))


def make_again(image, name: str) -> bool:
    """Make the copy of this name; False if the picture has none of that name."""
    asked = NAME.match(name)
    told = (asked["ratio"] or "", int(asked["width"]), asked["ending"]) if asked else None
    if told not in OFFERED or copy_of(image, *told).name != name:
        return False
    with _one_at_a_time:
        if not (_root(image) / name).exists():
            make(image, [(told[0], copy_of(image, *told))])
    return True


def make(image, wanted: Iterable[tuple[str, Copy]]) -> None:
    """Write these copies (each with the ratio to which it is cut) beside their master."""
    master = None
    for ratio, copy in wanted:
        if master is None:
            master = _opened(image)
        size = copy.width, copy.height
        smaller = master.resize(
            size, Pillow.Resampling.LANCZOS, box=cut(image, ratio), reducing_gap=2.0
        )
        _write(smaller, _root(image) / copy.name)


def remove(image_file, name: str) -> None:
    """Remove a picture of this name and all its copies; what is not there is no matter."""
    if not STEM.match(name):
        return  # a name that no picture has: nothing else is touched
    master = Path(image_file.storage.path(name))
    for file in [master, *master.parent.glob(f"{master.stem}-*")]:
        file.unlink(missing_ok=True)


def _root(image) -> Path:
    return Path(image.file.storage.path(""))


def _opened(image) -> Pillow.Image:
    with Pillow.open(image.file.path, formats=("JPEG", "PNG")) as picture:
        picture.load()
        return picture


def _write(picture: Pillow.Image, place: Path) -> None:
    """Whole or not at all: a reader may ask for it meanwhile."""
    kind, options = ENCODERS[place.suffix[1:]]
    if kind == "JPEG" and picture.mode == "RGBA":
        picture = Pillow.alpha_composite(Pillow.new("RGBA", picture.size, "white"), picture)
        picture = picture.convert("RGB")
    handle, draft = tempfile.mkstemp(dir=place.parent, suffix=place.suffix)
    try:
        with os.fdopen(handle, "wb") as file:
            picture.save(file, kind, **options)
        os.chmod(draft, 0o644)
        os.replace(draft, place)
    except BaseException:
        os.unlink(draft)
        raise
