"""A paper's own colour, fonts and logo come from the environment; nobody touches a style sheet."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from PIL import Image

from portal import brand, checks, stylesheets
from portal.release import release

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><path d="M0 0h40v10z"/></svg>'


@pytest.fixture(autouse=True)
def forgotten():
    """What is read once in a process is read anew."""
    yield
    for kept in (stylesheets._all, brand._logo):
        kept.cache_clear()


@pytest.fixture
def printed(client, db, settings):
    def front(**told):
        for name, value in told.items():
            setattr(settings, name, value)
        settings.DEBUG = True  # style sheets and the policy are read anew
        return client.get("/")

    return front


def test_a_colour_of_its_own_is_on_every_page_and_the_policy_allows_it(printed):
    page = printed(SITE_ACCENT=brand.accent("#005689"))
    content = page.content.decode()
    style = content[content.index("<style>") + 7 : content.index("</style>")]
    assert "--accent:light-dark(#005689,#" in style
    assert stylesheets.csp_hash(style) in page["Content-Security-Policy"]


def test_fonts_of_its_own(printed):
    page = printed(SITE_SERIF='"Publico Text", serif', SITE_SANS="Inter, sans-serif")
    assert b'--serif:"Publico Text", serif;--sans:Inter, sans-serif' in page.content


def test_without_any_the_style_sheet_is_as_it_lies(settings):
    assert brand.tokens() == ""


@pytest.mark.parametrize("told", ["red", "#12345", "#123456 #123456 #123456", "#9e2a22;}"])
def test_what_is_no_colour_is_refused_in_one_sentence(told):
    with pytest.raises(ImproperlyConfigured, match="write one colour"):
        brand.accent(told)


@pytest.mark.parametrize("told", ["x;}*{display:none", "</style>", "url(http://a.example)"])
def test_what_is_no_font_is_refused(told):
    with pytest.raises(ImproperlyConfigured, match="SITE_SERIF"):
        brand.fonts("SITE_SERIF", told)


@pytest.mark.parametrize("colour", ["#9e2a22", "#005689", "#000000", "#3b5b1d", "#7a00ff"])
def test_the_colour_for_dark_pages_can_be_read_there(colour):
    _, dark = brand.accent(colour)
    assert brand.contrast(dark, brand.DARK) >= brand.READABLE


def test_contrast_is_as_wcag_defines_it():
    assert brand.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert brand.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert brand.contrast("#ffffff", "#777777") == brand.contrast("#777777", "#ffffff")


def test_a_colour_that_is_hard_to_read_is_a_warning(settings):
    settings.SITE_ACCENT = brand.accent("#ffcc00")
    (told,) = checks.the_accent_can_be_read(None)
    assert "#ffcc00" in told.msg and "light" in told.msg
    settings.SITE_ACCENT = brand.accent("#005689")
    assert checks.the_accent_can_be_read(None) == []


def test_a_logo_stands_in_place_of_the_name_which_it_still_says(printed, client, tmp_path):
    file = tmp_path / "logo.svg"
    file.write_text(SVG)
    page = printed(SITE_LOGO=brand.logo_file(str(file)), SITE_NAME="The Test").content.decode()
    address = brand.logo().address
    assert f'<img src="{address}" alt="The Test" width="4000" height="1000">' in page
    answer = client.get(address)
    assert answer.content == SVG.encode() and answer["Content-Type"] == "image/svg+xml"
    assert "immutable" in answer["Cache-Control"]
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_drawn_logo_has_its_size(tmp_path, settings):
    Image.new("RGB", (300, 60)).save(tmp_path / "logo.png")
    settings.SITE_LOGO = brand.logo_file(str(tmp_path / "logo.png"))
    assert (brand.logo().width, brand.logo().height) == (300, 60)


@pytest.mark.parametrize(
    "name", ["logo-000000000000.svg", "secret-key", "logo.svg", "..%2flogo.svg"]
)
def test_no_other_file_is_shown(client, db, tmp_path, settings, name):
    assert client.get(f"/brand/{name}").status_code == 404
    (tmp_path / "logo.svg").write_text(SVG)
    settings.SITE_LOGO = tmp_path / "logo.svg"
    assert client.get(f"/brand/{name}").status_code == 404


@pytest.mark.parametrize("told", ["/nowhere/logo.svg", __file__])
def test_what_is_no_logo_is_refused(told):
    with pytest.raises(ImproperlyConfigured, match="SITE_LOGO"):
        brand.logo_file(told)


def test_another_logo_draws_other_pages(tmp_path, settings):
    settings.DEBUG = True  # the digest is made anew
    before = release()
    settings.SITE_LOGO = tmp_path / "logo.svg"
    settings.SITE_LOGO.write_text(SVG)
    with_one = release()
    settings.SITE_LOGO.write_text(SVG.replace("40", "41"))
    assert len({before, with_one, release()}) == 3
