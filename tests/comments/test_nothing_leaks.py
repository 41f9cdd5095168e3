"""What is not public is on no public page: not the comment, not its writer, nor that it exists.

And of a public comment neither the e-mail nor the machine address ever leaves the desk.
"""

import uuid
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from comments.models import Alert, Comment
from portal import outbox, work
from portal.models import User
from portal.outbox import Mail
from tests import factories
from tests.comments.knowing import commenter
from tests.comments.sending import Reader, form_url

pytestmark = pytest.mark.django_db
SECRETS = {
    "text": "Xyzzy said in confidence",
    "name": "Plugh Anonymous",
    "email": "plugh@hollow.example",
    "address": "192.0.2.123",
}
HIDDEN = ["pending", "rejected", "spam", "withdrawn"]
OTHERS_DEEDS = ["edit", "withdraw", "recommend", "report", "report/illegal"]
PLACES = ["alone", "a reply", "with a visible reply", "below the deepest"]


def written(article, status, place="alone"):
    parent = None
    if place != "alone":
        parent = factories.comment(article, "The root.", "approved")
    if place == "below the deepest":
        for _ in range(3):
            parent = factories.comment(article, "A reply.", "approved", parent=parent)
    comment = factories.comment(
        article, status="approved", parent=parent, browser=uuid.uuid4(), **SECRETS
    )
    if place == "with a visible reply":
        factories.comment(article, "No!", "approved", parent=comment)
    now = timezone.now() if status == "withdrawn" else None
    hidden = "approved" if status == "withdrawn" else status
    Comment.objects.filter(pk=comment.pk).update(status=hidden, withdrawn_at=now)
    return comment


def public_urls(article, comment):
    thread = f"/articles/{article.slug}/comments/"
    return [
        "/",
        article.get_absolute_url(),
        article.section.get_absolute_url(),
        thread,
        f"{thread}?order=newest",
        f"{thread}?order=recommended",
        f"{thread}?root={comment.pk}",
        f"{thread}?page=1",
        f"{thread}?page=2",
        f"/comments/{comment.pk}/",
        f"/comments/{comment.pk}/nothing/",
        form_url(article),
        f"{form_url(article)}?reply_to={comment.pk}&seen=1",
        "/comments/mine/",
        f"/comments/mine/?sent={comment.pk}",
        f"/nothing-here/{comment.pk}/",
        "/robots.txt",
        *(f"/feeds/articles/{article.slug}/comments.{name}" for name in ("atom", "rss", "json")),
        "/feeds/all.atom",
        *(f"/comments/{comment.pk}/{deed}/" for deed in OTHERS_DEEDS),
        "/comments/known/",
        "/comments/data/",
        "/comments/kept/",
        *(f"/moderation/{comment.pk}/{page}/" for page in ("context", "writer", "edit", "reports")),
        "/moderation/",
        "/moderation/counts/",
        "/moderation/?queue=all&words=confidence",
        "/transparency/",
        f"/transparency/{timezone.now().year}/",
        f"/transparency/{timezone.now().year}.csv",
        "/search/?q=confidence",
        "/sitemap.xml",
        f"/oembed/?url=http://testserver{article.get_absolute_url()}",
    ]


def answers(article, comment, fragment=False):
    """What a stranger gets from every public address, with GET and HEAD."""
    client = Reader("203.0.113.9").client
    headers = {"X-Fragment": "form"} if fragment else {}
    for url in public_urls(article, comment):
        for ask in (client.get, client.head):
            response = ask(url, headers=headers)
            assert response.status_code in (200, 302, 404), url
            yield url, response.content.decode() + str(response.headers)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("status", HIDDEN)
def test_a_hidden_comment_is_nowhere(article, status, place):
    comment = written(article, status, place)
    for url, answer in answers(article, comment):
        for secret in [*SECRETS.values(), "Xyzzy", "Plugh", f'id="comment-{comment.pk}"']:
            assert secret not in answer, (url, secret)


@pytest.mark.parametrize("status", HIDDEN)
def test_it_is_not_in_what_scripts_ask_for(article, status):
    comment = written(article, status)
    for url, answer in answers(article, comment, fragment=True):
        for secret in SECRETS.values():
            assert secret not in answer, (url, secret)


