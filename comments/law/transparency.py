"""What was moderated in a year, in figures (Art. 15 and 24): one derivation, out of rows that stay.

Nobody's data are in it. A year that is not over is counted up to the last midnight, so that what is
said of a day is final, and a page of it is the same for everybody.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import NamedTuple

from django.db.models import BooleanField, Case, Count, Exists, F, OuterRef, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from comments.law.kinds import BREACHES, Category
from comments.law.statements import AUTOMATED
from comments.models import Appeal, Ban, Comment, Decision, Hold, Report

HOURS, PERCENT = "hours", "percent"
HIDDEN = (Comment.Status.REJECTED, Comment.Status.SPAM)
REASON = Decision.Reason


@dataclass(frozen=True)
class Row:
    """One figure: what machines call it, what people read, the number, and its unit."""

    key: str
    label: str
    value: float | int | None
    unit: str = ""

    @property
    def is_part(self) -> bool:
        """Whether it is a part of a figure above it."""
        return "." in self.key


@dataclass(frozen=True)
class Table:
    """Figures that belong together, and the part of the Commission's template that asks for them."""

    key: str
    title: str
    part: str
    rows: list[Row]

    def value(self, key: str) -> float | int | None:
        return next(row.value for row in self.rows if row.key == key)


@dataclass(frozen=True)
class Period:
    """A year by the site's clock, or what has passed of it: whole days only."""

    year: int
    starts: datetime
    ends: datetime

    @property
    def last_day(self):
        return timezone.localtime(self.ends - timedelta(microseconds=1)).date()

    @property
    def is_over(self) -> bool:
        return timezone.localtime(self.ends).year > self.year


def period(year: int, at: datetime) -> Period | None:
    """The year, as far as it has passed at `at`; None for one that has not begun."""
    starts = _midnight(at, year=year, month=1, day=1)
    ends = min(_midnight(at, year=year + 1, month=1, day=1), _midnight(at))
    return Period(year, starts, max(starts, ends)) if starts <= at else None


def years(at: datetime) -> list[int]:
    """The years that there is something to tell of, newest first; this one always."""
    this = timezone.localtime(at).year
    with_rulings = Decision.objects.order_by().datetimes("at", "year")
    first = min([*(timezone.localtime(one).year for one in with_rulings), this])
    return list(range(this, first - 1, -1))


def figures(span: Period) -> list[Table]:
    """All tables of a year."""
    reports = _reports(span)
    rulings, counted = _rulings(span), _counted(span)
    return [
        _notices(reports, span),
        _breaches(reports, span),
        _own_initiative(rulings),
        _automated(rulings, counted, span),
        _complaints(span),
        _people(counted),
    ]


def _reports(span):
    fields = ("kind", "reason", "at", "closed_at", "removed", "illegal")
    sent = Report.objects.filter(at__gte=span.starts, at__lt=span.ends).order_by()
    return list(sent.values_list(*fields, named=True))


def _rulings(span):
    """How many rulings of each kind, and whether they answered a report."""
    made = Decision.objects.filter(at__gte=span.starts, at__lt=span.ends).order_by()
    rows = made.annotate(reported=Exists(Report.objects.filter(decision=OuterRef("pk"))))
    fields = ("status_before", "status_after", "reason", "reported")
    return list(rows.values(*fields).annotate(n=Count("pk")).values_list(*fields, "n", named=True))


def _counted(span) -> dict:
    """How many people ruled, and how many rulings of rules a moderator has reversed."""
    later = Decision.objects.filter(
        moderator__isnull=False, comment=OuterRef("comment"), pk__gt=OuterRef("pk")
    )
    later = later.filter(at__lt=span.ends, status_after=Comment.Status.APPROVED)
    reversed_since = Q(Exists(later.exclude(status_before=F("status_after"))))
    spam = Q(reason=REASON.RULE, status_after=Comment.Status.SPAM)
    made = Decision.objects.filter(at__gte=span.starts, at__lt=span.ends).order_by()
    return made.aggregate(
        people=Count("moderator", distinct=True),
        spam_wrong=Count("pk", filter=spam & reversed_since),
        reported_wrong=Count("pk", filter=Q(reason=REASON.REPORTED) & reversed_since),
    )


