"""The page of corrections: all that readers were told we had wrong."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Correction
from portal.paging import SIZE
from tests import factories

pytestmark = pytest.mark.django_db


def corrected(headline, note, change="correction", at=None):
    article = factories.published(headline)
    article.write(by=None, body="<p>As it should have been.</p>")
    article.publish(by=None, change=change, note=note, at=at)
    return article


def test_every_correction_is_there_the_newest_first_with_its_article(client):
    now = timezone.now()
    first = corrected("The ferry", "It was the 9 o’clock.", at=now - timedelta(minutes=2))
    corrected("The tram", "It meant line 4.", "clarification", at=now - timedelta(minutes=1))
    page = client.get("/corrections/").content.decode()
    assert page.index("It meant line 4.") < page.index("It was the 9 o’clock.")
    assert f'<a href="{first.get_absolute_url()}#corrections">The ferry</a>' in page
    assert page.index("Clarification") < page.index("Correction <")


def test_an_update_without_a_note_is_none(client):
    corrected("The ferry", "", change="update")
    assert b"Nothing has had to be corrected yet." in client.get("/corrections/").content


@pytest.mark.parametrize("hide", ["withdraw", "expire"])
def test_of_an_article_that_is_no_longer_published_it_says_nothing(client, hide):
    article = corrected("The Zyzzyx ferry", "Zyzzyx was meant.")
    if hide == "withdraw":
        article.withdraw(by=None, reason="Wrong altogether.")
    else:
        article.expire_at = timezone.now()
        article.save()
    assert b"Zyzzyx" not in client.get("/corrections/").content


def test_a_correction_that_is_to_come_is_not_told(client):
    article = factories.published("The ferry")
    article.write(by=None, body="<p>New.</p>")
    later = timezone.now() + timedelta(hours=1)
    article.publish(by=None, change="correction", note="Not yet!", takes_effect=later)
    assert b"Not yet!" not in client.get("/corrections/").content


def test_what_an_editor_typed_is_text(client):
    corrected("<b>Bold</b>", "<script>alert(1)</script>")
    page = client.get("/corrections/").content.decode()
    assert "<script>alert(1)" not in page and "&lt;b&gt;Bold" in page


def test_they_are_paged_to_the_last(client):
    article = corrected("The ferry", "Note 0")
    one = Correction.objects.get()
    now = timezone.now()
    Correction.objects.bulk_create(
        Correction(
            article=article,
            before=one.before,
            after=one.after,
            note=f"Note {n}",
            at=now - timedelta(days=n),
        )
        for n in range(1, SIZE + 1)
    )
    assert client.get("/corrections/?page=2").content.decode().count("Note ") == 1
    assert client.get("/corrections/?page=3").status_code == 404


def test_a_new_one_is_a_new_version_of_the_page(client):
    before = client.get("/corrections/")["ETag"]
    corrected("The ferry", "It was late.")
    assert client.get("/corrections/")["ETag"] != before
