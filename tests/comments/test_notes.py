"""Notes are among moderators: no reader sees one, nobody deletes another's, none leaves its beat."""

import pytest
from django.test import Client
from django.utils import timezone

from comments.models import Beat, Commenter, Note
from tests import factories, people
from tests.comments.rows import all_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def comment(article):
    return factories.comment(article, "Xyzzy.", status="approved")


@pytest.fixture
def rita(article):
    rita = Commenter.objects.create(
        email="rita@hollow.example", name="Rita", confirmed_at=timezone.now()
    )
    factories.comment(article, "Hers.", commenter=rita)
    return rita


@pytest.fixture
def at_sports(db):
    sporty = people.moderator("sporty")
    Beat.objects.create(moderator=sporty, section=factories.section("Sport"))
    client = Client()
    client.force_login(sporty)
    return client


def test_a_note_on_a_comment_is_kept_and_leads_back(desk, comment, mina):
    back = "/moderation/?queue=all&page=1"
    response = desk.post(
        f"/moderation/{comment.pk}/note/", {"text": " Warned\r\nonce. ", "back": back}
    )
    assert response["Location"] == back
    note = Note.objects.get()
    assert (note.comment, note.commenter, note.by) == (comment, None, mina)
    assert note.text == "Warned\nonce."


def test_a_note_on_a_commenter_stands_on_their_page(desk, rita):
    url = f"/moderation/people/{rita.pk}/"
    assert desk.post(f"{url}note/", {"text": "<b>Warned</b> once."})["Location"] == url
    page = desk.get(url).content.decode()
    assert "&lt;b&gt;Warned&lt;/b&gt; once." in page


def test_the_same_note_twice_is_one(desk, comment):
    for _ in range(2):
        desk.post(f"/moderation/{comment.pk}/note/", {"text": "Warned."})
    assert Note.objects.count() == 1


@pytest.mark.parametrize("text", ["", "   ", "\u200b", "x" * 1001])
def test_a_note_that_cannot_be_kept_is_given_back(desk, comment, text):
    before = all_rows()
    back = "/moderation/?queue=all"
    response = desk.post(f"/moderation/{comment.pk}/note/", {"text": text, "back": back})
    page = response.content.decode()
    assert response.status_code == 422
    assert text.strip() in page and "/moderation/?queue=all" in page
    assert all_rows() == before


def test_a_thousand_characters_with_line_ends_as_browsers_send_them_are_kept(desk, comment):
    text = "\r\n".join(["x" * 99] * 10)
    assert desk.post(f"/moderation/{comment.pk}/note/", {"text": text}).status_code == 302
    assert Note.objects.exists()


@pytest.mark.parametrize("evil", ["https://evil.example/", "//evil.example/moderation/", "/"])
def test_a_note_leads_nowhere_else(desk, comment, evil):
    response = desk.post(f"/moderation/{comment.pk}/note/", {"text": "Warned.", "back": evil})
    assert response["Location"].startswith("/moderation/")


def test_ones_own_note_can_be_deleted(desk, comment, rita, mina):
    for about in ({"comment": comment}, {"commenter": rita}):
        note = Note.objects.create(text="Mine.", by=mina, at=timezone.now(), **about)
        assert desk.post(f"/moderation/notes/{note.pk}/delete/").status_code == 302
        assert desk.post(f"/moderation/notes/{note.pk}/delete/").status_code == 404
    assert not Note.objects.exists()


@pytest.mark.parametrize("by", [people.moderator, people.chief, None])
def test_nobody_deletes_a_note_of_somebody_else(desk, comment, by):
    note = Note.objects.create(
        text="Theirs.", comment=comment, by=by("somebody") if by else None, at=timezone.now()
    )
    assert desk.post(f"/moderation/notes/{note.pk}/delete/").status_code == 404
    assert Note.objects.exists()


def test_looking_deletes_and_writes_nothing(desk, comment, rita, mina):
    note = Note.objects.create(text="Mine.", comment=comment, by=mina, at=timezone.now())
    before = all_rows()
    for url in (
        f"/moderation/notes/{note.pk}/delete/",
        f"/moderation/{comment.pk}/note/?text=Warned",
        f"/moderation/people/{rita.pk}/note/?text=Warned",
    ):
        assert desk.get(url).status_code == 405
    assert all_rows() == before


def test_no_lookup_of_notes_leaves_the_beat(at_sports, comment, rita):
    """Discourse once let any moderator at any note (CVE-2026-26973)."""
    sporty = Beat.objects.get().moderator
    notes = [
        Note.objects.create(text="Own, of old.", by=sporty, at=timezone.now(), **about)
        for about in ({"comment": comment}, {"commenter": rita})
    ]
    before = all_rows()
    for url in (
        f"/moderation/{comment.pk}/note/",
        f"/moderation/people/{rita.pk}/note/",
        *(f"/moderation/notes/{note.pk}/delete/" for note in notes),
    ):
        assert at_sports.post(url, {"text": "Plugh."}).status_code == 404
    assert all_rows() == before


def test_readers_see_no_notes(desk, reader, comment, rita, mina):
    Note.objects.create(text="Plughosaurus.", comment=comment, by=mina, at=timezone.now())
    Note.objects.create(text="Plughosaurus.", commenter=rita, by=mina, at=timezone.now())
    article = comment.article
    for url in (
        article.get_absolute_url(),
        f"{article.get_absolute_url()}comments/",
        f"/feeds/articles/{article.slug}/comments.atom",
        "/comments/mine/",
    ):
        assert "Plughosaurus" not in reader.sees(url).content.decode()
