"""The READMEs say what is so: their finding is what the graph answers, and both show the same commands and files."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from rdflib import Graph

import ydkg
from ydkg.vocab import PREFIXES

ROOT = Path(__file__).resolve().parents[2]
ENGLISH, CHINESE = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh.md"))
#: What the Chinese one shows besides.
OWN = {"query initiatives/implemented_in_a_place", "query lacking/things_without_a_chinese_name"}


def commands(text: str) -> list[list[str]]:
    """Return the commands of a README's blocks, without their comments."""
    found = re.findall(r"^\$ (.*)$", text, re.MULTILINE)
    return [shlex.split(line, comments=True) for line in found]


def called(text: str) -> set[str]:
    """Return programs with their verb and what they are first told, names of things aside."""
    names = {"顾军", "Gu Jun", "南京", "Nanjing", "安徽", "合肥", "Hefei"}
    return {" ".join(word for word in words[1:3] if word not in names) for words in commands(text)}


def test_both_show_the_same_commands() -> None:
    """Each command of the English README stands in the Chinese one, which adds only what is about Chinese names."""
    assert called(CHINESE) - called(ENGLISH) == OWN
    assert called(ENGLISH) <= called(CHINESE)
    blocks = [re.findall(r"^```(\w+)$", text, re.MULTILINE) for text in (ENGLISH, CHINESE)]
    assert blocks[1] == [*blocks[0][:2], "console", *blocks[0][2:]]


def test_the_finding_is_what_the_graph_answers() -> None:
    """The counts of promises, in both languages and in the picture, are those of the question that counts them."""
    answers = ydkg.ask("promises/answers")
    counts = Counter(row.evidence for row in answers)
    picture = (ROOT / "docs" / "promises.svg").read_text(encoding="utf-8")
    drawn = re.findall(r"<text[^>]*>([^<]+)</text>", picture)
    outcomes = ["reached", "reached in part", "under way", "no later document says so"]
    assert set(counts) == set(outcomes)
    assert drawn[:4] == [str(counts[outcome]) for outcome in outcomes]
    assert (len(answers), *(counts[outcome] for outcome in outcomes)) == (32, 1, 3, 16, 12)
    assert "Of 32 promises, one is kept" in ENGLISH
    assert "32项承诺中，据后续网页，1项已经实现" in CHINESE
    assert [(row.evidence, row.schedule) for row in answers if row.evidence == "reached"] == [("reached", "in time")]


def test_the_fact_that_is_shown_is_in_the_data() -> None:
    """Every triple of the Turtle in the README is one of the graph."""
    (turtle,) = re.findall(r"^```turtle\n(.*?)^```$", ENGLISH, re.MULTILINE | re.DOTALL)
    prefixes = "".join(f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in ("prov", "yd", "ydr"))
    shown = Graph().parse(data=prefixes + turtle, format="turtle")
    assert len(shown) == 7
    assert not set(shown) - set(ydkg.load())


def test_both_lead_to_the_same_files() -> None:
    """Each link and picture is in both, and each file that they lead to is there."""
    links = [set(re.findall(r"\]\(([^)]+)\)", text)) for text in (ENGLISH, CHINESE)]
    assert links[0] - {"README.zh.md"} == links[1] - {"README.md"}
    assert all((ROOT / link).exists() for link in links[0] | links[1] if not link.startswith("https://"))


@pytest.mark.parametrize(
    "words",
    [words for words in commands(CHINESE) if words[1] in {"query", "show", "path"} and "--source" not in words],
    ids=" ".join,
)
def test_commands_with_chinese_names_work(words: list[str]) -> None:
    """They end well and say something in Chinese where that is asked for."""
    run = subprocess.run([sys.executable, "-m", *words], capture_output=True, encoding="utf-8", check=False, timeout=60)
    assert run.returncode == 0, run.stderr
    assert run.stdout
    assert ("--lang" in words) == bool(re.search("[\u4e00-\u9fff]", run.stdout))
