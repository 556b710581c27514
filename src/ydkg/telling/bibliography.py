"""Citing from Python and from the command line: a name in, a citation out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ydkg.errors import Listed, ParameterError, UnknownNameError, problem, quoted
from ydkg.graph.answer import as_store
from ydkg.graph.names import resolve
from ydkg.graph.store import with_description
from ydkg.telling.reading import reading_of
from ydkg.telling.reference import citation_of
from ydkg.telling.style import STYLES, write_citation
from ydkg.words.language import Language

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from pyoxigraph import Store
    from rdflib import Graph


def cite(
    name: str,
    style: str = "plain",
    graph: Store | Graph | Path | str | None = None,
    lang: str = "en",
    accessed: date | None = None,
) -> str:
    """Cite a fact or a thing.

    Parameters
    ----------
    name : str
        A name, an IRI, a prefixed name or a slug: of a thing, a record, a statement, a passage or a document.
    style : {"plain", "apa", "gbt7714", "bibtex", "csl-json", "wiki"}
        How it is written.
    graph : pyoxigraph.Store, rdflib.Graph, or path, optional
        What it is in; a path is the folder of a collection. By default the collection that ``YDKG_DATA`` names, else
        the data that ship with ydkg.
    lang : str
        The language of titles and words, such as ``"zh"``.
    accessed : datetime.date, optional
        When its pages were visited, where the style has room for it.

    Returns
    -------
    str
        One line of plain text. In the other styles the entry of the graph first, then the works that state the fact:
        a line each, an entry each for BibTeX and wiki, a list for CSL-JSON.

    Raises
    ------
    UnknownNameError, AmbiguousNameError
        If the name stands for nothing or for several things.
    ParameterError
        If there is no such style.

    Examples
    --------
    >>> import ydkg
    >>> ydkg.cite("China").partition(".")[0]
    'China'
    """
    if style not in STYLES:
        raise ParameterError(
            problem("no style is called {style}: take one of {names}", style=quoted(style), names=Listed(STYLES)), style
        )
    store = as_store(graph)
    table = with_description(store)
    try:
        iri = resolve(table, name)
    except UnknownNameError as unknown:
        table = with_description(store, apart=True)
        try:
            iri = resolve(table, name)  # what only public pages speak of
        except UnknownNameError:
            raise unknown from None
    return write_citation(citation_of(reading_of(table), iri), style, Language.of(lang), accessed)
