"""The front page's slots: editors say what stands where, and how long; the latest fill the rest."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.front import front_page
from articles.models import Slot
from portal import edition
from tests import factories, people

pytestmark = pytest.mark.django_db

LIST, ADD = "admin:articles_slot_changelist", "admin:articles_slot_add"
HOUR = timedelta(hours=1)


@pytest.fixture
def now():
    return timezone.now().replace(microsecond=0)


@pytest.fixture
def edith(client):
    """An editor, logged in; the client is hers."""
    user = people.editor()
    client.force_login(user)
    return user


@pytest.fixture
def stories():
    """Six articles, the newest first."""
    now = timezone.now()
    return [
        factories.published(f"Story {n}", publish_at=now - timedelta(minutes=n))
        for n in range(1, 7)
    ]


def put(zone, article, position=0, **fields):
    return Slot.objects.create(zone=zone, article=article, position=position, **fields)


def headlines(cards):
    return [card.headline or card.article.headline for card in cards]


# On the page


def test_what_editors_put_there_stands_there_and_the_latest_fill_the_rest(stories):
    put("lead", stories[4])
    put("secondary", stories[5], headline="Six, in other words")
    page = front_page(timezone.now())
    assert page.lead.article == stories[4]
    assert headlines(page.beside) == ["Six, in other words", "Story 1", "Story 2"]
    assert headlines(page.rows) == ["Story 3", "Story 4"]


def test_the_headline_of_the_slot_is_printed_and_escaped_and_the_articles_own_is_not(
    client, stories
):
    put("lead", stories[0], headline="One <b>&</b> only")
    page = client.get("/").content.decode()
    assert "One &lt;b&gt;&amp;&lt;/b&gt; only" in page
    assert "Story 1" not in page


def test_its_own_headline_is_in_the_papers_language(client, stories):
    put("lead", factories.published("قصة", language="ar"), headline="In English")
    assert '<h3 class="card__headline" lang="en" dir="ltr">' in client.get("/").content.decode()


def test_positions_order_a_zone_and_what_is_too_much_for_the_lead_stands_beside_it(stories):
    put("lead", stories[3], 2)
    put("lead", stories[4], 1)
    put("secondary", stories[5], 0)
    page = front_page(timezone.now())
    assert page.lead.article == stories[4]
    assert headlines(page.beside) == ["Story 4", "Story 6", "Story 1"]


def test_an_article_in_two_slots_is_shown_once_and_higher_up(stories):
    put("opinion", stories[0])
    put("secondary", stories[0], headline="Higher")
    page = front_page(timezone.now())
    assert headlines(page.beside)[0] == "Higher"
    assert page.opinions == []
    assert page.articles.count(stories[0]) == 1


def test_any_kind_may_stand_among_the_opinions_with_its_author_first(client, stories):
    put("opinion", stories[0])
    page = client.get("/").content.decode()
    where = page.index("opinions__cards")
    assert where < page.index("Ada Lindqvist", where) < page.index("Story 1", where)


@pytest.mark.parametrize("make", ["withdrawn", "expired", "embargoed", "draft", "in_review"])
def test_a_slot_whose_article_is_not_public_is_passed_over_and_filled(client, stories, make):
    hidden = getattr(factories, make)("Not for the public")
    put("lead", hidden, headline="A secret headline")
    put("secondary", hidden)
    assert front_page(timezone.now()).lead.article == stories[0]
    page = client.get("/").content.decode()
    assert "A secret headline" not in page and "Not for the public" not in page


def test_a_slot_begins_and_ends_by_the_clock(stories, now):
    put("lead", stories[5], starts_at=now + HOUR, ends_at=now + 2 * HOUR)
    leads = [front_page(now + hours * HOUR).lead.article for hours in (0.99, 1, 1.99, 2)]
    assert leads == [stories[0], stories[5], stories[5], stories[0]]


def test_an_embargoed_article_leads_from_its_minute_on(stories, now):
    article = factories.embargoed()
    put("lead", article)
    assert front_page(now).lead.article == stories[0]
    assert front_page(article.publish_at).lead.article == article


def test_only_slots_and_no_latest_are_a_page_too(now):
    put("secondary", factories.published("Alone"))
    page = front_page(now + HOUR)
    assert (page.lead.article.headline, page.beside) == ("Alone", [])


# The edition


def version(at=None):
    return edition.version([edition.SITE, edition.TALK], at=at)


def test_filling_changing_and_emptying_a_slot_makes_a_new_edition(stories):
    seen = [version()]
    slot = put("lead", stories[1])
    seen.append(version())
    slot.position = 3
    slot.save()
    seen.append(version())
    Slot.objects.all().delete()
    seen.append(version())
    assert len(set(seen)) == 4


def test_the_page_is_another_when_a_slot_begins_and_when_it_ends(stories, now):
    put("lead", stories[5], starts_at=now + HOUR, ends_at=now + 2 * HOUR)
    seen = [version(now + hours * HOUR) for hours in (0.5, 0.9, 1.5, 1.9, 2.5)]
    assert [seen[0] == seen[1], seen[1] == seen[2], seen[2] == seen[3], seen[3] == seen[4]] == [
        True,
        False,
        True,
        False,
    ]


# In the admin


def told(article, **changes):
    fields = {"zone": "lead", "position": "0", "article": article.pk, "headline": ""}
    return fields | changes


def moments(name, at):
    at = timezone.localtime(at)
    return {f"{name}_0": at.strftime("%Y-%m-%d"), f"{name}_1": at.strftime("%H:%M:%S")}


def messages_of(response):
    return [str(message) for message in response.context["messages"]]


def test_an_editor_fills_a_slot(client, edith, stories, now):
    sent = told(stories[3], headline="Fourth") | moments("ends_at", now + HOUR)
    response = client.post(reverse(ADD), sent, follow=True)
    slot = Slot.objects.get()
    assert (slot.article, slot.headline, slot.ends_at) == (stories[3], "Fourth", now + HOUR)
    assert len(messages_of(response)) == 1
    assert "Fourth" in client.get("/").content.decode()


def test_the_list_shows_the_page_from_its_top_and_its_state(client, edith, stories, now):
    put("opinion", stories[0], 1)
    put("secondary", stories[1], 2, ends_at=now - HOUR)
    put("secondary", factories.embargoed(), 1, starts_at=now + HOUR)
    put("lead", stories[3], 9)
    response = client.get(reverse(LIST))
    slots = list(response.context["cl"].queryset)
    assert [(one.zone, one.position) for one in slots] == [
        ("lead", 9),
        ("secondary", 1),
        ("secondary", 2),
        ("opinion", 1),
    ]
    assert [str(one.state) for one in slots] == ["now", "coming", "over", "now"]
    page = response.content.decode()
    assert "embargoed" in page and f'href="{reverse("articles:front")}"' in page


def test_the_list_can_be_narrowed_to_a_state(client, edith, stories, now):
    put("lead", stories[0], 1)
    put("lead", stories[1], 2, starts_at=now + HOUR)
    put("lead", stories[2], 3, starts_at=now - 2 * HOUR, ends_at=now - HOUR)
    found = {}
    for state in ("now", "coming", "over"):
        queryset = client.get(reverse(LIST), {"state": state}).context["cl"].queryset
        found[state] = [one.position for one in queryset]
    assert found == {"now": [1], "coming": [2], "over": [3]}


def test_positions_are_changed_in_the_list_and_make_a_new_edition(client, edith, stories):
    first, second = put("lead", stories[0], 1), put("lead", stories[1], 2)
    before = version()
    form = {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 2, "_save": "x"}
    for number, (slot, position) in enumerate([(first, 5), (second, 2)]):
        form |= {f"form-{number}-id": slot.pk, f"form-{number}-position": position}
    client.post(reverse(LIST), form)
    assert front_page(timezone.now()).lead.article == stories[1]
    assert version() != before


def test_a_slot_that_ends_before_it_begins_is_refused_and_the_rest_kept(
    client, edith, stories, now
):
    times = moments("starts_at", now + HOUR) | moments("ends_at", now)
    response = client.post(reverse(ADD), told(stories[0], headline="Kept") | times)
    assert response.context["adminform"].form.errors["ends_at"] == [
        "It would end before it begins."
    ]
    assert "Kept" in response.content.decode()
    assert not Slot.objects.exists()


@pytest.mark.parametrize(
    "bad",
    [
        {"article": ""},
        {"article": "99999999"},
        {"article": "x"},
        {"article": "9" * 30},
        {"zone": "nowhere"},
        {"position": "-1"},
        {"headline": "x" * 201},
        {"starts_at_0": "tomorrow", "starts_at_1": "noon"},
        {"starts_at_0": "0001-01-01", "starts_at_1": "00:00"},
        {"ends_at_0": "9999-12-31", "ends_at_1": "23:59:59"},
        {"position": "32768"},
    ],
)
def test_bad_input_is_refused_kindly(client, edith, stories, bad):
    response = client.post(reverse(ADD), told(stories[0]) | bad)
    assert response.status_code == 200
    assert response.context["adminform"].form.errors
    assert not Slot.objects.exists()


def test_an_article_that_is_not_public_is_allowed_and_the_editor_told(client, edith):
    response = client.post(reverse(ADD), told(factories.embargoed("Tomorrow’s")), follow=True)
    assert Slot.objects.exists()
    warned = [message for message in messages_of(response) if "is not public" in message]
    assert len(warned) == 1 and "Tomorrow’s" in warned[0]


def test_an_article_with_another_slot_at_the_same_time_is_allowed_and_the_editor_told(
    client, edith, stories, now
):
    put("secondary", stories[0], 2, ends_at=now + HOUR)
    response = client.post(reverse(ADD), told(stories[0]), follow=True)
    assert Slot.objects.count() == 2
    assert any("beside the lead 2" in message for message in messages_of(response))
    later = told(stories[0], zone="opinion") | moments("starts_at", now + 3 * HOUR)
    Slot.objects.filter(zone="lead").delete()
    response = client.post(reverse(ADD), later, follow=True)
    assert not any("another slot" in message for message in messages_of(response))


def test_a_slot_whose_time_is_over_says_so(client, edith, stories, now):
    response = client.post(
        reverse(ADD), told(stories[0]) | moments("ends_at", now - HOUR), follow=True
    )
    assert any("Its time is over" in message for message in messages_of(response))


def test_the_article_is_picked_by_typing(client, edith, stories):
    asked = {"app_label": "articles", "model_name": "slot", "field_name": "article"}
    found = client.get(reverse("admin:autocomplete"), asked | {"term": "Story 4"}).json()
    assert [one["text"] for one in found["results"]] == ["Story 4"]


@pytest.mark.parametrize("who", [people.stranger, people.moderator, None])
def test_nobody_else_may_arrange_the_front_page(client, stories, who):
    if who:
        client.force_login(who())
    slot = put("lead", stories[0])
    for address in (
        reverse(LIST),
        reverse(ADD),
        reverse("admin:articles_slot_delete", args=[slot.pk]),
    ):
        assert client.post(address, told(stories[1])).status_code in (302, 403)
    assert Slot.objects.get().article == stories[0]


def test_a_new_slot_is_offered_the_place_after_all_others(client, edith, stories):
    def offered(query=""):
        form = client.get(reverse(ADD) + query).context["adminform"].form
        return form["position"].value()

    assert offered() == 0
    put("opinion", stories[0], 4)
    put("lead", stories[1], 1)
    assert offered() == 5
    assert offered("?position=2") == "2"


def test_looking_at_the_slots_changes_nothing(client, edith, stories):
    slot = put("lead", stories[0])
    before = version(), Slot.objects.values().get()
    for address in (LIST, ADD):
        client.get(reverse(address))
    client.get(reverse("admin:articles_slot_change", args=[slot.pk]))
    assert (version(), Slot.objects.values().get()) == before
