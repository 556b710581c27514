"""The order of a document: sentences by number, sections by topic, and nothing that the graph does not say."""

from __future__ import annotations

from itertools import pairwise

import pytest
from pyoxigraph import RdfFormat, parse

from shipped import TABLE
from triples import HEAD
from ydkg.graph.graph import Graph
from ydkg.graph.outline import Outline, outline_of, outlined, outlines_of
from ydkg.telling.sources import tell_document
from ydkg.vocab import ydr

TOPIC = "ydr:{0} a skos:Concept ; yd:orderInDocument {1} .\n"
ABOUT = (
    "ydr:s{0}{1} a rdf:Statement ; rdf:subject ydr:x ; rdf:predicate dcterms:subject ; rdf:object ydr:{0} ; "
    "prov:wasDerivedFrom ydr:p{1} .\n"
)


@pytest.fixture(scope="module")
def release() -> Outline:
    """The order of the release."""
    table = TABLE
    assert outlined(table) == [ydr("release-20241204")]
    return outline_of(table, ydr("release-20241204"))


def sentences(*facts: str) -> Graph:
    """Give a document of five sentences of ten characters, and further facts."""
    five = [
        f"ydr:p{number} a yd:Passage, yd:Sentence ; yd:inDocument ydr:d ; yd:start {10 * number - 10} ; "
        f"yd:end {10 * number - 1} .\n"
        for number in range(1, 6)
    ]
    text = HEAD + "".join([*five, *facts])
    return Graph.from_triples(quad.triple for quad in parse(text, format=RdfFormat.TURTLE))


def outline(*facts: str) -> Outline:
    """Read the order of that document."""
    return outline_of(sentences(*facts), ydr("d"))


def test_sentences_are_numbered_and_sections_follow_one_another(release: Outline) -> None:
    """The release has 85 sentences and 19 sections, which begin after its introduction and end before its outlook."""
    assert len(release.sentences) == 85
    assert release.number(0) == 1
    assert release.number(6782) == release.number(6830) == 37
    assert release.topic(37) == ydr("energy-infrastructure")
    assert release.topic(36) == ydr("infrastructure-connectivity")
    assert len(release.sections) == 19
    ends = [(first, last) for _, first, last in release.sections]
    assert all(first <= last for first, last in ends)
    assert all(after[0] == before[1] + 1 for before, after in pairwise(ends))
    assert [release.topic(number) for number in (1, 16, 76, 85)] == ["", "", "", ""]


@pytest.mark.parametrize("start", ['"x"', "ydr:x", "1.5"])
def test_a_place_that_is_no_number_is_left_out(start: str) -> None:
    """Checks find it, as a digest that is none; what reads a graph goes on with the others, one by one or at once."""
    sixth = "ydr:p6 a yd:Passage, yd:Sentence ; yd:inDocument ydr:d ; yd:start 51 ; yd:end 60 ; yd:textDigest 'd' .\n"
    whole = sixth.replace("p6", "p7").replace("'d'", f"'{'0' * 64}'")
    table = sentences(sixth, whole, whole.replace("p7", "p8").replace("51", start))
    found = outline_of(table, ydr("d"))
    assert found.sentences[-2:] == ((51, 60), (51, 60))
    assert len(found.sentences) == 7
    assert outlines_of(table) == {ydr("d"): found}
    assert [each.start for each in tell_document(table, ydr("d"), ()).passages] == [51]


def test_a_section_ends_before_the_next_and_the_last_with_its_last_fact() -> None:
    """Between two topics a sentence without a fact belongs to the one before; after the last to none."""
    found = outline(TOPIC.format("a", 1), TOPIC.format("b", 2), ABOUT.format("a", 2), ABOUT.format("b", 4))
    assert found.sections == ((ydr("a"), 2, 3), (ydr("b"), 4, 4))


def test_topics_out_of_order_are_no_sections() -> None:
    """A document that speaks of its topics in turns has sentences and no sections."""
    turns = (ABOUT.format("a", 1), ABOUT.format("b", 2), ABOUT.format("a", 3))
    found = outline(TOPIC.format("a", 1), TOPIC.format("b", 2), *turns)
    assert (len(found.sentences), found.sections) == (5, ())


def test_a_document_without_sentences_numbers_nothing() -> None:
    """What the graph does not know has no number and no section."""
    empty = outline_of(Graph.from_triples(()), ydr("d"))
    assert (empty.number(5), empty.topic(0), empty.sentences) == (0, "", ())
