"""What a query in ``queries/exports`` constructs, as Turtle, RDF/XML or JSON-LD."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, Triple, serialize

from ydkg.collection import QUERIES_DIR, graph_iri
from ydkg.errors import CatalogueError, problem
from ydkg.export.dataset import DCAT, describing, files
from ydkg.export.format import header_of
from ydkg.export.rdf import in_xml, type_nodes
from ydkg.graph.graph import identifier
from ydkg.graph.sources import text_of
from ydkg.graph.sparql import run
from ydkg.graph.turtle import canonical_turtle
from ydkg.proof.reasoning import shipped_ontology
from ydkg.vocab import PREFIXES, PROV, RDF, RDFS, XSD, YD, local_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from ydkg.export.format import Contents
    from ydkg.graph.graph import Term
    from ydkg.telling.collection import Description

_OA = "http://www.w3.org/ns/oa#"
_COUNT = NamedNode(f"{PREFIXES['xsd']}nonNegativeInteger")
#: How many characters stand around a quotation, to tell it from another of the same words.
_AROUND = 32


def constructed(contents: Contents, path: Path) -> bytes:
    """Write what a CONSTRUCT gives: canonical Turtle, RDF/XML, expanded JSON-LD, or JSON-LD in the words of a context.

    Its default graph is what is asked by default with what describes the collection. Later pages and judgements, the
    ontology and what the program knows beside the graph it asks by the names of their graphs.
    """
    store, query = Store(), path.read_text(encoding="utf-8")
    store.extend(Quad(each.subject, each.predicate, each.object) for each in contents.described)
    store.extend(quad for quad in contents.quads if isinstance(quad.graph_name, NamedNode))
    for iri, statements in GRAPHS.items():
        if f"<{iri}>" in query:
            _add(store, iri, statements(contents))
    return _answer(store, path)


def as_search_engines_read(description: Description) -> dict[str, object]:
    """Describe a data set in schema.org's words, without its graph."""
    store = Store()
    _add(store, graph_iri("description"), describing(description))
    _add(store, graph_iri("files"), files(description))
    document: dict[str, object] = json.loads(_answer(store, QUERIES_DIR / "exports" / "schemaorg.rq"))
    return document


def _add(store: Store, graph: str, triples: Iterable[Triple]) -> None:
    store.extend(Quad(each.subject, each.predicate, each.object, NamedNode(graph)) for each in triples)


def _answer(store: Store, path: Path) -> bytes:
    """Write what a query constructs from a store."""
    query = path.read_text(encoding="utf-8")
    header, result = header_of(query), run(store, query)
    if result.kind != "triples":
        raise CatalogueError(problem("{where}: a format is written by a CONSTRUCT", where=path.name), path.name)
    triples = [Triple(each[0], each[1], _sized(*each[1:])) for each in result.rows]  # type: ignore[arg-type] # as of a CONSTRUCT
    if header["extension"] == "ttl":
        return canonical_turtle(triples).encode()
    if header["media-type"] == "application/rdf+xml":
        return in_xml(sorted(map(_without_genid, triples), key=str))
    if "context" in header:
        return json.dumps(_tree(triples, header), ensure_ascii=False, indent=1).encode() + b"\n"
    return type_nodes(serialize(triples, format=RdfFormat.JSON_LD) or b"") + b"\n"


def _sized(predicate: Term | None, value: Term | None) -> Term | None:
    """Give a size the datatype that DCAT wants, since the engine knows one kind of whole number."""
    if predicate == NamedNode(f"{DCAT}byteSize") and isinstance(value, Literal):
        return Literal(value.value, datatype=_COUNT)
    return value


def _without_genid(triple: Triple) -> Triple:
    """Make a blank node of a subject that has an IRI in its stead.

    W3C, RDF 1.1 Concepts, section 3.5 (replacing blank nodes with IRIs).
    """
    _, genid, name = identifier(triple.subject).partition("/.well-known/genid/")
    return Triple(BlankNode(name), triple.predicate, triple.object) if genid else triple


