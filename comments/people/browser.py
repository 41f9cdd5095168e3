"""The one cookie a reader may have: which comments were sent from this browser, and by whom.

It is signed, set only by a POST, and its path is /comments/: no public page ever gets it. Who proved
an address has the Commenter's number in it; nobody else can write that in.
"""

import uuid
from dataclasses import dataclass

from django.conf import settings
from django.core import signing

from comments.models import Commenter

NAME = "reader" if settings.LOCAL else "__Secure-reader"
PATH = "/comments/"
SALT = "comments.browser"
KEPT = 180 * 24 * 3600  # seconds


@dataclass(frozen=True)
class Reader:
    """Who sends a request: a browser that has sent something before, and perhaps somebody known."""

    browser: uuid.UUID | None = None
    commenter: Commenter | None = None


def reader_of(request) -> Reader:
    """The reader behind this request: at most one query, and none for a stranger."""
    try:
        said = request.get_signed_cookie(NAME, salt=SALT, max_age=KEPT).split(".")
        browser = uuid.UUID(said[0])
        known = [int(part) for part in said[1:]]
    except (KeyError, signing.BadSignature, ValueError):
        return Reader()
    if len(known) != 2:
        return Reader(browser)
    pk, epoch = known
    return Reader(browser, Commenter.objects.filter(pk=pk, epoch=epoch).first())


def browser_of(request) -> uuid.UUID | None:
    """The browser that sends this request, if it has sent something before. No query."""
    try:
        said = request.get_signed_cookie(NAME, salt=SALT, max_age=KEPT)
        return uuid.UUID(said.split(".")[0])
    except (KeyError, signing.BadSignature, ValueError):
        return None


def remember(response, browser: uuid.UUID, commenter: Commenter | None = None):
    """Give the browser its cookie. Only an answer to a POST may do so.

    Whoever is known stays so only if named here: pass on `reader_of(request).commenter`.
    """
    said = f"{browser}.{commenter.pk}.{commenter.epoch}" if commenter else str(browser)
    response.set_signed_cookie(
        NAME,
        said,
        salt=SALT,
        max_age=KEPT,
        path=PATH,
        secure=not settings.LOCAL,
        httponly=True,
        samesite="Lax",
    )
    return response


def forget(response):
    """Let the browser know nobody: whoever sits there next is a stranger. Only after a POST."""
    response.delete_cookie(NAME, path=PATH, samesite="Lax")
    return response
