# ruff: noqa: E501 - a sentence and what it says stand on one line
"""The rules read sentences that they were not written on: other regions, other publishers, English and Chinese.

All sentences are synthetic: the figures are invented, the people are historical.
"""

from __future__ import annotations

from datetime import date

import pytest

from ydkg.draft.drafting import Origin, draft
from ydkg.graph.table import MemoryTable
from ydkg.vocab import ORG, QUDT, RDFS, YD

ISSUED = date(2025, 3, 12)


def drafted(sentence: str) -> MemoryTable:
    """Return the draft of a sentence, under a title of its own."""
    return MemoryTable(draft(f"A title\n2025-03-12\n{sentence}\n", Origin(ISSUED), MemoryTable([])).triples)


def short(value: str | None) -> str:
    """Return the last part of an IRI, or a value as it is."""
    return (value or "").rpartition("#")[2].rpartition("/")[2]


FIGURES = [
    ("Exports rose 8 percent to 5.89 trillion yuan.", [("5890000000000", "CCY_CNY", "Exactly", "Actual")]),
    ("At least 30% of the budget is reserved for cities.", [("30", "PERCENT", "MoreThan", "Actual")]),
    ("The scheme will support up to 1,000 MW of capacity.", [("1000", "MegaW", "LessThan", "Expected")]),
    ("Between 5 and 7 per cent of the funds go to research.", [("5", "PERCENT", "MoreThan", "Actual"), ("7", "PERCENT", "LessThan", "Actual")]),
    ("Output has doubled since 2020.", [("2", "UNITLESS", "Exactly", "Actual")]),
    ("The EU aims to reduce emissions by at least 55% by 2030.", [("55", "PERCENT", "MoreThan", "Target")]),
    ("One in three journeys is made by train.", [("0.333333", "UNITLESS", "Exactly", "Actual")]),
    ("The fund has invested £430m in 65 schemes.", [("430000000", "CCY_GBP", "Exactly", "Actual"), ("65", "NUM", "Exactly", "Actual")]),
    ("The Cork cluster ranked second in the Global Innovation Index 2024.", [("2", "UNITLESS", "Exactly", "Actual")]),
    ("The agency approved 1,340 permits, three times as many as in 2020.", [("1340", "NUM", "Exactly", "Actual"), ("3", "UNITLESS", "Exactly", "Actual")]),
    ("Buses with more than 50 seats pay the toll.", []),
    ("全省地区生产总值突破9万亿元。", [("9000000000000", "CCY_CNY", "MoreThan", "Actual")]),
    ("累计建成充电桩逾12万个。", [("120000", "NUM", "MoreThan", "Actual")]),
    ("力争到2030年海上风电装机达到2000万千瓦。", [("20000000", "KiloW", "Exactly", "Target")]),
    ("三分之二以上的村实现5G覆盖。", [("0.666667", "UNITLESS", "MoreThan", "Actual")]),
    ("规模以上工业增加值增长7.5%。", [("7.5", "PERCENT", "Exactly", "Actual")]),
    ("通行时间由2小时缩短至约30分钟。", [("2", "HR", "Exactly", "Actual"), ("30", "MIN", "Approximately", "Actual")]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "wanted"), FIGURES)
def test_figures_are_read(sentence: str, wanted: list[tuple[str, str, str, str]]) -> None:
    """Value, unit, bound and status are those of the words; a threshold and the number of a name are no figures."""
    table = drafted(sentence)
    found = [
        tuple(short(table.one(each, part)) for part in (YD.value, QUDT.hasUnit, YD.bound, YD.valueStatus))
        for each in table.subjects(YD.Observation)
    ]
    assert sorted(found) == sorted(wanted)


