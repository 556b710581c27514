"""The triples of a graph as a table from subject to predicate to objects, which the checks read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from ydkg.vocab import PROV, RDF, YD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Triple


class Facts:
    """Look up the facts of each subject; built once from triples and never changed.

    Parameters
    ----------
    triples : iterable of pyoxigraph.Triple
        In any order; what has a blank node is not looked up.
    """

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._table: dict[str, dict[str, list[NamedNode | Literal]]] = {}
        self._members: dict[str, set[str]] = {}
        # In the order given: what belongs together lies together in memory, which a large graph is read faster for.
        unique = dict.fromkeys(triples)
        self.triples = frozenset(unique)
        for triple in unique:
            term = triple.object
            if isinstance(triple.subject, NamedNode) and isinstance(term, NamedNode | Literal):
                subject, predicate = triple.subject.value, triple.predicate.value
                self._table.setdefault(subject, {}).setdefault(predicate, []).append(term)
                if predicate == RDF.type:
                    self._members.setdefault(term.value, set()).add(subject)

    def subjects(self, kind: str | None = None) -> list[str]:
        """Return the IRIs of all subjects, or of those of one class, sorted."""
        return sorted(self._table if kind is None else self._members.get(kind, ()))

    def kinds(self, subject: str) -> set[str]:
        """Return the IRIs of a subject's classes; may be empty."""
        return set(self.values(subject, RDF.type))

    def values(self, subject: str, predicate: str) -> list[str]:
        """Return the values of a subject's property: IRIs and lexical forms, sorted; may be empty."""
        return sorted(o.value for o in self.terms(subject, predicate))

    def terms(self, subject: str, predicate: str) -> list[NamedNode | Literal]:
        """Return the terms of a subject's property, in no order; may be empty."""
        return self._table.get(subject, {}).get(predicate, [])

    def one(self, subject: str, predicate: str) -> str | None:
        """Return the only value of a subject's property; None if there is none or more than one."""
        found = self.values(subject, predicate)
        return found[0] if len(found) == 1 else None

    def number(self, subject: str, predicate: str) -> int | None:
        """Return the only value of a subject's property as a whole number; None if it is none."""
        found = self.one(subject, predicate)
        return int(found) if found is not None and found.lstrip("-").isdigit() else None

    def has(self, subject: str) -> bool:
        """Tell whether anything is said of a subject."""
        return subject in self._table

    def offset(self, subject: str) -> int | None:
        """Return the first position of the passages that a subject comes from; None if there are none."""
        passages = self.values(subject, PROV.wasDerivedFrom) or self.values(subject, YD.mentionedIn)
        starts = [start for p in passages if (start := self.number(p, YD.start)) is not None]
        return min(starts, default=None)

    def of(self, subject: str) -> Iterator[tuple[str, NamedNode | Literal]]:
        """Yield the predicates and objects of a subject."""
        for predicate, objects in self._table.get(subject, {}).items():
            for term in objects:
                yield predicate, term
