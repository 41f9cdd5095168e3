"""Whether this article takes comments at all."""

from comments.closing import why_closed
from comments.screening.submission import REFUSE, Finding, Submission


def comments_are_closed(sent: Submission) -> Finding | None:
    if reason := why_closed(sent.article, sent.at):
        return Finding("closed", REFUSE, reason)
