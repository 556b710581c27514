"""Comparisons and first claims in Chinese sentences; their English ones are the records' own labels."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from ydkg.vocab import UNIT, YD
from ydkg.words.language import CHINESE
from ydkg.words.quantity import quantity
from ydkg.words.relation import spaced

# Units that measure the same, in the smaller of them.
_COMMON = {UNIT.HR: (UNIT.MIN, 60)}


class Figure(NamedTuple):
    """A figure: its value as stored, IRIs of its unit and bound, and when and how it holds, in Chinese."""

    value: str
    unit: str = ""
    bound: str = ""
    when: str = ""

    @property
    def text(self) -> str:
        """The figure in Chinese, with its time in brackets."""
        said = quantity(self.value, self.unit, self.bound, CHINESE)
        return f"{said}（{self.when}）" if self.when else said


class Change(NamedTuple):
    """A stated change: signed value as stored, IRIs of its unit, bound and kind, and what it is set against."""

    value: str
    unit: str = ""
    bound: str = ""
    kind: str = ""
    against: str = ""

    @property
    def text(self) -> str:
        """Its size in Chinese, without sign."""
        return quantity(self.value.removeprefix("-"), self.unit, self.bound, CHINESE)


def comparison_zh(
    about: str,
    metric: str,
    current: Figure,
    *,
    baseline: Figure | None = None,
    target: Figure | None = None,
    change: Change | None = None,
    outcome: str = "",
) -> str:
    """Say a comparison in Chinese.

    Parameters
    ----------
    about, metric : str
        Names of the thing and of what is measured.
    current : Figure
        The figure that is compared.
    baseline, target : Figure, optional
        What it is compared with.
    change : Change, optional
        The change that the document states.
    outcome : str
        The stated outcome in words; empty where none is.

    Returns
    -------
    str
        A sentence without a full stop.

    Examples
    --------
    >>> comparison_zh(
    ...     "长江三角洲",
    ...     "研发投入强度",
    ...     Figure("3.34", UNIT.PERCENT, when="2023年"),
    ...     baseline=Figure("2.81", UNIT.PERCENT, when="2018年"),
    ... )
    '长江三角洲的研发投入强度：由2.81%（2018年）升至3.34%（2023年）'
    >>> growth = Change("0.6", YD.PercentagePoint, kind=YD.AbsoluteChange, against="中国")
    >>> comparison_zh("长江三角洲", "经济增速", Figure("5.4", UNIT.PERCENT), change=growth)
    '长江三角洲的经济增速：5.4%，比中国高0.6个百分点'
    >>> comparison_zh("长江三角洲", "车桩比", Figure("1.55"), target=Figure("1.9"), outcome="优于目标")
    '长江三角洲的车桩比：1.55，目标为1.9，优于目标'
    """
    parts = [f"由{baseline.text}{_onward(baseline, current)}{current.text}" if baseline else current.text]
    if change:
        parts.append(_changed(change))
    if target:
        parts.append(f"目标为{target.text}")
    if outcome:
        parts.append(outcome)
    return spaced(f"{about}的{metric}：" + "，".join(parts))


def _onward(baseline: Figure, current: Figure) -> str:
    """Say whether it rose or fell."""
    before, now = (_comparable(each) for each in (baseline, current))
    if before is None or now is None or before[0] != now[0] or before[1] == now[1]:
        return "变为"
    if now[1] < before[1]:
        return "降至"
    return "升至" if current.unit == UNIT.PERCENT else "增至"


def _comparable(figure: Figure) -> tuple[str, Decimal] | None:
    """Give a figure's unit and value where others can be set beside it; None where the value is no number."""
    unit, factor = _COMMON.get(figure.unit, (figure.unit, 1))
    try:
        return unit, Decimal(figure.value) * factor
    except InvalidOperation:
        return None


def _changed(change: Change) -> str:
    """Say a stated change."""
    down, relative = change.value.startswith("-"), change.kind == YD.RelativeChange
    if not change.against:
        return f"文件所述{'降幅' if down else '增幅'}为{change.text}"
    if relative:
        return f"比{change.against}{'下降' if down else '增长'}{change.text}"
    return f"比{change.against}{'低' if down else '高'}{change.text}"


def claim_zh(claimed: str, scope: str, since: str = "") -> str:
    """Say in Chinese that the document calls something the first of its kind.

    Parameters
    ----------
    claimed : str
        What it is the first of, as the graph has it.
    scope, since : str
        Names of the place and of the event since which; either may be empty.

    Examples
    --------
    >>> claim_zh("standard across provinces", "中国")
    '文件称其为中国首个“standard across provinces”'
    >>> claim_zh("跨省立法", "中国", "修改立法法")
    '文件称其为修改立法法以来中国首个“跨省立法”'
    """
    after = f"{since}以来" if since else ""
    return spaced(f"文件称其为{after}{scope}首个“{claimed}”")
