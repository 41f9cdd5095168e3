"""Whole sites that run beside the tests, started as a person starts them."""

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def fetch(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


class Site:
    """One running command: what it says, and where it answers."""

    def __init__(self, command, port, said: Path, **options):
        self.url = f"http://127.0.0.1:{port}"
        self._said = said
        with said.open("w") as output:
            self.process = subprocess.Popen(
                command,
                stdout=output,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                **options,
            )

    @property
    def said(self) -> str:
        return self._said.read_text(encoding="utf-8")

    def await_answer(self, seconds=60):
        self._await(self._answers, seconds, f"{self.url} does not answer")

    def await_words(self, words, seconds=60):
        self._await(lambda: words in self.said, seconds, f"{words!r} was not said")

    def _await(self, come, seconds, complaint):
        end = time.monotonic() + seconds
        while not come():
            assert self.process.poll() is None, f"It ended: {self.said}"
            assert time.monotonic() < end, f"{complaint} after {seconds} s: {self.said}"
            time.sleep(0.05)

    def _answers(self):
        try:
            return fetch(self.url)[0] == 200
        except OSError:
            return False

    def interrupt(self) -> int:
        """Ctrl-C: a terminal tells every process of the command."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(timeout=20)

    def kill(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@contextmanager
def running(command, port, said, **options):
    site = Site(command, port, said, **options)
    try:
        yield site
    finally:
        site.kill()
