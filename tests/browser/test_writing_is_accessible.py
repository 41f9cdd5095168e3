"""axe on every state of the form and on the pages of those who wrote."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.axe import EVERYDAY, judge, nothing
from tests.comments.knowing import reader_known_as, somebody_else
from tests.comments.sending import form_url

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("unhurried")]
SEND = "Send comment"


@pytest.fixture
def article(live_server):
    return factories.published("The harbour bridge opens")


def test_from_the_empty_form_to_taking_it_back(article, visitor):
    page = visitor()
    page.goto(article.get_absolute_url())
    page.get_by_role("link", name="Write a comment").click()
    page.get_by_role("button", name=SEND).click()
    expect(page.locator("#errors")).to_be_visible()
    found = judge(page, EVERYDAY, "errors")
    page.get_by_label("Name").fill("Rita Reader")
    page.get_by_label("E-mail").fill("rita@example.org")
    page.get_by_label("Comment", exact=True).fill("See https://a.example/ " + "long" * 50)
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("heading", name="Preview")).to_be_visible()
    found += judge(page, EVERYDAY, "preview")
    page.context.set_offline(True)
    page.get_by_role("button", name=SEND).click()
    expect(page.locator(".form__state")).to_contain_text("Kept here")
    found += judge(page, EVERYDAY, "kept")
    page.context.set_offline(False)
    expect(page.get_by_role("heading", name="Your comment has arrived")).to_be_visible()
    found += judge(page, EVERYDAY, "sent")
    page.get_by_role("link", name="Your comments").click()
    page.wait_for_url("**/comments/mine/")
    found += judge(page, EVERYDAY, "mine")
    page.get_by_role("link", name="Change it").click()
    found += judge(page, EVERYDAY, "edit")
    page.go_back()
    page.get_by_role("link", name="Take it back").click()
    found += judge(page, EVERYDAY, "withdraw")
    nothing(found)


def test_of_somebody_known(article, visitor):
    known = reader_known_as(somebody_else())
    page = visitor()
    (cookie,) = known.client.cookies.values()
    page.goto(form_url(article))
    place = {"domain": "localhost", "path": cookie["path"] or "/comments/"}
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, **place}])
    page.goto(form_url(article))
    expect(page.get_by_role("button", name="This is not me")).to_be_visible()
    found = judge(page, EVERYDAY, "known")
    page.get_by_label("Comment", exact=True).fill("It is his daughter.")
    page.get_by_role("button", name="This is not me").click()
    expect(page.get_by_label("Name")).to_be_visible()
    expect(page.get_by_label("Comment", exact=True)).to_have_value("It is his daughter.")
    assert not page.context.cookies()
    page.goto("/comments/leave/")
    found += judge(page, EVERYDAY, "leave")
    nothing(found)
