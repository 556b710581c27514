"""`ydkg later` from outside: a page's fact with its citation and a judgement, checked with the collection before."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from ydkg.collection import DATA_DIR
from ydkg.graph.graph import Graph
from ydkg.graph.turtle import first_difference, read_turtle
from ydkg.vocab import PROV, RDFS, YD, ydr

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

PAGE = ("--address", "https://example.org/1", "--title", "A line opens", "--day", "2026-05-03")
PROMISE = "milestone-airport-link-line-operational-planned"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The data that ship with ydkg, to be added to."""
    place = tmp_path / "data"
    place.mkdir()
    for path in DATA_DIR.glob("*.ttl"):
        shutil.copyfile(path, place / path.name)
    return place


def test_a_fact_and_a_judgement_are_added_and_the_check_names_nothing(folder: Path, ydkg_run: Run) -> None:
    """What two pages say alike asks nothing of the facts that are there; what is kept in part stays so."""
    data = ("--data", str(folder))
    fact = "The Shanghai-Suzhou-Huzhou high-speed railway opened on 26 December 2024."
    page = (*PAGE, "--publisher", "Northern Daily", "--words", "the trains began to run")
    done = ydkg_run("later", fact, *page, *data)
    assert done.returncode == 0, done.stderr
    record = "milestone-shanghai-suzhou-huzhou-high-speed-railway-operational-done-northern-daily-20260503"
    assert done.stderr.startswith(f"ydr:{record}: Shanghai-Suzhou-Huzhou high-speed railway: in operation since 26")
    judged = ("--judge", "realises", "--to", PROMISE, "--part", "Hongqiao International Airport", "--by", "Li Na")
    done = ydkg_run("later", "The airport link line was completed on 2 May 2026.", *page, *judged, *data)
    assert done.returncode == 0, done.stderr
    table = Graph.from_triples(read_turtle(folder / "later.ttl"))
    citation = table.iri(ydr(record), PROV.wasDerivedFrom)
    assert table.text(citation, YD.fragment) == "the trains began to run"
    assert table.iri(citation, YD.inDocument) == ydr("northern-daily-20260503")
    assert table.iri(ydr(record), YD.confidence) == YD.Medium
    assert (
        len(table.subjects(YD.Document))
        == len(Graph.from_triples(read_turtle(DATA_DIR / "later.ttl")).subjects(YD.Document)) + 1
    )
    judgements = Graph.from_triples(read_turtle(folder / "judgements.ttl"))
    (edge,) = [each for each, _ in judgements.pairs(YD.realises) if each.endswith("northern-daily-20260503")]
    (judgement,) = [
        each for each in judgements.subjects(YD.Judgement) if judgements.iri(each, PROV.wasAttributedTo) == ydr("li-na")
    ]
    assert judgements.iri(judgement, YD.realisedPart) == ydr("hongqiao-international-airport")
    assert "realises" in (judgements.text(judgement, RDFS.label) or "")
    assert edge in table
    assert {first_difference(folder / name) for name in ("later.ttl", "judgements.ttl")} == {None}
    parts = (f"--only={part}" for part in ("evidence", "shapes", "rules", "labels"))
    done = ydkg_run("check", *parts, *data)
    assert (done.returncode, "no errors, no warnings" in done.stdout.splitlines()[-1]) == (0, True), done.stdout
    told = ydkg_run("promises", *data, "--format", "csv").stdout
    assert "reached in part" in next(line for line in told.splitlines() if PROMISE in line)


@pytest.mark.parametrize(
    ("fact", "options", "said"),
    [
        ("Nothing of note.", (), "no figure, stage or post is read in it"),
        ("It rose to 42%.", (), "it does not say of which thing"),
        ("The airport link line opened in May 2026.", ("--judge", "realises"), "--judge and --to belong together"),
        ("The airport link line opened in May 2026.", ("--judge", "realises", "--to", "Atlantis"), "'Atlantis'"),
        ("The airport link line opened in May 2026.", ("--words", "a b c d e f g h"), "more than 7 words"),
        ("The airport link line opened in May 2026.", ("--day", "yesterday"), "yesterday"),
        ("The airport link line opened in May 2026.", ("--address", "example.org"), "no address"),
    ],
)
def test_what_cannot_be_added_is_said_in_one_line(
    folder: Path, ydkg_run: Run, fact: str, options: tuple[str, ...], said: str
) -> None:
    """Exit 2, and the files are as they were."""
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    done = ydkg_run("later", fact, *PAGE, "--publisher", "China Daily", *options, "--data", str(folder))
    assert (done.returncode, said in done.stderr, done.stderr.count("\n")) == (2, True, 1), done.stderr
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
