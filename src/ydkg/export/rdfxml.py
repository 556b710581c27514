"""RDF as XML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, RdfFormat, Triple, serialize

from ydkg.errors import OutputError
from ydkg.export.markup import keep_line_ends, refuse_forbidden
from ydkg.export.triples import ordered, used_prefixes

if TYPE_CHECKING:
    from collections.abc import Iterable


def write(triples: Iterable[Triple]) -> bytes:
    """Write triples as RDF/XML, sorted by subject; UTF-8.

    Raises
    ------
    OutputError
        If a literal holds a character, or a predicate a name, that XML cannot carry.
    """
    graph = ordered(triples)
    for triple in graph:
        if isinstance(triple.object, Literal):
            refuse_forbidden(triple.object.value)
    try:
        written = serialize(graph, format=RdfFormat.RDF_XML, prefixes=used_prefixes(graph)) or b""
    except (OSError, ValueError) as error:
        raise OutputError(f"RDF/XML cannot carry this graph ({error}): take turtle, ntriples or jsonld") from error
    return keep_line_ends(written)
