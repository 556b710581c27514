"""Figures: values with what they measure, what a stated change is a change of, pairs of values, rates, ranks, multiples."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from ydkg.language.reading.numerals import numerals
from ydkg.language.sentence.figure import (
    CHANGED_ZH,
    CHANGING,
    COUNTS,
    DURATIONS,
    FROM,
    LENGTHS,
    NOUN,
    Change,
    Measurement,
    sign,
)
from ydkg.language.sentence.levels import COMPARED, dated, level
from ydkg.language.sentence.measured import measured, subject_of
from ydkg.language.sentence.sentence import Sentence, phrase_after
from ydkg.vocab import UNIT, YD

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from ydkg.language.reading.quantities import Quantity

#: The largest number that Chinese says as one of two that follow each other.
_MOST_IN_A_GUESS = 9
_TO = frozenset({" to ", "-", "至", "到"})
#: "projected to grow by 4% to 6%" is how much, where "rose 2% to 7%" is by how much and to what.
_TO_MOVE = re.compile(
    r"\b(?:projected|expected|estimated|forecast|predicted|likely) to (?:grow|rise|increase|fall|decline|drop|expand|shrink) (?:by )?\Z"
)
_BETWEEN = _TO | {" and ", "、"}
_LISTED = frozenset({"和", "、", "与", "及", " and "})
_MAGNITUDE = re.compile(
    r"(?<=\d)(?:bn|mn|m|b|tn)\Z|(?:[ -](?:hundred|thousand|million|billion|trillion|lakh|crore)s?)+\Z|[十百千万亿]+\Z",
    re.IGNORECASE,
)
#: What joins a value to the one before it, what parts them, and what makes it one that another is compared with.
_JOINS = re.compile(r"[,;(–—]|\b(?:and|but|while|whereas|including|of which|with|from|on|in|excluding|for|as|by)\b")
_PARTS = re.compile(
    r"\b(?:now|currently|today|since|will|would|plan\w*|to date|aim\w*|expected|total(?:s|l?ing)|overall|remains?|is|are|stands?|can|after|following|has been|have been)\b"
    "|目前|现[有已]|近年|全长|设计|将|计划|预计|力争",
    re.IGNORECASE,
)
_DEFINITE = re.compile(r"(?:\b(?:the|all|its|their|these|those|our)|['’]s) \Z")
_ABOVE = re.compile(r"[增降]速?幅?[比较]上|[高低快慢超]于|[高超]出|\b(?:above|below|(?:high|low|fast|slow)er than)\b")
_REACHES = re.compile(
    r"[^;]{0,60}\bto(?: (?:reach|stand at|a|an|just|only|about|some|more|as|the))*\s*\Z", re.IGNORECASE
)
_AGAINST = re.compile(
    r"[^;.]{0,60}?\b(?:from|over|on|compared (?:with|to)|than|against|versus|vs\.?|up from|down from|relative to|since)\b(?: (?:a|an|the|some|just|that of))*\s*",
    re.IGNORECASE,
)
_UP_FROM = re.compile(
    r"[^;]{0,50}?\b(?P<word>up|down|compared (?:with|to)|rising|falling|an increase|a decrease|against|versus)\b(?: from)?(?: (?:a|an|the|just|only|about|some))*\s*",
    re.IGNORECASE,
)
_CHANGE_IN = re.compile(
    r"\b(?:increase|rise|growth|decrease|decline|drop|fall|reduction)s? in (?:the )?(?P<of>[\w'’-]+(?: [\w'’-]+){0,5}?) of (?:about |around |nearly |over |some )?\Z"
)
#: "economic growth of", before a number.
_GROWTH_OF = re.compile(
    r"\b((?!for |an? |the |of |with )[\w-]+ (?:[\w-]+ )?(?:growth|inflation)(?: rate)?) (?:of|at|reached|was|is|stood at|hit|to) (?:around |about |nearly |over |more than |an? )?\Z",
    re.IGNORECASE,
)
_OUTCOME = re.compile(
    r"\b(ahead of|above|exceed\w*|surpass\w*|beat\w*|better than|behind|below|short of|against|compared (?:with|to)|in line with|meeting)\b",
    re.IGNORECASE,
)
#: A clause whose verb has a subject of its own: "In the 19 states, output fell by …".
_OWN_SUBJECT = re.compile(
    r", (?!(?:which|that|who|up|down|an?|and|but|having|it|they)\b)(?:the |its |their )?(?:[\w'-]+ ){1,6}(?:rose|fell|grew|increased|decreased|declined|dropped|climbed|jumped|expanded|shrank|contracted|surged)\b"
)
_TO_ZH = re.compile(
    r"[^；。]{0,30}?(?:提高|增加|增长|上升|提升|下降|降低|减少|降|升|缩短|缩减|压缩|扩大|增|减|发展)(?:到|至|为)(?:了)?(?:\d{4}年的?)?(?:约|近|超过?|逾)?\Z"
)
_FROM_ZH = re.compile(r"(?:由|从)[^，；。]{0,20}\Z")
#: What an average is of: a country, a union, a province.
NATION = re.compile(
    r"\b(?P<of>national|nationwide|EU|global|world|OECD|state|statewide|provincial|city|regional|euro area)(?:'s)? average\b|(?P<whole>全[国省市区]|世界)(?:平均|水平)|(?<=[高快低慢]于)(?P<than>全[国省市区])",
    re.IGNORECASE,
)
_RANKED = re.compile(
    r"\b(?:rank(?:s|ed|ing)?|plac(?:e|es|ed|ing)|came|comes|stood|stands|finish(?:ed|ing)?|position(?:ed)?|climb(?:ed|ing)? to|rose to|move[ds]? (?:up )?to)(?: (?!The\b)[A-Z][\w-]+)?(?: \w+ (?:in|among|of) (?:the )?\w+(?: \w+)?,? and(?= ))?(?: (?:in|at|as|up|to|the|a|joint|globally|nationally|number|No\.?))* ?\Z",
    re.IGNORECASE,
)
_RANKED_ZH = re.compile(
    r"(?:位居|位列|排名|名列|排在?|居|跃居|升至|列|跻身|保持|稳居)(?:[\u4e00-\u9fff]{0,8})\Z|(?:全[国省市区球]|世界|亚洲|国内)\Z"
)
_PLACE = re.compile(
    r" (?:in|among|of|globally|nationally|nationwide|worldwide|place|largest|highest|overall)\b|[,.;)]|\Z| (?=on\b|for\b)",
    re.IGNORECASE,
)
#: "the second largest city": a place in an order without a verb that says so.
_LARGEST = re.compile(
    r"[ -](?:most \w+|largest|biggest|smallest|highest|lowest|longest|shortest|tallest|busiest|fastest|richest|poorest|best|worst)\b",
    re.IGNORECASE,
)
_EDITION = re.compile(r"(?: \([A-Z]{2,6}\))? (?:19|20)\d\d\b| \([A-Z]{2,6}\)")


def figures(sentence: Sentence, issued: date) -> tuple[list[Measurement], list[Change]]:
    """Read the figures of a sentence and how they compare."""
    read = [each for each in _ranges(sentence) if not each.unknown]
    plain = [
        each
        for each in read
        if each.numeral.kind == "fraction"
        # The word one counts nothing by itself.
        or (each.numeral.kind == "number" and not (each.numeral.worded and each.value == 1 and each.unit is None))
    ]
    signs = {each: rises for each in plain if (rises := sign(sentence, each)) is not None}
    levels = {each: level(sentence, each, plain, issued) for each in plain if each not in signs}
    for least, most in pairwise(levels):
        # The two ends of a range measure the same thing, which may stand behind the second.
        ends = (least.bound, most.bound) == (YD.AtLeast, YD.AtMost)
        if ends and least.unit == most.unit and sentence.text[least.end : most.start] in _BETWEEN:
            levels[least] = levels[least]._replace(metric=levels[most].metric, kind=levels[most].kind)
    found, changes = [*levels.values()], []
    rates: dict[Quantity, Measurement] = {}
    for amount, rises in signs.items():
        # A rate can be above another: "增长8%，高于全国2个百分点".
        of = (
            levels | rates
            if amount.unit == YD.PercentagePoint and _ABOVE.search(sentence.before(amount.start, 24))
            else levels
        )
        stated = _change(sentence, amount, of, rises=rises)
        if stated is None:
            rates[amount] = _rate(sentence, amount, plain, issued, rises=rises)
            found.append(rates[amount])
        else:
            changes.append(stated)
    listed_rates: dict[Measurement | None, Measurement] = {}
    for before, after in pairwise(plain):
        gap = sentence.text[before.end : after.start]
        respectively = re.search(r"\brespectively\b", sentence.after(after.end)) and gap in {", ", " and ", ", and "}
        listed = gap in {"和", "、", "与", "及", "以及"} if sentence.chinese else respectively
        # "分别增长10.6%和9.1%": the second is a rise as the first is.
        if after in levels and before in signs and before.unit == after.unit and listed:
            value = levels.pop(after)
            found.remove(value)
            listed_rates[value] = _rate(sentence, after, plain, issued, rises=signs[before])
            signs[after] = signs[before]
    found += listed_rates.values()
    changes = _changes_of(changes, listed_rates)
    for first, second in pairwise(sorted(levels.values(), key=lambda each: each.quantity.start)):
        units = {first.unit, second.unit}
        alike = first.unit == second.unit or units <= DURATIONS or units <= COUNTS
        if alike and (compared := _comparison(sentence, first, second)):
            changes.append(compared)
    found += filter(None, (_rank(sentence, each) for each in read if each.numeral.kind == "ordinal"))
    for each in (each for each in read if each.numeral.kind == "multiple"):
        # "doubled": the ratio of a value to what it was before.
        start, end, unit = each.start, each.end, UNIT.UNITLESS
        metric = subject_of(sentence, start) or (end, end)
        ratio = Measurement(each, start, end, metric, unit, YD.Actual, YD.Ratio, None, (0, 0), "changes.multiple")
        found.append(dated(sentence, ratio, plain, issued))
    again = _completed(sentence, sorted(found, key=lambda each: each.quantity.start), changes)
    return [*again.values()], sorted(_changes_of(changes, again), key=lambda each: each.start)


def _changes_of(changes: list[Change], again: dict[Measurement | None, Measurement]) -> list[Change]:
    """Let changes be of figures as they were read again."""
    return [
        each._replace(
            current=again.get(each.current, each.current),
            baseline=again.get(each.baseline, each.baseline),
            target=again.get(each.target, each.target),
        )
        for each in changes
    ]


def _ranges(sentence: Sentence) -> list[Quantity]:
    """Give numbers that stand together each other's unit and magnitude, and the ends of a range their bounds."""
    found = list(sentence.quantities)
    for place in reversed(range(len(found) - 1)):
        first, second = found[place : place + 2]
        listed = sentence.text[first.end : second.start] in {"、", "和", "与", "及", "以及", "，"}
        if listed and second.unit == YD.PercentagePoint and first.unit is None and first.counter in {"", "个"}:
            found[place] = first._replace(unit=second.unit, counter="")  # "4.3个、7.2个和8.4个百分点"
    for place in range(len(found) - 1):
        found[place : place + 2] = _pair(sentence, *found[place : place + 2])
    return found


