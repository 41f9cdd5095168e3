"""The style guide shows every component to staff and developers, stores nothing, and is nobody else's."""

import re

import pytest
from django.conf import settings as configured
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Section
from comments.models import Comment
from portal.styleguide import ERRORS, colours
from portal.stylesheets import SHEETS
from tests import factories, people

GUIDE = "/styleguide/"
# What the guide cannot show in one place: what scripts make, what stands on one page alone, and what
# only stored comments make.
ELSEWHERE = {
    "write__close",
    "write__parent",
    "mine__on",
    "page-head",
    "notice--error",
    "discussed",
    "block--single",
}
COMPONENTS = ["article", "button", "card", "comments", "form", "front", "kicker", "list-head"]
COMPONENTS += ["neighbours", "notice", "pages", "river"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    client.force_login(people.moderator())
    return client


@pytest.mark.parametrize("path", [GUIDE, "/styleguide/errors/404/"])
def test_readers_and_strangers_find_nothing(client, path):
    nothing = client.get("/nothing/here/").content
    answer = client.get(path)
    assert (answer.status_code, answer.content) == (404, nothing)
    assert not answer.cookies
    client.force_login(people.stranger())
    assert client.get(path).status_code == 404
    assert client.post(path).status_code == 404


def test_staff_see_it_and_no_cache_keeps_it(staff):
    factories.published(lead_image=factories.image())
    answer = staff.get(GUIDE)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert staff.post(GUIDE).status_code == 405


def test_developers_need_no_login(client, settings):
    settings.DEBUG = True
    assert client.get(GUIDE).status_code == 200


def test_it_only_reads_and_its_samples_are_nowhere(staff):
    with CaptureQueriesContext(connection) as asked:
        staff.get(GUIDE)
    said = [one["sql"].lstrip("(") for one in asked]
    assert said and [one for one in said if not one.startswith("SELECT")] == []
    assert not any(model.objects.exists() for model in (Article, Section, Comment))


def test_every_component_is_in_it(staff):
    factories.published(lead_image=factories.image(credit="Ada Lindqvist"))
    page = staff.get(GUIDE).content.decode()
    body = page[page.index("<body") :]
    shown = {name for names in re.findall(r'class="([^"]*)"', body) for name in names.split()}
    missing = {}
    for sheet in COMPONENTS:
        css = (configured.BASE_DIR / "static" / "css" / f"{sheet}.css").read_text(encoding="utf-8")
        css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
        named = set(re.findall(r"\.([a-z][\w-]*)(?=[\s,.:{&)>\[+~])", css))
        if lacking := named - shown - ELSEWHERE:
            missing[sheet] = sorted(lacking)
    assert missing == {}


def test_its_styles_are_those_of_all_pages(staff):
    every = {part for name, parts in SHEETS.items() for part in parts}
    assert set(SHEETS["styleguide"]) == every


def test_every_colour_has_its_field():
    names = {colour["name"] for colour in colours()}
    css = (configured.BASE_DIR / "static" / "css" / "styleguide.css").read_text(encoding="utf-8")
    assert names == set(re.findall(r"\.swatch--([\w-]+)", css))
    assert {"paper", "ink", "accent"} <= names


def test_it_speaks_the_languages_of_the_site(staff):
    assert '<html lang="ar" dir="rtl">' in staff.get(GUIDE + "?language=ar").content.decode()
    for unknown in ["xx", "", "../../etc", "ar\x00"]:
        page = staff.get(GUIDE, {"language": unknown})
        assert '<html lang="en" dir="ltr">' in page.content.decode()
    assert '<html lang="en" dir="ltr">' in staff.get("/").content.decode()


def test_the_error_pages_can_be_looked_at(staff):
    for status in ERRORS:
        page = staff.get(f"/styleguide/errors/{status}/")
        assert (page.status_code, page["X-Frame-Options"]) == (200, "SAMEORIGIN")
        assert f">{status}</p>" in page.content.decode()
    assert staff.get("/styleguide/errors/418/").status_code == 404
