"""What is compared: a file, a folder of files, a document of a collection, or a revision of its repository."""

from __future__ import annotations

import subprocess
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from ydkg.errors import Listed, UnknownNameError, problem
from ydkg.graph.graph import Graph
from ydkg.graph.turtle import read_content, read_turtle
from ydkg.vocab import YD, ydr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyoxigraph import Triple

_DOCUMENTS = frozenset((YD.Document, YD.PressRelease))


class Version(NamedTuple):
    """One side of a comparison."""

    name: str  # as the user called it
    files: dict[str, Path]  # what a message calls each Turtle file -> where it is; sorted
    others: tuple[Path, ...] = ()

    def triples(self) -> Iterator[Triple]:
        """Read its files; in the order of the files; what two files say comes twice."""
        for called, path in self.files.items():
            yield from read_turtle(called, read_content(path))


@contextmanager
def open_version(name: str, collection: Sequence[Path]) -> Iterator[Version]:
    """Find what a name means, and keep its files at hand; its files are there until the end of the context."""
    path = Path(name)
    if path.is_dir():
        found = sorted(path.glob("*.ttl")) or sorted(path.glob("data/*.ttl"))
        files = {str(file): file for file in found if not file.name.startswith(".")}
        if not files:
            what = problem("{name}: there is no Turtle file in this folder; name one with a collection", name=name)
            raise UnknownNameError(what, name)
        yield Version(name, files)
    elif path.exists():
        yield Version(name, {name: path}, _without(collection, path))
    elif document := _document(name, collection):
        yield Version(name, {str(document): document}, _without(collection, document))
    else:
        with TemporaryDirectory(prefix="ydkg-diff-") as folder:
            yield Version(name, _revision(name, collection, Path(folder)))


def _without(collection: Sequence[Path], path: Path) -> tuple[Path, ...]:
    return tuple(file for file in collection if file.resolve() != path.resolve())


def _document(name: str, collection: Sequence[Path]) -> Path | None:
    """Find the file of a collection that is called so, or states a document of this slug."""
    for file in collection:
        if file.stem == name:
            return file
    line = f"ydr:{name}\n".encode()
    for file in collection:
        content = read_content(file)
        if content.startswith(line) or b"\n" + line in content:
            table = Graph.from_triples(read_turtle(file, content))
            if _DOCUMENTS.intersection(table.types(ydr(name))):
                return file
    return None


def _revision(name: str, collection: Sequence[Path], folder: Path) -> dict[str, Path]:
    """Write the collection's files as they were at a revision into a folder."""
    place = collection[0].resolve().parent if collection else Path.cwd()
    known = Listed(sorted(file.stem for file in collection))
    what = problem("{name}: neither a file, a folder nor a document ({known})", name=name, known=known)
    try:
        inside = _git(place, "rev-parse", "--is-inside-work-tree")
    except FileNotFoundError as error:
        raise UnknownNameError(
            problem("{what}; for a tag, git is needed, which is not installed", what=what), name
        ) from error
    if inside is None:
        raise UnknownNameError(
            problem("{what}, and {place} is in no git repository that could have such a tag", what=what, place=place),
            name,
        )
    commit = _git(place, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if commit is None:
        raise UnknownNameError(
            problem("{what} nor a tag, branch or commit of the repository of {place}", what=what, place=place), name
        )
    revision = commit.decode().strip()
    listed = _git(place, "ls-tree", "-z", "--name-only", revision, "./") or b""
    files: dict[str, Path] = {}
    for raw in sorted(listed.split(b"\0")):
        file = raw.decode()
        if file.endswith(".ttl"):
            (folder / file).write_bytes(_git(place, "cat-file", "blob", f"{revision}:./{file}") or b"")
            files[f"{name}:{file}"] = folder / file
    if not files:
        raise UnknownNameError(
            problem("{name}: this revision has no Turtle file in {place}/", name=name, place=place.name), name
        )
    return files


def _git(place: Path, *arguments: str) -> bytes | None:
    """Run git in a folder; None where it fails."""
    done = subprocess.run(["git", "-C", str(place), *arguments], capture_output=True, check=False)  # noqa: S607 - git is wherever the PATH says
    return done.stdout if done.returncode == 0 else None