def _pair(sentence: Sentence, first: Quantity, second: Quantity) -> tuple[Quantity, Quantity]:
    """Give two numbers what they say of each other."""
    if first.numeral.kind != "number" or second.numeral.kind != "number":
        return first, second
    gap, before = sentence.text[first.end : second.start], sentence.before(first.start, 12)
    exact = first.bound == second.bound == YD.Exactly
    if (
        exact
        and re.fullmatch(r" (?:in (?:the )?[^,;]{1,50} )?and ", gap)
        and re.search(r"\bbetween \Z", before, re.IGNORECASE)
    ):
        first, second = _alike(sentence, first, second)
        first = first._replace(bound=YD.AtLeast, start=first.start - len("between "))
        return first, second._replace(bound=YD.AtMost)
    if gap in _TO:
        if second.unknown and not first.unit:
            return first._replace(unknown=True), second
        moved = (first.unit or first.counter) and sign(sentence, first) is not None  # "up 5 % to 20 %"
        moved = moved and not _TO_MOVE.search(sentence.before(first.start, 40))
        first, second = _alike(sentence, first, second)
        between = exact and first.value < second.value and first.unit == second.unit and not moved
        counted = second.unit or second.counter or re.match(r"[ -][a-z]", sentence.after(second.end, 2))
        if between and counted and not FROM.search(before) and not re.search("[由从][^，；。]{0,8}\\Z", before):
            # "10 to 20 hectares" is one value that lies between two.
            return first._replace(bound=YD.AtLeast), second._replace(bound=YD.AtMost)
        return first, second
    if gap in _LISTED and first.unit == second.unit and second.bound == YD.Exactly and before.endswith("分别"):
        return first, second._replace(bound=first.bound, word=first.word)  # "分别超过90%、75%"
    if gap not in _LISTED or not second.unit or first.unit or first.counter:
        return first, second
    if gap == "、" and second.value == first.value + 1 <= _MOST_IN_A_GUESS:
        # "增加了2、3倍" is one value that lies between two.
        return first._replace(unit=second.unit, bound=YD.AtLeast), second._replace(bound=YD.AtMost)
    if "." in sentence.text[first.numeral.start : first.numeral.end]:
        first = first._replace(value=first.value * _shared(sentence, first, second))
    return first._replace(unit=second.unit), second  # "4.6和3.1个百分点", "12 and 15 km"


