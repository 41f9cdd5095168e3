"""The building's own pages: errors, health, uploaded pictures."""

import logging
import re
import sys

from django.conf import settings
from django.db import Error, InterfaceError, OperationalError, connection
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.models import Article
from articles.models.image import remake
from portal.brand import A_YEAR
from portal.context_processors import site
from portal.edition import CACHE_CONTROL
from portal.gone import Gone
from portal.too_many import TooManyRequests

PICTURE = re.compile(
    r"images/[0-9a-f]{2}/[0-9a-f]{32}(-[0-9]+x[0-9]+-[0-9]+-[0-9]+)?(-[0-9]+)?\.(jpg|png|webp|avif)\Z"
)
PICTURE_TYPES = {"jpg": "jpeg", "png": "png", "webp": "webp", "avif": "avif"}
LATEST = 5  # headlines on the page that says that there is none at this address
COME_AGAIN = 30  # seconds, said where the database does not answer

log = logging.getLogger(__name__)


def not_found(request, exception=None):
    """404, or 410 for what was public once. Kept no longer than a page: it may appear any second."""
    gone = isinstance(exception, Gone)
    template, status = ("410.html", 410) if gone else ("404.html", 404)
    latest = Article.objects.published().newest_first()
    shown = latest.only("headline", "slug", "language", "publish_at")[:LATEST]
    try:
        response = render(request, template, {"latest": shown}, status=status)
    except Error:
        log.exception("A page that is not there was answered without the database.")
        return _plain(template, status)
    response["Cache-Control"] = CACHE_CONTROL
    return response


def forbidden(request, exception=None):
    return _plain("403.html", 403)


def bad_request(request, exception=None):
    if isinstance(exception, TooManyRequests):
        return too_many_requests(exception.retry_after)
    return _plain("400.html", 400)


def too_many_requests(retry_after: int):
    response = _plain("429.html", 429)
    response["Retry-After"] = str(retry_after)
    return response


def server_error(request):
    """500; but 503 where the database does not answer, since that passes without anybody's doing."""
    if isinstance(sys.exception(), (OperationalError, InterfaceError)):
        return unavailable()
    return _plain("500.html", 500)


def unavailable():
    response = _plain("503.html", 503)
    response["Retry-After"] = str(COME_AGAIN)
    return response


def csrf_failure(request, reason=""):
    """For the desk and the admin; readers' forms have a protection of their own."""
    message = _("The form had been open for too long. Go back, reload the page and send it again.")
    return _plain("403.html", 403, message=message)


def _plain(template, status, **context):
    """A page that asks nothing of the database or the request: both may be what failed."""
    response = HttpResponse(render_to_string(template, context | site(None)), status=status)
    response["Cache-Control"] = "no-store"
    return response


@require_safe
@never_cache
def live(request):
    """Whether the process answers."""
    return JsonResponse({"live": True})


@require_safe
@never_cache
def ready(request):
    """Whether it can serve readers: 503 while the database does not answer."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return JsonResponse({"ready": False, "database": False}, status=503)
    return JsonResponse({"ready": True, "database": True})


@require_safe
def picture(request, path):
    """An uploaded picture. Its name is random and its content never changes, so it may be kept."""
    if not PICTURE.match(path):
        raise Http404
    place = settings.MEDIA_ROOT / path
    try:
        if not place.exists():
            remake(path)
        file = place.open("rb")
    except OSError:
        raise Http404 from None
    kind = PICTURE_TYPES[place.suffix[1:]]  # machines differ in what they know of new formats
    response = FileResponse(file, content_type=f"image/{kind}")
    response["Cache-Control"] = A_YEAR
    response["Content-Security-Policy"] = "default-src 'none'"
    # Whoever reads our feed, or shows a card of ours, may show the picture that belongs to it.
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@require_safe
def icon(request):
    """Browsers ask for this where a page names no icon, as the admin's do not."""
    response = redirect(static("img/icon.svg"))
    response["Cache-Control"] = CACHE_CONTROL
    return response
