"""One description of the data set: catalogues, search engines and archives are told the same."""

from __future__ import annotations

import importlib.util
import json
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import rdflib
from pyld import jsonld
from pyshacl import validate
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, SH, SKOS, VOID

import ydkg
from ydkg.collection import collection, graph_name
from ydkg.export import write
from ydkg.graph.turtle import read_turtle
from ydkg.vocab import YD

ROOT = Path(__file__).resolve().parents[2]
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
ADDRESS = "https://w3id.org/ydkg/"
TITLE = "ydkg: the knowledge graph of Yangtze River Delta integration"


@pytest.fixture(scope="module")
def catalogued() -> rdflib.Graph:
    """Let rdflib read the description in DCAT."""
    return rdflib.Graph().parse(data=write("dcat"), format="turtle")


@pytest.fixture(scope="module")
def searched() -> dict[str, Any]:
    """Let pyld expand the description in schema.org, with the whole vocabulary as context."""
    document = json.loads(write("schemaorg"))
    assert document.pop("@context") == "https://schema.org"
    (node,) = jsonld.expand({"@context": {"@vocab": "https://schema.org/"}, **document})
    return node


def test_a_catalogue_has_what_it_must(catalogued: rdflib.Graph) -> None:
    """Title and description are there in both languages, each distribution has size and digest; counts are right."""
    (dataset,) = catalogued.subjects(RDF.type, DCAT.Dataset)
    assert str(dataset) == ADDRESS
    for predicate in (DCTERMS.title, DCTERMS.description):
        assert {text.language for text in catalogued.objects(dataset, predicate)} == {"en", "zh-hans"}
    distributions = set(catalogued.objects(dataset, DCAT.distribution))
    data = (*collection().files, *collection().apart)
    assert len(distributions) == len(data)
    for each in distributions:
        assert (each, RDF.type, DCAT.Distribution) in catalogued
        assert catalogued.value(each, DCAT.accessURL)
        assert catalogued.value(each, DCTERMS.license)
        name = str(catalogued.value(each, DCAT.accessURL)).rpartition("/")[2]
        content = next(path.read_bytes() for path in data if graph_name(path) == name)
        assert str(catalogued.value(each, DCAT.byteSize)) == str(len(content))
        checksum = catalogued.value(each, SPDX.checksum)
        assert str(catalogued.value(checksum, SPDX.checksumValue)) == sha256(content).hexdigest()
    triples = {triple for path in collection().files for triple in read_turtle(path)}
    assert int(catalogued.value(dataset, VOID.triples)) == len(triples)
    assert int(catalogued.value(dataset, VOID.distinctSubjects)) == len({triple.subject for triple in triples})


#: What the European Union's tables say of their entries: the beginning of an address -> class.
TABLES = {
    "language/": DCTERMS.LinguisticSystem,
    "access-right/": DCTERMS.RightsStatement,
    "file-type/": DCTERMS.MediaTypeOrExtent,
    "data-theme/": SKOS.Concept,
}


def judged(description: rdflib.Graph) -> tuple[set[rdflib.term.Node], str]:
    """Judge a description by the rules of DCAT-AP 3, with what its tables say: what breaks a rule, and which."""
    known = rdflib.Graph()
    for entry in set(description.objects()):
        for table, kind in TABLES.items():
            if str(entry).startswith(f"http://publications.europa.eu/resource/authority/{table}"):
                known.add((entry, RDF.type, kind))
                known.add((entry, SKOS.prefLabel, rdflib.Literal("an entry")))
    rules = rdflib.Graph().parse(Path(__file__).with_name("dcat-ap.ttl"))
    _, found, report = validate(description + known, shacl_graph=rules)
    return set(found.objects(None, SH.focusNode)), report


def test_the_application_profile_of_europe_is_kept(catalogued: rdflib.Graph) -> None:
    """What DCAT-AP 3 demands of data sets, distributions, agents, checksums and places is so."""
    faulty, report = judged(catalogued)
    assert not faulty, report


@pytest.mark.parametrize(
    ("kind", "predicate", "instead"),
    [
        (DCAT.Dataset, DCTERMS.title, None),
        (DCAT.Dataset, DCTERMS.issued, rdflib.Literal("lately")),
        (DCAT.Dataset, DCTERMS.source, rdflib.URIRef("https://example.org/a-page")),
        (DCAT.Dataset, DCTERMS.language, rdflib.URIRef("https://example.org/english")),
        (DCAT.Distribution, DCAT.accessURL, None),
        (DCAT.Distribution, DCTERMS.license, rdflib.URIRef("https://example.org/a-licence")),
        (FOAF.Agent, FOAF.name, None),
        (SPDX.Checksum, SPDX.algorithm, None),
    ],
)
def test_a_description_that_breaks_the_profile_is_found(
    catalogued: rdflib.Graph, kind: rdflib.URIRef, predicate: rdflib.URIRef, instead: rdflib.term.Node | None
) -> None:
    """Something that must be there and is not, or is another than it must be, is told."""
    damaged = rdflib.Graph() + catalogued
    subject = min(catalogued.subjects(RDF.type, kind))
    damaged.remove((subject, predicate, None))
    if instead is not None:
        damaged.add((subject, predicate, instead))
    faulty, report = judged(damaged)
    assert subject in faulty, report


