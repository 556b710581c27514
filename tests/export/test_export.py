"""Every format gives the graph back: to the letter in RDF, with keys and attributes in network files."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pyoxigraph
import pytest
import rdflib
from pyld import jsonld

import ydkg
from networks import scalar_network
from ydkg.assets import DATA_FILES
from ydkg.errors import OutputError
from ydkg.export import FORMATS, RDF_FORMATS, write
from ydkg.network.drawing import COLOURS
from ydkg.vocab import PREFIXES, RDF, RDFS, YD, ydr

if TYPE_CHECKING:
    from collections.abc import Callable

FIXTURE = Path(__file__).parents[1] / "network" / "delta.ttl"
OXIGRAPH = {
    "turtle": pyoxigraph.RdfFormat.TURTLE,
    "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
    "rdfxml": pyoxigraph.RdfFormat.RDF_XML,
}
NETWORK_FORMATS = [key for key, known in FORMATS.items() if known.carries == "network"]
RDFLIB = {"turtle": "turtle", "ntriples": "nt", "jsonld": "json-ld", "rdfxml": "xml"}
# Letters that serialisers like to change: whole decimals, signs, big integers, white space, quotes, line ends.
AWKWARD = """
@prefix ydr: <https://w3id.org/ydkg/id/> . @prefix yd: <https://w3id.org/ydkg/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ydr:a yd:value "170000000"^^xsd:decimal , "23.9"^^xsd:decimal , "-0.6"^^xsd:decimal ;
  yd:start 0 , 12345678901234567890 ; yd:isGroup true ; yd:on "2024-12-04"^^xsd:date ;
  rdfs:label "上海市"@zh-hans , "R&D <b>\\"x\\"</b> 'y'"@en , "a\\nb\\tc"@en , "carriage\\r\\nreturn"@en ,
  "  spaces  "@en , "\\u200Fright to left"@en , "back\\\\slash"@en , "" , "𠮷 beyond the plane" .
"""


def parse(text: str) -> list[pyoxigraph.Triple]:
    """Read Turtle text as triples."""
    quads = pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE)
    return [pyoxigraph.Triple(quad.subject, quad.predicate, quad.object) for quad in quads]


GRAPHS = {"fixture": parse(FIXTURE.read_text(encoding="utf-8")), "awkward": parse(AWKWARD)}
if all(path.exists() for path in DATA_FILES):
    GRAPHS["shipped"] = [triple for path in DATA_FILES for triple in parse(path.read_text(encoding="utf-8"))]


@pytest.fixture(params=GRAPHS)
def triples(request: pytest.FixtureRequest) -> list[pyoxigraph.Triple]:
    """A graph to write."""
    return GRAPHS[str(request.param)]


@pytest.fixture
def letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep rdflib from rewriting the literals that it reads."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)


def in_letters(graph: rdflib.Graph) -> set[tuple[str, ...]]:
    """Give an rdflib graph as N-Triples-like tuples with every literal's own letters."""
    return {
        (str(s), str(p), str(o), str(getattr(o, "language", None) or ""), str(getattr(o, "datatype", None) or ""))
        for s, p, o in graph
    }


def expected_letters(triples: list[pyoxigraph.Triple]) -> set[tuple[str, ...]]:
    """Give pyoxigraph triples in the same form; plain strings and tagged ones have no datatype in rdflib."""
    found = set()
    for triple in triples:
        value = triple.object
        tag = datatype = ""
        if isinstance(value, pyoxigraph.Literal):
            tag = value.language or ""
            datatype = "" if tag or value.datatype.value.endswith("#string") else value.datatype.value
        found.add((triple.subject.value, triple.predicate.value, value.value, tag, datatype))
    return found


@pytest.mark.parametrize("name", RDF_FORMATS)
def test_pyoxigraph_reads_the_same_triples_back(name: str, triples: list[pyoxigraph.Triple]) -> None:
    """What pyoxigraph reads from an RDF export is the same set of triples, letter by letter."""
    back = pyoxigraph.parse(write(name, triples), format=OXIGRAPH[name])
    assert {pyoxigraph.Triple(q.subject, q.predicate, q.object) for q in back} == set(triples)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own reader of JSON-LD uses it
@pytest.mark.usefixtures("letters")
@pytest.mark.parametrize("name", RDF_FORMATS)
def test_rdflib_reads_the_same_triples_back(name: str, triples: list[pyoxigraph.Triple]) -> None:
    """What rdflib reads from an RDF export is the same set of triples, letter by letter."""
    graph = rdflib.Graph()
    graph.parse(data=write(name, triples), format=RDFLIB[name])
    back = {(s, p, o, tag, "" if kind.endswith("#string") else kind) for s, p, o, tag, kind in in_letters(graph)}
    assert back == expected_letters(triples)


