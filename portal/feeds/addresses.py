"""Whole addresses: what leaves the site must say which site it means."""

from django.conf import settings


def whole(address: str) -> str:
    """The address with scheme and host, if it had none."""
    return settings.SITE_URL + address if address.startswith("/") else address
