"""Screening: what a comment passes before it is stored or changed. An ordered list anyone can read.

Each check gives a finding or nothing. A refusal goes back to the writer with the text kept; the other
findings are stored with the comment, so that a moderator sees why it was held. What nothing is found
in appears at once only if its author has earned trust; a check that fails holds the comment.
"""

import logging
from dataclasses import asdict

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comments.models import Comment
from comments.screening.bans import banned
from comments.screening.closing import comments_are_closed
from comments.screening.language import other_language
from comments.screening.limits import take_turn, too_fast
from comments.screening.record import REJECTED, not_trusted_yet, often_rejected
from comments.screening.repetition import ALIKE, alike, repeated
from comments.screening.robots import TOO_QUICK, filled_too_quickly, many_links, trap
from comments.screening.score import LIKELY, likely_unwanted, score_of
from comments.screening.submission import (
    HOLD,
    REFUSE,
    SPAM,
    Check,
    Finding,
    Limit,
    Outcome,
    Overtaken,
    Submission,
)
from comments.screening.words import blocked_domains, blocked_words

__all__ = [
    "CHECKS",
    "CHECK_NAMES",
    "HOLD",
    "REFUSE",
    "SPAM",
    "Finding",
    "Overtaken",
    "Submission",
    "in_words",
    "last_look",
    "screen",
]

log = logging.getLogger(__name__)

# The order is what a comment meets. The names are stored with the comments: never reuse one.
CHECKS = [
    Check(
        "closed",
        comments_are_closed,
        _("comments are closed"),
        _("Refuses, with the reason, what comes when the article takes no comments."),
        refuses=True,
        always=True,
    ),
    Check(
        "banned",
        banned,
        _("its writer is banned"),
        _("Refuses, and tells the writer why, until when, and where to complain."),
        refuses=True,
        always=True,
    ),
    Check(
        "too_fast",
        too_fast,
        _("too many comments from one place"),
        _(
            "Refuses more from one address, browser or commenter than the limits allow; 0 allows any "
            "number. Each comment of theirs that was turned away in the last week doubles the wait, "
            "five times at most."
        ),
        Limit(lambda: settings.COMMENTS_PER_MINUTE, _("comments a minute")),
        refuses=True,
        replayable=True,
    ),
    Check(
        "repeated",
        repeated,
        _("the same text again"),
        _("Refuses what the same writer has sent in the last 30 days, word for word."),
        refuses=True,
    ),
    Check(
        "trap",
        trap,
        _("a field that people do not see was filled in"),
        _("Sets aside as spam what only a program would send."),
    ),
    Check(
        "blocked_words",
        blocked_words,
        _("a blocked word"),
        _("Holds, or sets aside as spam, what has a word or phrase of a list below."),
        replayable=True,
    ),
    Check(
        "blocked_domains",
        blocked_domains,
        _("a blocked domain"),
        _("Holds, or sets aside as spam, what names a domain of a list below."),
        replayable=True,
    ),
    Check(
        "links",
        many_links,
        _("many links"),
        _("Holds what has more links than this."),
        Limit(lambda: settings.COMMENTS_MAX_LINKS, _("links"), most=100),
        replayable=True,
    ),
    Check(
        "alike",
        alike,
        _("nearly the same as another comment"),
        _(
            "Holds what is nearly the writer's own comment of the last 30 days, or anybody's of the "
            "last day. Short comments are not compared."
        ),
        Limit(lambda: ALIKE, _("percent alike"), least=30, most=100),
        replayable=True,
    ),
    Check(
        "filled_too_quickly",
        filled_too_quickly,
        _("sent within seconds of opening the form"),
        _("Holds what nobody could have written in that time."),
        Limit(lambda: TOO_QUICK, _("seconds"), most=60),
    ),
    Check(
        "language",
        other_language,
        _("in another language"),
        _("Holds what is surely in none of the languages that the site's settings name."),
        replayable=True,
    ),
    Check(
        "often_rejected",
        often_rejected,
        _("its writer was often turned away lately"),
        _("Holds the next one if of the writer's last ten comments this many were turned away."),
        Limit(lambda: REJECTED, _("percent turned away"), least=1, most=100),
        replayable=True,
    ),
    Check(
        "score",
        likely_unwanted,
        _("resembles what was turned away here"),
        _(
            "Holds what this site's own rulings make likely to be turned away, and says which words "
            "weighed. It never rejects. It is silent until it has learned from enough rulings."
        ),
        Limit(lambda: LIKELY, _("percent likely"), least=50, most=100),
        replayable=True,
    ),
    Check(
        "first_timer",
        not_trusted_yet,
        _("its writer is not trusted yet"),
        _(
            "Holds everything but what comes from people with a proved address, several approved "
            "comments, and none turned away lately."
        ),
        always=True,
    ),
]
# What each check is called at the desk, and what else may hold a comment later.
CHECK_NAMES = {check.name: check.told for check in CHECKS} | {
    "check_failed": _("a check failed: look closely"),
    "akismet": _("Akismet"),
    "reported": _("readers reported it"),
}


def in_words(finding: dict) -> str:
    """One stored finding, as moderators read it."""
    name = CHECK_NAMES.get(finding["check"], finding["check"])
    return f"{name}: {finding['detail']}" if finding.get("detail") else str(name)


def screen(sent: Submission) -> Outcome:
    """Run the checks in order. The first refusal ends it."""
    findings = []
    for check in CHECKS:
        finding = _asked(check, sent)
        if finding is None:
            continue
        if finding.verdict == REFUSE:
            return Outcome(finding, "", [])
        findings.append(finding)
    return Outcome(
        refused=None,
        status=_status(findings),
        findings=[asdict(finding) for finding in findings],
        unread=not findings,
        score=_score(sent),
    )


def last_look(sent: Submission) -> None:
    """Ask once more what other requests of the same writer may have changed; `Overtaken` if they did.

    For the beginning of the transaction that stores the comment: until it ends, this writer's next one
    waits here. So a burst of parallel requests is counted one by one.
    """
    take_turn(sent)
    for check in CHECKS:
        if check.ask not in (banned, too_fast, repeated):
            continue
        finding = _asked(check, sent)
        if finding and finding.check == "check_failed":
            sorry = gettext("Your comment could not be checked just now. Please send it again.")
            finding = Finding(check.name, REFUSE, sorry, retry_after=60)
        if finding:
            raise Overtaken(finding)


def _asked(check: Check, sent: Submission) -> Finding | None:
    """One check's finding. If the check fails, that is one: nothing appears by mistake."""
    try:
        if check.always or sent.rules.are_on(check.name):
            return check.ask(sent)
        return None
    except Exception as error:
        if isinstance(error, DatabaseError) and connection.in_atomic_block:
            raise  # the transaction is lost, and with it the comment: it is sent again
        log.exception("The check %s failed.", check.name)
        return Finding("check_failed", HOLD, check.name)


def _status(findings: list[Finding]) -> str:
    if any(finding.verdict == SPAM for finding in findings):
        return Comment.Status.SPAM
    return Comment.Status.PENDING if findings else Comment.Status.APPROVED


def _score(sent: Submission) -> float | None:
    try:
        score = score_of(sent)
    except Exception:  # it only advises; the check of that name has told
        return None
    return score and round(score.likely, 4)
