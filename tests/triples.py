"""Triples of graphs that a test writes in Turtle."""

from __future__ import annotations

from pyoxigraph import RdfFormat, Triple, parse

from ydkg.vocab import PREFIXES

_PREFIXES = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())


def triples_of(*parts: str) -> list[Triple]:
    """Read Turtle in which our prefixes need no declaration."""
    return [quad.triple for quad in parse(_PREFIXES + "\n".join(parts), format=RdfFormat.TURTLE)]
