"""The building's own pages: errors, health, uploaded pictures, the file for robots."""

import re

from django.conf import settings
from django.db import Error, connection
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles import renditions
from portal.context_processors import site
from portal.edition import CACHE_CONTROL
from portal.gone import Gone

PICTURE = re.compile(r"images/[0-9a-f]{2}/[0-9a-f]{32}(\.(jpg|png)|-[0-9]{3,4}\.webp)\Z")
A_YEAR = "public, max-age=31536000, immutable"


def not_found(request, exception=None):
    """404, or 410 for what was public once. Kept no longer than a page: it may appear any second."""
    gone = isinstance(exception, Gone)
    response = render(request, "410.html" if gone else "404.html", status=410 if gone else 404)
    response["Cache-Control"] = CACHE_CONTROL
    return response


def forbidden(request, exception=None):
    return _plain("403.html", 403)


def bad_request(request, exception=None):
    return _plain("400.html", 400)


def server_error(request):
    return _plain("500.html", 500)


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
            renditions.remake(settings.MEDIA_ROOT, path)
        file = place.open("rb")
    except OSError:
        raise Http404 from None
    response = FileResponse(file)
    response["Cache-Control"] = A_YEAR
    response["Content-Security-Policy"] = "default-src 'none'"
    return response


@require_safe
def robots(request):
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /moderation/", "Disallow: /preview/"]
    response = HttpResponse("\n".join([*lines, ""]), content_type="text/plain")
    response["Cache-Control"] = CACHE_CONTROL
    return response


@require_safe
def icon(request):
    """Browsers ask for this where a page names no icon, as the admin's do not."""
    return redirect(static("img/icon.svg"))
