"""What teaching and asking the score costs, on as many rulings as it ever learns from. No database.

    .venv/bin/python bench/score.py [--rulings 20000]

Comments of 20 to 120 words are drawn from 60,000 words as unevenly as in speech, the same every time;
one in five is turned away, for three words out of forty that are rare elsewhere. Measured on one core
of a small machine: taught by 20,000 rulings in 4.3 s and 18 MB, once a day, in the worker; 20,000
weights, 392 kB as JSON; 0.12 ms for each comment asked about.
"""

# ruff: noqa: T201 (it speaks to a person)

import argparse
import itertools
import json
import os
import random
import resource
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    args = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    args.add_argument("--rulings", type=int, default=20_000)
    args = args.parse_args()

    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    os.environ.setdefault("PORTAL_LOCAL", "1")
    import django

    django.setup()
    from comments.screening.score import weigh
    from comments.screening.scoring import taught_by

    ruled = list(made_up(args.rulings))
    before = megabytes()
    started = time.perf_counter()
    lesson = taught_by(ruled)
    taught = time.perf_counter() - started
    size = len(json.dumps(lesson.weights))
    print(
        f"taught by {lesson.learned_from} rulings in {taught:.1f} s, {megabytes() - before:.0f} MB"
    )
    print(
        f"{len(lesson.weights['words'])} weights, {size / 1000:.0f} kB; agreed {lesson.agreed:.0%}"
    )

    loaded = json.loads(json.dumps(lesson.weights))
    started = time.perf_counter()
    for _pk, text, _unwanted in ruled[:2000]:
        weigh(text, loaded)
    print(f"asked: {(time.perf_counter() - started) / 2000 * 1e6:.0f} microseconds a comment")
    return 0


def made_up(count):
    chance = random.Random(5)  # noqa: S311 (no secret)
    words = [f"{chance.choice('bdfglmnprst')}{number:x}word" for number in range(60_000)]
    weights = list(itertools.accumulate(1 / (rank + 1) for rank in range(len(words))))
    rude = words[5000:5800:20]
    for pk in range(1, count + 1):
        unwanted = chance.random() < 0.2
        text = chance.choices(words, cum_weights=weights, k=chance.randint(20, 120))
        if unwanted:
            text += chance.choices(rude, k=3)
        yield pk, " ".join(text), unwanted


def megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
