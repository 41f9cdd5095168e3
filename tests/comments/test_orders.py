"""A discussion in each of its orders, page by page; however long it is, and whatever the rows say."""

import re
import uuid

import pytest
from django.core.management.color import no_style
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from comments.models import Comment, Discussion
from comments.models.comment import MAX_DEPTH
from comments.threads import ORDERS, REPLIES_A_ROOT, ROOTS_A_PAGE, beginning_of, thread_of
from portal import markup
from tests import factories
from tests.comments.pages import judge

pytestmark = pytest.mark.django_db


def thread_url(article):
    return reverse("comments:thread", kwargs={"slug": article.slug})


def grown(article, roots, replies=0, status="approved"):
    """So many roots, the first with so many replies; made at once."""
    first = (Comment.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    made = [
        Comment(
            pk=first + number,
            article=article,
            ordinal=first + number,
            parent_id=first if number >= roots else None,
            root_id=first if number >= roots else None,
            depth=1 if number >= roots else 0,
            name=f"Reader {number}",
            text=f"Number {number}.",
            html=f"<p>Number {number}.</p>",
            cleaner=markup.COMMENT_CLEANER,
            status=status,
            recommended=number % 7,
            created_at=timezone.now(),
            token=uuid.uuid4(),
        )
        for number in range(roots + replies)
    ]
    Comment.objects.bulk_create(made, batch_size=1000)
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), [Comment]):
            cursor.execute(sql)
        cursor.execute("ANALYZE")
    Discussion.objects.update_or_create(
        article=article, defaults={"arrived": first + roots + replies, "approved": len(made)}
    )
    return made


def anchors(client, article, **query):
    return judge(client.get(thread_url(article), query)).anchors()


# Orders


def test_the_most_recommended_come_first_and_of_equals_the_newest(client, article):
    a, b, c, d = (factories.comment(article, text, "approved") for text in "abcd")
    Comment.objects.filter(pk=b.pk).update(recommended=3)
    Comment.objects.filter(pk=d.pk).update(recommended=1)
    reply = factories.comment(article, "a reply", "approved", parent=b)
    Comment.objects.filter(pk=reply.pk).update(recommended=9)  # it stays under what it answers
    found = anchors(client, article, order="recommended")
    assert found == [one.anchor for one in (b, reply, d, c, a)]


@pytest.mark.parametrize("order", ORDERS)
def test_each_order_has_pages_that_show_every_root_once(client, article, order):
    grown(article, ROOTS_A_PAGE * 2 + 3)
    seen, link = [], f"?order={order}" if order else ""
    for number in "123":
        page = judge(client.get(thread_url(article), {"order": order, "page": number}))
        seen += page.anchors()
        if number != "3":
            assert f"{link or '?'}{'&' if link else ''}page={int(number) + 1}" in page.links()
    assert len(seen) == len(set(seen)) == ROOTS_A_PAGE * 2 + 3


def test_the_thread_leads_to_every_order_and_to_its_feed(client, article):
    factories.comment(article, "a", "approved")
    factories.comment(article, "b", "approved")
    home, feed = thread_url(article), f"/feeds/articles/{article.slug}/comments.atom"
    for url in (article.get_absolute_url(), home):
        links = judge(client.get(url)).links()
        assert {f"{home}?order=newest", f"{home}?order=recommended", feed} <= set(links)
    links = judge(client.get(home, {"order": "recommended"})).links()
    assert home in links and f"{home}?order=recommended" not in links


@pytest.mark.parametrize("order", ["oldest", "x", "", "Newest", "recommended ", "-ordinal", "\x00"])
def test_an_unknown_order_is_the_oldest_first(client, article, order):
    grown(article, 3)
    plain = client.get(thread_url(article))
    asked = client.get(thread_url(article), {"order": order})
    assert (asked.content, asked["ETag"]) == (plain.content, plain["ETag"])


# One thread with very many replies


def test_a_thread_with_many_replies_is_cut_and_goes_on_elsewhere(client, article):
    root, *replies = grown(article, 1, REPLIES_A_ROOT * 2 + 1)
    found = anchors(client, article)
    assert found == [root.anchor, *(one.anchor for one in replies[:REPLIES_A_ROOT])]
    page = judge(client.get(thread_url(article), {"root": root.pk, "page": 2}))
    assert page.anchors() == [
        root.anchor,
        *(one.anchor for one in replies[REPLIES_A_ROOT : 2 * REPLIES_A_ROOT]),
    ]
    assert f"?root={root.pk}&page=3" in page.links() and thread_url(article) in page.links()
    assert len(anchors(client, article, root=root.pk, page=3)) == 2


