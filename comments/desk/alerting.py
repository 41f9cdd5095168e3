"""Mails moderators what waits for them: soon after something new came, or once a day.

Such a mail holds numbers, times, headlines and links to the desk. Nothing that a reader wrote: no
text, no name, no address.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Count, Min
from django.utils import timezone

from comments.desk.gate import sections_of, within
from comments.models import Alert, Appeal, Comment, Report
from portal import outbox
from portal.models import User
from portal.work import chore

LEAST_PAUSE = timedelta(minutes=10)  # between two mails at once to the same moderator
SETTLING = timedelta(seconds=5)  # what came just now may not be committed yet: it counts next time
DIGEST_AT = time(7)  # in the site's time zone
MOST_ARTICLES = 8


@dataclass(frozen=True)
class Waiting:
    """One of the desk's queues in numbers."""

    count: int = 0
    oldest: datetime | None = None
    newest: int = 0  # how many of them came since the last mail


@dataclass(frozen=True)
class WhatWaits:
    """What a moderator is mailed about."""

    comments: Waiting
    reports: Waiting
    notices: Waiting
    appeals: Waiting
    articles: list[dict]  # headline and number of waiting comments, most first

    @property
    def queues(self) -> list[Waiting]:
        return [self.comments, self.reports, self.notices, self.appeals]

    @property
    def count(self) -> int:
        return sum(queue.count for queue in self.queues)

    @property
    def new(self) -> int:
        return sum(queue.newest for queue in self.queues)


@chore(every=timedelta(seconds=20))
def alert_moderators(at: datetime) -> None:
    """Mail whoever wants to hear at once, and at seven whoever wants to hear once a day."""
    digest_at = _digest_moment(at)
    alerts: dict[User, list[Alert]] = {}
    for alert in Alert.objects.select_related("moderator").order_by("moderator_id", "id"):
        alerts.setdefault(alert.moderator, []).append(alert)
    for moderator, wishes in alerts.items():
        if not (moderator.email and moderator.has_perm("comments.moderate_comment")):
            continue
        at_once = [one for one in wishes if one.pace == Alert.Pace.AT_ONCE]
        if at_once:
            _alert_at_once(moderator, at_once, at)
        daily = [one for one in wishes if one.pace == Alert.Pace.DAILY]
        if due := [one for one in daily if one.told_until < digest_at <= at]:
            _tell(moderator, due, "digest", at, at, what_waits(moderator, due, at, at))


def what_waits(moderator, alerts: Iterable[Alert], since: datetime, until: datetime) -> WhatWaits:
    """What waits for this moderator in the sections of these alerts, and what of it came since."""
    sections = _sections(moderator, alerts)

    def of(rows, article, clock):
        rows = within(sections, rows, article).filter(**{f"{clock}__lte": until}).order_by()
        numbers = rows.aggregate(count=Count("pk"), oldest=Min(clock))
        newest = rows.filter(**{f"{clock}__gt": since}).count() if numbers["count"] else 0
        return Waiting(**numbers, newest=newest)

    pending = within(sections, Comment.objects.pending())
    articles = pending.order_by().values("article__headline").annotate(n=Count("pk"))
    return WhatWaits(
        comments=of(Comment.objects.pending(), "article", "created_at"),
        reports=of(Report.objects.open().breaches(), "comment__article", "at"),
        notices=of(Report.objects.open().notices(), "comment__article", "at"),
        appeals=of(Appeal.objects.open(), "comment__article", "at"),
        articles=list(articles.order_by("-n", "article__headline")[:MOST_ARTICLES]),
    )


def _alert_at_once(moderator, alerts: list[Alert], at: datetime) -> None:
    last = _last_mail(moderator)
    if last and at < last + LEAST_PAUSE:
        return
    until = at - SETTLING
    waits = what_waits(moderator, alerts, min(one.told_until for one in alerts), until)
    if waits.new:
        _tell(moderator, alerts, "alert", at, until, waits)


def _last_mail(moderator) -> datetime | None:
    """When this moderator was last mailed at once."""
    mails = outbox.Mail.objects.filter(about=_about(moderator), key__startswith="alert:")
    return mails.order_by("-made_at").values_list("made_at", flat=True).first()


@transaction.atomic
def _tell(moderator, alerts, kind: str, at: datetime, until: datetime, waits: WhatWaits) -> None:
    """Of two workers at the same moment one moves the alerts on, and mails."""
    for alert in alerts:
        seen = Alert.objects.filter(pk=alert.pk, told_until=alert.told_until)
        if not seen.update(told_until=until):
            return transaction.set_rollback(True)
    if not waits.count:
        return
    outbox.post(
        f"{kind}:{moderator.pk}:{until.isoformat()}",
        moderator.email,
        kind,
        {"waits": waits},
        about=_about(moderator),
        at=at,
    )


def _about(moderator) -> str:
    return f"moderator:{moderator.pk}"


def _sections(moderator, alerts: Iterable[Alert]) -> list[int] | None:
    """The sections of the alerts, none of them outside the moderator's beat. None: all."""
    beat = sections_of(moderator)
    wished = {alert.section_id for alert in alerts}
    if None in wished:
        return beat
    return sorted(wished if beat is None else wished & set(beat))


def _digest_moment(at: datetime) -> datetime:
    """Today's seven o'clock where the paper is."""
    zone = timezone.get_default_timezone()
    return datetime.combine(at.astimezone(zone).date(), DIGEST_AT, tzinfo=zone)
