"""The whole way of one real article, with scripts and without: written, read, discussed."""

import re
from datetime import timedelta
from html import escape
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests import factories, people

pytestmark = pytest.mark.browser
OURS = Path(__file__).parents[1] / "data" / "article.txt"
SAYS = "The third paragraph names a number that I would like to see the source of."


@pytest.fixture
def document(seed_dir):
    """The document to publish: its texts, and the labels it asks for."""
    (file,) = seed_dir.glob("*.txt") if seed_dir else [OURS]
    text = file.read_text(encoding="utf-8")
    headline, *paragraphs, _, previous, _, next_, write, leave = map(
        str.strip, re.split(r"\n\s*\n", text.strip())
    )
    assert headline.endswith("(Analysis)")
    assert [write.casefold(), leave.casefold()] == ["write a comment", "leave a comment"]
    return SimpleNamespace(
        headline=headline.removesuffix("(Analysis)").strip(),
        paragraphs=paragraphs,
        previous=previous,
        next=next_,
        write=write,
        leave=leave,
    )


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_an_article_is_written_read_and_discussed(document, visitor, log_in, javascript):
    now = timezone.now()
    edith, mina = people.editor(), people.moderator()
    factories.published(document.previous, by=edith, publish_at=now - timedelta(hours=3))
    factories.published(document.next, by=edith, publish_at=now - timedelta(hours=1))

    at_the_admin = visitor(javascript=javascript)
    at_the_admin.goto("/admin/")
    log_in(at_the_admin, edith)
    enter(at_the_admin, document, now - timedelta(hours=2), javascript)

    rita = visitor(javascript=javascript)
    rita.goto("/")
    rita.get_by_role("link", name=document.headline).click()
    finds_everything(rita, document)
    follows_both_neighbours(rita, document)
    leave_a_comment(rita, document, javascript)

    omar = visitor(javascript=javascript)
    omar.goto("/")
    omar.get_by_role("link", name=document.headline).click()
    expect(omar.get_by_role("heading", name="Comments", exact=True)).to_be_visible()
    expect(omar.get_by_text(SAYS)).to_have_count(0)

    at_the_desk = visitor(javascript=javascript)
    at_the_desk.goto("/moderation/")
    log_in(at_the_desk, mina)
    approve(at_the_desk)

    omar.reload()
    expect(omar.get_by_text(SAYS)).to_be_visible()
    expect(omar.get_by_role("heading", name=re.compile(r"^1 comment$"))).to_be_visible()


def enter(page, document, at, javascript):
    """The editor writes the article into the admin's form, and publishes it."""
    page.get_by_role("main").locator("a[href='/admin/articles/article/add/']").click()
    page.get_by_label("Headline").fill(document.headline)
    if javascript:
        body = page.locator(".tiptap.ProseMirror")
        body.click()
        for n, paragraph in enumerate(document.paragraphs):
            if n:
                page.keyboard.press("Enter")
            page.keyboard.insert_text(paragraph)
    else:
        html = "".join(f"<p>{escape(paragraph)}</p>\n" for paragraph in document.paragraphs)
        page.get_by_label("Body").fill(html)
    page.get_by_label("Section").select_option("World")
    page.get_by_label("Kind").select_option("Analysis")
    page.locator("#id_bylines_1").select_option("Ada Lindqvist")
    page.locator("[name=publish_at_0]").fill(f"{at:%Y-%m-%d}")
    page.locator("[name=publish_at_1]").fill(f"{at:%H:%M:%S}")
    page.get_by_role("button", name="Publish").first.click()
    expect(page.get_by_text("is saved: live")).to_be_visible()


def finds_everything(page, document):
    expect(page.get_by_role("heading", level=1)).to_have_text(document.headline)
    expect(page.get_by_role("main").get_by_text("Analysis", exact=True).first).to_be_visible()
    texts = page.get_by_role("main").get_by_role("paragraph").all_text_contents()
    assert [text for text in texts if text in document.paragraphs] == document.paragraphs
    for paragraph in document.paragraphs:
        expect(page.get_by_text(paragraph, exact=True)).to_be_visible()
    expect(way(page, "previous", document.previous)).to_be_visible()
    expect(way(page, "next", document.next)).to_be_visible()


def way(page, where, headline):
    """The link to a neighbour: it says which one, and its headline."""
    name = re.compile(rf"{where} article\W*{re.escape(headline)}", re.IGNORECASE)
    return page.get_by_role("link", name=name)


def follows_both_neighbours(page, document):
    heading = page.get_by_role("heading", level=1)
    for there, back, neighbour in [
        ("previous", "next", document.previous),
        ("next", "previous", document.next),
    ]:
        way(page, there, neighbour).click()
        expect(heading).to_have_text(neighbour)
        expect(way(page, there, "")).to_have_count(0)
        way(page, back, document.headline).click()
        expect(heading).to_have_text(document.headline)


def leave_a_comment(page, document, javascript):
    article = page.url
    page.get_by_role("link", name=document.write).click()
    expect(page.get_by_role("heading", name=document.leave)).to_be_visible()
    if javascript:
        assert page.url.partition("#")[0] == article
        expect(page.get_by_text(document.paragraphs[0], exact=True)).to_be_visible()
    else:
        assert "/comments/new/" in page.url
    page.get_by_role("textbox", name="Name").fill("Rita Reader")
    page.get_by_role("textbox", name="Comment").fill(SAYS)
    page.get_by_role("button", name="Send comment").click()
    expect(page.get_by_text(re.compile("awaiting approval", re.IGNORECASE)).first).to_be_visible()
    expect(page.get_by_text(SAYS)).to_be_visible()


def approve(page):
    card = page.get_by_role("article").filter(has_text=SAYS)
    expect(card).to_contain_text("Rita Reader")
    with page.expect_response(re.compile("/moderation/rule/")):
        card.get_by_role("button", name="Approve").click()
    expect(card).to_be_hidden()
