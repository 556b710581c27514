"""Values with what they measure, and how a text compares them; whether a number is a rise, a fall or a level."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ydkg.vocab import PREFIXES, UNIT, YD

if TYPE_CHECKING:
    from ydkg.language.reading.quantities import Quantity
    from ydkg.language.reading.spans import Span
    from ydkg.language.reading.times import Time
    from ydkg.language.sentence.sentence import Sentence

METRE = PREFIXES["unit"] + "M"
LENGTHS = frozenset(
    {
        UNIT.KiloM,
        METRE,
        YD.Mu,
        *(PREFIXES["unit"] + name for name in ("KiloM2", "M2", "HA", "AC", "MI", "FT", "FT2", "MI2")),
    }
)
DURATIONS = frozenset({UNIT.MIN, UNIT.HR, *(PREFIXES["unit"] + name for name in ("DAY", "WK", "MO", "YR"))})
COUNTS = frozenset({UNIT.NUM, UNIT["NUM-PER-YR"]})
SHARES = frozenset({UNIT.PERCENT, YD.PercentagePoint})
_RISE = r"(?:increas\w*|rose|rise[sn]?|rising|gr[eo]w\w*|up|climb\w*|jump\w*|surg\w*|gain\w*|expand\w*|outpac\w*|soar\w*|improv\w*|higher|more|faster|above|exceed\w*|surpass\w*|extend\w*|add\w*|boost\w*|growth|raise\w*|raising)"
_FALL = r"(?:decreas\w*|declin\w*|f[ae]ll\w*|drop\w*|down|reduc\w*|cut\w*|shr[aiu]nk\w*|lower\w*|slow\w*|shorten\w*|less|fewer|below|contract\w*|plung\w*|slump\w*|behind|slipp\w*|eas(?:ed|ing))"
#: A word that says that something rises or falls.
CHANGING = re.compile(rf"\b(?:(?P<rise>{_RISE})|{_FALL})", re.IGNORECASE)
_HOW = r"(?: (?:again|further|sharply|significantly|steadily|year-on-year|annually|slightly|rapidly|markedly|to grow|dramatically|overall|in [\w ]{3,25}?))?"
_CHANGED = re.compile(
    rf"\b(?P<word>(?P<rise>{_RISE})|{_FALL}){_HOW}(?: (?:by|of))?(?: (?:a|an|the|some|another|around|just|more than|nearly|about|almost|over|at least))? ?\Z",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"\b(?:of|by)(?: (?:a|an|some|another|just))? ?\Z|\b(?:up|down|rose|fell|fallen|risen|grew|grown|increased|decreased|declined|dropped|climbed|jumped|expanded|surged|gained|slowed|shrank|rising|falling|growing|increasing|decreasing|declining|dropping|climbing|slowing|shrinking|soared|improved|contracted|slipped|eased|added|outpaced|outpacing|cut|reduced)"
    rf"{_HOW}(?: (?:a|an|some|another|just))? ?\Z",
    re.IGNORECASE,
)
NOUN = re.compile(
    r"(?: (?:year-on-year|annual|annualised|quarterly|overall|real|nominal|net|further|average|average annual))?[ -](?:(?P<rise>increase|rise|growth|gain|jump|surge|improvement|expansion|higher|more than|faster|above|boost|uplift|uptick)|(?P<fall>decrease|decline|drop|fall|reduction|cut|contraction|lower|less than|fewer than|below|slowdown|saving))\b",
    re.IGNORECASE,
)
#: "较去年同期多1948项".
_MORE_ZH = re.compile(r"(?:较|比)[^，；。]{2,12}(多|少)\Z")
#: "23,000 more than a year earlier": a count that is a difference.
_MORE = re.compile(
    r" (?:(?P<rise>more|higher)|fewer|less|lower)(?: (?:people|jobs|homes|cases|\w+s))?,? (?:compared|than)\b"
)
FROM = re.compile(r"\bfrom(?: (?:a|an|just|only|about|some|the|around))*\s*\Z", re.IGNORECASE)
#: "made up 40 percent", "takes up": no rise.
_MADE_UP = re.compile(
    r"\b(?:ma[dk]e|makes|making|take|takes|took|taking|set|open|opens|opened) up(?: of)?(?: [a-z]+){0,2} ?\Z",
    re.IGNORECASE,
)
_BY_ALONE = re.compile(r"\bby(?: (?:a|an|some|another|just|the))? ?\Z", re.IGNORECASE)
_COMPARED = frozenset(
    "more above below less fewer exceeding exceeded exceeds surpassing surpassed higher lower behind faster".split()  # noqa: SIM905 - readable
)
#: Words of change that say so by themselves.
_MOVES = frozenset("up down rose fell grew increase decrease rise fall growth drop decline".split())  # noqa: SIM905 - readable
CHANGED_ZH = re.compile(
    r"(?:微|略|小幅|大幅)?(?P<word>(?P<rise>同比增长|环比增长|增长|增加|提高|提升|上升|上涨|扩大|高于[\u4e00-\u9fff]{0,10}?|快于[\u4e00-\u9fff]{0,10}?|快(?!于)|增(?!至|到)|涨|升(?!至|到)|高出?|扩容|升值)|下降|贬值|减少|降低|缩短|下跌|回落|低于[\u4e00-\u9fff]{0,10}?|降(?!至|到)|缩减|压减|收窄|放缓|下滑)(?:了|幅?达到?|幅度?为|约|近|逾|超过?|[\u4e00-\u9fff]{0,6}平均水?平?)?\Z"
)


class Measurement(NamedTuple):
    """A value of a metric."""

    quantity: Quantity  # as it is printed
    start: int  # the run of words that states it
    end: int
    metric: Span  # start and end of the words that say what is measured; equal where none do
    unit: str  # IRIs
    status: str
    kind: str  # IRI of the kind of measure
    time: Time | None  # its period
    ranked: Span  # of a rank, start and end of what it is a rank in; equal otherwise
    rule: str  # kind and name of the rule


class Change(NamedTuple):
    """How a value compares with another."""

    start: int  # the run of words that states it
    end: int
    current: Measurement
    baseline: Measurement | None
    target: Measurement | None
    amount: Quantity | None  # the change that is stated
    rises: bool  # whether it is a rise; of an outcome, whether it is ahead
    against: str
    time: Time | None  # the period of what it is compared with
    rule: str  # kind and name of the rule


def sign(sentence: Sentence, quantity: Quantity) -> bool | None:
    """Tell whether a quantity is a rise or a fall; True for a rise, False for a fall, None for a level."""
    before, after = sentence.before(quantity.start), sentence.after(quantity.end)
    if sentence.chinese:
        if more := _MORE_ZH.search(before):
            return more.group(1) == "多"
        if quantity.unit is None and not quantity.counter and re.match(r"[\u4e00-\u9fff]", after):
            return None  # "提升了300万农村人口的供水水平": what stands behind is raised, not the number.
        found = CHANGED_ZH.search(before)
        if found and not re.search(r"(?:到|至|率为?)\Z", before):
            return found.group("rise") is not None
        return "降" not in before[-8:] if quantity.unit == YD.PercentagePoint else None
    if _MADE_UP.search(before):
        return None
    if quantity.numeral.kind == "fraction":
        found = _CHANGED.search(before)
        return found.group("rise") is not None if found and _BY_ALONE.search(before) else None
    if (noun := NOUN.match(after)) and quantity.unit in SHARES | DURATIONS | LENGTHS:
        return noun.group("rise") is not None
    if (printed := re.search(r"(?:\A|[ (])([+-])\Z", before)) and (quantity.unit in SHARES or quantity.unit is None):
        return printed.group(1) == "+"
    if quantity.unit is None and (more := _MORE.match(after)):
        return more.group("rise") is not None
    share, by = quantity.unit in SHARES, _BY_ALONE.search(before) is not None
    found = _CHANGED.search(before)
    if found and _BARE.search(before) and not FROM.search(before):
        # "growth of 5 %" and "up 5 %" are changes, "over" and "an improvement of roads" are levels.
        word = found.group("word").lower()
        if word in _COMPARED:
            is_change = by
        elif word == "up" and quantity.unit is None and not by:
            is_change = re.search(r"[,(] ?up ?\Z", before) is not None
        else:
            is_change = share or by or word in _MOVES
        if is_change:
            return found.group("rise") is not None
    if quantity.unit == YD.PercentagePoint or (by and quantity.unit in SHARES | DURATIONS):
        if words := list(CHANGING.finditer(before[-90:])):
            return words[-1].group("rise") is not None
        return True if quantity.unit == YD.PercentagePoint else None
    return None
