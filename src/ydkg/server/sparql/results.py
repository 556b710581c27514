"""The formats of answers: which there are for rows and truth, and for triples, and which one a client gets."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from pyoxigraph import QueryResultsFormat, RdfFormat

from ydkg.errors import Listed, NotAcceptableError, problem, quoted
from ydkg.export import RDF_FORMATS
from ydkg.server.negotiation import accepted

if TYPE_CHECKING:
    from collections.abc import Mapping

JSON, XML, CSV, TSV = (
    each.media_type.partition(";")[0]
    for each in (QueryResultsFormat.JSON, QueryResultsFormat.XML, QueryResultsFormat.CSV, QueryResultsFormat.TSV)
)
TURTLE, N_TRIPLES, JSON_LD, RDF_XML = (
    RDF_FORMATS[each].media_type for each in ("turtle", "ntriples", "jsonld", "rdfxml")
)
#: Media type -> format of SELECT and ASK, the favourite first; after the fourth come names that clients use instead.
ROWS: Mapping[str, QueryResultsFormat] = MappingProxyType(
    {
        JSON: QueryResultsFormat.JSON,
        XML: QueryResultsFormat.XML,
        CSV: QueryResultsFormat.CSV,
        TSV: QueryResultsFormat.TSV,
        "application/json": QueryResultsFormat.JSON,
        "application/xml": QueryResultsFormat.XML,
        "text/xml": QueryResultsFormat.XML,
    }
)
#: Media type -> format of CONSTRUCT and DESCRIBE, likewise; a Turtle file is an N3 file.
TRIPLES: Mapping[str, RdfFormat] = MappingProxyType(
    {
        TURTLE: RdfFormat.TURTLE,
        N_TRIPLES: RdfFormat.N_TRIPLES,
        JSON_LD: RdfFormat.JSON_LD,
        RDF_XML: RdfFormat.RDF_XML,
        "text/n3": RdfFormat.TURTLE,
        "text/plain": RdfFormat.N_TRIPLES,
        "application/json": RdfFormat.JSON_LD,
        "application/xml": RdfFormat.RDF_XML,
        "text/xml": RdfFormat.RDF_XML,
    }
)
_PROPER = 4
#: Extension of a file of rows -> its format.
ROW_FILES: Mapping[str, QueryResultsFormat] = MappingProxyType(
    {
        "csv": QueryResultsFormat.CSV,
        "tsv": QueryResultsFormat.TSV,
        "json": QueryResultsFormat.JSON,
        "xml": QueryResultsFormat.XML,
    }
)
#: What ``format=`` may say in an address -> media type for rows and for triples, None where there is none.
SHORT: Mapping[str, tuple[str | None, str | None]] = MappingProxyType(
    {
        "json": (JSON, JSON_LD),
        "xml": (XML, RDF_XML),
        "csv": (CSV, None),
        "tsv": (TSV, None),
        "turtle": (None, TURTLE),
        "nt": (None, N_TRIPLES),
        "jsonld": (None, JSON_LD),
        "rdf": (None, RDF_XML),
    }
)


def chosen(accept: str | None, short: str | None = None, *, triples: bool) -> str:
    """Choose the media type of an answer; a key of `TRIPLES` or of `ROWS`.

    >>> chosen("application/n-triples;q=0.5, text/turtle;q=0.4", triples=True)
    'application/n-triples'
    >>> chosen("text/turtle", triples=False)
    Traceback (most recent call last):
    ydkg.errors.NotAcceptableError: Accept: 'text/turtle' accepts none of the formats of rows and truth: \
application/sparql-results+json, application/sparql-results+xml, text/csv, text/tab-separated-values
    """
    offers = tuple(TRIPLES if triples else ROWS)
    named = short is not None and short in SHORT
    found = SHORT[short][1 if triples else 0] if named else accepted(accept, offers)  # type: ignore[index]
    if found is None:
        asked = f"format={short}" if named else f"Accept: {quoted(accept or '')}"
        there = Listed(offers[:_PROPER])
        said = (
            problem("{asked} accepts none of the formats of triples: {there}", asked=asked, there=there)
            if triples
            else problem("{asked} accepts none of the formats of rows and truth: {there}", asked=asked, there=there)
        )
        raise NotAcceptableError(said, accept)
    return found
