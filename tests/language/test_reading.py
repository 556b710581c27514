"""Numbers, quantities and times are read as English and Chinese texts print them."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib.resources import files

import pytest

from ydkg.language.reading.numerals import characters, numerals
from ydkg.language.reading.quantities import quantities
from ydkg.language.reading.times import printed_days, times
from ydkg.vocab import compact, expand

ISSUED = date(2024, 12, 4)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("over 7,600 of 29.7 billion", ["7600", "29700000000"]),
        ("four out of every 10, one in five", ["0.4", "0.2"]),
        ("nearly two-thirds of it, half of the homes", ["0.666667", "0.5"]),
        ("two hundred and fifty, half a million, three dozen", ["250", "500000", "36"]),
        ("12 000 jobs", ["12000"]),
        ("six in 2018", ["6", "2018"]),
        ("4,520 crore, 3.1 lakh, 1,25,000", ["45200000000", "310000", "125000"]),
        ("two thousand forty-one crore, three and a half", ["20410000000", "3.5"]),
        ("PM2.5 and COVID-19", []),
        ("1.2万亿, 三分之二, 30余万, 二十五, 一万二千", ["1200000000000", "0.666667", "300000", "25", "12000"]),
        ("百分之五, 翻一番, 四成", ["5", "2", "0.4"]),
    ],
)
def test_numerals_are_read(text: str, values: list[str]) -> None:
    """Digits, words, fractions and multiples give their values."""
    assert [f"{each.value:f}" for each in numerals(text)] == values


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("more than $2.4 billion", ("2400000000", "unit:CCY_USD", "yd:MoreThan")),
        ("€350m", ("350000000", "unit:CCY_EUR", "yd:Exactly")),
        ("HK$3.2 billion", ("3200000000", "unit:CCY_HKD", "yd:Exactly")),
        ("US$5 million", ("5000000", "unit:CCY_USD", "yd:Exactly")),
        ("1.2m tonnes", ("1200000", "unit:TONNE", "yd:Exactly")),
        ("350m of pipe", ("350", "unit:M", "yd:Exactly")),
        ("about 3,000 MW", ("3000", "unit:MegaW", "yd:Approximately")),
        ("nearly 5 per cent", ("5", "unit:PERCENT", "yd:LessThan")),
        ("0.6 percentage points", ("0.6", "yd:PercentagePoint", "yd:Exactly")),
        ("120 sq km", ("120", "unit:KiloM2", "yd:Exactly")),
        ("500 hectares", ("500", "unit:HA", "yd:Exactly")),
        ("约1.2万亿元", ("1200000000000", "unit:CCY_CNY", "yd:Approximately")),
        ("3000多亿元", ("300000000000", "unit:CCY_CNY", "yd:MoreThan")),
        ("USD2,140.5 million", ("2140500000", "unit:CCY_USD", "yd:Exactly")),
        ("17 euro area banks", ("17", "<>", "yd:Exactly")),
        ("时速200公里", ("200", "unit:KiloM-PER-HR", "yd:Exactly")),
        ("超万亿元", ("1000000000000", "unit:CCY_CNY", "yd:MoreThan")),
        ("600多座", ("600", "<>", "yd:MoreThan")),
        ("近50公里", ("50", "unit:KiloM", "yd:LessThan")),
        ("2.1个百分点", ("2.1", "yd:PercentagePoint", "yd:Exactly")),
        ("90%以上", ("90", "unit:PERCENT", "yd:AtLeast")),
        ("300万亩", ("3000000", "yd:Mu", "yd:Exactly")),
        ("1344亿斤", ("134400000000", "yd:Jin", "yd:Exactly")),
        ("1298.8亿吨公里", ("129880000000", "yd:TonneKilometre", "yd:Exactly")),
        ("265.2 billion tons.km", ("265200000000", "yd:TonneKilometre", "yd:Exactly")),
        ("超33亿人公里", ("3300000000", "yd:PassengerKilometre", "yd:MoreThan")),
        ("about 20 million passenger-kilometres", ("20000000", "yd:PassengerKilometre", "yd:Approximately")),
        ("over 375 Million Birr", ("375000000", "unit:CCY_ETB", "yd:MoreThan")),
        ("nearly KSh 87.3", ("87.3", "unit:CCY_KES", "yd:LessThan")),
        ("the P75-billion line of the Philippines", ("75000000000", "unit:CCY_PHP", "yd:Exactly")),
        ("3 billion shillings in Tanzania", ("3000000000", "unit:CCY_TZS", "yd:Exactly")),
        ("Rs. 5 crore, Pakistan said", ("50000000", "unit:CCY_PKR", "yd:Exactly")),
        ("reduced by half due to rain", ("0.5", "<>", "yd:Exactly")),
        ("85pct of the plan", ("85", "unit:PERCENT", "yd:Exactly")),
        ("125 mph", ("125", "unit:MI-PER-HR", "yd:Exactly")),
        ("£1.2 bn", ("1200000000", "unit:CCY_GBP", "yd:Exactly")),
        ("€700 m", ("700000000", "unit:CCY_EUR", "yd:Exactly")),
        ("1.3-fold", ("1.3", "<>", "yd:Exactly")),
        ("up 0.1 pts", ("0.1", "yd:PercentagePoint", "yd:Exactly")),
        ("an estimated cost of $3 million", ("3000000", "unit:CCY_USD", "yd:Approximately")),
        ("as many as 1,700", ("1700", "<>", "yd:AtMost")),
        ("within 40 minutes", ("40", "unit:MIN", "yd:AtMost")),
        ("no less than 5 km", ("5", "unit:KiloM", "yd:AtLeast")),
        ("20 or more", ("20", "<>", "yd:AtLeast")),
        ("不低于8%", ("8", "unit:PERCENT", "yd:AtLeast")),
        ("控制在40分钟以内", ("40", "unit:MIN", "yd:AtMost")),
        ("不超过3公里", ("3", "unit:KiloM", "yd:AtMost")),
        ("less than the 2.6 per cent", ("2.6", "unit:PERCENT", "yd:Exactly")),
        ("每3家企业中就有1家", ("0.333333", "<>", "yd:Exactly")),
        ("约17 000个", ("17000", "<>", "yd:Approximately")),
        ("城乡收入比为2.26∶1", ("2.26", "unit:UNITLESS", "yd:Exactly")),
        ("至少设置2个", ("2", "<>", "yd:AtLeast")),
        ("最高500万元", ("5000000", "unit:CCY_CNY", "yd:AtMost")),
        ("不足去年的八分之一", ("0.125", "<>", "yd:LessThan")),
        ("1個多小時", ("1", "unit:HR", "yd:MoreThan")),
    ],
)
def test_a_quantity_has_its_unit_and_bound(text: str, wanted: tuple[str, str, str]) -> None:
    """Value, unit and bound are those of the words."""
    (found,) = quantities(text)
    assert (f"{found.value.normalize():f}", compact(found.unit or ""), compact(found.bound)) == wanted


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("HK$60 million here, $5 there.", "CCY_HKD"),
        ("The Canadian fund pays $5.", "CCY_CAD"),
        ("The fund pays $5.", "CCY_USD"),
        ("Japan's exports were worth ¥5.", "CCY_JPY"),
        ("The fund pays ¥5.", "CCY_CNY"),
        ("香港發行債券，補貼為5元。", "CCY_HKD"),
        ("香港与内地，补贴为5元。", "CCY_CNY"),
    ],
)
def test_a_sign_of_several_countries_is_that_of_the_text(text: str, unit: str) -> None:
    """A bare sign stands for the money that the rest of the text names."""
    assert (quantities(text)[-1].unit or "").rpartition("/")[2] == unit


def test_a_unit_without_a_term_is_said_to_be_unknown() -> None:
    """What is printed in litres of an engine's rank or in barrels is marked, and has no unit."""
    assert [(each.unknown, each.unit) for each in quantities("53.1分贝, 4.3 million barrels")] == [(True, None)] * 2


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        (
            "2024.12.04, November 30, 2023, 12 May 2023, on May 1",
            ["2024-12-04", "2023-11-30", "2023-05-12", "2024-05-01"],
        ),
        ("by the end of October, by year-end, By 2025", ["../2024-10-31", "../2024-12-31", "../2025-12-31"]),
        ("by the end of FY2027", ["../2027-12-31"]),
        ("in the third quarter of 2025, in Q3 2025", ["2025-07-01/2025-09-30"] * 2),
        ("the first three quarters of this year", ["2024-01-01/2024-09-30"]),
        ("From January to October this year, than in the same period in 2018", ["2024-01/2024-10", "2018-01/2018-10"]),
        ("between 2021 and 2025, since 2018", ["2021/2025", "2018-01-01/.."]),
        ("over the past year", [""]),
        (
            "FY2023-2027. It will open on 3 March. They were approved on 9 December",
            ["2023/2027", "2025-03-03", "2023-12-09"],
        ),
        (
            "until May 2 of next year, the pipes will be laid in January and February",
            ["../2025-05-02", "2025-01/2025-02"],
        ),
        (
            "3日表示, 张三28日在会上说, 今年前9个月, 今年前9月",
            ["2024-12-03", "2024-11-28", *["2024-01-01/2024-09-30"] * 2],
        ),
        ("到2025年底前, 年底前, 截至10月底", ["../2025-12-31", "../2024-12-31", "../2024-10-31"]),
        (
            "2024年1—10月, 今年上半年, 2025年第三季度",
            ["2024-01/2024-10", "2024-01-01/2024-06-30", "2025-07-01/2025-09-30"],
        ),
        ("from 23 June to 31 October 2024, May 2-July 5", ["2024-06-23/2024-10-31", "2024-05-02/2024-07-05"]),
        ("It rose in 2021 and from June 23 to July 31 that year.", ["2021", "2021-06-23/2021-07-31"]),
        ("It opened in 2019, and in the following year it grew.", ["2019", "2020"]),
        (
            "the three months ended June 30, 2024; the year ended 31 March 2024",
            ["2024-04-01/2024-06-30", "2023-04-01/2024-03-31"],
        ),
        (
            "in the first nine months, in the first half, in H1",
            ["2024-01-01/2024-09-30"] + 2 * ["2024-01-01/2024-06-30"],
        ),
        ("during the 14th Five-Year Plan period, by the end of the decade", ["2021-01-01/..", "../2030-12-31"]),
        ("the last quarter of 2023, year to date, by the early 2030s", ["2023-10-01/2023-12-31", "2024-01-01/..", ""]),
        ("2024年6月23日至10月31日，4月2日至13日", ["2024-06-23/2024-10-31", "2024-04-02/2024-04-13"]),
        ("2016年前三季度增长；前三季度，投资增长", ["2016-01-01/2016-09-30", "2016-01-01/2016-09-30"]),
        ("2016年12月开工，次年建成，当年增长", ["2016-12", "2017", "2016"]),
        ("“十三五”期间建成，“十四五”时期已建成，上年末，", ["2016/2020", "2021-01-01/..", "../2023-12-31"]),
        ("2011年增长，“十五”期间增长，“九五”时期建成", ["2011", "2001/2005", "1996/2000"]),
        ("截至三季度末，2024年内，2030年前后", ["../2024-09-30", "2024", "2030"]),
        ("Lakes in India, in fiscal year 2023-24, in FY24", ["2023-04-01/2024-03-31"] * 2),
        ("Japan said in fiscal 2023, Japan", ["2023-04-01/2024-03-31"]),
        (
            "The financial year begins on 1 October. In the first half of the 2023-24 financial year",
            ["2024-10-01", "2023-10-01/2024-03-31"],
        ),
        ("Q3 FY25 in Australia, the current financial year", ["2025-01-01/2025-03-31", "2024-07-01/2025-06-30"]),
        ("Rs 3 crore in 17-18, and in 2019-20 to 2021-22", ["2017-04-01/2018-03-31", "2019-04-01/2022-03-31"]),
        (
            "Q1-Q3 2024, 9M 2024, 1H24, 4Q of 2023",
            [*["2024-01-01/2024-09-30"] * 2, "2024-01-01/2024-06-30", "2023-10-01/2023-12-31"],
        ),
        ("the September quarter 2024, last quarter", ["2024-07-01/2024-09-30"] * 2),
        ("in the three years to 2026, in the decade to 2023", ["2024/2026", "2014/2023"]),
        (
            "from 2025 onwards, since mid-2022, 31/10/2024, by 2025-26",
            ["2025-01-01/..", "2022-06-30/..", "2024-10-31", "../2026-12-31"],
        ),
        ("in May 2024, up from the previous month; a quarter earlier", ["2024-05", "2024-04", "2024-02"]),
        ("in May 2024; during the month under review, in that month", ["2024-05"] * 3),
        (
            "Q3 2024; in May 2024; during the review quarter",
            ["2024-07-01/2024-09-30", "2024-05", "2024-07-01/2024-09-30"],
        ),
        ("eight months 2024; in the 8 months exports, in 5 months a road", ["2024-01/2024-08"] * 2),
        ("in the past 11 months, in the past six months", ["2024-01/2024-11", ""]),
        (
            "in the three-month period ending May 2024, more than in the preceding three months",
            ["2024-03/2024-05", "2023-12/2024-02"],
        ),
        ("今年首季，明年第四季动工", ["2024-01-01/2024-03-31", "2025-10-01/2025-12-31"]),
        ("we hope to open it by June", ["../2025-06-30"]),
        ("in Q2 2024, more than in the same periods in 2023", ["2024-04-01/2024-06-30", "2023-04-01/2023-06-30"]),
        ("2023年货运量，全年项目3个，其中本年新开工2个", ["2023"] * 3),
        ("2018年10月以来，三季度以来，2018年至今", ["2018-10-01/..", "2024-07-01/..", "2018-01-01/.."]),
        ("11月中旬，截至2日，2025年年中", ["2024-11-11/2024-11-20", "../2024-12-02", "../2025-06-30"]),
        ("2024年9月增长，环比增长；2012-2022年十年间", ["2024-09", "2024-08", "2012/2022"]),
    ],
)
def test_times_have_their_days(text: str, edtf: list[str]) -> None:
    """Days, periods and deadlines are those of the words, those without a year of the year of issue."""
    assert [each.edtf for each in times(text, ISSUED)] == edtf


@pytest.mark.parametrize(
    "said", ["last year", "a year earlier", "3,000 years ago", "去年同期", "前年", "the 12 months to November"]
)
def test_days_are_read_of_a_text_without_a_day_of_issue(said: str) -> None:
    """What is told from a day that nobody knows has none, and keeps no other from being read."""
    assert printed_days(f"On May 1, 2020, as {said}.") == [date(2020, 5, 1)]
    assert times(said, ISSUED)


def test_what_tables_of_words_stand_for_is_a_term() -> None:
    """Every IRI of units, bounds, kinds, roles and stages is a prefixed name of ours."""
    rooms = (files("ydkg.language") / "reading", files("ydkg.language") / "sentence")
    tables = [path for room in rooms for path in room.iterdir() if path.name.endswith(".toml")]
    named = [
        (path.name, row["iri"])
        for path in tables
        for rows in tomllib.loads(path.read_text(encoding="utf-8")).values()
        for row in (rows if isinstance(rows, list) else [])
        if "iri" in row
    ]
    assert len(named) > 90
    assert [pair for pair in named if expand(pair[1]) is None] == []


def test_a_numeral_without_end_is_read_at_once() -> None:
    """Magnitudes upon magnitudes are no number that anybody means, and take no time."""
    assert characters("一" + "亿" * 100_000) == characters("一" + "亿" * 59)
