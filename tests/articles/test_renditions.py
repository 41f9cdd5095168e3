"""Smaller copies of a picture and cuts around its focal point: made when it is taken in, made again
when one is missing, and none that a stranger thinks of."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image as Pillow

from articles import renditions
from articles.models import Image
from articles.pictures import receive
from tests import factories
from tests.articles.photos import BLUE, RED, image, is_near, received, saved, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """What follows the commit of what is done inside."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def at_once(committed):
    """An image after the commit of its upload."""

    def made(**fields):
        with committed():
            return image(**fields)

    return made


def files_of(picture):
    """What lies on the disk, without the part of the name that all copies have."""
    stem = picture.file.name.rsplit(".", 1)[0]
    folder = renditions._root(picture)
    return {file.relative_to(folder).as_posix().removeprefix(stem) for file in folder.rglob("*.*")}


# Which copies there are


def test_what_most_pages_show_is_made_when_it_is_taken_in(at_once):
    assert files_of(at_once()) == {
        ".jpg",
        "-640.avif",
        "-960.avif",
        "-3x2-50-50-320.avif",
        "-3x2-50-50-640.avif",
        "-3x2-50-50-960.avif",
    }


def test_a_cut_that_takes_nothing_away_is_the_whole_picture(at_once):
    assert files_of(at_once(width=1600, height=1067)) == {
        ".jpg",
        "-320.avif",
        "-640.avif",
        "-960.avif",
    }


@pytest.mark.parametrize(("ending", "kind"), [("avif", "AVIF"), ("webp", "WEBP"), ("jpg", "JPEG")])
def test_a_copy_is_what_its_name_says(client, ending, kind):
    copy = image().copy("", 960, ending)
    picture = shown(client, copy.url)
    assert (picture.format, picture.size) == (kind, (960, 480))
    assert (copy.width, copy.height) == (960, 480)
    answer = client.get(copy.url)
    assert answer["Content-Type"] == f"image/{kind.lower()}"
    assert answer["Content-Security-Policy"] == "default-src 'none'"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"


def test_nothing_is_enlarged_and_nothing_offered_twice(client):
    small = image(400, 200)
    offered = renditions.copies_for(small, renditions.USES["lead"], "avif")
    assert [(one.width, one.height) for one in offered] == [(400, 200)]
    assert shown(client, offered[0].url).size == (400, 200)
    wide = renditions.copies_for(image(1650, 825), renditions.USES["lead"], "webp")
    assert [one.width for one in wide] == [640, 960, 1200, 1600]


def test_three_cuts_are_there_to_be_shared(client):
    shared = image(1800, 1600).shared
    assert [(one.width, one.height) for one in shared] == [(1200, 675), (1200, 900), (1200, 1200)]
    for one in shared:
        picture = shown(client, one.url)
        assert (picture.format, picture.size) == ("JPEG", (one.width, one.height))
        assert one.url.startswith("/media/images/")


@pytest.mark.parametrize(
    ("ratio", "focal", "size", "box"),
    [
        ("3x2", (50, 50), (1200, 600), (150, 0, 1050, 600)),
        ("3x2", (0, 50), (1200, 600), (0, 0, 900, 600)),
        ("3x2", (100, 0), (1200, 600), (300, 0, 1200, 600)),
        ("3x2", (30, 99), (1200, 600), (0, 0, 900, 600)),
        ("1x1", (50, 20), (600, 1200), (0, 0, 600, 600)),
        ("1x1", (50, 60), (600, 1200), (0, 420, 600, 1020)),
        ("16x9", (50, 100), (16, 2000), (0, 1991, 16, 2000)),
        ("1x1", (50, 50), (2000, 16), (992, 0, 1008, 16)),
        ("3x2", (10, 10), (1600, 1067), (0, 0, 1600, 1067)),
        ("3x2", (10, 10), (1600, 1060), (0, 0, 1600, 1060)),
        ("3x2", (0, 0), (1600, 1040), (0, 0, 1560, 1040)),
        ("", (10, 10), (1600, 1067), (0, 0, 1600, 1067)),
    ],
)
def test_a_cut_has_the_focal_point_as_near_its_centre_as_may_be(ratio, focal, size, box):
    picture = Image(width=size[0], height=size[1], focal_x=focal[0], focal_y=focal[1])
    assert renditions.cut(picture, ratio) == box


