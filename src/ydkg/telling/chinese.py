"""Comparisons in Chinese sentences; their English ones are the records' own labels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ydkg.telling.figure import timed_zh
from ydkg.telling.verdict import in_one_unit
from ydkg.vocab import QUDT, UNIT, YD, ydr
from ydkg.words.language import CHINESE
from ydkg.words.quantity import quantity
from ydkg.words.relation import measured_zh, spaced
from ydkg.words.units import measure_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ydkg.telling.figure import Step
    from ydkg.telling.reading import Reading

#: Units -> how what is measured in them rises and falls; what is counted or has a length or a price grows or shrinks.
_MOVES: Final = (
    ((UNIT.SEC, UNIT.MIN, UNIT.HR, UNIT.DAY, UNIT.WK, UNIT.MO, UNIT.YR), ("延长至", "缩短至")),
    ((UNIT.PERCENT, UNIT["MicroGM-PER-M3"], UNIT.UNITLESS, UNIT.DEG_C), ("升至", "降至")),
)


def sentence_zh(reading: Reading, iri: str, steps: Sequence[Step]) -> str:
    """Say a comparison in Chinese."""
    figures = {step.role: step.figure for step in steps}
    current, baseline, target = (figures.get(role) for role in ("current", "baseline", "target"))
    if current is None or not current.about or not current.metric:
        return ""
    outcome, about, period, unit, bound, kind = (
        reading.table.iri(iri, each)
        for each in (YD.statedOutcome, YD.baselineAbout, YD.baselinePeriod, QUDT.hasUnit, YD.bound, YD.changeKind)
    )
    names = measured_zh(*(reading.naming.scope(ydr(each)).zh for each in (current.about, current.metric)))
    parts = [timed_zh(current, names)]
    if baseline:
        onward, pair = "变为", in_one_unit(reading, ydr(baseline.id), ydr(current.id))
        if pair and pair[0].value != pair[1].value:
            moves = next((words for units, words in _MOVES if pair[1].unit in units), ("增至", "减至"))
            onward = moves[pair[1].value < pair[0].value]
        parts = [f"由{timed_zh(baseline, names)}{onward}{timed_zh(current, names)}"]
    if stated := reading.table.text(iri, YD.statedChange):
        # What it is set against, where that is another time or another thing.
        against = ""
        if period and period != current.period:
            before, now = (reading.naming.name(each).zh for each in (period, current.period))
            year, mark, rest = before.partition("年")
            against = f"{year}年同期" if mark and rest and now.endswith(f"年{rest}") else before
        if about and about != ydr(current.about):
            against += reading.naming.scope(about).zh
        down, relative = stated.startswith("-"), kind == YD.RelativeChange
        counter = measure_word(reading.table, ydr(current.metric))
        size = quantity(stated.removeprefix("-"), unit, bound, CHINESE, counter=counter)
        moves = ("提升", "下降") if "个百分点" in size else ("增加", "减少")
        moved = (("增长", "下降") if relative else moves)[down]
        if not against:
            parts.append(f"文中称{moved}{size}")
        elif relative or re.search("[年期]", against):
            parts.append(f"比{against}{moved}{size}")
        else:
            parts.append(f"{'低' if down else '高'}于{against}{size}")
    verdict = reading.naming.name(outcome).zh
    if target and verdict.endswith("目标") and target.state == "Target":
        parts.append(f"{verdict.removesuffix('目标')}{target.when.zh}目标{target.value.zh}")
    else:
        parts += [f"目标为{timed_zh(target, names, without='Target')}"] if target else []
        parts += [verdict] if verdict else []
    return spaced(f"{names}：" + "，".join(parts))
