"""Names of things, parameters of questions, and reconciliation where one name is two things."""

from __future__ import annotations

from functools import partial

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from triples import HEAD
from ydkg.errors import AmbiguousNameError, ParameterError, UnknownNameError
from ydkg.graph.graph import Graph
from ydkg.graph.names import label, names_of, resolve, search
from ydkg.graph.reconciliation import candidates, read_query
from ydkg.graph.schema import kind
from ydkg.vocab import RDFS, SKOS, ydr

TURTLE = """
ydr:shanghai a yd:Municipality, yd:ProvinceLevelDivision, yd:Place ;
  rdfs:label "Shanghai"@en, "上海市"@zh-hans ; skos:altLabel "Hu"@en .
ydr:shanghai-port a yd:Infrastructure ; rdfs:label "Port"@en ; skos:altLabel "Shanghai"@en .
ydr:hongqiao-airport a yd:Airport, yd:Infrastructure ; rdfs:label "Hongqiao Airport"@en ; skos:altLabel "Hongqiao"@en .
ydr:hongqiao-hub a yd:Zone, yd:Place ; rdfs:label "Hongqiao Hub"@en ; skos:altLabel "Hongqiao"@en .
ydr:role-mayor a org:Role, skos:Concept ; rdfs:label "mayor"@en .
ydr:milestone-x a yd:Milestone ; rdfs:label "the opening"@en .
ydr:opening a schema:Event ; rdfs:label "The Opening"@en .
ydr:jose a yd:Official, foaf:Person ; rdfs:label "José  “Pepe”"@en ; foaf:name "José “Pepe”" .
ydr:belt a yd:Initiative ; rdfs:label "Belt–Road"@en ; skos:hiddenLabel "big works"@en .
ydr:town a yd:City ; rdfs:label "Old Town"@en .
ydr:hongqiao-airport skos:hiddenLabel "the gate"@en .
ydr:hongqiao-hub skos:hiddenLabel "the gate"@en , "Port"@en .
"""


@pytest.fixture
def table() -> Graph:
    """A few things that are easily mixed up."""
    store = Store()
    store.load((HEAD + TURTLE).encode(), format=RdfFormat.TURTLE)
    return Graph(store)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("https://w3id.org/ydkg/id/shanghai", "shanghai"),
        ("<https://w3id.org/ydkg/id/shanghai>", "shanghai"),
        ("ydr:shanghai", "shanghai"),
        ("role-mayor", "role-mayor"),
        ("Shanghai", "shanghai"),
        ("  SHANGHAI ", "shanghai"),
        ("上海市", "shanghai"),
        ("hu", "shanghai"),
        ("hongqiao-hub", "hongqiao-hub"),
        ('jose "pepe"', "jose"),
        ("JOSÉ “PEPE”", "jose"),
        ("belt-road", "belt"),
        ("The opening", "opening"),
        ("Mayor", "role-mayor"),
    ],
)
def test_a_thing_is_found_by_whatever_it_is_called(table: Graph, text: str, slug: str) -> None:
    """IRIs, prefixed names, slugs and names in any language, case and typography lead to one thing."""
    assert resolve(table, text) == ydr(slug)


def test_an_exact_spelling_of_a_record_does_not_hide_it(table: Graph) -> None:
    """Who spells a record's label exactly gets the record, as nothing else is spelled so."""
    assert resolve(table, "the opening") == ydr("milestone-x")


def test_a_shared_name_lists_the_candidates(table: Graph) -> None:
    """Where a name stands for two things, the message names both with their kinds."""
    with pytest.raises(AmbiguousNameError) as refusal:
        resolve(table, "Hongqiao")
    assert str(refusal.value) == (
        "'Hongqiao' may be 2 things; give one of these IRIs: ydr:hongqiao-airport (airport: Hongqiao Airport); "
        "ydr:hongqiao-hub (zone: Hongqiao Hub)"
    )
    assert refusal.value.value == "Hongqiao"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Shanghia", "did you mean 'Shanghai' (ydr:shanghai)"),
        ("ydr:shangai", "did you mean 'Shanghai' (ydr:shanghai)"),
        ("airport", "'Hongqiao Airport' (ydr:hongqiao-airport)"),
        ("http://nowhere.example/", "give a label, a slug"),
        ("", "give a label, a slug"),
        ("ydr:", "give a label, a slug"),
        ("<x y>", "give a label, a slug"),
        ("a\nb", "give a label, a slug"),
    ],
)
def test_an_unknown_name_gets_suggestions(table: Graph, text: str, hint: str) -> None:
    """One line says that there is no such thing and which ones are spelled alike."""
    with pytest.raises(UnknownNameError) as refusal:
        resolve(table, text)
    assert hint in str(refusal.value)
    assert len(str(refusal.value).splitlines()) == 1


def test_a_form_that_is_no_name_on_its_own_counts_last(table: Graph) -> None:
    """A hidden label leads to its thing, unless something is called so."""
    assert resolve(table, "big works") == ydr("belt")
    assert resolve(table, "port") == ydr("shanghai-port")


