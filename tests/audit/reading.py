"""What a browser's reading view makes of every article: all of it, and no comment."""

import re

from tests.audit.site import Site, Verdict, asked_of_node

ARTICLE = re.compile(r"/articles/[\w-]+/")


def judged(site: Site) -> Verdict:
    articles = [page for page in site.pages if ARTICLE.fullmatch(page.path) and page.status == 200]
    pages = [{"url": site.url + page.path, "html": page.text} for page in articles]
    answers = asked_of_node("reading.mjs", {"pages": pages})
    verdict = Verdict()
    for answer in answers:
        verdict.faults += [f"{answer['path']}: {fault}" for fault in answer["faults"]]
    comments = sum(answer["comments"] for answer in answers)
    illustrated = [answer for answer in answers if answer["pictures"]]
    shown = sum(answer["shown"] for answer in illustrated)
    verdict.told.append(f"{len(answers):5}  articles")
    verdict.told.append(
        f"{len(illustrated):5}  with pictures, {shown} of which show one in that view"
    )
    verdict.told.append(f"{comments:5}  comments beside them")
    if not (answers and comments):
        verdict.faults.append("there was nothing to judge")
    return verdict
