"""An author takes a comment back, at any time. A page asks first; nobody else can."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comments.models import Comment
from portal.outbox import Mail
from tests import factories
from tests.comments.knowing import reader_known_as, somebody_else
from tests.comments.pages import judge
from tests.comments.rows import all_rows
from tests.comments.sending import OURS, Reader

pytestmark = pytest.mark.django_db


def address(comment):
    return f"/comments/{comment.pk}/withdraw/"


@pytest.fixture
def own(article, reader):
    reader.writes(article, "I spoke too soon.")
    comment = Comment.objects.get()
    comment.approve(by=None)
    return comment


def test_its_author_takes_it_back(article, reader, own):
    page = judge(reader.sees(address(own)))
    assert "I spoke too soon." in page.words
    response = reader.client.post(address(own), headers=OURS)
    assert response.status_code == 303
    own.refresh_from_db()
    assert own.withdrawn_at and not own.is_public
    assert "Taken back by you." in judge(reader.sees("/comments/mine/")).words
    assert "I spoke too soon." not in judge(reader.sees(article.get_absolute_url())).words


def test_at_any_time_and_in_any_state(article, reader, own):
    Comment.objects.update(created_at=timezone.now() - timedelta(days=300))
    for status in Comment.Status.values:
        Comment.objects.update(status=status, withdrawn_at=None)
        assert reader.client.post(address(own), headers=OURS).status_code == 303
        own.refresh_from_db()
        assert own.withdrawn_at


def test_looking_takes_nothing_back(reader, own):
    before = all_rows()
    assert reader.sees(address(own)).status_code == 200
    assert reader.client.head(address(own)).status_code == 200
    assert all_rows() == before


def test_twice_is_harmless(reader, own):
    reader.client.post(address(own), headers=OURS)
    before = all_rows()
    assert reader.client.post(address(own), headers=OURS).status_code == 303
    assert all_rows() == before
    assert "You have taken this comment back" in judge(reader.sees(address(own))).words


def test_nobody_else_can_nor_learns_that_it_is_there(article, own):
    secret = factories.comment(article, "Of nobody.", browser=None)
    others = [Reader(), reader_known_as(somebody_else())]
    before = all_rows()
    for other in others:
        for comment in (own, secret):
            assert other.sees(address(comment)).status_code == 404
            assert other.client.post(address(comment), headers=OURS).status_code == 404
    assert all_rows() == before


def test_it_must_come_from_our_page(reader, own):
    for headers in ({}, {"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert reader.client.post(address(own), headers=headers).status_code == 403
    own.refresh_from_db()
    assert not own.withdrawn_at


def test_somebody_known_takes_back_what_another_browser_sent(article):
    karl = somebody_else()
    comment = factories.comment(article, "From my telephone.", "approved", commenter=karl)
    assert reader_known_as(karl).client.post(address(comment), headers=OURS).status_code == 303
    comment.refresh_from_db()
    assert comment.withdrawn_at


def test_answers_stay_under_a_stub(article, reader, own):
    factories.comment(article, "But true!", "approved", parent=own)
    reader.client.post(address(own), headers=OURS)
    page = judge(reader.sees(article.get_absolute_url()))
    assert "But true!" in page.words


def test_of_an_article_that_is_gone_it_is_taken_back_as_well(article, reader, own):
    article.withdraw(by=None, reason="Wrong.")
    assert article.headline not in judge(reader.sees(address(own))).words
    assert reader.client.post(address(own), headers=OURS).status_code == 303


def test_whoever_reported_it_and_its_author_are_told_all_the_same(article, mina):
    """Only what would quote it to others stays unsent."""
    person = somebody_else()
    comment = factories.comment(article, "Too soon.", "approved", commenter=person)
    for key in (f"reply:{comment.pk}", "report:1:decided", "reasons:1"):
        about = comment.decisions.last().mails
        Mail.objects.create(
            key=key,
            about=about,
            to="x@example.org",
            made_at=timezone.now(),
            not_before=timezone.now(),
        )
    assert comment.withdraw()
    kept = Mail.objects.filter(to="x@example.org").values_list("key", flat=True)
    assert sorted(kept) == ["reasons:1", "report:1:decided"]
