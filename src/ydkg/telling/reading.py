"""A graph as it is read to be told: its triples, names, statements, sources and entities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ydkg.telling.text import Text
from ydkg.vocab import YD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ydkg.graph.table import Table
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
    statements : EvidenceIndex
        What is said of plain edges and values.
    entities : mapping of str to mapping
        IRI of each thing -> attributes of its node.
    """

    table: Table
    naming: Naming
    library: Library
    statements: EvidenceIndex
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
