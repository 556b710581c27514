"""Each fact as a nanopublication: what is asserted, what states it, who published it under which licence."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import Literal, NamedNode, Quad

from ydkg.export import trig
from ydkg.export._dataset import licensed
from ydkg.export._format import Format
from ydkg.graph.schema import is_record
from ydkg.graph.triples import about
from ydkg.telling.description import describe_collection
from ydkg.vocab import DCTERMS, PREFIXES, PROV, RDF, SKOS, XSD, YD
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ydkg.export._sheets import TableSet
    from ydkg.graph.graph import Graph, Term

FORMAT = Format(
    name="Nanopublications",
    extension="trig",
    media_type="application/trig",
    purpose=translatable("each fact with its evidence and its publisher, under a name that proves it; in TriG"),
    carries="view",
    order=12,
    titled=True,
)
_NP = "http://www.nanopub.org/nschema#"
#: Graph, subject and predicate by IRI, and an object: an IRI or a literal.
Draft: TypeAlias = tuple[str, str, str, str | Literal]
#: Stands for the name of a nanopublication until it is known: a space, which no IRI has; in its code it stands so.
_OWN = " "
_HEAD, _ASSERTION, _PROVENANCE, _PUBLICATION = (
    f"{_OWN}#{part}" for part in ("Head", "assertion", "provenance", "pubinfo")
)
#: What is said of a fact and not by it.
_ABOUT_FACTS = frozenset((PROV.wasDerivedFrom, YD.confidence, SKOS.editorialNote, SKOS.note))


def write(tables: TableSet, path: Path) -> None:
    """Write a nanopublication for each fact that has evidence.

    TriG in UTF-8, four graphs for each statement and each record, sorted by name.

    Nanopublication Guidelines, https://nanopub.net/guidelines/working_draft/; trusty URIs, https://trustyuri.net.
    """
    table = tables.graph.table
    described = describe_collection(table)
    # What is the same for all.
    makers, base = described.part("id/contributors"), described.part("np/")
    shared: list[Draft] = [(_PUBLICATION, _OWN, DCTERMS.isPartOf, described.iri)]
    shared += [(_PUBLICATION, _OWN, predicate, _object(term)) for predicate, term in licensed(described)]
    if described.creator:
        name = Literal(described.creator.en, language="en")
        shared.append((_PUBLICATION, _OWN, DCTERMS.creator, makers))
        shared.append((_PUBLICATION, makers, f"{PREFIXES['foaf']}name", name))
    if described.issued:
        day = Literal(described.issued, datatype=NamedNode(XSD.date))
        shared.append((_PUBLICATION, _OWN, f"{PREFIXES['dcterms']}created", day))
    quads = (quad for fact in tables.graph.subjects() for quad in _nanopub(table, fact, base, shared))
    with path.open("wb") as file:
        file.writelines(trig.pieces(quads, tables.graph.ordered))


def _nanopub(table: Graph, fact: str, base: str, shared: list[Draft]) -> list[Quad]:
    """Make the four graphs of a fact, whose name begins so; none where it is no fact, or nothing states it."""
    # The triple that a statement states, or what a record says.
    asserted: list[tuple[str, str, str | Literal]] = []
    if table.is_a(fact, RDF.Statement):
        subjects, predicates = table.iris(fact, RDF.subject), table.iris(fact, RDF.predicate)
        if len(subjects) == len(predicates) == 1:
            asserted = [(subjects[0], predicates[0], _object(term)) for term in table.objects(fact, RDF.object)]
    elif is_record(table, fact):
        said = (
            (predicate, terms) for predicate, terms in table.properties(fact).items() if predicate not in _ABOUT_FACTS
        )
        asserted = [(fact, predicate, _object(term)) for predicate, terms in said for term in terms]
    if not asserted or not table.iris(fact, PROV.wasDerivedFrom):
        return []
    drafts: list[Draft] = [
        (_HEAD, _OWN, RDF.type, f"{_NP}Nanopublication"),
        (_HEAD, _OWN, f"{_NP}hasAssertion", _ASSERTION),
        (_HEAD, _OWN, f"{_NP}hasProvenance", _PROVENANCE),
        (_HEAD, _OWN, f"{_NP}hasPublicationInfo", _PUBLICATION),
        *((_ASSERTION, *each) for each in asserted),
        *(
            (_PROVENANCE, _ASSERTION, each, _object(term))
            for each in _ABOUT_FACTS
            for term in table.objects(fact, each)
        ),
        # Where the passages are that state it.
        *(
            (_PROVENANCE, passage, predicate, _object(term))
            for passage in table.iris(fact, PROV.wasDerivedFrom)
            if table.is_a(passage, YD.Passage)
            for predicate, terms in table.properties(passage).items()
            for term in terms
        ),
        (_PUBLICATION, _OWN, f"{PREFIXES['foaf']}primaryTopic", fact),
        *shared,
    ]
    code = _artifact_code(_under(draft, base + _OWN) for draft in drafts)
    return [
        Quad(triple.subject, triple.predicate, triple.object, NamedNode(graph))
        for graph, subject, predicate, value in (_under(draft, base + code) for draft in drafts)
        for triple in about(subject, (predicate, value))
    ]


def _object(term: Term) -> str | Literal:
    return term if isinstance(term, Literal) else getattr(term, "value", str(term))


def _under(draft: Draft, name: str) -> Draft:
    """Put the name of a nanopublication where it is wanted."""
    graph, subject, predicate, value = draft
    named = value.replace(_OWN, name) if isinstance(value, str) else value
    return graph.replace(_OWN, name), subject.replace(_OWN, name), predicate, named


def _artifact_code(quads: Iterable[Draft]) -> str:
    """Compute ``RA`` and 43 characters: the SHA-256 of the normal form of quads without blank nodes, in any order.

    Kuhn and Dumontier, Trusty URIs, ESWC 2014; https://trustyuri.net, specification of module RA.

    >>> _artifact_code([("a: #g", "a: ", "a:p", "a:o")])
    'RAPFC-3LU7tQ3JMp-dkkzQvSRxoyK7GKJDiYqAkkMFPts'
    """

    def order(quad: Draft) -> tuple[object, ...]:
        """Sort by IRIs, IRIs before literals, and these by letters, datatype and language."""
        *names, value = quad
        if isinstance(value, str):
            return (*names, False, value)
        return (*names, True, value.value, "" if value.language else value.datatype.value, value.language or "")

    def letters(value: str | Literal) -> str:
        if isinstance(value, str):
            return value
        kind = f"@{value.language.lower()}" if value.language else f"^{value.datatype.value}"
        return kind + " " + value.value.replace("\\", "\\\\").replace("\n", "\\n")

    normal = "".join(f"{each}\n" for quad in sorted(set(quads), key=order) for each in (*quad[:3], letters(quad[3])))
    return "RA" + urlsafe_b64encode(sha256(normal.encode()).digest()).decode().rstrip("=")
