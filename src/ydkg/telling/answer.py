"""Answers of named questions, told: things by name, numbers with bound and unit, and where each row is written."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode, Store

from ydkg.graph.answer import terms
from ydkg.graph.sources import passages_in
from ydkg.graph.store import graph_for
from ydkg.graph.values import written
from ydkg.telling.row import all_called, beside_in_row, called_in_row, in_chinese, is_own
from ydkg.telling.sources import Library
from ydkg.words.language import Language
from ydkg.words.row import columns_in_others, number_in, plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ydkg.graph.graph import Graph, Term
    from ydkg.graph.outline import Outline
    from ydkg.graph.questions import Column, Question
    from ydkg.graph.sparql import Result, Row

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
