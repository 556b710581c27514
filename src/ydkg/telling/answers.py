"""Answers of questions as people call their terms, and as spreadsheets have them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode, Store

from ydkg.graph.answer import terms
from ydkg.graph.graph import is_iri
from ydkg.graph.names import form, label
from ydkg.graph.schema import is_record, shipped_schema, term_label
from ydkg.graph.sources import is_passage, passages_in
from ydkg.graph.store import graph_for
from ydkg.graph.values import written
from ydkg.language.quantity import bound
from ydkg.language.row import NUMBERS, WORDS, columns_in_others, fraction_in, is_computed, number_in, plain
from ydkg.language.text import CHINESE, Language, translatable
from ydkg.language.units import measure_word, unit_name
from ydkg.telling.sources import Library
from ydkg.telling.spreadsheets import Spreadsheet
from ydkg.vocab import PREFIXES, RDFS, UNIT, YD, compact

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from ydkg.graph.graph import Graph, Term
    from ydkg.graph.outline import Outline
    from ydkg.graph.questions import Column, Question
    from ydkg.graph.sparql import Result, Row
    from ydkg.telling.spreadsheets import Cell

    SheetRow = Mapping[str, str]
    #: A heading, and what a row has under it.
    SheetColumn = tuple[str, Callable[[SheetRow], Cell]]


#: Directions in which one value of a metric is better than another.
_BETTER = frozenset((YD.HigherIsBetter, YD.LowerIsBetter))


def _called(table: Graph, iri: str, language: Language) -> str:
    """Call a thing, a record, a unit, or a term; empty where neither graph nor ontology has a name for it."""
    if language.chinese and is_record(table, iri):
        from ydkg.telling.reading import reading_of  # noqa: PLC0415 - few answers have records
        from ydkg.telling.record import tell_fact  # noqa: PLC0415 - likewise

        if told := tell_fact(reading_of(table), iri):
            return told.zh
    if language.chinese and iri.startswith(PREFIXES["unit"]):
        return unit_name(iri, language)
    known = label(table, iri, language.tag, short=True)
    if known is None and iri in shipped_schema().terms:
        known = term_label(iri, language.tag)
    if known is None and iri == RDFS.label:
        known = language.gettext("name")
    return known or ""


def is_own(text: str) -> bool:
    """Tell whether a text is the IRI of a thing or a record, and nothing more."""
    return text.startswith(PREFIXES["ydr"]) and is_iri(text)


def called_in_row(table: Graph, iri: str, label: str, language: Language, beside: Collection[str] = ()) -> str:
    """Call what stands in a row: in English as its label in the row says, in Chinese as the graph does."""
    own = of_metric(table, iri, language, beside)
    own = own or (language.chinese and form(table, iri, label, language.tag, beside)) or _called(table, iri, language)
    return (own or label if language.chinese else label or own) or compact(iri)


def of_metric(table: Graph, iri: str, language: Language, beside: Collection[str]) -> str:
    """Call a unit or a direction as the metric beside it has it: of a time the shorter is better, not the lower."""
    unit = iri.startswith(PREFIXES["unit"])
    metric = ""
    if unit or iri in _BETTER:
        metric = next((each for each in beside if YD.Metric in table.types(each)), "")
    if unit:
        return unit_name(iri, language, measure_word(table, metric))
    if not metric:
        return ""
    from ydkg.telling.chart import DIRECTIONS  # noqa: PLC0415 - few answers have directions
    from ydkg.telling.reading import reading_of  # noqa: PLC0415 - likewise

    return language.gettext(DIRECTIONS[reading_of(table).direction(metric)])


def all_called(table: Graph, iris: str, language: Language) -> str:
    """Call each of several; names, listed as the language does."""
    return language.listing.join(_called(table, iri, language) or compact(iri) for iri in iris.split())


def in_chinese(table: Graph, text: str) -> str:
    """Give the Chinese of a text where the graph has it: of the name of a thing, or of words of the editors."""
    from ydkg.telling.reading import reading_of  # noqa: PLC0415 - English answers do without
    from ydkg.telling.record import chinese_of  # noqa: PLC0415 - likewise

    if text in WORDS:
        return CHINESE.gettext(WORDS[text])
    known = label(table, text, "zh", short=True) if text.startswith(PREFIXES["ydr"]) else None
    return known or chinese_of(reading_of(table), text)


def beside_in_row(row: Iterable[str], iri: str, asked: Iterable[str]) -> list[str]:
    """List what a term of a row may be said of: the other things of the row, or else what was asked for."""
    return [each for each in row if each != iri and each.startswith(PREFIXES["ydr"])] or list(asked)


_WORDED = frozenset(("decimal", "integer", "date", "boolean", "iris"))


class RowSources(NamedTuple):
    """Where a row is written, in words, and the public address of each work that has a passage, words marked.

    Of a row that only registers support there are no words: its cells name them.
    """

    words: str
    addresses: tuple[str, ...]


class ToldAnswer(NamedTuple):
    """An answer in words: titles of columns, but those whose words stand in others; rows × columns; a place a row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    places: tuple[RowSources, ...]


