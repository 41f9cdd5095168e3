"""The W3C's HTML checker reads every public page."""

import json
import subprocess
import tempfile
from pathlib import Path

from tests.audit.site import MODULES, Site, Verdict

CHECKER = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
AWAKE = "wrong.html"  # a page that it must complain of
HARMLESS = {"info", "warning"}
# What is right, though the checker does not know it yet: told, and no fault.
NEWER_THAN_THE_CHECKER = {
    "CSS: Unrecognized at-rule “@view-transition”",  # CSS View Transitions Level 2
}
NAMED = 3  # so many pages are named for each message


def judged(site: Site) -> Verdict:
    with tempfile.TemporaryDirectory() as folder:
        files = {}
        for number, page in enumerate(site.pages):
            file = Path(folder) / f"{number}.html"
            file.write_bytes(page.content)
            files[file.name] = page.path
        (Path(folder) / AWAKE).write_text("<!doctype html><title>x</title><p><div id=a id=b></p>")
        command = ["java", "-jar", CHECKER, "--format", "json", "--stdout", "--exit-zero-always"]
        said = subprocess.run([*command, folder], capture_output=True, text=True, check=True)
    messages = json.loads(said.stdout)["messages"]
    places = {}  # of each message: the pages that have it, with what stands there
    for one in messages:
        message = one.get("subType", one["type"]), one["message"]
        file = one.get("url", "").rpartition("/")[2]
        page = AWAKE if file == AWAKE else files.get(file, "?")
        extract = " ".join(one.get("extract", "").split())[:140]
        places.setdefault(message, {}).setdefault(page, extract)
    if not any(AWAKE in pages for pages in places.values()):
        return Verdict(faults=["the checker says nothing even of what is wrong"])
    verdict = Verdict([f"{len(files)} pages"])
    for (kind, message), pages in places.items():
        pages.pop(AWAKE, None)
        if not pages:
            continue
        named = ", ".join(list(pages)[:NAMED])
        more = f" and {len(pages) - NAMED} more" if len(pages) > NAMED else ""
        line = f"{kind}: {message} On {named}{more}\n       {next(iter(pages.values()))}"
        harmless = kind in HARMLESS or message in NEWER_THAN_THE_CHECKER
        (verdict.told if harmless else verdict.faults).append(line)
    return verdict
