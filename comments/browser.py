"""The one cookie a reader may have: which comments were sent from this browser.

It is signed, set only by a POST, and its path is /comments/: no public page ever gets it.
"""

import uuid

from django.conf import settings
from django.core import signing

NAME = "reader" if settings.LOCAL else "__Secure-reader"
PATH = "/comments/"
SALT = "comments.browser"
KEPT = 180 * 24 * 3600  # seconds


def browser_of(request) -> uuid.UUID | None:
    """The browser that sends this request, if it has sent a comment before."""
    try:
        return uuid.UUID(request.get_signed_cookie(NAME, salt=SALT, max_age=KEPT))
    except (KeyError, signing.BadSignature, ValueError):
        return None


def remember(response, browser: uuid.UUID):
    """Give the browser its cookie. Only an answer to a POST may do so."""
    response.set_signed_cookie(
        NAME,
        str(browser),
        salt=SALT,
        max_age=KEPT,
        path=PATH,
        secure=not settings.LOCAL,
        httponly=True,
        samesite="Lax",
    )
    return response
