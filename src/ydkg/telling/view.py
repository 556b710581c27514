"""Guided views of the explorer: what each is called, where it is, and the things without which there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Container


class View(NamedTuple):
    """A view.

    Attributes
    ----------
    title : str
        A text of the catalogue.
    address : str
        What stands behind the sign # of the explorer's address.
    needed : tuple of str
        Slugs of the things that it is a view of.
    """

    title: str
    address: str
    needed: tuple[str, ...]


VIEWS = (
    View(
        translatable("Who sat on the podium"),
        "thing=media-briefing-20241204&focus=media-briefing-20241204+1&hide=initiative.topic.metric",
        ("media-briefing-20241204",),
    ),
    View(
        translatable("What opens by the end of 2024"),
        "view=milestones&only=Planned&by=2024-12-31&sort=by",
        ("airport-link-line",),
    ),
    View(translatable("Metrics ahead of target"), "view=metrics&only=ahead", ("metric-vehicle-to-pile-ratio",)),
    View(
        translatable("The demonstration zone"),
        "thing=demonstration-zone&focus=demonstration-zone+1",
        ("demonstration-zone",),
    ),
    View(translatable("Five paths from Gu Jun to Hefei"), "view=paths&from=gu-jun&to=hefei", ("gu-jun", "hefei")),
)


def views_of(things: Container[str]) -> list[View]:
    """Choose the views of a graph.

    Parameters
    ----------
    things : container of str
        Slugs of its things.

    Returns
    -------
    list of View
        Those whose things it has; may be empty.
    """
    return [view for view in VIEWS if all(name in things for name in view.needed)]
