"""The shortest explained connections: worked out by hand, and the same from Python and from the page's program."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from itertools import pairwise, permutations
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from pyoxigraph import NamedNode, Triple

from shipped import TRIPLES
from ydkg import to_networkx as shipped_network
from ydkg.errors import UnknownNameError
from ydkg.graph.graph import Graph
from ydkg.graph.store import open_store
from ydkg.graph.turtle import statement_iri
from ydkg.network.paths import paths, shortest_paths
from ydkg.network.projection import Projection
from ydkg.vocab import DCTERMS, RDF, YD, ydr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CASES = Path(__file__).with_name("paths")
PAGE = Path(__file__).resolve().parents[2] / "src" / "ydkg" / "explorer" / "static" / "paths.js"
SMALL: list[dict[str, Any]] = json.loads((CASES / "small.json").read_text(encoding="utf-8"))
SHIPPED: list[dict[str, Any]] = json.loads((CASES / "shipped.json").read_text(encoding="utf-8"))
RANDOM = 300
#: What the page's program found, graph by graph and page by page.
Found: TypeAlias = "dict[str, list[list[dict[str, Any]]]]"
Network: TypeAlias = "nx.MultiDiGraph[str]"
_TYPE = NamedNode(RDF.type)


def graph_of(pairs: Iterable[Iterable[str]]) -> Network:
    """Make a network in which a statement stands behind every edge."""
    graph: Network = nx.MultiDiGraph()
    for number, (one, other) in enumerate(pairs):
        graph.add_edge(one, other, key=f"k{number}", statement=f"s{number}")
    return graph


def by_page(graphs: list[dict[str, Any]], data: object = None, pages: Iterable[Mapping[str, object]] = ()) -> Found:
    """Let the page's own program find all these paths, in one process of node."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    asked = json.dumps({"graphs": graphs, "data": data, "pages": list(pages)})
    done = subprocess.run(
        [node, str(CASES / "find_paths.mjs"), str(PAGE)], input=asked.encode(), capture_output=True, check=True
    )
    found: Found = json.loads(done.stdout)
    return found


def numbered(graph: Network, origin: str, destination: str, limit: int) -> tuple[list[str], dict[str, Any]]:
    """Write a graph as the page has it: nodes are numbers in the order of their names."""
    names = sorted(graph)
    at = {name: number for number, name in enumerate(names)}
    pairs = [[at[one], at[other]] for one, other in graph.edges()]
    return names, {"count": len(names), "pairs": pairs, "from": at[origin], "to": at[destination], "limit": limit}


def neighbours(graph: Network) -> dict[str, set[str]]:
    """Join every node to its neighbours in both directions."""
    return {node: set(nx.all_neighbors(graph, node)) - {node} for node in graph}


