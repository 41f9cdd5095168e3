"""What a reader writes is kept until the paper has it, and arrives once: offline, late, over a reload."""

import re
import time

import pytest
from django.core import signing
from playwright.sync_api import expect

from comments.models import Comment
from portal import reader_posts
from tests import factories
from tests.comments.sending import form_url

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("unhurried")]
SAYS = "The bridge was overdue, <b>I think</b>.\n\nWas it not?"
KEPT = "Kept here; it will be sent when the connection is back."
SEND = "Send comment"


@pytest.fixture
def article(live_server):
    return factories.published("The harbour bridge opens")


def state(page):
    return page.locator(".form__state")


def opens_inline(page, article):
    page.goto(article.get_absolute_url())
    page.get_by_role("link", name="Write a comment").click()


def fills_in(page, text=SAYS):
    page.get_by_label("Name").fill("Rita Reader")
    page.get_by_label("Comment", exact=True).fill(text)


def send(page):
    page.get_by_role("button", name=SEND).click()


def arrived(page):
    expect(page.get_by_role("heading", name="Your comment has arrived")).to_be_visible()


def test_in_the_page_of_the_article_the_answer_stands_in_the_forms_place(article, visitor):
    rita = visitor()
    opens_inline(rita, article)
    fills_in(rita)
    send(rita)
    arrived(rita)
    expect(rita.get_by_role("heading", name="Your comment has arrived")).to_be_focused()
    expect(rita.get_by_text("Awaiting approval.")).to_be_visible()
    expect(rita.locator("#write")).to_have_count(0)
    assert rita.url.partition("#")[0].endswith(article.get_absolute_url())
    assert Comment.objects.get().text == SAYS
    assert rita.evaluate("localStorage.length") == 0


@pytest.mark.parametrize("inline", [True, False], ids=["inline", "on its own page"])
def test_what_is_sent_offline_is_kept_and_sent_once(article, visitor, inline):
    rita = visitor()
    opens_inline(rita, article) if inline else rita.goto(form_url(article))
    fills_in(rita)
    rita.context.set_offline(True)
    send(rita)
    expect(state(rita)).to_have_text(KEPT)
    expect(rita.get_by_label("Comment", exact=True)).to_have_value(SAYS)
    expect(rita.get_by_role("button", name=SEND)).to_be_visible()
    rita.context.set_offline(False)
    expect(rita.locator("#sent, .mine [role=status]")).to_be_visible()
    assert Comment.objects.get().text == SAYS


def test_it_is_sent_after_a_reload_as_well(article, visitor):
    rita = visitor()
    opens_inline(rita, article)
    fills_in(rita)
    rita.route("**/comments/new/**", lambda route: route.abort())  # the connection is lost
    send(rita)
    expect(state(rita)).to_have_text(KEPT)
    rita.unroute("**/comments/new/**")
    rita.goto(article.get_absolute_url())
    arrived(rita)
    expect(rita.locator(".comments #sent")).to_be_visible()
    rita.reload()
    expect(rita.get_by_role("link", name="Write a comment")).to_be_visible()
    assert Comment.objects.count() == 1


def test_an_answer_that_was_lost_makes_no_second_comment(article, visitor):
    rita = visitor()
    opens_inline(rita, article)
    fills_in(rita)

    def lose_the_answer(route):
        route.fetch(max_redirects=0)
        route.abort()

    rita.route("**/comments/new/**", lose_the_answer, times=1)
    send(rita)
    expect(state(rita)).to_have_text(KEPT)
    assert Comment.objects.count() == 1
    send(rita)
    arrived(rita)
    assert Comment.objects.count() == 1


def test_a_server_that_fails_is_asked_again(article, visitor):
    rita = visitor()
    opens_inline(rita, article)
    fills_in(rita)
    rita.route("**/comments/new/**", lambda route: route.fulfill(status=503), times=1)
    send(rita)
    expect(state(rita)).to_have_text(KEPT)
    arrived(rita)  # by itself
    assert Comment.objects.count() == 1


def test_a_draft_survives_a_reload(article, visitor):
    rita = visitor()
    opens_inline(rita, article)
    fills_in(rita)
    token = rita.locator("[name=token]").input_value()
    opens_inline(rita, article)
    expect(rita.get_by_label("Comment", exact=True)).to_have_value(SAYS)
    expect(rita.get_by_label("Name")).to_have_value("Rita Reader")
    expect(state(rita)).to_have_text("What you had begun to write is here again.")
    assert rita.locator("[name=token]").input_value() == token
    send(rita)
    arrived(rita)
    opens_inline(rita, article)
    expect(rita.get_by_label("Comment", exact=True)).to_have_value("")


