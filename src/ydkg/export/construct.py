"""Formats of RDF that are one query each: every file in ``queries/exports``, whose header says what it is."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, serialize

from ydkg.collection import QUERIES_DIR, graph_iri
from ydkg.errors import CatalogueError, problem
from ydkg.export.dataset import DCAT, describing, files
from ydkg.export.format import Format
from ydkg.export.rdf import type_nodes
from ydkg.graph.graph import identifier
from ydkg.graph.schema import is_record
from ydkg.graph.sources import text_of
from ydkg.graph.turtle import canonical_turtle
from ydkg.proof.logic.view import shipped_ontology
from ydkg.telling.record import tell_fact
from ydkg.telling.text import Text
from ydkg.vocab import PREFIXES, PROV, RDF, RDFS, XSD, YD, local_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from ydkg.export.format import Contents
    from ydkg.graph.graph import Term
    from ydkg.telling.description import Description

_FOLDER = QUERIES_DIR / "exports"
_LINE = re.compile(r"#\+\s*([a-z-]+)\s*:\s*(.*?)\s*")
_REQUIRED = ("title", "purpose", "purpose-zh", "media-type", "extension", "order")
#: Datatypes whose literals JSON has values for -> what reads them.
_READERS: Mapping[str, Callable[[str], int | bool]] = {
    XSD.integer: int,
    PREFIXES["xsd"] + "nonNegativeInteger": int,
    XSD.boolean: "true".__eq__,
}
_OA = "http://www.w3.org/ns/oa#"
#: How many characters stand around a quotation, to tell it from another of the same words.
_AROUND = 32


def constructed(contents: Contents, query: str, header: Mapping[str, str]) -> bytes:
    """Write what a CONSTRUCT gives: canonical Turtle, expanded JSON-LD, or JSON-LD in the words of a context.

    Its default graph is what is asked by default with what describes the collection. Later pages and judgements, the
    ontology and what the program knows beside the graph it asks by the names of their graphs.
    """
    store = Store()
    store.extend(Quad(each.subject, each.predicate, each.object) for each in contents.described)
    store.extend(quad for quad in contents.quads if isinstance(quad.graph_name, NamedNode))
    for iri, statements in BESIDE.items():
        if f"<{iri}>" in query:
            store.extend(
                Quad(each.subject, each.predicate, each.object, NamedNode(iri)) for each in statements(contents)
            )
    return _answered(store, query, header)


def as_search_engines_read(description: Description) -> dict[str, object]:
    """Describe a data set in schema.org's words, without its graph."""
    store = Store()
    for name, triples in (("description", describing(description)), ("files", files(description))):
        store.extend(Quad(each.subject, each.predicate, each.object, NamedNode(graph_iri(name))) for each in triples)
    document: dict[str, object] = json.loads(_answered(store, *_query(_FOLDER / "schemaorg.rq")))
    return document


def _answered(store: Store, query: str, header: Mapping[str, str]) -> bytes:
    """Write what a query constructs from a store."""
    triples = sorted({_counted(triple) for triple in store.query(query)}, key=str)  # type: ignore[union-attr]
    if header["extension"] == "ttl":
        return canonical_turtle(triples).encode()
    if "context" in header:
        return json.dumps(_Tree(triples, header).document(), ensure_ascii=False, indent=1).encode() + b"\n"
    return type_nodes(serialize(triples, format=RdfFormat.JSON_LD) or b"") + b"\n"


def _counted(triple: Triple) -> Triple:
    """Give a size the datatype that DCAT wants, since the engine knows one kind of whole number."""
    if triple.predicate.value != f"{DCAT}byteSize":
        return triple
    size = Literal(identifier(triple.object).split('"')[1], datatype=NamedNode(f"{PREFIXES['xsd']}nonNegativeInteger"))
    return Triple(triple.subject, triple.predicate, size)


