"""Words of figures: what a draft calls what they measure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ydkg.draft.rules.figure import COUNTS
from ydkg.draft.rules.measured import GERUND
from ydkg.vocab import UNIT, YD
from ydkg.words.reading.tables import is_chinese
from ydkg.words.reading.year_parts import MONTH

if TYPE_CHECKING:
    from collections.abc import Callable

    from ydkg.draft.rules.figure import Figure

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


def metric_label(text: str, figure: Figure, is_name: Callable[[str], bool]) -> str:
    """Call what a figure measures by the words of the text.

    Parameters
    ----------
    text : str
        The whole text.
    figure : Figure
    is_name : callable
        Tells whether words are the name of a thing.

    Returns
    -------
    str
    """
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


def _noun(text: str, figure: Figure, is_name: Callable[[str], bool]) -> str:
    """Give the noun phrase in what is measured: no bound, no time, no value; empty where there is none."""
    start, end = figure.metric
    words = text[start:end].strip(" ,.;-—•*")
    if is_chinese(words):
        return re.sub("(?<=.{2})(?:同比|环比|预计|合计\\Z)|\\A本[市省县区]", "", words)
    if text[figure.quantity.end : figure.quantity.end + 1] == "-" and figure.unit in COUNTS:
        return re.split("[ -]", words)[0] + "s"  # "a 66-bed hospital": beds
    if did := _DID.match(words):
        words = words[did.end() :].rpartition(" with ")[2]
    if lead := _LEAD.match(words):
        words = words[lead.end() :]
    words = " ".join(_END.split(words)[0].split()[:10])
    words = words.partition(" with ")[0] if figure.unit in COUNTS else words
    first, _, rest = words.partition(" ")
    if rest[:1].islower() and first.istitle() and not is_name(first):
        words = first.lower() + words[len(first) :]
    return "" if _CLAUSE.fullmatch(words) else _LAST.sub("", words)


def _chinese(words: str, figure: Figure) -> str:
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
