"""What every answer carries, and what no answer to a reader ever does."""

import re
from urllib.parse import urlparse

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.previews import preview_url
from portal import edition, headers
from portal.stylesheets import SHEETS, csp_hash, stylesheet
from tests import everywhere, factories, people

pytestmark = pytest.mark.django_db


class Addresses:
    """One address of every kind that the site has."""

    def __init__(self):
        article = everywhere.illustrated("Public")
        draft, withdrawn = factories.draft(), factories.withdrawn()
        old_address = self.old_address_of(article)
        self.pages = everywhere.addresses(article) | {
            "old address": old_address,
            "not found": "/nothing/here/",
            "draft": draft.get_absolute_url(),
            "gone": withdrawn.get_absolute_url(),
            "no such page": "/?page=999",
            "no such feed": "/feeds/all.xml",
            "no picture": "/media/images/00/none.jpg",
            "static": "/static/img/icon.svg",
            "no static": "/static/img/none.svg",
        }
        self.others = {
            "form": f"/comments/new/{article.slug}/",
            "mine": "/comments/mine/",
            "preview": preview_url(draft),
            "no preview": "/preview/x/",
            "live": "/health/live",
            "ready": "/health/ready",
            "admin": "/admin/",
            "login": "/admin/login/",
            "desk": "/moderation/",
            "unfinished": "/admin",
        }

    def old_address_of(self, article):
        old = article.get_absolute_url()
        article.write(by=None, slug="another-address")
        article.publish(by=None)
        return old


@pytest.fixture
def addresses():
    return Addresses()


def policy_of(response):
    pairs = (part.strip().split(None, 1) for part in response["Content-Security-Policy"].split(";"))
    return {name: sources.split() for name, sources in pairs}


def test_every_answer_carries_the_security_headers(client, addresses):
    for name, address in (addresses.pages | addresses.others).items():
        answer = client.get(address)
        assert answer["X-Content-Type-Options"] == "nosniff", name
        assert answer["Referrer-Policy"] == "same-origin", name
        whose = "cross-origin" if name == "picture" else "same-origin"
        assert answer["Cross-Origin-Resource-Policy"] == whose, name
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin", name
        assert "camera=()" in answer["Permissions-Policy"], name
        if name != "picture":
            assert answer["Content-Security-Policy"] == headers.policy(), name


def test_the_policy_names_our_own_files_and_hashes_and_nothing_else(client):
    policy = policy_of(client.get("/"))
    assert policy["default-src"] == ["'none'"]
    assert policy["object-src"] == policy["base-uri"] == ["'none'"]
    assert {"frame-ancestors", "form-action", "frame-src", "script-src", "style-src"} <= set(policy)
    for sources in policy.values():
        for source in sources:
            assert re.fullmatch(r"'none'|'self'|'sha256-[A-Za-z0-9+/]{43}='", source)


