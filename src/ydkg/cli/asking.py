"""Asking a named question: what `ydkg query` does once its words are understood."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Store

from ydkg.cli.rows import Linked, shown, visible, write_rows, write_table
from ydkg.graph.table import StoreTable
from ydkg.vocab import PREFIXES, RDFS
from ydkg.words.language import CHINESE, Language
from ydkg.words.row import WORDS, folded, number_in, plain
from ydkg.words.units import unit_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ydkg.graph.catalogue import Question
    from ydkg.graph.engine import Result, Term
    from ydkg.graph.header import Column
    from ydkg.graph.source import Source
    from ydkg.graph.table import Table
    from ydkg.telling.source import Library

_WORDED = frozenset(("decimal", "integer", "date", "boolean", "iris"))


def ask(
    question: Question,
    values: Mapping[str, str | None],
    *,
    layout: str,
    output: str,
    sources: Sequence[str],
    lang: str,
    inferred: bool = False,
    derived: bool = False,
    endpoint: str = "",
) -> None:
    """Answer a question and write the rows, with the sentences behind them where documents are given.

    Parameters
    ----------
    question : Question
    values : mapping of str to str or None
        What a person gave for its parameters.
    layout : str
        One of `ydkg.cli.rows.FORMATS`.
    output : str
        A file, or ``"-"``.
    sources : sequence of str
        Files of documents.
    lang : str
        The language of labels where there is a choice.
    inferred, derived : bool
        Whether to add what follows by the ontology, and by arithmetic.
    endpoint : str
        The address of a SPARQL server to ask; empty for the collection.

    Raises
    ------
    YdkgError
        If something is not as it should be.
    """
    from ydkg.cli.graphs import opened_store  # noqa: PLC0415 - what only describes a question does not need it
    from ydkg.cli.places import texts_of, words_behind  # noqa: PLC0415 - likewise
    from ydkg.graph.answer import answer  # noqa: PLC0415 - likewise
    from ydkg.graph.passages import passages_in  # noqa: PLC0415 - likewise

    store = opened_store(inferred=inferred, derived=derived, endpoint=endpoint)
    documents = texts_of(store, sources)
    given = {name: value for name, value in values.items() if value is not None}
    result = answer(store, question, given, lang)
    _say_defaults(store, question, given, lang)
    if layout == "table":
        write_table(
            *readable(store, question, result, lang), output, notes(store, documents, result), Language.of(lang)
        )
    elif not documents:
        write_rows(result.columns, result.rows, layout, output)
    else:
        table = StoreTable(store)
        rows = [(*row, words_behind(table, documents, passages_in(row))) for row in result.rows]
        write_rows((*result.columns, "sentence"), rows, layout, output)


def _say_defaults(store: Store, question: Question, given: Mapping[str, str], lang: str) -> None:
    """Say on standard error what stands for the parameters that were left out."""
    from ydkg.graph.names import label, resolve  # noqa: PLC0415 - few answers have a thing without its label
    from ydkg.graph.parameters import fitted  # noqa: PLC0415 - likewise

    table, language = StoreTable(store), Language.of(lang)
    for parameter in fitted(table, question).parameters:
        if parameter.name not in given and parameter.default:
            value: str | None = parameter.default
            if parameter.type == "iri":
                value = label(table, resolve(table, parameter.default), lang) or value
            line = language.gettext("{parameter}: {value}, the default", parameter=parameter.name, value=value)
            sys.stderr.write(f"{visible(line)}\n")


def readable(store: Store, question: Question, result: Result, lang: str = "en") -> tuple[list[str], list[list[str]]]:
    """Put an answer into columns and cells that a person reads.

    Parameters
    ----------
    store : pyoxigraph.Store
    question : Question
        What was asked; its columns have titles.
    result : Result
    lang : str

    Returns
    -------
    list of str, list of list of str
        Columns by their titles, and rows × columns: things and terms by name, numbers with bound and unit, days and
        truths in words; in the last column where in the documents that is written, if rows lead there, with the address
        at which a browser marks the words.
    """
    language = Language.of(lang)
    from ydkg.graph.passages import passages_in  # noqa: PLC0415 - what only describes a question does without
    from ydkg.graph.store import with_apart  # noqa: PLC0415 - likewise
    from ydkg.telling.source import Library  # noqa: PLC0415 - likewise

    table = with_apart(store) if question.of_graphs else StoreTable(store)
    library = Library(table)
    where = [_where(library, passages_in(row), lang) for row in result.rows]
    into_others = folded(result.columns)
    kept = [
        column
        for at, column in enumerate(question.columns)
        if column.name not in into_others and not any(passages_in([row[at]]) for row in result.rows)
    ]
    columns = [column.label(language.tag) for column in kept]
    named = [dict(zip(result.columns, row, strict=True)) for row in result.rows]
    cells = [[_cell(table, column, row, language) for column in kept] for row in named]
    if not any(where):
        return columns, cells
    return [*columns, language.gettext("where")], [[*row, told] for row, told in zip(cells, where, strict=True)]


def _where(library: Library, passages: Sequence[str], lang: str) -> Linked:
    """Say where a row is written, with the page of the first document that it leads to."""
    found = library.evidence(passages)
    work = found.works[0][0] if found else None
    held = [passage for place in found.places if place.work == work for passage in place.passages]
    return Linked(library.short(passages).pick(lang), work.lit(held) if work else "")


def _cell(table: Table, column: Column, row: Mapping[str, Term | None], language: Language) -> str:
    """Write a term of a row for a person."""
    term = row[column.name]
    if isinstance(term, NamedNode):
        named, own = row.get(f"{column.name}Label"), _name(table, term.value, language)
        return shown((own or named if language.chinese else named or own) or term)
    if isinstance(term, Literal) and column.type not in _WORDED and language.chinese and column.name != "name":
        return visible(_chinese(table, term.value))
    if not isinstance(term, Literal) or column.type not in _WORDED:
        return shown(term)
    if column.type == "iris":
        return language.listing.join(shown(_name(table, iri, language) or NamedNode(iri)) for iri in term.value.split())
    if column.type == "decimal":
        values = {name: value.value for name, value in row.items() if isinstance(value, NamedNode | Literal)}
        return visible(number_in(table, column.name, values, language))
    return visible(plain(term.value, column.type, language))


def _name(table: Table, iri: str, language: Language) -> Literal | None:
    """Call a term of the ontology, or a thing of the graph; None where neither has a name for it."""
    from ydkg.graph.names import label  # noqa: PLC0415 - few answers have a thing without its label
    from ydkg.graph.schema import is_record, shipped_schema, term_label  # noqa: PLC0415 - likewise

    if language.chinese and is_record(table, iri):
        from ydkg.telling.reading import reading_of  # noqa: PLC0415 - few answers have records
        from ydkg.telling.record import tell_fact  # noqa: PLC0415 - likewise

        if told := tell_fact(reading_of(table), iri):
            return Literal(told.zh)
    if language.chinese and iri.startswith(PREFIXES["unit"]):
        return Literal(unit_name(iri, language))
    known = label(table, iri, language.tag, short=True)
    if known is None and shipped_schema().terms.has(iri):
        known = term_label(iri, language.tag)
    if known is None and iri == RDFS.label:
        known = language.gettext("name")
    return Literal(known) if known else None


def _chinese(table: Table, text: str) -> str:
    """Give the Chinese of a text where the graph has it: of the name of a thing, or of words of the editors."""
    from ydkg.graph.names import label  # noqa: PLC0415 - English answers do without
    from ydkg.telling.reading import reading_of  # noqa: PLC0415 - likewise
    from ydkg.telling.record import chinese_of  # noqa: PLC0415 - likewise

    if text in WORDS:
        return CHINESE.gettext(WORDS[text])
    known = label(table, text, "zh", short=True) if text.startswith(PREFIXES["ydr"]) else None
    return known or chinese_of(reading_of(table), text)


def notes(store: Store, sources: Sequence[Source], result: Result) -> list[list[str]]:
    """Write the sentences behind each row.

    Parameters
    ----------
    store : pyoxigraph.Store
    sources : sequence of Source
        The texts that are at hand.
    result : Result

    Returns
    -------
    list of list of str
        The lines to print under each row: sentences behind their numbers, in the order of the text; none without texts.
    """
    from ydkg.cli.places import quotes  # noqa: PLC0415 - what only describes a question does without
    from ydkg.graph.passages import passages_in  # noqa: PLC0415 - likewise
    from ydkg.telling.source import Library  # noqa: PLC0415 - likewise

    table = StoreTable(store)
    library = Library(table)
    return [quotes(library, table, sources, passages_in(row)) for row in result.rows] if sources else []
