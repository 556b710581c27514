"""What is near a thing is found where the graph is, and is what the projection of the whole has there."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, Quad, Store, Triple

from ydkg import to_networkx
from ydkg.explorer.part import around
from ydkg.graph.canonical import statement_iri
from ydkg.graph.layered import RememberedTable
from ydkg.graph.store import open_store
from ydkg.graph.table import StoreTable
from ydkg.network.projection import project
from ydkg.network.vicinity import Vicinity
from ydkg.vocab import ORG, RDF, ydr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ydkg.graph.table import Term
    from ydkg.network.projection import Network


@cache
def _whole() -> tuple[Network, StoreTable]:
    return to_networkx(), StoreTable(open_store())


def _joined(network: Network) -> dict[str, set[str]]:
    """Join things that a statement, a record or a figure joins, in the projection of the whole graph."""
    joined: dict[str, set[str]] = {node: set() for node in network}
    edges = [(one, other) for one, other, edge in network.edges(data=True) if "statement" in edge or "record" in edge]
    for node, records in network.nodes(data="observations", default=()):
        edges += [(node, record["yd:metric"]) for record in records if record.get("yd:metric") in network]
    for one, other in edges:
        if one != other:
            joined[one].add(other)
            joined[other].add(one)
    return joined


def test_every_thing_has_the_neighbours_of_the_projection() -> None:
    """Statements, records and figures join what they join in the network of the whole graph; definitions do not."""
    network, table = _whole()
    vicinity = Vicinity(table)
    assert {thing: set(near) for thing, near in vicinity.items()} == _joined(network)


def test_what_joins_a_thing_is_what_the_projection_draws() -> None:
    """Every edge at every thing, in the order of the network and with its attributes; each node with its own."""
    network, table = _whole()
    vicinity = Vicinity(table)
    records = {"observations", "comparisons", "milestones", "first_claims"}
    for thing, attributes in network.nodes(data=True):
        own = {name: value for name, value in attributes.items() if name not in records}
        assert vicinity.projection.node(thing) == own
        drawn = [edge for *ends, edge in network.edges(data=True) if thing in ends]
        assert [vicinity.edge(joint) for joint in vicinity.joints(thing)] == drawn
    joints = [joint for start in vicinity.starts() for joint in vicinity.leading(start)]
    assert sorted(vicinity.edge(joint)["id"] for joint in joints) == sorted(
        edge["id"] for *_, edge in network.edges(data=True)
    )
    assert {joint for joint in joints if vicinity.is_stated(joint)} == {
        joint for joint in joints if {"statement", "record"} & vicinity.edge(joint).keys()
    }


@pytest.mark.parametrize("steps", [0, 1, 2])
@pytest.mark.parametrize("slug", ["hefei", "high-speed-railway-network", "gu-jun", "metric-charging-piles-built"])
def test_a_part_is_drawn_as_it_is_in_the_whole(slug: str, steps: int) -> None:
    """The things within some steps have all their values, records and edges among them; and no others are there."""
    network, table = _whole()
    kept = Vicinity(table).near(ydr(slug), steps)
    part, within = project(around(table, ydr(slug), steps)), network.subgraph(kept)
    assert set(part) == kept
    # What is said of other things is left out of a part.
    assert {node: len(part.nodes[node].get("observations", ())) for node in part} == {
        node: len(within.nodes[node].get("observations", ())) for node in within
    }
    assert {edge[:3] for edge in part.edges(keys=True)} == {edge[:3] for edge in within.edges(keys=True)}
    for *ends, key, attributes in part.edges(keys=True, data=True):
        assert attributes == within.edges[*ends, key]


def test_no_thing_is_looked_up_by_itself_where_all_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are listed class by class, concepts with their schemes: of a server each look-up is a request."""
    network, table = _whole()
    asked = list[str]()
    told = StoreTable.all

    def all_(table: StoreTable, subject: str, predicate: str) -> Sequence[Term]:
        asked.append(subject)
        return told(table, subject, predicate)

    monkeypatch.setattr(StoreTable, "all", all_)
    assert set(Vicinity(table)) == set(network)
    assert not asked


def test_all_is_read_only_of_what_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a record that leads from a hub to what is not wanted, and of that, little is read: there are many of them."""
    read = list[str]()
    told = StoreTable.of

    def of(table: StoreTable, subject: str) -> Mapping[str, Sequence[Term]]:
        read.append(subject)
        return told(table, subject)

    monkeypatch.setattr(StoreTable, "of", of)
    _, table = _whole()
    said = Vicinity(RememberedTable(table)).about({ydr("yangtze-river-delta"), ydr("hefei")})
    assert set(read) == set(said)
    assert len(read) == len(said)


def test_a_line_to_another_thing_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a record that is drawn as an edge between one of the things and another one nothing is read at all."""
    read = set[str]()
    told = StoreTable.only

    def only(table: StoreTable, subject: str, predicate: str) -> Sequence[Term]:
        read.add(subject)
        return told(table, subject, predicate)

    monkeypatch.setattr(StoreTable, "only", only)
    network, table = _whole()
    lines = {edge["record"] for *_, edge in network.edges(ydr("gu-jun"), data=True) if "record" in edge}
    near = Vicinity(RememberedTable(table))
    assert lines
    assert lines.isdisjoint({*near.about({ydr("gu-jun")}), *read})
    assert read
    assert lines < near.about(near.near(ydr("gu-jun"), 1)).keys()


def test_what_leads_to_a_record_is_asked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a thing it is asked property by property, as of a metric most that leads to it is of other things."""
    asked = list[tuple[str, str | None]]()
    told = StoreTable.to

    def to(table: StoreTable, thing: str, predicate: str | None = None) -> Sequence[tuple[str, str]]:
        asked.append((thing, predicate))
        return told(table, thing, predicate)

    network, table = _whole()
    kept = Vicinity(table).near(ydr("gu-jun"), 1)
    monkeypatch.setattr(StoreTable, "to", to)
    said = Vicinity(table).about(kept)
    assert len(asked) == len(set(asked))
    assert {predicate for thing, predicate in asked if thing not in kept} == {None}
    assert None not in {predicate for thing, predicate in asked if thing in kept}
    assert kept == {iri for iri in network if len(said.get(iri, ())) > 2}


def test_a_hub_is_read_once_for_all_that_leads_from_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many edges of one property each has a statement; what the property leads to is not read again for each."""
    hub, *others = (NamedNode(ydr(name)) for name in ("hub", *(f"office-{number}" for number in range(20))))
    store = Store()
    for other in others:
        edge = Triple(hub, NamedNode(ORG.subOrganizationOf), other)
        parts = {RDF.subject: hub, RDF.predicate: edge.predicate, RDF.object: other, RDF.type: NamedNode(RDF.Statement)}
        statement = NamedNode(statement_iri(edge))
        store.extend(Quad(statement, NamedNode(name), value) for name, value in parts.items())
        store.extend([Quad(*edge), Quad(other, NamedNode(RDF.type), NamedNode(ORG.Organization))])
    store.add(Quad(hub, NamedNode(RDF.type), NamedNode(ORG.Organization)))
    asked, told = list[tuple[str, str]](), StoreTable.all

    def read(table: StoreTable, subject: str, predicate: str) -> Sequence[Term]:
        asked.append((subject, predicate))
        return told(table, subject, predicate)

    monkeypatch.setattr(StoreTable, "all", read)
    assert set(Vicinity(StoreTable(store))[hub.value]) == {other.value for other in others}
    assert asked.count((hub.value, ORG.subOrganizationOf)) == 1
