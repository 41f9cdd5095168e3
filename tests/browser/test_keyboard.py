"""Everything a reader and a moderator do, done without a pointing device."""

import re

import pytest
from playwright.sync_api import expect

from comments.models import Comment
from tests import factories, people

pytestmark = pytest.mark.browser
STOPS = 80  # more than any of these pages has
FOCUSED = """() => {
  const element = document.activeElement;
  const name = element.ariaLabel || element.labels?.[0]?.textContent || element.textContent || "";
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  return {
    name: name.trim().replace(/\\s+/g, " "),
    seen: box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight,
    marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0,
  };
}"""


def tab_to(page, name, back=False):
    """Press Tab until what bears this name has the focus; at each stop it must be seen where one is."""
    passed = []
    for _ in range(STOPS):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        stop = page.evaluate(FOCUSED)
        if stop["name"]:
            assert stop["seen"], f"The focus is on “{stop['name']}”, which is not to be seen."
            assert stop["marked"], f"Nothing marks that the focus is on “{stop['name']}”."
        if re.match(name, stop["name"]):
            return
        passed.append(stop["name"])
    pytest.fail(f"Tab never came to “{name}”, only to {passed}.")


def test_a_comment_is_written_by_keyboard(paper, visitor):
    page = visitor()
    page.goto(paper.address)
    tab_to(page, "Write a comment")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Leave a comment")).to_be_focused()
    tab_to(page, "Name")
    page.keyboard.type("Rita Reader")
    tab_to(page, "E-mail")
    tab_to(page, "Comment")
    page.keyboard.type("I was there.")
    tab_to(page, "Send comment")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Your comment has arrived")).to_be_focused()
    expect(page.get_by_text("I was there.")).to_be_visible()
    tab_to(page, "Your comments")
    page.keyboard.press("Enter")
    page.wait_for_url("**/comments/mine/**")
    tab_to(page, "Back to the article|The harbour bridge opens")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{paper.address}")


def test_a_reply_is_written_by_keyboard(paper, visitor):
    page = visitor()
    page.goto(paper.address)
    tab_to(page, "Reply to Rita Reader")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Leave a comment")).to_be_focused()
    tab_to(page, "Name")
    page.keyboard.type("Omar")
    tab_to(page, "Comment")
    page.keyboard.type("I was not.")
    tab_to(page, "Name", back=True)
    tab_to(page, "Send comment")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Your comment has arrived")).to_be_focused()
    assert Comment.objects.get(text="I was not.").parent == paper.first_comment


def test_the_form_in_the_article_is_put_away_by_keyboard(paper, visitor):
    page = visitor()
    page.goto(paper.address)
    tab_to(page, "Write a comment")
    page.keyboard.press("Enter")
    tab_to(page, "Close|Cancel")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Leave a comment")).to_have_count(0)
    expect(page.get_by_role("link", name="Write a comment")).to_be_focused()


@pytest.fixture
def waiting(live_server):
    """Three comments that wait, oldest first."""
    article = factories.published("The harbour bridge opens")
    return [factories.comment(article, f"By {name}.", name=name) for name in ["Ann", "Bo", "Cy"]]


def status(comment):
    return Comment.objects.get(pk=comment.pk).status


def test_the_desk_is_worked_by_keyboard(waiting, at_work):
    ann = waiting[0]
    page = at_work(people.moderator())
    page.goto("/moderation/")
    tab_to(page, "Approve")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Approved · Ann")).to_be_visible()
    expect(page.locator("[data-count=waiting]")).to_have_text("2")
    assert [status(one) for one in waiting] == ["approved", "pending", "pending"]

    tab_to(page, "Undo", back=True)
    page.keyboard.press("Enter")
    expect(page.locator("[data-count=waiting]")).to_have_text("3")
    assert status(ann) == "pending"

    tab_to(page, "Reason for rejecting the comment by Ann")
    page.keyboard.type("not")
    tab_to(page, "Reject")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Rejected · Ann")).to_be_visible()
    expect(page.locator("[data-count=waiting]")).to_have_text("2")
    assert status(ann) == "rejected"


def test_and_without_javascript_too(waiting, at_work):
    ann = waiting[0]
    page = at_work(people.moderator(), javascript=False)
    page.goto("/moderation/")
    page.get_by_role("button", name="Approve").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 comment was ruled on.")).to_be_visible()
    page.get_by_role("button", name="Undo").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 ruling was taken back.")).to_be_visible()
    assert status(ann) == "pending"


def test_several_are_ruled_on_at_once_by_keyboard(waiting, at_work):
    page = at_work(people.moderator())
    page.goto("/moderation/")
    for name in ["Ann", "Bo"]:
        tab_to(page, f"Tick the comment by {name}")
        page.keyboard.press("Space")
    tab_to(page, "Tick the comment by Cy")
    tab_to(page, "Reason for rejecting those that are ticked")
    tab_to(page, "Spam", back=True)
    page.keyboard.press("Enter")
    expect(page.get_by_text("2 comments were ruled on.")).to_be_visible()
    assert [status(one) for one in waiting] == ["spam", "spam", "pending"]
