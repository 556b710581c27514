"""Ranges and lists of numbers: what one of them says of the others, such as their unit, magnitude and bounds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ydkg.draft.rules.signs import FROM, sign
from ydkg.vocab import YD
from ydkg.words.reading.numerals import numerals

if TYPE_CHECKING:
    from decimal import Decimal

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


def ranges(sentence: Sentence, quantities: list[Quantity]) -> list[Quantity]:
    """Give numbers that stand together the unit and the magnitude of each other, and the ends of a range their bounds.

    Parameters
    ----------
    sentence : Sentence
    quantities : list of Quantity
        Those of the sentence, in its order.

    Returns
    -------
    list of Quantity
    """
    found = list(quantities)
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
