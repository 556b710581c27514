"""The network drawn from a graph: what is a node, what is an edge, what is folded away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph
import pytest
from pyoxigraph import NamedNode

from seeds import printed
from ydkg.collection import RELEASE_FILE
from ydkg.graph.turtle import read_turtle
from ydkg.network.projection import project
from ydkg.vocab import FOAF, GEO, ORG, OWL, PROV, RDF, RDFS, YD, ydr

if TYPE_CHECKING:
    import networkx as nx

Network: TypeAlias = "nx.MultiDiGraph[str]"
GRAPH = Path(__file__).with_name("delta.ttl")


@pytest.fixture(scope="module")
def network() -> Network:
    """The fixture graph as a network."""
    return project(read_turtle(GRAPH))


def test_entities_of_all_families_and_nothing_else_are_nodes(network: Network) -> None:
    """Nodes are the eighteen things of the graph; no role, stage, period, passage, statement or record is one."""
    families: dict[str, set[str]] = {}
    for node, family in network.nodes(data="family"):
        families.setdefault(family, set()).add(node.removeprefix(ydr("")))
    assert families == {
        "person": {"gu-jun", "ling-ming"},
        "organization": {"regional-cooperation-office", "shanghai-drc"},
        "place": {"shanghai", "jiangsu", "nanjing", "yangtze-river-delta", "china"},
        "initiative": {"integration-strategy", "action-plan-phase-3"},
        "infrastructure": {"nanjing-shanghai-line", "ecological-corridor"},
        "instrument": {"carbon-standard"},
        "event": {"briefing"},
        "metric": {"metric-rd-intensity"},
        "topic": {"topic-innovation", "topic-research"},
    }


def test_a_node_carries_its_names_its_kind_and_its_plain_values(network: Network) -> None:
    """Shanghai is a municipality with a Chinese name, another English one, a code and an identifier elsewhere."""
    shanghai = network.nodes[ydr("shanghai")]
    assert (shanghai["label"], shanghai["label_zh"], shanghai["aliases"]) == (
        "Shanghai",
        "上海市",
        ("Shanghai Municipality",),
    )
    assert (shanghai["kind"], shanghai["kind_zh"], shanghai["family"]) == ("municipality", "直辖市", "place")
    assert shanghai["yd:gbt2260"] == "310000"
    assert shanghai["skos:exactMatch"] == "http://www.wikidata.org/entity/Q8686"
    assert shanghai["mentions"] == (ydr("passage-release-20241204-40-48"),)
    assert network.nodes[ydr("action-plan-phase-3")]["yd:phaseNumber"] == 3
    assert network.nodes[ydr("integration-strategy")]["yd:isGroup"] is False
    assert "label_zh" not in network.nodes[ydr("ling-ming")]


def test_parallel_relations_survive_as_keyed_edges(network: Network) -> None:
    """Two posts of one person in one body are two edges, and so are two ways of being responsible for one thing."""
    posts = network[ydr("gu-jun")][ydr("regional-cooperation-office")]
    assert set(posts) == {"org:Membership ydr:membership-gu-jun-1", "org:Membership ydr:membership-gu-jun-2"}
    assert {post["label"] for post in posts.values()} == {"director", "deputy director"}
    ways = network[ydr("integration-strategy")][ydr("regional-cooperation-office")]
    assert {way["predicate"] for way in ways.values()} == {YD.initiatedBy, YD.promotedBy}


def test_an_edge_of_a_record_keeps_its_iri_date_and_evidence(network: Network) -> None:
    """A membership's edge leads back to the record, the day as of which it holds, and the passage that states it."""
    edge = network[ydr("gu-jun")][ydr("shanghai-drc")]["org:Membership ydr:membership-gu-jun-3"]
    assert edge["record"] == edge["id"] == ydr("membership-gu-jun-3")
    assert edge["predicate"] == ORG.Membership
    assert edge["date"] == "2024-12-04"
    assert edge["evidence"] == (ydr("passage-release-20241204-180-300"),)
    assert edge["record_label"] == "Gu Jun is director of the Shanghai commission"


def test_a_plain_edge_keeps_its_statement_and_evidence(network: Network) -> None:
    """An edge between entities is keyed by predicate and statement, and carries its source and confidence."""
    (key,) = network[ydr("nanjing")][ydr("jiangsu")]
    edge = network[ydr("nanjing")][ydr("jiangsu")][key]
    assert key == f"geo:sfWithin {edge['statement'].replace(ydr(''), 'ydr:')}"
    assert edge["predicate"] == GEO.sfWithin
    assert edge["evidence"] == (ydr("register-wikidata"),)
    assert edge["confidence"] == YD.High


def test_an_edge_without_a_statement_is_still_an_edge(network: Network) -> None:
    """Two things told apart are joined by an edge that names no statement and no source."""
    (edge,) = [e for e in network[ydr("shanghai")][ydr("yangtze-river-delta")].values() if "statement" not in e]
    assert edge["evidence"] == ()
    assert edge["predicate"] == OWL.differentFrom


