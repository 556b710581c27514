"""What CONTRIBUTING.md says a change touches is enough: a tree with that change and no other has the new thing."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
pytestmark = pytest.mark.slow


class Tree:
    """A checkout of its own in which a recipe is carried out."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def carry_out(self, recipe: str) -> list[str]:
        """Write the files of a recipe, as it shows them below its heading, and name them."""
        section = CONTRIBUTING.partition(f"\n### {recipe}\n")[2].partition("\n### ")[0].partition("\n## ")[0]
        files = re.findall(r"^`(\S+)`:\n\n```\w+\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
        for name, content in files:
            assert not (self.root / name).exists()
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).write_text(content, encoding="utf-8")
        for name, content in re.findall(
            r"^To the end of `(\S+)`:\n\n```\w+\n(.*?)^```$", section, re.MULTILINE | re.DOTALL
        ):
            with (self.root / name).open("a", encoding="utf-8") as file:
                file.write(content)
        return [name for name, _ in files]

    def run(self, *arguments: str, **environment: str) -> str:
        """Run `ydkg` of this tree, and give what it prints."""
        command = [sys.executable, "-m", "ydkg", *arguments]
        whole = self._environment() | environment
        run = subprocess.run(command, env=whole, capture_output=True, text=True, check=False, timeout=120)
        assert run.returncode == 0, run.stderr
        return run.stdout

    @contextmanager
    def serving(self) -> Iterator[str]:
        """Serve this tree's graph, and give the address."""
        command = [sys.executable, "-m", "ydkg", "serve", "--port", "0"]
        with subprocess.Popen(command, env=self._environment(), stderr=subprocess.PIPE, text=True) as server:
            try:
                assert server.stderr
                lines = iter(server.stderr.readline, "")
                yield next(found[0] for line in lines if (found := re.search(r"http://[\d.]+:\d+", line)))
            finally:
                server.send_signal(signal.SIGTERM)
                server.communicate(timeout=60)

    def _environment(self) -> dict[str, str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("YDKG_", "_YDKG"))}
        return {**clean, "PYTHONPATH": str(self.root / "src")}


def page(address: str) -> str:
    """Read a page of a server."""
    with urllib.request.urlopen(address, timeout=60) as reply:  # noqa: S310 - a server of our own
        return str(reply.read().decode())


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """Lay out a copy of what the program consists of."""
    for top in ("src", "data", "ontology", "queries"):
        shutil.copytree(ROOT / top, tmp_path / top, ignore=shutil.ignore_patterns("__pycache__"))
    return Tree(tmp_path)


def test_a_second_document_is_one_file(tree: Tree) -> None:
    """What it states is verified, told and exported with all else, and is a graph of its own on the server."""
    assert tree.carry_out("A second document") == ["data/letter.ttl"]
    text = tree.root / "letter.txt"
    text.write_text("A letter on Hefei (2025.01.02)", encoding="utf-8")
    assert "in 6 files: every fact leads to its source" in tree.run("verify", "--source", str(text))
    passage = "https://w3id.org/ydkg/id/passage-letter-20250102-12-17"
    assert passage in tree.run("show", "Hefei", "--format", "csv")
    assert f"<{passage}>" in tree.run("export", "ntriples")
    with tree.serving() as address:
        assert page(f"{address}/graph/letter.ttl") == (tree.root / "data" / "letter.ttl").read_text(encoding="utf-8")
        assert "https://w3id.org/ydkg/graph/letter" in page(f"{address}/download")
        assert page(f"{address}/graph/reference.ttl") == (ROOT / "data" / "reference.ttl").read_text(encoding="utf-8")


def test_a_property_is_a_term_a_name_in_a_shape_and_a_fact(tree: Tree) -> None:
    """The fact is proven, fits its shape, is told in both languages; without its name there it does not."""
    assert tree.carry_out("A property, with its sentence") == []
    tree.run("format")
    assert "every fact leads to its source" in tree.run("verify")
    with pytest.raises(AssertionError):
        tree.run("check", "--only", "shapes")
    shape = tree.root / "ontology" / "shapes" / "place.ttl"
    closed = shape.read_text(encoding="utf-8").replace("rdf:type geo:sf", "rdf:type yd:twinnedWith geo:sf", 1)
    shape.write_text(closed, encoding="utf-8")
    tree.run("check", "--only", "shapes", "--only", "evidence")
    assert "  Hefei is twinned with Nanjing  [sentence 70 of 85" in tree.run("show", "Hefei")
    assert "合肥与南京结为友好城市" in tree.run("show", "Nanjing", "--lang", "zh")
    with tree.serving() as address:
        assert "Twinned with" in page(f"{address}/id/hefei.html")


