"""The screen lets nothing pass that pySHACL finds, and lets valid cases pass."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Triple

from ydkg.assets import DATA_FILES
from ydkg.graph.turtle import read_turtle
from ydkg.proof.screen import failing
from ydkg.proof.shapes import SHAPES_DIR, _shapes_of, shape_files

CASES = sorted(Path(__file__).parent.glob("*/*.ttl"))


@cache
def _shapes(*files: Path) -> tuple[Triple, ...]:
    return tuple(Triple(*parts) for path in files for parts in _shapes_of(path))


@pytest.mark.parametrize("kind", sorted({case.parent.name for case in CASES}))
def test_what_is_invalid_does_not_pass(kind: str) -> None:
    """Of every invalid case the constraint that it is named after, which pySHACL finds, is looked at again."""
    shapes = _shapes(SHAPES_DIR / f"{kind}.ttl")
    for case in (each for each in CASES if each.parent.name == kind):
        suspect = failing(read_turtle(case), shapes)
        names = [iri.rpartition("#")[2] for iri in suspect]
        what = case.stem.removeprefix("invalid.")
        if case.stem.startswith("valid"):
            assert names == [], case.name
        else:
            assert any(what == name or what.startswith(f"{name}-") for name in names), case.name


def test_the_shipped_data_pass() -> None:
    """Nothing in them is looked at again, but what only warns."""
    triples = [triple for path in DATA_FILES for triple in read_turtle(path)]
    assert failing(triples, _shapes(*shape_files())) == {}
