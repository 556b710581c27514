"""A collection: the files that are worked on, by default those that ship with ydkg, or a folder of one's own."""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from contextvars import ContextVar
from io import BytesIO
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, NamedTuple

from ydkg.errors import CollectionError, Listed, problem, system_reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import IO

#: The version of the package, and of the data that ship with it.
VERSION = "0.1.0"
_PACKAGE = Path(__file__).resolve().parent
_ROOT = _PACKAGE if (_PACKAGE / "data").is_dir() else _PACKAGE.parents[1]
#: Where the files are that ship with ydkg.
ONTOLOGY_DIR, DATA_DIR, QUERIES_DIR = _ROOT / "ontology", _ROOT / "data", _ROOT / "queries"
ONTOLOGY_FILE = ONTOLOGY_DIR / "ydkg.ttl"
RELEASE_FILE, REFERENCE_FILE, NAMES_FILE = (DATA_DIR / f"{name}.ttl" for name in ("triples", "reference", "names.zh"))
#: What is asked by default of the data that ship with ydkg.
DATA_FILES = (RELEASE_FILE, REFERENCE_FILE, NAMES_FILE)
#: What registers state, and what things are called in Chinese: files of any collection that are no documents.
REGISTERS = (REFERENCE_FILE.name, NAMES_FILE.name)
#: What describes a collection.
DATASET = "dataset.ttl"
#: What is asked by the names of its graphs only, so that answers on the documents stay what they are.
APART = ("later.ttl", "judgements.ttl")
#: No documents; the last are not accepted yet.
OTHERS = frozenset((*REGISTERS, *APART, DATASET, "proposals.ttl"))
#: The environment variable that names the collection: a folder, or Turtle files as a search path lists them.
VARIABLE = "YDKG_DATA"
_GRAPHS = "https://w3id.org/ydkg/graph/"
#: Graphs that are not called as their files.
_CALLED = {"triples": "release", "names.zh": "names"}
#: Graphs of what follows, which no file has.
COMPUTED = ("inferred", "derived")
#: What documents and registers state together, as a graph of servers that have no default graph of their own.
STATED = "stated"
#: What came through pipes, by path without links, where it is kept.
_PIPED: ContextVar[dict[str, bytes] | None] = ContextVar("piped", default=None)


class Collection(NamedTuple):
    """Files of data, by what they are; found, and listed nowhere."""

    paths: tuple[Path, ...]  # the folder, or the Turtle files, that it was made of
    documents: tuple[Path, ...]  # what documents state, a file each; sorted by name
    registers: tuple[Path, ...]  # what registers state, and what things are called in Chinese
    apart: tuple[Path, ...]  # what is asked by the names of its graphs only: what later pages say, judgements
    dataset: Path | None  # what describes the collection, and needs no evidence; asked by name only, too

    @property
    def files(self) -> tuple[Path, ...]:
        """What the graph is loaded from that is asked by default: documents first; may be empty."""
        return (*self.documents, *self.registers)

    @property
    def named(self) -> tuple[Path, ...]:
        """What is asked by the names of its graphs only; may be empty."""
        return (*self.apart, *([self.dataset] if self.dataset else []))

    @property
    def all_files(self) -> tuple[Path, ...]:
        """Every Turtle file that there is; may be empty."""
        return (*self.files, *self.named)