def tell_answer(
    store: Store,
    question: Question,
    result: Result,
    lang: str = "en",
    given: Mapping[str, object] = MappingProxyType({}),
    *,
    outlines: Mapping[str, Outline] = MappingProxyType({}),
) -> ToldAnswer:
    """Tell what a named question answered."""
    language = Language.of(lang)
    table = graph_for(store, question)
    library = Library(table)
    library.learn(outlines)
    asked = {name: term.value for name, term in terms(store, question, given).items() if isinstance(term, NamedNode)}
    into_others = columns_in_others(result.columns)
    kept = [
        column
        for at, column in enumerate(question.columns)
        if column.name not in into_others and not any(passages_in([row[at]]) for row in result.rows)
    ]
    # Where passages are, other sources are told in the same place.
    sources = [column for column in question.columns if column.type == "iris" and column not in kept]
    named = [dict(zip(result.columns, row, strict=True)) for row in result.rows]
    places = [row_sources(library, row, lang, question.columns) for row in result.rows]
    return ToldAnswer(
        tuple(column.label(language.tag) for column in kept),
        tuple(tuple(_cell(table, column, row, language, asked) for column in kept) for row in named),
        tuple(
            place
            if place.words
            else place._replace(words="".join(_cell(table, column, row, language, asked) for column in sources))
            for row, place in zip(named, places, strict=True)
        ),
    )


def row_sources(library: Library, row: Row, lang: str, columns: Sequence[Column] = ()) -> RowSources:
    """Say where a row is written."""
    passages = passages_in(row)
    lists = (term for term, column in zip(row, columns, strict=False) if column.type == "iris")
    listed = [iri for term in lists if isinstance(term, Literal) for iri in term.value.split()]
    found = library.evidence(passages or listed)
    words = library.short(dict.fromkeys([*passages, *listed])).pick(lang) if passages else ""
    addresses = (
        work.lit(passage for place in found.places if place.work == work for passage in place.passages)
        for work, _, _ in found.works
    )
    return RowSources(words, tuple(filter(None, addresses)))


def _cell(
    table: Graph, column: Column, row: Mapping[str, Term | None], language: Language, asked: Mapping[str, str]
) -> str:
    """Write a term of a row for a person."""
    term, label = row[column.name], written(row.get(f"{column.name}Label"))
    text = column.type not in _WORDED
    if isinstance(term, NamedNode) or (isinstance(term, Literal) and text and is_own(term.value)):
        beside = beside_in_row(
            (each.value for each in row.values() if isinstance(each, NamedNode)), term.value, asked.values()
        )
        return called_in_row(table, term.value, label, language, beside)
    if isinstance(term, Literal) and text and language.chinese and column.name != "name":
        return in_chinese(table, term.value)
    if not isinstance(term, Literal) or text:
        return written(term) or label  # what is called something and is no thing is a value
    if column.type == "iris":
        return all_called(table, term.value, language)
    if column.type == "decimal":
        values = {name: value.value for name, value in row.items() if isinstance(value, NamedNode | Literal)}
        return number_in(table, column.name, {**asked, **values}, language)
    return plain(term.value, column.type, language)


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
    rows: Sequence[SheetRow],
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

    def beside(row: SheetRow, iri: str) -> list[str]:
        return beside_in_row((row.get(each.name, "") for each in question.columns if each.type == "iri"), iri, asked)

    for column in question.columns:
        if column.name not in into_others and column.name not in passages:
            fields += _fields(table, column, rows, beside, language)
    if passages:
        library = Library(table)
        library.learn(outlines)

        def cited(row: SheetRow) -> list[str]:
            return [iri for name in passages for iri in row.get(name, "").split()]

        fields.append((language.gettext("source"), lambda row: library.short(cited(row)).pick(language.tag)))
        fields.append((language.gettext("passages"), lambda row: " ".join(cited(row))))
    title = question.title_zh if language.chinese else question.title
    headings = [heading for heading, _ in fields]
    return Spreadsheet(title or question.title, headings, [[tell(row) for _, tell in fields] for row in rows])


def _fields(
    table: Graph,
    column: Column,
    rows: Iterable[SheetRow],
    beside: Callable[[SheetRow, str], list[str]],
    language: Language,
) -> list[SheetColumn]:
    """Say what stands in the columns that one of the answer gives."""
    name, title = column.name, column.label(language.tag)
    fields: list[SheetColumn] = [(title, lambda row: _sheet_cell(table, column, row, beside, language))]
    parts = NUMBERS.get(name)
    if column.type != "decimal" or parts is None:
        return fields

    def unit(row: SheetRow) -> str:
        iri = next((row[each] for each in parts.units if row.get(each)), "") if row.get(name) else ""
        counter = measure_word(table, row.get("metric", ""))
        return unit_name(iri, language, counter) if iri and iri != UNIT.UNITLESS else ""

    def bounded(row: SheetRow) -> str:
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


def _sheet_cell(
    table: Graph, column: Column, row: SheetRow, beside: Callable[[SheetRow, str], list[str]], language: Language
) -> Cell:
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
