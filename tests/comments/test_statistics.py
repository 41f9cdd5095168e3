"""The desk's figures: right at any number of comments, within a beat, nobody's league table."""

import csv
import uuid
from datetime import timedelta
from io import StringIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comments.desk.figures import Figures
from comments.desk.statistics import TABLES, moderators_table
from comments.models import Beat, Comment, Decision
from tests import factories, people
from tests.comments.rows import all_rows

pytestmark = pytest.mark.django_db
URL = "/moderation/statistics/"
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def now():
    """In the middle of a day, so that an hour ago is today."""
    return timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)


def sent(article, at, **fields):
    return factories.comment(article, "A comment.", at=at, **fields)


def figures(moderator, at, days=7):
    return Figures(moderator, days, at)


def table(client, name, **query):
    response = client.get(f"{URL}{name}.csv", query)
    assert response.status_code == 200
    return list(csv.reader(StringIO(response.content.decode())))


def many(article, moderator, count, at):
    """Comments and their rulings, stored at once."""
    made = Comment.objects.bulk_create(
        Comment(
            article=article,
            ordinal=1000 + number,
            name="N",
            text="T",
            html="T",
            cleaner=1,
            status="approved",
            token=uuid.uuid4(),
            created_at=at - HOUR,
        )
        for number in range(count)
    )
    Decision.objects.bulk_create(
        Decision(
            comment=one,
            moderator=moderator,
            status_before="pending",
            status_after="approved",
            text_version=1,
            at=at,
        )
        for one in made
    )


# What is counted


def test_the_median_waiting_time_is_from_arrival_to_the_first_ruling(article, mina, now):
    for minutes in (10, 20, 90):
        comment = sent(article, now - 3 * HOUR)
        comment.approve(by=mina, at=now - 3 * HOUR + timedelta(minutes=minutes))
    comment.reject(by=mina, reason="insult", at=now)  # a second ruling is no wait
    told = figures(mina, now)
    assert told.median_wait() == 20
    assert told.wait_by_day() == {now.date(): 20}
    assert told.wait_by_section() == {"World": 20}


def test_what_rules_did_is_nobodys_ruling(article, mina, now):
    comment = sent(article, now - HOUR)
    comment.mark_as_spam(by=None, at=now)
    told = figures(mina, now)
    assert (told.total.all, told.median_wait()) == (0, None)


def test_a_ruling_that_was_taken_back_is_not_counted(article, mina, now):
    comment = sent(article, now - HOUR)
    comment.approve(by=mina, at=now - HOUR / 2)
    comment.undo(by=mina, at=now - HOUR / 3)
    assert figures(mina, now).total.all == 0
    comment.reject(by=mina, reason="insult", at=now)
    told = figures(mina, now)
    assert (told.total.all, told.total.rejected) == (1, 1)


def test_an_edited_text_is_no_ruling(article, mina, now):
    sent(article, now - HOUR).edit(by=mina, text="Better.", at=now)
    assert figures(mina, now).total.all == 0


def test_arrivals_and_rulings_by_day_and_hour(article, mina, now):
    for hours in (1, 2, 2, 26):
        sent(article, now - hours * HOUR)
    Comment.objects.order_by("id").last().approve(by=mina, at=now)
    told = figures(mina, now)
    assert told.arrived.by_day == {now.date(): 3, (now - DAY).date(): 1}
    assert told.arrived.by_hour == {11: 1, 10: 3}
    assert told.ruled.by_hour == {12: 1}
    assert len(told.days) == 7 and told.days[-1] == now.date()


def test_what_came_before_the_period_is_left_out(article, mina, now):
    sent(article, now - 8 * DAY).approve(by=mina, at=now - 8 * DAY)
    sent(article, now - 6 * DAY).approve(by=mina, at=now - 6 * DAY)
    assert figures(mina, now, 7).arrived.total == 1
    assert figures(mina, now, 7).total.all == 1
    assert figures(mina, now, 30).total.all == 2


def test_the_approval_rate_is_of_what_was_ruled_on(article, mina, now):
    for deed in ("approve", "approve", "mark_as_spam"):
        getattr(sent(article, now - HOUR), deed)(by=mina, at=now)
    sent(article, now - HOUR)
    assert figures(mina, now).total.rate == 67


def test_reasons_are_counted_most_frequent_first(article, mina, now):
    for reason in ("insult", "off_topic", "off_topic"):
        sent(article, now - HOUR).reject(by=mina, reason=reason, at=now)
    assert figures(mina, now).reasons() == [("off_topic", 2), ("insult", 1)]


def test_a_rule_is_right_where_moderators_agreed(article, mina, now):
    found = [{"check": "links"}]
    for deed in ("approve", "mark_as_spam", "mark_as_spam", None):
        comment = sent(article, now - HOUR, screening=found)
        if deed:
            getattr(comment, deed)(by=mina, at=now)
    rule = figures(mina, now).rules()["links"]
    assert (rule.held, rule.disagreed, rule.agreed, rule.percent) == (4, 1, 2, 67)


def test_what_waits_now_and_since_when(article, mina, now):
    first = sent(article, now - 99 * DAY)
    sent(article, now - HOUR)
    assert figures(mina, now).waiting() == {"count": 2, "oldest": first.created_at}


