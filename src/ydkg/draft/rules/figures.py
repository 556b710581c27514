"""Figures: values with what they measure, and how a text compares them."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from ydkg.draft.rules.changes import change, multiple, pairs, rank, rate
from ydkg.draft.rules.figure import COUNTS, LENGTHS
from ydkg.draft.rules.levels import COMPARED, level
from ydkg.draft.rules.signs import FROM, sign
from ydkg.vocab import UNIT, YD
from ydkg.words.reading.numerals import numerals

if TYPE_CHECKING:
    from decimal import Decimal

    from ydkg.draft.rules.figure import Change, Figure
    from ydkg.draft.rules.sentence import Sentence
    from ydkg.words.reading.quantities import Quantity


#: The largest number that Chinese says as one of two that follow each other.
_MOST_IN_A_GUESS = 9
_TO = frozenset({" to ", "-", "至", "到"})
#: "projected to grow by 4% to 6%" is how much, where "rose 2% to 7%" is by how much and to what.
_TO_MOVE = re.compile(
    r"\b(?:projected|expected|estimated|forecast|predicted|likely) to (?:grow|rise|increase|fall|decline|drop|expand|shrink) (?:by )?\Z"
)
_LISTED = frozenset({"和", "、", "与", "及", " and "})
_MAGNITUDE = re.compile(
    r"(?<=\d)(?:bn|mn|m|b|tn)\Z|(?:[ -](?:hundred|thousand|million|billion|trillion|lakh|crore)s?)+\Z|[十百千万亿]+\Z",
    re.IGNORECASE,
)
#: What joins a value to the one before it, what parts them, and what makes it one that another is compared with.
_JOINS = re.compile(r"[,;(–—]|\b(?:and|but|while|whereas|including|of which|with|from|on|in|excluding|for|as|by)\b")
_PARTS = re.compile(
    r"\b(?:now|currently|today|since|will|would|plan\w*|to date|aim\w*|expected|total(?:s|l?ing)|overall|remains?|is|are|stands?|can|after|following|has been|have been)\b"
    "|目前|现[有已]|近年|全长|设计|将|计划|预计|力争",
    re.IGNORECASE,
)
_DEFINITE = re.compile(r"(?:\b(?:the|all|its|their|these|those|our)|['’]s) \Z")
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
    read = [each for each in _ranges(sentence) if not each.unknown]
    plain = [
        each
        for each in read
        if each.numeral.kind == "fraction"
        # The word one counts nothing by itself.
        or (each.numeral.kind == "number" and not (each.numeral.worded and each.value == 1 and each.unit is None))
    ]
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
    for before, after in pairwise(plain):
        gap = sentence.between(before.end, after.start)
        respectively = re.search(r"\brespectively\b", sentence.after(after.end)) and gap in {", ", " and ", ", and "}
        listed = gap in {"和", "、", "与", "及", "以及"} if sentence.chinese else respectively
        # "分别增长10.6%和9.1%": the second is a rise as the first is.
        if after in levels and before in signs and before.unit == after.unit and listed:
            found.remove(levels.pop(after))
            found.append(rate(sentence, after, plain, issued, rises=signs[before]))
            signs[after] = signs[before]
    changes += pairs(sentence, levels)
    found += filter(None, (rank(sentence, each) for each in read if each.numeral.kind == "ordinal"))
    found += [multiple(sentence, each, plain, issued) for each in read if each.numeral.kind == "multiple"]
    again = _completed(sentence, sorted(found, key=lambda each: each.quantity.start), changes)
    compared = [
        each._replace(
            current=again.get(each.current, each.current),
            baseline=again.get(each.baseline, each.baseline),
            target=again.get(each.target, each.target),
        )
        for each in changes
    ]
    return [*again.values()], sorted(compared, key=lambda each: each.start)


def _ranges(sentence: Sentence) -> list[Quantity]:
    """Give numbers that stand together each other's unit and magnitude, and the ends of a range their bounds."""
    found = list(sentence.quantities)
    for place in reversed(range(len(found) - 1)):
        first, second = found[place : place + 2]
        listed = sentence.between(first.end, second.start) in {"、", "和", "与", "及", "以及", "，"}
        if listed and second.unit == YD.PercentagePoint and first.unit is None and first.counter in {"", "个"}:
            found[place] = first._replace(unit=second.unit, counter="")  # "4.3个、7.2个和8.4个百分点"
    for place in range(len(found) - 1):
        found[place : place + 2] = _pair(sentence, *found[place : place + 2])
    return found


