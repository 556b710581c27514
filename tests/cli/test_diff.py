"""`ydkg diff` from outside: what changed between files, folders, documents and tags, in sentences and as a patch."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
import rdflib

from ydkg.collection import DATA_DIR, NAMES_FILE, RELEASE_FILE
from ydkg.graph.graph import Graph
from ydkg.graph.turtle import read_turtle
from ydkg.vocab import YD, ydr

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

pytestmark = pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
CARBON = '  yd:value "494000000"^^xsd:decimal ;\n'


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """Three edits of the release: a figure with its bound, a stage, a kind of fact that goes."""
    text = RELEASE_FILE.read_text(encoding="utf-8")
    start = text.index("ydr:observation-carbon-volume\n")
    end = text.index("\n.\n", start)
    record = text[start:end]
    assert CARBON in record
    text = text.replace(
        record,
        record.replace("494000000", "500000000").replace("yd:MoreThan", "yd:Exactly").replace("Actual", "Expected"),
    )
    line = text.index("ydr:milestone-airport-link-line")
    text = text[:line] + text[line:].replace("yd:Planned", "yd:Underway", 1)
    text = text.replace("  yd:connects ydr:hongqiao-international-airport ;\n", "", 1)
    path = tmp_path / "edited.ttl"
    path.write_text(text, encoding="utf-8")
    return path


def test_figures_stages_and_facts_are_told_by_thing(ydkg_run: Run, edited: Path) -> None:
    """A figure from and to with bound, unit and status, a stage from and to, an edge that is gone in a sentence."""
    done = ydkg_run("diff", str(RELEASE_FILE), str(edited), "--all")
    assert (done.returncode, done.stderr) == (0, "")
    blocks = dict(block.split("\n", 1) for block in done.stdout.split("\n\n")[1:])
    figure = blocks["national carbon trading market  ydr:national-carbon-trading-market"]
    assert figure.rstrip("\n") == (
        "  ~ cumulative trading volume: more than 494 million tonnes (up to the end of October 2024, actual) → "
        "500 million tonnes (up to the end of October 2024, expected)"
    )
    line = blocks["airport link line  ydr:airport-link-line"].splitlines()
    assert line[0].startswith("  ~ planned to open by 31 December 2024, as of 4 December 2024 → ")
    assert line[1] == "  - Airport link line connects Hongqiao International Airport"
    assert len(blocks) == 2
    assert done.stdout.splitlines()[0].endswith(": 2 entities, 2 changed, 0 only in the second, 1 only in the first")


def test_it_is_told_in_chinese(ydkg_run: Run, edited: Path) -> None:
    """Names, figures and stages are Chinese, from the file of names that neither side has."""
    done = ydkg_run("diff", str(RELEASE_FILE), str(edited), "--lang", "zh")
    figure = done.stdout.partition("ydr:national-carbon-trading-market\n")[2].splitlines()[0]
    assert figure.startswith("  ~ 累计成交量：超过4.94亿吨（截至2024年10月底，")
    assert "→ 5亿吨（截至2024年10月底，" in figure


def test_a_patch_of_two_folders_makes_one_of_the_other(
    ydkg_run: Run, edited: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rdflib applies it to the first folder's graph and has the second's; the file is written whole."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    for name in ("a", "b"):
        shutil.copytree(DATA_DIR, tmp_path / name)
    shutil.copy(edited, tmp_path / "b" / RELEASE_FILE.name)
    (tmp_path / "b" / NAMES_FILE.name).unlink()
    done = ydkg_run("diff", "a", "b", "--format", "patch", "-o", "changes.rdfp")
    assert (done.returncode, done.stdout) == (0, "")
    dataset, wanted = rdflib.Dataset(), rdflib.Graph()
    for path in (tmp_path / "a").glob("*.ttl"):
        dataset.default_graph.parse(path)
    for path in (tmp_path / "b").glob("*.ttl"):
        wanted.parse(path)
    dataset.parse(tmp_path / "changes.rdfp", format="patch")
    assert set(dataset.default_graph) == set(wanted)


def test_the_same_is_said_to_be_the_same(ydkg_run: Run) -> None:
    """A file beside itself, by path and as a document by its name."""
    done = ydkg_run("diff", str(RELEASE_FILE), "release-20241204")
    assert done.stdout.endswith(": nothing that is told differs\n")
    assert ydkg_run("diff", "triples", "release-20241204", "--format", "patch").stdout == "TX .\nTC .\n"


def test_two_documents_that_speak_of_one_matter_are_put_side_by_side(ydkg_run: Run, tmp_path: Path) -> None:
    """A figure of another name for the same metric, thing and period is a change; other facts stand by themselves."""
    wanted = ("observation-carbon-volume", "observation-carbon-value")
    facts = [t for t in read_turtle(RELEASE_FILE) if t.subject.value in {ydr(name) for name in wanted}]
    later = (
        "\n".join(str(t) + " ." for t in facts)
        .replace("carbon-volume>", "carbon-volume-2>")
        .replace("494000000", "600000000")
    )
    (tmp_path / "a.ttl").write_text("\n".join(f"{t} ." for t in facts), encoding="utf-8")
    (tmp_path / "b.ttl").write_text(later, encoding="utf-8")
    done = ydkg_run("diff", "a.ttl", "b.ttl")
    assert done.stdout.count("  ~ ") == 1
    assert "more than 494 million tonnes" in done.stdout
    assert "→ more than 600 million tonnes" in done.stdout
    assert "  + " not in done.stdout
    assert "  - " not in done.stdout


def test_a_file_is_told_by_what_is_defined_elsewhere(ydkg_run: Run, tmp_path: Path) -> None:
    """Metrics and stages that only the other side or the file of names defines tell a rank and a stage."""
    table = Graph.from_triples(read_turtle(RELEASE_FILE))
    ranks = {metric for metric, _ in table.incoming(YD.Rank, YD.measureKind)}
    rank = next(iri for iri in table.subjects(YD.Observation) if table.one(iri, YD.metric) in ranks)
    facts = [t for t in read_turtle(RELEASE_FILE) if t.subject.value == rank]
    value = next(t.object.value for t in facts if t.predicate.value == YD.value)
    changed = "\n".join(f"{t} ." for t in facts).replace(f'"{value}"', '"3"')
    (tmp_path / "b.ttl").write_text(changed, encoding="utf-8")
    told = ydkg_run("diff", str(RELEASE_FILE), "b.ttl").stdout
    assert " → 3rd (" in told
    chinese = ydkg_run("diff", "later", str(RELEASE_FILE), "--lang", "zh").stdout
    stages = [line for line in chinese.splitlines() if line.startswith("  ~ 已")]
    assert stages
    assert not [line for line in stages if any(word in line for word in ("in force", "completed"))]


def test_what_another_document_says_again_is_no_change(ydkg_run: Run) -> None:
    """A post that is told as of another day is the same post; the first line counts it."""
    told = ydkg_run("diff", "triples", "later").stdout
    assert " in both in the same words" in told.splitlines()[0]
    assert "  ~ Gu Jun is director of Yangtze River Delta Regional Cooperation Office" not in told


def test_each_of_several_names_is_told(ydkg_run: Run, tmp_path: Path) -> None:
    """Of a thing with two new names in one language both are told, and neither hides the other."""
    line = "<https://w3id.org/ydkg/id/hefei> <http://www.w3.org/2004/02/skos/core#altLabel> "
    (tmp_path / "a.ttl").write_text(f'{line} "Three"@en .', encoding="utf-8")
    (tmp_path / "b.ttl").write_text(f'{line} "One"@en, "Two"@en .', encoding="utf-8")
    told = ydkg_run("diff", "a.ttl", "b.ttl", "--all").stdout.splitlines()
    assert [line for line in told if line.startswith("  ")] == [
        "  + other name in English: One",
        "  + other name in English: Two",
        "  - other name in English: Three",
    ]


@pytest.fixture
def repository(tmp_path: Path, edited: Path) -> Path:
    """A repository with two tags of the data, whose working tree is the collection."""
    data = tmp_path / "repository" / "data"
    shutil.copytree(DATA_DIR, data)

    def git(*arguments: str) -> None:
        identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *identity, *arguments], cwd=data, check=True, capture_output=True)

    git("init")
    git("add", ".")
    git("commit", "-m", "one")
    git("tag", "v1")
    shutil.copy(edited, data / RELEASE_FILE.name)
    git("commit", "-a", "-m", "two")
    git("tag", "v2/final")
    return data


def test_tags_of_the_repository_are_compared(ydkg_run: Run, repository: Path) -> None:
    """Two tags, or a tag and the folder as it is now, are read from the repository of the data."""
    done = ydkg_run("diff", "v1", "v2/final", "--data", str(repository))
    assert done.stdout.startswith("v1 → v2/final: 2 entities, 2 changed, ")
    assert ydkg_run("diff", "v2/final", str(repository), "--data", str(repository)).stdout.endswith(
        ": nothing that is told differs\n"
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("v3", "ydkg: v3: neither a file, a folder nor a document ("),
        ("--help-me", "ydkg: no such option"),
        ("-", "ydkg: -: neither a file"),
        ("HEAD:data", "ydkg: HEAD:data: neither a file"),
    ],
)
def test_what_names_nothing_is_refused_in_one_line(ydkg_run: Run, repository: Path, name: str, said: str) -> None:
    """The line says what would do; nothing is written and git is given no option."""
    done = ydkg_run("--data", str(repository), "diff", "v1", name)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.lower().startswith(said.lower())
    assert done.stderr.count("\n") == 1


def test_a_tag_without_git_is_refused(ydkg_run: Run, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where git is not installed the line says so; files are compared all the same."""
    monkeypatch.setenv("PATH", "")
    done = ydkg_run("diff", "v1", "v2/final", "--data", str(repository))
    assert (done.returncode, done.stdout) == (2, "")
    assert "git is needed, which is not installed" in done.stderr
    assert ydkg_run("diff", str(repository), str(repository)).returncode == 0


