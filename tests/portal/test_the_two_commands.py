"""`make run` and `make test` as a newcomer types them, in a folder that holds the repository alone."""

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from tests.portal.sites import ROOT, fetch, free_port, running
from tests.portal.test_serving import everything_in

pytestmark = pytest.mark.slow
NOT_OURS = shutil.ignore_patterns(".git", ".venv", "var", "__pycache__", ".*_cache", ".hypothesis")


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """What git would hand out, uncommitted changes included."""
    folder = tmp_path_factory.mktemp("clone") / "portal"
    if (ROOT / ".git").exists() and shutil.which("git"):
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        for name in filter(None, listed.stdout.split("\0")):
            if (ROOT / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, folder / name)
    else:
        shutil.copytree(ROOT, folder, ignore=NOT_OURS)
    return folder


def surroundings():
    return {name: os.environ[name] for name in ("PATH", "HOME")}


def make_run(clone, port):
    said = clone.parent / f"said-{port}.txt"
    command = ["make", "run", f"PORT={port}"]
    return running(command, port, said, cwd=clone, env=surroundings())


def test_make_run_shows_the_newsroom_and_again_in_seconds(clone):
    with make_run(clone, free_port()) as site:
        site.await_answer(seconds=600)  # the packages come over the network
        for path in ["/", "/admin/", "/moderation/"]:
            assert f"{site.url}{path}\n" in site.said
            assert fetch(site.url + path)[0] == 200
        for login in (clone / "var" / "demo-logins.txt").read_text().splitlines():
            assert login in site.said
        assert site.said.rstrip().endswith("Ctrl-C stops it.")
        site.interrupt()
        assert "Traceback" not in site.said
    # What the worker does by itself when it starts, it may have been interrupted at.
    command = [".venv/bin/python", "manage.py", "work", "--once"]
    local = surroundings() | {"PORTAL_LOCAL": "1"}
    subprocess.run(command, cwd=clone, env=local, check=True, timeout=120)
    before = everything_in(clone / "var")

    started = time.monotonic()
    with make_run(clone, free_port()) as site:
        site.await_answer()
        seconds = time.monotonic() - started
        site.interrupt()
    assert seconds < 60
    assert "Installing" not in site.said
    assert everything_in(clone / "var") == before


def test_make_test_tests(clone):
    command = ["make", "test", "ARGS=-q tests/portal/test_addresses.py"]
    ended = subprocess.run(
        command, cwd=clone, env=surroundings(), capture_output=True, text=True, timeout=900
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert " passed" in ended.stdout


def test_a_python_that_is_too_old_is_named(clone, tmp_path):
    old = tmp_path / "python3.9"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo Python 3.9.18 && exit\nexit 1\n')
    old.chmod(0o755)
    ended = subprocess.run(
        ["make", "run"],
        cwd=clone,
        env=surroundings() | {"PYTHON": str(old)},
        capture_output=True,
        text=True,
    )
    assert ended.returncode != 0
    assert f"Portal needs Python 3.11 or newer, and {old} is Python 3.9.18" in ended.stderr
    assert "PYTHON=python3.12 make run" in ended.stderr


def test_an_environment_that_does_not_run_is_made_anew(clone):
    """After the folder was moved, or Python removed: nothing of the site is touched by it."""
    stamp = Path(clone / ".venv" / "installed.json")
    moved = clone.rename(clone.with_name("moved"))
    try:
        ended = subprocess.run(
            ["make", "run", "PORT=none"],
            cwd=moved,
            env=surroundings() | {"HTTPS_PROXY": "http://127.0.0.1:9", "PIP_NO_INDEX": "1"},
            capture_output=True,
            text=True,
            timeout=600,
        )
        unfinished = (moved / ".venv" / stamp.name).read_text()
    finally:
        moved.rename(clone)
    assert "Making .venv anew" in ended.stdout
    # It has no packages now, and says so for the next run.
    assert ended.returncode != 0
    assert "unfinished" in unfinished
    assert "The packages could not be fetched: check that this machine" in ended.stderr
    assert "Traceback" not in ended.stderr
