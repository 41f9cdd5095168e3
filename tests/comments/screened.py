"""Submissions and stored comments for the tests of single checks."""

from datetime import timedelta

from django.utils import timezone

from comments.models import Commenter
from comments.screening import Submission
from tests import factories

HERE, ELSEWHERE = "198.51.100.7", "203.0.113.9"
LONG = (
    "The council has never asked the people who live in Mill Street whether they want this bridge, "
    "and now it is surprised that nobody there is glad of it."
)


def sent(article, text="A comment.", **fields):
    fields.setdefault("at", timezone.now())
    return Submission(article=article, text=text, **fields)


def stored(article, text="Earlier.", past=timedelta(seconds=10), **fields):
    fields.setdefault("address", HERE)
    return factories.comment(article, text, at=timezone.now() - past, **fields)


def known(email="vera@example.org", name="Vera"):
    """Somebody who proved this address a year ago."""
    year = timezone.now() - timedelta(days=365)
    return Commenter.objects.create(email=email, name=name, confirmed_at=year)


def trusted(mina, article):
    """Somebody known, with four comments that a moderator let through."""
    vera = known()
    for number in range(4):
        one = stored(article, f"Comment {number} of Vera.", past=timedelta(days=9), commenter=vera)
        one.approve(by=mina)
    return vera
