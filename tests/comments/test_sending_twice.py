"""A comment that is sent twice is stored once; another text with the same form is not lost."""

import uuid

import pytest

from comments.models import Comment
from tests import factories
from tests.comments.pages import judge
from tests.comments.sending import Reader, form_url

pytestmark = pytest.mark.django_db
FILLED = {"name": "Rita Reader", "text": "Once\nis enough."}


def test_a_form_sent_twice_is_stored_once(article, reader):
    form = reader.opens(article) | FILLED
    first, second = reader.sends(article, form), reader.sends(article, form)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first["Location"] == second["Location"]
    assert Comment.objects.count() == 1


def test_a_browser_that_never_got_the_answer_may_send_again(article, reader):
    form = reader.opens(article) | FILLED
    reader.sends(article, form)
    reader.client.cookies.clear()
    response = reader.sends(article, form)
    assert response.status_code == 303
    assert "Once" in judge(reader.client.get(response["Location"])).words
    assert Comment.objects.count() == 1


def test_it_may_come_again_from_another_address(article, reader):
    form = reader.opens(article) | FILLED
    reader.sends(article, form)
    assert Reader("203.0.113.9").sends(article, form).status_code == 303
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("spaced", ["Once\r\nis enough.", " Once\nis enough.\n"])
def test_line_ends_make_no_other_text(article, reader, spaced):
    form = reader.opens(article) | FILLED
    reader.sends(article, form)
    assert reader.sends(article, form | {"text": spaced}).status_code == 303
    assert Comment.objects.count() == 1


def test_it_may_come_again_when_the_limit_is_reached(article, reader, settings):
    settings.COMMENTS_PER_MINUTE = 1
    form = reader.opens(article) | FILLED
    reader.sends(article, form)
    assert reader.sends(article, form).status_code == 303


def test_it_may_come_again_when_comments_have_closed(article, reader, settings):
    form = reader.opens(article) | FILLED
    reader.sends(article, form)
    settings.COMMENTS_OPEN = False
    assert reader.sends(article, form).status_code == 303


def test_another_text_with_the_same_form_comes_back_and_may_be_sent(article, reader):
    form = reader.opens(article) | FILLED
    reader.sends(article, form)
    response = reader.sends(article, form | {"text": "A second thought."})
    page = judge(response)
    assert response.status_code == 409
    assert "You have already sent a comment with this form." in page.words
    assert page.form["text"] == "A second thought."
    assert page.form["token"] != form["token"]
    assert Comment.objects.count() == 1
    assert reader.sends(article, page.form).status_code == 303
    assert set(Comment.objects.values_list("text", flat=True)) == {
        "Once\nis enough.",
        "A second thought.",
    }


def test_a_token_of_another_article_stores_a_second_comment_after_asking(article, reader):
    other = factories.published()
    form = reader.opens(article) | FILLED
    reader.sends(article, form)
    response = reader.sends(other, reader.opens(other) | FILLED | {"token": form["token"]})
    assert response.status_code == 409
    assert reader.sends(other, judge(response).form).status_code == 303
    assert Comment.objects.count() == 2


def test_whoever_guesses_a_token_learns_nothing_of_what_was_sent(article, reader):
    reader.sends(article, reader.opens(article) | FILLED | {"email": "rita@example.org"})
    stored = Comment.objects.get()
    thief = Reader("203.0.113.9")
    form = thief.opens(article) | {"name": "T", "text": "Guessing.", "token": str(stored.token)}
    response = thief.sends(article, form)
    assert response.status_code == 409
    for private in ("Rita Reader", "is enough", "rita@example.org", "198.51.100.7"):
        assert private not in response.content.decode()
    assert not response.cookies


def test_every_form_has_a_token_of_its_own(article, reader):
    tokens = {reader.sees(form_url(article)).content for _ in range(3)}
    assert len(tokens) == 3
    assert uuid.UUID(reader.opens(article)["token"]).version == 4


def test_an_answer_that_was_taken_is_not_stored_by_going_back(article, reader):
    """Back in the browser, then Send: the same form with the same token."""
    form = reader.opens(article) | FILLED
    reader.sends(article, form)
    Comment.objects.get().approve(by=None)
    assert reader.sends(article, form).status_code == 303
    assert Comment.objects.get().status == "approved"
