"""Whatever an editor uploads: a clean picture of our own making, or a sentence that helps."""

import contextlib
import hashlib
import io
import struct
import time
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from articles import pictures
from articles.pictures import receive

ORANGE = (224, 128, 32)
PAYLOAD = b"<html><script>alert('polyglot')</script>"


def drawing(size=(120, 80), mode="RGB"):
    """Orange, with a blue top left quarter, so that every way of turning it can be told."""
    image = Image.new("RGB", size, ORANGE)
    image.paste((0, 0, 200), (0, 0, size[0] // 2, size[1] // 2))
    return image.convert(mode)


def saved(image, format="JPEG", **options):
    file = io.BytesIO()
    image.save(file, format, **options)
    return file.getvalue()


def taken(content, name="picture.jpg"):
    return receive(SimpleUploadedFile(name, content))


def refused(content, name="picture.jpg"):
    """The code under which this upload is refused."""
    with pytest.raises(ValidationError) as refusal:
        taken(content, name)
    assert refusal.value.messages[0].endswith(".")
    return refusal.value.code


def opened(picture):
    image = Image.open(io.BytesIO(picture.content))
    image.load()
    return image


def near(colour, other, by=6):
    return all(abs(a - b) <= by for a, b in zip(colour, other, strict=True))


def chunk(name, body):
    checksum = zlib.crc32(name + body)
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", checksum)


def png(width, height, rows, *chunks, bits=8, colour=2):
    """A PNG by hand, with more chunks before its data."""
    header = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)
    data = chunk(b"IDAT", zlib.compress(rows, 9))
    parts = [chunk(b"IHDR", header), *chunks, data, chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def segment(marker, body):
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(body) + 2) + body


def after_start(jpeg, *segments):
    return jpeg[:2] + b"".join(segments) + jpeg[2:]


def resized(jpeg, width, height):
    """The same data under a header that claims another size."""
    at = jpeg.index(b"\xff\xc0") + 5
    return jpeg[:at] + struct.pack(">HH", height, width) + jpeg[at + 4 :]


# What is accepted, and what becomes of it


@pytest.mark.parametrize(
    ("format", "name"),
    [
        ("JPEG", "a.jpg"),
        ("JPEG", "A photo.of.mine.JPEG"),
        ("PNG", "a.png"),
        ("WEBP", "a.webp"),
        ("GIF", "a.gif"),
    ],
)
def test_an_opaque_picture_becomes_a_progressive_jpeg(format, name):
    picture = taken(saved(drawing(), format), name)
    image = opened(picture)
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (120, 80))
    assert image.info["progressive"]
    assert near(image.getpixel((100, 60)), ORANGE)
    assert near(image.getpixel((10, 10)), (0, 0, 200))
    assert (picture.extension, picture.width, picture.height) == ("jpg", 120, 80)
    assert picture.sha256 == hashlib.sha256(picture.content).hexdigest()


