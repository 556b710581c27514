"""The description of the service and of what it serves."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
import rdflib
from rdflib import RDF, VOID, Literal, URIRef

from ydkg.collection import collection, graph_iri
from ydkg.export import write
from ydkg.graph.store import with_description
from ydkg.server.dataset import graphs_of, open_dataset
from ydkg.server.settings import Settings
from ydkg.server.sparql.service import census, description
from ydkg.server.tasks import Context
from ydkg.telling.collection import describe_collection
from ydkg.vocab import PREFIXES

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Ask

SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
pytestmark = pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning:rdflib")  # its own readers


@pytest.fixture(scope="module")
def context() -> Context:
    """Hold the shipped data with all four graphs."""
    settings = Settings(derived=True)
    return Context(open_dataset(settings), settings)


@pytest.fixture(scope="module")
def described(ask: Ask) -> rdflib.Graph:
    """Read the description of a server."""
    return rdflib.Graph().parse(data=ask("/sparql").body, format="turtle")


def test_the_endpoint_is_described(described: rdflib.Graph, server: str) -> None:
    """There is one service, at the address that was asked, and it says what it can do and nothing else."""
    [service] = described.subjects(RDF.type, SD.Service)
    assert list(described.objects(service, SD.endpoint)) == [URIRef(f"{server}/sparql")]
    assert list(described.objects(service, SD.supportedLanguage)) == [SD.SPARQL11Query]
    assert not list(described.objects(service, SD.feature))  # graphs stand beside the default graph
    formats = {str(each).rpartition("/")[2] for each in described.objects(service, SD.resultFormat)}
    assert formats == {
        *(f"SPARQL_Results_{name}" for name in ("JSON", "XML", "CSV", "TSV")),
        *("Turtle", "N-Triples", "JSON-LD", "RDF_XML"),
    }


def test_the_named_graphs_are_described(described: rdflib.Graph, ask: Ask) -> None:
    """Each named graph has its name and its number of triples, as a query counts them."""
    [service] = described.subjects(RDF.type, SD.Service)
    [dataset] = described.objects(service, SD.defaultDataset)
    named = list(described.objects(dataset, SD.namedGraph))
    names = {str(name) for each in named for name in described.objects(each, SD.name)}
    assert names == set(map(graph_iri, graphs_of(Settings())))
    for each in named:
        [name], [graph] = described.objects(each, SD.name), described.objects(each, SD.graph)
        query = quote(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{name}> {{ ?s ?p ?o }} }}")
        counted = json.loads(ask(f"/sparql?query={query}").body)["results"]["bindings"][0]["n"]["value"]
        assert str(described.value(graph, VOID.triples)) == counted


def test_the_default_graph_is_made_of_its_subsets(described: rdflib.Graph, ask: Ask) -> None:
    """The graphs that are called its subsets have all of its triples together, and no other."""
    [graph] = described.subjects(VOID.sparqlEndpoint, None)
    subsets = {*described.objects(graph, VOID.subset)} - {*described.subjects(RDF.type, VOID.Linkset)}
    names = [described.value(described.value(None, SD.graph, each), SD.name) for each in sorted(subsets)]
    chosen = " ".join(f"FROM <{name}>" for name in names)
    by_default, by_name = (
        json.loads(ask(f"/sparql?query={quote(f'SELECT (COUNT(*) AS ?n) {graphs} {{ ?s ?p ?o }}')}").body)
        for graphs in ("", chosen)
    )
    assert names
    assert by_default == by_name


def test_a_default_graph_of_all_named_ones_is_called_so(tmp_path: Path) -> None:
    """Where no graph stands beside it, the endpoint says that its default graph is the union."""
    (tmp_path / "letter.ttl").write_bytes(b"<https://w3id.org/ydkg/id/a> a <https://w3id.org/ydkg/id/B> .\n")
    settings = Settings(data=collection(str(tmp_path / "letter.ttl")))
    context = Context(open_dataset(settings), settings)
    known = describe_collection(with_description(context.store))
    body = description(census(context)[1], known, "http://localhost", "text/turtle")
    service = rdflib.Graph().parse(data=body, format="turtle")
    assert list(service.objects(None, SD.feature)) == [SD.UnionDefaultGraph]


COUNTS = {
    "triples": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "distinctSubjects": "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }",
    "distinctObjects": "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }",
    "classes": "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?s a ?c }",
    "properties": "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }",
    "entities": f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), '{PREFIXES['ydr']}')) }}",
}


@pytest.mark.parametrize("name", COUNTS)
def test_counts_are_those_of_queries(described: rdflib.Graph, ask: Ask, name: str) -> None:
    """What the description counts, the endpoint counts too."""
    [graph] = described.subjects(VOID.sparqlEndpoint, None)
    body = ask(f"/sparql?query={quote(COUNTS[name])}").body
    expected = json.loads(body)["results"]["bindings"][0]["n"]["value"]
    assert str(described.value(graph, VOID[name])) == expected


def test_parts_are_those_of_queries(described: rdflib.Graph, ask: Ask) -> None:
    """Every class and every property is there, with its own count."""
    for query, of, part, count in (
        ("SELECT ?x (COUNT(DISTINCT ?s) AS ?n) { ?s a ?x } GROUP BY ?x", "class", VOID["class"], VOID.entities),
        ("SELECT ?x (COUNT(*) AS ?n) { ?s ?x ?o } GROUP BY ?x", "property", VOID.property, VOID.triples),
    ):
        rows = json.loads(ask(f"/sparql?query={quote(query)}").body)["results"]["bindings"]
        expected = {row["x"]["value"]: row["n"]["value"] for row in rows}
        parts = described.objects(None, VOID[f"{of}Partition"])
        found = {str(described.value(each, part)): str(described.value(each, count)) for each in parts}
        assert found == expected


def test_links_lead_to_other_data_sets(described: rdflib.Graph) -> None:
    """Links are counted by property and by the data set that they lead to."""
    found = {}
    for links in described.subjects(RDF.type, VOID.Linkset):
        target = described.value(links, VOID.objectsTarget)
        assert (target, RDF.type, VOID.Dataset) in described
        space = str(described.value(target, VOID.uriSpace))
        found[str(described.value(links, VOID.linkPredicate)), space] = described.value(links, VOID.triples)
    same = f"{PREFIXES['skos']}exactMatch"
    assert found[same, "http://www.wikidata.org/entity/"] == Literal(19)
    assert any(space.startswith("https://sws.geonames.org/") for _, space in found)
    assert len(found) < 10


def test_everything_served_is_said_to_be_free(described: rdflib.Graph) -> None:
    """Title, description, licence, source and examples are there, in both languages where they are text."""
    [graph] = described.subjects(VOID.sparqlEndpoint, None)
    dcterms = rdflib.Namespace(PREFIXES["dcterms"])
    for name in ("title", "description"):
        assert {text.language for text in described.objects(graph, dcterms[name])} == {"en", "zh-hans"}
    assert list(described.objects(graph, dcterms.license)) == [URIRef("https://creativecommons.org/licenses/by/4.0/")]
    assert len(list(described.objects(graph, dcterms.source))) == 1
    assert len(list(described.objects(graph, VOID.exampleResource))) == 3
    assert str(described.value(graph, VOID.uriSpace)) == PREFIXES["ydr"]
    assert URIRef(PREFIXES["yd"]) in set(described.objects(graph, VOID.vocabulary))


def test_service_and_catalogue_describe_one_data_set(described: rdflib.Graph) -> None:
    """Title, description, licence and days are those of the export for catalogues, at one permanent address."""
    catalogued = rdflib.Graph().parse(data=write("dcat"), format="turtle")
    address = URIRef("https://w3id.org/ydkg/")
    [graph] = described.subjects(VOID.sparqlEndpoint, None)
    assert (graph, rdflib.OWL.sameAs, address) in described
    dcterms = rdflib.Namespace(PREFIXES["dcterms"])
    for name in ("title", "description", "license", "issued", "modified"):
        assert set(described.objects(graph, dcterms[name])) == set(catalogued.objects(address, dcterms[name])) != set()


def test_every_dump_is_there(described: rdflib.Graph, server: str, ask: Ask) -> None:
    """What the description names as a file of all triples can be fetched, and is RDF."""
    [graph] = described.subjects(VOID.sparqlEndpoint, None)
    dumps = [str(each).removeprefix(server) for each in described.objects(graph, VOID.dataDump)]
    kinds = {ask(path).headers["Content-Type"].partition(";")[0] for path in dumps if ask(path, "HEAD").status == 200}
    assert kinds == {"text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"}
    assert len(dumps) == len(kinds)


def test_documents_are_of_the_dataset_that_is_described(described: rdflib.Graph, ask: Ask) -> None:
    """A crawler that reads of a thing in which data set it is finds that data set in the description."""
    [graph] = described.subjects(VOID.sparqlEndpoint, None)
    [of] = rdflib.Graph().parse(data=ask("/id/hefei.ttl").body, format="turtle").objects(None, VOID.inDataset)
    assert (graph, rdflib.OWL.sameAs, of) in described


def test_nothing_is_nameless(described: rdflib.Graph) -> None:
    """Every node has an address, so that it can be linked to and the same bytes come each time."""
    assert not [node for triple in described for node in triple if isinstance(node, rdflib.BNode)]


@pytest.mark.parametrize("path", ["/sparql", "/.well-known/void"])
@pytest.mark.parametrize(
    ("accept", "parser"),
    [
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt"),
        ("application/ld+json", "json-ld"),
        ("application/rdf+xml", "xml"),
    ],
)
def test_it_comes_in_each_format(ask: Ask, described: rdflib.Graph, path: str, accept: str, parser: str) -> None:
    """Both addresses give the same triples, in the format that Accept likes best."""
    reply = ask(path, Accept=accept)
    assert reply.status == 200
    assert reply.headers["Content-Type"].partition(";")[0] == accept
    assert set(rdflib.Graph().parse(data=reply.body, format=parser)) == set(described)


def test_a_format_that_is_not_here_is_refused(ask: Ask) -> None:
    """406 lists the formats; other methods are refused."""
    assert ask("/.well-known/void", Accept="text/csv").status == 406
    assert ask("/sparql", Accept="application/sparql-results+json").status == 406
    refused = ask("/.well-known/void", "POST", b"", Content_Type="text/turtle")
    assert (refused.status, refused.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")


def test_addresses_are_those_that_were_asked(ask: Ask) -> None:
    """A name of the machine is as good as its number, and each gets links that lead back to it."""
    reply = ask("/sparql", Host="localhost:80")
    assert b"<http://localhost" in reply.body
    assert b"127.0.0.1" not in reply.body


def test_all_graphs_of_a_server_are_described(context: Context) -> None:
    """What was computed is described where the server has it, and with the same bytes each time."""
    counted = census(context)[1]
    known = describe_collection(with_description(context.store))
    found = description(counted, known, "https://a.example", "text/turtle")
    assert found == description(counted, known, "https://a.example", "text/turtle")
    graph = rdflib.Graph().parse(data=found, format="turtle")
    names = {str(name) for name in graph.objects(None, SD.name)}
    assert names == {str(each.value) for each in context.store.named_graphs()}
    assert graph_iri("derived") in names
