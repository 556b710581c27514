"""The ontology as all of ydkg reads it: classes and families, records and how they are drawn, labels of terms."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from pyoxigraph import NamedNode

from ydkg.collection import ONTOLOGY_FILE
from ydkg.graph.graph import Graph, Statement
from ydkg.graph.store import open_store
from ydkg.vocab import FOAF, ORG, OWL, PREFIXES, PROV, QB, RDF, RDFS, SCHEMA, SKOS, YD, local_name, ydr

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping

    from ydkg.graph.graph import Term

Node = TypeVar("Node", bound="Hashable")
#: The classes of records; the ontology says how each is drawn.
RECORDS = frozenset(
    {ORG.Membership, YD.Participation, YD.Observation, YD.Comparison, YD.Milestone, YD.FirstClaim},
)
_NO_ENTITIES = frozenset(map(NamedNode, RECORDS | {QB.Observation, RDF.Statement, YD.Passage}))


class Family(NamedTuple):
    """A family of entities, which are drawn as nodes."""

    key: str  # the short name that nodes carry as ``family``
    label: str  # the family's name in the plural, a text of the catalogue
    root: str  # IRI of the class that every member has, itself or by a subclass
    scheme: str | None = None  # IRI of the concept scheme that a member must be in, where the class alone does not tell


# In the order in which they take a thing: what is infrastructure and place at once (an ecological corridor) was built
# or set up, and is drawn as infrastructure.
FAMILIES: tuple[Family, ...] = (
    Family("person", "People", FOAF.Person),
    Family("organization", "Organisations", ORG.Organization),
    Family("infrastructure", "Infrastructure", YD.Infrastructure),
    Family("place", "Places", YD.Place),
    Family("initiative", "Initiatives", YD.Initiative),
    Family("instrument", "Policy documents", YD.Instrument),
    Family("event", "Events", SCHEMA.Event),
    Family("metric", "Metrics", YD.Metric),
    Family("topic", "Topics", SKOS.Concept, ydr("focus-areas")),
)


class EdgeShape(NamedTuple):
    """The properties of a record class that give the two ends and the name of its edge (IRIs)."""

    source: str
    target: str
    label: str | None


class Schema(NamedTuple):
    """An ontology, read once."""

    terms: Graph  # its triples; what annotates a term is in ``terms.text(term, property, language)``
    above: Mapping[str, frozenset[str]]  # class IRI -> IRIs of all its superclasses, itself included
    edges: Mapping[str, EdgeShape]  # class IRI -> how a record of the class is drawn as an edge
    folds: Mapping[str, str]  # class IRI -> the property that leads from a record to the thing that it is folded into
    annotations: frozenset[str]  # IRIs of the annotation properties

    def joins(self, predicate: str, term: Term, things: Container[object]) -> bool:
        """Tell whether what is said of a thing joins it to another; what only annotates a thing joins nothing."""
        return isinstance(term, NamedNode) and term.value in things and predicate not in self.annotations

    def closure(self, classes: Iterable[str]) -> frozenset[str]:
        """Add all superclasses to some classes; IRIs, those of the classes themselves among them."""
        return frozenset(above for each in classes for above in self.above.get(each, (each,)))

    def kinds(self, classes: Iterable[str]) -> list[str]:
        """Put classes in order by how much they say."""
        ours, vague = PREFIXES["yd"], {PROV.Entity, SKOS.Concept}
        key = {c: (-len(self.above.get(c, (c,))), c in vague, not c.startswith(ours), c) for c in classes}
        return sorted(key, key=key.__getitem__)

    def sharpest(self, classes: Iterable[str], root: str | None = None) -> str | None:
        """Give the class that says most; its IRI; None where there is none."""
        known = self.kinds(c for c in classes if root is None or root in self.above.get(c, (c,)))
        return known[0] if known else None

    def label(self, term: str, language: str = "en") -> str | None:
        """Give the ontology's label of a term."""
        known = self.terms.text(term, RDFS.label, language)
        return known if known or language != "en" else words(term)

    def edge_shape(self, classes: Iterable[str]) -> tuple[str, EdgeShape] | None:
        """Tell how a record is drawn as an edge; the class that says so, and the shape; None where it is not drawn."""
        found = min((each for each in classes if each in self.edges), default=None)
        return (found, self.edges[found]) if found else None

    def fold(self, classes: Iterable[str]) -> tuple[str, str] | None:
        """Tell what a record is folded into."""
        found = min((each for each in classes if each in self.folds), default=None)
        return (found, self.folds[found]) if found else None


