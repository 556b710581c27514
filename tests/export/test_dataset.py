"""N-Quads and TriG carry every triple with the file that it is from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from ydkg.collection import collection, graph_iri, graph_name
from ydkg.export import quads_of, write
from ydkg.graph.turtle import read_turtle
from ydkg.vocab import RDFS, YD, ydr

if TYPE_CHECKING:
    from conftest import Run

FORMATS = {"nquads": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG}
RDFLIB = {"nquads": "nquads", "trig": "trig"}


@pytest.mark.parametrize("name", FORMATS)
def test_each_file_of_the_collection_is_a_graph(name: str) -> None:
    """What pyoxigraph reads back are the files' own triples, letter by letter, each in its graph."""
    read: dict[str, set[Triple]] = {}
    for quad in parse(write(name), format=FORMATS[name]):
        read.setdefault(quad.graph_name.value, set()).add(quad.triple)
    assert read == {graph_iri(graph_name(path)): set(read_turtle(path)) for path in collection().all_files}


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("name", FORMATS)
def test_rdflib_reads_as_many(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rdflib finds the graphs and their triples, names in both languages among them."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    dataset = rdflib.Dataset()
    dataset.parse(data=write(name), format=RDFLIB[name])
    for path in collection().files:
        assert len(dataset.graph(rdflib.URIRef(graph_iri(graph_name(path))))) == len(set(read_turtle(path)))
    names = {
        label.language for *_, label, _ in dataset.quads((rdflib.URIRef(ydr("shanghai")), rdflib.RDFS.label, None))
    }
    assert names == {"en", "zh-hans"}


AWKWARD = Literal('two\n\nlines, @prefix x: <y> .\n} "quoted" \\ 上海', language="en")


@pytest.mark.parametrize("name", FORMATS)
def test_hostile_text_and_the_default_graph_come_back(name: str) -> None:
    """Text that looks like the format's own signs stays text; triples of no graph come first."""
    triple = Triple(NamedNode(ydr("a")), NamedNode(RDFS.label), AWKWARD)
    edge = Triple(NamedNode(ydr("a")), NamedNode(YD.about), NamedNode(ydr("b")))
    quads = [*quads_of({"x": [triple, edge], "a": [edge]}), Quad(*triple)]
    assert set(parse(write(name, quads), format=FORMATS[name])) == set(quads)
    assert write(name, reversed(quads)) == write(name, quads)


def test_a_question_gives_the_part_that_it_answers(ydkg_run: Run) -> None:
    """With --query only what the answer speaks of is there, still each triple in its graph; with --derived one more."""
    whole = ydkg_run("export", "nquads", "--derived").stdout.splitlines()
    part = ydkg_run("export", "nquads", "--query", "people/posts_of_a_person").stdout.splitlines()
    assert 0 < len(part) < len(whole) / 20
    assert set(part) < set(whole)
    assert any(line.endswith(f"<{graph_iri('derived')}> .") for line in whole)
    assert {line.split(" ")[-2] for line in part} >= {f"<{graph_iri('release')}>", f"<{graph_iri('names')}>"}
