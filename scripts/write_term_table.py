"""Write ontology/README.md, the table of the ontology's terms, from ontology/ydkg.ttl."""

from __future__ import annotations

from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef

ROOT = Path(__file__).resolve().parents[1]
ONTOLOGY = ROOT / "ontology" / "ydkg.ttl"
README = ROOT / "ontology" / "README.md"
YD = Namespace("https://w3id.org/ydkg/ontology#")
_HEAD = """\
# The ontology

`ydkg.ttl` is the vocabulary, written by hand: one block a term, with labels in English and Chinese, a definition, and a
domain and range or the reason why there is none. Namespace `https://w3id.org/ydkg/ontology#`, prefix `yd:`.
`align/` maps its terms to those of other vocabularies.

This table is generated: after a change of `ydkg.ttl` run `python scripts/write_term_table.py`; a test keeps it current.
"""


def term_table(ontology: Path = ONTOLOGY) -> str:
    """Return the README's text: a table of classes, of properties, and of named values, each sorted by name."""
    graph = Graph().parse(ontology)
    terms = sorted({t for t in graph.subjects() if isinstance(t, URIRef) and t in YD})
    parts = [_HEAD]
    for title, columns, chosen in (
        ("Classes", ("below",), lambda t: (t, RDF.type, OWL.Class) in graph),
        ("Properties", ("from", "to"), lambda t: any(str(k).endswith("Property") for k in graph.objects(t, RDF.type))),
        ("Values", ("of",), lambda t: (t, RDF.type, OWL.NamedIndividual) in graph),
    ):
        rows = [_row(graph, t, title) for t in terms if chosen(t)]
        head = ["term", "中文", *columns, "meaning"]
        parts.append(f"## {title} ({len(rows)})\n")
        parts.append("\n".join([_line(head), _line("---" for _ in head), *(_line(row) for row in rows)]) + "\n")
    return "\n".join(parts)


def _row(graph: Graph, term: URIRef, title: str) -> list[str]:
    labels = {label.language: str(label) for label in graph.objects(term, RDFS.label)}
    name = f"`yd:{term.removeprefix(YD)}`<br>{labels['en']}"
    predicates = {
        "Classes": (RDFS.subClassOf,),
        "Properties": (RDFS.domain, RDFS.range),
        "Values": (RDF.type,),
    }[title]
    cells = [
        ", ".join(sorted(_short(graph, o) for o in graph.objects(term, p) if o != OWL.NamedIndividual))
        for p in predicates
    ]
    definitions = {text.language: str(text) for text in graph.objects(term, SKOS.definition)}
    return [name, labels["zh-hans"], *cells, definitions["en"]]


def _short(graph: Graph, iri: URIRef) -> str:
    return f"`{graph.namespace_manager.qname(iri)}`"


def _line(cells: object) -> str:
    return "| " + " | ".join(cells) + " |"  # type: ignore[arg-type]


if __name__ == "__main__":
    README.write_text(term_table(), encoding="utf-8")
