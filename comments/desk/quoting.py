"""The passage of the article that a comment quotes, in its context."""

import re
from dataclasses import dataclass

from portal import markup

FEWEST = 5  # words; fewer stand in any text
LONGEST = 60  # words that are compared; a longer quote is known by its beginning
MOST = 5  # quotes that are looked for
AROUND = 160  # characters shown on each side
QUOTED_LINE = re.compile(r"^[ \t]*>[ \t]?(.*)$", re.MULTILINE)
IN_MARKS = re.compile(r"[\"“”„«»‟]([^\"“”„«»‟]{20,2000})[\"“”„«»‟]")
IN_ELEMENT = re.compile(r"<blockquote>([^<>]{20,2000})", re.IGNORECASE)
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Passage:
    """What the comment quotes, and what stands before and after it in the article."""

    before: str
    quoted: str
    after: str


def passages_of(comments) -> dict[int, Passage]:
    """For each comment that quotes its article: the passage, by the comment's id. No query of its own."""
    bodies, found = {}, {}
    for comment in comments:
        quotes = _quotes(comment.text)
        if not quotes:
            continue
        if comment.article_id not in bodies:
            bodies[comment.article_id] = markup.plain_text(comment.article.body)
        passage = _first_found(quotes, bodies[comment.article_id])
        if passage:
            found[comment.pk] = passage
    return found


def _quotes(text: str) -> list[list[str]]:
    """What the text quotes, each as its words: quoted lines first, then what stands between marks."""
    lines = " ".join(QUOTED_LINE.findall(text))
    quotes = [lines, *IN_ELEMENT.findall(text)[:MOST], *IN_MARKS.findall(text)[:MOST]]
    words = (WORD.findall(quote)[:LONGEST] for quote in quotes)
    return [quote for quote in words if len(quote) >= FEWEST]


def _first_found(quotes: list[list[str]], body: str) -> Passage | None:
    """Compared word by word: signs, spaces and capitals may differ."""
    for words in quotes:
        pattern = r"\b" + r"\W{1,10}".join(map(re.escape, words)) + r"\b"
        if match := re.search(pattern, body, re.IGNORECASE):
            start, end = match.span()
            before = body[max(0, start - AROUND) : start]
            after = body[end : end + AROUND]
            if start > AROUND:
                before = f"… {before.partition(' ')[2]}"
            if end + AROUND < len(body):
                after = f"{after.rpartition(' ')[0]} …"
            return Passage(before, match.group(), after)
    return None
