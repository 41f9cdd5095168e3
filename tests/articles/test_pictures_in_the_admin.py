"""Uploading a picture: checked, re-encoded, described."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Pillow

from articles.models import Image
from tests import people

pytestmark = pytest.mark.django_db
ADD = "admin:articles_image_add"


@pytest.fixture(autouse=True)
def edith(client):
    user = people.editor()
    client.force_login(user)
    return user


def photo(name="photo.jpg", kind="JPEG"):
    drawn = io.BytesIO()
    Pillow.new("RGB", (300, 200), "teal").save(drawn, kind)
    return SimpleUploadedFile(name, drawn.getvalue())


def told(**changes):
    return {"alt": "A teal field", "focal_x": 50, "focal_y": 50} | changes


def test_a_picture_is_kept_under_a_name_that_nobody_can_guess(client):
    client.post(reverse(ADD), told(upload=photo()))
    image = Image.objects.get()
    assert (image.width, image.height) == (300, 200)
    assert "photo" not in image.file.name
    assert client.get(image.file.url).status_code == 200


@pytest.mark.parametrize(
    "upload",
    [
        SimpleUploadedFile("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        SimpleUploadedFile("x.jpg", b"not a picture at all"),
        photo("photo.png", "JPEG"),
    ],
)
def test_what_is_no_picture_is_refused_with_a_message(client, upload):
    response = client.post(reverse(ADD), told(upload=upload))
    assert "upload" in response.context["adminform"].form.errors
    assert not Image.objects.exists()


def test_it_needs_a_description_or_is_decorative(client):
    response = client.post(reverse(ADD), told(upload=photo(), alt=""))
    assert "alt" in response.context["adminform"].form.errors
    client.post(reverse(ADD), told(upload=photo(), alt="", decorative="on"))
    assert Image.objects.get().decorative


def test_the_words_change_without_a_new_file(client):
    client.post(reverse(ADD), told(upload=photo()))
    image = Image.objects.get()
    url = reverse("admin:articles_image_change", args=[image.pk])
    client.post(url, told(alt="A better description"))
    kept = Image.objects.get()
    assert (kept.alt, kept.file.name) == ("A better description", image.file.name)
