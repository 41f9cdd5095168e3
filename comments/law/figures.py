"""The pages of the yearly figures: for people, as CSV, and by the Commission's template."""

import csv

from django.db.models import DateField, Value
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comments.law.transparency import Period, Table, figures, period, something_happened, years

REGULATION = "Implementing Regulation (EU) 2024/2835"
# Parts of Annex I that a newspaper of this size has nothing to put into, and why.
EMPTY_PARTS = [
    ("1.2", "member_state_orders", "kept on paper: fill in by hand"),
    ("1.7", "human_resources_by_language", "asked of very large platforms only"),
    ("1.8", "average_monthly_recipients", "asked of very large platforms only"),
    ("2", "qualitative", "see the rules for comments, the page /pages/rules/"),
]


@require_safe
def index(request):
    """The years of which there are figures."""
    return render(request, "law/transparency.html", {"years": years(timezone.now())})


@require_safe
def year(request, year):
    """One year's figures."""
    span, tables = _told(year)
    return render(request, "law/figures.html", {"period": span, "tables": tables})


@require_safe
def table(request, year):
    """The same figures for machines."""
    span, tables = _told(year)
    rows = (
        (table.key, row.key, row.label, _plain(row.value), row.unit)
        for table in tables
        for row in table.rows
    )
    head = ["table", "figure", "description", "value", "unit"]
    return _csv(f"transparency-{span.year}.csv", head, rows)


@require_safe
def template(request, year):
    """The figures under the parts of the Commission's template."""
    span, tables = _told(year)
    about = [
        ("1.1", "report_identification", "applicable_law", REGULATION, ""),
        ("1.1", "report_identification", "period_start", span.starts.date().isoformat(), ""),
        ("1.1", "report_identification", "period_end", span.last_day.isoformat(), ""),
    ]
    told = [
        (table.part, table.key, row.key, _plain(row.value), row.unit)
        for table in tables
        for row in table.rows
    ]
    empty = [(part, name, "not_applicable", why, "") for part, name, why in EMPTY_PARTS]
    rows = sorted([*about, *told, *empty], key=lambda row: row[0])
    head = ["part", "section", "indicator", "value", "unit"]
    return _csv(f"transparency-{span.year}-template.csv", head, rows)


def today(**kwargs) -> list:
    """The day as a fact of these pages' versions: what they count ends with the last midnight."""
    return [Value(timezone.localdate(), output_field=DateField())]


def _told(year: int) -> tuple[Period, list[Table]]:
    """The year and its figures; Http404 for one that has not begun, or in which nothing happened."""
    now = timezone.now()
    span = period(year, now)
    tables = figures(span) if span else []
    if not tables or (span.is_over and not something_happened(tables)):
        raise Http404(_("There are no figures of this year."))
    return span, tables


def _plain(value) -> str:
    return "" if value is None else str(value)


def _csv(name, head, rows) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.writer(response)
    writer.writerow(head)
    writer.writerows(rows)
    return response
