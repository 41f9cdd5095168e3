"""The yearly figures: derived from rows, whole days only, public, and nobody's data in them."""

import csv
import io
from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from comments.law import figures as pages
from comments.law.appeals import appeal_to
from comments.law.deciding import decide
from comments.law.transparency import figures, period, years
from comments.models import Ban, Comment, Decision, Report
from tests import factories, people
from tests.comments.reporters import known
from tests.comments.test_reporting import file_one

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def last_year():
    return timezone.localtime(timezone.now()).year - 1


@pytest.fixture
def june(last_year):
    return datetime(last_year, 6, 1, 12, tzinfo=timezone.get_current_timezone())


def told(year, at=None):
    found = figures(period(year, at or timezone.now()))
    return {f"{table.key}.{row.key}": row.value for table in found for row in table.rows}


def comment(article, text="You fool.", at=None):
    sent = factories.comment(article, text, at=at)
    sent.approve(by=None, at=at)
    return sent


@pytest.fixture
def a_year(june):
    """What happened in a June: notices, reports, rulings, appeals, a ban."""
    article = factories.published("The bridge")
    mina, moritz = people.moderator("mina"), people.moderator("moritz")
    nora = {"name": "Nora Notifier", "email": "nora@notices.example", "good_faith": True}
    for number, (illegal, remove) in enumerate([("yes", True), ("no", True), ("no", False)]):
        one = comment(article, f"Number {number}", june)
        filed = file_one(one, kind="illegal", at=june, reason="privacy" if number else "", **nora)
        one.refresh_from_db()
        decide(
            one,
            by=mina,
            seen_reports=[filed.report.pk],
            remove=remove,
            illegal=illegal,
            reason="insult",
            at=june + (number + 1) * HOUR,
        )
    unasked = comment(article, "Unasked", june)
    unasked.reject(by=mina, reason="off_topic", at=june)
    one = appeal_to(unasked.decisions.last(), "I am right.", "", june + HOUR)
    one.decide(moritz, True, "You are.", june + 5 * HOUR)
    held = comment(article, "Held", june)
    for number in range(3):
        file_one(held, address=f"203.0.113.{number}", at=june, reason="insult")
    held.refresh_from_db()
    held.approve(by=moritz, at=june + HOUR)
    spam = factories.comment(article, "Cheap!", "pending", at=june)
    Comment.objects.filter(pk=spam.pk).update(status="spam")
    rule = {"status_before": "pending", "status_after": "spam", "text_version": 1, "reason": "rule"}
    Decision.record(spam, moderator=None, at=june, **rule)
    Ban.impose(by=mina, reason="insult", commenter=known(unasked), at=june)
    return article


def test_every_figure_of_a_year(a_year, last_year):
    said = told(last_year)
    assert {key: value for key, value in said.items() if value} == {
        "notices.received": 3,
        "notices.received.privacy": 2,
        "notices.received.not_said": 1,
        "notices.decided": 3,
        "notices.decided.removed_by_law": 1,
        "notices.decided.removed_by_rules": 1,
        "notices.decided.kept": 1,
        "notices.median": 2.0,
        "breaches.received": 3,
        "breaches.received.insult": 3,
        "breaches.received.kept": 3,
        "breaches.median": 1.0,
        "own_initiative.hidden": 3,
        "own_initiative.hidden.unasked": 1,
        "own_initiative.hidden.insult": 2,
        "own_initiative.hidden.off_topic": 1,
        "automated.spam": 1,
        "automated.reported": 1,
        "automated.reported.wrong": 1,
        "automated.reported.error": 100.0,
        "automated.held": 1,
        "complaints.received": 1,
        "complaints.received.authors": 1,
        "complaints.decided": 1,
        "complaints.decided.reversed": 1,
        "complaints.median": 4.0,
        "complaints.bans": 1,
        "complaints.bans.for_good": 1,
        "people.moderators": 2,
    }


def test_they_survive_that_people_leave_and_words_are_erased(a_year, last_year):
    before = told(last_year)
    Comment.objects.update(text="", html="", name="", email="", commenter=None, browser=None)
    Report.objects.update(name="", email="", explanation="", browser=None, address="")
    assert told(last_year) == before


def test_today_is_not_counted_until_it_is_over():
    article = factories.published("The bridge")
    now = timezone.now()
    file_one(comment(article))
    year = timezone.localtime(now).year
    assert told(year, now)["breaches.received"] == 0
    tomorrow = now + timedelta(days=1)
    if timezone.localtime(tomorrow).year == year:
        assert told(year, tomorrow)["breaches.received"] == 1


def test_years_go_from_the_first_ruling_to_now(a_year, last_year):
    assert years(timezone.now()) == [last_year + 1, last_year]
    assert period(last_year + 5, timezone.now()) is None
    assert period(last_year, timezone.now()).is_over
    assert not period(last_year + 1, timezone.now()).is_over


def addresses(year):
    names = ["transparency_year", "transparency_csv", "transparency_template"]
    return [reverse(f"comments:{name}", kwargs={"year": year}) for name in names]


def test_anybody_reads_them_and_no_person_is_named(a_year, last_year, client):
    secrets = [
        "Nora",
        "nora@",
        "mina",
        "moritz",
        "ann@writers",
        "Rita",
        "203.0.113",
        "You fool",
        "Unasked",
    ]
    for address in [reverse("comments:transparency"), *addresses(last_year)]:
        answer = client.get(address)
        assert answer.status_code == 200 and not answer.cookies and answer["ETag"]
        body = answer.content.decode()
        assert [one for one in secrets if one in body] == []


def test_the_csv_is_what_the_page_says(a_year, last_year, client):
    _page, table, template = (client.get(one).content.decode() for one in addresses(last_year))
    rows = list(csv.DictReader(io.StringIO(table)))
    assert {f"{row['table']}.{row['figure']}" for row in rows} == set(told(last_year))
    parts = list(csv.DictReader(io.StringIO(template)))
    numbers = {(row["section"], row["indicator"]): row["value"] for row in parts}
    assert numbers["notices", "received"] == "3"
    assert numbers["report_identification", "period_end"] == f"{last_year}-12-31"
    assert {row["part"] for row in parts} == {
        "1.1",
        "1.2",
        "1.3",
        "1.4",
        "1.5",
        "1.6",
        "1.7",
        "1.8",
        "2",
    }


def test_other_years_are_not_there(a_year, last_year, client):
    for year in (1999, last_year + 2):
        assert [client.get(one).status_code for one in addresses(year)] == [404, 404, 404]


def test_it_is_another_version_each_day(monkeypatch):
    before = pages.today()[0].value
    monkeypatch.setattr(pages.timezone, "localdate", lambda: before + timedelta(days=1))
    assert pages.today()[0].value != before


def test_queries_do_not_grow_with_what_happened(a_year, last_year, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        figures(period(last_year, timezone.now()))
