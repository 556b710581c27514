# ruff: noqa: E501 - a sentence and what it says stand on one line
"""The rules read sentences that they were not written on: other regions, other publishers, English and Chinese.

All sentences are synthetic: the figures are invented, the people are historical.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ydkg.draft.drafting import Origin, draft
from ydkg.graph.graph import Graph
from ydkg.vocab import ORG, QUDT, RDF, RDFS, YD

if TYPE_CHECKING:
    from collections.abc import Callable

ISSUED = date(2025, 3, 12)
MARKED = tomllib.loads((Path(__file__).parent / "sentences.toml").read_text(encoding="utf-8"))


def drafted(sentence: str) -> Graph:
    """Return the draft of a sentence, under a title of its own."""
    return Graph.from_triples(
        draft(f"A title\n2025-03-12\n{sentence}\n", Origin(ISSUED), Graph.from_triples([])).triples
    )


def short(value: str | None) -> str:
    """Return the last part of an IRI, or a value as it is."""
    return (value or "").rpartition("#")[2].rpartition("/")[2]


def called(table: Graph, kind: str, *parts: str) -> list[tuple[str | None, ...]]:
    """Return what the parts of each record of a class are called."""
    return [
        tuple(table.text(table.one(each, part) or "", RDFS.label) for part in parts) for each in table.subjects(kind)
    ]


def becoming(text: str) -> tuple[Graph, set[tuple[str | None, str]]]:
    """Return the draft of a text, and of which thing it says that something is planned, under way or done."""
    table = Graph.from_triples(draft(text, Origin(ISSUED), Graph.from_triples([])).triples)
    modalities = [short(table.one(each, YD.modality)) for each in table.subjects(YD.Milestone)]
    return table, {
        (*thing, modality) for thing, modality in zip(called(table, YD.Milestone, YD.about), modalities, strict=True)
    }


def figure_rows(table: Graph) -> list[str]:
    """Return value, unit, bound and status of each figure."""
    parts = (YD.value, QUDT.hasUnit, YD.bound, YD.valueStatus)
    return [" ".join(short(table.one(each, part)) for part in parts) for each in table.subjects(YD.Observation)]


def wording_rows(table: Graph) -> list[str]:
    """Return value, unit, bound, status and time of each figure."""
    rows = []
    for each, row in zip(table.subjects(YD.Observation), figure_rows(table), strict=True):
        period = table.one(each, YD.period)
        time = table.one(period, YD.edtf) if period else table.one(each, YD.asOf)
        rows.append(f"{table.one(each, YD.value)} {row.partition(' ')[2]} {time or ''}")
    return rows


def stage_rows(table: Graph) -> list[tuple[str | None, ...]]:
    """Return thing, stage, modality and day of each stage."""
    rows = []
    for each, names in zip(table.subjects(YD.Milestone), called(table, YD.Milestone, YD.about, YD.stage), strict=True):
        day = table.one(each, YD.on) or table.one(each, YD.notAfter) or ""
        rows.append((*names, short(table.one(each, YD.modality)), day))
    return rows


def post_rows(table: Graph) -> list[tuple[str | None, ...]]:
    """Return person, organisation and role of each post."""
    return called(table, ORG.Membership, ORG.member, ORG.organization, ORG.role)


@pytest.mark.parametrize(
    ("kind", "rows", "whole", "right"),
    [
        ("figures", figure_rows, 1, 1),
        ("wordings", wording_rows, 1, 1),
        ("stages", stage_rows, 0.9, 0.92),
        ("posts", post_rows, 0.9, 0.94),
    ],
)
def test_marked_sentences_are_read(kind: str, rows: Callable[[Graph], list[Any]], whole: float, right: float) -> None:
    """Of what marked sentences state so much is read whole, and so much of what is read is stated."""
    wanted, found, both = 0, 0, 0
    for sentence, stated in MARKED[kind]:
        marked = Counter(each if isinstance(each, str) else tuple(each) for each in stated)
        read = Counter(rows(drafted(sentence)))
        wanted, found, both = wanted + marked.total(), found + read.total(), both + (marked & read).total()
    assert both / wanted >= whole, (wanted, found, both)
    assert both / found >= right, (wanted, found, both)


def test_no_plan_is_read_as_a_deed() -> None:
    """Whatever is not read of a stage: what a marked sentence says is planned is never said to be done."""
    for sentence, stated in MARKED["stages"]:
        done = {stage for _, stage, modality, _ in stage_rows(drafted(sentence)) if modality == "Done"}
        plans = {stage for _, stage, modality, _ in stated if modality == "Planned"}
        assert not done & plans - {stage for _, stage, modality, _ in stated if modality == "Done"}, sentence


def test_a_report_is_of_the_period_of_its_title() -> None:
    """What a communiqué says without a time is of the year that its title names; what it says is to come is not."""
    text = "2023年云岭省统计公报\n铁路里程15公里，货运量3万吨。\n预计货运量4万吨。\n"
    table = Graph.from_triples(draft(text, Origin(ISSUED), Graph.from_triples([])).triples)
    found = {
        table.one(o, YD.value): table.one(table.one(o, YD.period) or "", YD.edtf)
        for o in table.subjects(YD.Observation)
    }
    assert found == {"15": "2023", "30000": "2023", "40000": None}


def test_the_points_of_a_list_are_of_the_time_of_its_heading() -> None:
    """A heading's time is that of the points behind it."""
    table = drafted("Key statistics, August 2024:\n- the rate rose to 6.5%;\n- costs fell to £3.")
    periods = {table.one(table.one(o, YD.period) or "", YD.edtf) for o in table.subjects(YD.Observation)}
    assert periods == {"2024-08"}


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (
            "一、2023年工作回顾\n出口额达到8亿元，增长3%。\n公路里程为90公里。\n二、2025年工作安排\n新建学校5所。\n",
            {"800000000": "2023", "90": "2023", "5": None},
        ),
        (
            "Lee Trade Indexes: June 2023 quarter\n- Volumes rose 7 percent.\nPrices fell 3 percent.\n",
            {"7": "2023-04-01/2023-06-30", "3": "2023-04-01/2023-06-30"},
        ),
        (
            "In 2023 output grew by 4 percent (after 2 percent in 2022). Sales fell by 6 percent.",
            {"4": "2023", "2": "2022", "6": "2023"},
        ),
        (
            "In 2023 output grew by 4 percent over 2022. Farms did well.\nTrade also grew. Sales fell by 6 percent.\n",
            {"4": "2023", "6": None},
        ),
        (
            "In 2023 output grew by 4 percent over 2022. Farms did well. Mines led, with a rise of 6 percent.",
            {"4": "2023", "6": "2023"},
        ),
        (
            "Comparing May 2024 with May 2023, prices rose by 2 percent.\nRates were 9 percent compared to QAR 8 in 2023.",
            {"2": "2024-05", "9": None},
        ),
        (
            "2023年云岭省统计公报\n2023年1—8月，产值增长7%。农业增长较快。粮食增长3%。如今有学校9所。公路达5公里。\n货运量增长6%。\n",
            {"7": "2023-01/2023-08", "3": "2023-01/2023-08", "9": None, "5": None, "6": "2023"},
        ),
        (
            "It proposes Rs 700 crore for the year 2025-26. The revenue receipts are Rs 500 crore.",
            {"7000000000": "2025-04-01/2026-03-31", "5000000000": "2025-04-01/2026-03-31"},
        ),
    ],
)
def test_sentences_without_a_time_are_of_that_of_their_section(lines: str, wanted: dict[str, str | None]) -> None:
    """A heading, the title or the sentence before says once of which period the sentences behind it report."""
    table = Graph.from_triples(draft(lines, Origin(ISSUED), Graph.from_triples([])).triples)
    found = {
        table.one(each, YD.value) or table.one(each, YD.statedChange): table.one(
            table.one(each, YD.period) or "", YD.edtf
        )
        for each in table.subjects(YD.Observation)
    }
    assert found == wanted


