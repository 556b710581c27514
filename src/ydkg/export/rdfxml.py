"""RDF as XML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, RdfFormat, serialize

from ydkg.errors import OutputError, problem
from ydkg.export._format import Format
from ydkg.export._triples import sorted_triples
from ydkg.export._xml import keep_line_ends, refuse_forbidden
from ydkg.vocab import PREFIXES
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

FORMAT = Format(
    name="RDF/XML",
    extension="rdf",
    media_type="application/rdf+xml",
    purpose=translatable("for older tools"),
    carries="rdf",
    order=4,
)


def write(triples: Iterable[Triple]) -> bytes:
    """Write triples as RDF/XML.

    Parameters
    ----------
    triples : iterable of pyoxigraph.Triple

    Returns
    -------
    bytes
        UTF-8, sorted by subject. The same bytes for the same triples.

    Raises
    ------
    OutputError
        If a literal holds a character, or a predicate a name, that XML cannot carry.
    """
    graph = sorted_triples(triples)
    for triple in graph:
        if isinstance(triple.object, Literal):
            refuse_forbidden(triple.object.value)
    names = {triple.predicate.value for triple in graph}
    used = {key: base for key, base in sorted(PREFIXES.items()) if any(name.startswith(base) for name in names)}
    try:
        written = serialize(graph, format=RdfFormat.RDF_XML, prefixes=used) or b""
    except (OSError, ValueError) as error:
        raise OutputError(
            problem("RDF/XML cannot carry this graph ({why}): take turtle, ntriples or jsonld", why=error)
        ) from error
    return keep_line_ends(written)
