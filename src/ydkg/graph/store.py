"""The store that a collection is asked in: in memory where it is small, where it is large on disk, and built once."""

from __future__ import annotations

import fcntl
import json
import os
import stat
from contextlib import contextmanager, suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias
from weakref import WeakKeyDictionary

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store

from ydkg.collection import APART, DATASET, Collection, collection, graph_iri, graph_name, state_of
from ydkg.errors import ParameterError, problem
from ydkg.files import write_whole
from ydkg.graph.graph import Graph
from ydkg.graph.turtle import check_literals, read_content, read_turtle, turtle_error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import rdflib
    from pyoxigraph import Triple

    from ydkg.errors import Message

    Layout: TypeAlias = Iterable[tuple[Path | str, list[NamedNode | DefaultGraph]]]
    Say: TypeAlias = Callable[[Message], None] | None

#: The environment variable that names the folder of all stores, empty for none; by default `ydkg` in the user's cache.
VARIABLE = "YDKG_CACHE"
#: Bytes of files from which on a collection is kept on disk: to parse less takes no longer.
LARGE = 2 * 1024 * 1024
#: What a store is read by: another one's is built anew.
_VERSION = f"4 pyoxigraph {pyoxigraph.__version__}"


class _Opened(NamedTuple):
    """A store on disk that this process reads."""

    store: Store
    folder: Path
    lock: int  # descriptor; as long as it is open nobody takes the folder away


_opened: list[_Opened] = []
#: Graphs of rdflib that were written out, each with its state and its store.
_written: WeakKeyDictionary[rdflib.Graph, tuple[int, Store]] = WeakKeyDictionary()


def open_store(
    data: Collection | Iterable[Path | str] | None = None, say: Say = None, *, by_file: bool = False
) -> Store:
    """Load a collection: what documents and registers state into the default graph, what is apart into named ones.

    Each file is a graph of its own, too, on disk and where that is wanted.
    """
    chosen = collection() if data is None else data
    if not isinstance(chosen, Collection):
        return _loaded(Store(), ((path, [DefaultGraph()]) for path in chosen))
    return open_on_disk(chosen, say) or _loaded(Store(), _layout(chosen, by_file=by_file))


def open_on_disk(chosen: Collection, say: Say = None) -> Store | None:
    """Open the store of a large collection, which is built where there is none of its files as they are.

    There is none for a small collection, and where no folder can be written to: then the files are read.
    """
    cache = cache_folder()
    try:
        size = sum(path.stat().st_size for path in chosen.all_files)
    except OSError:
        return None  # reading the file says what is wrong with it
    if cache is None or size < LARGE:
        return None
    contents = sha256(_VERSION.encode())
    for path in chosen.all_files:
        contents.update(sha256(read_content(path)).digest())
    places = "\0".join(str(path.resolve()) for path in chosen.all_files)
    folder = cache / f"{sha256(places.encode()).hexdigest()[:16]}-{contents.hexdigest()[:16]}"
    try:
        return _open(folder) or _build(folder, chosen, say)
    except (OSError, RuntimeError) as error:  # the files are there, and say the same
        # The engine tells what it was at and which file that was before what the system says.
        why = problem(getattr(error, "strerror", None) or str(error).rpartition(": ")[2])
        pattern = "{where}: no index can be kept there ({why}); name another folder by {variable}"
        if say:
            say(problem(pattern, where=str(cache), why=why, variable=VARIABLE))
        return None


def cache_folder() -> Path | None:
    """Give the folder that holds the stores of all collections; None where there is none."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Path(named) if named else None
    if cache := os.environ.get("XDG_CACHE_HOME"):
        return Path(cache) / "ydkg"
    with suppress(RuntimeError):
        return Path.home() / ".cache" / "ydkg"
    return None


# -------- What is read of a collection --------


def read_collection(chosen: Collection) -> dict[Path, list[Triple]]:
    """Read every file of a collection; in the order of `Collection.all_files`, as they are written."""
    return {path: read_turtle(path) for path in chosen.all_files}


def asked_by_default(chosen: Collection) -> list[Triple]:
    """Read a collection, so that what is damaged is said, and keep what is asked by default."""
    triples = read_collection(chosen)
    return [triple for path in chosen.files for triple in triples[path]]


def load_apart(store: Store, chosen: Collection) -> None:
    """Load what is asked by the names of its graphs only."""
    _loaded(store, ((path, [graph_of(path)]) for path in chosen.named))


def graph_of(path: Path | str) -> NamedNode:
    """Give the graph of a store that a file is."""
    return NamedNode(graph_iri(graph_name(Path(path))))


def with_apart(store: Store) -> Graph:
    """Read a store with what is asked by the names of its graphs only: what later pages say, and judgements."""
    return _with(store, APART)


def with_description(store: Store, *, apart: bool = False) -> Graph:
    """Read a store with what describes its collection."""
    return _with(store, (*APART, DATASET) if apart else (DATASET,))


def folder_of(store: Store) -> Path | None:
    """Give the folder of a store on disk; None where it is in memory."""
    return next((known.folder for known in _opened if known.store is store), None)


def reopened(store: Store) -> Store:
    """Open a store on disk anew, for a process that was forked: the engine's threads stayed behind."""
    known = next((each for each in _opened if each.store is store), None)
    if known is None:
        return store
    new = Store.read_only(str(known.folder))
    _opened.append(known._replace(store=new))  # the former is kept: to close it would wait for the threads
    return new


