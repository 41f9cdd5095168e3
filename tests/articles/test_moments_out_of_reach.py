"""Moments that no editor can mean, and numbers too large: refused kindly on every way in."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Page, Section, Series
from tests import factories, people
from tests.articles.admin_forms import ADD, as_shown, change_url, fields

pytestmark = pytest.mark.django_db

OUT_OF_REACH = [(1, 1, 1), (202, 1, 1), (1849, 12, 31), (2101, 1, 1), (9999, 12, 31, 23, 59, 59)]


@pytest.fixture(params=["America/New_York", "Asia/Tokyo"])
def zone(request, settings):
    settings.TIME_ZONE = request.param
    with timezone.override(request.param):
        yield request.param


def told(name, when):
    moment = datetime(*when, tzinfo=UTC).isoformat()
    return {f"{name}_0": moment[:10], f"{name}_1": moment[11:19]}


@pytest.mark.parametrize("when", [OUT_OF_REACH[0], OUT_OF_REACH[-1]])
@pytest.mark.parametrize("name", ["publish_at", "expire_at", "label_until", "takes_effect"])
def test_the_form_refuses_them_beside_the_field_and_keeps_the_text(client, zone, name, when):
    article = factories.published("As it was")
    client.force_login(people.editor())
    sent = as_shown(client, article, "_publish", headline="Mine") | told(name, when)
    answer = client.post(change_url(article), sent)
    assert answer.status_code == 200 and "Mine" in answer.content.decode()
    (error,) = answer.context["adminform"].form.errors[name]
    far = "Choose a moment between the years 1850 and 2100."
    assert error in (far, "It would expire before it is published.")
    assert error == far or name == "expire_at"
    assert article.revisions.count() == 2
    assert client.get("/").status_code == client.get("/archive/").status_code == 200


@pytest.mark.parametrize("when", OUT_OF_REACH)
def test_not_even_a_draft_may_have_one(client, when):
    client.force_login(people.editor())
    answer = client.post(reverse(ADD), fields() | told("publish_at", when))
    assert set(answer.context["adminform"].form.errors) == {"publish_at"}
    assert not Article.objects.exists()


@pytest.mark.parametrize("when", [(1850, 1, 1), (2100, 12, 31, 23, 59, 59)])
def test_the_first_and_the_last_are_accepted(client, zone, when):
    client.force_login(people.editor())
    answer = client.post(reverse(ADD), fields("_publish") | told("publish_at", when))
    assert answer.status_code == 302
    assert Article.objects.get().status == "ready"
    article = Article.objects.get()
    for address in ("/", "/archive/", "/sitemap.xml", change_url(article)):
        assert client.get(address).status_code == 200
    opened = as_shown(client, article, "_publish")
    client.post(change_url(article), opened)
    assert article.revisions.count() == 2, "opening and publishing it is no change"


@pytest.mark.parametrize("when", OUT_OF_REACH)
@pytest.mark.parametrize("name", ["publish_at", "expire_at", "label_until"])
def test_nor_can_they_be_written_by_another_way(when, name):
    article = factories.published("As it was")
    with pytest.raises(ValidationError) as refusal:
        article.write(by=None, headline="Changed", **{name: datetime(*when, tzinfo=UTC)})
    assert set(refusal.value.message_dict) == {name}
    assert article.revisions.count() == 2
    with pytest.raises(ValidationError):
        factories.draft("Never", **{name: datetime(*when, tzinfo=UTC)})
    assert Article.objects.count() == 1


@pytest.mark.parametrize("when", OUT_OF_REACH)
@pytest.mark.parametrize("make", [factories.draft, factories.published])
def test_nor_scheduled(make, when):
    article = make("As it was")
    article.write(by=None, headline="Changed")
    before = article.revisions.count()
    with pytest.raises(ValidationError) as refusal:
        article.publish(by=None, takes_effect=datetime(*when, tzinfo=UTC))
    assert set(refusal.value.message_dict) == {"takes_effect"}
    assert article.revisions.count() == before


def test_what_an_older_revision_says_is_refused_when_it_is_published():
    article = factories.draft()
    newest = article.newest_revision()
    newest.payload |= {"label_until": "9999-12-31T23:59:59-05:00"}
    newest.save()
    with pytest.raises(ValidationError) as refusal:
        article.publish(by=None)
    assert set(refusal.value.message_dict) == {"label_until"}


@pytest.mark.parametrize(
    ("kind", "sent", "wrong"),
    [
        ("section", {"name": "Far", "slug": "far", "position": 32_768}, "position"),
        ("page", {"title": "Far", "slug": "far", "body": "", "position": 32_768}, "position"),
        ("series", {"name": "Far", "slug": "far", "planned": 1_000}, "planned"),
    ],
)
def test_a_number_that_is_too_large_is_refused_kindly(client, kind, sent, wrong):
    client.force_login(people.chief())
    counts = [model.objects.count() for model in (Section, Page, Series)]
    answer = client.post(reverse(f"admin:articles_{kind}_add"), sent)
    assert answer.status_code == 200
    assert set(answer.context["adminform"].form.errors) == {wrong}
    assert counts == [model.objects.count() for model in (Section, Page, Series)]
    told = sent | {wrong: sent[wrong] - 1}
    assert client.post(reverse(f"admin:articles_{kind}_add"), told).status_code == 302
