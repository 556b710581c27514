"""Let the modules of this folder import each other, and share a draft."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

sys.path.insert(0, str(Path(__file__).parent))

if TYPE_CHECKING:
    from ydkg.draft.folder import Draft


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    """The draft of a short report on a corridor."""
    from corridor import write_draft

    return write_draft(tmp_path / "draft")
