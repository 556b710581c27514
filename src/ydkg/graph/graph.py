"""The graph inside: triples of a store, in memory or on disk, looked up by subject, by object and by class."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias, cast

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from ydkg.errors import UnknownNameError, problem, quoted
from ydkg.vocab import PREFIXES, RDF, RDFS, expand, ydr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pyoxigraph import QuerySolutions

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
#: What a graph is read from: triples, or the quads of a store.
Statement: TypeAlias = Triple | Quad

#: Digits of a whole number: Python reads no more than 4,300.
_LONGEST = 4_000
#: Subjects whose properties are remembered.
_MOST = 20_000
_PLAIN = (NamedNode, Literal)


class Graph:
    """Some graphs of a store, read as one; all is named by IRI, blank nodes by ``_:id``.

    Whatever comes as a sequence is in an order that no hash seed changes: terms by their N-Triples form, the rest by
    IRI. What a graph does not have comes as an empty sequence or None. Literals are as the store has them, in canonical
    form. A store must not change while it is read.
    """

    def __init__(
        self, store: Store | None = None, graphs: Sequence[NamedNode | DefaultGraph] = (DefaultGraph(),)
    ) -> None:
        self.store = Store() if store is None else store
        self.graphs = tuple(graphs)
        self._properties: dict[str, Mapping[str, Sequence[Term]]] = {}

    @classmethod
    def from_triples(cls, triples: Iterable[Statement]) -> Graph:
        """Hold triples in memory, or those of quads."""
        graph = cls()
        graph.store.extend(Quad(each.subject, each.predicate, each.object) for each in triples)
        return graph

    def __getitem__(self, name: str) -> Entity:
        iri = expand(name) or (name if is_iri(name) else ydr(name))
        if iri not in self:
            raise UnknownNameError(problem("nothing in the graph is called {name}", name=quoted(name)), name)
        return Entity(self, iri)

    def __contains__(self, wanted: object) -> bool:
        if isinstance(wanted, Triple):
            return any(
                Quad(wanted.subject, wanted.predicate, wanted.object, graph) in self.store for graph in self.graphs
            )
        return isinstance(wanted, str) and next(self.quads(wanted), None) is not None

    def __len__(self) -> int:
        [[count]] = self.select("SELECT (COUNT(*) AS ?triples) { ?subject ?predicate ?object }")
        return int(count.value)

    def subjects(self, kind: str | None = None) -> list[str]:
        """List the subjects that have an IRI, of a class or all; IRIs, sorted."""
        if kind is None:
            return self._distinct("?subject ?predicate ?object")
        return self._distinct(f"?subject a {NamedNode(kind)}")

    def properties(self, subject: str) -> Mapping[str, Sequence[Term]]:
        """Collect all that is said of a subject; predicate IRI -> objects, each once; predicates sorted."""
        known = self._properties  # another thread may begin anew
        if subject not in known:
            predicates: defaultdict[str, list[Term]] = defaultdict(list)
            for quad in self.quads(subject):
                predicates[quad.predicate.value].append(quad.object)
            if len(known) >= _MOST:
                known = self._properties = {}
            known[subject] = {predicate: sorted_terms(objects) for predicate, objects in sorted(predicates.items())}
        return known[subject]

    def incoming(self, thing: str | Literal, predicate: str | None = None) -> list[tuple[str, str]]:
        """List what leads to a thing, or has a literal; subject and predicate of each triple, sorted."""
        return sorted({(identifier(quad.subject), quad.predicate.value) for quad in self.quads(None, predicate, thing)})

    def shared(self, one: str, other: str) -> list[str]:
        """List what leads to two things; IRIs, sorted."""
        return self._distinct(f"?subject ?one {node(one)} ; ?other {node(other)}")

    def pairs(self, predicate: str) -> Iterator[tuple[str, Term]]:
        """Go through all triples of a predicate; subject and object, in no order."""
        return ((identifier(quad.subject), quad.object) for quad in self.quads(None, predicate))

    def objects(self, subject: str, predicate: str) -> Sequence[Term]:
        """List the objects that a subject has for a predicate; each once."""
        known = self._properties.get(subject)
        if known is None:
            known = self.properties(subject)
        return known.get(predicate, ())

    def targets(self, predicate: str) -> list[str]:
        """List the things that a predicate leads to; IRIs, sorted."""
        return self._distinct(f"?other {NamedNode(predicate)} ?subject")

    def mentions(self, iri: str) -> bool:
        """Tell whether an IRI stands in a triple, as subject, predicate or object."""
        return any(
            next(quads, None) is not None
            for quads in (self.quads(iri), self.quads(predicate=iri), self.quads(thing=iri))
        )

    def values(self, subject: str, predicate: str) -> list[str]:
        """List the values that a subject has for a predicate; IRIs and lexical forms, sorted."""
        return sorted(term.value for term in self.objects(subject, predicate) if isinstance(term, _PLAIN))

    def one(self, subject: str, predicate: str) -> str | None:
        """Give the only value that a subject has for a predicate."""
        values = [term.value for term in self.objects(subject, predicate) if isinstance(term, _PLAIN)]
        return values[0] if len(values) == 1 else None

    def number(self, subject: str, predicate: str) -> int | None:
        """Give the only value that a subject has for a predicate as a whole number."""
        return whole(self.one(subject, predicate) or "")

    def iris(self, subject: str, predicate: str) -> tuple[str, ...]:
        """List the IRIs that a subject has for a predicate; sorted; literals are left out."""
        return tuple(term.value for term in self.objects(subject, predicate) if isinstance(term, NamedNode))

    def iri(self, subject: str, predicate: str) -> str:
        """Give one IRI that a subject has for a predicate; the first; empty where there is none."""
        return next(iter(self.iris(subject, predicate)), "")

    def types(self, subject: str) -> tuple[str, ...]:
        """List the classes that the graph gives a subject; IRIs, sorted."""
        return self.iris(subject, RDF.type)

    def is_a(self, subject: str, kind: str) -> bool:
        """Tell whether the graph gives a subject a class."""
        if subject in self._properties:
            return kind in self.types(subject)
        return next(self.quads(subject, RDF.type, kind), None) is not None

    def texts(self, subject: str, predicate: str) -> dict[str, tuple[str, ...]]:
        """Collect the literals that a subject has for a predicate; language tag -> lexical forms, sorted."""
        forms: defaultdict[str, list[str]] = defaultdict(list)
        for term in self.objects(subject, predicate):
            if isinstance(term, Literal):
                forms[(term.language or "").lower()].append(term.value)
        return {tag: tuple(sorted(values)) for tag, values in sorted(forms.items())}

    def text(self, subject: str, predicate: str, language: str = "en") -> str | None:
        """Give one literal of a subject in a language, or in none; the first lexical form."""
        forms: dict[str, list[str]] = {language: [], "": []}
        for term in self.objects(subject, predicate):
            if isinstance(term, Literal) and (tag := (term.language or "").lower()) in forms:
                forms[tag].append(term.value)
        return min(forms[language] or forms[""], default=None)

    def triples(
        self, subject: str | None = None, predicate: str | None = None, thing: str | Literal | None = None
    ) -> Iterator[Triple]:
        """Go through the triples that have some parts; one that is in several of the graphs, as often."""
        return (quad.triple for quad in self.quads(subject, predicate, thing))

    def quads(
        self, subject: str | None = None, predicate: str | None = None, thing: str | Literal | None = None
    ) -> Iterator[Quad]:
        """Go through the quads that have some parts, graph by graph; of a text that is no IRI there are none."""
        try:
            start = None if subject is None else node(subject)
            relation = None if predicate is None else NamedNode(predicate)
            end = node(thing) if isinstance(thing, str) else thing
        except ValueError:
            return
        for graph in self.graphs:
            yield from self.store.quads_for_pattern(start, relation, end, graph)

    def select(self, query: str) -> QuerySolutions:
        """Ask a SELECT of ours, in which the prefixes of the graph stand for their namespaces."""
        known = {prefix: namespace for prefix, namespace in PREFIXES.items() if f"{prefix}:" in query}
        answer = self.store.query(query, prefixes=known, default_graph=list(self.graphs))
        return cast("QuerySolutions", answer)

    def _distinct(self, pattern: str) -> list[str]:
        """List the IRIs that are the subject of a pattern; the engine reads the names of nothing else."""
        solutions = self.select(f"SELECT DISTINCT ?subject {{ {pattern} }}")
        return sorted(subject.value for (subject,) in solutions if isinstance(subject, NamedNode))


class Entity:
    """A thing or record of a graph; a property is named by its IRI or as ``rdfs:label``."""

    def __init__(self, graph: Graph, iri: str) -> None:
        self.graph = graph
        self.iri = iri

    def __repr__(self) -> str:
        return f"Entity({self.iri!r})"

    @property
    def types(self) -> tuple[str, ...]:
        """IRIs of its classes, sorted."""
        return self.graph.types(self.iri)

    def all(self, name: str) -> list[str]:
        """List its values for a property; IRIs and lexical forms, sorted."""
        return self.graph.values(self.iri, expand(name) or name)

    def first(self, name: str, language: str = "en") -> str:
        """Give its first IRI for a property, or its first text in a language or in none; empty where there is none."""
        predicate = expand(name) or name
        return self.graph.iri(self.iri, predicate) or self.graph.text(self.iri, predicate, language) or ""

    def label(self, language: str = "en") -> str:
        """Give its label in a language; empty where there is none."""
        return self.graph.text(self.iri, RDFS.label, language) or ""

    def incoming(self, name: str | None = None) -> list[Entity]:
        """List what leads to it, by a property or any; in the order of the IRIs, each once."""
        predicate = None if name is None else expand(name) or name
        subjects = {subject for subject, _ in self.graph.incoming(self.iri, predicate)}
        return [Entity(self.graph, subject) for subject in sorted(subjects)]


def whole(text: str) -> int | None:
    """Read a whole number; None where it is none.

    >>> whole("-12"), whole("1.5"), whole("--1")
    (-12, None, None)
    """
    digits = text[1:] if text[:1] in {"+", "-"} else text
    return int(text) if digits.isdecimal() and len(digits) < _LONGEST else None


def is_iri(text: str) -> bool:
    """Tell whether a text is an absolute IRI.

    >>> is_iri("https://example.org/a"), is_iri("CC BY")
    (True, False)
    """
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


def identifier(term: Term) -> str:
    """Name a term; its IRI, ``_:id`` for a blank node, or the N-Triples form of anything else."""
    return term.value if isinstance(term, NamedNode) else str(term)


def node(name: str) -> NamedNode | BlankNode:
    """Make the term that an IRI or ``_:id`` names."""
    return BlankNode(name[2:]) if name.startswith("_:") else NamedNode(name)


def sorted_terms(terms: list[Term]) -> list[Term]:
    """Sort terms by their N-Triples form, each once."""
    if len(terms) <= 1:
        return terms
    return [term for _, term in sorted({str(term): term for term in terms}.items())]
