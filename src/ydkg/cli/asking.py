"""Asking a named question: what `ydkg query` does once its words are understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, Store

from ydkg.cli.rows import shown, visible, write_rows, write_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ydkg.graph.catalogue import Question
    from ydkg.graph.engine import Result, Row
    from ydkg.graph.source import Source


def ask(
    question: Question,
    values: Mapping[str, str | None],
    *,
    layout: str,
    output: str,
    source: str | None,
    lang: str,
    inferred: bool = False,
    derived: bool = False,
) -> None:
    """Answer a question and write the rows, with the sentences behind them where the document is given.

    Parameters
    ----------
    question : Question
        The question.
    values : mapping of str to str or None
        What a person gave for its parameters.
    layout : str
        One of `ydkg.cli.rows.FORMATS`.
    output : str
        A file, or ``"-"``.
    source : str or None
        The document's file.
    lang : str
        The language of labels where there is a choice.
    inferred, derived : bool
        Whether to add what follows by the ontology, and by arithmetic.

    Raises
    ------
    YdkgError
        If something is not as it should be.
    """
    from ydkg.cli.graphs import shipped_store  # noqa: PLC0415 - what only describes a question does not need it
    from ydkg.graph.answer import answer  # noqa: PLC0415 - likewise

    store = shipped_store(inferred=inferred, derived=derived)
    document = source_of(store, source)
    given = {name: value for name, value in values.items() if value is not None}
    result = answer(store, question, given, lang)
    if layout == "table":
        write_table(*readable(store, result), output, notes(store, document, result) if document else ())
    elif document is None:
        write_rows(result.columns, result.rows, layout, output)
    else:
        words = [" ".join(words for _, _, words in found) for found in _sentences(store, document, result)]
        rows = [(*row, Literal(text) if text else None) for row, text in zip(result.rows, words, strict=True)]
        write_rows((*result.columns, "sentence"), rows, layout, output)


def readable(store: Store, result: Result) -> tuple[list[str], list[list[str]]]:
    """Put an answer into columns and cells that a person reads.

    Parameters
    ----------
    store : pyoxigraph.Store
        The graph.
    result : Result
        The answer.

    Returns
    -------
    list of str, list of list of str
        Columns, and rows × columns: a thing by its label alone where there is one; in the last column, ``where``, the
        positions in the document that the row leads to, if rows lead to any.
    """
    from ydkg.graph.passages import passages_in, span  # noqa: PLC0415 - what only describes a question does without
    from ydkg.graph.table import StoreTable  # noqa: PLC0415 - likewise

    table = StoreTable(store)

    def positions(row: Row) -> str:
        spans = [span(table, passage) for passage in passages_in(row)]
        return ", ".join(f"{at[1]}-{at[2]}" for at in spans if at)

    where = [positions(row) for row in result.rows]
    kept = [
        at
        for at, column in enumerate(result.columns)
        if f"{column}Label" not in result.columns and not any(passages_in([row[at]]) for row in result.rows)
    ]
    columns = [result.columns[at] for at in kept]
    cells = [[shown(row[at]) for at in kept] for row in result.rows]
    if not any(where):
        return columns, cells
    return [*columns, "where"], [[*row, told] for row, told in zip(cells, where, strict=True)]


def _sentences(store: Store, document: Source, result: Result) -> list[list[tuple[int, int, str]]]:
    from ydkg.graph.passages import passages_in, sentences_behind  # noqa: PLC0415 - only with a document
    from ydkg.graph.table import StoreTable  # noqa: PLC0415 - likewise

    table = StoreTable(store)
    return [sentences_behind(table, document, passages_in(row)) for row in result.rows]


def notes(store: Store, document: Source, result: Result) -> list[list[str]]:
    """Write the sentences behind each row.

    Parameters
    ----------
    store : pyoxigraph.Store
        The graph.
    document : Source
        The document.
    result : Result
        The answer.

    Returns
    -------
    list of list of str
        The lines to print under each row: sentences with their positions, in the order of the document.
    """
    found = _sentences(store, document, result)
    return [[f"[{start}-{end}] {visible(words)}" for start, end, words in sentences] for sentences in found]


def source_of(store: Store, path: str | None) -> Source | None:
    """Open the document where one is given.

    Parameters
    ----------
    store : pyoxigraph.Store
        The graph.
    path : str or None
        The document's file.

    Returns
    -------
    Source or None
        The document, seen to be the graph's.

    Raises
    ------
    SourceError
        If the file cannot be read or is another one.
    """
    if path is None:
        return None
    from ydkg.graph.source import open_source  # noqa: PLC0415 - few calls need it
    from ydkg.graph.table import StoreTable  # noqa: PLC0415 - likewise

    return open_source(StoreTable(store), path)
