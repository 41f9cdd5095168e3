"""`manage.py work`: sends the mails of the outbox and does the site's chores, until it is told to end.

A public site runs one beside its web server (two are harmless). `make run` starts one too.
"""

import logging
import os
import signal
import threading

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, InterfaceError, close_old_connections, connections
from django.utils import timezone

from portal import outbox, work

PAUSE = 1.5  # seconds between two looks into the outbox
LONGEST_PAUSE = 30  # while the database is away

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Send the mails of the outbox and do the site's chores, until Ctrl-C or SIGTERM."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--once", action="store_true", help="do what is due now, each chore included, and end"
        )
        parser.add_argument(
            "--beside",
            type=int,
            metavar="PID",
            help="end as soon as this process, which started the command, is gone",
        )

    def handle(self, *, once, beside, **options):
        self.ending = threading.Event()
        self.beside = beside
        before = {
            name: signal.signal(name, lambda *_: self.ending.set())
            for name in (signal.SIGINT, signal.SIGTERM)
        }
        try:
            # `serve` blocks it until here, so that Ctrl-C at any moment ends in peace.
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
            return self._once() if once else self._until_told()
        finally:
            for name, handler in before.items():
                signal.signal(name, handler)

    def go_on(self) -> bool:
        if self.beside and os.getppid() != self.beside:
            self.ending.set()
        return not self.ending.is_set()

    def _once(self):
        failed = work.Round().do(timezone.now(), self.go_on)
        while self.go_on() and outbox.send_due(timezone.now(), self.go_on):
            pass
        if failed:
            raise CommandError(f"Not everything could be done; see the log: {', '.join(failed)}.")

    def _until_told(self):
        round_, away = work.Round(), 0
        while self.go_on():
            close_old_connections()
            try:
                outbox.send_due(timezone.now(), self.go_on)
            except (DatabaseError, InterfaceError) as error:
                away += 1
                if away == 1:
                    log.warning("The database cannot be used (%s).", type(error).__name__)
                connections.close_all()
            except Exception:
                log.exception("The outbox could not be seen to.")
            else:
                if away:
                    log.warning("The database is back.")
                away = 0
                round_.do(timezone.now(), self.go_on)
            if self.go_on():
                self.ending.wait(min(PAUSE * 2**away, LONGEST_PAUSE) if away < 9 else LONGEST_PAUSE)
