"""Charts are worked out as numbers: inside the drawing, to scale, and said in words."""

import itertools
import re

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from portal import charts
from portal.charts import Series
from portal.tables import Row, Table, as_csv, as_text

DAYS = [f"{day} Nov" for day in range(1, 31)]


def numbers(one):
    return [float(value) for value in (one.x, one.y, one.width, one.height)]


@pytest.mark.parametrize("values", [[0] * 24, [1] * 24, list(range(24)), [10_000, *[3] * 23]])
def test_bars_stay_inside_and_keep_their_proportions(values):
    chart = charts.bars("T", [str(n) for n in range(24)], [Series("a", values)])
    assert len(chart.bars) == sum(map(bool, values))
    for bar in chart.bars:
        x, y, width, height = numbers(bar)
        assert x >= 0 and x + width <= chart.width and y >= 0 and y + height <= chart.height
    tallest = max((float(bar.height) for bar in chart.bars), default=0)
    assert tallest <= charts.HEIGHT - charts.TOP - charts.BOTTOM + 0.1


def test_a_broken_line_is_not_drawn_through_nothing():
    chart = charts.lines("T", ["a", "b", "c", "d"], [Series("n", [1, None, 2, 3])])
    assert re.fullmatch(r"M[\d.]+ [\d.]+M[\d.]+ [\d.]+L[\d.]+ [\d.]+", chart.lines[0].path)
    assert len(chart.dots) == 3


@pytest.mark.parametrize("count", [0, 1, 7, 30, 90])
def test_any_number_of_days_can_be_drawn(count):
    labels = [str(n) for n in range(count)]
    for draw in (charts.lines, charts.bars, charts.lying_bars):
        one = Series("n", list(range(count)))
        chart = draw("T", labels, one if draw is charts.lying_bars else [one])
        assert chart.said in render(chart)


def test_labels_leave_room_for_each_other():
    chart = charts.lines("T", DAYS, [Series("n", [1] * 30)])
    below = sorted(float(one.x) for one in chart.labels if one.anchor == "middle")
    assert min(b - a for a, b in itertools.pairwise(below)) >= 45


def test_the_description_says_what_a_glance_gives():
    chart = charts.bars("T", ["a", "b"], [Series("arrived", [3, 7]), Series("ruled on", [2, 0])])
    assert chart.said == "arrived: at most 7 (b). ruled on: at most 2 (a)."


def test_where_nothing_was_counted_it_says_so():
    assert charts.lines("T", ["a"], [Series("n", [None])]).said == "Nothing was counted."


def test_names_are_escaped_and_nothing_is_styled_by_attribute():
    said = render(charts.lying_bars("<b>", ["<script>x</script>"], Series("n", [1])))
    assert "<script" not in said and "<b>" not in said
    assert "style=" not in said


def test_coordinates_are_written_in_one_way_in_every_language():
    with translation.override("de"):
        said = render(charts.bars("T", ["a", "b", "c"], [Series("n", [1, 2, 1234])]))
    assert not re.search(r'"-?\d+,\d', said)


def test_a_long_name_is_cut():
    chart = charts.lying_bars("T", ["x" * 300], Series("n", [1]))
    assert len(chart.labels[0].text) == charts.LONGEST_LABEL


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_what_looks_like_a_formula_is_text(text):
    assert as_text(text) == f"'{text}"


def test_numbers_stay_numbers_in_a_file():
    table = Table("t", "T", ["=a", "n"], [Row("Shown", [-3, None, 1.5], code="code")])
    answer = as_csv(table, "t").content.decode()
    assert answer == "'=a,n\r\ncode,-3,,1.5\r\n"


def render(chart):
    return render_to_string("portal/_chart.html", {"chart": chart, "name": "n"})
