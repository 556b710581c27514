"""Clients that people use, against the real endpoint: SPARQLWrapper, rdflib's SPARQLStore, Comunica, ydkg."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.dom.minidom import Document

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, GET, JSON, JSONLD, N3, POST, POSTDIRECTLY, RDFXML, TSV, TURTLE, URLENCODED, XML
from SPARQLWrapper import SPARQLWrapper as Wrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from ydkg.collection import DATA_DIR, graph_iri
from ydkg.graph.questions import names, question
from ydkg.graph.sparql import run
from ydkg.vocab import PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import Store

    from conftest import Launch, Run
    from ydkg.graph.graph import Term


HERE = Path(__file__).parent
MODULES = HERE.parent / "node_modules"
PROLOGUE = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())
LABELS = PROLOGUE + "SELECT ?fund ?label { ?fund a yd:Fund ; rdfs:label ?label } ORDER BY ?fund ?label"
FIGURES = PROLOGUE + "SELECT ?o ?value { ?o a yd:Observation ; yd:value ?value } ORDER BY ?o ?value"
ABOUT = PROLOGUE + "CONSTRUCT { ydr:gu-jun ?p ?o } WHERE { ydr:gu-jun ?p ?o }"
pytestmark = pytest.mark.filterwarnings(
    "ignore:.* is deprecated:DeprecationWarning", "ignore:Sending Accept header:RuntimeWarning"
)


@pytest.fixture(scope="module")
def store() -> Store:
    """Load the shipped data into this process."""
    from ydkg.graph.store import open_store

    return open_store()


# -------- SPARQLWrapper --------


def wrapper(server: str, query: str, kind: str, method: str = GET, how: str = URLENCODED) -> Wrapper:
    """Prepare a query."""
    made = Wrapper(f"{server}/sparql")
    made.setQuery(query)
    made.setReturnFormat(kind)
    made.setMethod(method)
    made.setRequestMethod(how)
    return made


@pytest.mark.parametrize(("method", "how"), [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)])
@pytest.mark.parametrize("kind", [JSON, XML, CSV, TSV])
def test_sparqlwrapper_reads_rows(server: str, store: Store, method: str, how: str, kind: str) -> None:
    """Each of its formats for rows has the rows of the graph, however it asks."""
    found: Any = wrapper(server, LABELS, kind, method, how).queryAndConvert()
    rows = run(store, LABELS).rows
    labels = sorted(row[1].value for row in rows)  # type: ignore[union-attr]
    assert len(labels) > 2
    if kind == JSON:
        assert sorted(row["label"]["value"] for row in found["results"]["bindings"]) == labels
    elif kind == XML:
        assert isinstance(found, Document)
        assert sorted(each.firstChild.data for each in found.getElementsByTagName("literal")) == labels  # type: ignore[union-attr]
    else:
        assert len(found.decode().splitlines()) == len(rows) + 1
        assert all(label in found.decode() for label in labels)


@pytest.mark.parametrize("kind", [JSON, XML])
@pytest.mark.parametrize(("query", "answer"), [("ASK {}", True), ("ASK { <a:a> <a:a> <a:a> }", False)])
def test_sparqlwrapper_reads_truth(server: str, kind: str, query: str, *, answer: bool) -> None:
    """So has each of its formats for ASK."""
    found: Any = wrapper(server, query, kind).queryAndConvert()
    text = str(found["boolean"]).lower() if kind == JSON else found.getElementsByTagName("boolean")[0].firstChild.data
    assert text == str(answer).lower()


@pytest.mark.parametrize("method", [GET, POST])
@pytest.mark.parametrize("kind", [XML, RDFXML, JSONLD, TURTLE, N3])
@pytest.mark.parametrize("query", [ABOUT, PROLOGUE + "DESCRIBE ydr:gu-jun"])
def test_sparqlwrapper_reads_triples(server: str, store: Store, method: str, kind: str, query: str) -> None:
    """So has each of its formats for CONSTRUCT and DESCRIBE."""
    found: Any = wrapper(server, query, kind, method).queryAndConvert()
    graph = rdflib.Graph().parse(data=found, format="turtle") if isinstance(found, bytes) else found
    assert set(graph) == {tuple(map(as_rdflib, row)) for row in run(store, ABOUT).rows}


def as_rdflib(term: Term | None) -> rdflib.term.Node:
    """Make rdflib's term of the engine's."""
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    assert isinstance(term, Literal)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    plain = term.datatype.value == f"{PREFIXES['xsd']}string"
    return rdflib.Literal(term.value, datatype=None if plain else rdflib.URIRef(term.datatype.value))


def test_sparqlwrapper_chooses_graphs(server: str) -> None:
    """Its parameters for the dataset arrive."""
    made = wrapper(server, PROLOGUE + "ASK { ydr:gu-jun a yd:Official }", JSON)
    made.addDefaultGraph(graph_iri("reference"))
    assert made.queryAndConvert()["boolean"] is False  # type: ignore[index, call-overload]
    made.addDefaultGraph(graph_iri("release"))
    assert made.queryAndConvert()["boolean"] is True  # type: ignore[index, call-overload]


def test_sparqlwrapper_is_told_what_is_wrong(server: str) -> None:
    """The line that the server says is in the client's error."""
    with pytest.raises(QueryBadFormed, match="line 1, column 1"):
        wrapper(server, "SELECT", JSON).query()


