"""The catalogs: `.po`, which translators write, and `.mo`, which a site reads. Babel does the formats."""

import gettext
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import django
from babel.messages.catalog import Catalog as BabelCatalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po
from django.utils.translation import to_locale

from portal.messages.finding import Message

ABOUT = """\
# Portal's words in this language. Write the translations (msgstr) here and run
# `manage.py messages`: it keeps them, and brings all else in this file up to date.
# What readers see comes first; what only the desk sees follows."""
DJANGOS = Path(django.__file__).parent / "conf" / "locale"
TWO_FORMS = "nplurals=2; plural=(n != 1);"  # as in English, whose catalog does not say it
FIRST_NUMBERS = range(1000)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}")
LINE = re.compile(r'\s*(#.*|(msg(ctxt|id|id_plural|str(\[\d\])?) +)?"([^"\\]|\\.)*"\s*)?')
TAG = re.compile(r"</?\w[^>]*>")

# Translations by (context, text): a string, or for a plural a tuple with one string per form.
Translations = dict[tuple[str, str], str | tuple[str, ...]]


class Catalog(BabelCatalog):
    """A catalog whose header says only what is needed: nothing in it changes by itself."""

    def __init__(self, language: str):
        super().__init__(header_comment=ABOUT, fuzzy=False)
        self.language = language
        self._num_plurals, self._plural_expr = plural_rule(language)

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Project-Id-Version", "Portal"),
            ("Language", to_locale(self.language)),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", self.plural_forms),
        ]


def place(folder: Path, language: str) -> Path:
    return Path(folder) / to_locale(language) / "LC_MESSAGES" / "django.po"


def plural_rule(language: str) -> tuple[int, str]:
    """How many forms a plural has, and which is for which number: as in Django's own catalog."""
    with (DJANGOS / to_locale(language) / "LC_MESSAGES" / "django.mo").open("rb") as file:
        rule = gettext.GNUTranslations(file).info().get("plural-forms", TWO_FORMS)
    count, expression = re.fullmatch(r"nplurals=(\d+); *plural=(.+?);?", rule).groups()
    return int(count), expression


def read(source: str, language: str) -> Translations:
    """What a `.po` translates. Without a header it is read as one in this language.

    Babel passes over what it does not understand; here nobody's work is lost in silence.
    """
    for number, line in enumerate(source.splitlines(), start=1):
        if not LINE.fullmatch(line):
            raise ValueError(f"line {number} is {line!r}.")
    if '"Plural-Forms:' not in source:
        source = written([], {}, language) + source
    try:
        catalog = read_po(io.BytesIO(source.encode()), abort_invalid=True)
    except PoFileError as error:
        raise ValueError(str(error)) from None
    if len(re.findall(r"(?m)^msgid ", source)) != len(list(catalog)):
        raise ValueError("a string stands in it twice.")
    entries = {}
    for one in catalog:
        text = one.id[0] if one.pluralizable else one.id
        if not text or not any(_forms(one.string)):
            continue
        if one.fuzzy:
            raise ValueError(f"{text!r} is marked as fuzzy. Look at it, and take the mark away.")
        if not all(_forms(one.string)):
            raise ValueError(f"{text!r} has some of its plural forms only.")
        entries[one.context or "", text] = one.string
    return entries


def written(messages: list[Message], translations: Translations, language: str) -> str:
    """The `.po` with these messages and what is known of their translations. The rest is dropped."""
    catalog, file = Catalog(language), io.BytesIO()
    for one in messages:
        catalog.add(
            (one.text, one.plural) if one.plural else one.text,
            translations.get(one.key) if fits(one, translations, language) else None,
            locations=[(name, None) for name in sorted(one.files)],
            auto_comments=one.notes,
            context=one.context or None,
        )
    write_po(file, catalog, width=100)
    return file.getvalue().decode().rstrip("\n") + "\n"


def compiled(messages: list[Message], translations: Translations, language: str) -> bytes:
    """The `.mo`: what is translated in full, and nothing else, so that Django's own words stay."""
    catalog, file = Catalog(language), io.BytesIO()
    for one in messages:
        if fits(one, translations, language):
            text = (one.text, one.plural) if one.plural else one.text
            catalog.add(text, translations[one.key], context=one.context or None)
    write_mo(file, catalog)
    return file.getvalue()


def fits(message: Message, translations: Translations, language: str) -> bool:
    """Whether there is a translation, with as many forms as this message has in this language."""
    known = translations.get(message.key)
    if message.plural:
        return isinstance(known, tuple) and len(known) == plural_rule(language)[0]
    return isinstance(known, str)


def faults(messages: list[Message], translations: Translations, language: str) -> Iterator[str]:
    """What would break a page, or print another thing than the original does."""
    exact = _forms_of_one_number(language)
    for one in messages:
        if not fits(one, translations, language):
            continue
        originals = [one.text, one.plural] if one.plural else [one.text]
        for number, form in enumerate(_forms(translations[one.key])):
            in_words = bool(one.plural) and number in exact
            like = originals if in_words else originals[-1:]
            for what, kind, spare in [(PLACEHOLDER, "placeholders", in_words), (TAG, "tags", 0)]:
                if not any(_same(what.findall(form), what.findall(o), spare) for o in like):
                    yield f"{language}: {form!r} has other {kind} than {originals[-1]!r}."
            for sign in {found[0] for found in PLACEHOLDER.findall(one.text)}:
                if sign in PLACEHOLDER.sub("", form):
                    yield f"{language}: {form!r} has a lone {sign}, which is written {sign * 2}."
            if _margins(form) != _margins(originals[-1]):
                yield f"{language}: {form!r} begins or ends with another space."


def _forms(string) -> tuple[str, ...]:
    return string if isinstance(string, tuple) else (string,)


def _same(found: list[str], expected: list[str], spare: int) -> bool:
    """The same ones, in any order; `spare` of those expected may be missing."""
    missing = Counter(expected) - Counter(found)
    return Counter(found) <= Counter(expected) and missing.total() <= spare


def _margins(text: str) -> tuple[bool, bool]:
    return text[:1].isspace(), text[-1:].isspace()


def _forms_of_one_number(language: str) -> set[int]:
    """The plural forms that stand for one number alone: they may say it in words."""
    chosen = gettext.c2py(plural_rule(language)[1])
    used = Counter(chosen(number) for number in FIRST_NUMBERS)
    return {form for form, times in used.items() if times == 1}
