"""Verbs with ``--lang zh`` have no English but names and codes; labels of records are written from their parts."""

from __future__ import annotations

import csv
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from spoken import english, misprints
from ydkg.collection import DATA_DIR

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run


#: Names of options, columns and parts of a check, which are typed as they are.
TYPED = re.compile(r"^[a-z]\w+(?:：|  )|`[^`]+`", re.MULTILINE)
CALLS = (
    ("audit",),
    ("check", "--only", "evidence"),
    ("cite", "observation-carbon-value"),
    ("cite", "observation-carbon-value", "--style", "bibtex"),
    ("path", "顾军", "合肥", "--limit", "2"),
    ("promises", "--pages"),
    ("queries",),
    ("query", "claims/judgements"),
    ("query", "instruments/all_instruments"),
    ("query", "metrics/all_figures"),
    ("query", "metrics/all_metrics"),
    ("query", "promises/answers"),
    ("query", "sources/editors_notes"),
    ("query", "sources/everything_about", "--thing", "上海"),
    ("show", "三省一市"),
    ("show", "judgement-45d9074e7c39"),
)


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_a_verb_tells_everything_in_chinese(ydkg_run: Run, call: tuple[str, ...]) -> None:
    """Tables, sentences, headings and what is said beside them; a line of Chinese has no English words."""
    done = ydkg_run(*call, "--lang", "zh")
    told = TYPED.sub("", done.stdout + done.stderr)
    assert re.search(r"[\u4e00-\u9fff]", told)
    # Citations are set in the styles of others.
    assert [*english(told), *(misprints(told) if "--style" not in call else ())] == []


@pytest.mark.parametrize("layout", [(), ("--for", "excel")], ids=["table", "sheet"])
def test_a_stage_is_told_of_what_was_asked_for(ydkg_run: Run, layout: tuple[str, ...]) -> None:
    """As the class of the thing has it, though no row names the thing."""
    told = ydkg_run("query", "progress/milestones_of_a_thing", "--thing", "huawei-rd-center", "--lang", "zh", *layout)
    assert "已启用" in told.stdout
    assert "已启动" not in told.stdout


def test_a_figure_has_the_measure_word_of_the_metric_asked_for(ydkg_run: Run) -> None:
    """Though no row names the metric."""
    told = ydkg_run("query", "metrics/figures_of_a_metric", "--metric", "metric-enterprise-count", "--lang", "zh")
    assert "312家" in told.stdout


@pytest.mark.parametrize(
    ("question", "words"),
    [("progress/done", "已|运行中"), ("progress/still_to_come", "将|计划|力争"), ("progress/under_way", "正在|中")],
)
def test_a_stage_reads_as_what_it_is(ydkg_run: Run, question: str, words: str) -> None:
    """What is done is told as a deed, what is planned as a plan, what goes on as going on."""
    told = ydkg_run("query", question, "--format", "csv", "--for", "excel", "--lang", "zh").stdout
    stages = {row["阶段"] for row in csv.DictReader(told.splitlines())} - {""}
    assert len(stages) > 5
    assert [stage for stage in sorted(stages) if not re.search(words, stage)] == []


def test_what_is_lacking_is_told_in_chinese(ydkg_run: Run, tmp_path: Path) -> None:
    """A part that a record has not."""
    lines = [
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .",
        "@prefix yd: <https://w3id.org/ydkg/ontology#> .",
    ]
    lines += ["@prefix ydr: <https://w3id.org/ydkg/id/> .", "", 'ydr:x a yd:Milestone ; rdfs:label "X"@en .', ""]
    (tmp_path / "one.ttl").write_text("\n".join(lines), encoding="utf-8")
    told = ydkg_run("check", "one.ttl", "--only", "shapes", "--lang", "zh").stdout
    assert "错误：X：对象不是恰好一个" in told
    assert "shapes/milestone#about" in told


def test_which_way_is_better_is_said_as_on_pages(ydkg_run: Run) -> None:
    """Of a time, that it is better shorter; a statement is called by its sentence."""
    assert re.search("指标方向：越短越好", ydkg_run("show", "metric-travel-time", "--lang", "zh").stdout)
    assert ydkg_run("show", "statement-a7339bed56af", "--lang", "zh").stdout.startswith("“示范区高质量发展条例：")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Copy the shipped data."""
    return shutil.copytree(DATA_DIR, tmp_path / "data")


def label(file: Path, record: str) -> str:
    """Give the line of a record's label in a file."""
    block = file.read_text(encoding="utf-8").split(f"\nydr:{record}\n")[1].split("\n.\n")[0]
    return next(line for line in block.splitlines() if "rdfs:label" in line)


def test_a_label_that_is_missing_or_out_of_date_is_written(ydkg_run: Run, copy: Path) -> None:
    """Check says of a label that it is not as the parts make it; format writes it again, and keeps comments."""
    names = copy / "names.zh.ttl"
    whole = names.read_text(encoding="utf-8")
    stored = label(names, "observation-output-share-2018")
    lost = label(names, "observation-sub-funds")
    damaged = whole.replace(stored, '  rdfs:label "别的话"@zh-hans ;').replace(f"{lost}\n", "")
    names.write_text(f"# ours\n{damaged}", encoding="utf-8")
    done = ydkg_run("--data", str(copy), "check", "--only", "labels")
    assert done.returncode == 1
    assert done.stdout.count("label_as_made") == 1
    assert "别的话" in done.stdout
    assert ydkg_run("--data", str(copy), "format").returncode == 0
    assert names.read_text(encoding="utf-8").replace("# ours\n", "", 1).lstrip("\n") == whole
    assert names.read_text(encoding="utf-8").startswith("# ours\n")


def test_a_label_by_hand_stays(ydkg_run: Run, copy: Path) -> None:
    """What yd:labelBasis says is written by hand is neither a finding nor written over."""
    file = copy / "triples.ttl"
    whole = file.read_text(encoding="utf-8")
    block = next(part for part in whole.split("\n\n") if "yd:labelBasis yd:ByHand" in part)
    line = next(each for each in block.splitlines() if "rdfs:label" in each)
    by_hand = whole.replace(line, '  rdfs:label "In words of our own"@en ;')
    file.write_text(by_hand, encoding="utf-8")
    assert "In words of our own" not in ydkg_run("--data", str(copy), "check", "--only", "labels").stdout
    assert ydkg_run("--data", str(copy), "format").returncode == 0
    assert file.read_text(encoding="utf-8") == by_hand
