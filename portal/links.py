"""Signed links: what stands in a mailed address, as JSON, for one purpose. Never a pickle.

The number of a row in such a link cannot be changed, and a link for one purpose opens no other.
"""

from datetime import timedelta

from django.core import signing

SALT = "portal.links"


def signed(purpose: str, value) -> str:
    """A token for an address; the value may be a number, a string, or a list or dict of them."""
    return signing.dumps(value, salt=f"{SALT}.{purpose}")


def opened(purpose: str, token: str, lasts: timedelta | None = None):
    """What the token says; None if it is not ours, is for something else, or is too old."""
    try:
        return signing.loads(token, salt=f"{SALT}.{purpose}", max_age=lasts)
    except signing.BadSignature:
        return None
