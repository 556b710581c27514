"""Printed figures: whether the document prints the numbers, units, bounds and days that records take from it.

Each rule reads the words of a record's own passages; only the word before a number may stand outside them. The word
lists are those of English documents; a unit or a phrase that they do not know is not checked.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, NamedTuple

from ydkg.proof.finding import Finding
from ydkg.prose.quantity import number, quantity
from ydkg.vocab import DCTERMS, PROV, QUDT, RDF, SCHEMA, UNIT, YD, compact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ydkg.graph.source import Source
    from ydkg.proof.facts import Facts

_ORDINALS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_CARDINALS = "zero one two three four five six seven eight nine ten eleven twelve".split()
_WORDS = {word: value for words in (_ORDINALS, _CARDINALS) for value, word in enumerate(words)}
_MAGNITUDES = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
#: Digits with their thousands separated, or a word; no part of a longer number, a name such as PM2.5, or a date.
_NUMBER = re.compile(
    rf"(?<![\w.,])(?:(\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:st|nd|rd|th)?|({'|'.join(_WORDS)})s?)"
    rf"(?!\w|[.,]\d)(?:\s({'|'.join(_MAGNITUDES)})\b)?",
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
_COUNTS = (UNIT.NUM, UNIT.UNITLESS, UNIT["NUM-PER-YR"])
_ANY_UNIT = re.compile("|".join(_UNITS.values()))
_BOUNDS = {
    YD.MoreThan: r"\b(over|more than|above|beyond|exceed(s|ed|ing)|surpass(es|ed|ing))",
    YD.LessThan: r"\b(nearly|almost|less than|fewer than|under|below)",
    YD.Approximately: r"\b(about|around|approximately|roughly)",
}
_MONTHS = "January February March April May June July August September October November December".split()
_DAY = re.compile(rf"\b(\d{{4}})[.-](\d\d)[.-](\d\d)\b|\b({'|'.join(_MONTHS)}) (\d{{1,2}})\b(?:, (\d{{4}}))?")
_YEAR = re.compile(r"(?<![\w.,])(?:19|20)\d\d(?!\w|[.,]\d)")
_THIS_YEAR = re.compile(r"\b(this year|the year\b|year-end)|\b(" + "|".join(_MONTHS) + r")\b", re.IGNORECASE)
#: Words that give a value or a stage its time.
_TIME = re.compile(r"\b(this year|for the year|by year-end|by the end of|(in|by) \d{4})\b", re.IGNORECASE)


class Print(NamedTuple):
    """A number as it is printed: its value, and the words before and after it."""

    value: Decimal
    before: str
    after: str


class Quantity(NamedTuple):
    """A number that a record takes from the document, with its unit and bound."""

    record: str
    value: str
    unit: str | None
    bound: str | None


def printed(facts: Facts, source: Source) -> Iterator[Finding]:
    """Find figures and days that the passages of their records do not print.

    Parameters
    ----------
    facts : Facts
        The data.
    source : Source
        The document; what comes from others is left alone.

    Yields
    ------
    Finding
        Of the rules ``printed`` (a number is not there), ``unit_words`` (it is, but in another unit), ``bound_words``
        (it is, with another bound) and ``date_words`` (a day or period is not there, or is there and not in the data).
    """
    for found in _quantities(facts):
        yield from _figure(facts, source, found)
    yield from _ordinals(facts, source)
    yield from _days(facts, source)
    yield from _periods(facts, source)


def spans(facts: Facts, source: Source, subject: str) -> list[tuple[int, int]]:
    """Return where the passages of the document that something comes from start and end, in its order."""
    found = []
    for passage in facts.values(subject, PROV.wasDerivedFrom):
        start, end = facts.number(passage, YD.start), facts.number(passage, YD.end)
        if facts.one(passage, YD.inDocument) == source.document and start is not None and end is not None:
            found.append((start, end))
    return sorted(found)


def words(facts: Facts, source: Source, subject: str) -> str:
    """Return the words of the passages that something comes from, one a line; empty if there are none."""
    return "\n".join(source.words(*span) for span in spans(facts, source, subject))


def numbers(text: str) -> Iterator[tuple[Decimal, int, int]]:
    """Yield the numbers that a text prints, each with its start and end.

    Examples
    --------
    >>> [str(value) for value, _, _ in numbers("over 7,600 of 29.7 billion, two of PM2.5, the 7th, 2024.12.04")]
    ['7600', '29700000000.0', '2', '7']
    """
    for match in _NUMBER.finditer(text):
        digits, word, magnitude = match.groups()
        value = Decimal(digits.replace(",", "")) if digits else Decimal(_WORDS[word.lower()])
        yield value.scaleb(_MAGNITUDES[magnitude.lower()]) if magnitude else value, match.start(), match.end()


def _quantities(facts: Facts) -> Iterator[Quantity]:
    for record in facts.subjects(YD.Observation):
        unit, bound = facts.one(record, QUDT.hasUnit), facts.one(record, YD.bound)
        numerator, denominator = facts.one(record, YD.numerator), facts.one(record, YD.denominator)
        if numerator and denominator:
            yield Quantity(record, numerator, unit, bound)
            yield Quantity(record, denominator, None, None)
        elif value := facts.one(record, YD.value):
            yield Quantity(record, value, unit, bound)
    for record in facts.subjects(YD.Comparison):
        if change := facts.one(record, YD.statedChange):
            unit, bound = facts.one(record, QUDT.hasUnit), facts.one(record, YD.bound)
            yield Quantity(record, change.removeprefix("-"), unit, bound)


def _prints(facts: Facts, source: Source, record: str) -> Iterator[Print]:
    """Yield the numbers in a record's passages, with what its sentence has around them."""
    for start, end in spans(facts, source, record):
        first, last, sentence = source.sentence(start, end)
        for value, at, stop in numbers(sentence):
            if start <= first + at and first + stop <= min(end, last):
                yield Print(value, sentence[:at], sentence[stop:])


