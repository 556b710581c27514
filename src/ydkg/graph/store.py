"""The graph loaded for asking: files in, a pyoxigraph store out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Quad, RdfFormat, Store

from ydkg import assets
from ydkg.graph.damage import turtle_error

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pyoxigraph import Triple


def open_store(files: Iterable[Path | str] | None = None) -> Store:
    """Load Turtle files into one default graph.

    Parameters
    ----------
    files : iterable of Path or str, optional
        By default the data files that ship with ydkg.

    Returns
    -------
    pyoxigraph.Store
        In memory; literals in canonical form, language tags in lower case.

    Raises
    ------
    TurtleError
        If a file cannot be read or is damaged: file, line, and what was expected.
    """
    store = Store()
    for path in assets.DATA_FILES if files is None else files:
        try:
            store.load(path=str(path), format=RdfFormat.TURTLE)
        except (SyntaxError, OSError) as error:
            raise turtle_error(path, error) from error
    return store


def store_of(triples: Iterable[Triple]) -> Store:
    """Put triples into one default graph.

    Parameters
    ----------
    triples : iterable of pyoxigraph.Triple

    Returns
    -------
    pyoxigraph.Store
        In memory; literals in canonical form.
    """
    store = Store()
    store.extend(Quad(*triple) for triple in triples)
    return store