def _tree(triples: Iterable[Triple], header: Mapping[str, str]) -> dict[str, object]:
    """Nest nodes in those that lead to them, by the names of a context, from the node of the class called root."""
    nodes: defaultdict[str, defaultdict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        nodes[identifier(triple.subject)][triple.predicate.value].append(triple.object)
    namespaces = {_namespace(predicate) for facts in nodes.values() for predicate in facts}
    names = dict(pair.split() for pair in header.get("names", "").split(",") if pair)

    def name(iri: str) -> str:
        return names.get(local_name(iri), local_name(iri))

    def value(term: Term, above: tuple[str, ...]) -> object:
        iri = identifier(term)
        if isinstance(term, Literal):
            return _plain(term)
        if iri in nodes and iri not in above:
            return node(iri, (*above, iri))
        return name(iri) if _namespace(iri) in namespaces else iri

    def node(iri: str, above: tuple[str, ...]) -> dict[str, object]:
        tree: dict[str, object] = {names.get("@id", "@id"): iri}
        facts = nodes[iri]
        for kind in facts.get(RDF.type, ())[:1]:
            tree[names.get("@type", "@type")] = name(identifier(kind))
        for predicate, terms in facts.items():
            if predicate == RDF.type:
                continue
            values = [value(term, above) for term in terms]
            values.sort(key=lambda each: isinstance(each, dict))  # what is told in full goes last
            tree[name(predicate)] = values if len(values) > 1 else values[0]
        return tree

    root = NamedNode(header["root"])
    first = next((iri for iri, facts in nodes.items() if root in facts.get(RDF.type, ())), None)
    return {"@context": header["context"], **(node(first, (first,)) if first else {})}


def _plain(literal: Literal) -> object:
    """Give a literal as JSON has it."""
    if literal.language:
        return {"@language": literal.language, "@value": literal.value}
    if literal.datatype.value == XSD.boolean:
        return literal.value == "true"
    return int(literal.value) if literal.datatype.value == XSD.integer else literal.value


def _namespace(iri: str) -> str:
    return iri.removesuffix(local_name(iri))


def _ontology(_: Contents) -> list[Triple]:
    return list(shipped_ontology())


def _sentences(contents: Contents) -> Iterator[Triple]:
    """Tell each fact that has evidence in a sentence in both languages; a thing by its name."""
    graph = contents.graph
    for iri in graph.subjects():
        if graph.values(iri, PROV.wasDerivedFrom) or graph.values(iri, YD.mentionedIn):
            for tag, words in zip(("en", "zh-hans"), contents.sentence(iri), strict=True):
                yield Triple(NamedNode(iri), NamedNode(RDFS.label), Literal(words, language=tag))


def _quotations(contents: Contents) -> Iterator[Triple]:
    """Say the words of each passage of a document whose text is at hand, and those around it."""
    graph = contents.graph
    for iri in graph.subjects(YD.Passage):
        start, end = graph.number(iri, YD.start), graph.number(iri, YD.end)
        source = text_of(contents.sources, graph.iri(iri, YD.inDocument))
        if source is None or start is None or end is None:
            continue
        quotation = {
            "exact": source.words(start, end),
            "prefix": source.text[max(0, start - _AROUND) : start],
            "suffix": source.text[end : end + _AROUND],
        }
        for name, words in quotation.items():
            yield Triple(NamedNode(iri), NamedNode(_OA + name), Literal(words))


#: The graphs that a query may name beside those of the collection -> what they hold.
GRAPHS: Mapping[str, Callable[[Contents], Iterable[Triple]]] = {
    "https://w3id.org/ydkg/ontology": _ontology,
    graph_iri("description"): lambda contents: describing(contents.description),
    graph_iri("files"): lambda contents: files(contents.description),
    graph_iri("sentences"): _sentences,
    graph_iri("quotations"): _quotations,
}
