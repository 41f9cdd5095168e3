"""The desk's own figures: how long comments wait, when they come, what becomes of them.

Within a moderator's beat, like everything at the desk. Who ruled how is nobody's league table: a
moderator sees their own figures beside those of all others together; only chiefs see each by name.
"""

from django.contrib.auth import get_user_model
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comments.desk.figures import PERIODS, Figures, Tally
from comments.desk.gate import for_moderators
from comments.models import Decision
from comments.screening import CHECK_NAMES
from portal import charts
from portal.charts import Series
from portal.tables import Row, Table, as_csv

USUAL = 30  # days


@for_moderators
@require_safe
def statistics(request):
    """All figures of a period: each chart with its table."""
    figures = Figures(request.user, _days(request), timezone.now())
    days, hours, waits = days_table(figures), hours_table(figures), waits_table(figures)
    sections, reasons = sections_table(figures), reasons_table(figures)
    rules, moderators = rules_table(figures), moderators_table(figures, request.user)
    context = {
        "days": len(figures.days),
        "periods": PERIODS,
        "since": figures.since,
        "arrived": figures.arrived.total,
        "total": figures.total,
        "wait": figures.median_wait(),
        "waiting": figures.waiting(),
        "sampled": len(figures.waits) if figures.sampled else 0,
        "parts": [
            (_chart_of(charts.lines, days, 0, 1), days),
            (_chart_of(charts.lines, waits, 0), waits),
            (_chart_of(charts.bars, hours, 0, 1, every=6), hours),
            (_lying(sections, 2, top=100, unit="%"), sections),
            (_lying(reasons, 0), reasons),
            (_lying(rules, 3, top=100, unit="%"), rules),
            (None, moderators),
        ],
    }
    return render(request, "moderation/statistics/statistics.html", context)


@for_moderators
@require_safe
def download(request, name):
    """One of the tables, as CSV."""
    if name not in TABLES:
        raise Http404
    figures = Figures(request.user, _days(request), timezone.now())
    table = TABLES[name](figures, request.user)
    last = timezone.localdate(figures.at)
    return as_csv(table, f"{name}-{figures.days[0]:%Y-%m-%d}-{last:%Y-%m-%d}")


def days_table(figures, moderator=None) -> Table:
    rows = [
        _of_day(day, [figures.arrived.by_day[day], figures.ruled.by_day[day]])
        for day in figures.days
    ]
    columns = [_("Day"), _("arrived"), _("ruled on")]
    return Table("days", _("Arrivals and rulings by day"), columns, rows)


def waits_table(figures, moderator=None) -> Table:
    waits = figures.wait_by_day()
    rows = [_of_day(day, [waits.get(day)]) for day in figures.days]
    columns = [_("Day"), _("minutes")]
    return Table("waits", _("Median waiting time in minutes, by day of the ruling"), columns, rows)


def hours_table(figures, moderator=None) -> Table:
    rows = [
        Row(str(hour), [figures.arrived.by_hour[hour], figures.ruled.by_hour[hour]])
        for hour in range(24)
    ]
    columns = [_("Hour of the day"), _("arrived"), _("ruled on")]
    return Table("hours", _("Load by hour of the day"), columns, rows)


def sections_table(figures, moderator=None) -> Table:
    arrived, ruled, waits = (
        figures.arrivals_by_section,
        figures.by_section,
        figures.wait_by_section(),
    )
    rows = []
    for name in sorted({*arrived, *ruled}):
        tally = ruled.get(name, Tally())
        rows.append(Row(name, [arrived.get(name, 0), tally.all, tally.rate, waits.get(name)]))
    columns = [
        _("Section"),
        _("arrived"),
        _("ruled on"),
        _("approved, %"),
        _("median wait, minutes"),
    ]
    return Table("sections", _("Approval rate by section"), columns, rows)


def reasons_table(figures, moderator=None) -> Table:
    rows = [
        Row(str(Decision.Reason(reason).label), [n], code=reason) for reason, n in figures.reasons()
    ]
    columns = [_("Reason"), _("rejected")]
    return Table("reasons", _("Reasons for rejecting"), columns, rows)


def rules_table(figures, moderator=None) -> Table:
    rows = [
        Row(
            str(CHECK_NAMES.get(check, check)),
            [found.held, found.disagreed, found.agreed, found.percent],
            code=check,
        )
        for check, found in figures.rules().items()
    ]
    columns = [_("Rule"), _("held"), _("approved after"), _("rejected or spam"), _("agreed, %")]
    return Table("rules", _("How often moderators agreed with a rule"), columns, rows)


def moderators_table(figures, moderator) -> Table:
    """Each by name for chiefs; for anybody else themselves, and the others together."""
    tallies = figures.by_moderator
    if moderator.is_superuser:
        names = get_user_model().objects.in_bulk(list(tallies))
        rows = [_of_moderator(str(names.get(pk, "")), tally) for pk, tally in tallies.items()]
        rows.sort(key=lambda row: row.head.casefold())
    else:
        own = tallies.get(moderator.pk, Tally())
        others = [tally for pk, tally in tallies.items() if pk != moderator.pk]
        rows = [
            _of_moderator(_("You"), own),
            _of_moderator(_("All others together"), sum(others, Tally())),
        ]
    columns = [
        _("Moderator"),
        _("ruled on"),
        _("approved"),
        _("rejected"),
        _("spam"),
        _("approved, %"),
    ]
    return Table("moderators", _("Rulings by moderator"), columns, rows)


TABLES = {
    "days": days_table,
    "waits": waits_table,
    "hours": hours_table,
    "sections": sections_table,
    "reasons": reasons_table,
    "rules": rules_table,
    "moderators": moderators_table,
}


def _days(request) -> int:
    asked = request.GET.get("days", "")
    return int(asked) if asked in map(str, PERIODS) else USUAL


def _of_day(day, cells) -> Row:
    # Translators: a day as printed below a chart, in the format of Django's date filter
    return Row(date_format(day, _("j M")), cells, code=day.isoformat())


def _of_moderator(name: str, tally: Tally) -> Row:
    return Row(name, [tally.all, tally.approved, tally.rejected, tally.spam, tally.rate])


def _chart_of(draw, table: Table, *columns: int, **options):
    series = [
        Series(table.columns[column + 1], [row.cells[column] for row in table.rows])
        for column in columns
    ]
    return draw(table.title, [row.head for row in table.rows], series, **options)


def _lying(table: Table, column: int, **options):
    """Bars for a table with names; none for an empty one."""
    if not table.rows:
        return None
    one = Series(table.columns[column + 1], [row.cells[column] for row in table.rows])
    return charts.lying_bars(table.title, [row.head for row in table.rows], one, **options)
