"""Figures: values with what they measure, and how a text compares them."""

from __future__ import annotations

import itertools
import re
from datetime import date
from typing import TYPE_CHECKING

from ydkg.draft.rules.changes import change, is_rank, multiple, pairs, rank, rate
from ydkg.draft.rules.levels import continues, level
from ydkg.draft.rules.ranges import ranges
from ydkg.draft.rules.signs import sign
from ydkg.vocab import UNIT, YD

if TYPE_CHECKING:
    from ydkg.draft.rules.figure import Change, Figure
    from ydkg.draft.rules.sentence import Sentence
    from ydkg.words.reading.quantities import Quantity


_ABOVE = re.compile(r"[增降]速?幅?[比较]上|[高低快慢超]于|[高超]出|\b(?:above|below|(?:high|low|fast|slow)er than)\b")


def figures(sentence: Sentence, issued: date) -> tuple[list[Figure], list[Change]]:
    """Read the figures of a sentence and how they compare.

    Parameters
    ----------
    sentence : Sentence
    issued : date
        The day of issue.

    Returns
    -------
    list of Figure, list of Change
        In the order of the sentence. A change whose current value the sentence does not give is a figure: a rate.
    """
    read = [each for each in ranges(sentence, list(sentence.quantities)) if not each.unknown]
    plain = [each for each in read if each.numeral.kind not in {"ordinal", "multiple"} and not _is_one(each)]
    signs = {each: rises for each in plain if (rises := sign(sentence, each)) is not None}
    levels = {each: level(sentence, each, plain, issued) for each in plain if each not in signs}
    found, changes = [*levels.values()], []
    rates: dict[Quantity, Figure] = {}
    for amount, rises in signs.items():
        # A rate can be above another: "增长8%，高于全国2个百分点".
        of = (
            levels | rates
            if amount.unit == YD.PercentagePoint and _ABOVE.search(sentence.before(amount.start, 24))
            else levels
        )
        stated = change(sentence, amount, of, rises=rises)
        if stated is None:
            rates[amount] = rate(sentence, amount, plain, issued, rises=rises)
            found.append(rates[amount])
        else:
            changes.append(stated)
    for before, after in itertools.pairwise(plain):
        # "分别增长10.6%和9.1%": the second is a rise as the first is.
        if after in levels and before in signs and before.unit == after.unit and _is_listed(sentence, before, after):
            found.remove(levels.pop(after))
            found.append(rate(sentence, after, plain, issued, rises=signs[before]))
            signs[after] = signs[before]
    changes += pairs(sentence, levels)
    found += [rank(sentence, each) for each in read if each.numeral.kind == "ordinal" and is_rank(sentence, each)]
    found += [multiple(sentence, each, plain, issued) for each in read if each.numeral.kind == "multiple"]
    ordered = sorted(found, key=lambda each: each.quantity.start)
    baselines = {each.baseline for each in changes}
    named = _ends(_timed(sentence, _named(ordered), baselines), ordered, changes)
    again = dict(zip(ordered, named, strict=True))
    return named, sorted((_with(each, again) for each in changes), key=lambda each: each.start)


def _is_listed(sentence: Sentence, before: Quantity, after: Quantity) -> bool:
    """Tell whether a value stands with the change before it in one list."""
    gap = sentence.between(before.end, after.start)
    if sentence.chinese:
        return gap in {"和", "、", "与", "及", "以及"}
    return gap in {", ", " and ", ", and "} and re.search(r"\brespectively\b", sentence.after(after.end)) is not None


def _named(figures_: list[Figure]) -> list[Figure]:
    """Let a value of which the words say nothing be of what the value before it is of."""
    found: list[Figure] = []
    for each in figures_:
        bare = each.metric[0] == each.metric[1] and each.kind != YD.Rank
        before = next((one for one in reversed(found) if one.kind != YD.Rank and one.metric[0] < one.metric[1]), None)
        alike = before and (
            before.unit == each.unit or each.unit in {UNIT.PERCENT, UNIT.UNITLESS} or before.kind == each.kind
        )
        found.append(each._replace(metric=before.metric) if bare and before and alike else each)
    return found


def _ends(named: list[Figure], ordered: list[Figure], changes: list[Change]) -> list[Figure]:
    """Give the values that something went from and to in years their first and last: "2012-2021年，由25%升至100%"."""
    found = list(named)
    for each in changes:
        time = each.current.time
        if each.baseline is None or not time or each.baseline.time != time or not time.first or not time.last:
            continue
        years = (each.baseline, time.first.year), (each.current, time.last.year)
        for figure, year in years if time.first.year < time.last.year else ():
            place = ordered.index(figure)
            of_year = time._replace(first=date(year, 1, 1), last=date(year, 12, 31))
            found[place] = found[place]._replace(time=of_year)
    return found


def _timed(sentence: Sentence, figures_: list[Figure], baselines: set[Figure | None]) -> list[Figure]:
    """Let a value without a time be of that of the value before it, where it goes on with what that says."""
    found: list[Figure] = []
    for each in figures_:
        before = next((one for one in reversed(found) if one.kind != YD.Rank), None)
        bare = each.time is None and each.kind != YD.Rank and not baselines & {before, each}
        if before and before.time and bare and continues(sentence, before, each):
            each = each._replace(time=before.time)  # noqa: PLW2901 - it is the one that is kept
        found.append(each)
    return found


def _with(found: Change, again: dict[Figure, Figure]) -> Change:
    return found._replace(
        current=again.get(found.current, found.current),
        baseline=again.get(found.baseline, found.baseline) if found.baseline else None,
        target=again.get(found.target, found.target) if found.target else None,
    )


def _is_one(quantity: Quantity) -> bool:
    """Tell whether a number is only the word one, which counts nothing by itself."""
    return (
        quantity.numeral.worded and quantity.value == 1 and quantity.unit is None and quantity.numeral.kind == "number"
    )
