"""Printed figures: whether the document prints the numbers, units and bounds that records take from it.

Each rule reads the words of a record's own passages; only the word before a number may stand outside them. The word
lists are those of English documents; a unit or a phrase that they do not know is not checked. Rules: ``printed`` (a
number is not there), ``unit_words`` (it is, but in another unit) and ``bound_words`` (it is, with another bound).
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from ydkg.errors import Named, problem
from ydkg.graph.schema import statements
from ydkg.graph.sources import offset
from ydkg.graph.values import exact
from ydkg.language.quantity import number, quantity
from ydkg.language.reading.numerals import SCALES, numerals
from ydkg.language.reading.quantities import bound_around
from ydkg.language.text import CHINESE, ENGLISH, translatable
from ydkg.proof.finding import Finding, Rules
from ydkg.proof.words.spans import Span, spans, words
from ydkg.vocab import QUDT, RDF, UNIT, YD, compact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ydkg.graph.graph import Graph
    from ydkg.graph.sources import Source

RULES = Rules()
_COUNTED = """
    zero zeroth one first two second three third four fourth five fifth six sixth seven seventh eight eighth nine ninth
    ten tenth eleven eleventh twelve twelfth
"""
_WORDS = {word: place // 2 for place, word in enumerate(_COUNTED.split())}
#: Digits with their thousands separated, or a word; no part of a longer number, a name such as PM2.5, or a date.
_NUMBER = re.compile(
    rf"(?<![\w.,])(?:(\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:st|nd|rd|th)?|({'|'.join(_WORDS)})s?)"
    rf"(?!\w|[.,]\d)(?:\s({'|'.join(SCALES)})\b)?",
    re.IGNORECASE,
)
#: What is printed after the number of each unit; of dollars the sign before it.
_UNITS = {
    UNIT.PERCENT: r"\s?(%|per ?cent\b)",
    YD.PercentagePoint: r"[\s-]percentage[\s-]point",
    UNIT.KiloM: r"[\s-](kilomet|km\b)",
    UNIT.MIN: r"[\s-]min",
    UNIT.HR: r"[\s-]hour",
    UNIT.CCY_CNY: r"\s(yuan|RMB)",
    UNIT.CCY_USD: r"\s(US )?dollar",
    UNIT.TONNE: r"\s(metric )?ton",
    UNIT["MicroGM-PER-M3"]: r"\smicrograms? per cubic met",
    UNIT["M3-PER-YR"]: r"\scubic met",
}
#: Units that have one a year, and what is printed behind such a number.
_ONCE = frozenset({UNIT.NUM, UNIT.M3, UNIT.TONNE})
_YEARLY = re.compile(r"[^.;,]{0,60}?\b(?:annually|(?:a|per|each|every) year(?! (?:ago|earlier|later|before|on)))\b")
ANY_UNIT = re.compile("|".join(_UNITS.values()))
_BOUNDS = {
    YD.MoreThan: r"\b(over|more than|above|beyond|exceed(s|ed|ing)|surpass(es|ed|ing))",
    YD.LessThan: r"\b(nearly|almost|less than|fewer than|under|below)",
    YD.Approximately: r"\b(about|around|approximately|roughly)",
}
#: Numbers that things have themselves.
ORDINALS = frozenset({YD.editionNumber, YD.phaseNumber, YD.statedMemberCount})


class Print(NamedTuple):
    """A number as it is printed: its value, and the words before and after it."""

    value: Decimal
    before: str
    after: str


class RecordedQuantity(NamedTuple):
    """A number that a record takes from the document, with its unit and bound."""

    record: str
    value: Decimal
    unit: str | None
    bound: str | None


def numbers(text: str) -> Iterator[tuple[Decimal, int, int]]:
    """Yield the numbers that a text prints, each with its start and end; value, start and end in code points from 0.

    >>> [f"{value:f}" for value, _, _ in numbers("over 7,600 of 29.7 billion, two of PM2.5, the 7th, 2024.12.04")]
    ['7600', '29700000000', '2', '7']
    """
    for match in _NUMBER.finditer(text):
        digits, word, magnitude = match.groups()
        value = Decimal(digits.replace(",", "")) if digits else Decimal(_WORDS[word.lower()])
        yield value.scaleb(SCALES[magnitude.lower()]) if magnitude else value, match.start(), match.end()


def prints(text: str) -> Iterator[Print]:
    """Yield the numbers that a text prints, each with the words before and after it; in the order of the text."""
    return (Print(value, text[:start], text[end:]) for value, start, end in numbers(text))


def figure_spans(table: Graph, source: Source, record: str) -> list[Span]:
    """Find where a document prints the number of a figure, in the figure's own passages."""
    wanted = exact(table.one(record, YD.numerator) or table.one(record, YD.value) or "")
    return [
        Span(at.start + start, at.start + end)
        for at in (() if wanted is None else spans(table, source, record))
        for value, start, end in numbers(source.words(*at))
        if value == wanted
    ]


