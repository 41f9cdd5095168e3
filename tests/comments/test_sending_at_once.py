"""Two requests at the same moment: nothing is doubled, nothing is lost. On both databases."""

import threading

import pytest

from comments import writing
from comments.models import Comment, Discussion
from tests import factories
from tests.comments.at_once import at_once
from tests.comments.sending import Reader

pytestmark = pytest.mark.django_db(transaction=True)
FILLED = {"name": "Rita Reader", "text": "Once is enough."}


@pytest.fixture
def together(monkeypatch):
    """Make two requests that have passed all questions store at the same moment."""
    both, store = threading.Barrier(2), writing._store

    def wait_and_store(*args):
        both.wait(timeout=20)
        return store(*args)

    monkeypatch.setattr(writing, "_store", wait_and_store)


def test_a_form_sent_twice_at_once_is_stored_once(article, reader):
    form = reader.opens(article) | FILLED
    for _ in range(5):
        Comment.objects.all().delete()
        answers = at_once(*[lambda: Reader().sends(article, form)] * 2)
        assert [answer.status_code for answer in answers] == [303, 303]
        assert Comment.objects.count() == 1


def test_even_when_both_have_passed_every_check(article, reader, together):
    form = reader.opens(article) | FILLED
    answers = at_once(*[lambda: Reader().sends(article, form)] * 2)
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Comment.objects.count() == 1


def test_two_texts_with_one_form_at_once_are_both_kept(article, reader, together):
    form = reader.opens(article) | FILLED
    answers = at_once(
        lambda: Reader().sends(article, form),
        lambda: Reader().sends(article, form | {"text": "A second thought."}),
    )
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    stored = Comment.objects.get().text
    (refused,) = [answer for answer in answers if answer.status_code == 409]
    other = {"Once is enough.", "A second thought."} - {stored}
    assert other.pop() in refused.content.decode()


def test_comments_at_once_stand_one_after_the_other(article, unhurried):
    readers = [Reader(f"198.51.100.{number}") for number in range(1, 9)]
    answers = at_once(
        *[
            lambda reader=reader: reader.writes(article, reader.client.defaults["REMOTE_ADDR"])
            for reader in readers
        ]
    )
    assert {answer.status_code for answer in answers} == {303}
    ordinals = Comment.objects.order_by("ordinal").values_list("ordinal", flat=True)
    assert list(ordinals) == list(range(1, 9))
    assert Discussion.objects.get().arrived == 8


def test_a_comment_sent_while_another_is_approved_is_not_lost_from_the_count(article, mina):
    waiting = [factories.comment(article, f"Number {n}.") for n in range(4)]
    at_once(
        *[lambda one=one: one.approve(by=mina) for one in waiting],
        *[lambda n=n: Reader(f"198.51.100.{n}").writes(article, f"New {n}.") for n in range(1, 5)],
    )
    discussion = Discussion.objects.get()
    assert (discussion.approved, discussion.arrived) == (4, 8)
