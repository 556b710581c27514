"""The view of a graph that a reasoner for OWL 2 DL can read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ydkg.collection import ONTOLOGY_FILE
from ydkg.graph.turtle import read_turtle
from ydkg.vocab import OWL, PREFIXES, PROV, RDF, RDFS, YD

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Object properties of the ontology that only say where a fact comes from; a reasoner has no use of them.
_EVIDENCE = frozenset({PROV.wasDerivedFrom, YD.mentionedIn})
_XSD = PREFIXES["xsd"]
_DATATYPES = """
    decimal integer nonNegativeInteger nonPositiveInteger positiveInteger negativeInteger long int short byte
    unsignedLong unsignedInt unsignedShort unsignedByte double float string normalizedString token language Name NCName
    NMTOKEN boolean hexBinary base64Binary anyURI dateTime dateTimeStamp
"""
#: The datatypes that OWL 2 knows. References: W3C, OWL 2 Structural Specification, section 4.
DATATYPES = frozenset(
    [_XSD + name for name in _DATATYPES.split()]
    + [PREFIXES["rdf"] + name for name in ("langString", "PlainLiteral", "XMLLiteral")]
    + [PREFIXES["owl"] + name for name in ("real", "rational")]
)
#: What OWL 2 takes for an annotation without being told.
_BUILT_IN = frozenset({RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy, OWL.versionInfo})
_IMPORTS = PREFIXES["owl"] + "imports"


def text(term: object) -> str:
    """Return an IRI, a blank node's name, or a literal's lexical form."""
    return str(getattr(term, "value", term))


def shipped_ontology() -> list[Triple]:
    """Read the ontology that ships with ydkg."""
    names: dict[str, BlankNode] = {}

    def named(term: BlankNode) -> BlankNode:
        return names.setdefault(term.value, BlankNode(f"b{len(names):04}"))

    return [
        Triple(
            named(t.subject) if isinstance(t.subject, BlankNode) else t.subject,
            t.predicate,
            named(t.object) if isinstance(t.object, BlankNode) else t.object,
        )
        for t in read_turtle(ONTOLOGY_FILE)
    ]


def annotated(ontology: Iterable[Triple]) -> list[Triple]:
    """Make annotation properties of what leads to evidence."""
    kind = NamedNode(OWL.AnnotationProperty)
    kept = [t for t in ontology if not (t.predicate.value == RDF.type and text(t.subject) in _EVIDENCE)]
    return [*kept, *(Triple(NamedNode(iri), NamedNode(RDF.type), kind) for iri in sorted(_EVIDENCE))]


def annotation_properties(ontology: Iterable[Triple]) -> frozenset[str]:
    """List the annotation properties of a vocabulary, those of OWL 2 itself included; their IRIs."""
    declared = {
        text(t.subject)
        for t in ontology
        if t.predicate.value == RDF.type and t.object == NamedNode(OWL.AnnotationProperty)
    }
    return _BUILT_IN | declared


def logical(triples: Iterable[Triple], annotations: frozenset[str]) -> list[Triple]:
    """Keep what a reasoner draws conclusions from."""
    held = frozenset(triples)
    statements = {t.subject for t in held if t.predicate.value == RDF.type and t.object == NamedNode(RDF.Statement)}
    kept = (
        t
        for t in held
        if t.subject not in statements
        and t.predicate.value not in annotations
        and t.predicate.value != _IMPORTS
        and not (isinstance(t.object, Literal) and t.object.datatype.value not in DATATYPES)
    )
    return sorted(kept, key=str)
