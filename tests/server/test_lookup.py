"""Look-ups: answered where they come in, as a worker would, and only where they cost next to nothing."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from ydkg.errors import YdkgError
from ydkg.server.dataset import open_dataset
from ydkg.server.settings import Settings
from ydkg.server.sparql.answering import query
from ydkg.server.sparql.lookup import looked_up
from ydkg.server.sparql.protocol import Operation
from ydkg.server.tasks import Context

if TYPE_CHECKING:
    from conftest import Launch

HEFEI = "<https://w3id.org/ydkg/id/hefei>"
LOOKUPS = [
    f"SELECT ?p ?o WHERE {{ {HEFEI} ?p ?o }}",
    "SELECT*{ydr:hefei rdfs:label ?label.}",
    f"select $s ?p\n{{ $s ?p {HEFEI} . }} # of {{ all }} that\r\n limit 2 # lines",
    f"PREFIX l: <http://www.w3.org/2000/01/rdf-schema#label> PREFIX rdfs:<urn:x#>\nSELECT ?other {{{HEFEI} l: ?l }}",
    "SELECT ?c { ydr:hefei a ?c }",
    "SELECT ?s { ?s a yd:Municipality }",
    "SELECT ?nothing { ydr:hefei yd:nothing ydr:nothing }",
    "SELECT * { ydr:hefei rdf:type yd:City }",
]
#: Larger than is given at once, or not of one pattern, or not to be read, or passing over rows that it does not give.
OTHERS = [
    "SELECT * { ?s ?p ?o }",
    "SELECT ?none { ?s ?p ?o }",
    "SELECT ?s { ?s ?p ?p }",
    "SELECT ?s { ?s ?p ?s }",
    "SELECT DISTINCT ?p { ?s ?p ?o }",
    "SELECT * { ydr:hefei ?p ?o } OFFSET 100000",
    "SELECT * { ydr:hefei ?p ?o } ORDER BY ?o",
    "SELECT * { ydr:hefei ?p ?o . ?o ?q ?r }",
    "SELECT * { ydr:hefei ?p ?o ; ?q ?r }",
    "SELECT * { ydr:hefei rdfs:label|rdfs:comment ?o }",
    "SELECT * { ydr:hefei ^yd:jurisdiction ?o }",
    "SELECT * { ydr:hefei yd:jurisdiction* ?o }",
    "SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }",
    "SELECT * { GRAPH <https://w3id.org/ydkg/graph/release> { ?s ?p ?o } }",
    "SELECT * FROM <https://w3id.org/ydkg/graph/release> { ydr:hefei ?p ?o }",
    "SELECT * { SERVICEx:a ?p ?o }",
    "SELECT * { ydr:hefei x:undeclared ?o }",
    "SELECT * { <hefei> ?p ?o }",
    "SELECT * { ydr:hefei ?p ?o } # \\u007d",
    "SELECT * { \\u003chttp://a.example/> ?p ?o }",
    "SELECT (NOW() AS ?now) { ydr:hefei ?p ?o }",
    "SELECT * { ydr:hefei ?p ?o } LIMIT 1 SELECT",
    f"SELECT * {{ ydr:hefei ?p ?o }} #{'x' * 2000}",
    "ASK { ydr:hefei ?p ?o }",
    "DESCRIBE ydr:hefei",
]


@pytest.fixture(scope="module")
def shipped() -> Context:
    """Hold the shipped data."""
    return Context(open_dataset(Settings()), Settings())


@pytest.mark.parametrize("layout", ["json", "xml", "csv", "tsv"])
@pytest.mark.parametrize("text", LOOKUPS)
def test_a_lookup_is_answered_as_by_a_worker(shipped: Context, text: str, layout: str) -> None:
    """The same bytes and the same type, however it is written."""
    found = looked_up(shipped.store, Operation(text, (), (), layout), "")
    assert found is not None
    assert ({"type": found.media_type}, found.body) == query(shipped, text=text, short=layout)


@pytest.mark.parametrize("text", OTHERS)
def test_what_is_more_than_a_lookup_is_left_to_workers(shipped: Context, text: str) -> None:
    """Also what reads like a look-up, or is one and has a large answer."""
    assert looked_up(shipped.store, Operation(text, (), (), "csv"), "") is None


def test_other_graphs_and_other_formats_are_left_to_workers(shipped: Context) -> None:
    """Where it would be refused, a worker says why."""
    text = LOOKUPS[0]
    assert looked_up(shipped.store, Operation(text, ("https://w3id.org/ydkg/graph/release",), (), None), "") is None
    assert looked_up(shipped.store, Operation(text, (), ("https://w3id.org/ydkg/graph/release",), None), "") is None
    assert looked_up(shipped.store, Operation(text, (), (), None), "text/turtle") is None
    with pytest.raises(YdkgError):
        query(shipped, text=text, accept="text/turtle")


def test_a_lookup_needs_no_worker(launch: Launch) -> None:
    """It is answered while all workers stand still."""
    with launch() as server:
        workers = server.workers()
        for each in workers:
            os.kill(each, signal.SIGSTOP)
        status, _, body = server.ask(f"/sparql?format=csv&query={quote(LOOKUPS[1])}")
        assert (status, body.splitlines()[0]) == (200, b"label")
        for each in workers:
            os.kill(each, signal.SIGCONT)