def test_what_stands_under_a_heading_of_plans_is_planned() -> None:
    """A bare verb under "Next steps" or a year's tasks states what is to come, whatever is reported above it."""
    text = "海州市工作报告\n一、2023年工作回顾\n云岭大桥建成通车。\n二、主要任务\n加快甲子至乙丑铁路建设，开工建设青石水库。\n"
    assert becoming(text)[1] == {("云岭大桥", "Done"), ("甲子至乙丑铁路", "Planned"), ("青石水库", "Planned")}


@pytest.mark.parametrize(("sentence", "stated"), MARKED["changes"])
def test_changes_are_read(sentence: str, stated: tuple[str, str]) -> None:
    """A change has its amount, or its two values; the baseline's period is never that of the value itself."""
    change, baseline = stated
    table = drafted(sentence)
    (found,) = table.subjects(YD.Comparison)
    assert (table.one(found, YD.statedChange) or "") == change
    current = table.one(table.one(found, YD.current) or "", YD.period)
    assert current is None or current != table.one(found, YD.baselinePeriod)
    if baseline:
        period = table.one(table.one(found, YD.baseline) or "", YD.period) or ""
        assert table.text(period, RDFS.label) == baseline


def test_a_rise_in_a_list_can_have_changed() -> None:
    """A number that is a rise as the one before it is one figure, of the whole period, also where a change is of it."""
    table = drafted(
        "From 2012 to 2021 the fees grew by 10% and 20%, respectively, an increase of 5 percentage points "
        "compared with 15%."
    )
    (change,) = table.subjects(YD.Comparison)
    current, baseline = (table.one(change, part) or "" for part in (YD.current, YD.baseline))
    assert [table.one(each, YD.value) for each in (current, baseline)] == ["20", "15"]
    rises = [each for each in table.subjects(YD.Observation) if table.one(each, YD.value) in {"10", "20"}]
    assert len(rises) == 2
    assert len({table.one(each, YD.period) for each in rises}) == 1


