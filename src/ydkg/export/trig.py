"""RDF with the graph of each triple, as TriG."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from ydkg.export._format import Format
from ydkg.export._triples import sorted_quads
from ydkg.graph.canonical import canonical_turtle
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad

FORMAT = Format(
    name="TriG",
    extension="trig",
    media_type="application/trig",
    purpose=translatable("a graph for each document, register and other file; to read"),
    carries="dataset",
    order=2,
)


def write(quads: Iterable[Quad]) -> bytes:
    """Write quads as TriG, each graph in the canonical form of the data files.

    Parameters
    ----------
    quads : iterable of pyoxigraph.Quad

    Returns
    -------
    bytes
        UTF-8; the default graph first, then the others by name. The same bytes for the same quads.

    Raises
    ------
    TurtleError
        If there is a blank node, or a literal that is none of its datatype's.
    """
    heads: set[str] = set()
    blocks = []
    for name, members in groupby(sorted_quads(quads), key=lambda quad: getattr(quad.graph_name, "value", "")):
        written = canonical_turtle(quad.triple for quad in members)
        head, body = written.split("\n\n", 1) if written.startswith("@prefix") else ("", written)
        heads.update(head.splitlines())
        blocks.append(f"<{name}> {{\n{body}}}\n" if name else body)
    return "\n".join([*(["".join(f"{line}\n" for line in sorted(heads))] if heads else []), *blocks]).encode()
