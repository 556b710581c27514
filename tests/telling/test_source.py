"""Where facts are written: sources in the order of the text, one label, one citation."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from ydkg import __version__
from ydkg.telling.cite import cite_plainly
from ydkg.telling.text import same
from ydkg.vocab import ydr

if TYPE_CHECKING:
    from collections.abc import Callable

    from ydkg.telling.atlas import Atlas

TEXT = "It rose by 5.4%. Ada saw it, and Ada told it.\nThe end of Ada."
GRAPH = """
ydr:d a yd:Document ; dcterms:title "A report"@en ; dcterms:issued "2024-12-04"^^xsd:date ;
  dcterms:source <https://example.org/report> ; yd:textDigest "{digest}" .
ydr:register a yd:Register ; dcterms:title "Almanac, the great one"@en ; <https://schema.org/version> "7" .
ydr:p9 a yd:Passage ; yd:inDocument ydr:d ; yd:start 17 ; yd:end 20 .
ydr:p8 a yd:Passage ; yd:inDocument ydr:d ; yd:start 33 ; yd:end 36 .
ydr:p7 a yd:Passage ; yd:inDocument ydr:d ; yd:start 57 ; yd:end 61 .
ydr:ada a foaf:Person ; rdfs:label "Ada"@en ; yd:mentionedIn ydr:p7, ydr:p8, ydr:p9 ; org:memberOf ydr:club .
ydr:club a org:Organization ; rdfs:label "club"@en .
ydr:statement-1 a rdf:Statement ; rdf:subject ydr:ada ; rdf:predicate org:memberOf ; rdf:object ydr:club ;
  prov:wasDerivedFrom ydr:register, ydr:p7, ydr:p9, ydr:p8 .
"""


@pytest.fixture
def atlas(told: Callable[..., Atlas]) -> Atlas:
    """One relation with three passages and a register behind it."""
    return told(GRAPH)


def test_sources_stand_in_the_order_of_the_text_and_registers_last(atlas: Atlas) -> None:
    """Passages are sorted by their characters, whatever their names; the longest is what the fact is marked by."""
    (relation,) = atlas.relations
    assert relation.evidence.ids == ("p9", "p8", "p7", "register")
    assert (relation.evidence.sign, relation.evidence.mark.en) == ("¶", "57–61 +3")


def test_a_citation_says_what_where_and_on_which_characters(atlas: Atlas) -> None:
    """It has the sentence, the project, the permanent address, and each work once with its characters in order."""
    (relation,) = atlas.relations
    citation = cite_plainly(relation.sentence, ydr(relation.id), same("Clubs"), relation.evidence)
    assert citation.en == (
        f"Ada is a member of club. ydkg: the knowledge graph of Clubs, {__version__}. "
        f"https://w3id.org/ydkg/id/{relation.id}. Source: A report, 4 December 2024, "
        "characters 17–20, 33–36 and 57–61, https://example.org/report; Almanac, the great one, 7."
    )
    assert citation.zh.startswith("Ada 是 club 的成员。ydkg：")
    assert "第17—20、33—36、57—61字符" in citation.zh


def test_passages_of_one_sentence_stand_together_where_there_is_text(told: Callable[..., Atlas]) -> None:
    """With the document two passages of a sentence are one place, and the document has its sentences."""
    atlas = told(GRAPH.format(digest=sha256(TEXT.encode()).hexdigest()), TEXT)
    places = atlas.relations[0].evidence.places
    assert [[passage.id for passage in place.passages] for place in places] == [["p9", "p8"], ["p7"], []]
    document = atlas.documents["d"]
    assert [document.text[start:end] for start, end in document.sentences][1:] == [
        "Ada saw it, and Ada told it.",
        "The end of Ada.",
    ]


def test_places_are_told_by_sentence_and_section(told: Callable[..., Atlas]) -> None:
    """Where the graph knows the sentences, a place says which of how many, and under which topic, in both languages."""
    sentences = (
        "ydr:s1 a yd:Passage, yd:Sentence ; yd:inDocument ydr:d ; yd:start 0 ; yd:end 16 . "
        "ydr:s2 a yd:Passage, yd:Sentence ; yd:inDocument ydr:d ; yd:start 17 ; yd:end 45 . "
        "ydr:s3 a yd:Passage, yd:Sentence ; yd:inDocument ydr:d ; yd:start 46 ; yd:end 61 . "
        'ydr:t a skos:Concept ; yd:orderInDocument 1 ; rdfs:label "clubs"@en, "社团"@zh-hans ; yd:mentionedIn ydr:s3 .'
    )
    (relation,) = told(GRAPH + sentences).relations
    evidence = relation.evidence
    assert [place.where.en for place in evidence.places] == ["sentence 2 of 3", "sentence 3 of 3, in Clubs", ""]
    assert [place.where.zh for place in evidence.places][:2] == ["第2句（共3句）", "第3句（共3句），“社团”部分"]
    assert evidence.mark.en == "sentence 3 +2"
    assert "characters 17–20, 33–36 and 57–61" in evidence.line.en
