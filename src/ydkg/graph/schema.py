"""The ontology as all of ydkg reads it: classes and families, records and how they are drawn, labels of terms."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import NamedNode

from ydkg.assets import ONTOLOGY_FILE
from ydkg.graph.closure import reached
from ydkg.graph.table import MemoryTable, Statement, Table
from ydkg.vocab import FOAF, ORG, OWL, PREFIXES, PROV, QB, RDF, RDFS, SCHEMA, SKOS, YD, local_name, ydr

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from ydkg.graph.table import Term

#: The classes of records; the ontology says how each is drawn.
RECORDS = frozenset(
    {ORG.Membership, YD.Participation, YD.Observation, YD.Comparison, YD.Milestone, YD.FirstClaim},
)
_BESIDE = RECORDS | {QB.Observation, RDF.Statement, YD.Passage}


class Family(NamedTuple):
    """A family of entities, which are drawn as nodes.

    Attributes
    ----------
    key : str
        The short name that nodes carry as ``family``.
    label : str
        The family's name in the plural, a text of the catalogue.
    root : str
        IRI of the class that every member has, itself or by a subclass.
    scheme : str or None
        IRI of the concept scheme that a member must be in, where the class alone does not tell.
    """

    key: str
    label: str
    root: str
    scheme: str | None = None


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
    """An ontology, read once.

    Attributes
    ----------
    terms : Table
        Its triples; what annotates a term is in ``terms.text(term, property, language)``.
    above : mapping of str to frozenset of str
        Class IRI -> IRIs of all its superclasses, itself included.
    edges : mapping of str to EdgeShape
        Class IRI -> how a record of the class is drawn as an edge.
    folds : mapping of str to str
        Class IRI -> the property that leads from a record to the thing that it is folded into.
    annotations : frozenset of str
        IRIs of the annotation properties.
    """

    terms: Table
    above: Mapping[str, frozenset[str]]
    edges: Mapping[str, EdgeShape]
    folds: Mapping[str, str]
    annotations: frozenset[str]

    def joins(self, predicate: str, term: Term, things: Container[object]) -> bool:
        """Tell whether what is said of a thing joins it to another; what only annotates a thing joins nothing.

        Parameters
        ----------
        predicate : str
            IRI of the property.
        term : pyoxigraph term
            The value.
        things : container of str
            IRIs of all things.

        Returns
        -------
        bool
        """
        return isinstance(term, NamedNode) and term.value in things and predicate not in self.annotations

    def closure(self, classes: Iterable[str]) -> frozenset[str]:
        """Add all superclasses to some classes.

        Parameters
        ----------
        classes : iterable of str
            IRIs.

        Returns
        -------
        frozenset of str
            IRIs, those of the classes themselves among them.
        """
        return frozenset(above for each in classes for above in self.above.get(each, (each,)))

    def kinds(self, classes: Iterable[str]) -> list[str]:
        """Put classes in order by how much they say.

        Parameters
        ----------
        classes : iterable of str
            IRIs.

        Returns
        -------
        list of str
            Those with the most superclasses first; among equals entities and concepts, which everything may be, last,
            those of the ontology itself first, then by IRI.
        """
        ours, vague = PREFIXES["yd"], {PROV.Entity, SKOS.Concept}
        key = {c: (-len(self.above.get(c, (c,))), c in vague, not c.startswith(ours), c) for c in classes}
        return sorted(key, key=key.__getitem__)

    def sharpest(self, classes: Iterable[str], root: str | None = None) -> str | None:
        """Give the class that says most.

        Parameters
        ----------
        classes : iterable of str
            IRIs.
        root : str, optional
            Only this class and those below it count.

        Returns
        -------
        str or None
            Its IRI; None where there is none.
        """
        known = self.kinds(c for c in classes if root is None or root in self.above.get(c, (c,)))
        return known[0] if known else None

    def label(self, term: str, language: str = "en") -> str | None:
        """Give the ontology's label of a term.

        Parameters
        ----------
        term : str
            IRI of a class, a property or a value.
        language : str
            A tag, as the ontology has it: ``"en"`` or ``"zh-hans"``.

        Returns
        -------
        str or None
            In English the words of the term's name stand in for a label; in another language nothing does.
        """
        known = self.terms.text(term, RDFS.label, language)
        return known if known or language != "en" else words(term)

    def edge_shape(self, classes: Iterable[str]) -> tuple[str, EdgeShape] | None:
        """Tell how a record is drawn as an edge.

        Parameters
        ----------
        classes : iterable of str
            IRIs of its classes.

        Returns
        -------
        (str, EdgeShape) or None
            The class that says so, and the shape; None where it is not drawn.
        """
        found = min((each for each in classes if each in self.edges), default=None)
        return (found, self.edges[found]) if found else None

    def fold(self, classes: Iterable[str]) -> tuple[str, str] | None:
        """Tell what a record is folded into.

        Parameters
        ----------
        classes : iterable of str
            IRIs of its classes.

        Returns
        -------
        (str, str) or None
            The class that says so, and the property that leads to the thing; None where it is not folded.
        """
        found = min((each for each in classes if each in self.folds), default=None)
        return (found, self.folds[found]) if found else None


def families_of(classes: Iterable[str], schemes: Iterable[str]) -> list[Family]:
    """List the families that a thing belongs to.

    Parameters
    ----------
    classes : iterable of str
        IRIs of the thing's classes, superclasses included.
    schemes : iterable of str
        IRIs of the concept schemes that the thing is in.

    Returns
    -------
    list of Family
        In the order of `FAMILIES`, the first of which it is drawn as; empty for what is never a node.
    """
    known, within = frozenset(classes), frozenset(schemes)
    return [each for each in FAMILIES if each.root in known and (each.scheme is None or each.scheme in within)]


def families(table: Table, iri: str) -> list[Family]:
    """List the families that a thing of a graph belongs to, by the classes that are written out.

    Parameters
    ----------
    table : Table
    iri : str

    Returns
    -------
    list of Family
        As `families_of` gives them.
    """
    return families_of(table.types(iri), table.iris(iri, SKOS.inScheme))


def is_entity(table: Table, iri: str) -> bool:
    """Tell whether a thing is of one of the families.

    Parameters
    ----------
    table : Table
    iri : str

    Returns
    -------
    bool
    """
    return bool(families(table, iri))


def is_record(table: Table, iri: str) -> bool:
    """Tell whether a thing is a record, a statement or a passage.

    Parameters
    ----------
    table : Table
    iri : str

    Returns
    -------
    bool
    """
    return not _BESIDE.isdisjoint(table.types(iri))


def statements(table: Table) -> Iterator[tuple[str, str, str, str]]:
    """Go through the statements of a graph.

    Parameters
    ----------
    table : Table

    Yields
    ------
    str, str, str, str
        IRI, subject, predicate and object, by IRI; empty is what a statement has not, or has several of.
    """
    parts = (RDF.subject, RDF.predicate, RDF.object)
    for statement in table.subjects(RDF.Statement):
        subject, predicate, value = (table.one(statement, part) or "" for part in parts)
        yield statement, subject, predicate, value


def kind(table: Table, iri: str) -> str:
    """Say in a word or two what a thing is.

    Parameters
    ----------
    table : Table
    iri : str

    Returns
    -------
    str
        What the shipped ontology calls the class that says most: ``"municipality"``; ``"thing"`` where there is none.
    """
    schema = shipped_schema()
    sharpest = schema.sharpest(table.types(iri))
    return (schema.label(sharpest) if sharpest else None) or "thing"


def words(term: str) -> str:
    """Turn the local name of an IRI into words.

    Parameters
    ----------
    term : str
        An IRI, or a name alone.

    Returns
    -------
    str
        Its local name in lower case words; a run of capitals stays together.

    Examples
    --------
    >>> words("http://www.w3.org/ns/org#subOrganizationOf")
    'sub organization of'
    """
    local = local_name(term.rstrip("#/"))
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", local).replace("-", " ").replace("_", " ").lower()


@cache
def shipped_schema() -> Schema:
    """Read the ontology that ships with ydkg, once.

    Returns
    -------
    Schema
        Empty where the file is missing.
    """
    return read_schema(ONTOLOGY_FILE if ONTOLOGY_FILE.is_file() else ())


def term_label(iri: str, lang: str = "en") -> str:
    """Give the shipped ontology's label of a term.

    Parameters
    ----------
    iri : str
        A class, property or value.
    lang : str
        A language tag; English where the ontology has no label in it.

    Returns
    -------
    str
        The label, or the last part of the IRI where the ontology has none.

    Examples
    --------
    >>> term_label(YD.MoreThan), term_label(YD.MoreThan, "zh")
    ('more than', '超过')
    """
    terms = shipped_schema().terms
    known = terms.text(iri, RDFS.label, "zh-hans") if lang.lower().startswith("zh") else None
    return known or terms.text(iri, RDFS.label) or local_name(iri.rstrip("/"))


def read_schema(ontology: Path | Iterable[Statement]) -> Schema:
    """Read an ontology.

    Parameters
    ----------
    ontology : pathlib.Path or iterable of triples
        A Turtle file, or its triples.

    Returns
    -------
    Schema
        Classes, labels, and the drawing of records.

    Raises
    ------
    TurtleError
        If the file cannot be read.
    """
    if isinstance(ontology, Path):
        from ydkg.graph.canonical import read_turtle  # noqa: PLC0415 - a plain question does without

        ontology = read_turtle(ontology)
    terms = MemoryTable(ontology)
    edges, folds = {}, {}
    for term in terms.subjects():
        source, target = terms.iris(term, YD.edgeSource), terms.iris(term, YD.edgeTarget)
        if source and target:
            edges[term] = EdgeShape(source[0], target[0], terms.iri(term, YD.edgeLabel) or None)
        if onward := terms.iris(term, YD.foldedInto):
            folds[term] = onward[0]
    direct = {each: terms.iris(each, RDFS.subClassOf) for each in terms.subjects()}
    above = {}
    for each in sorted(set(direct).union(*direct.values())):
        above[each] = frozenset(reached([each], lambda kind: direct.get(kind, ())))
    return Schema(terms, above, edges, folds, frozenset(terms.subjects(OWL.AnnotationProperty)))
