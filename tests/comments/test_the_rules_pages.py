"""The rules at the desk: to read, to try out on past comments, and (without a beat) to change."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from comments.models import Beat, Comment, Rule, WordList
from comments.screening import CHECKS, screen
from comments.screening.precision import precision_of
from comments.screening.replay import replay
from tests import factories, people
from tests.comments.pages import judge
from tests.comments.rows import all_rows
from tests.comments.screened import sent, stored

pytestmark = pytest.mark.django_db
RULES = "/moderation/rules/"
LINKS = "/moderation/rules/links/"
NEW = "/moderation/rules/lists/new/"
PILLS = {"name": "Pills", "kind": "words", "verdict": "hold", "entries": "pills\nmiracle cure"}


@pytest.fixture
def pills(mina):
    at = timezone.now()
    return WordList.objects.create(**PILLS, on=False, changed_by=mina, changed_at=at)


@pytest.fixture
def scoped():
    """A moderator who looks after one section."""
    sena = people.moderator("sena")
    Beat.objects.create(moderator=sena, section=factories.section("Sport"))
    client = Client()
    client.force_login(sena)
    return client


def at(one):
    return reverse("moderation:list", kwargs={"pk": one.pk})


def switch(one):
    return reverse("moderation:switch_list", kwargs={"pk": one.pk})


def delete(one):
    return reverse("moderation:delete_list", kwargs={"pk": one.pk})


def seen(one):
    return {"seen": one.changed_at.isoformat()}


# The list of checks


def test_the_checks_stand_in_their_order_in_words(desk):
    page = judge(desk.get(RULES)).words
    places = [page.index(f"{check.told}"[1:]) for check in CHECKS]
    assert places == sorted(places)
    assert all(str(check.explained) in page for check in CHECKS)


def test_how_often_each_found_something_and_how_often_moderators_agreed(article, desk, mina):
    found = [{"check": "links", "verdict": "hold"}, {"check": "first_timer", "verdict": "hold"}]
    for number in range(4):
        factories.comment(article, f"Number {number}.", screening=found)
    first, second, third, _fourth = Comment.objects.order_by("id")
    first.reject(by=mina, reason="insult")
    second.mark_as_spam(by=mina)
    third.approve(by=mina)
    links = precision_of(timezone.now() - timedelta(days=30))["links"]
    assert (links.held, links.agreed, links.disagreed, links.percent) == (4, 2, 1, 67)
    assert (
        "Found something in 4 comments; moderators turned away 67 %" in judge(desk.get(RULES)).words
    )


def test_what_rules_alone_decided_says_nothing_of_precision(article):
    found = [{"check": "trap", "verdict": "spam"}]
    factories.comment(article, "Spam.", "spam", screening=found)
    trap = precision_of(timezone.now() - timedelta(days=30))["trap"]
    assert (trap.held, trap.share) == (1, None)
    assert precision_of(timezone.now() + timedelta(days=1)) == {}


def test_it_keeps_its_number_of_queries(desk, mina, pills):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(RULES).status_code == 200
        return len(asked)

    few = queries()
    for number in range(9):
        at = timezone.now()
        WordList.objects.create(**PILLS | {"name": f"L{number}"}, changed_by=mina, changed_at=at)
        Rule.switch(CHECKS[number].name, True, by=mina, at=at)
    assert queries() == few


# Changing a check


def test_a_limit_is_saved_with_who_and_when(article, desk, mina):
    assert desk.post(LINKS, {"deed": "save", "limit": "0"}).status_code == 302
    rule = Rule.objects.get()
    assert (rule.check_name, rule.limit, rule.on, rule.changed_by) == ("links", 0, True, mina)
    found = [one["check"] for one in screen(sent(article, "https://a.example")).findings]
    assert "links" in found
    assert "mina" in judge(desk.get(RULES)).words
    desk.post(LINKS, {"deed": "save", "limit": ""})
    assert Rule.objects.get().limit is None


def test_a_check_is_switched_off_and_on(desk):
    desk.post(LINKS, {"deed": "off"})
    assert Rule.objects.get().on is False
    desk.post(LINKS, {"deed": "on"})
    assert Rule.objects.get().on is True


def test_twice_is_harmless(desk):
    desk.post(LINKS, {"deed": "off"})
    before = all_rows()["comments_rule"]
    desk.post(LINKS, {"deed": "off"})
    assert all_rows()["comments_rule"] == before


@pytest.mark.parametrize("name", ["closed", "banned", "first_timer"])
def test_some_checks_are_always_on(desk, name):
    desk.post(f"/moderation/rules/{name}/", {"deed": "off"})
    assert not Rule.objects.exists()


@pytest.mark.parametrize("limit", ["-1", "101", "many", "nan", "inf", "1e999"])
def test_a_limit_that_makes_no_sense_is_refused_kindly(desk, limit):
    response = desk.post(LINKS, {"deed": "save", "limit": limit})
    assert response.status_code == 422
    assert not Rule.objects.exists()
    assert f'value="{limit}"' in response.content.decode()


def test_a_check_that_is_not_there(desk):
    assert desk.get("/moderation/rules/nothing/").status_code == 404
    assert desk.post("/moderation/rules/nothing/", {"deed": "on"}).status_code == 404


# Trying out


def test_a_limit_is_tried_on_past_comments_and_changes_nothing(article, desk):
    stored(article, "https://a.example", status="approved")
    stored(article, "https://a.example https://b.example", status="rejected")
    stored(article, "https://c.example", past=timedelta(days=31))
    stored(article, "No link.")
    before = all_rows()
    page = judge(desk.post(LINKS, {"deed": "try", "limit": "0"})).words
    assert "It would have caught 2 comments" in page
    assert "It looked at 3 comments." in page
    assert all_rows() == before
    page = judge(desk.post(LINKS, {"deed": "try", "limit": "1"})).words
    assert "It would have caught 1 comment" in page


def test_a_list_is_tried_before_it_is_saved(article, desk):
    stored(article, "These pills are a miracle, cure!", status="rejected", name="Pat")
    stored(article, "A miracle of a bridge.", status="approved")
    response = desk.post(NEW, PILLS | {"deed": "try"})
    page = judge(response)
    assert "It would have caught 1 comment" in page.words
    assert "Pat" in page.words
    assert "pills, miracle cure" in page.words
    assert "miracle cure" in response.content.decode()
    assert not WordList.objects.exists()


@pytest.mark.parametrize("name", [check.name for check in CHECKS if check.replayable])
def test_every_check_that_says_so_can_be_tried(article, desk, name):
    for number in range(4):
        stored(article, f"The same again and again and again, in number {number} of them, all day.")
    assert desk.post(f"/moderation/rules/{name}/", {"deed": "try"}).status_code == 200


def test_too_fast_is_tried_as_if_each_had_just_come(article, desk):
    for number in range(4):
        stored(article, f"Number {number}.", past=timedelta(seconds=40 - number * 10))
    page = judge(desk.post("/moderation/rules/too_fast/", {"deed": "try", "limit": "3"})).words
    assert "It would have caught 1 comment" in page
    assert "Number 3." in page


def test_examples_are_thirty_at_most_and_the_numbers_are_whole(article, desk):
    for number in range(35):
        stored(article, f"https://{number}.example")
    response = desk.post(LINKS, {"deed": "try", "limit": "0"})
    assert len(response.context["tried"].examples) == 30
    assert "It would have caught 35 comments" in judge(response).words


def test_trying_stops_when_its_time_is_over(article):
    stored(article, "One.")
    done = replay(lambda sent: None, Comment.objects.all(), timezone.now(), seconds=-1)
    assert (done.looked_at, done.complete) == (0, False)


def test_nothing_withdrawn_or_erased_is_shown(article, desk):
    stored(article, "https://withdrawn.example", status="withdrawn")
    erased = stored(article, "https://erased.example")
    Comment.objects.filter(pk=erased.pk).update(erased_at=timezone.now())
    page = judge(desk.post(LINKS, {"deed": "try", "limit": "0"})).words
    assert "It would have caught 0 comments" in page
    assert ".example" not in page


# Word lists


def test_a_list_is_added_off_or_on(article, desk, mina):
    desk.post(NEW, PILLS | {"deed": "save"})
    off = WordList.objects.get()
    assert (off.on, off.changed_by, off.entries) == (False, mina, "pills\nmiracle cure")
    desk.post(NEW, PILLS | {"name": "More pills", "deed": "save_on"})
    assert WordList.objects.get(name="More pills").on
    assert "blocked_words" in [one["check"] for one in screen(sent(article, "Pills!")).findings]


def test_a_list_is_changed(desk, pills):
    desk.post(at(pills), PILLS | seen(pills) | {"entries": "potions", "deed": "save"})
    pills.refresh_from_db()
    assert (pills.entries, pills.on) == ("potions", False)


def test_of_two_moderators_one_saves_and_the_other_is_told(desk, pills):
    theirs = PILLS | seen(pills) | {"deed": "save"}
    pills.revise(by=people.moderator("max"), at=timezone.now(), entries="first")
    response = desk.post(at(pills), theirs | {"entries": "second"})
    assert response.status_code == 422
    page = judge(response).words
    assert "max changed this list meanwhile" in page
    assert "second" in response.content.decode()
    pills.refresh_from_db()
    assert pills.entries == "first"
    again = theirs | {"entries": "second"} | seen(pills)
    assert desk.post(at(pills), again).status_code == 302


def test_a_list_is_switched_and_deleted_on_record(desk, mina, pills):
    desk.post(switch(pills), {"on": "1"})
    desk.post(switch(pills), {"on": "1"})
    pills.refresh_from_db()
    assert pills.on
    desk.post(delete(pills))
    assert not WordList.objects.exists()
    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_repr) == (mina, "Pills")
    assert desk.post(delete(pills)).status_code == 404


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"entries": ""}, "Write at least one entry."),
        ({"entries": " \n\n "}, "Write at least one entry."),
        ({"entries": "\n".join(f"word{n}" for n in range(10_000))}, "10000 lines"),
        ({"entries": "x" * 101}, "is too long"),
        ({"entries": "good\n(a+)+$"}, "Line 2, “(a+)+$”: patterns do not work"),
        ({"entries": "good\nvi*gra"}, "Line 2, “vi*gra”: patterns do not work"),
        ({"entries": "!!!"}, "has no letter or number"),
        ({"entries": "*.example", "kind": "domains"}, "is no domain"),
        ({"entries": "https://shop.example/x", "kind": "domains"}, "write the domain alone"),
        ({"entries": "localhost", "kind": "domains"}, "is no domain"),
        ({"entries": ".", "kind": "domains"}, "is no domain"),
        ({"name": " \u200b "}, "Give the list a name."),
        ({"name": "x" * 61}, "61"),
        ({"kind": "regex"}, "regex"),
    ],
)
def test_bad_input_is_refused_kindly_and_kept(desk, fields, told):
    response = desk.post(NEW, PILLS | fields | {"deed": "save_on"})
    assert response.status_code == 422
    assert told in judge(response).words
    assert (PILLS | fields)["entries"].strip()[:20] in judge(response).words
    assert not WordList.objects.exists()


def test_a_name_is_taken_once(desk, pills):
    response = desk.post(NEW, PILLS | {"name": "pills", "deed": "save"})
    assert "Another list has this name" in judge(response).words


def test_domains_are_kept_as_they_are_compared(desk):
    desk.post(NEW, PILLS | {"kind": "domains", "entries": "Shop.Example.\nbücher.example"})
    assert WordList.objects.get().entries == "shop.example\nxn--bcher-kva.example"


# Who


PAGES = [RULES, LINKS, NEW]


@pytest.mark.parametrize("page", PAGES)
def test_looking_changes_nothing(desk, page, pills):
    before = all_rows()
    assert desk.get(page).status_code == 200
    assert desk.get(at(pills)).status_code == 200
    assert all_rows() == before


@pytest.mark.parametrize("who", ["nobody", "sam", "edith"])
def test_strangers_see_and_change_nothing(pills, who):
    client = Client()
    if who != "nobody":
        client.force_login(people.stranger() if who == "sam" else people.editor())
    before = all_rows()
    for page in (*PAGES, at(pills)):
        assert client.get(page).status_code in (302, 403)
        assert client.post(page, PILLS | {"deed": "save", "limit": "1"}).status_code in (302, 403)
    for page in (switch(pills), delete(pills)):
        assert client.post(page, {"on": "1"}).status_code in (302, 403)
    assert all_rows() == before


def test_whoever_has_a_beat_looks_and_tries_but_changes_nothing(article, scoped, pills):
    stored(article, "https://secret.example")
    sport = factories.published(section=factories.section("Sport"))
    stored(sport, "https://sport.example")
    before = all_rows()
    for page in (*PAGES, at(pills)):
        assert scoped.get(page).status_code == 200
        for deed in ("save", "save_on", "on", "off"):
            response = scoped.post(page, PILLS | seen(pills) | {"deed": deed, "limit": "1"})
            assert response.status_code in (403, 405)
    for page in (switch(pills), delete(pills)):
        assert scoped.post(page, {"on": "1"}).status_code == 403
    page = judge(scoped.post(LINKS, {"deed": "try", "limit": "0"})).words
    assert "sport.example" in page
    assert "secret.example" not in page
    assert all_rows() == before


def test_a_forged_form_changes_nothing(mina, pills):
    client = Client(enforce_csrf_checks=True)
    client.force_login(mina)
    assert client.post(LINKS, {"deed": "off"}).status_code == 403
    assert client.post(switch(pills), {"on": "1"}).status_code == 403
    assert not Rule.objects.exists()


@pytest.mark.parametrize("page", [switch, delete])
def test_deeds_are_no_links(desk, pills, page):
    assert desk.get(page(pills)).status_code == 405