def _alike(sentence: Sentence, first: Quantity, second: Quantity) -> tuple[Quantity, Quantity]:
    """Give two ends of a range the unit of one of them, and the first the magnitude of the second."""
    scaled = _MAGNITUDE.search(sentence.text[second.numeral.start : second.numeral.end])
    if not second.unit and first.unit and "/CCY_" in first.unit and scaled:
        second = second._replace(unit=first.unit)  # "€300-350 million"
    if first.unit is None and not first.counter:
        first = first._replace(unit=second.unit)
    if first.unit == second.unit:
        first = first._replace(value=first.value * _shared(sentence, first, second))
    return first, second


def _shared(sentence: Sentence, first: Quantity, second: Quantity) -> Decimal | int:
    """Give the power of ten that stands behind the second of two numbers and counts for both: "3 to 5 million"."""
    own, other = (sentence.text[each.numeral.start : each.numeral.end] for each in (first, second))
    said = _MAGNITUDE.search(other)
    if said is None or _MAGNITUDE.search(own):
        return 1
    plain = numerals(other[: said.start()])
    if len(plain) != 1 or not plain[0].value or (first.value >= plain[0].value and "." not in own):
        return 1
    return second.value / plain[0].value


def _completed(
    sentence: Sentence, ordered: list[Measurement], changes: list[Change]
) -> dict[Measurement | None, Measurement]:
    """Let a value of which the words do not say what or when it is be of what and when the value before it is."""
    found: dict[Measurement | None, Measurement] = {}
    baselines = {each.baseline for each in changes}
    for figure in ordered:
        each, others = figure, [one for one in reversed(found.values()) if one.kind != YD.Rank]
        before = next((one for one in others if one.metric[0] < one.metric[1]), None)
        alike = before and (
            before.unit == each.unit or each.unit in {UNIT.PERCENT, UNIT.UNITLESS} or before.kind == each.kind
        )
        if before and alike and each.metric[0] == each.metric[1] and each.kind != YD.Rank:
            each = each._replace(metric=before.metric)
        before = others[0] if others else None
        bare = each.time is None and each.kind != YD.Rank and not baselines & {before, each}
        if before and before.time and bare:
            # It is joined to the one before it, with no time or verb between.
            left, right = before.quantity.end, each.quantity.start
            gap = sentence.text[left:right]
            alike = before.status == each.status and (each.unit not in LENGTHS or before.unit in COUNTS)
            joined = sentence.chinese or _JOINS.search(gap)
            apart = "。" in gap or _PARTS.search(gap) or COMPARED.search(gap)
            dated_anew = any(
                left <= time.start < right and not time.same and time is not before.time for time in sentence.times
            )
            # "at all of the country's 39 airports"
            definite = each.unit == UNIT.NUM and _DEFINITE.search(sentence.before(right, 8))
            if alike and joined and not (apart or dated_anew or definite):
                each = each._replace(time=before.time)
        found[figure] = each
    for change in changes:
        time, baseline = change.current.time, change.baseline
        if baseline is None or not time or baseline.time != time or not time.first or not time.last:
            continue
        if change.current.rule.startswith("changes."):
            continue  # growth is of the whole period
        # "2012-2021年，由25%升至100%": the values are of the first and of the last year.
        years = (baseline, time.first.year), (change.current, time.last.year)
        for end, year in years if time.first.year < time.last.year else ():
            of_year = time._replace(first=date(year, 1, 1), last=date(year, 12, 31))
            found[end] = found[end]._replace(time=of_year)
    return found


