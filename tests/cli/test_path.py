"""`ydkg path` from outside: how two things are connected, in words and in rows."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ydkg.vocab import ORG, YD, ydr

if TYPE_CHECKING:
    from conftest import Run

SOURCE = os.environ.get("YDKG_SOURCE", "")
needs_source = pytest.mark.skipif(not Path(SOURCE).is_file(), reason="YDKG_SOURCE names no document")


def test_each_hop_is_a_sentence_with_its_place(ydkg_run: Run) -> None:
    """The best way from Gu Jun to Hefei leads through his commission, Shanghai and the pilots, and says where."""
    done = ydkg_run("path", "Gu Jun", "Hefei", "--limit", "1")
    assert (done.returncode, done.stderr) == (0, "")
    head, *facts = done.stdout.splitlines()
    assert head == (
        "1. Gu Jun – Shanghai Municipal Development and Reform Commission – Shanghai – "
        "science and technology finance pilot reforms – Hefei"
    )
    post = "Gu Jun is director of Shanghai Municipal Development and Reform Commission, as of 4 December 2024"
    assert facts[0].startswith(f"   {post}  [")
    assert facts[-1] == (
        "   Science and technology finance pilot reforms are implemented in Hefei  "
        "[sentence 70 of 85, in Coordinated reform and innovation in the financial sector]"
    )
    assert len(facts) == 4


def test_five_ways_are_told_and_no_more(ydkg_run: Run) -> None:
    """By default the five best are numbered; names in Chinese find the same."""
    done = ydkg_run("path", "Gu Jun", "Hefei")
    assert [line[:2] for line in done.stdout.splitlines() if line and line[0] != " "] == ["1.", "2.", "3.", "4.", "5."]
    assert ydkg_run("path", "顾军", "合肥市").stdout == done.stdout


def test_a_path_is_told_in_chinese(ydkg_run: Run) -> None:
    """Names are short, and no word of the sentences is English."""
    done = ydkg_run("path", "顾军", "合肥市", "--limit", "1", "--lang", "zh")
    head, *facts = done.stdout.splitlines()
    assert head == "1. 顾军 – 上海市发展改革委 – 上海 – 科创金融改革试点 – 合肥"
    assert facts[0].startswith("   顾军任上海市发展改革委主任（截至2024年12月4日）  [")
    assert not [line for line in facts if any(sign.isascii() and sign.isalpha() for sign in line)]


def test_rows_name_every_fact(ydkg_run: Run) -> None:
    """In CSV a row is a fact: its path, hop, ends, words, record and sources."""
    rows = list(csv.DictReader(io.StringIO(ydkg_run("path", "Gu Jun", "Hefei", "--format", "csv").stdout)))
    assert [row["path"] for row in rows if row["hop"] == "1"][:3] == ["1", "2", "3"]
    first = rows[0]
    assert (first["subject"], first["predicate"]) == (ydr("gu-jun"), ORG.Membership)
    assert first["record"].startswith(ydr("membership-gu-jun-"))
    assert first["weight"] == "11"
    assert all(row["sources"] and row["fact"] for row in rows)


def test_a_hop_says_how_it_was_read(ydkg_run: Run) -> None:
    """Words that do not state a fact say what it was read from: after the sentence, and in a column of the rows."""
    ends = "Shanghai-Suzhou-Huzhou high-speed railway", "Suzhou"
    head, hop = ydkg_run("path", *ends, "--limit", "1").stdout.splitlines()
    assert head.startswith("1. Shanghai-Suzhou-Huzhou high-speed railway – Suzhou")
    assert hop.startswith(
        "   Shanghai-Suzhou-Huzhou high-speed railway connects Suzhou, read from the name  [sentence 35 "
    )
    rows = list(csv.DictReader(io.StringIO(ydkg_run("path", *ends, "--format", "csv").stdout)))
    assert rows[0]["basis"] == "read from the name"
    stated = [row["basis"] for row in rows if row["fact"].endswith("railway connects Shanghai")]
    assert set(stated) == {""}


def test_a_metric_is_reached_by_its_figures(ydkg_run: Run) -> None:
    """The last hop to a metric is every figure of the thing before it."""
    done = ydkg_run("path", "Gu Jun", "metric-travel-time", "--limit", "1", "--format", "json")
    rows = json.loads(done.stdout)["results"]["bindings"]
    figures = [row for row in rows if row["predicate"]["value"] == YD.metric]
    assert len(figures) == 2
    assert {row["subject"]["value"] for row in figures} == {ydr("journey-shanghai-huzhou")}


def test_a_misspelled_name_is_refused_with_suggestions(ydkg_run: Run, tmp_path: Path) -> None:
    """Nothing is written, and the name that may be meant is in the one line."""
    done = ydkg_run("path", "Gu Jnu", "Hefei", "-o", "found.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert "did you mean 'Gu Jun'" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("Gu Jun",), "missing argument 'DESTINATION'"),
        (("Gu Jun", "顾军"), "'Gu Jun' and '顾军' are one thing; give two"),
        (("Gu Jun", "ydr:role-director"), "ydr:role-director is no thing of the network"),
        (("Gu Jun", "Hefei", "--limit", "0"), "0 is not in the range 1<=x<=50"),
    ],
)
def test_a_wrong_call_is_told_in_one_line(ydkg_run: Run, arguments: tuple[str, ...], said: str) -> None:
    """What is wrong is said, and the exit code is 2."""
    done = ydkg_run("path", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_no_connection_is_an_answer(ydkg_run: Run) -> None:
    """Two things that no fact connects are told in one line, and a program gets no rows."""
    done = ydkg_run("path", "Gu Jun", "legislation-law", "--format", "csv")
    assert (done.returncode, done.stderr) == (0, "no facts connect Gu Jun and Legislation Law\n")
    assert done.stdout.count("\n") == 1


@needs_source
def test_the_document_gives_the_sentences(ydkg_run: Run) -> None:
    """Under the facts stand the sentences that state them, as they are printed, each once (user trial)."""
    done = ydkg_run("path", "Gu Jun", "Hefei", "--limit", "1", "--source", SOURCE)
    document = " ".join(Path(SOURCE).read_text(encoding="utf-8").split())
    quoted = [line for line in done.stdout.splitlines() if line.startswith("       ")]
    assert len(quoted) == len(set(quoted)) >= 3
    assert all(line.split("  ")[-1] in document for line in quoted)


def test_it_loads_no_drawing() -> None:
    """Neither rdflib nor what draws is loaded."""
    program = (
        "import sys\nfrom ydkg.cli import main\ntry:\n    main(['path', 'Gu Jun', 'Hefei', '--limit', '1'])\n"
        "except SystemExit:\n    pass\n"
        "print(sorted({'rdflib', 'pyvis', 'igraph', 'jinja2', 'owlready2'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"
