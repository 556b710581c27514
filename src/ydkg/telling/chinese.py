"""Comparisons in Chinese sentences; their English ones are the records' own labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ydkg.telling.text import NOTHING
from ydkg.telling.verdict import in_one_unit
from ydkg.vocab import UNIT, YD, ydr
from ydkg.words.language import CHINESE
from ydkg.words.quantity import quantity
from ydkg.words.relation import spaced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ydkg.telling.figure import Figure
    from ydkg.telling.reading import Reading
    from ydkg.telling.step import Step


def sentence_zh(
    reading: Reading, steps: Sequence[Step], change: tuple[str, str, str], unit: tuple[str, str], outcome: str
) -> str:
    """Say a comparison in Chinese.

    Parameters
    ----------
    reading : Reading
        The graph.
    steps : sequence of Step
        Its figures.
    change : tuple of str
        The stated change as stored, IRI of its kind, and what it is set against; may be empty.
    unit : tuple of str
        IRIs of the unit and the bound of the stated change.
    outcome : str
        IRI of the stated outcome; may be empty.

    Returns
    -------
    str
        A sentence without a full stop; empty where the current figure, or what it is of, is missing.
    """
    figures = {step.role: step.figure for step in steps}
    current, baseline, target = (figures.get(role) for role in ("current", "baseline", "target"))
    if current is None or not current.about or not current.metric:
        return ""
    parts = [_timed(current)]
    if baseline:
        parts = [f"由{_timed(baseline)}{_onward(reading, baseline, current)}{_timed(current)}"]
    if change[0]:
        parts.append(_changed(*change, quantity(change[0].removeprefix("-"), *unit, CHINESE)))
    if target:
        parts.append(f"目标为{_timed(target, without='Target')}")
    if outcome:
        parts.append(reading.naming.name(outcome).zh)
    about, metric = (reading.naming.name(ydr(each)).zh for each in (current.about, current.metric))
    return spaced(f"{about}的{metric}：" + "，".join(parts))


def against_zh(reading: Reading, current: Figure | None, about: str, period: str) -> str:
    """Say what a stated change is set against, where that is another thing or another time.

    Parameters
    ----------
    reading : Reading
        The graph.
    current : Figure or None
        The figure that changed.
    about, period : str
        IRIs of the thing and the time that it is set against; may be empty.

    Returns
    -------
    str
        In Chinese; empty where it is the same thing and the same time.
    """
    names = []
    if current and period and period != current.period:
        names.append(reading.naming.name(period).zh)
    if current and about and about != ydr(current.about):
        names.append(reading.naming.name(about).zh)
    return "的".join(names)


def _timed(figure: Figure, without: str = "Actual") -> str:
    """Write a figure with its time in brackets, and its status where that does not go without saying."""
    status = NOTHING if figure.state == without else figure.status
    when = "，".join(part for part in (figure.when.zh, status.zh) if part).replace("）", "").replace("（", "，")
    return f"{figure.value.zh}（{when}）" if when else figure.value.zh


def _onward(reading: Reading, baseline: Figure, current: Figure) -> str:
    """Say whether it rose or fell."""
    pair = in_one_unit(reading, ydr(baseline.id), ydr(current.id))
    if pair is None or pair[0].value == pair[1].value:
        return "变为"
    if pair[1].value < pair[0].value:
        return "降至"
    return "升至" if pair[1].unit == UNIT.PERCENT else "增至"


def _changed(stated: str, kind: str, against: str, size: str) -> str:
    """Say a stated change."""
    down, relative = stated.startswith("-"), kind == YD.RelativeChange
    if not against:
        return f"文件所述{'降幅' if down else '增幅'}为{size}"
    if relative:
        return f"比{against}{'下降' if down else '增长'}{size}"
    return f"比{against}{'低' if down else '高'}{size}"