def test_an_error_carries_the_security_headers_too(client, monkeypatch):
    monkeypatch.setattr("articles.views.render", lambda *args: 1 / 0)
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    assert answer["Content-Security-Policy"] == headers.policy()
    assert answer["X-Content-Type-Options"] == "nosniff"
    answer = client.get("/", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert answer["Content-Security-Policy"] == headers.policy()


def test_the_way_to_https_carries_the_policy_too(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    answer = client.get("/")
    assert (answer.status_code, answer["Location"]) == (301, "https://testserver/")
    assert answer["Content-Security-Policy"] == headers.policy()


def test_the_policy_allows_exactly_the_styles_that_the_pages_carry(client, addresses):
    staff = Client()
    staff.force_login(people.chief())
    for name, address in (addresses.pages | addresses.others).items():
        answer = (staff if name in ("admin", "desk") else client).get(address)
        if not answer.get("Content-Type", "").startswith("text/html"):
            continue
        page = answer.content.decode()
        policy = policy_of(answer)
        for style in re.findall(r"<style[^>]*>(.*?)</style>", page, re.DOTALL):
            assert csp_hash(style) in policy["style-src"], name
        for attributes, script in re.findall(r"<script([^>]*)>(.*?)</script>", page, re.DOTALL):
            data = 'type="application/ld+json"' in attributes  # which no browser executes
            assert data or "src=" in attributes or csp_hash(script) in policy["script-src"], name
        assert not re.search(r"<[^>]*\s(style|on\w+)=", page), name


def test_every_style_sheet_has_its_hash_in_the_policy(client):
    allowed = policy_of(client.get("/"))["style-src"]
    assert all(csp_hash(stylesheet(name)) in allowed for name in SHEETS)


def test_a_style_sheet_is_printed_as_it_is_written_but_for_white_space(settings, tmp_path):
    settings.DEBUG, settings.BASE_DIR = True, tmp_path
    (tmp_path / "static" / "css").mkdir(parents=True)
    for name in SHEETS["plain"]:
        css = f"/* {name};\n}} */\n.{name} > a:hover ,\n.b {{ color : red;  margin: 0 auto ; }}\n"
        (tmp_path / "static" / "css" / f"{name}.css").write_text(css)
    printed = stylesheet("plain")
    assert "/*" not in printed and "\n" not in printed
    assert ".base > a:hover,.b{color :red;margin:0 auto}" in printed
    assert printed.startswith("@layer ")


def test_an_anonymous_reader_is_given_no_cookie_and_is_not_told_apart(client, addresses):
    edition.bump("site")
    for name, address in addresses.pages.items():
        answer = client.get(address)
        assert not answer.cookies, name
        assert "cookie" not in answer.get("Vary", "").lower(), name
        assert b"csrf" not in answer.getvalue().lower(), name
    assert not client.cookies
    assert not Session.objects.exists()


def test_whoever_is_logged_in_reads_the_same_page(client, addresses):
    staff = Client()
    staff.force_login(people.chief())
    session = Session.objects.get().session_data
    for name, address in addresses.pages.items():
        anonymous = client.get(address)
        with CaptureQueriesContext(connection) as queries:
            answer = staff.get(address)
        assert answer.getvalue() == anonymous.getvalue(), name
        assert dict(answer.headers) == dict(anonymous.headers), name
        assert not answer.cookies, name
        asked = " ".join(query["sql"] for query in queries)
        assert "django_session" not in asked and "portal_user" not in asked, name
    assert Session.objects.get().session_data == session


def test_a_cookie_that_somebody_invented_changes_nothing(client, addresses):
    """Django answers a malformed CSRF cookie with a new one, which a cache would give to everybody."""
    odd = Client()
    for name in ("session", "csrf", "reader", "messages", "x"):
        odd.cookies[name] = "invented"
    for name, address in addresses.pages.items():
        answer = odd.get(address)
        assert answer.getvalue() == client.get(address).getvalue(), name
        assert not answer.cookies, name


def test_no_page_loads_anything_from_another_host(client, addresses):
    loading = (
        r"<(?:img|script|link|iframe|source|video|audio)\b[^>]*?\s(?:src|href|srcset)=\"([^\"]*)\""
    )
    for name, address in (addresses.pages | addresses.others).items():
        answer = client.get(address)
        if answer.get("Content-Type", "").startswith("text/html"):
            for loaded in re.findall(loading, answer.content.decode()):
                assert urlparse(loaded).netloc in ("", "127.0.0.1:8000"), name


def test_no_script_holds_up_a_page(client, addresses):
    for name, address in addresses.pages.items():
        answer = client.get(address)
        if answer.get("Content-Type", "").startswith("text/html"):
            for attributes in re.findall(r"<script([^>]*)>", answer.content.decode()):
                quiet = r'type="(module|application/ld\+json)"|\b(defer|async)\b'
                assert re.search(quiet, attributes), name
