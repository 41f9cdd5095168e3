"""A moderator of one section learns nothing of the others, and changes nothing there, at any address.

Every route of the desk is walked, new ones too: whoever adds one whose number means something else
tells `NUMBERS` what it is the number of.
"""

import uuid
from datetime import timedelta

import pytest
from django.contrib import admin
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.urls.converters import get_converters
from django.utils import timezone

from comments.desk.statistics import TABLES
from comments.models import (
    Alert,
    Appeal,
    Ban,
    Beat,
    Claim,
    Comment,
    Commenter,
    Note,
    Report,
    WordList,
)
from portal import outbox
from portal.urls import desk_pages
from tests import factories, people
from tests.comments.rows import all_rows

pytestmark = pytest.mark.django_db
ROUTES = {page.name: page for page in desk_pages}
BATCH = uuid.UUID(int=77)
# What stands in another section, in every field that a person filled in there.
SECRETS = ["xyzzy", "plugh", "hollow", "grault", "198.51.100.77", "corgeous"]
# What a route's number is the number of, where it is not a comment.
NUMBERS = {
    "drop_note": "note",
    "person": "commenter",
    "person_ban": "commenter",
    "ban_person": "commenter",
    "person_note": "commenter",
    "person_data": "commenter",
    "decide_appeal": "appeal",
    "lift": "ban",
    "list": "word_list",
    "switch_list": "word_list",
    "delete_list": "word_list",
}
# Other arguments that routes take.
WORDS = {"figures": [{"name": name} for name in TABLES], "check": [{"name": "links"}]}
# Whose numbers are not of any section: lists of words hold everywhere, to be read by all moderators.
EVERYWHERE = {"list", "switch_list", "delete_list"}
# Pages that are not narrowed to anything.
PLAIN = {"statistics", "rules", "alerts", "bans", "new_list"}
# What a moderator may change of their own, wherever.
OWN = {Alert._meta.db_table, "django_session"}


class World:
    """A section with everything in it that the desk knows of."""

    def __init__(self):
        now = timezone.now()
        self.moderator = people.moderator("mina")
        self.article = factories.published("The bridge opens", section=factories.section("World"))
        self.commenter = Commenter.objects.create(
            email="olga@hollow.example", name="Olga Grault", confirmed_at=now
        )
        self.comment = factories.comment(
            self.article,
            "Xyzzy gossip, with a https://gossip.example/ link.",
            name="Olga Grault",
            email="typed@hollow.example",
            commenter=self.commenter,
            browser=uuid.UUID(int=5),
            address="198.51.100.77",
            address_until=now + timedelta(days=9),
            screening=[{"check": "links", "detail": "corgeous"}],
        )
        self.comment.approve(by=self.moderator, batch=BATCH)
        self.comment.reject(by=self.moderator, reason="other", note="Corgeous.", batch=BATCH)
        waits = factories.comment(self.article, "Xyzzy waits.", commenter=self.commenter)
        Claim.objects.create(
            comment=waits, moderator=self.moderator, until=now + timedelta(minutes=3)
        )
        trusted = factories.comment(self.article, "Xyzzy is trusted.", status="approved")
        Comment.objects.filter(pk=trusted.pk).update(unread=True)
        self.public = factories.comment(self.article, "Xyzzy is public.", status="approved")
        Report.objects.create(
            comment=self.public, kind="breach", explanation="Plugh.", at=now, browser=uuid.uuid4()
        )
        Report.objects.create(
            comment=self.public,
            kind="illegal",
            explanation="Plugh.",
            name="P",
            at=now,
            email="p@hollow.example",
            place="Plugh",
        )
        self.note = Note.objects.create(
            comment=self.comment, text="Plugh noted.", by=self.moderator, at=now
        )
        Note.objects.create(
            commenter=self.commenter, text="Plugh noted.", by=self.moderator, at=now
        )
        self.appeal = Appeal.objects.create(
            comment=self.comment,
            decision=self.comment.last_ruling(),
            text="Plugh!",
            at=now,
            email="olga@hollow.example",
        )
        self.ban = Ban.impose(
            by=self.moderator, commenter=self.commenter, reason="insult", note="Plugh."
        )
        Ban.impose(by=self.moderator, browser=uuid.UUID(int=5), reason="insult", note="Plugh.")
        Ban.impose(by=self.moderator, address="198.51.100.77", reason="insult", note="Plugh.")
        self.word_list = WordList.objects.create(
            name="Gossip", entries="gossip", changed_at=now, changed_by=self.moderator
        )
        outbox.Mail.objects.update(given_up_at=now, error="Grault refused.")

    def arguments(self, name):
        """Every set of arguments that leads to something of this section."""
        if name in WORDS:
            return WORDS[name]
        found = {}
        for argument, converter in ROUTES[name].pattern.converters.items():
            if argument == "pk":
                found["pk"] = getattr(self, NUMBERS.get(name, "comment")).pk
            elif isinstance(converter, type(get_converters()["uuid"])):
                found[argument] = BATCH
            else:
                pytest.fail(f"Say in {__name__}.WORDS what {name} takes as {argument}.")
        if "pk" in found and NUMBERS.get(name) is None:
            return [found, found | {"pk": self.public.pk}]
        return [found]

    def form(self, back=""):
        """A form that would do something at every address."""
        seen = {
            f"seen-{one.pk}": f"{one.status}:{one.text_version}" for one in Comment.objects.all()
        }
        reports = ",".join(str(one.pk) for one in Report.objects.all())
        return seen | {
            "queue": "all",
            "one": f"approve:{self.comment.pk}",
            "chosen": [str(one.pk) for one in Comment.objects.all()],
            "ticked": "approve",
            "ruling": "approve",
            "seen": f"{self.comment.status}:{self.comment.text_version}",
            "text": "Changed.",
            "token": str(uuid.uuid4()),
            "note": "Because.",
            "version": "1",
            "reason": "insult",
            "answer": "So it is.",
            "granted": "yes",
            "illegal": "no",
            "remove": "yes",
            "reports": reports,
            "whom": "commenter",
            "how_long": "week",
            "sure": "1",
            "on": "1",
            "pick": "1",
            "deed": "try",
            "name": "New",
            "kind": "words",
            "verdict": "hold",
            "entries": "gossip",
            "limit": "0",
            "back": back,
        }


