"""What was acknowledged is never lost and never doubled, though workers are killed at any moment.

A whole site with a database of its own, of the kind that the tests run on; readers who send again
until they are told that it arrived, as browsers of people on trains do.
"""

import http.client
import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode, urlsplit

import pytest
from django.db import connection

from tests.portal.sites import ROOT, fetch, free_port, running

pytestmark = pytest.mark.slow
POSTS, READERS = 1000, 4
PATIENCE = 120  # seconds in which one post must arrive
PREPARE = """
from tests import factories
for name in ("bridge", "harbour"):
    factories.published(name, slug=name)
"""
TELL = """
import json
from comments.models import Comment, Confirmation, Discussion
from portal.outbox import Mail
print(json.dumps({
    "comments": list(Comment.objects.values(
        "pk", "token", "text", "article_id", "ordinal", "email", "status")),
    "public": Comment.objects.public().count(),
    "discussions": list(Discussion.objects.values("article_id", "arrived", "approved")),
    "mails": list(Mail.objects.values("key", "to", "about")),
    "links": list(Confirmation.objects.values("comment_id", "email")),
}, default=str))
"""


@pytest.fixture
def surroundings(tmp_path, django_db_blocker):
    """The environment of a site without limits on how much one address may send."""
    name = f"killed_workers_{os.getpid()}"
    variables = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "VAR_DIR": str(tmp_path / "var"),
        "PORTAL_LOCAL": "1",
        "TRUSTED_PROXIES": "127.0.0.1",
        "COMMENTS_PER_MINUTE": "0",
        "COMMENTS_PER_HOUR": "0",
    }
    if connection.vendor != "postgresql":
        yield variables
        return
    address = urlsplit(os.environ["DATABASE_URL"])
    with django_db_blocker.unblock():
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}")
        yield variables | {"DATABASE_URL": address._replace(path=f"/{name}").geturl()}
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def manage(surroundings, *arguments):
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=True
    ).stdout


def served(surroundings, tmp_path):
    port = free_port()
    # Loaded once, so that a worker is back at once after it was killed.
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "tests.comments.warm_site",
        "--preload",
        "--workers=3",
    ]
    command += ["--threads=4", f"--bind=127.0.0.1:{port}", "--no-control-socket"]
    return running(command, port, tmp_path / "said.txt", cwd=ROOT, env=surroundings)


class Killer(threading.Thread):
    """Kills one of the server's workers after every few posts, while others are on their way.

    It goes by what has arrived and not by the clock, so that a slow machine gets there too.
    """

    def __init__(self, server, senders, dice):
        super().__init__(daemon=True)
        self.server, self.senders, self.dice, self.kills = server, senders, dice, 0
        self.over = threading.Event()

    def run(self):
        after = 0
        while not self.over.wait(self.dice.uniform(0, 0.02)):
            arrived = sum(sender.answers[303] for sender in self.senders)
            if arrived >= after and (workers := self._workers()):
                after = arrived + self.dice.randint(1, 25)
                try:
                    os.kill(self.dice.choice(workers), signal.SIGKILL)
                except ProcessLookupError:
                    continue
                self.kills += 1

    def _workers(self):
        listed = subprocess.run(
            ["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True
        ).stdout
        pairs = [map(int, line.split()) for line in listed.splitlines()]
        return [pid for pid, parent in pairs if parent == self.server]


class Sender:
    """One reader's browser after the other: each post is sent until it is acknowledged."""

    def __init__(self, url, proofs, number):
        self.host, self.port = urlsplit(url).hostname, urlsplit(url).port
        self.url, self.proofs, self.number = url, proofs, number
        self.dice = random.Random(number)
        self.answers = Counter()

    def send_all(self, count):
        return [self._sent(number) for number in range(count)]

    def _sent(self, number):
        """The form of one comment, once the site has said that it has it."""
        slug = self.dice.choice(sorted(self.proofs))
        form = {
            "name": "Rita Reader",
            "text": f"Number {number} of reader {self.number}: {uuid.uuid4().hex}",
            "email": f"reader-{self.number}-{number}@reader.example" if number % 2 else "",
            "token": str(uuid.uuid4()),
            "proof": self.proofs[slug],
        }
        machine = f"10.{self.number}.{number // 250}.{number % 250}"
        end = time.monotonic() + PATIENCE
        while self._post(slug, form, machine) != 303:
            assert time.monotonic() < end, f"It never arrived: {self.answers}"
        if self.dice.random() < 0.1:  # the answer was lost on its way: it is sent again
            self._post(slug, form, machine)
        return form

    def _post(self, slug, form, machine):
        """The status answered, or None: nobody knows what became of it."""
        line = http.client.HTTPConnection(self.host, self.port, timeout=15)
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": self.url,
            "X-Forwarded-For": machine,
        }
        try:
            line.request("POST", f"/comments/new/{slug}/", urlencode(form), headers)
            status = line.getresponse().status
        except (OSError, http.client.HTTPException):
            status = None
        finally:
            line.close()
        self.answers[status] += 1
        return status


def test_nothing_is_lost_and_nothing_doubled(surroundings, tmp_path):
    manage(surroundings, "migrate", "--verbosity=0")
    manage(surroundings, "shell", "--verbosity=0", "-c", PREPARE)
    with served(surroundings, tmp_path) as site:
        site.await_answer()
        proofs = {}
        for slug in ("bridge", "harbour"):
            status, page = fetch(f"{site.url}/comments/new/{slug}/")
            assert status == 200
            proofs[slug] = re.search(r'name="proof" value="([^"]+)"', page)[1]
        senders = [Sender(site.url, proofs, number) for number in range(READERS)]
        killer = Killer(site.process.pid, senders, random.Random(7))
        killer.start()
        with ThreadPoolExecutor(READERS) as pool:
            parts = pool.map(lambda one: one.send_all(POSTS // READERS), senders)
            sent = [form for part in parts for form in part]
        killer.over.set()
        killer.join()
        site.kill()
    answers = sum((sender.answers for sender in senders), Counter())
    stored = json.loads(manage(surroundings, "shell", "--verbosity=0", "-c", TELL))

    assert killer.kills >= 20
    assert answers[None] > 0, "no request was ever cut off: this proved nothing"
    assert set(answers) <= {303, None}, answers

    # Each form is one comment, word for word.
    assert len(sent) == POSTS
    assert Counter(one["token"] for one in stored["comments"]) == Counter(
        one["token"] for one in sent
    )
    texts = {one["token"]: one["text"] for one in sent}
    assert all(one["text"] == texts[one["token"]] for one in stored["comments"])

    # The order of arrival has no gap, and the counts are right.
    for discussion in stored["discussions"]:
        ordinals = [
            one["ordinal"]
            for one in stored["comments"]
            if one["article_id"] == discussion["article_id"]
        ]
        assert sorted(ordinals) == list(range(1, len(ordinals) + 1))
        assert discussion["arrived"] == len(ordinals)
        assert discussion["approved"] == 0
    assert stored["public"] == 0
    assert len(stored["discussions"]) == 2

    # Whoever typed an address is written to once, about that comment.
    typed = sorted(one["email"] for one in sent if one["email"])
    assert len(typed) == POSTS // 2
    assert sorted(mail["to"] for mail in stored["mails"]) == typed
    assert len({mail["key"] for mail in stored["mails"]}) == len(typed)
    by_address = {one["email"]: one["pk"] for one in stored["comments"]}
    assert sorted(link["email"] for link in stored["links"]) == typed
    assert all(link["comment_id"] == by_address[link["email"]] for link in stored["links"])
