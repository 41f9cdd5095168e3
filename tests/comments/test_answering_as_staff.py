"""Staff answer readers: at once, with a badge, under the name that the paper knows."""

import uuid

import pytest
from django.test import Client

from comments.desk.answering import badge_of, name_of, send
from comments.models import Beat, Comment, Decision
from comments.models.comment import LONGEST_TEXT
from portal.models import User
from tests import factories, people
from tests.comments.pages import Page, judge
from tests.comments.rows import all_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(article):
    return factories.comment(article, "Is it safe?", "approved", name="Wanda Wonders")


@pytest.fixture
def edith(db):
    return people.editor(first_name="Edith", last_name="Editor")


def logged_in(user):
    client = Client()
    client.force_login(user)
    return client


def url(comment):
    return f"/moderation/{comment.pk}/answer/"


def say_url(article):
    return f"/moderation/answer/?article={article.slug}"


def sends(client, url, text="It is.", **fields):
    form = Page(client.get(url)).forms[-1]
    return client.post(url, form | {"text": text} | fields)


def test_an_answer_is_public_at_once_with_badge_and_name(client, article, asked, edith):
    response = sends(logged_in(edith), url(asked))
    answer = Comment.objects.get(parent=asked)
    assert (response.status_code, response["Location"].split("#")[1]) == (302, answer.anchor)
    assert (answer.name, answer.badge, answer.staff) == ("Edith Editor", "staff", edith)
    (decision,) = answer.decisions.all()
    assert (decision.moderator, decision.status_after) == (edith, "approved")
    page = judge(client.get(article.get_absolute_url()))
    assert "It is." in page.words and "Staff" in page.words and "2 comments" in page.words
    feed = client.get(f"/feeds/articles/{article.slug}/comments.json").json()
    assert feed["items"][0]["tags"] == ["Staff"]


def test_the_articles_author_is_called_that_under_the_authors_name(article, asked, edith):
    ada = article.bylines.get().author
    ada.user = edith
    ada.save()
    sends(logged_in(edith), url(asked))
    answer = Comment.objects.get(parent=asked)
    assert (answer.name, answer.badge) == ("Ada Lindqvist", "author")
    assert badge_of(edith, factories.published(bylines=[factories.author("Bo")])) == "staff"


def test_no_name_is_typed(article, asked, edith):
    sends(logged_in(edith), url(asked), name="The Prime Minister", badge="author", staff="1")
    answer = Comment.objects.get(parent=asked)
    assert (answer.name, answer.badge, answer.staff) == ("Edith Editor", "staff", edith)


def test_a_login_without_a_name_answers_nobody(asked):
    nameless = people.editor()
    assert name_of(nameless) == ""
    response = sends(logged_in(nameless), url(asked), "Kept text.")
    assert response.status_code == 409
    page = response.content.decode()
    assert "no name that readers could see" in page and "Kept text." in page
    assert Comment.objects.count() == 1


def test_staff_begin_a_thread_of_their_own(article, edith):
    sends(logged_in(edith), say_url(article), "A word from us.")
    said = Comment.objects.get()
    assert (said.parent, said.badge, said.status) == (None, "staff", "approved")


def test_the_article_in_the_admin_shows_the_way_where_there_is_one(article, edith):
    for one, shown in ((article, True), (factories.draft("Under wraps"), False)):
        page = logged_in(edith).get(f"/admin/articles/article/{one.pk}/change/").content.decode()
        assert (say_url(one) in page) == shown


def test_a_closed_discussion_may_still_be_answered(edith):
    article = factories.published(comment_policy="read-only")
    comment = factories.comment(article, "Why?", "approved")
    sends(logged_in(edith), url(comment))
    assert article.comments.public().count() == 2


@pytest.mark.parametrize("make", [factories.draft, factories.embargoed, factories.withdrawn])
def test_nothing_is_said_where_readers_see_nothing(make, edith):
    article = make("Under wraps")
    comment = factories.comment(article, "Xyzzy", "approved")
    for address in (url(comment), say_url(article)):
        for response in (logged_in(edith).get(address), logged_in(edith).post(address)):
            assert response.status_code in (404, 410)
            assert "Xyzzy" not in response.content.decode()


