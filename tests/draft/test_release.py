"""Everything that the shipped data state, proposed and accepted, is what the shipped data state."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from corridor import decide
from pyoxigraph import NamedNode
from release import write_release_draft

from ydkg.collection import NAMES_FILE, REFERENCE_FILE, RELEASE_FILE
from ydkg.draft.accept import accept
from ydkg.draft.drafting import Origin
from ydkg.draft.drafting import draft as draft_of
from ydkg.draft.folder import REJECT, open_draft, write_draft
from ydkg.graph.graph import Graph
from ydkg.graph.turtle import canonical_turtle, read_turtle
from ydkg.proof.check import PARTS, check
from ydkg.proof.finding import ERROR
from ydkg.vocab import YD, compact, ydr

if TYPE_CHECKING:
    from conftest import Run
    from ydkg.draft.folder import Draft

SOURCE = os.environ.get("YDKG_SOURCE", "")
pytestmark = [
    pytest.mark.skipif(not Path(SOURCE).is_file(), reason="needs the document: set YDKG_SOURCE to its file"),
    pytest.mark.usefixtures("one_java"),
]


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    """The draft of the release in which all that is known of it is proposed."""
    return write_release_draft(tmp_path / "draft", Path(SOURCE))


def test_all_proposals_accepted_are_the_shipped_data(draft: Draft) -> None:
    """Triple by triple, but for the review; what is set aside, as the reader takes it for a fact, is so there too."""
    known = [triple for path in (REFERENCE_FILE, NAMES_FILE) for triple in read_turtle(path)]
    accepted = accept(draft, decide(draft), Graph.from_triples(known))
    # Fragments are written into the data afterwards, by a script.
    given = (read_turtle(RELEASE_FILE), accepted.triples)
    shipped, now = ({t for t in each if t.predicate.value != YD.fragment} for each in given)
    aside, aside_now = ({t.subject for t in each if t.object == NamedNode(YD.SetAside)} for each in (shipped, now))
    left, review = aside | aside_now, ydr(f"review-{draft.document.rpartition('/')[2]}")
    assert {t for t in shipped - now if t.subject not in left} == set()
    assert {t for t in now - shipped if t.subject not in left and t.subject.value != review} == set()
    places, places_now = (
        {tuple(map(int, each.value.split("-")[-2:])) for each in nodes} for nodes in (aside, aside_now)
    )
    assert places_now
    assert [at for at in places_now if not any(start < at[1] and at[0] < end for start, end in places)] == []
    assert accepted.renamed == {}


@pytest.mark.slow
def test_drafted_blind_and_accepted_whole_it_is_green(tmp_path: Path) -> None:
    """What the rules propose of it agrees with itself and with its words: the check finds no error."""
    office = ydr("information-office-of-shanghai-municipality")
    known = [t for t in read_turtle(REFERENCE_FILE) if t.subject.value in {office, ydr("register-shio")}]
    origin = Origin(date(2024, 12, 4), "", "https://example.org/1", office, "release-20241204")
    text = Path(SOURCE).read_text(encoding="utf-8")
    write_draft(tmp_path / "draft", text, draft_of(text, origin, Graph.from_triples([])))
    blind = open_draft(tmp_path / "draft")
    nameless = {compact(each.proposes): (REJECT, None) for each in blind.proposals if not each.kind}
    files = {
        tmp_path / "known.ttl": known,
        tmp_path / "release-20241204.ttl": accept(blind, decide(blind, nameless), Graph.from_triples(known)).triples,
    }
    for path, triples in files.items():
        path.write_text(canonical_turtle(list(triples)), encoding="utf-8")
    report = check(list(files), [SOURCE], [part for part in PARTS if part != "logic"])
    assert [each for part in report.parts for each in part.findings if each.severity == ERROR] == []


@pytest.mark.slow
def test_it_is_accepted_into_a_collection_of_registers_and_names(draft: Draft, ydkg_run: Run, tmp_path: Path) -> None:
    """The check of the collection is green with it, and undo leaves the registers as they were."""
    decide(draft)
    collection = tmp_path / "collection"
    collection.mkdir()
    shutil.copy(REFERENCE_FILE, collection)
    # Why the editors set words aside is said in Chinese there; here the review says why.
    names = [t for t in read_turtle(NAMES_FILE) if "/passage-" not in str(t.subject)]
    (collection / NAMES_FILE.name).write_text(canonical_turtle(names), encoding="utf-8")
    before = {path.name: path.read_bytes() for path in collection.iterdir()}
    done = ydkg_run("accept", str(draft.folder), "--data", str(collection))
    assert (done.returncode, done.stderr.count("623 accepted, 0 rejected")) == (0, 1)
    assert ydkg_run("accept", str(draft.folder), "--data", str(collection), "--undo").returncode == 0
    assert {path.name: path.read_bytes() for path in collection.iterdir()} == before
