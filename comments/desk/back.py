"""Back to where a deed at the desk came from: to another page of the desk, and nowhere else."""

from urllib.parse import urlsplit

from django.http import HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme

DESK = "moderation"  # the names of the desk's routes


def back_from(request, otherwise: str = "") -> HttpResponseRedirect:
    """A redirect to the page that the form's `back` names if it is one of the desk's."""
    asked = request.POST.get("back", "")
    return HttpResponseRedirect(
        asked if is_of_the_desk(asked) else otherwise or reverse(f"{DESK}:queue")
    )


def is_of_the_desk(address: str) -> bool:
    """Whether this is the path of a page of ours for moderators, as a browser would read it."""
    if not url_has_allowed_host_and_scheme(address, allowed_hosts=None):
        return False
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path.startswith("/"):
        return False
    try:
        return resolve(parts.path).namespaces == [DESK]
    except Resolver404:
        return False
