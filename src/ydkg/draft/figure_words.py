"""Words of figures: what a draft calls a metric, a value, a change and a period in its labels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ydkg.draft.definitions import metric_words
from ydkg.vocab import UNIT, YD
from ydkg.words.days import day as day_in_words
from ydkg.words.quantity import fraction, quantity, rank
from ydkg.words.reading.tables import is_chinese

if TYPE_CHECKING:
    from collections.abc import Callable

    from ydkg.draft.rules.figure import Change, Figure
    from ydkg.words.reading.moment import Time

_FALLBACKS = {
    YD.Share: "share",
    YD.Rate: "rate",
    YD.Ratio: "ratio",
    YD.Length: "length",
    YD.Duration: "duration",
    YD.Count: "number",
}
#: What a value is one of each: "100 tons per day".
_EACH = re.compile(r" (?:per|a|each|every) (?P<each>second|minute|hour|day|week|month|person|capita|household)\b")


def metric_label(text: str, figure: Figure, is_name: Callable[[str], bool]) -> str:
    """Call what a figure measures by the words of the text.

    Parameters
    ----------
    text : str
        The whole text.
    figure : Figure
    is_name : callable
        Tells whether words are the name of a thing.

    Returns
    -------
    str
    """
    fallback = _FALLBACKS.get(figure.kind, "amount")
    words = metric_words(text[slice(*figure.metric)], figure.unit, is_rank=figure.kind == YD.Rank, fallback=fallback)
    if each := _EACH.match(text, figure.quantity.end):
        words = f"{words} per {each.group('each')}"
    if figure.rule in {"changes.rise", "changes.fall"} and not re.search("growth|增速", words):
        if is_chinese(words):
            share = figure.unit == UNIT.PERCENT
            return words + {"changes.rise": ("增加量", "增速"), "changes.fall": ("减少量", "降幅")}[figure.rule][share]
        return f"{'growth' if figure.rule == 'changes.rise' else 'decline'} of {words.removeprefix('number of ')}"
    if figure.rule == "changes.multiple":
        return f"{words} as a multiple of what it was"
    return f"{fallback} of {words}" if words != fallback and is_name(words) else words


def written(figure: Figure) -> str:
    """Write the value of a figure.

    Parameters
    ----------
    figure : Figure

    Returns
    -------
    str
    """
    value, numeral = figure.quantity.value, figure.quantity.numeral
    if figure.kind == YD.Rank:
        return rank(f"{value:f}")
    if numeral.kind == "fraction":
        return fraction(str(numeral.numerator), str(numeral.denominator), figure.quantity.bound)
    return quantity(value, figure.unit, figure.quantity.bound)


def change_words(change: Change) -> str:
    """Say how a value compares with another.

    Parameters
    ----------
    change : Change

    Returns
    -------
    str
    """
    if change.target:
        return f"{written(change.current)} against a target of {written(change.target)}"
    if change.amount:
        unit = change.amount.unit or change.current.unit
        said = quantity(change.amount.value, unit, change.amount.bound)
        return f"{'up' if change.rises else 'down'} by {said}"
    baseline = written(change.baseline) if change.baseline else ""
    return f"{'rose' if change.rises else 'fell'} from {baseline} to {written(change.current)}"


def when(time: Time | None) -> str:
    """Say the period of a figure, behind what it measures.

    Parameters
    ----------
    time : Time or None

    Returns
    -------
    str
    """
    if time is None:
        return ""
    if time.first is None and time.last is not None:
        return f", by {day_in_words(str(time.last))}"
    if time.first and time.last and time.edtf.isdecimal():
        return f", {time.edtf}"
    return f", {day_in_words(str(time.first))} to {day_in_words(str(time.last))}" if time.first and time.last else ""
