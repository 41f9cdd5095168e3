"""The desk by keyboard: each ruling shows at once, is sent behind the scenes, and can be taken back."""

import statistics

import pytest
from django.core.management import call_command
from django.db import transaction
from playwright.sync_api import expect

from comments.desk import bulk
from comments.desk.queue import A_PAGE
from comments.models import Claim, Comment, Decision, Note
from tests import factories, people

pytestmark = pytest.mark.browser
RULINGS = 200
# How long from a key to the moment at which the next card has the focus, in milliseconds.
TIMED = """() => {
  window.took = [];
  addEventListener("keydown", () => {
    const from = performance.now();
    const here = document.activeElement;
    const look = () => {
      const now = document.activeElement;
      if (now !== here && now.matches("[data-card]")) window.took.push(performance.now() - from);
      else if (performance.now() - from < 5000) setTimeout(look, 0);
    };
    setTimeout(look, 0);
  }, true);
}"""


def stock(count):
    with transaction.atomic():
        article = factories.published("The harbour bridge opens")
        return [factories.comment(article, f"By {n}.", name=f"Reader {n}") for n in range(count)]


def statuses():
    return list(Comment.objects.order_by("pk").values_list("status", flat=True))


def wait_for(page, deed, tries=200):
    for _ in range(tries):
        if deed():
            return
        page.wait_for_timeout(50)
    pytest.fail(f"It did not come to pass: {statuses()}")


@pytest.fixture
def desk(live_server, at_work):
    def open_desk(count, address="/moderation/", **options):
        made = stock(count)
        page = at_work(people.moderator(), **options)
        page.goto(address)
        return page, made

    return open_desk


def card(page, comment):
    return page.locator(f"#{comment.anchor}")


def test_the_keys_do_what_they_say(desk):
    page, made = desk(6)
    page.keyboard.press("j")
    expect(card(page, made[0])).to_be_focused()
    page.keyboard.press("a")
    expect(card(page, made[1])).to_be_focused()
    expect(page.get_by_text("Approved · Reader 0")).to_be_visible()
    expect(card(page, made[0])).to_be_hidden()
    page.keyboard.press("n")
    page.keyboard.press("Escape")
    expect(card(page, made[1])).to_be_focused()
    page.keyboard.press("s")
    page.keyboard.press("r")
    expect(page.get_by_role("heading", name="Reject the comment by Reader 2")).to_be_visible()
    page.keyboard.press("3")
    page.keyboard.type("Section 185")
    page.keyboard.press("Enter")
    expect(card(page, made[3])).to_be_focused()
    page.keyboard.press("r")
    page.keyboard.press("2")
    wait_for(page, lambda: statuses()[:4] == ["approved", "spam", "rejected", "rejected"])
    reasons = Decision.objects.order_by("pk").values_list("reason", "note")
    assert list(reasons)[2:] == [("illegal", "Section 185"), ("off_topic", "")]
    page.keyboard.press("z")
    expect(card(page, made[3])).to_be_focused()
    wait_for(page, lambda: statuses()[3] == "pending")
    page.keyboard.press("ArrowDown")
    expect(card(page, made[4])).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("x")
    expect(page.get_by_label("Tick the comment by Reader 3")).to_be_checked()
    page.keyboard.press("o")
    expect(card(page, made[3]).get_by_role("region", name="The thread")).to_be_visible()
    page.keyboard.press("n")
    page.keyboard.type("Ask the desk: a r s z")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    wait_for(page, lambda: Note.objects.filter(text="Ask the desk: a r s z").exists())
    page.keyboard.press("/")
    expect(page.get_by_label("Words")).to_be_focused()
    assert statuses()[3:] == ["pending"] * 3
    assert page.errors == [] and page.console == []


def test_the_help_is_shown_and_the_keys_are_switched_off(desk):
    page, _ = desk(2)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_visible()
    page.keyboard.press("a")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.locator("summary", has_text="Keys").click()
    page.get_by_label("Single keys do things on this page").uncheck()
    page.reload()
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.keyboard.press("?")
    expect(dialog).to_be_hidden()
    assert statuses() == ["pending"] * 2


