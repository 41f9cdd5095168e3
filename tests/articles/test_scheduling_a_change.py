"""A change written today that the public reads from its minute on, by itself and once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article, Correction
from portal import edition
from tests import factories

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def due():
    return timezone.now().replace(microsecond=0) + HOUR


def scheduled(due, headline="From noon on", **fields):
    """A live article with a change that waits."""
    article = factories.published("Until noon")
    article.write(by=None, headline=headline)
    assert article.publish(by=None, takes_effect=due, **fields)
    return article


def headline():
    return Article.objects.get().headline


def test_before_its_minute_nothing_changes(due):
    scheduled(due)
    edition.settle(at=due - timedelta(seconds=1))
    assert headline() == "Until noon"
    assert Article.objects.get().has_pending_changes()


def test_at_its_minute_it_is_applied_exactly_once(due):
    article = scheduled(due, change="correction", note="It began at noon.")
    edition.settle(at=due)
    stored = Article.objects.get()
    assert (stored.headline, stored.updated_at) == ("From noon on", due)
    versions = list(edition.Version.objects.order_by("name").values_list("name", "number"))
    edition.settle(at=due)
    edition.settle(at=due + HOUR)
    assert Correction.objects.count() == 1
    assert article.revisions.count() == 4
    assert list(edition.Version.objects.order_by("name").values_list("name", "number")) == versions


def test_the_first_request_after_its_minute_applies_it(client, due, monkeypatch):
    article = scheduled(due)
    address = article.get_absolute_url()
    first = client.get(address)
    assert b"Until noon" in first.content
    monkeypatch.setattr(timezone, "now", lambda: due)
    shown = client.get(address, headers={"If-None-Match": first["ETag"]}, follow=True)
    assert shown.redirect_chain == []
    assert b"From noon on" in shown.content and b"Until noon" not in shown.content
    assert client.get(address)["ETag"] == shown["ETag"]


def test_a_request_for_any_other_page_applies_it_too(client, due, monkeypatch):
    scheduled(due)
    monkeypatch.setattr(timezone, "now", lambda: due)
    assert b"From noon on" in client.get("/").content


def test_a_schedule_is_kept_while_others_write(due):
    article = scheduled(due)
    article.write(by=None, headline="Not yet to be published")
    edition.settle(at=due)
    assert headline() == "From noon on"


def test_a_change_that_was_published_meanwhile_overtakes_it(due):
    article = scheduled(due)
    article.write(by=None, headline="Better still")
    article.publish(by=None)
    edition.settle(at=due)
    assert headline() == "Better still"


def test_the_old_text_published_again_calls_it_off(due):
    article = scheduled(due)
    article.write(by=None, headline="Until noon")
    assert article.publish(by=None, minor=True)
    assert not article.publish(by=None, minor=True)
    edition.settle(at=due)
    assert headline() == "Until noon"


def test_scheduling_the_same_twice_is_harmless(due):
    article = scheduled(due, change="correction", note="It began at noon.")
    again = Article.objects.get()
    assert not again.publish(
        by=None, takes_effect=due, change="correction", note="It began at noon."
    )
    edition.settle(at=due)
    assert article.corrections.count() == 1


def test_scheduled_anew_it_takes_effect_then_and_not_before(due):
    article = scheduled(due)
    assert article.publish(by=None, takes_effect=due + HOUR)
    edition.settle(at=due)
    assert headline() == "Until noon"
    edition.settle(at=due + HOUR)
    assert headline() == "From noon on"


def test_several_changes_are_applied_in_their_order(due):
    article = scheduled(due, "At noon")
    article.write(by=None, headline="At one")
    article.publish(by=None, takes_effect=due + HOUR)
    edition.settle(at=due)
    assert headline() == "At noon"
    edition.settle(at=due + HOUR)
    assert headline() == "At one"


def test_several_changes_that_are_due_together_end_with_the_last(due):
    article = scheduled(due, "At noon")
    article.write(by=None, headline="At one")
    article.publish(by=None, takes_effect=due + HOUR)
    edition.settle(at=due + 2 * HOUR)
    assert headline() == "At one"


def test_an_older_change_that_is_due_later_is_superseded(due):
    article = scheduled(due + HOUR, "Written first, due second")
    article.write(by=None, headline="Written second, due first")
    article.publish(by=None, takes_effect=due)
    edition.settle(at=due)
    edition.settle(at=due + 2 * HOUR)
    assert headline() == "Written second, due first"


def test_an_article_withdrawn_meanwhile_is_not_changed_and_stays_withdrawn(due):
    article = scheduled(due)
    article.withdraw(by=None, reason="A mistake.")
    edition.settle(at=due)
    stored = Article.objects.get()
    assert (stored.status, stored.headline) == ("withdrawn", "Until noon")


@pytest.mark.parametrize("reinstated", ["before", "after"])
def test_a_withdrawal_calls_the_change_off_for_good(due, reinstated):
    """Else it would appear at some odd moment, long after somebody reinstated the article."""
    article = scheduled(due)
    article.withdraw(by=None, reason="A mistake.")
    if reinstated == "before":
        article.reinstate(by=None)
    edition.settle(at=due)
    article.reinstate(by=None)
    edition.mark(due + HOUR)
    edition.settle(at=due + HOUR)
    stored = Article.objects.get()
    assert (stored.status, stored.headline) == ("ready", "Until noon")
    assert stored.has_pending_changes()


def test_a_moment_that_has_passed_is_now():
    article = factories.published()
    article.write(by=None, headline="At once")
    article.publish(by=None, takes_effect=timezone.now() - HOUR)
    assert headline() == "At once"


def test_for_a_draft_it_is_an_embargo(due):
    """Nobody who names a moment to come wants it published before."""
    article = factories.draft()
    article.publish(by=None, takes_effect=due)
    assert Article.objects.get().publish_at == due
    assert not Article.objects.get().is_published()


def test_it_never_shortens_an_embargo(due):
    article = factories.draft(publish_at=due + HOUR)
    article.publish(by=None, takes_effect=due)
    assert Article.objects.get().publish_at == due + HOUR


def test_one_change_that_cannot_be_made_does_not_keep_the_pages_from_readers(
    client, due, monkeypatch, caplog
):
    article = scheduled(due)
    monkeypatch.setattr(timezone, "now", lambda: due)
    with monkeypatch.context() as broken:
        broken.setattr(Article, "_make_live", lambda *args: 1 / 0)
        assert b"Until noon" in client.get(article.get_absolute_url()).content
    assert "could not be done" in caplog.text
    assert b"From noon on" in client.get(article.get_absolute_url()).content
