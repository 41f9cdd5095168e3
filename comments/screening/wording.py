"""A comment's text as checks compare it: its words, its shingles, the hosts it names.

Case, width, accents and characters that are not seen make no difference. Everything here takes time
in proportion to the text.
"""

import re
import unicodedata
from functools import lru_cache

WORD = re.compile(r"\w+")
LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
BETWEEN_HOSTS = re.compile(r"[^\w.-]+")
SHINGLE = 3  # words
LONGEST_HOST = 253


def words_of(text: str) -> list[str]:
    return WORD.findall(_folded(text))


def hosts_of(text: str) -> set[str]:
    """Everything in the text that could be the host of a link, written as a link or not."""
    parts = BETWEEN_HOSTS.split(_folded(text).replace("。", "."))
    return {host for part in parts if "." in part.strip(".") and (host := host_named(part))}


def host_named(said: str) -> str:
    """A host in the one way that hosts are compared: small, without outer dots, as ASCII."""
    host = said.strip().strip(".").lower()[:LONGEST_HOST]
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


@lru_cache(maxsize=512)  # the same three hundred comments are compared again and again
def shingles_of(text: str) -> frozenset[int]:
    """Every run of three words, as a number: enough to compare."""
    words = words_of(text)
    runs = range(max(1, len(words) - SHINGLE + 1))
    return frozenset(hash(tuple(words[at : at + SHINGLE])) for at in runs)


def likeness(one: frozenset, other: frozenset) -> float:
    """How much of both sets is in both, 0 to 1 (Jaccard)."""
    return len(one & other) / len(one | other) if one and other else 0.0


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text)
    seen = (c for c in apart if unicodedata.category(c) not in ("Mn", "Cf"))
    return "".join(seen).casefold()