def test_what_cannot_be_sent_is_kept_and_sent_later(desk):
    page, _ = desk(3)
    page.context.set_offline(True)
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.keyboard.press("s")
    expect(page.get_by_text("Rulings that wait to be sent: 2")).to_be_visible()
    assert statuses() == ["pending"] * 3
    page.context.set_offline(False)
    wait_for(page, lambda: statuses() == ["approved", "spam", "pending"], tries=400)
    expect(page.get_by_text("Rulings that wait to be sent")).to_have_count(0)


def test_whoever_was_first_is_named_in_the_card(desk):
    page, made = desk(2)
    made[0].mark_as_spam(by=people.moderator("mats"))
    page.keyboard.press("j")
    page.keyboard.press("a")
    told = page.get_by_text("Nothing was done with the comment by Reader 0: it is spam, by mats.")
    expect(told.first).to_be_visible()
    assert statuses() == ["spam", "pending"]


def test_the_buttons_do_the_same_on_a_phone(desk):
    page, made = desk(3, width=360, height=740, has_touch=True)
    card(page, made[0]).get_by_role("button", name="Approve").tap()
    expect(page.get_by_text("Approved · Reader 0")).to_be_visible()
    card(page, made[1]).get_by_role("button", name="Reject").tap()
    page.get_by_role("button", name="advertises").tap()
    wait_for(page, lambda: statuses() == ["approved", "rejected", "pending"])
    page.get_by_role("button", name="Undo: Rejected, Reader 1").tap()
    wait_for(page, lambda: statuses() == ["approved", "pending", "pending"])
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_whoever_stays_at_a_comment_claims_it(desk):
    page, made = desk(1)
    page.keyboard.press("j")
    wait_for(page, lambda: Claim.objects.filter(comment=made[0]).exists())


def test_the_title_and_the_navigation_say_how_many_wait(desk):
    page, _ = desk(3)
    assert page.title().startswith("(3) ")
    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(page.locator("[data-count=waiting]")).to_have_text("2")
    assert page.title().startswith("(2) ")


def test_without_javascript_it_works_the_same(desk):
    page, made = desk(2, javascript=False)
    card(page, made[0]).get_by_role("button", name="Approve").click()
    expect(page.get_by_text("1 comment was ruled on.")).to_be_visible()
    page.get_by_role("link", name="Rule on the 1 that matches").click()
    page.get_by_role("button", name="Spam").click()
    assert statuses() == ["approved", "spam"]
    page.get_by_role("button", name="Undo").first.click()
    assert statuses() == ["approved", "pending"]
    page.get_by_role("link", name="Thread round the comment by Reader 1").click()
    expect(page.get_by_role("heading", name="The thread round")).to_be_visible()


def test_all_that_match_go_on_by_themselves(desk, monkeypatch):
    monkeypatch.setattr(bulk, "A_CHUNK", 2)
    page, _ = desk(7, "/moderation/bulk/")
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_text("7 comments were ruled on.")).to_be_visible()
    assert statuses() == ["approved"] * 7


@pytest.mark.slow
def test_two_hundred_are_ruled_on_in_one_run(desk, record_property):
    assert RULINGS > 3 * A_PAGE
    page, made = desk(RULINGS + 5)
    page.evaluate(TIMED)
    page.keyboard.press("j")
    for number, comment in enumerate(made[:RULINGS]):
        expect(card(page, comment)).to_be_focused()
        if number % 5 == 4:
            page.keyboard.press("r")
            page.keyboard.press("1")
        else:
            page.keyboard.press("as"[number % 2])
    expect(card(page, made[RULINGS])).to_be_focused()
    wait_for(page, lambda: Decision.objects.count() == RULINGS, tries=2000)
    assert statuses().count("pending") == 5
    assert page.errors == [] and page.console == []
    took = page.evaluate("window.took")
    record_property("milliseconds to the next card", round(statistics.median(took)))
    assert len(took) >= RULINGS * 0.9
    assert statistics.median(took) < 1000  # a tenth of that where nothing else runs
    call_command("audit_comments")
