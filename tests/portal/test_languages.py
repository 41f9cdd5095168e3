"""LANGUAGE_CODE turns the whole site: its words, its direction, its dates, and Django's own words."""

import re
from datetime import UTC, datetime

import pytest
from django.utils import translation
from django.utils.formats import number_format

from portal import release
from tests import factories
from tests.comments.sending import Reader

pytestmark = pytest.mark.django_db

LANGUAGES = {"ar": "rtl", "de": "ltr", "en": "ltr", "sq": "ltr", "sr": "ltr", "tr": "ltr"}
IN_JULY = datetime(2025, 7, 5, 18, 5, tzinfo=UTC)


def front(client, article):
    return client.get("/")


def an_article(client, article):
    return client.get(article.get_absolute_url())


def the_form(client, article):
    return client.get(f"/comments/new/{article.slug}/")


def the_readers_own(client, article):
    return client.get("/comments/mine/")


def not_found(client, article):
    return client.get("/nothing/here/")


def gone(client, article):
    return client.get(factories.withdrawn().get_absolute_url())


def bad_request(client, article):
    return client.get("/", headers={"Host": "evil.example"})


def broken(client, article):
    client.raise_request_exception = False
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("articles.views.render", lambda *args: 1 / 0)
        return client.get("/")


# A page, and one of the strings that stand on it.
PAGES = {
    front: "Sections",
    an_article: "Write a comment",
    the_form: "Send comment",
    the_readers_own: "Your comments",
    not_found: "There is nothing at this address",
    gone: "This is no longer published",
    bad_request: "That request made no sense to us",
    broken: "Something broke on our side",
}


def direction_of(answer):
    return re.findall(r"<html[^>]*>", answer.content.decode())


@pytest.mark.parametrize("page", PAGES)
def test_every_page_turns_round_for_arabic(client, settings, page):
    settings.LANGUAGE_CODE = "ar"
    answer = page(client, factories.published(language="ar"))
    assert direction_of(answer) == ['<html lang="ar" dir="rtl">']


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_direction(client, settings, language):
    settings.LANGUAGE_CODE = language
    answer = not_found(client, None)
    assert direction_of(answer) == [f'<html lang="{language}" dir="{LANGUAGES[language]}">']


@pytest.mark.parametrize("page", PAGES)
def test_every_page_speaks_the_papers_language(client, settings, page):
    settings.LANGUAGE_CODE = "tr"
    html = page(client, factories.published(language="tr")).content.decode()
    with translation.override("tr"):
        said = translation.gettext(PAGES[page])
    assert said != PAGES[page]
    assert said in html and PAGES[page] not in html


def test_a_browsers_wish_changes_nothing(client):
    """One address is one page for everybody, whatever languages a browser asks for."""
    factories.published()
    answers = [client.get("/", headers={"Accept-Language": wish}) for wish in ("en", "tr, ar")]
    assert answers[0].content == answers[1].content
    assert "Accept-Language" not in answers[0].get("Vary", "")


def test_what_is_not_translated_is_printed_in_english_and_nothing_breaks(client, settings):
    settings.LANGUAGE_CODE = "fr"  # of which there is no catalog of ours
    html = not_found(client, None).content.decode()
    assert '<html lang="fr" dir="ltr">' in html and "There is nothing at this address" in html


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Ensure this value has at most 60 characters (it has 70)."),
        ("de", "höchstens 60 Zeichen"),
        ("tr", "en fazla 60 karaktere"),
        ("sr", "не сме да има више од 60 карактера"),
    ],
)
def test_what_django_itself_says_in_a_form_is_in_the_language_too(settings, language, said):
    settings.LANGUAGE_CODE = language
    answer = Reader().writes(factories.published(language=language), name="R" * 70)
    html = answer.content.decode()
    assert said in html
    assert language == "en" or "Ensure this value" not in html


# Dates, numbers, time


