"""What an editor uploads is never kept: it is decoded, cleaned and written anew.

`receive` takes an uploaded file and gives back a `Picture`, or raises a ValidationError that tells
the person what to do. A file passes four doors: its first bytes say what it is (never its name or
its declared type); all that is not picture, colour profile or orientation is taken out; its header
says how much it will be; only then is it decoded.
"""

import hashlib
import io
import logging
import os
import re
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext_lazy as _
from PIL import ExifTags, Image, ImageCms

MAX_BYTES = 20 * 1024 * 1024
MAX_SIDE = 2000  # pixels: the widest a page ever shows, on a screen of two pixels to one
MIN_SIDE = 16  # pixels: less is a tracking dot or a mistake
QUALITY = 86  # of JPEG: above it files grow faster than eyes can tell
# A PNG, WebP or GIF is decoded whole: a WebP of 25 megapixels takes 500 MB meanwhile. A JPEG is
# reduced while it is decoded, so the largest sensors that newsrooms use (64) take hardly more.
MEGAPIXELS, JPEG_MEGAPIXELS = 25, 64
# Every segment, chunk or block costs a round of Python here and in Pillow: 20 MB of empty ones took
# 4 s and 900 MB. A real file of 20 MB has at most 2,600 (PNG in pieces of 8 KB).
MAX_PARTS = 10_000
# Each scan of a progressive JPEG passes over the whole picture: at 49 megapixels 75 bytes cost
# 20 ms, so 20 MB of scans would take an hour and a half. Encoders write about ten.
MAX_SCANS = 50

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Picture:
    """A clean master: upright, in sRGB, without metadata, its longest side at most MAX_SIDE.

    The same upload gives the same bytes, as long as Pillow stays the same.
    """

    content: bytes
    extension: Literal["jpg", "png"]
    width: int  # in pixels, as `height`
    height: int
    sha256: str  # of `content`, in hexadecimal