def test_a_hidden_form_of_two_things_is_ambiguous(table: Graph) -> None:
    """The message names both, and so do the suggestions."""
    with pytest.raises(AmbiguousNameError) as refusal:
        resolve(table, "the gate")
    assert refusal.value.suggestions == ("ydr:hongqiao-airport", "ydr:hongqiao-hub")


def test_a_thing_of_another_family_is_refused_by_what_it_is(table: Graph) -> None:
    """One line says what is called so, and what was wanted; an IRI is no way round it (user trial)."""
    for text in ("Shanghai", "ydr:shanghai"):
        with pytest.raises(ParameterError) as refusal:
            resolve(table, text, ("person", "event"))
        assert str(refusal.value) == "Shanghai is a place, not a person or an event"
    with pytest.raises(ParameterError, match="mayor is a post, not an organisation"):
        resolve(table, "mayor", ("organization",))


def test_the_family_wanted_tells_two_things_of_one_name_apart(table: Graph) -> None:
    """Of an airport and a zone with one name, a place is the zone; the other name of a port is a port's."""
    assert resolve(table, "Hongqiao", ("place",)) == ydr("hongqiao-hub")
    assert resolve(table, "Shanghai", ("infrastructure",)) == ydr("shanghai-port")


def test_a_class_that_is_not_written_out_counts(table: Graph) -> None:
    """Whoever asks a graph of their own need not write out what the ontology implies."""
    assert resolve(table, "Old Town", ("place",)) == ydr("town")


def test_all_names_but_those_of_records_are_listed(table: Graph) -> None:
    """By level; of some things only, where they are given."""
    names = names_of(table)
    assert ydr("milestone-x") not in {name.iri for name in names}
    assert [name.level for name in names] == sorted(name.level for name in names)
    assert {name.text for name in names_of(table, {ydr("belt")})} == {"Belt–Road", "big works"}


def test_labels_come_in_the_language_wanted_where_there_is_one(table: Graph) -> None:
    """Chinese where there is a Chinese label, English instead, nothing for what has no label."""
    assert label(table, ydr("shanghai"), "zh") == "上海市"
    assert label(table, ydr("belt"), "zh") == "Belt–Road"
    assert label(table, ydr("nothing")) is None


def test_the_kind_is_the_class_that_says_most(table: Graph) -> None:
    """Of materialised classes the lowest one names the thing."""
    assert kind(table, ydr("shanghai")) == "municipality"
    assert kind(table, ydr("jose")) == "official"
    assert kind(table, ydr("nothing")) == "thing"


def test_what_is_spelled_so_is_meant_before_what_is_spelled_otherwise(table: Graph) -> None:
    """Another name that is spelled just so counts more than a label in other letters."""
    assert resolve(table, "Hongqiao Hub") == ydr("hongqiao-hub")
    table.store.extend(
        Quad(NamedNode(ydr(slug)), NamedNode(predicate), Literal(name, language="en"))
        for slug, predicate, name in (("north", RDFS.label, "THE GATEWAY"), ("south", SKOS.altLabel, "The Gateway"))
    )
    assert resolve(table, "The Gateway") == ydr("south")
    assert resolve(table, "the gateway") == ydr("north")


TWICE = """
ydr:airport a yd:Airport, yd:Infrastructure ; rdfs:label "Hongqiao Airport"@en ; skos:altLabel "Hongqiao"@en .
ydr:hub a yd:Zone, yd:Place ; rdfs:label "Hongqiao Hub"@en ; skos:altLabel "Hongqiao"@en ; geo:sfWithin ydr:shanghai .
ydr:shanghai a yd:Municipality, yd:Place ; rdfs:label "Shanghai"@en ; skos:hiddenLabel "the city"@en .
ydr:port a yd:Infrastructure ; rdfs:label "Port"@en ; skos:hiddenLabel "Shanghai"@en .
"""


@pytest.mark.parametrize(
    ("query", "sure"),
    [
        ({"query": "Hongqiao"}, []),
        ({"query": "Hongqiao", "limit": 1}, []),
        ({"query": "Hongqiao", "type": "yd:Place"}, ["hub"]),
        ({"query": "Hongqiao Hub"}, ["hub"]),
        ({"query": "Hongqiao", "properties": [{"pid": "geo:sfWithin", "v": "Shanghai"}]}, []),
        ({"query": "Shanghai"}, []),  # what is no name on its own makes another's name doubtful
        ({"query": "the city"}, []),  # and is itself never sure
        ({"query": "Shanghai", "type": "yd:Place"}, ["shanghai"]),
    ],
)
def test_what_two_things_are_called_is_never_sure(query: dict[str, object], sure: list[str]) -> None:
    """A name of two things matches neither, until a type leaves one of them."""
    store = Store()
    store.load((HEAD + TWICE).encode(), format=RdfFormat.TURTLE)
    graph = Graph(store)
    names = names_of(graph)
    found = candidates(graph, read_query(query), names, partial(search, names=names))
    assert found
    assert [each.iri for each in found if each.match] == [ydr(each) for each in sure]
