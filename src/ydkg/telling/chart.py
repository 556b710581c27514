"""Small charts as numbers and as SVG: marks on one scale; no bar for a rank, no line that makes two points a series."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from markupsafe import Markup

from ydkg.language.text import translatable
from ydkg.language.units import common_unit, factor
from ydkg.telling.text import NOTHING, SPACE, Text, joined, say
from ydkg.vocab import UNIT, YD

if TYPE_CHECKING:
    from collections.abc import Sequence


#: Size of a chart, and where its axis is, counted from the top.
WIDTH, HEIGHT, AXIS = 190, 34, 14
_MARGIN, _ARROW = 12, 22
# What a scale is in, where its figures are in several units.
_SHORT = {UNIT.MIN: translatable("{number} min")}
# Where the least figure is below this part of the greatest, the scale starts at nought.
_FAR_APART = 0.6
_ONWARD = {YD.MoreThan: 1, YD.AtLeast: 1, YD.LessThan: -1, YD.AtMost: -1}
_DIGITS, _WHOLE = 3, 100
_BETTER = {
    "Higher": "{better} ▸",
    "More": "{better} ▸",
    "Longer": "{better} ▸",
    "Lower": "◂ {better}",
    "Shorter": "◂ {better}",
}
#: Which way is better, in words of the catalogue.
DIRECTIONS = {
    "Higher": translatable("higher is better"),
    "More": translatable("more is better"),
    "Longer": translatable("longer is better"),
    "Lower": translatable("lower is better"),
    "Shorter": translatable("shorter is better"),
    "First": translatable("nearer to first is better"),
}


class Plot(NamedTuple):
    """A figure that is to be drawn."""

    role: Literal["baseline", "current", "target"]
    title: Text  # what its role is called, and the figure in words
    value: Text
    number: float  # the number, in its unit
    unit: str = ""  # IRIs
    bound: str = ""  # empty where there is none
    hoped: bool = False  # whether it is not yet so


class Mark(NamedTuple):
    """A figure in its place from the left, rounded to a tenth, with the end of the arrow of an open bound.

    What is hoped is drawn in outline.
    """

    role: str
    x: float
    tip: float | None
    hoped: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of `WIDTH` and `HEIGHT`."""

    title: Text  # all of it in words
    start: float  # where the axis starts and ends
    end: float
    low: Text  # what stands at its ends
    high: Text
    better: Text  # what stands between them: which way is better; may be empty
    marks: tuple[Mark, ...]  # in the order of the figures


def plan(plots: Sequence[Plot], better: str = "", *, rank: bool = False, share: bool = False) -> Chart | None:
    """Place figures on one scale; None where there is nothing to compare, or the figures are of several units.

    >>> from ydkg.telling.text import same
    >>> hours, minutes = same("2 hours"), same("40 minutes")
    >>> first = Plot("baseline", same("baseline"), hours, 2, UNIT.HR)
    >>> chart = plan([first, Plot("current", same("now"), minutes, 40, UNIT.MIN)], "Lower")
    >>> chart.title.en, [mark.x for mark in chart.marks]
    ('baseline 2 hours, now 40 minutes, lower is better', [156.3, 60.1])
    """
    # The smallest of the units, if they measure the same.
    unit: str | None = plots[0].unit if plots else None
    for plot in plots:
        unit = common_unit(unit, plot.unit) if unit is not None else None
    if rank or not plots or unit is None:
        return None
    numbers = [plot.number * float(factor(plot.unit, unit) or 1) for plot in plots]
    alone = share and len(plots) == 1 and unit == UNIT.PERCENT and 0 <= numbers[0] <= _WHOLE
    if len(plots) == 1 and not alone:
        return None
    # From nought where they differ much, else around them.
    least, most = min(numbers), max(numbers)
    room = (most - least or abs(most) or 1) * 0.6
    low, high = least - room, most + room
    if alone:
        low, high = 0.0, float(_WHOLE)
    elif 0 <= least < most * _FAR_APART:
        low, high = 0.0, most * 1.15
    several = len({plot.unit for plot in plots}) > 1 and unit in _SHORT
    said = [joined([plot.title, plot.value], SPACE) for plot in plots]
    marks = []
    for plot, number in zip(plots, numbers, strict=True):
        at, onward = _MARGIN + (number - low) / (high - low) * (WIDTH - 2 * _MARGIN), _ONWARD.get(plot.bound)
        tip = round(at + onward * _ARROW, 1) if onward else None
        marks.append(Mark(plot.role, round(at, 1), tip, plot.hoped))
    return Chart(
        joined([*said, say(DIRECTIONS[better]) if better else NOTHING]),
        _MARGIN,
        WIDTH - _MARGIN,
        _short(low),
        say(_SHORT[unit], number=_short(high)) if several else _short(high),
        say(_BETTER[better], better=say(translatable("better"))) if better else NOTHING,
        tuple(marks),
    )


def _short(number: float) -> Text:
    """Write a number of the scale with three digits that matter, in full; thousands are set apart in English only."""
    written = f"{float(f'{number:.{_DIGITS}g}'):,.10f}".rstrip("0").rstrip(".").replace("-", "−")
    return Text(written, written.replace(",", ""))


_BASE, _TIP = HEIGHT - 2, 5
_LINE = Markup('<line class="{}" x1="{}" x2="{}" y1="{}" y2="{}"/>')
#: The end of the line of an open bound.
_HEAD = Markup('<path class="open-tip {}" d="M{} {}L{} {}L{} {}"/>')
_CIRCLE = Markup('<circle class="mark {}" cx="{}" cy="{}" r="{}"/>')
_TEXT = Markup('<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>')


def draw(chart: Chart, lang: str = "en") -> Markup:
    """Draw a chart; an ``svg`` element with classes only, no style and no id."""
    start, end = rounded(chart.start), rounded(chart.end)
    parts = [
        _LINE.format("axis", start, end, AXIS, AXIS),
        _TEXT.format("scale", start, _BASE, "start", chart.low.pick(lang)),
        _TEXT.format("scale", end, _BASE, "end", chart.high.pick(lang)),
    ]
    if chart.better:
        parts.append(_TEXT.format("better", WIDTH // 2, _BASE, "middle", chart.better.pick(lang)))
    for mark in chart.marks:
        x = rounded(mark.x)
        if mark.tip is not None:
            tip, back = rounded(mark.tip), rounded(mark.tip - (_TIP if mark.tip > mark.x else -_TIP))
            parts.append(_LINE.format(f"open {mark.role}", x, tip, AXIS, AXIS))
            parts.append(_HEAD.format(mark.role, back, AXIS - 4, tip, AXIS, back, AXIS + 4))
        if mark.role == "target":
            parts.append(_LINE.format("mark target", x, x, AXIS - 10, AXIS + 10))
        else:
            kind = f"{mark.role} hoped" if mark.hoped else mark.role
            parts.append(_CIRCLE.format(kind, x, AXIS, 5 if mark.role == "current" else 4.5))
    return Markup('<svg class="chart" viewBox="0 0 {} {}" role="img"><title>{}</title>{}</svg>').format(
        WIDTH, HEIGHT, chart.title.pick(lang), Markup("").join(parts)
    )


def rounded(number: float) -> str:
    """Write a coordinate; with at most one decimal."""
    return f"{number:.1f}".removesuffix(".0")