@pytest.mark.parametrize(
    ("language", "zone", "machine", "printed"),
    [
        ("en", "UTC", "2025-07-05T18:05+00:00", "5 July 2025, 18:05"),
        ("de", "Europe/Berlin", "2025-07-05T20:05+02:00", "5. Juli 2025, 20:05 Uhr"),
        ("tr", "Europe/Istanbul", "2025-07-05T21:05+03:00", "5 Temmuz 2025, 21:05"),
        ("en", "Asia/Kolkata", "2025-07-05T23:35+05:30", "5 July 2025, 23:35"),
        ("en", "Pacific/Auckland", "2025-07-06T06:05+12:00", "6 July 2025, 06:05"),
    ],
)
def test_a_date_is_printed_in_the_papers_language_on_its_clock(
    client, settings, language, zone, machine, printed
):
    settings.LANGUAGE_CODE, settings.TIME_ZONE = language, zone
    article = factories.published(publish_at=IN_JULY, language=language)
    html = an_article(client, article).content.decode()
    assert f'<time datetime="{machine}">{printed}</time>' in html


@pytest.mark.parametrize(
    ("language", "month"), [("ar", "يوليو"), ("sq", "korrik"), ("sr", "јул"), ("de", "Juli")]
)
def test_months_have_their_names_in_every_language(client, settings, language, month):
    settings.LANGUAGE_CODE = language
    article = factories.published(publish_at=IN_JULY, language=language)
    html = an_article(client, article).content.decode()
    dates = re.findall(r"<time[^>]*>([^<]*)</time>", html)
    assert dates and all(month.casefold() in date.casefold() for date in dates)


@pytest.mark.parametrize(
    ("language", "printed"), [("en", "12,500"), ("de", "12.500"), ("tr", "12.500")]
)
def test_a_number_of_many_digits_can_be_grouped_as_the_language_does(language, printed):
    with translation.override(language):
        assert number_format(12500, force_grouping=True) == printed


def test_numbers_that_machines_read_stay_as_machines_read_them(client, settings):
    settings.LANGUAGE_CODE = "ar"
    article = factories.published(lead_image=factories.image(), language="ar")
    assert 'width="640" height="427"' in an_article(client, article).content.decode()
    assert re.search(r'data-longest="[0-9]{4,}"', the_form(client, article).content.decode())


# An article in another language than the page


@pytest.mark.parametrize(
    ("site", "written_in", "expected"),
    [
        ("de", "ar", 'lang="ar" dir="rtl"'),
        ("ar", "en", 'lang="en" dir="ltr"'),
        ("en", "sr", 'lang="sr" dir="ltr"'),
        ("ar", "ar", 'lang="ar" dir="rtl"'),
    ],
)
def test_an_article_says_its_own_language_on_its_page(client, settings, site, written_in, expected):
    settings.LANGUAGE_CODE = site
    html = an_article(client, factories.published(language=written_in)).content.decode()
    assert re.search(r"<article [^>]*>", html)[0] == f'<article class="article" {expected}>'
    assert f'<html lang="{site}" dir="{LANGUAGES[site]}">' in html


def test_a_date_among_an_articles_words_is_the_papers_and_says_so(client, settings):
    settings.LANGUAGE_CODE = "de"
    html = an_article(client, factories.published(language="ar")).content.decode()
    assert re.search(r'class="article__dateline" lang="de" dir="ltr"', html)


@pytest.mark.parametrize(("site", "expected"), [("de", ' lang="ar" dir="rtl"'), ("ar", "")])
def test_in_a_list_only_what_is_foreign_is_marked(client, settings, site, expected):
    settings.LANGUAGE_CODE = site
    factories.published("نفق الميناء", language="ar")
    html = front(client, None).content.decode()
    around = re.search(r'<div class="card__words"([^>]*)>', html)
    assert around[1] == expected


def test_another_translation_is_another_release(settings, tmp_path):
    """So that no page is kept in words that a new catalog says otherwise."""
    file = tmp_path / "portal" / "locale" / "de" / "LC_MESSAGES" / "django.mo"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"one")
    before = release._digest.__wrapped__(tmp_path)
    file.write_bytes(b"two")
    assert release._digest.__wrapped__(tmp_path) != before
