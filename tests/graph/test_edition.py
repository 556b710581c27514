"""A text beside a document: whole to the letter, or which passages still hold and where it first differs."""

from __future__ import annotations

from hashlib import sha256

import pytest
from pyoxigraph import RdfFormat, parse

from triples import HEAD
from ydkg.graph.graph import Graph
from ydkg.graph.sources import Edition, editions, sentences
from ydkg.vocab import ydr

TEXT = "A title\n2024.12.04\nIt grew by 5.4%. It went on.Then it stopped."


def passage(start: int, end: int, kind: str = "") -> str:
    """Describe a passage of the text."""
    digest = sha256(TEXT[start:end].encode()).hexdigest()
    return (
        f"ydr:p{start}-{end} a yd:Passage{kind} ; yd:inDocument ydr:d ; yd:start {start} ; yd:end {end} ; "
        f'yd:textDigest "{digest}" .\n'
    )


@pytest.fixture(scope="module")
def table() -> Graph:
    """A document of five sentences and two passages more."""
    facts = [f'ydr:d a yd:Document ; yd:textDigest "{sha256(TEXT.encode()).hexdigest()}" .\n']
    facts += [passage(start, end, ", yd:Sentence") for start, end in sentences(TEXT)]
    facts += [passage(30, 34), passage(53, 61)]
    return Graph.from_triples(quad.triple for quad in parse(HEAD + "".join(facts), format=RdfFormat.TURTLE))


@pytest.mark.parametrize(
    "lines",
    [
        TEXT.split("\n"),
        ["Home", "A title", "2024.12.04", "It grew by 5.4%. It went on.", "Then it stopped.", "Copyright."],
        ["A title", "2024.12.04", "It grew by\xa05.4%. It went on.", "Then it stopped."],
    ],
    ids=["text", "page", "spaces that do not break"],
)
def test_the_text_is_put_together_from_its_sentences(table: Graph, lines: list[str]) -> None:
    """Whatever stands around it and however its lines are cut, the text has the document's digest in the end."""
    assert editions(table, lines) == [Edition(ydr("d"), TEXT, 5, 5, 7, 7, ())]


def test_another_edition_says_what_holds_and_where_it_first_differs(table: Graph) -> None:
    """A changed figure takes its own sentence and the passages in it, and no others; nothing goes by likeness."""
    assert editions(table, TEXT.replace("5.4", "5.5").split("\n")) == [Edition(ydr("d"), "", 4, 5, 5, 7, (3,))]
    assert editions(table, TEXT.split("\n")[2:]) == [Edition(ydr("d"), "", 3, 5, 5, 7, (1, 2))]
    assert editions(table, ["Something else."]) == [Edition(ydr("d"), "", 0, 5, 0, 7, (1, 2, 3, 4, 5))]


def test_a_line_break_within_the_text_is_another_edition(table: Graph) -> None:
    """All sentences may be there, and the whole still not to the letter."""
    (found,) = editions(table, ["A title", "2024.12.04", "It grew by 5.4%.", "It went on.", "Then it stopped."])
    assert (found.text, found.held, found.missing) == ("", 5, ())
