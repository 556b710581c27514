"""Look-ups of a graph: all is in an order that nothing changes."""

from __future__ import annotations

import random

import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse

from triples import HEAD
from ydkg.errors import UnknownNameError
from ydkg.graph.graph import Graph
from ydkg.vocab import RDF, RDFS, XSD, YD, ydr

TURTLE = """
ydr:b a yd:Place, yd:City ; rdfs:label "B"@en, "乙"@zh-hans, "b" ; yd:start 5 ; yd:mentionedIn ydr:p2 , ydr:p1 .
ydr:a a yd:Place ; rdfs:label "A"@en ; yd:start 5, 6 ; yd:about ydr:b ; yd:end "five" .
_:x a yd:Place ; yd:about ydr:a , _:y .
"""


def triples() -> list[Triple]:
    """Read the graph above."""
    return [quad.triple for quad in parse(HEAD + TURTLE, format=RdfFormat.TURTLE)]


@pytest.fixture(params=["given in order", "shuffled, twice", "in two graphs"])
def graph(request: pytest.FixtureRequest) -> Graph:
    """The graph above, however it came into the store."""
    facts = triples()
    if request.param == "in two graphs":
        other = NamedNode(ydr("graph"))
        store = Store()
        store.extend(Quad(*fact, name) for fact in facts for name in (DefaultGraph(), other))
        return Graph(store, [DefaultGraph(), other])
    if request.param == "shuffled, twice":
        facts = facts * 2
        random.Random(7).shuffle(facts)  # noqa: S311 - an order, no secret
    return Graph.from_triples(facts)


def test_subjects_are_those_with_an_iri_and_sorted(graph: Graph) -> None:
    """A blank node cannot be named, and is none; of a class there are its members, of another none."""
    assert graph.subjects() == [ydr("a"), ydr("b")]
    assert graph.subjects(YD.Place) == [ydr("a"), ydr("b")]
    assert graph.subjects(YD.City) == [ydr("b")]
    assert [graph.is_a(ydr(name), YD.City) for name in ("a", "b", "nothing")] == [False, True, False]
    assert list(graph.subjects(YD.Metric)) == []


def test_all_that_is_said_of_a_subject_comes_by_predicate_each_once(graph: Graph) -> None:
    """Objects stand in the order of their N-Triples form."""
    assert list(graph.properties(ydr("b"))) == sorted([RDF.type, RDFS.label, YD.mentionedIn, YD.start])
    assert graph.properties(ydr("b"))[YD.mentionedIn] == [NamedNode(ydr("p1")), NamedNode(ydr("p2"))]
    assert dict(graph.properties(ydr("nothing"))) == {}
    assert ydr("b") in graph
    assert ydr("nothing") not in graph


def test_values_texts_and_numbers_of_a_subject(graph: Graph) -> None:
    """One value is one only where there are no two, one IRI the first; text without a language stands in."""
    assert graph.values(ydr("a"), YD.start) == ["5", "6"]
    assert graph.one(ydr("a"), YD.start) is None
    assert graph.one(ydr("a"), YD.about) == ydr("b")
    assert graph.number(ydr("b"), YD.start) == 5
    assert graph.number(ydr("a"), YD.end) is None
    assert graph.iris(ydr("b"), YD.start) == ()
    assert graph.iri(ydr("b"), YD.mentionedIn) == ydr("p1")
    assert graph.iri(ydr("b"), YD.start) == graph.iri(ydr("nothing"), YD.about) == ""
    assert graph.types(ydr("b")) == (YD.City, YD.Place)
    assert graph.texts(ydr("b"), RDFS.label) == {"": ("b",), "en": ("B",), "zh-hans": ("乙",)}
    assert graph.text(ydr("b"), RDFS.label, "fr") == "b"
    assert graph.text(ydr("a"), RDFS.label, "zh-hans") is None


def test_what_leads_to_a_thing_or_has_a_literal(graph: Graph) -> None:
    """By subject and predicate, all or one predicate's."""
    assert graph.incoming(ydr("b")) == [(ydr("a"), YD.about)]
    assert list(graph.incoming(ydr("b"), RDF.type)) == []
    five = Literal("5", datatype=NamedNode(XSD.integer))
    assert graph.incoming(five) == [(ydr("a"), YD.start), (ydr("b"), YD.start)]
    assert list(graph.incoming(five, YD.end)) == []
    assert {subject for subject, _ in graph.pairs(YD.start)} == {ydr("a"), ydr("b")}


