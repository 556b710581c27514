"""The difference of two graphs as an RDF Patch, in memory that does not grow with them."""

from __future__ import annotations

from heapq import merge
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, parse

from ydkg.collection import open_file
from ydkg.errors import TurtleError, problem
from ydkg.graph.sorting import sorted_lines
from ydkg.graph.turtle import ntriples, turtle_error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ydkg.difference.version import Version


def write_patch(before: Version, after: Version) -> Iterator[bytes]:
    """Write what makes the one graph from the other.

    Apache Jena, RDF Patch: https://jena.apache.org/documentation/rdf-patch/
    """
    known: list[dict[str, str]] = [{}, {}]
    with TemporaryDirectory(prefix="ydkg-diff-") as folder:
        sides = [
            sorted_lines(_lines(version, prefixes), Path(folder), name)
            for version, prefixes, name in zip((before, after), known, "ab", strict=True)
        ]
        yield b"TX .\n"
        for prefix, namespace in sorted(known[1].items() - known[0].items()):
            yield f'PA "{prefix}" "{namespace}" .\n'.encode()
        marked = merge(((line, "D") for line in sides[0]), ((line, "A") for line in sides[1]))
        for line, found in groupby(marked, key=itemgetter(0)):
            signs = [sign for _, sign in found]
            if len(signs) == 1:
                yield f"{signs[0]} {line}\n".encode()
        yield b"TC .\n"


def _lines(version: Version, prefixes: dict[str, str]) -> Iterator[str]:
    """Read the files of a version triple by triple; the prefixes that they declare are noted on the way."""
    for called, path in version.files.items():
        with open_file(path) as file:
            try:
                parser = parse(file, format=RdfFormat.TURTLE)
                yield from (ntriples(quad.triple) for quad in parser)
            except SyntaxError as error:
                raise turtle_error(called, error) from error
            except TurtleError as error:
                raise TurtleError(problem("{what}: {why}", what=called, why=error), called) from error
            prefixes.update(parser.prefixes)
