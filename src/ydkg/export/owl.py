"""One file for Protégé: ontology and data in OWL 2 DL, the evidence of each statement as an annotation of its axiom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ydkg.export import rdfxml
from ydkg.export._format import Format
from ydkg.graph.canonical import statement_iri
from ydkg.proof.logic.view import DATATYPES, EVIDENCE, annotated, shipped_ontology, text
from ydkg.vocab import DCTERMS, OWL, PREFIXES, RDF, SKOS, XSD, YD
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FORMAT = Format(
    name="OWL",
    extension="owl",
    media_type="application/rdf+xml",
    purpose=translatable("ontology, data and evidence in OWL 2 DL, for Protégé"),
    carries="view",
    order=7,
)
#: The file is an ontology of its own, which holds the one that ships with ydkg and says so by rdfs:isDefinedBy.
IRI = "https://w3id.org/ydkg/owl"
_TITLE = "Ontology and data of a knowledge graph, for reasoners of OWL 2 DL"
_OWL = PREFIXES["owl"]
_TYPE = NamedNode(RDF.type)
_DATE_TIME = NamedNode(PREFIXES["xsd"] + "dateTime")
_HEADER = (OWL.versionInfo, DCTERMS.creator, DCTERMS.license)
#: What is in these namespaces is never declared.
_LANGUAGE = (PREFIXES["rdf"], PREFIXES["rdfs"], PREFIXES["owl"], PREFIXES["xsd"])
_KINDS = frozenset(
    _OWL + name for name in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "Datatype")
)


def write(triples: Iterable[Triple], ontology: Iterable[Triple] | None = None) -> bytes:
    """Write ontology and data as one file in OWL 2 DL.

    Parameters
    ----------
    triples : iterable of pyoxigraph.Triple
        The data, in any order.
    ontology : iterable of pyoxigraph.Triple, optional
        The vocabulary; by default the one that ships with ydkg.

    Returns
    -------
    bytes
        RDF/XML, which every tool of OWL 2 reads. What a statement node says of a triple (its passages or register, its
        confidence, its basis) annotates the triple's axiom. A day is written as its first instant, xsd:dateTime without
        a time zone, since OWL 2 does not know xsd:date; other foreign datatypes become strings. prov:wasDerivedFrom,
        yd:mentionedIn, yd:confidence and yd:basis are annotation properties. A term that the ontology does not declare
        is declared here. The same bytes for the same triples.

    Raises
    ------
    OutputError
        If a literal holds what XML cannot carry.

    References
    ----------
    W3C, OWL 2 Mapping to RDF Graphs, section 2.3 (axiom annotations); OWL 2 Structural Specification, section 4.
    """
    held = frozenset(triples)
    statements = {t.subject for t in held if t.predicate.value == RDF.type and t.object == NamedNode(RDF.Statement)}
    facts = {t for t in held if t.subject not in statements}
    terms = annotated(shipped_ontology() if ontology is None else ontology, EVIDENCE | {YD.confidence, YD.basis})
    content = [*_vocabulary(terms), *map(_known, facts), *_annotations(held, facts)]
    return rdfxml.write([*content, *_declarations(content)])


def _vocabulary(terms: Iterable[Triple]) -> list[Triple]:
    """Return the ontology under the header of the file, which keeps version, creator and licence: one file is one."""
    ontologies = {t.subject for t in terms if t.predicate.value == RDF.type and t.object == NamedNode(OWL.Ontology)}
    file = NamedNode(IRI)
    header = [
        Triple(file, _TYPE, NamedNode(OWL.Ontology)),
        Triple(file, NamedNode(DCTERMS.title), Literal(_TITLE, language="en")),
        *(
            Triple(file, t.predicate, t.object)
            for t in terms
            if t.subject in ontologies and t.predicate.value in _HEADER
        ),
    ]
    # Examples are of the data that ship with the ontology, and of no others.
    return header + [t for t in terms if t.subject not in ontologies and t.predicate.value != SKOS.example]


def _known(triple: Triple) -> Triple:
    """Write a triple's value in a datatype that OWL 2 knows."""
    value = triple.object
    if not isinstance(value, Literal) or value.datatype.value in DATATYPES:
        return triple
    day = value.datatype.value == XSD.date and value.value[-3:-2] == "-"
    written = Literal(f"{value.value}T00:00:00", datatype=_DATE_TIME) if day else Literal(value.value)
    return Triple(triple.subject, triple.predicate, written)


def _annotations(held: Iterable[Triple], facts: Iterable[Triple]) -> Iterator[Triple]:
    """Yield an owl:Axiom for each triple that has a statement node, with what the node says of it."""
    stated = {statement_iri(t): t for t in facts}
    for t in held:
        of = stated.get(text(t.subject))
        if of is None or t.predicate.value in {RDF.type, RDF.subject, RDF.predicate, RDF.object}:
            continue
        axiom = BlankNode(f"axiom-{text(t.subject).rpartition('-')[2]}")
        main = _known(of)
        yield Triple(axiom, _TYPE, NamedNode(_OWL + "Axiom"))
        yield Triple(axiom, NamedNode(_OWL + "annotatedSource"), main.subject)
        yield Triple(axiom, NamedNode(_OWL + "annotatedProperty"), main.predicate)
        yield Triple(axiom, NamedNode(_OWL + "annotatedTarget"), main.object)
        yield Triple(axiom, t.predicate, _known(t).object)


def _declarations(content: Iterable[Triple]) -> Iterator[Triple]:
    """Yield declarations of the classes and properties that are used and not declared."""
    held = list(content)
    declared = {text(t.subject) for t in held if t.predicate.value == RDF.type and text(t.object) in _KINDS}
    used = {(t.predicate.value, OWL.AnnotationProperty) for t in held}
    used |= {(text(t.object), OWL.Class) for t in held if t.predicate.value == RDF.type}
    for iri, kind in sorted(used):
        if iri not in declared and not iri.startswith(_LANGUAGE):
            yield Triple(NamedNode(iri), _TYPE, NamedNode(kind))
