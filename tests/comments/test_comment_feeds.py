"""The feed of an article's comments: what everybody sees, and nothing else."""

import json
from datetime import UTC, datetime, timedelta

import feedparser
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comments.feeds import NEWEST
from comments.models import Comment
from tests import factories

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
FORMATS = ["atom", "rss", "json"]
HOUR = timedelta(hours=1)


@pytest.fixture
def article():
    return factories.published("The ferry", slug="ferry")


def address(format, slug="ferry"):
    return f"/feeds/articles/{slug}/comments.{format}"


def read(client, format):
    """An XML feed as a reader's program sees it, without that program's own cleaning."""
    answer = client.get(address(format))
    assert answer.status_code == 200
    found = feedparser.parse(
        answer.content,
        response_headers={"content-type": answer["Content-Type"]},
        sanitize_html=False,
    )
    assert not found.bozo, found.get("bozo_exception")
    return found


def items(client):
    return json.loads(client.get(address("json")).content)["items"]


def said(client, format):
    return client.get(address(format)).content.decode()


@pytest.mark.parametrize("format", ["atom", "rss"])
def test_every_format_is_read_without_a_fault(client, article, format):
    first = factories.comment(article, "One & **two**", status="approved", name="Rita & co")
    factories.comment(article, "Three", status="approved", parent=first)
    found = read(client, format)
    assert found.version == {"atom": "atom10", "rss": "rss20"}[format]
    assert found.feed.title == "Comments on The ferry"
    assert found.feed.link == f"{SITE}/articles/ferry/#comments"
    assert [entry.title for entry in found.entries] == [
        "Comment by Rita Reader",
        "Comment by Rita & co",
    ]
    assert found.entries[1].author == "Rita & co"
    assert found.entries[1].link == f"{SITE}/comments/{first.pk}/"
    assert found.entries[1].content[0].value == first.shown
    assert [entry.id for entry in found.entries] == [one["id"] for one in items(client)]


def test_a_json_feed_says_the_same(client, article):
    comment = factories.comment(article, "Well said.", status="approved")
    found = json.loads(client.get(address("json")).content)
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert found["feed_url"] == SITE + address("json")
    (item,) = found["items"]
    assert item["content_html"] == "<p>Well said.</p>"
    assert item["authors"] == [{"name": "Rita Reader"}]
    assert item["url"] == f"{SITE}/comments/{comment.pk}/"


@pytest.mark.parametrize("format", FORMATS)
def test_only_what_the_public_sees_stands_there(client, article, format):
    factories.comment(article, "Approved words", status="approved")
    for status in ("pending", "rejected", "spam", "withdrawn"):
        factories.comment(article, f"Secret {status}", status=status, name=f"Nobody {status}")
    other = factories.published("Another", slug="another")
    factories.comment(other, "Secret elsewhere", status="approved")
    page = said(client, format)
    assert "Approved words" in page
    assert "Secret" not in page and "Nobody" not in page


@pytest.mark.parametrize("format", FORMATS)
def test_nobodys_mail_or_machine_address_is_told(client, article, format):
    sent = factories.comment(
        article, status="approved", email="rita@reader.example", address="203.0.113.9"
    )
    page = said(client, format)
    assert "rita@reader.example" not in page and "203.0.113.9" not in page
    assert str(sent.token) not in page


@pytest.mark.parametrize("format", FORMATS)
def test_what_a_reader_typed_does_nothing(client, article, format):
    text = "<script>alert(1)</script><img src=x onerror=alert(1)> ]]> javascript:alert(1)"
    sent = factories.comment(article, text, status="approved", name='"><script>alert(2)</script>')
    page = said(client, format)
    if format == "json":
        (item,) = items(client)
        assert item["content_html"] == sent.shown
    else:
        (entry,) = read(client, format).entries
        assert entry.content[0].value == sent.shown
        assert "<script" not in page
    assert "<script" not in sent.shown and "<img" not in sent.shown


def replies(client):
    """Which comment each comment answers, by their ids."""
    entries = read(client, "atom").entries
    return {one.id: one.get("thr_in-reply-to", {}).get("ref") for one in entries}


def test_a_reply_says_what_it_answers(client, article):
    root = factories.comment(article, "Root", status="approved")
    factories.comment(article, "Reply", status="approved", parent=root)
    newest, oldest = (one["id"] for one in items(client))
    assert replies(client) == {newest: oldest, oldest: None}
    assert f'href="{SITE}/comments/{root.pk}/"' in said(client, "atom")


