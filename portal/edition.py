"""The edition: which version of its public pages the site is at.

A public page is the same for everyone, so its version is its validator (and, later, its cache key).
The version is made of numbers that rise when somebody does something (`bump`), of moments at which
pages change by themselves (`mark`), and of the code that draws them (`release`). One query tells it.
"""

import hashlib
import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import wraps

from django.db import models, transaction
from django.db.models import Exists, F, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response

from portal.release import release

SITE = "site"  # everything that editors publish
TALK = "talk"  # everything that lists say about discussions

# A shared cache may answer for one second without asking; a browser always asks.
CACHE_CONTROL = "public, max-age=0, s-maxage=1"
ATTEMPTS = 3

log = logging.getLogger(__name__)


def thread(article_id: int) -> str:
    """The name under which one article's discussion is counted."""
    return f"thread:{article_id}"


def thread_of(article_ids: models.QuerySet) -> models.Expression:
    """The same name where only a query for the article's id is at hand."""
    return Concat(Value("thread:"), Cast(Subquery(article_ids[:1]), models.CharField()))


class Version(models.Model):
    """How often what bears this name has changed."""

    name = models.CharField(max_length=60, primary_key=True)
    number = models.BigIntegerField(default=1)

    class Meta:
        app_label = "portal"

    def __str__(self):
        return f"{self.name} {self.number}"


class Transition(models.Model):
    """A moment at which a public page changes by itself: an embargo's end, an expiry, a label's end."""

    at = models.DateTimeField(primary_key=True)
    settled = models.BooleanField(default=False)

    class Meta:
        app_label = "portal"

    def __str__(self):
        return self.at.isoformat()


def bump(*names: str) -> None:
    """Say that what bears these names has changed. Call it inside the change's own transaction."""
    with transaction.atomic():
        for name in sorted(names):  # one order for all, so that two deeds never deadlock
            if not Version.objects.filter(name=name).update(number=F("number") + 1):
                Version.objects.bulk_create([Version(name=name, number=0)], ignore_conflicts=True)
                Version.objects.filter(name=name).update(number=F("number") + 1)


def mark(*moments: datetime | None) -> None:
    """Say that public pages change by themselves at these moments; past ones and None are skipped."""
    now = timezone.now()
    ahead = [Transition(at=at) for at in moments if at and at > now]
    Transition.objects.bulk_create(ahead, ignore_conflicts=True)


_settlers: list[Callable[[datetime], None]] = []


def settles(deed: Callable[[datetime], None]) -> Callable[[datetime], None]:
    """Register a deed that is due when a transition has passed. It must be idempotent."""
    _settlers.append(deed)
    return deed


def settle(at: datetime) -> None:
    """Do what the transitions up to this moment made due: once, by whoever comes first.

    A deed that fails is logged and stays due; the pages are served as they stand meanwhile.
    """
    try:
        with transaction.atomic():
            due = Transition.objects.select_for_update().filter(at__lte=at, settled=False)
            due = list(due.values_list("at", flat=True))
            for deed in _settlers if due else ():
                deed(at)
            Transition.objects.filter(at__in=due).update(settled=True)
    except Exception:
        log.exception("What was due at %s could not be done.", at.isoformat())


def version(names: Iterable, facts: Iterable = (), at: datetime | None = None) -> str:
    """The version of a page that depends on these names, in one query.

    A name is a string or an expression that gives one. Facts are expressions whose value counts too:
    what a page says because of the clock and some row, where no transition is marked for it.
    """
    at = at or timezone.now()
    rows = _rows(names, facts, at)
    if any(overdue for _, _, overdue, *_ in rows):
        settle(at)
        rows = _rows(names, facts, at)
    return hashlib.blake2b(repr((release(), rows)).encode(), digest_size=12).hexdigest()


def _rows(names: Iterable, facts: Iterable, at: datetime) -> list[tuple]:
    passed = Transition.objects.filter(at__lte=at)
    columns = {
        "overdue": Exists(passed.filter(settled=False)),
        "last": Subquery(passed.order_by("-at").values("at")[:1]),
        **{f"fact{i}": fact for i, fact in enumerate(facts)},
    }
    rows = Version.objects.filter(name__in=list(names)).annotate(**columns)
    return sorted(rows.values_list("name", "number", *columns))


def public(view: Callable, names: Callable, facts: Callable = lambda **kwargs: ()) -> Callable:
    """A public page: answered 304 without rendering when the reader has this very version.

    `names` and `facts` are called with the view's own keyword arguments. The version is read before
    and after rendering: if it rose meanwhile the page may mix two states, and is rendered again.
    """

    @wraps(view)
    def answer(request: HttpRequest, **kwargs) -> HttpResponse:
        seen = version(names(**kwargs), facts(**kwargs))
        for _ in range(ATTEMPTS):
            etag = f'"{seen}"'
            if unchanged := _not_modified(request, etag):
                return unchanged
            response = view(request, **kwargs)
            response.setdefault("Cache-Control", CACHE_CONTROL)
            if response.status_code != 200:
                return response
            before, seen = seen, version(names(**kwargs), facts(**kwargs))
            if seen == before:
                response["ETag"] = etag
                return response
        return response  # it changes faster than we can draw it: right enough, but not to keep

    return answer


def _not_modified(request: HttpRequest, etag: str) -> HttpResponse | None:
    response = get_conditional_response(request, etag=etag)
    if response is None or response.status_code != 304:
        return None
    response["Cache-Control"], response["ETag"] = CACHE_CONTROL, etag
    return response
