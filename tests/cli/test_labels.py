"""Labels of records: written from their parts by `ydkg format`, compared by `ydkg check`, left alone where by hand."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from ydkg.collection import DATA_DIR

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Copy the shipped data."""
    return shutil.copytree(DATA_DIR, tmp_path / "data")


def label(file: Path, record: str) -> str:
    """Give the line of a record's label in a file."""
    block = file.read_text(encoding="utf-8").split(f"\nydr:{record}\n")[1].split("\n.\n")[0]
    return next(line for line in block.splitlines() if "rdfs:label" in line)


def test_a_label_that_is_missing_or_out_of_date_is_written(ydkg_run: Run, copy: Path) -> None:
    """Check says of a label that it is not as the parts make it; format writes it again, and keeps comments."""
    names = copy / "names.zh.ttl"
    whole = names.read_text(encoding="utf-8")
    stored = label(names, "observation-output-share-2018")
    lost = label(names, "observation-sub-funds")
    damaged = whole.replace(stored, '  rdfs:label "别的话"@zh-hans ;').replace(f"{lost}\n", "")
    names.write_text(f"# ours\n{damaged}", encoding="utf-8")
    done = ydkg_run("--data", str(copy), "check", "--only", "labels")
    assert done.returncode == 1
    assert done.stdout.count("label_as_made") == 1
    assert "别的话" in done.stdout
    assert ydkg_run("--data", str(copy), "format").returncode == 0
    assert names.read_text(encoding="utf-8").replace("# ours\n", "", 1).lstrip("\n") == whole
    assert names.read_text(encoding="utf-8").startswith("# ours\n")


def test_a_label_by_hand_stays(ydkg_run: Run, copy: Path) -> None:
    """What yd:labelBasis says is written by hand is neither a finding nor written over."""
    file = copy / "triples.ttl"
    whole = file.read_text(encoding="utf-8")
    block = next(part for part in whole.split("\n\n") if "yd:labelBasis yd:ByHand" in part)
    line = next(each for each in block.splitlines() if "rdfs:label" in each)
    by_hand = whole.replace(line, '  rdfs:label "In words of our own"@en ;')
    file.write_text(by_hand, encoding="utf-8")
    assert "In words of our own" not in ydkg_run("--data", str(copy), "check", "--only", "labels").stdout
    assert ydkg_run("--data", str(copy), "format").returncode == 0
    assert file.read_text(encoding="utf-8") == by_hand
