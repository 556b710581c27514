"""Every format of RDF gives the graph back to the letter, with the file of each triple; the same bytes always."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
import rdflib
from pyld import jsonld
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple

from ydkg.collection import DATA_FILES, collection, graph_iri, graph_name
from ydkg.errors import OutputError, YdkgError
from ydkg.export import FORMATS, RDF_FORMATS, quads_of, write
from ydkg.export import format as format_
from ydkg.graph.turtle import read_turtle
from ydkg.vocab import RDF, RDFS, YD, ydr

if TYPE_CHECKING:
    from conftest import Run

FIXTURE = Path(__file__).parents[1] / "network" / "delta.ttl"
OXIGRAPH = {
    "turtle": pyoxigraph.RdfFormat.TURTLE,
    "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
    "rdfxml": pyoxigraph.RdfFormat.RDF_XML,
}
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


@pytest.mark.parametrize("name", FORMATS)
def test_the_order_of_triples_does_not_show(name: str, triples: list[pyoxigraph.Triple]) -> None:
    """A reversed graph, with a triple said twice, gives the same bytes."""
    assert write(name, [*reversed(triples), triples[0]]) == write(name, triples)


def test_the_hash_seed_and_the_day_do_not_show() -> None:
    """Two processes with different hash seeds and locales write the same bytes, which name no day of writing."""
    program = (
        "import pyoxigraph, sys, hashlib; from ydkg.export import FORMATS, write;"
        "q = list(pyoxigraph.parse(path=sys.argv[1], format=pyoxigraph.RdfFormat.TURTLE));"
        "graphs = [pyoxigraph.NamedNode('urn:a'), pyoxigraph.NamedNode('urn:b')];"
        "t = [pyoxigraph.Quad(x.subject, x.predicate, x.object, graphs[i % 2]) for i, x in enumerate(q)];"
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


@pytest.mark.parametrize("name", RDF_FORMATS)
def test_an_empty_graph_is_a_whole_file(name: str) -> None:
    """An empty graph gives a file that a reader accepts, and no triples or nodes."""
    written = write(name, [])
    assert list(pyoxigraph.parse(written, format=OXIGRAPH[name])) == []


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    """The error names what was asked for and what there is."""
    with pytest.raises(OutputError, match=r"'docx'.*turtle.*gexf") as caught:
        write("docx", [])
    assert caught.value.value == "docx"


HEADER = "#+ title: A\n#+ purpose: b\n#+ purpose-zh: c\n#+ media-type: text/turtle\n#+ extension: ttl\n"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        (HEADER + "SELECT ?p { ?p a foaf:Person }", "mine.rq: a format is written by a CONSTRUCT"),
        (HEADER + "CONSTRUCT { ?p a ?c } WHERE { ?p a ?c", r"line 6, column \d+: this { is never closed"),
        (HEADER + "CONSTRUCT { ?p a ?c } WHERE { SERVICE <https://example.org/> { ?p a ?c } }", "SERVICE"),
        (HEADER.replace("#+ purpose-zh: c\n", ""), r"mine.rq: the header has no line `#\+ purpose-zh: …`"),
    ],
)
def test_a_query_that_writes_no_format_is_refused(
    query: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line says of a file in `queries/exports` what is wrong with it."""
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / "mine.rq").write_text(query, encoding="utf-8")
    monkeypatch.setattr(format_, "QUERIES_DIR", tmp_path)
    with pytest.raises(YdkgError, match=told):
        format_.read_formats()["mine"].write(format_.Contents(GRAPHS["fixture"]))


QUADS = {"nquads": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG}


@pytest.mark.parametrize("name", QUADS)
def test_each_file_of_the_collection_is_a_graph(name: str) -> None:
    """What pyoxigraph reads back are the files' own triples, letter by letter, each in its graph."""
    read: dict[str, set[Triple]] = {}
    for quad in pyoxigraph.parse(write(name), format=QUADS[name]):
        read.setdefault(quad.graph_name.value, set()).add(quad.triple)
    assert read == {graph_iri(graph_name(path)): set(read_turtle(path)) for path in collection().all_files}


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("name", QUADS)
def test_rdflib_reads_as_many(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rdflib finds the graphs and their triples, names in both languages among them."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    dataset = rdflib.Dataset()
    dataset.parse(data=write(name), format=name)
    for path in collection().files:
        assert len(dataset.graph(rdflib.URIRef(graph_iri(graph_name(path))))) == len(set(read_turtle(path)))
    names = {
        label.language for *_, label, _ in dataset.quads((rdflib.URIRef(ydr("shanghai")), rdflib.RDFS.label, None))
    }
    assert names == {"en", "zh-hans"}


SIGNS = Literal('two\n\nlines, @prefix x: <y> .\n} "quoted" \\ 上海', language="en")


@pytest.mark.parametrize("name", QUADS)
def test_hostile_text_and_the_default_graph_come_back(name: str) -> None:
    """Text that looks like the format's own signs stays text; triples of no graph come first."""
    triple = Triple(NamedNode(ydr("a")), NamedNode(RDFS.label), SIGNS)
    edge = Triple(NamedNode(ydr("a")), NamedNode(YD.about), NamedNode(ydr("b")))
    quads = [*quads_of({"x": [triple, edge], "a": [edge]}), Quad(*triple)]
    assert set(pyoxigraph.parse(write(name, quads), format=QUADS[name])) == set(quads)
    assert write(name, reversed(quads)) == write(name, quads)


def test_a_question_gives_the_part_that_it_answers(ydkg_run: Run) -> None:
    """With --query only what the answer speaks of is there, still each triple in its graph; with --derived one more."""
    whole = ydkg_run("export", "nquads", "--derived").stdout.splitlines()
    part = ydkg_run("export", "nquads", "--query", "people/posts_of_a_person").stdout.splitlines()
    assert 0 < len(part) < len(whole) / 20
    assert set(part) < set(whole)
    assert any(line.endswith(f"<{graph_iri('derived')}> .") for line in whole)
    assert {line.split(" ")[-2] for line in part} >= {f"<{graph_iri('release')}>", f"<{graph_iri('names')}>"}
