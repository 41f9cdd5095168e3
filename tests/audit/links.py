"""Every address that a public page names answers, and is what it seems to be."""

from collections import Counter

from tests.audit.site import BESIDES, Site, Verdict

NOT_THERE = {"/articles/never-written/", "/nothing/here/", "/search/?q=harbour&page=99"}


def judged(site: Site) -> Verdict:
    verdict = Verdict()
    for answer in site.answers.values():
        expected = 404 if answer.path in NOT_THERE else 200
        if answer.status != expected:
            whence = "asked for" if answer.path in BESIDES else site.who_links_to(answer.path)
            verdict.faults.append(f"{answer.path} answers {answer.status} (linked from {whence})")
    kinds = Counter(answer.type for answer in site.answers.values())
    verdict.told = [f"{number:5}  {kind}" for kind, number in kinds.most_common()]
    return verdict
