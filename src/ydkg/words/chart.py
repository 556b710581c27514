"""Small charts: figures as marks on one scale; no bar for a rank, no line that makes two points a series."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from markupsafe import Markup

from ydkg.vocab import UNIT, YD

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WIDTH, HEIGHT = 190, 34
_MARGIN, _AXIS = 12, 14
_ARROW = 22
# Units that measure the same, in the smallest of them.
_COMMON = {UNIT.HR: (UNIT.MIN, 60)}
# What a scale is in, where its figures are in several units.
_SHORT = {UNIT.MIN: (" min", "分钟")}
# Where the least figure is below this part of the greatest, the scale starts at nought.
_FAR_APART = 0.6
_ONWARD = {YD.MoreThan: 1, YD.LessThan: -1}
_DIGITS = 3
_WORDS = {
    "baseline": ("baseline", "基准"),
    "current": ("current", "当前"),
    "target": ("target", "目标"),
    "Higher": ("higher is better", "越高越好"),
    "Lower": ("lower is better", "越低越好"),
    "better": ("better", "更优"),
}


class Step(NamedTuple):
    """One figure of a chart.

    Attributes
    ----------
    role : str
        A baseline is drawn as a ring, the current figure as a disc, a target as a stroke.
    value : float
        The number, in its unit.
    text : str
        The figure in words.
    unit, bound : str
        IRIs; empty where there is none. An arrow on from a mark says that its bound is open.
    hoped : str
        Of a figure of what is not yet so: that it is expected or intended, in words. Its mark is drawn in outline.
    """

    role: Literal["baseline", "current", "target"]
    value: float
    text: str
    unit: str = ""
    bound: str = ""
    hoped: str = ""


def chart(steps: Sequence[Step], better: str = "", measure: str = "", lang: str = "en") -> Markup | None:
    """Draw figures on one scale.

    Parameters
    ----------
    steps : sequence of Step
        The figures.
    better : str
        ``"Higher"`` or ``"Lower"``; empty where neither is.
    measure : str
        IRI of the kind of measure: ranks are not drawn, as a rank has no length; a single share stands between none and
        all.
    lang : str
        ``"en"`` or ``"zh"``.

    Returns
    -------
    Markup or None
        An ``svg`` element with classes only, no style and no id; None where there is nothing to compare, or the figures
        are of several units.

    Examples
    --------
    >>> drawing = chart([Step("baseline", 2, "2 hours", UNIT.HR), Step("current", 40, "40 minutes", UNIT.MIN)], "Lower")
    >>> drawing.count("<circle"), "<title>baseline 2 hours, current 40 minutes, lower is better</title>" in drawing
    (2, True)
    >>> chart([Step("baseline", 5, "5"), Step("current", 4, "4")], "Lower", YD.Rank) is None
    True
    """
    shared = [_shared(step) for step in steps]
    numbers = [number for _, number in shared]
    alone = measure == YD.Share and len(steps) == 1 and shared[0][0] == UNIT.PERCENT and 0 <= numbers[0] <= 100  # noqa: PLR2004 - all of it
    if measure == YD.Rank or (len(steps) < 2 and not alone) or len({unit for unit, _ in shared}) > 1:  # noqa: PLR2004 - one has nothing to be compared with
        return None
    low, high = (0.0, 100.0) if alone else scale(numbers)
    converted = _SHORT.get(shared[0][0]) if len({step.unit for step in steps}) > 1 else None
    parts = [*_frame(low, high, better, lang, converted[lang == "zh"] if converted else "")]
    for step, number in zip(steps, numbers, strict=True):
        parts += _mark(step, _MARGIN + (number - low) / (high - low) * (WIDTH - 2 * _MARGIN))
    return Markup('<svg class="chart" viewBox="0 0 {} {}" role="img"><title>{}</title>{}</svg>').format(
        WIDTH, HEIGHT, _title(steps, better, lang), Markup("").join(parts)
    )


def scale(numbers: Iterable[float]) -> tuple[float, float]:
    """Choose the ends of a scale: from nought where the figures differ much, else around them.

    Parameters
    ----------
    numbers : iterable of float
        At least one.

    Returns
    -------
    tuple of float
        Its least and its greatest number; the latter is greater.

    Examples
    --------
    >>> scale([42.0, 30.0])
    (22.8, 49.2)
    """
    held = sorted(numbers)
    least, most = held[0], held[-1]
    if 0 <= least < most * _FAR_APART:
        return 0.0, most * 1.15
    room = (most - least or abs(most) or 1) * 0.6
    return least - room, most + room


def _shared(step: Step) -> tuple[str, float]:
    """Give a figure in a unit that others of its kind share."""
    unit, factor = _COMMON.get(step.unit, (step.unit, 1))
    return unit, step.value * factor


def _title(steps: Sequence[Step], better: str, lang: str) -> str:
    said = [f"{step.hoped or _say(step.role, lang)} {step.text}" for step in steps]
    return ("，" if lang == "zh" else ", ").join([*said, _say(better, lang)] if better else said)


def _say(key: str, lang: str) -> str:
    return _WORDS[key][lang == "zh"]


def _frame(low: float, high: float, better: str, lang: str, unit: str) -> list[Markup]:
    """Draw the axis with its ends, and which way is better."""
    text = Markup('<text class="{}" x="{}" y="32" text-anchor="{}">{}</text>')
    parts = [
        Markup('<line class="axis" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(_MARGIN, WIDTH - _MARGIN, _AXIS, _AXIS),
        text.format("scale", _MARGIN, "start", _short(low)),
        text.format("scale", WIDTH - _MARGIN, "end", _short(high) + unit),
    ]
    if better:
        word = _say("better", lang)
        pointed = f"◂ {word}" if better == "Lower" else f"{word} ▸"
        parts.append(text.format("better", WIDTH // 2, "middle", pointed))
    return parts


def _mark(step: Step, at: float) -> list[Markup]:
    """Draw a figure, and the arrow of an open bound before it."""
    x, parts = _round(at), []
    if onward := _ONWARD.get(step.bound):
        tip = _round(at + onward * _ARROW)
        back = _round(at + onward * (_ARROW - 5))
        parts = [
            Markup('<line class="open {}" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(step.role, x, tip, _AXIS, _AXIS),
            Markup('<path class="open-tip {}" d="M{} {}L{} {}L{} {}"/>').format(
                step.role, back, _AXIS - 4, tip, _AXIS, back, _AXIS + 4
            ),
        ]
    if step.role == "target":
        return [
            *parts,
            Markup('<line class="mark target" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(x, x, _AXIS - 10, _AXIS + 10),
        ]
    radius = 5 if step.role == "current" else 4.5
    kind = f"{step.role} hoped" if step.hoped else step.role
    return [*parts, Markup('<circle class="mark {}" cx="{}" cy="{}" r="{}"/>').format(kind, x, _AXIS, radius)]


def _round(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _short(number: float) -> str:
    """Write a number of the scale with three digits that matter, in full."""
    short = float(f"{number:.{_DIGITS}g}")
    return f"{short:,.10f}".rstrip("0").rstrip(".").replace("-", "−")
