"""Where facts contradict each other, the fewest that do are named in words, each with its source."""

from __future__ import annotations

import random

import pytest
from pyoxigraph import NamedNode, Triple

from shipped import needs_java
from triples import triples_of
from ydkg.graph.sources import Source
from ydkg.graph.turtle import statement_iri
from ydkg.proof.reasoning import clash, contradictions, first_inconsistent, reasoner_rules
from ydkg.vocab import FOAF, PROV, RDF, YD, ydr

pytestmark = [needs_java, pytest.mark.usefixtures("one_java")]

TEXT = "A title\nAnn Lee met the office of Northford.\n"
PERSON_AS_PLACE = """
ydr:ann-lee a foaf:Person ; rdfs:label "Ann Lee"@en ; yd:mentionedIn ydr:passage-text-8-15 .
ydr:office a org:Organization ; rdfs:label "office of Northford"@en ; yd:jurisdiction ydr:ann-lee , ydr:northford .
ydr:northford a yd:Place ; rdfs:label "Northford"@en .
ydr:passage-text-8-15 a yd:Passage ; yd:inDocument ydr:text ; yd:start 8 ; yd:end 15 .
ydr:passage-text-24-44 a yd:Passage ; yd:inDocument ydr:text ; yd:start 24 ; yd:end 44 .
"""
JURISDICTION = Triple(NamedNode(ydr("office")), NamedNode(YD.jurisdiction), NamedNode(ydr("ann-lee")))


@pytest.fixture(scope="module")
def small() -> list[Triple]:
    """Give a few facts of which two clash, with the sources that they have."""
    statement = statement_iri(JURISDICTION)
    stated = f"<{statement}> a rdf:Statement ; rdf:subject ydr:office ; rdf:predicate yd:jurisdiction ; "
    stated += "rdf:object ydr:ann-lee ; prov:wasDerivedFrom ydr:passage-text-24-44 ."
    return triples_of(PERSON_AS_PLACE + stated)


@pytest.fixture(scope="module")
def clash_of_two(small: list[Triple]) -> list[Triple]:
    """Find what clashes in these facts."""
    return clash(small)


def assert_minimal(found: list[Triple]) -> None:
    """See by the reasoner that the facts clash, and that without any one of them the others do not."""
    without_one = [found[:at] + found[at + 1 :] for at in range(len(found))]
    assert first_inconsistent([*without_one, found], reasoner_rules()) == len(found)


def test_the_shipped_graph_has_no_clash(shipped: list[Triple]) -> None:
    """What the release states is consistent with the ontology."""
    assert contradictions(shipped) == []


def test_a_person_used_as_a_place_is_found_in_the_shipped_graph(shipped: list[Triple]) -> None:
    """A government whose jurisdiction is a person clashes with this person's being one; nothing else is named."""
    wrong = triples_of("ydr:shanghai-municipal-government yd:jurisdiction ydr:gu-jun .")
    found = clash([*shipped, *wrong])
    assert set(found) == {*wrong, Triple(NamedNode(ydr("gu-jun")), NamedNode(RDF.type), NamedNode(FOAF.Person))}
    assert_minimal(found)


def test_the_words_and_sources_of_each_fact_are_told(small: list[Triple], clash_of_two: list[Triple]) -> None:
    """Each clashing fact is a sentence with the passages behind it, and the document's words where it is given."""
    assert_minimal(clash_of_two)
    (finding,) = contradictions(small, Source(ydr("text"), TEXT, ((0, 7), (8, 45))))
    assert finding.entity == ydr("ann-lee")
    assert finding.offset == 8
    assert "\n" not in finding.message
    assert "Ann Lee is a person [ydr:passage-text-8-15 “Ann Lee”]" in finding.message
    other = "office of Northford – jurisdiction: Ann Lee [ydr:passage-text-24-44 “office of Northford.”]"
    assert other in finding.message


def test_the_order_of_the_facts_makes_no_difference(small: list[Triple], clash_of_two: list[Triple]) -> None:
    """The same set is named however the triples come."""
    shuffled = list(small)
    random.Random(7).shuffle(shuffled)  # noqa: S311 - an order, no secret
    assert clash(shuffled) == clash_of_two


@pytest.mark.parametrize(
    ("facts", "size"),
    [
        ('ydr:a yd:latitude "not a number" .', 1),
        ("ydr:a yd:latitude 30.5 , 31.5 .", 2),
        ("ydr:a a yd:Province , yd:Municipality .", 2),
        ("ydr:o yd:valueStatus yd:Actual , yd:Target .", 2),
        ("ydr:m org:organization ydr:a , ydr:b . ydr:a owl:differentFrom ydr:b .", 3),
        ("ydr:o yd:about ydr:a , ydr:b . ydr:q yd:about ydr:b , ydr:c . ydr:a a yd:Place . ydr:c a foaf:Person .", 6),
    ],
)
def test_a_clash_of_any_size_is_named_whole_and_alone(facts: str, size: int) -> None:
    """From one value of a wrong datatype to a chain of things that must be one: all of it is named, and no more."""
    others = triples_of("ydr:x a yd:City ; geo:sfWithin ydr:y . ydr:y a yd:Province . ydr:a rdfs:label 'a'@en .")
    found = clash([*others, *triples_of(facts)])
    assert set(found) == set(triples_of(facts))
    assert len(found) == size
    assert_minimal(found)


def test_a_fact_without_evidence_is_said_to_have_none() -> None:
    """Passages that only name a thing are not passed off as the source of what is said of it."""
    facts = triples_of(PERSON_AS_PLACE + "ydr:office yd:mentionedIn ydr:passage-text-24-44 .")
    assert not any(t.predicate.value == PROV.wasDerivedFrom for t in facts)
    (finding,) = contradictions(facts)
    assert "office of Northford – jurisdiction: Ann Lee [no source]" in finding.message
