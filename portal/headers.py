"""The headers that every answer carries, above all one strict content security policy."""

from functools import lru_cache

from django.conf import settings

from portal import speculation, stylesheets

STAFF = ("/admin/", "/moderation/")
PERMISSIONS = "browsing-topics=(), camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def security_headers(get_response):
    def answer(request):
        response = get_response(request)
        if _only_reads(request):
            response.cookies.clear()  # Django answers even a malformed CSRF cookie with a new one
        response.setdefault("Content-Security-Policy", policy())
        response.setdefault("Permissions-Policy", PERMISSIONS)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if "ETag" in response and response.get("Content-Type", "").startswith("text/html"):
            response.setdefault("Speculation-Rules", speculation.header())  # public pages alone
        return response

    return answer


def _only_reads(request) -> bool:
    """Whether this gives a reader no cookie: every GET does, but at the desks of the staff."""
    return request.method in ("GET", "HEAD") and not request.path.startswith(STAFF)


def policy() -> str:
    """One policy for the whole site, the admin included: our own files, and styles by hash.

    A nonce would have to differ in every answer, and public pages are kept. `form-action` and
    `frame-ancestors` do not fall back to `default-src`, so they are named.
    """
    return _policy() if not settings.DEBUG else _policy.__wrapped__()


@lru_cache
def _policy() -> str:
    from portal.editor import script_hashes, style_hashes

    styles = " ".join(["'self'", *stylesheets.hashes(), *style_hashes()])
    scripts = " ".join(["'self'", *script_hashes()])
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {scripts}",
            f"style-src {styles}",
            "img-src 'self'",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "media-src 'self'",
            "frame-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'",
            "base-uri 'none'",
            "object-src 'none'",
        ]
    )
