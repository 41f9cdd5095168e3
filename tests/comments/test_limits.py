"""How many comments one writer may send: by address, browser and Commenter, longer after rejections."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from comments import screening
from comments.models import Comment, Rule
from comments.screening import Overtaken, last_look
from tests import factories
from tests.comments.at_once import at_once
from tests.comments.screened import ELSEWHERE, HERE, known, sent, stored
from tests.comments.sending import Reader

pytestmark = pytest.mark.django_db


def test_a_browser_is_counted_at_every_address(article, settings):
    settings.COMMENTS_PER_MINUTE, browser = 1, uuid.uuid4()
    stored(article, browser=browser)
    assert screening.too_fast(sent(article, address=ELSEWHERE, browser=browser))
    assert screening.too_fast(sent(article, address=ELSEWHERE, browser=uuid.uuid4())) is None


def test_a_commenter_is_counted_in_every_browser(article, settings):
    settings.COMMENTS_PER_MINUTE, vera = 1, known()
    stored(article, commenter=vera, browser=uuid.uuid4())
    other = {"address": ELSEWHERE, "browser": uuid.uuid4()}
    assert screening.too_fast(sent(article, commenter=vera, **other))
    assert screening.too_fast(sent(article, commenter=known("max@example.org"), **other)) is None


@pytest.mark.parametrize(
    ("rejections", "minutes"), [(0, 1), (1, 2), (2, 4), (3, 8), (5, 32), (6, 32), (40, 32)]
)
def test_each_rejection_of_the_last_week_doubles_the_wait(article, settings, rejections, minutes):
    settings.COMMENTS_PER_MINUTE, settings.COMMENTS_PER_HOUR = 1, 0
    stored(article, past=timedelta(seconds=0))
    away = [stored(article, f"No {n}.", past=timedelta(days=2)) for n in range(rejections)]
    Comment.objects.filter(pk__in=[one.pk for one in away]).update(status="rejected")
    wait = screening.too_fast(sent(article, address=HERE)).retry_after
    assert minutes * 60 - 5 <= wait <= minutes * 60


def test_older_rejections_and_those_of_others_do_not_count(article, settings):
    settings.COMMENTS_PER_MINUTE = 1
    stored(article)
    stored(article, "Old.", timedelta(days=8), status="rejected")
    stored(article, "Theirs.", timedelta(days=1), status="rejected", address=ELSEWHERE)
    assert screening.too_fast(sent(article, address=HERE)).retry_after <= 60


def test_the_wait_never_exceeds_a_day(article, settings):
    settings.COMMENTS_PER_MINUTE, settings.COMMENTS_PER_HOUR = 0, 1
    for number in range(9):
        stored(article, f"No {number}.", timedelta(days=3), status="rejected")
    stored(article, past=timedelta(0))
    finding = screening.too_fast(sent(article, address=HERE))
    assert 23 * 3600 < finding.retry_after <= 24 * 3600
    assert "24 hours" in finding.detail


def test_a_moderators_limit_goes_before_the_settings(article, mina, settings):
    settings.COMMENTS_PER_MINUTE = 100
    stored(article)
    Rule.set_limit("too_fast", 1, by=mina, at=timezone.now())
    assert screening.too_fast(sent(article, address=HERE))
    Rule.set_limit("too_fast", None, by=mina, at=timezone.now())
    assert screening.too_fast(sent(article, address=HERE)) is None


def test_edits_are_counted_as_edits(article, settings):
    settings.COMMENTS_PER_MINUTE, browser = 2, uuid.uuid4()
    one = stored(article, browser=browser)
    stored(article, "Another.", browser=browser)
    editing = {"address": HERE, "browser": browser, "editing": one}
    assert screening.too_fast(sent(article, **editing)) is None
    for number in range(2):
        outcome = screening.screen(sent(article, f"Edit {number}.", **editing))
        assert one.revise(f"Edit {number}.", outcome)
    assert screening.too_fast(sent(article, **editing)).retry_after > 50


def test_the_same_form_again_is_not_another_comment(article, settings):
    settings.COMMENTS_PER_MINUTE = 1
    one = stored(article)
    again = sent(article, "Earlier.", address=HERE, token=one.token)
    assert screening.too_fast(again) is None
    assert screening.repeated(again) is None
    last_look(again)


def test_what_another_request_stored_meanwhile_is_counted(article, settings):
    settings.COMMENTS_PER_MINUTE = 1
    submission = sent(article, address=HERE)
    assert screening.screen(submission).refused is None
    stored(article)
    with pytest.raises(Overtaken) as late:
        last_look(submission)
    assert late.value.finding.check == "too_fast"


def test_a_last_look_that_fails_lets_nothing_through(article, monkeypatch):
    def broken(*args):
        raise ZeroDivisionError

    monkeypatch.setattr("comments.screening.limits._times_longer", broken)
    with pytest.raises(Overtaken) as failed:
        last_look(sent(article, address=HERE))
    assert failed.value.finding.retry_after


@pytest.mark.django_db(transaction=True)
def test_a_parallel_burst_does_not_slip_through(settings):
    settings.COMMENTS_PER_MINUTE = 3
    articles = [factories.published() for _ in range(8)]
    forms = [Reader().opens(article) for article in articles]

    def post(article, form):
        fields = {"name": "Rita", "text": f"About {article.pk}."}
        return Reader().sends(article, form | fields).status_code

    pairs = zip(articles, forms, strict=True)
    answers = at_once(*[lambda pair=pair: post(*pair) for pair in pairs])
    assert sorted(answers) == [303] * 3 + [429] * 5
    assert Comment.objects.count() == 3
