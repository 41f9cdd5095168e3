"""What a discussion costs and when its pages change: queries at two sizes, and the pages' versions."""

import uuid
from datetime import timedelta

import pytest
from django.core.management.color import no_style
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comments.models import Comment, Discussion
from comments.models.comment import MAX_DEPTH
from portal import markup
from tests import factories
from tests.comments.sending import Reader, form_url

pytestmark = pytest.mark.django_db
BROWSER = uuid.uuid4()


def fill(article, number, status="approved", replies=True):
    """So many comments, every second one a reply to the one before."""
    first = (Comment.objects.order_by("-id").values_list("id", flat=True).first() or 0) + 1
    at = timezone.now() - timedelta(days=2)
    made = []
    for n in range(number):
        reply = replies and n % 2
        made.append(
            Comment(
                pk=first + n,
                article=article,
                ordinal=first + n,
                depth=1 if reply else 0,
                parent_id=first + n - 1 if reply else None,
                root_id=first + n - 1 if reply else None,
                name=f"Reader {n}",
                email=f"reader{n % 7}@example.org",
                text=f"Number {n}.",
                html=f"<p>Number {n}.</p>",
                cleaner=markup.COMMENT_CLEANER,
                status=status,
                screening=[{"check": "first_timer", "verdict": "hold"}],
                created_at=at,
                token=uuid.uuid4(),
                browser=BROWSER,
            )
        )
    Comment.objects.bulk_create(made, batch_size=1000)
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), [Comment]):
            cursor.execute(sql)
    Discussion.objects.update_or_create(
        article=article, defaults={"arrived": first + number, "approved": number}
    )


def queries(client, url, status=200):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url).status_code == status
    return len(captured)


def addresses(article):
    first = article.comments.public().order_by("ordinal").first()
    last = article.comments.public().order_by("ordinal").last()
    thread = f"/articles/{article.slug}/comments/"
    return [
        ("/", 200),
        (article.get_absolute_url(), 200),
        (thread, 200),
        (f"{thread}?order=newest", 200),
        (article.section.get_absolute_url(), 200),
        (first.get_absolute_url(), 302),
        (last.get_absolute_url(), 302),
        (f"{form_url(article)}?reply_to={first.pk}", 200),
    ]


def test_public_pages_take_the_same_queries_for_10_and_for_100_comments(client):
    few, many = factories.published("Few"), factories.published("Many")
    fill(few, 10)
    fill(many, 100)
    for (small, status), (large, _) in zip(addresses(few), addresses(many), strict=True):
        assert queries(client, small, status) == queries(client, large, status), small


def test_the_queue_takes_the_same_queries_for_10_and_for_100_that_wait(article, desk):
    def cost():
        return queries(desk, "/moderation/")

    fill(article, 10, "pending")
    for one in Comment.objects.all()[:3]:
        one.approve(by=None, batch=uuid.uuid4())
    small = cost()
    fill(article, 100, "pending")
    for one in Comment.objects.pending()[:30]:
        one.approve(by=None, batch=uuid.uuid4())
    assert cost() == small


def test_what_one_reader_sent_takes_the_same_queries_for_2_and_for_40(article, reader, settings):
    settings.COMMENTS_PER_MINUTE = settings.COMMENTS_PER_HOUR = 0
    for number in range(2):
        reader.writes(article, f"Number {number}.")
    small = queries(reader.client, "/comments/mine/")
    for number in range(2, 40):
        reader.writes(factories.published(), f"Number {number}.")
    assert queries(reader.client, "/comments/mine/") == small


@pytest.mark.slow
@pytest.mark.parametrize("replies", [True, False])
def test_ten_thousand_comments_take_no_more_queries_than_ten(client, replies):
    few, many = factories.published("Few"), factories.published("Many")
    fill(few, 10, replies=replies)
    fill(many, 10_000, replies=replies)
    for (small, status), (large, _) in zip(addresses(few), addresses(many), strict=True):
        started = timezone.now()
        assert queries(client, large, status) == queries(client, small, status), small
        assert timezone.now() - started < timedelta(seconds=3), large
    last_page = f"/articles/{many.slug}/comments/?page={250 if replies else 500}"
    assert queries(client, last_page) == queries(client, f"/articles/{few.slug}/comments/")