def receive(upload: File) -> Picture:
    """A picture of our own making from an uploaded JPEG, PNG, WebP or GIF (its first frame).

    Raises ValidationError with a code of REFUSALS, for everything that is wrong with the file.
    """
    upload.seek(0)
    original = upload.read(MAX_BYTES + 1)  # its declared size is only declared
    upload.seek(0)
    if not original:
        raise _refusal("empty")
    if len(original) > MAX_BYTES:
        raise _refusal("too_large", megabytes=MAX_BYTES // 1024**2)
    kind = next((kind for kind in KINDS if kind.signature.match(original)), None)
    if kind is None:
        raise _refusal("format")
    if os.path.splitext(upload.name or "")[1].lower() not in kind.extensions:
        raise _refusal("extension", format=kind.name, extension=kind.extensions[0])
    try:
        return _master(kind, original)
    except ValidationError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _refusal("too_many_pixels", limit=kind.megapixels) from error
    except Exception as error:
        # Pillow's exceptions have no family: a broken file raises OSError, SyntaxError, ValueError,
        # struct.error, zlib.error, EOFError, KeyError, OverflowError, MemoryError and others.
        log.info("An uploaded %s cannot be read.", kind.name, exc_info=True)
        raise _refusal("damaged") from error


def _master(kind: "_Kind", original: bytes) -> Picture:
    essence = kind.essence(original)
    with Image.open(io.BytesIO(essence), formats=[kind.name]) as image:
        width, height = image.size
        # Image.MAX_IMAGE_PIXELS is one for the whole process, and only warns at first.
        if width * height > kind.megapixels * 1_000_000:
            raise _refusal("too_many_pixels", limit=kind.megapixels)
        scale = min(1, MAX_SIDE / max(width, height))
        size = round(width * scale), round(height * scale)
        if min(size) < MIN_SIDE:
            raise _refusal("too_small", pixels=MIN_SIDE)
        # Every block of 8 x 8 pixels costs at least one bit, or libjpeg makes it up, in grey.
        if kind.name == "JPEG" and len(essence) * 8 < width * height / 64:
            raise ValueError("the header claims more than there is")
        image.draft(None, (size[0] * 2, size[1] * 2))  # a JPEG may come at 1/2, 1/4, 1/8
        image.load()
        turn, profile = _turn(image), image.info.get("icc_profile")
        clean = _plain(image).resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    clean = _in_srgb(clean, profile)
    if turn is not None:
        clean = clean.transpose(turn)
    return _written(clean)


def _plain(image: Image.Image) -> Image.Image:
    """The image in a mode that can be resized and colour-managed: 8 bits a channel, no palette."""
    if image.mode == "I;16":
        # Pillow's own conversion turns everything above 255 of 65,535 white.
        return image.convert("I").point([value >> 8 for value in range(65536)], "L")
    if image.mode in {"L", "RGB", "RGBA", "CMYK"} and "transparency" not in image.info:
        return image
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The image as RGB or RGBA in the colours its profile means, which is then no longer needed."""
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile:
        try:
            return ImageCms.profileToProfile(
                image,
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode=mode,
            )
        except Exception:
            # A profile that is broken, or made for another mode, is passed over, as browsers do.
            log.info("A colour profile cannot be used.", exc_info=True)
    return image.convert(mode)


TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def _turn(image: Image.Image) -> Image.Transpose | None:
    """What makes the image upright, by its Exif orientation. Broken Exif says nothing."""
    try:
        return TURNS.get(image.getexif().get(ExifTags.Base.Orientation))
    except Exception:
        log.info("Exif cannot be read.", exc_info=True)
        return None


def _written(image: Image.Image) -> Picture:
    image.info = {}  # Pillow would write a profile or a comment that it finds here
    written = io.BytesIO()
    if image.mode == "RGBA" and image.getchannel("A").getextrema()[0] < 255:
        # There and back by way of premultiplied alpha: what was erased in an image editor is often
        # only transparent, and its colours, which nobody sees, would be published with it.
        image = image.convert("RGBa").convert("RGBA")
        image.save(written, "PNG")
        extension = "png"
    else:
        image = image.convert("RGB")
        image.save(written, "JPEG", quality=QUALITY, progressive=True, optimize=True)
        extension = "jpg"
    content = written.getvalue()
    with Image.open(io.BytesIO(content), formats=["JPEG", "PNG"]) as again:
        if (again.format, again.size) != ({"jpg": "JPEG", "png": "PNG"}[extension], image.size):
            raise ValueError("what was written is not what was meant")
    return Picture(content, extension, *image.size, hashlib.sha256(content).hexdigest())


# What of a file reaches Pillow. Pillow reads all metadata before anything can be asked of it: 20 MB
# of colour profiles in a PNG cost it 42 s, 20 MB of comments in a GIF 900 MB.

JPEG_MARKER = re.compile(rb"\xff([\x01-\xcf\xd8-\xfe])")  # no stuffed zero, restart or fill byte
EOI, SOS, APP0, APP1, APP2, APP14 = 0xD9, 0xDA, 0xE0, 0xE1, 0xE2, 0xEE
FRAMES_AND_TABLES = {*range(0xC0, 0xD0), 0xDB, 0xDD}
JPEG_LABELS = {APP0: b"JFIF\0", APP1: b"Exif\0\0", APP2: b"ICC_PROFILE\0", APP14: b"Adobe"}


def _jpeg_essence(data: bytes) -> bytes:
    """The one picture, without comments, thumbnails, XMP, or what follows it.

    (ITU-T T.81, B.1. Telephones append further pictures and films.)
    """
    parts, scans, at = [data[:2]], 0, 2
    for _part in range(MAX_PARTS):
        marker = JPEG_MARKER.search(data, at)
        if marker is None:
            raise ValueError("no end of image")
        code = marker[1][0]
        if code == EOI:
            return b"".join([*parts, b"\xff\xd9"])
        length = int.from_bytes(data[marker.end() : marker.end() + 2])
        at = marker.end() + length
        body = data[marker.end() + 2 : at]
        if code == SOS:
            scans += 1
            following = JPEG_MARKER.search(data, at)
            if following is None or scans > MAX_SCANS:
                raise ValueError("a scan without end, or scans without end")
            at = following.start()
            parts.append(data[marker.start() : at])
        elif code in FRAMES_AND_TABLES or (
            code in JPEG_LABELS and body.startswith(JPEG_LABELS[code])
        ):
            parts.append(data[marker.start() : at])
    raise ValueError("too many segments")


PNG_CHUNKS = {b"IHDR", b"PLTE", b"tRNS", b"iCCP", b"eXIf", b"IDAT", b"IEND"}


def _png_essence(data: bytes) -> bytes:
    """The still picture, without texts and animation; every checksum has been compared.

    (PNG specification, section 5.)
    """
    parts, seen, at = [data[:8]], set(), 8
    for _part in range(MAX_PARTS):
        length, name = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if name in PNG_CHUNKS:
            (checksum,) = struct.unpack_from(">I", data, end - 4)
            if checksum != zlib.crc32(data[at + 4 : end - 4]):
                raise ValueError("a checksum is wrong")
            if name == b"IDAT" or name not in seen:
                parts.append(data[at:end])
                seen.add(name)
        if name == b"IEND":
            return b"".join(parts)
        at = end
    raise ValueError("too many chunks")


def _gif_essence(data: bytes) -> bytes:
    """The header, and everything from the first frame on; comments before it are left out.

    (GIF89a specification. What follows the first frame is never decoded.)
    """
    at = 13 + _gif_palette(data[10])
    parts, control = [data[:at]], b""
    for _part in range(MAX_PARTS):
        if data[at] == ord(","):
            return b"".join([*parts, control, data[at:]])
        if data[at] != ord("!"):
            raise ValueError("neither a frame nor an extension")
        start, at = at, at + 2
        while data[at]:
            at += 1 + data[at]
        at += 1
        if data[start + 1] == 0xF9 and at - start == 8:  # graphic control: transparency
            control = data[start:at]
    raise ValueError("too many blocks")


def _gif_palette(flags: int) -> int:
    """The length of the palette that these flags announce, in bytes."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _webp_essence(data: bytes) -> bytes:
    """All of it: libwebp reads what it needs, and quickly."""
    return data


@dataclass(frozen=True)
class _Kind:
    name: str  # as Pillow says
    signature: re.Pattern
    extensions: tuple[str, ...]
    essence: Callable[[bytes], bytes]
    megapixels: int = MEGAPIXELS


KINDS = [
    _Kind("JPEG", re.compile(rb"\xff\xd8\xff"), (".jpg", ".jpeg"), _jpeg_essence, JPEG_MEGAPIXELS),
    _Kind("PNG", re.compile(rb"\x89PNG\r\n\x1a\n"), (".png",), _png_essence),
    _Kind("WEBP", re.compile(rb"RIFF.{4}WEBP", re.DOTALL), (".webp",), _webp_essence),
    _Kind("GIF", re.compile(rb"GIF8[79]a"), (".gif",), _gif_essence),
]

REFUSALS = {
    "empty": _("The file is empty. Choose the picture again."),
    "too_large": _(
        "The file is larger than %(megabytes)d MB. Export the picture smaller, and upload that."
    ),
    "format": _(
        "This is not a JPEG, PNG, WebP or GIF picture. Export it as one of these (a photograph as "
        "JPEG), and upload that."
    ),
    "extension": _(
        "This is a %(format)s picture, but its name says otherwise. Rename the file so that its "
        "name ends in %(extension)s, and upload it again."
    ),
    "too_many_pixels": _(
        "The picture has more than %(limit)d million pixels. Export it smaller, and upload that."
    ),
    "too_small": _(
        "The picture is too small or too narrow: it needs %(pixels)d pixels in both directions. "
        "Choose a larger one."
    ),
    "damaged": _(
        "The picture is damaged or incomplete. Open it in an image program, export it anew, and "
        "upload that."
    ),
}


def _refusal(code: str, **params) -> ValidationError:
    return ValidationError(REFUSALS[code], code=code, params=params)