@pytest.mark.parametrize(("focal_x", "colour"), [(0, RED), (100, BLUE)])
def test_the_focal_point_is_what_is_seen(client, focal_x, colour):
    square = shown(client, image(focal_x=focal_x).copy("1x1", 320).url)
    assert square.size == (320, 320)
    assert is_near(square.getpixel((160, 160)), colour)


# Transparency


@pytest.mark.parametrize("ending", ["avif", "webp"])
def test_what_shines_through_stays_so(client, ending):
    copy = shown(client, image(mode="RGBA").copy("3x2", 320, ending).url)
    assert copy.mode == "RGBA"
    assert (copy.getpixel((10, 10))[3], copy.getpixel((10, 200))[3]) == (0, 255)


def test_on_a_jpeg_it_is_white(client):
    copy = shown(client, image(mode="RGBA").copy("3x2", 640).url)
    assert is_near(copy.getpixel((10, 10)), (255, 255, 255), by=3)
    assert is_near(copy.getpixel((10, 400)), RED)


# What is missing, and what there is not


def test_a_missing_copy_is_made_again(client, at_once):
    picture = at_once()
    copy = picture.copy("3x2", 640, "avif")
    lost = renditions._root(picture) / copy.name
    lost.unlink()
    assert shown(client, copy.url).size == (640, 427)
    assert lost.exists()
    assert not [one for one in lost.parent.iterdir() if one.name.startswith("tmp")]


def test_a_copy_that_is_there_is_served_without_asking_the_database(
    client, at_once, django_assert_num_queries
):
    copy = at_once().copy("", 640, "avif")
    with django_assert_num_queries(0):
        client.get(copy.url)


@pytest.mark.parametrize(
    "other",
    [
        "-3x2-50-50-641.avif",
        "-3x2-50-50-0640.avif",
        "-3x2-50-50-1600.jpg",
        "-3x2-50-51-640.avif",
        "-3x2-49-50-640.avif",
        "-3x2-050-50-640.avif",
        "-3x2-101-50-640.avif",
        "-3x2-640.avif",
        "-2x3-50-50-640.avif",
        "-0x0-50-50-640.avif",
        "-16x9-50-50-640.avif",
        "-1x1-50-50-1200.webp",
        "-3x2-50-50-640.gif",
        "-3x2-50-50-640.AVIF",
        "-3x2-50-50.avif",
        "-4000.webp",
        "-1.webp",
        "-99999999999999999999.webp",
        ".webp",
        ".avif",
        ".png",
    ],
)
def test_nothing_else_is_made_for_a_stranger(client, other):
    picture = image()
    address = picture.file.url.removesuffix(".jpg") + other
    assert client.get(address).status_code == 404
    assert files_of(picture) == {".jpg"}


def test_of_no_picture_there_is_no_copy(client):
    for ending in ("-640.webp", "-3x2-50-50-640.avif", ".jpg"):
        assert client.get(f"/media/images/ab/{'ab' * 16}{ending}").status_code == 404


@pytest.mark.parametrize("content", [b"not a picture", b"", None])
def test_a_master_that_is_damaged_or_lost_is_no_500(client, content):
    picture = image()
    master = renditions._root(picture) / picture.file.name
    master.unlink()
    if content is not None:
        master.write_bytes(content)
    for copy in [picture.copy("", 640, "avif"), *picture.shared]:
        assert client.get(copy.url).status_code == 404
    assert files_of(picture) <= {".jpg"}


def test_a_picture_cut_short_is_no_500_and_leaves_no_half_copy(client):
    picture = image()
    master = renditions._root(picture) / picture.file.name
    master.write_bytes(master.read_bytes()[:-2000])
    assert client.get(picture.copy("", 640, "avif").url).status_code == 404
    assert files_of(picture) == {".jpg"}


def test_a_copy_that_cannot_be_written_is_no_500_and_leaves_nothing_behind(client, monkeypatch):
    picture = image()
    monkeypatch.setitem(renditions.ENCODERS, "avif", ("AVIF", {"quality": 999}))
    assert client.get(picture.copy("", 640, "avif").url).status_code == 404
    assert files_of(picture) == {".jpg"}


def test_an_upload_stands_even_where_no_copy_can_be_made(at_once, monkeypatch, client):
    def fails(*_):
        raise MemoryError

    monkeypatch.setattr(renditions, "make_at_once", fails)
    picture = at_once()
    monkeypatch.undo()
    assert shown(client, picture.copy("", 640, "avif").url).size == (640, 320)


# When something changes


