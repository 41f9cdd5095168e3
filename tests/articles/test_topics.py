"""Topics: what readers find under one, and what becomes of one that is merged into another."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from articles.models import Article, Topic
from tests import factories, people

pytestmark = pytest.mark.django_db


def topic(name, **fields):
    return Topic.objects.create(name=name, slug=name.lower(), **fields)


def merge_url(one):
    return reverse("admin:articles_topic_merge", args=[one.pk])


@pytest.fixture
def sea():
    return topic("Sea", description="Everything that floats.")


@pytest.fixture
def ocean():
    return topic("Ocean")


def test_a_topic_shows_its_own_articles_alone(client, sea, ocean):
    factories.published("A ferry is late", topics=[sea])
    factories.published("A whale is seen", topics=[ocean])
    page = client.get("/topics/sea/").content.decode()
    assert "A ferry is late" in page and "A whale is seen" not in page
    assert "Everything that floats." in page
    assert 'href="/feeds/topics/sea.atom"' in page


@pytest.mark.parametrize(
    "make", [factories.draft, factories.in_review, factories.embargoed, factories.expired]
)
def test_a_topic_of_nothing_that_readers_may_read_is_not_there(client, sea, make):
    make(topics=[sea])
    answer = client.get("/topics/sea/")
    assert answer.status_code == 404
    never = client.get("/topics/never-was/")
    assert (answer.content, dict(answer.headers)) == (never.content, dict(never.headers))


def test_nor_does_a_merged_topic_tell_of_such_a_one(client, sea, ocean):
    factories.embargoed(topics=[ocean])
    sea.merge_into(ocean)
    answer = client.get("/topics/sea/")
    assert answer.status_code == 404 and not answer.has_header("Location")


# Merging


def test_merged_the_articles_are_in_the_other_each_once(client, sea, ocean):
    factories.published("Of both", topics=[sea, ocean])
    factories.published("Of the sea", topics=[sea])
    assert sea.merge_into(ocean)
    assert ocean.articles.count() == 2 and not sea.articles.exists()
    page = client.get("/topics/ocean/").content.decode()
    assert page.count("Of both</a>") == page.count("Of the sea</a>") == 1


def test_its_address_leads_to_the_other_for_good(client, sea, ocean):
    factories.published(topics=[sea])
    sea.merge_into(ocean)
    answer = client.get("/topics/sea/")
    assert (answer.status_code, answer["Location"]) == (301, "/topics/ocean/")


def test_of_a_chain_every_address_leads_to_the_last_at_once(client, sea, ocean):
    water = topic("Water")
    factories.published(topics=[sea])
    sea.merge_into(ocean)
    ocean.merge_into(water)
    for slug in ("sea", "ocean"):
        assert client.get(f"/topics/{slug}/")["Location"] == "/topics/water/"


def test_twice_into_itself_or_in_a_circle_nothing_happens(sea, ocean):
    assert not sea.merge_into(sea)
    assert sea.merge_into(ocean)
    assert not sea.merge_into(ocean)
    assert not ocean.merge_into(sea)
    assert Topic.objects.get(name="Ocean").merged_into is None


def test_a_stale_copy_of_it_overwrites_nothing(sea, ocean):
    stale = Topic.objects.get(pk=sea.pk)
    Topic.objects.filter(pk=sea.pk).update(description="Written meanwhile.")
    stale.merge_into(ocean)
    assert Topic.objects.get(pk=sea.pk).description == "Written meanwhile."


def test_an_article_written_before_is_published_under_the_other(sea, ocean):
    article = factories.draft(topics=[sea])
    sea.merge_into(ocean)
    article.publish(by=None)
    assert list(Article.objects.get().topics.all()) == [ocean]


# In the admin


def test_an_editor_is_told_what_will_happen_and_then_it_does(client, sea, ocean):
    client.force_login(people.editor())
    factories.published(topics=[sea])
    assert (
        merge_url(sea)
        in client.get(reverse("admin:articles_topic_change", args=[sea.pk])).content.decode()
    )
    asked = client.get(merge_url(sea)).content.decode()
    assert f'<option value="{ocean.pk}">Ocean</option>' in asked
    assert f'<option value="{sea.pk}">' not in asked
    told = client.post(merge_url(sea), {"into": ocean.pk}).content.decode()
    assert "1 article of “Sea” goes to “Ocean”." in told
    assert "/topics/sea/" in told and "This cannot be undone." in told
    assert sea.articles.exists(), "nothing has happened yet"
    answer = client.post(merge_url(sea), {"into": ocean.pk, "_confirmed": "x"}, follow=True)
    assert "“Sea” is now part of “Ocean”." in answer.content.decode()
    assert ocean.articles.count() == 1
    assert LogEntry.objects.get().change_message == "Merged into “Ocean”."


def test_confirmed_twice_the_second_time_it_is_not_there(client, sea, ocean):
    client.force_login(people.editor())
    told = {"into": ocean.pk, "_confirmed": "x"}
    client.post(merge_url(sea), told)
    assert client.post(merge_url(sea), told).status_code == 404
    assert LogEntry.objects.count() == 1


@pytest.mark.parametrize("chosen", ["", "x", "999999", "self", "merged"])
def test_what_cannot_be_chosen_is_refused_with_a_message(client, sea, ocean, chosen):
    client.force_login(people.editor())
    merged = topic("Lagoon", merged_into=ocean)
    chosen = {"self": sea.pk, "merged": merged.pk}.get(chosen, chosen)
    answer = client.post(merge_url(sea), {"into": chosen, "_confirmed": "x"})
    assert answer.status_code == 200 and answer.context["form"].errors["into"]
    assert Topic.objects.get(pk=sea.pk).merged_into is None


def test_whoever_may_not_change_topics_may_not_merge_them(client, sea, ocean):
    told = {"into": ocean.pk, "_confirmed": "x"}
    assert "/admin/login/" in client.post(merge_url(sea), told)["Location"]
    for person, status in [(people.moderator(), 403), (people.stranger(), 302)]:
        client.force_login(person)
        assert client.get(merge_url(sea)).status_code == status
        assert client.post(merge_url(sea), told).status_code == status
    assert Topic.objects.get(pk=sea.pk).merged_into is None


def test_reading_the_form_changes_nothing(client, sea, ocean):
    client.force_login(people.editor())
    client.get(merge_url(sea), {"into": ocean.pk, "_confirmed": "x"})
    assert Topic.objects.get(pk=sea.pk).merged_into is None


def test_a_merged_topic_is_not_offered_and_its_name_stays_taken(client, sea, ocean):
    client.force_login(people.editor())
    sea.merge_into(ocean)
    listed = client.get(reverse("admin:articles_topic_changelist")).content.decode()
    assert "Ocean" in listed and ">Sea<" not in listed
    shown = client.get(reverse("admin:articles_topic_change", args=[ocean.pk])).content.decode()
    assert "Sea" in shown
    told = {"name": "Sea", "slug": "sea-again", "description": ""}
    answer = client.post(reverse("admin:articles_topic_add"), told)
    assert "was merged into “Ocean”" in answer.content.decode()
    assert Topic.objects.count() == 2
