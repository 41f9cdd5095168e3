"""`make audit`: outside judges look at the whole site, freshly filled, as gunicorn serves it.

    make audit                    all of them
    make audit ONLY="vnu feeds"   some

It takes minutes and needs Java, npm and Chromium, so it is no part of `make test`. Every miss is a
line of the answer, and the exit code is 1.
"""

import argparse
import logging
import sys
import time

from tests.audit import lighthouse, links, machines, reading, vnu
from tests.audit.site import demo_site, make_ready

JUDGES = {
    "links": links.judged,
    "vnu": vnu.judged,
    "feeds": machines.feeds_judged,
    "sitemaps": machines.sitemaps_judged,
    "reading": reading.judged,
    "lighthouse": lighthouse.judged,
}


def main() -> int:
    logging.basicConfig(level=logging.WARNING)
    options = argparse.ArgumentParser(prog="make audit", description=__doc__.splitlines()[0])
    options.add_argument("only", nargs="*", choices=[*JUDGES, []], help="; ".join(JUDGES))
    options.add_argument(
        "--url", help="judge the demo site that runs here, in place of a fresh one"
    )
    asked = options.parse_args()
    make_ready()
    failed = []
    with demo_site(asked.url) as site:
        for name in asked.only or JUDGES:
            started = time.monotonic()
            say(f"\n=== {name} ===")
            verdict = JUDGES[name](site)
            for line in verdict.told:
                say(line)
            for fault in verdict.faults:
                say(f"FAULT  {fault}")
            if verdict.faults:
                failed.append(f"{name}: {len(verdict.faults)}")
            say(f"{len(verdict.faults)} faults, {time.monotonic() - started:.0f} s")
    say(
        f"\nThe audit found faults ({', '.join(failed)})."
        if failed
        else "\nThe audit found no fault."
    )
    return 1 if failed else 0


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 (a person reads it)


sys.exit(main())
