"""Inputs made to keep a parser busy, through the forms: each is answered, and the process stays small.

How quickly the cleaner itself answers is measured in tests/portal/test_markup.py.
"""

import resource
import sys

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article
from comments.models import Comment
from portal.markup import COMMENT_LENGTH, COMMENT_TAGS
from tests import factories, people
from tests.articles.admin_forms import ADD, fields
from tests.comments.sending import OURS, Reader, form_url

pytestmark = pytest.mark.django_db
MEMORY = 20_000_000  # bytes
UNIT = 1 if sys.platform == "darwin" else 1024
SIZE = 50_000  # bytes: ten times a comment, and 20,000 were enough to take 600 MB

# What keeps one parser or another busy when it is repeated.
UNITS = (
    "<ul><li>|<em><p>|<a><p>|<a href=/x>|<blockquote>|<table>|<table><tr><td>x|<div>|</p>|<p>|<hr>"
    "|<b></b>|<|<a |</a |<a b='|<!--|<!a|<?|<script>|<style></style>|<svg><math>|<![CDATA[|&|&amp"
    "|&#9999999;|&#x1F600;|\x01a|\u00a0|\r|x\n|> a\n\nb\n\n|a@|-.com|?a&|www.a.b |http://a(|://|😀"
)
BOMBS = {unit: unit * (SIZE // len(unit.encode())) for unit in UNITS.split("|")} | {
    # Every paragraph opens all of them again: 5 KB kept a cleaner busy for two seconds.
    "formatting": "<p>" + "".join(f"<em a{n}>" for n in range(SIZE // 20)) + "<p>x" * (SIZE // 8),
    "fonts": "<p>" + "".join(f"<font a{n}>" for n in range(SIZE // 20)) + "<p>x" * (SIZE // 8),
    "em and then p": "<em>" * (SIZE // 8) + "</p>" * (SIZE // 8),
    "attributes": f"<a {'b=c ' * (SIZE // 4)}>x</a>",
    "one address": "http://" + "a." * (SIZE // 2),
    "one name": f"<{'a' * SIZE}>",
}


def largest():
    """The most memory that this process ever had, its parsers' included."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * UNIT


def within(bomb):
    """What of a bomb fits into a comment: as it is, and with as many tags as one may have."""
    first, *rest = bomb[:COMMENT_LENGTH].split("<")
    few = [first, *rest[:COMMENT_TAGS]]
    return [bomb[:COMMENT_LENGTH], "<".join(few) + "".join(rest[COMMENT_TAGS:])]


@pytest.fixture
def send(settings):
    """Post the comment form with this text, and return the answer.

    As multipart, since the memory is to be ours: to undo the other encoding Python takes 70 bytes a byte.
    """
    settings.COMMENTS_PER_MINUTE = settings.COMMENTS_PER_HOUR = 10_000
    article, reader = factories.published(), Reader()

    def post(text):
        form = reader.opens(article) | {"name": "Rita Reader", "text": text}
        return reader.client.post(form_url(article), form, headers=OURS)

    return post


@pytest.fixture
def editors_desk(db):
    client = Client()
    client.force_login(people.editor())
    return client


def test_a_bomb_in_a_comment_is_answered(send, client):
    send("The first takes what every process needs once.")
    before = largest()
    for name, bomb in BOMBS.items():
        for text in [*within(bomb), bomb]:
            # Stored; or sent back: as too long, as nothing but markup, as the same once more.
            assert send(text).status_code in (303, 409, 422), name
    sent = Comment.objects.all()
    assert len(sent) > len(BOMBS)
    for comment in sent:
        comment.approve(by=None)
    assert client.get(sent[0].article.get_absolute_url()).status_code == 200
    assert largest() - before < MEMORY


def test_a_bomb_in_an_articles_body_is_answered(editors_desk):
    editors_desk.post(reverse(ADD), fields("_publish"))
    editors_desk.post(reverse(ADD), fields("_publish", headline=""))
    before = largest()
    taken = 0
    for name, text in BOMBS.items():
        article = fields("_publish", headline=name[:200], body=text)
        answer = editors_desk.post(reverse(ADD), article)
        assert answer.status_code in (200, 302), name  # 200: the form, with what is wrong
        taken += answer.status_code == 302
        editors_desk.cookies.pop("messages", None)  # unread ones would pile up
    assert Article.objects.published().count() == taken + 1
    assert largest() - before < MEMORY


@pytest.mark.parametrize("size", [1_500_000, 4_000_000])
def test_a_form_that_is_all_too_large_is_turned_away(send, editors_desk, size):
    assert send("<p>" * (size // 3)).status_code in (400, 413, 422)
    form = fields("_publish", body="<p>" * (size // 3))
    assert editors_desk.post(reverse(ADD), form).status_code in (200, 400, 413)
    assert Article.objects.count() == 1
