"""Answers of questions as spreadsheets have them: numbers with bound and unit beside them, passages last."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import TYPE_CHECKING

from ydkg.graph.sources import is_passage
from ydkg.telling.row import all_called, beside_in_row, called_in_row, in_chinese, is_own
from ydkg.telling.sources import Library
from ydkg.telling.spreadsheet import Spreadsheet
from ydkg.vocab import UNIT
from ydkg.words.language import Language, translatable
from ydkg.words.quantity import bound
from ydkg.words.row import NUMBERS, columns_in_others, fraction_in, is_computed, number_in, plain
from ydkg.words.units import measure_word, unit_name

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from ydkg.graph.graph import Graph
    from ydkg.graph.outline import Outline
    from ydkg.graph.questions import Column, Question
    from ydkg.telling.spreadsheet import Cell

    Row = Mapping[str, str]
    #: A heading, and what a row has under it.
    SheetColumn = tuple[str, Callable[[Row], Cell]]
_READ: Mapping[str, Callable[[str], Cell]] = {"integer": int, "decimal": Decimal, "date": dt.date.fromisoformat}
#: Digits that a number has at most before its point, or zeros behind it.
_MOST_PLACES = 400
#: What stands beside a number.
_BOUND, _UNIT, _STATED = (
    translatable("{title}, bound"),
    translatable("{title}, unit"),
    translatable("{title}, as stated"),
)


def answer_sheet(
    table: Graph,
    question: Question,
    rows: Sequence[Row],
    lang: str = "en",
    asked: Collection[str] = (),
    *,
    outlines: Mapping[str, Outline] = MappingProxyType({}),
) -> Spreadsheet:
    """Put an answer into a table for a spreadsheet."""
    language, into_others = Language.of(lang), columns_in_others([column.name for column in question.columns])
    passages = {
        column.name
        for column in question.columns
        if any(is_passage(iri) for row in rows for iri in row.get(column.name, "").split()[:1])
    }
    fields: list[SheetColumn] = []

    def beside(row: Row, iri: str) -> list[str]:
        return beside_in_row((row.get(each.name, "") for each in question.columns if each.type == "iri"), iri, asked)

    for column in question.columns:
        if column.name not in into_others and column.name not in passages:
            fields += _fields(table, column, rows, beside, language)
    if passages:
        library = Library(table)
        library.learn(outlines)

        def cited(row: Row) -> list[str]:
            return [iri for name in passages for iri in row.get(name, "").split()]

        fields.append((language.gettext("source"), lambda row: library.short(cited(row)).pick(language.tag)))
        fields.append((language.gettext("passages"), lambda row: " ".join(cited(row))))
    title = question.title_zh if language.chinese else question.title
    headings = [heading for heading, _ in fields]
    return Spreadsheet(title or question.title, headings, [[tell(row) for _, tell in fields] for row in rows])


def _fields(
    table: Graph, column: Column, rows: Iterable[Row], beside: Callable[[Row, str], list[str]], language: Language
) -> list[SheetColumn]:
    """Say what stands in the columns that one of the answer gives."""
    name, title = column.name, column.label(language.tag)
    fields: list[SheetColumn] = [(title, lambda row: _cell(table, column, row, beside, language))]
    parts = NUMBERS.get(name)
    if column.type != "decimal" or parts is None:
        return fields

    def unit(row: Row) -> str:
        iri = next((row[each] for each in parts.units if row.get(each)), "") if row.get(name) else ""
        counter = measure_word(table, row.get("metric", ""))
        return unit_name(iri, language, counter) if iri and iri != UNIT.UNITLESS else ""

    def bounded(row: Row) -> str:
        if not row.get(name):
            return ""
        change = row[name] if parts.signed else ""
        return bound(row.get(parts.bound), language, computed=is_computed(name, row), change=change)

    if any(bounded(row) for row in rows):
        fields.append((language.gettext(_BOUND, title=title), bounded))
    if any(unit(row) for row in rows):
        fields.append((language.gettext(_UNIT, title=title), unit))
    if any(fraction_in(name, row) for row in rows):
        stated = language.gettext(_STATED, title=title)
        fields.append((stated, lambda row: number_in(table, name, row, language) if fraction_in(name, row) else ""))
    return fields


def _cell(table: Graph, column: Column, row: Row, beside: Callable[[Row, str], list[str]], language: Language) -> Cell:
    """Write a value; what is not of its type, and a number that would fill a page with zeros, stays a text."""
    value = row.get(column.name, "")
    if column.type == "iri" or (column.type == "string" and is_own(value)):
        label = row.get(f"{column.name}Label", "")
        return called_in_row(table, value, label, language, beside(row, value)) if value else label
    if column.type == "iris":
        return all_called(table, value, language)
    if column.type in _READ:
        try:
            read = _READ[column.type](value) if value else None
        except (ValueError, InvalidOperation):
            return value
        wide = isinstance(read, Decimal) and read and not (read.is_finite() and abs(read.adjusted()) < _MOST_PLACES)
        return value if wide else read
    if column.type == "boolean" and value:
        return plain(value, "boolean", language)
    return in_chinese(table, value) if language.chinese and column.name != "name" else value
