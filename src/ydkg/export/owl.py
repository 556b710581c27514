"""One file for Protégé: ontology and data in OWL 2 DL, the evidence of each statement as an annotation of its axiom."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ydkg.export import rdfxml
from ydkg.export._format import Format
from ydkg.proof.logic.view import DATATYPES, EVIDENCE, annotated, shipped_ontology, text
from ydkg.vocab import DCTERMS, OWL, PREFIXES, RDF, SKOS, XSD, YD
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from ydkg.export._sheets import Book
    from ydkg.graph.table import Table, Term

FORMAT = Format(
    name="OWL",
    extension="owl",
    media_type="application/rdf+xml",
    purpose=translatable("ontology, data and evidence in OWL 2 DL, for Protégé"),
    carries="view",
    order=7,
    rows=True,
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


def files(book: Book, folder: Path) -> list[str]:
    """Write ontology and data as one file in OWL 2 DL.

    Parameters
    ----------
    book : Book
    folder : Path

    Returns
    -------
    list of str
        One file: RDF/XML, which every tool of OWL 2 reads. What a statement node says of a triple (its passages or
        register, its confidence, its basis) annotates the triple's axiom. A day is written as its first instant,
        xsd:dateTime without a time zone, since OWL 2 does not know xsd:date; other foreign datatypes become strings.
        prov:wasDerivedFrom, yd:mentionedIn, yd:confidence and yd:basis are annotation properties. A term that the
        ontology does not declare is declared here. The same bytes for the same triples.

    Raises
    ------
    OutputError
        If a literal holds what XML cannot carry.

    References
    ----------
    W3C, OWL 2 Mapping to RDF Graphs, section 2.3 (axiom annotations); OWL 2 Structural Specification, section 4.
    """
    content = _declared(chain(_vocabulary(), _facts(book.desk.table)))
    with (folder / FORMAT.file).open("wb") as file:
        file.writelines(rdfxml.pieces(content, book.desk.ordered))
    return [FORMAT.file]


def _facts(table: Table) -> Iterator[Triple]:
    """Yield the data, with an axiom for each triple that has a statement node."""
    for subject in table.named():
        said = table.of(subject)
        if RDF.Statement in table.types(subject):
            yield from _axiom(table, subject, said)
            continue
        for predicate, terms in said.items():
            yield from (_known(Triple(NamedNode(subject), NamedNode(predicate), term)) for term in terms)


def _vocabulary() -> list[Triple]:
    """Return the ontology under the header of the file, which keeps version, creator and licence: one file is one."""
    terms = annotated(shipped_ontology(), EVIDENCE | {YD.confidence, YD.basis})
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


def _axiom(table: Table, statement: str, said: Mapping[str, Sequence[Term]]) -> Iterator[Triple]:
    """Yield the owl:Axiom of the triple that a statement node names, with what it says; nothing where there is none."""
    subject, predicate = (table.one(statement, part) for part in (RDF.subject, RDF.predicate))
    value = next(iter(table.all(statement, RDF.object)), None)
    if subject is None or predicate is None or value is None or value not in table.all(subject, predicate):
        return
    main = _known(Triple(NamedNode(subject), NamedNode(predicate), value))
    axiom = BlankNode(f"axiom-{statement.rpartition('-')[2]}")
    yield Triple(axiom, _TYPE, NamedNode(_OWL + "Axiom"))
    yield Triple(axiom, NamedNode(_OWL + "annotatedSource"), main.subject)
    yield Triple(axiom, NamedNode(_OWL + "annotatedProperty"), main.predicate)
    yield Triple(axiom, NamedNode(_OWL + "annotatedTarget"), main.object)
    for name in said.keys() - {RDF.type, RDF.subject, RDF.predicate, RDF.object}:
        for term in said[name]:
            yield Triple(axiom, NamedNode(name), _known(Triple(axiom, NamedNode(name), term)).object)


def _declared(content: Iterable[Triple]) -> Iterator[Triple]:
    """Yield what is written, and then declarations of the classes and properties that are used and not declared."""
    declared, used = set(), set()
    for triple in content:
        yield triple
        used.add((triple.predicate.value, OWL.AnnotationProperty))
        if triple.predicate == _TYPE:
            kind = text(triple.object)
            used.add((kind, OWL.Class))
            if kind in _KINDS:
                declared.add(text(triple.subject))
    for iri, kind in sorted(used):
        if iri not in declared and not iri.startswith(_LANGUAGE):
            yield Triple(NamedNode(iri), _TYPE, NamedNode(kind))