def _figure(facts: Facts, source: Source, wanted: Quantity) -> Iterator[Finding]:
    record, offset = wanted.record, facts.offset(wanted.record)
    if not spans(facts, source, record):
        return
    try:
        value = Decimal(wanted.value)
    except InvalidOperation:  # A matter of its form, which the shapes look at.
        return
    there = [each for each in _prints(facts, source, record) if each.value == value]
    if not there:
        yield Finding(record, f"no passage of it prints {number(value)}; mend the number or the passage", "printed", offset)
        return
    said = quantity(wanted.value, wanted.unit)
    if wanted.unit:
        there = [each for each in there if _in_unit(wanted.unit, each)]
        if not there:
            message = f"the number {number(value)} is printed, but not as {said} ({compact(wanted.unit)})"
            yield Finding(record, message, "unit_words", offset, fix="mend qudt:hasUnit")
            return
    if wanted.bound and all(_bound(each) != wanted.bound for each in there):
        message = f"{said} is printed as {compact(_bound(there[0]))}, not {compact(wanted.bound)}"
        yield Finding(record, message, "bound_words", offset, fix="mend yd:bound")


def _in_unit(unit: str, there: Print) -> bool:
    dollars = there.before.endswith("$")
    if unit in _COUNTS:
        return not dollars and not _ANY_UNIT.match(there.after)
    if dollars or unit not in _UNITS:
        return unit not in _UNITS or unit == UNIT.CCY_USD
    return re.match(_UNITS[unit], there.after) is not None


def _bound(there: Print) -> str:
    return next((iri for iri, say in _BOUNDS.items() if re.search(rf"{say}\s\W?$", there.before, re.IGNORECASE)), YD.Exactly)