def families_of(classes: Iterable[str], schemes: Iterable[str]) -> list[Family]:
    """List the families that a thing belongs to."""
    known, within = frozenset(classes), frozenset(schemes)
    return [each for each in FAMILIES if each.root in known and (each.scheme is None or each.scheme in within)]


def families(graph: Graph, iri: str) -> list[Family]:
    """List the families that a thing of a graph belongs to, by the classes that are written out."""
    return families_of(graph.types(iri), graph.iris(iri, SKOS.inScheme))


def is_entity(graph: Graph, iri: str) -> bool:
    """Tell whether a thing is of one of the families."""
    return bool(families(graph, iri))


def is_record(graph: Graph, iri: str) -> bool:
    """Tell whether a thing is a record, a statement or a passage."""
    return any(quad.object in _NO_ENTITIES for quad in graph.quads(iri, RDF.type))


def statements(graph: Graph) -> Iterator[tuple[str, str, str, str]]:
    """Go through the statements of a graph."""
    parts = (RDF.subject, RDF.predicate, RDF.object)
    for statement in graph.subjects(RDF.Statement):
        subject, predicate, value = (graph.one(statement, part) or "" for part in parts)
        yield statement, subject, predicate, value


def kind(graph: Graph, iri: str) -> str:
    """Say in a word or two what a thing is."""
    schema = shipped_schema()
    sharpest = schema.sharpest(graph.types(iri))
    return (schema.label(sharpest) if sharpest else None) or "thing"


def words(term: str) -> str:
    """Turn the local name of an IRI into words.

    >>> words("http://www.w3.org/ns/org#subOrganizationOf")
    'sub organization of'
    """
    local = local_name(term.rstrip("#/"))
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", local).replace("-", " ").replace("_", " ").lower()


@cache
def shipped_schema() -> Schema:
    """Read the ontology that ships with ydkg, once; empty where the file is missing."""
    return read_schema(ONTOLOGY_FILE if ONTOLOGY_FILE.is_file() else ())


def term_label(iri: str, lang: str = "en") -> str:
    """Give the shipped ontology's label of a term.

    >>> term_label(YD.MoreThan), term_label(YD.MoreThan, "zh")
    ('more than', '超过')
    """
    terms = shipped_schema().terms
    known = terms.text(iri, RDFS.label, "zh-hans") if lang.lower().startswith("zh") else None
    return known or terms.text(iri, RDFS.label) or local_name(iri.rstrip("/"))


def read_schema(ontology: Path | Iterable[Statement]) -> Schema:
    """Read an ontology; classes, labels, and the drawing of records."""
    terms = Graph(open_store([ontology])) if isinstance(ontology, Path) else Graph.from_triples(ontology)
    edges, folds = {}, {}
    for record, _ in terms.pairs(YD.edgeSource):
        source, target = terms.iri(record, YD.edgeSource), terms.iri(record, YD.edgeTarget)
        if source and target:
            edges[record] = EdgeShape(source, target, terms.iri(record, YD.edgeLabel) or None)
    for record, _ in terms.pairs(YD.foldedInto):
        folds[record] = terms.iri(record, YD.foldedInto)
    direct: defaultdict[str, set[str]] = defaultdict(set)
    for kind, parent in terms.pairs(RDFS.subClassOf):
        if isinstance(parent, NamedNode):
            direct[kind].add(parent.value)
    classes = set(terms.subjects()).union(*direct.values())
    above = {kind: frozenset(reached([kind], lambda kind: direct.get(kind, ()))) for kind in sorted(classes)}
    return Schema(terms, above, edges, folds, frozenset(terms.subjects(OWL.AnnotationProperty)))


def reached(start: Iterable[Node], onward: Callable[[Node], Iterable[Node]]) -> set[Node]:
    """Follow steps from some nodes to the end; those at the start among them.

    >>> within = {"city": ["province"], "province": ["country", "city"], "country": []}
    >>> sorted(reached(["city"], within.__getitem__))
    ['city', 'country', 'province']
    """
    nodes = set(start)
    waiting = list(nodes)
    while waiting:
        fresh = set(onward(waiting.pop())) - nodes
        nodes |= fresh
        waiting += fresh
    return nodes