@pytest.mark.parametrize("status", HIDDEN)
def test_a_hidden_comment_changes_no_public_page(article, status):
    """Compared byte for byte with pages from before it came."""
    urls = public_urls(article, Comment(pk=999_999))
    client = Reader("203.0.113.9").client
    forms = ("/comments/new/", "/comments/known/", "/comments/data/")  # each has its own token
    plain = [url for url in urls if not url.startswith(forms)]
    before = [client.get(url).content for url in plain]
    comment = factories.comment(article, status="pending", browser=uuid.uuid4(), **SECRETS)
    now = timezone.now() if status == "withdrawn" else None
    hidden = "approved" if status == "withdrawn" else status
    Comment.objects.filter(pk=comment.pk).update(status=hidden, withdrawn_at=now)
    assert [client.get(url).content for url in plain] == before


def test_an_approved_comment_shows_text_and_name_alone(article):
    comment = written(article, "approved", "with a visible reply")
    seen = "".join(answer for _, answer in answers(article, comment))
    assert SECRETS["text"] in seen
    assert SECRETS["name"] in seen
    for secret in ("email", "address"):
        assert SECRETS[secret] not in seen
    assert "hollow.example" not in seen
    assert str(comment.token) not in seen
    assert str(Comment.objects.get(pk=comment.pk).browser) not in seen


@pytest.mark.parametrize(
    "make",
    [
        factories.draft,
        factories.embargoed,
        factories.withdrawn,
        factories.expired,
        factories.in_review,
    ],
)
def test_comments_of_an_article_that_is_not_public_are_nowhere(make):
    article = make("Under wraps")
    comment = written(article, "approved")
    client = Reader("203.0.113.9").client
    for url in public_urls(article, comment):
        response = client.get(url)
        answer = response.content.decode() + str(response.headers)
        for secret in [*SECRETS.values(), "Under wraps"]:
            assert secret not in answer, (url, secret)


@pytest.mark.parametrize("status", HIDDEN)
def test_a_permalink_to_what_is_hidden_looks_like_one_to_nothing(client, article, status):
    comment = written(article, status)
    hidden, nothing = client.get(f"/comments/{comment.pk}/"), client.get("/comments/999999/")
    assert hidden.status_code == nothing.status_code == 404
    assert hidden.content == nothing.content
    assert set(hidden.headers) == set(nothing.headers)


@pytest.mark.parametrize("status", HIDDEN)
def test_the_count_does_not_count_what_is_hidden(client, article, status):
    factories.comment(article, "Public.", "approved")
    factories.comment(article, status=status, **SECRETS)
    assert "1 comment<" in client.get(article.get_absolute_url()).content.decode()


def test_robots_are_kept_off_what_is_personal(client, article):
    for url in (form_url(article), "/comments/mine/"):
        assert '<meta name="robots" content="noindex">' in client.get(url).content.decode()


@pytest.mark.parametrize("status", HIDDEN)
def test_nor_in_a_log_or_in_mail_to_others(article, status, mina, caplog):
    """All that follows from its coming and going: only its writer is ever told what it said."""
    caplog.set_level("DEBUG")
    ann = commenter("ann@readers.example", name="Ann")
    Alert.objects.create(
        moderator=mina, pace="at_once", told_until=timezone.now() - timedelta(days=1)
    )
    User.objects.filter(pk=mina.pk).update(email="mina@paper.example")
    parent = factories.comment(
        article, "Above.", "approved", commenter=ann, wants_replies=True, email=ann.email
    )
    reader = Reader(SECRETS["address"])
    sent = reader.writes(
        article, SECRETS["text"], name=SECRETS["name"], email=SECRETS["email"], reply_to=parent
    )
    assert sent.status_code == 303
    comment = Comment.objects.get(text=SECRETS["text"])
    comment.approve(by=mina, batch=uuid.uuid4())
    if status == "withdrawn":
        comment.withdraw()
    elif status == "pending":
        comment.undo(by=mina)
    elif status == "rejected":
        comment.reject(by=mina, reason="insult")
    else:
        comment.mark_as_spam(by=mina)
    later = timezone.now() + timedelta(hours=1)
    for chore in work.chores:
        chore.deed(later)
    outbox.send_due(later)
    logged = " ".join(
        one.getMessage() for one in caplog.records if one.name != "django.db.backends"
    )
    told = [str(row) for row in Mail.objects.exclude(to=SECRETS["email"]).values()]
    told += [
        f"{one.subject} {one.body} {one.extra_headers}"
        for one in mail.outbox
        if one.to != [SECRETS["email"]]
    ]
    for secret in SECRETS.values():
        assert secret not in " ".join(told)
        assert secret not in logged
