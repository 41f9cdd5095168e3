"""WCAG 2.2 AA as axe judges it, in light and dark, wide and narrow; and what axe cannot see.

Every day each page is judged twice: wide and light, narrow and dark. The slow tests judge the rest: the
other schemes and widths, the whole paper in Arabic, and letters of twice the size.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Page, Series, Topic
from portal.styleguide import ERRORS
from tests import factories, people
from tests.axe import EVERYDAY, OPTIONS, SELDOM, judge, judge_all, nothing, violations

pytestmark = pytest.mark.browser
TWICE = 32  # pixels: what a browser calls normal, doubled


def front(open_page, paper):
    page = open_page()
    page.goto("/")
    return page


def search(open_page, paper):
    page = open_page()
    page.goto("/search/?q=harbour")
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


def desk(open_page, paper):
    """With what was just done, what still waits, and the latest rulings."""
    page = open_page(people.moderator())
    page.goto("/moderation/")
    page.get_by_role("button", name="Approve").first.click()
    expect(page.get_by_role("button", name="Undo").first).to_be_visible()
    return page


def desk_with_the_thread_and_the_reasons(open_page, paper):
    """What keys open: the thread round a comment, then the choice of a reason."""
    page = open_page(people.moderator())
    page.goto("/moderation/?queue=all&words=a")
    page.keyboard.press("j")
    page.keyboard.press("o")
    expect(page.locator(".context")).to_be_visible()
    page.keyboard.press("r")
    expect(page.get_by_role("dialog")).to_be_visible()
    return page


def desk_on_all_that_match(open_page, paper):
    page = open_page(people.moderator())
    page.goto("/moderation/bulk/")
    return page


def moderators_thread(open_page, paper):
    page = open_page(people.moderator())
    page.goto(f"/moderation/{paper.waiting.pk}/context/")
    return page


def moderators_edit(open_page, paper):
    page = open_page(people.moderator())
    page.goto(f"/moderation/{paper.waiting.pk}/edit/")
    page.get_by_role("button", name="Save the text").click()
    expect(page.get_by_role("alert")).to_be_visible()
    return page


# What has to be prepared: forms filled in, and what only some people see. The others are in `addresses`.
PREPARED = [
    second_page_of_the_thread,
    form,
    form_with_errors,
    form_in_the_article,
    what_i_sent,
    desk,
    desk_with_the_thread_and_the_reasons,
    desk_on_all_that_match,
    moderators_thread,
    moderators_edit,
]


@pytest.fixture
def open_page(visitor, at_work):
    return lambda user=None: at_work(user) if user else visitor()


@pytest.fixture
def addresses(paper):
    """One public page of each kind, with something on it."""
    with transaction.atomic():
        return print_the_rest(paper)


def print_the_rest(paper):
    topic = Topic.objects.create(name="Harbour", slug="harbour", description="Ships and silt.")
    series = Series.objects.create(name="The bridge, from drawing to toll", planned=5)
    author = factories.author("Selin Kaya", bio="Asks how they measured it.")
    Page.objects.create(
        slug="for-axe", title="About us", body="<h2>Who we are</h2><p>A <a href='/'>paper</a>.</p>"
    )
    filled = {"topics": [topic], "series": series, "bylines": [author]}
    factories.published("Who paid for the bridge", **filled)
    article = factories.published(
        "What the bridge weighs", label="breaking", lead_image=factories.image(), **filled
    )
    article.write(
        by=None, body=f"<p>It weighs 12,000 tonnes. https://a.example/ says so.</p>{factories.MORE}"
    )
    article.publish(by=None, change="correction", note="It does not weigh 12,000 kilos.")
    factories.published("Who crosses it", kind="opinion", **filled)
    factories.published("ترام الليل يعود إلى شوارع المدينة", language="ar", **filled)
    factories.comment(article, "فكرة جيدة، متى تبدأ؟", "approved", name="ليلى حداد")
    month = timezone.localtime(article.publish_at)
    return {
        "front": "/",
        "its second page": "/?page=2",
        "section": paper.section.get_absolute_url(),
        "topic": topic.get_absolute_url(),
        "author": author.get_absolute_url(),
        "archive": f"/archive/{month.year}/{month.month:02}/",
        "archives": "/archive/",
        "corrections": "/corrections/",
        "page": "/pages/for-axe/",
        "feeds": "/feeds/",
        "article with a discussion": paper.address,
        "article in a series, corrected": article.get_absolute_url(),
        "thread": f"{paper.address}comments/",
        "search": "/search/",
        "search, found": "/search/?q=bridge",
        "search, found nothing": "/search/?q=zzzzzz&since=2026-99-99",
        "not found": "/articles/never-written/",
        "gone": paper.withdrawn.get_absolute_url(),
    }


@pytest.mark.parametrize("prepared", PREPARED, ids=lambda prepared: prepared.__name__)
def test_axe_finds_nothing_and_nothing_is_cut_off(prepared, open_page, paper):
    page = prepared(open_page, paper)
    nothing(judge(page, EVERYDAY))


@pytest.mark.slow
@pytest.mark.parametrize("prepared", PREPARED, ids=lambda prepared: prepared.__name__)
def test_nor_in_the_other_colours(prepared, open_page, paper):
    page = prepared(open_page, paper)
    nothing(judge(page, SELDOM))


def test_axe_finds_nothing_on_any_public_page(visitor, addresses):
    nothing(judge_all(visitor(), addresses, EVERYDAY))


@pytest.mark.slow
def test_nor_on_any_in_the_other_colours(visitor, addresses):
    nothing(judge_all(visitor(), addresses, SELDOM))


@pytest.mark.slow
def test_nor_on_any_of_an_arabic_paper(visitor, addresses, settings):
    settings.LANGUAGE_CODE = "ar"
    page = visitor()
    page.goto("/")
    assert page.evaluate("document.documentElement.dir") == "rtl"
    nothing(judge_all(page, addresses, EVERYDAY + SELDOM))


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ar"])
def test_nor_on_any_with_letters_of_twice_the_size(visitor, addresses, settings, language):
    settings.LANGUAGE_CODE = language
    page = visitor()
    sizes = {"fontSizes": {"standard": TWICE, "fixed": TWICE}}
    page.context.new_cdp_session(page).send("Page.setFontSizes", sizes)
    page.goto("/")
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == f"{TWICE}px"
    nothing(judge_all(page, addresses, EVERYDAY))


def test_axe_finds_nothing_in_the_style_guide(at_work, paper):
    page = at_work(people.moderator())
    addresses = {f"error {status}": f"/styleguide/errors/{status}/" for status in ERRORS}
    nothing(judge_all(page, addresses | {"guide": "/styleguide/"}, EVERYDAY))
    assert page.evaluate("scrollY") == 0, "the form with errors took the focus"
    page.get_by_label("light").check()
    light = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    page.get_by_label("dark").check()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") != light


def test_axe_is_awake(visitor):
    page = visitor()
    page.set_content("<main><img src=x><a href=/ style='font-size:4px'>a</a><a href=/>b</a></main>")
    told = "\n".join(violations(Axe().run(page, options=OPTIONS)))
    for rule in ["image-alt", "target-size", "document-title", "page-has-heading-one"]:
        assert rule in told


@pytest.mark.parametrize("prepared", [front, article_with_its_thread, search, form, desk])
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
    for label in ["Name", "E-mail", "Comment"]:
        field = page.get_by_role("textbox", name=label)
        error = field.evaluate("field => field.ariaDescribedByElements.at(-1).textContent")
        expect(field).to_have_attribute("aria-invalid", "true")
        summary.get_by_role("link", name=error.strip()).click()
        expect(field).to_be_focused()
