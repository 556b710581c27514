"""Pages that were made already, as many as there is room for."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable

#: Bytes that the kept pages may have in all.
ROOM = 8 * 1024 * 1024


class Shelf:
    """Keep what was asked for last.

    Parameters
    ----------
    room : int
        Bytes that the kept pages may have in all.

    Examples
    --------
    >>> shelf = Shelf(room=4)
    >>> for name in ("a", "b", "a", "c"):
    ...     _ = shelf.get(name) or shelf.put(name, name.encode() * 2)
    >>> shelf.get("a"), shelf.get("b")
    (b'aa', None)
    """

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._held: OrderedDict[Hashable, bytes] = OrderedDict()
        self._size = 0
        #: What goes with pages besides their bytes, by language.
        self.headers: dict[str, dict[str, str]] = {}

    def get(self, key: Hashable) -> bytes | None:
        """Give a page; None where it is not, or no longer, here."""
        if key in self._held:
            self._held.move_to_end(key)
        return self._held.get(key)

    def put(self, key: Hashable, page: bytes) -> bytes:
        """Keep a page, let those go that were not asked for the longest, and give it back."""
        self._size += len(page) - len(self._held.get(key, b""))
        self._held[key] = page
        self._held.move_to_end(key)
        while self._size > self._room:
            _, gone = self._held.popitem(last=False)
            self._size -= len(gone)
        return page
