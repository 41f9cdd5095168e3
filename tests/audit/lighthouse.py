"""Lighthouse on a simulated phone, three times for each kind of page: 100 in every category it has."""

import re
from statistics import median

from tests.audit.site import LIVELY, Site, Verdict, asked_of_node
from tests.browser import NO_BROWSER, find_chromium

RUNS = 3
# Cumulative layout shift; total blocking time and largest contentful paint in milliseconds.
BELOW = {"TBT": 50, "LCP": 1500}


def judged(site: Site) -> Verdict:
    chromium = find_chromium()
    verdict = Verdict()
    if chromium is None:
        return Verdict(faults=[NO_BROWSER])
    if (number := site.ask(LIVELY).text.count('id="comment-')) < 50:
        verdict.faults.append(f"{LIVELY} has {number} comments: 50 are the measure")
    pages = pages_of(site)
    question = {"urls": [site.url + path for path in pages.values()], "runs": RUNS}
    answers = asked_of_node("lighthouse.mjs", question, CHROME_PATH=chromium)
    categories = list(answers[0][0]["categories"])
    head = [f"{name.replace('-', ' '):>14}" for name in categories]
    verdict.told.append(f"{'':10}{''.join(head)}{'CLS':>8}{'TBT ms':>8}{'LCP ms':>8}")
    for (name, path), runs in zip(pages.items(), answers, strict=True):
        scores = {one: median(run["categories"][one] for run in runs) for one in categories}
        measured = {
            one: median(_worst(run.get(one)) for run in runs) for one in ("CLS", "TBT", "LCP")
        }
        row = "".join(f"{score * 100:14.0f}" for score in scores.values())
        row += f"{measured['CLS']:8.3f}{measured['TBT']:8.0f}{measured['LCP']:8.0f}"
        verdict.told.append(f"{name:10}{row}")
        wrong = [f"{one} {score * 100:.0f}" for one, score in scores.items() if score < 1]
        wrong += [f"CLS {measured['CLS']}"] if measured["CLS"] > 0 else []
        wrong += [f"{one} {measured[one]:.0f} ms" for one in BELOW if measured[one] >= BELOW[one]]
        if wrong:
            why = dict.fromkeys(told for run in runs for told in run["failed"])
            verdict.faults.append(f"{name} ({path}): {', '.join(wrong)}")
            verdict.faults[-1] += "".join(f"\n       {one}" for one in why)
    return verdict


def pages_of(site: Site) -> dict[str, str]:
    """The five kinds of page, found by their links as a reader finds them."""
    article = site.ask(LIVELY).links

    def first(pattern):
        return next(filter(re.compile(pattern).fullmatch, article), None)

    pages = {
        "front": "/",
        "section": first(r"/sections/[\w-]+/"),
        "article": LIVELY,
        "search": "/search/?q=harbour",
        "author": first(r"/authors/[\w-]+/") or "/authors/ada-lindqvist/",
    }
    return pages


def _worst(measured: float | None) -> float:
    """What could not be measured counts as bad."""
    return 1e6 if measured is None else measured
