"""What the RDF writers share: the triples of each subject, in one order."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Triple

    from ydkg.graph.sorting import Sorting


def by_subject(triples: Iterable[Triple], ordered: Sorting) -> Iterator[list[Triple]]:
    """Sort triples by their N-Triples form, each once; all triples of a subject."""
    lines = ordered(f"{triple} ." for triple in triples)
    for _, members in groupby(lines, key=lambda line: line.partition(" ")[0]):
        yield [quad.triple for quad in parse("\n".join(members), format=RdfFormat.N_TRIPLES)]
