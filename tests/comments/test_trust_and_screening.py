"""Who passes at once, who is refused and told why, and whose record holds the next comment."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from comments.models import Ban, Rule
from comments.screening import screen
from comments.screening.bans import banned
from comments.screening.record import often_rejected
from tests.comments.screened import ELSEWHERE, HERE, known, sent, stored, trusted

pytestmark = pytest.mark.django_db


def names(outcome):
    return [finding["check"] for finding in outcome.findings]


def test_whoever_is_trusted_and_says_nothing_doubtful_appears_at_once(article, mina):
    outcome = screen(sent(article, "A fifth one.", commenter=trusted(mina, article)))
    assert (outcome.status, outcome.unread, outcome.findings) == ("approved", True, [])


def test_trust_does_not_outweigh_a_finding(article, mina, settings):
    settings.COMMENTS_BLOCKED_WORDS = ["viagra"]
    outcome = screen(sent(article, "Viagra!", commenter=trusted(mina, article)))
    assert (outcome.status, outcome.unread) == ("pending", False)
    assert names(outcome) == ["blocked_words"]


def test_everybody_else_is_read_first(article):
    assert names(screen(sent(article, commenter=known()))) == ["first_timer"]
    assert names(screen(sent(article))) == ["first_timer"]


def test_no_switch_lets_strangers_through(article, mina):
    for name in ("first_timer", "banned", "closed"):
        Rule.switch(name, False, by=mina, at=timezone.now())
    assert screen(sent(article)).status == "pending"


def test_a_check_that_is_switched_off_finds_nothing(article, mina, settings):
    settings.COMMENTS_MAX_LINKS = 0
    assert "links" in names(screen(sent(article, "https://a.example")))
    Rule.switch("links", False, by=mina, at=timezone.now())
    assert names(screen(sent(article, "https://a.example"))) == ["first_timer"]


@pytest.mark.parametrize("by", ["commenter", "browser", "address"])
def test_the_banned_are_told_why_until_when_and_where_to_complain(article, mina, by):
    who = {"commenter": known(), "browser": uuid.uuid4(), "address": HERE}
    until = timezone.now() + timedelta(days=3)
    Ban.impose(by=mina, reason="insult", note="Three warnings.", until=until, **{by: who[by]})
    outcome = screen(sent(article, **{by: who[by]}))
    assert outcome.refused.check == "banned"
    told = outcome.refused.detail
    assert "insults or harasses somebody" in told
    assert "Three warnings." in told
    assert "This ends on" in told
    assert "/comments/statements/" in told
    others = {"commenter": known("max@example.org"), "browser": uuid.uuid4(), "address": ELSEWHERE}
    assert banned(sent(article, **others)) is None


def test_a_ban_ends_and_can_be_lifted(article, mina):
    at = timezone.now()
    ban = Ban.impose(by=mina, reason="insult", until=at + timedelta(days=1), address=HERE)
    assert banned(sent(article, address=HERE, at=at + timedelta(days=1))) is None
    assert banned(sent(article, address=HERE))
    ban.lift(by=mina)
    assert banned(sent(article, address=HERE)) is None


@pytest.mark.parametrize(
    ("rejected", "approved", "held"),
    [(3, 7, True), (2, 8, False), (1, 1, False), (1, 2, True), (0, 9, False), (3, 0, True)],
)
def test_a_bad_record_of_late_holds_the_next(article, rejected, approved, held):
    vera = known()
    for number in range(rejected):
        stored(article, f"Bad {number}.", status="rejected", commenter=vera)
    for number in range(approved):
        stored(article, f"Good {number}.", status="approved", commenter=vera)
    assert bool(often_rejected(sent(article, commenter=vera))) == held


def test_only_the_last_ten_rulings_count(article):
    vera = known()
    for number in range(5):
        stored(article, f"Bad {number}.", timedelta(days=20), status="rejected", commenter=vera)
    for number in range(10):
        stored(article, f"Good {number}.", status="approved", commenter=vera)
    assert often_rejected(sent(article, commenter=vera)) is None


def test_a_household_does_not_spoil_a_known_persons_record(article):
    for number in range(3):
        stored(article, f"Bad {number}.", status="rejected")
    assert often_rejected(sent(article, address=HERE, commenter=known())) is None
    assert often_rejected(sent(article, address=HERE)).detail == "3/3"
