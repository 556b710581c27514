"""Answer a query with nothing but rdflib: QUERY FILE..., rows as CSV on stdout."""

import sys
from pathlib import Path

from rdflib import Graph

query, *files = sys.argv[1:]
graph = Graph()
for file in files:
    graph.parse(file, format="turtle")
sys.stdout.buffer.write(graph.query(Path(query).read_text(encoding="utf-8")).serialize(format="csv"))