def _notices(reports, span) -> Table:
    sent = [one for one in reports if one.kind == Report.Kind.ILLEGAL]
    decided = [one for one in sent if one.closed_at and one.closed_at < span.ends]
    removed = [one for one in decided if one.removed]
    by_law = [one for one in removed if one.illegal == Report.Illegal.YES]
    kinds = Counter(one.reason for one in sent)
    rows = [
        Row("received", _("Notices received"), len(sent)),
        *(
            Row(f"received.{value}", _("about: %(kind)s") % {"kind": label}, kinds[value])
            for value, label in Category.choices
            if kinds[value]
        ),
        Row("received.not_said", _("about: not said"), kinds[""]),
        Row("received.trusted_flaggers", _("from trusted flaggers (we do not mark them)"), 0),
        Row("decided", _("Notices decided"), len(decided)),
        Row("decided.removed_by_law", _("removed because it was illegal"), len(by_law)),
        Row(
            "decided.removed_by_rules",
            _("removed because of our rules"),
            len(removed) - len(by_law),
        ),
        Row("decided.kept", _("no action taken"), len(decided) - len(removed)),
        Row("decided.automated", _("decided by automated means alone"), 0),
        _median("median", _("Median time until the decision"), decided),
    ]
    return Table("notices", _("Notices of illegal content (Art. 16)"), "1.3", rows)


def _breaches(reports, span) -> Table:
    sent = [one for one in reports if one.kind == Report.Kind.BREACH]
    decided = [one for one in sent if one.closed_at and one.closed_at < span.ends]
    removed = [one for one in decided if one.removed]
    kinds = Counter(one.reason for one in sent)
    rows = [
        Row("received", _("Reports received"), len(sent)),
        *(Row(f"received.{value}", label, kinds[value]) for value, label in BREACHES.items()),
        Row("received.removed", _("after which the comment was removed"), len(removed)),
        Row("received.kept", _("after which it stayed"), len(decided) - len(removed)),
        _median("median", _("Median time until the decision"), decided),
    ]
    return Table("breaches", _("Reports that the rules are broken"), "1.4", rows)


def _own_initiative(rulings) -> Table:
    def total(*which):
        return sum(row.n for row in rulings if all(test(row) for test in which))

    def hides(row):
        changed = row.status_before != row.status_after and row.reason != REASON.UNDONE
        return changed and row.status_after in HIDDEN

    def by_person(row):
        return hides(row) and row.reason not in AUTOMATED and row.reason != REASON.ERASED

    def unasked(row):
        return by_person(row) and not row.reported

    def for_reason(reason):
        return lambda row: row.reason == reason and row.status_after == Comment.Status.REJECTED

    shown = [REASON.INSULT, REASON.OFF_TOPIC, REASON.ILLEGAL, REASON.PERSONAL_DATA]
    shown += [REASON.ADVERTISING, REASON.OTHER]
    rows = [
        Row("hidden", _("Comments not approved or removed, by moderators"), total(by_person)),
        Row("hidden.unasked", _("of them without a report"), total(unasked)),
        *(
            Row(f"hidden.{one.value}", one.label, total(by_person, for_reason(one)))
            for one in shown
        ),
        Row(
            "hidden.spam",
            _("set aside as spam"),
            total(by_person, lambda row: row.status_after == Comment.Status.SPAM),
        ),
        Row(
            "edited",
            _("Texts changed by moderators"),
            total(lambda row: row.reason == REASON.EDITED),
        ),
        Row(
            "undone",
            _("Rulings taken back by moderators"),
            total(lambda row: row.reason == REASON.UNDONE),
        ),
    ]
    return Table("own_initiative", _("Moderation at our own initiative"), "1.4", rows)


