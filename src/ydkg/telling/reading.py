"""A graph as it is read to be told: its triples, names, statements, sources and entities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Triple

from ydkg.graph.canonical import statement_iri
from ydkg.graph.description import original
from ydkg.network.evidence import Evidence
from ydkg.telling.text import Text
from ydkg.vocab import PROV, YD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ydkg.graph.table import Table, Term
    from ydkg.network.evidence import EvidenceIndex
    from ydkg.telling.naming import Naming
    from ydkg.telling.source import Library


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that telling reads.

    Attributes
    ----------
    table : Table
        The graph.
    naming : Naming
        What things and terms are called.
    library : Library
        Where facts are written.
    statements : EvidenceIndex, optional
        What is said of plain edges and values; without it statements are looked up by the names that they follow.
    entities : mapping of str to mapping
        IRI of each thing -> attributes of its node.
    """

    table: Table
    naming: Naming
    library: Library
    statements: EvidenceIndex | None
    entities: Mapping[str, Mapping[str, object]]

    def direction(self, metric: str) -> str:
        """Say which way is better for a metric.

        Parameters
        ----------
        metric : str
            Its IRI.

        Returns
        -------
        str
            ``"Higher"``, ``"Lower"``, or empty where neither is.
        """
        direction = self.table.one(metric, YD.direction)
        return {YD.HigherIsBetter: "Higher", YD.LowerIsBetter: "Lower"}.get(direction or "", "")

    def text(self, subject: str, predicate: str) -> Text:
        """Give what a subject says for a predicate in both languages, such as a note.

        Parameters
        ----------
        subject, predicate : str
            IRIs.

        Returns
        -------
        Text
            In English where there is no Chinese; empty where there is none.
        """
        english = self.table.text(subject, predicate) or ""
        return Text(english, self.table.text(subject, predicate, "zh-hans") or english)

    def statement(self, subject: str, predicate: str, term: Term) -> Evidence | None:
        """Find what is said of a fact.

        Parameters
        ----------
        subject, predicate : str
            IRIs.
        term : pyoxigraph term
            The object.

        Returns
        -------
        Evidence or None
            Of a translation, that of the text which it translates.
        """
        if self.statements is not None:
            return self.statements.get((subject, predicate, str(term)))
        triple = Triple(NamedNode(subject), NamedNode(predicate), term)
        iri = original(self.table, statement_iri(triple))
        if not self.table.has(iri):
            return None
        confidence = next(iter(self.table.iris(iri, YD.confidence)), None)
        return Evidence(iri, self.table.iris(iri, PROV.wasDerivedFrom), confidence)
