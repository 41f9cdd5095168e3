"""Trust: earned by approved comments, lost by turned-away ones, had only by the signed cookie."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from comments.models import Ban, Comment
from comments.people.trust import LATELY, is_trusted
from tests import factories, people
from tests.comments.knowing import commenter, knows
from tests.comments.sending import Reader

pytestmark = pytest.mark.django_db
NOW = timezone.now()
DAY = timedelta(days=1)


@pytest.fixture
def rita():
    return commenter()


@pytest.fixture
def approves(article, rita):
    mina = people.moderator()

    def approve(times, person=rita):
        made = []
        for number in range(times):
            text = f"Number {number} of {uuid.uuid4()}"
            one = factories.comment(article, text, commenter=person, at=NOW - DAY)
            assert one.approve(by=mina)
            made.append(one)
        return made

    approve.mina = mina
    return approve


def test_so_many_approved_comments_earn_it(rita, approves, settings):
    settings.COMMENTS_TRUST_AFTER = 3
    approves(2)
    assert not is_trusted(rita, NOW)
    approves(1)
    assert is_trusted(rita, NOW)


def test_it_is_asked_in_one_query(rita, approves, django_assert_num_queries):
    approves(3)
    with django_assert_num_queries(1):
        assert is_trusted(rita, NOW)
    with django_assert_num_queries(0):
        assert not is_trusted(None, NOW)


def test_where_every_comment_is_read_nobody_is_trusted(rita, approves, settings):
    approves(3)
    settings.COMMENTS_TRUST_AFTER = 0
    assert not is_trusted(rita, NOW)


def test_what_a_rule_let_pass_earns_none(rita, article):
    for number in range(4):
        factories.comment(article, f"Number {number}", commenter=rita).approve(by=None)
    for number in range(4):
        Comment.send(
            article,
            f"Passed {number}",
            name="R",
            token=uuid.uuid4(),
            commenter=rita,
            status="approved",
        )
    assert not is_trusted(rita, NOW)


def test_somebody_elses_comments_earn_none(rita, approves):
    approves(5, commenter("else@example.org", "Else"))
    approves(5, None)
    assert not is_trusted(rita, NOW)


@pytest.mark.parametrize("ruling", ["reject", "mark_as_spam"])
def test_one_turned_away_lately_loses_it_and_time_gives_it_back(rita, approves, ruling):
    *_, last = approves(4)
    reason = {"reason": "insult"} if ruling == "reject" else {}
    getattr(last, ruling)(by=approves.mina, at=NOW, **reason)
    assert not is_trusted(rita, NOW + DAY)
    assert is_trusted(rita, NOW + LATELY + DAY)


def test_a_rejection_that_was_undone_is_none(rita, approves):
    *_, last = approves(4)
    last.reject(by=approves.mina, reason="insult")
    last.undo(by=approves.mina)
    assert is_trusted(rita, NOW)


def test_a_standing_ban_ends_it(rita, approves):
    approves(3)
    ban = Ban.objects.create(commenter=rita, reason="insult", at=NOW, until=NOW + DAY)
    assert not is_trusted(rita, NOW)
    assert is_trusted(rita, ban.until)


def test_whoever_types_a_trusted_persons_address_waits(rita, approves, article, reader):
    approves(3)
    assert reader.writes(article, "Let me pass.", email=rita.email, name="R.").status_code == 303
    sent = Comment.objects.get(text="Let me pass.")
    assert (sent.status, sent.commenter) == ("pending", None)


def test_a_forged_cookie_gains_nothing(rita, approves, article, reader):
    approves(3)
    knows(reader, rita, uuid.uuid4())
    ((name, cookie),) = reader.client.cookies.items()
    forger = Reader()
    forger.client.cookies[name] = cookie.value.replace(f".{rita.pk}.", f".{rita.pk + 1}.")
    forger.writes(article, "Let me pass.", name="Mallory")
    assert Comment.objects.get(text="Let me pass.").commenter is None


def test_whoever_has_the_cookie_passes_at_once(rita, approves, article, reader):
    approves(3)
    knows(reader, rita, uuid.uuid4())
    assert reader.writes(article, "I am trusted here.").status_code == 303
    sent = Comment.objects.get(text="I am trusted here.")
    assert (sent.status, sent.unread, sent.commenter) == ("approved", True, rita)
