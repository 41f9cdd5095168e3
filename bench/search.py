"""How fast search answers over many articles, on the database that DATABASE_URL or VAR_DIR names.

    VAR_DIR=an/empty/folder PORTAL_LOCAL=1 .venv/bin/python bench/search.py [--articles 100000]

Fills an empty database with articles that are the same every time (or with those of --corpus: JSON
with "articles", each with title, standfirst, body_html), indexes them, and asks for words of every
frequency, by relevance and newest first. A database it has filled before is only measured.
Ends with 1 if an answer takes longer than --most milliseconds.
"""

# ruff: noqa: T201 (it speaks to a person)

import argparse
import itertools
import json
import os
import random
import statistics
import sys
import time
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNS = 15


def main() -> int:
    args = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    args.add_argument("--articles", type=int, default=100_000)
    args.add_argument("--corpus", type=Path)
    args.add_argument("--most", type=float, default=100, help="milliseconds an answer may take")
    args = args.parse_args()

    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    import django

    django.setup()
    from django.core.management import call_command

    from articles.models import Article, Section

    call_command("migrate", verbosity=0, skip_checks=True)
    if not Article.objects.exists():
        fill(args.articles, args.corpus)
    elif not Section.objects.filter(slug="section-9").exists():
        print("This database holds articles that are not ours: name an empty one.")
        return 1
    return measure(args.most)


def fill(count, corpus):
    from django.db import connection
    from django.utils import timezone

    from articles.models import Article, Author, Byline, Section
    from articles.search import index

    now = timezone.now().replace(microsecond=0)
    sections = [Section.objects.create(name=f"Section {n}", slug=f"section-{n}") for n in range(10)]
    authors = [Author.objects.create(name=f"Author {n}", slug=f"author-{n}") for n in range(40)]
    told = json.loads(corpus.read_text(encoding="utf-8"))["articles"] if corpus else invented(count)
    start = time.perf_counter()
    numbered = enumerate(told)
    while some := list(itertools.islice(numbered, 2_000)):
        made = Article.objects.bulk_create(
            Article(
                status="ready",
                slug=f"article-{n}",
                section=sections[n % 97 % 10],
                headline=one["title"][:200],
                standfirst=one["standfirst"],
                body=one["body_html"],
                publish_at=now - timedelta(minutes=37 * n),
            )
            for n, one in some
        )
        Byline.objects.bulk_create(
            Byline(article=one, author=authors[n % 89 % 40], position=1)
            for (n, _), one in zip(some, made, strict=True)
        )
    print(f"{Article.objects.count():,} articles made in {time.perf_counter() - start:.0f} s")
    start = time.perf_counter()
    index.rebuild(Article.objects, Byline.objects)
    print(f"indexed in {time.perf_counter() - start:.0f} s")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def invented(count):
    """Articles of 400 words from a vocabulary in which the n-th word is n times rarer than the first.

    Beside them some stand in exactly one article of two, ten, a hundred, and in the oldest alone.
    """
    chance = random.Random(20261122)  # noqa: S311 (the same every time is what is wanted)
    letters = [a + b for a in "bcdfghjklmnprstvz" for b in "aeiou"]
    vocabulary = ["".join(chance.choices(letters, k=3)) for _ in range(30_000)]
    weights = list(itertools.accumulate(1 / n for n in range(1, 30_001)))
    for n in range(count):
        pool = chance.choices(vocabulary, cum_weights=weights, k=430)
        every = [f"every{step}" for step in (1, 2, 10, 100) if n % step == 0]
        every += ["old"] if n > count * 0.9 else []
        paragraphs = [
            " ".join([*every, "new york", *pool[at : at + 50]]) for at in range(30, 430, 50)
        ]
        yield {
            "title": " ".join([*pool[:8], f"headline{n}"]),
            "standfirst": " ".join(pool[8:30]),
            "body_html": "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs),
        }


QUERIES = {
    "in every article": {"q": "every1"},
    "in one of two": {"q": "every2"},
    "in one of ten": {"q": "every10"},
    "in one of a hundred": {"q": "every100"},
    "in the oldest tenth alone": {"q": "old"},
    "in one": {"q": "headline77"},
    "in none": {"q": "nowhere"},
    "two common words": {"q": "every1 every2"},
    "common and rare": {"q": "every1 headline77"},
    "one that excludes the rest": {"q": "every1 -every2"},
    "a phrase in every article": {"q": '"new york"'},
    "a phrase in none": {"q": '"york every10 new"'},
    "a phrase of common words in none": {"q": '"york new"'},
    "eight common words": {"q": "every1 every2 every10 new york york new every1 every2"},
    "common, one section": {"q": "every1", "section": "section-3"},
    "common, one author": {"q": "every1", "author": "author-7"},
    "common, the past month": {"q": "every1", "within": "month"},
    "common, page 50": {"q": "every1", "page": "50"},
}


def measure(most) -> int:
    from django.conf import settings
    from django.db import connection
    from django.test import Client

    settings.ALLOWED_HOSTS = ["testserver"]
    client, failed = Client(), []
    print(f"{connection.vendor}: milliseconds for the whole page, fastest and median of {RUNS}")
    for name, query in QUERIES.items():
        told = []
        for order in ("", "newest"):
            times = []
            for _ in range(RUNS + 1):
                start = time.perf_counter()
                response = client.get("/search/", query | ({"order": order} if order else {}))
                times.append((time.perf_counter() - start) * 1000)
                assert response.status_code == 200, (name, response.status_code)  # noqa: S101
            middle = statistics.median(times[1:])
            told.append(f"{min(times[1:]):6.1f} {middle:6.1f}")
            if middle > most:
                failed.append(name)
        print(f"  {name:33} by relevance {told[0]}   newest first {told[1]}")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
