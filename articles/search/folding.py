"""Letters folded, so that a word is found however it is spelled: Zvečan by zvecan, Београд by beograd.

We fold before anything is indexed and before anything is looked for, so both databases hold and
find the same words, and neither's own notion of a word comes into it.

Scripts that spell sound by sound become plain Latin letters. Cyrillic is spelled as Serbian does,
of which a paper prints both scripts: Čačak is found by Чачак. In Latin letters an Arabic or Hebrew
word would lose its vowels, and a Chinese one its meaning: those stay in their own script, without
points and in one of several ways to write a letter. Scripts without spaces are taken sign by sign.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii

LONGEST = 30  # letters of a word that count; a database's own limit lies far above it

# Thai, Lao, Burmese, Khmer; Japanese, Chinese; Korean, whose words carry their grammar with them.
_UNSPACED = (
    "\u0e01-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u312f\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
# Marks that belong to the letter before them, and what stands in a word without being seen.
_MARKS = "".join(c for c in map(chr, range(0x300, 0xFE30)) if unicodedata.category(c)[0] == "M")
_WITHIN = _MARKS + "\u00ad\u200c\u200d\u2060"
_WORD = re.compile(
    f"[{_UNSPACED}][{_WITHIN}]*+|[^\\W_{_UNSPACED}](?:[^\\W_{_UNSPACED}]|[{_WITHIN}])*+"
)

_SERBIAN = str.maketrans(
    dict(zip("абвгдђежзијклмнопрстћуфхцчш", "abvgddezzijklmnoprstcufhccs", strict=True))
    | {"љ": "lj", "њ": "nj", "џ": "dz"}
)
# One letter, several ways to write it: in Arabic at a word's end, in Persian everywhere.
_ARABIC = str.maketrans("ٱىیکةہ", "اييكهه", "ـ")


class Word(NamedTuple):
    """A word folded, and where in the text as printed it stands."""

    folded: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """The words of a text in their order. An apostrophe or a hyphen parts two words."""
    for found in _WORD.finditer(text):
        yield Word(folded(found[0]), found.start(), found.end())


def folded(word: str) -> str:
    return word.lower()[:LONGEST] if word.isascii() else _folded(word)


@lru_cache(maxsize=20_000)
def _folded(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word).lower()
    letters = "".join(c for c in letters if not _is_accent(c)).translate(_SERBIAN)
    spelled = "".join(map(_spelled, letters)).translate(_ARABIC).lower()
    # Marks that are vowels stay; what anyascii writes as a sign, such as ъ, goes.
    kept = "".join(c for c in spelled if c.isalnum() or unicodedata.category(c)[0] == "M")
    return unicodedata.normalize("NFC", kept or word.lower())[:LONGEST]


def _is_accent(character: str) -> bool:
    """Whether it is an accent or a point. Marks of Indian scripts and of Thai are vowels and tones."""
    kind = unicodedata.combining(character)
    return 10 <= kind <= 36 or kind >= 200


def _spelled(letter: str) -> str:
    """A letter of a script that comes before Hebrew in Unicode, or of its extensions, in Latin."""
    digit = unicodedata.decimal(letter, None)
    if digit is not None:
        return str(digit)
    if letter < "\u0590" or "\u10a0" <= letter <= "\u10ff" or "\u1e00" <= letter <= "\u2dff":
        return anyascii(letter)
    return letter
