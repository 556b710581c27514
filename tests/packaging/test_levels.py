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
    "errors": -2,  # the others of level 0 raise them too
    "collection": -1,  # where the ontology is
    "files": 0,
    "page": 0,
    "vocab": 0,
    "graph": 1,
    "language": 2,
    "proof": 3,
    "network": 3,
    "telling": 4,
    "difference": 5,
    "export": 5,
    "draft": 5,
    "api": 5,
    "explorer": 5,
    "server": 6,
    "cli": 7,
}
#: Levels inside the server, by module or by room; a module that has one of its own is meant first.
SERVER_LEVELS = {
    "settings": 0,
    "kept": 0,
    "log": 0,
    "negotiation": 0,
    "paging": 0,
    "turns": 0,
    "lookup": 0,
    "directory": 1,
    "dataset": 1,
    "tasks": 1,
    "middleware": 1,
    "template": 1,
    "connection": 2,
    "failure": 2,
    # What a worker does:
    "making": 2,
    "pages.figure": 3,
    "sparql.answer": 3,
    "sparql.protocol": 3,
    "forkserver": 4,
    "workers": 5,
    "pool": 6,
    "beside": 5,
    "site": 7,
    "page": 8,
    "spreadsheets": 8,
    "thing": 9,
    "pages": 10,
    "questions": 10,
    # Names what it finds as the pages of questions do:
    "pages.workbench": 11,
    "sparql": 10,
    "assistant": 11,
    # Asks what can be asked of a thing:
    "thing.entity": 11,
    "app": 12,
    "copy": 13,
    "reloading": 12,
    "serving": 13,
}
FACADE = "__init__"  # `import ydkg` itself, and `python -m ydkg`
FACADES = {FACADE, "__main__"}


def room_of(path: Path) -> str:
    """Name the room that a module stands in."""
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imported_names(tree: ast.AST, package: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    """Yield line and name, part by part, of each import of this package, for a module that stands in ``package``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name.split(".") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            parts = [*base, *(node.module.split(".") if node.module else [])]
            names = [[*parts, alias.name] for alias in node.names]
        else:
            continue
        for name in names:
            if name[0] == "ydkg":
                yield node.lineno, name


def imported_rooms(tree: ast.AST, package: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Yield line and room of each import of this package, for a module that stands in ``package``."""
    for line, name in imported_names(tree, package):
        yield line, name[1] if name[1:] and name[1] in LEVELS else FACADE


def modules() -> list[Path]:
    """List every module of the package."""
    return sorted(PACKAGE.rglob("*.py"))


def package_of(path: Path) -> tuple[str, ...]:
    """Give the parts of the name of the package that a module stands in."""
    return ("ydkg", *path.relative_to(PACKAGE).parent.parts)


def module_graph() -> dict[str, dict[str, int]]:
    """Collect the imports of every module, also those for types only: module to imported module to line."""
    paths = {".".join((*package_of(path), path.stem)).removesuffix(".__init__"): path for path in modules()}
    graph: dict[str, dict[str, int]] = {}
    for module, path in paths.items():
        graph[module] = {}
        for line, name in imported_names(ast.parse(path.read_text(encoding="utf-8")), package_of(path)):
            target = next((name[:end] for end in range(len(name), 1, -1) if ".".join(name[:end]) in paths), None)
            if target and ".".join(target) != module:
                graph[module].setdefault(".".join(target), line)
    return graph


def server_place(module: str) -> str | None:
    """Give the key of a module in `SERVER_LEVELS`; None where it is not of the server, or has no level."""
    own = module.removeprefix("ydkg.server.")
    return next((key for key in (own, own.partition(".")[0]) if key in SERVER_LEVELS), None) if own != module else None


def arrows() -> Iterator[tuple[str, str, str]]:
    """Yield place, importing room and imported room of every import inside the package."""
    for path in modules():
        for line, room in imported_rooms(ast.parse(path.read_text(encoding="utf-8")), package_of(path)):
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


def test_every_part_of_the_server_has_a_level() -> None:
    """A new room of the server is given its place before anything imports it."""
    parts = (module for module in module_graph() if module.startswith("ydkg.server."))
    assert [module for module in parts if server_place(module) is None] == []


def test_arrows_point_down_inside_the_server() -> None:
    """A room of the server imports lower ones and itself, for types too."""
    wrong = [
        f"{module}:{line} imports {target}"
        for module, targets in module_graph().items()
        for target, line in targets.items()
        if (source := server_place(module)) and (room := server_place(target)) and source != room
        if SERVER_LEVELS[room] >= SERVER_LEVELS[source]
    ]
    assert wrong == []


def test_no_module_imports_itself_by_others() -> None:
    """There is no circle of imports, not even of those that only types want."""
    graph = module_graph()
    done: set[str] = set()
    circles: list[list[str]] = []

    def visit(module: str, trail: list[str]) -> None:
        if module in trail:
            circles.append([*trail[trail.index(module) :], module])
        elif module not in done:
            for target in graph[module]:
                visit(target, [*trail, module])
            done.add(module)

    for module in graph:
        visit(module, [])
    assert circles == []


def test_the_reading_of_imports_sees_every_spelling() -> None:
    """No way of writing an import escapes the rule."""
    text = """
import ydkg.cli
from ydkg.graph import store
from ydkg import network, load
from . import names
from .. import language
from ..export.turtle import write
def later():
    from ydkg.explorer import page
"""
    rooms = [room for _, room in imported_rooms(ast.parse(text), ("ydkg", "graph"))]
    assert rooms == ["cli", "graph", "network", FACADE, "graph", "language", "export", "explorer"]


def loaded_by(statement: str, names: set[str]) -> set[str]:
    """Run a statement in a new Python and tell which of these modules it loaded."""
    program = f"{statement}\nimport sys\nprint(*sorted(set(sys.modules) & {names!r}))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


@pytest.mark.parametrize(
    ("statement", "heavy"),
    [
        ("import ydkg", {"owlready2", "pyvis", "pyrudof", "starlette", "networkx", "mcp"}),
        (
            "import ydkg.cli.verbs, ydkg.cli.graphs",
            {"owlready2", "pyvis", "pyrudof", "starlette", "networkx", "rdflib", "igraph", "jinja2"},
        ),
        ("import ydkg.server.app, ydkg.server.serving, ydkg.cli.serve", {"mcp", "pydantic", "networkx"}),
        ("import ydkg.export.sheets", {"networkx"}),
        ("import ydkg.explorer.page, ydkg.network.layout as at; at.node_positions('ab', ['ab'])", {"IPython", "numpy"}),
    ],
)
def test_importing_loads_nothing_heavy(statement: str, heavy: set[str]) -> None:
    """Libraries that few need are loaded by those who need them."""
    assert loaded_by(statement, heavy) == set()
