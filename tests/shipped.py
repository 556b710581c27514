"""What ships, read once: its triples and its graph; whether the document and Java are at hand."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from ydkg.collection import DATA_FILES
from ydkg.graph.graph import Graph
from ydkg.graph.turtle import read_turtle

TRIPLES = [triple for path in DATA_FILES for triple in read_turtle(path)]
TABLE = Graph.from_triples(TRIPLES)
SOURCE = os.environ.get("YDKG_SOURCE", "")
needs_source = pytest.mark.skipif(not Path(SOURCE).is_file(), reason="YDKG_SOURCE names no document")
needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="no Java on this machine")
