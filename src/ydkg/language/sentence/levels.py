"""Levels: a value with its unit, its kind, its status and its time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ydkg.language.reading.quantities import YEARLY, Quantity
from ydkg.language.sentence.figure import COUNTS, DURATIONS, FROM, LENGTHS, METRE, Measurement
from ydkg.language.sentence.measured import measured
from ydkg.language.sentence.modality import clause, is_planned
from ydkg.vocab import UNIT, YD

if TYPE_CHECKING:
    from datetime import date

    from ydkg.language.reading.times import Time
    from ydkg.language.sentence.sentence import Sentence

_TARGET = re.compile(
    r"\b(?:target|goal|objective|ceiling|limit)s? (?:of|at|to)(?: (?:a|an|at))* ?\Z|(?:目标|任务|指标)(?:值|任务)?(?:为|是|的)?\Z",
    re.IGNORECASE,
)
_RATIO = re.compile(
    r"\b(?:ratio|index|score|rate|coefficient|indicator|factor|grade|rating)\b[^,;]{0,20}\Z|(?:比|指数|系数|得分|评分)(?:全部|均|都)?(?:为|达到?|是)?\Z",
    re.IGNORECASE,
)
_AIM = re.compile(
    r"\b(?:target|goal|objective|binding target|aim(?:s|ed|ing)? (?:to|for|at) (?:reach|achieve|have|raise|increase|cut|reduce|attain|generate|grow|get|produce))\b|力争|目标|争取|确保|达到[^，]{0,12}以上",
    re.IGNORECASE,
)
_INTENT = re.compile(
    r"\b(?:intend|plan|aim|will|pledge|commit|propos|to be)\w*\b|计划|拟|将|规划|安排|要", re.IGNORECASE
)
_INTENDED = re.compile(r"\bintended (?:transactions?|investments?|deals?|purchases?)\b|意向(?:成交|投资|签约|采购)")
_ATTRIBUTE = re.compile(
    r"\b(?:spanning|stretching|measuring|length|long|covering)(?: of)? ?\Z|(?:全长|总长|(?<!播种)(?<!种植)面积|长约?|(?<!通车)(?<!营业)(?<!运营)(?<!公路)(?<!铁路)(?<!高铁)里程)\Z",
    re.IGNORECASE,
)
_BASELINE = re.compile(
    r"\b(?:compared (?:to|with)|than|below|above|over|versus|against|relative to|twice as many as|as)(?: in| for| the| that of)*(?: the)? \Z|(?:比|较|与)\Z",
    re.IGNORECASE,
)
#: "Founded in 1966, it has …": the time is that of another deed.
_OF_A_DEED = re.compile(
    r"\b(?:\w{2,}ed|built|begun|born|known|set up)\b (?:\w+ )?(?:in|on|since) (?:the )?\Z", re.IGNORECASE
)
_NEAR = 100
#: What a duration is of lasts so long whenever it is.
_LASTS = re.compile(r"(?:为期|历时|工期|长达|，共)\Z|\b(?:lasting|lasted|lasts) ?\Z")
#: What is done in a day: "1月17日，铁路发送旅客3万人次".
_DAILY = re.compile("发送|运送|接待|完成|办理|成交|开行|实现|生产|发电|到达|起降")
#: "the package announced in June 2019": the time of what the words before it are about.
_ANNOUNCED = re.compile(
    r"\b(?:the|an?|its|their|this) [^,]*\b(?:announced|published|launched|agreed|signed|adopted|introduced|created|established|founded|unveiled) (?:in|on) (?:the )?\Z"
)
#: The time that a value is called by: "the 2012 to 2016 figure of 8,929".
_OWN_FIGURE = re.compile(
    r"(?: with an? [a-z ]{2,24} of|['’]s(?: [a-z-]+){0,3}| (?:figure|level|total|value|average|peak|target|budget|estimate|growth|rate)s? of)(?: (?:just|only|about|over|nearly|of))* "
)
#: What something leads to: "opens this year, cutting the time to 40 minutes".
_EFFECT = r"(?!account|represent|total|reach|averag|amount)\w+ing\b"
#: "at 2015 prices": a year that says how is counted.
_OF_PRICES = re.compile(r" (?:constant |current )?(?:levels?|prices|terms|dollars|census)\b|(?:年?不变|年)价格")
#: What a value is reached by: "from 3 to about 5".
_TO = re.compile(r"\bto(?: (?:a|an|just|only|about|reach|nearly|over|more than))* ?\Z")
#: What opens a sentence before the time at its head.
_LEAD = re.compile("so far|(?:(?:when [^,;]* )?(?:in|during|at|for|on|over|by|as of|since|from|comparing))?(?: the)?")
#: What turns from the time at the head of a sentence to today.
_TURNS = re.compile(r"\b(?:while|and|but) [^,]{0,80}\b(?:has|have|is|are|was|were)\b")
#: What may stand between a time and the number that it leads to.
_NEAR_GAP = re.compile(rf",? (?!and\b|following\b|after\b|{_EFFECT})(?:(?!, {_EFFECT})[^;:]){{0,120}}")
#: What parts a number from the deadline at the end of its sentence.
_NOT_JOINED = re.compile(r", (?:thereby|thus|which|with|\w+ing)\b|\band (?:is|will|was|has|are|the)\b")
#: So many words may stand between a number and its time; and where it is the only one, and ends the sentence.
_FARTHER, _FARTHEST = 12, 20
#: What a Chinese time is of, where it is not that of a number behind it.
_OF_ANOTHER_ZH = re.compile(
    "[^，。；]{2,16}中[^，。；]{0,2}占|(?:份?以来)?[^，。；]{0,4}(?:首次|新高|新低|最[高低大小好快])"
    "|(?:新设|设立|新建|建成|开工|启动|成立|印发|发布|出台|投产|批准|获批)[^，。]{0,3}的"
    "|度?(?:省|市)?(?:重大|重点|标志性)(?:工程|建设)?项目"
)
#: "2025年主要预期目标是：…"
_AIMS_AHEAD = re.compile("[^，。；：\\d]{0,24}(?:目标|任务|指标)(?:任务)?[是为]?：")
#: What leads from an amount of change to what it is compared with.
_BASED = re.compile(r"(?: \([^()]*\)|\))? (?:on|over|from|than) (?:the )?")
#: What an amount of change leads to, behind it.
_FROM_TO = re.compile(r"(?: \([^()]*\))? from (?:the )?(?=[^;]{0,3}\d)[^;]{0,60}? to (?=[^;]{0,3}\d)")
#: What stands between the values of a list; a verb begins another clause.
_LISTED = re.compile(
    r"(?!(?:[^;]* )?(?:is|are|was|were|has|have|rose|fell|grew|will)\b)(?: [\w' ()-]{1,70}?)?(?:, and|,| and) (?:by )?[+-]?"
)
#: What leads to the time of a subject, without a verb: "Exports in the third quarter of 2023 were driven by".
_OF_SUBJECT = re.compile(
    r"(?![^,;]*\b(?:is|are|was|were|has|have|had|will|that|which|who|built|\w{3,}ed|rose|fell|grew)\b)"
    r"[^,;]{3,80} (?:in|for|during|of) (?:the )?"
)
#: What is told of something else than the number before it.
_IS_OF_ANOTHER = re.compile(
    r"[;:]|, and (?:the|its|their|in|on|by|at) |, as |\b(?:after|following|compared (?:to|with|from)|said|reported|announced|published|which|that|who|while|when|twice|double|half|times"
    r"|and (?:(?:the|its|their) (?:[\w-]+ ){1,5})?(?:is|are|will|was|were|has|have|rose|fell|grew))\b|, (?:is|are|will|was|were|has|have)\b"
)
_LEADS_TO = re.compile(r"(?: year[- ]on[- ]year)? to (?:about |around |nearly |over )?| \((?:about |around |or )?")


def level(sentence: Sentence, quantity: Quantity, others: list[Quantity], issued: date) -> Measurement:
    """Read a value."""
    unit = quantity.unit or _unit_of(sentence, quantity, others)
    if unit == UNIT.NUM:
        # A count is one of a year where a word of it stands near, before the next number.
        following = re.split(r"[,;]|\d", sentence.after(quantity.end, 70))[0]
        ahead = re.search(r"(?:每年|年均)[^，；。\d]{0,8}\Z", sentence.before(quantity.start, 16))
        unit = UNIT["NUM-PER-YR"] if (ahead if sentence.chinese else YEARLY.search(following)) else unit
    metric, end = measured(sentence, quantity, unit)
    words, around = sentence.text[slice(*metric)].lower(), sentence.before(quantity.start, 60).lower()
    kinds = (
        (YD.Count, unit == UNIT.NUM),
        (YD.Duration, unit in DURATIONS),
        (YD.Length, unit in {UNIT.KiloM, METRE}),
        (YD.Share, quantity.numeral.kind == "fraction"),
        (YD.Rate, unit == UNIT.PERCENT and re.search(r"growth|rate|增速|增长|率", words + around[-30:])),
        (YD.Share, unit == UNIT.PERCENT),
        (YD.Ratio, unit == UNIT.UNITLESS),
        (YD.Cumulative, re.search(r"cumulative|total|累计|总", words + around)),
        (YD.Flow, "PER-YR" in unit),
        (YD.Stock, True),
    )
    kind = next(iri for iri, holds in kinds if holds)
    cases = (
        ("target", _TARGET.search(sentence.before(quantity.start))),
        ("fraction", quantity.numeral.kind == "fraction"),
        ("percent", unit == UNIT.PERCENT),
        ("count", unit in COUNTS),
        ("money", "/CCY_" in unit),
        ("ratio", unit == UNIT.UNITLESS),
        ("measure", True),
    )
    rule = next(f"figures.{name}" for name, holds in cases if holds)
    found = Measurement(quantity, quantity.start, end, metric, unit, YD.Actual, kind, None, (0, 0), rule)
    return dated(sentence, found, others, issued)


def _unit_of(sentence: Sentence, quantity: Quantity, others: list[Quantity]) -> str:
    """Give the unit of a number that has none: that of the number it stands with, or none, or a count."""
    if quantity.numeral.kind == "fraction":
        return UNIT.UNITLESS
    place = others.index(quantity)
    following = others[place + 1] if place + 1 < len(others) else None
    joined = following and re.fullmatch(
        r" ?(?:-|to|and|or|至|到)(?: (?:a|an))? ?", sentence.text[quantity.end : following.start]
    )
    if following and following.unit and joined:
        return following.unit
    before = others[place - 1] if place else None
    paired = before is not None and before.unit is None and before.numeral.kind == "number"
    if before and paired and _RATIO.search(sentence.before(before.start)):
        return UNIT.UNITLESS
    if quantity.counter:
        return UNIT.NUM
    fractional = quantity.value != quantity.value.to_integral_value()
    return UNIT.UNITLESS if _RATIO.search(sentence.before(quantity.start, 60)) or fractional else UNIT.NUM


def _is_attribute(sentence: Sentence, quantity: Quantity) -> bool:
    """Tell whether a length or an area belongs to a thing, whatever becomes of it."""
    said = _ATTRIBUTE.search(sentence.before(quantity.start, 40))
    apposed = re.search(r", an? \Z", sentence.before(quantity.start, 6))
    return bool(said or apposed) or sentence.text[quantity.numeral.end : quantity.numeral.end + 1] == "-"


def dated(sentence: Sentence, figure: Measurement, others: list[Quantity], issued: date) -> Measurement:
    """Give a figure its status and its time."""
    status = _status_of(sentence, figure.quantity, figure.unit, issued)
    if status == YD.Intended and figure.rule.startswith("changes."):
        status = YD.Expected
    return figure._replace(status=status, time=_time_of(sentence, figure.quantity, others, issued))


def _status_of(sentence: Sentence, quantity: Quantity, unit: str, issued: date) -> str:
    """Say whether a value is so, is aimed at or is awaited."""
    first, _ = clause(sentence, quantity.start)
    before = sentence.text[first : quantity.start]
    whole = sentence.text[sentence.start : quantity.start]
    if _TARGET.search(sentence.before(quantity.start)):
        return YD.Target
    from_it = FROM.search(before) or re.search(r"(?:由|从)[^，至到]{0,12}\Z", before)
    if (unit in LENGTHS and _is_attribute(sentence, quantity)) or from_it:
        return YD.Actual
    if _INTENDED.search(sentence.before(quantity.start)):
        return YD.Intended
    # Its deadline is a day to come, or in Chinese the year that opens the sentence ends on one.
    deed = sentence.chinese and re.search("已|了|累计", before)
    carried = sentence.carried
    due = bool(carried and carried.deadline and carried.last and carried.last > issued)
    for time in sentence.times:
        if time.start < quantity.start and time.last and time.last > issued and not time.same and not deed:
            due = due or (time.deadline and (time.start >= first or sentence.chinese))
            begins = sentence.chinese and time.start - sentence.start <= 1 and time.first
            due = due or bool(begins and (issued - begins).days < _NEAR)
    behind = re.match(
        r"[^,;]{0,50}?\b(?:will|is expected to|are expected to|is set to|is to be|are to be|could|would)\b",
        sentence.after(quantity.end, 70),
    )
    going_on = is_planned(whole) and re.search(r"\w+ing [^,;]{0,60}\Z", before)
    if not (is_planned(before) or due or going_on or behind):
        kept = re.search(r"[占有达]\Z|比重|现状", sentence.before(quantity.start, 6))
        return YD.Expected if sentence.ahead and not kept else YD.Actual
    if _AIM.search(before) or re.search("目标(?:任务)?[是为]?：", whole):
        return YD.Target if unit not in COUNTS or due else YD.Intended
    if unit == UNIT.NUM and _INTENT.search(before) and not due:
        return YD.Intended
    return YD.Expected


def _time_of(sentence: Sentence, quantity: Quantity, others: list[Quantity], issued: date) -> Time | None:
    """Give the time that the words attach to a number: behind it before the next, or at the head of the sentence.

    A neighbour's is not borrowed.
    """
    if quantity.unit in LENGTHS and _is_attribute(sentence, quantity):
        return None
    if quantity.unit in DURATIONS and _LASTS.search(sentence.before(quantity.start, 8)):
        return None
    times = [
        each
        for each in sentence.times
        if (each.last or each.first)
        and not (each.is_day and each.first == issued)
        and not _OF_PRICES.match(sentence.text, each.end)
    ]
    if sentence.chinese:
        return _time_zh(sentence, quantity, times)
    closed = sentence.after(quantity.end, 1) == ")"
    beside = next((each for each in times if sentence.text[each.end : quantity.start] == " ("), None)
    if beside and closed:
        return beside  # "less than in the same period of 2023 (220.7 million tonnes)"
    # A value lends its time to a number that explains it in brackets, as in "a decrease of $2m (11%)", or from which it
    # is reached, as in "fell $2m (3%) from $9m in May to $7m in June".
    outer = next((each for each in others if sentence.text[each.end : quantity.start] == " ("), None)
    led = _FROM_TO.match(sentence.text, quantity.end, sentence.end)
    reached = next((each for each in others if led and each.start == led.end()), None)
    if lender := (outer if closed else None) or reached:
        return _time_of(sentence, lender, others, issued)
    if (behind := _behind(sentence, quantity, others, times)) is not None:
        return behind
    before = sentence.before(quantity.start)
    if FROM.search(before) or (_TO.search(before) and re.search(r"\bfrom\b", before)):
        return None
    if ahead := _ahead(sentence, quantity, others, times):
        return ahead
    # The deadline that ends a sentence of several values joined, else the time that is carried into it.
    due = next(
        (each for each in times if each.start >= quantity.end and each.deadline and each.end >= sentence.end - 2), None
    )
    gap = sentence.text[quantity.end : due.start] if due else ""
    if " and " in gap and not _NOT_JOINED.search(gap):
        return due
    return None if COMPARED.search(before) else sentence.carried


def _ahead(sentence: Sentence, quantity: Quantity, others: list[Quantity], times: list[Time]) -> Time | None:
    """Give the time before a number that is its own: the figure's, the sentence's, the subject's, or the clause's."""
    own = next((each for each in times if _OWN_FIGURE.fullmatch(sentence.text[each.end : quantity.start])), None)
    if own:
        return own  # "against the 2012 to 2016 figure of 8,929"
    leads = ((each, re.split('[“"]', sentence.text[sentence.start : each.start])[-1]) for each in times)
    opens = (each for each, lead in leads if not each.relative and _LEAD.fullmatch(lead.strip(" ,").lower()))
    head = next(opens, None)
    if head and head.end < quantity.start and not _TURNS.search(sentence.text[head.end : quantity.start]):
        return head
    subjects = (
        each
        for each in times
        if each.end < quantity.start
        and _OF_SUBJECT.fullmatch(sentence.text[sentence.start : each.start])
        and re.match(r" (?:was|were|rose|fell|grew|\w{3,}ed) ", sentence.after(each.end))
    )
    subject = next(subjects, None)
    if subject and not any(subject.end < each.start < quantity.start for each in times):
        return subject
    first = clause(sentence, quantity.start)[0]
    for time in reversed(times):
        if time.start < first or time.end > quantity.start or time.same:
            continue
        gap = sentence.text[time.end : quantity.start]
        ahead = sentence.before(time.start, 40)
        if not _NEAR_GAP.fullmatch(gap) or _BASELINE.search(ahead[-30:]) or ("," in gap and _OF_A_DEED.search(ahead)):
            continue
        # It leads to no other number, and is of none before it.
        apart = any(
            time.end <= other.start < quantity.start
            and not _LEADS_TO.fullmatch(sentence.text[other.end : quantity.start])
            for other in others
        )
        taken = any(
            other.end <= time.start <= other.end + 12 and not _BASED.fullmatch(sentence.text[other.end : time.start])
            for other in others
        )
        if not (apart or taken):
            return time
    return None


#: What a value is compared with stands behind this.
COMPARED = re.compile(
    r"\b(?:from|than|against|versus|compared (?:with|to)|as against|previous [\w']+|earlier)(?: (?:a|an|the|of|just|only|about|some))* ?\Z|[由从较比]\Z"
)


def _behind(sentence: Sentence, quantity: Quantity, others: list[Quantity], times: list[Time]) -> Time | None:
    # Behind the values that it leads to, or that stand with it in one list: "6.2 percent year on year to 1.97 trillion
    # yuan (about …)", "by 0.1% in the north, 0.3% in the east and by 0.2% in the south in".
    last = quantity
    for other in others:
        gap = sentence.text[last.end : other.start]
        led = _LEADS_TO.fullmatch(gap)
        listed = other.unit == quantity.unit and _LISTED.fullmatch(gap)
        apart = any(last.end <= time.start < other.start for time in sentence.times)
        if other.start >= last.end and (led or (listed and not apart)):
            last = other
    at = last.end + (sentence.after(last.end, 1) == ")" and "(" in sentence.text[quantity.end : last.end])
    following = min((each.start for each in others if each.start >= at), default=sentence.end)
    for each in times:
        if not at <= each.start < following:
            continue
        gap = sentence.text[at : each.start]
        alone = len(times) == 1 and sentence.text[each.end : sentence.end].strip(" .") == ""
        farthest = _FARTHEST if alone else _FARTHER
        if (
            len(gap.split()) > farthest
            or _IS_OF_ANOTHER.search(gap)
            or _BASELINE.search(sentence.before(each.start, 30))
        ):
            continue
        if re.search(r"\bfrom (?:the )?\Z", gap) and not each.relative:
            continue
        itself = re.search(r"earlier|before|ago|previous|preceding|prior", sentence.text[each.start : each.end])
        if re.search(r"\b(?:highest|lowest|best|worst|record|first|most)\b", gap) or _ANNOUNCED.search(gap):
            continue
        based = _BASED.fullmatch(gap)
        compares = based or not itself
        within = re.fullmatch(r" (?:[a-z]+ ){0,3}(?:in|for|during|of) (?:the |an? )?", gap)
        if (based and not each.relative) or (
            each.same and not within and (compares or not each.relative or len(gap.split()) > 1)
        ):
            continue
        return each
    return None


def _time_zh(sentence: Sentence, quantity: Quantity, times: list[Time]) -> Time | None:
    """Give the time of a Chinese number: in its clause, or at the head of the sentence; none of a comparison."""
    edge = max(sentence.text.rfind(sign, sentence.start, quantity.start) for sign in "，；。：")
    beside = next((each for each in times if sentence.text[quantity.end : each.start] == "（"), None)
    if beside and sentence.after(beside.end, 1) == "）":
        return beside  # "由55%（2015年）升至63%（2020年）"
    if re.match("[，](?:达到?|升至|增至|降至|提高到)", sentence.text[edge : edge + 5]):
        edge = max(sentence.text.rfind(sign, sentence.start, edge) for sign in "，；。：")  # The clause goes on.
    own = [
        each
        for each in times
        if each.end <= quantity.start
        and not (sentence.text[each.start - 1] == "（" and sentence.after(each.end, 1) == "）")
        and not each.same
        and not (sentence.after(each.end, 1) == "的" and "倍" in sentence.text[quantity.end - 1 : quantity.end + 1])
        and not _OF_ANOTHER_ZH.match(sentence.after(each.end, 24))
        and not _BASELINE.search(sentence.before(each.start, 2))
    ]
    if re.match("，?目前", sentence.text[max(edge, sentence.start) : quantity.start]):
        return None
    at = sentence.text.rfind("分别", sentence.start, quantity.start)
    if at >= 0 and not re.search("[，。；]", sentence.text[at : quantity.start]):
        # Of a list of times each is of one value: "一季度、二季度分别达到1亿元和2亿元".
        listed: list[Time] = []
        for each in reversed([each for each in own if each.end <= at]):
            if sentence.text[each.end : (listed[0].start if listed else at)] in {"", "、", "和", "与", "及", "均"}:
                listed.insert(0, each)
        turn = sum(at <= each.start < quantity.start for each in sentence.quantities)
        if turn < len(listed) > 1:
            return listed[turn]
    here = [each for each in own if each.start > edge]
    if not here:
        # The deadline that the clause has behind the number: "90%以上项目6月底前开工".
        rest = re.match(r"[^，；。：、]*", sentence.text[quantity.end : sentence.end])
        last = quantity.end + (rest.end() if rest else 0)
        after = [each for each in times if quantity.end <= each.start < last and each.deadline and each.first is None]
        here = after[:1] if not any(quantity.end <= each.start < last for each in sentence.quantities) else []
    if not here and any(
        edge < each.start < quantity.start and not (each.first or each.last) for each in sentence.times
    ):
        return None  # "近三年…": a stretch that has no day.
    if (
        here
        and re.search(r"[由从]\Z", sentence.before(here[-1].start, 1))
        and re.search(r"[到至为]\Z", sentence.before(quantity.start, 1))
    ):
        return None  # "由2020年的2.1万元提高到2.6万元": the year is that of the first value.
    if here:
        return here[-1]
    day = next((each for each in sentence.times if each.is_day and each.end == edge), None)
    if day and _DAILY.search(sentence.text[edge : quantity.start]):
        return day
    ahead = [each for each in own if not each.is_day and _heads_zh(sentence, each)]
    return ahead[-1] if ahead else sentence.carried


def head_zh(sentence: Sentence) -> Time | None:
    """Give the last time that holds for what a Chinese sentence says from there on."""
    found = [
        each
        for each in sentence.times
        if (each.last or each.first) and not each.same and not each.is_day and _heads_zh(sentence, each)
    ]
    return found[-1] if found else sentence.carried


def _heads_zh(sentence: Sentence, time: Time) -> bool:
    """Tell whether a Chinese time holds for the clauses behind it: at the head of what is said, or a clause by itself."""
    if sentence.text[time.start - 1] == "在" and re.match("[^，。；]*中，", sentence.after(time.end)):
        time = time._replace(start=time.start - 1)  # "据悉，在今年1—11月总量中，…"
    if time.start - sentence.start <= 1 or sentence.text[time.start - 1] in "；。":
        return True
    if re.search(r"(?:\A|[；。“])(?:力争|争取|预计|计划|确保|预期)\Z", sentence.text[sentence.start : time.start]):
        return True
    first_dated = next(each for each in sentence.times if each.first or each.last)
    if time is first_dated and re.search("(?:，|--)\\Z", sentence.before(time.start, 2)):
        return True
    if _AIMS_AHEAD.match(sentence.after(time.end, 30)) and sentence.text[time.start - 1] in "，：是":
        return True
    if sentence.text[time.start - 1] not in "，：":
        return False
    said = re.search(
        r"(?:指出|表示|介绍|显示|获悉|透露|据悉|核算|统计|强调|提出|了解到|[看面中外说称道])[，：]\Z",
        sentence.before(time.start, 4),
    )
    sourced = re.search(
        r"(?:\A|[；。])(?:根据|据|按照?)[^，；。]{2,20}，\Z", sentence.text[sentence.start : time.start]
    )
    within = sentence.text[time.start] == "在"
    return within or said is not None or sourced is not None or sentence.after(time.end, 1) == "，"
