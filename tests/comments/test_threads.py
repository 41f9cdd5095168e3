"""A discussion is shown as threads: in order, two levels deep, hidden comments left out."""

import uuid
from datetime import timedelta

import pytest
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.reading import BRIEF
from comments.models import Comment, Discussion
from comments.models.comment import MAX_DEPTH
from comments.places import place_of
from comments.threads import (
    REPLIES_A_ROOT,
    ROOTS_A_PAGE,
    _grow,
    beginning_of,
    public_count,
    thread_of,
)
from portal import markup
from tests import factories
from tests.comments.pages import judge

pytestmark = pytest.mark.django_db
HIDDEN = ["pending", "rejected", "spam", "withdrawn"]
STUBS = {
    "pending": "A comment that stood here is not shown at present.",
    "rejected": "A comment that stood here was removed by a moderator.",
    "spam": "A comment that stood here was removed by a moderator.",
    "withdrawn": "A comment that stood here was taken back by its author.",
}


def say(article, text, parent=None, status="approved"):
    return factories.comment(article, text, status, parent=parent, name=f"Who said {text}")


def outline(nodes):
    """The tree as text: nested lists of what was said, "-" for a stub."""
    return [["-" if node.is_stub else node.comment.text, *outline(node.children)] for node in nodes]


def shown(article, *asked):
    return outline(thread_of(article, *asked).nodes)


def thread_url(article):
    return reverse("comments:thread", kwargs={"slug": article.slug})


def test_roots_stand_in_order_of_arrival(article):
    for text in "abc":
        say(article, text)
    assert shown(article) == [["a"], ["b"], ["c"]]


def test_newest_first_turns_the_roots_and_not_what_is_said_under_them(article):
    a = say(article, "a")
    say(article, "b")
    say(article, "a1", a)
    say(article, "a2", a)
    assert shown(article, None, "newest") == [["b"], ["a", ["a1"], ["a2"]]]
    assert shown(article, None, "") == [["a", ["a1"], ["a2"]], ["b"]]


def test_the_order_is_that_of_arrival_whatever_the_clock_said(article):
    now = timezone.now()
    for hours, text in enumerate("abc"):
        factories.comment(article, text, "approved", at=now - timedelta(hours=hours))
    assert shown(article) == [["a"], ["b"], ["c"]]


def test_replies_stand_under_what_they_answer(article):
    a = say(article, "a")
    b = say(article, "b", a)
    say(article, "c", b)
    say(article, "d", a)
    assert shown(article) == [["a", ["b", ["c"]], ["d"]]]


def test_a_reply_below_the_deepest_level_stands_on_it_and_says_whom_it_answers(article):
    a = say(article, "a")
    b = say(article, "b", a)
    c = say(article, "c", b)
    d = say(article, "d", c)
    e = say(article, "e", d)
    assert (c.depth, d.depth, e.depth) == (MAX_DEPTH,) * 3
    assert shown(article) == [["a", ["b", ["c"], ["d"], ["e"]]]]
    (root,) = thread_of(article).nodes
    answers = [node.answers for node in root.children[0].children]
    assert answers == [None, c, d]


def test_the_page_links_to_whom_a_deep_reply_answers(client, article):
    c = say(article, "c", say(article, "b", say(article, "a")))
    say(article, "d", c)
    page = judge(client.get(article.get_absolute_url()))
    assert "in reply to Who said c" in page.words
    assert f"#comment-{c.pk}" in page.links()


@pytest.mark.parametrize("status", HIDDEN)
def test_a_hidden_comment_without_replies_leaves_nothing(article, status):
    a = say(article, "a")
    say(article, "b", a, status)
    say(article, "c", None, status)
    assert shown(article) == [["a"]]


@pytest.mark.parametrize("status", HIDDEN)
def test_a_hidden_comment_with_a_visible_reply_leaves_a_stub(article, status):
    a = say(article, "a")
    b = say(article, "b", a)
    say(article, "c", b)
    Comment.objects.filter(pk__in=[a.pk, b.pk]).update(
        status=status if status != "withdrawn" else "approved",
        withdrawn_at=timezone.now() if status == "withdrawn" else None,
    )
    assert shown(article) == [["-", ["-", ["c"]]]]