def test_a_draft_belongs_to_its_article_and_to_what_it_answers(article, visitor):
    first = factories.comment(article, "First.", "approved")
    other = factories.published("Another article")
    rita = visitor()
    rita.goto(form_url(article))
    fills_in(rita)
    for address in (form_url(other), f"{form_url(article)}?reply_to={first.pk}"):
        rita.goto(address)
        expect(rita.get_by_label("Comment", exact=True)).to_have_value("")
    rita.goto(form_url(article))
    expect(rita.get_by_label("Comment", exact=True)).to_have_value(SAYS)


def test_a_form_that_was_open_for_too_long_is_sent_all_the_same(article, visitor):
    rita = visitor()
    opens_inline(rita, article)
    fills_in(rita)
    value, stamp, _ = reader_posts.proof(f"comment:{article.slug}").rsplit(":", 2)
    stamp = signing.b62_encode(signing.b62_decode(stamp) - 13 * 3600)
    expired = signing.Signer(salt=reader_posts.SALT).sign(f"{value}:{stamp}")
    rita.locator("[name=proof]").evaluate("(field, proof) => (field.value = proof)", expired)
    send(rita)
    arrived(rita)
    comment = Comment.objects.get()
    assert comment.text == SAYS
    assert "filled_too_quickly" not in {finding["check"] for finding in comment.screening}


def test_an_error_stands_in_place_with_the_text_and_the_focus(article, visitor):
    rita = visitor()
    opens_inline(rita, article)
    rita.get_by_label("Comment", exact=True).fill(SAYS)
    send(rita)
    expect(rita.locator("#errors")).to_be_focused()
    expect(rita.get_by_text("This was not sent yet")).to_be_visible()
    expect(rita.get_by_label("Comment", exact=True)).to_have_value(SAYS)
    rita.get_by_label("Name").fill("Rita Reader")
    send(rita)
    arrived(rita)


def test_a_slow_connection_says_so_keeps_the_text_and_sends_once(article, visitor):
    rita = visitor()
    opens_inline(rita, article)
    fills_in(rita)
    posts = []

    def dawdle(route):
        posts.append(route.request.post_data)
        time.sleep(0.5)
        route.continue_()

    rita.route("**/comments/new/**", dawdle)
    button = rita.locator("#write [type=submit]:not([name])")
    button.evaluate("(button) => { button.click(); button.click(); }")
    expect(button).to_have_text("Sending…")
    expect(state(rita)).to_have_text("Sending…")
    expect(rita.get_by_label("Comment", exact=True)).to_have_value(SAYS)
    arrived(rita)
    assert len(posts) == 1


def test_control_and_enter_sends(article, visitor):
    rita = visitor()
    opens_inline(rita, article)
    fills_in(rita)
    rita.get_by_label("Comment", exact=True).press("Control+Enter")
    arrived(rita)
    assert Comment.objects.count() == 1


def test_where_the_browser_keeps_nothing_it_is_sent_all_the_same(article, visitor):
    rita = visitor()
    rita.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })"
    )
    opens_inline(rita, article)
    fills_in(rita)
    rita.context.set_offline(True)
    send(rita)
    expect(state(rita)).to_have_text(KEPT)
    rita.context.set_offline(False)
    arrived(rita)
    assert not rita.errors


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_a_preview_is_what_will_stand(article, visitor, javascript):
    rita = visitor(javascript=javascript)
    rita.goto(form_url(article))
    fills_in(rita)
    rita.get_by_role("button", name="Preview").click()
    expect(rita.get_by_role("heading", name="Preview")).to_be_focused()
    seen = rita.locator(".preview .comment__text").inner_html()
    assert not Comment.objects.exists()
    expect(rita.get_by_label("Comment", exact=True)).to_have_value(SAYS)
    send(rita)
    expect(rita).to_have_url(re.compile("/comments/mine/"))
    comment = Comment.objects.get()
    comment.approve(by=None)
    rita.goto(article.get_absolute_url())
    assert rita.locator(f"#{comment.anchor} .comment__text").inner_html() == seen


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_it_is_changed_and_taken_back(article, visitor, javascript):
    rita = visitor(javascript=javascript)
    rita.goto(form_url(article))
    fills_in(rita)
    send(rita)
    rita.get_by_role("link", name="Change it").click()
    rita.get_by_label("Comment", exact=True).fill("Another thought.")
    rita.get_by_role("button", name="Save the change").click()
    expect(rita).to_have_url(re.compile("/comments/mine/"))
    expect(rita.get_by_text("Another thought.")).to_be_visible()
    rita.get_by_role("link", name="Take it back").click()
    rita.get_by_role("button", name="Take it back").click()
    expect(rita.get_by_text("Taken back by you.")).to_be_visible()
    assert Comment.objects.get().withdrawn_at
