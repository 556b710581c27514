"""The triples of a graph, looked up by subject, by object and by class: the one reading of them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from itertools import groupby, product
from sys import intern
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from ydkg.vocab import RDF

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from pyoxigraph import QuerySolutions

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple


#: Digits of a whole number: Python reads no more than 4,300.
_LONGEST = 4_000
#: What has a value of its own.
_VALUES = (NamedNode, Literal)
#: What a graph is read from: triples, or the quads of a store.
Statement: TypeAlias = Triple | Quad


class Table(ABC):
    """Look up the triples of a graph; all is named by IRI, blank nodes by ``_:id``.

    Whatever comes as a sequence is in an order that no hash seed changes: terms by their N-Triples form, the rest by
    IRI. What a graph does not have comes as an empty sequence or None.
    """

    @abstractmethod
    def subjects(self, kind: str | None = None) -> Sequence[str]:
        """List the subjects that have an IRI; IRIs, sorted."""

    @abstractmethod
    def of(self, subject: str) -> Mapping[str, Sequence[Term]]:
        """Collect all that is said of a subject; predicate IRI -> objects, each once; predicates sorted."""

    @abstractmethod
    def to(self, thing: str | Literal, predicate: str | None = None) -> Sequence[tuple[str, str]]:
        """List what leads to a thing, or has a literal; subject and predicate of each triple, sorted."""

    @abstractmethod
    def pairs(self, predicate: str) -> Iterator[tuple[str, Term]]:
        """Go through all triples of a predicate; subject and object, in no order."""

    def objects(self, predicate: str) -> Sequence[str]:
        """List the things that a predicate leads to; IRIs, sorted."""
        return sorted({term.value for _, term in self.pairs(predicate) if isinstance(term, NamedNode)})

    def having(
        self, predicate: str, thing: str, *wanted: str, kind: str | None = None
    ) -> Iterator[tuple[str, tuple[Term, ...]]]:
        """Go through what the subjects that lead to a thing, such as members of a class, have for other predicates."""
        if predicate == RDF.type:
            leading = self.subjects(thing)
        else:
            leading = [subject for subject, _ in self.to(thing, predicate) if not subject.startswith("_:")]
        for subject in leading:
            if kind is None or self.is_a(subject, kind):
                yield from ((subject, terms) for terms in product(*(self.all(subject, each) for each in wanted)))

    def behind(self, predicate: str, thing: str, onward: str) -> Iterator[tuple[str, str]]:
        """Go through what leads to the subjects that lead to a thing, such as to the passages of a document."""
        for subject, _ in self.to(thing, predicate):
            yield from ((far, subject) for far, _ in self.to(subject, onward))

    def named(self) -> Iterator[str]:
        """Go through the subjects that have an IRI, for whoever does not keep them."""
        yield from self.subjects()

    def all(self, subject: str, predicate: str) -> Sequence[Term]:
        """List the objects that a subject has for a predicate; each once."""
        return self.of(subject).get(predicate, ())

    def only(self, subject: str, predicate: str) -> Sequence[Term]:
        """List the objects that a subject has for a predicate, for whoever asks for little else of it."""
        return self.all(subject, predicate)

    def has(self, subject: str) -> bool:
        """Tell whether anything is said of a subject."""
        return bool(self.of(subject))

    def knows(self, iri: str) -> bool:
        """Tell whether an IRI stands in a triple, as subject, predicate or object."""
        return is_iri(iri) and (self.has(iri) or next(self.pairs(iri), None) is not None or bool(self.to(iri)))

    def values(self, subject: str, predicate: str) -> list[str]:
        """List the values that a subject has for a predicate; IRIs and lexical forms, sorted."""
        return sorted(term.value for term in self.all(subject, predicate) if isinstance(term, _VALUES))

    def one(self, subject: str, predicate: str) -> str | None:
        """Give the only value that a subject has for a predicate."""
        values = [term.value for term in self.all(subject, predicate) if isinstance(term, _VALUES)]
        return values[0] if len(values) == 1 else None

    def number(self, subject: str, predicate: str) -> int | None:
        """Give the only value that a subject has for a predicate as a whole number."""
        return whole(self.one(subject, predicate) or "")

    def iris(self, subject: str, predicate: str) -> tuple[str, ...]:
        """List the IRIs that a subject has for a predicate; sorted; literals are left out."""
        return tuple(term.value for term in self.all(subject, predicate) if isinstance(term, NamedNode))

    def iri(self, subject: str, predicate: str) -> str:
        """Give one IRI that a subject has for a predicate; the first; empty where there is none."""
        return next(iter(self.iris(subject, predicate)), "")

    def types(self, subject: str) -> tuple[str, ...]:
        """List the classes that the graph gives a subject; IRIs, sorted."""
        return self.iris(subject, RDF.type)

    def is_a(self, subject: str, kind: str) -> bool:
        """Tell whether the graph gives a subject a class."""
        return kind in self.types(subject)

    def texts(self, subject: str, predicate: str) -> dict[str, tuple[str, ...]]:
        """Collect the literals that a subject has for a predicate."""
        forms: defaultdict[str, list[str]] = defaultdict(list)
        for term in self.all(subject, predicate):
            if isinstance(term, Literal):
                forms[(term.language or "").lower()].append(term.value)
        return {tag: tuple(sorted(values)) for tag, values in sorted(forms.items())}

    def text(self, subject: str, predicate: str, language: str = "en") -> str | None:
        """Give one literal of a subject; the first lexical form."""
        found = [
            (tag != language, term.value)
            for term in self.all(subject, predicate)
            if isinstance(term, Literal) and (tag := (term.language or "").lower()) in {language, ""}
        ]
        return min(found)[1] if found else None


class MemoryTable(Table):
    """The triples of a graph in memory, read once; for whoever needs most of them."""

    def __init__(self, triples: Iterable[Statement]) -> None:
        # Subject -> where it has what, and what: a term, or several in a list. The places, by predicate, are shared by
        # all that have the same predicates; a dictionary for each subject would take three times as much.
        self._rows: dict[str, tuple[Any, ...]] = {}
        self._members: dict[str, list[str]] = {}
        #: Predicate -> thing -> the subjects that lead there: of the predicates that were asked for.
        self._leading: dict[str, Mapping[Term, Sequence[str]]] = {}
        places: dict[tuple[str, ...], dict[str, int]] = {}
        several: set[str] = set()
        # Most terms stand in several triples: each is there once.
        terms: dict[Term, Term] = {}
        # In the order given: what belongs together lies together in memory, which a large graph is read faster for.
        for subject, facts in groupby(triples, lambda triple: identifier(triple.subject)):
            known = self._known(subject)
            for triple in facts:
                predicate, term = intern(triple.predicate.value), triple.object
                term = terms.setdefault(term, term)
                held = known.setdefault(predicate, term)
                if isinstance(held, list):
                    held.append(term)
                elif held is not term:
                    known[predicate] = [held, term]
                    several.add(subject)
                if predicate == RDF.type and isinstance(term, NamedNode) and not subject.startswith("_:"):
                    self._members.setdefault(term.value, []).append(subject)
            names = tuple(sorted(known))
            if names not in places:
                places[names] = {name: place for place, name in enumerate(names, 1)}
            self._rows[subject] = (places[names], *map(known.__getitem__, names))
        self._predicates = {name for names in places for name in names}
        for subject in several:
            row = self._rows[subject]
            self._rows[subject] = tuple(sorted_terms(held) if isinstance(held, list) else held for held in row)

    def _known(self, subject: str) -> dict[str, Any]:
        """Give what a subject has for each predicate, as it is held."""
        places, *held = self._rows.get(subject, ({},))
        return dict(zip(places, held, strict=True))

    def subjects(self, kind: str | None = None) -> Sequence[str]:  # noqa: D102 - as the class above says
        if kind is not None:
            return [subject for subject, _ in groupby(sorted(self._members.get(kind, ())))]
        return sorted(subject for subject in self._rows if not subject.startswith("_:"))

    def of(self, subject: str) -> Mapping[str, Sequence[Term]]:  # noqa: D102 - as the class above says
        return {name: held if isinstance(held, list) else (held,) for name, held in self._known(subject).items()}

    def all(self, subject: str, predicate: str) -> Sequence[Term]:  # noqa: D102 - as the class above says
        row = self._rows.get(subject)
        if row is None or (place := row[0].get(predicate)) is None:
            return ()
        held = row[place]
        return held if isinstance(held, list) else (held,)

    def has(self, subject: str) -> bool:  # noqa: D102 - as the class above says
        return subject in self._rows

    def nameless(self) -> Iterator[Triple]:
        """Go through the triples that have a blank node; in no order."""
        for subject in self._rows:
            for predicate, terms in self.of(subject).items():
                for term in terms:
                    if subject.startswith("_:") or isinstance(term, BlankNode):
                        yield Triple(node(subject), NamedNode(predicate), term)

    def pairs(self, predicate: str) -> Iterator[tuple[str, Term]]:  # noqa: D102 - as above
        return ((subject, term) for subject in self._rows for term in self.all(subject, predicate))

    def to(self, thing: str | Literal, predicate: str | None = None) -> Sequence[tuple[str, str]]:  # noqa: D102 - as above
        names = self._predicates if predicate is None else [predicate]
        if isinstance(thing, Literal):
            return sorted((subject, name) for name in names for subject, term in self.pairs(name) if term == thing)
        try:
            term = NamedNode(thing)
        except ValueError:
            return []
        return sorted((subject, name) for name in names for subject in self._to(name).get(term, ()))

    def _to(self, predicate: str) -> Mapping[Term, Sequence[str]]:
        """List the subjects that lead to each thing by a predicate."""
        if predicate not in self._leading:
            found = defaultdict[Term, list[str]](list)
            for subject, term in self.pairs(predicate):
                if isinstance(term, NamedNode):
                    found[term].append(subject)
            self._leading[predicate] = found
        return self._leading[predicate]


class StoreTable(Table):
    """The triples of a store, looked up where they are; for whoever needs a few of many."""

    def __init__(self, store: Store, graphs: Sequence[NamedNode | DefaultGraph] = (DefaultGraph(),)) -> None:
        self.store = store
        self.graphs = tuple(graphs)

    def subjects(self, kind: str | None = None) -> Sequence[str]:  # noqa: D102 - as the class above says
        return self._distinct(
            "?subject ?predicate ?object" if kind is None else f"?subject a {NamedNode(kind)}", "subject"
        )

    def objects(self, predicate: str) -> Sequence[str]:  # noqa: D102 - as the class above says
        return self._distinct(f"?subject {NamedNode(predicate)} ?object", "object")

    def having(  # noqa: D102 - as above
        self, predicate: str, thing: str, *wanted: str, kind: str | None = None
    ) -> Iterator[tuple[str, tuple[Term, ...]]]:
        variables = [f"?object{place}" for place, _ in enumerate(wanted)]
        found = "".join(f"; {NamedNode(each)} {variable} " for each, variable in zip(wanted, variables, strict=True))
        of_kind = "" if kind is None else f"; a {NamedNode(kind)} "
        pattern = f"?subject {NamedNode(predicate)} {NamedNode(thing)} {of_kind}{found} FILTER(isIRI(?subject))"
        for subject, *terms in self._select(f"SELECT DISTINCT ?subject {' '.join(variables)} {{ {pattern} }}"):
            yield subject.value, tuple(terms)

    def behind(self, predicate: str, thing: str, onward: str) -> Iterator[tuple[str, str]]:  # noqa: D102 - as above
        pattern = f"?subject {NamedNode(predicate)} {NamedNode(thing)} . ?far {NamedNode(onward)} ?subject"
        for far, subject in self._select(f"SELECT DISTINCT ?far ?subject {{ {pattern} }}"):
            yield identifier(far), identifier(subject)

    def named(self) -> Iterator[str]:  # noqa: D102 - as the class above says
        for graph in self.graphs:
            for subject, _ in groupby(self.store.quads_for_pattern(None, None, None, graph), lambda quad: quad.subject):
                if isinstance(subject, NamedNode):
                    yield subject.value

    def of(self, subject: str) -> Mapping[str, Sequence[Term]]:  # noqa: D102 - as the class above says
        predicates: defaultdict[str, list[Term]] = defaultdict(list)
        for quad in self.quads(subject):
            predicates[quad.predicate.value].append(quad.object)
        return {predicate: sorted_terms(objects) for predicate, objects in sorted(predicates.items())}

    def all(self, subject: str, predicate: str) -> Sequence[Term]:  # noqa: D102 - as the class above says
        return sorted_terms([quad.object for quad in self.quads(subject, predicate)])

    def has(self, subject: str) -> bool:  # noqa: D102 - as the class above says
        return next(self.quads(subject), None) is not None

    def pairs(self, predicate: str) -> Iterator[tuple[str, Term]]:  # noqa: D102 - as above
        return ((identifier(quad.subject), quad.object) for quad in self.quads(None, predicate))

    def knows(self, iri: str) -> bool:  # noqa: D102 - as the class above says
        if not is_iri(iri):
            return False
        term = NamedNode(iri)
        patterns = ((term, None, None), (None, term, None), (None, None, term))
        found = (self.store.quads_for_pattern(s, p, o, graph) for s, p, o in patterns for graph in self.graphs)
        return any(next(quads, None) is not None for quads in found)

    def is_a(self, subject: str, kind: str) -> bool:  # noqa: D102 - as the class above says
        try:
            fact = (node(subject), NamedNode(RDF.type), NamedNode(kind))
        except ValueError:
            return False
        return any(Quad(*fact, graph) in self.store for graph in self.graphs)

    def to(self, thing: str | Literal, predicate: str | None = None) -> Sequence[tuple[str, str]]:  # noqa: D102 - as above
        found = self.quads(None, predicate, thing)
        return sorted({(identifier(quad.subject), quad.predicate.value) for quad in found})

    def triples(
        self, subject: str | None = None, predicate: str | None = None, thing: str | Literal | None = None
    ) -> Iterator[Triple]:
        """Go through the triples that have some parts; one that is in several of the graphs, as often."""
        return (quad.triple for quad in self.quads(subject, predicate, thing))

    def __contains__(self, triple: Triple) -> bool:
        subject, predicate, thing = triple
        return any(Quad(subject, predicate, thing, graph) in self.store for graph in self.graphs)

    def quads(
        self, subject: str | None = None, predicate: str | None = None, thing: str | Literal | None = None
    ) -> Iterator[Quad]:
        """Go through the quads that have some parts; graph by graph; of a text that is no IRI there are none."""
        try:
            term, name = None if subject is None else node(subject), None if predicate is None else NamedNode(predicate)
            end = NamedNode(thing) if isinstance(thing, str) else thing
        except ValueError:
            return
        for graph in self.graphs:
            yield from self.store.quads_for_pattern(term, name, end, graph)

    def _distinct(self, pattern: str, variable: str) -> list[str]:
        """List the IRIs of a variable; the engine reads the names of nothing else."""
        found = (row[0] for row in self._select(f"SELECT DISTINCT ?{variable} {{ {pattern} }}"))
        return sorted(term.value for term in found if isinstance(term, NamedNode))

    def _select(self, query: str) -> QuerySolutions:
        return cast("QuerySolutions", self.store.query(query, default_graph=list(self.graphs)))


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


def node(subject: str) -> NamedNode | BlankNode:
    """Make the term of a subject."""
    return BlankNode(subject[2:]) if subject.startswith("_:") else NamedNode(subject)


def triples_of(
    said: Mapping[str, Mapping[str, Sequence[Term]]], without: Container[str] = frozenset()
) -> Iterator[Triple]:
    """Write triples of what is said of subjects; those of a subject one after the other."""
    for iri, predicates in said.items():
        subject = node(iri)
        for name, terms in predicates.items() if iri not in without else ():
            predicate = NamedNode(name)
            for term in terms:
                if isinstance(term, Literal) or identifier(term) not in without:
                    yield Triple(subject, predicate, term)


def sorted_terms(terms: list[Term]) -> list[Term]:
    """Sort terms by their N-Triples form, each once."""
    if len(terms) <= 1:
        return terms
    return [term for _, term in sorted({str(term): term for term in terms}.items())]
