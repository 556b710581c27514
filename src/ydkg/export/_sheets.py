"""The graph as tables, in the order in which people want them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ydkg.export._desk import Desk
from ydkg.export._entries import passages, places, relations, sources, things, values
from ydkg.export._records import comparisons, figures, milestones, people

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

    from ydkg.export._sheet import Sheet
    from ydkg.telling.text import Text

_ALL = (people, figures, milestones, comparisons, places, things, relations, values, sources, passages)


class Book(NamedTuple):
    """All tables of a graph, and what it is called."""

    title: Text
    sheets: list[Sheet]


def book_of(triples: Iterable[Triple]) -> Book:
    """Make the tables of a graph.

    Parameters
    ----------
    triples : iterable of pyoxigraph.Triple
        The graph.

    Returns
    -------
    Book
        With each of the tables, also where it has no rows.
    """
    desk = Desk(triples)
    return Book(desk.title, [make(desk) for make in _ALL])