def test_a_tag_outside_a_repository_is_refused(ydkg_run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Data that lie in no repository have no tags."""
    shutil.copytree(DATA_DIR, tmp_path / "data")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    done = ydkg_run("diff", "v1", "data", "--data", "data")
    assert done.returncode == 2
    assert "is in no git repository" in done.stderr


def test_an_empty_folder_and_a_damaged_file_are_refused(ydkg_run: Run, tmp_path: Path) -> None:
    """One line with the file and where it is damaged; the output file is not begun."""
    (tmp_path / "empty").mkdir()
    assert "there is no Turtle file in this folder" in ydkg_run("diff", "empty", "empty").stderr
    (tmp_path / "bad.ttl").write_text("<urn:a> <urn:b> .\n", encoding="utf-8")
    for layout in ("text", "patch"):
        done = ydkg_run("diff", "bad.ttl", "bad.ttl", "--format", layout, "-o", "out")
        assert done.returncode == 2
        assert done.stderr.startswith("ydkg: bad.ttl:1: ")
        assert not (tmp_path / "out").exists()
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


def test_what_only_one_has_is_told_when_it_is_asked_for(ydkg_run: Run) -> None:
    """Of two documents a handful of lines: what both speak of and tell differently; the rest is counted."""
    told = ydkg_run("diff", "triples", "later").stdout.splitlines()
    lines = [line for line in told if line.startswith("  ")]
    assert 7 <= len(lines) < 20
    assert {line[2] for line in lines} == {"~"}
    assert "  ~ in operation, as of 4 December 2024 → planned to open on 15 June 2024, as of 12 June 2024" in lines
    everything = ydkg_run("diff", "triples", "later", "--all").stdout.splitlines()
    assert {line[2] for line in everything if line.startswith("  ")} == {"~", "+", "-"}
    counts = [part for part in told[0].split(", ") if part.endswith(("second", "first"))]
    assert counts == [part for part in everything[0].split(", ") if part.endswith(("second", "first"))]
    assert counts[0] == f"{sum(line.startswith('  + ') for line in everything):,} only in the second"


_HEAD = "Progress of the Lee Line\n14 March 2025\n"
_COST = "The Lee Line cost £{} million in 2024. "
_LENGTH = "The Harbour Bridge is 42 km long. "
_REST = "The Lee Line was opened on 1 March 2024. {}, director of the Cork Rail Authority, said so.\n"
_BEFORE = _HEAD + _COST.format(270) + _LENGTH + _REST.format("Ada Lovelace")
_AFTER = _HEAD + "In short, much was done. " + _LENGTH + _COST.format(280) + _REST.format("Mary Boole")


def test_of_two_editions_what_changed_moved_came_and_went_is_told(ydkg_run: Run, tmp_path: Path) -> None:
    """A figure from and to, what stands in another order, what one of them has; and no characters that only shifted."""
    files = []
    for number, text in enumerate((_BEFORE, _AFTER)):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
        folder, draft = str(tmp_path / f"c{number}"), str(tmp_path / f"d{number}")
        assert ydkg_run("init", folder).returncode == 0
        about = ("--issued", "2025-03-14", "--address", "https://example.org/line", "--publisher", "Office of the Lee")
        assert ydkg_run("draft", str(tmp_path / f"{number}.txt"), *about, "--data", folder, "-o", draft).returncode == 0
        assert ydkg_run("accept", draft, "--as-drafted", "--data", folder).returncode == 0
        files.append(str(tmp_path / f"c{number}" / "release-20250314.ttl"))
    done = ydkg_run("diff", *files)
    told = [line for line in done.stdout.splitlines()[1:] if line.startswith(" ")]
    moved = "source of “Lee Line, amount, 2024: 280 million pounds sterling”: characters 43–51, 57–69 and 73–77 → "
    assert told == [
        "  - Ada Lovelace is director of Cork Rail Authority, as of 14 March 2025",
        "  ~ amount: 270 million pounds sterling (2024, actual) → 280 million pounds sterling (2024, actual)",
        f"  > {moved}characters 102–110, 116–128 and 132–136",
        "  + Mary Boole is director of Cork Rail Authority, as of 14 March 2025",
    ]
    assert "1 changed, 1 moved" in done.stdout.splitlines()[0]
