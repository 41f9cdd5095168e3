"""What the desk's own script is answered: what was done, who was first; the thread; what is quoted."""

import pytest
from django.test import Client

from comments.desk.context import AFTER, BEFORE
from comments.desk.quoting import passages_of
from comments.models import Comment, Decision
from tests import factories, people
from tests.comments.pages import Page, judge
from tests.comments.rows import all_rows

pytestmark = pytest.mark.django_db
RULE = "/moderation/rule/"
AS_SCRIPT = {"X-Fragment": "ruling"}


def seen(comment):
    return {f"seen-{comment.pk}": f"{comment.status}:{comment.text_version}"}


def test_a_ruling_is_answered_with_what_was_done(article, desk):
    one = factories.comment(article)
    answer = desk.post(RULE, {"one": f"approve:{one.pk}"} | seen(one), headers=AS_SCRIPT).json()
    batch = str(Decision.objects.get().batch)
    assert answer == {"done": [one.pk], "lost": [], "batch": batch}
    undone = desk.post(f"/moderation/undo/{batch}/", headers=AS_SCRIPT).json()
    assert undone == {"undone": [one.pk], "lost": []}
    again = desk.post(f"/moderation/undo/{batch}/", headers=AS_SCRIPT).json()
    assert again["undone"] == [] and again["lost"][0]["who"] == "mina"


def test_whoever_comes_second_is_told_who_ruled_how(article, desk):
    one = factories.comment(article, name="Rita")
    stale = {"one": f"approve:{one.pk}"} | seen(one)
    one.mark_as_spam(by=people.moderator("mats"))
    answer = desk.post(RULE, stale, headers=AS_SCRIPT).json()
    lost = answer["lost"][0]
    assert (answer["done"], lost["who"], lost["how"], lost["mine"]) == ([], "mats", "spam", False)
    assert "Rita" in lost["told"]


def test_the_same_ruling_sent_again_is_known_as_ones_own(article, desk):
    one = factories.comment(article)
    form = {"one": f"approve:{one.pk}"} | seen(one)
    first = desk.post(RULE, form, headers=AS_SCRIPT).json()
    lost = desk.post(RULE, form, headers=AS_SCRIPT).json()["lost"][0]
    assert (lost["mine"], lost["status"], lost["batch"]) == (True, "approved", first["batch"])


def test_what_is_missing_is_told(article, desk):
    one = factories.comment(article)
    for reason, told in [("", "choose a reason"), ("illegal", "name the law"), ("other", "note")]:
        form = {"one": f"reject:{one.pk}", f"reason-{one.pk}": reason} | seen(one)
        answer = desk.post(RULE, form, headers=AS_SCRIPT)
        assert answer.status_code == 422 and told in answer.json()["error"]
    assert not Decision.objects.exists()
    form |= {f"reason-{one.pk}": "illegal", f"note-{one.pk}": "Section 185 of the criminal code"}
    assert desk.post(RULE, form, headers=AS_SCRIPT).json()["done"] == [one.pk]
    assert Decision.objects.get().note == "Section 185 of the criminal code"


def test_none_of_it_is_told_by_messages_later(article, desk):
    one = factories.comment(article)
    desk.post(RULE, {"one": f"approve:{one.pk}"} | seen(one), headers=AS_SCRIPT)
    assert "was ruled on." not in judge(desk.get("/moderation/")).words


# The thread round a comment


def test_the_thread_is_shown_with_what_is_hidden(article, desk):
    root = factories.comment(article, "The root.", "approved", name="Ann")
    hidden = factories.comment(article, "Rejected one.", "rejected", parent=root, name="Bo")
    one = factories.comment(article, "The one.", parent=hidden, name="Cy")
    factories.comment(article, "Elsewhere.", "approved")
    address = f"/moderation/{one.pk}/context/"
    before = all_rows()
    for headers in ({}, {"X-Fragment": "context"}):
        answer = desk.get(address, headers=headers)
        page = Page(answer)
        for words in ("The root.", "Rejected one.", "The one.", "rejected", "in reply to Bo"):
            assert words in page.words
        assert "Elsewhere." not in page.words
        assert ("<html" in answer.content.decode()) == (not headers)
    assert desk.post(address).status_code == 405
    assert all_rows() == before


def test_of_a_long_thread_the_nearest_are_shown(article, desk, django_assert_max_num_queries):
    root = factories.comment(article, "The root.", "approved")
    made = [
        factories.comment(article, f"Reply {n}.", "approved", parent=root)
        for n in range(BEFORE + AFTER + 9)
    ]
    address = f"/moderation/{made[BEFORE + 4].pk}/context/"
    with django_assert_max_num_queries(14):
        words = Page(desk.get(address)).words
    assert "The root." in words and "The thread is longer" in words
    assert "Reply 4." in words and "Reply 3." not in words


@pytest.mark.parametrize("who", [None, people.stranger, people.editor])
def test_strangers_see_no_thread_and_no_counts(article, who):
    one = factories.comment(article, "Xyzzy waits.")
    client = Client()
    if who:
        client.force_login(who())
    for address in (f"/moderation/{one.pk}/context/", "/moderation/counts/"):
        answer = client.get(address)
        assert answer.status_code == (403 if who else 302)
        assert "Xyzzy" not in answer.content.decode()


# The passage that a comment quotes

BODY = (
    "<p>The council met late. It decided that the <em>old</em> bridge, built in 1911, will be torn "
    f"down in spring.</p><p>Nobody spoke against it.</p>{factories.MORE}"
)
QUOTED = "bridge, built in 1911, will be torn down"


@pytest.mark.parametrize(
    "text",
    [
        "> the old bridge, built in 1911, will be torn down\n\nWhy?",
        "> the OLD bridge built in 1911\n> will be torn down in spring\n\nWhy?",
        "You write “the old bridge, built in 1911, will be torn down”. Why?",
        'You write "the old bridge, built in 1911, will be torn down". Why?',
        "You write «old bridge, built in 1911, will be torn down in spring». Why?",
        "<blockquote>old bridge, built in 1911, will be torn down</blockquote> Why?",
    ],
)
def test_it_is_shown_in_its_place(desk, text):
    article = factories.published("A bridge", body=BODY)
    factories.comment(article, text)
    page = desk.get("/moderation/").content.decode()
    marked = page.partition("<mark>")[2].partition("</mark>")[0]
    assert QUOTED in marked
    assert "The council met late." in page.partition("<mark>")[0]
    assert "Nobody spoke" in page.partition("</mark>")[2]


@pytest.mark.parametrize(
    "text",
    [
        "the old bridge, built in 1911, will be torn down",
        "> in spring\n\nWhy?",
        "> something else that stands in no article of ours",
        '"' * 5000,
        "> " * 2500,
        "“" + "a " * 2400,
        "> " + "the " * 1200,
        '> .*.*.*.*.* (a+)+$ [^\\"] .*.*.*.*',
    ],
)
def test_what_quotes_nothing_shows_nothing(text):
    article = factories.published("A bridge", body=BODY)
    comment = Comment(pk=1, article=article, text=text)
    assert passages_of([comment]) == {}
