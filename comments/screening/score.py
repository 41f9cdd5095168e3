"""How likely a moderator is to turn a comment away, as this site's own rulings taught. Advisory: it
may hold a comment, and says which words weighed; it never rejects one. scoring.py teaches it.
"""

import math
from dataclasses import dataclass

from comments.screening.submission import HOLD, Finding, Submission
from comments.screening.wording import LINK, words_of

LIKELY = 90  # percent
WORDS_TOLD = 5


@dataclass(frozen=True)
class Score:
    """A probability, 0 to 1, and the words that spoke for it, the weightiest first."""

    likely: float
    words: list[str]


def features_of(text: str) -> set[str]:
    """What is looked at: the words, and the shape. Words hold no space and shapes begin with one."""
    found = set(words_of(text))
    letters = [c for c in text if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    if len(letters) >= 20 and capitals > 0.5 * len(letters):
        found.add(" capitals")
    links = len(LINK.findall(text))
    if links:
        found.add(" link" if links == 1 else " links")
    if text.count("!") >= 3:
        found.add(" exclaims")
    found.add(f" length{min(int(math.log2(len(text) + 1)), 12)}")
    return found


def weigh(text: str, weights: dict) -> Score:
    """`weights` says how much each feature speaks for turning away (or, below zero, against it)."""
    known = weights["words"]
    heavy = sorted(((known.get(one, 0.0), one) for one in features_of(text)), reverse=True)
    heavy = [(weight, one) for weight, one in heavy if weight]
    # Long texts would always be sure of themselves: what weighs is the mean, as if of few words.
    total = weights["bias"] + sum(weight for weight, _ in heavy) * damping(len(heavy))
    words = [one for weight, one in heavy if weight > 0 and not one.startswith(" ")]
    return Score(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), words[:WORDS_TOLD])


def damping(features: int) -> float:
    return min(1.0, math.sqrt(12 / features)) if features else 1.0


def score_of(sent: Submission) -> Score | None:
    weights = sent.rules.weights
    return weigh(sent.text, weights) if weights else None


def likely_unwanted(sent: Submission) -> Finding | None:
    """The score is above the limit."""
    score = score_of(sent)
    if score and score.likely * 100 >= sent.rules.limit("score", LIKELY):
        return Finding("score", HOLD, ", ".join([f"{score.likely:.0%}", *score.words]))