def _pair(sentence: Sentence, first: Quantity, second: Quantity) -> tuple[Quantity, Quantity]:
    """Give two numbers what they say of each other."""
    if first.numeral.kind != "number" or second.numeral.kind != "number":
        return first, second
    gap, before = sentence.between(first.end, second.start), sentence.before(first.start, 12)
    exact = first.bound == second.bound == YD.Exactly
    if (
        exact
        and re.fullmatch(r" (?:in (?:the )?[^,;]{1,50} )?and ", gap)
        and re.search(r"\bbetween \Z", before, re.IGNORECASE)
    ):
        first, second = _alike(sentence, first, second)
        return first._replace(bound=YD.MoreThan, start=first.start - len("between ")), second._replace(
            bound=YD.LessThan
        )
    if gap in _TO:
        if second.unknown and not first.unit:
            return first._replace(unknown=True), second
        moved = (first.unit or first.counter) and sign(sentence, first) is not None  # "up 5 % to 20 %"
        moved = moved and not _TO_MOVE.search(sentence.before(first.start, 40))
        first, second = _alike(sentence, first, second)
        between = exact and first.value < second.value and first.unit == second.unit and not moved
        counted = second.unit or second.counter or re.match(r"[ -][a-z]", sentence.after(second.end, 2))
        if between and counted and not FROM.search(before) and not re.search("[由从][^，；。]{0,8}\\Z", before):
            # "10 to 20 hectares" is one value that lies between two.
            return first._replace(bound=YD.MoreThan), second._replace(bound=YD.LessThan)
        return first, second
    if gap in _LISTED and first.unit == second.unit and second.bound == YD.Exactly and before.endswith("分别"):
        return first, second._replace(bound=first.bound)  # "分别超过90%、75%"
    if gap not in _LISTED or not second.unit or first.unit or first.counter:
        return first, second
    if gap == "、" and second.value == first.value + 1 <= _MOST_IN_A_GUESS:
        # "增加了2、3倍" is one value that lies between two.
        return first._replace(unit=second.unit, bound=YD.MoreThan), second._replace(bound=YD.LessThan)
    if "." in sentence.text[first.numeral.start : first.numeral.end]:
        first = first._replace(value=first.value * _shared(sentence, first, second))
    return first._replace(unit=second.unit), second  # "4.6和3.1个百分点", "12 and 15 km"


def _alike(sentence: Sentence, first: Quantity, second: Quantity) -> tuple[Quantity, Quantity]:
    """Give two ends of a range the unit of one of them, and the first the magnitude of the second."""
    scaled = _MAGNITUDE.search(sentence.text[second.numeral.start : second.numeral.end])
    if not second.unit and first.unit and "/CCY_" in first.unit and scaled:
        second = second._replace(unit=first.unit)  # "€300-350 million"
    if first.unit is None and not first.counter:
        first = first._replace(unit=second.unit)
    if first.unit == second.unit:
        first = first._replace(value=first.value * _shared(sentence, first, second))
    return first, second


def _shared(sentence: Sentence, first: Quantity, second: Quantity) -> Decimal | int:
    """Give the power of ten that stands behind the second of two numbers and counts for both: "3 to 5 million"."""
    own, other = (sentence.text[each.numeral.start : each.numeral.end] for each in (first, second))
    said = _MAGNITUDE.search(other)
    if said is None or _MAGNITUDE.search(own):
        return 1
    plain = numerals(other[: said.start()])
    if len(plain) != 1 or not plain[0].value or (first.value >= plain[0].value and "." not in own):
        return 1
    return second.value / plain[0].value


def _completed(sentence: Sentence, ordered: list[Figure], changes: list[Change]) -> dict[Figure | None, Figure]:
    """Let a value of which the words do not say what or when it is be of what and when the value before it is."""
    found: dict[Figure | None, Figure] = {}
    baselines = {each.baseline for each in changes}
    for figure in ordered:
        each, others = figure, [one for one in reversed(found.values()) if one.kind != YD.Rank]
        before = next((one for one in others if one.metric[0] < one.metric[1]), None)
        alike = before and (
            before.unit == each.unit or each.unit in {UNIT.PERCENT, UNIT.UNITLESS} or before.kind == each.kind
        )
        if before and alike and each.metric[0] == each.metric[1] and each.kind != YD.Rank:
            each = each._replace(metric=before.metric)
        before = others[0] if others else None
        bare = each.time is None and each.kind != YD.Rank and not baselines & {before, each}
        if before and before.time and bare and _continues(sentence, before, each):
            each = each._replace(time=before.time)
        found[figure] = each
    for change_ in changes:
        time, baseline = change_.current.time, change_.baseline
        if baseline is None or not time or baseline.time != time or not time.first or not time.last:
            continue
        # "2012-2021年，由25%升至100%": the values are of the first and of the last year.
        years = (baseline, time.first.year), (change_.current, time.last.year)
        for end, year in years if time.first.year < time.last.year else ():
            of_year = time._replace(first=date(year, 1, 1), last=date(year, 12, 31))
            found[end] = found[end]._replace(time=of_year)
    return found


def _continues(sentence: Sentence, before: Figure, figure: Figure) -> bool:
    """Tell whether a value is of the time of the one before it: joined to it, with no time or verb between."""
    start, end = before.quantity.end, figure.quantity.start
    gap = sentence.between(start, end)
    dated = any(start <= each.start < end and not each.same and each is not before.time for each in sentence.times)
    alike = before.status == figure.status and (figure.unit not in LENGTHS or before.unit in COUNTS)
    joined = sentence.chinese or _JOINS.search(gap) is not None
    if figure.unit == UNIT.NUM and _DEFINITE.search(sentence.before(end, 8)):
        return False  # "at all of the country's 39 airports"
    return alike and joined and not (dated or "。" in gap or _PARTS.search(gap) or COMPARED.search(gap))
