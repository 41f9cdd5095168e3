"""Writers, bans and figures at the desk, as axe judges them; and banning by keyboard alone."""

import uuid
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import expect

from comments.models import Ban, Commenter, Note
from tests import factories, people
from tests.axe import EVERYDAY, SELDOM, judge, judge_all, nothing

pytestmark = pytest.mark.browser


@pytest.fixture
def story(paper):
    """Somebody with a record, notes and bans; and a month of rulings."""
    with transaction.atomic():
        return _told(paper)


def _told(paper):
    at, mina = timezone.now(), people.moderator("judge")
    rita = Commenter.objects.create(email="rita@a.example", name="Rita", confirmed_at=at)
    for number in range(24):
        comment = factories.comment(
            paper.article,
            f"Number {number}.",
            name="Rita",
            commenter=rita,
            browser=uuid.UUID(int=1),
            address="198.51.100.7",
            at=at - timedelta(hours=7 * number + 1),
            screening=[{"check": "links"}],
        )
        if number % 3 == 2:
            comment.reject(by=mina, reason="insult", at=at - timedelta(hours=7 * number))
        elif number:
            comment.approve(by=mina, at=at - timedelta(hours=7 * number))
    unknown = factories.comment(
        paper.article, "By nobody.", browser=uuid.UUID(int=2), email="a@b.example"
    )
    for about in ({"commenter": rita}, {"comment": unknown}):
        Note.objects.create(text="Warned once.", by=mina, at=at, **about)
    Ban.impose(by=mina, browser=uuid.UUID(int=2), reason="insult", note="Enough.")
    Ban.impose(by=mina, commenter=rita, reason="insult", at=at).lift(by=mina, at=at)
    addresses = {
        "person": f"/moderation/people/{rita.pk}/",
        "writer": f"/moderation/{unknown.pk}/writer/",
        "bans": "/moderation/bans/",
        "data": f"/moderation/people/{rita.pk}/data/",
        "figures": "/moderation/statistics/?days=7",
    }
    return mina, addresses


@pytest.mark.parametrize("looks", [EVERYDAY, pytest.param(SELDOM, marks=pytest.mark.slow)])
def test_axe_finds_nothing(at_work, story, looks):
    mina, addresses = story
    page = at_work(mina)
    found = judge_all(page, addresses, looks)
    page.locator("details").evaluate_all("all => all.forEach((one) => (one.open = true))")
    found += judge(page, looks, "figures, as tables")
    page.goto(addresses["person"])
    page.get_by_role("button", name="Ban", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()
    found += judge(page, looks, "a ban without a reason")
    nothing(found)


def test_a_ban_is_imposed_and_lifted_by_keyboard_alone(at_work, story):
    mina, addresses = story
    page = at_work(mina)
    page.goto(addresses["person"])
    page.get_by_label("Reason").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("You were asked to stop.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The commenter is banned").first).to_be_visible()
    page.get_by_role("button", name="Lift the ban").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The ban was lifted.")).to_be_visible()
    assert page.url.endswith(addresses["person"])
