"""Every triple, or every triple with its graph, in the serialisations of RDF; and what XML can carry."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from pyoxigraph import Literal, RdfFormat, serialize

from ydkg.errors import OutputError, problem
from ydkg.export.format import Format
from ydkg.graph.turtle import canonical_turtle
from ydkg.telling.text import Text
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
    return serialize(quads, format=RdfFormat.TRIG, prefixes=used_prefixes(contents.triples)) or b""


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
        document = serialize(triples, format=RdfFormat.RDF_XML, prefixes=used_prefixes(triples)) or b""
    except ValueError as error:
        said = problem("RDF/XML cannot carry this graph ({why}): take turtle, ntriples or jsonld", why=error)
        raise OutputError(said) from error
    return keep_line_ends(document)


def used_prefixes(triples: Sequence[Triple]) -> dict[str, str]:
    """List the prefixes of the properties that are used; sorted."""
    predicates = {triple.predicate.value for triple in triples}
    return {
        prefix: base
        for prefix, base in sorted(PREFIXES.items())
        if any(predicate.startswith(base) for predicate in predicates)
    }


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


FORMATS = (
    Format(
        key="turtle",
        name="Turtle",
        extension="ttl",
        media_type="text/turtle",
        purpose=Text("as the data files are written; to read and to compare", "与数据文件的写法相同，便于阅读和比较"),
        write=turtle,
        carries="rdf",
        order=1,
    ),
    Format(
        key="ntriples",
        name="N-Triples",
        extension="nt",
        media_type="application/n-triples",
        purpose=Text("one triple a line, sorted; to load", "每行一条三元组，已排序，用于载入"),
        write=ntriples,
        carries="rdf",
        order=2,
    ),
    Format(
        key="nquads",
        name="N-Quads",
        extension="nq",
        media_type="application/n-quads",
        purpose=Text(
            "every triple with the file that it is from, as a graph; to load",
            "每条三元组连同其所属文件（作为命名图），用于载入",
        ),
        write=nquads,
        carries="dataset",
        order=2,
    ),
    Format(
        key="trig",
        name="TriG",
        extension="trig",
        media_type="application/trig",
        purpose=Text(
            "a graph for each document, register and other file; to read",
            "每份来源文件、每个数据源各为一个命名图，便于阅读",
        ),
        write=trig,
        carries="dataset",
        order=2,
    ),
    Format(
        key="jsonld",
        name="JSON-LD",
        extension="jsonld",
        media_type="application/ld+json",
        purpose=Text("expanded, without a context to fetch", "展开形式，无需另行获取上下文"),
        write=jsonld,
        carries="rdf",
        order=3,
    ),
    Format(
        key="rdfxml",
        name="RDF/XML",
        extension="rdf",
        media_type="application/rdf+xml",
        purpose=Text("for older tools", "供较早的工具使用"),
        write=rdfxml,
        carries="rdf",
        order=4,
    ),
)