@pytest.mark.parametrize(
    ("sentence", "whole"),
    [
        ("Corvale's rate stood at 95%, 3 percentage points above the national average.", "nation"),
        ("Corvale's rate stood at 95%, 3 percentage points above the EU average.", "EU"),
        ("云岭省覆盖率95%，高于全国平均水平3个百分点。", "全国"),
    ],
)
def test_an_average_is_never_that_of_what_is_compared_with_it(sentence: str, whole: str) -> None:
    """A national average is that of the country, named or not, and not of what the text is about."""
    assert called(drafted(sentence), YD.Comparison, YD.baselineAbout) == [(whole,)]


@pytest.mark.parametrize(("sentence", "metric"), MARKED["measured"])
def test_what_is_measured_is_called_by_its_words(sentence: str, metric: str) -> None:
    """A metric has the noun of its number: no verb, no time, no other number."""
    assert called(drafted(sentence), YD.Observation, YD.metric) == [(metric,)]


def test_the_object_of_what_was_done_is_what_is_measured() -> None:
    """Who did it is no part of a metric's name, nor is what was done besides."""
    table = drafted("The minister inaugurated two parks and laid the foundation stone for three more.")
    assert set(called(table, YD.Observation, YD.metric)) == {("number of parks",)}


def test_each_post_of_a_sentence_has_its_holder() -> None:
    """A second person behind "and" is no field of the office before."""
    table = drafted(
        "Ada Lovelace, Director General of CRB, and Grace Hopper, Secretary of the Department of Works, signed."
    )
    assert set(called(table, ORG.Membership, ORG.member)) == {("Ada Lovelace",), ("Grace Hopper",)}


def test_posts_in_a_list_share_what_they_are_of() -> None:
    """A post without a body of its own is of the one before it, and who governs a place is of the place."""
    table = drafted(
        "云岭省委副书记、省长梁思成出席。甲乙市统计局党组成员、副局长林徽因给出了答案。海州省委书记、省人大常委会主任苏步青在会上发言。"
    )
    assert set(called(table, ORG.Membership, ORG.member, ORG.organization, ORG.role)) == {
        ("梁思成", "云岭省委", "副书记"),
        ("梁思成", "云岭省", "省长"),
        ("林徽因", "甲乙市统计局", "党组成员"),
        ("林徽因", "甲乙市统计局", "副局长"),
        ("苏步青", "海州省委", "书记"),
        ("苏步青", "省人大常委会", "主任"),
    }


def test_what_a_plan_says_is_to_come_is_planned() -> None:
    """In a plan a bare verb states what is to come; what it says has been done is done."""
    text = "云岭省铁路建设实施方案\n已建成海州大桥。\n加快甲子至乙丑铁路建设，开工建设青石至海州高铁。八成以上的村完成环境整治50处。\n"
    table, stages = becoming(text)
    assert stages == {("海州大桥", "Done"), ("甲子至乙丑铁路", "Planned"), ("青石至海州高铁", "Planned")}
    assert {short(table.one(o, YD.valueStatus)) for o in table.subjects(YD.Observation)} == {"Expected"}


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("The Financial Secretary, Mr Alan Turing, spoke.", "Financial Secretary"),
        ("Chancellor of the Exchequer Alan Turing spoke.", "Chancellor of the Exchequer"),
        ("Lord Mayor Alan Turing spoke.", "Lord Mayor"),
        ("Labor Premier Alan Turing spoke.", "Premier"),
        ("H.E. Governor Alan Turing spoke.", "Governor"),
        (
            "They named Alan Turing as Acting Director and Ada Lovelace as Acting Chief of Staff.",
            "Acting Chief of Staff",
        ),
        ("Collector Alan Turing and SP Ada Lovelace spoke.", "SP"),
        ("It was held under President Ada Lovelace.", "President"),
        ("He spoke after a briefing by airport manager Alan Turing.", "airport manager"),
        ("Meanwhile Acting Contract Manager Ada Lovelace spoke.", "Acting Contract Manager"),
        ("It was signed by Prime Minister Alan Turing and Lovelace.", "Prime Minister"),
        ("Grace Hopper will have Ada Lovelace as her Permanent Secretary for that task.", "Permanent Secretary"),
        ("副市长梁思成、林徽因出席。", "副市长"),
        ("常务副省长梁思成，市长林徽因出席。", "常务副省长"),
    ],
)
def test_a_post_without_a_body_is_a_title(sentence: str, title: str) -> None:
    """Who holds a post of which no organisation is named has it for a title."""
    table = drafted(sentence)
    assert not table.subjects(ORG.Membership)
    assert title in {table.one(each, RDF.object) for each in table.subjects(RDF.Statement)}
