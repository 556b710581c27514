"""Rows of answers as people read them: a number with its bound and unit in one cell, days and truths in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ydkg.language.days import day
from ydkg.language.quantity import bound, fraction, number, quantity, rank
from ydkg.language.text import ENGLISH, IN_LANGUAGE, Language, translatable
from ydkg.language.units import measure_word
from ydkg.vocab import PROV, UNIT, YD

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ydkg.graph.graph import Graph


class Parts(NamedTuple):
    """Columns that say more of a number: its unit (the nearest first), bound, numerator and denominator.

    And whether it is a change, stated or computed.
    """

    units: tuple[str, ...]
    bound: str
    fraction: tuple[str, str] | None = None
    signed: bool = False
    computed: bool = False


#: Column of a number -> the columns that go into it.
NUMBERS = {
    "value": Parts(("unit",), "bound", ("numerator", "denominator")),
    "other": Parts(("unit",), "otherBound", ("otherNumerator", "otherDenominator")),
    "target": Parts(("targetUnit", "unit"), "targetBound", ("targetNumerator", "targetDenominator")),
    "baseline": Parts(("baselineUnit", "unit"), "baselineBound", ("baselineNumerator", "baselineDenominator")),
    "difference": Parts(("differenceUnit", "unit"), "bound", signed=True, computed=True),
    "relativeChange": Parts(("relativeUnit",), "bound", signed=True, computed=True),
    "statedChange": Parts(("changeUnit",), "changeBound", signed=True),
    "rank": Parts((), "bound"),
}
#: Of a column that is not among them.
_NO_PARTS = Parts((), "")
#: Words that questions write themselves: which way a relation leads, how a passage has a thing, a name's language, what
#: became of a promise.
WORDS = {
    "out": translatable("from it"),
    "in": translatable("to it"),
    "record": translatable("in a record"),
    "named": translatable("named"),
    "described": translatable("described"),
    **IN_LANGUAGE,
    "reached": translatable("reached"),
    "reached in part": translatable("reached in part"),
    "under way": translatable("under way"),
    "no later document says so": translatable("no later document says so"),
    "promised again": translatable("promised again"),
    "in time": translatable("in time"),
    "late": translatable("late"),
    "date passed": translatable("date passed"),
    "open": translatable("open"),
    "no date": translatable("no date"),
}


def columns_in_others(names: Collection[str]) -> frozenset[str]:
    """List the columns that are not shown by themselves, as they go into others.

    >>> sorted(columns_in_others(["metric", "metricLabel", "value", "unit", "bound", "asOf"]))
    ['bound', 'metricLabel', 'unit']
    """
    found = {f"{name}Label" for name in names}
    for name in NUMBERS.keys() & set(names):
        found |= {*NUMBERS[name].units, NUMBERS[name].bound, *(NUMBERS[name].fraction or ())}
    return frozenset(found.intersection(names))


def fraction_in(name: str, row: Mapping[str, str]) -> tuple[str, str] | None:
    """Give numerator and denominator of a number of a row."""
    found = [row[each] for each in NUMBERS.get(name, _NO_PARTS).fraction or () if row.get(each)]
    return (found[0], found[1]) if len(found) > 1 else None


def is_computed(name: str, row: Mapping[str, str]) -> bool:
    """Tell whether a number of a row is computed."""
    return NUMBERS.get(name, _NO_PARTS).computed or row.get("valueStatus") == YD.Derived


def bound_in(table: Graph, name: str, row: Mapping[str, str]) -> str:
    """Give the bound of a number of a row, or the word that is printed before it; an IRI, empty where there is none."""
    bounded = row.get(NUMBERS.get(name, _NO_PARTS).bound, "")
    if bounded != YD.LessThan:
        return bounded
    # No column has the word; the figure does that is read from the same passage.
    for passage in row.get("passage", "").split():
        for figure, _ in table.incoming(passage, PROV.wasDerivedFrom):
            word = table.one(figure, YD.printedAs)
            if word and row[name] in {table.text(figure, YD.value), table.text(figure, YD.statedChange)}:
                return word
    return bounded


def number_in(table: Graph, name: str, row: Mapping[str, str], language: Language = ENGLISH) -> str:
    """Write a number of a row; with bound and unit, a fraction as it is stated, a place in an order as such."""
    parts = NUMBERS.get(name, _NO_PARTS)
    unit = next((row[each] for each in parts.units if row.get(each)), "")
    bounded, metric = bound_in(table, name, row), row.get("metric", "")
    if stated := fraction_in(name, row):
        return fraction(*stated, bounded, language)
    if name == "rank" or (not parts.signed and metric and table.one(metric, YD.measureKind) == YD.Rank):
        said = rank(row[name], language)
        before = bound(bounded, language)
        return said if not before else f"{before}{'' if language.chinese else ' '}{said}"
    counted = unit in {UNIT.NUM, UNIT["NUM-PER-YR"]} and language.chinese and metric
    counter = measure_word(table, metric) if counted else ""
    signed, computed = parts.signed, is_computed(name, row)
    return quantity(row[name], unit, bounded, language, signed=signed, counter=counter, computed=computed)


def plain(value: str, kind: str, language: Language = ENGLISH) -> str:
    """Write any other value of a row; days, truths as yes and no, numbers as people write them; text as it is.

    >>> plain("2024-12-04", "date"), plain("true", "boolean"), plain("12345", "integer")
    ('4 December 2024', 'yes', '12,345')
    """
    if kind == "date":
        return day(value, language)
    if kind == "boolean":
        return language.gettext("yes") if value in {"true", "1"} else language.gettext("no")
    return number(value, language) if kind in {"integer", "decimal"} else value
