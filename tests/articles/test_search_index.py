"""What search knows of an article follows every verb at once, and the clock to the second."""

import importlib
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from articles.models import Article
from articles.search.asking import Narrowed, asked_for, found
from articles.search.index import Findable, key_of
from tests import factories

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def headlines(query, at=None, **narrowed):
    narrowed = Narrowed(at or timezone.now(), **narrowed)
    return [one.headline for one in found(asked_for(query), narrowed, True, None).page]


def held():
    """Everything that the index holds, as the database has it."""
    words = {
        "sqlite": "SELECT rowid, headline, standfirst, body, marks FROM articles_words",
        "postgresql": "SELECT key, words::text FROM articles_findable",
    }
    with connection.cursor() as cursor:
        cursor.execute(f"{words[connection.vendor]} ORDER BY 1")
        rows = cursor.fetchall()
    return rows, list(Findable.objects.order_by("key").values())


def test_what_is_written_is_found_once_it_is_published_and_not_before():
    article = factories.draft("Otters in the harbour")
    assert headlines("otters") == []
    article.submit(by=None)
    assert headlines("otters") == []
    article.publish(by=None)
    assert headlines("otters") == ["Otters in the harbour"]


def test_an_edit_is_found_when_it_is_published_and_the_old_words_are_not():
    article = factories.published("Otters in the harbour")
    article.write(by=None, headline="Beavers in the harbour")
    assert headlines("otters") and not headlines("beavers")
    article.publish(by=None)
    assert headlines("beavers") and not headlines("otters")


def test_publishing_twice_leaves_one_row():
    article = factories.published("Otters")
    article.publish(by=None)
    article.write(by=None, headline="Otters again", publish_at=timezone.now() - 2 * HOUR)
    article.publish(by=None)
    assert headlines("otters") == ["Otters again"]
    assert Findable.objects.count() == len(held()[0]) == 1


def test_a_scheduled_change_is_found_from_its_minute_on(client, monkeypatch):
    article = factories.published("Otters until noon")
    due = timezone.now().replace(microsecond=0) + HOUR
    article.write(by=None, headline="Beavers from noon on")
    article.publish(by=None, takes_effect=due)
    assert b"No articles" in client.get("/search/?q=beavers").content
    monkeypatch.setattr(timezone, "now", lambda: due)
    assert b"1 article with" in client.get("/search/?q=beavers").content
    assert b"No articles" in client.get("/search/?q=otters").content


def test_withdrawn_it_is_not_found_and_reinstated_it_is():
    article = factories.published("Otters")
    article.withdraw(by=None, reason="A mistake.")
    assert headlines("otters") == [] and not held()[0]
    article.withdraw(by=None, reason="A mistake.")
    article.reinstate(by=None)
    assert headlines("otters") == ["Otters"]
    article.reinstate(by=None)
    assert Findable.objects.count() == 1


def test_a_draft_withdrawn_and_reinstated_is_still_not_found():
    article = factories.draft("Otters")
    article.withdraw(by=None, reason="Not for us.")
    article.reinstate(by=None)
    assert not Findable.objects.exists()


def test_an_embargo_and_an_expiry_hold_to_the_second_without_any_job():
    now = timezone.now()
    starts, ends = now + HOUR, now + 2 * HOUR
    factories.published("Otters", publish_at=starts, expire_at=ends)
    second = timedelta(microseconds=1)
    assert headlines("otters", starts - second) == []
    assert headlines("otters", starts) == ["Otters"]
    assert headlines("otters", ends - second) == ["Otters"]
    assert headlines("otters", ends) == []


@pytest.mark.parametrize("several", [False, True])
def test_a_deleted_article_takes_its_words_along(several):
    factories.published("Otters")
    article = factories.published("Beavers")
    if several:
        Article.objects.filter(pk=article.pk).delete()
    else:
        article.delete()
    assert len(held()[0]) == len(held()[1]) == 1
    assert headlines("beavers") == []


