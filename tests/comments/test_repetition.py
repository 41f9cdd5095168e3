"""The same comment again, by the same writer or by somebody else, word for word or nearly."""

import uuid
from datetime import timedelta

import pytest

from comments import screening
from comments.screening import HOLD, REFUSE
from comments.screening.repetition import alike
from comments.screening.rules import Rules
from tests import factories
from tests.comments.screened import ELSEWHERE, HERE, LONG, known, sent, stored

pytestmark = pytest.mark.django_db
NEARLY = LONG.replace("surprised", "astonished") + " Truly."


def test_the_same_writers_long_text_is_refused_under_any_article(article):
    stored(factories.published(), LONG, past=timedelta(days=29))
    finding = screening.repeated(sent(article, LONG, address=HERE))
    assert finding.verdict == REFUSE
    assert "another article" in finding.detail


@pytest.mark.parametrize("by", ["address", "browser", "commenter"])
def test_a_writer_is_known_by_any_of_three(article, by):
    known_by = {"address": HERE, "browser": uuid.uuid4(), "commenter": known()}
    stored(article, LONG, **({"address": ELSEWHERE} | {by: known_by[by]}))
    assert screening.repeated(sent(article, LONG, **{by: known_by[by]})).verdict == REFUSE


@pytest.mark.parametrize(
    ("earlier", "past", "fields"),
    [
        (NEARLY, timedelta(days=29), {"address": HERE}),
        (LONG, timedelta(hours=23), {"address": ELSEWHERE}),
        (NEARLY.upper(), timedelta(hours=23), {"address": ELSEWHERE}),
    ],
)
def test_nearly_the_same_is_held(article, earlier, past, fields):
    one = stored(factories.published(), earlier, past, **fields)
    finding = alike(sent(article, LONG, address=HERE))
    assert finding.verdict == HOLD
    assert finding.detail.endswith(f"%, #{one.pk}")


@pytest.mark.parametrize(
    ("earlier", "past", "address"),
    [
        (NEARLY, timedelta(days=31), HERE),
        (LONG, timedelta(hours=25), ELSEWHERE),
        ("I agree with you: " + LONG[:70], timedelta(hours=1), ELSEWHERE),
    ],
)
def test_what_is_long_ago_or_only_partly_the_same_is_not(article, earlier, past, address):
    stored(article, earlier, past, address=address)
    assert alike(sent(article, LONG, address=HERE)) is None


def test_short_comments_are_not_compared(article):
    stored(article, "Thank you for this good article.", address=ELSEWHERE)
    assert alike(sent(article, "Thank you for this good article.", address=HERE)) is None


def test_how_alike_is_a_limit(article):
    stored(article, LONG + " " + LONG.replace("the", "a"), address=ELSEWHERE)
    strict, mild = (Rules(limits={"alike": percent}) for percent in (30, 99))
    assert alike(sent(article, LONG, address=HERE, rules=strict))
    assert alike(sent(article, LONG, address=HERE, rules=mild)) is None


def test_an_edit_is_not_compared_with_what_it_changes(article):
    one = stored(article, LONG)
    editing = sent(article, NEARLY, address=HERE, editing=one)
    assert alike(editing) is None
    assert screening.repeated(sent(article, LONG, address=HERE, editing=one)) is None


def test_hidden_characters_and_accents_make_no_difference(article):
    stored(article, LONG, address=ELSEWHERE)
    disguised = LONG.replace("a", "á").replace(" ", " \u200b")
    assert alike(sent(article, disguised, address=HERE)).verdict == HOLD