@pytest.fixture
def world(db):
    return World()


@pytest.fixture
def at_sports(db):
    sporty = people.moderator("sporty")
    Beat.objects.create(moderator=sporty, section=factories.section("Sport"))
    client = Client()
    client.force_login(sporty)
    return client


@pytest.fixture
def at_all(world):
    client = Client()
    client.force_login(world.moderator)
    return client


NARROWED = [
    "queue=all",
    "queue=reported",
    "queue=notices",
    "queue=appeals",
    "queue=held",
    "queue=unread",
    "show=rejected",
    "show=failed",
    "queue=all&section=world",
    "queue=all&commenter={commenter}",
    "queue=all&sender={comment}",
    "queue=all&article={article}",
    "article={slug}",
]


FRAGMENTS = ["", "context", "cards"]  # what pages of the desk fetch of one another


def addresses(world, name):
    return [reverse(f"moderation:{name}", kwargs=one) for one in world.arguments(name)]


def narrowed(world, name):
    """A list's address, with what would narrow it to the other section's things."""
    if ROUTES[name].pattern.converters or name in PLAIN:
        return []
    names = {
        "commenter": world.commenter.pk,
        "comment": world.comment.pk,
        "article": world.article.pk,
        "slug": world.article.slug,
    }
    return [f"{reverse(f'moderation:{name}')}?{query.format(**names)}" for query in NARROWED]


def said(response):
    return (response.content.decode() + str(dict(response.headers))).casefold()


def secrets_in(response):
    return [one for one in SECRETS if one in said(response)]


def rows_of_others():
    return {table: rows for table, rows in all_rows().items() if table not in OWN}


def asked(client, world, name):
    """What each way of looking at a route is answered."""
    for url in addresses(world, name) + narrowed(world, name):
        for part in FRAGMENTS if "?" not in url else FRAGMENTS[:1]:
            yield url, client.get(url, headers={"X-Fragment": part})


def sent(client, world, name):
    """What each way of doing something there is answered."""
    for url in addresses(world, name):
        for deed in ({}, {"one": ""}, {"copy": "1"}, {"ruling": "reject", "ticked": "reject"}):
            headers = {"X-Fragment": "ruling"} if deed else {}
            whole = f"{url}?article={world.article.slug}"
            yield url, client.post(whole, world.form() | deed, headers=headers)


def leads_to_a_section(name):
    return "pk" in ROUTES[name].pattern.converters and name not in EVERYWHERE


