"""Editors' picks: who may, what readers see of it, and what is kept of it."""

import pytest
from django.test import Client

from comments.models import Beat, Comment, Note
from comments.threads import PICKS
from tests import factories, people
from tests.comments.pages import judge
from tests.comments.rows import all_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def comment(article):
    return factories.comment(article, "Well said.", "approved", name="Ada Arbour")


def url(comment):
    return f"/moderation/{comment.pk}/pick/"


def logged_in(user):
    client = Client()
    client.force_login(user)
    return client


def test_a_pick_bears_a_badge_and_the_thread_leads_to_it(client, article, comment, desk, mina):
    assert desk.post(url(comment)).status_code == 302
    page = judge(client.get(article.get_absolute_url()))
    assert page.words.count("Editors’ pick") == 2
    assert f"#{comment.anchor}" in page.links()
    feed = client.get(f"/feeds/articles/{article.slug}/comments.json").json()
    assert feed["items"][0]["tags"] == ["Editors’ pick"]
    (note,) = comment.notes.all()
    assert (note.by, note.text) == (mina, "Made an editors' pick.")


def test_a_pick_is_taken_back(client, article, comment, desk):
    before = client.get(article.get_absolute_url()).content
    comment.pick(by=None)
    desk.post(url(comment), {"undo": "1"})
    assert client.get(article.get_absolute_url()).content == before
    assert comment.notes.count() == 2


def test_twice_is_harmless(comment, desk):
    desk.post(url(comment))
    before = Comment.objects.get().picked_at
    desk.post(url(comment))
    assert Comment.objects.get().picked_at == before and Note.objects.count() == 1
    for _ in range(2):
        desk.post(url(comment), {"undo": "1"})
    assert Note.objects.count() == 2


@pytest.mark.parametrize("status", ["pending", "rejected", "spam", "withdrawn"])
def test_what_readers_do_not_see_is_no_pick(article, desk, status):
    hidden = factories.comment(article, "Unseen.", status)
    answer = desk.post(url(hidden), follow=True)
    assert "readers do not see this comment" in answer.content.decode()
    assert not Comment.objects.filter(picked_at__isnull=False) and not Note.objects.exists()


def test_a_pick_that_is_hidden_later_is_shown_nowhere(client, article, comment):
    factories.comment(article, "Seen.", "approved", parent=comment)
    comment.pick(by=None)
    comment.reject(by=None, reason="insult")
    page = judge(client.get(article.get_absolute_url()))
    assert "Editors’ pick" not in page.words


def test_the_thread_names_the_first_few(client, article):
    for number in range(PICKS + 2):
        factories.comment(article, str(number), "approved", name=f"P{number}").pick(by=None)
    page = judge(client.get(article.get_absolute_url()))
    assert page.words.count("Editors’ picks") == 1
    assert [link for link in page.links() if link.startswith("#comment-")] == [
        f"#{one.anchor}" for one in article.comments.order_by("ordinal")[:PICKS]
    ]


@pytest.mark.parametrize(
    ("who", "status"), [(None, 302), (people.stranger, 403), (people.editor, 403)]
)
def test_others_pick_nothing(comment, who, status):
    client = logged_in(who()) if who else Client()
    before = all_rows()
    assert client.post(url(comment)).status_code == status
    assert all_rows() == before


def test_a_moderator_picks_only_on_their_beat(comment, mina, desk):
    Beat.objects.create(moderator=mina, section=factories.section("Sport"))
    assert desk.post(url(comment)).status_code == 404
    assert not Comment.objects.get().picked_at


def test_looking_picks_nothing(comment, desk):
    assert desk.get(url(comment)).status_code == 405
    assert not Comment.objects.get().picked_at


def test_the_desks_own_protection_stands(comment, mina):
    client = Client(enforce_csrf_checks=True)
    client.force_login(mina)
    assert client.post(url(comment)).status_code == 403
    assert not Comment.objects.get().picked_at