STAGES = [
    ("The Hudson Tunnel broke ground in November 2023.", [("Hudson Tunnel", "construction started", "Done", "2023-11-30")]),
    ("The Lee Link, a 24-kilometer crossing, opened to traffic on June 30, 2024.", [("Lee Link", "operational", "Done", "2024-06-30")]),
    ("The Express is under construction and is scheduled to be in service by spring 2026.", [("Express", "operational", "Planned", "2026-05-31"), ("Express", "under construction", "Underway", "")]),
    ("The Clean Industry Act is currently being implemented.", [("Clean Industry Act", "implemented", "Underway", "")]),
    ("Terminal 3 will be put into operation this year.", [("Terminal 3", "operational", "Planned", "2025-12-31")]),
    ("The council plans to build two schools and has opened the Lee Library.", [("Lee Library", "operational", "Done", ""), ("schools", "under construction", "Planned", "")]),
    ("The Kinsale Bypass, which will cost €120 million, was approved on 3 February 2025.", [("Kinsale Bypass", "approved", "Done", "2025-02-03")]),
    ("The Shannon Scheme was expected to be completed in 2024 but is still under construction.", [("Shannon Scheme", "completed", "Planned", "2024-12-31"), ("Shannon Scheme", "under construction", "Underway", "")]),
    ("Work on the Oosterweel Link started in 2018.", [("Oosterweel Link", "launched", "Done", "2018-12-31")]),
    ("Once the Bantry Bridge is completed, traffic will ease.", []),
    ("This will help the region to build more homes.", []),
    ("The Cork Council could open the Lee Park.", []),
    ("广湛高铁正在加快建设，预计2025年底前开通运营。", [("广湛高铁", "operational", "Planned", "2025-12-31"), ("广湛高铁", "under construction", "Underway", "")]),
    ("深中通道于2024年6月30日建成通车。", [("深中通道", "operational", "Done", "2024-06-30")]),
    ("云岭高速公路将于2026年底前建成，青石水库已于去年10月开工建设。", [("云岭高速公路", "completed", "Planned", "2026-12-31"), ("青石水库", "construction started", "Done", "2024-10-31")]),
    ("All the halls are due to be completed by March 2027.", [("halls", "completed", "Planned", "2027-03-31")]),
    ("In the next five years some 60,000 flats there, in about 10 new estates, will be completed.", [("flats", "completed", "Planned", "")]),
    ("The Kinsale Bypass, approved in December 2017, has two lanes.", [("Kinsale Bypass", "approved", "Done", "2017-12-31")]),
    ("The Cork Arena will be fully open later this year.", [("Cork Arena", "operational", "Planned", "2025-12-31")]),
    ("市统计局10日发布数据。", []),
    ("The project started in August 2019 and was completed in 2022.", [("project", "completed", "Done", "2022-12-31")]),
    ("The former span, built in 1920, was closed in 2009.", [("former span", "closed", "Done", "2009-12-31"), ("former span", "under construction", "Done", "1920-12-31")]),
    ("Officials came for a groundbreaking ceremony.", []),
    ("The approved quays will add to trade.", []),
    ("The Council adopted the harbour package for 2031-2037 on 3 March 2025.", [("harbour package", "approved", "Done", "2025-03-03")]),
    ("青石水库全面开工，云岭隧道主体结构封顶。", [("云岭隧道主体结构", "completed", "Done", ""), ("青石水库", "construction started", "Done", "")]),
    ("下一步，甲乙县将加强合作。推进云岭隧道建设，青石水库开工。", [("云岭隧道", "advanced", "Planned", ""), ("青石水库", "construction started", "Planned", "")]),
    ("去年，全县完成投资20亿元，完成货运量3亿吨。", []),
    ("推动青石水库开工。", []),
    ("《数字经济条例》自2024年9月1日起施行。", [("数字经济条例", "in force", "Done", "2024-09-01")]),
    ("狮子洋通道力争2028年底前建成。", [("狮子洋通道", "completed", "Planned", "2028-12-31")]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "wanted"), STAGES)
def test_stages_are_read(sentence: str, wanted: list[tuple[str, str, str, str]]) -> None:
    """Each stage is of its thing, planned, under way or done, with its day or deadline; without a cue there is none."""
    table = drafted(sentence)
    found = []
    for each in table.subjects(YD.Milestone):
        names = (table.text(table.one(each, part) or "", RDFS.label) or "" for part in (YD.about, YD.stage))
        day = table.one(each, YD.on) or table.one(each, YD.notAfter) or ""
        found.append((*names, short(table.one(each, YD.modality)), day))
    assert sorted(found) == sorted(wanted)


