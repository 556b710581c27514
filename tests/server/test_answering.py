"""What a worker answers: graphs merged, bytes in each format, nothing cut."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
import rdflib

from ydkg.collection import collection, graph_iri, graph_name
from ydkg.errors import (
    NotAcceptableError,
    ParameterError,
    QueryError,
    ResultLimitError,
    UnknownGraphError,
    UnknownNameError,
)
from ydkg.server.dataset import open_dataset
from ydkg.server.settings import Settings
from ydkg.server.sparql.answer import query, question
from ydkg.server.tasks import Context, perform

if TYPE_CHECKING:
    from pathlib import Path

RELEASE, REFERENCE = graph_iri("release"), graph_iri("reference")
COUNT = "SELECT (COUNT(*) AS ?n) {} {{ ?s ?p ?o }}"
IN_GRAPHS = "SELECT (COUNT(*) AS ?n) {} {{ GRAPH ?g {{ ?s ?p ?o }} }}"


@pytest.fixture(scope="module")
def shipped() -> Context:
    """Hold the shipped data."""
    return Context(open_dataset(Settings()), Settings())


@pytest.fixture
def overlapping(tmp_path: Path) -> Context:
    """Hold two graphs that share one of three triples."""
    files = (tmp_path / "triples.ttl", tmp_path / "reference.ttl")
    prefix = "@prefix ydr: <https://w3id.org/ydkg/id/> .\n@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    files[0].write_text(prefix + "ydr:a skos:broader ydr:b .\nydr:a skos:broader ydr:c .\n", encoding="utf-8")
    files[1].write_text(prefix + "ydr:a skos:broader ydr:b .\nydr:d skos:broader ydr:e .\n", encoding="utf-8")
    settings = Settings(data=collection(*files))
    return Context(open_dataset(settings), settings)


def number(context: Context, text: str, **graphs: list[str]) -> int:
    """Ask for one number."""
    header, body = query(context, text=text, **graphs)  # type: ignore[arg-type]
    assert header == {"type": "application/sparql-results+json"}
    return int(json.loads(body)["results"]["bindings"][0]["n"]["value"])


def test_graphs_are_merged_and_not_piled_up(overlapping: Context) -> None:
    """A triple of two graphs is one triple of their merge, however the graphs are named."""
    both = f"FROM <{RELEASE}> FROM <{REFERENCE}>"
    assert number(overlapping, COUNT.format("")) == 3
    assert number(overlapping, COUNT.format(both)) == 3
    assert number(overlapping, COUNT.format(""), default_graphs=[REFERENCE, RELEASE, RELEASE]) == 3
    assert number(overlapping, COUNT.format(f"FROM <{RELEASE}>")) == 2


def test_some_graphs_of_several_are_merged(overlapping: Context) -> None:
    """The merge is right too where it is not everything, and GRAPH sees the graphs beside it as they are."""
    overlapping.store.update("INSERT DATA { GRAPH <https://w3id.org/ydkg/graph/derived> { <a:a> <a:b> <a:c> } }")
    both = f"FROM <{RELEASE}> FROM <{REFERENCE}>"
    assert number(overlapping, COUNT.format(both)) == 3
    assert number(overlapping, IN_GRAPHS.format(f"{both} FROM NAMED <{RELEASE}>")) == 2
    assert number(overlapping, IN_GRAPHS.format(both)) == 0
    apart = f"FROM <{RELEASE}> FROM <https://w3id.org/ydkg/graph/derived>"
    assert number(overlapping, COUNT.format(apart)) == 3


def test_all_graphs_together_have_what_is_apart(shipped: Context) -> None:
    """What is asked by name only is no part of what is asked by default, and is in the merge of all."""
    stated = number(shipped, COUNT.format(""))
    named = {graph.value: number(shipped, COUNT.format(f"FROM {graph}")) for graph in shipped.store.named_graphs()}
    apart = [path for path in shipped.settings.data.named if named[graph_iri(graph_name(path))]]
    every = number(shipped, COUNT.format(""), default_graphs=sorted(named))
    assert apart
    assert stated < every <= sum(named.values())
    files = [graph_iri(graph_name(path)) for path in shipped.settings.data.files]
    assert number(shipped, COUNT.format(""), default_graphs=files) == stated


def test_unknown_graphs_are_refused(shipped: Context) -> None:
    """Whoever names a graph that is not here is told; where the request overrides the query, the request counts."""
    with pytest.raises(UnknownGraphError, match="line 1, column 15"):
        query(shipped, text="SELECT * FROM <a:a> {}")
    with pytest.raises(UnknownGraphError, match="request: there is no graph 'a:a'"):
        query(shipped, text="ASK {}", default_graphs=["a:a"])
    assert query(shipped, text="ASK FROM <a:a> {}", default_graphs=[RELEASE])[1] == b'{"head":{},"boolean":true}'
    with pytest.raises(QueryError, match="SERVICE is refused"):
        query(shipped, text="ASK FROM <a:a> { SERVICE <a:a> {} }", default_graphs=[RELEASE])


# -------- Limits --------


@pytest.mark.parametrize("accept", ["text/csv", "application/sparql-results+json", "application/xml", "text/*;q=0.1"])
def test_rows_are_not_cut(shipped: Context, accept: str) -> None:
    """An answer beyond the limit is an error and no part of an answer; at the limit it is whole."""
    text = "SELECT * { ?s a yd:Passage }"
    whole = query(shipped, text=text, accept=accept)[1]
    fits = Context(shipped.store, shipped.settings._replace(result_limit=len(whole)))
    assert query(fits, text=text, accept=accept)[1] == whole
    small = Context(shipped.store, shipped.settings._replace(result_limit=len(whole) - 1))
    with pytest.raises(ResultLimitError, match="LIMIT"):
        query(small, text=text, accept=accept)


@pytest.mark.parametrize(
    "accept", ["text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"]
)
def test_triples_are_not_cut(shipped: Context, accept: str) -> None:
    """Likewise for CONSTRUCT."""
    text = "CONSTRUCT WHERE { ?s a yd:Passage }"
    assert query(shipped, text=text, accept=accept)[1]
    small = Context(shipped.store, shipped.settings._replace(result_limit=1000))
    with pytest.raises(ResultLimitError):
        query(small, text=text, accept=accept)


# -------- Bytes --------


@pytest.mark.parametrize("accept", ["text/turtle", "application/rdf+xml", "application/ld+json", "text/plain"])
def test_triples_are_the_same_bytes_in_every_process(shipped: Context, accept: str) -> None:
    """Neither the hash seed nor the engine's own maps show in an answer."""
    text = "CONSTRUCT WHERE { ?s a yd:Fund ; ?p ?o }"
    program = (
        "import sys\nfrom ydkg.server.sparql.answer import query\nfrom ydkg.server.dataset import open_dataset\n"
        "from ydkg.server.settings import Settings\nfrom ydkg.server.tasks import Context\n"
        f"context = Context(open_dataset(Settings()), Settings())\n"
        f"sys.stdout.buffer.write(query(context, text={text!r}, accept={accept!r})[1])\n"
    )
    other = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, timeout=60)
    assert other.stdout == query(shipped, text=text, accept=accept)[1]


