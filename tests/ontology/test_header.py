"""The ontology says of itself what registries and FAIR assessments ask for, and each term has an example."""

from __future__ import annotations

import re
from itertools import chain

import pytest
from pyoxigraph import BlankNode, RdfFormat, Triple, parse
from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, URIRef
from rdflib.namespace import DCTERMS, SDO, VANN

import ydkg
from triples import HEAD
from ydkg.collection import DATA_DIR, ONTOLOGY_DIR, ONTOLOGY_FILE
from ydkg.graph.turtle import read_turtle
from ydkg.vocab import PREFIXES, YD

ADDRESS = URIRef("https://w3id.org/ydkg/ontology")
#: Terms whose example is invented, since no shipped data use them.
INVENTED = frozenset(
    {YD[name] for name in ("BehindTarget", "Derived", "FromReviewer", "Jin", "Mu", "OnTarget", "PassengerKilometre")}
    | {YD[name] for name in ("Proposal", "TonneKilometre", "TranslatedByHand", "Unread")}
    | {YD[name] for name in ("corrects", "operatedBy", "proposalKey", "proposes", "reviewedBy", "rule")}
)


@pytest.fixture(scope="module")
def ontology() -> Graph:
    """Give the ontology as rdflib reads it."""
    return Graph().parse(ONTOLOGY_FILE)


def terms(graph: Graph) -> list[URIRef]:
    """List the terms of our namespace."""
    return sorted({s for s in graph.subjects() if isinstance(s, URIRef) and s.startswith(PREFIXES["yd"])})


#: Checks of FOOPS! (https://w3id.org/foops) that can be tried without the network: code -> what must be there.
CHECKS = {
    "PURL1, URI2: one persistent address": lambda g: list(g.subjects(RDF.type, OWL.Ontology)) == [ADDRESS],
    "HTTP1: an open protocol": lambda g: all(str(term).startswith("https://") for term in (ADDRESS, *terms(g))),
    "VER1: an address of the version": lambda g: str(g.value(ADDRESS, OWL.versionIRI)).endswith(ydkg.__version__),
    "OM1: title, description, creator, licence": lambda g: all(
        g.value(ADDRESS, p) for p in (DCTERMS.title, DCTERMS.description, DCTERMS.creator, DCTERMS.license)
    ),
    "OM1, FIND1: prefix and namespace": lambda g: (
        str(g.value(ADDRESS, VANN.preferredNamespacePrefix)) == "yd"
        and str(g.value(ADDRESS, VANN.preferredNamespaceUri)) == PREFIXES["yd"]
    ),
    "OM2: version": lambda g: str(g.value(ADDRESS, OWL.versionInfo)) == ydkg.__version__,
    "OM2: day of creation": lambda g: g.value(ADDRESS, DCTERMS.created).datatype == XSD.date,
    "OM2: contributors": lambda g: bool(g.value(ADDRESS, DCTERMS.contributor)),
    "OM2: citation": lambda g: str(ADDRESS) in g.value(ADDRESS, DCTERMS.bibliographicCitation),
    "OM3: publisher, source, status": lambda g: all(
        g.value(ADDRESS, p) for p in (DCTERMS.publisher, DCTERMS.source, SDO.creativeWorkStatus)
    ),
    "OM3: day of issue, of the last change": lambda g: (
        g.value(ADDRESS, DCTERMS.created) <= g.value(ADDRESS, DCTERMS.issued) <= g.value(ADDRESS, DCTERMS.modified)
    ),
    "OM4.1: a licence by its address": lambda g: isinstance(g.value(ADDRESS, DCTERMS.license), URIRef),
    "OM5.1: who and when": lambda g: bool(g.value(ADDRESS, DCTERMS.creator) and g.value(ADDRESS, DCTERMS.created)),
    "OM5.2: day of issue and publisher": lambda g: bool(
        g.value(ADDRESS, DCTERMS.issued) and g.value(ADDRESS, DCTERMS.publisher)
    ),
    "VOC1: metadata of known vocabularies": lambda g: all(
        str(p).startswith(tuple(PREFIXES.values())) and not str(p).startswith(PREFIXES["yd"])
        for p in g.predicates(ADDRESS)
    ),
    "VOC2: terms of other vocabularies": lambda g: any(
        isinstance(o, URIRef) and not o.startswith(PREFIXES["yd"]) and not o.startswith(str(OWL))
        for o in chain(g.objects(None, RDFS.subClassOf), g.objects(None, RDFS.subPropertyOf))
    ),
    "VOC3, VOC4: labels and definitions": lambda g: all(
        g.value(term, RDFS.label) and g.value(term, SKOS.definition) for term in terms(g)
    ),
    "RDF1: read as RDF": lambda g: len(g) > len(terms(g)) > 0,
}


@pytest.mark.parametrize("check", CHECKS)
def test_a_fair_assessment_finds_what_it_looks_for(ontology: Graph, check: str) -> None:
    """Each check that needs no network passes."""
    assert CHECKS[check](ontology)


def test_sixteen_of_its_24_checks_need_no_network() -> None:
    """The others want an answer from an address, a registry or a licence's page."""
    assert len({code for check in CHECKS for code in check.partition(":")[0].split(", ")}) == 16


def test_title_and_description_are_in_both_languages(ontology: Graph) -> None:
    """Whoever reads the header may read it in English or Chinese."""
    for predicate in (DCTERMS.title, DCTERMS.description):
        assert {text.language for text in ontology.objects(ADDRESS, predicate)} == {"en", "zh-hans"}


def snippet(text: str) -> list[Triple]:
    """Read an example as Turtle."""
    return [each.triple for each in parse((HEAD + text).encode(), format=RdfFormat.TURTLE)]


def test_every_term_has_an_example_that_is_so(ontology: Graph) -> None:
    """An example is a line of Turtle that uses the term; the shipped data or the ontology hold it, unless none does."""
    files = [*sorted(DATA_DIR.glob("*.ttl")), ONTOLOGY_FILE]
    held = {triple for path in files for triple in read_turtle(path)}
    used = {node.value for t in held for node in (t.predicate, t.object) if hasattr(node, "value")}
    for term in terms(ontology):
        (example,) = ontology.objects(term, SKOS.example)
        triples = snippet(str(example))
        assert any(str(term) in (t.predicate.value, getattr(t.object, "value", "")) for t in triples), example
        if str(term) in INVENTED:
            continue
        assert str(term) in used, term
        for triple in triples:
            blank = isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode)
            assert blank or triple in held, example


def test_text_in_an_example_is_in_both_languages(ontology: Graph) -> None:
    """Where an example has words in English it has them in Chinese too."""
    for term in terms(ontology):
        tags = set(re.findall(r'"@([a-z-]+)', str(ontology.value(term, SKOS.example))))
        assert tags in (set(), {"zh-hans"}, {"en", "zh-hans"}), term


def test_invented_examples_are_needed() -> None:
    """A term that the data come to use gets an example from them."""
    used = {
        node.value
        for path in sorted(DATA_DIR.glob("*.ttl"))
        for t in read_turtle(path)
        for node in (t.predicate, t.object)
        if hasattr(node, "value")
    }
    assert not INVENTED & used
    assert (ONTOLOGY_DIR / "ydkg.ttl") == ONTOLOGY_FILE