def test_a_thread_with_as_many_as_a_page_shows_leads_nowhere(client, article):
    grown(article, 1, REPLIES_A_ROOT)
    page = judge(client.get(thread_url(article)))
    assert "More replies" not in page.words and len(page.anchors()) == REPLIES_A_ROOT + 1


def test_a_reply_to_what_stands_on_an_earlier_page_says_whom_it_answers(client, article):
    root, first, *_ = grown(article, 1, REPLIES_A_ROOT)
    late = factories.comment(article, "late", "approved", parent=first, name="Lena Late")
    later = factories.comment(article, "later", "approved", parent=late)
    page = judge(client.get(thread_url(article), {"root": root.pk, "page": 2}))
    assert page.anchors() == [root.anchor, late.anchor, later.anchor]
    assert f"in reply to {first.name}" in page.words and first.get_absolute_url() in page.links()
    Comment.objects.filter(pk=first.pk).update(status="rejected", name="Nemo")
    page = judge(client.get(thread_url(article), {"root": root.pk, "page": 2}))
    assert "Nemo" not in page.words and first.get_absolute_url() not in page.links()


def test_hidden_replies_take_no_place_of_a_page(client, article):
    (root,) = grown(article, 1)
    for status in ("pending", "spam", "rejected"):
        for number in range(REPLIES_A_ROOT):
            factories.comment(article, f"{status} {number}", status, parent=root)
    seen = factories.comment(article, "seen", "approved", parent=root)
    assert anchors(client, article) == [root.anchor, seen.anchor]


def test_every_permalink_of_a_long_thread_leads_to_where_its_comment_stands(client, article):
    grown(article, ROOTS_A_PAGE)
    root, *replies = grown(article, 1, REPLIES_A_ROOT * 2 + 3)
    for one in (root, replies[0], replies[49], replies[50], replies[99], replies[100], replies[-1]):
        url, anchor = client.get(one.get_absolute_url())["Location"].split("#")
        assert anchor == one.anchor
        assert anchor in judge(client.get(url)).anchors(), url
        assert ("root=" in url) is (one in replies[REPLIES_A_ROOT:])


@pytest.mark.parametrize("root", ["", "0", "x", "-1", "٢", "9" * 18, "9" * 40, "1 OR 1=1", "\x00"])
def test_a_thread_that_is_none_is_not_there(client, article, root):
    grown(article, 1)
    assert client.get(thread_url(article), {"root": root}).status_code == 404


def test_a_reply_or_a_hidden_root_or_one_of_another_article_is_no_thread(client, article):
    root, reply = grown(article, 1, 1)
    (other,) = grown(factories.published(), 1)
    hidden = factories.comment(article, "unsaid", "spam")
    for one in (reply, other, hidden):
        assert client.get(thread_url(article), {"root": one.pk}).status_code == 404
    for page in ("0", "2", "x"):
        query = {"root": root.pk, "page": page}
        assert client.get(thread_url(article), query).status_code == 404


# What no verb writes, and a hand in the database may


def everywhere(client, article):
    """Every page of the discussion, and every permalink: none may hang or fail."""
    found = [article.get_absolute_url(), thread_url(article)]
    found += [f"{thread_url(article)}?order={order}" for order in ORDERS]
    for one in article.comments.all():
        found += [one.get_absolute_url(), f"{thread_url(article)}?root={one.pk}"]
    seen = set()
    for url in found:
        response = client.get(url)
        assert response.status_code in (200, 302, 404), url
        if response.status_code == 200:
            seen.update(judge(response).anchors())
    return seen


@pytest.fixture
def family(article):
    """A root, its reply, and the reply's reply."""
    root = factories.comment(article, "root", "approved")
    child = factories.comment(article, "child", "approved", parent=root)
    return root, child, factories.comment(article, "grandchild", "approved", parent=child)


def changed(one, **fields):
    Comment.objects.filter(pk=one.pk).update(**fields)


def test_parents_in_a_circle_are_shown_and_end(client, article, family):
    _, child, grandchild = family
    changed(child, parent=grandchild)
    assert everywhere(client, article) == {one.anchor for one in family}


def test_its_own_parent_is_shown_and_ends(client, article, family):
    _, child, _ = family
    changed(child, parent=child)
    assert everywhere(client, article) == {one.anchor for one in family}