def test_a_triple_comes_once(shipped: Context) -> None:
    """CONSTRUCT is a set, sorted."""
    text = "CONSTRUCT { <a:a> <a:b> 1 . ?s <a:b> 2 } WHERE { ?s a yd:Fund }"
    lines = query(shipped, text=text, accept="application/n-triples")[1].decode().splitlines()
    assert len(lines) == 3
    assert lines == sorted(set(lines))


def test_xml_keeps_carriage_returns(shipped: Context) -> None:
    r"""A parser would make \r\n a line end if it stood there as it is."""
    rows = query(shipped, text='SELECT ("a\\r\\nb" AS ?x) {}', accept="application/xml")[1]
    assert "".join(ET.fromstring(rows).itertext()).strip() == "a\r\nb"  # noqa: S314 - we wrote it
    text = 'CONSTRUCT { <a:a> <a:b> "a\\r\\nb" } WHERE {}'
    graph = rdflib.Graph().parse(data=query(shipped, text=text, accept="application/rdf+xml")[1], format="xml")
    assert [str(value) for value in graph.objects()] == ["a\r\nb"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('SELECT ("a\\u0001" AS ?x) {}', "U+0001"),
        ('SELECT ("\\uFFFE" AS ?x) {}', "U+FFFE"),
        ('CONSTRUCT { <a:a> <a:b> "\\b" } WHERE {}', "U+0008"),
        ("CONSTRUCT { <a:a> <http://a/1> 1 } WHERE {}", "<http://a/1>"),
        ("CONSTRUCT { <a:a> a <http://a/> } WHERE {}", ""),
        ("CONSTRUCT { <a:a> rdf:li 1 } WHERE {}", "RDF/XML"),
    ],
)
def test_what_xml_cannot_carry_is_refused(shipped: Context, text: str, said: str) -> None:
    """No answer is broken XML, nor XML that means something else; another format carries it."""
    with pytest.raises(NotAcceptableError, match=r"XML cannot carry|reserved syntax term") as refusal:
        query(shipped, text=text, accept="application/xml")
    assert said in str(refusal.value)
    assert query(shipped, text=text, accept="application/json")


