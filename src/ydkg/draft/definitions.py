"""Definitions that records need: metrics and their names, periods, stages, posts and roles at events, each once."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from ydkg.draft.graphing import Fact, Graphing, day_term, slug_of
from ydkg.graph.turtle import chinese, english
from ydkg.language.days import day as day_in_words
from ydkg.language.grammar import capitalized
from ydkg.language.reading.tables import is_chinese
from ydkg.language.reading.year_parts import MONTH
from ydkg.language.sentence.figure import COUNTS, Measurement
from ydkg.language.sentence.measured import GERUND
from ydkg.language.sentence.stages import known_stages
from ydkg.language.text import CHINESE
from ydkg.language.units import common_unit, unit_name
from ydkg.vocab import ORG, QUDT, RDF, RDFS, SKOS, UNIT, YD, ydr

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from ydkg.graph.graph import Graph
    from ydkg.language.reading.times import Time

#: Kinds of measures whose values in several units are of one metric.
_CONVERTED = frozenset({YD.Duration, YD.Length})
_YEAR_END = 12
#: First and last month -> the end of the slug of such a part of a year, and what it is called; a whole one is the year.
_PARTS = {
    (1, 3): ("q1", "first quarter", "第一季度"),
    (4, 6): ("q2", "second quarter", "第二季度"),
    (7, 9): ("q3", "third quarter", "第三季度"),
    (10, 12): ("q4", "fourth quarter", "第四季度"),
    (1, 9): ("q1-q3", "first three quarters", "前三季度"),
    (1, 6): ("h1", "first half", "上半年"),
    (7, 12): ("h2", "second half", "下半年"),
}
_FALLBACKS = {
    YD.Share: "share",
    YD.Rate: "rate",
    YD.Ratio: "ratio",
    YD.Length: "length",
    YD.Duration: "duration",
    YD.Count: "number",
}
_NUMBERS = "two|three|four|five|six|seven|eight|nine|ten"
#: What opens a name and is no part of it.
_LEAD = re.compile(
    rf"(?:(?:{GERUND}|the|a|an|its|their|our|we|it|this|these|total|also|have|has|with|as|by|in|at|some|but|and|while"
    rf"|{_NUMBERS}|\w{{3,}}ed (?:at|with|for) an?|(?:region|country|state|city|province|union)[’']s) )+(?=\S)",
    re.IGNORECASE,
)
#: Who did what: the object says what is measured.
_DID = re.compile(rf".*\b(?:\w{{3,}}ed|made|gave|saw|took|built) (?=(?:the|an?|its|their|{_NUMBERS})\b)")
#: What ends a name: a clause, a sign, a time, a value.
_END = re.compile(
    r" (?:which|that|who|of which|exceeding|reaching|spanning|totalling)\b|[,;:—(]| - "
    r"| and (?:\w{3,}ed|laid|made|gave) (?:the|an?)\b"
    rf"| (?:(?:in|for|of|during|since|by|over) (?:the )?)?(?:(?:\w+ )?year |quarter of |(?:{MONTH}) )?(?:19|20)\d\d\b"
    r"| (?:for|in|during) the (?:financial |fiscal )?year\b"
    r"|(?: (?:of|from|to|by|at|in|for|with|up|down|about|over|nearly))* (?:(?:US|HK|A|C)?[$€£₹¥]|Rs\b|\d)"
)
#: Words that say nothing of what is measured.
_NOTHING = re.compile(r"(?:each|total|long-awaited|half|some|.*了)")
#: Words that a name does not end with.
_LAST = re.compile(r"(?: (?:and|of|for|the|to|in|a|an|or|with|by|from|will|is|are|has|have))+\Z")
#: A clause is no name: it has a verb behind its noun.
_CLAUSE = re.compile(r".+ (?:said|says|shows?|presents?|pointed|announced|noted|plans? to\b.*)\Z|\w+s to \w+.*")
#: What a value is one of each: "100 tons per day".
_EACH = re.compile(r" (?:per|a|each|every) (?P<each>second|minute|hour|day|week|month|person|capita|household)\b")
#: What leads to a part of the value before.
_PART = re.compile(r"\b(?:of which|including)(?: (?:about|over|some|nearly))* \Z")


class Definitions:
    """Find or make definitions."""

    def __init__(self, graphing: Graphing, known: Graph) -> None:
        self._graphing = graphing
        self._known = known
        #: Name in lower case -> unit -> metric.
        self._metrics: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self._periods: set[str] = set()
        for metric in known.subjects(YD.Metric):
            label = known.text(metric, RDFS.label)
            if label:
                self._metrics[label.lower()].setdefault(known.one(metric, QUDT.hasUnit) or "", metric)

    def metric(self, label: str, unit: str, kind: str, direction: str = YD.NoDirection) -> str:
        """Give the metric of a name and a unit; its IRI."""
        of_name = self._metrics.get(label.lower(), {})
        for of, iri in of_name.items():
            if of == unit or (kind in _CONVERTED and common_unit(of, unit)):
                return iri  # Two values that are compared share a dimension, not always a unit.
        if of_name:
            label = f"{label}, in {unit_name(unit)}"  # Two metrics of one name tell each other apart by their units.
            if unit in self._metrics.get(label.lower(), {}):
                return self.metric(label, unit, kind, direction)
        iri = self._metrics[label.lower()][unit] = self._graphing.new_iri(f"metric-{slug_of(label)}")
        meant = f"{capitalized(label)}, as the document gives it; it does not define it further."
        facts: list[Fact] = [
            (RDF.type, YD.Metric),
            (RDFS.label, english(label)),
            (SKOS.definition, english(meant)),
            (QUDT.hasUnit, unit),
            (YD.direction, direction),
            (YD.measureKind, kind),
        ]
        self._graphing.add(iri, facts)
        return iri

    def period(self, time: Time) -> str:
        """Give the period of a time; its IRI."""
        slug, label, label_zh = _named(time.first, time.last)
        iri = ydr(f"period-{slug}")
        if not self._known.types(iri):
            basis = YD.Stated if time.stated else YD.Resolved
            facts: list[Fact] = [
                (RDF.type, YD.Period),
                (RDFS.label, english(label)),
                (RDFS.label, chinese(label_zh) if label_zh else None),
                (YD.edtf, Literal(time.edtf)),
                (YD.firstDay, day_term(time.first) if time.first else None),
                (YD.lastDay, day_term(time.last) if time.last else None),
                (YD.periodBasis, None if iri in self._periods else basis),
            ]
            self._periods.add(iri)
            self._graphing.add(iri, facts)
        return iri

    def concept(self, scheme: str, label: str, slug: str = "") -> str:
        """Give a stage, a post or a role at events; its IRI."""
        iri = ydr(f"{scheme.removesuffix('s')}-{slug or slug_of(label)}")
        if not self._known.types(iri):
            zh = known_stages().get(slug, ("", ""))[1]
            meant = english(f"It is {label}, as the document words it.") if scheme == "stages" else None
            facts: list[Fact] = [
                (RDF.type, SKOS.Concept),
                (RDF.type, ORG.Role if scheme == "roles" else None),
                (RDFS.label, english(label)),
                (RDFS.label, chinese(zh) if zh else None),
                (SKOS.inScheme, ydr(scheme)),
                (SKOS.definition, meant),
            ]
            self._graphing.add(iri, facts)
        if not self._known.types(ydr(scheme)):
            name = scheme.replace("-", " ")
            told: list[Fact] = [
                (RDFS.label, english(name)),
                (SKOS.definition, english(f"The {name} that records name.")),
            ]
            self._graphing.add(ydr(scheme), [(RDF.type, SKOS.ConceptScheme), *told])
        return iri


def _named(first: date | None, last: date | None) -> tuple[str, str, str]:  # noqa: C901, PLR0911 - a case each
    """Give the slug of a period, and what it is called in English and in Chinese.

    >>> from datetime import date
    >>> _named(date(2024, 1, 1), date(2024, 9, 30))
    ('2024-q1-q3', 'first three quarters of 2024', '2024年前三季度')
    >>> _named(date(2024, 1, 1), date(2024, 10, 31))
    ('2024-01-to-10', 'January to October 2024', '2024年1—10月')
    >>> _named(None, date(2024, 10, 31))
    ('to-2024-10', 'up to the end of October 2024', '截至2024年10月底')
    >>> _named(None, date(2024, 12, 15))
    ('to-2024-12-15', 'up to 15 December 2024', '截至2024年12月15日')
    """
    begins, ends = (day_in_words(str(each)) if each else "" for each in (first, last))
    begins_zh, ends_zh = (day_in_words(str(each), CHINESE) if each else "" for each in (first, last))
    if last is None:
        return (f"from-{first}", f"since {begins}", f"自{begins_zh}起") if first else ("unknown", "no days stated", "")
    whole = last.day == monthrange(last.year, last.month)[1]
    if first is None:
        if not whole:
            return f"to-{last}", f"up to {ends}", f"截至{ends_zh}"
        if last.month == _YEAR_END:
            return f"to-{last.year}", f"up to the end of {last.year}", f"截至{last.year}年底"
        return f"to-{last:%Y-%m}", f"up to the end of {_month(last)}", f"截至{last.year}年{last.month}月底"
    if first == last:
        return str(first), begins, begins_zh
    if first.day > 1 or not whole:
        return f"{first}-to-{last}", f"{begins} to {ends}", f"{begins_zh}至{ends_zh}"
    months, year = (first.month, last.month), f"{first.year}年"
    if months == (1, _YEAR_END):
        years = [str(each) for each in dict.fromkeys((first.year, last.year))]
        return "-to-".join(years), " to ".join(years), f"{'—'.join(years)}年"
    if first.year < last.year:
        to = f"{first:%Y-%m}-to-{last:%Y-%m}", f"{_month(first)} to {_month(last)}"
        return *to, f"{year}{first.month}月至{last.year}年{last.month}月"
    if first.month == last.month:
        return f"{first:%Y-%m}", _month(first), f"{year}{first.month}月"
    if part := _PARTS.get(months):
        return f"{first.year}-{part[0]}", f"{part[1]} of {first.year}", year + part[2]
    to = f"{first:%Y-%m}-to-{last:%m}", f"{_month(first).partition(' ')[0]} to {_month(last)}"
    return *to, f"{year}{first.month}—{last.month}月"


def _month(day: date) -> str:
    return day_in_words(f"{day:%Y-%m}")


def metric_label(text: str, figure: Measurement, is_name: Callable[[str], bool]) -> str:
    """Call what a figure measures by the words of the text."""
    fallback = _FALLBACKS.get(figure.kind, "amount")
    if figure.kind == YD.Rank:
        return "rank"
    words = _noun(text, figure, is_name)
    said = re.search(r"[A-Za-z]{2}|[\u4e00-\u9fff]{2}|[县市村区镇乡校]", words)
    if (
        not said
        or (is_name(words) and figure.unit not in COUNTS and figure.kind != YD.Length)
        or _NOTHING.fullmatch(words)
    ):
        words = fallback
    elif is_chinese(words):
        return _chinese(words, figure)
    elif re.fullmatch(r"\w+ed|spent", words):
        words = f"{fallback} {words}"
    elif figure.unit in COUNTS:
        words = f"number of {words.removeprefix('number of ')}"
    elif figure.kind == YD.Length and not re.search("length|distance|mileage", words):
        words = f"length of {words}"
    elif figure.kind == YD.Share and figure.metric[0] >= figure.quantity.numeral.end and "share" not in words:
        words = f"share of {words}"
    if each := _EACH.match(text, figure.quantity.end):
        words = f"{words} per {each.group('each')}"
    if figure.rule in {"changes.rise", "changes.fall"} and "growth" not in words:
        return f"{'growth' if figure.rule == 'changes.rise' else 'decline'} of {words.removeprefix('number of ')}"
    return f"{words} as a multiple of what it was" if figure.rule == "changes.multiple" else words


def _noun(text: str, figure: Measurement, is_name: Callable[[str], bool]) -> str:
    """Give the noun phrase in what is measured: no bound, no time, no value; empty where there is none."""
    start, end = figure.metric
    words = text[start:end].strip(" ,.;-—•*")
    if is_chinese(words):
        return re.sub("(?<=.{2})(?:同比|环比|预计|合计\\Z)|\\A本[市省县区]|\\A(?:明确)?到\\d{4}年", "", words)
    if text[figure.quantity.end : figure.quantity.end + 1] == "-" and figure.unit in COUNTS:
        return re.split("[ -]", words)[0] + "s"  # "a 66-bed hospital": beds
    if did := _DID.match(words):
        words = words[did.end() :].rpartition(" with ")[2]
    if lead := _LEAD.match(words):
        words = words[lead.end() :]
    words = " ".join(_END.split(words)[0].split()[:10])
    words = words.partition(" with ")[0] if figure.unit in COUNTS else words
    first, _, rest = words.partition(" ")
    if (not rest or rest[:1].islower()) and first.istitle() and not is_name(first):
        words = first.lower() + words[len(first) :]
    if _CLAUSE.fullmatch(words):
        return ""
    words = _LAST.sub("", words)
    part = figure.unit not in COUNTS and _PART.search(text, max(0, figure.quantity.start - 20), figure.quantity.start)
    return f"part of {words}" if words and part else words


def _chinese(words: str, figure: Measurement) -> str:
    """Word the name of a metric in Chinese: what is counted by its number, a change by its speed or its amount."""
    if figure.unit == UNIT.PERCENT and re.match("占.|.{2,}中\\Z", words):
        words = f"占{words.removeprefix('占').removeprefix('在').removesuffix('中')}比重"
    elif figure.unit == UNIT.PERCENT and re.search("(?:目标|任务|计划)\\Z", words):
        words = f"{words}完成率"
    words = re.sub("年产\\Z", "年产能", words)
    if figure.unit in COUNTS:
        words = re.sub("(?<=工程|项目)建设\\Z", "", words)
        people = figure.quantity.counter == "人"
        words += "" if words.endswith(("数", "量", "人次", "里程")) else "人数" if people else "数量"
    if figure.rule in {"changes.rise", "changes.fall"} and "增速" not in words:
        share = figure.unit == UNIT.PERCENT
        return words + {"changes.rise": ("增加量", "增速"), "changes.fall": ("减少量", "降幅")}[figure.rule][share]
    return words