def test_nothing_of_another_section_is_told(world, at_sports):
    before = rows_of_others()
    for name in ROUTES:
        for url, response in asked(at_sports, world, name):
            expected = (403, 404, 405) if leads_to_a_section(name) else (200, 302, 403, 404, 405)
            assert response.status_code in expected, url
            assert secrets_in(response) == [], url
    assert rows_of_others() == before


def test_nothing_of_another_section_is_changed(world, at_sports):
    before = rows_of_others()
    for name in ROUTES:
        for url, response in sent(at_sports, world, name):
            assert response.status_code < 500, url
            assert not leads_to_a_section(name) or response.status_code in (403, 404, 405), url
            assert secrets_in(response) == [], url
        assert rows_of_others() == before, name


def test_the_same_addresses_lead_to_it_for_who_looks_after_all(world, at_all):
    """Else the tests above would hold for any number at all."""
    for name in filter(leads_to_a_section, ROUTES):
        with transaction.atomic():
            answers = [*asked(at_all, world, name), *sent(at_all, world, name)]
            assert {answer.status_code for _, answer in answers} - {403, 404, 405}, name
            transaction.set_rollback(True)


@pytest.mark.parametrize("who", [None, people.stranger, people.editor])
def test_whoever_is_no_moderator_learns_and_changes_nothing(world, who):
    """Editors may answer readers, under what readers see; nothing else of the desk is theirs."""
    client = Client()
    if who:
        client.force_login(who())
    before = rows_of_others()
    for name in set(ROUTES) - ({"answer", "say"} if who is people.editor else set()):
        for url in addresses(world, name):
            for response in (client.get(url), client.post(url, world.form())):
                assert response.status_code == (403 if who else 302), url
                assert secrets_in(response) == [], url
    assert rows_of_others() == before


def test_what_the_walk_looks_for_is_to_be_seen_by_who_looks_after_all(world, at_all):
    pages = [
        "/moderation/?queue=all",
        f"/moderation/people/{world.commenter.pk}/",
        f"/moderation/{world.comment.pk}/context/",
    ]
    told = " ".join(said(at_all.get(url)) for url in pages)
    assert {one for one in SECRETS if one in told} >= {"xyzzy", "plugh", "hollow"}


def test_a_moderator_of_one_section_rules_there(world, at_sports):
    match = factories.published("The match", section=factories.section("Sport"))
    own = factories.comment(match, "At the match.")
    form = {"one": f"approve:{own.pk}", f"seen-{own.pk}": "pending:1"}
    at_sports.post("/moderation/rule/", form)
    own.refresh_from_db()
    assert own.status == "approved"


def test_a_chief_with_a_beat_still_sees_all(world):
    chief = people.chief()
    Beat.objects.create(moderator=chief, section=factories.section("Sport"))
    client = Client()
    client.force_login(chief)
    assert "xyzzy" in said(client.get("/moderation/?queue=all"))


# In the admin


@pytest.mark.parametrize(
    "model",
    [one for one in admin.site._registry if one._meta.app_label == "comments"],
    ids=lambda model: model.__name__,
)
def test_the_admin_keeps_to_the_beat(world, at_sports, model):
    name = f"admin:comments_{model._meta.model_name}"
    before = rows_of_others()
    urls = [reverse(f"{name}_changelist"), f"{reverse(f'{name}_changelist')}?q=o"]
    for row in model._base_manager.all():
        urls += [reverse(f"{name}_{page}", args=[row.pk]) for page in ("change", "history")]
    for url in urls:
        assert secrets_in(at_sports.get(url)) == [], url
        form = {
            "action": "approve",
            "_selected_action": [str(row.pk) for row in model._base_manager.all()],
            "text": "Changed.",
            "note": "Because.",
            "version": "1",
        }
        at_sports.post(url, form)
    assert rows_of_others() == before


def test_only_chiefs_say_who_looks_after_what(world, at_sports, at_all):
    chief = Client()
    chief.force_login(people.chief())
    url = reverse("admin:comments_beat_add")
    fields = {"moderator": world.moderator.pk, "section": factories.section("Sport").pk}
    for client in (at_sports, at_all):
        assert client.post(url, fields).status_code == 403
    assert chief.get(url).status_code == 200
    assert chief.post(url, fields).status_code == 302
    assert Beat.objects.filter(moderator=world.moderator).count() == 1
    assert chief.get(reverse("admin:comments_beat_changelist")).status_code == 200
    assert "xyzzy" not in said(at_all.get("/moderation/?queue=all"))