CHANGES = [
    ("In 2023, renewables accounted for 24.5% of energy, up from 23.0% in 2022.", "", "2022"),
    ("R&D spending stood at 3.6% of GDP, up 0.2 percentage points from 2023.", "0.2", ""),
    ("In 2024, trade reached 9.1 trillion yuan, an increase of 9.8 percent from the previous year.", "9.8", ""),
    ("The number of refugees stood at 108 million people, up 19.1 million people from 2021.", "19100000", ""),
    ("初步核算,全市生产总值529亿元,按可比价格计算,同比增长6.7%。", "6.7", ""),
    ("2024年，全省地区生产总值14.16万亿元，同比增长3.5%。", "3.5", ""),
    ("There were 32.4 million people in work, 23,000 more than for April to June 2018.", "23000", ""),
    ("The rate was put at 7.6%, 0.3 percentage points lower than a year earlier.", "-0.3", ""),
    ("上半年，客运量44亿人，比2020年同期增长11.1%。", "11.1", ""),
    ("新开工项目7239个，较去年同期多1948项。", "1948", ""),
    ("空气质量优良天数比例为95.8%，较2023年提升0.9个百分点。", "0.9", ""),
]  # fmt: skip


WORDINGS = [
    ("The fund paid for 16 new and existing tram lines.", ["16 NUM Exactly Actual 2025-03-12"]),
    ("Since January 20, 2017, the agency has paid for 22 tram lines.", ["22 NUM Exactly Actual 2017-01-20/.."]),
    ("Greece - around €135 million is to be invested in the network.", ["135000000 CCY_EUR Approximately Expected "]),
    ("2024年前三季度，甲乙县生产总值529亿元，增长6.7%。", ["52900000000 CCY_CNY Exactly Actual 2024-01-01/2024-09-30"]),
    ("初步核算,甲乙县生产总值529亿元,按可比价格计算,同比增长6.7%。", ["52900000000 CCY_CNY Exactly Actual "]),
    ("生猪存栏431万头。", ["4310000 NUM Exactly Actual 2025-03-12"]),
    ("出口和进口分别增长10.6%和9.1%。", ["10.6 PERCENT Exactly Actual ", "9.1 PERCENT Exactly Actual "]),
    ("增速比上年快4.6和3.1个百分点。", ["3.1 PercentagePoint Exactly Actual ", "4.6 PercentagePoint Exactly Actual "]),
    ("年末常住人口258.3万人。", ["2583000 NUM Exactly Actual ../2024-12-31"]),
    ("人均收入由2020年的2.1万元提高到2.6万元。", ["21000 CCY_CNY Exactly Actual 2020", "26000 CCY_CNY Exactly Actual "]),
    ("The KfW provides a euro 13 million grant.", ["13000000 CCY_EUR Exactly Actual "]),
    ("It has 68 members—49 of them small.", ["49 NUM Exactly Actual 2025-03-12", "68 NUM Exactly Actual 2025-03-12"]),
    ("Established in 1966, it has 68 members.", ["68 NUM Exactly Actual 2025-03-12"]),
    ("Employment changed little (+49,000).", ["49000 NUM Exactly Actual "]),
    ("失业率低于5%。", ["5 PERCENT LessThan Actual "]),
    ("经过5年奋战，产值突破180亿元。", ["18000000000 CCY_CNY MoreThan Actual "]),
    ("进口货物增长1.5倍，零关税商品1900多种。", ["1.5 UNITLESS Exactly Actual ", "1900 NUM MoreThan Actual 2025-03-12"]),
    ("9月份31个大城市就业平稳。", ["31 NUM Exactly Actual 2024-09"]),
    ("Output fell by 5.1 percent year-on-year in October-December last year.", ["5.1 PERCENT Exactly Actual 2024-10-01/2024-12-31"]),
    ("失业率为4.9%，这是自2013年6月份以来首次低于5%。", ["4.9 PERCENT Exactly Actual ", "5 PERCENT LessThan Actual "]),
    ("The largest gains were in Cork (+27,200; +0.8%).", ["0.8 PERCENT Exactly Actual ", "27200 NUM Exactly Actual "]),
    ("Prices rose 0.9% in the 12 months to November, following a 0.7% increase.", ["0.7 PERCENT Exactly Actual ", "0.9 PERCENT Exactly Actual 2024-11"]),
    ("The index rose 0.2% in November after decreasing 0.1% in October.", ["0.1 PERCENT Exactly Actual 2024-10", "0.2 PERCENT Exactly Actual 2024-11"]),
    ("Last year, the town built 59 bridges.", ["59 NUM Exactly Actual 2024"]),
    ("工程提升了30.5万农村人口供水水平，加快两江中心建设。", ["305000 NUM Exactly Actual 2025-03-12"]),
    ("Up to 6 people aged 16 to 64 years share a flat.", ["6 NUM LessThan Actual 2025-03-12"]),
    ("Each of the lots has 3 to 9 hectares.", ["3 HA MoreThan Actual ", "9 HA LessThan Actual "]),
    ("At the end of 2021, the town had a population of over 3 million.", ["3000000 NUM MoreThan Actual ../2021-12-31"]),
    ("The lake covers 12 hectares, with a projected volume of 2 million cubic metres.", ["12 HA Exactly Actual ", "2000000 M3 Exactly Expected "]),
    ("The pier was said to be worth £9m.", ["9000000 CCY_GBP Exactly Actual "]),
    ("Output rose by 0.6% in both the north and the south during the second quarter of 2024, after +1.9% in the first.", ["0.6 PERCENT Exactly Actual 2024-04-01/2024-06-30", "1.9 PERCENT Exactly Actual "]),
    ("Imports and exports rose by 2.1% and 3.4% respectively.", ["2.1 PERCENT Exactly Actual ", "3.4 PERCENT Exactly Actual "]),
    ("The fund comes to EUR 31 billion (in 2018 prices).", ["31000000000 CCY_EUR Exactly Actual "]),
    ("Wages rose at the highest rate in 33 years.", []),
    ("铁路、公路和水路货运量分别增长2.6%、3.9%和3.8%。", ["2.6 PERCENT Exactly Actual ", "3.8 PERCENT Exactly Actual ", "3.9 PERCENT Exactly Actual "]),
    ("货运方面，1至6月份，完成货运量25亿吨。", ["2500000000 TONNE Exactly Actual 2025-01-01/2025-06-30"]),
    ("园区落户世界500强企业44家。", ["44 NUM Exactly Actual 2025-03-12"]),
    ("商务区注册企业超2万家。", ["20000 NUM MoreThan Actual 2025-03-12"]),
    ("东六环改造提速，计划明年完成。", []),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "wanted"), WORDINGS)
