"""Answers in words: a number has its own unit and bound and is the fraction that it is stated as, on both sides."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple

from ydkg.graph.graph import Graph
from ydkg.graph.questions import answer, question
from ydkg.language.text import CHINESE, ENGLISH, Language
from ydkg.telling.answers import answer_sheet, tell_answer
from ydkg.telling.row import columns_in_others, number_in, plain
from ydkg.vocab import UNIT, YD, ydr

#: Figures of a thing, each compared with one of 2018 or with a target: name, what is said of now, of the other, more.
FIGURES = [
    (
        "share", "yd:value 40.0 ; qudt:hasUnit unit:PERCENT ; yd:bound yd:MoreThan",
        "yd:value 30.0 ; qudt:hasUnit unit:PERCENT ; yd:bound yd:MoreThan",
        "; yd:statedChange 9.0 ; yd:bound yd:MoreThan ; qudt:hasUnit yd:PercentagePoint",
    ),
    (
        "time", "yd:value 40.0 ; qudt:hasUnit unit:MIN ; yd:bound yd:LessThan",
        "yd:value 2.0 ; qudt:hasUnit unit:HR ; yd:bound yd:Approximately",
        "; yd:statedChange -60.0 ; yd:bound yd:MoreThan ; qudt:hasUnit unit:PERCENT",
    ),
    (
        "part",
        "yd:value 0.333333 ; yd:numerator 1 ; yd:denominator 3 ; qudt:hasUnit unit:UNITLESS ; yd:bound yd:MoreThan",
        "yd:value 0.25 ; yd:numerator 1 ; yd:denominator 4 ; qudt:hasUnit unit:UNITLESS ; yd:bound yd:Exactly",
        "",
    ),
    (
        "size", "yd:value 7600.0 ; qudt:hasUnit unit:KiloM ; yd:bound yd:LessThan",
        "yd:value 4150.0 ; qudt:hasUnit unit:KiloM ; yd:bound yd:Exactly", "",
    ),
    (
        "dust", "yd:value 30.0 ; qudt:hasUnit unit:MicroGM-PER-M3 ; yd:bound yd:Exactly",
        "yd:value 35.0 ; qudt:hasUnit unit:MicroGM-PER-M3 ; yd:bound yd:LessThan", "",
    ),
]  # fmt: skip
DEFINED = """
ydr:delta a yd:Place ; rdfs:label "Delta"@en .
ydr:share a yd:Metric ; rdfs:label "share"@en ; yd:direction yd:HigherIsBetter .
ydr:time a yd:Metric ; rdfs:label "time"@en ; yd:direction yd:LowerIsBetter .
ydr:size a yd:Metric ; rdfs:label "size"@en ; yd:direction yd:NoDirection .
ydr:part a yd:Metric ; rdfs:label "part"@en ; yd:direction yd:HigherIsBetter .
ydr:dust a yd:Metric ; rdfs:label "dust"@en ; yd:direction yd:LowerIsBetter .
ydr:release a yd:Document . ydr:passage a yd:Passage ; yd:inDocument ydr:release ; yd:start 0 ; yd:end 9 .
ydr:period a yd:Period ; rdfs:label "2018"@en ; yd:firstDay "2018-01-01"^^xsd:date ; yd:lastDay "2018-12-31"^^xsd:date .
"""


@pytest.fixture
def store(prefixed: str) -> Store:
    """Load the figures."""
    own = " ; yd:about ydr:delta ; yd:valueStatus yd:Actual ; prov:wasDerivedFrom ydr:passage"
    figures = "".join(
        f"ydr:{name}-now a yd:Observation ; {now} ; yd:metric ydr:{name}{own} .\n"
        f"ydr:{name}-other a yd:Observation ; {other} ; yd:metric ydr:{name} ; yd:period ydr:period{own} .\n"
        f"ydr:{name}-{role} a yd:Comparison ; yd:current ydr:{name}-now ; yd:{role} ydr:{name}-other ;"
        f" prov:wasDerivedFrom ydr:passage {more if role == 'baseline' else ''} .\n"
        for name, now, other, more in FIGURES
        for role in ("baseline", "target")
    )
    loaded = Store()
    loaded.load(prefixed + DEFINED + figures, format=RdfFormat.TURTLE)
    return loaded


def told(store: Store, name: str, lang: str = "en") -> dict[str, dict[str, str]]:
    """Ask a question: by metric, what its columns say that are not of names."""
    asked = question(name)
    answered = tell_answer(store, asked, answer(store, asked, {}), lang)
    return {row[0]: dict(zip(answered.columns, row, strict=True)) for row in answered.rows}


def test_changes_since_2018_keep_bounds_units_and_fractions(store: Store) -> None:
    """Of the earlier value as of the later one, and of the change that is stated; less than is not near."""
    rows = told(store, "metrics/changes_since_2018")
    said = {
        metric: tuple(row[title] for title in ("baseline", "value", "difference", "stated change"))
        for metric, row in rows.items()
    }
    assert said == {
        "share": ("more than 30%", "more than 40%", "", "more than +9 percentage points"),
        "time": ("about 2 hours", "less than 40 minutes", "", "less than −60%"),
        "part": ("1 in 4", "more than 1 in 3", "more than +0.083333", ""),
        "size": ("4,150 km", "less than 7,600 km", "less than +3,450 km", ""),
        "dust": ("less than 35 µg/m³", "30 µg/m³", "", ""),
    }
    chinese = told(store, "metrics/changes_since_2018", "zh")
    assert {row["文中所述变化"] for row in chinese.values()} == {"增加超过9个百分点", "下降超过60%", ""}


def test_a_spreadsheet_has_the_same_bounds(store: Store) -> None:
    """Its columns for bounds say of a number what is said before it in a cell."""
    asked = question("metrics/changes_since_2018")
    result = answer(store, asked, {})
    rows = [
        {
            name: term.value
            for name, term in zip(result.columns, row, strict=True)
            if isinstance(term, NamedNode | Literal)
        }
        for row in result.rows
    ]
    sheet = answer_sheet(Graph(store), asked, rows)
    told = {row[0]: dict(zip(sheet.headings, row, strict=True)) for row in sheet.rows}
    assert (told["size"]["value, bound"], told["size"]["difference, bound"]) == ("less than", "less than")
    assert (told["share"]["baseline, bound"], told["share"]["stated change, bound"]) == ("more than", "more than")
    assert (told["time"]["stated change"], told["time"]["stated change, bound"]) == (-60, "less than")
    assert told["part"]["baseline, as stated"] == "1 in 4"


def test_figures_against_targets_are_those_that_the_graph_tells(store: Store) -> None:
    """A target in another unit is told too, and one that is to be passed is met by what is past it."""
    rows = told(store, "metrics/against_target")
    assert {metric: (row["target"], row["ahead of target"]) for metric, row in rows.items()} == {
        "share": ("more than 30%", "yes"),
        "time": ("about 2 hours", ""),
        "part": ("1 in 4", "yes"),
        "size": ("4,150 km", ""),
        "dust": ("less than 35 µg/m³", "yes"),
    }


def test_the_overview_tells_targets_in_their_own_unit(store: Store) -> None:
    """Of the target, and of the stated change, nothing is lost either."""
    asked = question("metrics/overview")
    answered = tell_answer(store, asked, answer(store, asked, {}))
    columns = [answered.columns.index(title) for title in ("metric", "baseline", "target", "stated change")]
    rows = {tuple(row[at] for at in columns) for row in answered.rows}
    assert {
        ("time", "", "about 2 hours", ""),
        ("time", "about 2 hours", "", "less than −60%"),
        ("part", "", "1 in 4", ""),
        ("part", "1 in 4", "", ""),
    } <= rows


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
