"""The workbench over HTTP: what it shows without a program, and what its program asks for."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from pyoxigraph import DefaultGraph

from ydkg.graph.questions import names
from ydkg.graph.sparql import run
from ydkg.graph.store import as_store
from ydkg.server.dataset import graphs_of
from ydkg.server.settings import Settings
from ydkg.vocab import OWL, PREFIXES, RDF, YD, ydr

if TYPE_CHECKING:
    from conftest import Ask

HOSTILE = "</script><script>alert(1)</script><!-- &amp; \u2028"


def bench(ask: Ask, status: int = 200, **parameters: str) -> str:
    """Open the workbench with parameters."""
    reply = ask(f"/workbench?{urlencode(parameters)}", Accept="text/html")
    assert reply.status == status
    return reply.body.decode()


def test_it_opens_with_a_query_that_runs_and_every_question(ask: Ask) -> None:
    """What stands in the editor is answered when it is run; nothing is run before."""
    page = bench(ask)
    query = unescape(page.partition("<textarea")[2].partition(">\n")[2].partition("</textarea>")[0])
    assert run(as_store(), query).rows
    assert set(re.findall(r'<option value="([^"]+)"', page)) == set(names())


def test_a_triple_as_a_value_is_shown_by_its_parts(ask: Ask) -> None:
    """In a spreadsheet it is written as the page's program writes it, with a triple in it too."""
    query = (
        "SELECT (TRIPLE(yd:Metric, rdf:type, owl:Class) AS ?inner) (TRIPLE(yd:Pilot, yd:about, ?inner) AS ?outer) {}"
    )
    inner = f"{YD.Metric} {RDF.type} {OWL.Class}"
    sheet = ask(f"/workbench/answer.csv?{urlencode({'query': query, 'for': 'excel'})}").body.decode("utf-8-sig")
    assert sheet.splitlines()[1] == f"{inner},{YD.Pilot} {YD.about} {inner}"


def test_hostile_text_stays_text(ask: Ask) -> None:
    """A query that looks like markup is letters on the page."""
    page = bench(ask, query=HOSTILE)
    assert "<script>alert" not in page
    assert "<!--" not in page


@pytest.mark.parametrize("file", ["answer.csv?for=excel&", "answer.xlsx?"])
def test_an_answer_opens_in_a_spreadsheet(ask: Ask, file: str) -> None:
    """Things have their names in the language of the page, numbers are numbers, and their units are not lost."""
    query = "SELECT ?metric ?value { ydr:observation-pm25 yd:metric ?metric ; yd:value ?value }"
    body = ask(f"/workbench/{file}{urlencode({'query': query, 'lang': 'zh'})}").body
    if "csv" in file:
        rows = [tuple(row) for row in csv.reader(io.StringIO(body.decode("utf-8-sig")))]
        assert body.startswith(b"\xef\xbb\xbf")
    else:
        sheet = pytest.importorskip("openpyxl").load_workbook(io.BytesIO(body)).active
        rows = [tuple(map(str, row)) for row in sheet.iter_rows(values_only=True)]
    assert rows == [("metric", "value"), ("PM2.5平均浓度", "30")]
    whole = "SELECT ?o ?value { ?o yd:metric ydr:metric-pm25-concentration ; yd:value ?value } ORDER BY ?value"
    body = ask(f"/workbench/answer.csv?for=excel&{urlencode({'query': whole})}").body
    head, *rest = csv.reader(io.StringIO(body.decode("utf-8-sig")))
    assert head[1:] == ["value", "value, as stated"]
    assert rest[0][1:] == ["30", "30 µg/m³"]
    assert ask(f"/workbench/{file}{urlencode({'query': 'ASK {}'})}").status == 404
    wrong = 'SELECT ("many"^^<http://www.w3.org/2001/XMLSchema#integer> AS ?number) {}'
    assert ask(f"/workbench/{file}{urlencode({'query': wrong})}").status == 200


def test_a_question_can_be_taken(ask: Ask) -> None:
    """The editor gets its words and its query, with the default put in."""
    page = unescape(bench(ask, question="people/posts_of_a_person"))
    assert "# Which posts does this person hold" in page
    assert "<https://w3id.org/ydkg/id/gu-jun>" in page
    assert ask("/workbench?question=people/none").status == 404


