"""The ontology earns its place: every class can have members, families exclude each other, and facts follow."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Triple

from shipped import needs_java
from ydkg.proof.reasoning import first_inconsistent, reasoner_rules
from ydkg.vocab import FOAF, ORG, OWL, RDF, SCHEMA, SKOS, YD, ydr

pytestmark = [needs_java, pytest.mark.usefixtures("one_java")]
FAMILIES = (
    *(FOAF.Person, ORG.Organization, YD.Place, YD.Initiative, YD.Instrument, SCHEMA.Event, YD.Metric, SKOS.Concept),
)


@pytest.fixture(scope="module")
def rules() -> list[Triple]:
    """Give the ontology as the reasoner gets it."""
    return reasoner_rules()


def a(thing: str, kind: str) -> Triple:
    """Say that a thing is of a class."""
    return Triple(NamedNode(ydr(thing)), NamedNode(RDF.type), NamedNode(kind))


def test_every_class_can_have_a_member(rules: list[Triple]) -> None:
    """With one thing of each class the ontology is consistent, so that no class is empty by definition."""
    classes = sorted(
        t.subject.value
        for t in rules
        if t.predicate.value == RDF.type and t.object == NamedNode(OWL.Class) and isinstance(t.subject, NamedNode)
    )
    assert len(classes) > 50
    members = [a(f"thing-{number}", kind) for number, kind in enumerate(classes)]
    assert first_inconsistent([members], rules) is None


@pytest.mark.parametrize("at", range(1, len(FAMILIES)))
def test_nothing_is_of_two_families(at: int, rules: list[Triple]) -> None:
    """A thing of one family cannot be of the next one; a thing of one alone can be."""
    one, other = FAMILIES[at - 1], FAMILIES[at]
    sets = [[a("x", one)], [a("x", other)], [a("x", one), a("y", other)], [a("x", one), a("x", other)]]
    assert first_inconsistent(sets, rules) == 3


def test_only_infrastructure_and_place_go_together(rules: list[Triple]) -> None:
    """A corridor may be built and be a place; a railway cannot be a person."""
    both = [a("x", YD.Infrastructure), a("x", YD.Place)]
    assert first_inconsistent([both, [a("x", YD.RailwayLine), a("x", FOAF.Person)]], rules) == 1


def test_an_enumeration_has_no_other_values(rules: list[Triple]) -> None:
    """Each bound is one of those listed: a thing that differs from all of them is none."""
    bounds = (YD.Exactly, YD.MoreThan, YD.LessThan, YD.AtLeast, YD.AtMost, YD.Approximately)
    different = [Triple(NamedNode(ydr("x")), NamedNode(OWL.differentFrom), NamedNode(bound)) for bound in bounds]
    assert first_inconsistent([[a("x", YD.Bound), *different[1:]], [a("x", YD.Bound), *different]], rules) == 1
