"""A chart as SVG, for pages that need no script; the explorer's page draws the same numbers by its own program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from ydkg.telling.chart import AXIS, HEIGHT, WIDTH

if TYPE_CHECKING:
    from ydkg.telling.chart import Chart

_BASE, _TIP = HEIGHT - 2, 5
_LINE = Markup('<line class="{}" x1="{}" x2="{}" y1="{}" y2="{}"/>')
#: The end of the line of an open bound.
_ARROW = Markup('<path class="open-tip {}" d="M{} {}L{} {}L{} {}"/>')
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
            parts.append(_ARROW.format(mark.role, back, AXIS - 4, tip, AXIS, back, AXIS + 4))
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
