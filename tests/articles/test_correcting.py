"""A correction is a public note, kept under the article for good."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.models import Article, Correction
from articles.models.publishing import apply_scheduled_changes
from tests import factories

pytestmark = pytest.mark.django_db


def corrected(change="correction", note="It was Tuesday, not Monday.", **fields):
    article = factories.published("It was Monday")
    article.write(by=None, headline="It was Tuesday")
    article.publish(by=None, change=change, note=note, **fields)
    return article


@pytest.mark.parametrize("change", ["correction", "clarification"])
@pytest.mark.parametrize("note", ["", "  \n"])
def test_readers_must_be_told_what_was_wrong(change, note):
    article = factories.published("It was Monday")
    article.write(by=None, headline="It was Tuesday")
    with pytest.raises(ValidationError) as refusal:
        article.publish(by=None, change=change, note=note)
    assert set(refusal.value.message_dict) == {"note"}
    assert Article.objects.get().headline == "It was Monday"
    assert not Correction.objects.exists()


def test_a_correction_keeps_what_stood_before_and_after():
    correction = corrected().corrections.get()
    assert correction.before.payload["headline"] == "It was Monday"
    assert correction.after.payload["headline"] == "It was Tuesday"
    assert (correction.before.number, correction.after.number) == (2, 4)
    assert correction.after.kind == "correction"
    assert not correction.clarification


def test_a_correction_stands_on_the_page_and_moves_its_date(client):
    article = corrected(note="It was <b>Tuesday</b>, not Monday.")
    page = client.get(article.get_absolute_url()).content.decode()
    assert "It was &lt;b&gt;Tuesday&lt;/b&gt;, not Monday." in page
    assert "Updated" in page
    assert Article.objects.get().updated_at == article.corrections.get().at


def test_a_clarification_is_told_from_a_correction():
    assert corrected("clarification").corrections.get().clarification


def test_publishing_a_correction_twice_is_one_correction():
    corrected()
    again = Article.objects.get()
    assert not again.publish(by=None, change="correction", note="It was Tuesday, not Monday.")
    assert Correction.objects.count() == 1


def test_earlier_corrections_stay(client):
    article = corrected(note="The first note.")
    article.write(by=None, headline="It was Wednesday")
    article.publish(by=None, change="correction", note="The second note.")
    page = client.get(article.get_absolute_url()).content.decode()
    assert page.index("The second note.") < page.index("The first note.")


def test_an_update_leaves_no_correction():
    assert not corrected("update", note="").corrections.exists()


def test_a_scheduled_correction_needs_its_note_when_it_is_scheduled():
    """Even under an embargo, if readers will have seen the article by then."""
    now = timezone.now()
    article = factories.embargoed("It was Monday")
    article.write(by=None, headline="It was Tuesday")
    fields = {"change": "correction", "takes_effect": now + timedelta(hours=2)}
    with pytest.raises(ValidationError) as refusal:
        article.publish(by=None, **fields)
    assert set(refusal.value.message_dict) == {"note"}
    assert article.publish(by=None, note="It was Tuesday.", **fields)


@pytest.mark.parametrize("change", ["correction", "clarification"])
def test_a_note_alone_is_told_to_readers_though_the_text_stays(client, change):
    article = factories.published("It was Monday")
    before = client.get(article.get_absolute_url())["ETag"]
    assert article.publish(by=None, change=change, note="An earlier print said Tuesday.")
    told = article.corrections.get()
    assert (told.before.number, told.after.number, told.after.kind) == (2, 3, change)
    answer = client.get(article.get_absolute_url(), headers={"If-None-Match": before})
    assert "An earlier print said Tuesday." in answer.content.decode()


def test_the_same_note_twice_is_one_and_another_is_another():
    article = factories.published()
    said = {"change": "correction", "note": "The first note."}
    assert article.publish(by=None, **said)
    assert not article.publish(by=None, **said)
    assert article.publish(by=None, change="clarification", note="The first note.")
    assert article.publish(by=None, change="clarification", note="The second note.")
    assert not article.publish(by=None), "an update that changes nothing is none"
    assert Correction.objects.count() == 3 and article.revisions.count() == 5


def test_a_note_alone_needs_to_say_something():
    with pytest.raises(ValidationError) as refusal:
        factories.published().publish(by=None, change="correction", note=" ")
    assert set(refusal.value.message_dict) == {"note"}


def test_a_note_alone_may_be_scheduled():
    due = timezone.now().replace(microsecond=0) + timedelta(hours=1)
    article = factories.published()
    said = {"change": "correction", "note": "It was Tuesday.", "takes_effect": due}
    assert article.publish(by=None, **said)
    assert not article.publish(by=None, **said)
    assert not Correction.objects.exists()
    apply_scheduled_changes(due)
    assert Correction.objects.get().note == "It was Tuesday."
