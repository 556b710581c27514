"""The file of decisions: append-only, and nothing in it is ever lost."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from ydkg.draft.folder import Decision, DecisionLog, append, read_decisions, standing, written
from ydkg.errors import DraftError, OutputError

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import FullDisk

AT = "2026-11-26T16:00:00+00:00"


def decided(number: int, decision: str = "accept", edited: object = None) -> Decision:
    """A decision on the proposal of a number."""
    return Decision(f"{number:064x}", decision, "Li Na", AT, "quantity.percent", edited)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where decisions are written."""
    return tmp_path / "decisions.jsonl"


def test_what_is_appended_is_read(file: Path) -> None:
    """Each kind of decision comes back as it was made, one JSON array a line."""
    made = [
        decided(1),
        decided(2, "reject"),
        decided(3, "edit", {"yd:value": "12.5", "rdfs:label": "三\n“”"}),
        decided(5, "same-as", "https://w3id.org/ydkg/id/shanghai"),
        decided(1, "undo"),
    ]
    for each in made:
        append(file, [each])
    assert read_decisions(file).decisions == tuple(made)
    assert [json.loads(line)[1] for line in file.read_text(encoding="utf-8").splitlines()] == [
        each.decision for each in made
    ]
    assert set(standing(made)) == {each.key for each in made[1:4]}


def test_there_may_be_no_decision_yet(file: Path) -> None:
    """No file is no decision."""
    assert read_decisions(file).decisions == ()


@pytest.mark.parametrize("left", range(1, 60, 7))
def test_a_line_cut_off_at_the_end_is_left_out_and_said(file: Path, left: int) -> None:
    """Half a last line is told apart from decisions, and the next decision stands behind what is whole."""
    line = written([decided(2)])
    file.write_bytes(written([decided(1)]) + line[:left])
    log = read_decisions(file)
    assert log.decisions == (decided(1),)
    assert log.cut == line[:left].decode()
    append(file, [decided(3)])
    assert read_decisions(file) == DecisionLog((decided(1), decided(3)))


def test_a_last_line_that_lacks_its_line_feed_only_is_whole(file: Path) -> None:
    """A decision is not lost with the line feed behind it."""
    file.write_bytes(written([decided(1), decided(2)])[:-1])
    append(file, [decided(3)])
    assert read_decisions(file).decisions == (decided(1), decided(2), decided(3))


@pytest.mark.parametrize(
    "broken",
    [
        b"[1, 2]",
        b"not JSON",
        b'["\xff"]',
        b"{}",
        json.dumps(["0" * 63, "accept", "Li", AT, "r", None]).encode(),
        json.dumps(["0" * 64, "perhaps", "Li", AT, "r", None]).encode(),
        json.dumps(["0" * 64, "accept", " ", AT, "r", None]).encode(),
        json.dumps(["0" * 64, "accept", "Li", "2026-11-26T16:00:00", "r", None]).encode(),
        json.dumps(["0" * 64, "accept", "Li", "yesterday", "r", None]).encode(),
        json.dumps(["0" * 64, "accept", "Li", AT, "r", {"a": "b"}]).encode(),
        json.dumps(["0" * 64, "edit", "Li", AT, "r", None]).encode(),
        json.dumps(["0" * 64, "split", "Li", AT, "r", [{"a": "b"}]]).encode(),
        b"[" * 100_000,
    ],
)
def test_a_line_that_is_broken_is_named(file: Path, broken: bytes) -> None:
    """One line says which line is no decision, and nothing is appended to such a file."""
    file.write_bytes(written([decided(1)]) + broken + b"\n" + written([decided(2)]))
    before = file.read_bytes()
    with pytest.raises(DraftError, match=r"decisions\.jsonl:2: no decision: .+; mend the line, or take it out") as said:
        read_decisions(file)
    assert "\n" not in str(said.value)
    assert said.value.line == 2
    with pytest.raises(DraftError):
        append(file, [decided(3)])
    assert file.read_bytes() == before


def test_whoever_is_behind_overwrites_nothing(file: Path) -> None:
    """A decision on what others have decided meanwhile is not appended; one on anything else is."""
    append(file, [decided(1), decided(2)])
    assert append(file, [decided(2, "reject")], seen=1).decisions == (decided(1), decided(2))
    assert append(file, [decided(1, "reject")], seen=1).decisions == (decided(1), decided(2), decided(1, "reject"))
    assert len(read_decisions(file).decisions) == 3


def test_several_who_append_at_once_lose_nothing(file: Path) -> None:
    """Four threads with a hundred decisions each leave four hundred whole lines."""
    threads = [
        Thread(target=lambda start=start: [append(file, [decided(start + each)]) for each in range(100)])
        for start in (0, 100, 200, 300)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {each.key for each in read_decisions(file).decisions} == {decided(each).key for each in range(400)}


def test_killed_at_any_moment_it_keeps_what_it_said_was_written(file: Path) -> None:
    """Each decision that a process reports before it is killed is in the file."""
    program = (
        "import sys; from ydkg.draft.folder import Decision, append\n"
        f"for n in range(100_000):\n  append(sys.argv[1], [Decision(f'{{n:064x}}', 'accept', 'Li', {AT!r}, 'r')])\n"
        "  print(n, flush=True)"
    )
    for _ in range(3):
        with subprocess.Popen([sys.executable, "-c", program, str(file)], stdout=subprocess.PIPE) as process:
            assert process.stdout
            reported = [process.stdout.readline() for _ in range(40)]
            process.send_signal(signal.SIGKILL)
            reported += process.stdout.read().split()
        known = {each.key for each in read_decisions(file).decisions}
        assert {f"{int(each):064x}" for each in reported} <= known


def test_a_full_disk_leaves_the_file_as_it_was(file: Path, full_disk: FullDisk) -> None:
    """Where there is no room for a decision, one line says so and no half of it is left."""
    append(file, [decided(each) for each in range(20)])
    before = file.read_bytes()
    with full_disk(len(before) + 50), pytest.raises(OutputError, match="cannot be written: File too large"):
        append(file, [decided(21)])
    assert file.read_bytes() == before


def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    """No traceback, but a line."""
    with pytest.raises(OutputError, match="cannot be written"):
        append(tmp_path / "none" / "decisions.jsonl", [decided(1)])
    assert not any(tmp_path.iterdir())
