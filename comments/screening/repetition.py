"""The same comment again: word for word, or nearly."""

from datetime import timedelta

from django.utils.translation import gettext as _

from comments.screening.limits import written_by
from comments.screening.submission import HOLD, REFUSE, Finding, Submission
from comments.screening.wording import likeness, shingles_of, words_of

OWN_LAST = timedelta(days=30)
ANYBODYS_LAST = timedelta(days=1)
MOST = 300  # comments that one is compared with
SHORT = 8  # words; "Thank you for this" may stand under every article
LONG = 12  # words; below, two people may well say nearly the same
ALIKE = 70  # percent of the runs of three words


def repeated(sent: Submission) -> Finding | None:
    """The same writer's same words, however they are spaced: under this article, or if they are more
    than a few under any."""
    words = sent.text.casefold().split()
    for article, text in _own(sent).values_list("article_id", "text")[:MOST]:
        here = article == sent.article.pk
        if (here or len(words) > SHORT) and text.casefold().split() == words:
            return Finding("repeated", REFUSE, _again(here))


def _again(here: bool) -> str:
    if here:
        return _("You have already sent this comment: it is with us.")
    return _("You have sent the same comment under another article: say here what belongs here.")


def alike(sent: Submission) -> Finding | None:
    """Nearly what the same writer said in a month, or what anybody said within a day."""
    words = words_of(sent.text)
    if len(words) < LONG:
        return None
    runs, enough = shingles_of(sent.text), sent.rules.limit("alike", ALIKE) / 100
    anybodys = _kept(sent).filter(created_at__gt=sent.at - ANYBODYS_LAST)
    for earlier in (_own(sent), anybodys.order_by("-created_at")):
        for pk, text in earlier.values_list("pk", "text")[:MOST]:
            share = likeness(runs, shingles_of(text))
            if share >= enough:
                return Finding("alike", HOLD, f"{share:.0%}, #{pk}")


def _own(sent: Submission):
    earlier = _kept(sent).filter(written_by(sent), created_at__gt=sent.at - OWN_LAST)
    return earlier.order_by("-created_at")


def _kept(sent: Submission):
    return sent.others.filter(erased_at__isnull=True)