def _change(sentence: Sentence, amount: Quantity, levels: dict[Quantity, Measurement], *, rises: bool) -> Change | None:
    """Find what a stated change is a change of, and against what; none where it is a rate, of a value that is not given."""
    ordered = sorted(levels.values(), key=lambda each: each.quantity.start)
    fraction = amount.numeral.kind == "fraction"
    # A percentage changes by points, a value in any other unit by per cent or by an amount in that unit.
    share, by = amount.unit in {YD.PercentagePoint, UNIT.PERCENT}, amount.unit or UNIT.NUM
    fits = [
        each
        for each in ordered
        if not fraction and ((each.unit == UNIT.PERCENT) == (by == YD.PercentagePoint) if share else each.unit == by)
    ]
    left = [each for each in fits if each.quantity.end <= amount.start]
    right = [each for each in fits if each.quantity.start >= amount.end]
    current = baseline = None
    onward = r"[^;,]{0,50}?,? ?\bto(?: (?:reach|a|an|about|some))* ?|[^，；。]{0,12}(?:达到?|至|到)"
    if right and re.fullmatch(onward, sentence.text[amount.end : right[0].quantity.start]):
        current = right[0]
    elif left and _belongs(sentence, left[-1], amount):
        current = left[-1]
    if current is None:
        return None
    following = [each for each in right if each is not current]
    if following and _AGAINST.fullmatch(sentence.text[amount.end : following[0].quantity.start]):
        baseline = following[0]
    # The period of what it is measured against, which stands behind it before the next number, or right before it.
    limit = min((each.start for each in sentence.quantities if each.start >= amount.end), default=sentence.end)
    behind = [each for each in sentence.times if amount.end <= each.start < min(limit, amount.end + 60)]
    ahead = [each for each in sentence.times if amount.start - 25 <= each.end <= amount.start]
    compared = (
        each
        for each in (*([] if sentence.chinese else behind), *reversed(ahead))
        if each.same
        or re.search(
            r"\b(?:from|over|on|than|to|with|since|of|below|above) (?:the )?(?:that of |in |for )?\Z|(?:比|较|与)\Z",
            sentence.before(each.start, 18),
        )
    )
    time = next(compared, None)
    noun = NOUN.match(sentence.after(amount.end))
    end = max(amount.end + (noun.end() if noun else 0), time.end if time else 0, baseline.end if baseline else 0)
    against, around = "", sentence.before(amount.start, 70) + re.split("[,;，；]", sentence.after(amount.end, 70))[0]
    around = re.split("[，；]", around)[-1] if sentence.chinese else around
    if baseline is None:
        against = "nation" if NATION.search(around) else "before"
    if against == "before" and (
        found := re.search(
            r"\b(?:from|over|on|than) the (?:previous|last|preceding) \w+", sentence.after(amount.end, 60)
        )
    ):
        end = max(end, amount.end + found.end())
    start = _start(sentence, amount, sentence.quantities)
    time = time if against == "before" else None
    return Change(start, end, current, baseline, None, amount, rises, against, time, "changes.stated")


