"""A document as it can be read: its sentences and sections, its passages, and its words where they are at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal

from ydkg.graph.outline import outline_of
from ydkg.graph.passages import DIGEST
from ydkg.graph.source import text_of
from ydkg.graph.table import whole
from ydkg.telling.naming import slug
from ydkg.telling.place import title
from ydkg.vocab import YD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ydkg.graph.outline import Outline
    from ydkg.graph.source import Source
    from ydkg.graph.table import Table
    from ydkg.telling.text import Text


class Section(NamedTuple):
    """A section: the slug of its topic, its title, and the numbers of its first and its last sentence, from 1."""

    topic: str
    title: Text
    first: int
    last: int


class Run(NamedTuple):
    """A passage of a document: start and end in code points, digest of its words, and IRI."""

    start: int
    end: int
    digest: str
    iri: str


class Document(NamedTuple):
    """A document.

    Attributes
    ----------
    digest : str
        SHA-256 of its text, in hexadecimal.
    sentences : tuple of (int, int)
        Start and end (exclusive) of each, in code points, in order: as the graph has them, else the text.
    sections : tuple of Section
        In the order of the text; may be empty.
    passages : tuple of Run
        Sentences too; sorted.
    text : str
        Its words; empty where they are not at hand.
    """

    digest: str
    sentences: tuple[tuple[int, int], ...]
    sections: tuple[Section, ...]
    passages: tuple[Run, ...]
    text: str


def tell_document(
    table: Table, document: str, sources: Iterable[Source] = (), outline: Outline | None = None
) -> Document:
    """Tell a document.

    Parameters
    ----------
    table : Table
    document : str
        Its IRI.
    sources : iterable of Source
        The texts that are at hand.
    outline : Outline, optional
        The order of the document, where it is known.

    Returns
    -------
    Document
    """
    outline, source = outline or outline_of(table, document), text_of(sources, document)
    passages = []
    for iri, terms in table.having(YD.inDocument, document, YD.start, YD.end, YD.textDigest):
        first, last, digest = (each.value if isinstance(each, Literal) else "" for each in terms)
        start, end = whole(first), whole(last)
        if start is not None and end is not None and DIGEST.fullmatch(digest):
            passages.append(Run(start, end, digest, iri))
    return Document(
        table.one(document, YD.textDigest) or "",
        outline.sentences or (source.sentences if source else ()),
        tuple(Section(slug(topic), title(table, topic), first, last) for topic, first, last in outline.sections),
        tuple(sorted(passages)),
        source.text if source else "",
    )
