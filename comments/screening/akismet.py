"""Asking Akismet about held comments, where the site has a key. In the worker, never in a request.

What leaves the house: the comment's text, the name under it, the article's address, the machine address
as it is kept, the site's own address and language. No e-mail address, no browser. What comes back is
one finding: it approves nothing and rejects nothing.
"""

import logging
from dataclasses import asdict
from datetime import datetime, timedelta
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from comments.models import Comment
from comments.screening.submission import HOLD, Finding
from portal.work import chore

log = logging.getLogger(__name__)

DOOR = "https://rest.akismet.com/1.1/comment-check"
PATIENCE = 5  # seconds
AT_ONCE = 20  # comments asked about each time
LATELY = timedelta(days=2)  # what waits longer has been looked at by people


@chore(every=timedelta(minutes=5))
def ask_akismet(at: datetime) -> int:
    """Ask about comments that wait and have not been asked about. Returns how many answers came."""
    if not settings.AKISMET_KEY:
        return 0
    answers = 0
    for comment in _not_asked_yet(at):
        try:
            spam = _is_spam(comment)
        except (URLError, TimeoutError, ValueError, OSError) as error:
            log.warning("Akismet gave no answer: %s", error)
            break  # the rest next time
        answers += _note_down(comment, spam, at)
    return answers


def _not_asked_yet(at: datetime) -> list[Comment]:
    waiting = Comment.objects.pending().filter(
        created_at__gt=at - LATELY, erased_at__isnull=True, badge=""
    )
    waiting = waiting.exclude(address="").select_related("article")
    asked = (one for one in waiting.iterator(chunk_size=200) if not _asked(one))
    return [one for one, _number in zip(asked, range(AT_ONCE), strict=False)]


def _asked(comment: Comment) -> bool:
    return any(finding.get("check") == "akismet" for finding in comment.screening)


def _is_spam(comment: Comment) -> bool:
    told = {
        "api_key": settings.AKISMET_KEY,
        "blog": settings.SITE_URL,
        "blog_lang": settings.LANGUAGE_CODE,
        "blog_charset": "UTF-8",
        "comment_type": "reply" if comment.parent_id else "comment",
        "comment_author": comment.name,
        "comment_content": comment.text,
        "permalink": settings.SITE_URL + comment.article.get_absolute_url(),
        "user_ip": comment.address.partition("/")[0],
    }
    request = Request(DOOR, urlencode(told).encode(), {"User-Agent": "Portal | Akismet/1.1"})
    with urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310 (an address of ours)
        said = answer.read(100).decode("ascii", "replace").strip()
    if said not in ("true", "false"):
        raise ValueError(f"it said {said[:40]!r}")
    return said == "true"


@transaction.atomic
def _note_down(comment: Comment, spam: bool, at: datetime) -> bool:
    """Add the finding to the version that was asked about, if that still waits."""
    waits = Comment.objects.pending().select_for_update()
    now = waits.filter(pk=comment.pk, text_version=comment.text_version).first()
    if now is None or _asked(now):
        return False
    finding = asdict(Finding("akismet", HOLD if spam else "", _("spam") if spam else _("not spam")))
    now.screening = [*now.screening, finding]
    now.save(update_fields=["screening"])
    if spam:
        now.hold_for([finding], at)
    return True
