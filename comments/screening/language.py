"""In which language a comment is written: by its script, and by the small words that every sentence has.

It says nothing where it is not sure: of short comments, names, quotations, mixed speech.
"""

import re
import unicodedata
from collections import Counter

from django.conf import settings

from comments.screening.submission import HOLD, Finding, Submission

LETTERS, WORDS = 25, 8  # fewer tell nothing
SURE = 0.8  # of the letters are of one script
SAID, UNSAID = 0.22, 0.06  # share of small words: surely this language; surely not that one

SCRIPTS = {
    "ar": {"ARABIC"},
    "fa": {"ARABIC"},
    "ur": {"ARABIC"},
    "sr": {"CYRILLIC", "LATIN"},
    "ru": {"CYRILLIC"},
    "uk": {"CYRILLIC"},
    "bg": {"CYRILLIC"},
    "mk": {"CYRILLIC"},
    "el": {"GREEK"},
    "he": {"HEBREW"},
    "hi": {"DEVANAGARI"},
    "th": {"THAI"},
    "ko": {"HANGUL"},
    "zh": {"CJK"},
    "ja": {"CJK", "HIRAGANA", "KATAKANA"},
    "hy": {"ARMENIAN"},
    "ka": {"GEORGIAN"},
}  # whatever is not named here is written in Latin letters
SMALL_WORDS = {
    "en": "the of and to in is that it was for on are with as his they be at this have from or had by "
    "not but what all were when we there can an your which their if will about has would so",
    "de": "der die und das ist nicht ein eine ich zu den mit sich des auf für dem von es im auch als an "
    "sie er wir aber dass wie noch nach bei einer um am sind wird hat oder nur was man",
    "tr": "bir ve bu da de için çok ne ama ben o var daha gibi kadar olarak sonra mi değil en her ile "
    "olan ya şey biz siz onlar diye mı hiç artık bile ise oldu olur niye neden",
    "sq": "të dhe në një është për me nga që i e u si do ka nuk më së këtë kjo ai ajo por kur janë edhe "
    "ku duke tyre mund pas prej vetëm shumë gjithë pa kishte ne ju",
    "sr": "i u je da se na su za od sa ne što kako ali koji koja to ovo bi će ili samo nije ima po jer "
    "već biti kao smo ste sam iz до и у је да се на су за од са не што како али који то ово би ће или "
    "само није има по јер већ као смо сте сам из",
    "ar": "في من على أن إلى هذا هذه التي الذي لا ما كان عن مع هو هي كل بعد قد ولا ذلك لم بين أو حتى إن "
    "كما غير عند نحن هم لكن ثم أي منذ",
    "fr": "le la les de des et est un une que qui dans pour pas sur il elle au ce ne se avec plus par "
    "son mais nous vous ils sont cette comme ou je leur tout",
    "es": "el la los las de que y en un una es por con no para su al lo como más pero sus le ya o este "
    "sí porque esta entre cuando muy sin sobre también me hasta hay",
    "it": "il di che è la e un una per non in con del le si i da gli lo sono come più ma al della ha "
    "questo alla anche nel se ci loro delle essere",
    "nl": "de het een en van is dat niet op te zijn in voor met aan er om ook maar als bij nog wel naar "
    "dan ze hij wordt door over deze uit hebben of",
    "pt": "de que o a e do da em um uma para com não os no se na por mais as dos como mas ao ele das "
    "seu sua ou quando muito já está também só pelo",
    "pl": "i w na z się nie to że do jest o jak co ale po tak za od już czy by tylko przez są dla ich "
    "jego może który być tego",
    "ru": "и в не на что я с он как это по но они мы к у из за от то все так его же бы только для ещё "
    "если уже или нет быть есть вы",
    "uk": "і в не на що я з він як це по але вони ми до у за від то все так його ж б тільки для ще якщо "
    "вже або ні бути є ви та",
    "fa": "و در به از که این است را با برای آن هم تا می یک ما ها شود کرد اما شما نیست باید چه",
    "ur": "کے کی میں ہے اور سے کا کو نے پر یہ ہیں کہ بھی وہ تھا نہیں ہو جو لئے ایک ہم",
}
SMALL = {language: set(words.split()) for language, words in SMALL_WORDS.items()}
ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+")
WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str, allowed: list[str]) -> str:
    """The code of a language, or the name of a script, that the text surely is in and that none of
    those allowed is; "" for everything else."""
    words = WORD.findall(unicodedata.normalize("NFC", ADDRESS.sub(" ", text)).casefold())
    scripts = Counter(_script(letter) for word in words for letter in word)
    letters = scripts.total()
    if letters < LETTERS:
        return ""
    script, most = scripts.most_common(1)[0]
    if most < letters * SURE:
        return ""
    welcome = {one.partition("-")[0].lower() for one in allowed}
    if not any(script in SCRIPTS.get(one, {"LATIN"}) for one in welcome):
        return _by_words(words, set(SMALL) - welcome, script) or script.lower()
    if len(words) < WORDS or not welcome <= SMALL.keys():
        return ""  # of a language without words here nobody can say that it is not this one
    if max(_share(words, one) for one in welcome) > UNSAID:
        return ""
    return _by_words(words, SMALL.keys() - welcome, script)


def _by_words(words: list[str], languages: set[str], script: str) -> str:
    there = [one for one in languages if script in SCRIPTS.get(one, {"LATIN"})]
    share, likeliest = max(((_share(words, one), one) for one in there), default=(0, ""))
    return likeliest if share >= SAID else ""


def _share(words: list[str], language: str) -> float:
    return sum(word in SMALL[language] for word in words) / len(words)


def _script(letter: str) -> str:
    return unicodedata.name(letter, "?").split()[0].partition("-")[0]


def other_language(sent: Submission) -> Finding | None:
    """Surely in a language that nobody here can answer for."""
    allowed = settings.COMMENTS_LANGUAGES
    if allowed and (language := language_of(sent.text, allowed)):
        return Finding("language", HOLD, language)
