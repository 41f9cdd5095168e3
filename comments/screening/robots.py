"""What programs do and people do not: fill in what is not seen, write a sentence in no time."""

from datetime import timedelta

from django.conf import settings

from comments.screening.submission import HOLD, SPAM, Finding, Submission
from comments.screening.wording import LINK

TOO_QUICK = 3  # seconds; nobody reads the form and writes a sentence in less


def trap(sent: Submission) -> Finding | None:
    if sent.trap:
        return Finding("trap", SPAM, sent.trap[:80])


def many_links(sent: Submission) -> Finding | None:
    links = len(LINK.findall(sent.text))
    if links > sent.rules.limit("links", settings.COMMENTS_MAX_LINKS):
        return Finding("links", HOLD, str(links))


def filled_too_quickly(sent: Submission) -> Finding | None:
    if sent.editing or not sent.opened_at:
        return None  # a slip of the pen is put right within a second
    least = timedelta(seconds=sent.rules.limit("filled_too_quickly", TOO_QUICK))
    if sent.at - sent.opened_at < least:
        return Finding("filled_too_quickly", HOLD)