def _belongs(sentence: Sentence, current: Measurement, amount: Quantity) -> bool:
    """Tell whether a change is of the value before it: its clause has no subject of its own."""
    start = current.quantity.end
    if not sentence.chinese:
        # Of two changes of one value, the second stands behind the first.
        start = max(
            [
                start,
                *(
                    each.end
                    for each in sentence.quantities
                    if start <= each.start and each.end < amount.start and sign(sentence, each) is not None
                ),
            ]
        )
    gap = re.sub(r"\([^()]*\)", "", sentence.text[start : amount.start])
    if sentence.chinese:
        own = subject_of(sentence, amount.start)
        plain = own is None or sentence.text[slice(*own)] in {"增速", "增幅", "涨幅", "降幅"}
        apart = any(
            start < each.start < amount.start
            and not each.same
            and (each.first or each.last)
            and not re.search("[比较与]\\Z", sentence.before(each.start, 1))
            for each in sentence.times
        )
        return plain and not (apart or re.search("[；。]", gap))  # "其中三季度增长5%": of another time, a rate
    if re.search(r"; |\. ", gap) or len(gap) > 140:
        return False
    if _OWN_SUBJECT.search(sentence.text[current.quantity.end : amount.start]):
        return False
    return not re.search(
        r",? (?:and|while|but) (?:the |its |their )?(?:[\w-]+ ){0,5}(?:were|was|are|is|rose|fell|grew|dropped|increased|decreased|declined|has|have)\b",
        gap,
    )


