"""Readers' POSTs, protected without a cookie.

A public page is the same for everyone, so no form can carry Django's CSRF token. Instead the browser
itself must say that the request comes from our own pages (Origin, Sec-Fetch-Site), and the form must
carry a token that we signed for this purpose a short while ago.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import wraps

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

FIELD = "proof"  # the form's field with the token
LASTS = timedelta(hours=12)  # a form left open over lunch still works
SALT = "portal.reader_posts"
MOST_BYTES = 256 * 1024  # the longest comment, its every character escaped, takes a quarter of it


@dataclass(frozen=True)
class Refusal:
    """Why a reader's POST was not taken, in words, and the status to answer with."""

    message: str
    status: int


def proof(purpose: str) -> str:
    """The token that a form for this purpose carries, good for twelve hours."""
    return signing.dumps(purpose, salt=SALT)


def opened_at(request: HttpRequest) -> datetime | None:
    """When the form was made whose proof this POST carries; None without a sound one."""
    try:
        stamp = request.POST.get(FIELD, "").rsplit(":", 2)[1]
        return datetime.fromtimestamp(signing.b62_decode(stamp), UTC)
    except (IndexError, ValueError, OverflowError, OSError):
        return None


def readers_post(purpose: Callable[..., str] | None, refused: Callable) -> Callable:
    """Protect a reader's form: the view sees GET, and only such POSTs as are ours.

    `purpose(**kwargs)` says what the form's proof must have been signed for. With None there is no
    proof: for a single button on a page that caches keep, which the browser's word alone protects.
    For a POST that fails,
    `refused(request, refusal, **kwargs)` answers instead of the view, with the reader's text kept.
    Nothing of it is ever stored by a cache.
    """

    def protect(view: Callable) -> Callable:
        @wraps(view)
        def answer(request: HttpRequest, **kwargs) -> HttpResponse:
            if request.method == "POST":
                if _is_too_large(request):
                    said = render_to_string("413.html", {"SITE_NAME": settings.SITE_NAME})
                    return HttpResponse(said, status=413)
                request.encoding = "utf-8"  # ours is; another may hold what no database takes
                refusal = _refusal(request, purpose and purpose(**kwargs))
                if refusal:
                    return refused(request, refusal, **kwargs)
            return view(request, **kwargs)

        allowed = require_http_methods(["GET", "HEAD", "POST"])
        return csrf_exempt(never_cache(allowed(answer)))

    return protect


def _is_too_large(request: HttpRequest) -> bool:
    """Judged before anything is read: decoding a form costs up to seventy times its size (measured)."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return not length.isdecimal() or int(length) > MOST_BYTES


def _refusal(request: HttpRequest, purpose: str | None) -> Refusal | None:
    if not comes_from_our_pages(request):
        return Refusal(
            _(
                "Your browser did not confirm that this was sent from our page, so we have not taken "
                "it. Your text is below: please send it again."
            ),
            403,
        )
    if purpose is None:
        return None
    try:
        signed = signing.loads(request.POST.get(FIELD, ""), salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        signed = None
    if signed != purpose:
        return Refusal(
            _("This form had been open for too long. Your text is below: please send it again."),
            403,
        )
    return None


def comes_from_our_pages(request: HttpRequest) -> bool:
    """Whether the browser vouches that one of our own pages sent this.

    Each of the two headers that is there must say so, and one must be there. An Origin of "null" says
    nothing (some privacy settings send it), so it needs the other header's word.
    """
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site not in (None, "same-origin"):
        return False
    if origin in (None, "null"):
        return site == "same-origin"
    ours = {f"{request.scheme}://{request.get_host()}", settings.SITE_URL}
    return origin != "" and origin in ours  # a site need not have said its address
