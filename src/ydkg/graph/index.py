"""The index of a collection: a store on disk, kept in the user's cache, which is opened without reading Turtle."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import stat
import time
from contextlib import contextmanager, suppress
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import pyoxigraph
from pyoxigraph import Store

from ydkg.collection import state_of
from ydkg.errors import OutputError, YdkgError, problem
from ydkg.graph.canonical import read_content
from ydkg.output import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from pyoxigraph import DefaultGraph, NamedNode, Quad

    from ydkg.errors import Message

#: The environment variable that names the folder of all indexes, empty for none; by default `ydkg` in the user's cache.
VARIABLE = "YDKG_CACHE"
#: The indexes that a collection may have: what is asked on the command line, and what a server serves.
KINDS = ("asked", "served")
#: The end of the name of the folder beside an index, for what is made of it: see `ydkg.graph.beside`.
MADE = ".made"
#: What an index is read by: another one's is built anew.
_VERSION = f"2 pyoxigraph {pyoxigraph.__version__}"
#: A file that was written so shortly before it was looked at may be written again without showing it: nanoseconds.
_RACY = 2_000_000_000
#: Quads that are sorted at a time, at some 1 kB each. Two batches are merged with all before: so each is a share of
#: these, but so many at least, and at most, from which on the engine would sort several at once.
_OF_ALL, _BATCH, _MOST = 12, 60_000, 1_000_000
#: Open until they are closed, or the process ends: nobody takes an index away that is in use.
_in_use: list[tuple[Store, Path, int, int]] = []
#: Those that were open when this process was forked: the engine's threads, which a writer waits for, stayed behind.
_inherited: list[Store] = []

#: File -> the graphs that its triples are in.
Layout: TypeAlias = "Mapping[Path, Sequence[NamedNode | DefaultGraph]]"
#: What is written down of an index: version, name of its store, quads in all and by default; its files, with digest and
#: marks; its parts.
Record: TypeAlias = "dict[str, Any]"
#: Reads the content of a file into graphs.
Reader: TypeAlias = "Callable[[Path, bytes, Sequence[NamedNode | DefaultGraph]], Iterator[Quad]]"


class Index(NamedTuple):
    """An index that fits the files."""

    store: Store  # read-only
    folder: Path  # where it is
    triples: int  # quads, in all graphs
    digests: tuple[str, ...]  # SHA-256 of each of its files
    size: int  # bytes on disk
    fresh: bool  # whether it was built just now


def cache_folder() -> Path | None:
    """Give the folder that holds the indexes of all collections."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Path(named) if named else None
    if cache := os.environ.get("XDG_CACHE_HOME"):
        return Path(cache) / "ydkg"
    try:
        return Path.home() / ".cache" / "ydkg"
    except RuntimeError:
        return None


def unkept(folder: Path | None, error: Exception | None = None) -> Message:
    """Say that no index can be kept, and why if that is known."""
    where = str(folder or "no home folder")
    if error is None:
        return problem(
            "{where}: no index can be kept there; name another folder by {variable}", where=where, variable=VARIABLE
        )
    # The engine tells what it was at and which file that was before what the system says.
    why = problem(getattr(error, "strerror", None) or str(error).rpartition(": ")[2])
    return problem(
        "{where}: no index can be kept there ({why}); name another folder by {variable}",
        where=where,
        why=why,
        variable=VARIABLE,
    )