def _start(sentence: Sentence, amount: Quantity, others: Iterable[Quantity]) -> int:
    """Take in the words of change before an amount, behind the number before it."""
    low = max((each.end for each in others if each.end <= amount.start), default=sentence.start)
    before = sentence.text[low : amount.start]
    if sentence.chinese:
        return low + found.start() if (found := CHANGED_ZH.search(before)) else amount.start
    words = list(CHANGING.finditer(before))
    behind = NOUN.match(sentence.after(amount.end)) is not None  # "0.3 points lower": the word stands behind.
    return low + words[-1].start() if words and not behind else amount.start


def _comparison(sentence: Sentence, first: Measurement, second: Measurement) -> Change | None:
    """Read "from A to B", "A, up from B" and "A, ahead of the target of B"."""
    gap, before = sentence.text[first.quantity.end : second.quantity.start], sentence.before(first.quantity.start)
    if sentence.chinese:
        if not (_FROM_ZH.search(before) and _TO_ZH.fullmatch(gap)):
            return None
        start, rises = (
            first.quantity.start - len(before) + max(map(before.rfind, "由从")),
            not re.search("[降减缩压]", gap),
        )
        return Change(start, second.quantity.end, second, first, None, None, rises, "", None, "changes.from_to")
    if FROM.search(before) and _REACHES.fullmatch(gap):
        words = list(CHANGING.finditer(before))
        if not words:
            return None
        start = first.quantity.start - len(before) + words[-1].start()
        rises = words[-1].group("rise") is not None
        return Change(start, second.end, second, first, None, None, rises, "", None, "changes.from_to")
    if second.status == YD.Target and (word := _OUTCOME.search(gap)):
        ahead = re.match("ahead|above|exceed|surpass|beat|better", word.group(), re.IGNORECASE) is not None
        if not ahead and not re.match("behind|below|short", word.group(), re.IGNORECASE):
            return None  # "against a target of": which way is better, the words do not say.
        end = second.time.end if second.time and second.time.start >= second.end else second.end
        return Change(first.start, end, first, None, second, None, ahead, "target", None, "changes.target")
    if re.fullmatch(r"[^,;]{0,50} from(?: (?:a|an|the|just|only|about))* ", gap) and re.search(
        r"\bto(?: (?:a|an|just|only|about|reach))* \Z", before
    ):
        rises = first.quantity.value >= second.quantity.value
        return Change(first.start, second.end, first, second, None, None, rises, "", None, "changes.from_to")
    if (found := _UP_FROM.fullmatch(gap)) and re.search(r"from\b|compared", gap):
        rises = first.quantity.value >= second.quantity.value
        start = first.quantity.end + found.start("word")
        return Change(start, second.end, first, second, None, None, rises, "", None, "changes.up_from")
    return None


