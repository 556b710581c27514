"""Compact JSON-LD: read back by processors of other make, framed by class, its context current and published."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from pyld import jsonld

from ydkg.assets import CONTEXT_FILE, DATA_FILES, FRAME_FILE
from ydkg.export import write
from ydkg.graph.canonical import read_turtle
from ydkg.vocab import ydr

ROOT = Path(__file__).resolve().parents[2]
#: What does not fit the context: other kinds of values than it expects, terms that it does not have, odd letters.
AWKWARD = """
@prefix ydr: <https://w3id.org/ydkg/id/> . @prefix yd: <https://w3id.org/ydkg/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ydr:a a yd:NoSuchClass , <https://example.org/C> ; yd:noSuchProperty "x" , yd:MoreThan , 3 ;
  yd:value "23.90"^^xsd:decimal , "many" , "3"^^xsd:integer , ydr:b ; yd:about "text"@en , ydr:b , <urn:isbn:1> ;
  yd:start 0 , 12345678901234567890 , "007"^^xsd:integer ; yd:isGroup true , "1"^^xsd:boolean ;
  yd:bound yd:MoreThan , yd:NoSuchBound , <https://example.org/MoreThan> ; yd:asOf "2024"^^xsd:gYear ;
  rdfs:label "a"@en , "b"@en , "plain" , "上海"@zh-hans , ydr:b ; yd:aim "x\\ty\\"z\\\\" .
_:c yd:about _:d . _:d rdfs:label "d"@en .
"""
GRAPHS = {
    "shipped": [triple for path in DATA_FILES for triple in read_turtle(path)],
    "awkward": [quad.triple for quad in pyoxigraph.parse(AWKWARD, format=pyoxigraph.RdfFormat.TURTLE)],
    "empty": [],
}


def canonical(triples: list[pyoxigraph.Triple]) -> set[str]:
    """Give triples with names of blank nodes that depend on what is said of them."""
    held = pyoxigraph.Dataset(pyoxigraph.Quad(*triple) for triple in triples)
    held.canonicalize(pyoxigraph.CanonicalizationAlgorithm.UNSTABLE)
    return {str(quad) for quad in held}


@pytest.fixture(params=GRAPHS)
def triples(request: pytest.FixtureRequest) -> list[pyoxigraph.Triple]:
    """A graph to write."""
    return GRAPHS[str(request.param)]


def test_pyld_reads_the_same_triples_back(triples: list[pyoxigraph.Triple]) -> None:
    """What pyld reads is the same graph, letter by letter, and it fetches nothing for it."""
    quads = jsonld.to_rdf(json.loads(write("jsonldcompact", triples)), {"format": "application/n-quads"})
    back = [quad.triple for quad in pyoxigraph.parse(quads, format=pyoxigraph.RdfFormat.N_QUADS)]
    assert canonical(back) == canonical(triples)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
def test_rdflib_reads_as_many_triples(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rdflib reads each triple of the collection, names in both languages among them."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    graph = rdflib.Graph().parse(data=write("jsonldcompact", GRAPHS["shipped"]), format="json-ld")
    assert len(graph) == len(set(GRAPHS["shipped"]))
    assert {label.language for label in graph.objects(rdflib.URIRef(ydr("shanghai")), rdflib.RDFS.label)} == {
        "en",
        "zh-hans",
    }


def test_a_figure_is_short() -> None:
    """Names are short, classes stand in ``@type``, texts are by language, and terms of the ontology by themselves."""
    nodes = json.loads(write("jsonldcompact", GRAPHS["shipped"]))["@graph"]
    (figure,) = [node for node in nodes if node["@id"] == "ydr:observation-carbon-volume"]
    assert figure["@type"] == ["qb:Observation", "Observation"]
    assert (figure["value"], figure["bound"], figure["qudt:hasUnit"]) == ("494000000", "MoreThan", "unit:TONNE")
    assert set(figure["skos:editorialNote"]) == {"en", "zh-hans"}


def test_context_and_frame_are_current() -> None:
    """They are what scripts/write_context.py writes."""
    spec = importlib.util.spec_from_file_location("write_context", ROOT / "scripts" / "write_context.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    for path, key in ((CONTEXT_FILE, "context"), (FRAME_FILE, "frame")):
        assert path.read_text(encoding="utf-8") == script.documents()[key], path.name
