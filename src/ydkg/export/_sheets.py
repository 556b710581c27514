"""The graph as tables, in the order in which people want them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ydkg.export._desk import Desk
from ydkg.export._entries import passages, places, relations, sources, things, values
from ydkg.export._records import comparisons, figures, milestones, people

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

    from ydkg.export._sheet import Sheet

_ALL = (people, figures, milestones, comparisons, places, things, relations, values, sources, passages)


def sheets_of(triples: Iterable[Triple]) -> list[Sheet]:
    """Make the tables of a graph.

    Parameters
    ----------
    triples : iterable of pyoxigraph.Triple
        The graph.

    Returns
    -------
    list of Sheet
        Each of them, also where it has no rows.
    """
    desk = Desk(triples)
    return [make(desk) for make in _ALL]
