"""`manage.py messages`: the catalogs follow the code, and say what is not translated yet."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.messages.finding import messages

SOURCE = "en"  # what the code is written in
NAMED = 5  # so many of what is missing are told by name


class Command(BaseCommand):
    help = (
        "Bring portal/locale up to date with the code: every .po with what is new, without what is "
        "gone, and its .mo beside it. Needs Babel, which tests/requirements.txt has."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        known = [code for code, _name in settings.LANGUAGES]
        parser.add_argument("languages", nargs="*", help=f"some of {', '.join(known)}; else all")
        do = parser.add_mutually_exclusive_group()
        do.add_argument("--check", action="store_true", help="only say what is not translated")
        do.add_argument(
            "--missing", action="store_true", help="print what readers lack, as a .po to fill in"
        )
        do.add_argument("--take", metavar="FILE", type=Path, help="a .po to take translations from")

    def handle(self, *args, languages, check, missing, take, **options):
        try:
            from portal.messages import catalogs  # Babel is not on a site
        except ImportError:
            raise CommandError(
                "Babel is missing: `make test` or `make check` installs it."
            ) from None
        known = [code for code, _name in settings.LANGUAGES]
        languages = languages or known
        if unknown := sorted(set(languages) - set(known)):
            raise CommandError(f"LANGUAGES in the settings does not name {', '.join(unknown)}.")
        if (take or missing) and len(languages) != 1:
            raise CommandError("Say which language that is.")
        try:
            found = messages(settings.BASE_DIR)
        except (SyntaxError, ValueError) as error:
            raise CommandError(f"The code cannot be read: {error}") from None
        for language in languages:
            place = catalogs.place(settings.LOCALE_PATHS[0], language)
            translations = self._read(catalogs, place, language) if place.exists() else {}
            if take:
                taken = self._read(catalogs, take, language)
                for _context, text in sorted(taken.keys() - {one.key for one in found}):
                    self.stdout.write(f"{language}: nothing says “{text}” (any more): left out")
                translations |= taken
            lacking = [one for one in found if not catalogs.fits(one, translations, language)]
            if missing:
                readers = [one for one in lacking if one.for_readers]
                self.stdout.write(catalogs.written(readers, {}, language), ending="")
                return
            if not check:
                self._write(catalogs, found, translations, language, place)
            if language != SOURCE:
                self._tell(language, lacking)

    def _read(self, catalogs, file, language):
        try:
            return catalogs.read(file.read_text(encoding="utf-8"), language)
        except (OSError, ValueError) as error:
            raise CommandError(f"{file} cannot be read: {error}") from None

    def _write(self, catalogs, found, translations, language, place):
        """Both files, or neither when a translation is at fault."""
        if wrong := list(catalogs.faults(found, translations, language)):
            raise CommandError("\n".join(wrong))
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(catalogs.written(found, translations, language), encoding="utf-8")
        place.with_suffix(".mo").write_bytes(catalogs.compiled(found, translations, language))

    def _tell(self, language, lacking):
        readers = [one.text for one in lacking if one.for_readers]
        named = "; ".join(f"“{text}”" for text in readers[:NAMED])
        more = " …" if len(readers) > NAMED else ""
        self.stdout.write(
            f"{language}: readers lack {len(readers)}{': ' if named else ''}{named}{more} "
            f"(and the desk {len(lacking) - len(readers)})"
        )
