"""Names that things are found by: what fits what was typed, and in which order."""

from __future__ import annotations

from difflib import get_close_matches
from itertools import product

import pytest

from ydkg.graph.names import Name, alike, fold, number_order, search, sharing

NAMES = [
    Name(iri, text, fold(text), level)
    for iri, text, level in (
        ("river", "Yangtze River", 0),
        ("river", "长江", 0),
        ("delta", "Yangtze River Delta", 0),
        ("delta", "长江三角洲", 0),
        ("delta", "the Délta", 1),
        ("line", "Shanghai–Suzhou line", 0),
        ("line", "Line of the ‘Delta’", 1),
        ("other", "other river", 0),
    )
]


def found(typed: str, weight: dict[str, int] | None = None) -> list[str]:
    """Find things by the names above."""
    return [match.name.iri for match in search(typed, NAMES, weight)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("yangtze river", ["river", "delta"]),
        ("YANGTZE  RIVER ", ["river", "delta"]),
        ("the delta", ["delta", "line"]),
        ("Ｄｅｌｔａ", ["delta", "line"]),
        ("shanghai suzhou", ["line"]),
        ("SHANGHAI-SUZHOU", ["line"]),
        ("'delta'", ["delta", "line"]),
        ("长江", ["river", "delta"]),
        ("三角洲", ["delta"]),
        ("delta yangtze", ["delta"]),
        ("ther", ["other"]),
        ("", []),
        ("  ", []),
        ("-", []),
        ("nothing", []),
    ],
)
def test_names_are_found_in_the_order_of_how_well_they_fit(typed: str, expected: list[str]) -> None:
    """The name itself comes first, then its beginning, words, parts, and all words in any order."""
    assert found(typed) == expected


def test_of_two_that_fit_as_well_the_better_known_comes_first() -> None:
    """More relations decide between equals, and never put a part of a word before the name itself."""
    assert found("river", {"other": 50})[0] == "other"
    assert found("yangtze river", {"delta": 5000})[0] == "river"


def test_of_names_that_fit_as_well_a_label_comes_before_another_name_and_that_before_a_hidden_form() -> None:
    """Whatever is known of the things."""
    names = [Name(str(level), "gate", "gate", level) for level in (2, 1, 0)]
    assert [match.name.iri for match in search("gate", names, {"2": 9, "1": 5})] == ["0", "1", "2"]


def test_of_many_names_those_are_compared_that_share_most_letters() -> None:
    """Few of many are compared with a misspelled one, and what is suggested is what comparing all would suggest."""
    parts = ("ba", "ko", "ri", "ne", "su", "ta", "lo", "mi", "ve", "da")
    words = ["".join(chosen) for chosen in product(parts, repeat=4)]
    names = [Name(f"urn:{word}", f"{word.capitalize()} Office", f"{word} office", 0) for word in words]
    for typed in ("bakorinne ofice", "Veddalomi Office"):
        nearest = get_close_matches(typed.casefold(), [name.folded for name in names], 1)
        suggested = alike(typed, names)
        assert suggested[0].folded == nearest[0]
        assert len(suggested) == 3


def test_what_is_not_wanted_is_not_suggested_and_few_are_asked_about() -> None:
    """Of two things of one name the one that is wanted is suggested; what is spelled otherwise is let be."""
    names = [Name("record", "Yangtze River", "yangtze river", 0), *NAMES]
    asked: list[str] = []
    found = alike("Yangtze Rivr", names, is_wanted=lambda iri: asked.append(iri) or iri != "record")
    assert [name.iri for name in found] == ["river", "delta", "other"]
    assert "line" not in asked


def test_a_thing_is_suggested_by_its_own_name_where_it_shares_another() -> None:
    """Of a name that two things have the first is suggested; the other by a longer one that only it has."""
    names = [Name("one", "Utopia port", "utopia port", 0), Name("other", "Utopia port", "utopia port", 0)]
    names.append(Name("other", "the old Utopia port", "the old utopia port", 1))
    assert [each.iri for each in alike("Utopia por", names)] == ["one", "other"]


def test_numbers_stand_by_size_wherever_they_are() -> None:
    """In words and in IRIs of passages, some of which end in two numbers as their documents do: sorted as listed."""
    in_order = [
        *("Harbour", "line 9", "Line 12", "passage", "passage-2-9-100", "passage-2-10-11", "passage-2-10-11-3"),
        *("passage-12-1-2", "passage-a", "9 lines", "12 lines"),
    ]
    assert sorted(sorted(in_order), key=number_order) == in_order


def test_names_share_rare_words_and_the_shortest_comes_first() -> None:
    """Of names that share as much the shortest is first, one a thing."""
    assert [name.text for name in sharing(["shang", "river"], NAMES)] == ["Shanghai–Suzhou line"]
    assert [name.text for name in sharing(["river"], NAMES, 2)] == ["other river", "Yangtze River"]
    assert [name.iri for name in sharing(["三角", "角洲"], NAMES)] == ["delta"]
    assert sharing(["harbo"], NAMES) == sharing([], NAMES) == []


def test_what_a_text_begins_is_suggested_before_what_is_spelled_alike() -> None:
    """And of two Chinese characters one may be wrong."""
    names = [Name("country", "China", "china", 0), Name("piles", "new charging piles", "new charging piles", 0)]
    names.append(Name("person", "顾军", "顾军", 1))
    assert [name.iri for name in alike("charging", names)] == ["piles"]
    assert [name.iri for name in alike("顾君", names)] == ["person"]
