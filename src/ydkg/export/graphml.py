"""The network as GraphML."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from ydkg.export._format import Format
from ydkg.export._network import drawn
from ydkg.export._xml import write_document, write_elements
from ydkg.export._yed import NAMESPACE, add_keys, graphics
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from ydkg.export._sheets import Book

FORMAT = Format(
    name="GraphML",
    extension="graphml",
    media_type="application/graphml+xml",
    purpose=translatable("the network for Gephi, yEd, Cytoscape and networkx"),
    carries="network",
    order=5,
    rows=True,
    extra="view",
)


def files(book: Book, folder: Path) -> list[str]:
    """Write the network of a graph as GraphML.

    Parameters
    ----------
    book : Book
    folder : Path

    Returns
    -------
    list of str
        One file, UTF-8; an edge's ``id`` in the file is its key. With what yEd draws, which stands before the
        attributes of a node or an edge: these have the last word where a reader takes both. The same bytes for the
        same triples.

    Raises
    ------
    OutputError
        If a value holds a character that XML cannot carry.
    """
    from xml.etree.ElementTree import Element, SubElement  # noqa: PLC0415 - only who writes a network waits for it

    # Always the writer on the standard library's XML: lxml, where installed, would give other bytes.
    from networkx.readwrite.graphml import GraphMLWriter  # noqa: PLC0415 - likewise

    writer = GraphMLWriter(encoding="utf-8", prettyprint=True)
    network, path = drawn(book.desk, folder), folder / "graph.xml"

    def elements() -> Iterator[Element]:
        for names, attributes in chain(network.nodes, network.edges):
            kind = "node" if len(names) == 1 else "edge"
            made = Element(kind, dict(zip(("source", "target"), names[:-1], strict=False)), id=names[-1])
            made.append(graphics(kind, attributes))
            for name, value in attributes.items():
                made.append(writer.add_data(name, type(value), value, kind))
            yield made

    write_elements(path, elements(), writer, 2)
    add_keys(writer.xml)
    write_document(
        folder / FORMAT.file,
        writer,
        [(SubElement(writer.xml, "graph", edgedefault="directed"), path)],
        f"{{{NAMESPACE}}}part",
    )
    return [FORMAT.file]