def test_wordings_of_other_publishers_are_read(sentence: str, wanted: list[str]) -> None:
    """Communiqués, agencies and commissions put value, unit, bound, status and time in other words."""
    table = drafted(sentence)
    found = []
    for each in table.subjects(YD.Observation):
        period = table.one(each, YD.period)
        time = table.one(period, YD.edtf) if period else table.one(each, YD.asOf)
        parts = (short(table.one(each, part)) for part in (QUDT.hasUnit, YD.bound, YD.valueStatus))
        found.append(" ".join((table.one(each, YD.value) or "", *parts, time or "")))
    assert sorted(found) == sorted(wanted)


@pytest.mark.parametrize(("sentence", "change", "baseline"), CHANGES)
def test_changes_are_read(sentence: str, change: str, baseline: str) -> None:
    """A change has its amount, or its two values; the baseline's period is never that of the value itself."""
    table = drafted(sentence)
    (found,) = table.subjects(YD.Comparison)
    assert (table.one(found, YD.statedChange) or "") == change
    current = table.one(table.one(found, YD.current) or "", YD.period)
    assert current is None or current != table.one(found, YD.baselinePeriod)
    if baseline:
        period = table.one(table.one(found, YD.baseline) or "", YD.period) or ""
        assert table.text(period, RDFS.label) == baseline


