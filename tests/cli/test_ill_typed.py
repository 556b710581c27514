"""A literal that is none of its datatype's: every verb that reads a collection says so first, in one line."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

import ydkg
from ydkg.cli.verbs import VERBS
from ydkg.collection import DATASET
from ydkg.errors import TurtleError
from ydkg.export import FORMATS
from ydkg.graph.turtle import check_literals

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Lakes, Run

HEAD = "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n@prefix yd: <https://w3id.org/ydkg/ontology#> .\n"
SUBJECT = "<https://w3id.org/ydkg/id/observation-elsewhere>"
WRONG = {
    "day": ('yd:on "2024-02-30"^^xsd:date', "'2024-02-30' is no xsd:date; expected a day"),
    "number": ('yd:value "7,600"^^xsd:decimal', "'7,600' is no xsd:decimal; expected digits"),
}
#: Words of each verb that reads a collection; {text} is a document, {out} a place to write to.
READING = (
    "query documents/all_documents",
    "query documents/all_documents --inferred",
    "query documents/all_documents --derived",
    "queries people/posts_of_a_person",
    "show Norvik",
    "cite Norvik",
    "promises",
    "path Norvik Sudvik",
    "sparql -",
    "view -o {out}",
    "view --query metrics/all_figures -o {out}",
    "serve --port 0",
    "mcp",
    *(f"export {key} -o {{out}}" for key in FORMATS),
    "export all -o {folder}",
    "export turtle",
    "export turtle --query documents/all_documents",
    "report Norvik -o {out}.html",
    "push --endpoint http://127.0.0.1:9/",
    "check",
    "check --only arithmetic",
    "verify",
    "audit",
    "audit --format ttl",
    "reason",
    "coverage",
    "coverage --format html -o {out}",
    "draft {text} --issued 2026-12-02 -o {out}",
    "accept {draft}",
    "diff report letter",
    "format --check",
    "passage Norvik --source {text}",
    "source {text} -o -",
    "tour",
)
#: Verbs that read no data.
OTHERS = frozenset(("init", "later", "review"))


@pytest.fixture
def lakes_too(lakes: Lakes, tmp_path: Path) -> Path:
    """A collection with every kind of file."""
    folder = tmp_path / "lakes"
    shutil.copytree(lakes.folder, folder)
    for name in ("later.ttl", "judgements.ttl", "reference.ttl", "names.zh.ttl", DATASET):
        (folder / name).touch()
    return folder


def damaged(path: Path, kind: str) -> str:
    """Put a literal that is none at the end of a file; return what is to be said of it, and where."""
    fact, said = WRONG[kind]
    before = HEAD + path.read_text(encoding="utf-8")
    path.write_text(f"{before}{SUBJECT}\n  {fact} .\n", encoding="utf-8")
    return f"{path.name}:{before.count(chr(10)) + 2}: {said}"


@pytest.mark.parametrize("words", READING)
def test_every_verb_says_it_first(  # noqa: PLR0917 - what is damaged, where, and who is asked
    words: str, lakes: Lakes, lakes_too: Path, tmp_path: Path, ydkg_run: Run, ydkg_process: Run
) -> None:
    """In what is asked by default and in what is asked by name only: one line, and nothing is written."""
    (tmp_path / "folder").mkdir()
    draft = tmp_path / "draft"
    if "{draft}" in words:
        other = tmp_path / "other.txt"
        other.write_text("Norvik has 200 charging stations.", encoding="utf-8")
        made = ydkg_run("--data", str(lakes_too), "draft", str(other), "--issued", "2027-01-01", "-o", str(draft))
        assert made.returncode == 0, made.stderr
    out, asked = tmp_path / "out", "SELECT ?t { ?t a yd:RailwayLine }"
    given = words.format(text=lakes.texts[1], out=out, folder=tmp_path / "folder", draft=draft).split()
    for name in ("later.ttl", DATASET, "letter.ttl"):
        before = (lakes_too / name).read_bytes()
        line = damaged(lakes_too / name, "day")
        run = ydkg_process if words.startswith("serve") else ydkg_run  # it would go on without end
        done = run("--data", str(lakes_too), *given, stdin=asked)
        assert done.returncode == 2, (name, done.stdout[:500])
        first = (done.stderr or done.stdout).partition("\n")[0]
        assert line in first
        assert "Traceback" not in done.stdout + done.stderr
        assert not out.exists()
        assert not list((tmp_path / "folder").iterdir())
        (lakes_too / name).write_bytes(before)


def test_no_verb_that_reads_is_left_untried() -> None:
    """A verb that comes later is tried, too."""
    assert {words.partition(" ")[0] for words in READING} == VERBS.keys() - OTHERS


@pytest.mark.parametrize("kind", WRONG)
@pytest.mark.parametrize("name", ["report", "letter", "reference", "names.zh", "later", "judgements", "dataset"])
def test_it_is_found_in_every_file(name: str, kind: str, lakes_too: Path, ydkg_run: Run) -> None:
    """Whatever the file holds, by a verb that reads triples, by one that asks a store, and in Python."""
    line = damaged(lakes_too / f"{name}.ttl", kind)
    for verb in ("audit", "show Norvik"):
        assert line in ydkg_run("--data", str(lakes_too), *verb.split()).stderr
    for read in (ydkg.load, ydkg.to_networkx, lambda data: ydkg.ask("metrics/all_figures", data, derived=True)):
        with pytest.raises(TurtleError) as raised:
            read(lakes_too)
        assert line in str(raised.value)


@pytest.mark.parametrize(
    ("turtle", "line"),
    [
        ('# "2024-02-30"^^xsd:date\n', 0),
        ('<urn:a> <urn:b> "x \\"2024-02-30\\"^^xsd:date" .\n', 0),
        ('<urn:a> <urn:b> "2024-02-30", "2024-02-29"^^xsd:date .\n', 0),
        ('<urn:a> <urn:b> "2024-02-30" ,\n  "2024-02-30"^^xsd:date .\n', 4),
        ('<urn:a> <urn:b> "2024-02-30"^^<http://www.w3.org/2001/XMLSchema#date> .\n', 3),
        ('@prefix x: <http://www.w3.org/2001/XMLSchema#> .\n<urn:a> <urn:b> "-1"^^x:nonNegativeInteger .\n', 4),
        ('@prefix 日: <http://www.w3.org/2001/XMLSchema#> .\n<urn:a> <urn:b> "-1"^^日:nonNegativeInteger .\n', 4),
    ],
)
def test_where_it_stands_and_what_is_none(turtle: str, line: int) -> None:
    """However the datatype is written; what is in a comment or in another text is no literal."""
    content = (HEAD + turtle).encode()
    if not line:
        check_literals("x.ttl", content)
        return
    with pytest.raises(TurtleError, match=f"x.ttl:{line}: ") as refusal:
        check_literals("x.ttl", content)
    assert refusal.value.line == line


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("rdf:subject ydr:ring-railway", 'rdf:subject "ring"'),
        ("rdf:predicate yd:connects", 'rdf:predicate "connects"'),
        ("  a rdf:Statement ;", '  a rdf:Statement, "statement" ;'),
        (r"yd:end \d+", 'yd:end ""'),
        (r'yd:textDigest "\w+"', 'yd:textDigest ""'),
    ],
)
def test_what_is_well_written_and_wrong_is_found_and_breaks_nothing(
    before: str, after: str, lakes_too: Path, tmp_path: Path, ydkg_run: Run
) -> None:
    """A text where an IRI or a number should be: checks say so, and whoever reads goes on without it."""
    path = lakes_too / "report.ttl"
    content = path.read_text(encoding="utf-8")
    changed = re.sub(before, after, content, count=1)
    assert changed != content
    path.write_text(changed, encoding="utf-8")
    ends = {}
    for words in ("check --only evidence --only shapes", "view", *(f"export {key}" for key in FORMATS)):
        out = [] if words.startswith("check") else ["-o", str(tmp_path / "out")]
        done = ydkg_run("--data", str(lakes_too), *words.split(), *out)
        ends[words] = done.returncode
        assert "Traceback" not in done.stderr, words
    assert ends.pop("check --only evidence --only shapes") == 1
    assert set(ends.values()) == {0}
