"""Nanopublications: read back, and their names proved, by the library of the nanopublications' own makers."""

from __future__ import annotations

import logging
import re
from collections import defaultdict

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from ydkg.collection import collection
from ydkg.export import write
from ydkg.graph.canonical import read_turtle
from ydkg.graph.graph import Graph
from ydkg.graph.schema import is_record
from ydkg.vocab import PROV, RDF, YD, ydr

PATHS = [*collection().files, *collection().named[-1:]]
TRIPLES = [triple for path in PATHS for triple in read_turtle(path)]
TABLE = Graph.from_triples(TRIPLES)


@pytest.fixture(scope="module")
def written() -> str:
    """The collection as nanopublications."""
    return write("nanopubs", TRIPLES).decode()


@pytest.fixture(scope="module")
def quads(written: str) -> list[Quad]:
    """Their quads."""
    return list(parse(written, format=RdfFormat.TRIG))


def graphs(quads: list[Quad], part: str) -> dict[str, set[Triple]]:
    """Give the graphs of one part, by the nanopublication that they are of."""
    found: dict[str, set[Triple]] = defaultdict(set)
    for quad in quads:
        name, _, fragment = quad.graph_name.value.partition("#")
        if fragment == part:
            found[name].add(quad.triple)
    return found


def test_every_fact_with_evidence_is_one(quads: list[Quad]) -> None:
    """Each statement and each record is the topic of one nanopublication, whose four graphs say something."""
    topics = [quad.object.value for quad in quads if quad.predicate.value.endswith("/primaryTopic")]
    facts = [
        fact
        for fact in TABLE.subjects()
        if TABLE.iris(fact, PROV.wasDerivedFrom) and (RDF.Statement in TABLE.types(fact) or is_record(TABLE, fact))
    ]
    assert sorted(topics) == facts
    assert len(facts) > 1000
    names = [set(graphs(quads, part)) for part in ("Head", "assertion", "provenance", "pubinfo")]
    assert names == [names[0]] * 4
    assert {quad.graph_name.value.partition("#")[0] for quad in quads} == names[0]


def test_what_is_asserted_is_in_the_graph_and_its_provenance_leads_to_the_words(quads: list[Quad]) -> None:
    """No assertion has a triple that the graph has not; each leads to a passage with its characters, or a register."""
    assert set().union(*graphs(quads, "assertion").values()) <= set(TRIPLES)
    evidence = NamedNode(PROV.wasDerivedFrom)
    for name, said in graphs(quads, "provenance").items():
        origins = {t.object for t in said if (t.subject, t.predicate) == (NamedNode(f"{name}#assertion"), evidence)}
        assert origins
        for passage in (each.value for each in origins if YD.Passage in TABLE.types(each.value)):
            kept = {(t.predicate.value, t.object) for t in said if t.subject.value == passage}
            assert kept == {(name, term) for name, terms in TABLE.properties(passage).items() for term in terms}


def test_a_figure_is_asserted_whole(quads: list[Quad]) -> None:
    """All that a record says is its assertion, but for its evidence and what editors note, which is provenance."""
    figure = NamedNode(ydr("observation-carbon-volume"))
    (asserted,) = [said for said in graphs(quads, "assertion").values() if any(t.subject == figure for t in said)]
    left_out = {t.predicate.value.rpartition("#")[2] for t in TRIPLES if t.subject == figure and t not in asserted}
    assert left_out == {"wasDerivedFrom", "editorialNote"}


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_makers_library_proves_every_name(quads: list[Quad], monkeypatch: pytest.MonkeyPatch) -> None:
    """The library finds that each is well-formed, and that its name is the digest of what is in it."""
    import rdflib
    from nanopub import Nanopub, NanopubConf
    from nanopub.trustyuri.rdf import RdfHasher, RdfUtils
    from pyoxigraph import serialize

    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    logging.getLogger("rdflib.term").setLevel(logging.ERROR)
    apart: dict[str, list[Quad]] = defaultdict(list)
    for quad in quads:
        apart[quad.graph_name.value.partition("#")[0]].append(quad)
    for number, (name, members) in enumerate(apart.items()):
        graph = rdflib.ConjunctiveGraph().parse(data=serialize(members, format=RdfFormat.N_QUADS), format="nquads")
        code = name.removeprefix("https://w3id.org/ydkg/np/")
        assert RdfHasher.make_hash(RdfUtils.get_quads(graph), code) == code
        if number % 100 == 0:
            assert Nanopub(rdf=graph, conf=NanopubConf()).is_valid


def test_another_fact_has_another_name(written: str) -> None:
    """A changed digit changes the name of its nanopublication, and of no other."""
    changed = [
        Triple(t.subject, t.predicate, type(t.object)("494000001", datatype=t.object.datatype))
        if getattr(t.object, "value", "") == "494000000"
        else t
        for t in TRIPLES
    ]
    names = [set(re.findall(r"np/(RA[\w-]{43})#Head", text)) for text in (written, write("nanopubs", changed).decode())]
    assert len(names[0] - names[1]) == len(names[1] - names[0]) == 1


def test_the_same_bytes_twice(written: str) -> None:
    """Nothing depends on the order of the triples."""
    assert write("nanopubs", reversed(TRIPLES)).decode() == written
