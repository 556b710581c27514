"""What is beside the core can be left out: the rest works without it, and who asks for it is told what to install."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from ydkg.errors import EXTRAS

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
#: Runs verbs one after the other where no library of an extra can be found.
PROGRAM = """
import contextlib, importlib.abc, io, json, sys
class Missing(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in set(json.loads(sys.argv[1])):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Missing())
from ydkg.cli import main
told = []
for words in json.loads(sys.argv[2]):
    error = io.StringIO()
    with contextlib.redirect_stderr(error):
        try:
            main(words)
        except SystemExit as end:
            told.append([end.code, error.getvalue()])
open("told.json", "w").write(json.dumps(told))
"""
CORE = [
    ["query", "people/posts_of_a_person"],
    ["query", "metrics/overview", "--derived", "--lang", "zh"],
    ["queries"],
    ["show", "Hefei"],
    ["path", "Hefei", "Gu Jun"],
    ["cite", "Hefei"],
    ["promises"],
    ["sparql", "query.rq"],
    ["verify"],
    ["audit", "-o", "audit.txt"],
    ["check", "--only", "arithmetic", "--only", "rules", "-o", "check.txt"],
    ["coverage"],
    ["format", "--check"],
    ["init", "lakes"],
    *(["export", name, "-o", name] for name in ("turtle", "trig", "sqlite", "csv", "neo4j", "cube", "geojson")),
]
BESIDE = {
    "view": ["view", "-o", "page.html"],
    "serve": ["serve", "--port", "0"],
    "mcp": ["mcp"],
    "reason": ["reason"],
    "check": ["--data", "wrong.ttl", "check", "--only", "shapes", "-o", "shapes.txt"],
    "tables": ["export", "xlsx", "-o", "book.xlsx"],
    "parquet": ["export", "parquet", "-o", "tables.zip"],
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, str]]:
    """Run all of them in one process, and give what each ended with and said on standard error."""
    folder = tmp_path_factory.mktemp("bare")
    (folder / "query.rq").write_text("SELECT ?m { ?m a yd:Metric }")
    # Only what may not conform is judged, and worded, by the library.
    (folder / "wrong.ttl").write_text("<https://w3id.org/ydkg/id/x> a <https://w3id.org/ydkg/ontology#Metric> .\n")
    verbs = [*CORE, *BESIDE.values()]
    command = [sys.executable, "-c", PROGRAM, json.dumps(sorted(EXTRAS)), json.dumps(verbs)]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, timeout=300)
    ended = json.loads((folder / "told.json").read_text())
    assert not (folder / "page.html").exists()
    ended[verbs.index(BESIDE["check"])][1] += (folder / "shapes.txt").read_text()  # its parts say so in the report
    return {" ".join(words): (code, said) for words, (code, said) in zip(verbs, ended, strict=True)}


@pytest.mark.parametrize("words", CORE, ids=" ".join)
def test_the_core_works_alone(told: dict[str, tuple[int, str]], words: list[str]) -> None:
    """Questions, things, ways, files and most formats need no extra."""
    code, said = told[" ".join(words)]
    assert code in {0, 1}, said
    assert "Traceback" not in said


@pytest.mark.parametrize("extra", BESIDE)
def test_who_needs_an_extra_is_told(told: dict[str, tuple[int, str]], extra: str) -> None:
    """A verb whose extra is missing says in one line which to install."""
    code, said = told[" ".join(BESIDE[extra])]
    assert code == 2
    assert f"pip install 'ydkg[{extra}]'" in said
    assert said.count("\n") == 1 or extra == "check"


def test_extras_are_what_the_package_declares() -> None:
    """Each library is in the extra that is named for it, none is in the core, and ``all`` has every extra."""
    declared = PROJECT["optional-dependencies"]
    bringing = {library.replace("docx", "python-docx").replace("_", "-"): extra for library, extra in EXTRAS.items()}
    for library, extra in bringing.items():
        assert any(requirement.startswith(f"{library}>") for requirement in declared[extra])
        assert not any(requirement.startswith(library) for requirement in PROJECT["dependencies"])
    assert declared["all"] == [f"ydkg[{','.join(sorted(declared.keys() - {'all'}))}]"]
