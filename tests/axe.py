"""What axe finds wrong on pages, at several widths and in both schemes; and what it cannot see."""

from axe_playwright_python.sync_playwright import Axe

JUDGED_BY = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {
    "runOnly": {"type": "tag", "values": JUDGED_BY},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
WIDE, NARROW = 1280, 320
EVERYDAY = [(WIDE, "light"), (NARROW, "dark")]
SELDOM = [(WIDE, "dark"), (NARROW, "light")]
HIDDEN = """() => {
  const width = document.documentElement.clientWidth;
  const past = (element) => element.getBoundingClientRect().right > width + 1;
  const found = [...document.querySelectorAll("body *")].filter(past).slice(0, 3);
  return found.map((element) => element.outerHTML.slice(0, 120));
}"""


def judge(page, looks, told=""):
    """What is wrong with what a page shows, each time with another width and other colours."""
    found = []
    for width, scheme in looks:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found += [
                f"{told} {width} px: wider than the window: {e}" for e in page.evaluate(HIDDEN)
            ]
        answer = Axe().run(page, options=OPTIONS)
        assert answer.response["testEngine"]["name"] == "axe-core"
        found += [f"{told} {width} px, {scheme}: {one}" for one in violations(answer)]
    return found


def judge_all(page, addresses, looks):
    found = []
    for name, address in addresses.items():
        status = page.goto(address).status
        expected = {"not found": 404, "gone": 410}.get(name, 200)
        if status != expected:
            found.append(f"{name} ({address}) answers {status}")
        found += judge(page, looks, name)
    return found


def nothing(found):
    """An assertion that prints every finding whole."""
    assert not found, "\n" + "\n".join(found)


def violations(answer):
    """One line for each element that breaks a rule: the rule, the element, what is wrong with it."""
    for rule in answer.response["violations"]:
        for node in rule["nodes"]:
            why = " ".join(node["failureSummary"].split())
            yield f"{rule['id']} at {node['target'][-1]}: {why}\n    {node['html'][:160]}"
