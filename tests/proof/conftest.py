"""The graph that the checks are tried on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ydkg.collection import DATA_FILES
from ydkg.graph.turtle import read_turtle

if TYPE_CHECKING:
    from pyoxigraph import Triple


@pytest.fixture(scope="package")
def shipped() -> list[Triple]:
    """Give the shipped data."""
    return [triple for path in DATA_FILES for triple in read_turtle(path)]