@pytest.mark.parametrize("own", ["root", "parent", "both"])
def test_a_root_below_its_own_reply_hangs_nothing(client, article, family, own):
    root, child, _ = family
    fields = {"parent": child} if own != "root" else {}
    changed(root, **fields | ({"root": root} if own != "parent" else {}))
    everywhere(client, article)


def test_a_chain_whose_rows_deny_their_depth_stays_flat(client, article):
    """Were the rows believed, 300 lists would stand within each other."""
    root, *chain = grown(article, 1, REPLIES_A_ROOT)
    for before, one in zip([root, *chain], chain, strict=False):
        changed(one, parent=before, depth=0)
    page = client.get(thread_url(article)).content.decode()
    assert page.count('id="comment-') == REPLIES_A_ROOT + 1
    assert page.count('<ol class="thread">') == MAX_DEPTH + 1


def test_a_parent_of_another_article_is_neither_shown_nor_named(client, article, family):
    _, child, grandchild = family
    secret = factories.draft("Under wraps")
    strange = factories.comment(secret, "Xyzzy", "approved", name="Plugh Anonymous")
    for fields in ({"parent": strange}, {"root": strange}, {"parent": strange, "root": strange}):
        changed(grandchild, **fields)
        everywhere(client, article)
        for url in (thread_url(article), f"{thread_url(article)}?root={family[0].pk}"):
            page = client.get(url).content.decode()
            assert "Plugh" not in page and "Xyzzy" not in page
    factories.comment(article, "seen", "approved")
    changed(strange, parent=child, root=family[0])
    assert strange.anchor not in everywhere(client, article)


def test_a_parent_of_another_article_is_refused(article):
    other = factories.comment(factories.published(), "there", "approved")
    with pytest.raises(ValueError, match="same article"):
        factories.comment(article, "here", parent=other)


# Ten thousand


def queries(client, url):
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return seen.captured_queries


@pytest.mark.slow
@pytest.mark.parametrize(("roots", "replies"), [(10_000, 0), (1, 9_999), (5_000, 5_000)])
def test_ten_thousand_comments_cost_no_more_queries_than_few(client, article, roots, replies):
    small = factories.published()
    grown(small, ROOTS_A_PAGE + 1, REPLIES_A_ROOT + 1)
    root = grown(article, roots, replies)[0]
    middle = max(1, roots // ROOTS_A_PAGE // 2)
    for order in ORDERS:
        for asked in (f"?order={order}", f"?order={order}&page={middle}"):
            many = queries(client, thread_url(article) + asked)
            assert len(many) == len(queries(client, f"{thread_url(small)}?order={order}")) <= 8
            assert walks(many) == []
    many = queries(client, article.get_absolute_url())
    assert len(many) == len(queries(client, small.get_absolute_url())) <= 8
    assert walks(many) == []
    if replies:
        many = queries(client, f"{thread_url(article)}?root={root.pk}&page=90")
        assert len(many) <= 8 and walks(many) == []


def walks(many):
    """Of these queries, the plans of those that walk through all comments.

    Here one article has nearly all of the table, so PostgreSQL is told not to walk where it need not.
    """
    sqlite = connection.vendor == "sqlite"
    found = []
    with connection.cursor() as cursor:
        if not sqlite:
            cursor.execute("SET LOCAL enable_seqscan = off")
        for query in many:
            if "comments_comment" in query["sql"]:
                cursor.execute(("EXPLAIN QUERY PLAN " if sqlite else "EXPLAIN ") + query["sql"])
                plan = "\n".join(str(row[-1]) for row in cursor.fetchall())
                if re.search(r"SCAN (comments_comment|[UVW]\d)|Seq Scan on comments_comment", plan):
                    found.append(plan)
        if not sqlite:
            cursor.execute("SET LOCAL enable_seqscan = on")
    return found


def test_a_walk_through_all_comments_is_seen(article):
    with CaptureQueriesContext(connection) as seen:
        list(Comment.objects.filter(text="x").order_by())
    assert len(walks(seen.captured_queries)) == 1


@pytest.mark.slow
def test_a_page_of_ten_thousand_reads_few_rows(article):
    grown(article, 5_000, 5_000)
    assert len(beginning_of(article).nodes) == ROOTS_A_PAGE
    for order in ORDERS:
        (first, *others) = thread_of(article, "1", order).nodes
        shown = len(first.children) + sum(len(one.children) for one in others)
        assert shown <= REPLIES_A_ROOT
