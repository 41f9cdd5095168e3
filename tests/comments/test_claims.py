"""A moderator is at a comment: the others are told, nobody is hindered, and it ends by itself."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comments.desk.claims import LASTS, claim_for, claims_of_others
from comments.models import Claim
from tests import factories, people
from tests.comments.pages import judge
from tests.comments.rows import all_rows

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def mats(db):
    return people.moderator("mats", first_name="Mats", last_name="Berg")


@pytest.fixture
def comment(article):
    return factories.comment(article)


def test_whoever_is_first_holds_it_and_the_other_is_told(comment, mina, mats):
    assert claim_for(mats, comment, NOW) is None
    assert claim_for(mina, comment, NOW) == mats
    assert claims_of_others(mina, NOW) == {comment.pk: "Mats Berg"}
    assert claims_of_others(mats, NOW) == {}


def test_it_ends_by_itself(comment, mina, mats):
    claim_for(mats, comment, NOW)
    assert claims_of_others(mina, NOW + LASTS) == {}
    assert claim_for(mina, comment, NOW + LASTS) is None
    assert Claim.objects.get().moderator == mina


def test_whoever_stays_holds_it_longer(comment, mina, mats):
    claim_for(mats, comment, NOW)
    claim_for(mats, comment, NOW + timedelta(minutes=2))
    assert claims_of_others(mina, NOW + LASTS) == {comment.pk: "Mats Berg"}
    assert Claim.objects.count() == 1


def test_it_is_shown_on_the_others_card_and_counted_with_the_queues(comment, desk, mina, mats):
    address = f"/moderation/{comment.pk}/claim/"
    his = Client()
    his.force_login(mats)
    assert his.post(address).json() == {"other": ""}
    assert "Mats Berg is reading this" in judge(desk.get("/moderation/")).words
    assert "is reading this" not in judge(his.get("/moderation/")).words
    assert desk.get("/moderation/counts/").json()["claims"] == {str(comment.pk): "Mats Berg"}
    assert desk.post(address).json() == {"other": "Mats Berg"}


def test_it_hinders_nobody(comment, desk, mats):
    claim_for(mats, comment, timezone.now())
    form = {"one": f"approve:{comment.pk}", f"seen-{comment.pk}": "pending:1"}
    desk.post("/moderation/rule/", form)
    comment.refresh_from_db()
    assert comment.is_public


def test_looking_claims_nothing(comment, desk):
    before = all_rows()
    assert desk.get(f"/moderation/{comment.pk}/claim/").status_code == 405
    desk.get("/moderation/")
    assert all_rows() == before


def test_what_is_not_there_is_not_claimed(desk):
    assert desk.post("/moderation/999999/claim/").status_code == 404


@pytest.mark.parametrize("who", [None, people.stranger, people.editor])
def test_strangers_claim_nothing(comment, who):
    client = Client()
    if who:
        client.force_login(who())
    answer = client.post(f"/moderation/{comment.pk}/claim/")
    assert answer.status_code == (403 if who else 302)
    assert not Claim.objects.exists()


def test_many_claims_cost_no_more_queries_than_one(article, desk, mats):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            desk.get("/moderation/")
        return len(asked)

    claim_for(mats, factories.comment(article), timezone.now())
    one = queries()
    for _ in range(9):
        claim_for(mats, factories.comment(article), timezone.now())
    assert queries() == one
