"""RDF as expanded JSON-LD: no context, so nothing to fetch and no number whose letters could change."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, serialize

from ydkg.export._format import Format
from ydkg.export._triples import by_subject
from ydkg.vocab import RDF
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Triple

    from ydkg.graph.sorting import Sorting

FORMAT = Format(
    name="JSON-LD",
    extension="jsonld",
    media_type="application/ld+json",
    purpose=translatable("expanded, without a context to fetch"),
    carries="rdf",
    order=3,
)


def pieces(triples: Iterable[Triple], ordered: Sorting) -> Iterator[bytes]:
    """Write triples as expanded JSON-LD."""
    before = b"["
    for facts in by_subject(triples, ordered):
        yield before + type_nodes(serialize(facts, format=RdfFormat.JSON_LD) or b"")[1:-1]
        before = b","
    yield b"]\n" if before == b"," else b"[]\n"


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
