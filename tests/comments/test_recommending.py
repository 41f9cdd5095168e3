"""Recommending: one for each browser and each machine address, from a page that caches keep."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from comments.folding import EVERY, fold
from comments.models import Comment, Recommendation
from comments.models.recommendation import NOBODY
from comments.people import browser
from comments.recommending import AN_HOUR
from portal.edition import Version
from tests import factories
from tests.comments.at_once import at_once
from tests.comments.pages import judge
from tests.comments.rows import all_rows
from tests.comments.sending import OURS, Reader

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def comment(article):
    return factories.comment(article, "Finally.", "approved", name="Ada Arbour")


def url(comment):
    return f"/comments/{comment.pk}/recommend/"


def presses(reader, comment, headers=OURS, **fields):
    return reader.client.post(url(comment), fields, headers=headers)


def takes_back(reader, comment):
    return presses(reader, comment, take_back="1")


def others(number, start=0):
    return [Reader(f"203.0.113.{start + one}") for one in range(number)]


def folded(comment, at=None):
    fold(at or timezone.now() + timedelta(hours=1))
    comment.refresh_from_db()
    return comment.recommended


def given(comment):
    return comment.recommendations.exclude(browser=NOBODY).count()


def test_the_button_stands_on_the_kept_page_and_needs_no_cookie(client, article, comment):
    response = client.get(article.get_absolute_url())
    page = judge(response)
    forms = [found for tag, found in page.elements if tag == "form" and found.get("id")]
    assert {"id": "recommend", "method": "post"} in forms
    button = {"form": "recommend", "formaction": url(comment)}
    assert ("button", button) in page.elements
    assert not response.cookies


def test_pressing_it_leads_back_to_the_comment_and_is_counted(article, comment, reader):
    response = presses(reader, comment)
    assert response.status_code == 303
    assert response["Location"] == f"{article.get_absolute_url()}#{comment.anchor}"
    assert response.cookies[browser.NAME]["path"] == "/comments/"
    assert folded(comment) == 1


def test_a_number_of_nought_is_not_shown(client, article, comment, reader):
    button = r"Recommend<span[^>]*>[^<]*</span>{}</button>"
    page = client.get(article.get_absolute_url()).content.decode()
    assert re.search(button.format(""), page)
    presses(reader, comment)
    page = client.get(article.get_absolute_url()).content.decode()
    assert re.search(button.format(r" \(1\)"), page)


def test_pressing_it_again_changes_nothing_and_tells_the_way_back(comment, reader):
    presses(reader, comment)
    before = all_rows()
    again = presses(reader, comment)
    assert (again.status_code, again["Location"]) == (303, url(comment))
    assert all_rows() == before
    page = reader.client.get(url(comment)).content.decode()
    assert "You recommend this comment" in page and "Take it back" in page


def test_it_can_be_taken_back_once(comment, reader):
    presses(reader, comment)
    assert folded(comment) == 1
    assert takes_back(reader, comment).status_code == 303
    assert given(comment) == 0
    takes_back(reader, comment)
    assert folded(comment, timezone.now() + timedelta(hours=3)) == 0
    assert not Recommendation.objects.exists()


def test_taking_back_what_nobody_counted_leaves_nothing(comment, reader):
    Version.objects.create(name="recommendations", number=timezone.now().timestamp())
    presses(reader, comment)
    assert not comment.recommendations.get().counted
    takes_back(reader, comment)
    assert not Recommendation.objects.exists()


def test_nobody_takes_back_what_another_gave(comment, reader):
    presses(reader, comment)
    for stranger in [Reader(), Reader("203.0.113.9")]:
        takes_back(stranger, comment)
    presses(another := Reader("203.0.113.9"), comment)
    takes_back(another, comment)
    assert given(comment) == 1


def test_one_address_counts_once_however_many_browsers_it_shows(comment):
    for _ in range(5):
        last = presses(Reader("198.51.100.7"), comment)
    assert last.status_code == 409
    assert "Each connection counts once" in last.content.decode()
    assert browser.NAME not in last.cookies
    assert folded(comment) == 1


def test_a_network_of_addresses_counts_once(comment):
    for end in ("1", "2", "ffff"):
        presses(Reader(f"2001:db8::{end}"), comment)
    assert folded(comment) == 1


def test_one_browser_counts_once_wherever_it_goes(comment, reader):
    presses(reader, comment)
    for number in range(3):
        reader.client.defaults["REMOTE_ADDR"] = f"203.0.113.{number}"
        presses(reader, comment)
    assert folded(comment) == 1


def test_a_forged_forwarding_header_is_no_new_address(comment):
    for number in range(4):
        headers = OURS | {"X-Forwarded-For": f"203.0.113.{number}"}
        presses(Reader("198.51.100.7"), comment, headers=headers)
    assert folded(comment) == 1


def test_nobody_recommends_what_they_wrote(article, reader):
    reader.writes(article)
    own = Comment.objects.get()
    own.approve(by=None)
    response = presses(reader, own)
    assert response.status_code == 409 and "your own" in response.content.decode()
    assert given(own) == 0


@pytest.mark.parametrize("status", ["pending", "rejected", "spam", "withdrawn"])
def test_what_nobody_sees_cannot_be_recommended(article, reader, status):
    hidden = factories.comment(article, "Xyzzy", status)
    before = all_rows()
    for response in (presses(reader, hidden), reader.client.get(url(hidden))):
        assert response.status_code == 404 and "Xyzzy" not in response.content.decode()
    assert all_rows() == before


@pytest.mark.parametrize(
    ("make", "status"),
    [(factories.embargoed, 404), (factories.withdrawn, 410), (factories.expired, 410)],
)
def test_nor_what_stands_under_an_article_that_is_not_public(reader, make, status):
    comment = factories.comment(make(), "Xyzzy", "approved")
    assert presses(reader, comment).status_code == status
    assert not Recommendation.objects.exists()


def test_a_closed_discussion_shows_numbers_and_takes_none(client, reader):
    article = factories.published(comment_policy="read-only")
    comment = factories.comment(article, "a", "approved")
    Comment.objects.filter(pk=comment.pk).update(recommended=2)
    page = client.get(article.get_absolute_url()).content.decode()
    assert "2 recommend it" in page and "<button" not in page
    assert presses(reader, comment).status_code == 409
    assert not Recommendation.objects.exists()


@pytest.mark.parametrize("number", ["0", "9" * 18, "9" * 40])
def test_nothing_is_nothing_to_recommend(reader, db, number):
    assert reader.client.post(f"/comments/{number}/recommend/", headers=OURS).status_code == 404


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "http://testserver", "Sec-Fetch-Site": "same-site"},
        {"Origin": "null"},
    ],
)
def test_another_sites_page_recommends_nothing(comment, reader, headers):
    before = all_rows()
    response = presses(reader, comment, headers=headers)
    assert response.status_code == 403 and "press the button here" in response.content.decode()
    assert not response.cookies and all_rows() == before


def test_looking_changes_nothing(comment, reader):
    before = all_rows()
    response = reader.client.get(url(comment))
    assert response.status_code == 200 and not response.cookies
    assert "no-store" in response["Cache-Control"] and "noindex" in response.content.decode()
    assert all_rows() == before


def test_one_address_recommends_only_so_many_in_an_hour(article, comment, reader):
    at = timezone.now()
    many = [factories.comment(article, str(one), "approved") for one in range(3)]
    Recommendation.objects.bulk_create(
        Recommendation(comment=many[0], browser=f"{one:032x}", address="", at=at, counted=True)
        for one in range(1, AN_HOUR + 1)
    )
    assert presses(reader, comment).status_code == 303
    Recommendation.objects.filter(counted=True, comment=many[0]).delete()
    for one in range(AN_HOUR):
        Recommendation(
            comment=factories.comment(article, f"c{one}", "approved"),
            browser=f"{one + 1:032x}",
            address="198.51.100.7",
            at=at,
        ).save()
    response = presses(reader, many[1])
    assert (response.status_code, response["Retry-After"]) == (429, "3600")
    assert given(many[1]) == 0
    Recommendation.objects.update(at=at - timedelta(hours=2))
    assert presses(reader, many[1]).status_code == 303


def test_addresses_are_forgotten_and_numbers_stay(comment, reader, settings):
    presses(reader, comment)
    row = comment.recommendations.get()
    assert row.address == "198.51.100.7"
    over = row.at + timedelta(days=settings.COMMENTS_KEEP_ADDRESS_DAYS)
    assert Recommendation.objects.forget_addresses(over - MINUTE) == 0
    assert Recommendation.objects.forget_addresses(over) == 1
    assert comment.recommendations.get().address == ""
    assert folded(comment) == 1


def test_in_place_the_answer_is_one_word(comment, reader):
    headers = OURS | {"X-Fragment": "recommend"}
    done = presses(reader, comment, headers=headers)
    assert (done.status_code, done.content) == (200, b"Recommended")
    assert browser.NAME in done.cookies
    assert presses(reader, comment, headers=headers).status_code == 409


# Folding


def test_numbers_change_once_a_minute_and_so_do_pages(client, article, comment):
    def etag():
        return client.get(article.get_absolute_url())["ETag"]

    first, *later = others(5)
    other = factories.comment(article, "Another.", "approved")
    before = etag()
    presses(first, comment)
    once = etag()
    assert once != before
    for reader in later:
        presses(reader, comment)
        presses(reader, other)
    assert etag() == once
    fold(timezone.now() + EVERY)
    assert etag() not in (before, once)
    comment.refresh_from_db()
    other.refresh_from_db()
    assert (comment.recommended, other.recommended) == (5, 4)


def test_one_folding_is_one_new_edition_of_each_thread(article, comment):
    other = factories.comment(article, "Another.", "approved")
    apart = factories.comment(factories.published(), "Apart.", "approved")

    def numbers():
        return dict(Version.objects.exclude(name="recommendations").values_list("name", "number"))

    at, before = timezone.now(), numbers()
    for number, one in enumerate((comment, other)):
        Recommendation.give(one, f"{number + 1:032x}", "", at)
    assert fold(at) == 2
    name = f"thread:{article.pk}"
    assert numbers() == before | {name: before[name] + 1}
    assert f"thread:{apart.article_id}" in before


def test_folding_again_is_harmless(comment, reader):
    presses(reader, comment)
    folded(comment)
    before = all_rows()
    assert fold(timezone.now() + timedelta(hours=5)) == 0
    assert all_rows() == before


def test_what_was_taken_back_is_counted_anew(comment):
    first, second = others(2)
    presses(first, comment)
    presses(second, comment)
    assert folded(comment) == 2
    takes_back(first, comment)
    takes_back(second, comment)
    assert folded(comment, timezone.now() + timedelta(hours=3)) == 0


def test_the_worker_folds_too():
    from portal.work import chores

    assert [one.every for one in chores if one.deed is fold or one.name.endswith("folding.fold")]


# At the same moment


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("apart", ["one browser", "one address"])
def test_pressed_twice_at_once_it_counts_once(article, apart):
    comment = factories.comment(article, "Finally.", "approved")
    reader = Reader()
    if apart == "one browser":
        presses(reader, factories.comment(article, "First.", "approved"))

    def press(address):
        client = Client(REMOTE_ADDR=address)
        if apart == "one browser":
            client.cookies = reader.client.cookies
        return client.post(url(comment), headers=OURS).status_code

    addresses = ["198.51.100.7"] * 4
    if apart == "one browser":
        addresses = [f"203.0.113.{one}" for one in range(4)]
    answers = at_once(*(lambda address=address: press(address) for address in addresses))
    assert set(answers) <= {303, 409}
    assert given(comment) == 1
    assert folded(comment) == 1


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_all_counted(article):
    comment = factories.comment(article, "Finally.", "approved")
    readers = others(8)
    answers = at_once(*(lambda one=one: presses(one, comment).status_code for one in readers))
    assert answers == [303] * 8
    assert folded(comment) == 8