def test_what_a_predicate_leads_to(graph: Graph) -> None:
    """Things only, each once."""
    assert graph.targets(YD.about) == [ydr("a"), ydr("b")]
    assert list(graph.targets(YD.start)) == []


def test_an_iri_is_known_wherever_it_stands(graph: Graph) -> None:
    """As subject, predicate or object; what is no IRI is not."""
    assert all(graph.mentions(iri) for iri in (ydr("a"), YD.about, YD.City, ydr("p1")))
    assert not any(graph.mentions(iri) for iri in (ydr("nothing"), "no iri", ""))


@pytest.mark.parametrize("text", ["no IRI", "", "urn:a> a <urn:b"])
def test_of_a_text_that_is_no_iri_nothing_is_said(graph: Graph, text: str) -> None:
    """Where data have a text in the place of a thing, whoever follows it finds nothing."""
    assert (graph.properties(text), list(graph.objects(text, RDFS.label)), text in graph) == ({}, [], False)
    assert not graph.is_a(text, YD.Place)
    assert list(graph.objects(ydr("a"), text)) == []
    assert not graph.mentions(text)
    assert list(graph.incoming(text)) == []
    assert list(graph.incoming(ydr("b"), text)) == []


def test_a_blank_subject_is_looked_up_by_its_name() -> None:
    """Whoever was led to it."""
    fact = Triple(BlankNode("x"), NamedNode(YD.about), NamedNode(ydr("a")))
    assert Graph.from_triples([fact]).incoming(ydr("a")) == [("_:x", YD.about)]
    assert Graph.from_triples([fact]).one("_:x", YD.about) == ydr("a")


def test_triples_of_a_store_are_found_by_any_of_their_parts() -> None:
    """Of several graphs each triple comes as often as it is in them."""
    store, other = Store(), NamedNode("https://example.org/g")
    store.extend(Quad(*each, graph) for each in triples() for graph in (DefaultGraph(), other))
    store.add(Quad(NamedNode(ydr("c")), NamedNode(RDF.type), NamedNode(YD.Place), other))
    table, both = Graph(store), Graph(store, (DefaultGraph(), other))
    place = Triple(NamedNode(ydr("a")), NamedNode(RDF.type), NamedNode(YD.Place))
    assert len(list(table.triples())) == len(triples())
    assert len(list(both.triples())) == 2 * len(triples()) + 1
    assert list(table.triples(ydr("a"), RDF.type)) == [place]
    assert {str(each.object) for each in table.triples(predicate=RDFS.label, thing=Literal("A", language="en"))} == {
        '"A"@en'
    }
    assert {each.subject.value for each in table.triples(ydr("a"), thing=ydr("b"))} == {ydr("a")}
    assert not list(table.triples("no IRI"))
    assert place in table
    only = Triple(NamedNode(ydr("c")), NamedNode(RDF.type), NamedNode(YD.Place))
    assert only in both
    assert only not in table


def test_an_entity_is_asked_by_the_names_of_properties() -> None:
    """A slug, a prefixed name or an IRI finds it; what nothing is said of is refused in one line."""
    graph = Graph.from_triples(triples())
    thing = graph["b"]
    assert thing.iri == graph["ydr:b"].iri == graph[ydr("b")].iri == ydr("b")
    assert (thing.label(), thing.label("zh-hans"), thing.first("rdfs:label", "fr")) == ("B", "乙", "b")
    assert thing.all("yd:mentionedIn") == [ydr("p1"), ydr("p2")]
    assert (thing.first("yd:mentionedIn"), thing.first("yd:about")) == (ydr("p1"), "")
    assert thing.types == (YD.City, YD.Place)
    assert [leading.iri for leading in thing.incoming("yd:about")] == [ydr("a")]
    with pytest.raises(UnknownNameError, match="nothing in the graph is called"):
        graph["nowhere"]
