"""An RDF Patch, applied by rdflib to one graph, gives the other."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as some
from pyoxigraph import Literal, NamedNode, Triple

from ydkg.collection import DATA_FILES
from ydkg.difference.version import Version, write_patch
from ydkg.errors import TurtleError
from ydkg.graph.turtle import canonical_turtle, read_turtle
from ydkg.vocab import XSD, YD, ydr

#: Rdflib's own parser of patches uses what rdflib has given another name.
pytestmark = pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
NODES = some.sampled_from([ydr("shanghai"), ydr("hefei"), YD.about, "https://example.org/ü?a=1&b=%20#c"]).map(NamedNode)
LITERALS = some.one_of(
    some.text(some.characters(exclude_categories=["Cs"]), max_size=8).map(Literal),
    some.sampled_from(["a\nb", 'say "no"', "back\\slash", "line\u2028end\x85", "\r\n", "tab\t", "顿号、"]).map(Literal),
    some.builds(Literal, some.sampled_from(["x", "X"]), language=some.sampled_from(["en", "zh-hans"])),
    some.integers(-9, 9).map(lambda n: Literal(str(n), datatype=NamedNode(XSD.integer))),
    some.sampled_from(["1.5", "170000000"]).map(lambda n: Literal(n, datatype=NamedNode(XSD.decimal))),
)
GRAPHS = some.sets(some.builds(Triple, NODES, NODES, some.one_of(NODES, LITERALS)), max_size=30)


@pytest.fixture(autouse=True)
def letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rdflib keeps literals as they are written."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)


def version(folder: Path, name: str, triples: set[Triple]) -> Version:
    """Write a graph as a file to compare."""
    path = folder / name
    path.write_text(canonical_turtle(triples), encoding="utf-8")
    return Version(name, {name: path})


def applied(before: set[Triple], written: str) -> set[tuple[rdflib.term.Node, ...]]:
    """Let rdflib apply a patch to a graph."""
    dataset = rdflib.Dataset()
    dataset.default_graph.parse(data=canonical_turtle(before), format="turtle")
    dataset.parse(data=written, format="patch")
    return set(dataset.default_graph)


def parsed(triples: set[Triple]) -> set[tuple[rdflib.term.Node, ...]]:
    """Let rdflib read a graph."""
    return set(rdflib.Graph().parse(data=canonical_turtle(triples), format="turtle"))


@given(GRAPHS, GRAPHS)
def test_a_patch_applied_to_the_first_gives_the_second(before: set[Triple], after: set[Triple]) -> None:
    """Whatever the two graphs hold; the same text each time."""
    with tempfile.TemporaryDirectory() as name:
        sides = version(Path(name), "a.ttl", before), version(Path(name), "b.ttl", after)
        written = write_patch(*sides)
        assert written == write_patch(*sides)
    assert applied(before, written) == parsed(after)
    lines = [line for line in written.split("\n") if line.startswith(("A ", "D "))]
    assert len(lines) == len(before ^ after)


@settings(max_examples=25)
@given(some.data())
def test_random_edits_of_the_data_are_followed(data: some.DataObject) -> None:
    """Facts taken out of the shipped reference data and others put in: the patch says these and nothing else."""
    before = set(read_turtle(DATA_FILES[-2]))
    ordered = sorted(before, key=str)
    gone = data.draw(some.sets(some.sampled_from(ordered), max_size=20))
    new = data.draw(some.sets(some.builds(Triple, NODES, NODES, LITERALS), max_size=20))
    after = (before - gone) | new
    with tempfile.TemporaryDirectory() as name:
        sides = version(Path(name), "a.ttl", before), version(Path(name), "b.ttl", after)
        assert applied(before, write_patch(*sides)) == parsed(after)


def test_new_prefixes_are_declared(tmp_path: Path) -> None:
    """Prefixes that only the second file declares stand in the transaction, as rdflib reads them."""
    before = version(tmp_path, "a.ttl", set())
    after = version(tmp_path, "b.ttl", {Triple(NamedNode(ydr("a")), NamedNode(YD.about), NamedNode(ydr("b")))})
    written = write_patch(before, after)
    assert written.splitlines()[:3] == [
        "TX .",
        'PA "yd" "https://w3id.org/ydkg/ontology#" .',
        'PA "ydr" "https://w3id.org/ydkg/id/" .',
    ]
    assert written.endswith("TC .\n")
    dataset = rdflib.Dataset()
    dataset.parse(data=written, format="patch")
    assert dict(dataset.namespaces())["ydr"] == rdflib.URIRef("https://w3id.org/ydkg/id/")


def test_a_blank_node_is_refused_by_file(tmp_path: Path) -> None:
    """A patch cannot name a blank node: the message names the file that has one."""
    path = tmp_path / "blank.ttl"
    path.write_text("[] <https://example.org/p> 1 .", encoding="utf-8")
    side = Version("blank", {"blank.ttl": path})
    with pytest.raises(TurtleError, match=r"^blank.ttl: .*blank node"):
        write_patch(side, side)