@pytest.mark.parametrize("status", HIDDEN)
def test_a_stub_tells_nothing(client, article, status):
    a = say(article, "a")
    c = say(article, "the visible", say(article, "the middle", a))
    deep = say(article, "the deep", c)
    say(article, "the deepest", deep)
    now = timezone.now()
    hidden = {"status": status} if status != "withdrawn" else {"withdrawn_at": now}
    Comment.objects.filter(pk=deep.pk).update(**hidden)
    Comment.objects.filter(pk=a.pk).update(text="unsaid", name="Nemo", html="unsaid", **hidden)
    for url in (article.get_absolute_url(), thread_url(article)):
        response = client.get(url)
        page = judge(response)
        assert STUBS[status] in page.words
        for telling in ("unsaid", "Nemo", a.anchor, f"reply_to={a.pk}", f"/comments/{a.pk}/"):
            assert telling not in response.content.decode()
        assert "Who said the deep:" not in page.words
        assert "in reply to Who said the deep" not in page.words
        assert deep.anchor not in response.content.decode()


def test_hidden_twigs_are_pruned_up_to_what_is_visible(article):
    a = say(article, "a")
    b = say(article, "b", a)
    say(article, "c", b)
    Comment.objects.exclude(pk=a.pk).update(status="rejected")
    assert shown(article) == [["a"]]
    Comment.objects.update(status="rejected")
    assert shown(article) == []


def test_a_discussion_is_paged_by_whole_threads(article):
    roots = [say(article, f"r{number}") for number in range(ROOTS_A_PAGE + 1)]
    for number in range(ROOTS_A_PAGE + 5):
        say(article, f"reply {number}", roots[0])
    first, second = thread_of(article), thread_of(article, "2")
    assert (len(first.nodes), len(second.nodes)) == (ROOTS_A_PAGE, 1)
    assert len(first.nodes[0].children) == ROOTS_A_PAGE + 5
    assert (first.page.pages, first.page.next, second.page.previous) == (2, 2, 1)


def test_the_articles_page_shows_what_the_first_page_shows(article):
    for number in range(ROOTS_A_PAGE):
        say(article, f"reply to {number}", say(article, f"r{number}"))
    assert outline(beginning_of(article).nodes) == shown(article)
    assert beginning_of(article).page.next is None
    say(article, "a reply on the second page", say(article, "the first of the second page"))
    first, whole = beginning_of(article), thread_of(article)
    assert outline(first.nodes) == outline(whole.nodes)
    assert (first.page.next, first.count) == (whole.page.next, whole.count) == (2, 42)


def test_under_a_brief_stand_no_comments_but_the_way_to_them(client):
    """In a browser's reading view they would stand as the story's own text."""
    article = factories.published(body="<p>The bridge is closed until Friday.</p>")
    comment = say(article, "said elsewhere")
    page = judge(client.get(article.get_absolute_url()))
    assert "1 comment" in page.words and "said elsewhere" not in page.words
    assert "comments" in page.ids and thread_url(article) in page.links()
    assert f"{thread_url(article)}" in client.get(comment.get_absolute_url())["Location"]
    assert comment.anchor in judge(client.get(thread_url(article))).anchors()


@pytest.mark.parametrize(("characters", "brief"), [(BRIEF - 1, True), (BRIEF, False)])
def test_how_long_a_brief_can_be(client, characters, brief):
    article = factories.published(body=f"<p>{'x' * characters}</p>")
    comment = say(article, "said here or there")
    page = judge(client.get(article.get_absolute_url()))
    assert (comment.anchor in page.anchors()) is not brief
    assert ("?page=1" in client.get(comment.get_absolute_url())["Location"]) is brief


def test_hidden_roots_take_no_place_on_a_page(article):
    for number in range(ROOTS_A_PAGE * 2):
        say(article, f"r{number}", None, "approved" if number % 2 else "spam")
    assert len(thread_of(article).nodes) == ROOTS_A_PAGE
    assert thread_of(article).page.pages == 1


@pytest.mark.parametrize(
    "page", ["0", "-1", "2", "x", "", "1.0", "٢", "9" * 30, "1 OR 1=1", "\x00"]
)
def test_a_page_out_of_range_is_not_there(client, article, page):
    say(article, "a")
    with pytest.raises(Http404):
        thread_of(article, page)
    assert client.get(thread_url(article), {"page": page}).status_code == 404


