"""Answer a question with nothing but rdflib: QUERY FILE... NAME=IRI..., rows as CSV on stdout."""

import sys
from pathlib import Path

from rdflib import Graph, URIRef

query, *rest = sys.argv[1:]
graph = Graph()
for path in (word for word in rest if "=" not in word):
    graph.parse(path, format="turtle")
bindings = {name: URIRef(iri) for name, iri in (word.split("=", 1) for word in rest if "=" in word)}
answer = graph.query(Path(query).read_text(encoding="utf-8"), initBindings=bindings)
sys.stdout.buffer.write(answer.serialize(format="csv"))
