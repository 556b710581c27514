"""Lines come in order whether they are sorted in memory or on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ydkg.graph import sorting
from ydkg.graph.sorting import sorted_lines

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_lines_are_sorted_on_disk_where_they_are_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts are merged into one order, each line once, whenever they are read; nothing is written where all fits."""
    monkeypatch.setattr(sorting, "RUN", 2)
    assert list(sorted_lines(["b"], tmp_path, "a")) == ["b"]
    assert not list(tmp_path.iterdir())
    ordered = sorted_lines(["c", "a", "b", "a", "d"], tmp_path, "a")
    assert list(ordered) == list(ordered) == ["a", "b", "c", "d"]
    assert len(list(tmp_path.iterdir())) == 3