@pytest.mark.parametrize(("name", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_networkx_reads_the_same_network_back(
    name: str, read: Callable[..., nx.MultiDiGraph[str]], triples: list[pyoxigraph.Triple]
) -> None:
    """Nodes, keyed edges and every attribute come back from a network file as they went in.

    An edge's own ``id`` in GEXF is its IRI, which networkx makes an attribute.
    """
    network = scalar_network(triples)
    if name == "graphml":
        back = read(io.BytesIO(write(name, triples)), force_multigraph=True)
        for _, attributes in back.nodes(data=True):
            assert attributes.pop("shape_type")  # what yEd draws
    else:
        back = nx.MultiDiGraph(read(io.BytesIO(write(name, triples))))
        for _, attributes in back.nodes(data=True):
            drawn = attributes.pop("viz")
            attributes.update({axis: drawn["position"][axis] for axis in ("x", "y")}, size=drawn["size"])
            attributes.update({part: drawn["color"][part] for part in ("r", "g", "b")})
        assert [a.pop("id") for *_, a in back.edges(data=True)] == [a["iri"] for *_, a in back.edges(data=True)]
    assert dict(back.nodes(data=True)) == dict(network.nodes(data=True))
    assert {(u, v, k): a for u, v, k, a in back.edges(keys=True, data=True)} == {
        (u, v, k): a for u, v, k, a in network.edges(keys=True, data=True)
    }


@pytest.mark.skipif("shipped" not in GRAPHS, reason="needs the shipped data")
@pytest.mark.parametrize(("name", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_a_map_layout_finds_coordinates_that_are_numbers(name: str, read: Callable[..., nx.MultiDiGraph[str]]) -> None:
    """Latitude and longitude are doubles, on the file's own word, and those of the register."""
    written = write(name, GRAPHS["shipped"])
    hefei = read(io.BytesIO(written)).nodes[ydr("hefei")]
    assert (hefei["yd:latitude"], hefei["yd:longitude"]) == (31.86389, 117.28083)
    for attribute in (b"yd:latitude", b"yd:longitude"):
        declared = next(line for line in written.splitlines() if b'"' + attribute + b'"' in line)
        assert b'type="double"' in declared


def test_a_coordinate_that_is_no_number_makes_text_of_all() -> None:
    """An attribute has one type in a file, and no value is lost for it."""
    place = "<{}> a <https://w3id.org/ydkg/ontology#Place> ; <https://w3id.org/ydkg/ontology#latitude> {} ."
    triples = parse(place.format(ydr("a"), '"31.5"') + place.format(ydr("b"), '"north"'))
    nodes = nx.read_graphml(io.BytesIO(write("graphml", triples))).nodes
    assert [nodes[ydr(slug)]["yd:latitude"] for slug in "ab"] == ["31.5", "north"]


@pytest.mark.parametrize("name", NETWORK_FORMATS)
def test_no_attribute_of_an_edge_is_called_as_the_format_calls_its_own(name: str) -> None:
    """Readers that know a format's own ``id`` of an edge meet no second one: the IRI is called so."""
    declared = [
        line
        for line in write(name, GRAPHS["fixture"]).decode().splitlines()
        if "attr.name=" in line or "<attribute " in line
    ]
    assert any('"iri"' in line for line in declared)
    assert not any('name="id"' in line or 'title="id"' in line for line in declared)


def classes_by_node(document: bytes) -> dict[str, set[str]]:
    """Read ``@type`` of the nodes of expanded JSON-LD."""
    return {node["@id"]: set(node.get("@type", ())) for node in json.loads(document)}


def test_json_ld_says_classes_by_its_own_word(triples: list[pyoxigraph.Triple]) -> None:
    """Every class of a node stands in ``@type``, where frames and indexes look, and rdf:type nowhere."""
    written = write("jsonld", triples)
    stated: dict[str, set[str]] = {}
    for triple in triples:
        classes = stated.setdefault(triple.subject.value, set())
        classes |= {triple.object.value} if triple.predicate.value == RDF.type else set()
    assert classes_by_node(written) == stated
    assert RDF.type.encode() not in written


def test_pyld_reads_the_same_triples_back(triples: list[pyoxigraph.Triple]) -> None:
    """What a processor of JSON-LD of other make reads is the same set of triples, letter by letter."""
    quads = jsonld.to_rdf(json.loads(write("jsonld", triples)), {"format": "application/n-quads"})
    assert {quad.triple for quad in pyoxigraph.parse(quads, format=pyoxigraph.RdfFormat.N_QUADS)} == set(triples)


def test_a_frame_by_class_finds_the_figures() -> None:
    """pyld, a JSON-LD processor of other make, frames the observations of a graph."""
    document = json.loads(write("jsonld", GRAPHS["fixture"]))
    framed = jsonld.frame(document, {"@context": {"yd": PREFIXES["yd"]}, "@type": "yd:Observation"})
    wanted = {t.subject.value for t in GRAPHS["fixture"] if t.object == pyoxigraph.NamedNode(YD.Observation)}
    assert wanted
    nodes = framed.get("@graph", [framed])
    assert {node["@id"] for node in nodes} == wanted


def test_network_programs_draw_it_as_the_explorer_does() -> None:
    """Every family has the colour that the page's style sheet gives it; nodes stand apart, hubs are larger."""
    style = (Path(ydkg.__file__).parent / "static" / "tokens.css").read_text(encoding="utf-8")
    assert re.findall(r"--family-(\w+): (#\w+)", style)[: len(COLOURS)] == list(COLOURS.items())
    nodes = nx.read_gexf(io.BytesIO(write("gexf", GRAPHS["fixture"]))).nodes(data=True)
    for _, attributes in nodes:
        colour = "#" + "".join(f"{attributes['viz']['color'][part]:02x}" for part in "rgb")
        assert colour == COLOURS[attributes["family"]]
    places = {(a["viz"]["position"]["x"], a["viz"]["position"]["y"]) for _, a in nodes}
    assert len(places) == len(nodes)
    assert len({a["viz"]["size"] for _, a in nodes}) > 1


def test_parallel_edges_make_readers_keep_keys_by_themselves() -> None:
    """On a graph with parallel relations, networkx's plain readers give a keyed multigraph."""
    network = scalar_network(GRAPHS["fixture"])
    for read, name in ((nx.read_graphml, "graphml"), (nx.read_gexf, "gexf")):
        back = read(io.BytesIO(write(name, GRAPHS["fixture"])))
        assert back.is_multigraph()
        assert set(back.edges(keys=True)) == set(network.edges(keys=True))


@pytest.mark.parametrize("name", FORMATS)
def test_the_order_of_triples_does_not_show(name: str, triples: list[pyoxigraph.Triple]) -> None:
    """A reversed graph, with a triple said twice, gives the same bytes."""
    assert write(name, [*reversed(triples), triples[0]]) == write(name, triples)


def test_the_hash_seed_and_the_day_do_not_show() -> None:
    """Two processes with different hash seeds and locales write the same bytes, which name no day of writing."""
    program = (
        "import pyoxigraph, sys, hashlib; from ydkg.export import FORMATS, write;"
        "q = list(pyoxigraph.parse(path=sys.argv[1], format=pyoxigraph.RdfFormat.TURTLE));"
        "t = [pyoxigraph.Triple(x.subject, x.predicate, x.object) for x in q];"
        "print([hashlib.sha256(write(f, t)).hexdigest() for f in FORMATS])"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", program, str(FIXTURE)],
            env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale},
            capture_output=True,
            check=True,
        ).stdout
        for seed, locale in (("1", "C"), ("2", "C.UTF-8"))
    }
    assert len(seen) == 1
    assert b"lastmodifieddate" not in write("gexf", GRAPHS["fixture"])


@pytest.mark.parametrize("name", [*RDF_FORMATS, *NETWORK_FORMATS])
def test_an_empty_graph_is_a_whole_file(name: str) -> None:
    """An empty graph gives a file that a reader accepts, and no triples or nodes."""
    written = write(name, [])
    if name in NETWORK_FORMATS:
        read = nx.read_graphml if name == "graphml" else nx.read_gexf
        assert len(read(io.BytesIO(written))) == 0
    else:
        assert list(pyoxigraph.parse(written, format=OXIGRAPH[name])) == []


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    """The error names what was asked for and what there is."""
    with pytest.raises(OutputError, match=r"'docx'.*turtle.*gexf") as caught:
        write("docx", [])
    assert caught.value.value == "docx"


@pytest.mark.parametrize("name", ["rdfxml", "graphml", "gexf"])
def test_a_character_that_xml_cannot_carry_is_refused(name: str) -> None:
    """A control character makes the XML formats refuse in one line, instead of writing a file that nobody can read."""
    person = parse(f'<{ydr("x")}> a <http://xmlns.com/foaf/0.1/Person> ; <{RDFS.label}> "bell\\u0007"@en .')
    with pytest.raises(OutputError, match=r"U\+0007"):
        write(name, person)
