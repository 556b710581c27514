"""Comparisons and first claims in Chinese sentences; every shipped record has one in both languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from ydkg.language.text import CHINESE
from ydkg.telling.chart import DIRECTIONS
from ydkg.vocab import GEO

if TYPE_CHECKING:
    from collections.abc import Callable

    from ydkg.telling.atlas import Atlas
    from ydkg.telling.comparisons import Comparison

CHANGE = "ydr:compared yd:statedChange {} ; qudt:hasUnit {} ; yd:changeKind yd:{} . "
OTHER = 'ydr:compared yd:baselineAbout ydr:before . ydr:before a yd:Place ; rdfs:label "before"@en, "上届"@zh-hans .'


@pytest.mark.parametrize(
    ("now", "other", "units", "expected"),
    [
        ("30", "42", ("PERCENT", "PERCENT"), "由42%降至30%"),
        ("42", "30", ("PERCENT", "PERCENT"), "由30%升至42%"),
        ("9", "6", ("NUM", "NUM"), "由6增至9"),
        ("9", "9", ("NUM", "NUM"), "由9变为9"),
        ("40", "2", ("MIN", "HR"), "由2小时缩短至40分钟"),
        ("40", "2", ("MIN", "KiloM"), "由2公里变为40分钟"),
        ("50", "1", ("SEC", "MIN"), "由1分钟缩短至50秒"),
        ("9", "7", ("DAY", "DAY"), "由7天延长至9天"),
        ("9", "7", ("DEG_C", "DEG_C"), "由7℃升至9℃"),
    ],
)
def test_rise_and_fall_have_their_words(
    compare: Callable[..., Comparison], now: str, other: str, units: tuple[str, str], expected: str
) -> None:
    """A change from a baseline is a rise or a fall, also across units, and neither where it cannot be told."""
    told = compare("size", now, other, unit=units[0], other_unit=units[1], role="baseline")
    assert told.sentence.zh == f"长三角 size：{expected}"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (CHANGE.format("-2.0", "unit:PERCENT", "RelativeChange") + OTHER, "8%，比上届下降2%"),
        (CHANGE.format("-2.0", "yd:PercentagePoint", "AbsoluteChange") + OTHER, "8%，低于上届2个百分点"),
        (CHANGE.format("80.0", "unit:PERCENT", "RelativeChange"), "8%，文中称增长80%"),
        (
            CHANGE.format("3.0", "unit:NUM", "AbsoluteChange") + 'ydr:share yd:measureWord "家"@zh-hans .',
            "8%，文中称增加3家",
        ),
    ],
)
def test_a_stated_change_says_against_what(told: Callable[..., Atlas], more: str, expected: str) -> None:
    """A change that the document states is told with what it is set against, relative or in points."""
    figure = (
        "ydr:now a yd:Observation ; rdfs:label 'now'@en ; yd:metric ydr:share ; yd:about ydr:delta ; yd:value 8.0 ; "
        "qudt:hasUnit unit:PERCENT ; yd:bound yd:Exactly ; yd:valueStatus yd:Actual . "
        "ydr:compared a yd:Comparison ; rdfs:label 'compared'@en ; yd:current ydr:now . "
    )
    assert told(figure + more).comparisons["compared"].sentence.zh == f"长三角 share：{expected}"


def test_a_target_and_a_stated_outcome_end_the_sentence(compare: Callable[..., Comparison]) -> None:
    """The target has no status beside it, and the outcome is that of the document."""
    told = compare("time", "1.55", "1.9", unit="UNITLESS", more="ydr:compared yd:statedOutcome yd:AheadOfTarget .")
    assert told.sentence.zh == "长三角 time：1.55，目标为1.9（实际），优于目标"


def test_a_first_claim_is_the_document_s_in_chinese_too(shipped: Atlas) -> None:
    """The sentence says that the document calls it so, of where, and since what."""
    claim = shipped.claims["first-claim-greenway-standard"]
    assert claim.says.zh == "文中称其为全国首部跨省域绿道建设标准"
    assert claim.sentence.zh.endswith(f"：{claim.says.zh}")


def test_no_placeholder_is_left_in_any_shipped_phrase(shipped: Atlas) -> None:
    """Every relation of the shipped graph has words of its own in both languages; a dash would be a makeshift."""
    for phrase in {relation.phrase for relation in shipped.relations}:
        texts = [*phrase.verb, *phrase.between, *phrase.onward, *phrase.back]
        assert not any("–" in text for text in texts), phrase
        assert not any(set("…#") & set(text) for text in texts[2:]), phrase


def test_every_shipped_record_has_a_chinese_sentence(shipped: Atlas) -> None:
    """Relations, figures, milestones and the rest are in Chinese, without gaps, empty brackets or doubled signs."""
    records = (shipped.figures, shipped.milestones, shipped.comparisons, shipped.claims)
    texts = [record.sentence.zh for group in records for record in group.values()]
    texts += [relation.sentence.zh for relation in shipped.relations]
    assert len(texts) > 400
    for text in texts:
        assert re.search(r"[\u4e00-\u9fff]", text)
        assert not re.search(r"（）|，，|：，|  |None|（[^）]*（", text), text


def test_notes_of_the_editors_on_records_are_told(shipped: Atlas) -> None:
    """A stated figure that does not fit the others keeps the note that says so, in both languages."""
    note = shipped.comparisons["comparison-railway-network"].note
    assert "83%" in note.en
    assert re.search(r"[\u4e00-\u9fff]", note.zh)


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("observation-ciie-7-intended-transactions", "第七届进博会意向成交金额：800亿美元"),
        ("observation-key-tasks", "重点任务：165项（计划或意向）"),
        ("observation-institutional-innovations-2024", "2024年新增制度创新成果：18项"),
        ("observation-carbon-value", "全国碳市场累计成交额：超过297亿元（截至2024年10月底）"),
    ],
)
def test_a_figure_says_nothing_twice(shipped: Atlas, slug: str, expected: str) -> None:
    """Time and status that the names say already are left out, and the metric that counts the very set."""
    assert slug in shipped.figures, [name for name, each in shipped.figures.items() if expected[:4] in each.sentence.zh]
    assert shipped.figures[slug].sentence.zh == expected


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("comparison-growth-against-nation", "长三角经济增速：5.4%（2024年前三季度），高于全国0.6个百分点"),
        (
            "comparison-good-air-against-2018",
            "长三角空气质量优良天数比例：83.3%（2024年1—10月），比2018年同期提升8.2个百分点",
        ),
        ("comparison-vehicle-to-pile-ratio", "长三角车桩比：1.55，优于2024年目标1.9"),
    ],
)
def test_a_comparison_reads_as_a_yearbook_prints_it(shipped: Atlas, slug: str, expected: str) -> None:
    """The nation, the same months of another year and a target have their set phrases."""
    assert shipped.comparisons[slug].sentence.zh == expected


def test_the_country_as_a_whole_is_the_nation(shipped: Atlas, told: Callable[..., Atlas]) -> None:
    """What a figure is of, and what another is set against, if places lie in it that are told of."""
    assert shipped.comparisons["comparison-growth-against-nation"].against.zh == "全国，2024年前三季度"
    whole = (
        'ydr:china a yd:Country ; rdfs:label "China"@en, "中国"@zh-hans . '
        'ydr:whole a yd:Observation ; rdfs:label "whole"@en ; yd:metric ydr:size ; yd:about ydr:china ; yd:value 9 ; '
        "qudt:hasUnit unit:PERCENT ; yd:bound yd:Exactly ; yd:valueStatus yd:Actual ."
    )
    assert told(f"{whole} ydr:delta <{GEO.sfWithin}> ydr:china .").figures["whole"].sentence.zh == "全国 size：9%"
    assert told(whole).figures["whole"].sentence.zh == "中国 size：9%"


def test_a_thing_has_its_name_in_full_and_in_short(shipped: Atlas) -> None:
    """Its own page has the full name; sentences, tables and pictures the short one."""
    delta = shipped.things["yangtze-river-delta"]
    assert (delta.name.zh, delta.short.zh) == ("长江三角洲", "长三角")
    assert not [each for each in shipped.relations if "长江三角洲" in each.sentence.zh]


@pytest.mark.parametrize(
    ("metric", "better"),
    [
        ("metric-innovation-rank", "名次越靠前越好"),
        ("metric-travel-time", "越短越好"),
        ("metric-pm25-concentration", "越低越好"),
        ("metric-good-air-day-share", "越高越好"),
    ],
)
def test_which_way_is_better_is_said_as_the_measure_wants_it(shipped: Atlas, metric: str, better: str) -> None:
    """A rank is nearer to the first, a time is shorter, a concentration is lower."""
    assert CHINESE.gettext(DIRECTIONS[shipped.things[metric].direction]) == better


def test_a_year_of_the_name_is_not_said_before_the_number_too(shipped: Atlas) -> None:
    """What is built a year says so once, in the name of what is measured; alone, the number says it."""
    figure = shipped.figures["observation-charging-piles-built"]
    assert figure.sentence.zh == "长三角年新增公共充电桩数量：超过12万个"
    assert figure.value.zh == "每年超过12万个"


def test_an_open_change_has_no_sign(shipped: Atlas) -> None:
    """What grew by more than a number is said in words."""
    assert shipped.comparisons["comparison-railway-network"].computed.zh == "增加超过3450公里"
