"""Readers' POSTs are taken only from our own pages, with a proof that is ours, recent and for this."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import signing
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from portal import reader_posts
from portal.reader_posts import LASTS, comes_from_our_pages, opened_at, proof, readers_post
from tests.comments.sending import older

OURS = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}


def posted(headers=OURS, method="post", **fields):
    return getattr(RequestFactory(), method)("/deed/", fields, headers=headers)


def made(seconds_ago):
    return older(proof("deed"), timedelta(seconds=seconds_ago))


@pytest.fixture
def deed():
    """A protected view that says "done", or the status and the message of the refusal."""

    def refused(request, refusal, **kwargs):
        return HttpResponse(
            f"{request.POST.get('text', '')}: {refusal.message}", status=refusal.status
        )

    @readers_post(purpose=lambda slug="": f"deed{slug}", refused=refused)
    def view(request, **kwargs):
        return HttpResponse("done")

    return view


def test_a_post_from_our_page_is_taken(deed):
    assert deed(posted(proof=proof("deed"))).content == b"done"


def test_a_get_needs_nothing(deed):
    for method in ("get", "head"):
        assert deed(posted(headers={}, method=method)).status_code == 200


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_other_methods_are_not_allowed(deed, method):
    request = RequestFactory().generic(method.upper(), "/deed/", headers=OURS)
    assert deed(request).status_code == 405


def test_djangos_own_check_is_not_asked(deed):
    assert deed.csrf_exempt


def test_no_cache_keeps_any_of_it(deed):
    for request in (posted(), posted(proof=proof("deed")), posted(method="get")):
        assert "no-store" in deed(request)["Cache-Control"]


def test_a_refusal_answers_in_place_of_the_view_and_has_the_text(deed):
    response = deed(posted(text="Kept"))
    assert response.status_code == 403
    assert response.content.startswith(b"Kept: This form had been open for too long.")


def test_the_purpose_is_made_from_the_address(deed):
    assert deed(posted(proof=proof("deed-a")), slug="-a").content == b"done"
    assert deed(posted(proof=proof("deed-a")), slug="-b").status_code == 403


# The proof


@pytest.mark.parametrize(("age", "status"), [(0, 200), (-5, 200), (1, 403), (86400, 403)])
def test_a_proof_lasts_half_a_day(deed, age, status):
    assert timedelta(hours=12) == LASTS
    past = LASTS.total_seconds() - 1 + age if age > 0 else -age
    assert deed(posted(proof=made(past))).status_code == status


@pytest.mark.parametrize(
    "other",
    [
        "",
        "x",
        ":",
        "::",
        ":::",
        "\x00",
        "é:é:é",
        "a" * 100_000,
        signing.dumps("deed", salt="another"),
        signing.dumps("deed", key="another key of fifty characters and a bit more to it"),
        signing.dumps("another", salt=reader_posts.SALT),
        signing.dumps(["deed"], salt=reader_posts.SALT),
        signing.dumps(None, salt=reader_posts.SALT),
        signing.dumps({"deed": 1}, salt=reader_posts.SALT),
    ],
    ids=range(14),
)
def test_any_other_proof_is_refused(deed, other):
    assert deed(posted(proof=other)).status_code == 403
    assert deed(posted()).status_code == 403


def test_a_proof_that_was_touched_is_refused(deed):
    sound = proof("deed")
    for place in range(0, len(sound), 5):
        changed = sound[:place] + ("A" if sound[place] != "A" else "B") + sound[place + 1 :]
        assert deed(posted(proof=changed)).status_code == 403, place


@given(st.text(max_size=80))
def test_no_invented_proof_is_ever_taken_or_breaks_anything(invented):
    request = posted(proof=invented)
    assert reader_posts._refusal(request, "deed").status == 403
    assert opened_at(request) is None or isinstance(opened_at(request), datetime)


def test_a_proof_says_when_the_form_was_opened():
    request = posted(proof=made(3600))
    assert abs(datetime.now(UTC) - timedelta(hours=1) - opened_at(request)) < timedelta(seconds=2)
    assert opened_at(posted()) is None


@pytest.mark.parametrize("stamp", ["", "-", "é", "0" * 300, "z" * 12, "z" * 40, "-zzzzzzzzz", "!"])
def test_a_garbled_moment_is_none(stamp):
    request = posted(proof=f"a:{stamp}:b")
    assert opened_at(request) is None or opened_at(request).year == 1970


# Where it comes from


NO, YES = False, True
SITES = ["same-origin", "same-site", "cross-site", "none", "garbage", "", None]
ORIGINS = {
    "http://testserver": True,
    "https://portal.example": True,  # SITE_URL
    "http://portal.example": False,
    "https://testserver": False,
    "http://testserver:8000": False,
    "http://testserver.evil.example": False,
    "http://eviltestserver": False,
    "http://testserver/": False,
    "HTTP://TESTSERVER": False,
    "null": None,
    "": False,
    None: None,
}


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("origin", ORIGINS)
def test_each_header_that_is_there_must_say_ours_and_one_must_be_there(settings, origin, site):
    settings.SITE_URL = "https://portal.example"
    headers = {"Origin": origin, "Sec-Fetch-Site": site}
    request = posted({name: value for name, value in headers.items() if value is not None})
    said = ORIGINS[origin]
    expected = (site in (None, "same-origin") and said is True) or (
        site == "same-origin" and said is None
    )
    assert comes_from_our_pages(request) == expected


def test_a_site_without_an_address_of_its_own_is_not_everybodys(settings):
    settings.SITE_URL = ""
    assert not comes_from_our_pages(posted({"Origin": ""}))
    assert not comes_from_our_pages(posted({}))


def test_a_forged_host_vouches_for_nothing(settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    evil = {"Origin": "http://evil.example", "Sec-Fetch-Site": "same-origin"}
    request = posted(evil | {"X-Forwarded-Host": "evil.example"})
    assert not comes_from_our_pages(request)


def test_the_foreign_post_is_told_from_the_old_one(deed):
    foreign = deed(posted({"Origin": "https://evil.example"}, proof=proof("deed"), text="Kept"))
    assert foreign.status_code == 403
    assert b"Kept: Your browser did not confirm" in foreign.content


def test_a_post_is_read_as_utf_8_whatever_it_claims(deed):
    body = b'--b\r\nContent-Disposition: form-data; name="proof"\r\n\r\n\\ud800\r\n--b--\r\n'
    for charset in ("unicode_escape", "utf-16", "idna", "base64", "no-such"):
        kind = f"multipart/form-data; boundary=b; charset={charset}"
        request = RequestFactory().generic("POST", "/deed/", body, kind, headers=OURS)
        assert isinstance(request, WSGIRequest)
        assert deed(request).status_code == 403
        assert request.POST["proof"] == "\\ud800"
