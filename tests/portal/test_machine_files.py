"""What programs ask of the site: where robots may go, how to search, how to install it."""

import re
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from django.conf import settings as configured
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from portal.machine_files import shortened
from tests import factories

SITE = "http://127.0.0.1:8000"
FILES = ["/robots.txt", "/opensearch.xml", "/manifest.webmanifest"]
SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


@pytest.mark.django_db
@pytest.mark.parametrize("address", FILES)
def test_they_ask_nothing_of_the_database_and_can_be_kept(client, settings, address):
    answer = client.get(address)
    assert not answer.cookies and answer["Cache-Control"] == "public, max-age=0, s-maxage=1"
    with CaptureQueriesContext(connection) as seen:
        again = client.get(address, headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304 and len(seen) == 0
    assert client.post(address).status_code == 405


# Robots


@pytest.mark.django_db
def test_robots_are_kept_from_the_desks_and_shown_the_articles(client):
    answer = client.get("/robots.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    rules = RobotFileParser()
    rules.parse(answer.content.decode().splitlines())
    article = factories.published(slug="ferry")
    comment = factories.comment(article, status="approved")
    for path in (
        "/admin/login/",
        "/moderation/",
        "/preview/x/",
        "/comments/new/ferry/",
        "/comments/mine/",
    ):
        assert not rules.can_fetch("*", SITE + path), path
    for path in (
        "/",
        article.get_absolute_url(),
        "/articles/ferry/comments/",
        comment.get_absolute_url(),
        "/sections/world/",
        "/feeds/all.atom",
        "/sitemap.xml",
        "/static/img/icon.svg",
    ):
        assert rules.can_fetch("*", SITE + path), path


def forbidden(rule, path):
    """Whether a rule covers a path, by RFC 9309: * is anything."""
    return re.match(".*".join(map(re.escape, rule.split("*"))), path) is not None


@pytest.mark.django_db
def test_what_readers_do_with_a_comment_is_closed_and_the_comment_itself_is_not(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    rules = [line.removeprefix("Disallow: ") for line in lines if line.startswith("Disallow")]
    assert any(forbidden(rule, "/comments/12/report/") for rule in rules)
    assert not any(forbidden(rule, "/comments/12/") for rule in rules)


@pytest.mark.django_db
def test_robots_are_told_where_the_sitemaps_are(client, settings):
    settings.SITE_URL = "https://news.example"
    found = re.findall("^Sitemap: (.+)$", client.get("/robots.txt").content.decode(), re.MULTILINE)
    assert found == ["https://news.example/sitemap.xml", "https://news.example/sitemap-news.xml"]
    for address in found:
        assert client.get(address.removeprefix("https://news.example")).status_code == 200


# Search from the address bar


@pytest.mark.django_db
def test_a_browser_learns_how_to_search(client, settings):
    settings.SITE_NAME = "The Test & Trial Courier of Ålesund"
    answer = client.get("/opensearch.xml")
    assert answer["Content-Type"].startswith("application/opensearchdescription+xml")
    root = ElementTree.fromstring(answer.content)
    assert root.tag == f"{SEARCH}OpenSearchDescription"
    assert root.findtext(f"{SEARCH}ShortName") == "The Test & Trial"
    assert root.findtext(f"{SEARCH}LongName") == settings.SITE_NAME
    assert root.findtext(f"{SEARCH}Language") == "en"
    search, itself = root.findall(f"{SEARCH}Url")
    assert search.attrib == {"type": "text/html", "template": f"{SITE}/search/?q={{searchTerms}}"}
    assert itself.get("template") == f"{SITE}/opensearch.xml"
    icon = root.findtext(f"{SEARCH}Image").removeprefix(SITE)
    assert client.get(icon).status_code == 200


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Portal", "Portal"),
        ("Sixteen letters!", "Sixteen letters!"),
        ("Sixteen letters and more", "Sixteen letters"),
        ("Donaudampfschifffahrtsblatt", "Donaudampfschiff"),
        ("The Aldine Courier", "The Aldine"),
    ],
)
def test_a_long_name_is_cut_between_words(name, short):
    assert shortened(name, 16) == short


# The manifest, and the icons


@pytest.mark.django_db
def test_a_device_learns_how_to_keep_the_paper(client):
    answer = client.get("/manifest.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    told = answer.json()
    assert (told["name"], told["short_name"]) == ("The Aldine Courier", "The Aldine")
    assert (told["lang"], told["dir"]) == ("en", "ltr")
    assert (told["start_url"], told["scope"]) == ("/", "/")
    tokens = (configured.BASE_DIR / "static" / "css" / "tokens.css").read_text()
    assert f"--paper: light-dark({told['background_color']}," in tokens
    assert f"--accent: light-dark({told['theme_color']}," in tokens
    purposes = {(icon["sizes"], icon["purpose"]) for icon in told["icons"]}
    assert {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")} <= purposes
    for icon in told["icons"]:
        with Image.open(finders.find(icon["src"].removeprefix("/static/"))) as picture:
            assert f"{picture.width}x{picture.height}" == icon["sizes"]
            assert icon["type"] == picture.get_format_mimetype()


@pytest.mark.django_db
def test_the_papers_language_and_accent_are_the_devices_too(client, settings):
    settings.LANGUAGE_CODE = "ar"
    settings.SITE_ACCENT = ("#005a9c", "#88bbee")
    told = client.get("/manifest.webmanifest").json()
    assert (told["lang"], told["dir"], told["theme_color"]) == ("ar", "rtl", "#005a9c")
    assert b"<Language>ar</Language>" in client.get("/opensearch.xml").content


@pytest.mark.parametrize("size", [180, 192, 512])
def test_the_icons_are_the_drawing_of_the_svg(size):
    drawing = (configured.BASE_DIR / "static" / "img" / "icon.svg").read_text()
    ground, figure = (
        tuple(bytes.fromhex(colour)) for colour in re.findall('fill="#(.{6})"', drawing)
    )
    with Image.open(finders.find(f"img/icon-{size}.png")) as picture:
        assert picture.size == (size, size)
        opaque = picture.convert("RGB")
    unit = size / 32
    seen = {
        point: opaque.getpixel((int(point[0] * unit), int(point[1] * unit)))
        for point in [(1, 1), (30, 30), (16, 20), (16, 8), (11, 20), (21, 24)]
    }
    assert [colour == figure for colour in seen.values()] == [False] * 3 + [True] * 3
    assert {seen[1, 1], seen[30, 30], seen[16, 20]} == {ground}
    # A mask leaves a circle of four fifths: the drawing stands within it.
    for x in range(size):
        for y in range(size):
            if (x - size / 2) ** 2 + (y - size / 2) ** 2 > (0.4 * size) ** 2:
                assert opaque.getpixel((x, y)) == ground


@pytest.mark.django_db
def test_every_page_names_them(client):
    page = client.get("/").content.decode()
    for link in ("search", "manifest", "apple-touch-icon"):
        (address,) = re.findall(rf'<link rel="{link}"[^>]*href="([^"]+)"', page)
        assert client.get(address).status_code == 200