@pytest.mark.parametrize(("format", "name"), [("PNG", "a.png"), ("WEBP", "a.webp")])
def test_a_picture_with_real_transparency_becomes_a_png(format, name):
    image = drawing(mode="RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    picture = taken(saved(image, format, lossless=True), name)
    assert (opened(picture).format, opened(picture).mode) == ("PNG", "RGBA")
    assert (picture.extension, picture.width, picture.height) == ("png", 120, 80)
    assert near(opened(picture).getchannel("A").getextrema(), (0, 255), by=2)


def test_an_alpha_channel_that_hides_nothing_is_no_transparency():
    assert taken(saved(drawing(mode="RGBA"), "PNG"), "a.png").extension == "jpg"


def test_what_was_only_made_transparent_is_not_published():
    image = drawing(mode="RGBA")
    image.putalpha(Image.new("L", image.size, 0))
    assert opened(taken(saved(image, "PNG"), "a.png")).getcolors() == [(9600, (0, 0, 0, 0))]


@pytest.mark.parametrize(
    ("size", "becomes"),
    [
        ((2000, 2000), (2000, 2000)),
        ((2001, 1000), (2000, 1000)),
        ((3000, 4500), (1333, 2000)),
        ((9504, 6336), (2000, 1333)),
        ((16, 16), (16, 16)),
        ((16000, 160), (2000, 20)),
    ],
)
def test_the_longest_side_is_brought_to_2000_pixels_and_nothing_is_enlarged(size, becomes):
    picture = taken(saved(drawing(size)))
    assert (picture.width, picture.height) == opened(picture).size == becomes


@pytest.mark.parametrize("mode", ["1", "L", "CMYK", "YCbCr", "RGB"])
def test_a_jpeg_of_every_mode_becomes_rgb(mode):
    image = opened(taken(saved(drawing(mode="CMYK" if mode == "CMYK" else "RGB").convert(mode))))
    assert image.mode == "RGB"
    corner = image.getpixel((100, 60))
    assert near(corner, ORANGE) or (mode in {"1", "L"} and len(set(corner)) == 1)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
@pytest.mark.parametrize("size", [(64, 64), (2400, 64)])
def test_a_png_of_every_mode_is_understood(mode, size):
    grey = Image.new("L", size, 100)
    if mode == "1":
        grey, expected = Image.new("1", size, 1), 255
    elif mode == "I;16":
        grey, expected = Image.new("I;16", size, 100 * 256 + 77), 100
    else:
        grey, expected = grey.convert(mode), 100
    image = opened(taken(saved(grey, "PNG"), "a.png"))
    assert near(image.getpixel((20, 20)), (expected,) * 3, by=1)


def test_a_16_bit_png_keeps_its_greys():
    rows = b"".join(b"\0" + struct.pack(">64H", *[x * 1024 for x in range(64)]) for _ in range(64))
    image = opened(taken(png(64, 64, rows, bits=16, colour=0), "a.png"))
    assert near([image.getpixel((x, 32))[0] for x in (0, 16, 32, 63)], [0, 64, 128, 252])


@pytest.mark.parametrize(
    ("bits", "colour", "pixel", "key"),
    [
        (8, 0, b"\x64", b"\0\x64"),
        (8, 2, b"\x64\x65\x66", b"\0\x64\0\x65\0\x66"),
    ],
)
def test_a_colour_declared_transparent_is_transparent(bits, colour, pixel, key):
    row = b"\0" + pixel * 16 + b"\0" * len(pixel) * 16
    content = png(32, 32, row * 32, chunk(b"tRNS", key), bits=bits, colour=colour)
    image = opened(taken(content, "a.png"))
    assert image.mode == "RGBA"
    assert [image.getpixel((x, 16))[3] for x in (4, 28)] == [0, 255]


def test_a_palette_with_transparency_becomes_a_png_without_palette():
    image = drawing(mode="P")
    clear = image.getpixel((5, 5))
    steps = bytes([0 if index == clear else 255 if index % 2 else 128 for index in range(256)])
    for format, transparency in [("PNG", clear), ("PNG", steps), ("GIF", clear)]:
        content = saved(image, format, transparency=transparency)
        picture = taken(content, f"a.{format.lower()}")
        assert opened(picture).mode == "RGBA"
        assert opened(picture).getpixel((5, 5))[3] == 0
        assert opened(picture).getpixel((100, 60))[3] > 0


@pytest.mark.parametrize("size", [(16, 16), (2000, 2000)])
def test_pure_noise_is_written_too(size):
    noise = Image.merge("RGB", [Image.effect_noise(size, 200) for _ in range(3)])
    assert taken(saved(noise, "PNG", compress_level=0), "a.png").width == size[0]


def test_the_same_upload_gives_the_same_bytes():
    clear = drawing((2400, 1200), "RGBA")
    clear.putalpha(Image.linear_gradient("L").resize(clear.size))
    for content, name in [(saved(drawing((2400, 1200))), "a.jpg"), (saved(clear, "PNG"), "a.png")]:
        assert taken(content, name) == taken(content, "another-" + name)


def test_an_upload_is_read_from_its_start_and_left_there():
    file = ContentFile(saved(drawing()), name="a.jpg")
    file.read()
    assert receive(file).width == 120
    assert file.tell() == 0


# Metadata


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize(
    ("format", "name"), [("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp")]
)
def test_a_picture_is_turned_upright(orientation, format, name):
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = taken(saved(drawing(), format, exif=exif), name)
    image = opened(picture)
    assert image.getexif().get(0x0112) is None
    across, down = image.size
    assert (across, down) == ((120, 80) if orientation < 5 else (80, 120))
    assert (picture.width, picture.height) == (across, down)
    right, low = {1: (0, 0), 2: (1, 0), 3: (1, 1), 4: (0, 1), 5: (0, 0), 6: (1, 0), 7: (1, 1)}.get(
        orientation, (0, 1)
    )
    blue = (across - 10 if right else 10, down - 10 if low else 10)
    assert near(image.getpixel(blue), (0, 0, 200), by=8)
    assert near(image.getpixel((across - 1 - blue[0], down - 1 - blue[1])), ORANGE, by=8)


@pytest.mark.parametrize(
    "exif",
    [
        b"Exif\0\0",
        b"Exif\0\0garbage",
        b"Exif\0\0II*\0\xff\xff\xff\xff",
        b"Exif\0\0MM\0*\0\0\0\x08\xff\xff\x01\x12\0\x02\xff\xff\xff\xff\0\0\0\0",
        b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x63\0\0\0\0\0\0\0",
    ],
)
@pytest.mark.filterwarnings("ignore:.*EXIF", "ignore:Tag data")
def test_broken_exif_says_nothing(exif):
    assert taken(after_start(saved(drawing()), segment(0xE1, exif))).width == 120


def with_everything(format):
    """A picture with a place, a profile, a packet of XMP, a comment and a private label."""
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    exif[0x9286] = "SecretComment"
    exif.get_ifd(0x8825).update({1: "N", 2: (44.0, 48.0, 59.0), 29: "SecretGps"})
    labels = PngImagePlugin.PngInfo()
    labels.add_text("Comment", "SecretComment")
    labels.add_itxt("Author", "SecretAuthor", zip=True)
    labels.add(b"seCr", b"SecretLabel")
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    options = {"exif": exif, "icc_profile": profile, "xmp": b"<x>SecretPacket</x>"}
    if format == "JPEG":
        options["comment"] = b"SecretComment"
    if format == "PNG":
        options["pnginfo"] = labels
        labels.add_itxt("XML:com.adobe.xmp", "<x>SecretPacket</x>")
    if format == "GIF":
        options = {"comment": b"SecretComment"}
    image = drawing(mode="RGB" if format == "JPEG" else "RGBA")
    if format != "JPEG":
        image.putpixel((60, 60), (0, 0, 0, 0))
    content = saved(image, format, **options)
    if format == "JPEG":
        iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0bSecretIptc!\0"
        content = after_start(content, segment(0xED, iptc), segment(0xEF, b"SecretLabel"))
    return content


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "GIF"])
def test_no_metadata_is_left(format):
    content = with_everything(format)
    assert b"Secret" in content
    picture = taken(content, f"a.{format.lower()}")
    image = opened(picture)
    for trace in (b"Secret", b"Exif", b"eXIf", b"ICC", b"iCC", b"xmp", b"<x>", b"8BIM", b"tEXt"):
        assert trace not in picture.content
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"} | {
        "progressive",
        "progression",
    }
    assert dict(image.getexif()) == {}


