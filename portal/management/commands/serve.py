"""`manage.py serve`: the whole site on this machine, ready to be looked at. `make run` calls it."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connections
from django.urls import reverse

from portal import environment
from portal.management.commands import demo

HOST = "127.0.0.1"
# Until gunicorn has handlers of its own, Ctrl-C simply ends it: Python's would print a traceback.
GUNICORN = """
import signal
signal.signal(signal.SIGINT, signal.SIG_DFL)
signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
from gunicorn.app.wsgiapp import run
run()
"""


class Command(BaseCommand):
    help = "Bring the database up to date, fill an empty site with the demo, and serve it here."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("port", nargs="?", default="8000")

    def handle(self, *, port, **options):
        if not settings.LOCAL:
            raise CommandError(
                "`serve` is for this machine alone: set PORTAL_LOCAL=1, as `make run` does; "
                "a public site is served by gunicorn portal.wsgi."
            )
        listening = self._listen(port)
        try:
            with environment.writing(settings.VAR_DIR), one_at_a_time():
                self._make_ready()
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        connections.close_all()
        self._tell(f"http://{HOST}:{port}")
        self._become_the_server(listening, port)

    def _listen(self, port):
        """The port, taken at once: before anything is changed, and without a gap until it serves."""
        if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
            raise CommandError(
                f"PORT is {port!r}: write a number up to 65535, as in PORT=8001 make run"
            )
        listening = socket.socket()
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((HOST, int(port)))
            listening.listen()
        except OSError as error:
            raise CommandError(
                f"Port {port} cannot be had ({error.strerror}; perhaps Portal runs already): "
                "PORT=8001 make run takes another."
            ) from error
        return listening

    def _make_ready(self):
        with database_at_hand():
            call_command("migrate", verbosity=0, interactive=False)
            if demo.is_empty():
                call_command("demo", stdout=self.stdout)

    def _tell(self, address):
        say = self.stdout.write
        say(f"\n{settings.SITE_NAME} is here:")
        for name, view in [
            ("front page", "articles:front"),
            ("admin", "admin:index"),
            ("moderation", "moderation:queue"),
        ]:
            say(f"  {name:<12}{address}{reverse(view)}")
        logins = settings.VAR_DIR / demo.LOGINS
        if logins.exists():
            say(f"\nThe demo's people, with their passwords (kept in {logins}):")
            for line in logins.read_text(encoding="utf-8").splitlines():
                say(f"  {line}")
        if folder := getattr(settings, "EMAIL_FILE_PATH", None):
            say(f"\nIts mails are files in {folder}.")
        say("\nCtrl-C stops it.")
        self.stdout.flush()

    def _become_the_server(self, listening, port):
        if not os.environ.get("SITE_URL"):
            os.environ["SITE_URL"] = f"http://{HOST}:{port}"
        os.chdir(settings.BASE_DIR)
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # both servers inherit it
        self._start_the_worker()
        command = [sys.executable]
        if settings.DEBUG:  # Django's own server reloads templates too when they change
            listening.close()
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
            command += ["-m", "django", "runserver", f"{HOST}:{port}"]
        else:
            listening.set_inheritable(True)
            command += ["-c", GUNICORN, "portal.wsgi", f"--bind=fd://{listening.fileno()}"]
            # The control socket would lie in the home directory, where Portal has no business.
            command += ["--threads=8", "--log-level=warning", "--no-control-socket"]
            # Ctrl-C reaches gunicorn's worker twice, from the terminal and from its parent, and now
            # and then it stops at the second: the parent then ends it, after 30 s unless told less.
            command += ["--graceful-timeout=2"]
        os.execv(sys.executable, command)  # noqa: S606 (the command is ours)

    def _start_the_worker(self):
        """What sends the mails. It ends with the server, which this process is about to become."""
        command = [sys.executable, "manage.py", "work", f"--beside={os.getpid()}"]
        subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603 (the command is ours)


@contextmanager
def one_at_a_time():
    """Of two starts on the same folder the second waits until the first has made it ready."""
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    folder = os.open(settings.VAR_DIR, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


@contextmanager
def database_at_hand():
    try:
        yield
    except DatabaseError as error:
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise CommandError(
            f"The database cannot be used ({reason}): "
            f"see to DATABASE_URL, or to the right to write in {settings.VAR_DIR}."
        ) from error
