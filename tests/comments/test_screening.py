"""What a new comment passes before it is stored: each check alone, their order, what they leave."""

import dataclasses
import uuid
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from comments import screening
from comments.models import Comment, Decision
from comments.screening import HOLD, REFUSE, SPAM, Submission, screen
from comments.screening.rules import Rules
from tests import factories
from tests.comments.pages import judge
from tests.comments.sending import Reader

pytestmark = pytest.mark.django_db
HERE, ELSEWHERE = "198.51.100.7", "203.0.113.9"


def sent(article, text="A comment.", **fields):
    fields.setdefault("at", timezone.now())
    return Submission(article=article, text=text, **fields)


def stored(article, text="Earlier.", past=timedelta(seconds=10), **fields):
    fields.setdefault("address", HERE)
    return factories.comment(article, text, at=timezone.now() - past, **fields)


def checks(comment):
    return [finding["check"] for finding in comment.screening]


# Closed


def test_an_open_article_takes_comments(article):
    assert screening.comments_are_closed(sent(article)) is None


@pytest.mark.parametrize("policy", ["read-only", "hidden"])
def test_a_closed_article_refuses(policy):
    closed = factories.published(comment_policy=policy)
    finding = screening.comments_are_closed(sent(closed))
    assert (finding.verdict, finding.retry_after) == (REFUSE, 0)


def test_comments_close_at_the_very_moment(article, settings):
    settings.COMMENTS_CLOSE_AFTER_DAYS = 3
    closing = article.publish_at + timedelta(days=3)
    before = sent(article, at=closing - timedelta(microseconds=1))
    assert screening.comments_are_closed(before) is None
    assert screening.comments_are_closed(sent(article, at=closing)).verdict == REFUSE


def test_without_a_number_of_days_comments_never_close(settings):
    settings.COMMENTS_CLOSE_AFTER_DAYS = 0
    old = factories.published(publish_at=timezone.now() - timedelta(days=20_000))
    assert screening.comments_are_closed(sent(old)) is None


# Too fast


def test_the_last_comment_within_the_limit_is_taken_and_the_next_is_not(article, settings):
    settings.COMMENTS_PER_MINUTE = 2
    stored(article)
    assert screening.too_fast(sent(article, address=HERE)) is None
    stored(article)
    finding = screening.too_fast(sent(article, address=HERE))
    assert finding.verdict == REFUSE
    assert 45 < finding.retry_after <= 51
    assert f"wait {finding.retry_after} seconds" in finding.detail


def test_after_the_wait_it_is_taken(article, settings):
    settings.COMMENTS_PER_MINUTE = 1
    stored(article)
    now = timezone.now()
    wait = screening.too_fast(sent(article, address=HERE, at=now)).retry_after
    later = sent(article, address=HERE, at=now + timedelta(seconds=wait))
    assert screening.too_fast(later) is None


def test_the_hour_has_a_limit_of_its_own(article, settings):
    settings.COMMENTS_PER_MINUTE, settings.COMMENTS_PER_HOUR = 100, 3
    for minutes in (50, 40, 30):
        stored(article, past=timedelta(minutes=minutes))
    finding = screening.too_fast(sent(article, address=HERE))
    assert 9 * 60 < finding.retry_after <= 10 * 60 + 1
    assert "wait 10 minutes" in finding.detail or "wait 11 minutes" in finding.detail


def test_it_counts_over_all_articles_and_every_status(article, settings):
    settings.COMMENTS_PER_MINUTE = 4
    for status in ("approved", "rejected", "spam", "withdrawn"):
        stored(factories.published(), status=status)
    assert screening.too_fast(sent(article, address=HERE)).verdict == REFUSE


def test_others_are_not_counted(article, settings):
    settings.COMMENTS_PER_MINUTE = 1
    stored(article, address=ELSEWHERE)
    assert screening.too_fast(sent(article, address=HERE)) is None


def test_whoever_has_no_known_address_is_not_counted(article, settings):
    settings.COMMENTS_PER_MINUTE = 1
    stored(article, address="")
    assert screening.too_fast(sent(article, address="")) is None


def test_zero_is_no_limit(article, settings):
    settings.COMMENTS_PER_MINUTE = settings.COMMENTS_PER_HOUR = 0
    for number in range(30):
        stored(article, f"Number {number}.")
    assert screening.too_fast(sent(article, address=HERE)) is None
    settings.COMMENTS_PER_HOUR = 30
    assert screening.too_fast(sent(article, address=HERE)).verdict == REFUSE


def test_a_household_with_ipv6_is_one_sender(article, settings):
    settings.COMMENTS_PER_MINUTE = 2
    statuses = [
        Reader(f"2001:db8:1:2::{number}").writes(article, f"Number {number}.").status_code
        for number in range(1, 4)
    ]
    assert statuses == [303, 303, 429]
    assert Reader("2001:db8:1:3::1").writes(article).status_code == 303