class IndexFolder:
    """The place of one collection's indexes.

    An index is believed as long as its files have the size, the times and the number that they had when it was built.
    Where one has not, or was written within two seconds of that, its digest decides. Folders that belong to neither the
    user nor the administrator, or that others may write to, are not believed.
    """

    def __init__(self, paths: Sequence[Path], kind: str) -> None:
        self._kind = kind
        cache = cache_folder()
        name = hashlib.sha256("\0".join(str(path.resolve()) for path in paths).encode()).hexdigest()[:16]
        self.folder = cache / name if cache else None

    def opened(self, files: Sequence[Path], digests: Sequence[str] | None = None) -> Index | None:
        """Open the index where there is one that fits."""
        if self.folder is None or not is_ours(self.folder):
            return None
        with suppress(OSError, RuntimeError, ValueError, KeyError, TypeError):
            record = json.loads(self._record.read_bytes())
            paths = [str(path.resolve()) for path in files]
            if record["version"] != _VERSION or [each["path"] for each in record["files"]] != paths:
                return None
            known = [each["digest"] for each in record["files"]]
            if known != list(digests) if digests is not None else not self._fits(record, files):
                return None
            return self._open(record, fresh=False)
        return None

    def built(self, layout: Layout, read: Reader, say: Callable[[Message], None] | None = None) -> Index | None:
        """Build the index, unless another process has done so meanwhile."""
        if self.folder is None or _inherited:
            return None
        index, wrong = None, unkept(self.folder.parent)
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if is_ours(self.folder):
                with self._locked():
                    index = self.opened(list(layout)) or self._build(layout, read, say)
        except (OSError, RuntimeError) as error:  # the files are there, and say the same
            wrong = unkept(self.folder.parent, error)
        if index is None and say:
            say(wrong)
        return index

    def remove(self) -> None:
        """Take the index away, if there is one that is not in use."""
        if self.folder is not None and is_ours(self.folder):
            with suppress(OSError), self._locked():
                self._record.unlink(missing_ok=True)
                self._sweep("")

    def sweep(self, kept: Path) -> None:
        """Take away what was made of other states of the files than an index, but what is in use."""
        with suppress(OSError), self._locked():
            self._sweep(kept.name)

    @property
    def _record(self) -> Path:
        return self.folder / f"{self._kind}.json"  # type: ignore[operator] # nobody asks where there is no folder

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Be the only process that changes this place."""
        descriptor = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)  # type: ignore[operator]
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def _build(self, layout: Layout, read: Reader, say: Callable[[Message], None] | None) -> Index | None:
        """Load the files into a store beside, and move it to its place when it is whole."""
        from shutil import rmtree  # noqa: PLC0415 - slow to load, and most open what there is

        folder = self._record.parent
        if say:
            say(
                problem(
                    "{folder}: an index is built there, once, so that later questions need not read the files",
                    folder=folder,
                )
            )
        part = folder / f"{self._kind}.part"
        rmtree(part, ignore_errors=True)
        try:
            store, files = Store(str(part)), list[Record]()

            def quads() -> Iterator[Quad]:
                for path, graphs in layout.items():
                    looked = time.time_ns()
                    marks = state_of(path)
                    content = read_content(path)
                    known = {"path": str(path.resolve()), "looked": looked, "marks": marks}
                    files.append(known | {"digest": hashlib.sha256(content).hexdigest()})
                    yield from read(path, content, graphs)

            try:
                loaded, left = 0, quads()
                for first in left:
                    many = min(max(_BATCH, loaded // _OF_ALL), _MOST)
                    store.bulk_extend(chain((first,), islice(left, many - 1)))
                    loaded += many
                store.optimize()
                store.flush()
                triples, default = len(store), _count_default(store)
            finally:
                del store  # an exception that somebody keeps would hold it open, and its place with it
            name = f"{self._kind}-{hashlib.sha256(json.dumps(files).encode()).hexdigest()[:16]}"
            place = folder / name
            rmtree(place, ignore_errors=True)
            part.chmod(0o700)
            part.rename(place)
        finally:
            rmtree(part, ignore_errors=True)
        record = {"version": _VERSION, "store": name, "triples": triples, "default": default, "files": files}
        record["parts"] = _parts(place)
        try:
            write_whole(self._record, json.dumps(record, indent=1) + "\n")
        except OutputError:
            rmtree(place, ignore_errors=True)
            raise
        index = self._open(record, fresh=True)
        self._sweep(name)
        _prune(folder.parent)
        return index

    def _fits(self, record: Record, files: Sequence[Path]) -> bool:
        """Tell whether the files are those of the index; note how they look now where only that has changed."""
        looked, changed = time.time_ns(), False
        for path, known in zip(files, record["files"], strict=True):
            marks = [*state_of(path)]  # as JSON has it
            if marks == known["marks"] and max(marks[1:3]) + _RACY < known["looked"]:
                continue
            with path.open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != known["digest"]:
                    return False
            known |= {"looked": looked, "marks": marks}
            changed = True
        if changed:
            with suppress(YdkgError):
                write_whole(self._record, json.dumps(record, indent=1) + "\n")
        return True

    def _open(self, record: Record, *, fresh: bool) -> Index | None:
        """Open a store for reading, if all its parts are there; None if not."""
        place = self._record.parent / record["store"]
        descriptor = os.open(place, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH)
            if _parts(place) != record["parts"]:
                os.close(descriptor)
                return None
            store = Store.read_only(str(place))
        except BaseException:
            with suppress(OSError):
                os.close(descriptor)
            raise
        _in_use.append((store, place, descriptor, record["default"]))
        digests = tuple(each["digest"] for each in record["files"])
        return Index(
            store, place, record["triples"], digests, sum(size for size, *_ in record["parts"].values()), fresh
        )

    def _sweep(self, kept: str) -> None:
        """Take stores away that are of another state of the files, but those in use."""
        for place in self._record.parent.glob(f"{self._kind}-*"):
            if place.name.removesuffix(MADE) != kept:
                _take_away(place)


def reopened(store: Store) -> tuple[Store, int]:
    """Open the index that a store is anew, for a process that was forked and has closed its files."""
    place = place_of(store)
    return (Store.read_only(str(place)), len(list(place.glob("*.sst")))) if place else (store, 0)


def inherited(store: Store) -> Store:
    """Open the index that a store is anew, whatever is in the files now, for a process that was forked."""
    new, _ = reopened(store)
    if new is not store:
        _inherited.append(store)
        _in_use.extend([(new, place, file, count) for known, place, file, count in _in_use if known is store])
    return new


def place_of(store: Store) -> Path | None:
    """Give the folder of the index that a store is; None where it is in memory."""
    return next((place for known, place, *_ in _in_use if known is store), None)


def close_index(store: Store) -> None:
    """Hold the index that a store is no longer, so that it can be taken away once nobody else reads it."""
    for entry in [each for each in _in_use if each[0] is store]:
        _in_use.remove(entry)
        os.close(entry[2])


def count_triples(store: Store) -> int:
    """Count the triples of the default graph; those of an index were counted when it was built."""
    counted = next((count for known, *_, count in _in_use if known is store), None)
    return _count_default(store) if counted is None else counted


def _count_default(store: Store) -> int:
    return int(next(iter(store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")))[0].value)  # type: ignore[arg-type]


def is_ours(folder: Path) -> bool:
    """Tell whether a folder can have been written by nobody but the user or the administrator."""
    try:
        status, above = folder.lstat(), folder.parent.stat()
    except OSError:
        return False
    # Where others may rename what lies beside theirs, they could put another folder in its place at any moment.
    fixed = not above.st_mode & stat.S_IWOTH or above.st_mode & stat.S_ISVTX
    own = status.st_uid in {os.geteuid(), 0} and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return stat.S_ISDIR(status.st_mode) and own and bool(fixed)


def _parts(place: Path) -> dict[str, list[int]]:
    """Take down the files of a store, none of which may change: the engine does not end where one is damaged."""
    return {each.name: [*state_of(each)] for each in sorted(place.iterdir())}


def _take_away(place: Path) -> None:
    """Take a store away that nobody reads, or a folder beside one that nobody writes to."""
    from shutil import rmtree  # noqa: PLC0415 - see above

    with suppress(OSError):
        descriptor = os.open(place, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            rmtree(place, ignore_errors=True)
        finally:
            os.close(descriptor)


def _prune(cache: Path) -> None:
    """Take the indexes of collections away that are no longer there, but nothing that a stranger's record names."""
    for record in cache.glob("*/*.json"):
        with suppress(OSError, ValueError, KeyError, TypeError):
            if record.stem not in KINDS or not is_ours(record.parent):
                continue
            known = json.loads(record.read_bytes())
            if not any(Path(each["path"]).exists() for each in known["files"]):
                for place in record.parent.glob(f"{record.stem}-*"):
                    _take_away(place)
                record.unlink()
