"""Changes: what a stated change is a change of, pairs of values, rates, ranks and multiples."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from ydkg.draft.rules.figure import COUNTS, DURATIONS, Change, Figure
from ydkg.draft.rules.levels import status_of, time_of
from ydkg.draft.rules.measured import clause_subject, measured, subject_of
from ydkg.draft.rules.sentence import phrase_after
from ydkg.draft.rules.signs import CHANGED_ZH, CHANGING, FROM, NOUN, sign
from ydkg.vocab import UNIT, YD

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ydkg.draft.rules.sentence import Sentence
    from ydkg.words.reading.quantities import Quantity
    from ydkg.words.reading.times import Time

_TO = re.compile(r"[^;]{0,60}\bto(?: (?:reach|stand at|a|an|just|only|about|some|more|as|the))*\s*\Z", re.IGNORECASE)
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


def change(sentence: Sentence, amount: Quantity, levels: dict[Quantity, Figure], *, rises: bool) -> Change | None:
    """Find what a stated change is a change of, and against what.

    Parameters
    ----------
    sentence : Sentence
    amount : Quantity
    levels : dict of Quantity to Figure
        The values of the sentence.
    rises : bool

    Returns
    -------
    Change or None
        None where the sentence does not give the value that changed: then it is a rate.
    """
    ordered = sorted(levels.values(), key=lambda each: each.quantity.start)
    fraction = amount.numeral.kind == "fraction"
    fits = [] if fraction else [each for each in ordered if _fits(each.unit, amount.unit)]
    left = [each for each in fits if each.quantity.end <= amount.start]
    right = [each for each in fits if each.quantity.start >= amount.end]
    current = baseline = None
    onward = r"[^;,]{0,50}?,? ?\bto(?: (?:reach|a|an|about|some))* ?|[^，；。]{0,12}(?:达到?|至|到)"
    if right and re.fullmatch(onward, sentence.between(amount.end, right[0].quantity.start)):
        current = right[0]
    elif left and _belongs(sentence, left[-1], amount):
        current = left[-1]
    if current is None:
        return None
    following = [each for each in right if each is not current]
    if following and _AGAINST.fullmatch(sentence.between(amount.end, following[0].quantity.start)):
        baseline = following[0]
    against, time, end = _other(sentence, amount, baseline)
    start = _start(sentence, amount, sentence.quantities)
    end = max(end, amount.end, baseline.end if baseline else 0)
    return Change(start, end, current, baseline, None, amount, rises, against, time, "changes.stated")


def _belongs(sentence: Sentence, current: Figure, amount: Quantity) -> bool:
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
    gap = re.sub(r"\([^()]*\)", "", sentence.between(start, amount.start))
    if sentence.chinese:
        own = clause_subject(sentence, amount.start)
        plain = own is None or sentence.text[slice(*own)] in {"增速", "增幅", "涨幅", "降幅"}
        dated = any(
            start < each.start < amount.start
            and not each.same
            and (each.first or each.last)
            and not re.search("[比较与]\\Z", sentence.before(each.start, 1))
            for each in sentence.times
        )
        return plain and not (dated or re.search("[；。]", gap))  # "其中三季度增长5%": of another time, a rate
    if re.search(r"; |\. ", gap) or len(gap) > 140:
        return False
    if _OWN_SUBJECT.search(sentence.between(current.quantity.end, amount.start)):
        return False
    return not re.search(
        r",? (?:and|while|but) (?:the |its |their )?(?:[\w-]+ ){0,5}(?:were|was|are|is|rose|fell|grew|dropped|increased|decreased|declined|has|have)\b",
        gap,
    )


def _fits(unit: str, by: str | None) -> bool:
    """Tell whether a value in one unit can have changed by an amount in another."""
    if by == YD.PercentagePoint:
        return unit == UNIT.PERCENT
    if by == UNIT.PERCENT:
        return unit != UNIT.PERCENT
    return unit == by or (by is None and unit == UNIT.NUM)


def _start(sentence: Sentence, amount: Quantity, others: Iterable[Quantity]) -> int:
    """Take in the words of change before an amount, behind the number before it."""
    low = max((each.end for each in others if each.end <= amount.start), default=sentence.start)
    before = sentence.text[low : amount.start]
    if sentence.chinese:
        return low + found.start() if (found := CHANGED_ZH.search(before)) else amount.start
    words = list(CHANGING.finditer(before))
    behind = NOUN.match(sentence.after(amount.end)) is not None  # "0.3 points lower": the word stands behind.
    return low + words[-1].start() if words and not behind else amount.start


def _other(sentence: Sentence, amount: Quantity, baseline: Figure | None) -> tuple[str, Time | None, int]:
    """Say what a change is measured against, where no second value is given."""
    around = sentence.before(amount.start, 70) + re.split("[,;，；]", sentence.after(amount.end, 70))[0]
    around = re.split("[，；]", around)[-1] if sentence.chinese else around
    following = min((each.start for each in sentence.quantities if each.start >= amount.end), default=sentence.end)
    behind = [each for each in sentence.times if amount.end <= each.start < min(following, amount.end + 60)]
    ahead = [each for each in sentence.times if amount.start - 25 <= each.end <= amount.start]
    near = [*([] if sentence.chinese else behind), *reversed(ahead)]
    compared = [
        each
        for each in near
        if each.same
        or re.search(
            r"\b(?:from|over|on|than|to|with|since|of|below|above) (?:the )?(?:that of |in |for )?\Z|(?:比|较|与)\Z",
            sentence.before(each.start, 18),
        )
    ]
    time = compared[0] if compared else None
    end = time.end if time and time.start >= amount.end else amount.end
    if noun := NOUN.match(sentence.after(amount.end)):
        end = max(end, amount.end + noun.end())
    if baseline is not None:
        return "", None, end
    if NATION.search(around):
        return "nation", None, end
    if found := re.search(
        r"\b(?:from|over|on|than) the (?:previous|last|preceding) \w+", sentence.after(amount.end, 60)
    ):
        end = max(end, amount.end + found.end())
    return "before", time, end


def pairs(sentence: Sentence, levels: dict[Quantity, Figure]) -> list[Change]:
    """Read "from A to B", "A, up from B" and "A, ahead of the target of B".

    Parameters
    ----------
    sentence : Sentence
    levels : dict of Quantity to Figure
        The values of the sentence.

    Returns
    -------
    list of Change
    """
    ordered = sorted(levels.values(), key=lambda each: each.quantity.start)
    alike = (
        (first, second)
        for first, second in pairwise(ordered)
        if first.unit == second.unit or {first.unit, second.unit} <= DURATIONS or {first.unit, second.unit} <= COUNTS
    )
    return [found for first, second in alike if (found := _pair(sentence, first, second))]


def _pair(sentence: Sentence, first: Figure, second: Figure) -> Change | None:
    gap, before = sentence.between(first.quantity.end, second.quantity.start), sentence.before(first.quantity.start)
    if sentence.chinese:
        if not (_FROM_ZH.search(before) and _TO_ZH.fullmatch(gap)):
            return None
        start, rises = (
            first.quantity.start - len(before) + max(map(before.rfind, "由从")),
            not re.search("[降减缩压]", gap),
        )
        return Change(start, second.quantity.end, second, first, None, None, rises, "", None, "changes.from_to")
    if FROM.search(before) and _TO.fullmatch(gap):
        words = list(CHANGING.finditer(before))
        if not words:
            return None
        start = first.quantity.start - len(before) + words[-1].start()
        rises = words[-1].group("rise") is not None
        return Change(start, second.end, second, first, None, None, rises, "", None, "changes.from_to")
    if second.status == YD.Target and (word := _OUTCOME.search(gap)):
        ahead = re.match("ahead|above|exceed|surpass|beat|better", word.group(), re.IGNORECASE) is not None
        against = "target" if ahead or re.match("behind|below|short", word.group(), re.IGNORECASE) else ""
        end = second.time.end if second.time and second.time.start >= second.end else second.end
        return Change(first.start, end, first, None, second, None, ahead, against, None, "changes.target")
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


def rate(sentence: Sentence, amount: Quantity, others: list[Quantity], issued: date, *, rises: bool) -> Figure:
    """Read a change of something whose value is not given: a rate of growth or of decline.

    Parameters
    ----------
    sentence : Sentence
    amount : Quantity
    others : list of Quantity
        All of the sentence.
    issued : date
    rises : bool

    Returns
    -------
    Figure
    """
    unit = amount.unit or (UNIT.UNITLESS if amount.numeral.kind == "fraction" else UNIT.NUM)
    growth = None
    if sentence.chinese:
        metric = measured(sentence, amount, unit)[0]
    else:
        before = sentence.before(amount.start, 70)
        if said := _GROWTH_OF.search(before):
            at = amount.start - len(before)
            growth = at + said.start(1), at + said.end(1)
        metric = growth or _changed(sentence, amount) or subject_of(sentence, amount.start) or (amount.end, amount.end)
    noun = NOUN.match(sentence.after(amount.end))
    end = amount.end + (noun.end() if noun else 0)
    start = growth[0] if growth else _start(sentence, amount, others)
    if re.search(r"(?:\A|[ (])[+-]\Z", sentence.before(amount.start)):
        start = amount.start  # "(+0.8%)" says by itself that it is a rise.
    status = status_of(sentence, amount, unit, issued)
    status = YD.Expected if status == YD.Intended else status
    kind = YD.Rate if unit in {UNIT.PERCENT, UNIT.UNITLESS} else YD.Increment
    rule = "changes.rate" if growth else ("changes.rise" if rises else "changes.fall")
    time = time_of(sentence, amount, others, issued)
    return Figure(amount, min(start, amount.start), end, metric, unit, status, kind, time, (0, 0), rule)


def _changed(sentence: Sentence, amount: Quantity) -> tuple[int, int] | None:
    """Find what "an increase in traffic of 5%" and "a 5% rise in traffic" say of what there is a change."""
    before = sentence.before(amount.start)
    if found := _CHANGE_IN.search(before):
        at = amount.start - len(before)
        return at + found.start("of"), at + found.end("of")
    noun = NOUN.match(sentence.after(amount.end))
    link = re.compile(r" in (?:the )?").match(sentence.text, amount.end + noun.end()) if noun else None
    of = phrase_after(sentence, link.end(), most=5) if link else None
    return None if of and any(each.start <= of[1] and of[0] <= each.end for each in sentence.times) else of


def rank(sentence: Sentence, quantity: Quantity) -> Figure | None:
    """Read a place in an order.

    Parameters
    ----------
    sentence : Sentence
    quantity : Quantity

    Returns
    -------
    Figure or None
        None of an ordinal that is none.
    """
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
    return Figure(quantity, start, end, (start, start), UNIT.UNITLESS, YD.Actual, YD.Rank, None, within, "figures.rank")


def multiple(sentence: Sentence, quantity: Quantity, others: list[Quantity], issued: date) -> Figure:
    """Read "doubled": the ratio of a value to what it was before.

    Parameters
    ----------
    sentence : Sentence
    quantity : Quantity
    others : list of Quantity
        All of the sentence.
    issued : date

    Returns
    -------
    Figure
    """
    start, end, unit = quantity.start, quantity.end, UNIT.UNITLESS
    metric = (clause_subject if sentence.chinese else subject_of)(sentence, start) or (end, end)
    status = status_of(sentence, quantity, unit, issued)
    status = YD.Expected if status == YD.Intended else status
    time = time_of(sentence, quantity, others, issued)
    return Figure(quantity, start, end, metric, unit, status, YD.Ratio, time, (0, 0), "changes.multiple")
