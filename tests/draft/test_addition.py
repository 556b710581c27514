"""A document added to a collection: checked before, whole or not at all, and taken out without a trace."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from corridor import REPORT, decide, turtle, write_draft

from ydkg.draft.accept import take_out
from ydkg.draft.folder import open_draft
from ydkg.errors import DraftError, OutputError
from ydkg.files import write_whole
from ydkg.graph.graph import Graph
from ydkg.graph.turtle import canonical_turtle, first_difference, read_turtle
from ydkg.proof.check import check
from ydkg.vocab import DCTERMS, ORG, PROV, RDFS, SKOS, YD, ydr

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import FullDisk, Run
    from ydkg.draft.folder import Draft

pytestmark = pytest.mark.usefixtures("one_java")

REJECTED = {"ydr:observation-clerks": ("reject", None)}
NAME = "corridor-20250314.ttl"


def snapshot(folder: Path) -> dict[str, bytes]:
    """Read all files of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_accept_writes_a_canonical_file_that_checks(ydkg_run: Run, draft: Draft, collection: Path) -> None:
    """The file is canonical, the check of the collection with the text is green, and undo leaves no trace."""
    before = snapshot(collection)
    decide(draft, REJECTED)
    done = ydkg_run("accept", str(draft.folder), "--data", str(collection))
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines()[-1] == f"{collection / NAME}: 9 accepted, 1 rejected"
    assert first_difference(collection / NAME) is None
    report = check(sorted(collection.glob("*.ttl")), (draft.folder / "text.txt",))
    assert not [part for part in report.parts if part.findings or part.failure]
    done = ydkg_run("accept", str(draft.folder), "--data", str(collection), "--undo")
    assert (done.returncode, done.stderr) == (0, f"{collection / NAME}: taken out\n")
    assert snapshot(collection) == before
    assert "accepted.json" not in snapshot(draft.folder)


def test_nothing_is_written_while_something_is_undecided(ydkg_run: Run, draft: Draft, collection: Path) -> None:
    """One line says how much; with --partial it is left out, and said."""
    before = snapshot(collection)
    done = ydkg_run("accept", str(draft.folder), "--data", str(collection))
    assert done.returncode == 2
    assert done.stderr.startswith("ydkg: 10 of 10 proposals are undecided, first “")
    assert snapshot(collection) == before
    decide(draft, but="ydr:observation-clerks")
    done = ydkg_run("accept", str(draft.folder), "--data", str(collection), "--partial")
    assert done.returncode == 0
    assert "left out, 1: “Clerks: 7” (" in done.stderr


def test_a_decision_that_was_cut_off_is_said_before_anything_fails(
    ydkg_run: Run, draft: Draft, collection: Path
) -> None:
    """What was taken back on the line that is gone is in force again, and may be why the check finds an error."""
    decide(draft, {"ydr:observation-lakeside-railway-length": ("edit", {"yd:value": "43"})})
    with (draft.folder / "decisions.jsonl").open("a", encoding="utf-8") as file:
        file.write('["')
    done = ydkg_run("accept", str(draft.folder), "--data", str(collection))
    assert done.returncode == 2
    said = done.stderr.splitlines()
    assert said[0] == f"{draft.folder / 'decisions.jsonl'}: the last line is cut off and was left out"
    assert said[1].startswith("ydkg: nothing was written, for the check finds ")


def test_nothing_is_written_where_the_check_finds_an_error(ydkg_run: Run, draft: Draft, collection: Path) -> None:
    """The first findings are said in one line; the collection is as it was."""
    before = snapshot(collection)
    decide(draft, {})
    done = ydkg_run("accept", str(draft.folder), "--data", str(collection))
    assert done.returncode == 2
    assert done.stderr.startswith("ydkg: nothing was written, for the check finds ")
    assert "ydr:observation-clerks" in done.stderr
    assert done.stderr.count("\n") == 1
    assert snapshot(collection) == before
    decide(draft, REJECTED)
    assert ydkg_run("accept", str(draft.folder), "--data", str(collection)).returncode == 0


def test_a_document_is_added_once(ydkg_run: Run, draft: Draft, collection: Path, tmp_path: Path) -> None:
    """The same text is refused by its digest, and another edition under the same name."""
    decide(draft, REJECTED)
    assert ydkg_run("accept", str(draft.folder), "--data", str(collection)).returncode == 0
    before = snapshot(collection)
    shutil.copytree(draft.folder, tmp_path / "again")
    done = ydkg_run("accept", str(tmp_path / "again"), "--data", str(collection))
    assert done.returncode == 2
    assert "the collection has this text already, as ydr:corridor-20250314" in done.stderr
    edition = write_draft(tmp_path / "edition", REPORT + "One more line.\n")
    decide(edition)
    done = ydkg_run("accept", str(edition.folder), "--data", str(collection))
    assert done.returncode == 2
    assert "the collection has another edition of ydr:corridor-20250314" in done.stderr
    assert "--key" in done.stderr
    assert snapshot(collection) == before


