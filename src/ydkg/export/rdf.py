"""Every triple, or every triple with its graph, in the serialisations of RDF; and what XML can carry."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from pyoxigraph import Literal, RdfFormat, serialize

from ydkg.errors import OutputError, problem
from ydkg.graph.turtle import canonical_turtle
from ydkg.vocab import PREFIXES, RDF

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyoxigraph import Triple

    from ydkg.export.format import Contents

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def turtle(contents: Contents) -> bytes:
    """Write triples in the canonical form of the data files."""
    return canonical_turtle(contents.triples).encode()


def ntriples(contents: Contents) -> bytes:
    """Write triples a line each, sorted by letters."""
    return serialize(contents.triples, format=RdfFormat.N_TRIPLES) or b""


def nquads(contents: Contents) -> bytes:
    """Write quads a line each, sorted by letters."""
    return serialize(contents.quads, format=RdfFormat.N_QUADS) or b""


def trig(contents: Contents) -> bytes:
    """Write quads graph by graph."""
    quads = sorted(contents.quads, key=lambda quad: str(quad.graph_name))
    return serialize(quads, format=RdfFormat.TRIG, prefixes=PREFIXES) or b""


def jsonld(contents: Contents) -> bytes:
    """Write triples as expanded JSON-LD, without a context to fetch and with numbers in their letters."""
    return type_nodes(serialize(contents.triples, format=RdfFormat.JSON_LD) or b"") + b"\n"


def type_nodes(content: bytes) -> bytes:
    """Say the classes of nodes by ``@type``, where frames and tools look for them; pyoxigraph writes rdf:type.

    >>> node = '[{"@id": "a:b", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type": [{"@id": "a:C"}]}]'
    >>> type_nodes(node.encode())
    b'[{"@id":"a:b","@type":["a:C"]}]'
    """
    nodes = json.loads(content)
    for position, node in enumerate(nodes):
        types = node.get(RDF.type, ())
        if types and all("@id" in value for value in types):
            rest = {key: value for key, value in node.items() if key not in {"@id", RDF.type}}
            nodes[position] = {"@id": node["@id"], "@type": [value["@id"] for value in types], **rest}
    return json.dumps(nodes, ensure_ascii=False, separators=(",", ":")).encode()


def rdfxml(contents: Contents) -> bytes:
    """Write triples as RDF/XML."""
    return in_xml(contents.triples)


def in_xml(triples: Sequence[Triple]) -> bytes:
    """Write triples, in their order, as RDF/XML."""
    for triple in triples:
        if isinstance(triple.object, Literal):
            refuse_forbidden(triple.object.value)
    try:
        document = serialize(triples, format=RdfFormat.RDF_XML, prefixes=PREFIXES) or b""
    except ValueError as error:
        said = problem("RDF/XML cannot carry this graph ({why}): take turtle, ntriples or jsonld", why=error)
        raise OutputError(said) from error
    return keep_line_ends(document)


def refuse_forbidden(text: str) -> None:
    """Refuse text that XML cannot hold in any spelling."""
    if found := _FORBIDDEN.search(text):
        said = problem(
            "XML cannot carry {code}, which stands in {text}: take turtle, ntriples or jsonld",
            code=f"U+{ord(found[0]):04X}",
            text=repr(text[:60]),
        )
        raise OutputError(said, text)


def keep_line_ends(document: bytes) -> bytes:
    """Spell carriage returns as references, since every XML reader turns a bare one into a line feed."""
    return document.replace(b"\r", b"&#13;")