def _rate(sentence: Sentence, amount: Quantity, others: list[Quantity], issued: date, *, rises: bool) -> Measurement:
    """Read a change of something whose value is not given: a rate of growth or of decline."""
    unit = amount.unit or (UNIT.UNITLESS if amount.numeral.kind == "fraction" else UNIT.NUM)
    growth, noun = None, NOUN.match(sentence.after(amount.end))
    if sentence.chinese:
        metric = measured(sentence, amount, unit)[0]
    else:
        before = sentence.before(amount.start, 70)
        if said := _GROWTH_OF.search(before):
            at = amount.start - len(before)
            growth = at + said.start(1), at + said.end(1)
        # "an increase in traffic of 5%", "a 5% rise in traffic" say of what there is a change.
        of = None
        if found := _CHANGE_IN.search(sentence.before(amount.start)):
            at = amount.start - len(found.string)
            of = at + found.start("of"), at + found.end("of")
        elif link := re.compile(r" in (?:the )?").match(sentence.text, amount.end + noun.end()) if noun else None:
            of = phrase_after(sentence, link.end(), most=5)
            of = None if of and any(each.start <= of[1] and of[0] <= each.end for each in sentence.times) else of
        metric = growth or of or subject_of(sentence, amount.start) or (amount.end, amount.end)
    end = amount.end + (noun.end() if noun else 0)
    start = growth[0] if growth else _start(sentence, amount, others)
    if re.search(r"(?:\A|[ (])[+-]\Z", sentence.before(amount.start)):
        start = amount.start  # "(+0.8%)" says by itself that it is a rise.
    kind = YD.Rate if unit in {UNIT.PERCENT, UNIT.UNITLESS} else YD.Increment
    rule = "changes.rate" if growth else ("changes.rise" if rises else "changes.fall")
    start = min(start, amount.start)
    rate = Measurement(amount, start, end, metric, unit, YD.Actual, kind, None, (0, 0), rule)
    return dated(sentence, rate, others, issued)


def _rank(sentence: Sentence, quantity: Quantity) -> Measurement | None:
    """Read a place in an order; none of an ordinal that is none."""
    before, after = sentence.before(quantity.start), sentence.after(quantity.numeral.end)
    if sentence.chinese:
        ranked, place = _RANKED_ZH, re.match(r"[位名](?!称)|[，。；、]|\Z", after)
        largest = re.match(r"大(?=[\u4e00-\u9fff])", after)  # "第三大产业集群"
    else:
        ranked, place = _RANKED, _PLACE.match(after)
        largest = _LARGEST.match(after) if re.search(r"(?:\bthe|['’]s|\bits) \Z", before) else None
    if not ((largest and quantity.value > 1) or (place and ranked.search(before))):
        return None
    found = ranked.search(before[-60:])
    start = quantity.start - (min(len(before), 60) - found.start() if found else 0)
    end = quantity.end + (sentence.chinese and sentence.text[quantity.end : quantity.end + 1] in {"位", "名"})
    index = next((each for each in sentence.mentions if each.kind == YD.Index), None)
    within = (quantity.end, quantity.end)
    if index:
        edition = _EDITION.match(sentence.text, index.end)
        within = (index.start, edition.end() if edition else index.end)
    return Measurement(
        quantity, start, end, (start, start), UNIT.UNITLESS, YD.Actual, YD.Rank, None, within, "figures.rank"
    )
