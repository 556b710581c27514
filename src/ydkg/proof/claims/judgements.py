"""The editors' judgements between records, as claims are compared by them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ydkg.vocab import RDF, YD

if TYPE_CHECKING:
    from ydkg.graph.graph import Graph


_ENDS = frozenset((RDF.subject, RDF.object))


def judgements_of(table: Graph, iri: str) -> list[str]:
    """List the judgements on a record; their IRIs, sorted; may be empty."""
    leading = sorted({subject for subject, predicate in table.incoming(iri) if predicate in _ENDS})
    return [each for each in leading if YD.Judgement in table.types(each)]


class Judgements:
    """What the editors judged."""

    def __init__(self, table: Graph) -> None:
        self.realised: defaultdict[str, list[str]] = defaultdict(list)
        self.part: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self.same: defaultdict[str, set[str]] = defaultdict(set)
        self.not_comparable: set[frozenset[str]] = set()
        self._node: dict[frozenset[str], str] = {}
        for judgement in table.subjects(YD.Judgement):
            subject, predicate, value = (table.one(judgement, p) for p in (RDF.subject, RDF.predicate, RDF.object))
            if not subject or not value or subject == value:  # a record is not judged by itself
                continue
            self._node[frozenset((subject, value))] = judgement
            if predicate == YD.realises:
                self.realised[value].append(subject)
                if part := table.one(judgement, YD.realisedPart):
                    self.part[subject][value] = part
            elif predicate == YD.sameMatter:
                self.same[subject].add(value)
                self.same[value].add(subject)
            elif predicate == YD.notComparable:
                self.not_comparable.add(frozenset((subject, value)))

    def apart(self, one: str, other: str) -> bool:
        """Tell whether two records are not comparable."""
        return frozenset((one, other)) in self.not_comparable

    def between(self, one: str, other: str) -> str:
        """Give the judgement on two records; IRI; empty where there is none."""
        return self._node.get(frozenset((one, other)), "")