# -------- rdflib --------


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("kind", ["json", "xml", "csv"])
def test_rdflib_asks(server: str, store: Store, method: str, kind: str) -> None:
    """A graph on the server answers as a graph in memory does."""
    graph = rdflib.Graph(SPARQLStore(f"{server}/sparql", returnFormat=kind, method=method))
    rows = [tuple(map(str, row)) for row in graph.query(LABELS)]  # type: ignore[arg-type]
    assert rows == [tuple(term.value for term in row) for row in run(store, LABELS).rows]  # type: ignore[union-attr]
    if kind != "csv":  # in which rdflib reads rows only
        assert bool(graph.query("ASK {}")) is True


def test_rdflib_walks(server: str, store: Store) -> None:
    """Looking for triples, things and values works as in memory, and so does counting."""
    graph = rdflib.Graph(SPARQLStore(f"{server}/sparql"))
    subject = rdflib.URIRef(f"{PREFIXES['ydr']}gu-jun")
    expected = {tuple(map(as_rdflib, row)) for row in run(store, ABOUT).rows}
    assert set(graph.triples((subject, None, None))) == expected
    assert next(iter(expected)) in graph
    assert (subject, rdflib.RDF.type, rdflib.RDF.Bag) not in graph
    assert len(graph) == int(run(store, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows[0][0].value)  # type: ignore[union-attr]


def test_rdflib_reads_triples(server: str, store: Store) -> None:
    """CONSTRUCT comes back as a graph."""
    graph = rdflib.Graph(SPARQLStore(f"{server}/sparql"))
    assert set(graph.query(ABOUT)) == {tuple(map(as_rdflib, row)) for row in run(store, ABOUT).rows}


def test_rdflib_keeps_to_a_named_graph(server: str) -> None:
    """A graph with the name of one of ours has its triples and no others."""
    there = SPARQLStore(f"{server}/sparql", context_aware=True)
    official = (rdflib.URIRef(f"{PREFIXES['ydr']}gu-jun"), rdflib.RDF.type, rdflib.URIRef(f"{PREFIXES['yd']}Official"))
    assert official in rdflib.Graph(there, identifier=rdflib.URIRef(graph_iri("release")))
    assert official not in rdflib.Graph(there, identifier=rdflib.URIRef(graph_iri("reference")))


# -------- Comunica --------


def comunica(server: str, query: str, kind: str) -> Any:  # noqa: ANN401 - JSON
    """Ask by Comunica, in a process of its own."""
    if not (shutil.which("node") and (MODULES / "@comunica" / "query-sparql").is_dir()):
        pytest.skip("needs node, and npm ci in tests")
    command = ["node", "comunica.mjs", f"{server}/sparql", kind, query]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def plainly(term: Term | None) -> dict[str, str]:
    """Write the engine's term as the script does."""
    if isinstance(term, NamedNode):
        return {"type": "NamedNode", "value": term.value}
    assert isinstance(term, Literal)
    tag = term.language or ""
    return {"type": "Literal", "value": term.value, "language": tag, "datatype": term.datatype.value}


def in_order(rows: list[Any]) -> list[Any]:
    """Sort rows: Comunica asks for parts of a query and puts them together in an order of its own."""
    return sorted(rows, key=lambda row: json.dumps(row, sort_keys=True))


@pytest.mark.parametrize("kind", ["sparql", ""])
@pytest.mark.parametrize("query", [LABELS, FIGURES])
def test_comunica_has_the_same_bindings(server: str, store: Store, kind: str, query: str) -> None:
    """Told that there is an endpoint, or finding it out by itself, Comunica gets the graph's rows."""
    result = run(store, query)
    expected = [{name: plainly(term) for name, term in zip(result.columns, row, strict=True)} for row in result.rows]
    assert len(expected) > 2
    assert in_order(comunica(server, query, kind)) == in_order(expected)


@pytest.mark.parametrize("name", [name for name in names() if name.startswith("promises/")])
def test_comunica_answers_questions_on_promises(server: str, store: Store, name: str) -> None:
    """The longest questions, which ask several graphs, have the same rows there."""
    asked = question(name)
    result = run(store, asked.text)
    listed = [column.name for column in asked.columns if column.type == "iris"]
    expected = [
        {name: plainly(term) for name, term in zip(result.columns, row, strict=True) if term is not None}
        for row in result.rows
    ]
    found = comunica(server, asked.text, "sparql")
    for row in [*expected, *found]:
        row.update({name: sorted(row[name]["value"].split()) for name in listed})
    assert len(expected) > 1
    assert in_order(found) == in_order(expected)


def test_comunica_reads_truth_and_triples(server: str, store: Store) -> None:
    """ASK and CONSTRUCT work too."""
    assert comunica(server, PROLOGUE + "ASK { ydr:gu-jun a yd:Official }", "sparql") is True
    expected = [list(map(plainly, row)) for row in run(store, ABOUT).rows]
    assert in_order(comunica(server, ABOUT, "sparql")) == in_order(expected)


# -------- ydkg itself --------


def test_ydkg_asks_a_server_of_many_files(launch: Launch, ydkg_run: Run, tmp_path: Path) -> None:
    """Each graph of a collection of 218 documents is named to the server, whose own are among them."""
    folder = tmp_path / "many"
    folder.mkdir()
    for n in range(218):
        (folder / f"report-{n}.ttl").write_text(
            "@prefix yd: <https://w3id.org/ydkg/ontology#> . @prefix ydr: <https://w3id.org/ydkg/id/> .\n"
            f"ydr:report-{n} a yd:Document . ydr:lake a yd:Place .\n",
            encoding="utf-8",
        )
    shutil.copy(DATA_DIR / "later.ttl", folder)
    query = (
        "SELECT ?n ?m { { SELECT (COUNT(*) AS ?n) { ?s a ?class } } "
        "{ SELECT (COUNT(*) AS ?m) { GRAPH ?g { ydr:lake a ?class } } } }"
    )
    with launch(program=("-m", "ydkg", "--data", str(folder))) as server:
        done = ydkg_run("sparql", "-", "--endpoint", f"{server.address}/sparql", "--format", "csv", stdin=query)
    assert (done.stdout.split(), done.stderr) == (["n,m", "219,218"], "")
