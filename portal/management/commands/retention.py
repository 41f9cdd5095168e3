"""`manage.py retention`: deletes what has been kept long enough, and says how much that was."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from comments.law import retention


class Command(BaseCommand):
    help = (
        "Delete what has been kept long enough, by the list that /comments/kept/ shows to readers."
    )

    def handle(self, **options):
        for name, rows in retention.forget(timezone.now()).items():
            self.stdout.write(f"{rows:>8}  {name}")
