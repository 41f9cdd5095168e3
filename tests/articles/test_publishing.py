"""The newest revision becomes what the public reads: at once, or when its time comes."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.models import Article
from portal import edition
from tests import factories

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def kept(article):
    rows = Article.objects.filter(pk=article.pk).values().get()
    return rows, list(article.revisions.values()), list(article.corrections.values())


def test_a_draft_is_published_at_once(client):
    article = factories.draft("Out now")
    assert article.publish(by=None)
    assert b"Out now" in client.get(article.get_absolute_url()).content
    stored = Article.objects.get()
    assert stored.is_published()
    assert stored.first_published_at == stored.publish_at <= timezone.now()
    assert stored.updated_at is None


def test_publishing_twice_is_harmless():
    article = factories.published()
    before = kept(article)
    assert not article.publish(by=None)
    assert not Article.objects.get().publish(by=None, change="update", note="None at all.")
    assert kept(article) == before


def test_what_is_under_review_can_be_published():
    article = factories.in_review()
    assert article.publish(by=None)
    assert Article.objects.get().is_published()


def test_everything_that_is_missing_is_said_at_once():
    article = factories.draft("x", body="", bylines=[])
    article.write(by=None, headline=" ")
    before = kept(article)
    with pytest.raises(ValidationError) as refusal:
        article.publish(by=None)
    assert set(refusal.value.message_dict) == {"headline", "body", "bylines"}
    assert all(told[0].endswith(".") for told in refusal.value.message_dict.values())
    assert kept(article) == before
    assert Article.objects.get().status == "draft"


def test_a_body_of_markup_alone_is_no_body():
    with pytest.raises(ValidationError) as refusal:
        factories.draft(body="<p> </p><script>1</script>").publish(by=None)
    assert set(refusal.value.message_dict) == {"body"}


@pytest.mark.parametrize("publish_in", [None, HOUR])
def test_what_would_expire_before_it_is_published_is_not_published(publish_in):
    now = timezone.now()
    expire_at = now + publish_in if publish_in else now - HOUR
    article = factories.draft(expire_at=expire_at, publish_at=publish_in and now + publish_in)
    with pytest.raises(ValidationError) as refusal:
        article.publish(by=None)
    assert set(refusal.value.message_dict) == {"expire_at"}


def test_a_change_of_a_live_article_moves_the_public_date():
    article = factories.published()
    article.write(by=None, body="<p>More is known now.</p>")
    at = timezone.now()
    assert article.publish(by=None, at=at)
    stored = Article.objects.get()
    assert (stored.updated_at, stored.body) == (at, "<p>More is known now.</p>")
    assert article.revisions.order_by("-number").first().kind == "update"


def test_a_minor_change_leaves_the_public_date_alone():
    article = factories.published()
    article.write(by=None, headline="Without its spelling mistake")
    assert article.publish(by=None, minor=True)
    stored = Article.objects.get()
    assert (stored.updated_at, stored.headline) == (None, "Without its spelling mistake")


def test_the_first_day_of_publication_never_changes():
    article = factories.published()
    first = Article.objects.get().first_published_at
    article.write(by=None, headline="Later", publish_at=timezone.now() - HOUR / 2)
    article.publish(by=None)
    article.withdraw(by=None, reason="A mistake.")
    article.reinstate(by=None)
    article.write(by=None, headline="Later still", publish_at=None)
    article.publish(by=None)
    assert Article.objects.get().first_published_at == first


def test_a_new_day_moves_it_in_the_order_of_the_front_page(client):
    old = factories.published("Old", publish_at=timezone.now() - 2 * HOUR)
    factories.published("Young")
    old.write(by=None, publish_at=timezone.now() - HOUR / 2)
    old.publish(by=None)
    page = client.get("/").content.decode()
    assert page.index("Old") < page.index("Young")


def test_an_embargo_ends_by_the_clock(client, monkeypatch):
    article = factories.embargoed("Under embargo")
    assert client.get(article.get_absolute_url()).status_code == 404
    assert b"Under embargo" not in client.get("/").content
    monkeypatch.setattr(timezone, "now", lambda: article.publish_at)
    assert client.get(article.get_absolute_url()).status_code == 200
    assert b"Under embargo" in client.get("/").content


def test_an_embargo_can_be_moved_before_it_has_passed():
    article = factories.embargoed()
    later = timezone.now() + 5 * HOUR
    article.write(by=None, publish_at=later)
    assert article.publish(by=None)
    stored = Article.objects.get()
    assert stored.publish_at == stored.first_published_at == later
    assert stored.updated_at is None
    assert not stored.is_published(later - HOUR)


def test_an_embargo_can_be_lifted():
    article = factories.embargoed()
    article.write(by=None, publish_at=None)
    assert article.publish(by=None)
    stored = Article.objects.get()
    assert stored.is_published()
    assert stored.first_published_at == stored.publish_at


def test_a_change_under_embargo_is_no_update():
    article = factories.embargoed()
    article.write(by=None, headline="Better")
    article.publish(by=None, change="correction", note="")
    assert article.newest_revision().kind == "published"
    assert not article.corrections.exists()
    assert Article.objects.get().updated_at is None


def test_an_expiry_ends_it_by_the_clock(client, monkeypatch):
    ends = timezone.now() + HOUR
    article = factories.published("Soon over", expire_at=ends)
    assert client.get(article.get_absolute_url()).status_code == 200
    monkeypatch.setattr(timezone, "now", lambda: ends)
    assert client.get(article.get_absolute_url()).status_code == 410
    assert b"Soon over" not in client.get("/").content


def test_every_moment_at_which_pages_change_by_themselves_is_marked():
    now = timezone.now().replace(microsecond=0)
    moments = [now + HOUR, now + 2 * HOUR, now + 3 * HOUR]
    fields = dict(zip(["publish_at", "label_until", "expire_at"], moments, strict=True))
    factories.published(label="breaking", **fields)
    assert set(edition.Transition.objects.values_list("at", flat=True)) == set(moments)


def test_a_label_ends_by_the_clock(client, monkeypatch):
    ends = timezone.now() + HOUR
    article = factories.published(label="breaking", label_until=ends)
    assert b"Breaking" in client.get(article.get_absolute_url()).content
    assert b"Breaking" in client.get("/").content
    monkeypatch.setattr(timezone, "now", lambda: ends)
    assert b"Breaking" not in client.get(article.get_absolute_url()).content
    assert b"Breaking" not in client.get("/").content
