"""What the ontology says about drawing: class trees, labels, and which records become edges or details."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph

from ydkg.graph.table import MemoryTable, Statement, Table
from ydkg.vocab import RDFS, YD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class EdgeShape(NamedTuple):
    """The properties of a record class that give the two ends and the name of its edge (IRIs)."""

    source: str
    target: str
    label: str | None


@dataclass(frozen=True)
class Schema:
    """The part of an ontology that a network needs.

    Attributes
    ----------
    terms : Table
        The ontology's triples.
    above : mapping of str to frozenset of str
        Class IRI -> IRIs of all its superclasses, itself included.
    edges : mapping of str to EdgeShape
        Class IRI -> how a record of the class is drawn as an edge.
    folds : mapping of str to str
        Class IRI -> the property that leads from a record to the thing that it is folded into.
    """

    terms: Table
    above: Mapping[str, frozenset[str]]
    edges: Mapping[str, EdgeShape]
    folds: Mapping[str, str]

    def closure(self, classes: Iterable[str]) -> frozenset[str]:
        """Add all superclasses to some classes."""
        return frozenset(above for each in classes for above in self.above.get(each, (each,)))

    def sharpest(self, classes: Iterable[str]) -> str | None:
        """Give the class that has the most superclasses; among equals the first by IRI; None if there is none."""
        return min(classes, key=lambda each: (-len(self.above.get(each, (each,))), each), default=None)

    def label(self, term: str, language: str = "en") -> str | None:
        """Give the ontology's label of a term in a language; English falls back to the words of its name."""
        known = self.terms.text(term, RDFS.label, language)
        return known if known or language != "en" else words(term)

    def edge_shape(self, classes: Iterable[str]) -> tuple[str, EdgeShape] | None:
        """Give the class, and the shape, by which a record of these classes is drawn as an edge."""
        return next(((each, self.edges[each]) for each in sorted(classes) if each in self.edges), None)

    def fold(self, classes: Iterable[str]) -> tuple[str, str] | None:
        """Give the class, and the property, by which a record of these classes is folded into a thing."""
        return next(((each, self.folds[each]) for each in sorted(classes) if each in self.folds), None)


def words(term: str) -> str:
    """Turn the local name of an IRI into words.

    Parameters
    ----------
    term : str
        An IRI.

    Returns
    -------
    str
        Its local name in lower case words; a run of capitals stays together.

    Examples
    --------
    >>> words("http://www.w3.org/ns/org#subOrganizationOf")
    'sub organization of'
    """
    local = re.split(r"[#/]", term.rstrip("#/"))[-1]
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", local).replace("-", " ").replace("_", " ").lower()


def plural(term: str) -> str:
    """Name the attribute that lists folded records of a class.

    Parameters
    ----------
    term : str
        IRI of a record class.

    Returns
    -------
    str
        The local name in snake case with an s.

    Examples
    --------
    >>> plural("https://w3id.org/ydkg/ontology#FirstClaim")
    'first_claims'
    """
    return words(term).replace(" ", "_") + "s"


def read_schema(ontology: Path | Iterable[Statement]) -> Schema:
    """Read what a network needs from an ontology.

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
    OSError, SyntaxError
        If the file cannot be read.
    """
    triples = (
        pyoxigraph.parse(path=str(ontology), format=pyoxigraph.RdfFormat.TURTLE)
        if isinstance(ontology, Path)
        else ontology
    )
    terms = MemoryTable(triples)
    return Schema(terms, _above(terms), _edges(terms), _folds(terms))


def _above(terms: Table) -> dict[str, frozenset[str]]:
    """Follow rdfs:subClassOf upwards from every class; circles end where they began."""
    direct = {each: terms.iris(each, RDFS.subClassOf) for each in terms.subjects()}

    def climb(each: str) -> frozenset[str]:
        reached, waiting = {each}, [each]
        while waiting:
            fresh = [parent for parent in direct.get(waiting.pop(), ()) if parent not in reached]
            reached.update(fresh)
            waiting.extend(fresh)
        return frozenset(reached)

    return {each: climb(each) for each in sorted(set(direct).union(*direct.values()))}


def _edges(terms: Table) -> dict[str, EdgeShape]:
    """Collect the classes that say how their records are drawn as edges."""
    shapes = {}
    for each in terms.subjects():
        source, target = terms.iris(each, YD.edgeSource), terms.iris(each, YD.edgeTarget)
        if source and target:
            shapes[each] = EdgeShape(source[0], target[0], next(iter(terms.iris(each, YD.edgeLabel)), None))
    return shapes


def _folds(terms: Table) -> dict[str, str]:
    """Collect the classes whose records are folded into a thing."""
    return {each: found[0] for each in terms.subjects() if (found := terms.iris(each, YD.foldedInto))}