def _automated(rulings, counted, span) -> Table:
    def ruled(reason, after):
        found = (row.n for row in rulings if row.reason == reason and row.status_after == after)
        return sum(found)

    spam = ruled(REASON.RULE, Comment.Status.SPAM)
    reported = ruled(REASON.REPORTED, Comment.Status.PENDING)
    let_through = ruled(REASON.TRUSTED, Comment.Status.APPROVED)
    held = Hold.objects.filter(at__gte=span.starts, at__lt=span.ends)
    rows = [
        Row(
            "held",
            _("Comments in which screening found something"),
            held.aggregate(n=Count("comment", distinct=True))["n"],
        ),
        Row("let_through", _("Comments of trusted writers shown at once"), let_through),
        Row("spam", _("Comments set aside as spam by a rule"), spam),
        Row("spam.wrong", _("of them let through by a moderator"), counted["spam_wrong"]),
        _share("spam.error", _("Error rate of these rules"), counted["spam_wrong"], spam),
        Row("reported", _("Comments hidden after several reports"), reported),
        Row("reported.wrong", _("of them let stand by a moderator"), counted["reported_wrong"]),
        _share("reported.error", _("Error rate of this rule"), counted["reported_wrong"], reported),
    ]
    return Table("automated", _("Automated means"), "1.6", rows)


def _complaints(span) -> Table:
    within = {"at__gte": span.starts, "at__lt": span.ends}
    appeals = (
        Appeal.objects.filter(**within)
        .order_by()
        .annotate(
            kind=Case(
                When(report__isnull=False, then=Value("notifiers")),
                When(ban__isnull=False, then=Value("bans")),
                default=Value("authors"),
            )
        )
    )
    bans = Ban.objects.filter(**within).order_by()
    bans = bans.annotate(
        kind=Case(When(until__isnull=True, then=Value("for good")), default=Value("for a time")),
        granted=Value(False, output_field=BooleanField()),
    )
    rows = appeals.values_list("kind", "at", "decided_at", "granted")
    rows = rows.union(bans.values_list("kind", "at", "lifted_at", "granted"), all=True)
    rows = [_Complaint(*row) for row in rows]
    sent = [one for one in rows if one.kind in ("authors", "notifiers", "bans")]
    imposed = [one for one in rows if one.kind in ("for good", "for a time")]
    decided = [one for one in sent if one.has_ended(span.ends)]
    lifted = [one for one in imposed if one.has_ended(span.ends)]
    granted = [one for one in decided if one.granted]
    times = [one.ended_at - one.at for one in decided]
    rows = [
        Row("received", _("Appeals received"), len(sent)),
        Row("received.authors", _("against a ruling on a comment"), _of(sent, "authors")),
        Row("received.notifiers", _("against a notice refused"), _of(sent, "notifiers")),
        Row("received.bans", _("against a ban"), _of(sent, "bans")),
        Row("decided", _("Appeals decided"), len(decided)),
        Row("decided.reversed", _("decision reversed"), len(granted)),
        Row("decided.upheld", _("decision upheld"), len(decided) - len(granted)),
        Row("median", _("Median time until the decision"), _hours(times), HOURS),
        Row("out_of_court", _("Disputes before out-of-court bodies (we keep no record)"), None),
        Row("bans", _("Bans imposed"), len(imposed)),
        Row("bans.for_good", _("of them without an end"), _of(imposed, "for good")),
        Row("bans.lifted", _("of them lifted early"), len(lifted)),
    ]
    return Table("complaints", _("Appeals, disputes and bans"), "1.5", rows)


def _people(counted) -> Table:
    rows = [Row("moderators", _("People who ruled on comments"), counted["people"])]
    return Table("people", _("People"), "1.7", rows)


class _Complaint(NamedTuple):
    """An appeal or a ban: what kind, when it began and ended, and whether it was granted."""

    kind: str
    at: datetime
    ended_at: datetime | None
    granted: bool | None

    def has_ended(self, before: datetime) -> bool:
        return self.ended_at is not None and self.ended_at < before


def _of(rows, kind: str) -> int:
    return sum(row.kind == kind for row in rows)


def _share(key, label, part: int, whole: int) -> Row:
    return Row(key, label, round(100 * part / whole, 1) if whole else None, PERCENT)


def _median(key, label, decided) -> Row:
    return Row(key, label, _hours([one.closed_at - one.at for one in decided]), HOURS)


def _hours(times) -> float | None:
    return round(median(times).total_seconds() / 3600, 1) if times else None


def something_happened(tables: list[Table]) -> bool:
    """Whether any figure of a year is more than nothing."""
    return any(row.value for table in tables for row in table.rows)


def _midnight(at: datetime, **fields) -> datetime:
    local = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    return timezone.make_aware(local.replace(**fields))
