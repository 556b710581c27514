"""The document behind the graph."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, RdfFormat, Store

from ydkg.errors import SourceError
from ydkg.graph.graph import Graph
from ydkg.graph.sources import open_source, passages_in, sentences_behind
from ydkg.vocab import ydr

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "A title\n2024.12.04\nThe “rate” rose by 5.4%. PM2.5 fell.Then it snowed.\nThe end"


@pytest.fixture
def store() -> Store:
    """Describe a made-up document with one passage."""
    turtle = f"""
    @prefix y: <https://w3id.org/ydkg/ontology#> . @prefix r: <https://w3id.org/ydkg/id/> .
    r:doc a y:Document ; y:textLength {len(TEXT)} ; y:textDigest "{sha256(TEXT.encode()).hexdigest()}" .
    r:passage-doc-23-29 y:inDocument r:doc ; y:start 23 ; y:end 29 ; y:textDigest "x" .
    """
    store = Store()
    store.load(turtle.encode(), format=RdfFormat.TURTLE)
    return store


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """Write the document."""
    path = tmp_path / "document.txt"
    path.write_bytes(TEXT.encode())
    return path


def test_the_document_is_cut_into_sentences(store: Store, document: Path) -> None:
    """A full stop ends a sentence before a space, a line's end or a capital letter, and every line ends one."""
    source = open_source(Graph(store), document)
    assert source.document == "https://w3id.org/ydkg/id/doc"
    assert [source.text[start:end] for start, end in source.sentences] == [
        "A title",
        "2024.12.04",
        "The “rate” rose by 5.4%.",
        "PM2.5 fell.",
        "Then it snowed.",
        "The end",
    ]


def test_a_passage_leads_to_its_words_and_sentence(store: Store, document: Path) -> None:
    """Positions are code points, and the sentence around them is found."""
    source = open_source(Graph(store), document)
    assert source.words(23, 29) == "“rate”"
    assert source.sentence(23, 29) == (19, 43, "The “rate” rose by 5.4%.")
    assert source.sentence(23, 50) == (19, 55, "The “rate” rose by 5.4%. PM2.5 fell.")
    assert source.sentence(0, 7)[2] == "A title"


def test_a_row_leads_to_the_sentences_behind_it(store: Store, document: Path) -> None:
    """Passages are found in cells and in texts that list several; unknown ones are passed over."""
    row = (None, Literal("https://w3id.org/ydkg/id/passage-doc-23-29 https://w3id.org/ydkg/id/passage-doc-1-2"))
    found = sentences_behind(Graph(store), [open_source(Graph(store), document)], passages_in(row))
    assert found == [(ydr("doc"), 19, 43, "The “rate” rose by 5.4%.")]


@pytest.mark.parametrize("content", [b"", b"another", TEXT.encode() + b"\n", TEXT.encode("utf-16"), b"\xff"])
def test_another_document_is_refused(store: Store, document: Path, content: bytes) -> None:
    """One changed byte is enough, and the message names both digests."""
    document.write_bytes(content)
    with pytest.raises(SourceError) as refusal:
        open_source(Graph(store), document)
    assert sha256(content).hexdigest() in str(refusal.value)
    assert sha256(TEXT.encode()).hexdigest() in str(refusal.value)


def test_a_missing_document_is_named(store: Store, tmp_path: Path) -> None:
    """The message says which file there is not."""
    with pytest.raises(SourceError, match=r"gone\.txt: the source cannot be read: no such file"):
        open_source(Graph(store), tmp_path / "gone.txt")
    with pytest.raises(SourceError, match="the source cannot be read: Is a directory"):
        open_source(Graph(store), tmp_path)