def test_a_move_to_another_section_and_other_authors_are_followed():
    world, sport = factories.section("World"), factories.section("Sport")
    ada, tomas = factories.author("Ada Lindqvist"), factories.author("Tomas Okafor")
    article = factories.published("Otters", section=world, bylines=[ada])
    article.write(by=None, section=sport, bylines=[tomas])
    article.publish(by=None)
    assert headlines("otters", section=world.pk) == headlines("otters", author=ada.pk) == []
    assert headlines("otters", section=sport.pk, author=tomas.pk) == ["Otters"]


def test_what_is_rolled_back_was_never_found():
    article = factories.published("Otters")
    before = held()
    with pytest.raises(RuntimeError), transaction.atomic():
        article.write(by=None, headline="Beavers")
        article.publish(by=None)
        assert headlines("beavers")
        raise RuntimeError
    assert held() == before


def several():
    """One of each state, and one with every script."""
    factories.draft("A draft")
    factories.embargoed("Under embargo")
    factories.expired("Expired")
    factories.withdrawn("Withdrawn")
    edited = factories.published("First", standfirst="", bylines=[factories.author("Rita")])
    edited.write(by=None, headline="Second it's", section=factories.section("Sport"))
    edited.publish(by=None)
    factories.published("Zvečan, Београд, القاهرة, 北京大学, हिन्दी", body="<p>It's \\ 'a' b:1A</p>")


def test_indexing_anew_gives_what_the_verbs_have_written():
    several()
    before = held()
    assert len(before[0]) == 4
    for _twice in range(2):
        call_command("search_index", verbosity=0)
        assert held() == before


def test_indexing_anew_mends_what_is_missing_stale_or_too_much():
    lost, stale, left = (factories.published(name) for name in ("Lost", "Stale", "Left"))
    Findable.objects.filter(article=lost).delete()
    Article.objects.filter(pk=stale.pk).update(headline="Mended")
    Article.objects.filter(pk=left.pk).update(status="draft")
    assert not headlines("lost") and not headlines("mended")
    call_command("search_index", verbosity=0)
    assert headlines("lost") == ["Lost"] and headlines("mended") == ["Mended"]
    assert not headlines("stale") and not Findable.objects.filter(article=left).exists()


def test_the_migration_indexes_what_is_published_already():
    several()
    before = held()
    migration = importlib.import_module("articles.migrations.0007_search")
    Findable.objects.all().delete()
    assert not held()[0]
    migration.fill(apps, None)
    assert held() == before


def test_the_migration_can_be_undone_and_done_again():
    class Editor:
        def execute(self, statement):
            with connection.cursor() as cursor:
                cursor.execute(statement)

    migration = importlib.import_module("articles.migrations.0007_search")
    migration.drop(apps, Editor())
    migration.create(apps, Editor())
    factories.published("Otters")
    assert headlines("otters") == ["Otters"]


@pytest.mark.django_db(transaction=True)
def test_emptying_the_database_empties_the_index():
    factories.published("Otters")
    assert held()[0]
    call_command("flush", interactive=False, verbosity=0, reset_sequences=False)
    assert held() == ([], [])


def test_keys_rise_with_time_whatever_the_numbers():
    now = timezone.now()
    moments = [now - timedelta(days=365 * 150), now - HOUR, now, now + HOUR]
    keys = [key_of(moment, 2**30 - number) for number, moment in enumerate(moments, 1)]
    assert keys == sorted(keys)
    far = [now.replace(year=1, month=1, day=1), now.replace(year=9998)]
    assert [0 <= key_of(moment, 7) < 2**63 for moment in far] == [True, True]


def test_the_longest_article_can_be_published_and_found():
    words = " ".join(f"w{number}x" for number in range(18_000))
    factories.published("Long", body=f"<p>{words}</p>")
    assert headlines("w15000x") == ["Long"]