@pytest.mark.parametrize("status", ["pending", "rejected", "spam", "withdrawn"])
def test_what_readers_do_not_see_is_not_answered(article, edith, status):
    hidden = factories.comment(article, "Xyzzy", status)
    response = logged_in(edith).get(url(hidden))
    assert response.status_code == 404 and "Xyzzy" not in response.content.decode()


def test_what_was_hidden_meanwhile_is_not_answered_and_the_text_is_kept(asked, edith):
    client = logged_in(edith)
    form = Page(client.get(url(asked))).forms[-1]
    asked.reject(by=None, reason="insult")
    response = client.post(url(asked), form | {"text": "Kept text."})
    page = response.content.decode()
    assert response.status_code == 409 and "Kept text." in page and "Is it safe?" not in page
    assert Comment.objects.count() == 1


def test_the_same_form_sent_twice_is_one_answer(asked, edith):
    client = logged_in(edith)
    form = Page(client.get(url(asked))).forms[-1] | {"text": "It is."}
    first, second = client.post(url(asked), form), client.post(url(asked), form)
    assert first["Location"] == second["Location"]
    assert asked.replies.count() == 1 and Decision.objects.filter(moderator=edith).count() == 1


@pytest.mark.parametrize("text", ["", "   ", "​", "x" * (LONGEST_TEXT + 1)])
def test_a_text_that_cannot_stand_is_kept_and_not_sent(asked, edith, text):
    response = sends(logged_in(edith), url(asked), text)
    assert response.status_code == 422
    assert asked.replies.count() == 0
    assert text.strip() in response.content.decode()


def test_a_hostile_text_executes_nothing(client, article, asked, edith):
    sends(logged_in(edith), url(asked), "<script>alert(1)</script> [x](javascript:alert(1))")
    judge(client.get(article.get_absolute_url()))


def test_looking_changes_nothing(asked, edith):
    client = logged_in(edith)
    before = all_rows()
    assert client.get(url(asked)).status_code == 200
    assert client.get(say_url(asked.article)).status_code == 200
    assert all_rows() == before


@pytest.mark.parametrize(("who", "status"), [(None, 302), (people.stranger, 403)])
def test_strangers_answer_nothing(article, asked, who, status):
    client = logged_in(who()) if who else Client()
    before = all_rows()
    for address in (url(asked), say_url(article)):
        for response in (
            client.get(address),
            client.post(address, {"text": "Us.", "token": str(uuid.uuid4())}),
        ):
            assert response.status_code == status
    assert all_rows() == before


def test_moderators_answer_on_their_beat_alone(article, asked):
    mina = people.moderator(first_name="Mina", last_name="Moderator")
    Beat.objects.create(moderator=mina, section=factories.section("Sport"))
    for address in (url(asked), say_url(article)):
        assert logged_in(mina).get(address).status_code == 404
    Beat.objects.create(moderator=mina, section=article.section)
    sends(logged_in(mina), url(asked))
    assert asked.replies.get().name == "Mina Moderator"


def test_another_sites_page_answers_nothing(asked, edith):
    client = Client(enforce_csrf_checks=True)
    client.force_login(edith)
    form = {"text": "Us.", "token": str(uuid.uuid4())}
    assert client.post(url(asked), form).status_code == 403
    assert asked.replies.count() == 0


def test_a_token_that_another_used_stores_nothing(asked, edith):
    taken = factories.comment(asked.article, "A reader's.")
    response = sends(logged_in(edith), url(asked), token=str(taken.token))
    assert response.status_code == 404
    assert asked.replies.count() == 0


def test_a_long_name_is_cut_to_what_a_comment_holds(article):
    long = User.objects.create_user("long", first_name="A" * 100, last_name="B")
    assert send(article, "Yes.", long).name == "A" * 60


@pytest.mark.parametrize("status", ["pending", "rejected", "spam", "withdrawn"])
def test_a_form_sent_to_what_was_never_shown_names_nobody(article, edith, status):
    hidden = factories.comment(article, "Xyzzy", status, name="Hidden Hannah")
    response = logged_in(edith).post(url(hidden), {"text": "Hm.", "token": uuid.uuid4()})
    assert response.status_code == 409
    assert "Hannah" not in response.content.decode() and Comment.objects.count() == 1


@pytest.mark.parametrize("slug", ["%00", "%ff", "x" * 3000, ""])
def test_an_article_that_there_cannot_be_is_not_found(edith, slug):
    assert logged_in(edith).get(f"/moderation/answer/?article={slug}").status_code == 404
