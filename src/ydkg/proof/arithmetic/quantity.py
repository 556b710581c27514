"""Quantities: a printed number with its unit and bound, read as an interval, in words, and when it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from ydkg.errors import Message, Named, problem
from ydkg.graph.turtle import about, chinese, english
from ydkg.language import quantity as words
from ydkg.language.days import day
from ydkg.language.text import CHINESE
from ydkg.language.units import factor, measure_word
from ydkg.proof.arithmetic.interval import Interval, above, at_least, at_most, point, ratio, rounding_interval, under
from ydkg.vocab import PREFIXES, QUDT, RDF, RDFS, UNIT, XSD, YD, ydr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

    from ydkg.graph.graph import Graph

#: The bounds that leave all numbers on one side possible, as intervals from a number on.
THRESHOLDS = {YD.MoreThan: above, YD.AtLeast: at_least, YD.LessThan: under, YD.AtMost: at_most}
BOUNDS = (YD.Exactly, *THRESHOLDS, YD.Approximately)
_DECIMAL = re.compile(r"-?[0-9]+(?:\.[0-9]+)?\Z")
#: More digits than any document prints.
MANY = 50
_ZERO, _ONE = Decimal(0), Decimal(1)
#: The words of magnitude, largest first, and how many decimals a document prints before one.
_MAGNITUDES = tuple(Decimal(10) ** exponent for exponent in (12, 9, 6))
_DECIMALS_BEFORE_A_MAGNITUDE = 2


@dataclass(frozen=True)
class StatedQuantity:
    """Hold a printed number and what it says of the true one."""

    value: Decimal
    unit: str
    bound: str
    step: Decimal
    exact: Interval
    original: StatedQuantity | None = None
    counter: str = field(default="", compare=False)
    change: bool = False
    fraction: tuple[str, str] | None = None
    word: str | None = None

    @property
    def wording(self) -> str:
        """The word that is printed, else the bound; an IRI."""
        return self.word or self.bound

    def reading(self) -> Interval:
        """Return what the words say of the true number."""
        if self.change and self.value < 0:
            return -replace(self, value=-self.value, exact=-self.exact).reading()
        if side := THRESHOLDS.get(self.bound):
            return side(self.exact.lower if self.bound in {YD.MoreThan, YD.AtLeast} else self.exact.upper)
        if self.bound == YD.Approximately:
            return rounding_interval(self.value, max(self.step, last_digit(self.value)))
        return self.exact

    def allowed(self) -> Interval:
        """Return the true numbers that are still possible if an exact number was rounded to its last printed digit.

        A threshold ("over 7,600") is not rounded, so that its allowed numbers are those of `reading`.
        """
        return rounding_interval(self.value, self.step) if self.bound == YD.Exactly and self.step else self.reading()

    def rounded(self, step: Decimal) -> Interval:
        """Return the true numbers of which the words are right after rounding to a step; a threshold is not rounded."""
        half, reading = rounding_interval(self.value, step), self.reading()
        if self.bound in THRESHOLDS:
            return reading
        return Interval(min(half.lower, reading.lower), max(half.upper, reading.upper))

    def within_unit(self, unit: str) -> StatedQuantity | None:
        """Return the same quantity in another unit; None if it does not convert there without rounding."""
        if unit == self.unit:
            return self
        times = factor(self.unit, unit)
        if times is None:
            return None
        value, step = ((point(number) * point(times)).lower for number in (self.value, self.step))
        exact = self.exact * point(times)
        original = self.original or self
        return replace(self, value=value, unit=unit, step=step, exact=exact, original=original, fraction=None)

    def digits(self) -> int:
        """Return how many digits it was printed with, from the first that is no zero; `MANY` if it was not rounded."""
        stated = self.original or self
        if not stated.step:
            return MANY
        return max(1, stated.value.adjusted() - stated.step.adjusted() + 1) if stated.value else 1


def observed(table: Graph, observation: str) -> StatedQuantity | None:
    """Read an observation; None if value, unit or bound is missing, double or damaged."""
    value = _decimal(table.one(observation, YD.value))
    unit, bound = table.one(observation, QUDT.hasUnit), table.one(observation, YD.bound)
    if value is None or unit is None or bound not in BOUNDS:
        return None
    word = table.one(observation, YD.printedAs)
    numerator, denominator = table.number(observation, YD.numerator), table.number(observation, YD.denominator)
    if numerator is not None and denominator:
        parts = str(numerator), str(denominator)
        return StatedQuantity(
            value,
            unit,
            bound,
            ratio(1, denominator).upper,
            ratio(numerator, denominator),
            fraction=parts,
            word=word,
        )
    metric = table.one(observation, YD.metric) or ""
    ranked = table.one(metric, YD.measureKind) == YD.Rank
    counter = measure_word(table, metric)
    return replace(printed(value, unit, bound, ranked=ranked), counter=counter, word=word)


def stated_change(table: Graph, comparison: str) -> StatedQuantity | None:
    """Read the change that a comparison states; None if it states none, or it is damaged."""
    value = _decimal(table.one(comparison, YD.statedChange))
    unit, bound = table.one(comparison, QUDT.hasUnit), table.one(comparison, YD.bound) or YD.Exactly
    if value is None or unit is None or bound not in BOUNDS:
        return None
    return replace(printed(value, unit, bound), change=True, word=table.one(comparison, YD.printedAs))


def printed(value: Decimal, unit: str, bound: str, *, ranked: bool = False) -> StatedQuantity:
    """Return the quantity that a printed number stands for.

    The graph keeps numbers without closing zeros after the point and with magnitude words worked in. A number of
    a million or more is taken to be printed with its largest magnitude word where at most two decimals stand before
    that, any other with all the digits that it has.

    >>> [f"{printed(Decimal(n), UNIT.KiloM, YD.Exactly).step:f}" for n in ("83.3", "4150", "29700000000", "1234567")]
    ['0.1', '1', '100000000', '1']
    """
    shortest = last_digit(value)
    magnitude = next((each for each in _MAGNITUDES if value.copy_abs() >= each), _ONE)
    step = min(shortest, magnitude if shortest >= magnitude.scaleb(-_DECIMALS_BEFORE_A_MAGNITUDE) else _ONE)
    counted = step == _ONE and bound == YD.Exactly and (ranked or unit == UNIT.NUM)
    return StatedQuantity(value, unit, bound, _ZERO if counted else step, point(value))


def last_digit(value: Decimal) -> Decimal:
    """Return what a one in the last digit of a number that is no zero is worth; one for zero; a power of ten.

    >>> f"{last_digit(Decimal(4150)):f}", f"{last_digit(Decimal('83.30')):f}"
    ('10', '0.1')
    """
    if not value:
        return _ONE
    digits = value.as_tuple()
    zeros = len(digits.digits) - len("".join(map(str, digits.digits)).rstrip("0"))
    return _ONE.scaleb(int(digits.exponent) + zeros)


def _decimal(lexical: str | None) -> Decimal | None:
    """Read a decimal; None if the text is no decimal in digits."""
    return Decimal(lexical) if lexical is not None and _DECIMAL.match(lexical) else None


_PRINTED_WHOLE = 6
_PRINTED = 4


def to_digits(value: Decimal, digits: int, rounding: str = ROUND_HALF_EVEN) -> Decimal:
    """Round a number to so many digits, from the first that is no zero.

    >>> to_digits(Decimal("83.1325"), 3, ROUND_FLOOR)
    Decimal('83.1')
    """
    return Context(prec=digits, rounding=rounding).plus(value)


def quantity_words(quantity: StatedQuantity, *, signed: bool = False) -> Named | Message:
    """Write a quantity as it is stated, with its bound; where it was converted, as it was stated behind it."""

    def write(each: StatedQuantity, bound: str) -> Named:
        if each.fraction:
            return Named(words.fraction(*each.fraction, bound), words.fraction(*each.fraction, bound, CHINESE))
        return bounded(each.value, each.unit, bound, signed=signed, counter=each.counter)

    written = write(quantity, quantity.wording)
    if quantity.original is None:
        return written
    return problem("{amount} ({stated})", amount=written, stated=write(quantity.original, ""))


def bounded(
    value: Decimal, unit_iri: str, bound: str = "", *, signed: bool = False, computed: bool = False, counter: str = ""
) -> Named:
    """Write a number with its unit and its bound, and with a plus where it is signed and above zero; a few words."""
    return Named(
        words.quantity(value, unit_iri, bound, signed=signed, computed=computed),
        words.quantity(value, unit_iri, bound, CHINESE, signed=signed, computed=computed, counter=counter),
    )


def interval_words(interval: Interval, unit_iri: str, *, signed: bool = False, counter: str = "") -> Named | Message:
    """Write what an interval holds; ends with many digits are rounded outwards, so that it stays true; a few words.

    >>> from ydkg.proof.arithmetic.interval import above
    >>> from ydkg.vocab import UNIT
    >>> interval_words(above(Decimal("83.1325301")), UNIT.PERCENT, signed=True)
    'more than +83.13%'
    """
    shown = shortened(interval)
    low, high = shown.lower, shown.upper
    if low.is_infinite() and high.is_infinite():
        return problem("any number")
    least, most = (bounded(end, unit_iri, signed=signed, counter=counter) for end in (low, high))
    if shown.is_point():
        return least if shown == interval else problem("about {amount}", amount=least)
    if high.is_infinite():
        bound = YD.MoreThan if shown.lower_open else YD.AtLeast
        return bounded(low, unit_iri, bound, signed=signed, computed=True, counter=counter)
    if low.is_infinite():
        bound = YD.LessThan if shown.upper_open else YD.AtMost
        return bounded(high, unit_iri, bound, signed=signed, computed=True, counter=counter)
    return problem("between {least} and {most}", least=least, most=most)


def shortened(interval: Interval) -> Interval:
    """Round the ends of an interval that have many digits outwards, so that what it says stays true.

    >>> from ydkg.proof.arithmetic.interval import above, ratio
    >>> str(shortened(ratio(1, 3))), str(shortened(above(Decimal("83.1325301"))))
    ('[0.3333, 0.3333]', '(83.13, ∞)')
    """
    low, high = interval.lower, interval.upper
    whole = to_digits(low, _PRINTED_WHOLE)
    if whole == to_digits(high, _PRINTED_WHOLE):
        # An end that had to be rounded itself stands for one number.
        return interval if low == high == whole else point(to_digits(low, _PRINTED))
    down, up = _short(low, ROUND_FLOOR), _short(high, ROUND_CEILING)
    return Interval(down, up, interval.lower_open or down != low, interval.upper_open or up != high)


def _short(end: Decimal, rounding: str) -> Decimal:
    if end.is_infinite() or to_digits(end, _PRINTED_WHOLE) == end:
        return end
    return to_digits(end, _PRINTED, rounding)


_YEAR = re.compile(r"[0-9]{4}\Z")


@dataclass(frozen=True)
class Moment:
    """Hold when a figure holds: in a period, as of a day, or at a time that is not stated."""

    period: str | None = None
    as_of: str | None = None
    label: str = ""
    definition: tuple[Triple, ...] = ()


def _moment(table: Graph, observation: str) -> Moment:
    """Tell when an observation holds: equal for two just if they name the same period or day, or neither names any."""
    period, as_of = table.one(observation, YD.period), table.one(observation, YD.asOf)
    if period is None and as_of:
        return Moment(None, as_of, f"as of {as_of}")
    return replace(in_period(table, period), as_of=as_of)


def in_period(table: Graph, period: str | None) -> Moment:
    """Return the moment of a period; one that is not stated for None."""
    return Moment(period, None, named(table, period) if period else "")


def run_of_days(table: Graph, earlier: str, later: str) -> Moment:
    """Return the run of days from the moment of one observation to that of another."""
    first, last = _moment(table, earlier), _moment(table, later)
    if first == last:
        return first
    start = table.one(first.period or "", YD.firstDay)
    end = table.one(last.period, YD.lastDay) if last.period else last.as_of
    if first.period is None or start is None or end is None or end < start:
        return Moment()
    ending = last.period.removeprefix(PREFIXES["ydr"] + "period-") if last.period else end
    period = f"{first.period}-to-{ending}"
    if period in table:
        return in_period(table, period)
    starts = named(table, first.period)
    ends = named(table, last.period) if last.period else Named(end, day(end, CHINESE))
    label = problem("{first} to {last}", first=starts, last=ends)
    bases = {table.one(side, YD.periodBasis) if side else None for side in (first.period, last.period)}
    years = [table.one(side or "", YD.edtf) or "" for side in (first.period, last.period)]
    edtf = "/".join(years if all(_YEAR.match(year) for year in years) else (start, end))
    definition = about(
        period,
        (RDF.type, YD.Period),
        (RDFS.label, english(label)),
        *([(RDFS.label, chinese(CHINESE.told(label)))] if starts.chinese and ends.chinese else []),
        (YD.firstDay, Literal(start, datatype=NamedNode(XSD.date))),
        (YD.lastDay, Literal(end, datatype=NamedNode(XSD.date))),
        (YD.edtf, Literal(edtf)),
        (YD.periodBasis, YD.Stated if bases == {YD.Stated} else YD.Resolved),
    )
    return Moment(period, None, label, tuple(definition))


def named(table: Graph, iri: str) -> Named:
    """Call a thing; its label; its local name where it has none."""
    return Named(table.text(iri, RDFS.label) or iri.removeprefix(ydr("")), table.text(iri, RDFS.label, "zh-hans"))


@dataclass(frozen=True)
class StatedFigure:
    """Hold one stated observation."""

    iri: str
    metric: str
    about: str
    status: str
    kind: str | None
    moment: Moment
    quantity: StatedQuantity


def stated_figures(table: Graph) -> list[StatedFigure]:
    """Read all observations that are stated, not computed; sorted by IRI; damaged ones are left out."""
    found = []
    for iri in table.subjects(YD.Observation):
        metric, about = table.one(iri, YD.metric), table.one(iri, YD.about)
        status, quantity = table.one(iri, YD.valueStatus), observed(table, iri)
        if metric and about and status and quantity and status != YD.Derived:
            kind = table.one(metric, YD.measureKind)
            found.append(StatedFigure(iri, metric, about, status, kind, _moment(table, iri), quantity))
    return found


def figures_by_measure(stated: Iterable[StatedFigure]) -> dict[tuple[str, str], list[StatedFigure]]:
    """Return figures by the IRIs of what they measure of what, each list in the order given."""
    found: dict[tuple[str, str], list[StatedFigure]] = {}
    for figure in stated:
        found.setdefault((figure.metric, figure.about), []).append(figure)
    return found
