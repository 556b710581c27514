"""What follows is drawn by HermiT, added on demand, told without repetition, and never passes for what is stated."""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from shipped import needs_java
from triples import triples_of
from ydkg.errors import InconsistentError, ReasonerError
from ydkg.graph.graph import Graph
from ydkg.graph.turtle import canonical_turtle, statement_iri
from ydkg.proof import reasoning
from ydkg.proof.extension import INFERENCE, extended
from ydkg.proof.reasoning import infer, shipped_ontology
from ydkg.vocab import DCTERMS, GEO, ORG, OWL, PREFIXES, PROV, RDF, XSD, YD, ydr

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("one_java")
SMALL = """
ydr:a a yd:City ; geo:sfWithin ydr:b . ydr:b geo:sfWithin ydr:c .
ydr:d dcterms:isPartOf ydr:e . ydr:f yd:initiatedBy ydr:g . ydr:h geo:sfOverlaps ydr:a .
ydr:m a org:Membership ; org:member ydr:p ; org:organization ydr:o ; yd:asOf "2024-12-04"^^xsd:date .
ydr:a yd:mentionedIn ydr:s . ydr:s a yd:Passage ; yd:start 1 .
ydr:statement-1 a rdf:Statement ; rdf:subject ydr:a ; rdf:predicate geo:sfWithin ; rdf:object ydr:b .
"""
FOLLOWS = """
ydr:a a yd:Place ; geo:sfWithin ydr:c ; geo:sfOverlaps ydr:h .
ydr:b geo:sfContains ydr:a . ydr:c geo:sfContains ydr:a , ydr:b .
ydr:e dcterms:hasPart ydr:d . ydr:f yd:responsible ydr:g .
ydr:p a foaf:Person ; org:hasMembership ydr:m ; org:memberOf ydr:o . ydr:o a org:Organization ; org:hasMember ydr:p .
"""


@pytest.fixture
def java_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start a Java machine for each run of the reasoner, as outside of tests: how it ends and fails is the point."""
    monkeypatch.setattr(reasoning, "subprocess", subprocess)


def fact(subject: str, predicate: str, value: str) -> Triple:
    """Make a triple of three IRIs."""
    return Triple(NamedNode(subject), NamedNode(predicate), NamedNode(value))


def test_members_follow_from_memberships_and_nesting_is_passed_on(inferred: list[Triple]) -> None:
    """Gu Jun is a member of his office, and Hefei lies within China, which no triple of the data says."""
    office = ydr("yangtze-river-delta-regional-cooperation-office")
    assert fact(ydr("gu-jun"), ORG.memberOf, office) in inferred
    assert fact(office, ORG.hasMember, ydr("gu-jun")) in inferred
    assert fact(ydr("hefei"), GEO.sfWithin, ydr("china")) in inferred


def test_only_what_is_new_and_says_something_is_inferred(shipped: list[Triple], inferred: list[Triple]) -> None:
    """No triple is held already, is a tautology, has a literal or a blank node, or stands there twice."""
    assert inferred
    assert not set(inferred) & {*shipped, *shipped_ontology()}
    assert len(set(inferred)) == len(inferred)
    assert inferred == sorted(inferred, key=str)
    for triple in inferred:
        assert isinstance(triple.subject, NamedNode)
        assert isinstance(triple.object, NamedNode)
        assert not triple.object.value.startswith(PREFIXES["owl"])
        assert not triple.predicate.value.startswith(PREFIXES["owl"])


def test_every_conclusion_can_be_written_as_canonical_turtle(inferred: list[Triple]) -> None:
    """The conclusions have a canonical form, and it holds them all."""
    again = [quad.triple for quad in parse(canonical_turtle(inferred), format=RdfFormat.TURTLE)]
    assert set(again) == set(inferred)


def test_each_stated_relation_has_its_inverse(shipped: list[Triple], inferred: list[Triple]) -> None:
    """For what is stated one way, the other way follows."""
    held = {*shipped, *inferred}
    pairs = [(DCTERMS.hasPart, DCTERMS.isPartOf), (GEO.sfWithin, GEO.sfContains), (ORG.member, ORG.hasMembership)]
    pairs += [(other, one) for one, other in pairs] + [(GEO.sfOverlaps, GEO.sfOverlaps)]
    for one, other in pairs:
        for t in held:
            if t.predicate.value == one:
                assert Triple(t.object, NamedNode(other), t.subject) in held


@needs_java
def test_just_what_the_ontology_implies_follows_in_whatever_order_facts_come() -> None:
    """From a few facts follow their classes, inverses, chains and broader relations, and nothing else."""
    facts = triples_of(SMALL)
    found = infer(facts)
    assert set(found) == set(triples_of(FOLLOWS))
    assert infer(reversed(facts)) == found


@needs_java
def test_a_graph_from_which_nothing_follows_is_no_error() -> None:
    """An empty graph, and one that is complete, have no conclusions."""
    assert infer([]) == []
    assert infer(triples_of("ydr:a a yd:City , yd:Place .")) == []


@needs_java
@pytest.mark.usefixtures("java_each")
def test_nothing_follows_from_a_contradiction() -> None:
    """Facts that contradict each other are refused in one line."""
    with pytest.raises(InconsistentError, match="contradicts itself") as caught:
        infer(triples_of("ydr:gu-jun a foaf:Person , yd:Place ."))
    assert "\n" not in str(caught.value)


@needs_java
@pytest.mark.usefixtures("java_each")
def test_a_value_that_is_none_of_its_datatype_s_is_named_in_one_line() -> None:
    """A malformed literal is said by itself, without Java's traceback."""
    value = Literal("abc", datatype=NamedNode(XSD.decimal))
    with pytest.raises(ReasonerError, match=r'"abc".* is malformed') as caught:
        infer([Triple(NamedNode(ydr("shanghai")), NamedNode(YD.latitude), value)])
    assert "\n" not in str(caught.value)


