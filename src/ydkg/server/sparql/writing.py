"""Answers on the wire: rows, truth and triples as bytes, whole or not at all."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    parse_query_results,
    serialize,
)

from ydkg.errors import NotAcceptableError, YdkgError, problem
from ydkg.export.rdf import type_nodes
from ydkg.graph.values import term_as_json
from ydkg.server.limit import Limited, too_large
from ydkg.server.negotiation import with_charset
from ydkg.server.sparql.results import JSON, ROWS, TRIPLES, TURTLE, chosen
from ydkg.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Triple

    from ydkg.graph.sparql import Answer, Result

_NO_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
#: What pyoxigraph writes for a property whose IRI does not end in a name, which no XML parser reads.
_NO_ELEMENT = re.compile(rb'<oxprefix: xmlns:oxprefix="([^"]*)"')


class Written(NamedTuple):
    """An answer as it is sent: its content type, and the whole of it."""

    media_type: str
    body: bytes


def write(answer: Answer, accept: str | None, short: str | None, limit: int) -> Written:
    """Write what a query answered, in the format that the client likes best."""
    if isinstance(answer, QuerySolutions | QueryBoolean):
        media_type = chosen(accept, short, triples=False)
        return Written(with_charset(media_type), _rows(answer, ROWS[media_type], limit))
    media_type = chosen(accept, short, triples=True)
    return Written(with_charset(media_type), write_triples(answer, TRIPLES[media_type], limit))


def write_triples(
    answer: Iterable[Triple], format_: RdfFormat, limit: int, prefixes: Mapping[str, str] = PREFIXES
) -> bytes:
    """Write triples, sorted and each once; in UTF-8; of the same triples without blank nodes the same bytes."""
    keyed = {str(triple): triple for triple in answer}
    keys = sorted(keyed)
    letters = "\n".join(keys) if format_ in {RdfFormat.TURTLE, RdfFormat.RDF_XML} else ""
    used = {prefix: namespace for prefix, namespace in prefixes.items() if f"<{namespace}" in letters}
    ordered = [keyed[key] for key in keys]
    writer = Limited(limit)
    try:
        serialize(ordered, writer, format_, prefixes=used)
    except YdkgError:
        raise
    except (OSError, ValueError) as error:
        words = " ".join(str(error).split())
        said = problem("answer: the engine says: {words}; ask for {instead}", words=words, instead=TURTLE)
        raise NotAcceptableError(said, format_.media_type) from error
    content = writer.getvalue()
    if format_ == RdfFormat.JSON_LD:
        return type_nodes(content)
    return _xml(content, TURTLE) if format_ == RdfFormat.RDF_XML else content


def _rows(answer: QuerySolutions | QueryBoolean, format_: QueryResultsFormat, limit: int) -> bytes:
    writer = Limited(limit)
    answer.serialize(writer, format_)
    content = writer.getvalue()
    return _xml(content, JSON) if format_ == QueryResultsFormat.XML else content


def _xml(content: bytes, instead: str) -> bytes:
    """Refuse what is no XML, and keep carriage returns, which a parser would read as line ends."""
    if found := _NO_ELEMENT.search(content):
        raise _no_xml(problem("<{name}>, which does not end in a name,", name=found[1].decode()), instead)
    if found := _NO_XML.search(content):
        raise _no_xml(problem("the character {code}", code=f"U+{ord(found[0].decode()):04X}"), instead)
    return content.replace(b"\r", b"&#13;")


def _no_xml(what: str, instead: str) -> NotAcceptableError:
    return NotAcceptableError(
        problem("answer: XML cannot carry {what}; ask for {instead}", what=what, instead=instead), what
    )


def write_result(result: Result, layout: str, limit: int) -> Written:
    """Write the rows of a named question; rows in the order of the question."""
    media_type = chosen(None, layout, triples=False)
    bindings = [
        {name: term_as_json(term) for name, term in zip(result.columns, row, strict=True) if term is not None}
        for row in result.rows
    ]
    found = {"head": {"vars": result.columns}, "results": {"bindings": bindings}}
    content = json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()
    if layout != "json":
        answer = parse_query_results(content, QueryResultsFormat.JSON)
        return Written(with_charset(media_type), _rows(answer, ROWS[media_type], limit))
    if len(content) > limit:
        raise too_large(limit)
    return Written(media_type, content)
