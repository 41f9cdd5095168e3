"""Charts, worked out as numbers that templates/portal/_chart.html draws as inline SVG.

No script, no style attribute: shapes get classes, and the page's own colours. A chart never stands
alone: its table (portal/tables.py) says the same to everybody.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.utils.formats import number_format
from django.utils.translation import gettext as _

WIDTH = 340
HEIGHT = 170
START, END, TOP, BOTTOM = 34, 18, 10, 22  # what stays free around the drawing for its labels
ROW = 36  # of a chart whose bars lie
LONGEST_LABEL = 52
MOST_DOTS = 31
STEPS = [2, 4, 6, 8, 10]  # the half of a step is a whole number


@dataclass(frozen=True)
class Series:
    """One thing that was counted, under a name; None where there was nothing to count."""

    name: str
    values: Sequence[float | None]


@dataclass(frozen=True)
class Shape:
    """A bar, a dot or a line of the grid, with the attributes that place it; `of` names its series."""

    x: str
    y: str
    width: str = "0"
    height: str = "0"
    of: int = 1


@dataclass(frozen=True)
class Label:
    x: str
    y: str
    text: str
    anchor: str = "middle"


@dataclass(frozen=True)
class Line:
    path: str
    of: int = 1


@dataclass(frozen=True)
class Chart:
    """Everything to be drawn, and what is said of it to those who do not see it."""

    title: str
    said: str
    names: list[str]  # of the series, where there are several
    height: int = HEIGHT
    grid: list[Shape] = field(default_factory=list)
    bars: list[Shape] = field(default_factory=list)
    dots: list[Shape] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    width: int = WIDTH


def bars(title: str, labels: Sequence[str], series: Sequence[Series], every: int = 0) -> Chart:
    """Upright bars side by side, for few places such as the hours of a day."""
    top = _top(series)
    grid, told = _scale(top)
    slot = (WIDTH - START - END) / max(1, len(labels))
    thick = max(1.0, slot * 0.8 / len(series))
    drawn = [
        Shape(
            x=_at(START + slot * (place + 0.1) + thick * number),
            y=_at(_level(value, top)),
            width=_at(thick),
            height=_at(_level(0, top) - _level(value, top)),
            of=number + 1,
        )
        for number, one in enumerate(series)
        for place, value in enumerate(one.values)
        if value
    ]
    told += _below(labels, slot, every, lambda place: START + slot * (place + 0.5))
    said = _said(labels, series)
    return Chart(title, said, _names(series), grid=grid, bars=drawn, labels=told)


def lines(title: str, labels: Sequence[str], series: Sequence[Series], every: int = 0) -> Chart:
    """A line for each series over a row of days. Where nothing was counted, it is broken."""
    top = _top(series)
    grid, told = _scale(top)
    step = (WIDTH - START - END) / max(1, len(labels) - 1)
    drawn, dots = [], []
    for number, one in enumerate(series, start=1):
        path, pen = [], "M"
        for place, value in enumerate(one.values):
            if value is None:
                pen = "M"
                continue
            x, y = _at(START + step * place), _at(_level(value, top))
            path.append(f"{pen}{x} {y}")
            pen = "L"
            if _alone(one.values, place) or len(labels) <= MOST_DOTS:
                dots.append(Shape(x=x, y=y, of=number))
        drawn.append(Line("".join(path), number))
    told += _below(labels, step, every, lambda place: START + step * place)
    said = _said(labels, series)
    return Chart(title, said, _names(series), grid=grid, lines=drawn, dots=dots, labels=told)


def lying_bars(
    title: str, labels: Sequence[str], one: Series, top: float | None = None, unit: str = ""
) -> Chart:
    """A bar below each label, with its number: for names, which are long. None has no bar."""
    top = top or max([value for value in one.values if value], default=1)
    drawn, told = [], []
    for place, (label, value) in enumerate(zip(labels, one.values, strict=True)):
        y = ROW * place
        number = "–" if value is None else number_format(value) + unit
        told += [
            Label("0", _at(y + 13), _short(label), "start"),
            Label(_at(WIDTH), _at(y + 13), number, "end"),
        ]
        if value:
            long = max(1.0, WIDTH * value / top)
            drawn.append(Shape(x="0", y=_at(y + 18), width=_at(long), height="10"))
    height = max(1, len(labels)) * ROW
    return Chart(title, _said(labels, [one]), [], height=height, bars=drawn, labels=told)


def _at(number: float) -> str:
    """A coordinate: never in the reader's own way of writing numbers."""
    return f"{number:.1f}".removesuffix(".0")


def _level(value: float, top: float) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top)


def _top(series: Sequence[Series]) -> float:
    """The round number at the upper end of the scale."""
    most = max((value for one in series for value in one.values if value), default=0)
    power = 1
    while STEPS[-1] * power < most:
        power *= 10
    return next(step * power for step in STEPS if step * power >= most)


def _scale(top: float) -> tuple[list[Shape], list[Label]]:
    """Lines across, at nothing, the half and the whole, with their numbers beside."""
    grid, told = [], []
    for value in (0, top // 2, top):
        y = _level(value, top)
        grid.append(Shape(x=_at(START), y=_at(y), width=_at(WIDTH - END)))
        told.append(Label(_at(START - 6), _at(y + 4), number_format(value), "end"))
    return grid, told


def _below(labels, step, every, place_of: Callable[[int], float]) -> list[Label]:
    """As many of the labels as there is room for."""
    every = every or max(1, -(-48 // max(1, round(step))))
    return [
        Label(_at(place_of(place)), _at(HEIGHT - 5), _short(label))
        for place, label in enumerate(labels)
        if place % every == 0
    ]


def _alone(values, place: int) -> bool:
    before = values[place - 1] if place else None
    after = values[place + 1] if place + 1 < len(values) else None
    return before is None and after is None


def _names(series: Sequence[Series]) -> list[str]:
    return [one.name for one in series] if len(series) > 1 else []


def _short(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1] + "…"


def _said(labels: Sequence[str], series: Sequence[Series]) -> str:
    """The most of each series and where it stands: what a glance at the drawing gives."""
    told = []
    for one in series:
        known = [(value, place) for place, value in enumerate(one.values) if value is not None]
        if known:
            most, place = max(known, key=lambda known: (known[0], -known[1]))
            where = {"name": one.name, "most": number_format(most), "label": labels[place]}
            told.append(_("%(name)s: at most %(most)s (%(label)s).") % where)
    return " ".join(told) or _("Nothing was counted.")
