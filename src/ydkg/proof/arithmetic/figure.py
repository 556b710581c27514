"""Figures: the stated observations, each read once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ydkg.proof.arithmetic.moment import Moment, moment
from ydkg.proof.arithmetic.quantity import Quantity, observed
from ydkg.vocab import YD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ydkg.graph.table import Table


@dataclass(frozen=True)
class Figure:
    """Hold one stated observation.

    Parameters
    ----------
    iri, metric, about, status : str
        IRIs of the observation, of what it measures of what, and of its value's status.
    kind : str or None
        The IRI of the metric's kind of measure.
    moment : Moment
        When it holds.
    quantity : Quantity
        The number and what it says of the true one.
    """

    iri: str
    metric: str
    about: str
    status: str
    kind: str | None
    moment: Moment
    quantity: Quantity


def stated_figures(table: Table) -> list[Figure]:
    """Read all observations that are stated, not computed.

    Parameters
    ----------
    table : Table
        The graph.

    Returns
    -------
    list of Figure
        Sorted by IRI; damaged ones are left out.
    """
    found = []
    for iri in table.subjects(YD.Observation):
        metric, about = table.one(iri, YD.metric), table.one(iri, YD.about)
        status, quantity = table.one(iri, YD.valueStatus), observed(table, iri)
        if metric and about and status and quantity and status != YD.Derived:
            kind = table.one(metric, YD.measureKind)
            found.append(Figure(iri, metric, about, status, kind, moment(table, iri), quantity))
    return found


def figures_by_measure(stated: Iterable[Figure]) -> dict[tuple[str, str], list[Figure]]:
    """Return figures by the IRIs of what they measure of what, each list in the order given.

    Parameters
    ----------
    stated : iterable of Figure

    Returns
    -------
    dict
        Metric and thing -> figures.
    """
    found: dict[tuple[str, str], list[Figure]] = {}
    for figure in stated:
        found.setdefault((figure.metric, figure.about), []).append(figure)
    return found
