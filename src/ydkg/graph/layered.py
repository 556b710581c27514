"""Tables over other tables: with the letters of literals, with a memory, and several read as one."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ydkg.graph.literals import canonical_term
from ydkg.graph.table import Table, identifier, sorted_terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from pyoxigraph import Literal

    from ydkg.graph.table import Statement, StoreTable, Term


class _Layer(Table):
    """What another table has, unless a class below says otherwise."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def subjects(self, kind: str | None = None) -> Sequence[str]:
        return self._table.subjects(kind)

    def objects(self, predicate: str) -> Sequence[str]:
        return self._table.objects(predicate)

    def having(
        self, predicate: str, thing: str, *wanted: str, kind: str | None = None
    ) -> Iterator[tuple[str, tuple[Term, ...]]]:
        return self._table.having(predicate, thing, *wanted, kind=kind)

    def behind(self, predicate: str, thing: str, onward: str) -> Iterator[tuple[str, str]]:
        return self._table.behind(predicate, thing, onward)

    def named(self) -> Iterator[str]:
        return self._table.named()

    def to(self, thing: str | Literal, predicate: str | None = None) -> Sequence[tuple[str, str]]:
        return self._table.to(thing, predicate)

    def pairs(self, predicate: str) -> Iterator[tuple[str, Term]]:
        return self._table.pairs(predicate)

    def knows(self, iri: str) -> bool:
        return self._table.knows(iri)


class LetteredTable(_Layer):
    """The triples of a store, with the letters of literals that it has otherwise than they were written."""

    def __init__(self, table: StoreTable, written: Callable[[], Iterable[Statement]]) -> None:
        super().__init__(table)
        others = (triple for triple in written() if canonical_term(term := triple.object) is not term)
        self._letters: dict[tuple[str, str], list[Term]] = {_place(triple): [] for triple in others}
        for triple in written() if self._letters else ():
            if _place(triple) in self._letters:
                self._letters[_place(triple)].append(triple.object)
        self._letters = {place: sorted_terms(terms) for place, terms in self._letters.items()}

    def of(self, subject: str) -> Mapping[str, Sequence[Term]]:  # noqa: D102 - as the class above says
        found, letters = self._table.of(subject), self._letters
        return {name: letters.get((subject, name), terms) for name, terms in found.items()} if letters else found


class RememberedTable(_Layer):
    """A table that remembers what it looked up last, for whoever comes back to the same subjects."""

    def __init__(self, table: Table, most: int = 10_000) -> None:
        super().__init__(table)
        self._most = most
        self._known: dict[str, Mapping[str, Sequence[Term]]] = {}

    def of(self, subject: str) -> Mapping[str, Sequence[Term]]:  # noqa: D102 - as the class above says
        known = self._known  # another thread may begin anew
        if subject not in known:
            if len(known) >= self._most:
                known = self._known = {}
            known[subject] = self._table.of(subject)
        return known[subject]

    def all(self, subject: str, predicate: str) -> Sequence[Term]:  # noqa: D102 - as the class above says
        return (self._known.get(subject) or self.of(subject)).get(predicate, ())

    def only(self, subject: str, predicate: str) -> Sequence[Term]:  # noqa: D102 - as the class above says
        known = self._known.get(subject)
        return self._table.only(subject, predicate) if known is None else known.get(predicate, ())

    def has(self, subject: str) -> bool:  # noqa: D102 - as the class above says
        known = self._known.get(subject)
        return self._table.has(subject) if known is None else bool(known)

    def is_a(self, subject: str, kind: str) -> bool:  # noqa: D102 - as the class above says
        return kind in self.types(subject) if subject in self._known else self._table.is_a(subject, kind)


class JoinedTable(Table):
    """Several tables read as one: a graph, and the vocabulary that it is in."""

    def __init__(self, *tables: Table) -> None:
        self._tables = tables

    def subjects(self, kind: str | None = None) -> Sequence[str]:  # noqa: D102 - as the class above says
        return sorted({subject for table in self._tables for subject in table.subjects(kind)})

    def of(self, subject: str) -> Mapping[str, Sequence[Term]]:  # noqa: D102 - as the class above says
        found: defaultdict[str, list[Term]] = defaultdict(list)
        for table in self._tables:
            for predicate, objects in table.of(subject).items():
                found[predicate] += objects
        return {predicate: sorted_terms(objects) for predicate, objects in sorted(found.items())}

    def all(self, subject: str, predicate: str) -> Sequence[Term]:  # noqa: D102 - as the class above says
        return sorted_terms([term for table in self._tables for term in table.all(subject, predicate)])

    def to(self, thing: str | Literal, predicate: str | None = None) -> Sequence[tuple[str, str]]:  # noqa: D102 - as above
        return sorted({pair for table in self._tables for pair in table.to(thing, predicate)})

    def pairs(self, predicate: str) -> Iterator[tuple[str, Term]]:  # noqa: D102 - as above
        return (pair for table in self._tables for pair in table.pairs(predicate))


def _place(triple: Statement) -> tuple[str, str]:
    return identifier(triple.subject), triple.predicate.value