@pytest.mark.slow
def test_ten_thousand_replies_under_one_comment_are_one_page(client, article):
    root = factories.comment(article, "The root.", "approved")
    fill(article, 10_000, replies=False)
    Comment.objects.exclude(pk=root.pk).update(root=root, parent=root, depth=MAX_DEPTH - 1)
    small = factories.published("Few")
    factories.comment(small, status="approved")
    cost = queries(client, article.get_absolute_url())
    assert cost == queries(client, small.get_absolute_url())


# When pages change


def tag(url):
    return Client().get(url)["ETag"]


def pages(article):
    return [article.get_absolute_url(), f"/articles/{article.slug}/comments/"]


def test_a_waiting_comment_changes_no_page(article, reader):
    urls = [*pages(article), "/", article.section.get_absolute_url()]
    before = [tag(url) for url in urls]
    reader.writes(article)
    reader.writes(article, website="a trap")
    assert [tag(url) for url in urls] == before


@pytest.mark.parametrize(
    "deed",
    [
        lambda one, by: one.reject(by=by, reason="insult"),
        lambda one, by: one.mark_as_spam(by=by),
        lambda one, by: one.edit(by=by, text="Better."),
        lambda one, by: one.withdraw(),
        lambda one, by: one.undo(by=by),
    ],
    ids=["reject", "spam", "edit", "withdraw", "undo"],
)
def test_every_verb_that_the_public_can_see_changes_the_page(article, mina, deed):
    comment = factories.comment(article)
    before = [tag(url) for url in pages(article)]
    comment.approve(by=mina)
    approved = [tag(url) for url in pages(article)]
    assert deed(comment, mina)
    after = [tag(url) for url in pages(article)]
    for three in zip(before, approved, after, strict=True):
        assert len(set(three)) == 3


def test_a_verb_that_does_nothing_changes_no_page(article, mina):
    comment = factories.comment(article, status="approved")
    before = tag(article.get_absolute_url())
    assert not comment.approve(by=mina)
    assert not comment.edit(by=mina, text=comment.text)
    assert tag(article.get_absolute_url()) == before


def test_a_ruling_changes_no_other_articles_page(article, mina):
    other = factories.published()
    before = tag(other.get_absolute_url())
    factories.comment(article).approve(by=mina)
    assert tag(other.get_absolute_url()) == before


def test_an_unchanged_page_is_not_sent_again_and_not_drawn(client, article):
    fill(article, 30)
    for url in pages(article):
        etag = tag(url)
        with CaptureQueriesContext(connection) as captured:
            response = client.get(url, headers={"If-None-Match": etag})
        assert response.status_code == 304
        assert len(captured) == 1


def test_an_approved_comment_is_there_at_once(client, article, mina):
    url = article.get_absolute_url()
    comment = factories.comment(article, "Here at once.")
    etag = tag(url)
    comment.approve(by=mina)
    response = client.get(url, headers={"If-None-Match": etag})
    assert response.status_code == 200
    assert "Here at once." in response.content.decode()


def test_a_page_changes_when_its_comments_close_by_age(client, article, settings):
    url = article.get_absolute_url()
    before = tag(url)
    settings.COMMENTS_CLOSE_AFTER_DAYS = 1
    type(article).objects.update(publish_at=timezone.now() - timedelta(days=1))
    response = client.get(url, headers={"If-None-Match": before})
    assert "Comments close 1 day after publication." in response.content.decode()


def test_every_reader_gets_the_same_version(article, reader):
    reader.writes(article)
    for url in pages(article):
        assert reader.sees(url)["ETag"] == Reader("203.0.113.9").sees(url)["ETag"]