POSTS = [
    ("Ada Lovelace, Governor of Guangdong, spoke.", ("Ada Lovelace", "Guangdong", "governor")),
    ("European Commission President Grace Hopper spoke.", ("Grace Hopper", "European Commission", "president")),
    ("Isaac Newton, chief executive of Transport for Cork, said so.", ("Isaac Newton", "Transport for Cork", "chief executive")),
    ("省交通运输厅厅长梁思成出席会议。", ("梁思成", "省交通运输厅", "厅长")),
    ("Ada Lovelace, Director of Works at Cork Rail, spoke.", ("Ada Lovelace", "Cork Rail", "director of works")),
    ("Acme Rail CEO Grace Hopper spoke.", ("Grace Hopper", "Acme Rail", "ceo")),
    ("Ada Lovelace, Minister of Trade, Water and Industry, spoke.", ("Ada Lovelace", "Trade, Water and Industry", "minister")),
    ("The Transport Secretary, Grace Hopper, spoke.", ("Grace Hopper", "Transport", "secretary")),
    ("Ada Lovelace, the leader of the city council, spoke.", ("Ada Lovelace", "city council", "leader")),
    ("The deal was signed by Country Director of WBG Grace Hopper.", ("Grace Hopper", "WBG", "country director")),
    ("Secretary of the Water Works Division Ada Lovelace spoke.", ("Ada Lovelace", "Water Works Division", "secretary")),
    ("“It works,” said WBG Senior Water Specialist Grace Hopper.", ("Grace Hopper", "WBG", "senior water specialist")),
    ("“It works,” said WBG Water Specialist for South Asia Grace Hopper.", ("Grace Hopper", "WBG", "water specialist")),
    ("Ada Lovelace, Cork Highway Commissioner, spoke.", ("Ada Lovelace", "Cork Highway", "commissioner")),
    ("云岭海关副关长梁思成介绍说。", ("梁思成", "云岭海关", "副关长")),
    ("会议听取了县水利局局长梁思成24日作的报告。", ("梁思成", "县水利局", "局长")),
    ("“It is a big task,” U.S. Water Secretary Elaine L. Marsh said.", ("Elaine L. Marsh", "U.S. Water", "secretary")),
    ("“We go on,” FTA Acting Administrator K. Jane Reed said.", ("K. Jane Reed", "FTA", "acting administrator")),
    ("The Under-Secretary-General for Housing and Water Affairs, Min Hongli, opened it.", ("Min Hongli", "Housing and Water Affairs", "under-secretary-general")),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "wanted"), POSTS)
def test_posts_are_read(sentence: str, wanted: tuple[str, str, str]) -> None:
    """Person, organisation and role are those of the words, in whichever order they stand."""
    table = drafted(sentence)
    (found,) = table.subjects(ORG.Membership)
    parts = (ORG.member, ORG.organization, ORG.role)
    assert tuple(table.text(table.one(found, part) or "", RDFS.label) for part in parts) == wanted


def test_posts_in_a_list_share_what_they_are_of() -> None:
    """A post without a body of its own is of the one before it, and who governs a place is of the place."""
    table = drafted(
        "云岭省委副书记、省长梁思成出席。甲乙市统计局党组成员、副局长林徽因给出了答案。海州省委书记、省人大常委会主任苏步青在会上发言。"
    )
    parts = (ORG.member, ORG.organization, ORG.role)
    found = {
        tuple(table.text(table.one(each, part) or "", RDFS.label) for part in parts)
        for each in table.subjects(ORG.Membership)
    }
    assert found == {
        ("梁思成", "云岭省委", "副书记"),
        ("梁思成", "云岭省", "省长"),
        ("林徽因", "甲乙市统计局", "党组成员"),
        ("林徽因", "甲乙市统计局", "副局长"),
        ("苏步青", "海州省委", "书记"),
        ("苏步青", "省人大常委会", "主任"),
    }
