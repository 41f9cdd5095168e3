"""`manage.py demo`: an empty site becomes The Aldine Courier, with one of everything."""

import os

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from articles.models import Article, Section
from comments.models import Comment
from portal.demo.loading import load
from portal.models import User

LOGINS = "demo-logins.txt"


def is_empty():
    """Whether nobody has begun to use this site."""
    return not any(model.objects.exists() for model in (User, Section, Article, Comment))


class Command(BaseCommand):
    help = "Fill an empty, local site with the demo newsroom. The same each time but for passwords."

    def handle(self, *args, **options):
        if not settings.LOCAL:
            raise CommandError("The demo is for a local site: set PORTAL_LOCAL=1 to fill this one.")
        if not is_empty():
            raise CommandError(
                "This site is not empty, so the demo touches nothing. "
                "For a fresh one, name an empty folder in VAR_DIR."
            )
        with transaction.atomic():  # no people whose passwords nobody knows
            logins = load(timezone.now().replace(second=0, microsecond=0), self._progress)
            self._keep(logins)
        self.stdout.write("")

    def _progress(self, done, steps):
        width = 30
        bar = "#" * (done * width // steps)
        if self.stdout.isatty():
            self.stdout.write(f"\rFilling the newsroom [{bar:<{width}}]", ending="")
            self.stdout.flush()
        elif done == steps:
            self.stdout.write("Filled the newsroom.")

    def _keep(self, logins):
        path = settings.VAR_DIR / LOGINS
        lines = [f"{one.username}  {one.password}  ({one.role})" for one in logins]
        path.unlink(missing_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