def test_a_forged_header_buys_no_other_address(article, settings):
    settings.COMMENTS_PER_MINUTE = 1
    statuses = []
    for number in range(3):
        forger = Reader(
            HTTP_X_FORWARDED_FOR=f"203.0.113.{number}",
            HTTP_X_REAL_IP=f"203.0.113.{number}",
            HTTP_FORWARDED=f"for=203.0.113.{number}",
        )
        statuses.append(forger.writes(article, f"Number {number}.").status_code)
    assert statuses == [303, 429, 429]
    assert Comment.objects.get().address == HERE


def test_what_a_trusted_proxy_says_is_believed(article, settings):
    settings.TRUSTED_PROXIES = ["10.0.0.1"]
    Reader("10.0.0.1", HTTP_X_FORWARDED_FOR=f"8.8.8.8, {ELSEWHERE}").writes(article)
    assert Comment.objects.get().address == ELSEWHERE


# Repeated


@pytest.mark.parametrize("again", ["So it is.", "so  IT\nis.", "\tSO it is. "])
def test_the_same_words_are_refused_however_they_are_spaced(article, again):
    stored(article, "So it is.")
    assert screening.repeated(sent(article, again, address=HERE)).verdict == REFUSE


@pytest.mark.parametrize("other", ["So it is!", "So is it.", "So it is. Yes."])
def test_other_words_are_not(article, other):
    stored(article, "So it is.")
    assert screening.repeated(sent(article, other, address=HERE)) is None


def test_another_reader_may_say_the_same(article):
    stored(article, "So it is.", browser=uuid.uuid4())
    other = sent(article, "So it is.", address=ELSEWHERE, browser=uuid.uuid4())
    assert screening.repeated(other) is None
    assert screening.repeated(sent(article, "So it is.")) is None


def test_the_same_browser_is_known_at_another_address(article):
    browser = uuid.uuid4()
    stored(article, "So it is.", browser=browser)
    again = sent(article, "So it is.", address=ELSEWHERE, browser=browser)
    assert screening.repeated(again).verdict == REFUSE


def test_a_short_one_may_be_said_elsewhere_and_another_month(article):
    stored(factories.published(), "So it is.")
    stored(article, "So it is.", past=timedelta(days=30, seconds=1))
    assert screening.repeated(sent(article, "So it is.", address=HERE)) is None


def test_repetition_is_found_without_limits_too(article, settings):
    settings.COMMENTS_PER_MINUTE = settings.COMMENTS_PER_HOUR = 0
    stored(article, "So it is.")
    assert screening.repeated(sent(article, "So it is.", address=HERE)).verdict == REFUSE


# Held, and spam


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Buy VIAGRA now", "viagra"),
        ("an online\n  Casino!", "online casino"),
        ("online-casino", "online casino"),
        ("viagra online casino", "viagra, online casino"),
        ("niagara", ""),
        ("viagrande", ""),
        ("online. The casino", ""),
    ],
)
def test_blocked_words_are_whole_words(article, settings, text, found):
    settings.COMMENTS_BLOCKED_WORDS = ["viagra", "online casino"]
    finding = screening.blocked_words(sent(article, text))
    assert (finding.detail if finding else "") == found
    assert not finding or finding.verdict == HOLD


def test_without_a_list_no_word_is_blocked(article, settings):
    settings.COMMENTS_BLOCKED_WORDS = []
    assert screening.blocked_words(sent(article, "viagra")) is None


def test_a_pathological_list_takes_no_time(article, settings):
    settings.COMMENTS_BLOCKED_WORDS = ["a" * 200, "(a+)+$", "a a a a", "!!!"] * 50
    started = timezone.now()
    assert screening.blocked_words(sent(article, "a" * 5000)) is None
    assert screening.blocked_words(sent(article, "a! " * 1600))
    assert timezone.now() - started < timedelta(seconds=1)


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("https://a.example http://b.example", None),
        ("https://a.example HTTP://b.example www.c.example", "3"),
        ("[x](https://a.example) <a href='https://b.example'> https://c.example", "3"),
        ("a.example b.example c.example", None),
    ],
)
def test_many_links_are_held(article, settings, text, links):
    settings.COMMENTS_MAX_LINKS = 2
    finding = screening.many_links(sent(article, text))
    assert (finding and finding.detail) == links
    assert not finding or finding.verdict == HOLD


@pytest.mark.parametrize(("seconds", "held"), [(0, True), (2, True), (3, False), (60, False)])
def test_nobody_writes_within_seconds(article, seconds, held):
    now = timezone.now()
    opened = now - timedelta(seconds=seconds)
    finding = screening.filled_too_quickly(sent(article, at=now, opened_at=opened))
    assert bool(finding) == held
    assert screening.filled_too_quickly(sent(article)) is None


def test_what_people_do_not_see_they_do_not_fill_in(article):
    assert screening.trap(sent(article)) is None
    finding = screening.trap(sent(article, trap="https://spam.example/" + "a" * 100))
    assert finding.verdict == SPAM
    assert len(finding.detail) == 80


