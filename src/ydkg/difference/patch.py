"""The difference of two graphs as an RDF Patch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, parse

from ydkg.collection import open_file
from ydkg.errors import TurtleError, problem
from ydkg.graph.turtle import ntriples, turtle_error

if TYPE_CHECKING:
    from ydkg.difference.version import Version


def write_patch(before: Version, after: Version) -> str:
    """Write what makes the one graph from the other, sorted.

    Apache Jena, RDF Patch: https://jena.apache.org/documentation/rdf-patch/
    """
    (old, known), (new, declared) = _read(before), _read(after)
    lines = ["TX ."]
    lines += [f'PA "{prefix}" "{namespace}" .' for prefix, namespace in sorted(declared.items() - known.items())]
    marked = [(line, "D") for line in old - new] + [(line, "A") for line in new - old]
    lines += [f"{mark} {line}" for line, mark in sorted(marked)]
    return "\n".join([*lines, "TC .", ""])


def _read(version: Version) -> tuple[set[str], dict[str, str]]:
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
