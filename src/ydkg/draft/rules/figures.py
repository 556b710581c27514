"""Figures: values with what they measure, and how a text compares them."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

from ydkg.draft.rules.modality import clause, is_planned
from ydkg.draft.rules.sentence import Sentence, phrase_after, phrase_before
from ydkg.vocab import PREFIXES, UNIT, YD
from ydkg.words.reading.quantities import Quantity, yearly

if TYPE_CHECKING:
    from datetime import date

    from ydkg.words.reading.times import Time

_METRE = PREFIXES["unit"] + "M"
_LENGTHS = frozenset(
    {UNIT.KiloM, _METRE, *(PREFIXES["unit"] + name for name in ("KiloM2", "M2", "HA", "AC", "MI", "FT", "FT2", "MI2"))}
)
_TIMES = frozenset({UNIT.MIN, UNIT.HR, *(PREFIXES["unit"] + name for name in ("DAY", "WK", "MO", "YR"))})


class Figure(NamedTuple):
    """A value of a metric.

    Attributes
    ----------
    quantity : Quantity
        As it is printed.
    start, end : int
        The run of words that states it.
    metric : tuple of int
        Start and end of the words that say what is measured; equal where none do.
    unit, status : str
        IRIs.
    kind : str
        IRI of the kind of measure.
    time : Time or None
        Its period.
    ranked : tuple of int
        Of a rank, start and end of what it is a rank in; equal otherwise.
    rule : str
        Module and name of the rule.
    """

    quantity: Quantity
    start: int
    end: int
    metric: tuple[int, int]
    unit: str
    status: str
    kind: str
    time: Time | None
    ranked: tuple[int, int]
    rule: str


class Change(NamedTuple):
    """How a value compares with another.

    Attributes
    ----------
    start, end : int
        The run of words that states it.
    current : Figure
    baseline, target : Figure or None
    amount : Quantity or None
        The change that is stated.
    rises : bool
        Whether it is a rise; of an outcome, whether it is ahead.
    against : str
        ``before``, ``nation``, ``target`` or empty: what it is compared with, where no second value is given.
    time : Time or None
        The period of what it is compared with.
    rule : str
        Module and name of the rule.
    """

    start: int
    end: int
    current: Figure
    baseline: Figure | None
    target: Figure | None
    amount: Quantity | None
    rises: bool
    against: str
    time: Time | None
    rule: str


_RISE = r"(?:increas\w*|rose|rise[sn]?|rising|gr[eo]w\w*|up|climb\w*|jump\w*|surg\w*|gain\w*|expand\w*|outpac\w*|soar\w*|improv\w*|higher|more|faster|above|exceed\w*|surpass\w*|extend\w*|add\w*|boost\w*|growth)"
_FALL = r"(?:decreas\w*|declin\w*|f[ae]ll\w*|drop\w*|down|reduc\w*|cut\w*|shr[aiu]nk\w*|lower\w*|slow\w*|shorten\w*|less|fewer|below|contract\w*|plung\w*|slump\w*|behind)"
_CHANGED = re.compile(
    rf"\b(?P<word>(?P<rise>{_RISE})|{_FALL})(?: (?:again|further|sharply|significantly|steadily|year-on-year|annually|slightly|rapidly|markedly|to grow|in [\w ]{{3,25}}?))?(?: (?:by|of))?(?: (?:a|an|the|some|another|around|just))? ?\Z",
    re.IGNORECASE,
)
_BARE_WORDS = re.compile(
    r"\b(?:of|by)(?: (?:a|an|some|another|just))? ?\Z|\b(?:up|down|rose|fell|grew|increased|decreased|declined|dropped|climbed|jumped|expanded|surged|gained|slowed|shrank|rising|falling|growing|soared|improved|contracted|slipped|added|outpaced|outpacing)(?: (?:again|further|sharply|significantly|steadily|year-on-year|slightly|rapidly|markedly))?(?: (?:a|an|some|another|just))? ?\Z",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"(?: (?:year-on-year|annual|annualised|quarterly|overall|real|nominal|net|further|average|average annual))?[ -](?:(?P<rise>increase|rise|growth|gain|jump|surge|improvement|expansion|higher|more than|faster|above|boost|uplift|uptick)|(?P<fall>decrease|decline|drop|fall|reduction|cut|contraction|lower|less than|fewer than|below|slowdown|saving))\b",
    re.IGNORECASE,
)
_TO = re.compile(r"[^;]{0,60}\bto(?: (?:reach|stand at|a|an|just|only|about|some|more|as|the))*\s*\Z", re.IGNORECASE)
_FROM = re.compile(r"\bfrom(?: (?:a|an|just|only|about|some|the|around))*\s*\Z", re.IGNORECASE)
_AGAINST = re.compile(
    r"[^;.]{0,60}?\b(?:from|over|on|compared (?:with|to)|than|against|versus|vs\.?|up from|down from|relative to|since)\b(?: (?:a|an|the|some|just|that of))*\s*",
    re.IGNORECASE,
)
_TARGET = re.compile(
    r"\b(?:target|goal|objective|ceiling|limit)s? (?:of|at|to)(?: (?:a|an|at))* ?\Z|(?:目标|任务|指标)(?:值|任务)?(?:为|是|的)?\Z",
    re.IGNORECASE,
)
_RATIO = re.compile(
    r"\b(?:ratio|index|score|rate|coefficient|indicator|factor|grade|rating)\b[^,;]{0,20}\Z|(?:比|指数|系数|得分|评分|车桩比)(?:为|达到?|是)?\Z",
    re.IGNORECASE,
)
_RANKED = re.compile(
    r"\b(?:rank(?:s|ed|ing)?|plac(?:e|es|ed|ing)|came|comes|stood|stands|finish(?:ed|ing)?|position(?:ed)?|climb(?:ed|ing)? to|rose to|move[ds]? (?:up )?to)(?: (?:in|at|as|up|to|the|a|joint|globally|nationally|number|No\.?))* ?\Z",
    re.IGNORECASE,
)
_RANKED_ZH = re.compile(r"(?:位居|位列|排名|名列|排在?|居|跃居|升至|列|跻身|保持|稳居)(?:[\u4e00-\u9fff]{0,8})\Z")
_FIRST_NOUN = re.compile(
    r" (?:in|among|of|globally|nationally|nationwide|worldwide|place|largest|highest|overall)\b|[,.;)]|\Z| (?=on\b|for\b)",
    re.IGNORECASE,
)
_CHANGED_ZH = re.compile(
    r"(?P<word>(?P<rise>同比增长|环比增长|增长|增加|提高|提升|上升|上涨|扩大|高于[\u4e00-\u9fff]{0,10}?|快于[\u4e00-\u9fff]{0,10}?|增|涨|升|多|高出?|扩容|翻)|下降|减少|降低|缩短|下跌|回落|低于[\u4e00-\u9fff]{0,10}?|降|减|缩减|少|压减)(?:了|幅?达到?|为|约|近|逾|超过?|[\u4e00-\u9fff]{0,6}平均水?平?)?\Z"
)
_TO_ZH = re.compile(
    r"[^；。]{0,30}?(?:提高|增加|增长|上升|提升|下降|降低|减少|降|升|缩短|缩减|压缩|扩大|增|减|发展)(?:到|至|为)(?:了)?\Z"
)
_FROM_ZH = re.compile(r"(?:由|从)[^，；。]{0,20}\Z")
_AGAINST_ZH = re.compile(r"(?:比|较|与)(?P<what>[^，；。]{0,16})\Z")
_NATION = re.compile(
    r"\b(?:national|nationwide|EU|global|world|OECD|state|statewide|provincial|city|regional|euro area)(?:'s)? average\b|全国(?:平均|水平)|全省平均|世界平均|高于全国|快于全国",
    re.IGNORECASE,
)
_MODES = {"expect": YD.Expected, "aim": YD.Intended, "target": YD.Target}
_AIM = re.compile(
    r"\b(?:target|goal|objective|aim(?:s|ed|ing)? (?:to|for|at) (?:reach|achieve|have|raise|increase|cut|reduce|attain|generate|grow|get)|binding target)\b|力争|目标|争取|确保|达到[^，]{0,12}以上",
    re.IGNORECASE,
)
_INTENT = re.compile(
    r"\b(?:intend|plan|aim|will|pledge|commit|propos|to be)\w*\b|计划|拟|将|规划|安排|要", re.IGNORECASE
)


def figures(sentence: Sentence, issued: date) -> tuple[list[Figure], list[Change]]:
    """Read the figures of a sentence and how they compare.

    Parameters
    ----------
    sentence : Sentence
    issued : date
        The day of issue.

    Returns
    -------
    list of Figure, list of Change
        In the order of the sentence. A change whose current value the sentence does not give is a figure: a rate.
    """
    read = [each for each in sentence.quantities if not each.unknown]
    ranks = [each for each in read if each.numeral.kind == "ordinal" and _is_rank(sentence, each)]
    plain = [each for each in read if each.numeral.kind not in {"ordinal", "multiple"} and not _is_one(each)]
    signs = {each: sign for each in plain if (sign := _sign(sentence, each)) is not None}
    levels = {each: _level(sentence, each, plain, signs, issued) for each in plain if each not in signs}
    found, changes = [*levels.values()], []
    for amount, rises in signs.items():
        change = _change(sentence, amount, rises, levels)
        if change is None:
            found.append(_rate(sentence, amount, rises=rises, issued=issued))
        else:
            changes.append(change)
    changes += _pairs(sentence, levels)
    found += [_rank(sentence, each) for each in ranks]
    found += [_multiple(sentence, each, issued) for each in read if each.numeral.kind == "multiple"]
    return sorted(found, key=lambda each: each.quantity.start), sorted(changes, key=lambda each: each.start)


def _is_one(quantity: Quantity) -> bool:
    """Tell whether a number is only the word one, which counts nothing by itself."""
    return (
        quantity.numeral.worded and quantity.value == 1 and quantity.unit is None and quantity.numeral.kind == "number"
    )


def _is_rank(sentence: Sentence, quantity: Quantity) -> bool:
    before, after = sentence.before(quantity.start), sentence.after(quantity.numeral.end)
    if sentence.chinese:
        return _RANKED_ZH.search(before) is not None and re.match(r"[位名](?!称)|[，。；、]|\Z", after) is not None
    return _RANKED.search(before) is not None and _FIRST_NOUN.match(after) is not None


def _sign(sentence: Sentence, quantity: Quantity) -> bool | None:
    """Tell whether a quantity is a rise or a fall; None where it is a level."""
    before, after = sentence.before(quantity.start), sentence.after(quantity.end)
    if quantity.numeral.kind == "fraction" and not sentence.chinese:
        return None
    if sentence.chinese:
        found = _CHANGED_ZH.search(before)
        if found and not re.search(r"(?:到|至)\Z", before):
            return found.group("rise") is not None
        return None if quantity.unit != YD.PercentagePoint else "降" not in before[-8:]
    if (noun := _NOUN.match(after)) and quantity.unit in {UNIT.PERCENT, YD.PercentagePoint, *_TIMES} | _LENGTHS:
        return noun.group("rise") is not None
    found = _CHANGED.search(before)
    if found and _BARE_WORDS.search(before) and not _FROM.search(before) and _is_change(before, found, quantity):
        return found.group("rise") is not None
    if quantity.unit == YD.PercentagePoint:
        words = re.findall(rf"\b(?:{_RISE}|{_FALL})", before, re.IGNORECASE)
        return re.match(_RISE, words[-1], re.IGNORECASE) is not None if words else True
    return _by(before, quantity)


def _is_change(before: str, found: re.Match[str], quantity: Quantity) -> bool:
    """Tell a change from a level: "growth of 5 %" and "up 5 %" are, "over" and "an improvement of roads" are not."""
    share = quantity.unit in {UNIT.PERCENT, YD.PercentagePoint}
    by = re.search(r"\bby(?: (?:a|an|some|another|just|the))? ?\Z", before, re.IGNORECASE)
    word = found.group("word").lower()
    if word in {
        "more",
        "above",
        "below",
        "less",
        "fewer",
        "exceeding",
        "exceeded",
        "exceeds",
        "surpassing",
        "surpassed",
        "higher",
        "lower",
        "behind",
        "faster",
    }:
        return by is not None
    if word.startswith(("add", "gain", "cut", "reduc", "extend", "boost")) and not by and not share:
        return False
    return (
        share
        or by is not None
        or re.search(r"\b(?:up|down|rose|fell|grew|increase|decrease|rise|fall|growth|drop|decline)\b", word)
        is not None
    )


def _by(before: str, quantity: Quantity) -> bool | None:
    """Read "outpacing the national average by": the verb stands before what it is compared with."""
    if quantity.unit in {UNIT.PERCENT, YD.PercentagePoint} | _TIMES and re.search(
        r"\bby(?: (?:a|an|some|another|just))? ?\Z", before, re.IGNORECASE
    ):
        words = re.findall(rf"\b(?:{_RISE}|{_FALL})", before[-90:], re.IGNORECASE)
        if words:
            return re.match(_RISE, words[-1], re.IGNORECASE) is not None
    return None


def _level(
    sentence: Sentence, quantity: Quantity, others: list[Quantity], signs: dict[Quantity, bool], issued: date
) -> Figure:
    """Read a value with its unit, its metric and its time."""
    before, after = sentence.before(quantity.start), sentence.after(quantity.end)
    unit = quantity.unit or _unit(sentence, quantity, others)
    if (unit == UNIT.NUM and yearly().match(after.lstrip()[:0] or sentence.after(quantity.end, 60))) or (
        unit == UNIT.NUM and _is_yearly(sentence, quantity)
    ):
        unit = UNIT["NUM-PER-YR"]
    metric, end = _metric(sentence, quantity, unit)
    kind = _kind(sentence, quantity, unit, metric)
    status = _status(sentence, quantity, unit, issued)
    start = quantity.start
    time = _time(sentence, quantity, others)
    rule = "figures.target" if _TARGET.search(before) else f"figures.{_rule(unit, quantity)}"
    return Figure(quantity, start, end, metric, unit, status, kind, time, (0, 0), rule)


def _is_yearly(sentence: Sentence, quantity: Quantity) -> bool:
    """Tell whether a count is one of a year: a word of it stands near, before the next number."""
    if sentence.chinese:
        return re.search(r"(?:每年|年均)[^，；。\d]{0,8}\Z", sentence.before(quantity.start, 16)) is not None
    following = re.split(r"[,;]|\d", sentence.after(quantity.end, 70))[0]
    return yearly().search(following) is not None


def _rule(unit: str, quantity: Quantity) -> str:
    if quantity.numeral.kind == "fraction":
        return "fraction"
    if unit == UNIT.PERCENT:
        return "percent"
    if unit in {UNIT.NUM, UNIT["NUM-PER-YR"]}:
        return "count"
    if "/CCY_" in unit:
        return "money"
    return "ratio" if unit == UNIT.UNITLESS else "measure"


def _unit(sentence: Sentence, quantity: Quantity, others: list[Quantity]) -> str:
    """Give the unit of a number that has none: that of the number it stands with, or none, or a count."""
    if quantity.numeral.kind == "fraction":
        return UNIT.UNITLESS
    place = others.index(quantity)
    following = others[place + 1] if place + 1 < len(others) else None
    if (
        following
        and following.unit
        and re.fullmatch(r" ?(?:-|to|and|or|至|到|—)(?: (?:a|an))? ?", sentence.between(quantity.end, following.start))
    ):
        return following.unit
    if (
        place
        and others[place - 1].unit is None
        and others[place - 1].numeral.kind == "number"
        and _RATIO.search(sentence.before(others[place - 1].start))
    ):
        return UNIT.UNITLESS
    fractional = quantity.value != quantity.value.to_integral_value()
    if quantity.counter:
        return UNIT.NUM
    if _RATIO.search(sentence.before(quantity.start, 60)) or fractional:
        return UNIT.UNITLESS
    return UNIT.NUM


def _metric(sentence: Sentence, quantity: Quantity, unit: str) -> tuple[tuple[int, int], int]:
    """Find the words that say what is measured, and where the words of the figure end."""
    at = quantity.end
    if sentence.chinese:
        return _metric_zh(sentence, quantity)
    if unit in {UNIT.NUM, UNIT["NUM-PER-YR"]}:
        here = at + 1 if sentence.text[at : at + 1] in {" ", "-"} else at
        found = phrase_after(sentence, here)
        if found and not re.match(r"(?:and|or|of|to)\b", sentence.after(here, 5)):
            return found, found[1]
        before = phrase_before(sentence, _verb_start(sentence, quantity.start))
        return before or (at, at), at
    if linked := re.match(
        r"(?: (?:worth )?(?:of|in)(?: the| all| its| their| our)?) (?=[a-z“A-Z])", sentence.after(at, 30)
    ):
        after = phrase_after(sentence, at + linked.end(), most=6)
        # "5 % of the total" says what it is a share of: the words before say what is measured.
        if after and any(after[0] <= each.end and each.start <= after[1] for each in sentence.times):
            after = None
        if after and unit != UNIT.PERCENT and not re.match(r"\d", sentence.text[after[0]]):
            return after, after[1]
        before = phrase_before(sentence, _verb_start(sentence, quantity.start))
        return before or after or (at, at), (after or (at, at))[1]
    if "-" in sentence.text[quantity.numeral.end : quantity.numeral.end + 1] and (
        named := phrase_after(sentence, at + 1)
    ):
        return named, named[1]
    before = phrase_before(sentence, _verb_start(sentence, quantity.start))
    return before or (at, at), at


_VERB = re.compile(
    r"\b(?:(?:has|have|had|is|are|was|were|will|would|to) )?(?:(?:also|now|already|be|been|significantly|further|currently) )*(?:reach\w*|exceed\w*|surpass\w*|total\w*|amount\w* to|stood at|stands at|rose|r[io]s\w*|gr[eo]w\w*|increas\w*|decreas\w*|declin\w*|dropp?\w*|"
    r"f[ae]ll\w*|climb\w*|account\w* for|represent\w*|cover\w*|spann?\w*|stretch\w*|measur\w*|hit|h[ae]s|have|is|are|was|were|of|at|cut\w*|reduc\w*|host\w*|invest\w*|record\w*|achiev\w*|support\w*|provid\w*|includ\w*|"
    r"worth|valued at|cost\w*|contribut\w*|creat\w*|generat\w*|add\w*|attract\w*|secur\w*|allocat\w*|award\w*|deliver\w*|produc\w*|receiv\w*|sav\w*|expand\w*|up|down|to|from|by|on|for|with|in)\b(?: (?:to|from|by|for|at|up|a|an|the|just|only|nearly|over|good|total|record|more|than))* ?\Z",
    re.IGNORECASE,
)


def _verb_start(sentence: Sentence, at: int) -> int:
    """Go back over the verb before a number, to where its subject ends."""
    before = sentence.before(at, 90)
    for pattern in (
        r"\bfrom\b[^,;]{0,60}\bto(?: (?:a|an|just|only|about))* ?\Z",
        r"\bto(?: (?:a|an|just|only|about))* ?\Z",
    ):
        if found := re.search(pattern, before, re.IGNORECASE):
            before = before[: found.start()].rstrip() + " "
            break
    while found := _VERB.search(before):
        before = before[: found.start()].rstrip() + (" " if found.start() else "")
        if not found.start():
            break
    return max(sentence.start, at - len(sentence.before(at, 90))) + len(before.rstrip())


def _metric_zh(sentence: Sentence, quantity: Quantity) -> tuple[tuple[int, int], int]:
    """Find what a Chinese number measures: the words behind its measure word, or those before its verb."""
    at = quantity.end
    if quantity.counter and (
        found := re.match(
            r"(?:的)?([\u4e00-\u9fffA-Za-z0-9“”\"]{2,14}?)(?=[，。；、：（）]|\Z|实现|已|完成|开工|建成|投|在|纳入|获|落|参|达|超|和|与|及|的|进行|为|被|，)",
            sentence.after(at, 24),
        )
    ):
        return (at + found.start(1), at + found.end(1)), at + found.end(1)
    before = sentence.before(quantity.start, 40)
    found = re.search(
        r"([\u4e00-\u9fffA-Za-z0-9.“”\"&]{2,18}?)(?:(?:由|从|已|已经|累计|共|共计|将|约|超|近|逾|总共|均|也)*(?:达到?|为|超过|突破|增长|增加|提高|提升|上升|下降|降低|减少|缩短|实现|完成|占|是|有|至|到|投资|新增|建成|逾|约|保持在?|稳定在|升|降|增|减|同比|环比|比|较|，)+[^，；。]{0,8}?)\Z",
        before,
    )
    if found:
        offset = quantity.start - len(before)
        return (offset + found.start(1), offset + found.end(1)), at
    return (at, at), at


def _kind(sentence: Sentence, quantity: Quantity, unit: str, metric: tuple[int, int]) -> str:
    """Say what kind of measure it is."""
    words = sentence.text[slice(*metric)].lower()
    around = sentence.before(quantity.start, 60).lower()
    if unit == UNIT.NUM:
        return YD.Count
    if unit in _TIMES:
        return YD.Duration
    if unit in {UNIT.KiloM, _METRE}:
        return YD.Length
    if quantity.numeral.kind == "fraction":
        return YD.Share
    if unit == UNIT.PERCENT:
        return YD.Rate if re.search(r"growth|rate|增速|增长|率", words + around[-30:]) else YD.Share
    if unit == UNIT.UNITLESS:
        return YD.Ratio
    if re.search(r"cumulative|total|累计|总", words + around):
        return YD.Cumulative
    return YD.Flow if "PER-YR" in unit else YD.Stock


def _is_attribute(sentence: Sentence, quantity: Quantity) -> bool:
    """Tell whether a length or an area belongs to a thing, whatever becomes of it."""
    before = sentence.before(quantity.start, 40)
    said = re.search(
        r"\b(?:spanning|stretching|measuring|length|long|covering)(?: of)? ?\Z|(?:全长|总长|面积|长约?|里程)\Z",
        before,
        re.IGNORECASE,
    )
    return said is not None or sentence.text[quantity.numeral.end : quantity.numeral.end + 1] == "-"


def _status(sentence: Sentence, quantity: Quantity, unit: str, issued: date) -> str:
    """Say whether a value is so, is aimed at or is awaited."""
    first, _ = clause(sentence.text, sentence.start, sentence.end, quantity.start)
    before = sentence.text[first : quantity.start]
    whole = sentence.text[sentence.start : quantity.start]
    if _TARGET.search(sentence.before(quantity.start)):
        return YD.Target
    if (
        (unit in _LENGTHS and _is_attribute(sentence, quantity))
        or _FROM.search(before)
        or re.search(r"(?:由|从)[^，至到]{0,12}\Z", before)
    ):
        return YD.Actual
    due = any(
        each.deadline and each.last and each.last > issued and each.start < quantity.start for each in sentence.times
    )
    if re.search(
        r"\bintended (?:transactions?|investments?|deals?|purchases?)\b|意向(?:成交|投资|签约|采购)",
        sentence.before(quantity.start),
    ):
        return YD.Intended
    if not (is_planned(before) or due or (is_planned(whole) and re.search(r"\w+ing [^,;]{0,60}\Z", before))):
        return YD.Actual
    if _AIM.search(before) or due:
        return YD.Intended if unit == UNIT.NUM and not due else (YD.Target if _AIM.search(before) else YD.Expected)
    return YD.Intended if unit == UNIT.NUM and _INTENT.search(before) else YD.Expected


def _time(sentence: Sentence, quantity: Quantity, others: list[Quantity]) -> Time | None:
    """Give the time that the words attach to a number: behind it before the next, or at the head of the sentence."""
    if quantity.unit in _LENGTHS and _is_attribute(sentence, quantity):
        return None
    times = [each for each in sentence.times if each.last or each.first]
    following = min((each.start for each in others if each.start >= quantity.end), default=sentence.end)
    behind = [
        each
        for each in times
        if quantity.end <= each.start < following
        and not each.same
        and len(sentence.between(quantity.end, each.start).split()) <= 12
        and not re.search(
            r"[;:]|\b(?:which|while|when|and (?:the|is|will|was))\b|[，；]", sentence.between(quantity.end, each.start)
        )
    ]
    if behind and not sentence.chinese:
        return behind[0]
    if _FROM.search(sentence.before(quantity.start)) and not sentence.chinese:
        return None
    if sentence.chinese:
        return _time_zh(sentence, quantity, times)
    if _TO.search(sentence.before(quantity.start)) and re.search(r"\bfrom\b", sentence.before(quantity.start)):
        return None
    head = next(
        (
            each
            for each in times
            if not each.same
            and not sentence.between(sentence.start, each.start)
            .strip(' ,“"')
            .removeprefix("In")
            .removeprefix("in")
            .removeprefix("During")
            .removeprefix("At")
            .removeprefix("For")
            .removeprefix("the")
            .strip()
        ),
        None,
    )
    if head and head.end < quantity.start:
        return head
    near = [
        each
        for each in times
        if each.end <= quantity.start
        and not each.same
        and re.fullmatch(r",? (?:[\w'-]+ ){0,6}", sentence.between(each.end, quantity.start))
        and not any(each.end <= other.start < quantity.start for other in others)
    ]
    if near:
        return near[-1]
    joined = [each for each in times if each.start >= quantity.end and each.deadline and each.end >= sentence.end - 2]
    return joined[0] if joined and " and " in sentence.between(quantity.end, joined[0].start) else None


def _time_zh(sentence: Sentence, quantity: Quantity, times: list[Time]) -> Time | None:
    """Give the time that stands last before a Chinese number, where no comparison has it."""
    before = [each for each in times if each.end <= quantity.start and not each.same]
    while before and re.search(r"(?:比|较|与)\Z", sentence.before(before[-1].start, 2)):
        before.pop()
    return before[-1] if before else None


def _change(
    sentence: Sentence,
    amount: Quantity,
    rises: bool,
    levels: dict[Quantity, Figure],
) -> Change | None:
    """Find what a stated change is a change of, and against what."""
    ordered = sorted(levels.values(), key=lambda each: each.quantity.start)
    fits = [each for each in ordered if _fits(each.unit, amount.unit)]
    left = [each for each in fits if each.quantity.end <= amount.start]
    right = [each for each in fits if each.quantity.start >= amount.end]
    current = None
    if right and re.fullmatch(
        r"[^;]{0,50}?\bto(?: (?:reach|a|an|about|some))* ?|[^，；。]{0,12}(?:达到?|至|到)",
        sentence.between(amount.end, right[0].quantity.start),
    ):
        current = right[0]
    elif (
        left
        and not re.search(r"; |。|；", sentence.between(left[-1].quantity.end, amount.start))
        and len(sentence.between(left[-1].quantity.end, amount.start)) <= 110
    ):
        current = left[-1]
    if current is None:
        return None
    # A list of growth rates beside levels of other things: each clause has its own subject in Chinese.
    following = [each for each in right if each is not current]
    baseline = None
    if following and (found := _AGAINST.fullmatch(sentence.between(amount.end, following[0].quantity.start))) and found:
        baseline = following[0]
    against, time, end = _other(sentence, amount, baseline)
    start = _change_start(sentence, amount, current)
    return Change(
        start,
        max(end, amount.end, baseline.end if baseline else 0),
        current,
        baseline,
        None,
        amount,
        rises,
        against,
        time,
        "changes.stated",
    )


def _fits(unit: str, change: str | None) -> bool:
    """Tell whether a value in one unit can have changed by an amount in another."""
    if change == YD.PercentagePoint:
        return unit == UNIT.PERCENT
    if change == UNIT.PERCENT:
        return unit != UNIT.PERCENT
    return unit == change or (change is None and unit == UNIT.NUM)


def _change_start(sentence: Sentence, amount: Quantity, current: Figure) -> int:
    """Take in the words of change before an amount."""
    low = max(sentence.start, current.quantity.end if current.quantity.end <= amount.start else sentence.start)
    before = sentence.text[low : amount.start]
    words = list(
        re.finditer(
            rf"\b(?:{_RISE}|{_FALL})|{_CHANGED_ZH.pattern.replace('?P<word>', '?:').replace('?P<rise>', '?:').removesuffix(chr(92) + 'Z')}",
            before,
            re.IGNORECASE,
        )
    )
    return low + words[-1].start() if words else amount.start


def _other(sentence: Sentence, amount: Quantity, baseline: Figure | None) -> tuple[str, Time | None, int]:
    """Say what a change is measured against, where no second value is given."""
    around = sentence.before(amount.start, 70) + sentence.after(amount.end, 70)
    near = [
        each
        for each in sentence.times
        if (each.start >= amount.end and len(sentence.between(amount.end, each.start)) <= 60)
        or (each.end <= amount.start and len(sentence.between(each.end, amount.start)) <= 25)
    ]
    compared = [
        each
        for each in near
        if each.same
        or re.search(
            r"\b(?:from|over|on|than|to|with|since|of) (?:the )?\Z|(?:比|较|与)\Z", sentence.before(each.start, 14)
        )
    ]
    time = compared[0] if compared else None
    end = time.end if time and time.start >= amount.end else amount.end
    if noun := _NOUN.match(sentence.after(amount.end)):
        end = max(end, amount.end + noun.end())
    if baseline is not None:
        return "", None, end
    if _NATION.search(around):
        return "nation", None, end
    if found := re.search(
        r"\b(?:from|over|on|than) the (?:previous|last|preceding) \w+", sentence.after(amount.end, 60)
    ):
        end = max(end, amount.end + found.end())
    return "before", time, end


def _pairs(sentence: Sentence, levels: dict[Quantity, Figure]) -> list[Change]:
    """Read "from A to B" and "A, ahead of the target of B"."""
    ordered = sorted(levels.values(), key=lambda each: each.quantity.start)
    found = []
    for first, second in itertools.pairwise(ordered):
        gap, before = sentence.between(first.quantity.end, second.quantity.start), sentence.before(first.quantity.start)
        alike = _same_dimension(first.unit, second.unit)
        if sentence.chinese:
            span = (re.search(r"(?:由|从)", before), _TO_ZH.fullmatch(gap))
            if alike and span[0] and span[1] and _FROM_ZH.search(before):
                rises = re.search(r"下降|降|减|缩|压", gap) is None
                at = first.quantity.start - len(before) + max(m.start() for m in re.finditer(r"由|从", before))
                found.append(
                    Change(at, second.quantity.end, second, first, None, None, rises, "", None, "changes.from_to")
                )
            continue
        if alike and _FROM.search(before) and _TO.fullmatch(gap):
            words = list(re.finditer(rf"\b(?:{_RISE}|{_FALL})", before, re.IGNORECASE))
            if words:
                start = first.quantity.start - len(before) + words[-1].start()
                rises = re.match(_RISE, words[-1].group(), re.IGNORECASE) is not None
                found.append(Change(start, second.end, second, first, None, None, rises, "", None, "changes.from_to"))
        elif (
            alike
            and second.status == YD.Target
            and (
                word := re.search(
                    r"\b(ahead of|above|exceed\w*|surpass\w*|beat\w*|better than|behind|below|short of|against|compared (?:with|to)|in line with|meeting)\b",
                    gap,
                    re.IGNORECASE,
                )
            )
        ):
            ahead = re.match("ahead|above|exceed|surpass|beat|better", word.group(), re.IGNORECASE) is not None
            against = "target" if ahead or re.match("behind|below|short", word.group(), re.IGNORECASE) else ""
            end = second.time.end if second.time and second.time.start >= second.end else second.end
            found.append(Change(first.start, end, first, None, second, None, ahead, against, None, "changes.target"))
    return found


def _same_dimension(first: str, second: str) -> bool:
    return first == second or {first, second} <= _TIMES or {first, second} <= {UNIT.NUM, UNIT["NUM-PER-YR"]}


def _rate(sentence: Sentence, amount: Quantity, *, rises: bool, issued: date) -> Figure:
    """Read a change of something whose value is not given: a rate of growth or of decline."""
    metric, end = _metric(sentence, amount, amount.unit or UNIT.NUM)
    words = sentence.text[sentence.start : amount.start]
    time = _time(sentence, amount, [])
    noun = _NOUN.match(sentence.after(amount.end))
    end = max(end if end < amount.end + 60 else amount.end, amount.end + (noun.end() if noun else 0))
    start = (
        _change_start(
            sentence, amount, Figure(amount, sentence.end, sentence.end, (0, 0), "", "", "", None, (0, 0), "")
        )
        if words
        else amount.start
    )
    unit = amount.unit or (UNIT.UNITLESS if amount.numeral.kind == "fraction" else UNIT.NUM)
    status = _status(sentence, amount, unit, issued)
    if status == YD.Intended:
        status = YD.Expected
    rule = "changes.rise" if rises else "changes.fall"
    kind = YD.Increment if unit != UNIT.PERCENT else YD.Rate
    return Figure(amount, min(start, amount.start), end, metric, unit, status, kind, time, (0, 0), rule)


def _rank(sentence: Sentence, quantity: Quantity) -> Figure:
    """Read a place in an order."""
    before = sentence.before(quantity.start, 60)
    found = _RANKED_ZH.search(before) if sentence.chinese else _RANKED.search(before)
    start = quantity.start - (len(before) - found.start() if found else 0)
    end = quantity.end + (
        1 if sentence.chinese and sentence.text[quantity.end : quantity.end + 1] in {"位", "名"} else 0
    )
    index = next((each for each in sentence.mentions if each.kind == YD.Index), None)
    ranked = (index.start, index.end) if index else (quantity.end, quantity.end)
    return Figure(quantity, start, end, (start, start), UNIT.UNITLESS, YD.Actual, YD.Rank, None, ranked, "figures.rank")


def _multiple(sentence: Sentence, quantity: Quantity, issued: date) -> Figure:
    """Read "doubled": the ratio of a value to what it was before."""
    found = phrase_before(sentence, quantity.start) if not sentence.chinese else None
    metric = found or (quantity.end, quantity.end)
    status = YD.Expected if is_planned(sentence.before(quantity.start)) else YD.Actual
    return Figure(
        quantity,
        quantity.start,
        quantity.end,
        metric,
        UNIT.UNITLESS,
        status,
        YD.Ratio,
        _time(sentence, quantity, []),
        (0, 0),
        "changes.multiple",
    )
