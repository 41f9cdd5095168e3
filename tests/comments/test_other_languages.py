"""Comments in a language that nobody at the desk reads are held; where it is not sure, nothing is."""

import pytest

from comments.screening.language import language_of, other_language
from tests.comments.screened import sent

SAID = {
    "en": "I think the council made a mistake here, and the people of that street were not asked.",
    "de": "Ich finde, dass der Rat hier einen Fehler gemacht hat, und die Leute hat niemand gefragt.",
    "tr": "Bence belediye burada bir hata yaptı ve o sokakta oturan insanlara hiç sorulmadı.",
    "sq": "Mendoj se këshilli ka bërë një gabim këtu dhe njerëzit e asaj rruge nuk janë pyetur.",
    "sr": "Mislim da je savet ovde napravio grešku i da ljudi u toj ulici nikada nisu pitani za to.",
    "sr cyrillic": "Мислим да је савет овде направио грешку и да људи у тој улици нису питани за то.",
    "ar": "أعتقد أن المجلس ارتكب خطأ هنا وأن الناس الذين يعيشون في هذا الشارع لم يسألوا عن ذلك",
    "fr": "Je pense que le conseil a fait une erreur et que les gens de cette rue ne sont pas contents.",
    "ru": "Я думаю, что совет сделал ошибку и что людей, которые живут на этой улице, не спросили.",
    "el": "Νομίζω ότι το συμβούλιο έκανε λάθος και κανείς δεν ρώτησε τους ανθρώπους.",
}
OURS = ["en", "de", "tr", "sq", "sr", "ar"]


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("allowed", OURS)
def test_our_six_languages_are_told_from_each_other_and_from_more(said, allowed):
    """It may be silent. It may never hold a comment that is in an allowed language."""
    found = language_of(SAID[said], [allowed])
    assert (found == "") if said.startswith(allowed) else found != allowed


@pytest.mark.parametrize("said", [name for name in SAID if name != "en"])
def test_an_english_paper_holds_every_one_of_them(said):
    assert language_of(SAID[said], ["en"])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Bravo!",
        "Très bien, merci.",
        "https://example.org/le/la/les/de/des/et/un/une/est/pas",
        "Halverstad, Mühlgasse, Lindqvist, Ostertor, Brückenstraße, Rathausplatz, Nordhafen, Hof",
        "The minister said “le conseil a fait une erreur” and that is what I think of it as well.",
        "12345 67890 !!!",
        "🙂" * 200,
    ],
)
def test_it_says_nothing_where_it_is_not_sure(text):
    assert language_of(text, ["en"]) == ""


@pytest.mark.django_db
def test_a_site_that_names_no_language_holds_none(article, settings):
    settings.COMMENTS_LANGUAGES = []
    assert other_language(sent(article, SAID["ru"])) is None
    settings.COMMENTS_LANGUAGES = ["en", "de-AT"]
    assert other_language(sent(article, SAID["ru"])).detail == "ru"
    assert other_language(sent(article, SAID["de"])) is None
