"""Tables of figures: one set of rows, shown on a page and downloaded as CSV."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would reckon instead of showing


@dataclass(frozen=True)
class Row:
    """A heading and its numbers; `code` is the heading for machines where that is another one."""

    head: str
    cells: Sequence
    code: str = ""


@dataclass(frozen=True)
class Table:
    """Figures under one title; `name` stands in addresses and in the file's name."""

    name: str
    title: str
    columns: Sequence[str]  # the heading's own first
    rows: Sequence[Row]


def as_csv(table: Table, filename: str) -> HttpResponse:
    """The table as a file. What looks like a formula comes as text."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}.csv"'
    writer = csv.writer(response)
    writer.writerow([as_text(column) for column in table.columns])
    for row in table.rows:
        writer.writerow([as_text(cell) for cell in [row.code or row.head, *row.cells]])
    return response


def as_text(cell):
    """A cell as it may stand in a spreadsheet. Numbers are left alone."""
    if cell is None:
        return ""
    if isinstance(cell, int | float):
        return cell
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text
