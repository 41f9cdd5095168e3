"""Teaching the score: naive Bayes over the words and shapes of what moderators ruled on here.

Deterministic and bounded. What it keeps is single words, each from several comments: no sentence and
no telephone number can be read out of it. It learns nothing from what was withdrawn or erased, and
what it once learned from that is gone with the next training.
"""

import json
import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from comments.models import Comment, Decision, Scorer
from comments.screening.score import features_of, weigh
from portal.work import chore

MOST_RULINGS = 20_000
FEWEST = 50  # of each kind; before that there is no score
MOST_WEIGHTS = 20_000
MOST_BYTES = 900_000
SEEN_IN = 3  # different comments
LONGEST_WORD = 30
MOST_DIGITS = 4
FOLDS = 5  # one is held back, to see how well the others foretell it
SMOOTHING = 4.0  # as if each word had been seen so often more

TRAINED_LATELY = timedelta(hours=20)  # several workers may run, and each begins with every chore


@chore(every=timedelta(days=1))
def learn_from_rulings(at: datetime) -> Scorer | None:
    """Train on the newest rulings. None: it was done lately, or there are not enough of both kinds."""
    if Scorer.objects.filter(trained_at__gt=at - TRAINED_LATELY).exists():
        return None
    lesson = taught_by(rulings())
    with transaction.atomic():
        earlier = Scorer.objects.exclude(weights={})
        if not lesson.weights and not earlier.exists():
            return None
        earlier.update(weights={})  # what they said of comments since erased is gone
        return Scorer.objects.create(
            trained_at=at,
            weights=lesson.weights,
            learned_from=lesson.learned_from,
            agreed=lesson.agreed,
        )


@dataclass(frozen=True)
class Lesson:
    """What rulings taught. No weights: there are not enough of both kinds."""

    weights: dict
    learned_from: int
    agreed: float | None


def taught_by(ruled: Iterable[tuple[int, str, bool]]) -> Lesson:
    """Count the words of each comment once; hold a fifth back, to see how well the rest foretells it."""
    kept, held_back, examples = Counts(), Counts(), []
    for pk, text, unwanted in ruled:
        found = {one for one in features_of(text) if _may_be_kept(one)}
        if pk % FOLDS:
            kept.add(found, unwanted)
        else:
            held_back.add(found, unwanted)
            examples.append((text, unwanted))
    total = kept + held_back
    if min(total.comments[True], total.comments[False]) < FEWEST:
        return Lesson({}, total.comments.total(), None)
    both_kinds = all(kept.comments[kind] for kind in (True, False))
    agreed = _agreement(weights_of(kept), examples) if both_kinds else None
    return Lesson(weights_of(total), total.comments.total(), agreed)


def rulings():
    """The newest comments that moderators ruled on, as they ruled: (id, text, turned away?)."""
    told = Decision.objects.filter(
        Q(reason=Decision.Reason.CONFIRMED) | ~Q(status_before=F("status_after")),
        moderator__isnull=False,
        comment__erased_at__isnull=True,
        comment__withdrawn_at__isnull=True,
        comment__text_version=F("text_version"),
        comment__status=F("status_after"),
    ).exclude(status_after=Comment.Status.PENDING)
    seen = set()
    rows = told.order_by("-id").values_list("comment_id", "comment__text", "status_after")
    for pk, text, status in rows[:MOST_RULINGS].iterator(chunk_size=500):
        if pk not in seen:
            seen.add(pk)
            yield pk, text, status != Comment.Status.APPROVED


class Counts:
    """In how many comments each feature stood, of those let through and those turned away."""

    def __init__(self):
        self.comments = Counter()
        self.features = {True: Counter(), False: Counter()}

    def add(self, features: set[str], unwanted: bool) -> None:
        self.comments[unwanted] += 1
        self.features[unwanted].update(features)

    def __add__(self, other):
        both = Counts()
        both.comments = self.comments + other.comments
        both.features = {kind: self.features[kind] + other.features[kind] for kind in (True, False)}
        return both


def weights_of(counts: Counts) -> dict:
    """How much each feature speaks for turning a comment away. Both kinds count the same, however
    many there are of each; what is rare weighs little; the lightest are left out."""
    away, through = counts.features[True], counts.features[False]
    total = counts.comments.total()

    def share(seen: int, kind: bool) -> float:
        """Smoothed towards what is usual in both kinds, so that a rare word speaks for neither."""
        comments = counts.comments[kind]
        return (seen + SMOOTHING * comments / total) / (comments + SMOOTHING)

    weighed = []
    for feature in away.keys() | through.keys():
        if away[feature] + through[feature] < SEEN_IN:
            continue
        weight = math.log(share(away[feature], True) / share(through[feature], False))
        if abs(weight) >= 0.05:
            weighed.append((-abs(weight), feature, round(weight, 2)))
    words, size = {}, 0
    for _, feature, weight in sorted(weighed)[:MOST_WEIGHTS]:
        size += len(json.dumps({feature: weight}))
        if size > MOST_BYTES:
            break
        words[feature] = weight
    return {"bias": 0.0, "words": words}


def _may_be_kept(feature: str) -> bool:
    digits = sum(c.isdigit() for c in feature)
    return feature.startswith(" ") or (len(feature) <= LONGEST_WORD and digits <= MOST_DIGITS)


def _agreement(weights: dict, examples: list[tuple[str, bool]]) -> float | None:
    """The share of these rulings that the weights foretell, both kinds counting half."""
    shares = []
    for kind in (True, False):
        told = [
            (weigh(text, weights).likely >= 0.5) == kind
            for text, is_kind in examples
            if is_kind == kind
        ]
        if told:
            shares.append(sum(told) / len(told))
    return sum(shares) / len(shares) if len(shares) == 2 else None
