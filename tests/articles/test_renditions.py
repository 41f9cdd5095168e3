"""Smaller copies of a picture: made when it is taken in, made again when one is missing."""

import io

import pytest
from django.core.files.base import ContentFile
from PIL import Image as Pillow

from articles.models import Image
from articles.pictures import receive
from tests import factories

pytestmark = pytest.mark.django_db


def image(width=1200, kind="JPEG", name="wide.jpg", mode="RGB"):
    drawn = io.BytesIO()
    Pillow.new(mode, (width, width // 2), (10, 90, 120, 90)[: len(mode)]).save(drawn, kind)
    made = Image(alt="A field")
    made.take(receive(ContentFile(drawn.getvalue(), name=name)))
    made.save()
    return made


def offers(picture):
    return [one.split() for one in picture.srcset.split(", ")]


def test_a_wide_picture_has_its_copies_at_once(client):
    for url, told in offers(image()):
        answer = client.get(url)
        width = Pillow.open(io.BytesIO(answer.getvalue())).width
        assert f"{width}w" == told
        assert answer["Content-Security-Policy"] == "default-src 'none'"
    assert [told for _url, told in offers(image())] == ["480w", "960w", "1200w"]


def test_a_small_picture_has_none():
    assert image(400).srcset == ""


def test_what_shines_through_stays_so(client):
    picture = image(kind="PNG", name="clear.png", mode="RGBA")
    url, _told = offers(picture)[0]
    copy = Pillow.open(io.BytesIO(client.get(url).getvalue()))
    assert copy.mode == "RGBA"


def test_a_missing_copy_is_made_again(client, settings):
    url, _told = offers(image())[0]
    lost = settings.MEDIA_ROOT / url.removeprefix("/media/")
    lost.unlink()
    assert client.get(url).status_code == 200
    assert lost.exists()
    assert not [one for one in lost.parent.iterdir() if one.name.startswith("tmp")]


@pytest.mark.parametrize("width", ["481", "100", "4000", "0480"])
def test_no_other_width_can_be_had(client, width):
    url, _told = offers(image())[0]
    assert client.get(url.replace("-480.", f"-{width}.")).status_code == 404


def test_of_no_picture_there_is_no_copy(client):
    assert client.get(f"/media/images/ab/{'ab' * 16}-480.webp").status_code == 404


def test_a_master_that_is_damaged_is_no_500(client, settings):
    picture = image()
    url, _told = offers(picture)[0]
    (settings.MEDIA_ROOT / url.removeprefix("/media/")).unlink()
    (settings.MEDIA_ROOT / picture.file.name).write_bytes(b"not a picture")
    assert client.get(url).status_code == 404


def test_the_pages_offer_them(client):
    article = factories.published(lead_image=image())
    for address in ("/", article.get_absolute_url()):
        assert "-480.webp 480w" in client.get(address).content.decode()