def recorded_quantities(table: Graph) -> Iterator[RecordedQuantity]:
    """Yield the numbers of observations, the parts of fractions, and stated changes without their sign."""
    for record in chain(table.subjects(YD.Observation), table.subjects(YD.Comparison)):
        unit, bound = table.one(record, QUDT.hasUnit), table.one(record, YD.bound)
        numerator, denominator = table.one(record, YD.numerator), table.one(record, YD.denominator)
        change = (table.one(record, YD.statedChange) or "").removeprefix("-")
        written = [(table.one(record, YD.value) or change, unit, bound)]
        if numerator and denominator:
            written = [(numerator, unit, bound), (denominator, None, None)]
        for lexical, its_unit, its_bound in written:
            if (value := exact(lexical)) is not None:
                yield RecordedQuantity(record, value, its_unit, its_bound)


@RULES.add
def _figures(table: Graph, source: Source) -> Iterator[Finding]:
    for record, value, unit, bound in recorded_quantities(table):
        own = spans(table, source, record)
        if not own:
            continue
        start, figure = offset(table, record), Named(number(value), number(value, CHINESE))
        there = []
        for begin, end in own:
            first, _, sentence = source.sentence(begin, end)
            printed = list(numbers(sentence))
            for each in numerals(sentence):
                parts = (each.numerator, each.denominator) if each.kind == "fraction" else (each.value,)
                printed += [(Decimal(part), each.start, each.end) for part in parts]
            there += [
                Print(value, sentence[:at], sentence[stop:])
                for found, at, stop in printed
                if found == value and begin <= first + at and first + stop <= end
            ]
        if not there:
            message = problem("no passage of it prints {number}; mend the number or the passage", number=figure)
            yield Finding(record, message, "printed", start)
            continue
        said = Named(*(quantity(value, unit, language=language) for language in (ENGLISH, CHINESE)))
        behind = _UNITS.get(unit or "", "")  # of no unit, whatever stands there
        alike = [each for each in there if each.before.endswith("$") or re.match(behind, each.after)]
        alike = [each for each in alike if not unit or not unlike(unit, each)]
        if not alike:
            pattern = translatable("the number {number} is printed, but not as {said} ({unit})")
            message = problem(pattern, number=figure, said=said, unit=compact(unit or ""))
            yield Finding(record, message, "unit_words", start, fix=problem("mend qudt:hasUnit"))
        elif bound and all(bound_of(each) != bound for each in alike):
            pattern = translatable("{said} is printed as {printed}, not {bound}")
            message = problem(pattern, said=said, printed=compact(bound_of(alike[0])), bound=compact(bound))
            yield Finding(record, message, "bound_words", start, fix=problem("mend yd:bound"))


def unlike(unit: str, there: Print) -> bool:
    """Tell whether the words at a number are those of another unit that is known."""
    dollars = there.before.endswith("$")
    if unit in _ONCE and _YEARLY.match(there.after):
        return True
    if unit in _UNITS and not dollars and re.match(_UNITS[unit], there.after):
        return False
    return unit != UNIT.CCY_USD if dollars else ANY_UNIT.match(there.after) is not None


def bound_of(there: Print) -> str:
    """Return the bound that the words before a number give it; an IRI; exact where no word is there."""
    said = (iri for iri, words_of in _BOUNDS.items() if re.search(rf"{words_of}\s\W?$", there.before, re.IGNORECASE))
    return next(said, None) or bound_around(there.before, there.after)


@RULES.saying("printed")
def _ordinals(table: Graph, source: Source) -> Iterator[tuple[str, str, str]]:
    """Check numbers of editions and phases, and of members, which a name may give in two parts (one and three)."""
    for statement, subject, predicate, _ in statements(table):
        value = table.number(statement, RDF.object)
        if predicate not in ORDINALS or value is None:
            continue
        text = words(table, source, statement)
        there = [found for found, _, _ in numbers(text)]
        if text and value not in there and not (predicate == YD.statedMemberCount and sum(there) == value):
            pattern = translatable("no passage of it prints {number}, its {relation}; mend the number or the passage")
            message = problem(pattern, number=str(value), relation=compact(predicate))
            yield subject or statement, message, statement