@needs_java
@pytest.mark.usefixtures("java_each")
def test_no_file_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that succeeds, one that finds a contradiction and one that fails all clear away their files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    infer(triples_of(SMALL))
    with pytest.raises(InconsistentError):
        infer(triples_of("ydr:gu-jun a foaf:Person , yd:Place ."))
    with pytest.raises(ReasonerError):
        infer(triples_of('ydr:shanghai yd:latitude "abc"^^xsd:decimal .'))
    assert list(tmp_path.iterdir()) == []
    assert tempfile.tempdir == str(tmp_path)


@needs_java
def test_an_import_is_not_followed() -> None:
    """A graph that asks for another ontology does not make the reasoner fetch it."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        asked = f"http://127.0.0.1:{server.getsockname()[1]}/other"
        importing = [fact(ydr("x"), RDF.type, OWL.Ontology), fact(ydr("x"), PREFIXES["owl"] + "imports", asked)]
        infer([*triples_of(SMALL), *importing])
        with pytest.raises(TimeoutError):
            server.accept()


def test_without_java_one_line_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """On a machine without Java reasoning is refused, saying what to install."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ReasonerError, match=r"Java is missing.*default-jre-headless") as caught:
        infer(triples_of(SMALL))
    assert "\n" not in str(caught.value)


def test_loading_the_room_does_not_load_the_reasoner() -> None:
    """owlready2, which is slow to load, is loaded by reasoning only."""
    rooms = "ydkg.proof.reasoning, ydkg.export.construct"
    program = f"import sys, {rooms}; sys.exit('owlready2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_nothing_is_added_unasked(shipped: list[Triple]) -> None:
    """Without either wish the graph is what it was."""
    assert extended(shipped) == shipped


def test_derived_figures_say_that_they_are(shipped: list[Triple]) -> None:
    """Every added observation has the status yd:Derived, its inputs and the computation behind it."""
    facts = Graph.from_triples(extended(shipped, derived=True))
    stated = set(Graph.from_triples(shipped).subjects(YD.Observation))
    added = set(facts.subjects(YD.Observation)) - stated
    assert added
    for observation in added:
        assert facts.one(observation, YD.valueStatus) == YD.Derived
        inputs = set(facts.values(observation, PROV.wasDerivedFrom))
        assert inputs
        assert all(each in facts for each in inputs)
        assert facts.one(observation, PROV.wasGeneratedBy) is not None
    assert all(facts.one(observation, YD.valueStatus) != YD.Derived for observation in stated)


@needs_java
@pytest.mark.usefixtures("inferred_once")
def test_inferred_facts_say_that_they_are(shipped: list[Triple]) -> None:
    """Every added edge has a statement that was generated by the inference, and no stated edge has one."""
    whole = extended(shipped, inferred=True)
    facts, before = Graph.from_triples(whole), Graph.from_triples(shipped)
    office = ydr("yangtze-river-delta-regional-cooperation-office")
    member = Triple(NamedNode(ydr("gu-jun")), NamedNode(ORG.memberOf), NamedNode(office))
    assert member in whole
    for statement in set(facts.subjects(RDF.Statement)) - set(before.subjects(RDF.Statement)):
        assert facts.values(statement, PROV.wasGeneratedBy) == [INFERENCE]
    assert facts.values(statement_iri(member), PROV.wasGeneratedBy) == [INFERENCE]
    assert not any(before.values(statement, PROV.wasGeneratedBy) for statement in before.subjects(RDF.Statement))
