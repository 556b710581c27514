"""`ydkg check`, `audit`, `reason` and `coverage` from outside, and what `--derived` and `--inferred` add."""

from __future__ import annotations

import json
import re
import shutil
from contextlib import ExitStack
from pathlib import Path
from subprocess import PIPE, Popen
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat, parse

from shipped import SOURCE, needs_java, needs_source
from ydkg.collection import REFERENCE_FILE, RELEASE_FILE
from ydkg.graph import turtle
from ydkg.language.text import ENGLISH
from ydkg.proof.check import PARTS, check
from ydkg.proof.check_report import FORMATS
from ydkg.telling.record import names_in
from ydkg.vocab import RDF, SH

if TYPE_CHECKING:
    from conftest import Run

pytestmark = pytest.mark.usefixtures("inferred_once", "one_java")
QUICK = ("--only", "evidence", "--only", "arithmetic", "--only", "coverage")


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """Give a copy of the release's data in which nothing says which way the vehicle-to-pile ratio gets better."""
    text = RELEASE_FILE.read_text(encoding="utf-8")
    begun = text.index("\nydr:metric-vehicle-to-pile-ratio\n")
    line = "  yd:direction yd:LowerIsBetter ;\n"
    at = text.index(line, begun)
    path = tmp_path / "triples.ttl"
    path.write_text(text[:at] + text[at + len(line) :], encoding="utf-8")
    return path


@needs_java
def test_the_whole_check_passes_with_one_warning(ydkg_run: Run) -> None:
    """The shipped graph has no error; the one warning is the stated rise that its own figures exceed."""
    done = ydkg_run("check")
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1].endswith("triples: no errors, 1 warning")
    assert "only when rounded more coarsely" in done.stdout


def test_a_report_in_json_names_every_part(ydkg_run: Run) -> None:
    """The JSON report counts by part, and each finding says what, where and how to mend it."""
    done = ydkg_run("check", *QUICK, "--format", "json")
    report = json.loads(done.stdout)
    assert [part["name"] for part in report["parts"]] == ["files", "evidence", "arithmetic", "coverage"]
    assert (report["errors"], report["warnings"]) == (0, 1)
    (finding,) = report["findings"]
    assert finding["entity"].endswith("comparison-railway-network")
    assert finding["start"] == 6199
    assert finding["fix"]


@needs_source
def test_a_finding_is_told_in_the_document_s_words(ydkg_run: Run) -> None:
    """With the document a finding brings the sentence that states the thing."""
    done = ydkg_run("check", *QUICK, "--source", SOURCE, "--format", "json")
    (finding,) = json.loads(done.stdout)["findings"]
    assert finding["words"]
    assert finding["words"] in " ".join(Path(SOURCE).read_text(encoding="utf-8").split())


def test_a_report_in_turtle_is_a_shacl_report(ydkg_run: Run) -> None:
    """The Turtle report is a sh:ValidationReport, which by SHACL conforms only where there is no result at all."""
    done = ydkg_run("check", *QUICK, "--format", "ttl")
    facts = {(q.predicate.value, q.object.value) for q in parse(done.stdout.encode(), format=RdfFormat.TURTLE)}
    assert (RDF.type, SH.ValidationReport) in facts
    assert (SH.conforms, "false") in facts
    assert (SH.resultSeverity, SH.Warning) in facts


