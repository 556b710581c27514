"""Passages of rows: which ones a row names, and the sentences around them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Store

from ydkg.vocab import PREFIXES, YD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ydkg.graph.engine import Term
    from ydkg.graph.source import Source

_PASSAGE = re.compile(re.escape(PREFIXES["ydr"]) + r"passage-[a-z0-9-]+")


def passages_in(row: Iterable[Term | None]) -> list[str]:
    """List the passages that a row names, in a column of their own or in a text that lists several.

    Parameters
    ----------
    row : iterable of terms
        Of an answer.

    Returns
    -------
    list of str
        IRIs, each once, in the order of the row; may be empty.
    """
    found: dict[str, None] = {}
    for term in row:
        if isinstance(term, NamedNode | Literal):
            found.update(dict.fromkeys(_PASSAGE.findall(term.value)))
    return list(found)


def span(store: Store, passage: str) -> tuple[str, int, int] | None:
    """Return a passage's document, start and end.

    Parameters
    ----------
    store : pyoxigraph.Store
        The graph.
    passage : str
        Its IRI.

    Returns
    -------
    tuple of str, int, int, or None
        The document's IRI, and code points from 0, end exclusive; None if it is no passage of the graph.
    """
    parts = []
    for predicate in (YD.inDocument, YD.start, YD.end):
        quad = next(store.quads_for_pattern(NamedNode(passage), NamedNode(predicate), None), None)
        if quad is None or not isinstance(quad.object, NamedNode | Literal):
            return None
        parts.append(quad.object.value)
    return parts[0], int(parts[1]), int(parts[2])


def sentences_behind(store: Store, source: Source, passages: Iterable[str]) -> list[tuple[int, int, str]]:
    """Return the sentences around some passages.

    Parameters
    ----------
    store : pyoxigraph.Store
        The graph.
    source : Source
        The document.
    passages : iterable of str
        IRIs; those of other documents are left out.

    Returns
    -------
    list of tuple of int, int, str
        Start, end and words, each sentence once, in the order of the text; may be empty.
    """
    spans = (span(store, passage) for passage in passages)
    found = {source.sentence(at[1], at[2]) for at in spans if at and at[0] == source.document}
    return sorted(found)
