"""Doing things at the same moment, each in a thread and with a database connection of its own."""

import threading

from django.db import connection


def at_once(*deeds):
    """Start all deeds together; return what each gave. An exception in one is raised here."""
    together = threading.Barrier(len(deeds))
    answers = [None] * len(deeds)

    def do(number, deed):
        try:
            together.wait(timeout=20)
            answers[number] = deed()
        except BaseException as error:
            answers[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=180)
        assert not thread.is_alive()
    for answer in answers:
        if isinstance(answer, BaseException):
            raise answer
    return answers
