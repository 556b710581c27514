"""The pages that `bench/explorer.py` opens: graphs of the data contract's shape, drawn by ydkg and by its peers."""

from __future__ import annotations

import contextlib
import json
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from pyoxigraph import Literal, NamedNode, Triple
from pyvis.network import Network as Pyvis

from ydkg.collection import DATA_FILES
from ydkg.graph.turtle import canonical_turtle, read_turtle, statement_iri
from ydkg.network.layout import node_positions
from ydkg.network.projection import project
from ydkg.vocab import DCTERMS, FOAF, ORG, PROV, QB, QUDT, RDF, RDFS, SKOS, UNIT, XSD, YD, ydr

if TYPE_CHECKING:
    from collections.abc import Iterator

Fact: TypeAlias = tuple[str, str, "str | Literal"]

BENCH = Path(__file__).resolve().parent
MODULES = BENCH / "node_modules"
_DECIMAL = NamedNode(XSD.decimal)
DOCUMENT, STAGE = ydr("bench-document"), ydr("stage-operational")
WORDS = (
    *("delta", "river", "coast", "harbour", "valley", "green", "carbon", "digital", "finance", "railway", "airport"),
    *("corridor", "innovation", "cluster", "science", "campus", "alliance", "market", "standard", "energy", "water"),
    *("health", "tourism", "logistics", "quantum", "sensor", "vaccine", "chip", "battery", "vessel"),
)
HAN = "长三角一体化发展科技创新产业集群绿色生态铁路机场港口金融市场标准能源"
#: Class, its superclasses, and the share of the nodes, as in the shipped graph.
CLASSES = (
    ((YD.Official, FOAF.Person), 4),
    ((YD.PublicBody, ORG.Organization), 10),
    ((YD.City, YD.Place), 15),
    ((YD.Project, YD.Initiative), 36),
    ((YD.RailwayLine, YD.Infrastructure), 15),
    ((YD.Standard, YD.Instrument), 10),
    ((YD.Metric,), 10),
)
#: Explained edges, figures and milestones a node, as in the shipped graph.
EDGES, FIGURES, MILESTONES = 1.5, 0.25, 0.33


class Drawn(NamedTuple):
    """What every peer is given: names by node, edges, and where the nodes stand."""

    labels: dict[str, str]
    edges: list[tuple[str, str]]
    places: dict[str, tuple[float, float]]


def synthetic(count: int) -> list[Triple]:
    """Make a graph of the data contract's shape."""
    chance = random.Random(count)  # noqa: S311 - a drawing is no secret
    kinds = [kind for kind, share in CLASSES for _ in range(share)]
    nodes = [(ydr(f"thing-{number}"), chance.choice(kinds)) for number in range(count)]
    facts = [fact for number, node in enumerate(nodes) for fact in _thing(chance, number, *node)]
    ends = [nodes[0][0]]
    for number in range(int(count * EDGES)):
        source = nodes[number % count][0]
        target = chance.choice(ends) if chance.random() < 0.75 else chance.choice(nodes)[0]  # noqa: PLR2004 - the rest meets anything
        if source != target:
            ends += [source, target]
            facts += _relation(chance, source, target)
    metrics = [node for node, kind in nodes if kind[0] == YD.Metric]
    for number in range(int(count * FIGURES)):
        facts += _figure(chance, number, chance.choice(nodes)[0], chance.choice(metrics))
    for number in range(int(count * MILESTONES)):
        facts += _milestone(chance, number, chance.choice(nodes)[0])
    facts += [(DOCUMENT, RDF.type, YD.Document), (DOCUMENT, DCTERMS.title, Literal("A document", language="en"))]
    facts += [(STAGE, RDF.type, SKOS.Concept), (STAGE, RDFS.label, Literal("operational", language="en"))]
    return [
        Triple(NamedNode(s), NamedNode(p), o if isinstance(o, Literal) else NamedNode(o))
        for s, p, o in dict.fromkeys(facts)
    ]


def marked(count: int) -> list[Triple]:
    """Make a graph for the views of when and where."""
    chance, triples = random.Random(count), synthetic(count)  # noqa: S311 - a drawing is no secret
    places = sorted({t.subject.value for t in triples if t.object == NamedNode(YD.Place)})
    facts: list[Fact] = []
    for place in places:
        for predicate, low, high in ((YD.latitude, 28, 34), (YD.longitude, 116, 122)):
            facts.append((place, predicate, Literal(str(round(chance.uniform(low, high), 4)), datatype=_DECIMAL)))
    for number in range(count):
        thing, milestone = ydr(f"thing-{number}"), ydr(f"milestone-{number}")
        if thing not in places:
            facts.append((thing, YD.implementedIn, chance.choice(places)))
        if number >= int(count * MILESTONES):
            facts += _milestone(chance, number, thing)
        day = f"{chance.randint(2018, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        facts.append((milestone, YD.notAfter, Literal(day, datatype=NamedNode(XSD.date))))
    return triples + [
        Triple(NamedNode(s), NamedNode(p), o if isinstance(o, Literal) else NamedNode(o)) for s, p, o in facts
    ]


def _thing(chance: random.Random, number: int, node: str, kind: tuple[str, ...]) -> Iterator[Fact]:
    name = " ".join(chance.choice(WORDS) for _ in range(chance.randint(1, 4)))
    yield from ((node, RDF.type, each) for each in kind)
    yield node, RDFS.label, Literal(f"{name} {number}", language="en")
    yield node, RDFS.label, Literal("".join(chance.choice(HAN) for _ in range(4)) + str(number), language="zh-hans")
    yield node, SKOS.altLabel, Literal(f"{name.title()} no. {number}", language="en")
    yield from _passage(chance, node, YD.mentionedIn)