def test_what_only_annotates_a_thing_is_a_value_of_it() -> None:
    """That a metric is a share in a region is no edge from the metric to the region, which has its node."""
    metric, region = (NamedNode(ydr(each)) for each in ("metric-rd-intensity", "yangtze-river-delta"))
    network = project([*read_turtle(GRAPH), pyoxigraph.Triple(metric, NamedNode(YD.shareIn), region)])
    assert network.nodes[metric.value]["yd:shareIn"] == region.value
    assert not network.has_edge(metric.value, region.value)


def test_records_are_folded_into_the_thing_that_they_are_about(network: Network) -> None:
    """Figures and comparisons are details of the Delta, milestones of the line, a first of its kind of the standard."""
    delta = network.nodes[ydr("yangtze-river-delta")]
    assert [figure["yd:value"] for figure in delta["observations"]] == ["2.81", "3.34", "3"]
    assert {figure["status"] for figure in delta["observations"]} == {YD.Actual, YD.Target}
    assert [comparison["iri"] for comparison in delta["comparisons"]] == [
        ydr("comparison-rd-2018-2023"),
        ydr("comparison-rd-target"),
    ]
    line = network.nodes[ydr("nanjing-shanghai-line")]
    assert {(each["status"], each["date"], each.get("yd:notAfter")) for each in line["milestones"]} == {
        (YD.Done, "2024-12-04", None),
        (YD.Planned, "2024-12-04", "2025-12-31"),
    }
    (first,) = network.nodes[ydr("carbon-standard")]["first_claims"]
    assert first["evidence"] == (ydr("passage-release-20241204-1500-1560"),)


def test_a_new_record_class_is_drawn_by_its_annotations_alone() -> None:
    """A class that no code has heard of becomes an edge, or a detail, because the ontology says how to draw it."""
    ontology = pyoxigraph.parse(
        """
        @prefix : <http://example.org/> . @prefix yd: <https://w3id.org/ydkg/ontology#> .
        @prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        :Friendship yd:edgeSource :one ; yd:edgeTarget :other .
        :CloseFriendship rdfs:subClassOf :Friendship .
        :Award yd:foldedInto :winner .
        """,
        format=pyoxigraph.RdfFormat.TURTLE,
    )
    data = pyoxigraph.parse(
        """
        @prefix : <http://example.org/> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
        :a a foaf:Person . :b a foaf:Person .
        :f a :CloseFriendship ; :one :a ; :other :b .
        :w a :Award ; :winner :b ; :year 2024 .
        """,
        format=pyoxigraph.RdfFormat.TURTLE,
    )
    network = project(data, ontology=list(ontology))
    ((source, target, edge),) = network.edges(data=True)
    assert (source, target, edge["record"]) == ("http://example.org/a", "http://example.org/b", "http://example.org/f")
    assert edge["label"] == "friendship"
    (award,) = network.nodes["http://example.org/b"]["awards"]
    assert award["<http://example.org/year>"] == 2024


def test_an_empty_graph_is_an_empty_network() -> None:
    """Nothing in, nothing out."""
    assert len(project([])) == 0


def test_the_projection_does_not_depend_on_the_order_of_triples(network: Network) -> None:
    """Nodes, edges and attributes come in the same order from a reversed graph."""
    reversed_network = project(reversed(read_turtle(GRAPH)))
    assert list(reversed_network.nodes(data=True)) == list(network.nodes(data=True))
    assert list(reversed_network.edges(keys=True, data=True)) == list(network.edges(keys=True, data=True))


def test_the_projection_does_not_depend_on_the_hash_seed() -> None:
    """Two processes with different hash seeds draw the same network."""
    program = (
        "import pyoxigraph, sys; from ydkg.network.projection import project;"
        "n = project(pyoxigraph.parse(path=sys.argv[1], format=pyoxigraph.RdfFormat.TURTLE));"
        "print(list(n.nodes(data=True)), list(n.edges(keys=True, data=True)))"
    )
    assert len(printed(program, str(GRAPH))) == 1


def test_the_shipped_graph_is_drawn_whole() -> None:
    """Every shipped post is one edge, every figure one detail, every person one node; stated edges have evidence."""
    triples = read_turtle(RELEASE_FILE)
    network = project(triples)
    members = {t.subject.value for t in triples if t.predicate.value == RDF.type and t.object.value == ORG.Membership}
    drawn = [edge["record"] for _, _, edge in network.edges(data=True) if edge["predicate"] == ORG.Membership]
    assert sorted(drawn) == sorted(members)
    figures = {t.subject.value for t in triples if t.predicate.value == RDF.type and t.object.value == YD.Observation}
    folded = [each["iri"] for _, node in network.nodes(data=True) for each in node.get("observations", ())]
    assert sorted(folded) == sorted(figures)
    people = {t.subject.value for t in triples if t.predicate.value == RDF.type and t.object.value == FOAF.Person}
    assert people == {node for node, family in network.nodes(data="family") if family == "person"}
    sourced = {t.subject.value for t in triples if t.predicate.value == PROV.wasDerivedFrom}
    assert all(edge["evidence"] for _, _, edge in network.edges(data=True) if edge["id"] in sourced)
    labels = {t.subject.value for t in triples if t.predicate.value == RDFS.label}
    assert set(network) <= labels