# -------- Files into stores --------


def _layout(chosen: Collection, *, by_file: bool) -> Layout:
    """Say which graphs each file is loaded into."""
    for path in chosen.files:
        yield path, [DefaultGraph(), graph_of(path)] if by_file else [DefaultGraph()]
    for path in chosen.named:
        yield path, [graph_of(path)]


def _loaded(store: Store, layout: Layout, *, bulk: bool = False) -> Store:
    """Load files, and check the letters of their literals, which a store has otherwise; the store."""
    load = store.bulk_load if bulk else store.load
    for path, graphs in layout:
        content = read_content(path)
        try:
            for graph in graphs:
                load(content, format=RdfFormat.TURTLE, to_graph=graph)
        except SyntaxError as error:
            raise turtle_error(path, error) from error
        check_literals(path, content)
    return store


def _open(folder: Path) -> Store | None:
    """Open a store if it is there and whole: none of its files has changed since they were written down."""
    if not (is_ours(folder.parent) and is_ours(folder)):
        return None
    with suppress(OSError, ValueError):
        record = json.loads(folder.with_suffix(".json").read_bytes())
        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        fcntl.flock(lock, fcntl.LOCK_SH)
        if record == _files(folder):  # the engine ends the process where one is damaged
            store = Store.read_only(str(folder))
            _opened.append(_Opened(store, folder, lock))
            return store
        os.close(lock)
    return None


def _build(folder: Path, chosen: Collection, say: Say) -> Store | None:
    """Build a store beside its place and move it there, unless another process has done so meanwhile."""
    from shutil import rmtree  # noqa: PLC0415 - slow to load, and most open what there is
    from tempfile import mkdtemp  # noqa: PLC0415 - likewise

    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not is_ours(folder.parent):
        return None
    with _locked(folder.parent / "lock"):
        if store := _open(folder):
            return store
        if say:
            pattern = "{folder}: an index is built there, once, so that later questions need not read the files"
            say(problem(pattern, folder=folder.parent))
        for left in folder.parent.glob("*.part"):  # by a process that was ended
            rmtree(left, ignore_errors=True)
        part = Path(mkdtemp(".part", dir=folder.parent))
        try:
            _fill(part, chosen)
            rmtree(folder, ignore_errors=True)
            write_whole(folder.with_suffix(".json"), json.dumps(_files(part)))
            part.rename(folder)
        finally:
            rmtree(part, ignore_errors=True)
        # Stores of other states of these files go, but those in use.
        for other in folder.parent.glob(folder.name.rpartition("-")[0] + "-*/"):
            if other != folder:
                _remove(other)
        return _open(folder)


def _fill(part: Path, chosen: Collection) -> None:
    """Write a collection into a store on disk, which is closed then."""
    store = _loaded(Store(str(part)), _layout(chosen, by_file=True), bulk=True)
    store.optimize()
    store.flush()


def _remove(folder: Path) -> None:
    """Take a store away that nobody reads."""
    from shutil import rmtree  # noqa: PLC0415 - see above

    with suppress(OSError):
        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            folder.with_suffix(".json").unlink(missing_ok=True)
            rmtree(folder, ignore_errors=True)
        finally:
            os.close(lock)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Be the only process that builds."""
    lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


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


def _files(folder: Path) -> dict[str, list[int]]:
    """Take down the size, times and number of each file of a store."""
    return {path.name: [*state_of(path)] for path in sorted(folder.iterdir())}


def _with(store: Store, names: Iterable[str]) -> Graph:
    """Read the default graph of a store and those of some files, as far as it has them."""
    held = set(store.named_graphs())
    return Graph(store, (DefaultGraph(), *(graph for graph in map(graph_of, names) if graph in held)))


def as_store(graph: Store | rdflib.Graph | Path | str | None = None) -> Store:
    """Return a graph as a store that can be asked; the store itself where it is one."""
    if isinstance(graph, Store):
        return graph
    if graph is None or isinstance(graph, Path | str):
        chosen = collection(*([] if graph is None else [graph]))
        return _loaded_once(chosen, tuple(map(state_of, chosen.all_files)))
    if not hasattr(graph, "serialize"):
        said = problem(
            "a graph is a {store}, an {graph} or a folder, not {kind}",
            store="pyoxigraph.Store",
            graph="rdflib.Graph",
            kind=type(graph).__name__,
        )
        raise ParameterError(said, graph)
    state = hash(frozenset(graph))
    known = _written.get(graph)
    if known is None or known[0] != state:
        store = Store()
        store.load(graph.serialize(format="nt").encode(), format=RdfFormat.N_TRIPLES)
        known = _written[graph] = (state, store)
    return known[1]


@lru_cache(maxsize=1)
def _loaded_once(chosen: Collection, states: tuple[tuple[int, ...], ...]) -> Store:  # noqa: ARG001 - a part of the key
    """Load a collection once; the states of its files are given so that a changed one is loaded again."""
    return open_store(chosen)
