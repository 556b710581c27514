"""`verify` notices ways in which evidence can break that the catalogue of faults does not have."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from shipped import TRIPLES
from ydkg.collection import DATA_FILES, collection, graph_name
from ydkg.graph.graph import Graph
from ydkg.graph.sources import Source, open_source, sentences
from ydkg.graph.store import open_store
from ydkg.graph.turtle import canonical_turtle, first_difference, read_turtle, statement_iri
from ydkg.proof.check import check
from ydkg.proof.files import misplaced
from ydkg.proof.verify import verify
from ydkg.server.dataset import open_dataset, settled
from ydkg.server.settings import Settings
from ydkg.server.tasks import Context, perform
from ydkg.vocab import ORG, PROV, RDF, XSD, YD, ydr

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Run

DATE_LINE = ydr("passage-release-20241204-88-98")


@pytest.fixture(scope="module")
def shipped() -> frozenset[Triple]:
    """Give the shipped data."""
    return frozenset(TRIPLES)


def node(iri: str) -> NamedNode:
    """Make a term of an IRI."""
    return NamedNode(iri)


def replaced(triples: frozenset[Triple], subject: str, predicate: str, value: NamedNode | Literal) -> set[Triple]:
    """Return the triples with all values of one property of a subject replaced by another."""
    kept = {t for t in triples if not (t.subject.value == subject and t.predicate.value == predicate)}
    assert len(kept) < len(triples)
    return kept | {Triple(node(subject), node(predicate), value)}


def without(triples: frozenset[Triple], *subjects: str) -> set[Triple]:
    """Return the triples without those of some subjects."""
    kept = {t for t in triples if t.subject.value not in subjects}
    assert len(kept) < len(triples)
    return kept


def integer(value: int) -> Literal:
    """Make a whole number."""
    return Literal(str(value), datatype=node(XSD.integer))


def digest(text: str) -> Literal:
    """Make a well-formed digest of another text."""
    return Literal(text * 64)


JURISDICTION = Triple(node(ydr("shanghai-municipal-government")), node(YD.jurisdiction), node(ydr("shanghai")))
MEMBERSHIP = ydr("membership-gu-jun-shanghai-municipal-government")
BROKEN: list[tuple[str, Callable[[frozenset[Triple]], set[Triple]], str]] = [
    ("end after the text", lambda g: replaced(g, DATE_LINE, YD.end, integer(99999)), DATE_LINE),
    ("no sentence", lambda g: replaced(g, DATE_LINE, YD.inSentence, node(ydr("shanghai"))), DATE_LINE),
    ("statement removed", lambda g: without(g, statement_iri(JURISDICTION)), JURISDICTION.subject.value),
    ("edge removed", lambda g: set(g - {JURISDICTION}), statement_iri(JURISDICTION)),
    (
        "record without evidence",
        lambda g: {t for t in g if not (t.subject.value == MEMBERSHIP and t.predicate.value == PROV.wasDerivedFrom)},
        MEMBERSHIP,
    ),
    (
        "thing from nowhere",
        lambda g: set(g) | {Triple(node(ydr("invented")), node(RDF.type), node(ORG.Organization))},
        ydr("invented"),
    ),
    (
        "document without length",
        lambda g: {t for t in g if t.predicate.value != YD.textLength},
        ydr("release-20241204"),
    ),
    (
        "blank node",
        lambda g: set(g) | {Triple(node(ydr("gu-jun")), node(YD.namedAfter), BlankNode("b"))},
        ydr("gu-jun"),
    ),
]


@pytest.mark.parametrize(("fault", "entity"), [pytest.param(f, e, id=name) for name, f, e in BROKEN])
def test_a_fault_is_noticed(
    shipped: frozenset[Triple], fault: Callable[[frozenset[Triple]], set[Triple]], entity: str
) -> None:
    """Each fault is found without the document, and named with the thing that it concerns."""
    found = verify(Graph.from_triples(fault(shipped)))
    assert entity in {finding.entity for finding in found}


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """Give a folder of shipped data, with faults: a fact of each file in the next one, one without its evidence."""
    contents = [read_turtle(path) for path in DATA_FILES]
    for place, (path, content) in enumerate(zip(DATA_FILES, contents, strict=True)):
        evidence = next(each for each in content if each.predicate.value == PROV.wasDerivedFrom)
        kept = {*content, contents[place - 1][-1]} - {evidence}
        (tmp_path / path.name).write_text(canonical_turtle(kept) + "\n" * (place == 1), encoding="utf-8")
    return tmp_path


def test_every_face_finds_file_by_file_what_is_found_in_all(damaged: Path, ydkg_run: Run) -> None:
    """Server, verb and check do, facts in the file of another document too, with the triples of none in memory."""
    data = collection(damaged)
    settings = settled(Settings(data=data))
    _, body = perform(Context(open_dataset(settings), settings), "state", {})
    files = sorted(damaged.iterdir())
    contents = {str(path): read_turtle(path) for path in files}
    found = verify(Graph.from_triples(triple for content in contents.values() for triple in content))
    elsewhere = [*misplaced(contents, contents.__getitem__)]
    assert len(found) >= len(contents)
    assert {finding.rule for finding in elsewhere} == {"other_file"}
    assert json.loads(body) == {
        "triples": {
            graph_name(path): Counter(triple.predicate.value for triple in set(contents[str(path)]))
            for path in data.all_files
        },
        "canonical": [graph_name(path) for path in data.all_files if first_difference(path) is None],
        "findings": [f"{finding.entity}: {finding.message}" for finding in found],
    }
    done = ydkg_run("verify", *map(str, files), "--format", "json")
    rows = json.loads(done.stdout)["results"]["bindings"]
    assert done.returncode == 1
    told = [(row["entity"]["value"], row["message"]["value"]) for row in rows]
    assert told == [(finding.entity, finding.message) for finding in (*elsewhere, *found)]
    report = check(files, only=["evidence"])
    assert report.parts[1].findings == tuple(sorted(found, key=lambda f: (f.severity, f.entity, f.rule, f.message)))
    uncanonical = [ydr(path.stem) for path in files if first_difference(path)]
    assert [finding.entity for finding in report.parts[0].findings if finding.rule == "canonical_form"] == uncanonical
    assert [finding for finding in report.parts[0].findings if finding.rule == "other_file"] == elsewhere
    assert report.triples == sum(map(len, contents.values()))


@pytest.fixture(scope="module")
def document() -> Path:
    """Give the document, where there is one."""
    if not os.environ.get("YDKG_SOURCE"):
        pytest.skip("YDKG_SOURCE does not name the document")
    return Path(os.environ["YDKG_SOURCE"])


def test_other_words_are_noticed_with_the_document_only(shipped: frozenset[Triple], document: Path) -> None:
    """A well-formed digest of other words is found when the document is at hand."""
    passage = ydr("passage-release-20241204-0-87")
    changed = replaced(shipped, passage, YD.textDigest, digest("a"))
    found = verify(Graph.from_triples(changed), open_source(Graph(open_store()), document))
    assert ("words", 0) in {(finding.rule, finding.offset) for finding in found if finding.entity == passage}


@pytest.mark.parametrize(
    ("fragment", "said"),
    [("Shanghai", "runs of the text"), ("Qu Wei", "outside its passage"), ("no such", "0 runs")],
    ids=["several", "elsewhere", "nowhere"],
)
def test_a_fragment_that_marks_other_words_is_noticed(
    shipped: frozenset[Triple], document: Path, fragment: str, said: str
) -> None:
    """A fragment marks one run of the document, which is in its passage."""
    changed = replaced(shipped, ydr("passage-release-20241204-0-87"), YD.fragment, Literal(fragment))
    found = verify(Graph.from_triples(changed), open_source(Graph(open_store()), document))
    assert [finding.rule for finding in found] == ["fragment"]
    assert said in found[0].message


def test_a_value_that_is_no_number_stops_no_rule_on_words(shipped: frozenset[Triple]) -> None:
    """What is wrong with it the shapes say; what else the words of a document do not bear out is found all the same."""
    record = ydr("observation-outpatient-people")
    changed = replaced(shipped, record, YD.value, Literal("64 million", datatype=node(XSD.decimal)))
    text = "It has 7 of them. " * 700
    found = verify(Graph.from_triples(changed), Source(ydr("release-20241204"), text, sentences(text)))
    assert {"printed", "named", "omitted"} <= {finding.rule for finding in found}
    assert record not in {finding.entity for finding in found if finding.rule == "printed"}


def test_a_level_is_asked_for_only_where_a_document_has_levels(shipped: frozenset[Triple]) -> None:
    """Of a collection that records no level, a name such as "national market" asks for none."""
    market = ydr("national-carbon-trading-market")
    levels = {t for t in shipped if t.predicate.value == YD.level}
    stated = {t.subject for t in shipped if t.predicate.value == RDF.predicate and t.object == node(YD.level)}
    bare = {t for t in shipped - levels if t.subject not in stated}
    assert "name_agrees" not in {
        finding.rule for finding in verify(Graph.from_triples(bare)) if finding.entity == market
    }
