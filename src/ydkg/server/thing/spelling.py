"""Things that are spelled like a name which nothing has."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from ydkg.graph.names import fold
from ydkg.telling.search import entries

if TYPE_CHECKING:
    from ydkg.server.thing.book import Book

_MOST = 6
_LONGEST = 80


def spelled_like(book: Book, slug: str) -> list[str]:
    """List things whose slug or name is spelled like a text.

    Parameters
    ----------
    book : Book
        The graph.
    slug : str
        What was asked for; its first 80 characters count.

    Returns
    -------
    list of str
        Up to six slugs, the nearest first; may be empty.
    """
    wanted = fold(slug[:_LONGEST].replace("-", " ").replace("_", " "))
    known: dict[str, str] = {}
    for name, thing in (
        *((each.replace("-", " "), each) for each in book.atlas.things),
        *((entry.name, entry.thing) for entry in entries(book.atlas.things.values())),
    ):
        known.setdefault(fold(name), thing)
    near = get_close_matches(wanted, known, n=_MOST, cutoff=0.6)
    if len(wanted) > 1:
        near += sorted((name for name in known if wanted in name), key=lambda name: (len(name), name))
    return list(dict.fromkeys(known[name] for name in near if name))[:_MOST]
