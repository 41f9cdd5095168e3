"""Stopping mail by the link in it: a page with buttons, or one click in the mail program (RFC 8058)."""

import pytest
from django.test import Client

from comments.people.browser import NAME
from comments.people.unsubscribing import address_of
from portal import links
from portal.outbox import Mail
from tests import factories, people
from tests.comments.knowing import commenter, press, somebody_else
from tests.comments.rows import all_rows
from tests.comments.sending import Reader

pytestmark = pytest.mark.django_db
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def rita():
    return commenter()


@pytest.fixture
def comment(article, rita):
    return factories.comment(article, commenter=rita, wants_replies=True)


@pytest.fixture
def provider():
    """A mail provider's machine: no cookie, no Origin, and Django's own protection switched on."""
    return Client(enforce_csrf_checks=True)


def path(rita, comment=None):
    whole = address_of(rita, comment)
    return whole[whole.index("/comments/") :]


def test_opening_the_link_changes_nothing(comment, rita, reader):
    before = all_rows()
    for address in (path(rita), path(rita, comment)):
        answer = reader.sees(address)
        assert answer.status_code == 200 and not answer.cookies
        assert "no-store" in answer["Cache-Control"]
    assert all_rows() == before


@pytest.mark.parametrize("content_type", ["urlencoded", "multipart"])
def test_the_providers_one_click_stops_mail_about_the_comment(
    comment, rita, provider, content_type
):
    if content_type == "urlencoded":
        answer = provider.post(
            path(rita, comment),
            "List-Unsubscribe=One-Click",
            content_type="application/x-www-form-urlencoded",
        )
    else:
        answer = provider.post(path(rita, comment), ONE_CLICK)
    assert answer.status_code == 200 and NAME not in answer.cookies
    comment.refresh_from_db()
    rita.refresh_from_db()
    assert (comment.wants_replies, rita.muted) == (False, False)


def test_one_click_in_a_mail_about_no_single_comment_stops_all(rita, provider):
    assert provider.post(path(rita), ONE_CLICK).status_code == 200
    rita.refresh_from_db()
    assert rita.muted


def test_twice_is_harmless_and_never_starts_mail_again(comment, rita, provider):
    for _ in range(3):
        assert provider.post(path(rita, comment), ONE_CLICK).status_code == 200
    comment.refresh_from_db()
    assert comment.wants_replies is False


@pytest.mark.parametrize(("deed", "muted"), [("one", False), ("all", True)])
def test_the_buttons_do_what_they_say(comment, rita, deed, muted):
    answer = press(Reader(), path(rita, comment), headers={}, deed=deed)
    assert b"You get no more mail" in answer.content
    rita.refresh_from_db()
    assert rita.muted is muted


@pytest.mark.parametrize("token", ["x", "1:2:3", "eyJ", "." * 300])
def test_a_made_up_link_is_none(comment, provider, token):
    before = all_rows()
    for send in (provider.get, provider.post):
        assert send(f"/comments/unsubscribe/{token}/").status_code == 404
    assert all_rows() == before


@pytest.mark.parametrize("said", [[1], 1, {"a": 1}, None, "x"])
def test_a_link_that_says_something_else_is_none(comment, provider, said):
    token = links.signed("unsubscribe", said)
    assert provider.post(f"/comments/unsubscribe/{token}/").status_code == 404


def test_a_link_for_something_else_opens_nothing(comment, rita, provider):
    token = links.signed("statement", [rita.pk, comment.pk])
    assert provider.post(f"/comments/unsubscribe/{token}/").status_code == 404


def test_it_reaches_ones_own_comments_only(comment, rita, provider):
    mallory = commenter("mallory@example.org", "Mallory")
    provider.post(path(mallory, comment), ONE_CLICK)
    comment.refresh_from_db()
    assert comment.wants_replies


def test_after_an_erasure_the_link_still_answers(comment, rita, provider):
    address = path(rita, comment)
    comment.erase(by=None, at=comment.created_at)
    rita.delete()
    assert provider.post(address, ONE_CLICK).status_code == 200


def test_the_link_gives_nobody_in(comment, rita, reader):
    press(reader, path(rita, comment), deed="all")
    assert NAME not in reader.client.cookies
    assert not reader.client.cookies


@pytest.mark.parametrize("deed", ["one", "all"])
def test_what_waits_to_be_mailed_already_is_not_sent_either(comment, rita, deed):
    comment.approve(by=None)
    mina, otto = people.moderator(), somebody_else()
    mute = factories.comment(comment.article, "Mine as well.", commenter=rita)
    mute.approve(by=mina)
    factories.comment(comment.article, "Yes.", parent=comment, commenter=otto).approve(by=mina)
    before = Mail.objects.filter(to=otto.email).count()
    assert set(keys_to(rita)) == {"approved", "reply"}
    press(Reader(), path(rita, comment), headers={}, deed=deed)
    assert keys_to(rita) == (["approved"] if deed == "one" else [])
    assert Mail.objects.filter(to=otto.email).count() == before == 1


def keys_to(person):
    keys = Mail.objects.filter(to=person.email).values_list("key", flat=True)
    return sorted(key.partition(":")[0] for key in keys)
