"""`manage.py audit_comments`: whether all that is counted of the comments is what there is."""

from django.core.management.base import BaseCommand, CommandError

from comments.auditing import differences


class Command(BaseCommand):
    help = (
        "Derive again what is counted and derived of the comments, and say what does not agree. "
        "Ends with 1 if something is wrong and was not mended."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--mend", action="store_true", help="Put right what can be derived; say what cannot."
        )

    def handle(self, *, mend, **options):
        found = wrong = 0
        for difference in differences(mend):
            mended = mend and difference.mendable
            found, wrong = found + 1, wrong + (not mended)
            self.stdout.write(f"{difference}{' (mended)' if mended else ''}")
        if wrong:
            raise CommandError(f"{wrong} of {found} differences remain.")
        self.stdout.write(f"{found} differences were mended." if found else "Everything agrees.")
