"""The Chinese README says what the English one says: the same commands, which work with Chinese names."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

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
    names = {"顾军", "Gu Jun", "南京", "Nanjing", "安徽"}
    return {" ".join(word for word in words[1:3] if word not in names) for words in commands(text)}


def test_both_show_the_same_commands() -> None:
    """Each command of the English README stands in the Chinese one, which adds only what is about Chinese names."""
    assert called(CHINESE) - called(ENGLISH) == OWN
    assert called(ENGLISH) <= called(CHINESE)
    blocks = [re.findall(r"^```(\w+)$", text, re.MULTILINE) for text in (ENGLISH, CHINESE)]
    assert blocks[1] == [*blocks[0][:2], "console", *blocks[0][2:]]


def test_both_lead_to_the_same_files() -> None:
    """Each link and picture is in both, and each file that they lead to is there."""
    links = [set(re.findall(r"\]\(([^)]+)\)", text)) for text in (ENGLISH, CHINESE)]
    assert links[0] - {"README.zh.md"} == links[1] - {"README.md"}
    assert all((ROOT / link).exists() for link in links[0] | links[1] if not link.startswith("https://"))


@pytest.mark.parametrize(
    "words",
    [words for words in commands(CHINESE) if words[1] in {"query", "show"} and "--source" not in words],
    ids=" ".join,
)
def test_commands_with_chinese_names_work(words: list[str]) -> None:
    """They end well and say something in Chinese where that is asked for."""
    run = subprocess.run([sys.executable, "-m", *words], capture_output=True, encoding="utf-8", check=False, timeout=60)
    assert run.returncode == 0, run.stderr
    assert run.stdout
    assert ("--lang" in words) == bool(re.search("[\u4e00-\u9fff]", run.stdout))