def test_a_discussion_without_comments_has_one_empty_page(client, article):
    assert thread_of(article, "1").nodes == []
    assert "0 comments" in judge(client.get(thread_url(article))).words


def test_unknown_parameters_change_nothing(client, article):
    say(article, "a")
    plain = client.get(thread_url(article)).content
    for query in ({"order": "oldest"}, {"order": "x"}, {"q": "1"}, {"utm_source": "x"}):
        assert client.get(thread_url(article), query).content == plain


def test_the_pages_of_a_discussion_lead_to_each_other(client, article):
    for number in range(ROOTS_A_PAGE * 2 + 1):
        say(article, f"r{number}")
    on_article = judge(client.get(article.get_absolute_url()))
    assert f"{thread_url(article)}?page=2" in on_article.links()
    assert len(on_article.anchors()) == ROOTS_A_PAGE
    seen = []
    for number in "123":
        seen += judge(client.get(thread_url(article), {"page": number})).anchors()
    assert seen == [comment.anchor for comment in article.comments.order_by("ordinal")]
    newest = judge(client.get(thread_url(article), {"order": "newest"}))
    assert newest.anchors() == seen[: -ROOTS_A_PAGE - 1 : -1]
    assert any("page=2" in link and "order=newest" in link for link in newest.links())


def test_each_page_of_a_discussion_names_its_own_address(client, article, settings):
    settings.SITE_URL = "https://courier.example"
    for number in range(ROOTS_A_PAGE + 1):
        say(article, f"r{number}")
    home = f"https://courier.example{thread_url(article)}"
    for asked, own in [("", home), ("?page=2", f"{home}?page=2"), ("?order=newest", home)]:
        page = judge(client.get(thread_url(article) + asked))
        named = [f["href"] for tag, f in page.elements if tag == "link" and f["rel"] == "canonical"]
        assert named == [own]


def test_an_old_address_of_the_article_redirects_to_its_discussion(client, article):
    old = thread_url(article)
    article.write(by=None, slug="the-bridge")
    article.publish(by=None)
    response = client.get(old)
    assert (response.status_code, response["Location"]) == (301, thread_url(article))


def test_a_hidden_discussion_is_not_there(client):
    article = factories.published(comment_policy="hidden")
    comment = say(article, "unsaid")
    assert client.get(thread_url(article)).status_code == 404
    assert client.get(comment.get_absolute_url()).status_code == 404
    page = client.get(article.get_absolute_url()).content.decode()
    assert "unsaid" not in page
    assert 'id="comments"' not in page


def test_a_read_only_discussion_is_shown_and_takes_nothing(client):
    article = factories.published(comment_policy="read-only")
    say(article, "said before")
    page = judge(client.get(article.get_absolute_url()))
    assert "said before" in page.words
    assert "Comments on this article are closed." in page.words
    assert not [link for link in page.links() if link.startswith("/comments/new/")]


def chain(article, length):
    """So many replies, each to the one before."""
    root = say(article, "0")
    made = [
        Comment(
            pk=root.pk + number,
            article=article,
            parent_id=root.pk + number - 1,
            root=root,
            depth=min(number, MAX_DEPTH),
            ordinal=number + 1,
            name="Rita Reader",
            text="x",
            html="<p>x</p>",
            cleaner=markup.COMMENT_CLEANER,
            status="approved",
            created_at=timezone.now(),
            token=uuid.uuid4(),
        )
        for number in range(1, length + 1)
    ]
    Comment.objects.bulk_create(made, batch_size=1000)


def test_of_a_chain_of_300_replies_a_page_shows_the_first_and_the_way_to_the_others(
    client, article
):
    chain(article, 300)
    page = judge(client.get(article.get_absolute_url()))
    assert len(page.anchors()) == REPLIES_A_ROOT + 1
    seen, number = page.anchors(), 2
    root = article.comments.earliest("ordinal").pk
    assert f"{thread_url(article)}?root={root}&page=2" in page.links()
    while number:
        page = judge(client.get(thread_url(article), {"root": root, "page": number}))
        first, *replies = page.anchors()
        assert first == seen[0] and len(replies) <= REPLIES_A_ROOT
        seen += replies
        number += 1
        number = number if f"?root={root}&page={number}" in page.links() else 0
    assert seen == [comment.anchor for comment in article.comments.order_by("ordinal")]


