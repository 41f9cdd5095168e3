"""Akismet: asked from the worker, about held comments, with a key only. It finds; it never rules."""

import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

import pytest
from django.utils import timezone

from comments.models import Comment
from comments.screening import akismet
from comments.screening.akismet import ask_akismet
from tests import factories

pytestmark = pytest.mark.django_db


class Door(HTTPServer):
    """Akismet's door on this machine: takes what has "casino" in it for spam."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answer)
        self.asked, self.says = [], None


class Answer(BaseHTTPRequestHandler):
    def do_POST(self):
        told = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.server.asked.append({name: values[0] for name, values in told.items()})
        says = self.server.says or str("casino" in told["comment_content"][0]).lower()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(says.encode())

    def log_message(self, *args):
        pass


@pytest.fixture
def door(monkeypatch, settings):
    with Door() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        monkeypatch.setattr(akismet, "DOOR", f"http://127.0.0.1:{server.server_port}/")
        settings.AKISMET_KEY = "a-key"
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def held(article):
    return factories.comment(
        article, "Try this casino.", address="198.51.100.7", email="rita@example.org"
    )


def findings(comment):
    comment.refresh_from_db()
    return [(one["check"], one["detail"]) for one in comment.screening]


def test_without_a_key_nobody_is_asked(held, door, settings):
    settings.AKISMET_KEY = ""
    assert ask_akismet(timezone.now()) == 0
    assert door.asked == []


def test_spam_is_a_finding_and_no_ruling(held, door):
    assert ask_akismet(timezone.now()) == 1
    assert findings(held) == [("akismet", "spam")]
    assert held.status == "pending"
    assert held.decisions.count() == 0
    assert [hold.check_name for hold in held.holds.all()] == ["akismet"]


def test_what_is_no_spam_is_noted_and_holds_nothing(article, door):
    one = factories.comment(article, "A kind word.", address="198.51.100.7")
    ask_akismet(timezone.now())
    assert findings(one) == [("akismet", "not spam")]
    assert one.holds.count() == 0


def test_each_version_is_asked_about_once(held, door):
    ask_akismet(timezone.now())
    ask_akismet(timezone.now())
    assert len(door.asked) == 1


def test_what_leaves_the_house(held, door, settings):
    ask_akismet(timezone.now())
    (told,) = door.asked
    assert set(told) == {
        "api_key",
        "blog",
        "blog_lang",
        "blog_charset",
        "comment_type",
        "comment_author",
        "comment_content",
        "permalink",
        "user_ip",
    }
    assert "rita@example.org" not in str(told)
    assert told["permalink"] == settings.SITE_URL + held.article.get_absolute_url()


@pytest.mark.parametrize("status", ["approved", "rejected", "spam", "withdrawn"])
def test_only_what_waits_is_asked_about(article, door, status):
    factories.comment(article, "A casino.", status, address="198.51.100.7")
    ask_akismet(timezone.now())
    assert door.asked == []


def test_old_and_addressless_comments_are_not_asked_about(article, door):
    now = timezone.now()
    factories.comment(article, "Old.", address="198.51.100.7", at=now - timedelta(days=3))
    factories.comment(article, "From nowhere.")
    ask_akismet(now)
    assert door.asked == []


def test_no_answer_changes_nothing_and_is_asked_again(held, door):
    door.says = "invalid"
    assert ask_akismet(timezone.now()) == 0
    assert findings(held) == []
    door.says = None
    assert ask_akismet(timezone.now()) == 1


def test_nobody_at_the_door(held, door, monkeypatch):
    monkeypatch.setattr(akismet, "DOOR", "http://127.0.0.1:9/")
    assert ask_akismet(timezone.now()) == 0
    assert findings(held) == []


def test_an_answer_about_a_text_that_was_changed_meanwhile_is_dropped(
    held, door, monkeypatch, mina
):
    was_spam = akismet._is_spam

    def and_meanwhile(comment):
        Comment.objects.get(pk=comment.pk).edit(by=mina, text="Something else.")
        return was_spam(comment)

    monkeypatch.setattr(akismet, "_is_spam", and_meanwhile)
    assert ask_akismet(timezone.now()) == 0
    assert findings(held) == []
