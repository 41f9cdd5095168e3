"""The local score: taught by this site's rulings alone, advisory, bounded, and open about why."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from comments.models import Comment, Decision, Rule, Scorer
from comments.screening import scoring, screen
from comments.screening.score import features_of, weigh
from comments.screening.scoring import Counts, learn_from_rulings, rulings, taught_by, weights_of
from tests import factories
from tests.comments.screened import sent, trusted

pytestmark = pytest.mark.django_db
KIND = "The new bridge is good for the harbour and for the town, number {}."
RUDE = "You idiots and traitors are all liars, number {}."


@pytest.fixture
def few(monkeypatch):
    """Enough is five of each kind."""
    monkeypatch.setattr(scoring, "FEWEST", 5)


def ruled(article, mina, good=6, bad=6):
    for number in range(good):
        factories.comment(article, KIND.format(number)).approve(by=mina)
    for number in range(bad):
        factories.comment(article, RUDE.format(number)).reject(by=mina, reason="insult")


def example_rulings(count):
    for pk in range(1, count + 1):
        bad = pk % 2 == 0
        yield pk, (RUDE if bad else KIND).format(pk), bad


def test_it_says_nothing_before_it_has_learned_enough(article, mina):
    ruled(article, mina)
    assert learn_from_rulings(timezone.now()) is None
    outcome = screen(sent(article, RUDE.format(9)))
    assert outcome.score is None
    assert [one["check"] for one in outcome.findings] == ["first_timer"]


def test_fifty_of_each_kind_are_enough():
    assert taught_by(example_rulings(98)).weights == {}
    lesson = taught_by(example_rulings(100))
    assert (lesson.learned_from, lesson.agreed) == (100, 1.0)


def test_it_holds_what_was_turned_away_here_and_names_the_words(article, mina, few):
    ruled(article, mina)
    learn_from_rulings(timezone.now())
    Rule.set_limit("score", 60, by=mina, at=timezone.now())
    outcome = screen(sent(article, "All liars and traitors, you idiots!", commenter=None))
    finding = next(one for one in outcome.findings if one["check"] == "score")
    assert finding["verdict"] == "hold"
    share, *words = finding["detail"].split(", ")
    assert share.endswith("%")
    assert 1 <= len(words) <= 5
    assert set(words) <= {"all", "liars", "and", "traitors", "you", "idiots"}
    assert outcome.score > 0.6


def test_it_holds_even_the_trusted_and_never_rejects(article, mina, few):
    vera = trusted(mina, article)
    ruled(article, mina)
    learn_from_rulings(timezone.now())
    Rule.set_limit("score", 60, by=mina, at=timezone.now())
    outcome = screen(sent(article, "You traitors and liars are idiots all.", commenter=vera))
    assert outcome.status == "pending"
    kind = screen(sent(article, "A good bridge for the town and the harbour.", commenter=vera))
    assert (kind.status, kind.score < 0.5) == ("approved", True)


def test_it_learns_from_moderators_only_and_from_what_still_stands(article, mina):
    factories.comment(article, "By a rule.", status="approved")
    undone = factories.comment(article, "Undone.")
    undone.approve(by=mina)
    undone.undo(by=mina)
    erased = factories.comment(article, "Erased.")
    erased.approve(by=mina)
    Comment.objects.filter(pk=erased.pk).update(erased_at=timezone.now())
    withdrawn = factories.comment(article, "Withdrawn.")
    withdrawn.approve(by=mina)
    withdrawn.withdraw()
    edited = factories.comment(article, "Before the edit.")
    edited.approve(by=mina)
    edited.edit(by=mina, text="After it.")
    again = factories.comment(article, "Ruled on twice.")
    again.approve(by=mina)
    again.reject(by=mina, reason="insult")
    spam = factories.comment(article, "Spam.")
    spam.mark_as_spam(by=mina)
    assert {text: away for _, text, away in rulings()} == {"Ruled on twice.": True, "Spam.": True}
    assert Decision.objects.count() > 8


def test_what_a_moderator_read_and_let_stand_counts(article, mina):
    one = factories.comment(article, "Passed on trust.", status="approved")
    Decision.record(
        one,
        moderator=mina,
        status_before="approved",
        status_after="approved",
        text_version=1,
        reason="confirmed",
        at=timezone.now(),
    )
    assert [(text, away) for _, text, away in rulings()] == [("Passed on trust.", False)]


def test_the_same_rulings_teach_the_same():
    lessons = [json.dumps(taught_by(example_rulings(200)).weights) for _ in range(2)]
    assert lessons[0] == lessons[1]


def test_it_keeps_single_words_of_several_comments_and_no_numbers():
    counts = Counts()
    for _ in range(2):
        counts.add(features_of("Twice secretword 12345 said."), True)
    for _ in range(3):
        counts.add(features_of("Thrice said."), True)
    counts.add(features_of("Else."), False)
    words = weights_of(counts)["words"]
    assert "thrice" in words
    assert "secretword" not in words
    assert not any(" " in word.strip() for word in words)
    told = [(pk, f"Call 0043123456 {pk % 2}", pk % 2 == 0) for pk in range(200)]
    assert not any("43123456" in word for word in taught_by(told).weights["words"])


def test_it_stays_small():
    counts = Counts()
    for number in range(300):
        alphabet = {f"слово{number % 100}_{word}" for word in range(400)}
        counts.add(alphabet, number % 3 == 0)
    for _ in range(3):
        counts.add({"б" * 25 + str(one) for one in range(30_000)}, True)
    weights = weights_of(counts)
    assert len(weights["words"]) <= 20_000
    assert len(json.dumps(weights)) < 1_000_000


def test_many_of_one_kind_do_not_drown_the_other():
    lesson = taught_by(
        (pk, (RUDE if pk % 10 == 3 else KIND).format(pk), pk % 10 == 3) for pk in range(1, 1001)
    )
    neither = weigh("Something else entirely", lesson.weights)
    assert 0.3 < neither.likely < 0.7


def test_shouting_and_links_are_looked_at():
    assert " capitals" in features_of("THIS IS AN OUTRAGE, ALL OF IT!!!")
    assert " exclaims" in features_of("No!!!")
    assert " links" in features_of("https://a.example https://b.example")
    assert not {" capitals", " exclaims", " link", " links"} & features_of("A calm remark.")


def test_a_training_a_day_and_only_the_newest_keeps_words(article, mina, few):
    ruled(article, mina)
    now = timezone.now()
    first = learn_from_rulings(now)
    assert learn_from_rulings(now + timedelta(hours=1)) is None
    second = learn_from_rulings(now + timedelta(days=1))
    first.refresh_from_db()
    assert (first.weights, bool(second.weights)) == ({}, True)


def test_when_too_little_is_left_it_falls_silent(article, mina, few):
    ruled(article, mina)
    now = timezone.now()
    learn_from_rulings(now)
    Comment.objects.update(erased_at=now)
    learn_from_rulings(now + timedelta(days=1))
    assert not Scorer.objects.exclude(weights={}).exists()
    assert screen(sent(article, RUDE.format(9))).score is None