@pytest.mark.parametrize("format", ["JPEG", "PNG", "GIF"])
def test_pillow_sees_no_metadata_but_profile_and_orientation(format, monkeypatch):
    seen = []
    really_open = Image.open

    def spy(file, **options):
        seen.append(file.getvalue())
        return really_open(file, **options)

    monkeypatch.setattr(pictures.Image, "open", spy)
    taken(with_everything(format), f"a.{format.lower()}")
    for trace in (b"SecretPacket", b"SecretLabel", b"SecretIptc", b"SecretAuthor"):
        assert trace not in seen[0]
    assert format != "GIF" or b"SecretComment" not in seen[0]


def swapped_profile():
    """An RGB profile in which what is called red is blue: a conversion by it cannot be missed."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    names = {b"rXYZ": b"bXYZ", b"bXYZ": b"rXYZ"}
    for entry in range(132, 132 + 12 * int.from_bytes(profile[128:132]), 12):
        name = bytes(profile[entry : entry + 4])
        profile[entry : entry + 4] = names.get(name, name)
    return bytes(profile)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P"])
def test_colours_are_converted_from_the_pictures_own_profile(mode):
    image = drawing(mode=mode)
    if mode == "RGBA":
        image.putalpha(Image.linear_gradient("L").resize(image.size))
    image = opened(taken(saved(image, "PNG", icc_profile=swapped_profile()), "a.png"))
    red, green, blue, *alpha = image.getpixel((100, 70))
    assert near((blue, green, red), ORANGE, by=25)
    assert all(near([value], [223], by=6) for value in alpha)


@pytest.mark.parametrize("profile", [b"", b"garbage" * 99, swapped_profile()[:400]])
@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_a_profile_that_cannot_be_used_is_passed_over(profile, mode):
    assert taken(saved(drawing(mode=mode), icc_profile=profile)).width == 120
    assert taken(saved(drawing(mode=mode), icc_profile=swapped_profile())).width == 120


# Several pictures in one file


def test_of_a_gif_with_500_frames_the_first_is_taken():
    frames = [drawing((64, 64))] + [
        Image.new("RGB", (64, 64), (n % 256, 99, 0)) for n in range(499)
    ]
    content = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert Image.open(io.BytesIO(content)).n_frames == 500
    start = time.perf_counter()
    picture = taken(content, "a.gif")
    assert time.perf_counter() - start < 2
    assert near(opened(picture).getpixel((5, 5)), (0, 0, 200), by=20)


@pytest.mark.parametrize(("format", "name"), [("PNG", "a.png"), ("WEBP", "a.webp")])
def test_an_animation_is_stilled(format, name):
    frames = [drawing(), Image.new("RGB", (120, 80), "green")]
    content = saved(frames[0], format, save_all=True, append_images=frames[1:])
    picture = taken(content, name)
    assert opened(picture).format == "JPEG"
    assert near(opened(picture).getpixel((100, 60)), ORANGE, by=12)


def test_a_telephones_second_picture_is_left_out():
    content = saved(drawing(), "MPO", save_all=True, append_images=[Image.new("RGB", (900, 900))])
    assert Image.open(io.BytesIO(content)).format == "MPO"
    assert opened(taken(content)).size == (120, 80)


# What is refused


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "a.png"),
        (b"<?xml version='1.0'?><svg/>", "a.svg"),
        (b"<html><body><script>alert(1)</script>", "a.png"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "a.png"),
        (b"8BPS\0\x01" + b"\0" * 60, "a.jpg"),
        (b"\0\0\0\x0cjP  \r\n\x87\n" + b"\0" * 60, "a.jpg"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 99 99\n", "a.jpg"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "a.jpg"),
        (b"GIF90a" + b"\0" * 60, "a.gif"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "a.webp"),
        (b"\xff\xd8", "a.jpg"),
        (b"MZ" + b"\0" * 99, "a.jpg"),
        (saved(drawing(), "TIFF"), "a.png"),
        (saved(drawing(), "ICO"), "a.png"),
        (saved(drawing(), "BMP"), "a.png"),
        (saved(drawing(), "PPM"), "a.jpg"),
        (saved(drawing(), "PDF"), "a.jpg"),
        (b" " + saved(drawing(), "PNG"), "a.png"),
        (PAYLOAD + saved(drawing()), "a.jpg"),
    ],
)
def test_anything_else_is_refused_whatever_its_name(content, name):
    assert refused(content, name) == "format"


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "GIF"])
@pytest.mark.parametrize(
    "name",
    ["a.png", "a.jpg", "a.gif", "a.webp", "a.html", "a.jpg.svg", "a.jfif", "a", "jpg", ".png"],
)
def test_a_name_that_disagrees_with_the_content_is_refused(format, name):
    content = saved(drawing(), format)
    ending = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "GIF": ".gif"}[format]
    if name == f"a{ending}":
        assert taken(content, name)
    else:
        assert refused(content, name) == "extension"


def test_the_refusal_tells_the_right_ending():
    with pytest.raises(ValidationError, match=r"JPEG picture.*ends in \.jpg"):
        taken(saved(drawing()), "a.png")


def test_an_upload_without_a_name_is_refused():
    assert receive(ContentFile(saved(drawing()), name="a.jpg"))
    with pytest.raises(ValidationError):
        receive(ContentFile(saved(drawing())))


def test_zero_bytes_are_refused():
    assert refused(b"") == "empty"


def test_more_than_20_megabytes_are_refused_whatever_size_is_declared():
    content = saved(drawing()) + b"\0" * pictures.MAX_BYTES
    assert refused(content) == "too_large"
    upload = SimpleUploadedFile("a.jpg", content)
    upload.size = 99
    with pytest.raises(ValidationError, match="20 MB"):
        receive(upload)


@pytest.mark.parametrize("size", [(15, 300), (300, 15), (1, 1)])
def test_less_than_16_pixels_are_refused(size):
    assert refused(saved(drawing((300, 300)).resize(size), "PNG"), "a.png") == "too_small"


def test_a_strip_that_would_be_reduced_to_a_line_is_refused():
    assert refused(saved(Image.new("RGB", (8000, 40)))) == "too_small"


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_truncated_file_is_refused_wherever_it_ends(format):
    noise = Image.merge("RGB", [Image.effect_noise((90, 90), 90) for _ in range(3)])
    content = saved(noise, format)
    for length in [*range(12, 60), *range(60, len(content) - 60, 199), len(content) - 60]:
        assert refused(content[:length], f"a.{format.lower()}") == "damaged"


@pytest.mark.parametrize("name", [b"IHDR", b"IDAT", b"IEND"])
def test_a_png_with_a_flipped_bit_is_refused(name):
    content = bytearray(saved(drawing(), "PNG"))
    at = content.index(name)
    length = int.from_bytes(content[at - 4 : at])
    content[at + 4 + length] ^= 1  # of the checksum, which Pillow compares for some chunks only
    assert refused(bytes(content), "a.png") == "damaged"


def test_a_header_that_claims_more_than_there_is_is_refused():
    start = time.perf_counter()
    assert refused(resized(saved(drawing()), 7900, 7900)) == "damaged"
    assert refused(png(4900, 4900, b"\0" * 999), "a.png") == "damaged"
    assert time.perf_counter() - start < 5


@given(st.data())
def test_a_spoiled_file_gives_a_picture_or_a_refusal_but_no_crash(data):
    format = data.draw(st.sampled_from(["JPEG", "PNG", "WEBP", "GIF"]))
    content = bytearray(saved(drawing((40, 40)), format))
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    with contextlib.suppress(ValidationError):
        assert opened(taken(bytes(content), f"a.{format.lower()}")).size


@pytest.mark.parametrize(
    "kind", [OSError, SyntaxError, ValueError, KeyError, MemoryError, struct.error, Warning]
)
def test_whatever_pillow_raises_is_said_as_a_refusal(kind, monkeypatch):
    def fail(*args, **kwargs):
        raise kind("any")

    content = saved(drawing())
    monkeypatch.setattr(pictures.Image, "open", fail)
    assert refused(content) == "damaged"


def test_what_was_written_is_looked_at_before_it_is_given_back(monkeypatch):
    content, other = saved(drawing()), saved(drawing((99, 99)))
    monkeypatch.setattr(Image.Image, "save", lambda image, file, *a, **options: file.write(other))
    assert refused(content) == "damaged"


# Bombs, each small enough to upload, and what they would cost if they were let in


@pytest.mark.parametrize(
    ("make", "name", "code"),
    [
        # 900 megapixels in 110 KB
        (
            lambda: png(30000, 30000, bytes(3751 * 30000), bits=1, colour=0),
            "a.png",
            "too_many_pixels",
        ),
        # under Pillow's own limit, over ours
        (lambda: png(6000, 6000, bytes(751 * 6000), bits=1, colour=0), "a.png", "too_many_pixels"),
        (lambda: png(2**31 - 1, 2**31 - 1, b""), "a.png", "too_many_pixels"),
        (lambda: png(2**32 - 1, 1, b""), "a.png", "too_many_pixels"),
        (lambda: resized(saved(drawing()), 65500, 65500), "a.jpg", "too_many_pixels"),
        (lambda: resized(saved(drawing()), 12000, 12000), "a.jpg", "too_many_pixels"),
        (
            lambda: b"GIF89a" + b"\xff" * 4 + saved(drawing(), "GIF")[10:],
            "a.gif",
            "too_many_pixels",
        ),
        (lambda: canvas(16383, 16383), "a.webp", "too_many_pixels"),
        (lambda: canvas(9000, 9000), "a.webp", "too_many_pixels"),
        # an hour and a half of decoding
        (lambda: scans(), "a.jpg", "damaged"),
        # 409 MB and 4 s
        (lambda: after_start(saved(drawing()), segment(0xFE, b"") * 5_000_000), "a.jpg", "damaged"),
        (lambda: png(16, 16, b"", chunk(b"prVt", b"") * 1_700_000), "a.png", "damaged"),
    ],
)
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_bomb_is_answered_at_once(make, name, code):
    content = make()[: pictures.MAX_BYTES]
    start = time.perf_counter()
    assert refused(content, name) == code
    assert time.perf_counter() - start < 2


@pytest.mark.filterwarnings("error")
def test_where_pillows_warning_is_an_error_it_is_a_refusal_all_the_same():
    content = resized(saved(drawing()), 12000, 12000)  # only warned of; at twice its limit, refused
    assert refused(content) == "too_many_pixels"


def canvas(width, height):
    """An animated WebP with one little frame on a canvas of this size."""

    def part(name, body):
        return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)

    def three(number):
        return struct.pack("<I", number)[:3]

    still = saved(Image.new("RGB", (64, 64)), "WEBP")[12:]
    body = part(b"VP8X", b"\2\0\0\0" + three(width - 1) + three(height - 1))
    body += part(b"ANIM", bytes(6))
    body += part(b"ANMF", bytes(6) + three(63) * 2 + three(100) + b"\0" + still)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def scans():
    """A progressive JPEG whose last scan comes a thousand times."""
    content = saved(Image.new("L", (2000, 2000), 128), progressive=True)
    last = content[content.rindex(b"\xff\xda") : -2]
    return content[:-2] + last * 1000 + b"\xff\xd9"


def test_20_megabytes_of_metadata_are_never_given_to_pillow():
    """Repeated profiles would cost it 42 s (PNG), comments 900 MB (GIF)."""
    profile = chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(1_000_000), 9))
    row = b"\0" + b"\x64\x65\x66" * 16
    many = png(16, 16, row * 16, profile * 9000)
    gif = saved(drawing(), "GIF")
    at = 13 + (3 << (gif[10] & 7) + 1)
    comment = b"!\xfe" + (b"\xff" + b"a" * 255) * 70_000 + b"\0"
    jpeg = after_start(saved(drawing()), segment(0xE1, b"x" * 65000) * 300)
    start = time.perf_counter()
    assert taken(many, "a.png").width == 16
    assert taken(gif[:at] + comment + gif[at:], "a.gif").width == 120
    assert taken(jpeg).width == 120
    assert time.perf_counter() - start < 10


# Polyglots


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "GIF"])
def test_what_follows_the_picture_is_gone(format):
    picture = taken(saved(drawing(), format) + PAYLOAD * 99, f"a.{format.lower()}")
    assert b"script" not in picture.content
    assert opened(picture).size == (120, 80)


def test_what_hides_within_the_picture_is_gone():
    jpeg = after_start(saved(drawing()), segment(0xFE, PAYLOAD), segment(0xE5, PAYLOAD))
    clear = drawing(mode="RGBA")
    clear.putpixel((60, 60), (0, 0, 0, 0))
    still = saved(clear, "PNG")
    png = still[:33] + chunk(b"tEXt", b"a\0" + PAYLOAD) + chunk(b"prVt", PAYLOAD) + still[33:]
    for content, name in [(jpeg, "a.jpg"), (png, "a.png")]:
        picture = taken(content, name)
        assert b"script" in content
        assert b"script" not in picture.content
    assert picture.extension == "png"


def test_nothing_follows_the_end_of_what_is_written():
    assert taken(saved(drawing()) + PAYLOAD).content.endswith(b"\xff\xd9")
    clear = drawing(mode="LA")
    clear.putalpha(9)
    assert taken(saved(clear, "PNG") + PAYLOAD, "a.png").content.endswith(chunk(b"IEND", b""))
