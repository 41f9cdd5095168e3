"""One signed cookie tells a browser what it sent. It is given by a POST and goes to no public page."""

import importlib
import uuid

import pytest
from django.core import signing
from django.core.signing import get_cookie_signer
from django.urls import reverse

from comments.models import Comment
from comments.people import browser
from tests import factories
from tests.comments.pages import judge
from tests.comments.sending import Reader, form_url

pytestmark = pytest.mark.django_db
MINE = "/comments/mine/"


def forged(value, salt=browser.SALT, key="another key"):
    return (
        get_cookie_signer(salt=browser.NAME + salt)
        .__class__(key=key, salt=browser.NAME + salt)
        .sign(value)
    )


def test_sending_a_comment_sets_one_cookie(article, reader):
    response = reader.writes(article)
    (cookie,) = response.cookies.values()
    assert cookie.key == "reader"
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/comments/", True, "Lax")
    assert (cookie["domain"], cookie["secure"]) == ("", "")
    assert cookie["max-age"] == browser.KEPT


def test_where_there_is_https_the_cookie_is_secure_by_name_and_by_flag(article, reader, settings):
    settings.LOCAL = False
    importlib.reload(browser)
    try:
        cookie = reader.writes(article).cookies["__Secure-reader"]
    finally:
        settings.LOCAL = True
        importlib.reload(browser)
    assert cookie["secure"] is True
    assert cookie["path"] == "/comments/"


def test_the_cookie_says_nothing_of_the_reader(article, reader):
    cookie = reader.writes(article, email="rita@example.org").cookies["reader"].value
    for telling in ("rita", "Rita", "198.51", article.slug):
        assert telling not in cookie


def test_the_cookie_stays_the_same_from_comment_to_comment(article, reader):
    reader.writes(article, "One.")
    reader.writes(article, "Two.")
    assert len(set(Comment.objects.values_list("browser", flat=True))) == 1


def test_two_readers_have_two_cookies(article):
    Reader("198.51.100.1").writes(article, "One.")
    Reader("198.51.100.2").writes(article, "Two.")
    assert len(set(Comment.objects.values_list("browser", flat=True))) == 2


def test_looking_sets_no_cookie(article, reader):
    stored = factories.comment(article, status="approved")
    for url in [
        "/",
        article.get_absolute_url(),
        form_url(article),
        MINE,
        f"{MINE}?sent={stored.pk}",
        stored.get_absolute_url(),
        reverse("comments:thread", kwargs={"slug": article.slug}),
        "/nothing-here/",
    ]:
        for asked in (reader.client.get, reader.client.head):
            assert not asked(url).cookies, url


def test_a_refused_post_sets_no_cookie(article, reader):
    for response in [
        reader.writes(article, ""),
        reader.sends(article, reader.opens(article), headers={}),
    ]:
        assert not response.cookies


def test_the_cookies_path_covers_no_public_page(article):
    thread = reverse("comments:thread", kwargs={"slug": article.slug})
    for url in ["/", article.get_absolute_url(), thread, article.section.get_absolute_url()]:
        assert not url.startswith(browser.PATH)


def test_public_pages_are_the_same_with_and_without_the_cookie(article, reader):
    reader.writes(article, "Only mine.")
    thread = reverse("comments:thread", kwargs={"slug": article.slug})
    for url in ["/", article.get_absolute_url(), thread]:
        with_it, without = reader.sees(url), Reader().sees(url)
        assert with_it.content == without.content
        assert "Cookie" not in with_it.get("Vary", "")


def test_a_reader_finds_what_was_sent(article, reader):
    reader.writes(article, "Mine, and waiting.")
    page = judge(reader.sees(MINE))
    assert "Mine, and waiting." in page.words
    assert "Awaiting approval." in page.words
    assert article.headline in page.words


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("approved", "Approved: everybody sees it."),
        ("rejected", "Not approved."),
        ("spam", "Set aside as spam."),
    ],
)
def test_a_reader_is_told_what_became_of_it(article, reader, status, told):
    reader.writes(article)
    Comment.objects.update(status=status)
    assert told in judge(reader.sees(MINE)).words


def test_a_reader_is_told_of_an_own_withdrawal(article, reader):
    reader.writes(article)
    Comment.objects.get().withdraw()
    assert "Taken back by you." in judge(reader.sees(MINE)).words


def test_an_article_that_is_public_no_more_is_not_named(article, reader):
    reader.writes(article, "Mine.")
    article.withdraw(by=None, reason="Wrong.")
    page = judge(reader.sees(MINE))
    assert "Mine." in page.words
    assert article.headline not in page.words
    assert article.get_absolute_url() not in page.links()


def test_another_browser_sees_nothing_of_it(article, reader):
    reader.writes(article, "Mine alone.")
    sent = Comment.objects.get()
    for other in (Reader(), Reader("203.0.113.9")):
        page = judge(other.sees(MINE, sent=sent.pk))
        assert "Mine alone." not in page.words
        assert "Nothing has been sent from this browser" in page.words


@pytest.mark.parametrize(
    "value",
    ["", "x", "x:y:z", "None", ":" * 50, "\\x00", "é", "0" * 4000, str(uuid.UUID(int=1))],
)
def test_a_garbled_cookie_gives_nothing(article, reader, value):
    factories.comment(article, "Of some browser.", browser=uuid.UUID(int=1))
    reader.client.cookies["reader"] = value
    assert "Of some browser." not in judge(reader.sees(MINE)).words
    assert reader.writes(article).status_code == 303


def test_a_forged_cookie_gives_nothing(article, reader):
    victim = uuid.uuid4()
    factories.comment(article, "Of some browser.", browser=victim)
    sound = get_cookie_signer(salt=browser.NAME + browser.SALT).sign(str(victim))
    for value in [
        forged(str(victim)),
        get_cookie_signer(salt=browser.NAME + "another").sign(str(victim)),
        signing.dumps(str(victim), salt=browser.SALT),
        sound[:-1],
        sound.replace(str(victim)[0], "0" if str(victim)[0] != "0" else "1", 1),
    ]:
        reader.client.cookies["reader"] = value
        assert "Of some browser." not in judge(reader.sees(MINE)).words
    reader.client.cookies["reader"] = sound
    assert "Of some browser." in judge(reader.sees(MINE)).words


def test_a_comment_without_a_browser_belongs_to_nobody(article, reader):
    factories.comment(article, "From nowhere.", browser=None)
    assert "From nowhere." not in judge(reader.sees(MINE)).words


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_what_was_sent_is_only_looked_at(reader, method):
    assert getattr(reader.client, method)(MINE).status_code == 405


def test_of_an_article_that_is_withdrawn_nothing_is_told(article, reader):
    reader.writes(article)
    article.withdraw(by=None, reason="The source lied.")
    page = reader.client.get(MINE).content.decode()
    assert "no longer published" in page
    assert article.headline not in page
    assert article.slug not in page
