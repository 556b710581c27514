"""The figures of a thing, or those in a metric, under what they are figures of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ydkg.telling.naming import iri_of

if TYPE_CHECKING:
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


def figures(telling: Telling, name: str) -> list[Group]:
    """Tell the figures of a thing, by metric, or those in a metric, by thing.

    Parameters
    ----------
    telling : Telling
        The graph, in a language.
    name : str
        Slug of a thing.

    Returns
    -------
    list of Group
        In the order of the records; may be empty.
    """
    atlas = telling.book.atlas
    metric = atlas.things[name].family == "metric"
    groups: dict[str, Group] = {}
    for figure in atlas.figures_of.get(name, ()):
        if name != (figure.metric if metric else figure.about):
            continue
        other = iri_of(figure.about if metric else figure.metric)
        group = groups.setdefault(other, Group(other, [], []))
        group.comparisons.extend(atlas.comparisons_of.get(figure.id, ()))
        group.figures.append(figure)
    return list(groups.values())
