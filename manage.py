#!/usr/bin/env python
"""Django's command line, with Portal's settings."""

import os
import sys


def main():
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        settings.INSTALLED_APPS  # noqa: B018 (reads the settings)
    except ImproperlyConfigured as error:
        sys.exit(str(error))  # a wrong setting is a sentence for the person who set it
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
