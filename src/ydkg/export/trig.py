"""RDF with the graph of each triple, as TriG."""

from __future__ import annotations

from itertools import chain, groupby
from typing import TYPE_CHECKING

from ydkg.export._format import Format
from ydkg.graph.canonical import BREAK, apart, fact_line, prefix_lines, subject_blocks
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Quad

    from ydkg.graph.sorting import Sorting

FORMAT = Format(
    name="TriG",
    extension="trig",
    media_type="application/trig",
    purpose=translatable("a graph for each document, register and other file; to read"),
    carries="dataset",
    order=2,
)


def pieces(quads: Iterable[Quad], ordered: Sorting) -> Iterator[bytes]:
    """Write quads as TriG, each graph in the canonical form of the data files."""
    prefixes: set[str] = set()
    lines = ordered(
        f"{getattr(quad.graph_name, 'value', '')}{BREAK}{fact_line(quad.triple, prefixes)}" for quad in quads
    )
    yield prefix_lines(prefixes).encode()
    between = "\n" if prefixes else ""
    for name, members in groupby(lines, key=lambda line: line.partition(BREAK)[0]):
        blocks = apart(subject_blocks(line.partition(BREAK)[2] for line in members))
        for piece in chain((between, f"<{name}> {{\n" if name else ""), blocks, ("}\n" if name else "",)):
            yield piece.encode()
        between = "\n"
