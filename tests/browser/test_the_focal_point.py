"""An editor clicks on what must be seen of a picture wherever it is cut."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Image
from tests import people
from tests.articles.photos import image

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_click_on_the_picture_sets_the_point(at_work, settings, language):
    settings.LANGUAGE_CODE = language
    picture = image(1600, 800)
    page = at_work(people.editor())
    page.goto(reverse("admin:articles_image_change", args=[picture.pk]))
    shown = page.locator("img[data-focal]")
    box = shown.bounding_box()
    shown.click(position={"x": box["width"] * 0.2, "y": box["height"] * 0.7})
    expect(page.locator("[name=focal_x]")).to_have_value("20")
    expect(page.locator("[name=focal_y]")).to_have_value("70")
    ring = page.locator(".focal__point").bounding_box()
    assert abs(ring["x"] + ring["width"] / 2 - box["x"] - box["width"] * 0.2) < 2
    page.locator("[name=_save]").click()
    page.wait_for_url("**/image/")
    picture = Image.objects.get()
    assert (picture.focal_x, picture.focal_y) == (20, 70)
    assert page.errors == []


def test_the_ring_follows_the_fields(at_work):
    picture = image(1600, 800)
    page = at_work(people.editor())
    page.goto(reverse("admin:articles_image_change", args=[picture.pk]))
    box = page.locator("img[data-focal]").bounding_box()
    page.locator("[name=focal_x]").fill("100")
    ring = page.locator(".focal__point").bounding_box()
    assert abs(ring["x"] + ring["width"] / 2 - box["x"] - box["width"]) < 2
