"""What a server runs: `gunicorn portal.wsgi`."""

import logging
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
application = get_wsgi_application()

from portal.checks import proxies_are_named  # noqa: E402 (Django has to be set up first)

for warning in proxies_are_named(None):
    logging.getLogger("portal").warning("%s %s", warning.msg, warning.hint)
