"""Where facts are written, for a line of text or a row: positions in documents, and the sentences there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal

from ydkg.cli.rows import visible
from ydkg.graph.passages import sentences_behind, span
from ydkg.graph.source import documents_of, open_sources
from ydkg.graph.table import StoreTable
from ydkg.vocab import YD, compact

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pyoxigraph import Store

    from ydkg.graph.source import Source
    from ydkg.graph.table import Table


def texts_of(store: Store, files: Sequence[str]) -> tuple[Source, ...]:
    """Read the documents that are given.

    Parameters
    ----------
    store : pyoxigraph.Store
        The graph, which knows them by their digests.
    files : sequence of str

    Returns
    -------
    tuple of Source
        Empty where none is given.

    Raises
    ------
    SourceError
        If a file cannot be read or is no document of the graph.
    """
    return open_sources(StoreTable(store), files) if files else ()


def positions(table: Table, passages: Iterable[str], lang: str = "en") -> list[str]:
    """Say where passages stand.

    Parameters
    ----------
    table : Table
    passages : iterable of str
        IRIs; what is no passage is left out.
    lang : str
        The language of the documents' names.

    Returns
    -------
    list of str
        In the order of the text, by document: its name stands before its first position where the graph has several.
        Then the pages that are only cited, by name.
    """
    iris = list(passages)
    spans = sorted(at for at in (span(table, passage) for passage in iris) if at)
    names, told = _names(table, lang), []
    for document, start, end in spans:
        told.append(f"{names.pop(document, '')}{start}-{end}")
    pages = {page for iri in iris if YD.Citation in table.types(iri) for page in table.iris(iri, YD.inDocument)}
    from ydkg.graph.names import label  # noqa: PLC0415 - most answers cite no page

    return told + sorted(visible(label(table, page, lang) or compact(page)) for page in pages)


def quotes(table: Table, sources: Sequence[Source], passages: Iterable[str]) -> list[str]:
    """Write the sentences behind passages.

    Parameters
    ----------
    table : Table
    sources : sequence of Source
        The texts that are at hand.
    passages : iterable of str
        IRIs.

    Returns
    -------
    list of str
        A line each, with its position before it, in the order of the text.
    """
    names = _names(table, "en") if sources else {}
    found = sentences_behind(table, sources, passages) if sources else ()
    return [f"[{names.get(each.document, '')}{each.start}-{each.end}] {visible(each.words)}" for each in found]


def words_behind(table: Table, sources: Sequence[Source], passages: Iterable[str]) -> Literal | None:
    """Give the sentences behind passages as one value of a row.

    Parameters
    ----------
    table : Table
    sources : sequence of Source
        The texts that are at hand.
    passages : iterable of str
        IRIs.

    Returns
    -------
    pyoxigraph.Literal or None
        None where there are none.
    """
    text = " ".join(each.words for each in sentences_behind(table, sources, passages))
    return Literal(text) if text else None


def _names(table: Table, lang: str) -> dict[str, str]:
    """Call each document, where there are several."""
    documents = [each for each in documents_of(table) if not table.values(each, YD.pageKind)]
    if len(documents) < 2:  # noqa: PLR2004 - of one it is known which is meant
        return {}
    from ydkg.graph.names import label  # noqa: PLC0415 - most graphs have one document

    return {iri: f"{visible(label(table, iri, lang, short=True) or compact(iri))} " for iri in documents}