@pytest.mark.slow
def test_a_chain_of_10_000_replies_is_arranged_at_once(article):
    """A walk up the chain for each reply would take minutes."""
    chain(article, 10_000)
    replies = list(article.comments.replies_to_show().order_by("ordinal"))
    started = timezone.now()
    (root,) = _grow([article.comments.earliest("ordinal")], replies)
    assert len(root.children[0].children) == 9_999
    assert timezone.now() - started < timedelta(seconds=5)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(st.integers(0, 30), st.sampled_from(["approved", *HIDDEN])),
        min_size=1,
        max_size=12,
    )
)
def test_whatever_is_hidden_every_public_comment_is_shown_once_and_counted(db, grown):
    """Each comment answers one of those before it, or none; each has some status."""
    article = factories.published()
    comments = []
    for number, (place, status) in enumerate(grown):
        parent = comments[place] if place < len(comments) else None
        comments.append(factories.comment(article, str(number), parent=parent))
        if status == "withdrawn":
            comments[-1].approve(by=None)
            comments[-1].withdraw()
        elif status != "pending":
            comments[-1]._rule(status, None)
    visible, below_something = [], []

    def walk(nodes, depth):
        for node in nodes:
            assert depth <= MAX_DEPTH
            assert not node.is_stub or node.children
            if not node.is_stub:
                visible.append(node.comment.text)
            below_something.append(node)
            walk(node.children, depth + 1)

    walk(thread_of(article).nodes, 0)
    public = list(article.comments.public().values_list("text", flat=True))
    assert sorted(visible) == sorted(public)
    assert public_count(article) == len(public)
    assert Discussion.objects.get(article=article).arrived == len(grown)


# Where one comment stands


def test_a_permalink_leads_to_the_article_for_its_first_page(client, article):
    comment = say(article, "a")
    response = client.get(comment.get_absolute_url())
    assert response.status_code == 302
    assert response["Location"] == f"{article.get_absolute_url()}#comment-{comment.pk}"


def test_every_permalink_leads_to_a_page_on_which_its_comment_stands(client, article):
    roots = []
    for number in range(ROOTS_A_PAGE * 2 + 3):
        roots.append(say(article, f"r{number}"))
        if number % 7 == 0:
            reply = say(article, f"deep {number}", say(article, f"reply {number}", roots[-1]))
            say(article, f"deeper {number}", reply)
        if number % 5 == 0:
            say(article, f"unsaid {number}", None, HIDDEN[number % 4])
    Comment.objects.filter(pk__in=[roots[0].pk, roots[1].pk, roots[28].pk]).update(status="spam")
    pages = {}
    for comment in article.comments.public():
        location = client.get(comment.get_absolute_url())["Location"]
        url, anchor = location.split("#")
        assert anchor == comment.anchor
        if url not in pages:
            pages[url] = judge(client.get(url)).anchors()
        assert anchor in pages[url]
        assert place_of(comment) == (int(url.split("=")[1]) if "=" in url else 1)


def test_ruling_on_an_earlier_thread_moves_the_place(article):
    roots = [say(article, f"r{number}") for number in range(ROOTS_A_PAGE + 1)]
    assert place_of(roots[-1]) == 2
    roots[0].reject(by=None, reason="insult")
    assert place_of(roots[-1]) == 1


@pytest.mark.parametrize("status", HIDDEN)
def test_a_permalink_to_a_hidden_comment_is_not_there(client, article, status):
    hidden = say(article, "unsaid", None, status)
    response = client.get(hidden.get_absolute_url())
    assert response.status_code == 404
    assert "unsaid" not in response.content.decode()


@pytest.mark.parametrize("number", ["0", "1", "9" * 18, "9" * 19, "9" * 40])
def test_a_permalink_to_nothing_is_not_there(client, db, number):
    assert client.get(f"/comments/{number}/").status_code == 404


def test_a_permalink_is_gone_with_its_article(client, article):
    comment = say(article, "a")
    article.withdraw(by=None, reason="Wrong.")
    assert client.get(comment.get_absolute_url()).status_code == 410
    assert client.get(thread_url(article)).status_code == 410


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_discussion_is_only_looked_at(client, article, method):
    comment = say(article, "a")
    for url in (thread_url(article), comment.get_absolute_url()):
        assert getattr(client, method)(url).status_code == 405
