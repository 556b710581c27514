"""What is made of an index and takes long: kept in a folder beside it, and gone with it."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from ydkg.errors import YdkgError
from ydkg.graph.index import MADE, is_ours, place_of
from ydkg.output import write_whole
from ydkg.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Store


class Beside:
    """The place beside a store's index; where the store has none nothing is kept.

    Parameters
    ----------
    store : pyoxigraph.Store
        As `ydkg.graph.index` opened it, or one in memory.
    state : str
        What else the things that are made depend on, but for the program itself.
    """

    def __init__(self, store: Store, state: str) -> None:
        place = place_of(store)
        self._folder = place.with_name(place.name + MADE) if place else None
        self._state = state

    def __bool__(self) -> bool:
        """Tell whether there is such a place."""
        return self._folder is not None

    def get(self, task: str, arguments: Mapping[str, object]) -> bytes | None:
        """Read what was made.

        Parameters
        ----------
        task : str
            What makes it.
        arguments : mapping of str to object
            What that was given; values that JSON can carry.

        Returns
        -------
        bytes or None
            None where it was not made by this program, or can have been written by others.
        """
        if self._folder is None or not (is_ours(self._folder.parent) and is_ours(self._folder)):
            return None
        with suppress(OSError):
            digest, _, content = self._file(task, arguments).read_bytes().partition(b"\n")
            return content if sha256(content).hexdigest().encode() == digest else None
        return None

    def put(self, task: str, arguments: Mapping[str, object], content: bytes) -> None:
        """Keep what was made, if there is room.

        Parameters
        ----------
        task : str
        arguments : mapping of str to object
            As for `get`.
        content : bytes
        """
        if self._folder is None or not is_ours(self._folder.parent):
            return
        with suppress(OSError, YdkgError):
            self._folder.mkdir(mode=0o700, exist_ok=True)
            if is_ours(self._folder):
                write_whole(self._file(task, arguments), sha256(content).hexdigest().encode() + b"\n" + content)

    def _file(self, task: str, arguments: Mapping[str, object]) -> Path:
        told = json.dumps([task, arguments, self._state, _program()], sort_keys=True)
        return Path(str(self._folder), f"{task}-{sha256(told.encode()).hexdigest()[:16]}")


@cache
def _program() -> str:
    """Tell one state of the program from another: its files' sizes and times, and the version of Python."""
    root = Path(__file__).resolve().parents[1]
    found = sorted(path for path in root.rglob("*") if path.is_file() and path.suffix != ".pyc")
    told = [f"{path} {status.st_size} {status.st_mtime_ns}" for path in found if (status := path.stat())]
    return sha256("\n".join([sys.version, VERSION, *told]).encode()).hexdigest()
