"""Measure the source: how much there is, how it is cut, what is documented, what turns in circles.

Usage: ``.venv/bin/python bench/house.py [FOLDER] [--json]``. Nothing is imported or run; ends with 0.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
from collections import Counter
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SOURCE = Path(__file__).resolve().parents[1] / "src"
Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef
_SECTION = re.compile(r"^(Parameters|Returns|Yields)\n-+$", re.MULTILINE)
#: Types of functions that give nothing.
_NOTHING = {"", "None", "NoReturn"}
_PAIR = re.compile(r"""say\(\s*(["'])[^"'\n]*\1\s*,\s*["']""")
_HAN = re.compile("[\u4e00-\u9fff]")
#: Figure -> what is aimed at, as text; the other figures are for information.
TARGETS = {
    "python lines": "25,000",
    "javascript lines": "5,000",
    "private functions called once (%)": "12",
    "import cycles": "0",
    "language pairs outside the catalogue": "0",
}


@dataclass(frozen=True)
class Module:
    """A Python module: its dotted name, the number of its lines, and what it says."""

    name: str
    lines: int
    tree: ast.Module


def modules_of(folder: Path) -> list[Module]:
    """Read the modules below a folder.

    Parameters
    ----------
    folder : Path
        It holds packages.

    Returns
    -------
    list of Module
        By path; a package is called as its ``__init__`` is imported.
    """
    found = []
    for path in sorted(folder.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        name = ".".join(path.relative_to(folder).with_suffix("").parts).removesuffix(".__init__")
        found.append(Module(name, len(text.splitlines()), ast.parse(text)))
    return found


def functions_of(module: Module) -> Iterator[Function]:
    """Yield all functions of a module, methods and nested ones among them."""
    return (node for node in ast.walk(module.tree) if isinstance(node, Function))


def called_once(module: Module) -> int:
    """Count the private functions at the top of a module whose name stands in it once."""
    names = (
        node.id if isinstance(node, ast.Name) else node.attr
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Name | ast.Attribute)
    )
    uses = Counter(names)
    tops = (node for node in module.tree.body if isinstance(node, Function))
    return sum(node.name.startswith("_") and uses[node.name] == 1 for node in tops)


def imported_classes(module: Module, modules: Iterable[Module]) -> dict[str, ast.ClassDef]:
    """Find the classes of the house that a module imports, by name."""
    classes = {
        (other.name, node.name): node for other in modules for node in other.tree.body if isinstance(node, ast.ClassDef)
    }
    return {
        alias.name: classes[node.module, alias.name]
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
        if (node.module, alias.name) in classes
    }


def methods_above(node: ast.ClassDef, classes: Mapping[str, ast.ClassDef]) -> set[str]:
    """Name the methods of the classes that a class inherits from."""
    above = [classes[base.id] for base in node.bases if isinstance(base, ast.Name) and base.id in classes]
    found = {each.name for one in above for each in one.body if isinstance(each, Function)}
    return found.union(*(methods_above(one, classes) for one in above if one is not node))


def takes(function: Function) -> bool:
    """Tell whether a function takes anything but what a method is called on."""
    given = function.args
    named = (*given.posonlyargs, *given.args, *given.kwonlyargs, *filter(None, (given.vararg, given.kwarg)))
    return any(each.arg not in {"self", "cls"} for each in named)


def gives(function: Function) -> bool:
    """Tell whether a function gives anything, by its type."""
    return (ast.unparse(function.returns) if function.returns else "") not in _NOTHING


def is_documented(function: Function) -> bool:
    """Tell whether a docstring says all of what a function takes and gives; that of a verb is its help, for options."""
    said = ast.get_docstring(function) or ""
    if any(ast.unparse(each).startswith("click.command(") for each in function.decorator_list):
        return bool(said)
    sections = set(_SECTION.findall(said))
    return ("Parameters" in sections or not takes(function)) and (
        not gives(function) or not sections.isdisjoint(("Returns", "Yields"))
    )


def public_functions(
    body: Iterable[ast.stmt], classes: Mapping[str, ast.ClassDef], *, hidden: bool = False
) -> Iterator[Function]:
    """Yield the public functions and methods that take or give something, but those that a class above documents."""
    body = list(body)
    classes = {**classes, **{node.name: node for node in body if isinstance(node, ast.ClassDef)}}
    for node in body:
        if isinstance(node, ast.ClassDef):
            said = methods_above(node, classes)
            own = [each for each in node.body if getattr(each, "name", "") not in said or ast.get_docstring(each)]
            yield from public_functions(own, classes, hidden=hidden or node.name.startswith("_"))
        elif (
            isinstance(node, Function) and not hidden and not node.name.startswith("_") and (takes(node) or gives(node))
        ):
            yield node


def imports_of(module: Module, names: set[str]) -> set[str]:
    """Name the modules that a module imports anywhere, for types too."""
    found: set[str] = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names} & names
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                found |= set([t for t in (f"{node.module}.{alias.name}", node.module) if t in names][:1])
    return found - {module.name}


def cycles_of(imports: dict[str, set[str]]) -> list[list[str]]:
    """Find import cycles.

    Parameters
    ----------
    imports : dict of str to set of str
        Module -> modules that it imports.

    Returns
    -------
    list of list of str
        One for each import that leads back to a module from which it was reached, as the modules on the way.
    """
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


def broad(handler: ast.ExceptHandler) -> bool:
    """Tell whether a handler catches everything."""
    names = {node.id for node in ast.walk(handler.type or handler) if isinstance(node, ast.Name)}
    return handler.type is None or bool(names & {"Exception", "BaseException"})


def measure(folder: Path) -> dict[str, float]:
    """Measure the source below a folder.

    Parameters
    ----------
    folder : Path
        It holds packages.

    Returns
    -------
    dict of str to number
        Figure -> its value; shares in per cent, lengths in lines.
    """
    modules = modules_of(folder)
    functions = list(chain.from_iterable(map(functions_of, modules)))
    lengths = [(node.end_lineno or node.lineno) - node.lineno + 1 for node in functions]
    nodes = [node for module in modules for node in ast.walk(module.tree)]
    public = [node for m in modules for node in public_functions(m.tree.body, imported_classes(m, modules))]
    documented = sum(map(is_documented, public))
    names = {module.name for module in modules}
    texts = {
        path: path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.suffix in {".py", ".j2", ".js", ".html"} and "node_modules" not in path.parts
    }
    return {
        "python lines": sum(module.lines for module in modules),
        "javascript lines": sum(len(text.splitlines()) for path, text in texts.items() if path.suffix == ".js"),
        "modules": len(modules),
        "module length, median": median(module.lines for module in modules),
        "module length, longest": max(module.lines for module in modules),
        "functions": len(functions),
        "function length, median": median(lengths),
        "function length, 9 of 10 at most": quantiles(lengths, n=10)[-1],
        "function length, longest": max(lengths),
        "private functions called once (%)": round(100 * sum(map(called_once, modules)) / len(functions), 1),
        "public functions documented (%)": round(100 * documented / max(len(public), 1), 1),
        "broad handlers": sum(isinstance(node, ast.ExceptHandler) and broad(node) for node in nodes),
        "prints": sum(
            isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print" for node in nodes
        ),
        "import cycles": len(cycles_of({module.name: imports_of(module, names) for module in modules})),
        "language pairs outside the catalogue": sum(len(_PAIR.findall(text)) for text in texts.values()),
        "files with Chinese": sum(path.suffix != ".html" and bool(_HAN.search(text)) for path, text in texts.items()),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", nargs="?", type=Path, default=SOURCE)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    figures = measure(arguments.folder)
    if arguments.json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        print(f"{name:<38}{value:>10,}" + (f"   aim {TARGETS[name]}" if name in TARGETS else ""))


if __name__ == "__main__":
    main()
