"""What is compared: a file, a folder of files, a document of a collection, or a revision of its repository."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import RdfFormat, parse

from ydkg.collection import open_file
from ydkg.errors import Listed, TurtleError, UnknownNameError, problem
from ydkg.graph.graph import Graph
from ydkg.graph.turtle import ntriples, read_content, read_turtle, turtle_error
from ydkg.vocab import YD, ydr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyoxigraph import Triple

_DOCUMENTS = frozenset((YD.Document, YD.PressRelease))


class Version(NamedTuple):
    """One side of a comparison."""

    name: str  # as the user called it
    files: dict[str, Path]  # what a message calls each Turtle file -> where it is; sorted
    others: tuple[Path, ...] = ()  # files of the collection that may name and define what these speak of

    def triples(self) -> Iterator[Triple]:
        """Read its files; in the order of the files; what two files say comes twice."""
        for called, path in self.files.items():
            yield from read_turtle(called, read_content(path))


def write_patch(before: Version, after: Version) -> str:
    """Write what makes the one graph from the other, sorted.

    Apache Jena, RDF Patch: https://jena.apache.org/documentation/rdf-patch/
    """
    (old, known), (new, declared) = _lines(before), _lines(after)
    prefixes = [f'PA "{prefix}" "{namespace}" .' for prefix, namespace in sorted(declared.items() - known.items())]
    marked = [(line, "D") for line in old - new] + [(line, "A") for line in new - old]
    changes = [f"{mark} {line}" for line, mark in sorted(marked)]
    return "\n".join(["TX .", *prefixes, *changes, "TC .", ""])


def _lines(version: Version) -> tuple[set[str], dict[str, str]]:
    """Read the files of a version: its triples as lines, and the prefixes that are declared."""
    lines: set[str] = set()
    prefixes: dict[str, str] = {}
    for called, path in version.files.items():
        with open_file(path) as file:
            try:
                parser = parse(file, format=RdfFormat.TURTLE)
                lines.update(ntriples(quad.triple) for quad in parser)
            except SyntaxError as error:
                raise turtle_error(called, error) from error
            except TurtleError as error:
                raise TurtleError(problem("{what}: {why}", what=called, why=error), called) from error
            prefixes |= parser.prefixes
    return lines, prefixes


@contextmanager
def open_version(name: str, collection: Sequence[Path]) -> Iterator[Version]:
    """Find what a name means, and keep its files at hand; its files are there until the end of the context."""
    path = Path(name)
    if path.is_dir():
        inside = sorted(path.glob("*.ttl")) or sorted(path.glob("data/*.ttl"))
        files = {str(file): file for file in inside if not file.name.startswith(".")}
        if not files:
            what = problem("{name}: there is no Turtle file in this folder; name one with a collection", name=name)
            raise UnknownNameError(what, name)
        yield Version(name, files)
        return
    document = path if path.exists() else _document(name, collection)
    if document:
        others = tuple(file for file in collection if file.resolve() != document.resolve())
        yield Version(name, {str(document): document}, others)
        return
    with TemporaryDirectory(prefix="ydkg-diff-") as folder:
        yield Version(name, _revision(name, collection, Path(folder)))


def _document(name: str, collection: Sequence[Path]) -> Path | None:
    """Find the file of a collection that is called so, or states a document of this slug."""
    for file in collection:
        if file.stem == name:
            return file
    for file in collection:
        content = read_content(file)
        if f"\nydr:{name}\n".encode() in b"\n" + content:
            graph = Graph.from_triples(read_turtle(file, content))
            if _DOCUMENTS.intersection(graph.types(ydr(name))):
                return file
    return None


def _revision(name: str, collection: Sequence[Path], folder: Path) -> dict[str, Path]:
    """Write the collection's files as they were at a revision into a folder."""
    place = collection[0].resolve().parent if collection else Path.cwd()
    known = Listed(sorted(file.stem for file in collection))
    what = problem("{name}: neither a file, a folder nor a document ({known})", name=name, known=known)
    if shutil.which("git") is None:
        raise UnknownNameError(problem("{what}; for a tag, git is needed, which is not installed", what=what), name)
    if _git(place, "rev-parse", "--is-inside-work-tree") is None:
        outside = problem(
            "{what}, and {place} is in no git repository that could have such a tag", what=what, place=place
        )
        raise UnknownNameError(outside, name)
    commit = _git(place, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if commit is None:
        none = problem("{what} nor a tag, branch or commit of the repository of {place}", what=what, place=place)
        raise UnknownNameError(none, name)
    archive = _git(place, "archive", commit.decode().strip(), "--", ":(glob)*.ttl")
    if archive is None:
        empty = problem("{name}: this revision has no Turtle file in {place}/", name=name, place=place.name)
        raise UnknownNameError(empty, name)
    with tarfile.open(fileobj=BytesIO(archive)) as files:
        files.extractall(folder, filter="data")
    return {f"{name}:{file.name}": file for file in sorted(folder.glob("*.ttl"))}


def _git(place: Path, *arguments: str) -> bytes | None:
    """Run git in a folder; None where it fails."""
    done = subprocess.run(["git", "-C", str(place), *arguments], capture_output=True, check=False)  # noqa: S607 - git is wherever the PATH says
    return done.stdout if done.returncode == 0 else None