def test_of_a_hidden_comment_that_was_answered_nothing_is_told(client, article):
    root = factories.comment(article, "Root", status="approved")
    factories.comment(article, "Reply", status="approved", parent=root)
    root.reject(by=None, reason="insult")
    (reply,) = items(client)
    assert replies(client) == {reply["id"]: None}
    assert f"/comments/{root.pk}/" not in said(client, "atom")


def test_the_newest_stand_there_newest_first(client, article):
    many = NEWEST + 5
    for n in range(many):
        factories.comment(article, f"Number {n:03}", status="approved")
    found = [item["content_html"] for item in items(client)]
    assert found == [f"<p>Number {n:03}</p>" for n in range(many - 1, many - 1 - NEWEST, -1)]


def test_an_id_survives_a_new_slug_and_a_new_address_of_the_site(client, article, settings):
    for text in ("One", "Two"):
        factories.comment(article, text, status="approved")
    before = [item["id"] for item in items(client)]
    feed = read(client, "atom").feed.id
    assert len(set(before)) == 2 and all(one.startswith("urn:uuid:") for one in [*before, feed])
    article.write(by=None, slug="new-slug")
    article.publish(by=None)
    settings.SITE_URL = "https://news.example"
    after = json.loads(client.get(address("json", "new-slug")).content)
    assert [item["id"] for item in after["items"]] == before
    assert after["items"][0]["url"].startswith("https://news.example/comments/")
    assert feedparser.parse(client.get(address("atom", "new-slug")).content).feed.id == feed


def test_an_edited_comment_has_changed(client, article):
    sent_at = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
    sent = factories.comment(article, "First words", status="approved", at=sent_at)

    def moments():
        (item,) = items(client)
        return [datetime.fromisoformat(item[f"date_{name}"]) for name in ("published", "modified")]

    assert moments() == [sent_at, sent_at]  # an approval is no change of the text
    Comment.objects.get(pk=sent.pk).edit(by=None, text="Other words", at=sent_at + HOUR)
    assert moments() == [sent_at, sent_at + HOUR]


@pytest.mark.parametrize("format", FORMATS)
def test_an_article_that_shows_no_comments_has_no_feed_of_them(client, format):
    factories.comment(
        factories.published("Hush", slug="ferry", comment_policy="hidden"), status="approved"
    )
    assert client.get(address(format)).status_code == 404


@pytest.mark.parametrize("format", FORMATS)
def test_one_that_only_takes_no_more_has(client, format):
    closed = factories.published("Closed", slug="ferry", comment_policy="read-only")
    factories.comment(closed, "Early words", status="approved")
    assert "Early words" in said(client, format)


@pytest.mark.parametrize("format", FORMATS)
def test_an_old_address_leads_to_the_new_one(client, article, format):
    article.write(by=None, slug="new-slug")
    article.publish(by=None)
    answer = client.get(address(format))
    assert (answer.status_code, answer["Location"]) == (301, address(format, "new-slug"))


def test_what_is_not_there_is_not_found(client, article):
    assert client.get(address("atom", "nowhere")).status_code == 404
    for format in ("xml", "html", "ATOM"):
        assert client.get(address(format)).status_code == 404


def test_a_ruling_makes_a_new_feed_and_a_refusal_does_not(client, article):
    waiting = factories.comment(article, "Waiting")
    etags = {format: client.get(address(format))["ETag"] for format in FORMATS}
    factories.comment(article, "Another that waits")
    for format, etag in etags.items():
        again = client.get(address(format), headers={"If-None-Match": etag})
        assert (again.status_code, again.content) == (304, b"")
    waiting.approve(by=None)
    for format, etag in etags.items():
        assert client.get(address(format), headers={"If-None-Match": etag}).status_code == 200


def test_it_asks_the_database_as_often_for_many_as_for_few(client, article):
    counts = []
    for many in (10, 90):
        root = factories.comment(article, "Root", status="approved")
        for n in range(many - 1):
            factories.comment(article, f"Number {n}", status="approved", parent=root)
        with CaptureQueriesContext(connection) as seen:
            client.get(address("atom"))
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 8
    assert {query["sql"].split()[0] for query in seen} == {"SELECT"}


def test_a_discussion_without_a_word_is_a_feed(client, article):
    assert read(client, "atom").entries == read(client, "rss").entries == items(client) == []
    assert client.post(address("atom")).status_code == 405


def test_an_article_that_expires_takes_its_comments_along(client, article, monkeypatch):
    later = factories.published("Brief", slug="brief", expire_at=timezone.now() + HOUR)
    factories.comment(later, "Soon gone", status="approved")
    assert client.get(address("atom", "brief")).status_code == 200
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + 2 * HOUR)
    answer = client.get(address("atom", "brief"))
    assert answer.status_code == 410 and b"Soon gone" not in answer.content
