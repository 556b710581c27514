"""Rows of answers: numbers have their bounds and units, fractions, places and changes are said as such."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from ydkg.graph.graph import Graph
from ydkg.language.text import CHINESE, ENGLISH, Language
from ydkg.telling.row import columns_in_others, number_in, plain
from ydkg.vocab import UNIT, YD, ydr

TABLE = Graph.from_triples(
    [
        Triple(NamedNode(ydr("metric-rank")), NamedNode(YD.measureKind), NamedNode(YD.Rank)),
        Triple(NamedNode(ydr("metric-fund")), NamedNode(YD.measureWord), Literal("只", language="zh-hans")),
    ]
)


@pytest.mark.parametrize(
    ("name", "row", "language", "expected"),
    [
        ("difference", {"difference": "0.53", "unit": UNIT.PERCENT, "differenceUnit": YD.PercentagePoint}, ENGLISH,
         "+0.53 percentage points"),
        ("difference", {"difference": "3450", "unit": UNIT.KiloM, "bound": YD.MoreThan}, ENGLISH,
         "more than +3,450 km"),
        ("value", {"value": "0.333333", "numerator": "1", "denominator": "3", "bound": YD.MoreThan}, ENGLISH,
         "more than 1 in 3"),
        ("value", {"value": "5", "unit": UNIT.NUM, "metric": ydr("metric-rank")}, CHINESE, "第5位"),
        ("rank", {"rank": "5", "bound": YD.Exactly}, ENGLISH, "5th"),
        ("value", {"value": "47", "unit": UNIT.NUM, "metric": ydr("metric-fund")}, CHINESE, "47只"),
        ("value", {"value": "47", "unit": UNIT.NUM, "metric": ydr("metric-fund")}, ENGLISH, "47"),
        ("target", {"target": "42", "unit": UNIT.PERCENT, "bound": YD.MoreThan, "targetBound": YD.LessThan}, ENGLISH,
         "less than 42%"),
        ("baseline", {"baseline": "2", "baselineUnit": UNIT.HR, "unit": UNIT.MIN}, ENGLISH, "2 hours"),
    ],
)  # fmt: skip
def test_a_number_says_all_that_is_said_of_it(
    name: str, row: dict[str, str], language: Language, expected: str
) -> None:
    """Its own bound and the nearest unit, not those of the number beside it."""
    assert number_in(TABLE, name, row, language) == expected


def test_only_what_goes_elsewhere_is_left_out() -> None:
    """A bound that no number of the answer has stays a column."""
    assert columns_in_others(["bound", "thing", "thingLabel"]) == {"thingLabel"}
    assert columns_in_others(["value", "numerator", "denominator", "unit"]) == {"numerator", "denominator", "unit"}


def test_days_and_truths_are_words() -> None:
    """A table has them as every sentence has."""
    assert [plain("2024-12-31", "date", language) for language in (ENGLISH, CHINESE)] == [
        "31 December 2024",
        "2024年12月31日",
    ]
    assert [plain("false", "boolean", language) for language in (ENGLISH, CHINESE)] == ["no", "否"]