def test_another_focal_point_gives_other_addresses_and_makes_them(client, at_once, committed):
    picture = at_once()
    before = picture.copy("3x2", 640, "webp")
    picture.focal_x = 0
    with committed():
        picture.save()
    assert "-3x2-0-50-640.avif" in files_of(picture)
    after = picture.copy("3x2", 640, "webp")
    assert after.url != before.url
    assert is_near(shown(client, after.url).getpixel((400, 200)), RED)
    assert client.get(before.url).status_code == 404


def test_words_alone_make_no_copies(at_once, committed):
    picture = at_once()
    for file in files_of(picture) - {".jpg"}:
        (renditions._root(picture) / picture.file.name.replace(".jpg", file)).unlink()
    picture.caption = "Another caption"
    with committed() as deeds:
        picture.save()
    assert deeds == []
    assert files_of(picture) == {".jpg"}


def test_another_file_takes_the_old_one_away_with_its_copies(client, at_once, committed):
    picture = at_once()
    old, copies = picture.file.url, picture.shared
    assert client.get(copies[0].url).status_code == 200
    with committed():
        picture.take(received(900, 900))
        assert client.get(old).status_code == 200  # until it is certain
        picture.save()
    for url in [old, *(copy.url for copy in copies)]:
        assert client.get(url).status_code == 404, url
    assert files_of(picture) >= {".jpg", "-640.avif"}
    assert len(files_of(picture)) == len([*renditions._root(picture).rglob("*.*")])


def test_what_is_rolled_back_takes_nothing_away(client, at_once, committed):
    picture = at_once()
    old = picture.file.url
    with committed(), pytest.raises(RuntimeError), transaction.atomic():
        picture.take(received(900, 900))
        picture.save()
        raise RuntimeError
    assert client.get(old).status_code == 200


def test_a_file_that_some_text_shows_stays(client, at_once, committed):
    picture = at_once()
    old = picture.file.url
    factories.draft(body=f'<p>See:</p><p><img src="{old}" alt="Two fields"></p>')
    with committed():
        picture.take(received(900, 900))
        picture.save()
    assert client.get(old).status_code == 200


@pytest.mark.parametrize("at_a_time", ["one", "many"])
def test_a_deleted_picture_is_gone_from_the_disk(client, at_once, committed, at_a_time):
    picture = at_once()
    url = picture.file.url
    with committed():
        picture.delete() if at_a_time == "one" else Image.objects.all().delete()
    assert client.get(url).status_code == 404
    assert not [*renditions._root(picture).rglob("*.*")]


def test_twice_is_harmless(at_once, committed):
    picture = at_once()
    times = {file: file.stat().st_mtime_ns for file in renditions._root(picture).rglob("*.*")}
    renditions.make_at_once(picture)
    renditions.remove(picture.file, f"images/ab/{'ab' * 16}.jpg")
    assert times == {
        file: file.stat().st_mtime_ns for file in renditions._root(picture).rglob("*.*")
    }


@pytest.mark.parametrize("name", ["", "images", "kept.jpg", "images/kept.jpg"])
def test_nothing_but_a_picture_is_ever_removed(settings, name):
    for place in (settings.MEDIA_ROOT, settings.MEDIA_ROOT / "images"):
        place.mkdir(parents=True, exist_ok=True)
        (place / "kept.jpg").touch()
        (settings.MEDIA_ROOT.parent / f"{place.name}-kept").touch()
    renditions.remove(image().file, name)
    assert (settings.MEDIA_ROOT / "kept.jpg").exists()
    assert (settings.MEDIA_ROOT / "images" / "kept.jpg").exists()
    assert (settings.MEDIA_ROOT.parent / "media-kept").exists()


@pytest.mark.slow
def test_the_worst_photo_is_ready_within_two_seconds():
    noise = Pillow.merge("RGB", [Pillow.effect_noise((2000, 1500), 60) for _ in range(3)])
    picture = Image(alt="Noise")
    picture.take(receive(ContentFile(saved(noise), name="noise.jpg")))
    began = time.process_time()
    renditions.make_at_once(picture)
    assert time.process_time() - began < 4  # of processor time: it uses two processors


def test_many_who_ask_at_once_have_it_made_once(monkeypatch):
    picture, made = image(), []
    name = picture.copy("", 640, "webp").name
    kept = renditions.make
    monkeypatch.setattr(renditions, "make", lambda *told: [kept(*told), made.append(1)])
    with ThreadPoolExecutor(4) as readers:
        assert all(readers.map(lambda _: renditions.make_again(picture, name), range(8)))
    assert made == [1]
