"""Pictures as an editor would upload them: red on the left, blue on the right."""

import io

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pillow

from articles.models import Image
from articles.pictures import receive

RED, BLUE = (200, 30, 30), (30, 30, 200)


def drawing(width=1200, height=600, mode="RGB"):
    """In the mode RGBA its upper half is transparent."""
    picture = Pillow.new("RGB", (width, height), RED)
    picture.paste(BLUE, (width // 2, 0, width, height))
    if mode == "RGBA":
        alpha = Pillow.new("L", picture.size, 255)
        alpha.paste(0, (0, 0, width, height // 2))
        picture.putalpha(alpha)
    return picture


def saved(picture, kind="JPEG"):
    file = io.BytesIO()
    picture.save(file, kind)
    return file.getvalue()


def photo(width=1200, height=600, name="photo.jpg"):
    return SimpleUploadedFile(name, saved(drawing(width, height)))


def received(width=1200, height=600, mode="RGB"):
    kind, name = ("PNG", "clear.png") if mode == "RGBA" else ("JPEG", "field.jpg")
    return receive(ContentFile(saved(drawing(width, height, mode), kind), name=name))


def image(width=1200, height=600, mode="RGB", **fields):
    """An image as the newsroom has it: wider than a card, so that it is cut there."""
    made = Image(**{"alt": "Two fields of colour"} | fields)
    made.take(received(width, height, mode))
    made.save()
    return made


def shown(client, url):
    """The picture at this address, as a browser sees it."""
    answer = client.get(url)
    assert answer.status_code == 200, url
    picture = Pillow.open(io.BytesIO(answer.getvalue()))
    picture.load()
    return picture


def is_near(colour, other, by=24):
    return all(abs(a - b) <= by for a, b in zip(colour, other, strict=False))
