"""What is said in Chinese has no English words: on pages and by verbs, but for names, codes and terms of the trade."""

from __future__ import annotations

import pytest
from write import golden

from spoken import english

# Whole lines of these are code, and parts of a page that speak of terms in their own letters, or of words to type.
_SKIPPED = (
    *(f"pages/zh/{file}.txt" for file in ("ontology", "site", "workbench", "assistant", "sheets")),
    *("pages/zh/errors.txt /metrics.docx", "verbs/queries.txt ydkg --lang zh queries people/"),
    *(f"verbs/{file}.txt" for file in ("check", "cite", "diff", "tour")),
)

SPOKEN = [
    name
    for face in ("pages", "verbs")
    for name in golden(face)
    if (name.startswith("pages/zh/") or "--lang zh" in name) and not name.startswith(_SKIPPED)
]


@pytest.mark.parametrize("name", SPOKEN)
def test_what_is_said_in_chinese_has_no_english_words(name: str) -> None:
    """A line that has Chinese in it has no Latin words but names, codes and terms."""
    text = golden(name.split("/", maxsplit=1)[0])[name]
    assert not list(english(text)), name


def test_english_words_in_a_chinese_line_are_found() -> None:
    """A label of a record, and a value that nobody translated, are English; a person's name and a format are not."""
    found = list(
        english("当期值  Days with good air quality: 83.3 %\n目的  safer homes\nZhong Lan 任副主任\n下载 Turtle\n")
    )
    assert [words for _, words in found] == [{"Days", "with", "good", "air", "quality"}, {"safer", "homes"}]