def _passage(chance: random.Random, subject: str, predicate: str) -> Iterator[Fact]:
    start = chance.randrange(14000)
    passage = ydr(f"passage-bench-document-{start}-{start + 60}")
    yield subject, predicate, passage
    yield passage, RDF.type, YD.Passage
    yield passage, YD.inDocument, DOCUMENT
    yield passage, YD.start, Literal(start)
    yield passage, YD.end, Literal(start + 60)


def _relation(chance: random.Random, source: str, target: str) -> Iterator[Fact]:
    predicate = chance.choice((DCTERMS.hasPart, YD.advances, YD.implementedIn, YD.responsible, YD.promotedBy))
    statement = statement_iri(Triple(NamedNode(source), NamedNode(predicate), NamedNode(target)))
    yield source, predicate, target
    yield statement, RDF.type, RDF.Statement
    yield from zip([statement] * 3, (RDF.subject, RDF.predicate, RDF.object), (source, predicate, target), strict=True)
    yield from _passage(chance, statement, PROV.wasDerivedFrom)


def _figure(chance: random.Random, number: int, about: str, metric: str) -> Iterator[Fact]:
    figure = ydr(f"observation-{number}")
    value = str(chance.randrange(1, 5000))
    yield from ((figure, RDF.type, kind) for kind in (YD.Observation, QB.Observation))
    yield figure, RDFS.label, Literal(f"Figure {number}: {value}", language="en")
    yield figure, YD.metric, metric
    yield figure, YD.about, about
    yield figure, YD.value, Literal(value, datatype=NamedNode(XSD.decimal))
    yield figure, QUDT.hasUnit, UNIT.KiloM
    yield figure, YD.bound, YD.MoreThan
    yield figure, YD.valueStatus, chance.choice((YD.Actual, YD.Target))
    yield from _passage(chance, figure, PROV.wasDerivedFrom)


def _milestone(chance: random.Random, number: int, about: str) -> Iterator[Fact]:
    milestone = ydr(f"milestone-{number}")
    yield milestone, RDF.type, YD.Milestone
    yield milestone, RDFS.label, Literal(f"Milestone {number}", language="en")
    yield milestone, YD.about, about
    yield milestone, YD.modality, chance.choice((YD.Planned, YD.Done))
    yield milestone, YD.stage, STAGE
    yield milestone, YD.asOf, Literal("2024-12-04", datatype=NamedNode(XSD.date))
    yield from _passage(chance, milestone, PROV.wasDerivedFrom)


def shipped() -> list[Triple]:
    """Read this project's whole graph."""
    return [triple for path in DATA_FILES for triple in read_turtle(path)]


def drawn(triples: list[Triple]) -> Drawn:
    """Project a graph to what every peer is given; the places fill a screen, so that sizes and names keep theirs."""
    network = project(triples)
    edges = list(network.edges())
    places = node_positions(list(network), edges)
    across, down = (max(abs(place[axis]) for place in places.values()) for axis in (0, 1))
    filled = {node: (x * 600 / across, y * 370 / down) for node, (x, y) in places.items()}
    return Drawn(dict(network.nodes(data="label")), edges, filled)


def ours(triples: list[Triple] | None, page: Path) -> None:
    """Write our page of a graph, None being the shipped one; a graph of its own is kept beside it as Turtle."""
    data = None if triples is None else page.with_suffix(".ttl")
    if data is not None and triples is not None:
        data.write_text(canonical_turtle(triples), encoding="utf-8")
    view(data, page)


def view(data: Path | None, page: Path) -> float:
    """Run `ydkg view` as a process of its own; how long the process took, in seconds."""
    other = () if data is None else ("--data", str(data))
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "ydkg", "view", "-o", str(page), *other], check=True, capture_output=True)
    return time.perf_counter() - start


def pyvis(given: Drawn, page: Path) -> None:
    """Write pyvis's page as its defaults have it: physics, and libraries from outside."""
    network = Pyvis()
    for node, label in given.labels.items():
        network.add_node(node, label=label)
    for source, target in given.edges:
        network.add_edge(source, target)
    with contextlib.chdir(page.parent):
        network.write_html(page.name)


def sigma(given: Drawn, page: Path) -> None:
    """Write a page of sigma.js with given positions."""
    _peer(page, given, ["graphology/dist/graphology.umd.min.js", "sigma/dist/sigma.min.js"], "sigma.js")


def cytoscape(given: Drawn, page: Path) -> None:
    """Write a page of cytoscape.js with given positions."""
    _peer(page, given, ["cytoscape/dist/cytoscape.min.js"], "cytoscape.js")


def _peer(page: Path, given: Drawn, libraries: list[str], program: str) -> None:
    """Write a page with these libraries and the data inside, and one program of `peers/` that draws them."""
    degree = Counter(node for edge in given.edges for node in edge)
    nodes = [[id_, label, *given.places[id_], 3 + min(12, degree[id_] ** 0.5)] for id_, label in given.labels.items()]
    data = json.dumps({"nodes": nodes, "edges": given.edges}, ensure_ascii=False).replace("<", "\\u003c")
    scripts = [*((MODULES / each).read_text(encoding="utf-8") for each in libraries), f"const data = {data};"]
    scripts.append((BENCH / "peers" / program).read_text(encoding="utf-8"))
    page.write_text(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>peer</title>'
        "<style>html, body, #net { margin: 0; width: 100%; height: 100% }</style>"
        f'<div id="net"></div>{"".join(f"<script>{each}</script>" for each in scripts)}</html>',
        encoding="utf-8",
    )
