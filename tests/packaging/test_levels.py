"""Rooms of the package import only what lies below them, and starting it loads nothing heavy."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "ydkg"
LEVELS = {
    "errors": -1,  # the other words of level 0 raise them too
    "vocab": 0,
    "assets": 0,
    "output": 0,
    "templates": 0,
    "graph": 1,
    "words": 2,
    "proof": 3,
    "network": 3,
    "telling": 4,
    "export": 5,
    "explorer": 5,
    "server": 6,
    "cli": 7,
}
FACADE = "__init__"  # `import ydkg` itself, and `python -m ydkg`
FACADES = {FACADE, "__main__"}


def room_of(path: Path) -> str:
    """Name the room that a module stands in."""
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imported_rooms(tree: ast.AST, package: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Yield line and room of each import of this package, for a module that stands in ``package``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                parts = alias.name.split(".")
                if parts[0] == "ydkg":
                    yield node.lineno, parts[1] if len(parts) > 1 else FACADE
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            parts = [*base, *(node.module.split(".") if node.module else [])]
            if parts[:1] != ["ydkg"]:
                continue
            for alias in node.names:
                full = [*parts, alias.name]
                if full[1] != "__version__":  # a fact of the package, not a part of it
                    yield node.lineno, full[1] if full[1] in LEVELS else FACADE


def modules() -> list[Path]:
    """List every module of the package."""
    return sorted(PACKAGE.rglob("*.py"))


def arrows() -> Iterator[tuple[str, str, str]]:
    """Yield place, importing room and imported room of every import inside the package."""
    for path in modules():
        package = ("ydkg", *path.relative_to(PACKAGE).parent.parts)
        for line, room in imported_rooms(ast.parse(path.read_text(encoding="utf-8")), package):
            yield f"{path.relative_to(PACKAGE)}:{line}", room_of(path), room


def test_every_room_has_a_level() -> None:
    """A new room is given its place before anything imports it."""
    assert {room_of(path) for path in modules()} - FACADES <= set(LEVELS)


def test_arrows_point_down_only() -> None:
    """A room imports lower rooms and itself, neither its neighbours nor what lies above."""
    wrong = [
        f"{place}: {source} imports {target}"
        for place, source, target in arrows()
        if source not in FACADES and source != target and (target == FACADE or LEVELS[target] >= LEVELS[source])
    ]
    assert wrong == []


def test_the_reading_of_imports_sees_every_spelling() -> None:
    """No way of writing an import escapes the rule."""
    text = """
import ydkg.cli
from ydkg.graph import store
from ydkg import network, load, __version__
from . import names
from .. import words
from ..export.turtle import write
def later():
    from ydkg.explorer import page
"""
    rooms = [room for _, room in imported_rooms(ast.parse(text), ("ydkg", "graph"))]
    assert rooms == ["cli", "graph", "network", FACADE, "graph", "words", "export", "explorer"]


def loaded_by(statement: str, names: set[str]) -> set[str]:
    """Run a statement in a new Python and tell which of these modules it loaded."""
    program = f"{statement}\nimport sys\nprint(*sorted(set(sys.modules) & {names!r}))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


@pytest.mark.parametrize(
    ("statement", "heavy"),
    [
        ("import ydkg", {"owlready2", "pyvis", "pyshacl", "starlette", "networkx"}),
        ("import ydkg.cli", {"owlready2", "pyvis", "pyshacl", "starlette", "networkx", "rdflib", "igraph", "jinja2"}),
    ],
)
def test_importing_loads_nothing_heavy(statement: str, heavy: set[str]) -> None:
    """Libraries that few need are loaded by those who need them."""
    assert loaded_by(statement, heavy) == set()