def test_an_export_format_is_a_function_and_its_declaration(tree: Tree) -> None:
    """The format is in the help and among the completions, is written, and can be downloaded."""
    assert tree.carry_out("An export format") == ["src/ydkg/export/names.py"]
    assert "Names: every name with its language, for a spreadsheet" in " ".join(tree.run("export", "--help").split())
    completed = tree.run(_YDKG_COMPLETE="bash_complete", COMP_WORDS="ydkg export nam", COMP_CWORD="2")
    assert completed == "plain,names\n"
    written = tree.run("export", "names")
    assert "https://w3id.org/ydkg/id/hefei\tzh-hans\t合肥市\n" in written
    with tree.serving() as address:
        assert "every name with its language" in page(f"{address}/download")
        assert "所有名称及其语言" in page(f"{address}/download?lang=zh")
        assert page(f"{address}/download/names.tsv") == written


def test_a_format_of_rdf_is_one_query(tree: Tree) -> None:
    """It is in the help, and what it constructs is written; it is no question."""
    assert tree.carry_out("A format of RDF") == ["queries/exports/people.rq"]
    assert "FOAF: people and what they are called, for address books" in " ".join(tree.run("export", "--help").split())
    assert 'foaf:name "Gu Jun"@en' in tree.run("export", "people")
    assert "exports/people" not in tree.run("queries")


def test_a_question_is_two_files(tree: Tree) -> None:
    """The question is listed and answered as expected, and has its page in both languages."""
    query, expected = tree.carry_out("A question")
    name = query.removeprefix("queries/").removesuffix(".rq")
    assert name in tree.run("queries")
    wanted = json.loads((tree.root / expected).read_text(encoding="utf-8"))
    answer = [dict(row) for row in csv.DictReader(io.StringIO(tree.run("query", name, "--format", "csv")))]
    assert [[row[column] for column in wanted["columns"]] for row in answer] == wanted["rows"]
    assert all(row["passage"] for row in answer)
    with tree.serving() as address:
        assert "In which organisations are posts held" in page(f"{address}/questions/{name}")
        assert "哪些机构有人任职" in page(f"{address}/questions/{name}?lang=zh")
        assert f"/questions/{name}" in page(f"{address}/questions")


def test_a_page_is_a_module_and_a_template(tree: Tree) -> None:
    """The page is answered, stands in the navigation of every page between its neighbours, and in the site map."""
    files = ["src/ydkg/server/pages/registers.py", "src/ydkg/server/templates/registers.html.j2"]
    assert tree.carry_out("A page of the site") == files
    with tree.serving() as address:
        own = page(f"{address}/registers")
        assert '<a href="https://download.geonames.org/export/dump/">GeoNames</a>' in own
        assert '<a href="/registers" aria-current="page">Registers</a>' in own
        navigation = re.findall(r'<li><a href="/(\w+)"', page(f"{address}/download").partition('class="toolbar"')[2])
        assert navigation[:4] == ["things", "metrics", "milestones", "registers"]
        assert re.search(r"<loc>http://[\d.:]+/registers</loc>", page(f"{address}/sitemap.xml"))


def test_what_the_recipes_show_passes_the_linter(tree: Tree) -> None:
    """Whoever copies it has nothing to mend, not even types and docstrings."""
    recipes = ("An export format", "A page of the site")
    modules = [name for recipe in recipes for name in tree.carry_out(recipe) if name.endswith(".py")]
    assert len(modules) == len(recipes)
    for verb in (["check"], ["format", "--check"]):
        options = ["--no-cache", "--config", str(ROOT / "pyproject.toml"), *modules]
        command = [sys.executable, "-m", "ruff", *verb, *options]
        run = subprocess.run(command, cwd=tree.root, capture_output=True, text=True, check=False, timeout=60)
        assert run.returncode == 0, run.stdout


def test_the_wording_of_a_bound_is_one_line(tree: Tree) -> None:
    """The pages of the thing, in both languages, and the table of all figures say the new words."""
    line = re.search(r"^written = .*$", CONTRIBUTING, re.MULTILINE)
    assert line
    home = tree.root / "src" / "ydkg" / "language" / "reading" / "bounds.toml"
    before = home.read_text(encoding="utf-8")
    nearly = re.compile('(?<=\nword = "yd:Nearly"\n)written = .*')
    home.write_text(nearly.sub(line[0], before), encoding="utf-8")
    assert home.read_text(encoding="utf-8") != before
    with tree.serving() as address:
        assert "just under 1,000" in page(f"{address}/id/underlying-projects?lang=en")
        assert "略低于1000" in page(f"{address}/id/underlying-projects?lang=zh")
        assert "just under 1,000" in page(f"{address}/metrics")