class _Tree:
    """Triples as JSON, each node within those that lead to it, by the names that a context gives them."""

    def __init__(self, triples: Iterable[Triple], header: Mapping[str, str]) -> None:
        self._facts: defaultdict[str, defaultdict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for triple in triples:
            self._facts[identifier(triple.subject)][triple.predicate.value].append(triple.object)
        self._header = header
        self._namespaces = {_namespace(predicate) for facts in self._facts.values() for predicate in facts}
        self._names = dict(pair.split() for pair in header.get("names", "").split(",") if pair)

    def document(self) -> dict[str, object]:
        """Begin with the node of the class that the header calls root."""
        root = NamedNode(self._header["root"])
        beginnings = [iri for iri, facts in self._facts.items() if root in facts.get(RDF.type, ())]
        return {"@context": self._header["context"], **(self._node(beginnings[0], ()) if beginnings else {})}

    def _node(self, iri: str, above: tuple[str, ...]) -> dict[str, object]:
        facts = self._facts[iri]
        node: dict[str, object] = {self._name("@id"): iri}
        if types := facts.get(RDF.type):
            node[self._name("@type")] = self._name(local_name(identifier(types[0])))
        for predicate, terms in facts.items():
            if predicate != RDF.type:
                values = [self._value(term, (*above, iri)) for term in terms]
                values.sort(key=lambda value: isinstance(value, dict))  # what is told in full goes last
                node[self._name(local_name(predicate))] = values if len(values) > 1 else values[0]
        return node

    def _value(self, term: Term, above: tuple[str, ...]) -> object:
        if isinstance(term, NamedNode):
            if term.value in self._facts and term.value not in above:
                return self._node(term.value, above)
            return self._name(local_name(term.value)) if _namespace(term.value) in self._namespaces else term.value
        if not isinstance(term, Literal):
            return identifier(term)
        if term.language:
            return {"@language": term.language, "@value": term.value}
        read = _READERS.get(term.datatype.value)
        return read(term.value) if read else term.value

    def _name(self, local: str) -> str:
        return self._names.get(local, local)


def _namespace(iri: str) -> str:
    return iri.removesuffix(local_name(iri))


def _ontology(_: Contents) -> list[Triple]:
    return shipped_ontology()


def _sentences(contents: Contents) -> Iterator[Triple]:
    """Tell each fact that has evidence in a sentence in both languages; a thing by its name."""
    graph = contents.graph
    for iri in graph.subjects():
        if not graph.values(iri, PROV.wasDerivedFrom) and not graph.values(iri, YD.mentionedIn):
            continue
        fact = RDF.Statement in graph.types(iri) or is_record(graph, iri)
        said = (tell_fact(contents.reading, iri) if fact else None) or contents.reading.naming.name(iri)
        for tag, words in (("en", said.en), ("zh-hans", said.zh)):
            yield Triple(NamedNode(iri), NamedNode(RDFS.label), Literal(words, language=tag))


def _quotations(contents: Contents) -> Iterator[Triple]:
    """Say the words of each passage of a document whose text is at hand, and those around it."""
    graph = contents.graph
    for iri in graph.subjects(YD.Passage):
        start, end = graph.number(iri, YD.start), graph.number(iri, YD.end)
        source = text_of(contents.sources, graph.iri(iri, YD.inDocument))
        if source is None or start is None or end is None:
            continue
        around = source.text[max(0, start - _AROUND) : start], source.text[end : end + _AROUND]
        for name, words in zip(("exact", "prefix", "suffix"), (source.words(start, end), *around), strict=True):
            yield Triple(NamedNode(iri), NamedNode(_OA + name), Literal(words))


#: The graphs that a query may name beside those of the collection -> what they hold.
BESIDE: Mapping[str, Callable[[Contents], Iterable[Triple]]] = {
    "https://w3id.org/ydkg/ontology": _ontology,
    graph_iri("description"): lambda contents: describing(contents.description),
    graph_iri("files"): lambda contents: files(contents.description),
    graph_iri("sentences"): _sentences,
    graph_iri("quotations"): _quotations,
}


def read(path: Path) -> Format:
    """Read a format from its query."""
    query, header = _query(path)
    if missing := next((key for key in _REQUIRED if not header.get(key)), ""):
        said = problem("{where}: the header has no line {line}", where=path.name, line=f"`#+ {missing}: …`")
        raise CatalogueError(said, missing, line=1)
    return Format(
        key=path.stem,
        name=header["title"],
        extension=header["extension"],
        media_type=header["media-type"],
        purpose=Text(header["purpose"], header["purpose-zh"]),
        write=partial(constructed, query=query, header=header),
        order=int(header["order"]),
    )


def _query(path: Path) -> tuple[str, dict[str, str]]:
    """Read a query, and its header."""
    query = path.read_text(encoding="utf-8")
    return query, {match[1]: match[2] for line in query.splitlines() if (match := _LINE.fullmatch(line))}


FORMATS = [read(path) for path in sorted(_FOLDER.glob("*.rq"))]
