"""Small charts, read as a browser reads them and set against numbers worked out by hand."""

from __future__ import annotations

from typing import Literal
from xml.etree import ElementTree as ET

import pytest

from ydkg.telling.chart import Plot, draw, plan
from ydkg.telling.figures import ROLES
from ydkg.telling.text import same, say
from ydkg.vocab import UNIT, YD


def step(
    role: Literal["baseline", "current", "target"], number: float, words: str, unit: str = "", bound: str = ""
) -> Plot:
    """A figure that is to be drawn."""
    return Plot(role, say(ROLES[role]), same(words), number, unit, bound)


KILOMETRES = [
    step("baseline", 4150, "4,150 km", UNIT.KiloM),
    step("current", 7600, "more than 7,600 km", UNIT.KiloM, YD.MoreThan),
]
RATIO = [step("current", 1.55, "1.55"), step("target", 1.9, "1.9")]


def drawn(steps: list[Plot], better: str = "", *, share: bool = False, lang: str = "en") -> ET.Element:
    """Draw a chart and read it as XML."""
    planned = plan(steps, better, share=share)
    assert planned is not None
    return ET.fromstring(draw(planned, lang))  # noqa: S314 - ours


def marks(svg: ET.Element, role: str) -> list[ET.Element]:
    """The marks of a role."""
    return [each for each in svg if each.get("class") == f"mark {role}"]


def texts(svg: ET.Element) -> list[str]:
    """What is written in it."""
    return [each.text or "" for each in svg if each.tag == "text"]


def test_marks_stand_where_their_numbers_are() -> None:
    """42 and 30 on a scale from 22.8 to 49.2, 166 wide from 12: 12 + 19.2/26.4 × 166 and 12 + 7.2/26.4 × 166."""
    svg = drawn([step("baseline", 42, "42 µg/m³"), step("current", 30, "30 µg/m³")], "Lower")
    assert [each.get("cx") for each in marks(svg, "baseline")] == ["132.7"]
    assert [each.get("cx") for each in marks(svg, "current")] == ["57.3"]
    assert texts(svg) == ["22.8", "49.2", "◂ better"]


def test_a_scale_starts_at_nought_where_figures_differ_much() -> None:
    """4,150 is less than 0.6 of 7,600, so that the scale goes to 1.15 × 7,600 = 8,740."""
    svg = drawn(KILOMETRES, "Higher")
    assert texts(svg) == ["0", "8,740", "better ▸"]
    assert marks(svg, "baseline")[0].get("cx") == "90.8"  # 12 + 4150/8740 × 166


def test_an_open_bound_looks_open() -> None:
    """An arrow leads on from what is more than its number, back from what is less, and nowhere from what is exact."""
    svg = drawn(KILOMETRES, "Higher")
    shaft = [each for each in svg if each.get("class") == "open current"]
    assert [(each.get("x1"), each.get("x2")) for each in shaft] == [("156.3", "178.3")]  # 12 + 7600/8740 × 166
    assert [each.get("d") for each in svg if each.get("class") == "open-tip current"] == ["M173.3 10L178.3 14L173.3 18"]
    assert not [each for each in svg if each.get("class") == "open baseline"]
    less = drawn([step("baseline", 42, "42"), step("current", 30, "nearly 30", "", YD.LessThan)])
    assert next(each for each in less if each.get("class") == "open current").get("x2") == "35.3"


def test_a_target_has_a_mark_of_its_own() -> None:
    """A target is an upright stroke, and no disc or ring."""
    svg = drawn(RATIO, "Lower")
    stroke = marks(svg, "target")[0]
    assert stroke.tag == "line"
    assert stroke.get("x1") == stroke.get("x2") == "132.7"  # 1.34 to 2.11: 12 + 0.56/0.77 × 166
    assert stroke.get("y1") != stroke.get("y2")
    assert len(svg.findall("circle")) == 1


def test_which_way_is_better_is_told_in_words_and_by_an_arrow() -> None:
    """Higher and lower point to their sides, in both languages, and nothing is said where neither is better."""
    assert "◂ better" in texts(drawn(RATIO, "Lower"))
    assert "更优 ▸" in texts(drawn(KILOMETRES, "Higher", lang="zh"))
    assert len(texts(drawn(RATIO))) == 2
    assert drawn(RATIO, "Lower")[0].text == "current 1.55, target 1.9, lower is better"
    assert drawn(RATIO, "Lower", lang="zh")[0].text == "当期1.55，目标1.9，越低越好"


def test_nothing_is_a_bar_or_a_series() -> None:
    """No rectangle, no polyline, and no line from one figure to the other but the axis that all stand on."""
    svg = drawn(KILOMETRES, "Higher")
    assert {each.tag for each in svg} == {"title", "line", "text", "circle", "path"}
    lines = [each for each in svg if each.tag == "line" and each.get("class") not in {"axis", "open current"}]
    assert lines == []


@pytest.mark.parametrize(
    "steps",
    [[], [step("current", 5, "5")], [step("baseline", 5, "5 km", UNIT.KiloM), step("current", 6, "6 %", UNIT.PERCENT)]],
    ids=["none", "one", "two units"],
)
def test_what_cannot_be_compared_is_not_drawn(steps: list[Plot]) -> None:
    """No figure, a figure alone, or figures of different units make no chart."""
    assert plan(steps) is None


def test_a_rank_is_never_drawn() -> None:
    """A rank has no length, alone or beside another."""
    ranks = [step("baseline", 5, "5th"), step("current", 4, "4th")]
    assert plan(ranks, "Lower", rank=True) is None
    assert plan(ranks[:1], "Lower", rank=True) is None


@pytest.mark.parametrize(("number", "ends"), [(5, ["2", "8"]), (0, ["−0.6", "0.6"])])
def test_a_scale_lies_around_figures_that_are_the_same(number: float, ends: list[str]) -> None:
    """0.6 of the number, or of 1 where it is nought, on either side."""
    assert texts(drawn([step("baseline", number, "same"), step("current", number, "same")])) == ends


def test_hours_and_minutes_share_a_scale() -> None:
    """2 hours is 120 minutes: on a scale from 0 to 138, 12 + 120/138 × 166 and 12 + 40/138 × 166."""
    svg = drawn([step("baseline", 2, "2 hours", UNIT.HR), step("current", 40, "40 minutes", UNIT.MIN)])
    assert marks(svg, "baseline")[0].get("cx") == "156.3"
    assert marks(svg, "current")[0].get("cx") == "60.1"


def test_a_share_alone_stands_between_none_and_all() -> None:
    """83.3 % is drawn at 12 + 0.833 × 166; more than all, or a growth rate, is not drawn alone."""
    svg = drawn([step("current", 83.3, "83.3%", UNIT.PERCENT)], "Higher", share=True)
    assert marks(svg, "current")[0].get("cx") == "150.3"
    assert texts(svg)[:2] == ["0", "100"]
    assert plan([step("current", 130, "130%", UNIT.PERCENT)], share=True) is None
    assert plan([step("current", 5.4, "5.4%", UNIT.PERCENT)], "Higher") is None


def test_a_drawing_is_fit_for_a_strict_policy() -> None:
    """It is an image with a name, without style, script or id, and no text of the graph can break out of it."""
    svg = drawn([step("baseline", 1, "<script>1</script>"), step("current", 2, '"&amp;')])
    assert svg.get("role") == "img"
    assert svg[0].tag == "title"
    assert "<script>" in (svg[0].text or "")
    for each in svg.iter():
        assert {"style", "id", "fill", "onload"}.isdisjoint(each.attrib)
        assert each.tag != "script"