def test_the_dataset_of_the_protocol_is_kept(ask: Ask) -> None:
    """A graph that the address asks for is the one that is asked, also of the form and of the files."""
    query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    counts = {}
    for name in ("release", "reference", "names"):
        graph = f"https://w3id.org/ydkg/graph/{name}"
        page = bench(ask, **{"query": query, "default-graph-uri": graph})
        assert f'<input type="hidden" name="default-graph-uri" value="{graph}">' in page
        link = re.search(r'href="(/workbench/answer\.csv[^"]*)"', page)
        assert link
        heading, number = ask(unescape(link[1])).body.decode().split()
        assert heading == "n"
        counts[name] = int(number)
    # Graphs apart are asked by their names only.
    assert sum(counts.values()) == len(list(as_store().quads_for_pattern(None, None, None, DefaultGraph())))
    unknown = urlencode({"query": query, "default-graph-uri": "http://a.example/"})
    assert b"http://a.example/" in ask(f"/workbench/answer.csv?{unknown}").body


@pytest.mark.parametrize(
    ("extension", "query", "media_type"),
    [
        ("csv", "SELECT * { ?s a yd:Pilot }", "text/csv; charset=utf-8"),
        ("json", "SELECT * { ?s a yd:Pilot }", "application/sparql-results+json"),
        ("ttl", "DESCRIBE ydr:hefei", "text/turtle; charset=utf-8"),
        ("jsonld", "DESCRIBE ydr:hefei", "application/ld+json"),
    ],
)
def test_answers_are_files(ask: Ask, extension: str, query: str, media_type: str) -> None:
    """Each with its media type, to be saved."""
    reply = ask(f"/workbench/answer.{extension}?{urlencode({'query': query})}")
    assert (reply.status, reply.headers["Content-Type"]) == (200, media_type)
    assert reply.headers["Content-Disposition"] == f'attachment; filename="answer.{extension}"'
    assert ask(f"/workbench/answer.doc?{urlencode({'query': query})}").status == 404


def test_completion_knows_what_the_graph_uses(ask: Ask) -> None:
    """Classes and properties with their numbers, things with both names, and the prefixes."""
    reply = ask("/workbench/terms.json")
    made: dict[str, Any] = json.loads(reply.body)
    assert made["prefixes"] == PREFIXES
    counted = run(as_store(), "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p").rows
    assert len(made["properties"]) == len(counted)
    assert sorted(graph.rpartition("/")[2] for graph in made["graphs"]) == sorted(graphs_of(Settings()))
    pilots = run(as_store(), "SELECT ?s { ?s a yd:Pilot }").rows
    assert next(row for row in made["classes"] if row[0] == "yd:Pilot") == ["yd:Pilot", "pilot", "试点", len(pilots)]
    assert next(row for row in made["things"] if row[0] == "ydr:hefei")[:3] == ["ydr:hefei", "Hefei", "合肥市"]
    assert reply.headers["Cache-Control"] == "no-cache"
    version = re.search(r'data-version="([0-9a-f]+)"', bench(ask))
    assert version
    assert "immutable" in ask(f"/workbench/terms.json?v={version[1]}").headers["Cache-Control"]


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        (urlencode({"query": "SELECT * { ?s yd:metrics ?o }"}), 200, "did you mean yd:metric?"),
        (urlencode({"query": "SELECT {"}), 200, "[]"),
        (urlencode({"query": "?a a:b c:d." * 6_000}), 413, "a query of 66000 characters; at most 65536"),
        ("query=ASK" + "&a" * 2000, 413, "form: more than 2,000 parameters"),
    ],
)
def test_unknown_terms_are_looked_for_in_what_can_be_asked(ask: Ask, body: str, status: int, said: str) -> None:
    """A query is read that the endpoint would read, and no longer one."""
    reply = ask("/workbench/unknown.json", "POST", body.encode(), Content_Type="application/x-www-form-urlencoded")
    assert reply.status == status
    assert said in reply.body.decode()


def test_labels_come_in_one_go(ask: Ask) -> None:
    """By address or by form, in the language asked for; what is no IRI has none, and leads nowhere."""
    figure = ydr("observation-carbon-value")
    iris = [ydr("hefei"), "https://w3id.org/ydkg/ontology#metric", "javascript:alert(1)", "<no iri>", figure]
    body = urlencode([("iri", iri) for iri in iris])
    made = json.loads(ask(f"/labels?{body}").body)
    assert made[iris[0]] == {"name": "ydr:hefei", "label": "Hefei", "href": "/id/hefei"}
    assert made[iris[1]]["href"] == "/ontology#metric"
    assert made[iris[2]]["href"] == ""
    assert len(made) == 4
    posted = ask("/labels?lang=zh", "POST", body.encode(), Content_Type="application/x-www-form-urlencoded")
    called = {iri: each["label"] for iri, each in json.loads(posted.body).items()}
    assert (called[iris[0]], called[figure]) == ("合肥", "全国碳市场累计成交额：超过297亿元（截至2024年10月底）")
    many = urlencode([("iri", f"urn:x:{number}") for number in range(10_001)])
    assert ask("/labels", "POST", many.encode()).status == 413