def test_the_clock_is_the_sites(article, mina, now, settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    timezone.get_default_timezone.cache_clear()
    try:
        with timezone.override("Asia/Tokyo"):
            at = timezone.localtime().replace(hour=0, minute=30)
            sent(article, at)
            assert figures(mina, at).arrived.by_hour == {0: 1}
            assert figures(mina, at).arrived.by_day == {at.date(): 1}
    finally:
        timezone.get_default_timezone.cache_clear()


# Who sees what


def test_a_moderator_of_one_section_sees_its_figures_alone(article, mina, now):
    match = factories.published("The match", section=factories.section("Sport"))
    sent(match, now - HOUR, screening=[{"check": "links"}]).approve(by=mina, at=now)
    sent(article, now - HOUR, screening=[{"check": "too_fast"}]).reject(
        by=mina, reason="insult", at=now
    )
    sent(article, now - HOUR)
    sporty = people.moderator("sporty")
    Beat.objects.create(moderator=sporty, section=match.section)
    told = figures(sporty, now)
    assert (told.arrived.total, told.total.all, told.total.approved) == (1, 1, 1)
    assert list(told.by_section) == ["Sport"] == list(told.wait_by_section())
    assert list(told.rules()) == ["links"]
    assert told.reasons() == []
    assert told.waiting()["count"] == 0
    client = Client()
    client.force_login(sporty)
    for name in TABLES:
        assert "World" not in str(table(client, name))
    assert "World" not in client.get(URL).content.decode()


def test_moderators_see_themselves_beside_all_others_together(article, mina, now):
    ruben, olga = people.moderator("ruben"), people.moderator("olga")
    for by in (mina, ruben, olga):
        sent(article, now - HOUR).approve(by=by, at=now)
    rows = moderators_table(figures(mina, now), mina).rows
    assert [(row.head, row.cells[0]) for row in rows] == [
        ("You", 1),
        ("All others together", 2),
    ]
    rows = moderators_table(figures(people.chief(), now), people.chief("other")).rows
    assert [row.head for row in rows] == ["mina", "olga", "ruben"]


def test_no_colleague_is_named_to_a_moderator(desk, article, mina):
    sent(article, timezone.now()).approve(by=people.moderator("ruben"))
    assert "ruben" not in desk.get(URL).content.decode()
    assert "ruben" not in str(table(desk, "moderators"))


# The page


def test_every_chart_has_its_table_and_a_description(desk, article, mina):
    comment = sent(article, timezone.now(), screening=[{"check": "links"}])
    comment.reject(by=mina, reason="insult")
    page = desk.get(URL).content.decode()
    assert page.count('role="img"') == page.count("<desc") == page.count("<details") == 6
    assert page.count("<table") == len(TABLES) == 7
    assert "style=" not in page
    assert page.count(".csv?days=30") == len(TABLES)


def test_without_any_comment_there_is_a_page_all_the_same(desk):
    response = desk.get(URL)
    assert response.status_code == 200
    for name in TABLES:
        assert table(desk, name)


def test_the_period_is_chosen_and_nothing_else_is_one(desk):
    for asked, days in (("7", 7), ("90", 90), ("", 30), ("8", 30), ("x" * 50, 30), ("٧", 30)):
        assert len(table(desk, "days", days=asked)) == days + 1


def test_numbers_in_the_drawing_are_never_localised(desk, article, mina, settings):
    settings.LANGUAGE_CODE = "de"
    for number in range(3):
        sent(article, timezone.now() - number * DAY).approve(by=mina)
    page = desk.get(URL).content.decode()
    drawing = page[page.index("<svg") : page.rindex("</svg>")]
    assert 'viewBox="0 0 340' in drawing
    assert not [one for one in drawing.split('"')[1::2] if "," in one and "M" not in one]


def test_a_spreadsheet_is_handed_no_formula(desk, article, mina):
    section = factories.section("=1+1")
    article = factories.published("Another", section=section)
    sent(article, timezone.now())
    assert "'=1+1" in [row[0] for row in table(desk, "sections")]


def test_there_are_no_other_tables(desk):
    assert desk.get(f"{URL}secrets.csv").status_code == 404


def test_looking_changes_nothing(desk, article):
    sent(article, timezone.now())
    before = all_rows()
    desk.get(URL)
    for name in TABLES:
        table(desk, name)
    assert desk.post(URL).status_code == 405
    assert all_rows() == before


def test_ten_thousand_rulings_take_the_same_queries(desk, article, mina, now):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as told:
            desk.get(URL)
        return len(told)

    many(article, mina, 2, now)
    few = queries()
    many(factories.published("Another"), mina, 300, now)
    assert queries() == few <= 20


def test_of_very_many_rulings_the_newest_make_the_median(article, mina, now, monkeypatch):
    monkeypatch.setattr("comments.desk.figures.SAMPLE", 5)
    many(article, mina, 5, now - DAY)
    for _ in range(5):
        sent(article, now - timedelta(minutes=10)).approve(by=mina, at=now)
    told = figures(mina, now)
    assert told.sampled and told.median_wait() == 10
    assert told.total.all == 10
