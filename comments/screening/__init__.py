"""Screening: what a new comment passes before it is stored. An ordered list anyone can read.

Each check gives a finding or nothing. A refusal goes back to the writer with the text kept; the other
findings are stored with the comment, so that a moderator sees why it was held. For now nobody is
trusted, whatever address they type: what passes is held too.
"""

import re
import uuid
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from comments.closing import why_closed
from comments.models import Comment

REFUSE, SPAM, HOLD = "refuse", "spam", "hold"
TOO_QUICK = timedelta(seconds=3)  # nobody reads the form and writes a sentence in less
SAME_TEXT_WITHIN = timedelta(days=1)
WORD = re.compile(r"\w+")
LINK = re.compile(r"https?://|www\.", re.IGNORECASE)

# What each check is called at the desk. The names are stored with the comments: never reuse one.
CHECK_NAMES = {
    "closed": gettext_lazy("comments are closed"),
    "too_fast": gettext_lazy("too many comments from one address"),
    "repeated": gettext_lazy("the same text again"),
    "trap": gettext_lazy("a field that people do not see was filled in"),
    "blocked_words": gettext_lazy("a blocked word"),
    "links": gettext_lazy("many links"),
    "filled_too_quickly": gettext_lazy("sent within seconds of opening the form"),
    "first_timer": gettext_lazy("every comment is read before it appears"),
}


@dataclass(frozen=True)
class Submission:
    """What a reader sent, and what we know of how it came."""

    article: object
    text: str
    at: datetime
    address: str = ""  # as counted: one IPv4 address, or an IPv6 /64
    browser: uuid.UUID | None = None
    trap: str = ""
    opened_at: datetime | None = None


@dataclass(frozen=True)
class Finding:
    """What one check found: its name, its verdict, and what weighed."""

    check: str
    verdict: str
    detail: str = ""
    retry_after: int = 0  # seconds, where waiting helps


def comments_are_closed(sent: Submission) -> Finding | None:
    if reason := why_closed(sent.article, sent.at):
        return Finding("closed", REFUSE, reason)


def too_fast(sent: Submission) -> Finding | None:
    """Counted in the database, so that every process counts the same."""
    if not sent.address:
        return None
    from_there = Comment.objects.filter(address=sent.address)
    for seconds, limit in [(60, settings.COMMENTS_PER_MINUTE), (3600, settings.COMMENTS_PER_HOUR)]:
        if not limit:
            continue
        recent = from_there.filter(created_at__gt=sent.at - timedelta(seconds=seconds))
        newest_first = recent.order_by("-created_at").values_list("created_at", flat=True)
        for nth in newest_first[limit - 1 : limit]:
            wait = int((nth + timedelta(seconds=seconds) - sent.at).total_seconds()) + 1
            return Finding("too_fast", REFUSE, _wait(wait), wait)


def _wait(seconds: int) -> str:
    minutes = -(-seconds // 60)
    if seconds < 60:
        return ngettext(
            "That is a lot at once. Please wait %(n)s second, then send it again.",
            "That is a lot at once. Please wait %(n)s seconds, then send it again.",
            seconds,
        ) % {"n": seconds}
    return ngettext(
        "That is a lot at once. Please wait %(n)s minute, then send it again.",
        "That is a lot at once. Please wait %(n)s minutes, then send it again.",
        minutes,
    ) % {"n": minutes}


def repeated(sent: Submission) -> Finding | None:
    """The same words under the same article from the same place, however they are spaced."""
    since = sent.at - SAME_TEXT_WITHIN
    place = Q(browser=sent.browser) if sent.browser else Q(pk__in=[])
    if sent.address:
        place |= Q(address=sent.address)
    there = Comment.objects.filter(place, article=sent.article, created_at__gt=since)
    words = sent.text.casefold().split()
    texts = there.values_list("text", flat=True)[: settings.COMMENTS_PER_HOUR * 24 or None]
    if any(text.casefold().split() == words for text in texts):
        return Finding("repeated", REFUSE, _("You have already sent this comment: it is with us."))


def trap(sent: Submission) -> Finding | None:
    if sent.trap:
        return Finding("trap", SPAM, sent.trap[:80])


def blocked_words(sent: Submission) -> Finding | None:
    """Whole words or phrases, however they are spaced and in whatever case."""
    text = _as_words(sent.text)
    found = [word for word in settings.COMMENTS_BLOCKED_WORDS if _as_words(word) in text]
    if found:
        return Finding("blocked_words", HOLD, ", ".join(found))


def _as_words(text: str) -> str:
    return f" {' '.join(WORD.findall(text.casefold()))} "


def many_links(sent: Submission) -> Finding | None:
    links = len(LINK.findall(sent.text))
    if links > settings.COMMENTS_MAX_LINKS:
        return Finding("links", HOLD, str(links))


def filled_too_quickly(sent: Submission) -> Finding | None:
    if sent.opened_at and sent.at - sent.opened_at < TOO_QUICK:
        return Finding("filled_too_quickly", HOLD)


def nobody_is_trusted_yet(sent: Submission) -> Finding | None:
    return Finding("first_timer", HOLD)


CHECKS: list[Callable[[Submission], Finding | None]] = [
    comments_are_closed,  # refuse
    too_fast,  # refuse
    repeated,  # refuse
    trap,  # spam
    blocked_words,  # hold
    many_links,  # hold
    filled_too_quickly,  # hold
    nobody_is_trusted_yet,  # hold
]


@dataclass(frozen=True)
class Outcome:
    """What screening came to: refused with a finding, or a status and the findings to store."""

    refused: Finding | None
    status: str
    findings: list[dict]


def screen(sent: Submission) -> Outcome:
    """Run the checks in order. The first refusal ends it."""
    findings = []
    for check in CHECKS:
        finding = check(sent)
        if finding is None:
            continue
        if finding.verdict == REFUSE:
            return Outcome(finding, "", [])
        findings.append(finding)
    spam = any(finding.verdict == SPAM for finding in findings)
    status = Comment.Status.SPAM if spam else Comment.Status.PENDING
    return Outcome(None, status, [asdict(finding) for finding in findings])