def test_a_search_engine_has_what_it_must(searched: dict[str, Any]) -> None:
    """Name, description, licence, creator, what is measured, and what it is based on."""
    schema = "https://schema.org/"
    assert searched["@type"] == [f"{schema}Dataset"]
    assert {each["@language"] for each in searched[f"{schema}name"]} == {"en", "zh-hans"}
    assert searched[f"{schema}license"][0]["@value"] == "https://creativecommons.org/licenses/by/4.0/"
    measured = {each[f"{schema}name"][0]["@value"] for each in searched[f"{schema}variableMeasured"]}
    metrics = {
        t.subject
        for path in collection().files
        for t in read_turtle(path)
        if getattr(t.object, "value", "") == YD.Metric
    }
    assert {each["@id"] for each in searched[f"{schema}variableMeasured"]} == {metric.value for metric in metrics}
    assert len(measured) == len(metrics)
    for file in searched[f"{schema}distribution"]:
        assert re.fullmatch(r"[0-9a-f]{64}", file[f"{schema}sha256"][0]["@value"])
        assert re.fullmatch(r"[0-9]+ B", file[f"{schema}contentSize"][0]["@value"])
    assert searched[f"{schema}spatialCoverage"][0]["@id"].endswith("/yangtze-river-delta")
    assert searched[f"{schema}isBasedOn"][0][f"{schema}url"][0]["@value"].startswith("https://en.shio.gov.cn/")


SCHEMA = "https://schema.org/"
#: What F-UJI (https://f-uji.net) looks for in a description, as can be tried without the network: metric -> so.
ASSESSED = {
    "F1: a persistent identifier": lambda d: d["@id"].startswith("https://w3id.org/"),
    "F2: title, abstract, creator, publisher, day, keywords, identifier": lambda d: all(
        d.get(SCHEMA + name)
        for name in ("name", "description", "creator", "publisher", "datePublished", "keywords", "identifier")
    ),
    "F3: where the data are": lambda d: all(each[f"{SCHEMA}contentUrl"] for each in d[f"{SCHEMA}distribution"]),
    "A1: how they are accessed": lambda d: d[f"{SCHEMA}isAccessibleForFree"][0]["@value"] is True,
    "I3: what they are made from": lambda d: all(each["@id"] for each in d[f"{SCHEMA}isBasedOn"]),
    "R1: size and format of each file": lambda d: all(
        each[f"{SCHEMA}contentSize"] and each[f"{SCHEMA}encodingFormat"] for each in d[f"{SCHEMA}distribution"]
    ),
    "R1: what is measured": lambda d: len(d[f"{SCHEMA}variableMeasured"]) > 0,
    "R1.1: a licence by its address": lambda d: d[f"{SCHEMA}license"][0]["@value"].startswith("https://"),
    "R1.2: who made it and when it changed": lambda d: bool(d[f"{SCHEMA}creator"] and d[f"{SCHEMA}dateModified"]),
}


@pytest.mark.parametrize("metric", ASSESSED)
def test_a_fair_assessment_finds_what_it_looks_for(searched: dict[str, Any], metric: str) -> None:
    """Each rule that needs no network is met by what search engines are told."""
    assert ASSESSED[metric](searched)


def test_all_say_the_same(catalogued: rdflib.Graph, searched: dict[str, Any]) -> None:
    """Title, version, day, creator and address agree in every description, files of the repository among them."""
    dataset, schema = rdflib.URIRef(ADDRESS), "https://schema.org/"
    zenodo, codemeta = (
        json.loads((ROOT / name).read_text(encoding="utf-8")) for name in (".zenodo.json", "codemeta.json")
    )
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    titles = {text for text in catalogued.objects(dataset, DCTERMS.title) if text.language == "en"}
    assert {str(text) for text in titles} == {TITLE} == {zenodo["title"]}
    assert searched[f"{schema}name"][0]["@value"] == TITLE
    assert f'title: "{TITLE}"' in citation
    versions = {zenodo["version"], codemeta["version"], str(catalogued.value(dataset, rdflib.URIRef(f"{DCAT}version")))}
    assert versions == {ydkg.__version__} == {searched[f"{schema}version"][0]["@value"]}
    days = {zenodo["publication_date"], codemeta["datePublished"], str(catalogued.value(dataset, DCTERMS.issued))}
    assert (
        days == {re.search(r'date-released: "(.*)"', citation)[1]} == {searched[f"{schema}datePublished"][0]["@value"]}
    )
    creators = {zenodo["creators"][0]["name"], codemeta["author"][0]["name"]}
    assert creators == {"The ydkg contributors"} == {searched[f"{schema}creator"][0][f"{schema}name"][0]["@value"]}
    (publisher,) = catalogued.objects(dataset, DCTERMS.publisher)
    assert searched[f"{schema}publisher"][0][f"{schema}name"][0]["@value"] in set(
        map(str, catalogued.objects(publisher, FOAF.name))
    )
    assert str(catalogued.value(dataset, DCTERMS.modified)) == searched[f"{schema}dateModified"][0]["@value"]
    sources = {each["identifier"] for each in zenodo["related_identifiers"]}
    assert sources == {each[f"{schema}url"][0]["@value"] for each in searched[f"{schema}isBasedOn"]}
    assert codemeta["url"] == ADDRESS == searched[f"{schema}url"][0]["@value"]


def test_the_files_of_the_repository_are_current() -> None:
    """They are what scripts/write_descriptions.py writes."""
    spec = importlib.util.spec_from_file_location("write_descriptions", ROOT / "scripts" / "write_descriptions.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    for name, content in script.descriptions().items():
        assert (ROOT / name).read_text(encoding="utf-8") == content, name