# The order, and what is stored


def test_the_checks_stand_in_the_order_of_their_verdicts():
    assert [check.name for check in screening.CHECKS] == [
        "closed",
        "banned",
        "too_fast",
        "repeated",
        "trap",
        "blocked_words",
        "blocked_domains",
        "links",
        "alike",
        "filled_too_quickly",
        "language",
        "often_rejected",
        "score",
        "first_timer",
    ]


def test_the_first_refusal_ends_it(article, settings):
    settings.COMMENTS_PER_MINUTE, settings.COMMENTS_OPEN = 1, False
    stored(article, "So it is.")
    again = sent(article, "So it is.", address=HERE, trap="x")
    assert screen(again).refused.check == "closed"
    settings.COMMENTS_OPEN = True
    assert screen(again).refused.check == "too_fast"
    settings.COMMENTS_PER_MINUTE = 0
    assert screen(again).refused.check == "repeated"


def test_every_check_has_a_name_for_the_desk():
    later = {"check_failed", "akismet", "reported"}
    assert {check.name for check in screening.CHECKS} | later == set(screening.CHECK_NAMES)
    assert all(len(name) <= 30 for name in screening.CHECK_NAMES)


def test_a_check_that_fails_holds_the_comment_and_is_logged(article, monkeypatch, caplog):
    def broken(sent):
        raise ZeroDivisionError

    broken_one = dataclasses.replace(screening.CHECKS[7], ask=broken)
    monkeypatch.setattr(screening, "CHECKS", [broken_one])
    outcome = screen(sent(article))
    assert (outcome.status, outcome.unread) == ("pending", False)
    assert [(one["check"], one["detail"]) for one in outcome.findings] == [
        ("check_failed", "links")
    ]
    assert "The check links failed." in caplog.text


def test_no_comment_passes_while_the_database_fails(article, monkeypatch):
    def no_answer(*args, **kwargs):
        raise OperationalError("no answer")

    monkeypatch.setattr(Rules, "are_on", no_answer)
    with pytest.raises(OperationalError):
        screen(sent(article))


def test_every_finding_becomes_a_row_for_the_version_it_is_about(article, reader, settings):
    settings.COMMENTS_MAX_LINKS = 0
    reader.writes(article, "See https://a.example")
    comment = Comment.objects.get()
    rows = comment.holds.order_by("id").values_list("check_name", "text_version", "at")
    assert list(rows) == [(name, 1, comment.created_at) for name in ("links", "first_timer")]
    comment.hold_for(comment.screening, comment.created_at)
    assert comment.holds.count() == 2


def test_every_reason_is_stored_in_order(article, reader, settings):
    settings.COMMENTS_MAX_LINKS, settings.COMMENTS_BLOCKED_WORDS = 0, ["viagra"]
    form = reader.opens(article, time_past=timedelta(0))
    text = "viagra https://a.example"
    assert reader.sends(article, form | {"name": "R", "text": text}).status_code == 303
    comment = Comment.objects.get()
    assert comment.status == "pending"
    assert checks(comment) == ["blocked_words", "links", "filled_too_quickly", "first_timer"]
    assert [one["detail"] for one in comment.screening] == ["viagra", "1", "", ""]


def test_a_program_that_fills_in_everything_is_thanked_and_set_aside_as_spam(article, reader):
    response = reader.writes(article, website="https://spam.example")
    comment = Comment.objects.get()
    assert response.status_code == 303
    assert comment.status == "spam"
    assert checks(comment) == ["trap", "first_timer"]
    decision = Decision.objects.get()
    assert (decision.moderator, decision.reason) == (None, "rule")
    assert (decision.status_before, decision.status_after) == ("pending", "spam")


def test_spam_does_not_wait_for_a_moderator(article, reader, desk):
    reader.writes(article, website="x")
    assert "Nothing waits." in judge(desk.get("/moderation/")).words


def test_the_trap_is_out_of_sight_and_out_of_the_way(article, reader):
    page = judge(reader.sees(f"/comments/new/{article.slug}/"))
    field = page.named("website")
    assert (field["tabindex"], field["autocomplete"]) == ("-1", "off")
    wrapper = next(found for _, found in page.elements if found.get("class") == "trap")
    assert wrapper["aria-hidden"] == "true"


def test_nobody_is_trusted_for_an_address_they_type(article, reader):
    for number in range(4):
        factories.comment(article, f"N {number}.", "approved", email="known@example.org")
    reader.writes(article, email="known@example.org")
    assert Comment.objects.latest("id").status == "pending"


def test_the_admin_tells_the_findings_in_words(article, settings, admin_client):
    settings.COMMENTS_BLOCKED_WORDS = ["viagra"]
    Reader().writes(article, "Viagra!")
    page = admin_client.get(f"/admin/comments/comment/{Comment.objects.get().pk}/change/")
    assert "a blocked word: viagra" in page.content.decode()
