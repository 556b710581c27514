"""Later words are told in both languages, each with its page, apart from what is proven to the letter."""

from __future__ import annotations

import re

import pytest

from shipped import TRIPLES
from ydkg.collection import DATA_DIR
from ydkg.graph.turtle import read_turtle
from ydkg.telling.later import Later, tell_later

HAN = re.compile("[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def later() -> Later:
    """Give all later words on what ships."""
    told = TRIPLES
    apart = [triple for name in ("later", "judgements") for triple in read_turtle(DATA_DIR / f"{name}.ttl")]
    return tell_later(told, apart)


def test_what_the_body_stated_since_is_told_with_its_document(later: Later) -> None:
    """A later word of the body that promised is told in full, not that there is none."""
    line = "milestone-shanghai-suzhou-jiaxing-intercity-railway-under-construction-underway"
    official = later.answers[line].official
    assert official.en.startswith("Jiangsu section of the Watertown Tourism Line: ")
    assert official.en.endswith(" (Suzhou Municipal Transport Bureau, May 2025)")
    assert official.zh.endswith("，见苏州市交通运输局，2025年5月")


def test_a_promise_is_told_with_its_three_answers(later: Later) -> None:
    """Each answer says what it answers, in both languages."""
    answers = later.answers["milestone-airport-link-line-operational-planned"]
    assert answers.evidence == ("reached in part", "部分兑现")
    assert answers.schedule == ("date passed", "期限已过")
    assert answers.line == (
        "◐ in part, 59 of 68.6 km: in operation since 27 December 2024",
        "◐部分兑现（68.6公里中的59公里）：已于2024年12月27日开通运营",
    )
    assert answers.steps == (("2024-12-27", "Underway", answers.mark),)
    (word,) = answers.words
    assert word.page.en == "Associated Press of Pakistan, 27 December 2024"
    assert word.stands.en.startswith("as to section of the airport link line")
    assert "What opened is the section of 59 of 68.6 km" in word.note.en
    assert [told.note.en for told in later.words["airport-link-line"] if told.id == word.id] == [word.note.en]


def test_every_answer_and_word_is_chinese_in_chinese(later: Later) -> None:
    """Nothing that is told is left in English, and nothing is empty."""
    texts = [text for told in later.answers.values() for text in (told.evidence, told.schedule, told.line)]
    words = [word for told in later.words.values() for word in told]
    texts += [text for word in words for text in (word.sentence, word.page, word.confidence)]
    texts += [text for word in words for text in (word.stands, word.note) if text]
    assert len(texts) > 800
    assert [text for text in texts if not text.en or not HAN.search(text.zh)] == []


def test_a_word_says_how_it_stands_to_the_text_at_hand(later: Later) -> None:
    """To the nearest record of the text: the same year says the same, though another year has another number."""
    words = {word.id: word for word in later.words["yangtze-river-delta"]}
    share = "observation-national-output-share-yangtze-river-delta"
    assert words[f"{share}-nbs75-20240918"].stands.en == "says the same"
    assert words[f"{share}-shine-20211107"].stands.en == "says otherwise"
    assert words[f"{share}-people-20231226"].stands.en == "is of another time"
    trap = words["observation-share-of-national-rd-expenditure-yangtze-river-delta-cnhubei-20251226"]
    assert trap.stands.en == "is not comparable"
    assert "no intensity" in trap.note.en


@pytest.mark.parametrize(
    ("thing", "record", "stands"),
    [
        ("shanghai-suzhou-huzhou-high-speed-railway", "operational-done-hk01-20241226", "tells what came of it"),
        ("super-loop-high-speed-railway", "operational-planned-fznews-20240612", "tells the plan of it"),
    ],
)
def test_a_plan_is_no_outcome(later: Later, thing: str, record: str, stands: str) -> None:
    """Which of the two the page tells depends on which of them the text at hand tells."""
    words = {word.id: word for word in later.words[thing]}
    assert words[f"milestone-{thing}-{record}"].stands.en == stands


def test_no_note_says_the_same_twice(later: Later) -> None:
    """What the editors note of a record, and why they judge so of it, stand once where one goes on from the other."""
    notes = {text for told in later.words.values() for word in told for text in word.note if text}
    twice = [note for note in notes for first in [re.split("[.;。；：]", note)[0]] if note.count(first) > 1]
    assert twice == []


def test_it_says_as_of_when_and_by_which_rules(later: Later) -> None:
    """What is computed is marked so, and that silence is no failure."""
    assert later.as_of.en == (
        "As later pages say, the last of 1 February 2026. Silence is not failure; what the responsible body itself "
        "said since is named where there is any."
    )
    assert "2026" in later.as_of.zh


def test_without_pages_nothing_is_told() -> None:
    """A collection without later words has none, and no promise of it is answered by guess."""
    assert tell_later(read_turtle(DATA_DIR / "triples.ttl"), []) == Later()
