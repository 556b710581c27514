"""Measure the source: how much there is in which room, how it is cut, what turns in circles, what a verb enters.

Usage: ``.venv/bin/python bench/house.py [FOLDER] [--json] [--enter VERB ARG…]``. Only ``--enter`` imports anything.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import io
import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

SOURCE = Path(__file__).resolve().parents[1] / "src"
Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef
_LOOPS = (ast.For, ast.AsyncFor, ast.While, ast.comprehension)
#: What branches: a line of code has few of them.
BRANCHES = (*_LOOPS, ast.If, ast.IfExp, ast.ExceptHandler, ast.BoolOp, ast.match_case)
#: Lines below which a module is a function of its neighbour, and above which it is two.
SMALL, LARGE = 60, 450
#: Rooms of the ground floor, which are summed up.
GROUND = ("top", "graph", "network", "telling", "export", "difference", "cli")
#: Figure -> what is aimed at; the other figures are for information.
AIMS = {
    "python lines": "25,000",
    "ground floor, lines": "10,500",
    "javascript lines": "5,000",
    "modules": "130",
    "modules below 60 lines": "0",
    "modules above 450 lines": "0",
    "private functions called once (%)": "12",
    "docstrings (%)": "15",
    "branches a line of code": "0.23",
    "import cycles": "0",
}


@dataclass(frozen=True)
class Module:
    """A Python module: its dotted name, its lines, and its tree."""

    name: str
    lines: list[str]
    tree: ast.Module

    @property
    def room(self) -> str:
        """The folder of the package that it lies in, or ``top``."""
        parts = self.name.split(".")
        return parts[1] if len(parts) > 1 and (SOURCE / "ydkg" / parts[1]).is_dir() else "top"

    def docstring_lines(self) -> set[int]:
        """Collect the numbers of the lines of its docstrings, from 1."""
        numbers: set[int] = set()
        for node in ast.walk(self.tree):
            documented = isinstance(node, ast.Module | ast.ClassDef | Function)
            if documented and ast.get_docstring(node) is not None:
                numbers.update(range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1))
        return numbers

    def code_lines(self) -> int:
        """Count the lines that are neither empty, comment nor docstring."""
        docstrings = self.docstring_lines()
        code = 0
        for number, line in enumerate(self.lines, 1):
            text = line.strip()
            code += number not in docstrings and bool(text) and not text.startswith("#")
        return code

    def branches(self) -> int:
        """Count branches, loops and clauses of comprehensions."""
        return sum(isinstance(node, BRANCHES) for node in ast.walk(self.tree))

    def functions(self) -> Iterator[Function]:
        """Yield all functions, methods and nested ones among them."""
        for node in ast.walk(self.tree):
            if isinstance(node, Function):
                yield node

    def called_once(self) -> int:
        """Count the private functions at its top whose name stands in it once."""
        uses: Counter[str] = Counter()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Name):
                uses[node.id] += 1
            elif isinstance(node, ast.Attribute):
                uses[node.attr] += 1
        private = [node.name for node in self.tree.body if isinstance(node, Function) and node.name.startswith("_")]
        return sum(uses[name] == 1 for name in private)

    def imports(self, names: set[str]) -> set[str]:
        """Name the modules among some that it imports anywhere, for types too."""
        targets: set[str] = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                targets.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                for alias in node.names:
                    member = f"{node.module}.{alias.name}"
                    targets.add(member if member in names else node.module)
        return (targets & names) - {self.name}


def modules_of(folder: Path) -> list[Module]:
    """Read the modules below a folder, by path; a package is called as its ``__init__`` is imported."""
    modules = []
    for path in sorted(folder.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        name = ".".join(path.relative_to(folder).with_suffix("").parts).removesuffix(".__init__")
        modules.append(Module(name, text.splitlines(), ast.parse(text)))
    return modules


def cycles_of(imports: dict[str, set[str]]) -> list[list[str]]:
    """Find import cycles: for each import that leads back to a module on the way, the modules of the circle."""
    cycles: list[list[str]] = []
    done: set[str] = set()

    def walk(module: str, trail: list[str]) -> None:
        for target in sorted(imports[module]):
            if target in trail:
                cycles.append([*trail[trail.index(target) :], target])
            elif target not in done:
                walk(target, [*trail, target])
        done.add(module)

    for module in sorted(imports):
        if module not in done:
            walk(module, [module])
    return cycles


def javascript_lines(folder: Path) -> int:
    """Count the lines of JavaScript below a folder."""
    scripts = [path for path in folder.rglob("*.js") if "node_modules" not in path.parts]
    return sum(len(path.read_text(encoding="utf-8").splitlines()) for path in scripts)


def measure(folder: Path) -> dict[str, float]:
    """Measure the source below a folder: figure -> value; shares in per cent, lengths in lines."""
    modules = modules_of(folder)
    names = {module.name for module in modules}
    sizes = [len(module.lines) for module in modules]
    rooms: Counter[str] = Counter()
    for module in modules:
        rooms[module.room] += len(module.lines)
    functions = [node for module in modules for node in module.functions()]
    lengths = [(node.end_lineno or node.lineno) - node.lineno + 1 for node in functions]
    docstrings = sum(len(module.docstring_lines()) for module in modules)
    code = sum(module.code_lines() for module in modules)
    once = sum(module.called_once() for module in modules)
    figures: dict[str, float] = {
        "python lines": sum(sizes),
        "ground floor, lines": sum(rooms[room] for room in GROUND),
        "javascript lines": javascript_lines(folder),
        "modules": len(modules),
        "modules below 60 lines": sum(size < SMALL for size in sizes),
        "modules above 450 lines": sum(size > LARGE for size in sizes),
        "functions": len(functions),
        "function length, median": median(lengths),
        "private functions called once (%)": round(100 * once / len(functions), 1),
        "docstrings (%)": round(100 * docstrings / sum(sizes), 1),
        "branches a line of code": round(sum(module.branches() for module in modules) / code, 3),
        "import cycles": len(cycles_of({module.name: module.imports(names) for module in modules})),
    }
    return figures | {f"room {room}, lines": rooms[room] for room in sorted(rooms)}


def entered(arguments: list[str]) -> tuple[int, int]:
    """Run a verb of the installed package, and count its files and functions that are entered."""
    from ydkg.cli import main  # noqa: PLC0415 - only where a verb is run

    places: set[tuple[str, str, int]] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        code = frame.f_code
        if event == "call" and "ydkg" in Path(code.co_filename).parts and code.co_name != "<module>":
            places.add((code.co_filename, code.co_qualname, code.co_firstlineno))

    sys.argv = ["ydkg", *arguments]
    with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())), contextlib.suppress(SystemExit):
        sys.setprofile(note)
        try:
            main()
        finally:
            sys.setprofile(None)
    return len({file for file, *_ in places}), len(places)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", nargs="?", type=Path, default=SOURCE)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--enter", nargs=argparse.REMAINDER, help="a verb and its arguments: how many files it enters")
    arguments = parser.parse_args()
    if arguments.enter:
        files, functions = entered(arguments.enter)
        print(f"{files} files, {functions} functions of ydkg are entered")
        return
    figures = measure(arguments.folder)
    if arguments.json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        print(f"{name:<38}{value:>10,}" + (f"   aim {AIMS[name]}" if name in AIMS else ""))


if __name__ == "__main__":
    main()
