"""What was public once and is no more: 410, where 404 means that there never was such a thing."""

from django.http import Http404


class Gone(Http404):
    """Raised like Http404; answered with 410 (see portal.views.not_found)."""
