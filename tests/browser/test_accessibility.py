"""WCAG 2.2 AA as axe judges it, in light and dark, wide and narrow; and what axe cannot see."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests import people

pytestmark = pytest.mark.browser
JUDGED_BY = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {
    "runOnly": {"type": "tag", "values": JUDGED_BY},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
WIDE, NARROW = 1280, 320
HIDDEN = """() => {
  const width = document.documentElement.clientWidth;
  const past = (element) => element.getBoundingClientRect().right > width + 1;
  return [...document.querySelectorAll("body *")].filter(past).map((e) => e.outerHTML.slice(0, 120));
}"""


def front(open_page, paper):
    page = open_page()
    page.goto("/")
    return page


def section(open_page, paper):
    page = open_page()
    page.goto(paper.section.get_absolute_url())
    return page


def article_with_its_thread(open_page, paper):
    page = open_page()
    page.goto(paper.address)
    return page


def second_page_of_the_thread(open_page, paper):
    page = open_page()
    page.goto(f"{paper.address}comments/?page=2")
    return page


def form(open_page, paper):
    page = open_page()
    page.goto(f"/comments/new/{paper.article.slug}/?reply_to={paper.first_comment.pk}")
    return page


def form_with_errors(open_page, paper):
    page = form(open_page, paper)
    page.get_by_role("textbox", name="E-mail").fill("no address")
    page.get_by_role("button", name="Send comment").click()
    expect(page.get_by_role("alert")).to_be_visible()
    return page


def form_in_the_article(open_page, paper):
    page = article_with_its_thread(open_page, paper)
    page.get_by_role("link", name="Write a comment").click()
    page.get_by_role("textbox", name="Comment").fill("x" * 5001)
    return page


def what_i_sent(open_page, paper):
    page = form(open_page, paper)
    page.get_by_role("textbox", name="Name").fill("Rita Reader")
    page.get_by_role("textbox", name="Comment").fill("I was there: https://a.example/.")
    page.get_by_role("button", name="Send comment").click()
    page.wait_for_url("**/comments/mine/**")
    return page


def not_found(open_page, paper):
    page = open_page()
    page.goto("/articles/never-written/")
    return page


def desk(open_page, paper):
    """With what was just done, what still waits, and the latest rulings."""
    page = open_page(people.moderator())
    page.goto("/moderation/")
    page.get_by_role("button", name="Approve").first.click()
    expect(page.get_by_role("button", name="Undo").first).to_be_visible()
    return page


def moderators_edit(open_page, paper):
    page = open_page(people.moderator())
    page.goto(f"/moderation/{paper.waiting.pk}/edit/")
    page.get_by_role("button", name="Save the text").click()
    expect(page.get_by_role("alert")).to_be_visible()
    return page


PAGES = [
    front,
    section,
    article_with_its_thread,
    second_page_of_the_thread,
    form,
    form_with_errors,
    form_in_the_article,
    what_i_sent,
    not_found,
    desk,
    moderators_edit,
]


@pytest.fixture
def open_page(visitor, at_work):
    return lambda user=None: at_work(user) if user else visitor()


@pytest.mark.parametrize("prepared", PAGES, ids=lambda prepared: prepared.__name__)
def test_axe_finds_nothing_and_nothing_is_cut_off(prepared, open_page, paper):
    page = prepared(open_page, paper)
    found = []
    for width in [WIDE, NARROW]:
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found += [f"{width} px: wider than the window: {one}" for one in page.evaluate(HIDDEN)]
        for scheme in ["light", "dark"]:
            page.emulate_media(color_scheme=scheme)
            answer = Axe().run(page, options=OPTIONS)
            assert answer.response["testEngine"]["name"] == "axe-core"
            found += [f"{width} px, {scheme}: {told}" for told in violations(answer)]
    assert not found, "\n" + "\n".join(found)


def violations(answer):
    """One line for each element that breaks a rule: the rule, the element, what is wrong with it."""
    for rule in answer.response["violations"]:
        for node in rule["nodes"]:
            why = " ".join(node["failureSummary"].split())
            yield f"{rule['id']} at {node['target'][-1]}: {why}\n    {node['html'][:160]}"


def test_axe_is_awake(visitor):
    page = visitor()
    page.set_content("<main><img src=x><a href=/ style='font-size:4px'>a</a><a href=/>b</a></main>")
    told = "\n".join(violations(Axe().run(page, options=OPTIONS)))
    for rule in ["image-alt", "target-size", "document-title", "page-has-heading-one"]:
        assert rule in told


@pytest.mark.parametrize("prepared", [front, article_with_its_thread, form, desk])
def test_the_first_tab_leads_past_the_navigation(prepared, open_page, paper):
    page = prepared(open_page, paper)
    page.reload()
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_what_is_wrong_in_a_form_is_told_first_and_leads_to_each_field(open_page, paper):
    page = form_with_errors(open_page, paper)
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    assert page.title().startswith("Error")
    for label in ["Name", "E-mail", "Comment"]:
        field = page.get_by_role("textbox", name=label)
        error = field.evaluate("field => field.ariaDescribedByElements.at(-1).textContent")
        expect(field).to_have_attribute("aria-invalid", "true")
        summary.get_by_role("link", name=error.strip()).click()
        expect(field).to_be_focused()
