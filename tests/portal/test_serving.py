"""`manage.py serve`: what it makes, what it leaves alone, and how it says what is wrong."""

import hashlib
import os
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from portal import environment
from tests import people
from tests.portal.sites import ROOT, fetch, free_port, running

SERVE = [sys.executable, "manage.py", "serve"]


def surroundings(var, **variables):
    """The environment of a person who has set nothing but these."""
    home = var.parent / "home"
    home.mkdir(exist_ok=True)
    given = {"PATH": os.environ["PATH"], "HOME": home, "VAR_DIR": var, "PORTAL_LOCAL": "1"}
    return {name: str(value) for name, value in (given | variables).items()}


def serving(var, **variables):
    port = free_port()
    said = var.parent / f"said-{port}.txt"
    command = [*SERVE, str(port)]
    return running(command, port, said, cwd=ROOT, env=surroundings(var, **variables))


def do_what_is_due(var):
    """What the site's worker does by itself when it starts."""
    command = [sys.executable, "manage.py", "work", "--once"]
    subprocess.run(command, cwd=ROOT, env=surroundings(var), check=True, timeout=120)


def refused(var, port="8000", **variables):
    """The one sentence that `serve` ends with."""
    ended = subprocess.run(
        [*SERVE, port],
        cwd=ROOT,
        env=surroundings(var, **variables),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert len(ended.stderr.splitlines()) == 1, ended.stderr
    return ended.stderr


def everything_in(var):
    """A digest of every row, and of every other file under the folder."""
    with closing(sqlite3.connect(var / "portal.sqlite3")) as database:
        rows = "\n".join(database.iterdump())
    state = {"rows": hashlib.sha256(rows.encode()).hexdigest()}
    for path in var.rglob("*"):
        if path.is_file() and not path.name.startswith("portal.sqlite3"):
            state[str(path)] = hashlib.sha256(path.read_bytes()).hexdigest()
    return state


def workers_of(site):
    """The processes that send the mails of this site, by their ids."""
    command = ["ps", "-A", "-o", "pid=,args="]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    own = f"work --beside={site.process.pid}"
    return [int(line.split()[0]) for line in listed.splitlines() if line.endswith(own)]


def come_true(question, seconds=10):
    end = time.monotonic() + seconds
    while not question() and time.monotonic() < end:
        time.sleep(0.05)
    return question()


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """A site that was started once, and what it said."""
    var = tmp_path_factory.mktemp("begun") / "var"
    with serving(var) as site:
        site.await_answer(seconds=180)
        pages = {path: fetch(site.url + path) for path in ["/", "/admin/", "/static/css/base.css"]}
        with pytest.raises(OSError):  # loopback is more than this one address
            socket.create_connection(("127.0.0.2", int(site.url.rpartition(":")[2])), timeout=2)
        status = site.interrupt()
    return {"var": var, "said": site.said, "url": site.url, "pages": pages, "status": status}


def test_the_first_start_fills_the_newsroom_and_says_where_it_is(begun):
    assert [status for status, _ in begun["pages"].values()] == [200, 200, 200]
    assert "The Aldine Courier" in begun["pages"]["/"][1]
    for path in ["/", "/admin/", "/moderation/"]:
        assert f"{begun['url']}{path}\n" in begun["said"]
    logins = (begun["var"] / "demo-logins.txt").read_text().splitlines()
    assert len(logins) == 5
    assert all(login in begun["said"] for login in logins)


def test_it_is_quiet_and_ends_quietly(begun):
    assert begun["status"] == 0
    assert begun["said"].rstrip().endswith("Ctrl-C stops it.")
    assert "INFO" not in begun["said"]
    assert not list((begun["var"].parent / "home").iterdir())


def test_only_its_owner_reads_its_secrets(begun):
    assert mode(begun["var"] / "secret-key") == 0o600
    assert mode(begun["var"] / "demo-logins.txt") == 0o600


def test_the_second_start_touches_nothing(begun):
    do_what_is_due(begun["var"])
    before = everything_in(begun["var"])
    with serving(begun["var"]) as site:
        site.await_answer()
        site.interrupt()
    assert everything_in(begun["var"]) == before
    assert "Fill" not in site.said
    assert "demo-logins.txt" in site.said


def test_it_says_where_its_mails_are(begun):
    assert f"Its mails are files in {begun['var'] / 'mail'}." in begun["said"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_what_sends_its_mails_comes_and_goes_with_it(begun, number):
    """Told by a signal to the server alone, as a process manager does."""
    with serving(begun["var"]) as site:
        site.await_answer()
        assert come_true(lambda: len(workers_of(site)) == 1)
        os.kill(site.process.pid, number)
        site.process.wait(timeout=20)
        assert come_true(lambda: not workers_of(site))
    assert "Traceback" not in site.said


def test_without_its_file_no_logins_are_told(begun):
    logins = begun["var"] / "demo-logins.txt"
    aside = logins.rename(logins.with_suffix(".aside"))
    try:
        with serving(begun["var"]) as site:
            site.await_words("Ctrl-C stops it.")
            site.interrupt()
    finally:
        aside.rename(logins)
    assert "password" not in site.said
    assert "Traceback" not in site.said


@pytest.mark.slow
def test_two_first_starts_at_once_make_one_newsroom(tmp_path):
    var = tmp_path / "var"
    with serving(var) as one, serving(var) as other:
        one.await_answer()
        other.await_answer()
        one.interrupt()
        other.interrupt()
    with closing(sqlite3.connect(var / "portal.sqlite3")) as database:
        assert database.execute("SELECT count(*) FROM portal_user").fetchone() == (5,)
    assert (one.said + other.said).count("Filled the newsroom.") == 1


@pytest.mark.slow
def test_a_first_start_that_was_interrupted_is_begun_again(tmp_path):
    var = tmp_path / "var"
    with serving(var) as site:
        while not (var / "media").exists():  # the first picture: the demo is at work
            assert site.process.poll() is None, site.said
        site.interrupt()
    assert "Traceback" not in site.said
    assert not (var / "demo-logins.txt").exists()
    with serving(var) as site:
        site.await_answer()
        site.interrupt()
    assert "Filled the newsroom." in site.said


def test_a_taken_port_is_named_before_anything_is_made(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        said = refused(tmp_path / "var", port)
    assert f"Port {port}" in said
    assert "PORT=8001 make run" in said
    assert not (tmp_path / "var" / "portal.sqlite3").exists()


@pytest.mark.parametrize("port", ["", "abc", "0", "65536", "80 80", "８０８０"])
def test_what_is_no_port(tmp_path, port):
    assert f"PORT is {port!r}: write a number" in refused(tmp_path / "var", port)


@pytest.mark.parametrize(
    ("variables", "cure"),
    [
        ({"PORTAL_LOCAL": "0"}, "set PORTAL_LOCAL=1"),
        ({"PORTAL_DEBUG": "maybe"}, "write 1 for yes or 0 for no"),
        ({"DATABASE_URL": "nonsense"}, "write postgres://user:password@host/name"),
        ({"DATABASE_URL": "postgres://a:b@127.0.0.1:9/c"}, "see to DATABASE_URL"),
        ({"DATABASE_URL": "sqlite:////nowhere/at/all.sqlite3"}, "see to DATABASE_URL"),
        ({"VAR_DIR": "/dev/null/var"}, "name another folder in VAR_DIR"),
        (
            {
                "VAR_DIR": "/dev/null/var",
                "SECRET_KEY": "k" * 64,
                "DATABASE_URL": "sqlite://:memory:",
            },
            "name another folder in VAR_DIR",
        ),
    ],
)
def test_what_is_wrong_is_one_sentence_with_its_cure(tmp_path, variables, cure):
    assert cure in refused(tmp_path / "var", str(free_port()), **variables)


def test_the_demo_is_for_a_local_site(db, settings):
    settings.LOCAL = False
    with pytest.raises(CommandError, match="PORTAL_LOCAL=1"):
        call_command("demo")


def test_the_demo_touches_no_site_that_was_begun(db):
    people.editor()
    with pytest.raises(CommandError, match="not empty"):
        call_command("demo")


def test_of_many_first_processes_all_have_one_key(tmp_path):
    kept, together = tmp_path / "var" / "secret-key", Barrier(8)

    def read(_):
        together.wait()
        return environment.secret("NOT_SET", kept)

    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(read, range(8)))
    assert len(keys) == 1
    assert [path.name for path in kept.parent.iterdir()] == ["secret-key"]
    assert environment.secret("NOT_SET", kept) in keys


def test_a_broken_key_is_not_silently_made_anew(tmp_path):
    kept = tmp_path / "secret-key"
    kept.write_text("short")
    with pytest.raises(environment.ImproperlyConfigured, match="delete the file"):
        environment.secret("NOT_SET", kept)
    assert kept.read_text() == "short"
