"""What every template may use."""

from django.conf import settings
from django.utils.translation import get_language_bidi

from portal import brand


def site(request):
    return {
        "SITE_NAME": settings.SITE_NAME,
        "SITE_URL": settings.SITE_URL,
        "SITE_LOGO": brand.logo(),
        "DIRECTION": "rtl" if get_language_bidi() else "ltr",
    }