def test_jsonld_refuses_what_it_cannot_carry(shipped: Context) -> None:
    """Triples about triples have no JSON-LD yet."""
    text = "CONSTRUCT { <a:a> <a:b> <<( <a:a> <a:b> 1 )>> } WHERE {}"
    with pytest.raises(NotAcceptableError, match="ask for text/turtle"):
        query(shipped, text=text, accept="application/ld+json")
    assert b"<<(" in query(shipped, text=text, accept="text/turtle")[1]


# -------- Named questions --------

POSTS = "people/posts_of_a_person"


def test_a_question_is_answered_with_the_types_of_its_columns(shipped: Context) -> None:
    """The header says what the columns are, the body is SPARQL's own JSON."""
    header, body = perform(shipped, "question", {"name": POSTS, "parameters": {"person": "Gu Jun"}})
    assert header["columns"][0] == ["role", "iri"]  # type: ignore[index]
    assert header["rows"] == 3
    found = json.loads(body)
    assert found["head"]["vars"] == [name for name, _ in header["columns"]]  # type: ignore[attr-defined]
    assert found["results"]["bindings"][0]["roleLabel"] == {"type": "literal", "value": "director"}


@pytest.mark.parametrize(("layout", "start"), [("csv", b"role,"), ("tsv", b"?role\t"), ("xml", b"<?xml")])
def test_a_question_has_the_formats_of_rows(shipped: Context, layout: str, start: bytes) -> None:
    """The same rows, in the same order, in each format."""
    header, body = question(shipped, name=POSTS, parameters={"person": "Gu Jun"}, layout=layout)
    assert body.startswith(start)
    assert body.count(b"role-director") == 2
    assert str(header["type"]).startswith(("text/", "application/sparql"))


def test_a_question_that_cannot_be_answered_is_refused(shipped: Context) -> None:
    """Neither an unknown question nor an unknown parameter reaches the engine."""
    with pytest.raises(UnknownNameError, match="there is no question 'nope'"):
        question(shipped, name="nope", parameters={})
    with pytest.raises(ParameterError):
        question(shipped, name=POSTS, parameters={"persn": "Gu Jun"})
    with pytest.raises(ResultLimitError):
        question(
            Context(shipped.store, shipped.settings._replace(result_limit=99)),
            name=POSTS,
            parameters={"person": "Gu Jun"},
        )
