"""Who proved an address writes under the name that is kept with it, and can be a stranger again."""

import pytest

from comments.models import Comment
from comments.people.browser import NAME
from comments.people.masking import masked
from tests import factories
from tests.comments.knowing import reader_known_as, somebody_else
from tests.comments.pages import judge
from tests.comments.rows import all_rows
from tests.comments.sending import OURS, Reader, form_url

pytestmark = pytest.mark.django_db
MINE = "/comments/mine/"
LEAVE = "/comments/leave/"


@pytest.fixture
def karl():
    return somebody_else()


@pytest.fixture
def known(karl):
    return reader_known_as(karl)


def test_the_form_asks_them_for_no_name_and_says_whom_it_takes_them_for(article, known):
    page = judge(known.sees(form_url(article)))
    assert not {"name", "email"} & page.form.keys()
    assert "You write as Karl Known, known by k…@example.org." in page.words
    assert "karl@example.org" not in page.words


def test_their_comment_bears_their_name_and_is_theirs(article, known, karl):
    form = known.opens(article)
    response = known.sends(article, form | {"text": "It is me.", "name": "Somebody Else"})
    comment = Comment.objects.get()
    assert response.status_code == 303
    assert (comment.commenter, comment.name, comment.email) == (karl, "Karl Known", "")


def test_sending_keeps_them_known(article, known):
    known.sends(article, known.opens(article) | {"text": "One."})
    assert "You write as Karl Known" in judge(known.sees(form_url(article))).words


def test_typing_somebodys_address_gains_nothing(article, karl, reader):
    reader.writes(article, "I am Karl, am I not?", email=karl.email)
    comment = Comment.objects.get()
    assert (comment.commenter, comment.status) == (None, "pending")
    assert "karl@example.org" not in judge(reader.sees(form_url(article))).words


def test_a_posted_address_of_theirs_is_ignored(article, known):
    known.sends(article, known.opens(article) | {"text": "One.", "email": "other@example.org"})
    assert Comment.objects.get().email == ""


def test_what_they_sent_from_another_browser_is_theirs_here(article, known, karl):
    factories.comment(article, "From my telephone.", commenter=karl)
    factories.comment(
        article, "Of somebody else.", commenter=somebody_else(name="O", email="o@example.org")
    )
    page = judge(known.sees(MINE))
    assert "From my telephone." in page.words
    assert "Of somebody else." not in page.words


def test_a_cookie_that_was_made_worthless_knows_nobody(article, known, karl):
    factories.comment(article, "From my telephone.", commenter=karl)
    karl.epoch += 1
    karl.save()
    assert "From my telephone." not in judge(known.sees(MINE)).words
    form = known.opens(article)
    assert {"name", "email"} <= form.keys()


def test_a_form_of_somebody_who_is_no_longer_known_comes_back_with_the_text(article, known, karl):
    form = known.opens(article) | {"text": "Still here."}
    karl.epoch += 1
    karl.save()
    response = known.sends(article, form)
    page = judge(response)
    assert response.status_code == 422
    assert page.form["text"] == "Still here."
    assert known.sends(article, page.form | {"name": "Karl"}).status_code == 303
    assert Comment.objects.get().commenter is None


def test_whoever_is_somebody_else_says_so_and_keeps_the_text(article, known):
    form = known.opens(article) | {"text": "I am\nhis daughter.", "stranger": "1"}
    response = known.sends(article, form)
    page = judge(response)
    assert response.status_code == 200
    assert page.form["text"].replace("\r\n", "\n") == "I am\nhis daughter."
    assert {"name", "email"} <= page.form.keys()
    assert response.cookies[NAME]["max-age"] == 0
    assert response.cookies[NAME]["path"] == "/comments/"
    assert known.sends(article, page.form | {"name": "Dora"}).status_code == 303
    assert (Comment.objects.get().commenter, Comment.objects.get().name) == (None, "Dora")


def test_being_forgotten_needs_our_own_page(article, known):
    form = known.opens(article) | {"text": "Hm.", "stranger": "1"}
    assert known.sends(article, form, headers={}).status_code == 403
    assert "Karl Known" in judge(known.sees(form_url(article))).words


def test_a_browser_is_forgotten_by_a_button_and_not_by_looking(article, known, karl):
    factories.comment(article, "Mine.", commenter=karl)
    before = all_rows()
    page = judge(known.sees(LEAVE))
    assert "k…@example.org" in page.words
    assert "Mine." in judge(known.sees(MINE)).words
    assert known.client.post(LEAVE, headers={}).status_code == 303
    assert "Mine." in judge(known.sees(MINE)).words
    for _ in range(2):
        assert known.client.post(LEAVE, headers=OURS).status_code == 303
        assert "Mine." not in judge(known.sees(MINE)).words
    assert all_rows() == before


def test_mail_about_answers_is_asked_for_by_a_box(article, known):
    known.sends(article, known.opens(article) | {"text": "One.", "wants_replies": "on"})
    known.sends(article, known.opens(article) | {"text": "Two, without."})
    assert list(Comment.objects.order_by("id").values_list("wants_replies", flat=True)) == [
        True,
        False,
    ]


def test_whoever_is_not_known_needs_an_address_for_that(article):
    reader = Reader()
    response = reader.writes(article, "Tell me.", wants_replies="on")
    page = judge(response)
    assert response.status_code == 422
    assert "Enter the address to mail answers to" in page.words
    assert page.form["text"] == "Tell me."


@pytest.mark.parametrize(
    ("address", "shown"),
    [("karl@example.org", "k…@example.org"), ("a@b.example", "a…@b.example"), ("", "")],
)
def test_an_address_is_shown_so_that_only_its_owner_knows_it(address, shown):
    assert masked(address) == shown
