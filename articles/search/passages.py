"""What a result shows: the headline and a passage of the text as printed, with the words sought marked."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.utils.safestring import SafeString

from articles.models import Article
from articles.search.asking import Asked
from articles.search.folding import words
from portal.markup import marked, plain_text

LENGTH = 240  # characters of a passage
BEFORE = 100  # of them at most before the first word that was found
LOOKED_AT = 60  # places in a text among which the best passage is chosen

_SENTENCE = re.compile(r"[.!?…。！？؟]['\"”’»)]?\s+")


@dataclass(frozen=True)
class Place:
    """Where in a text one of the phrases stands."""

    start: int
    end: int
    phrase: tuple[str, ...]


@dataclass(frozen=True)
class Result:
    article: Article
    headline: SafeString
    passage: SafeString


def result(article: Article, asked: Asked) -> Result:
    """The standfirst, unless the body has a passage that holds more of what was asked for."""
    headline = marked(article.headline, _spans(places(article.headline, asked)))
    told = _passage(article.standfirst, asked)
    if told is None or told[0] < len(asked.wanted):
        other = _passage(plain_text(article.body), asked)
        told = max(filter(None, (told, other)), key=lambda one: one[0], default=(0, ""))
    return Result(article, headline, told[1])


def places(text: str, asked: Asked) -> Iterator[Place]:
    """Every place of a phrase asked for, in the order of their ends."""
    ending = {}
    for phrase in asked.wanted:
        ending.setdefault(phrase[-1], []).append(phrase)
    before = deque(maxlen=max(map(len, asked.wanted), default=1))
    for word in words(text):
        before.append(word)
        for phrase in ending.get(word.folded, ()):
            last = list(before)[-len(phrase) :]
            if phrase == tuple(one.folded for one in last):
                yield Place(last[0].start, word.end, phrase)


def _passage(text: str, asked: Asked) -> tuple[int, SafeString] | None:
    """(how many of the phrases it holds, the passage) of the best passage; None without a text."""
    if not text:
        return None
    found = list(islice(places(text, asked), LOOKED_AT))
    held, first = _best(found)
    start = _start(text, first) if len(text) > LENGTH else 0
    end = _end(text, start)
    spans = [(a - start, b - start) for a, b in _spans(found) if start <= a and b <= end]
    spans = [(a + (start > 0), b + (start > 0)) for a, b in spans]
    shown = "…" * (start > 0) + text[start:end] + "…" * (end < len(text))
    return held, marked(shown, spans)


def _best(found: list[Place]) -> tuple[int, int]:
    """(how many different phrases, from which place on) where most stand within one passage."""
    best = (0, 0)
    for number, place in enumerate(found):
        within = (one.phrase for one in found[number:] if one.end <= place.start + LENGTH - BEFORE)
        held = len(set(within))
        if held > best[0]:
            best = (held, place.start)
    return best


def _start(text: str, first: int) -> int:
    """Where the passage begins: with the sentence if it is near, else with a word."""
    earliest = max(first - BEFORE, 0)
    if earliest == 0:
        return 0
    before = text[earliest:first]
    sentence = max((found.end() for found in _SENTENCE.finditer(before)), default=-1)
    return earliest + (sentence if sentence >= 0 else before.find(" ") + 1)


def _end(text: str, start: int) -> int:
    end = start + LENGTH
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", start + LENGTH // 2, end)
    return space if space > 0 else end


def _spans(found) -> list[tuple[int, int]]:
    """What to mark: places that overlap become one."""
    spans = []
    for start, end in sorted((place.start, place.end) for place in found):
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans
