"""Units: which of them measure the same, by what factor they convert, and how they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from ydkg.language.text import ENGLISH, Language
from ydkg.vocab import UNIT, YD, local_name

if TYPE_CHECKING:
    from ydkg.graph.graph import Graph


@dataclass(frozen=True)
class Unit:
    """Hold what is known of one unit."""

    dimension: str
    english: str
    chinese: str
    size: Decimal = Decimal(1)
    signed: bool = False
    alone: tuple[str, str] | None = None
    before: str = ""

    @property
    def singular(self) -> str:
        """What English writes after a one."""
        return _SINGULAR.get(self.english) or _PLURAL_END.sub("", self.english, count=1)


#: Units whose one is not called as many are without their s, which stands at the end, or before what tells of them.
_SINGULAR = {"feet": "foot", "square feet": "square foot", "reais": "real"}
_PLURAL_END = re.compile(r"(?<=[a-z]{2})s(?=$| a year$| sterling$)")

#: Currencies by their code: what they are called in English and in Chinese.
_MONEY = {
    "AED": ("UAE dirhams", "阿联酋迪拉姆"),
    "AUD": ("Australian dollars", "澳元"),
    "BDT": ("taka", "塔卡"),
    "BRL": ("reais", "雷亚尔"),
    "CAD": ("Canadian dollars", "加元"),
    "CHF": ("Swiss francs", "瑞士法郎"),
    "CNY": ("yuan", "元"),
    "EGP": ("Egyptian pounds", "埃及镑"),
    "ETB": ("birr", "比尔"),
    "EUR": ("euros", "欧元"),
    "GBP": ("pounds sterling", "英镑"),
    "GHS": ("cedis", "塞地"),
    "HKD": ("Hong Kong dollars", "港元"),
    "IDR": ("rupiah", "印尼盾"),
    "INR": ("rupees", "卢比"),
    "JPY": ("yen", "日元"),
    "KES": ("Kenyan shillings", "肯尼亚先令"),
    "KRW": ("won", "韩元"),
    "KZT": ("tenge", "坚戈"),
    "LKR": ("Sri Lankan rupees", "斯里兰卡卢比"),
    "MOP": ("patacas", "澳门元"),
    "MXN": ("Mexican pesos", "墨西哥比索"),
    "MYR": ("ringgit", "林吉特"),
    "NGN": ("naira", "奈拉"),
    "NZD": ("New Zealand dollars", "新西兰元"),
    "PHP": ("Philippine pesos", "菲律宾比索"),
    "PKR": ("Pakistani rupees", "巴基斯坦卢比"),
    "PLN": ("zloty", "兹罗提"),
    "RUB": ("roubles", "卢布"),
    "SAR": ("Saudi riyals", "沙特里亚尔"),
    "SGD": ("Singapore dollars", "新加坡元"),
    "THB": ("baht", "泰铢"),
    "TRY": ("Turkish liras", "里拉"),
    "TWD": ("New Taiwan dollars", "新台币"),
    "TZS": ("Tanzanian shillings", "坦桑尼亚先令"),
    "UGX": ("Ugandan shillings", "乌干达先令"),
    "USD": ("US dollars", "美元"),
    "VND": ("dong", "越南盾"),
    "ZAR": ("rand", "兰特"),
}
#: Currencies are dimensions of their own, since no document gives a rate; so are units that convert by no whole number,
#: and percentage points, which are differences of percentages and no percentages themselves.
UNITS: dict[str, Unit] = {
    UNIT.SEC: Unit("time", "seconds", "秒"),
    UNIT.MIN: Unit("time", "minutes", "分钟", Decimal(60)),
    UNIT.HR: Unit("time", "hours", "小时", Decimal(3600)),
    UNIT.PERCENT: Unit("ratio", "%", "%", signed=True),
    UNIT.UNITLESS: Unit("ratio", "", "", Decimal(100), signed=True, alone=("none", "无")),
    YD.PercentagePoint: Unit(
        "difference of percentages", "percentage points", "个百分点", signed=True, alone=("percentage points", "百分点")
    ),
    UNIT.DAY: Unit("time", "days", "天", Decimal(86_400)),
    UNIT.WK: Unit("time", "weeks", "周", Decimal(604_800)),
    UNIT.MO: Unit("months", "months", "个月"),
    UNIT.YR: Unit("months", "years", "年", Decimal(12)),
    UNIT.M: Unit("length", "m", "米"),
    UNIT.KiloM: Unit("length", "km", "公里", Decimal(1000)),
    UNIT.MI: Unit("miles", "miles", "英里"),
    UNIT.FT: Unit("feet", "feet", "英尺"),
    UNIT.M2: Unit("area", "m²", "平方米"),
    UNIT.HA: Unit("area", "hectares", "公顷", Decimal(10_000)),
    UNIT.KiloM2: Unit("area", "km²", "平方公里", Decimal(1_000_000)),
    UNIT.AC: Unit("acres", "acres", "英亩"),
    YD.Mu: Unit("mu", "mu", "亩"),
    UNIT.FT2: Unit("square feet", "square feet", "平方英尺"),
    UNIT.MI2: Unit("square miles", "square miles", "平方英里"),
    UNIT.M3: Unit("volume", "m³", "立方米"),
    UNIT.L: Unit("litres", "litres", "升"),
    UNIT.KiloGM: Unit("mass", "kg", "公斤"),
    UNIT.TONNE: Unit("mass", "tonnes", "吨", Decimal(1000)),
    YD.Jin: Unit("jin", "jin", "斤"),
    UNIT.LB: Unit("pounds", "pounds", "磅"),
    YD.TonneKilometre: Unit("tonne-kilometres", "tonne-kilometres", "吨公里"),
    YD.PassengerKilometre: Unit("passenger-kilometres", "passenger-kilometres", "人公里"),
    UNIT["TONNE-PER-YR"]: Unit("mass a year", "tonnes a year", "吨", alone=("tonnes a year", "吨/年"), before="每年"),
    UNIT.KiloW: Unit("power", "kW", "千瓦"),
    UNIT.MegaW: Unit("power", "MW", "兆瓦", Decimal(1000)),
    UNIT.GigaW: Unit("power", "GW", "吉瓦", Decimal(1_000_000)),
    UNIT["KiloW-HR"]: Unit("energy", "kWh", "千瓦时"),
    UNIT["MegaW-HR"]: Unit("energy", "MWh", "兆瓦时", Decimal(1000)),
    UNIT["GigaW-HR"]: Unit("energy", "GWh", "吉瓦时", Decimal(1_000_000)),
    UNIT["TeraW-HR"]: Unit("energy", "TWh", "太瓦时", Decimal(1_000_000_000)),
    UNIT["KiloM-PER-HR"]: Unit("speed", "km/h", "公里/小时"),
    UNIT["MI-PER-HR"]: Unit("miles an hour", "mph", "英里/小时"),
    UNIT.DEG_C: Unit("temperature", "°C", "℃", signed=True),
    UNIT["MicroGM-PER-M3"]: Unit("concentration", "µg/m³", "微克/立方米"),
    UNIT["M3-PER-YR"]: Unit("volume a year", "m³ a year", "立方米", alone=("m³ a year", "立方米/年"), before="每年"),
    UNIT.NUM: Unit("number", "", "", alone=("number", "个")),
    UNIT["NUM-PER-YR"]: Unit("number a year", "a year", "", alone=("number a year", "个/年"), before="每年"),
}
UNITS |= {
    UNIT[f"CCY_{code}"]: Unit(english, english, chinese, signed=True) for code, (english, chinese) in _MONEY.items()
}
_NONE = Unit("", "", "", signed=True)


def unit(iri: str) -> Unit:
    """Return what is known of a unit."""
    name = local_name(iri)
    return UNITS.get(iri) or (Unit(iri, name, name, signed=True) if iri else _NONE)


def unit_name(iri: str, language: Language = ENGLISH, counter: str = "") -> str:
    """Call a unit by itself; a word or two, or a symbol.

    >>> unit_name(UNIT.KiloM), unit_name(UNIT.UNITLESS)
    ('km', 'none')
    >>> from ydkg.language.text import CHINESE
    >>> unit_name(UNIT.NUM, CHINESE), unit_name(UNIT.NUM, CHINESE, "家")
    ('个', '家')
    """
    known = unit(iri)
    name = language.choose(*(known.alone or (known.english, known.chinese)))
    return name.replace("个", counter) if counter else name


def measure_word(table: Graph, iri: str) -> str:
    """Give the Chinese measure word of what a metric or a first claim counts."""
    return (table.text(iri, YD.measureWord, "zh-hans") if iri else None) or ""


def common_unit(first: str, second: str) -> str | None:
    """Return the smaller of two units of one dimension; an IRI; None if they do not measure the same.

    >>> common_unit(UNIT.HR, UNIT.MIN) == UNIT.MIN
    True
    >>> common_unit(UNIT.HR, UNIT.KiloM) is None
    True
    """
    if unit(first).dimension != unit(second).dimension:
        return None
    return min(first, second, key=lambda iri: (unit(iri).size, iri))


def factor(source: str, to: str) -> Decimal | None:
    """Return how many of one unit make one of another.

    >>> factor(UNIT.HR, UNIT.MIN), factor(UNIT.MIN, UNIT.HR), factor(UNIT.HR, UNIT.TONNE)
    (Decimal('60'), None, None)
    """
    small, large = unit(to), unit(source)
    if small.dimension != large.dimension or large.size % small.size:
        return None
    return large.size / small.size
