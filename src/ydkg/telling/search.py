"""What can be searched for: every name of every thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ydkg.telling.thing import Thing


class Entry(NamedTuple):
    """A name of a thing: slug of the thing, the name, and whether it is its English one."""

    thing: str
    name: str
    main: bool


def entries(things: Iterable[Thing]) -> Iterator[Entry]:
    """List the names of things.

    Parameters
    ----------
    things : iterable of Thing
        The things.

    Yields
    ------
    Entry
        Of each thing its English name, its Chinese one where it has one, and its other names; each once.
    """
    for thing in things:
        for name in dict.fromkeys((*thing.name, *thing.aliases)):
            yield Entry(thing.id, name, main=name == thing.name.en)
