"""The index of the questions is what their headers make of it."""

from __future__ import annotations

import runpy

from ydkg.collection import QUERIES_DIR
from ydkg.graph.questions import questions


def test_the_index_is_current() -> None:
    """queries/README.md equals what `python scripts/write_query_index.py` writes from the questions' headers."""
    index = runpy.run_path(str(QUERIES_DIR.parent / "scripts" / "write_query_index.py"))["index"]
    assert (QUERIES_DIR / "README.md").read_text(encoding="utf-8") == index(questions())