def test_a_report_tells_of_what_it_cannot_lead_to(ydkg_run: Run, tmp_path: Path) -> None:
    """Findings on a node without a name, or on what leads to a text, are in the report of Turtle too."""
    path = tmp_path / "nameless.ttl"
    path.write_text(
        "@prefix ydr: <https://w3id.org/ydkg/id/> . @prefix prov: <http://www.w3.org/ns/prov#> .\n"
        '_:someone a ydr:unknown . ydr:something a ydr:unknown ; prov:wasDerivedFrom "somewhere" .\n',
        encoding="utf-8",
    )
    done = ydkg_run("check", str(path), "--only", "evidence", "--only", "rules", "--format", "ttl")
    triples = list(parse(done.stdout, format=RdfFormat.TURTLE))
    found = {triple.subject for triple in triples if triple.object.value == SH.ValidationResult}
    led = {triple.subject for triple in triples if triple.predicate.value == SH.focusNode}
    assert led
    assert led < found
    assert "<_:someone>: Dead references" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("check", *QUICK), "only when rounded more coarsely"),
        (("verify",), "is in piped/away.ttl, but its document is in piped/release.ttl"),
        (("diff", "--all"), "Hefei"),
        (("diff", "--format", "patch"), "D <https://w3id.org/ydkg/id/hefei>"),
        (("format",), "it is no file"),
        (("format", "--check"), "piped/away.ttl:1: not as `ydkg format` writes it"),
    ],
    ids=["check", "verify", "diff", "diff as a patch", "format", "format --check"],
)
def test_what_comes_through_pipes_is_read_as_files_are(
    ydkg_process: Run, tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    """A pipe can be read once only; whoever reads files more often finds in several what is in the files."""
    passage = re.search(r"ydr:passage-\S+", RELEASE_FILE.read_text(encoding="utf-8"))
    assert passage
    for folder in ("read", "piped"):
        (tmp_path / folder).mkdir()
    (tmp_path / "read" / "away.ttl").write_text(
        "@prefix yd: <https://w3id.org/ydkg/ontology#> . @prefix ydr: <https://w3id.org/ydkg/id/> .\n\n"
        f"ydr:hefei yd:mentionedIn {passage[0]} .\n",
        encoding="utf-8",
    )
    shutil.copy(RELEASE_FILE, tmp_path / "read" / "release.ttl")
    names = ("away.ttl", "release.ttl")
    with ExitStack() as stack:
        cats = [stack.enter_context(Popen(["cat", tmp_path / "read" / name], stdout=PIPE)) for name in names]
        ends = [cat.stdout.fileno() for cat in cats if cat.stdout]
        for name, end in zip(names, ends, strict=True):
            (tmp_path / "piped" / name).symlink_to(f"/dev/fd/{end}")
        piped = ydkg_process(*arguments, *(f"piped/{name}" for name in names), pipes=ends)
    assert told in piped.stdout + piped.stderr
    if arguments != ("format",):  # which writes files
        read = ydkg_process(*arguments, *(f"read/{name}" for name in names))
        said = (read.stdout.replace("read/", "piped/"), read.stderr)
        assert (piped.returncode, piped.stdout, piped.stderr) == (read.returncode, *said)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("audit",), "What follows, computed"),
        (("coverage", "--format", "csv"), "id/passage-release-"),
        (("export", "ntriples"), "<https://w3id.org/ydkg/id/hefei>"),
    ],
    ids=["audit", "coverage", "export"],
)
def test_a_collection_that_comes_through_a_pipe_is_read_as_files_are(
    ydkg_process: Run, tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    """Figures are read, what follows is computed and names are looked up of what was read once."""
    (tmp_path / "piped.ttl").symlink_to("/dev/stdin")
    piped = ydkg_process("--data", "piped.ttl", *arguments, stdin=RELEASE_FILE.read_bytes())
    read = ydkg_process("--data", str(RELEASE_FILE), *arguments)
    assert told in read.stdout
    assert (piped.returncode, piped.stdout, piped.stderr) == (read.returncode, read.stdout, read.stderr)


def test_a_pipe_of_two_names_is_read_once(ydkg_process: Run, tmp_path: Path) -> None:
    """What came through it is there by either name, and where a document is looked for by its slug."""
    (tmp_path / "piped.ttl").symlink_to("/dev/stdin")
    for first, second in (("/dev/stdin", "/dev/fd/0"), ("release-20241204", str(RELEASE_FILE))):
        done = ydkg_process("--data", "piped.ttl", "diff", first, second, stdin=RELEASE_FILE.read_bytes())
        assert done.stdout == f"{first} → {second}: nothing that is told differs\n"


def test_every_format_has_what_came_through_a_pipe(ydkg_process: Run, tmp_path: Path) -> None:
    """All formats are written of what was read once."""
    (tmp_path / "read").mkdir()
    shutil.copy(REFERENCE_FILE, tmp_path / "read" / "piped.ttl")
    (tmp_path / "piped.ttl").symlink_to("/dev/stdin")
    written = [
        ydkg_process("--data", data, "export", "all", "-o", folder, stdin=REFERENCE_FILE.read_bytes())
        for data, folder in (("read/piped.ttl", "of-file"), ("piped.ttl", "of-pipe"))
    ]
    assert [done.returncode for done in written] == [0, 0]
    sums = [(tmp_path / folder / "SHA256SUMS").read_text(encoding="utf-8") for folder in ("of-file", "of-pipe")]
    assert "ydkg-turtle.ttl" in sums[0]
    assert sums[1] == sums[0]


def test_what_is_wrong_with_what_came_through_a_pipe_is_said(ydkg_process: Run) -> None:
    """Where the damage is looked for, all that was read is looked at again."""
    damaged = 'ydr:a\n  <https://schema.org/startDate> "2024-13-04"^^<http://www.w3.org/2001/XMLSchema#date> .\n'
    data = f"@prefix ydr: <https://w3id.org/ydkg/id/> .\n{damaged}"
    done = ydkg_process("verify", "/dev/stdin", stdin=data)
    assert "/dev/stdin:3: '2024-13-04' is no xsd:date" in done.stderr


def test_a_node_without_a_name_is_called_the_same_by_every_part(ydkg_run: Run, tmp_path: Path) -> None:
    """Whatever a part finds of a node that its file does not name is told of one node, and again in the next run."""
    for name in ("one", "two"):
        (tmp_path / f"{name}.ttl").write_text("[] a <https://w3id.org/ydkg/id/unknown> .\n", encoding="utf-8")
    parts = ("--only", "evidence", "--only", "rules")
    first, again = (ydkg_run("check", "one.ttl", "two.ttl", *parts, "--format", "json").stdout for _ in range(2))
    report = json.loads(first)
    found = {part: {each["entity"] for each in report["findings"] if each["part"] == part} for part in parts[1::2]}
    assert len(found["evidence"]) == 2
    assert found["rules"] == found["evidence"]
    assert all(entity in report["parts"][0]["failure"] for entity in found["evidence"])
    assert again == first


def test_what_was_found_is_told_although_a_file_went_away(tmp_path: Path) -> None:
    """A report is told of what could be read, and says that a file cannot be read any more."""
    path = tmp_path / "milestone.ttl"
    path.write_text(
        "<https://w3id.org/ydkg/id/opening> a <https://w3id.org/ydkg/ontology#Milestone> .\n", encoding="utf-8"
    )
    report = check(
        [path], only=["shapes", "coverage"], begun=lambda name: path.unlink() if name == "coverage" else None
    )
    for layout, write in FORMATS.items():
        said = write(report, ENGLISH, names_in(ENGLISH, report.data.table))
        assert "id/opening" in said or "ydr:opening" in said, layout
    assert [part.name for part in report.failures] == ["files", "coverage"]
    assert all(
        part.failure and "milestone.ttl: cannot be read: no such file" in part.failure for part in report.failures
    )


def test_a_report_of_nothing_found_reads_no_file(tmp_path: Path) -> None:
    """Where all is well nothing is looked up, and that a file went away meanwhile is told as the part had it."""
    path = tmp_path / REFERENCE_FILE.name
    shutil.copy(REFERENCE_FILE, path)
    report = check([path], only=["coverage"], begun=lambda _: path.unlink())
    assert not any(part.findings for part in report.parts)
    for layout, write in FORMATS.items():
        assert write(report, ENGLISH, None), layout
    assert [part.name for part in report.failures] == ["coverage"]


def test_a_report_as_a_page_loads_nothing(ydkg_run: Run, tmp_path: Path) -> None:
    """The page holds the findings and asks for no other file."""
    done = ydkg_run("check", *QUICK, "--format", "html", "-o", "check.html")
    page = (tmp_path / "check.html").read_text(encoding="utf-8")
    assert done.stdout == ""
    assert "default-src &#39;none&#39;" in page
    assert "only when rounded more coarsely" in page
    assert not any(mark in page for mark in ("src=", "<script", "<link", "url("))


def test_a_fault_is_an_error(ydkg_run: Run, damaged: Path) -> None:
    """A metric that has no direction is found, named by its label, and ends with 1."""
    done = ydkg_run("check", str(damaged), str(REFERENCE_FILE), "--only", "shapes")
    assert done.returncode == 1
    assert "vehicle-to-pile ratio: has not exactly one direction" in done.stdout
    assert "to mend:" in done.stdout


def test_what_cannot_run_stops_nothing_else(ydkg_run: Run, tmp_path: Path) -> None:
    """A wrong source is one line of the summary, the other parts run, and the exit code is 2."""
    other = tmp_path / "other.txt"
    other.write_text("another text", encoding="utf-8")
    done = ydkg_run("check", *QUICK, "--source", str(other))
    assert done.returncode == 2
    assert "no document of this graph" in done.stdout
    assert "arithmetic  Stated changes and outcomes follow from their figures  no errors, 1 warning" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_damaged_data_are_said_in_one_line(ydkg_run: Run, tmp_path: Path) -> None:
    """A file that is no Turtle is named with its line, and the rest is checked without it, where there is a rest."""
    broken = tmp_path / "broken.ttl"
    broken.write_text("@prefix ydr: <https://w3id.org/ydkg/id/> .\nydr:a ydr:b \n", encoding="utf-8")
    done = ydkg_run("check", str(broken), "--only", "evidence")
    assert done.returncode == 2
    assert "broken.ttl:" in done.stdout
    assert "not run: there are no data that can be read" in done.stdout
    done = ydkg_run("check", str(broken), str(RELEASE_FILE), "--only", "arithmetic")
    assert done.returncode == 2
    assert "broken.ttl:" in done.stdout
    assert "only when rounded more coarsely" in done.stdout


def test_a_part_that_falls_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """A part of the check that falls says which and why, and the others run."""
    monkeypatch.setitem(PARTS, "rules", lambda _triples, _source: int("no number"))
    report = check([RELEASE_FILE], only=["rules", "coverage"])
    failures = [part.failure for part in report.parts]
    assert failures == [None, "fell: ValueError: invalid literal for int() with base 10: 'no number'", None]


def test_parts_that_look_things_up_read_once_together(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Three of them parse no file more often than one does; all that is there is read whatever is checked."""
    parsed: list[object] = []
    parse = turtle.parse
    monkeypatch.setattr(turtle, "parse", lambda *given, **more: parsed.append(given) or parse(*given, **more))
    counts = list[int]()
    for only in (["evidence"], ["evidence", "arithmetic", "coverage"]):
        check([RELEASE_FILE, REFERENCE_FILE], only=only)
        counts.append(len(parsed))
        parsed.clear()
    assert counts[0] == counts[1]
    nowhere = tmp_path / "nowhere.ttl"
    for more in ({"apart": [nowhere]}, {"beside": [nowhere]}):
        (unread,) = check([RELEASE_FILE], only=["arithmetic"], **more).failures
        assert "nowhere.ttl" in str(unread.failure)


def test_a_fact_in_the_file_of_another_is_found(ydkg_run: Run, tmp_path: Path) -> None:
    """A record of the release that is filed under the registers is found, by check and by verify."""
    record = "ydr:observation-pm25\n"
    text = RELEASE_FILE.read_text(encoding="utf-8")
    start = text.index(f"\n{record}") + 1
    block = text[start : text.index("\n.\n", start) + 3]
    own, other = tmp_path / "triples.ttl", tmp_path / "reference.ttl"
    own.write_text(text.replace(f"\n{block}", "", 1), encoding="utf-8")
    prefixes = "".join(line for line in text.splitlines(keepends=True) if line.startswith("@prefix"))
    other.write_text(REFERENCE_FILE.read_text(encoding="utf-8") + prefixes + block, encoding="utf-8")
    for verb in ("check --only coverage", "verify"):
        done = ydkg_run(*verb.split(), str(own), str(other))
        assert done.returncode == 1
        assert "reference.ttl, but its document is in" in done.stdout


@needs_java
def test_no_java_is_one_line(ydkg_run: Run, tmp_path: Path) -> None:
    """Without Java the reasoner is said to be missing, and the rest is checked."""
    done = ydkg_run("check", "--only", "evidence", "--only", "logic", PATH=str(tmp_path), JAVA_HOME="")
    assert done.returncode == 2
    (line,) = [line for line in done.stdout.splitlines() if line.startswith("logic")]
    assert "Java" in line
    assert "evidence    Every fact leads to its source" in done.stdout


def test_derived_figures_are_added_on_demand(ydkg_run: Run) -> None:
    """`--derived` adds rows that say that they are derived; without it there are none."""
    name = "metrics/figures_of_a_thing"
    assert " derived " not in ydkg_run("query", name).stdout
    assert " derived " in ydkg_run("query", name, "--derived").stdout
    assert "75.1%, computed" in ydkg_run("show", "Yangtze River Delta", "--derived").stdout
    assert "yd:valueStatus yd:Derived" in ydkg_run("export", "turtle", "--derived").stdout


@needs_java
def test_inferred_facts_are_added_on_demand(ydkg_run: Run) -> None:
    """`--inferred` adds memberships of organisations, marked as inferred."""
    assert "inferred by the ontology" not in ydkg_run("show", "Gu Jun").stdout
    assert "inferred by the ontology" in ydkg_run("show", "Gu Jun", "--inferred").stdout
    facts = ydkg_run("show", "Hefei", "--inferred").stdout
    within = [line.split("  [") for line in facts.splitlines() if line.startswith("  Hefei is within")]
    assert [(name.split()[-1], "inferred" in source) for name, source in within] == [
        ("Anhui", False),
        ("China", True),
        ("Delta", True),
    ]


@needs_java
def test_reasoning_writes_new_triples(ydkg_run: Run) -> None:
    """What is inferred is canonical Turtle and holds nothing that is stated already."""
    done = ydkg_run("reason")
    inferred = {str(quad) for quad in parse(done.stdout.encode(), format=RdfFormat.TURTLE)}
    stated = {str(q) for f in (RELEASE_FILE, REFERENCE_FILE) for q in parse(path=f, format=RdfFormat.TURTLE)}
    assert inferred
    assert not inferred & stated
    assert "org:memberOf ydr:yangtze-river-delta-regional-cooperation-office" in done.stdout


@needs_java
def test_a_contradiction_is_named_with_its_facts(ydkg_run: Run, tmp_path: Path) -> None:
    """A person that is used as a place clashes, and the facts that clash are named."""
    text = RELEASE_FILE.read_text(encoding="utf-8")
    changed = text.replace("ydr:gu-jun\n  a foaf:Person ;", "ydr:gu-jun\n  a foaf:Person ;\n  a yd:Place ;", 1)
    assert changed != text
    path = tmp_path / "triples.ttl"
    path.write_text(changed, encoding="utf-8")
    done = ydkg_run("reason", str(path), str(REFERENCE_FILE))
    assert done.returncode == 1
    assert "Gu Jun" in done.stdout
    assert "place" in done.stdout


def test_coverage_has_a_row_a_sentence(ydkg_run: Run, tmp_path: Path) -> None:
    """Coverage tells of each sentence how much of it carries facts, and of the whole."""
    rows = ydkg_run("coverage", "--format", "csv").stdout.splitlines()
    assert len(rows) == 1 + 85 + 1
    ydkg_run("coverage", "--format", "html", "-o", "coverage.html")
    page = (tmp_path / "coverage.html").read_text(encoding="utf-8")
    assert "<svg" in page
    assert "<script" not in page


@needs_source
def test_a_passage_is_given_as_the_data_have_it(ydkg_run: Run) -> None:
    """The Turtle of a passage is, fact for fact, what the data hold of it."""
    done = ydkg_run("passage", "Qu Wei", "--source", SOURCE)
    given = {str(quad) for quad in parse(done.stdout.encode(), format=RdfFormat.TURTLE)}
    assert given
    assert given <= {str(quad) for quad in parse(path=RELEASE_FILE, format=RdfFormat.TURTLE)}


@needs_source
@pytest.mark.parametrize("words", ["", "words that it does not hold", "reporters.The integrated"])
def test_words_that_are_no_passage_are_refused(ydkg_run: Run, words: str) -> None:
    """Words that stand nowhere, or across the end of a sentence, are one line and exit code 2."""
    done = ydkg_run("passage", words, "--source", SOURCE)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_findings_are_said_in_chinese(ydkg_run: Run, damaged: Path, tmp_path: Path) -> None:
    """With `--lang zh`, what is wrong, how to mend it, and the names of records are Chinese in a check."""
    text = damaged.read_text(encoding="utf-8")
    damaged.write_text(text.replace("ydr:role-director ;", "ydr:role-deputy-director ;", 1), encoding="utf-8")
    done = ydkg_run("check", str(damaged), "--only", "labels", "--only", "rules", "--lang", "zh")
    assert done.returncode == 1
    assert "director of Shanghai Municipal Development and Reform Commission”" in done.stdout
    assert "\n    修改方法：用 `ydkg format` 重写" in done.stdout
    assert not any(word in done.stdout for word in ("error", "warning", "to mend", "triples: "))
    ydkg_run("coverage", "--format", "html", "-o", "coverage.html", "--lang", "zh")
    page = (tmp_path / "coverage.html").read_text(encoding="utf-8")
    assert '<html lang="zh-Hans">' in page
    assert "长三角高铁网总里程：超过7600公里" in page
    assert "Length of the high-speed railway network" not in page
