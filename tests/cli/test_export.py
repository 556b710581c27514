"""`ydkg export` from outside: all formats at once, parts, collections of one's own, what is refused."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
import zipfile
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from ydkg import export
from ydkg.cli import take as verb
from ydkg.export import FORMATS, write

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Lakes, Run

TURTLE = """<https://w3id.org/ydkg/id/a> a <https://w3id.org/ydkg/ontology#Place> ;
  <http://www.w3.org/2000/01/rdf-schema#label> "A place"@en ; <https://w3id.org/ydkg/ontology#latitude> 1.5 ;
  <https://w3id.org/ydkg/ontology#longitude> 2.5 ."""


def test_all_formats_are_written_with_checksums(ydkg_run: Run, tmp_path: Path) -> None:
    """A file a format in a folder that is made, as each by itself, of a collection of one's own; checksums hold."""
    (tmp_path / "mine.ttl").write_text(TURTLE, encoding="utf-8")
    done = ydkg_run("--data", "mine.ttl", "export", "all", "-o", "out")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"out: {len(FORMATS)} formats, and SHA256SUMS\n"
    wanted = {f"ydkg-{key}.{form.extension}" for key, form in FORMATS.items()}
    assert {path.name for path in (tmp_path / "out").iterdir()} == wanted | {"SHA256SUMS"}
    for line in (tmp_path / "out" / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        digest, name = line.split("  ")
        assert sha256((tmp_path / "out" / name).read_bytes()).hexdigest() == digest
    one = ydkg_run("--data", "mine.ttl", "export", "geojson", "-o", "one.geojson")
    assert one.returncode == 0
    assert (tmp_path / "one.geojson").read_bytes() == (tmp_path / "out" / "ydkg-geojson.geojson").read_bytes()


def test_what_a_collection_does_not_say_is_left_out(
    ydkg_run: Run, lakes: Lakes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is said to have made it, and no licence, address or day is made up, in no format that describes it."""
    monkeypatch.setattr(
        verb, "FORMATS", {key: FORMATS[key] for key in ("csv", "xlsx", "owl", "cube", "dcat", "schemaorg")}
    )
    assert ydkg_run(*lakes.data, "export", "all", "-o", str(tmp_path)).returncode == 0
    for path in tmp_path.iterdir():
        contents = [path.read_bytes()]
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                contents = [archive.read(name) for name in archive.namelist()]
        for content in contents:
            assert not re.search(rb"contributors|creativecommons|CC BY|https://w3id.org/ydkg/[\s\"<>]", content), (
                path.name
            )
    dataset = json.loads((tmp_path / "ydkg-schemaorg.jsonld").read_bytes())
    assert not {"creator", "publisher", "license", "datePublished", "isAccessibleForFree"} & dataset.keys()


def test_what_is_no_folder_is_refused(ydkg_run: Run, tmp_path: Path) -> None:
    """All formats want a folder, and a folder's name is no file's."""
    (tmp_path / "file").touch()
    for name, output in (("all", "file"), ("all", "-"), ("turtle", "out/")):
        done = ydkg_run("export", name, "-o", output)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
        assert "folder" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("name", ["turtle", "nquads", "geojson", "csv", "all"])
def test_a_query_that_finds_nothing_is_told(
    ydkg_run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """One line says so, whatever the format has besides; what there is, is written without it."""
    monkeypatch.setattr(verb, "FORMATS", {key: FORMATS[key] for key in ("turtle", "nquads", "geojson", "csv")})
    (tmp_path / "none.rq").write_text("SELECT ?s WHERE { ?s a yd:Journey ; yd:connects ydr:hefei }", encoding="utf-8")
    done = ydkg_run("export", name, "-o", "none", "--query", "none.rq")
    assert done.returncode == 0
    assert done.stderr.startswith("none.rq: it finds nothing that can be written\nnone: ")
    assert done.stderr.count("\n") == 2
    assert "nothing" not in ydkg_run("export", name, "-o", "some", "--query", "people/all_posts").stderr


def test_an_answer_that_is_no_part_of_the_graph_is_refused(ydkg_run: Run, tmp_path: Path) -> None:
    """An ASK has nothing to write."""
    (tmp_path / "ask.rq").write_text("ASK { ?s ?p ?o }", encoding="utf-8")
    done = ydkg_run("export", "turtle", "-o", "ask.ttl", "--query", "ask.rq")
    assert done.returncode == 2
    assert done.stderr.endswith("answers yes or no, which is no part of the graph: give a SELECT or CONSTRUCT\n")
    assert not (tmp_path / "ask.ttl").exists()


def test_an_output_may_be_a_link_to_a_pipe(ydkg_process: Run) -> None:
    """/dev/stdout is one where another program reads what is written."""
    done = ydkg_process("export", "schemaorg", "-o", "/dev/stdout")
    assert (done.returncode, done.stdout) == (0, ydkg_process("export", "schemaorg").stdout)


def test_where_one_fails_none_is_written(ydkg_run: Run, tmp_path: Path) -> None:
    """A character that XML cannot carry stops all formats; the folder is as it was."""
    bad = TURTLE.replace("A place", "A \\u0001 place")
    (tmp_path / "bad.ttl").write_text(bad, encoding="utf-8")
    (tmp_path / "out").mkdir()
    done = ydkg_run("--data", "bad.ttl", "export", "all", "-o", "out")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "XML cannot carry U+0001" in done.stderr
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("name", ["rdfxml", "owl", "graphml", "gexf"])
def test_what_xml_cannot_carry_is_all_that_is_said(ydkg_run: Run, tmp_path: Path, name: str) -> None:
    """No folder is named that nobody has asked for."""
    (tmp_path / "bad.ttl").write_text(TURTLE.replace("A place", "A \\u0001 place"), encoding="utf-8")
    done = ydkg_run("--data", "bad.ttl", "export", name, "-o", "out")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith("ydkg: XML cannot carry U+0001, which stands in ")
    assert [path.name for path in tmp_path.iterdir()] == ["bad.ttl"]


@pytest.mark.parametrize("name", [key for key, form in FORMATS.items() if form.several])
def test_several_files_are_written_together(ydkg_run: Run, tmp_path: Path, name: str) -> None:
    """Where the last of them cannot take its place, it is said, and none of the others is there either."""
    (tmp_path / "mine.ttl").write_text(TURTLE, encoding="utf-8")
    for folder in ("out", "blocked"):
        (tmp_path / folder).mkdir()
    assert ydkg_run("--data", "mine.ttl", "export", name, "-o", "out").returncode == 0
    *_, last = written = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert len(written) > 1
    (tmp_path / "blocked" / last).mkdir()
    done = ydkg_run("--data", "mine.ttl", "export", name, "-o", "blocked")
    assert (done.returncode, done.stderr) == (2, f"ydkg: blocked/{last}: cannot be written: it is a folder\n")
    assert [path.name for path in (tmp_path / "blocked").iterdir()] == [last]


def test_formats_without_their_library_are_left_out(
    ydkg_run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line says which extra brings it, and the others are written."""
    monkeypatch.setattr(export, "find_spec", lambda _name: None)
    monkeypatch.setattr(verb, "FORMATS", {key: FORMATS[key] for key in ("ntriples", "parquet")})
    done = ydkg_run("export", "all", "-o", str(tmp_path))
    assert done.returncode == 0
    assert done.stderr.splitlines()[0] == "parquet: left out; pip install 'ydkg[parquet]' brings what it needs"
    assert (tmp_path / "ydkg-ntriples.nt").read_bytes() == write("ntriples")


@pytest.mark.parametrize("name", [key for key, form in FORMATS.items() if not (form.binary or form.several)])
def test_the_verb_writes_what_python_writes(ydkg_run: Run, name: str) -> None:
    """The same bytes."""
    assert ydkg_run("export", name).stdout.encode() == write(name)


@pytest.mark.parametrize("name", [key for key, form in FORMATS.items() if form.binary or form.several])
def test_no_bytes_are_thrown_at_a_terminal(name: str) -> None:
    """What is no text wants a file, which is said in a line; through a pipe it goes."""
    ours, theirs = os.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "ydkg", "export", name], stdout=theirs, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(theirs)
    os.close(ours)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert f"{FORMATS[name].name} is no text, and is not written to a terminal; give -o FILE" in done.stderr


def test_a_name_that_says_another_format_is_told(ydkg_run: Run, tmp_path: Path) -> None:
    """OWL under the name of Turtle is RDF/XML all the same, which a line says."""
    (tmp_path / "mine.ttl").write_text(TURTLE, encoding="utf-8")
    done = ydkg_run("--data", "mine.ttl", "export", "owl", "-o", "x.ttl")
    assert done.stderr.splitlines()[1:] == ["x.ttl: is application/rdf+xml all the same, which is called .owl"]
    assert len(ydkg_run("--data", "mine.ttl", "export", "owl", "-o", "x.owl").stderr.splitlines()) == 1


def test_rows_have_the_letters_of_the_files(ydkg_run: Run, tmp_path: Path) -> None:
    """What a store has in another form is written as the file has it, also where both forms stand."""
    place = TURTLE.replace("1.5 ;", "1.50, 1.5 ;").replace('"A place"@en', '"A place"@en, "某地"@zh-hans')
    (tmp_path / "mine.ttl").write_text(place, encoding="utf-8")
    (tmp_path / "out").mkdir()
    assert ydkg_run("--data", "mine.ttl", "export", "csv", "-o", "out").returncode == 0
    with (tmp_path / "out" / "values.csv").open(encoding="utf-8", newline="") as file:
        values = {(row["value"], row["language"]) for row in csv.DictReader(file)}
    assert values >= {("1.50", ""), ("1.5", ""), ("2.5", ""), ("某地", "zh-hans")}


@pytest.mark.parametrize("name", ["turtle", "csv", "cube", "all"])
def test_a_file_that_is_damaged_at_its_end_leaves_nothing(ydkg_run: Run, tmp_path: Path, name: str) -> None:
    """The place is said, an ill-typed literal too, and no part of the output is there."""
    for end, said in (
        ("<urn:a> <urn:b>", "found the end of the file"),
        ('<urn:a> <urn:b> "2024-02-30"^^xsd:date .', "bad.ttl:4: "),
    ):
        head = "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
        (tmp_path / "bad.ttl").write_text(f"{head}{TURTLE.replace(chr(10), ' ')}\n\n{end}\n", encoding="utf-8")
        done = ydkg_run("--data", "bad.ttl", "export", name, "-o", "out")
        assert done.returncode == 2
        assert said in done.stderr
        assert [path.name for path in tmp_path.iterdir()] == ["bad.ttl"]


def test_a_part_may_be_what_a_question_about_promises_answers(ydkg_run: Run, tmp_path: Path) -> None:
    """What later pages say is asked too: promises past their date are there, with what became of them."""
    (tmp_path / "out").mkdir()
    done = ydkg_run("export", "csv", "--query", "promises/past_their_date", "-o", "out")
    assert "nothing" not in done.stderr
    with (tmp_path / "out" / "promises.csv").open(encoding="utf-8", newline="") as file:
        assert {row["evidence"] for row in csv.DictReader(file)} - {""}
