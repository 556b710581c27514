"""Answers of questions as people call their terms, and as spreadsheets have them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal, InvalidOperation
from functools import cached_property, partial
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode, Store

from ydkg.graph.graph import is_iri
from ydkg.graph.names import form, label
from ydkg.graph.questions import graph_for, terms
from ydkg.graph.schema import is_record, shipped_schema, term_label
from ydkg.graph.sources import is_passage, passages_in
from ydkg.graph.values import written
from ydkg.language.quantity import bound
from ydkg.language.text import Language, translatable
from ydkg.language.units import measure_word, unit_name
from ydkg.telling.row import NUMBERS, WORDS, bound_in, columns_in_others, fraction_in, is_computed, number_in, plain
from ydkg.telling.sources import Library
from ydkg.telling.spreadsheets import Spreadsheet
from ydkg.vocab import PREFIXES, RDFS, UNIT, YD, compact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ydkg.graph.graph import Graph, Term
    from ydkg.graph.header import Column
    from ydkg.graph.outline import Outline
    from ydkg.graph.questions import Question
    from ydkg.graph.sparql import Result, Row
    from ydkg.telling.reading import Reading
    from ydkg.telling.spreadsheets import Cell

    SheetRow = Mapping[str, str]
    #: A heading, and what a row has under it.
    SheetColumn = tuple[str, Callable[[SheetRow], Cell]]


#: Directions in which one value of a metric is better than another.
_BETTER = frozenset((YD.HigherIsBetter, YD.LowerIsBetter))
#: Types of columns whose literals are told by their type.
_WORDED = frozenset(("decimal", "integer", "date", "boolean", "iris"))


class Wording:
    """How the terms of an answer are called in a language."""

    def __init__(
        self,
        graph: Graph,
        language: Language,
        asked: Iterable[str] = (),
        reading: Callable[[], Reading] | None = None,
    ) -> None:
        self.graph = graph
        self.language = language
        self._asked = tuple(asked)
        self._read = reading

    @cached_property
    def _reading(self) -> Reading:
        if self._read:
            return self._read()
        from ydkg.telling.reading import reading_of  # noqa: PLC0415 - few answers have records or directions

        return reading_of(self.graph)

    def name(self, iri: str) -> str:
        """Call a thing, a record, a unit, or a term; empty where neither graph nor ontology has a name for it."""
        chinese, tag = self.language.chinese, self.language.tag
        if chinese and is_record(self.graph, iri):
            from ydkg.telling.record import tell_fact  # noqa: PLC0415 - few answers have records

            if told := tell_fact(self._reading, iri):
                return told.zh
        if chinese and iri.startswith(PREFIXES["unit"]):
            return unit_name(iri, self.language)
        known = label(self.graph, iri, tag, short=True)
        if known is None and iri in shipped_schema().terms:
            known = term_label(iri, tag)
        if known is None and iri == RDFS.label:
            known = self.language.gettext("name")
        return known or ""

    def name_in_row(self, iri: str, label: str, row: Iterable[str]) -> str:
        """Call what stands in a row: in English as its label in the row says, in Chinese as the graph does."""
        if label and not self.language.chinese:
            return label
        # What a term of a row may be said of: the other things of the row, or else what was asked for.
        beside = [other for other in row if other != iri and other.startswith(PREFIXES["ydr"])] or self._asked
        own = self.of_metric(iri, beside)
        if not own and self.language.chinese:
            own = form(self.graph, iri, label, self.language.tag, beside) or ""
        return own or self.name(iri) or label or compact(iri)

    def names(self, iris: str) -> str:
        """Call each of several; listed as the language does."""
        return self.language.listing.join(self.name(iri) or compact(iri) for iri in iris.split())

    def of_metric(self, iri: str, beside: Iterable[str]) -> str:
        """Call a unit or a direction as the metric beside it has it: of a time the shorter is better, not the lower."""
        unit = iri.startswith(PREFIXES["unit"])
        if not unit and iri not in _BETTER:
            return ""
        metric = next((other for other in beside if YD.Metric in self.graph.types(other)), "")
        if unit:
            return unit_name(iri, self.language, measure_word(self.graph, metric))
        if not metric:
            return ""
        from ydkg.telling.chart import DIRECTIONS  # noqa: PLC0415 - few answers have directions

        return self.language.gettext(DIRECTIONS[self._reading.direction(metric)])

    def text(self, text: str) -> str:
        """Give the Chinese of a text where the graph has it: of the name of a thing, or of words of the editors."""
        if not self.language.chinese:
            return text
        if text in WORDS:
            return self.language.gettext(WORDS[text])
        from ydkg.telling.record import chinese_of  # noqa: PLC0415 - English answers do without

        known = label(self.graph, text, "zh", short=True) if is_own(text) else None
        return known or chinese_of(self._reading, text)


def is_own(text: str) -> bool:
    """Tell whether a text is the IRI of a thing or a record, and nothing more."""
    return text.startswith(PREFIXES["ydr"]) and is_iri(text)


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
    graph = graph_for(store, question)
    library = Library(graph)
    library.learn(outlines)
    stands_for = terms(store, question, given).items()
    asked = {name: term.value for name, term in stands_for if isinstance(term, NamedNode)}
    wording = Wording(graph, Language.of(lang), asked.values())
    into_others = columns_in_others(result.columns)
    shown: list[Column] = []
    sources: list[Column] = []
    for at, column in enumerate(question.columns):
        if any(passages_in([row[at]]) for row in result.rows):
            sources += [column] if column.type == "iris" else []
        elif column.name not in into_others:
            shown.append(column)
    rows, places = [], []
    for row in result.rows:
        named, place = dict(zip(result.columns, row, strict=True)), row_sources(library, row, lang, question.columns)
        rows.append(tuple(_cell(wording, column, named, asked) for column in shown))
        # Where passages are, other sources are told in the same place.
        others = place.words or "".join(_cell(wording, column, named, asked) for column in sources)
        places.append(place._replace(words=others))
    return ToldAnswer(tuple(column.label(wording.language.tag) for column in shown), tuple(rows), tuple(places))


def row_sources(library: Library, row: Row, lang: str, columns: Sequence[Column] = ()) -> RowSources:
    """Say where a row is written."""
    passages = passages_in(row)
    lists = (term for term, column in zip(row, columns, strict=False) if column.type == "iris")
    listed = [iri for term in lists if isinstance(term, Literal) for iri in term.value.split()]
    evidence = library.evidence(passages or listed)
    words = library.short(dict.fromkeys([*passages, *listed])).pick(lang) if passages else ""
    return RowSources(words, tuple(filter(None, evidence.addresses)))


def _cell(wording: Wording, column: Column, row: Mapping[str, Term | None], asked: Mapping[str, str]) -> str:
    """Write a term of a row for a person."""
    term, label = row[column.name], written(row.get(f"{column.name}Label"))
    text = column.type not in _WORDED
    if isinstance(term, NamedNode) or (isinstance(term, Literal) and text and is_own(term.value)):
        others = (other.value for other in row.values() if isinstance(other, NamedNode))
        return wording.name_in_row(term.value, label, others)
    if isinstance(term, Literal) and text and wording.language.chinese and column.name != "name":
        return wording.text(term.value)
    if not isinstance(term, Literal) or text:
        return written(term) or label  # what is called something and is no thing is a value
    if column.type == "iris":
        return wording.names(term.value)
    if column.type == "decimal":
        values = {name: value.value for name, value in row.items() if isinstance(value, NamedNode | Literal)}
        return number_in(wording.graph, column.name, {**asked, **values}, wording.language)
    return plain(term.value, column.type, wording.language)


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
    graph: Graph,
    question: Question,
    rows: Sequence[SheetRow],
    lang: str = "en",
    asked: Iterable[str] = (),
    *,
    outlines: Mapping[str, Outline] = MappingProxyType({}),
) -> Spreadsheet:
    """Put an answer into a table for a spreadsheet."""
    wording = Wording(graph, Language.of(lang), asked)
    language, into_others = wording.language, columns_in_others([column.name for column in question.columns])
    things = [column.name for column in question.columns if column.type == "iri"]
    fields: list[SheetColumn] = []
    passages: list[str] = []
    for column in question.columns:
        if any(is_passage(iri) for row in rows for iri in row.get(column.name, "").split()[:1]):
            passages.append(column.name)
        elif column.name not in into_others:
            title = column.label(language.tag)
            fields.append((title, partial(_sheet_cell, wording, column, things)))
            fields += _number_fields(wording, column.name, title, rows) if column.type == "decimal" else []
    if passages:
        library = Library(graph)
        library.learn(outlines)

        def cited(row: SheetRow) -> list[str]:
            return [iri for name in passages for iri in row.get(name, "").split()]

        fields.append((language.gettext("source"), lambda row: library.short(cited(row)).pick(language.tag)))
        fields.append((language.gettext("passages"), lambda row: " ".join(cited(row))))
    title = question.title_zh if language.chinese else question.title
    headings = [heading for heading, _ in fields]
    return Spreadsheet(title or question.title, headings, [[tell(row) for _, tell in fields] for row in rows])


def _number_fields(wording: Wording, name: str, title: str, rows: Iterable[SheetRow]) -> list[SheetColumn]:
    """Give what stands in columns beside a number: its bound, its unit, and a fraction as it is stated."""
    parts, graph, language = NUMBERS.get(name), wording.graph, wording.language
    if parts is None:
        return []

    def bounded(row: SheetRow) -> str:
        if not row.get(name):
            return ""
        change = row[name] if parts.signed else ""
        return bound(bound_in(graph, name, row), language, computed=is_computed(name, row), change=change)

    def unit(row: SheetRow) -> str:
        iri = next((row[other] for other in parts.units if row.get(other)), "") if row.get(name) else ""
        counter = measure_word(graph, row.get("metric", ""))
        return unit_name(iri, language, counter) if iri and iri != UNIT.UNITLESS else ""

    def stated(row: SheetRow) -> str:
        return number_in(graph, name, row, language) if fraction_in(name, row) else ""

    fields: list[SheetColumn] = [(_BOUND, bounded), (_UNIT, unit), (_STATED, stated)]
    return [(language.gettext(heading, title=title), tell) for heading, tell in fields if any(map(tell, rows))]


def _sheet_cell(wording: Wording, column: Column, things: Iterable[str], row: SheetRow) -> Cell:
    """Write a value; what is not of its type, and a number that would fill a page with zeros, stays a text."""
    value, label = row.get(column.name, ""), row.get(f"{column.name}Label", "")
    if column.type == "iri" or (column.type == "string" and is_own(value)):
        return wording.name_in_row(value, label, [row.get(name, "") for name in things]) if value else label
    if column.type == "iris":
        return wording.names(value)
    if column.type == "boolean" and value:
        return plain(value, "boolean", wording.language)
    if column.type not in _READ:
        return wording.text(value) if column.name != "name" else value
    try:
        read = _READ[column.type](value) if value else None
    except (ValueError, InvalidOperation):
        return value
    wide = isinstance(read, Decimal) and read and not (read.is_finite() and abs(read.adjusted()) < _MOST_PLACES)
    return value if wide else read
