"""What is made of an index and takes long: kept in a folder beside it, and gone with it."""

from __future__ import annotations

import fcntl
import json
import os
import sys
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ydkg.errors import YdkgError, write_error
from ydkg.graph.store import folder_of, is_ours
from ydkg.output import write_whole
from ydkg.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyoxigraph import Store


#: The end of the name of the folder beside a store on disk, for what is made of it.
MADE = ".made"
#: The end of the name of a folder in which something is being made.
_PART = ".part"


class Beside:
    """The place beside a store's index; where the store has none nothing is kept."""

    def __init__(self, store: Store, state: str) -> None:
        place = folder_of(store)
        self._folder = place.with_name(place.name + MADE) if place else None
        self._state = state

    def __bool__(self) -> bool:
        """Tell whether there is such a place."""
        return self._folder is not None

    @property
    def writable(self) -> bool:
        """Tell whether something can be kept there, if there is room."""
        if self._folder is None or not is_ours(self._folder.parent):
            return False
        if not self._folder.exists():
            return os.access(self._folder.parent, os.W_OK)
        return is_ours(self._folder) and os.access(self._folder, os.W_OK)

    def name(self, task: str, arguments: Mapping[str, object]) -> str:
        """Tell what is made from all else."""
        told = json.dumps([task, arguments, self._state], sort_keys=True)
        return f"{task}-{sha256(told.encode()).hexdigest()[:16]}-{_program()[:16]}"

    def file(self, task: str, arguments: Mapping[str, object]) -> Path | None:
        """Find what was made, to be read piece by piece."""
        if self._folder is None or not (is_ours(self._folder.parent) and is_ours(self._folder)):
            return None
        path = self._folder / self.name(task, arguments)
        return path if path.is_file() else None

    @contextmanager
    def making(self, task: str, arguments: Mapping[str, object]) -> Iterator[Path]:
        """Give a place to make a file, which is moved to its own at the end."""
        place = self._folder or Path()
        with _held(place):
            try:
                part = TemporaryDirectory(prefix=f"{task}-", suffix=_PART, dir=place, ignore_cleanup_errors=True)
            except OSError as error:
                raise write_error(place, error) from error
            with part as folder:
                made, path = Path(folder, "whole"), place / self.name(task, arguments)
                yield made
                try:
                    made.replace(path)
                except OSError as error:
                    raise write_error(path, error) from error
                # What another state of the program has made there goes.
                for other in place.glob(f"{path.name.rpartition('-')[0]}-*"):
                    if other != path:
                        other.unlink(missing_ok=True)

    def get(self, task: str, arguments: Mapping[str, object]) -> bytes | None:
        """Read what `put` has kept."""
        with suppress(OSError):
            if path := self.file(task, arguments):
                digest, _, content = path.read_bytes().partition(b"\n")
                return content if sha256(content).hexdigest().encode() == digest else None
        return None

    def put(self, task: str, arguments: Mapping[str, object], content: bytes) -> None:
        """Keep what was made, if there is room."""
        if self.writable:
            with suppress(OSError, YdkgError), self.making(task, arguments) as path:
                write_whole(path, sha256(content).hexdigest().encode() + b"\n" + content)


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Make a folder and have nobody take it away; what programs that were ended left unfinished there goes."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        raise write_error(folder, error) from error
    try:
        with suppress(BlockingIOError):  # somebody makes something
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            for left in folder.glob(f"*{_PART}"):
                rmtree(left, ignore_errors=True)
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        yield
    finally:
        os.close(descriptor)


@cache
def _program() -> str:
    """Tell one state of the program from another: its files' sizes and times, and the version of Python."""
    root = Path(__file__).resolve().parents[1]
    found = sorted(path for path in root.rglob("*") if path.is_file() and path.suffix != ".pyc")
    told = [f"{path} {status.st_size} {status.st_mtime_ns}" for path in found if (status := path.stat())]
    return sha256("\n".join([sys.version, VERSION, *told]).encode()).hexdigest()