def random_graph(chance: random.Random) -> Network:
    """Make a graph of up to 40 nodes with hubs, loops, parallel edges and islands."""
    count = chance.randint(2, 40)
    names = [f"n{number}" for number in chance.sample(range(200), count)]
    hubs = names[: 1 + count // 8]
    ends = ((chance.choice(names), chance.choice(names if chance.random() < 0.7 else hubs)) for _ in range(count * 2))
    graph = graph_of(ends)
    graph.add_nodes_from(names)
    return graph


@pytest.mark.parametrize("case", SMALL, ids=[case["about"] for case in SMALL])
def test_small_graphs_have_the_paths_worked_out_by_hand(case: dict[str, Any]) -> None:
    """Weight, order, ties, limit and the absence of loops are as the case says."""
    graph = graph_of(edge.split("-") for edge in case["edges"])
    found = shortest_paths(neighbours(graph), case["from"], case["to"], case["limit"])
    assert [[path.weight, " ".join(path.nodes)] for path in found] == case["paths"]


def test_the_page_has_the_paths_worked_out_by_hand() -> None:
    """The page's program answers every small case in the same way."""
    asked = [
        numbered(graph_of(edge.split("-") for edge in case["edges"]), case["from"], case["to"], case["limit"])
        for case in SMALL
    ]
    found = by_page([graph for _, graph in asked])["graphs"]
    told = [
        [[path["weight"], " ".join(names[node] for node in path["nodes"])] for path in each]
        for (names, _), each in zip(asked, found, strict=True)
    ]
    assert told == [case["paths"] for case in SMALL]


def test_both_find_the_same_in_random_graphs() -> None:
    """In 300 graphs with hubs and islands the two programs agree to the last tie."""
    chance = random.Random(20241204)  # noqa: S311 - a test is no secret
    asked, expected = [], []
    for _ in range(RANDOM):
        graph = random_graph(chance)
        origin, destination = chance.choice(sorted(graph)), chance.choice(sorted(graph))
        names, numbers = numbered(graph, origin, destination, chance.randint(1, 7))
        found = shortest_paths(neighbours(graph), origin, destination, numbers["limit"])
        expected.append([{"nodes": [*map(names.index, each.nodes)], "weight": each.weight} for each in found])
        asked.append(numbers)
    assert sum(len(each) > 1 for each in expected) > RANDOM // 2
    assert by_page(asked)["graphs"] == expected


@given(some.lists(some.tuples(some.sampled_from("abcdefg"), some.sampled_from("abcdefg")), max_size=16))
@settings(max_examples=150)
def test_no_better_path_is_missed(pairs: list[tuple[str, str]]) -> None:
    """What is found are the first of all loopless ways there are, sorted by weight, hops and names."""
    graph = graph_of(pairs)
    graph.add_nodes_from("ab")
    joined = neighbours(graph)
    between = sorted(set(graph) - {"a", "b"})
    ways = [("a", *middle, "b") for size in range(len(between) + 1) for middle in permutations(between, size)]
    real = [way for way in ways if all(two in joined[one] for one, two in pairwise(way))]
    # Degree 1 is never passed; 2 and 3 cost 2; 4 to 7 cost 3.
    every = sorted((1 + sum(2 if len(joined[node]) < 4 else 3 for node in way[1:-1]), len(way), way) for way in real)
    assert [path[:3] for path in shortest_paths(joined, "a", "b", 5)] == every[:5]


def table_of(*facts: str, stated: bool = True) -> Graph:
    """Make a graph of places, and of a metric m, in which a statement stands behind every fact, such as ``a b``."""
    triples = [Triple(NamedNode(ydr(each)), _TYPE, NamedNode(YD.Place)) for each in "abc"]
    triples.append(Triple(NamedNode(ydr("m")), _TYPE, NamedNode(YD.Metric)))
    for fact in facts:
        one, other = fact.split()
        triple = Triple(NamedNode(ydr(one)), NamedNode(DCTERMS.relation), NamedNode(ydr(other)))
        triples.append(triple)
        if stated:
            node = NamedNode(statement_iri(triple))
            parts = zip((RDF.subject, RDF.predicate, RDF.object), triple, strict=True)
            triples += [Triple(node, NamedNode(name), part) for name, part in parts]
            triples.append(Triple(node, _TYPE, NamedNode(RDF.Statement)))
    return Graph.from_triples(triples)


def joined(*tables: Graph) -> Graph:
    """Put graphs together."""
    return Graph.from_triples(
        Triple(NamedNode(subject), NamedNode(predicate), term)
        for table in tables
        for subject in table.subjects()
        for predicate, terms in table.properties(subject).items()
        for term in terms
    )


def test_what_nothing_stands_behind_explains_nothing() -> None:
    """An edge without statement or record is no way."""
    (path,) = paths(joined(table_of("a c", "c b"), table_of("a b", stated=False)), ydr("a"), ydr("b"))
    assert path.nodes == (ydr("a"), ydr("c"), ydr("b"))
    assert [edge[:2] for edge in path.hops[0].edges] == [(ydr("a"), ydr("c"))]


def test_that_nothing_connects_two_things_is_found_around_the_one_with_less_around_it() -> None:
    """Of a chain of a thousand that the other is in, only the nearest are asked for their neighbours."""
    asked: set[str] = set()

    class Asked(dict[str, set[str]]):
        def __getitem__(self, node: str) -> set[str]:
            asked.add(node)
            return super().__getitem__(node)

    joined = Asked({f"n{at}": {f"n{at - 1}", f"n{at + 1}"} for at in range(1, 1000)})
    joined.update({"n0": {"n1"}, "n1000": {"n999"}, "a": {"b"}, "b": {"a"}})
    for ends in (("a", "n500"), ("n500", "a")):
        assert shortest_paths(joined, *ends) == []
    assert len(asked) < 10


def test_a_hop_names_all_that_joins_its_ends() -> None:
    """Parallel edges of both directions stand in the order of source, target and name; so do records among them."""
    post = [
        Triple(NamedNode(ydr("r")), NamedNode(predicate), NamedNode(value))
        for predicate, value in (
            (RDF.type, YD.Participation), (YD.participant, ydr("b")), (YD.event, ydr("a"))
        )
    ]  # fmt: skip
    (path,) = paths(joined(table_of("b a", "a b"), Graph.from_triples(post)), ydr("b"), ydr("a"))
    assert (path.hops[0].source, path.hops[0].target) == (ydr("b"), ydr("a"))
    assert [edge[:4] for edge in path.hops[0].edges] == [
        (ydr("a"), ydr("b"), "dcterms:relation", ""),
        (ydr("b"), ydr("a"), "dcterms:relation", ""),
        (ydr("b"), ydr("a"), "yd:Participation", ydr("r")),
    ]


def test_a_metric_is_reached_and_never_passed() -> None:
    """Two things with figures in one metric are not connected by it; each is connected with it, by its figures."""
    figures = [
        Triple(NamedNode(ydr(f"o-{thing}")), NamedNode(predicate), NamedNode(value))
        for thing in "ab"
        for predicate, value in ((RDF.type, YD.Observation), (YD.about, ydr(thing)), (YD.metric, ydr("m")))
    ]
    table = joined(table_of(), Graph.from_triples(figures))
    assert paths(table, ydr("a"), ydr("b")) == []
    (path,) = paths(table, ydr("a"), ydr("m"))
    assert path.hops[0].figures == ((ydr("a"), ydr("m"), ydr("o-a")),)
    assert path.hops[0].edges == ()


def test_a_stranger_is_refused() -> None:
    """What is no node is named in the error."""
    with pytest.raises(UnknownNameError, match="ydr:nobody is no thing of the network"):
        paths(table_of("a b"), ydr("a"), ydr("nobody"))


def test_both_find_the_same_in_the_shipped_graph() -> None:
    """Paths worked out by hand are found, and the page's data give the same paths by the same lines."""
    from ydkg.explorer.document import page_data
    from ydkg.explorer.picture import picture_of
    from ydkg.telling.atlas import atlas_of
    from ydkg.telling.naming import slug

    network, table = shipped_network(), Graph(open_store())
    ends = [(ydr(case["from"]), ydr(case["to"])) for case in SHIPPED]
    found = [paths(table, *each) for each in ends]
    for case, each in zip(SHIPPED, found, strict=True):
        told = [[path.weight, " ".join(slug(node) for node in path.nodes)] for path in each]
        assert told[: len(case["paths"])] == case["paths"]

    chance = random.Random(1)  # noqa: S311 - likewise
    nodes = sorted(network)
    others = [(chance.choice(nodes), chance.choice(nodes)) for _ in range(60)]
    triples = TRIPLES
    in_memory = Graph.from_triples(triples)  # which gives the same in a third of the time
    found += [paths(in_memory, *each) for each in others]
    atlas = atlas_of(Graph.from_triples(triples))
    data = {"picture": picture_of(atlas), "relations": page_data(atlas)["relations"]}
    asked = [{"from": slug(one), "to": slug(other), "limit": 5} for one, other in [*ends, *others]]
    edges = sorted(Projection(in_memory).edges())
    for each, page in zip(found, by_page([], data, asked)["pages"], strict=True):
        assert [(path.weight, [slug(node) for node in path.nodes]) for path in each] == [
            (path["weight"], path["things"]) for path in page
        ]
        for path, other in zip(each, page, strict=True):
            for hop, step in zip(path.hops, other["hops"], strict=True):
                assert tuple(edges[line] for line in step["lines"] if line < len(edges)) == hop.edges
                assert bool(hop.figures) == any(line >= len(edges) for line in step["lines"])
