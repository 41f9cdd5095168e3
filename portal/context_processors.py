"""What every template may use."""

from django.conf import settings
from django.utils.translation import get_language_bidi


def site(request):
    return {
        "SITE_NAME": settings.SITE_NAME,
        "SITE_URL": settings.SITE_URL,
        "DIRECTION": "rtl" if get_language_bidi() else "ltr",
    }
