"""The page of what one sent: every state with its reasons, in as many queries for many as for few."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comments.models import Comment
from tests import factories
from tests.comments.knowing import reader_known_as, somebody_else
from tests.comments.pages import judge
from tests.comments.sending import OURS, Reader

pytestmark = pytest.mark.django_db
MINE = "/comments/mine/"
FRAGMENT = OURS | {"X-Fragment": "form"}


@pytest.fixture
def karl():
    return somebody_else()


@pytest.fixture
def known(karl):
    return reader_known_as(karl)


def queries(reader):
    with CaptureQueriesContext(connection) as asked:
        assert reader.sees(MINE).status_code == 200
    return len(asked)


def some_of_every_state(article, karl, mina):
    for status in ("pending", "approved", "spam", "withdrawn"):
        factories.comment(article, f"It is {status}.", status, commenter=karl)
    rejected = factories.comment(article, "It is rejected.", commenter=karl)
    rejected.reject(by=mina, reason="insult")


def test_many_comments_ask_no_more_than_few(article, known, karl, mina):
    some_of_every_state(article, karl, mina)
    few = queries(known)
    for _ in range(3):
        some_of_every_state(factories.published(), karl, mina)
    assert queries(known) <= few


def test_a_rejection_leads_to_its_reasons(article, known, karl, mina):
    some_of_every_state(article, karl, mina)
    page = judge(known.sees(MINE))
    assert any(link.startswith("/comments/statements/") for link in page.links())


def test_there_are_pages_of_them(article, known, karl):
    for number in range(21):
        factories.comment(article, f"Number {number}.", commenter=karl)
    assert "Number 20." in judge(known.sees(MINE)).words
    assert "Number 0." not in judge(known.sees(MINE)).words
    assert "Number 0." in judge(known.sees(MINE, page=2)).words
    for nonsense in ("3", "0", "x", "9" * 30):
        assert known.sees(MINE, page=nonsense).status_code == 404


def test_what_was_just_sent_says_what_happens_next(article, reader):
    response = reader.writes(article, "Hello.", email="rita@example.org", wants_replies="on")
    words = " ".join(judge(reader.client.get(response["Location"])).words.split())
    assert "You can change it until" in words
    assert "We mail a link to r…@example.org." in words
    assert "From then on we mail you when somebody answers." in words
    assert "rita@example.org" not in words
    assert "You can change it until" not in judge(reader.sees(MINE)).words


def test_a_script_gets_what_was_just_sent_alone(article, reader):
    reader.writes(article, "An earlier one.")
    response = reader.writes(article, "The one just sent.")
    answer = reader.client.get(response["Location"], headers=FRAGMENT)
    page = judge(answer)
    assert "sent" in page.ids and "html" not in dict(page.elements)
    assert "The one just sent." in page.words
    assert "An earlier one." not in page.words
    assert "no-store" in answer["Cache-Control"]


def test_of_another_readers_comment_a_script_learns_nothing(article, reader):
    response = reader.writes(article, "Mine alone.")
    answer = Reader().client.get(response["Location"], headers=FRAGMENT)
    assert "Mine alone." not in answer.content.decode()


def test_what_somebody_known_sent_stays_theirs_when_a_browser_forgets_them(article, known, karl):
    known.sends(article, known.opens(article) | {"text": "Mine."})
    known.client.post("/comments/leave/", headers=OURS)
    assert "Mine." not in judge(known.sees(MINE)).words
    assert "Mine." in judge(reader_known_as(karl).sees(MINE)).words
    assert Comment.objects.get().commenter == karl
