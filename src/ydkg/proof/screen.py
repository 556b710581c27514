"""The screen: which shapes something may not fit, told fast; what it lets pass conforms, the rest is looked at again.

It knows the constraints that the shipped shapes use. Of anything else it says that it may not conform, so that whoever
judges, and words the findings, is asked; it never says that something conforms which does not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import Literal, NamedNode

from ydkg.graph.graph import Graph, Term, identifier, node
from ydkg.graph.turtle import ill_typed
from ydkg.vocab import PREFIXES, RDF, XSD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pyoxigraph import Store, Triple

#: Whether something conforms; None where that is not known.
_Verdict: TypeAlias = bool | None
#: Gives the values of a path from a node.
_Path: TypeAlias = "Callable[[Term], list[Term]]"
#: Judges a node and the values of its path.
_Test: TypeAlias = "Callable[[Term, Sequence[Term]], _Verdict]"
_SH = PREFIXES["sh"]
_TARGETS = ("targetClass", "targetSubjectsOf", "targetObjectsOf")
_NUMBERS = frozenset({XSD.integer, XSD.decimal})
#: What a shape says that is no constraint, or is read with one that is.
_BESIDE = frozenset(
    f"{_SH}{name}"
    for name in (
        *_TARGETS, "message", "severity", "path", "ignoredProperties", "qualifiedMinCount", "qualifiedMaxCount", "name",
        "description", "declare",
    )
) | {RDF.type}  # fmt: skip


class _UnknownError(Exception):
    """A shape says something that the screen does not know."""


class _Screen:
    """What shapes say of data: both as tables, what was looked up once, and a store for shapes that are queries."""

    def __init__(self, triples: Sequence[Triple], shapes: Iterable[Triple]) -> None:
        self._triples = triples
        self._table = Graph.from_triples(triples)
        self.shapes = Graph.from_triples(shapes)
        self._tests: dict[str, tuple[_Path | None, list[_Test]]] = {}
        self._paths: dict[str, _Path] = {}
        self._held: dict[str, list[tuple[str, Term]]] = {}

    @cached_property
    def _store(self) -> Store:
        return Graph.from_triples(self._triples).store

    def conforms(self, shape: str, focus: Term) -> _Verdict:
        """Tell whether a node conforms to a shape."""
        if shape not in self._tests:
            self._tests[shape] = self.path(shape), list(self._constraints(shape))
        path, tests = self._tests[shape]
        values = list(dict.fromkeys(path(focus))) if path else [focus]
        return _every(test(focus, values) for test in tests)

    def focus(self, shape: str) -> Iterator[Term]:
        """Go through the targets of a shape."""
        for each in self._values(shape, "targetClass"):
            yield from map(node, self._table.subjects(each))
        for each in self._values(shape, "targetSubjectsOf"):
            yield from map(node, dict.fromkeys(subject for subject, _ in self._pairs(each)))
        for each in self._values(shape, "targetObjectsOf"):
            yield from dict.fromkeys(term for _, term in self._pairs(each))

    def _pairs(self, predicate: str) -> list[tuple[str, Term]]:
        if predicate not in self._held:
            self._held[predicate] = list(self._table.pairs(predicate))
        return self._held[predicate]

    def path(self, shape: str) -> _Path | None:
        """Read the path of a shape; None of a node shape."""
        found = self.all(shape, "path")
        if found and shape not in self._paths:
            self._paths[shape] = self._walk(identifier(found[0]))
        return self._paths.get(shape)

    def _walk(self, path: str) -> _Path:
        """Read a path: a property, one backwards, one of several, or several one after another."""
        table = self._table
        if backward := self._values(path, "inversePath"):
            back = defaultdict[str, list[Term]](list)
            for subject, term in self._pairs(backward[0]):
                back[identifier(term)].append(node(subject))
            return lambda value: back.get(identifier(value), [])
        if either := self.all(path, "alternativePath"):
            ways = [self._walk(identifier(each)) for each in self._list(either[0])]
            return lambda node: [value for way in ways for value in way(node)]
        if steps := [self._walk(identifier(each)) for each in self._list(node(path))]:

            def walk(node: Term) -> list[Term]:
                reached = [node]
                for step in steps:
                    reached = [value for each in reached for value in step(each)]
                return reached

            return walk
        if path.startswith("_:"):
            raise _UnknownError(path)
        return lambda node: [] if isinstance(node, Literal) else list(table.objects(identifier(node), path))

    def _constraints(self, shape: str) -> Iterator[_Test]:
        """Make a test of each constraint of a shape; one that is not known says so of everything."""
        for predicate, objects in self.shapes.properties(shape).items():
            if predicate in _BESIDE or not predicate.startswith(_SH):
                continue
            make = getattr(self, f"_sh_{predicate.removeprefix(_SH)}", None)
            for each in objects:
                try:
                    test = make(shape, each) if make else None
                except (_UnknownError, SyntaxError):  # who judges says what is wrong with a query
                    test = None
                yield test or (lambda _focus, _values: None)

    # A test for each constraint, by the name that SHACL has for it.

    def _sh_minCount(self, _: str, value: Term) -> _Test:  # noqa: N802
        least = int(value.value)  # type: ignore[union-attr]
        return lambda _focus, values: len(values) >= least

    def _sh_maxCount(self, _: str, value: Term) -> _Test:  # noqa: N802
        most = int(value.value)  # type: ignore[union-attr]
        return lambda _focus, values: len(values) <= most

    def _sh_class(self, _: str, value: Term) -> _Test:
        table, kind = self._table, RDF.type
        return _each(lambda each: not isinstance(each, Literal) and value in table.objects(identifier(each), kind))

    def _sh_datatype(self, _: str, value: Term) -> _Test:
        wanted = identifier(value)
        return _each(
            lambda each: isinstance(each, Literal) and each.datatype.value == wanted and ill_typed(each) is None
        )

    def _sh_nodeKind(self, _: str, value: Term) -> _Test:  # noqa: N802
        kinds = {f"{_SH}IRI": (NamedNode,), f"{_SH}IRIOrLiteral": (NamedNode, Literal)}.get(identifier(value))
        if kinds is None:
            raise _UnknownError(identifier(value))
        return _each(lambda each: isinstance(each, kinds))

    def _sh_in(self, _: str, value: Term) -> _Test:
        return _each(set(self._list(value)).__contains__)

    def _sh_hasValue(self, _: str, value: Term) -> _Test:  # noqa: N802
        return lambda _focus, values: value in values

    def _sh_pattern(self, shape: str, value: Term) -> _Test:
        if self.all(shape, "flags"):
            raise _UnknownError(shape)
        wanted = re.compile(value.value)  # type: ignore[union-attr]
        return _each(lambda each: isinstance(each, NamedNode | Literal) and wanted.search(each.value) is not None)

    def _sh_languageIn(self, _: str, value: Term) -> _Test:  # noqa: N802
        allowed = {each.value.lower() for each in self._list(value)}  # type: ignore[union-attr]
        return _each(lambda each: isinstance(each, Literal) and (each.language or "").lower() in allowed)

    def _sh_uniqueLang(self, _: str, value: Term) -> _Test:  # noqa: N802
        if identifier(value) != str(Literal(True)):  # noqa: FBT003 - the value that it has
            raise _UnknownError(identifier(value))

        def is_unique(_: Term, values: Sequence[Term]) -> _Verdict:
            tags = [each.language.lower() for each in values if isinstance(each, Literal) and each.language]
            return len(tags) == len(set(tags))

        return is_unique

    def _sh_minInclusive(self, _: str, value: Term) -> _Test:  # noqa: N802
        return _each(lambda each: _at_most(value, each))

    def _sh_maxInclusive(self, _: str, value: Term) -> _Test:  # noqa: N802
        return _each(lambda each: _at_most(each, value))

    def _sh_lessThan(self, _: str, value: Term) -> _Test:  # noqa: N802
        table, other = self._table, identifier(value)
        return lambda focus, values: _every(
            _differ(_at_most(limit, each)) for each in values for limit in table.objects(identifier(focus), other)
        )

    def _sh_lessThanOrEquals(self, _: str, value: Term) -> _Test:  # noqa: N802
        table, other = self._table, identifier(value)
        return lambda focus, values: _every(
            _at_most(each, limit) for each in values for limit in table.objects(identifier(focus), other)
        )

    def _sh_equals(self, _: str, value: Term) -> _Test:
        table, other = self._table, identifier(value)
        return lambda focus, values: set(values) == set(table.objects(identifier(focus), other))

    def _sh_disjoint(self, _: str, value: Term) -> _Test:
        table, other = self._table, identifier(value)
        return lambda focus, values: set(values).isdisjoint(table.objects(identifier(focus), other))

    def _sh_property(self, _: str, value: Term) -> _Test:
        return _each(partial(self.conforms, identifier(value)))

    _sh_node = _sh_property

    def _sh_not(self, _: str, value: Term) -> _Test:
        return _each(lambda each: _differ(self.conforms(identifier(value), each)))

    def _sh_or(self, _: str, value: Term) -> _Test:
        parts = [identifier(each) for each in self._list(value)]
        return _each(lambda each: _differ(_every(_differ(self.conforms(part, each)) for part in parts)))

    def _sh_xone(self, _: str, value: Term) -> _Test:
        parts = [identifier(each) for each in self._list(value)]

        def is_one(each: Term) -> _Verdict:
            told = [self.conforms(part, each) for part in parts]
            return None if None in told else sum(map(bool, told)) == 1

        return _each(is_one)

    def _sh_qualifiedValueShape(self, shape: str, value: Term) -> _Test:  # noqa: N802
        least, most = (self._values(shape, f"qualified{which}Count") for which in ("Min", "Max"))

        def is_within(_: Term, values: Sequence[Term]) -> _Verdict:
            told = [self.conforms(identifier(value), each) for each in values]
            if None in told:
                return None
            number = sum(map(bool, told))
            return (not least or number >= int(least[0])) and (not most or number <= int(most[0]))

        return is_within

    def _sh_closed(self, shape: str, value: Term) -> _Test:
        if identifier(value) != str(Literal(True)):  # noqa: FBT003 - likewise
            raise _UnknownError(identifier(value))
        listed = self.all(shape, "ignoredProperties")
        allowed = {identifier(each) for each in (self._list(listed[0]) if listed else ())}
        for each in self.all(shape, "property"):
            allowed.update(self._values(identifier(each), "path"))
        of = self._table.properties
        return lambda _focus, values: all(allowed.issuperset(of(identifier(each))) for each in values)

    def _sh_sparql(self, shape: str, value: Term) -> _Test:
        (text,) = self._values(identifier(value), "select")
        if self.path(shape) or "$PATH" in text:
            raise _UnknownError(shape)
        rows = self._store.query(text, prefixes=PREFIXES)
        found = {row["this"] for row in rows}  # type: ignore[union-attr]
        return lambda focus, _values: focus not in found

    def all(self, shape: str, name: str) -> Sequence[Term]:
        return self.shapes.objects(shape, f"{_SH}{name}")

    def _values(self, shape: str, name: str) -> list[str]:
        return [each.value for each in self.all(shape, name) if isinstance(each, NamedNode | Literal)]

    def _list(self, head: Term) -> list[Term]:
        """Give the members of a list; none where it is no list."""
        members, at = [], identifier(head)
        while first := self.shapes.objects(at, RDF.first):
            members.append(first[0])
            at = identifier(self.shapes.objects(at, RDF.rest)[0])
        return members


def failing(triples: Sequence[Triple], shapes: Iterable[Triple]) -> dict[str, list[Term]]:
    """List the shapes that something in the data may not conform to."""
    screen = _Screen(triples, shapes)
    aimed = (iri for iri in screen.shapes.subjects() if any(screen.all(iri, each) for each in _TARGETS))
    suspect = {shape: [each for each in screen.focus(shape) if not screen.conforms(shape, each)] for shape in aimed}
    pathless = {iri: list[Term]() for iri in screen.shapes.subjects(f"{_SH}PropertyShape") if not screen.path(iri)}
    return dict(sorted(({shape: focus for shape, focus in suspect.items() if focus} | pathless).items()))


def _every(verdicts: Iterable[_Verdict]) -> _Verdict:
    """Join verdicts of which all must be true: one that is false decides."""
    unknown = False
    for each in verdicts:
        if each is None:
            unknown = True
        elif not each:
            return False
    return None if unknown else True


def _each(judge: Callable[[Term], _Verdict]) -> _Test:
    """Make a test of what must be true of each value."""
    return lambda _focus, values: _every(map(judge, values))


def _differ(verdict: _Verdict) -> _Verdict:
    return None if verdict is None else not verdict


def _at_most(one: Term, other: Term) -> _Verdict:
    """Tell whether a number or a day is no greater than another; None of anything else."""
    if not isinstance(one, Literal) or not isinstance(other, Literal):
        return None
    kinds = {one.datatype.value, other.datatype.value}
    if kinds <= _NUMBERS:
        return Decimal(one.value) <= Decimal(other.value)
    plain = all(re.fullmatch(r"\d{4}-\d\d-\d\d", each.value) for each in (one, other))
    return one.value <= other.value if kinds == {XSD.date} and plain else None
