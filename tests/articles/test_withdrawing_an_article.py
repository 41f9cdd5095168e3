"""Taken from the public, with a reason that is kept; and given back."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.models import Article
from tests import factories

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_a_withdrawn_article_is_gone(client):
    article = factories.published("Taken back")
    assert article.withdraw(by=None, reason="The source took it back.")
    assert client.get(article.get_absolute_url()).status_code == 410
    assert b"Taken back" not in client.get("/").content
    newest = article.newest_revision()
    assert (newest.kind, newest.note) == ("withdrawn", "The source took it back.")


def test_withdrawing_twice_is_harmless():
    article = factories.withdrawn()
    count = article.revisions.count()
    assert not article.withdraw(by=None, reason="Again.")
    assert article.revisions.count() == count


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_withdrawal_needs_a_reason(reason):
    article = factories.published()
    with pytest.raises(ValidationError) as refusal:
        article.withdraw(by=None, reason=reason)
    assert set(refusal.value.message_dict) == {"note"}
    assert Article.objects.get().is_published()


def test_a_reinstated_article_is_as_it_was(client):
    article = factories.published("Back again")
    before = client.get(article.get_absolute_url()).content
    article.withdraw(by=None, reason="A mistake.")
    assert article.reinstate(by=None)
    assert client.get(article.get_absolute_url()).content == before


def test_reinstating_twice_is_harmless():
    article = factories.withdrawn()
    assert article.reinstate(by=None)
    count = article.revisions.count()
    assert not article.reinstate(by=None)
    assert article.revisions.count() == count


@pytest.mark.parametrize("make", [factories.draft, factories.in_review, factories.published])
def test_only_what_was_withdrawn_is_reinstated(make):
    article = make()
    assert not article.reinstate(by=None)


def test_a_withdrawn_draft_is_a_draft_again_and_says_what_was_last_written():
    article = factories.draft("As it was")
    article.withdraw(by=None, reason="Not now.")
    article.write(by=None, headline="As it is")
    article.reinstate(by=None)
    stored = Article.objects.get()
    assert (stored.status, stored.headline) == ("draft", "As it is")


def test_what_was_withdrawn_before_its_embargo_ended_was_never_public(client, monkeypatch):
    article = factories.embargoed()
    article.withdraw(by=None, reason="The embargo was broken elsewhere.")
    assert client.get(article.get_absolute_url()).status_code == 404
    later = article.publish_at + HOUR
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert client.get(article.get_absolute_url()).status_code == 404


def test_reinstated_under_its_embargo_it_is_published_when_the_embargo_ends():
    article = factories.embargoed()
    article.withdraw(by=None, reason="In doubt.")
    article.reinstate(by=None)
    stored = Article.objects.get()
    assert not stored.is_published()
    assert stored.is_published(stored.publish_at)
    assert stored.first_published_at == stored.publish_at


def test_reinstated_after_its_embargo_it_is_published_now(monkeypatch):
    article = factories.embargoed()
    article.withdraw(by=None, reason="In doubt.")
    later = article.publish_at + HOUR
    monkeypatch.setattr(timezone, "now", lambda: later)
    article.reinstate(by=None)
    stored = Article.objects.get()
    assert stored.is_published()
    assert stored.first_published_at == later


def test_a_withdrawn_article_can_be_published_in_another_form(client):
    article = factories.withdrawn("As it was")
    article.write(by=None, headline="As it should have been")
    assert article.publish(by=None, change="correction", note="We had it wrong.")
    page = client.get(Article.objects.get().get_absolute_url())
    assert b"As it should have been" in page.content
    assert b"We had it wrong." in page.content
