"""A queue is narrowed by section, article, rule, commenter, machine and words, as its address says."""

import pytest
from django.utils import timezone

from comments.desk.queue import A_PAGE
from comments.models import Beat, Comment, Commenter
from tests import factories
from tests.comments.pages import judge
from tests.comments.rows import all_rows

pytestmark = pytest.mark.django_db
QUEUE, RULE = "/moderation/", "/moderation/rule/"


@pytest.fixture
def site(article):
    sport = factories.published("A derby", section=factories.section("Sport"))
    known = Commenter.objects.create(
        email="kim@example.org", name="Kim", confirmed_at=timezone.now()
    )
    links = [{"check": "links", "verdict": "hold", "detail": "7"}]
    made = {
        "world": factories.comment(article, "The bridge is 100% done_ here"),
        "sport": factories.comment(sport, "What a goal"),
        "linked": factories.comment(article, "See these", screening=links),
        "kims": factories.comment(article, "By Kim", commenter=known),
        "machine": factories.comment(article, "From there", address="192.0.2.9"),
        "again": factories.comment(sport, "From there too", address="192.0.2.9"),
    }
    return made


def shown(desk, **query):
    return set(judge(desk.get(QUEUE, query)).anchors())


def test_by_section_article_rule_commenter_and_machine(site, desk):
    for query, names in [
        ({"section": "sport"}, {"sport", "again"}),
        ({"article": site["sport"].article_id}, {"sport", "again"}),
        ({"rule": "links"}, {"linked"}),
        ({"commenter": site["kims"].commenter_id}, {"kims"}),
        ({"sender": site["machine"].pk}, {"machine", "again"}),
        ({"sender": site["machine"].pk, "section": "sport"}, {"again"}),
        ({"sender": site["world"].pk}, set()),
        ({"section": "nowhere"}, set()),
        ({"article": 999_999}, set()),
    ]:
        assert shown(desk, **query) == {site[name].anchor for name in names}, query


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("bridge", True),
        ("BRIDGE done", True),
        ("bridge goal", False),
        ("%", True),
        ("_", True),
        ("100%", True),
        ("b%e", False),
        ("b_idge", False),
        ("\\", False),
        ("'", False),
    ],
)
def test_words_are_looked_for_as_they_are(site, desk, words, found):
    assert (site["world"].anchor in shown(desk, words=words)) == found
    if words in ("%", "_"):
        assert shown(desk, words=words) == {site["world"].anchor}


@pytest.mark.parametrize("name", ["section", "article", "rule", "commenter", "sender", "words"])
@pytest.mark.parametrize("garbage", ["\x00", "-1", "9" * 30, "²", "<b>", "' OR 1=1", "x" * 5000])
def test_garbage_breaks_nothing(site, desk, name, garbage):
    before = all_rows()
    for queue in ("waiting", "all"):
        assert desk.get(QUEUE, {name: garbage, "queue": queue}).status_code == 200
    assert desk.get("/moderation/bulk/", {name: garbage}).status_code == 200
    assert all_rows() == before


def test_the_machines_address_is_in_no_page(site, desk):
    for query in ({}, {"sender": site["machine"].pk}):
        page = desk.get(QUEUE, query).content.decode()
        assert "192.0.2" not in page
        assert f"sender={site['machine'].pk}" in page


def test_the_filters_survive_a_ruling_and_its_undoing(site, desk):
    query = {"queue": "held", "section": "world", "rule": "links", "words": "See"}
    one = site["linked"]
    form = {"one": f"approve:{one.pk}", f"seen-{one.pk}": "pending:1"} | query
    response = desk.post(RULE, form)
    address = f"{QUEUE}?queue=held&section=world&rule=links&words=See"
    assert response["Location"] == address
    batch = one.decisions.get().batch
    assert desk.post(f"/moderation/undo/{batch}/", query)["Location"] == address
    edit = {"text": "Edited", "note": "x", "version": "1"}
    response = desk.post(f"/moderation/{one.pk}/edit/?queue=held&section=world", edit)
    assert response["Location"] == f"{QUEUE}?queue=held&section=world"


def test_after_the_last_of_the_last_page_one_is_on_the_page_before(article, desk):
    made = [factories.comment(article, f"Number {n}.") for n in range(A_PAGE + 1)]
    last = made[-1]
    form = {"one": f"approve:{last.pk}", f"seen-{last.pk}": "pending:1", "page": "2"}
    assert desk.post(RULE, form)["Location"] == QUEUE
    last.refresh_from_db()
    last.undo(by=None)
    form |= {"one": f"approve:{made[0].pk}", f"seen-{made[0].pk}": "pending:1"}
    for odd in ("x", "0", "-1", "9" * 40, "\x00"):
        assert desk.post(RULE, form | {"page": odd})["Location"] == QUEUE


def test_another_sections_are_not_among_what_is_found(site, article, mina, desk):
    Beat.objects.create(moderator=mina, section=factories.section("Sport"))
    hidden = site["world"]
    for query in [
        {},
        {"queue": "all"},
        {"section": "world"},
        {"article": article.pk},
        {"words": "bridge"},
        {"sender": site["machine"].pk},
        {"commenter": site["kims"].commenter_id},
    ]:
        page = desk.get(QUEUE, query).content.decode()
        assert hidden.text not in page
        assert article.headline not in page
        assert "By Kim" not in page and ">Kim<" not in page
    assert shown(desk, sender=site["again"].pk) == {site["again"].anchor}
    assert 'value="world"' not in desk.get(QUEUE).content.decode()


def test_what_follows_a_card_is_given_as_cards_alone(article, desk):
    made = [factories.comment(article, f"Number {n}.") for n in range(5)]
    fragment = {"X-Fragment": "cards"}
    made[1].approve(by=None)  # ruled on meanwhile
    answer = desk.get(QUEUE, {"after": made[1].pk}, headers=fragment)
    assert judge(answer).anchors() == [one.anchor for one in made[2:]]
    assert "<html" not in answer.content.decode()
    newest = desk.get(QUEUE, {"after": made[3].pk, "queue": "all"}, headers=fragment)
    assert judge(newest).anchors() == [one.anchor for one in made[2::-1]]
    for odd in ("", "x", "0", "9" * 30, "²"):
        assert desk.get(QUEUE, {"after": odd}, headers=fragment).status_code == 404


def test_cards_that_follow_one_of_another_section_are_not_told(article, mina, desk):
    Beat.objects.create(moderator=mina, section=factories.section("Sport"))
    one = factories.comment(article)
    answer = desk.get(QUEUE, {"after": one.pk}, headers={"X-Fragment": "cards"})
    assert answer.status_code == 404
    assert Comment.objects.count() == 1
