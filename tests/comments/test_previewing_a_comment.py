"""A look at what will stand, before it is sent: made by the same cleaner, stored nowhere."""

import pytest

from comments.models import Comment
from tests import factories
from tests.comments.knowing import reader_known_as, somebody_else
from tests.comments.pages import judge
from tests.comments.rows import all_rows
from tests.comments.sending import OURS

pytestmark = pytest.mark.django_db
TEXTS = [
    "Plain, and\ntwo lines.\n\nA paragraph.",
    "<b>Bold</b>, **strong**, <script>alert(1)</script> & https://a.example/?x=1&y=2",
    "> quoted\n\n<img src=x onerror=alert(1)> <a href='javascript:alert(1)'>no</a>",
]


def looks_at(reader, article, text, **fields):
    form = reader.opens(article) | {"name": "Rita Reader", "text": text, "preview": "1"} | fields
    return reader.sends(article, form)


@pytest.mark.parametrize("text", TEXTS)
def test_a_preview_is_exactly_what_will_stand(article, reader, text):
    response = looks_at(reader, article, text)
    page = judge(response)
    assert response.status_code == 200
    assert "Nothing has been sent yet." in page.words
    assert "Rita Reader" in page.words
    assert reader.sends(article, page.form).status_code == 303
    stored = Comment.objects.get()
    assert (
        f'<div class="comment__text" dir="auto">{stored.shown}</div>' in response.content.decode()
    )


def test_looking_stores_nothing_and_knows_nobody(article, reader):
    form = reader.opens(article) | {"name": "R", "text": "Hm.", "preview": "1"}
    before = all_rows()
    response = reader.sends(article, form)
    assert all_rows() == before
    assert not response.cookies


def test_the_form_below_it_is_as_it_was(article, reader):
    parent = factories.comment(article, status="approved", name="Paula Parent")
    form = reader.opens(article, reply_to=parent.pk)
    form |= {"name": "R", "email": "r@example.org", "text": "A\nB", "preview": "1"}
    page = judge(reader.sends(article, form))
    for field in ("name", "email", "token", "reply_to", "seen", "proof"):
        assert page.form[field] == form[field]
    assert page.form["text"].replace("\r\n", "\n") == "A\nB"
    assert "You answer Paula Parent:" in page.words


def test_of_what_is_wrong_there_is_no_preview(article, reader):
    response = looks_at(reader, article, "", name="")
    page = judge(response)
    assert response.status_code == 422
    assert "Nothing has been sent yet." not in page.words


def test_a_preview_asked_for_from_elsewhere_is_refused_with_the_text(article, reader):
    form = reader.opens(article) | {"name": "R", "text": "Mine.", "preview": "1"}
    response = reader.sends(article, form, headers={})
    assert response.status_code == 403
    assert judge(response).form["text"] == "Mine."


def test_for_a_script_it_is_a_fragment(article, reader):
    form = reader.opens(article) | {"name": "R", "text": "Mine.", "preview": "1"}
    response = reader.sends(article, form, headers=OURS | {"X-Fragment": "form"})
    assert "html" not in dict(judge(response).elements)
    assert "Nothing has been sent yet." in judge(response).words


def test_somebody_known_sees_the_name_that_will_stand(article):
    reader = reader_known_as(somebody_else())
    form = reader.opens(article) | {"text": "Mine.", "name": "Another", "preview": "1"}
    page = judge(reader.sends(article, form))
    assert "Karl Known" in page.words
    assert "Another" not in page.words
