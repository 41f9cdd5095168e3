"""The catalogs hold what the code says, a site can read them, and no translation breaks a page."""

import gettext
import shutil
import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from portal.messages import catalogs
from portal.messages.finding import Message, in_python, in_template, messages
from tests.portal.sites import ROOT

LANGUAGES = ["ar", "de", "en", "sq", "sr", "tr"]
LOCALE = ROOT / "portal" / "locale"


# The catalogs that we hand out


@pytest.fixture(scope="module")
def found():
    return messages(ROOT)


def source(language):
    return catalogs.place(LOCALE, language).read_text(encoding="utf-8")


def as_a_site_reads_it(language):
    with catalogs.place(LOCALE, language).with_suffix(".mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def test_every_language_of_the_settings_has_its_catalog(settings):
    assert sorted(code for code, _ in settings.LANGUAGES) == LANGUAGES
    assert settings.LOCALE_PATHS == [LOCALE]
    assert {file.parent.parent.name for file in LOCALE.rglob("*.mo")} == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_was_written(language):
    expected = {}
    for (context, text), known in catalogs.read(source(language), language).items():
        key = f"{context}\x04{text}" if context else text
        if isinstance(known, tuple):
            expected |= {(key, number): form for number, form in enumerate(known)}
        else:
            expected[key] = known
    compiled = dict(as_a_site_reads_it(language)._catalog)
    compiled.pop("", None)
    assert compiled == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_at_fault(found, language):
    known = catalogs.read(source(language), language)
    assert list(catalogs.faults(found, known, language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_guessed_or_left_behind(language):
    assert "fuzzy" not in source(language) and "#~" not in source(language)


FORMS = {"ar": 6, "de": 2, "en": 2, "sq": 2, "sr": 3, "tr": 2}


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_are_counted_as_the_language_counts(language):
    said = as_a_site_reads_it(language).info()["plural-forms"]
    count, rule = catalogs.plural_rule(language)
    assert (said, count) == (f"nplurals={count}; plural={rule};", FORMS[language])


def test_serbian_and_arabic_choose_as_their_grammars_do():
    serbian, arabic = (gettext.c2py(catalogs.plural_rule(code)[1]) for code in ("sr", "ar"))
    assert [serbian(n) for n in (1, 21, 2, 24, 5, 11, 14)] == [0, 0, 1, 1, 2, 2, 2]
    assert [arabic(n) for n in (0, 1, 2, 3, 110, 11, 99, 100, 102)] == [0, 1, 2, 3, 3, 4, 4, 5, 5]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plural_can_be_said_of_every_number(found, language):
    known = catalogs.read(source(language), language)
    with translation.override(language):
        for one in found:
            if not (one.plural and one.key in known):
                continue
            for number in (0, 1, 2, 3, 5, 11, 21, 100):
                said = translation.ngettext(one.text, one.plural, number)
                assert said in known[one.key], (one.text, number)


def test_djangos_own_words_stay_where_ours_are_silent():
    """A catalog in which all is empty would turn Django's translations back into English."""
    with translation.override("sq"):
        assert translation.gettext("This field is required.") == "Kjo fushë është e domosdoshme."


# What is found


def keys(found):
    return [(one.context, one.text, one.plural) for one in found]


def test_all_ways_to_mark_a_string_in_python_are_found():
    code = """
plain = _("one") + gettext_lazy('two')
joined = translation.gettext("three "
    "and more")
more = ngettext("%(n)s cat", "%(n)s cats", n) + npgettext_lazy("zoo", "a cat", "cats", n)
meant = pgettext("pages", "Older")
unknown = _(name) + other("four")
"""
    assert set(keys(in_python(code, "articles/x.py"))) == {
        ("", "one", ""),
        ("", "two", ""),
        ("", "three and more", ""),
        ("", "%(n)s cat", "%(n)s cats"),
        ("zoo", "a cat", "cats"),
        ("pages", "Older", ""),
    }


def test_and_all_ways_in_a_template():
    code = """{% load i18n %}<p title="{% translate 'It’s “it”' %}">{{ _("two")|upper }}
{% blocktranslate count n=cats|length %}{{ n }} cat, 100 %{% plural %}{{ n }} cats, 100 %
{% endblocktranslate %}{% include "x" with label=_("three") %}{# _("not this") #}
{% translate "Older" context "pages" %}{{ x|default:_("four") }} gettext("nor this")"""
    assert set(keys(in_template(code, "templates/x.html"))) == {
        ("", "It’s “it”", ""),
        ("", "two", ""),
        ("", "%(n)s cat, 100 %%", "%(n)s cats, 100 %%\n"),
        ("", "three", ""),
        ("pages", "Older", ""),
        ("", "four", ""),
    }


def test_a_comment_for_translators_goes_with_its_string():
    code = "# Translators: a date,\n# in lists\nlists = _('j M')\n\n# why\nother = _('x')\n"
    notes = {one.text: one.notes for one in in_python(code, "articles/x.py")}
    assert notes == {"j M": ["Translators: a date, in lists"], "x": []}
    code = '<p>\n{# Translators: a verb #}\n{% translate "Close" %}\n{% translate "Open" %}</p>'
    notes = {one.text: one.notes for one in in_template(code, "templates/x.html")}
    assert notes == {"Close": ["Translators: a verb"], "Open": []}


@pytest.mark.parametrize(
    ("file", "for_readers"),
    [
        ("articles/views.py", True),
        ("articles/something_new.py", True),
        ("comments/models/comment.py", True),
        ("portal/views.py", True),
        ("articles/admin.py", False),
        ("articles/admin/places.py", False),
        ("comments/desk/forms.py", False),
        ("portal/checks.py", False),
        ("portal/management/commands/serve.py", False),
    ],
)
def test_the_file_tells_whether_a_string_is_a_readers(file, for_readers):
    assert [one.for_readers for one in in_python('x = _("words")', file)] == [for_readers]


@pytest.mark.parametrize(
    ("file", "for_readers"),
    [
        ("templates/articles/front.html", True),
        ("templates/404.html", True),
        ("templates/moderation/queue.html", False),
        ("templates/portal/styleguide.html", False),
        ("templates/admin/base_site.html", False),
    ],
)
def test_so_does_a_templates_file(file, for_readers):
    found = in_template('{% translate "words" %}', file)
    assert [one.for_readers for one in found] == [for_readers]


def test_in_a_model_the_names_of_fields_are_the_desks_and_choices_are_the_readers():
    code = """
class Article(models.Model):
    class Kind(models.TextChoices):
        NEWS = "news", _("News")

    kind = models.CharField(_("kind"), choices=Kind, help_text=_("What it is."))

    class Meta:
        verbose_name = _("article")
"""
    told = {one.text: one.for_readers for one in in_python(code, "articles/anywhere.py")}
    assert told == {"News": True, "kind": False, "What it is.": False, "article": False}


def test_two_plurals_of_one_string_are_an_error(tmp_path):
    for folder in ("portal", "articles", "comments", "templates"):
        (tmp_path / folder).mkdir()
    (tmp_path / "articles" / "x.py").write_text('ngettext("cat", "cats", 1)')
    (tmp_path / "articles" / "y.py").write_text('ngettext("cat", "felines", 1)')
    with pytest.raises(ValueError, match="two plurals"):
        messages(tmp_path)


# What is at fault

CAT = Message("%(n)s cat", "%(n)s cats", files={"x"})
ONE = Message("one cat", "%(n)s cats", files={"x"})
FOUND = Message("%(n)s article with %(query)s", "%(n)s articles with %(query)s", files={"x"})
HERE = Message('<a href="/">Here</a>, %(name)s: 100 %%', files={"x"})
SAVED = Message("“{}” is saved: {}.", files={"x"})


@pytest.mark.parametrize(
    ("message", "language", "known"),
    [
        (HERE, "de", "Hier, %(name)s: 100 %%"),
        (HERE, "de", '<a href="/">Hier, %(name)s: 100 %%'),
        (HERE, "de", '<a href="//evil.example">Hier</a>, %(name)s: 100 %%'),
        (HERE, "de", '<a href="/">Hier</a>: 100 %%'),
        (HERE, "de", '<a href="/">Hier</a>, %(Name)s: 100 %%'),
        (HERE, "de", '<a href="/">Hier</a>, %(name)s: 100 % %%'),
        (HERE, "de", '<a href="/">Hier</a>, %(name)s: 100 %% '),
        (SAVED, "de", "„{}“ ist gespeichert."),
        (SAVED, "de", "„{}“ ist gespeichert: {name}."),
        (SAVED, "de", "„{}“ ist { gespeichert: {}."),
        (CAT, "de", ("eine Katze", "viele Katzen")),
        (FOUND, "de", ("ein Artikel", "%(n)s Artikel mit „%(query)s“")),
        (FOUND, "de", ("%(n)s Artikel mit „%(query)s“", "%(n)s Artikel")),
        (CAT, "de", ("%(m)s Katze", "%(n)s Katzen")),
        (CAT, "sr", ("једна мачка", "%(n)s мачке", "%(n)s мачака")),  # 21 is said so as well
        (CAT, "tr", ("bir kedi", "%(n)s kedi")),  # and here 0
        (ONE, "sr", ("једна мачка", "%(n)s мачке", "%(n)s мачака")),
    ],
)
def test_a_translation_that_would_break_a_page_is_found(message, language, known):
    assert list(catalogs.faults([message], {message.key: known}, language))


@pytest.mark.parametrize(
    ("message", "language", "known"),
    [
        (HERE, "de", '%(name)s, 100 %%: <a href="/">hier</a>'),
        (SAVED, "de", "„{}“ ist gespeichert: {}."),
        (CAT, "de", ("eine Katze", "%(n)s Katzen")),
        (FOUND, "de", ("ein Artikel mit „%(query)s“", "„%(query)s“: %(n)s Artikel")),
        (ONE, "de", ("eine Katze", "%(n)s Katzen")),
        (ONE, "sr", ("%(n)s мачка", "%(n)s мачке", "%(n)s мачака")),
        (CAT, "ar", ("لا قطط", "قطة", "قطتان", "%(n)s قطط", "%(n)s قطة", "%(n)s قطة")),
        (CAT, "sr", ("%(n)s мачка", "%(n)s мачке", "%(n)s мачака")),
        (CAT, "tr", ("%(n)s kedi", "%(n)s kedi")),
    ],
)
def test_a_good_one_is_not(message, language, known):
    assert catalogs.fits(message, {message.key: known}, language)
    assert list(catalogs.faults([message], {message.key: known}, language)) == []


@pytest.mark.parametrize("known", [("eine Katze",), ("a", "b", "c"), "Katze"])
def test_a_plural_with_too_few_or_too_many_forms_is_no_translation(known):
    assert not catalogs.fits(CAT, {CAT.key: known}, "de")


# The command


@pytest.fixture
def little(settings, tmp_path):
    """A little code of its own, with its catalogs."""
    for folder in ("portal", "articles", "comments", "templates"):
        (tmp_path / folder).mkdir()
    settings.BASE_DIR = tmp_path
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    settings.LANGUAGES = [("en", "English"), ("de", "German")]
    write(tmp_path, '_("Hello"); ngettext("%(n)s cat", "%(n)s cats", 2)')
    return tmp_path


def write(root, code):
    (root / "articles" / "views.py").write_text(code)


def run(*args, **options):
    said = StringIO()
    call_command("messages", *args, stdout=said, **options)
    return said.getvalue()


def german(root):
    return root / "locale" / "de" / "LC_MESSAGES" / "django.po"


def translate(root, text, known):
    """As a translator does, in an editor."""
    before = german(root).read_text(encoding="utf-8")
    after = before.replace(f'msgid "{text}"\nmsgstr ""', f'msgid "{text}"\nmsgstr "{known}"')
    assert after != before
    german(root).write_text(after, encoding="utf-8")


def test_the_command_makes_both_files_and_says_what_is_missing(little):
    said = run()
    assert said == "de: readers lack 2: “%(n)s cat”; “Hello” (and the desk 0)\n"
    assert german(little).exists() and german(little).with_suffix(".mo").exists()


def test_a_translation_is_kept_and_a_site_reads_it(little):
    run()
    translate(little, "Hello", "Guten Tag")
    assert "lack 1" in run()
    with translation.override("de"):
        assert translation.gettext("Hello") == "Guten Tag"
    assert "Guten Tag" in german(little).read_text(encoding="utf-8")


def test_running_it_again_changes_no_byte(little):
    run()
    translate(little, "Hello", "Guten Tag")
    run()
    files = [german(little), german(little).with_suffix(".mo")]
    before = [file.read_bytes() for file in files]
    run()
    assert [file.read_bytes() for file in files] == before


def test_what_is_new_comes_in_and_what_is_gone_goes(little):
    run()
    translate(little, "Hello", "Guten Tag")
    write(little, '_("Good evening")')
    assert "“Good evening”" in run()
    left = german(little).read_text(encoding="utf-8")
    assert "Good evening" in left and "Guten Tag" not in left and "cat" not in left


def test_what_readers_see_comes_first(little):
    (little / "articles" / "admin.py").write_text('_("A desk’s word")')
    write(little, '_("Words for readers")')
    assert run() == "de: readers lack 1: “Words for readers” (and the desk 1)\n"
    text = german(little).read_text(encoding="utf-8")
    assert text.index("Words for readers") < text.index("A desk’s word")


def test_checking_writes_nothing_and_is_no_failure(little):
    assert "readers lack 2" in run(check=True)
    assert not german(little).exists()
    run()
    write(little, '_("Good evening")')
    before = german(little).read_bytes()
    assert "readers lack 1: “Good evening”" in run(check=True)
    assert german(little).read_bytes() == before


def test_a_translation_at_fault_is_refused_and_neither_file_is_touched(little):
    write(little, '_("Page %(n)s")')
    run()
    translate(little, "Page %(n)s", "Seite %(m)s")
    files = [german(little), german(little).with_suffix(".mo")]
    before = [file.read_bytes() for file in files]
    with pytest.raises(CommandError, match="Seite"):
        run()
    assert [file.read_bytes() for file in files] == before


def test_what_is_missing_goes_out_as_a_file_and_comes_back_filled_in(little, tmp_path):
    run()
    page = run("de", missing=True)
    assert 'msgid "Hello"' in page
    page = page.replace('msgid "Hello"\nmsgstr ""', 'msgid "Hello"\nmsgstr "Guten Tag"')
    page = page.replace(
        'msgstr[0] ""\nmsgstr[1] ""', 'msgstr[0] "eine Katze"\nmsgstr[1] "%(n)s Katzen"'
    )
    (tmp_path / "filled.po").write_text(page, encoding="utf-8")
    assert run("de", take=tmp_path / "filled.po") == "de: readers lack 0 (and the desk 0)\n"
    with translation.override("de"):
        assert translation.ngettext("%(n)s cat", "%(n)s cats", 2) == "%(n)s Katzen"
    assert "Hello" not in run("de", missing=True)


def test_a_file_may_be_nothing_but_pairs(little, tmp_path):
    (tmp_path / "pairs.po").write_text('msgid "Hello"\nmsgstr "Guten Tag"\n', encoding="utf-8")
    assert "lack 1" in run("de", take=tmp_path / "pairs.po")


def test_what_a_file_translates_in_vain_is_told(little, tmp_path):
    pairs = 'msgid "Hallo"\nmsgstr "Guten Tag"\n'
    (tmp_path / "pairs.po").write_text(pairs, encoding="utf-8")
    assert "nothing says “Hallo”" in run("de", take=tmp_path / "pairs.po")


HELLO = 'msgid "Hello"\nmsgstr "Guten Tag"\n'


@pytest.mark.parametrize(
    "content",
    [
        'msgid "Hello"\nmsgstr "Guten Tag\n',
        'msgid "Hello"\nmsgstr "Guten "Tag""\n',
        'msgid "Hello"\nGuten Tag\n',
        'msgid "x"\nmsgid_plural "xs"\nmsgstr[7] "y"\n',
        'msgid "%(n)s cat"\nmsgid_plural "%(n)s cats"\nmsgstr[0] "%(n)s Katze"\nmsgstr[1] ""\n',
        "#, fuzzy\n" + HELLO,
        HELLO + HELLO,
        None,
    ],
)
def test_a_file_that_cannot_be_read_is_named(little, tmp_path, content):
    file = tmp_path / "broken.po"
    if content is not None:
        file.write_text(content)
    with pytest.raises(CommandError, match=r"broken\.po"):
        run("de", take=file)


def test_nor_does_the_command_begin_on_code_that_cannot_be_read(little):
    (little / "templates" / "x.html").write_text(
        "{% blocktranslate %}{% if x %}{% endif %}{% endblocktranslate %}"
    )
    with pytest.raises(CommandError, match=r"templates/x\.html"):
        run()
    assert not german(little).exists()


def test_a_site_without_babel_is_told_what_is_missing(little, monkeypatch):
    monkeypatch.delattr("portal.messages.catalogs")
    monkeypatch.setitem(sys.modules, "portal.messages.catalogs", None)
    with pytest.raises(CommandError, match="Babel is missing"):
        run()


def test_a_language_that_the_site_does_not_know_is_refused(little):
    with pytest.raises(CommandError, match="fr"):
        run("fr")


def test_a_file_is_taken_for_one_language(little):
    with pytest.raises(CommandError, match="which language"):
        run(take=german(little))


def test_the_committed_catalogs_survive_the_command(settings, tmp_path, found):
    """What is translated today is what is translated after it, on the code as it is."""
    shutil.copytree(LOCALE, tmp_path / "locale")
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    run("tr")
    before = catalogs.read(source("tr"), "tr")
    text = catalogs.place(tmp_path / "locale", "tr").read_text(encoding="utf-8")
    said = {one.key for one in found}
    assert catalogs.read(text, "tr") == {key: before[key] for key in before if key in said}
