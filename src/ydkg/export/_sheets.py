"""The graph as tables, in the order in which people want them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ydkg.export._desk import Desk
from ydkg.export._entries import passages, places, relations, sources, things, values
from ydkg.export._records import comparisons, figures, milestones, people
from ydkg.graph.sorting import sorted_in_memory

if TYPE_CHECKING:
    from ydkg.export._sheet import Sheet
    from ydkg.graph.sorting import Sorting
    from ydkg.graph.table import Table

_ALL = (people, figures, milestones, comparisons, places, things, relations, values, sources, passages)


class Book(NamedTuple):
    """All tables of a graph, and what they are made from."""

    sheets: list[Sheet]
    desk: Desk


def book_of(table: Table, ordered: Sorting = sorted_in_memory) -> Book:
    """Make the tables of a graph.

    Parameters
    ----------
    table : Table
        The graph; it is looked up row by row.
    ordered : callable
        Puts lines in order.

    Returns
    -------
    Book
        With each of the tables, also where it has no rows.
    """
    desk = Desk(table, ordered)
    return Book([make(desk) for make in _ALL], desk)
