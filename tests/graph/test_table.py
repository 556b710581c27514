"""The one reading of triples: a store and a table in memory give the same, in an order that nothing changes."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse

from ydkg.graph.layered import JoinedTable, LetteredTable, RememberedTable
from ydkg.graph.table import MemoryTable, StoreTable, Table
from ydkg.vocab import PREFIXES, RDF, RDFS, XSD, YD, ydr

TURTLE = """
ydr:b a yd:Place, yd:City ; rdfs:label "B"@en, "乙"@zh-hans, "b" ; yd:start 5 ; yd:mentionedIn ydr:p2 , ydr:p1 .
ydr:a a yd:Place ; rdfs:label "A"@en ; yd:start 5, 6 ; yd:about ydr:b ; yd:end "five" .
_:x a yd:Place ; yd:about ydr:a , _:y .
"""


#: Says how many bytes a table of 150,000 facts takes, ten of each subject, with a thousand objects in all.
_LARGE = """
from resource import getpagesize
from pathlib import Path
from pyoxigraph import NamedNode, Triple
from ydkg.graph.table import MemoryTable

def facts():
    for each in range(150_000):
        yield Triple(*(NamedNode(f"https://example.org/{part}") for part in (each // 10, f"p{each % 10}", each % 1000)))

def pages():
    return int(Path("/proc/self/statm").read_text().split()[1])

before = pages()
table = MemoryTable(facts())
print((pages() - before) * getpagesize())
"""


def triples() -> list[Triple]:
    """Read the graph above."""
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    return [quad.triple for quad in parse(head + TURTLE, format=RdfFormat.TURTLE)]


@pytest.fixture(
    params=[
        "store",
        "store, in two graphs",
        "store, remembered",
        "store, with letters",
        "memory",
        "memory, shuffled, twice",
        "joined",
    ]
)
def table(request: pytest.FixtureRequest) -> Table:
    """The graph above, as each kind of table."""
    facts = triples()
    if request.param.startswith("store"):
        store = Store()
        store.extend(Quad(*fact) for fact in facts)
        if request.param == "store, in two graphs":
            graph = NamedNode(ydr("graph"))
            store.extend(Quad(*fact, graph) for fact in facts)
            return StoreTable(store, [DefaultGraph(), graph])
        looked_up = StoreTable(store)
        if request.param == "store, with letters":
            return LetteredTable(looked_up, lambda: facts)
        return looked_up if request.param == "store" else RememberedTable(looked_up)
    if request.param == "joined":
        return JoinedTable(MemoryTable(facts[::2]), MemoryTable(facts[1::2]))
    if request.param != "memory":
        facts = facts * 2
        random.Random(7).shuffle(facts)  # noqa: S311 - an order, no secret
    return MemoryTable(facts)


def test_subjects_are_those_with_an_iri_and_sorted(table: Table) -> None:
    """A blank node cannot be named, and is none; of a class there are its members, of another none."""
    assert table.subjects() == sorted({*table.named()}) == [ydr("a"), ydr("b")]
    assert table.subjects(YD.Place) == [ydr("a"), ydr("b")]
    assert table.subjects(YD.City) == [ydr("b")]
    assert [table.is_a(ydr(name), YD.City) for name in ("a", "b", "nothing")] == [False, True, False]
    assert list(table.subjects(YD.Metric)) == []


def test_blank_nodes_are_found_wherever_they_stand() -> None:
    """A triple has no name where its subject or its object has none."""
    blank = [fact for fact in triples() if "_:" in str(fact)]
    assert sorted(map(str, MemoryTable(triples()).nameless())) == sorted(map(str, blank))
    assert len(blank) == 3


def test_a_table_takes_little_memory_of_terms_that_come_again() -> None:
    """Where its object stands in other facts too, a fact takes less than 36 bytes, with its share of its subject."""
    measured = subprocess.run([sys.executable, "-c", _LARGE], capture_output=True, text=True, check=True)
    assert int(measured.stdout) < 150_000 * 36


def test_all_that_is_said_of_a_subject_comes_by_predicate_each_once(table: Table) -> None:
    """Objects stand in the order of their N-Triples form."""
    assert list(table.of(ydr("b"))) == sorted([RDF.type, RDFS.label, YD.mentionedIn, YD.start])
    assert table.of(ydr("b"))[YD.mentionedIn] == [NamedNode(ydr("p1")), NamedNode(ydr("p2"))]
    assert dict(table.of(ydr("nothing"))) == {}
    assert table.has(ydr("b"))
    assert not table.has(ydr("nothing"))


def test_values_texts_and_numbers_of_a_subject(table: Table) -> None:
    """One value is one only where there are no two, one IRI the first; text without a language stands in."""
    assert table.values(ydr("a"), YD.start) == ["5", "6"]
    assert table.one(ydr("a"), YD.start) is None
    assert table.one(ydr("a"), YD.about) == ydr("b")
    assert table.number(ydr("b"), YD.start) == 5
    assert table.number(ydr("a"), YD.end) is None
    assert table.iris(ydr("b"), YD.start) == ()
    assert table.iri(ydr("b"), YD.mentionedIn) == ydr("p1")
    assert table.iri(ydr("b"), YD.start) == table.iri(ydr("nothing"), YD.about) == ""
    assert table.types(ydr("b")) == (YD.City, YD.Place)
    assert table.texts(ydr("b"), RDFS.label) == {"": ("b",), "en": ("B",), "zh-hans": ("乙",)}
    assert table.text(ydr("b"), RDFS.label, "fr") == "b"
    assert table.text(ydr("a"), RDFS.label, "zh-hans") is None


def test_what_leads_to_a_thing_or_has_a_literal(table: Table) -> None:
    """By subject and predicate, all or one predicate's."""
    assert table.to(ydr("b")) == [(ydr("a"), YD.about)]
    assert list(table.to(ydr("b"), RDF.type)) == []
    five = Literal("5", datatype=NamedNode(XSD.integer))
    assert table.to(five) == [(ydr("a"), YD.start), (ydr("b"), YD.start)]
    assert list(table.to(five, YD.end)) == []
    assert {subject for subject, _ in table.pairs(YD.start)} == {ydr("a"), ydr("b")}


def test_what_a_predicate_leads_to_and_what_subjects_that_have_a_thing_have_besides(table: Table) -> None:
    """Things only, each once; and all combinations of what subjects with an IRI have, none of one that lacks any."""
    assert table.objects(YD.about) == [ydr("a"), ydr("b")]
    assert list(table.objects(YD.start)) == []
    starts = table.having(RDF.type, YD.Place, YD.start)
    assert sorted((iri, str(start)) for iri, (start,) in starts) == [
        (ydr(name), str(Literal(each))) for name, each in (("a", 5), ("a", 6), ("b", 5))
    ]
    both = {terms for _, terms in table.having(RDF.type, YD.Place, YD.about, YD.start)}
    assert both == {(NamedNode(ydr("b")), Literal(each)) for each in (5, 6)}
    assert list(table.having(RDF.type, YD.Place, YD.about)) == [(ydr("a"), (NamedNode(ydr("b")),))]
    assert list(table.having(YD.about, ydr("b"), YD.end)) == [(ydr("a"), (Literal("five"),))]
    assert list(table.having(RDF.type, YD.Place, YD.metric)) == []
    assert [iri for iri, _ in table.having(RDF.type, YD.Place, kind=YD.City)] == [ydr("b")]
    assert list(table.having(YD.about, ydr("b"), kind=YD.City)) == []


def test_what_leads_to_the_subjects_that_lead_to_a_thing(table: Table) -> None:
    """Each pair once, whatever has no IRI too."""
    ((nameless, named),) = table.behind(YD.about, ydr("b"), YD.about)
    assert (nameless[:2], named) == ("_:", ydr("a"))
    assert list(table.behind(YD.mentionedIn, ydr("p1"), YD.about)) == [(ydr("a"), ydr("b"))]
    assert list(table.behind(YD.about, ydr("b"), YD.metric)) == []


def test_an_iri_is_known_wherever_it_stands(table: Table) -> None:
    """As subject, predicate or object; what is no IRI is not."""
    assert all(table.knows(iri) for iri in (ydr("a"), YD.about, YD.City, ydr("p1")))
    assert not any(table.knows(iri) for iri in (ydr("nothing"), "no iri", ""))


@pytest.mark.parametrize("text", ["no IRI", "", "urn:a> a <urn:b"])
def test_of_a_text_that_is_no_iri_nothing_is_said(table: Table, text: str) -> None:
    """Where data have a text in the place of a thing, whoever follows it finds nothing."""
    assert (table.of(text), list(table.all(text, RDFS.label)), table.has(text)) == ({}, [], False)
    assert not table.is_a(text, YD.Place)
    assert list(table.all(ydr("a"), text)) == []
    assert not table.knows(text)
    assert list(table.to(text)) == []
    assert list(table.to(ydr("b"), text)) == []


def test_a_table_in_memory_keeps_the_letters_of_literals() -> None:
    """A store writes 05 as 5; whoever compares letters reads triples."""
    odd = Triple(NamedNode(ydr("a")), NamedNode(YD.start), Literal("05", datatype=NamedNode(XSD.integer)))
    store = Store()
    store.add(Quad(*odd))
    assert MemoryTable([odd]).one(ydr("a"), YD.start) == "05"
    assert StoreTable(store).one(ydr("a"), YD.start) == "5"


def test_a_blank_subject_is_looked_up_by_its_name() -> None:
    """Whoever was led to it."""
    fact = Triple(BlankNode("x"), NamedNode(YD.about), NamedNode(ydr("a")))
    assert MemoryTable([fact]).to(ydr("a")) == [("_:x", YD.about)]
    assert MemoryTable([fact]).one("_:x", YD.about) == ydr("a")


def test_triples_of_a_store_are_found_by_any_of_their_parts() -> None:
    """Of several graphs each triple comes as often as it is in them."""
    store, other = Store(), NamedNode("https://example.org/g")
    store.extend(Quad(*each, graph) for each in triples() for graph in (DefaultGraph(), other))
    store.add(Quad(NamedNode(ydr("c")), NamedNode(RDF.type), NamedNode(YD.Place), other))
    table, both = StoreTable(store), StoreTable(store, (DefaultGraph(), other))
    place = Triple(NamedNode(ydr("a")), NamedNode(RDF.type), NamedNode(YD.Place))
    assert len(list(table.triples())) == len(triples())
    assert len(list(both.triples())) == 2 * len(triples()) + 1
    assert list(table.triples(ydr("a"), RDF.type)) == [place]
    assert {str(each.object) for each in table.triples(predicate=RDFS.label, thing=Literal("A", language="en"))} == {
        '"A"@en'
    }
    assert {each.subject.value for each in table.triples(ydr("a"), thing=ydr("b"))} == {ydr("a")}
    assert not list(table.triples("no IRI"))
    assert place in table
    only = Triple(NamedNode(ydr("c")), NamedNode(RDF.type), NamedNode(YD.Place))
    assert only in both
    assert only not in table
