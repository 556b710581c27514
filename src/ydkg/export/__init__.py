"""Take the graph away: one module a format, found by name."""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, cast

from ydkg.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Triple


class Format(NamedTuple):
    """One format: what it is, its file extension without a dot, and its media type."""

    description: str
    extension: str
    media_type: str


#: The formats that carry every triple.
RDF_FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "turtle": Format("RDF as canonical Turtle, as the data files are written", "ttl", "text/turtle"),
        "ntriples": Format("RDF, one triple a line, sorted", "nt", "application/n-triples"),
        "jsonld": Format("RDF as expanded JSON-LD", "jsonld", "application/ld+json"),
        "rdfxml": Format("RDF as XML", "rdf", "application/rdf+xml"),
    }
)
#: The formats that carry the network of entities; its details are JSON in attributes.
NETWORK_FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "graphml": Format("the network for networkx, Gephi, yEd, Cytoscape", "graphml", "application/graphml+xml"),
        "gexf": Format("the network for Gephi and networkx", "gexf", "application/gexf+xml"),
    }
)
#: The formats that carry a view of the graph, made for one kind of tool.
VIEW_FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "owl": Format("ontology, data and evidence in OWL 2 DL, for Protégé", "owl", "application/rdf+xml"),
        "cube": Format("the figures as an RDF Data Cube, in Turtle", "ttl", "text/turtle"),
    }
)
#: Name -> format, RDF first.
FORMATS: Mapping[str, Format] = MappingProxyType({**RDF_FORMATS, **NETWORK_FORMATS, **VIEW_FORMATS})


def write(name: str, triples: Iterable[Triple] | None = None) -> bytes:
    """Write a graph in one of the formats.

    Parameters
    ----------
    name : str
        A key of `FORMATS`.
    triples : iterable of pyoxigraph.Triple, optional
        The graph; by default the data files that ship with ydkg.

    Returns
    -------
    bytes
        A whole UTF-8 file: the same bytes for the same triples, in whatever order and under any hash seed.

    Raises
    ------
    OutputError
        If there is no such format, or the format cannot carry what the graph holds.
    TurtleError
        If a data file is damaged.

    Examples
    --------
    >>> from pyoxigraph import Literal, NamedNode, Triple
    >>> from ydkg.vocab import RDFS, ydr
    >>> triple = Triple(NamedNode(ydr("shanghai")), NamedNode(RDFS.label), Literal("Shanghai", language="en"))
    >>> print(write("ntriples", [triple]).decode().split()[2])
    "Shanghai"@en
    """
    if name not in FORMATS:
        raise OutputError(f"no format is called {name!r}: take one of {', '.join(FORMATS)}", name)
    module = import_module(f"ydkg.export.{name}")
    return cast("bytes", module.write(_shipped() if triples is None else triples))


def _shipped() -> list[Triple]:
    """Read the data files that ship with ydkg."""
    from ydkg.assets import DATA_FILES  # noqa: PLC0415 - only where no triples are given
    from ydkg.graph.canonical import read_turtle  # noqa: PLC0415 - likewise

    return [triple for path in DATA_FILES for triple in read_turtle(path)]
