"""The ontology is complete, equal to the closed namespace, and uses no term that its vocabulary does not define."""

from __future__ import annotations

import importlib.util
import re
from itertools import chain
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef
from rdflib.namespace import DCTERMS, FOAF, GEO, ORG, PROV, QB, SDO, SH, TIME, VANN, XSD, DefinedNamespace

from ydkg import vocab
from ydkg.collection import DATA_DIR, ONTOLOGY_DIR, ONTOLOGY_FILE, QUERIES_DIR

YD = Namespace(vocab.PREFIXES["yd"])
ROOT = Path(__file__).resolve().parents[2]
VOCABULARIES = Path(__file__).resolve().parents[1] / "node_modules" / "@vocabulary"
CLOSED: dict[str, type[DefinedNamespace]] = {
    str(namespace._NS): namespace  # noqa: SLF001 - rdflib's only way to a closed namespace's address
    for namespace in (DCTERMS, FOAF, GEO, ORG, OWL, PROV, QB, RDF, RDFS, SDO, SH, SKOS, TIME, VANN, XSD)
}
FROM_NPM = {
    "http://qudt.org/schema/qudt/": "qudt",
    "http://qudt.org/vocab/unit/": "unit",
    "http://www.w3.org/ns/oa#": "oa",
}


@pytest.fixture(scope="module")
def ontology() -> Graph:
    """Give the ontology as rdflib reads it."""
    return Graph().parse(ONTOLOGY_FILE)


def own_terms(graph: Graph) -> set[URIRef]:
    """Return all terms of our namespace that the ontology describes."""
    return {s for s in graph.subjects() if isinstance(s, URIRef) and s in YD}


def test_the_closed_namespace_holds_just_the_ontology_s_terms(ontology: Graph) -> None:
    """`vocab.YD` and ontology/ydkg.ttl name the same terms."""
    assert vocab.terms("yd") == {str(term) for term in own_terms(ontology)}


def test_every_term_is_named_in_two_languages_and_defined(ontology: Graph) -> None:
    """Each term has one label and one definition in English and in Chinese, and its ontology."""
    for term in own_terms(ontology):
        assert sorted(label.language for label in ontology.objects(term, RDFS.label)) == ["en", "zh-hans"], term
        assert sorted(text.language for text in ontology.objects(term, SKOS.definition)) == ["en", "zh-hans"], term
        assert ontology.value(term, RDFS.isDefinedBy) == URIRef("https://w3id.org/ydkg/ontology"), term


def test_no_two_terms_of_a_kind_share_a_label(ontology: Graph) -> None:
    """Among classes, and among values, a label means one term."""
    for kind in (OWL.Class, OWL.NamedIndividual):
        labels = [str(ontology.value(t, RDFS.label)) for t in own_terms(ontology) if (t, RDF.type, kind) in ontology]
        assert len(labels) == len(set(labels))


def test_every_property_has_a_domain_and_a_range_or_says_why_not(ontology: Graph) -> None:
    """A property without rdfs:domain or rdfs:range names what is missing in its scope note."""
    properties = [t for t in own_terms(ontology) if any("Property" in str(k) for k in ontology.objects(t, RDF.type))]
    assert properties
    for term in properties:
        reason = str(ontology.value(term, SKOS.scopeNote) or "")
        for missing in (RDFS.domain, RDFS.range):
            name = "rdfs:" + str(missing).rpartition("#")[2]
            assert (term, missing, None) in ontology or name in reason, (term, name)


def test_every_class_of_records_says_how_it_is_drawn(ontology: Graph) -> None:
    """A record class is folded into something, or has source, target and label of its edge."""
    for record in (
        vocab.ORG.Membership,
        vocab.YD.Participation,
        vocab.YD.Observation,
        vocab.YD.Comparison,
        vocab.YD.Milestone,
        vocab.YD.FirstClaim,
    ):
        edge = [ontology.value(URIRef(record), YD[name]) for name in ("edgeSource", "edgeTarget", "edgeLabel")]
        assert all(edge) or ontology.value(URIRef(record), YD.foldedInto), record


def npm_terms(package: str) -> set[str]:
    """Return the subjects that a vocabulary of npm describes."""
    (path,) = (VOCABULARIES / package).glob("*.nq")
    quads = parse(path=path, format=RdfFormat.N_QUADS)
    return {q.subject.value for q in quads if isinstance(q.subject, NamedNode)}


def rdf_files() -> list[Path]:
    """Return all Turtle files of the project."""
    return sorted({*DATA_DIR.glob("*.ttl"), *ONTOLOGY_DIR.rglob("*.ttl")})


def used_terms() -> set[str]:
    """Return every IRI that a Turtle file or a question of the project uses."""
    found = set()
    for path in rdf_files():
        for quad in parse(path=path, format=RdfFormat.TURTLE):
            parts = (quad.subject, quad.predicate, quad.object, getattr(quad.object, "datatype", None))
            found |= {part.value for part in parts if isinstance(part, NamedNode)}
    for path in QUERIES_DIR.rglob("*.rq"):
        text = re.sub(r"#.*|\"[^\"\n]*\"", "", path.read_text(encoding="utf-8"))
        for prefix, local in re.findall(r"(?<![\w?$:])([a-z]+):([A-Za-z][\w-]*)", text):
            found.add(vocab.PREFIXES.get(prefix, f"unknown prefix {prefix}:") + local)
    return found


def test_every_term_of_another_vocabulary_exists_there() -> None:
    """No file and no question uses a term that its vocabulary does not define."""
    if not VOCABULARIES.is_dir():
        pytest.skip("tests/node_modules is not installed; scripts/test does it")
    known = {namespace: npm_terms(package) for namespace, package in FROM_NPM.items()}
    unknown = set()
    checked = 0
    for term in used_terms():
        for namespace in chain(CLOSED, known):
            if term.startswith(namespace) and term != namespace:
                checked += 1
                local = term.removeprefix(namespace)
                in_vocabulary = local in CLOSED[namespace] if namespace in CLOSED else term in known[namespace]
                if not in_vocabulary:
                    unknown.add(term)
    assert not unknown
    assert checked > 60


def test_every_term_of_ours_in_use_is_defined(ontology: Graph) -> None:
    """No file and no question uses a yd: term that the ontology lacks."""
    ours = {term for term in used_terms() if term.startswith(str(YD)) and term != str(YD)}
    assert ours <= {str(term) for term in own_terms(ontology)}


def test_the_term_table_is_current() -> None:
    """ontology/README.md is what scripts/write_term_table.py writes."""
    spec = importlib.util.spec_from_file_location("term_table", ROOT / "scripts" / "write_term_table.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.README.read_text(encoding="utf-8") == module.term_table()
