"""What the package says of itself agrees wherever it is said; of uvicorn only tried versions are admitted."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

import ydkg

ROOT = Path(__file__).resolve().parents[2]
MANIFEST = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
VERSION = MANIFEST["project"]["version"]


def text(name: str) -> str:
    """Read a file of the repository."""
    return (ROOT / name).read_text(encoding="utf-8")


def locked() -> dict[str, list[Version]]:
    """Read the lock file: name to the exact versions, of which markers choose one."""
    pins: dict[str, list[Version]] = {}
    for name, pinned in re.findall(r"^([a-z0-9-]+)==(\S+)", text("requirements-dev.lock"), re.MULTILINE):
        pins.setdefault(name, []).append(Version(pinned))
    return pins


def test_the_version_is_the_same_everywhere() -> None:
    """Package, citation, changelog and ontology are of one version."""
    assert metadata.version("ydkg") == ydkg.__version__ == VERSION
    assert re.search(r"^version: (\S+)$", text("CITATION.cff"), re.MULTILINE)[1] == VERSION
    assert re.search(r"owl:versionIRI\s+<([^>]*)>", text("ontology/ydkg.ttl"))[1].endswith(f"/{VERSION}")


def test_the_release_date_is_the_same_everywhere() -> None:
    """Changelog and citation date this version alike."""
    newest = re.search(r"^## \[(\d\S*)\] - (\S+)$", text("CHANGELOG.md"), re.MULTILINE)
    assert newest[1] == VERSION
    assert re.search(r'^date-released: "(\S+)"$', text("CITATION.cff"), re.MULTILINE)[1] == newest[2]


def test_the_citation_file_is_valid() -> None:
    """The citation file follows the schema of its format."""
    program = Path(sys.prefix) / "checks" / "bin" / "cffconvert"
    if not program.exists():
        pytest.skip("scripts/test installs the checkers")
    run = subprocess.run(
        [program, "--validate", "--infile", ROOT / "CITATION.cff"], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr


def test_licences_and_attributions_are_there() -> None:
    """Code, data and every source that wants to be named have their notice."""
    assert "Apache License\n                           Version 2.0" in text("LICENSE")
    assert "Attribution 4.0 International" in text("LICENSE-data")
    for source in ("GeoNames", "QUDT", "Natural Earth", "Wikidata", "ROR", "vis-network", "pyvis"):
        assert source in text("NOTICE")


def declared(lines: list[str]) -> set[str]:
    """Name the distributions of a list of requirements."""
    return {Requirement(line).name for line in lines}


def imported(*folders: str) -> set[str]:
    """Name the distributions that the modules of these folders import, beside each other."""
    modules = set()
    paths = [path for folder in folders for path in (ROOT / folder).rglob("*.py") if "node_modules" not in path.parts]
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                modules.add(node.module.split(".")[0])
    homes = metadata.packages_distributions()
    foreign = modules - sys.stdlib_module_names - {"ydkg", *folders, *(path.stem for path in paths)}
    return {distribution.lower() for module in foreign for distribution in homes.get(module, [module])}


def test_every_import_is_declared_and_every_declaration_imported() -> None:
    """Whoever installs the package gets what it imports, and nothing besides; extras bring what single formats take."""
    extras = [line for lines in MANIFEST["project"]["optional-dependencies"].values() for line in lines]
    needed = declared(MANIFEST["project"]["dependencies"])
    assert needed <= imported("src") <= needed | declared(extras)


def test_what_tests_import_is_declared() -> None:
    """Tests and measurements run with what the lock file brings."""
    extras = [line for lines in MANIFEST["project"]["optional-dependencies"].values() for line in lines]
    lines = [*MANIFEST["project"]["dependencies"], *extras, *MANIFEST["dependency-groups"]["dev"]]
    assert imported("tests", "bench", "scripts") <= declared(lines)


def test_the_lock_file_pins_what_is_declared() -> None:
    """Every dependency has an exact version in the lock file, at or above its lower bound."""
    pins = locked()
    for line in [*MANIFEST["project"]["dependencies"], *MANIFEST["dependency-groups"]["dev"]]:
        requirement = Requirement(line)
        assert requirement.name in pins, f"{requirement.name} is not in requirements-dev.lock"
        assert all(version in requirement.specifier for version in pins[requirement.name]), line


def test_every_dependency_has_a_lower_bound_and_no_upper() -> None:
    """A bound says what was tried; nobody tried what does not exist yet. The server takes private parts of uvicorn,
    so that of this alone only tried versions are admitted.
    """
    for line in MANIFEST["project"]["dependencies"]:
        upper = r",<[0-9.]+" if line.startswith("uvicorn>") else ""
        assert re.fullmatch(rf"[a-z0-9-]+>=[0-9.]+{upper}", line), line


#: Versions of uvicorn with which all tests of `tests/server` that open connections have passed.
TRIED = ("0.31.1", "0.54.0")


def test_only_tried_versions_of_uvicorn_are_admitted() -> None:
    """The bounds of `pyproject.toml` are the eldest version that was tried, and what follows the newest."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    [admitted] = [
        requirement.specifier
        for requirement in map(Requirement, project["optional-dependencies"]["serve"])
        if requirement.name == "uvicorn"
    ]
    eldest, newest = Version(TRIED[0]), Version(TRIED[-1])
    assert str(admitted) == f"<{newest.major}.{newest.minor + 1},>={eldest}"
    assert version("uvicorn") in admitted
