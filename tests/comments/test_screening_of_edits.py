"""Every check, on a new comment and on its author's change of one (cases 21 and 22)."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from comments.models import Ban, Comment, WordList
from comments.screening import CHECKS, screen
from tests.comments.screened import HERE, LONG, sent, stored

pytestmark = pytest.mark.django_db
BROWSER = uuid.uuid4()
RUSSIAN = "Я думаю, что совет сделал ошибку и что людей, которые живут на этой улице, не спросили."


def closing(article, settings, mina, monkeypatch):
    settings.COMMENTS_OPEN = False
    return {}


def ban(article, settings, mina, monkeypatch):
    Ban.impose(by=mina, reason="insult", browser=BROWSER)
    return {}


def hurry(article, settings, mina, monkeypatch):
    settings.COMMENTS_PER_MINUTE = 1
    one = stored(article, "Just sent.", browser=BROWSER)
    one.revise("Just edited.", screen(sent(article, "Just edited.", browser=BROWSER, editing=one)))
    return {}


def same(article, settings, mina, monkeypatch):
    stored(article, LONG, browser=BROWSER)
    return {"text": LONG}


def program(article, settings, mina, monkeypatch):
    return {"trap": "https://spam.example"}


def word(article, settings, mina, monkeypatch):
    settings.COMMENTS_BLOCKED_WORDS = ["viagra"]
    return {"text": "Viagra!"}


def domain(article, settings, mina, monkeypatch):
    WordList.objects.create(
        name="Shops", kind="domains", entries="shop.example", on=True, changed_at=timezone.now()
    )
    return {"text": "See www.shop.example"}


def links(article, settings, mina, monkeypatch):
    settings.COMMENTS_MAX_LINKS = 0
    return {"text": "See https://a.example"}


def nearly(article, settings, mina, monkeypatch):
    stored(article, LONG, address="203.0.113.9")
    return {"text": LONG + " So it is."}


def at_once(article, settings, mina, monkeypatch):
    return {"opened_at": timezone.now()}


def russian(article, settings, mina, monkeypatch):
    settings.COMMENTS_LANGUAGES = ["en"]
    return {"text": RUSSIAN}


def record(article, settings, mina, monkeypatch):
    for number in range(3):
        stored(article, f"No {number}.", timedelta(days=9), status="rejected", browser=BROWSER)
    return {}


def rude(article, settings, mina, monkeypatch):
    weights = {"bias": 0.0, "words": {"liars": 4.0}}
    monkeypatch.setattr("comments.screening.rules.newest_weights", lambda: weights)
    return {"text": "All liars."}


def nobody_known(article, settings, mina, monkeypatch):
    return {}


# What makes each check find something, and what it says of a new comment and of an edit.
CASES = {
    "closed": (closing, "refuse", "refuse"),
    "banned": (ban, "refuse", "refuse"),
    "too_fast": (hurry, "refuse", "refuse"),
    "repeated": (same, "refuse", "refuse"),
    "trap": (program, "spam", "spam"),
    "blocked_words": (word, "hold", "hold"),
    "blocked_domains": (domain, "hold", "hold"),
    "links": (links, "hold", "hold"),
    "alike": (nearly, "hold", "hold"),
    "filled_too_quickly": (at_once, "hold", ""),  # a slip of the pen is put right in a second
    "language": (russian, "hold", "hold"),
    "often_rejected": (record, "hold", "hold"),
    "score": (rude, "hold", "hold"),
    "first_timer": (nobody_known, "hold", "hold"),
}


def test_the_matrix_has_every_check():
    assert list(CASES) == [check.name for check in CHECKS]


@pytest.mark.parametrize("what", ["create", "edit"])
@pytest.mark.parametrize("name", CASES)
def test_each_check_on_each_way_in(article, settings, mina, monkeypatch, name, what):
    prepare, *verdicts = CASES[name]
    fields = {"address": HERE, "browser": BROWSER, "text": "A quiet remark."}
    if what == "edit":
        fields["editing"] = stored(article, "As it was.", timedelta(minutes=5), browser=BROWSER)
    fields |= prepare(article, settings, mina, monkeypatch)
    outcome = screen(sent(article, **fields))
    if outcome.refused:
        verdict = outcome.refused.verdict if outcome.refused.check == name else ""
    else:
        found = {one["check"]: one["verdict"] for one in outcome.findings}
        verdict = found.get(name, "")
    assert verdict == verdicts[what == "edit"]


def test_an_approved_comment_cannot_be_edited_past_the_checks(article, settings, mina):
    """Case 22: what is approved and then changed is screened like a new one, and held."""
    settings.COMMENTS_BLOCKED_WORDS = ["viagra"]
    one = stored(article, "Harmless.", timedelta(minutes=1), browser=BROWSER)
    one.approve(by=mina)
    outcome = screen(sent(article, "Viagra!", browser=BROWSER, editing=one))
    assert one.revise("Viagra!", outcome)
    stands = Comment.objects.get(pk=one.pk)
    assert (stands.status, stands.is_public) == ("pending", False)
    assert set(stands.holds.values_list("check_name", "text_version")) == {
        ("blocked_words", 2),
        ("first_timer", 2),
    }