def test_a_file_that_was_changed_by_hand_is_not_taken_out(draft: Draft, collection: Path, ydkg_run: Run) -> None:
    """Undo compares the digest; and where nothing was accepted it says so."""
    with pytest.raises(DraftError, match="nothing of this draft was accepted"):
        take_out(draft.folder, collection)
    decide(draft, REJECTED)
    assert ydkg_run("accept", str(draft.folder), "--data", str(collection)).returncode == 0
    with (collection / NAME).open("a", encoding="utf-8") as file:
        file.write("\n")
    with pytest.raises(DraftError, match="changed since it was accepted"):
        take_out(draft.folder, collection)
    (draft.folder / "accepted.json").write_text(json.dumps({"file": "../../elsewhere"}), encoding="utf-8")
    with pytest.raises(DraftError, match="damaged"):
        take_out(draft.folder, collection)


def test_a_full_disk_leaves_the_collection_as_it_was(
    draft: Draft, collection: Path, ydkg_run: Run, full_disk: FullDisk
) -> None:
    """One line, no half file, and the draft is still to be accepted."""
    decide(draft, REJECTED)
    before = snapshot(collection), snapshot(draft.folder)
    with full_disk(3000):
        done = ydkg_run("accept", str(draft.folder), "--data", str(collection))
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert done.stderr.count("\n") == 1
    assert (snapshot(collection), snapshot(draft.folder)) == before


def test_a_disk_that_is_full_at_the_last_moment_leaves_no_trace(
    draft: Draft, collection: Path, ydkg_run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where only the document's file has no room, the draft is not said to be accepted."""
    decide(draft, REJECTED)
    before = snapshot(collection), snapshot(draft.folder)

    def write(path: Path, content: str) -> None:
        if path.parent == collection:
            raise OutputError(f"{path}: cannot be written: No space left on device", str(path))
        write_whole(path, content)

    monkeypatch.setattr("ydkg.draft.accept.write_whole", write)
    done = ydkg_run("accept", str(draft.folder), "--data", str(collection))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "No space left on device" in done.stderr
    assert (snapshot(collection), snapshot(draft.folder)) == before


def test_the_data_of_the_package_are_the_checkout_s(draft: Draft, ydkg_run: Run, tmp_path: Path) -> None:
    """Turtle files are no collection that a document is added to."""
    decide(draft)
    file = tmp_path / "a.ttl"
    file.write_text(canonical_turtle(turtle('ydr:a a yd:Place ; rdfs:label "A"@en .')), encoding="utf-8")
    done = ydkg_run("accept", str(draft.folder), "--data", str(file))
    assert done.returncode == 2
    assert "name one with --data" in done.stderr


WRAPPED = """Progress of the Lee Line

14 March 2025

Ada Lovelace, chief executive of the Cork Rail Authority, said on Friday that
the Lee Line was opened in March 2024. The line carried 4.2 million passengers
in 2024, up 12 percent from 2023. The Harbour Plan will be published by 2026.
"""


def test_as_drafted_all_is_taken_that_the_check_does_not_refuse(
    ydkg_run: Run, collection: Path, tmp_path: Path
) -> None:
    """From a wrapped text with a publisher that nothing names to a collection that checks."""
    text, folder = tmp_path / "line.txt", tmp_path / "line"
    text.write_text(WRAPPED, encoding="utf-8")
    about = ("--issued", "2025-03-14", "--address", "https://example.org/line", "--publisher", "Office of the Lee")
    data = ("--data", str(collection))
    assert ydkg_run("draft", str(text), *about, *data, "-o", str(folder)).returncode == 0
    done = ydkg_run("accept", str(folder), *data, "--as-drafted")
    assert done.returncode == 0, done.stderr
    report = check([*collection.glob("*.ttl")], (folder / "text.txt",))
    assert not [part for part in report.parts if part.findings or part.failure]
    table = Graph.from_triples(read_turtle(collection / "release-20250314.ttl"))
    (review,) = table.subjects(PROV.Activity)
    assert not table.values(review, YD.reviewedBy)
    assert (table.text(review, SKOS.editorialNote) or "").startswith("Accepted as drafted")
    publisher = table.iri(ydr("release-20250314"), DCTERMS.publisher)
    assert table.text(publisher, RDFS.label) == "Office of the Lee"
    assert table.text(ydr("observation-lee-line-number-of-passengers-2024"), RDFS.label)
    assert table.subjects(ORG.Membership)


CHINESE = """北方走廊建设进展
2025年3月14日
北方走廊办公室主任李娜介绍了走廊建设情况。湖滨铁路全长42公里，计划于2027年底前建成通车。
"""


def test_a_chinese_document_is_drafted_and_accepted(ydkg_run: Run, collection: Path, tmp_path: Path) -> None:
    """Its positions and digests are proven; that the rules on words do not read it is a warning, not an error."""
    text, folder = tmp_path / "zh.txt", tmp_path / "zh"
    text.write_text(CHINESE, encoding="utf-8")
    about = ("--issued", "2025-03-14", "--address", "https://example.org/zh", "--key", "corridor-zh")
    data = ("--data", str(collection))
    # The office that publishes it is one that it names itself.
    office = ("--publisher", "北方走廊办公室")
    assert ydkg_run("draft", str(text), *about, *office, *data, "-o", str(folder)).returncode == 0
    draft = open_draft(folder)
    decide(draft)
    done = ydkg_run("accept", str(folder), *data)
    assert done.returncode == 0, done.stderr
    report = check([*collection.glob("*.ttl")], (folder / "text.txt",), ("evidence", "rules", "shapes"))
    assert [finding.rule for part in report.parts for finding in part.findings] == ["language"]
