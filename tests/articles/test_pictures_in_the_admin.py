"""Uploading a picture: checked, re-encoded, described."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Pillow

from articles.models import Author, Image
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


def test_the_lists_show_a_small_copy(client):
    client.post(reverse(ADD), told(upload=photo()))
    image = Image.objects.get()
    page = client.get(reverse("admin:articles_image_changelist")).content.decode()
    assert f'src="{image.thumbnail}"' in page
    assert image.file.url not in page
    assert client.get(image.thumbnail)["Content-Type"] == "image/webp"


def test_the_focal_point_is_set_on_the_picture_or_in_two_fields(client):
    client.post(reverse(ADD), told(upload=photo()))
    image = Image.objects.get()
    url = reverse("admin:articles_image_change", args=[image.pk])
    page = client.get(url).content.decode()
    assert 'data-focal="' in page and 'type="module"' in page
    client.post(url, told(focal_x=10, focal_y=90))
    image.refresh_from_db()
    assert (image.focal_x, image.focal_y) == (10, 90)


@pytest.mark.parametrize("x", ["-1", "101", "left", "1e1", ""])
def test_a_focal_point_outside_the_picture_is_refused(client, x):
    response = client.post(reverse(ADD), told(upload=photo(), focal_x=x))
    assert "focal_x" in response.context["adminform"].form.errors
    assert not Image.objects.exists()


def test_its_page_says_under_which_address_a_text_may_show_it(client):
    client.post(reverse(ADD), told(upload=photo()))
    image = Image.objects.get()
    page = client.get(reverse("admin:articles_image_change", args=[image.pk])).content.decode()
    assert f'<code class="address">{image.file.url}</code>' in page
    body = f'<img src="{image.file.url}">'
    assert Image.objects.shown_in(body) == {image.file.url: image}


def test_a_portrait_is_picked_by_typing_and_nonsense_refused_kindly(client):
    client.post(reverse(ADD), told(upload=photo()))
    image, url = Image.objects.get(), reverse("admin:articles_author_add")
    assert "admin-autocomplete" in client.get(url).content.decode()
    mira = {"name": "Mira Sol", "slug": "mira-sol"}
    for wrong in ["x", "9" * 40]:
        response = client.post(url, mira | {"portrait": wrong})
        assert "portrait" in response.context["adminform"].form.errors
    client.post(url, mira | {"portrait": image.pk})
    assert Author.objects.get(name="Mira Sol").portrait == image
