"""A text read: its sentences with their times, quantities and names, before any rule takes a fact from them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from ydkg.graph.sources import sentences as spans_of
from ydkg.graph.sources import unwrapped
from ydkg.language.reading.numerals import numerals
from ydkg.language.reading.quantities import Quantity, quantities
from ydkg.language.reading.spans import Span, Spans
from ydkg.language.reading.tables import folded, is_chinese, table
from ydkg.language.reading.times import CLOSED, Time, times
from ydkg.language.sentence.levels import head_zh
from ydkg.language.sentence.modality import is_planned
from ydkg.language.sentence.names import PLACES, Known, Mention, capitalised, chinese_names, known_mentions
from ydkg.language.sentence.posts_chinese import BEFORE_NAME_ZH
from ydkg.language.sentence.sentence import Sentence, phrase_before

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


#: What is no fact although it has a number, a capital letter or the name of a post; the table says why.
_IGNORED = tuple(
    (row["name"], re.compile(row["pattern"], re.MULTILINE))
    for row in table("ydkg.language.sentence", "ignored")["rule"]
)
_Found = TypeVar("_Found", "Time", "Quantity", "Mention")
#: What says that a sentence goes on reporting of a period, and what says that it tells of the day of issue.
_MEASURED = re.compile(
    "(?:增长?|降|增加|减少|同比|提高|占比?|比重|升|完成|实现|达到?|[扩缩]大?小?|比[值例率]|为|上涨|回落|共|中有|实施|建成|开通|新增|新建|拥有)[^，。；]{0,8}\\d"
)
_NOW = re.compile("目前|如今|当前|现有|现已|截至|近年|下一步|将|计划")
#: Up to the end of the first clause with a figure.
_TOLD = re.compile("[^\\d]*(?:\\d[^，；。]*)?")
#: The same of English sentences.
_REPORTS = re.compile(
    r"\b(?:rose|fell|grew|increased|decreased|declined|dropped|contracted|expanded|accounted|contributed|amounted|totall?ed|stood|reached|recorded|registered|averaged|collected|represented|posted|climbed|hit|was|were|up|down|(?:increase|rise|growth|decrease|decline|drop|fall|gain|surge|jump)s? of|second at)\b[^.;]{0,60}\d|\([+-]?\d[\d.]* ?(?:%|per ?cent)\)"
)
_OF_TODAY = re.compile(
    r"\b(?:now|current(?:ly)?|to date|so far|since|today|will|expected|plan(?:s|ned)?|forecast|targets?|can|capacity|would|is|are|has|have|ago|when|(?:after|before)(?! [+-]?\d))\b"
)
#: So many characters may stand between a paragraph and the line before it.
_INDENT = 8
#: What stands before a time that the words compare with.
_COMPARED_WITH = re.compile(r"\S.*\b(?:over|than|with|against|versus|compared to) (?:the )?\Z")
#: A period that is reported on its last days.
_SOON = timedelta(days=7)
#: A number in a name that counts things, and is no part of it: "the third batch of 41 lists".
_COUNTS = re.compile(r"(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten)) [a-z]")
#: Titles of documents that say what is to be done.
_PLAN = re.compile("(?:规划|方案|计划|纲要|意见|举措|措施|要点|行动)(?:（[^）]*）|\\([^)]*\\))?\\Z")
#: Titles of documents that report of a period.
_REPORT = re.compile(
    r"Communiqué|[Ss]tatistic|[Bb]ulletin|[Aa]ccounts|[Gg]rowth|GDP|CPI|[Ss]ales|[Tt]rade|[Ee]xports|[Ii]mports|[Pp]rices|[Ii]nflation"
    r"|[Oo]utput|[Pp]roduction|[Uu]nemployment|[Ee]mployment|公报|运行|统计|主要指标|经济数据|[年季月]报|情况|形势|成绩单|增[长速]|下降"
)
#: A line that opens a section; and one whose section says what is to come.
_HEADING = re.compile(
    r"\s*(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|[^。；！？.;!?]{0,6}[\dA-Z一-鿿])[^。；！？;!?]{2,60}(?<![，,])\Z"
)
_TO_DO = re.compile(
    r"(?:工作|任务|总体)?(?:安排|打算|思路|部署)|(?:主要|重点|目标)(?:任务|目标|工作)|下一步|下阶段|展望"
    r"|(?i:\b(?:next steps?|what(?:['’]s| is| happens) next|outlook|looking ahead|priorities|upcoming|future (?:work|plans?)|forward look|plans for)\b)"
)
#: The first verb of a sentence that a subject opens.
_FIRST_VERB = re.compile(
    r" (?:is|are|was|were|will|would|has|have|had|began|started|opened|includes?|covers?|runs|links)\b"
)
#: What a budget says of the year that it is for, in the present.
_BUDGETED = re.compile(
    r"\b(?:revenues?|receipts|expenditure|deficit|surplus|outlay|allocation|provision|budget)\b[^;]{0,80}\b(?:is|are) (?!for\b)[^;]{0,40}\d",
    re.IGNORECASE,
)


class ReadText(NamedTuple):
    """A text, read."""

    text: str
    issued: date  # the day of issue
    times: tuple[Time, ...]  # all that the text has, those within names among them
    sentences: tuple[Sentence, ...]
    ignored: tuple[Span, ...]  # where runs of characters stand that are no fact; one may lie within another


def read(text: str, issued: date, names: Sequence[Known] = ()) -> ReadText:
    """Read a text, with the lines of its paragraphs joined."""
    text = unwrapped(text)
    spans = spans_of(text)
    moments = all_times = times(text, issued)
    plain, chinese = folded(text), is_chinese(text)
    aside = [
        match.span()
        for name, pattern in _IGNORED
        for match in pattern.finditer(plain)
        # "超2万家": what stands behind a digit is a number, and no set phrase.
        if match.group() and not (name == "set-phrase" and plain[match.start() - 1 : match.start()].isdecimal())
    ]
    known = _outside_longer(text, spans, known_mentions(text, names), chinese=chinese)
    # "2030-2035 Action Plan": years that open a name are part of it.
    loose = [
        each
        for each in moments
        if not (
            text[each.end : each.end + 1] == " " and text[each.end + 1 : each.end + 2].isupper() and "/" in each.edtf
        )
    ]
    taken = [*_spans(loose), *_spans(known)]
    new: list[Mention] = []
    for name in capitalised(text, spans, taken):
        # A number that the text prints behind a name again and again is part of it: "Rampion 2".
        number = re.match(r" \d{1,2}\b(?![.,]\d| ?%)", text[name.end : name.end + 6])
        whole = name.text + (number.group() if number else "")
        again = number and len(re.findall(rf"\b{re.escape(whole)}\b", text)) > 1
        if number and again and not re.fullmatch("[A-Z]{3}", name.text):
            new.append(name._replace(end=name.end + number.end(), text=whole))
        else:
            new.append(name)
    if chinese:
        new += chinese_names(text, [*_spans(known), *_spans(new)])
    left_out = Spans(aside)
    mentions = tuple(sorted((*known, *(each for each in new if not left_out.holds((each.start, each.end))))))
    named = Spans(_spans(mentions))
    moments = [each for each in moments if not named.holds((each.start, each.end))]
    numbered = [(each.start, each.end) for each in mentions if numerals(each.text) and not _COUNTS.search(each.text)]
    # Chinese names of people that have a number in them, wherever they are named again.
    titled = BEFORE_NAME_ZH.finditer(plain) if chinese else ()
    people = {person for match in titled if numerals(person := match.group("name"))}
    numbered += (found.span() for person in people for found in re.finditer(re.escape(person), plain))
    amounts = []
    for each in quantities(text, [*_spans(moments), *aside, *numbered]):
        said, behind = text[each.start : each.end], text[each.end : each.end + 1]
        counts = each.numeral.kind != "number" or each.unit or each.counter or each.unknown
        if not counts and len(said) == 1 and is_chinese(said) and is_chinese(behind):
            aside.append((each.start, each.end))  # One character of a word: "四期", "国三"
        else:
            amounts.append(each)
    sentences = [
        Sentence(*span, plain, _within(moments, span), _within(amounts, span), _within(mentions, span))
        for span in spans
    ]
    return ReadText(text, issued, tuple(all_times), _carried(issued, sentences), tuple(aside))


def _outside_longer(text: str, spans: Sequence[Span], known: list[Mention], *, chinese: bool) -> list[Mention]:
    """Leave out known places within a longer name that says what it is: "Hubei Provincial Health Commission"."""
    names = [*capitalised(text, spans, ()), *(chinese_names(text, ()) if chinese else ())]
    bodies = Spans((each.start, each.end) for each in names if each.kind and each.kind not in PLACES)
    return [each for each in known if each.kind not in PLACES or not bodies.holds((each.start, each.end))]


def _within(found: Sequence[_Found], span: Span) -> tuple[_Found, ...]:
    """Give what lies within a span, of what stands in the order of the text."""
    first = bisect_left(found, span[0], key=lambda each: each.start)
    last = bisect_right(found, span[1], key=lambda each: each.start)
    return tuple(each for each in found[first:last] if each.end <= span[1])


def _carried(issued: date, sentences: list[Sentence]) -> tuple[Sentence, ...]:
    """Give sentences that have no time of their own that of what they go on with, or of what a heading says they report."""
    found: list[Sentence] = []
    planned = bool(sentences) and _PLAN.search(sentences[0].words.strip()) is not None
    # What a heading says of the sentences under it: their period, and whether they say what is to come.
    period = _period_of(sentences[0], issued) if sentences and _REPORT.search(sentences[0].words) else None
    to_come = False
    spoken: Time | None = None
    for each in sentences:
        before = found[-1] if found else None
        if _is_alone(each) and _HEADING.match(each.words):
            if _TO_DO.search(each.words):
                period, to_come = None, True
            elif of_heading := _period_of(each, issued):
                period, to_come = of_heading, False
        spoken = _spoken(before, each, spoken, issued) if before else None
        carried = None
        if each.chinese:
            carried = _from_before(spoken, each, issued) if spoken else None
            of_section = before and (spoken in {None, period} or _opens_paragraph(each))
            if carried is None and of_section:
                # Up to its first figure it may say of when that is, or that it is to come.
                opening = _TOLD.match(each.words)
                first = each.start + (opening.end() if opening else 0)
                dated = any(time.start < first for time in _own(each)) or is_planned(each.text[each.start : first])
                carried = None if dated else period
        elif before and re.match("[-•*–] ?", each.words):
            # The points of a list are of the one time that the line which opens it says.
            own = [time for time in before.times if time.last and not time.same]
            heading = own[0] if len(own) == 1 and before.words.rstrip().endswith(":") else None
            carried = before.carried or heading or (period if _goes_on(each) else None)
        elif before and _goes_on(each):
            carried = spoken or period
        it = None
        if before and each.words.startswith("It "):
            # The subject of the sentence before, up to its first verb, where it opens with it.
            verb = _FIRST_VERB.search(before.words)
            subject = phrase_before(before, before.start + verb.start()) if verb else None
            opens = subject and re.fullmatch(r"(?:The |An? |This |Its )?", before.text[before.start : subject[0]])
            it = subject if opens else None
        told = carried is not None and (carried.last or issued) < issued
        past = any((time.last or time.first or issued) < issued for time in each.times if not time.same)
        # What a plan says without a word of a deed, and of no time that is past, is to come.
        ahead = (planned or to_come) and each.chinese and not (before is None or told or past)
        ahead = ahead and not re.search("已|了|累计|目前|现有|“十三五”|取得", each.words)
        found.append(each._replace(carried=carried, ahead=ahead, it=it))
    return tuple(found)


def _own(sentence: Sentence) -> list[Time]:
    """Give the times that a sentence has itself, but for those that it compares with."""
    return [each for each in sentence.times if (each.first or each.last) and not each.same]


def _is_alone(sentence: Sentence) -> bool:
    """Tell whether a sentence is a paragraph by itself."""
    return _opens_paragraph(sentence) and sentence.text[sentence.end : sentence.end + 1] in {"", "\n"}


def _opens_paragraph(sentence: Sentence) -> bool:
    return re.search(r"(?:\A|\n)\s*\Z", sentence.text[max(0, sentence.start - _INDENT) : sentence.start]) is not None


def _period_of(title: Sentence, issued: date) -> Time | None:
    """Give the one period that has ended of which a title says that it is about it: "2023年统计公报"."""
    past = [
        each for each in title.times if each.first and each.last and each.last <= issued + _SOON and not each.is_day
    ]
    return past[0] if len(past) == 1 else None


#: What a paragraph tells of that has turned from its period to the day of issue.
_TODAY = Time(0, 0, None, None, stated=False)


def _spoken(before: Sentence, sentence: Sentence, spoken: Time | None, issued: date) -> Time | None:
    """Give the one period that a paragraph has told of up to a sentence; what is in brackets is beside it."""
    kept = None if _opens_paragraph(before) else spoken
    if before.chinese:
        told = head_zh(before) or (_TODAY if _NOW.search(before.words) else None)
        return told if told or any(not each.same for each in before.times) else kept
    if _opens_paragraph(sentence) and not (_is_alone(before) and _is_alone(sentence)):
        return None
    own = [
        each
        for each in _own(before)
        if not (
            each.is_day
            or CLOSED.match(before.text, each.end, before.end)
            or _COMPARED_WITH.search(before.before(each.start))
        )
    ]
    if not own:
        return before.carried or (None if _OF_TODAY.search(before.words) else kept)
    budgeted = _BUDGETED.search(sentence.words) is not None
    sole = own[0] if len({(each.first, each.last) for each in own}) == 1 else None
    reports = budgeted or (sole and sole.last and sole.last <= issued + _SOON and _REPORTS.search(before.words))
    return sole if reports and sole and sole.first and sole.last else None


def _from_before(time: Time, sentence: Sentence, issued: date) -> Time | None:
    """Give the time that is spoken of, where a sentence goes on with it ("其中，…") or with what is to be reached by then."""
    again = re.match("[“\\s]*同期，", sentence.words)
    besides = re.match("[“\\s]*(?:同时|此外|另外)，", sentence.words)
    if time is _TODAY or (_opens_paragraph(sentence) and not (again or besides)):
        return None
    if again or re.match("[“\\s]*其中", sentence.words):
        return time
    if re.match("累计", sentence.words) and time.first and time.last and time.first.year < time.last.year:
        return time  # "“十二五”时期，…。累计完成投资…"
    plan = time.first and not time.last and "五" in sentence.text[time.start : time.end]
    if time.first and plan and is_planned(sentence.words) and not _own(sentence):
        return time._replace(last=date(time.first.year + 4, 12, 31))  # "“十四五”期间，…。力争完成投资…"
    goes_on = _MEASURED.search(sentence.words) and not _NOW.search(sentence.words)
    if time.last and (time.first or time.last <= issued) and goes_on and not _own(sentence):
        return time  # "…，同比增长3%": a report goes on.
    aimed = time.deadline and time.last and time.last > issued
    own = any(not re.search("[较比与]\\Z", sentence.before(each.start, 1)) for each in _own(sentence))
    return time if aimed and not own and not re.search("已|了|累计|目前", sentence.words) else None


def _goes_on(sentence: Sentence) -> bool:
    """Tell whether an English sentence reports figures and says no time of its own, unless it is that of the one before."""
    told = _REPORTS.search(sentence.words) is not None and not _OF_TODAY.search(sentence.words)
    return not _own(sentence) and (told or _BUDGETED.search(sentence.words) is not None)


def _spans(found: Iterable[Time | Mention]) -> list[Span]:
    return [(each.start, each.end) for each in found]
