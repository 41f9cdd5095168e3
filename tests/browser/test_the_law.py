"""Reports, notices, reasons, appeals and figures as axe judges them; and reporting by two clicks."""

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from comments.law.addresses import address_of, appeal_address_of, receipt_address_of
from comments.law.appeals import appeal_to
from comments.law.deciding import decide
from comments.models import Report
from tests import factories, people
from tests.axe import EVERYDAY, SELDOM, judge, judge_all, nothing
from tests.comments.test_reporting import file_one

pytestmark = pytest.mark.browser


@pytest.fixture
def story(paper):
    """A comment with open reports, one refused notice, one removal under appeal, one that can be."""
    with transaction.atomic():
        return _told(paper)


def _told(paper):
    mina, at = people.moderator("judge"), timezone.now()
    first = paper.first_comment
    said = {"explanation": "It says of a man what no court has said.", "place": "There."}
    said |= {"name": "Nora Notifier", "email": "nora@notices.example", "good_faith": True}
    file_one(first, reason="insult")
    file_one(first, kind="illegal", **said)
    refused = factories.comment(paper.article, "He stole it.", "approved")
    notice = file_one(refused, kind="illegal", **said).report
    decide(refused, by=mina, seen_reports=[notice.pk], remove=False, illegal="no", at=at)
    removed, appealed = (factories.comment(paper.article, f"Fool {n}", "approved") for n in "ab")
    for one in (removed, appealed):
        one.reject(by=mina, reason="insult", note="“Fool” is an insult.")
    made = appeal_to(appealed.decisions.last(), "It was a quotation.", "", at)
    notice.refresh_from_db()
    return {
        "first": first,
        "public": {
            "report": reverse("comments:report", kwargs={"pk": first.pk}),
            "notice": reverse("comments:notice", kwargs={"pk": first.pk}),
            "receipt": receipt_address_of(notice),
            "statement": address_of(removed.decisions.last()),
            "appeal": appeal_address_of(removed.decisions.last()),
            "appealed": appeal_address_of(appealed.decisions.last()),
            "years": "/transparency/",
            "figures": f"/transparency/{timezone.localdate().year}/",
        },
        "desk": {
            "reports": reverse("moderation:reports"),
            "decide": reverse("moderation:decide_reports", kwargs={"pk": first.pk}),
            "appeals": reverse("moderation:appeals"),
            "appeal": reverse("moderation:decide_appeal", kwargs={"pk": made.pk}),
        },
    }


def test_axe_finds_nothing_on_pages_for_readers(visitor, story):
    nothing(judge_all(visitor(), story["public"], EVERYDAY))


@pytest.mark.slow
def test_nor_in_the_other_colours_nor_from_right_to_left(visitor, story, settings):
    nothing(judge_all(visitor(), story["public"], SELDOM))
    settings.LANGUAGE_CODE = "ar"
    nothing(judge_all(visitor(), story["public"], EVERYDAY))


def test_nor_at_the_desk(at_work, story):
    nothing(judge_all(at_work(people.moderator("other")), story["desk"], EVERYDAY))


@pytest.mark.parametrize("name", ["notice", "appeal"])
def test_nor_in_a_form_with_errors(visitor, story, name):
    page = visitor()
    page.goto(story["public"][name])
    page.get_by_role("button", name="Send the").click()
    expect(page.get_by_role("alert")).to_be_focused()
    nothing(judge(page, EVERYDAY))


@pytest.mark.parametrize("javascript", [True, False])
def test_a_button_reports_it(visitor, story, javascript):
    page = visitor(javascript=javascript)
    page.goto(story["public"]["report"])
    page.get_by_role("button", name="It is advertising").click()
    page.wait_for_url("**/comments/reports/**")
    with transaction.atomic():
        assert Report.objects.order_by("-pk").first().reason == "advertising"
    page.goto(story["public"]["report"])
    expect(page.get_by_text("You have reported this comment already")).to_be_visible()


def test_enter_in_a_field_reports_nothing(visitor, story):
    page = visitor()
    page.goto(story["public"]["report"])
    before = Report.objects.count()
    page.get_by_role("textbox", name="E-mail").fill("vera@readers.example")
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)
    assert page.url.endswith("/report/") and Report.objects.count() == before


def test_errors_lead_to_their_fields_radios_included(at_work, story):
    page = at_work(people.moderator("other"))
    page.goto(story["desk"]["decide"])
    page.get_by_role("button", name="Save the decision").click()
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    for link in summary.get_by_role("link").all():
        target = link.get_attribute("href")
        assert page.locator(target).count() == 1, target