def collection(*paths: Path | str) -> Collection:
    """Find the files of a collection."""
    places = _places(paths)
    folder = places[0]
    files = places
    if folder.is_dir():
        try:
            found = sorted(folder.iterdir())
        except OSError as error:
            wrong = problem("{path}: cannot be read: {why}", path=folder, why=system_reason(error))
            raise CollectionError(wrong, str(folder)) from error
        files = tuple(path for path in found if path.suffix == ".ttl" and not path.name.startswith("."))
    if not files:
        raise CollectionError(
            problem("{folder}: no Turtle file is in it; `ydkg init` makes a collection", folder=folder), str(folder)
        )
    named = {path.name: path for path in files}
    documents = tuple(path for path in files if path.name not in OTHERS)
    graphs: dict[str, Path] = {}
    # The others' names are fixed, so a document gives way.
    for path in sorted(files, key=lambda each: each.name not in OTHERS):
        name = graph_name(path)
        other = graphs.setdefault(name, path)
        if other is not path or name in {*COMPUTED, STATED}:
            reason = problem("which is computed") if other is path else problem("as {other} would", other=other)
            said = problem(
                "{path}: would be the graph {graph}, {reason}; rename it", path=path, graph=name, reason=reason
            )
            raise CollectionError(said, str(path))
    registers, apart = (tuple(named[name] for name in names if name in named) for names in (REGISTERS, APART))
    return Collection(places, documents, registers, apart, named.get(DATASET))


def state_of(path: Path | str) -> tuple[int, ...]:
    """Tell one state of a file from another, without reading it."""
    try:
        status = os.stat(path)  # noqa: PTH116 - a path takes longer to make than a file to look at
    except OSError:
        return ()
    marks = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
    return marks if S_ISREG(status.st_mode) else ()


@contextmanager
def pipes_kept() -> Iterator[None]:
    """Keep what comes through pipes, which can be read once only, until the end of the outermost context."""
    token = _PIPED.set({}) if _PIPED.get() is None else None
    try:
        yield
    finally:
        if token:
            _PIPED.reset(token)


def open_file(path: Path | str) -> IO[bytes]:
    """Open a file, or what came through a pipe, which is read whole."""
    if state_of(path):
        return Path(path).open("rb")
    piped = _PIPED.get()
    known = {} if piped is None else piped
    pipe = os.path.realpath(path)  # which may have several names, such as those of standard input
    if pipe not in known:
        known[pipe] = Path(path).read_bytes()
    return BytesIO(known[pipe])


def question_folders(*paths: Path | str) -> tuple[Path, ...]:
    """Name the folders of a collection's questions; its files, which may be many, are not looked for."""
    places = _places(paths)
    own = [path / "queries" for path in places if path.is_dir()] if places != (DATA_DIR,) else ()
    return (*own, QUERIES_DIR)


def _places(paths: Iterable[Path | str]) -> tuple[Path, ...]:
    """Say which folder, or which Turtle files, a collection is made of."""
    named = os.environ.get(VARIABLE, "")
    if not paths and not named:
        return (DATA_DIR,)
    given = [named] if Path(named).is_dir() else named.split(os.pathsep)  # a folder's name may hold the separator
    chosen = tuple(Path(path) for path in paths or filter(None, given)) or (DATA_DIR,)
    folder = next((path for path in chosen if path.suffix != ".ttl" or path.is_dir()), None)
    if folder and len(chosen) > 1:
        listed = Listed(map(str, chosen))
        raise CollectionError(problem("{listed}: a collection is one folder, or Turtle files", listed=listed), listed)
    if folder and folder.exists() and not folder.is_dir():
        raise CollectionError(
            problem("{folder}: neither a folder nor a Turtle file (.ttl)", folder=folder), str(folder)
        )
    if folder and not folder.is_dir():
        raise CollectionError(
            problem("{folder}: no such folder; `ydkg init {folder}` makes a collection", folder=folder), str(folder)
        )
    return chosen


def graph_name(path: Path) -> str:
    """Give the name of the graph that a file is.

    >>> graph_name(Path("data/later.ttl")), graph_name(Path("Annual report (2025).ttl"))
    ('later', 'annual-report-2025')
    """
    known = _CALLED.get(path.stem)
    return known or re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-") or "document"


def graph_iri(name: str) -> str:
    """Give the IRI of a graph.

    >>> graph_iri("later")
    'https://w3id.org/ydkg/graph/later'
    """
    return _GRAPHS + name
