"""The figures of a thing, or those in a metric, under what they are figures of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ydkg.telling.naming import iri_of

if TYPE_CHECKING:
    from ydkg.server.paging import Turn
    from ydkg.server.thing.telling import Telling
    from ydkg.telling.comparison import Comparison
    from ydkg.telling.figure import Figure


class Group(NamedTuple):
    """The figures of a thing in one metric, or in a metric of one thing.

    Attributes
    ----------
    iri : str
        The other one's.
    comparisons : list of Comparison
        Those of the figures.
    figures : list of Figure
        All of them.
    """

    iri: str
    comparisons: list[Comparison]
    figures: list[Figure]

    @property
    def charted(self) -> bool:
        """Whether a comparison draws them already.

        Returns
        -------
        bool
        """
        return any(comparison.chart for comparison in self.comparisons)


def figures(telling: Telling, name: str, turn: Turn) -> dict[str, object]:
    """Tell the figures of a thing, by metric, or those in a metric, by thing.

    Parameters
    ----------
    telling : Telling
        The graph, in a language.
    name : str
        Slug of a thing.
    turn : Turn
        How many of them are shown.

    Returns
    -------
    dict
        ``figures``, a list of groups in the order of the records, which may be empty, and ``figure_count``, how many
        figures there are.
    """
    lookup, found = telling.book.lookup, telling.book.figures(name)
    metric = lookup.things[name].family == "metric"
    groups: dict[str, Group] = {}
    for figure in turn.of(found):
        other = iri_of(figure.about if metric else figure.metric)
        group = groups.setdefault(other, Group(other, [], []))
        group.comparisons.extend(lookup.comparisons_of(figure.id))
        group.figures.append(figure)
    return {"figures": list(groups.values()), "figure_count": len(found)}
