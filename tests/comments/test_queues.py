"""The desk's queues: which comments stand in each, in what order, and how many there are."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comments.desk.queues import LABELS, NEWEST_FIRST, QUEUES, WORK, counts_for
from comments.models import Appeal, Beat, Comment, Hold, Report
from tests import factories, people
from tests.comments.pages import judge

pytestmark = pytest.mark.django_db
QUEUE, COUNTS = "/moderation/", "/moderation/counts/"
NOW = timezone.now()
WORDS = {"check": "blocked_words", "verdict": "hold", "detail": "casino"}
EVERYBODYS = {"check": "first_timer", "verdict": "hold", "detail": ""}


def report(comment, kind="breach", **fields):
    return Report.objects.create(comment=comment, kind=kind, at=NOW, **fields)


@pytest.fixture
def site(article):
    """Comments by what they are, each with its name."""

    def make(name, status="pending", **fields):
        return factories.comment(article, f"It is {name}.", status, name=name, **fields)

    made = {
        "fresh": make("fresh", screening=[EVERYBODYS]),
        "worded": make("worded", screening=[WORDS, EVERYBODYS]),
        "public": make("public", "approved"),
        "spam": make("spam", "spam"),
        "rejected": make("rejected", "rejected"),
        "withdrawn": make("withdrawn", "withdrawn"),
        "reported": make("reported", "approved"),
        "answered": make("answered", "approved"),
        "noticed": make("noticed", "approved"),
        "appealed": make("appealed", "rejected"),
        "trusted": make("trusted", "approved"),
    }
    Comment.objects.filter(pk=made["trusted"].pk).update(unread=True)
    report(made["reported"])
    report(made["answered"], closed_at=NOW)
    report(made["noticed"], "illegal")
    Appeal.objects.create(comment=made["appealed"], text="Why?", at=NOW)
    return made


STANDS = {
    "waiting": {"fresh", "worded"},
    "reported": {"reported"},
    "notices": {"noticed"},
    "appeals": {"appealed"},
    "held": {"worded"},
    "unread": {"trusted"},
    "spam": {"spam"},
    "rejected": {"rejected", "appealed"},
}


@pytest.mark.parametrize("name", QUEUES)
def test_each_queue_holds_what_it_says(site, desk, name):
    expected = STANDS.get(name, set(site))
    shown = judge(desk.get(QUEUE, {"queue": name})).anchors()
    assert set(shown) == {site[one].anchor for one in expected}
    assert name in LABELS


@pytest.mark.parametrize("name", QUEUES)
def test_each_has_one_order_even_where_all_came_at_once(article, desk, name):
    made = [factories.comment(article, f"Number {n}.", at=NOW) for n in range(5)]
    status = name if name in ("spam", "rejected") else "pending"
    Comment.objects.update(status="approved" if name in ("unread",) else status, unread=True)
    for one in made:
        report(one), report(one, "illegal")
        Appeal.objects.create(comment=one, text="Why?", at=NOW)
        one.hold_for([WORDS], NOW)
    anchors = [one.anchor for one in made]
    shown = judge(desk.get(QUEUE, {"queue": name})).anchors()
    assert shown == (anchors[::-1] if name in NEWEST_FIRST else anchors)


@pytest.mark.parametrize("garbage", ["", "x", "\x00", "waiting'--", "Spam", "9" * 999])
def test_any_other_name_is_what_waits(site, desk, garbage):
    shown = judge(desk.get(QUEUE, {"queue": garbage})).anchors()
    assert shown == [site["fresh"].anchor, site["worded"].anchor]


def test_the_counts_are_those_of_the_queues(site, desk, mina):
    counted = counts_for(mina)
    assert counted == {name: len(STANDS[name]) for name in WORK}
    assert desk.get(COUNTS).json() == {"counts": counted, "claims": {}}
    page = judge(desk.get(QUEUE))
    for name in WORK:
        assert page.elements.count(("span", {"class": "desk-nav__count", "data-count": name})), name


def test_nothing_is_counted_as_nothing(mina, desk):
    assert desk.get(COUNTS).json()["counts"] == dict.fromkeys(WORK, 0)


def test_counting_is_one_query_beside_that_for_the_beat(site, mina, django_assert_num_queries):
    with django_assert_num_queries(2):
        counts_for(mina)
    chief = people.chief()
    with django_assert_num_queries(1):
        counts_for(chief)


def test_the_counts_are_of_ones_own_sections(site, article, mina, desk):
    Beat.objects.create(moderator=mina, section=factories.section("Sport"))
    assert set(desk.get(COUNTS).json()["counts"].values()) == {0}
    Beat.objects.create(moderator=mina, section=article.section)
    assert desk.get(COUNTS).json()["counts"]["waiting"] == 2


def many(article, count):
    now = timezone.now() - timedelta(days=1)
    rows = [
        Comment(
            article=article, name=f"N{n}", text=f"T{n}", html=f"<p>T{n}</p>", cleaner=1,
            ordinal=n + 1, created_at=now + timedelta(seconds=n), token=f"{n:032x}",
            email=f"n{n}@example.org", screening=[WORDS],
        )
        for n in range(count)
    ]  # fmt: skip
    Comment.objects.bulk_create(rows, batch_size=500)
    held = [Hold(comment=one, check_name="blocked_words", at=now) for one in Comment.objects.all()]
    Hold.objects.bulk_create(held, batch_size=500)


@pytest.mark.parametrize("address", ["?page=2", "?queue=held&words=T"])
def test_ten_thousand_open_in_as_many_queries_as_forty(article, desk, address):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(QUEUE + address).status_code == 200
        return len(asked)

    many(article, 40)
    few = queries()
    Hold.objects.all().delete()
    Comment.objects.all().delete()
    many(article, 10_000)
    assert queries() == few
    assert few < 30


def test_the_queue_is_read_by_its_index(article):
    many(article, 300)
    plan = Comment.objects.pending().order_by("created_at", "id")[:30].explain()
    if connection.vendor == "sqlite":
        assert "INDEX queue" in plan and "TEMP B-TREE" not in plan