def _ordinals(facts: Facts, source: Source) -> Iterator[Finding]:
    """Check numbers of editions and phases, and of members, which a name may give in two parts (one and three)."""
    for statement in facts.subjects(RDF.Statement):
        predicate, value = facts.one(statement, RDF.predicate), facts.number(statement, RDF.object)
        if predicate not in {YD.editionNumber, YD.phaseNumber, YD.statedMemberCount} or value is None:
            continue
        text = words(facts, source, statement)
        there = [found for found, _, _ in numbers(text)]
        if text and value not in there and not (predicate == YD.statedMemberCount and sum(there) == value):
            message = f"no passage of it prints {value}, its {compact(predicate)}; mend the number or the passage"
            yield Finding(facts.one(statement, RDF.subject) or statement, message, "printed", facts.offset(statement))


def _issued(facts: Facts, source: Source) -> date | None:
    return _day(facts.one(source.document, DCTERMS.issued))


def _day(lexical: str | None) -> date | None:
    try:
        return date.fromisoformat(lexical or "")
    except ValueError:
        return None


def _days(facts: Facts, source: Source) -> Iterator[Finding]:
    """Check days that are given as days, against those printed; one without a year is of the year of issue."""
    issued = _issued(facts, source)
    year = issued.year if issued else 0
    stated = [(r, r, p) for r in facts.subjects() for p in (YD.on, YD.asOf) if facts.one(r, p)]
    for statement in facts.subjects(RDF.Statement):
        if facts.one(statement, RDF.predicate) == SCHEMA.startDate:
            stated.append((statement, facts.one(statement, RDF.subject) or statement, RDF.object))
    if issued and issued not in set(_printed_days(source.text, year)):
        yield Finding(source.document, f"its text does not print {issued}, its dcterms:issued", "date_words")
    for record, entity, predicate in stated:
        text, day = words(facts, source, record), facts.one(record, predicate)
        if text and _day(day) not in set(_printed_days(text, year)):
            message = f"no passage of it prints the day {day}; mend the day or the passage"
            yield Finding(entity, message, "date_words", facts.offset(record))


def _printed_days(text: str, year: int) -> Iterator[date | None]:
    for y, m, d, month, day, of in _DAY.findall(text):
        number_of = m or f"{_MONTHS.index(month) + 1:02}"
        yield _day(f"{y or of or year}-{number_of}-{d or int(day):0>2}")


def _periods(facts: Facts, source: Source) -> Iterator[Finding]:
    """Check the years and months of periods and last days, and that a time that is printed is kept."""
    issued = _issued(facts, source)
    for kind, predicates in ((YD.Observation, (YD.period,)), (YD.Milestone, (YD.notAfter, YD.on))):
        for record in facts.subjects(kind):
            text = words(facts, source, record)
            given = next((value for p in predicates if (value := facts.one(record, p))), None)
            if text and given is None and (found := _TIME.search(text)):
                message = f"its passages give a time (“{found.group()}”) that is not in the data"
                yield Finding(record, message, "date_words", facts.offset(record), fix=f"add {compact(predicates[0])}")
            elif text and given and not facts.one(record, YD.on):
                yield from _times(facts, record, given, text, issued)
    for record in facts.subjects(YD.Comparison):
        text, given = words(facts, source, record), facts.one(record, YD.baselinePeriod)
        if given and _YEAR.search(text):
            yield from _times(facts, record, given, text, issued)


def _times(facts: Facts, record: str, given: str, text: str, issued: date | None) -> Iterator[Finding]:
    """Compare a period, or the last day of one, with the years, months and quarters that are printed."""
    ends = [_day(given)] if _day(given) else [_day(facts.one(given, p)) for p in (YD.firstDay, YD.lastDay)]
    days = [day for day in ends if day]
    years = {int(year) for year in _YEAR.findall(text)}
    if issued and _THIS_YEAR.search(text):
        years.add(issued.year)
    months = {index for index, month in enumerate(_MONTHS, start=1) if re.search(rf"\b{month}\b", text)}
    if "three quarters" in text:
        months.add(9)
    if any(day.year not in years for day in days) or (days and days[-1].month not in (months or {12})):
        name = given if _day(given) else compact(given)
        message = f"its passages do not print the time {name}; mend it, or take it out where the text gives none"
        yield Finding(record, message, "date_words", facts.offset(record))
