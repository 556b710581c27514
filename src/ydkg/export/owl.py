"""One file for Protégé: ontology and data in OWL 2 DL, the evidence of each statement as an annotation of its axiom."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ydkg.export.dataset import DESCRIBING, licensed, said
from ydkg.export.rdf import in_xml
from ydkg.graph.turtle import about
from ydkg.proof.logic.view import DATATYPES, EVIDENCE, annotated, shipped_ontology, text
from ydkg.vocab import DCTERMS, OWL, PREFIXES, RDF, SKOS, XSD, YD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ydkg.export.format import Contents
    from ydkg.graph.graph import Graph, Term

_OWL = PREFIXES["owl"]
_TYPE = NamedNode(RDF.type)
_DATE_TIME = NamedNode(PREFIXES["xsd"] + "dateTime")
#: What is in these namespaces is never declared.
_LANGUAGE = (PREFIXES["rdf"], PREFIXES["rdfs"], PREFIXES["owl"], PREFIXES["xsd"])
_KINDS = frozenset(
    _OWL + name for name in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "Datatype")
)


def ontology(contents: Contents) -> bytes:
    """Write ontology and data as one file in OWL 2 DL.

    RDF/XML, which every tool of OWL 2 reads. What a statement node says of a triple (its passages or register, its
    confidence, its basis) annotates the triple's axiom. A day is written as its first instant, xsd:dateTime without a
    time zone, since OWL 2 does not know xsd:date; other foreign datatypes become strings. prov:wasDerivedFrom,
    yd:mentionedIn, yd:confidence and yd:basis are annotation properties. A term that the ontology does not declare is
    declared here.

    W3C, OWL 2 Mapping to RDF Graphs, section 2.3 (axiom annotations); OWL 2 Structural Specification, section 4.
    """
    described = contents.description
    # The file is an ontology of its own, with title, creator and licence of the data.
    header = about(
        described.part("owl"),
        (RDF.type, OWL.Ontology),
        *said(DCTERMS.title, described.title),
        *(said(DCTERMS.creator, described.creator) if described.creator else ()),
        *licensed(described),
    )
    # The terms of the ontology lead to it by rdfs:isDefinedBy; its own header is left out, since one file is one
    # ontology, and its examples, which are of the data that ship with it, and of no others.
    terms = annotated(shipped_ontology(), EVIDENCE | {YD.confidence, YD.basis})
    apart = {t.subject for t in terms if t.predicate.value == RDF.type and t.object == NamedNode(OWL.Ontology)}
    vocabulary = (t for t in terms if t.subject not in apart and t.predicate.value != SKOS.example)
    triples = _declared(chain(header, vocabulary, _facts(contents.graph)))
    return in_xml(sorted(set(triples), key=str))


def _facts(graph: Graph) -> Iterator[Triple]:
    """Yield the data, with an axiom for each triple that has a statement node."""
    for subject in graph.subjects():
        types, stated = graph.types(subject), graph.properties(subject)
        if RDF.Statement not in types:
            if DESCRIBING.isdisjoint(types):
                plain = ((name, _value(term)) for name, terms in stated.items() for term in terms)
                yield from about(subject, *plain)
            continue
        of, predicate = (graph.one(subject, part) for part in (RDF.subject, RDF.predicate))
        value = next(iter(graph.objects(subject, RDF.object)), None)
        if of is None or predicate is None or value is None or value not in graph.objects(of, predicate):
            continue
        axiom = BlankNode(f"axiom-{subject.rpartition('-')[2]}")
        yield Triple(axiom, _TYPE, NamedNode(_OWL + "Axiom"))
        yield Triple(axiom, NamedNode(_OWL + "annotatedSource"), NamedNode(of))
        yield Triple(axiom, NamedNode(_OWL + "annotatedProperty"), NamedNode(predicate))
        yield Triple(axiom, NamedNode(_OWL + "annotatedTarget"), _value(value))
        for name in stated.keys() - {RDF.type, RDF.subject, RDF.predicate, RDF.object}:
            yield from (Triple(axiom, NamedNode(name), _value(term)) for term in stated[name])


def _value(term: Term) -> Term:
    """Give a value in a datatype that OWL 2 knows."""
    if not isinstance(term, Literal) or term.datatype.value in DATATYPES:
        return term
    day = term.datatype.value == XSD.date and term.value[-3:-2] == "-"
    return Literal(f"{term.value}T00:00:00", datatype=_DATE_TIME) if day else Literal(term.value)


def _declared(content: Iterable[Triple]) -> Iterator[Triple]:
    """Yield what is written, and then declarations of the classes and properties that are used and not declared."""
    declared, used = set(), set()
    for triple in content:
        yield triple
        used.add((triple.predicate.value, OWL.AnnotationProperty))
        if triple.predicate == _TYPE and isinstance(triple.object, NamedNode):
            kind = triple.object.value
            used.add((kind, OWL.Class))
            if kind in _KINDS:
                declared.add(text(triple.subject))
    for iri, kind in sorted(used):
        if iri not in declared and not iri.startswith(_LANGUAGE):
            yield Triple(NamedNode(iri), _TYPE, NamedNode(kind))
