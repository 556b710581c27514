"""The graph that claims are compared in: the release, the pages and the judgements."""

from __future__ import annotations

import pytest

from ydkg.collection import DATA_DIR
from ydkg.graph.graph import Graph
from ydkg.graph.turtle import read_turtle

FILES = ("triples", "reference", "names.zh", "later", "judgements")


@pytest.fixture(scope="package")
def whole() -> Graph:
    """Give everything that ships."""
    return Graph.from_triples(triple for name in FILES for triple in read_turtle(DATA_DIR / f"{name}.ttl"))
