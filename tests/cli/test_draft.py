"""`ydkg draft` writes a folder that can be reviewed, the same for the same text, or says in one line what is wrong."""

from __future__ import annotations

import json
import shutil
from functools import partial
from typing import TYPE_CHECKING

import pytest

from ydkg.draft.folder import Decision, append, open_draft

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

    from conftest import FullDisk, Run

TEXT = "A title\n2025-03-12\nThe Lee Bridge was completed on 1 March 2025.\n"


PLACE = """\
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix yd: <https://w3id.org/ydkg/ontology#> .
@prefix ydr: <https://w3id.org/ydkg/id/> .

ydr:cork
  a yd:City ;
  a yd:Place ;
  rdfs:label "Cork"@en ;
.
"""


@pytest.fixture
def run(tmp_path: Path, ydkg_run: Run) -> Run:
    """Run the verb on a collection of one place."""
    (tmp_path / "collection").mkdir()
    (tmp_path / "collection" / "reference.ttl").write_text(PLACE, encoding="utf-8")
    return partial(ydkg_run, "--data", "collection", "draft")


def test_a_draft_is_written_and_the_same_each_time(tmp_path: Path, run: Run) -> None:
    """Text, proposals and notice stand in the folder; another hash seed changes no byte; decisions are left alone."""
    (tmp_path / "release.txt").write_text(TEXT, encoding="utf-8")
    options = ("release.txt", "--issued", "2025-03-12", "-o", "draft")
    first = run(*options, PYTHONHASHSEED="0")
    assert first.returncode == 0, first.stderr
    assert first.stderr.splitlines()[-1].endswith("0 not read")
    proposals = (tmp_path / "draft" / "proposals.ttl").read_bytes()
    assert len(open_draft(tmp_path / "draft").proposals) > 1
    assert (tmp_path / "draft" / "text.txt").read_text(encoding="utf-8") == TEXT
    assert {"text.txt"} <= set((tmp_path / "draft" / ".gitignore").read_text().split())
    proposal = open_draft(tmp_path / "draft").proposals[0]
    decision = json.dumps([proposal.key, "accept", "Ada", "2025-03-12T10:00:00+00:00", proposal.rule, None]) + "\n"
    (tmp_path / "draft" / "decisions.jsonl").write_text(decision)
    assert run(*options, PYTHONHASHSEED="7").returncode == 0
    assert (tmp_path / "draft" / "proposals.ttl").read_bytes() == proposals
    assert (tmp_path / "draft" / "decisions.jsonl").read_text() == decision


def test_a_full_disk_leaves_no_half_of_a_draft(tmp_path: Path, run: Run, full_disk: FullDisk) -> None:
    """Where there is no room for it there is no folder; a draft that is there stays, with what was decided."""

    def drafted(text: str) -> subprocess.CompletedProcess[str]:
        (tmp_path / "release.txt").write_text(text, encoding="utf-8")
        return run("release.txt", "--issued", "2025-03-12", "-o", "new/draft")

    def refused() -> None:
        with full_disk(1_000):
            done = drafted(TEXT.replace("1 March", "2 March"))
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == "ydkg: new/draft/proposals.ttl: cannot be written: File too large\n"

    refused()
    assert {path.name for path in tmp_path.iterdir()} == {"collection", "release.txt"}
    assert drafted(TEXT).returncode == 0
    folder = tmp_path / "new" / "draft"
    decisions = [
        Decision(each.key, "accept", "Ada", "2025-03-12T10:00:00+00:00", each.rule)
        for each in open_draft(folder).proposals
    ]
    append(folder / "decisions.jsonl", decisions)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    refused()
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_text_that_the_collection_has_is_refused(tmp_path: Path, run: Run) -> None:
    """The same text is refused, and another text under the same name is said to be another edition, once."""
    text = TEXT.replace("A title", "A press release")
    (tmp_path / "release.txt").write_text(text, encoding="utf-8")
    (tmp_path / "again.txt").write_text(text + "More.\n", encoding="utf-8")
    options = ("--issued", "2025-03-12", "-o")
    assert run("release.txt", *options, "draft").returncode == 0
    shutil.copy(tmp_path / "draft" / "proposals.ttl", tmp_path / "collection" / "release-20250312.ttl")
    again = run("release.txt", *options, "draft")
    assert again.returncode == 2
    assert "has this text already" in again.stderr
    other = run("again.txt", *options, "other")
    assert other.returncode == 0
    assert other.stderr.count("another edition") == 1


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--issued", "yesterday"), "no day"),
        (("--issued", "2025-03-12", "--key", "A Key"), "no slug"),
        (("--issued", "2025-03-12", "--address", "example.org"), "no address"),
    ],
)
def test_wrong_options_are_said_in_one_line(tmp_path: Path, run: Run, options: tuple[str, ...], said: str) -> None:
    """What, where, and what to do; and nothing is written."""
    (tmp_path / "release.txt").write_text(TEXT, encoding="utf-8")
    done = run("release.txt", *options, "-o", "draft")
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "draft").exists()
