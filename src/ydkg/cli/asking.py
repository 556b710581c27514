"""Asking a named question: what `ydkg query` does once its words are understood."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ydkg.cli.graphs import opened_store
from ydkg.cli.options import spoken
from ydkg.cli.rows import Linked, visible, write_rows, write_table
from ydkg.graph.answer import answer
from ydkg.graph.graph import Graph
from ydkg.graph.names import label, resolve
from ydkg.graph.parameters import fitted, terms
from ydkg.graph.passages import passages_in
from ydkg.graph.source import open_sources
from ydkg.graph.store import table_for
from ydkg.output import write_whole
from ydkg.words.language import Language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pyoxigraph import Store

    from ydkg.graph.catalogue import Question
    from ydkg.graph.engine import Result
    from ydkg.graph.source import Source


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
    purpose: str | None = None,
) -> None:
    """Answer a question and write the rows, with the sentences behind them where documents are given."""
    store = opened_store(inferred=inferred, derived=derived or question.needs == "derived", endpoint=endpoint)
    documents = open_sources(Graph(store), sources)
    given = {name: value for name, value in values.items() if value is not None}
    result = answer(store, question, given, lang)
    table, language = Graph(store), Language.of(lang)
    for parameter in fitted(table, question).parameters:
        if parameter.name not in given and parameter.default:
            value: str | None = parameter.default
            if parameter.type == "iri":
                value = label(table, resolve(table, parameter.default), spoken().tag) or value
            line = spoken().gettext("{parameter}: {value}, the default", parameter=parameter.name, value=value)
            sys.stderr.write(f"{visible(line)}\n")
    if purpose:
        _write_sheet(store, question, given, result, documents, lang=lang, output=output)
    elif layout == "table":
        told, cells, notes = readable(store, question, result, documents, lang=lang, given=given)
        write_table(told, cells, output, notes, language)
    elif not documents:
        write_rows(result.columns, result.rows, layout, output)
    else:
        from ydkg.cli.places import words_behind  # noqa: PLC0415 - rows without sentences do without

        rows = [(*row, words_behind(table, documents, passages_in(row))) for row in result.rows]
        write_rows((*result.columns, "sentence"), rows, layout, output)


def _write_sheet(
    store: Store,
    question: Question,
    given: Mapping[str, str],
    result: Result,
    documents: Sequence[Source],
    *,
    lang: str,
    output: str,
) -> None:
    """Write an answer for a spreadsheet, with the sentences where documents are given."""
    from ydkg.cli.places import words_behind  # noqa: PLC0415 - rows for programs do without
    from ydkg.telling.answersheet import answer_sheet  # noqa: PLC0415 - likewise
    from ydkg.telling.spreadsheet import WRITERS  # noqa: PLC0415 - likewise

    table = table_for(store, question)
    rows = [
        {
            name: getattr(term, "value", str(term))
            for name, term in zip(result.columns, row, strict=True)
            if term is not None
        }
        for row in result.rows
    ]
    asked = [term.value for term in terms(store, question, given).values()]
    sheet = answer_sheet(table, question, rows, Language.of(lang).tag, asked)
    if documents:
        words = [words_behind(Graph(store), documents, passages_in(row)) for row in result.rows]
        heads, cells = sheet.headings, zip(sheet.rows, words, strict=True)
        told = [[*row[:-1], getattr(each, "value", ""), row[-1]] for row, each in cells]
        sheet = sheet._replace(headings=[*heads[:-1], Language.of(lang).gettext("sentence"), heads[-1]], rows=told)
    write_whole(output, WRITERS["xlsx" if output.lower().endswith(".xlsx") else "csv"](sheet))


def readable(
    store: Store, question: Question, result: Result, sources: Sequence[Source], *, lang: str, given: Mapping[str, str]
) -> tuple[list[str], list[list[str]], list[list[str]]]:
    """Put an answer into columns and cells that a person reads, with the sentences behind each row."""
    from ydkg.cli.places import quotes  # noqa: PLC0415 - rows for programs do without
    from ydkg.telling.answer import tell_answer  # noqa: PLC0415 - likewise
    from ydkg.telling.source import Library  # noqa: PLC0415 - likewise

    told, table = tell_answer(store, question, result, lang, given), Graph(store)
    library = Library(table)
    notes = [quotes(library, table, sources, passages_in(row)) for row in result.rows] if sources else []
    columns, cells = list(told.columns), [[*map(visible, row)] for row in told.rows]
    if not any(place.words for place in told.places):
        return columns, cells, notes
    where = (Linked(visible(place.words), next(iter(place.addresses), "")) for place in told.places)
    cells = [[*row, place] for row, place in zip(cells, where, strict=True)]
    return [*columns, Language.of(lang).gettext("source")], cells, notes
