"""A text read: its sentences with their times, quantities and names, before any rule takes a fact from them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ydkg.draft.rules.ignored import Ignored, ignored
from ydkg.draft.rules.levels import head_zh
from ydkg.draft.rules.modality import is_planned
from ydkg.draft.rules.names import Known, Mention, capitalised, chinese_names, known_mentions
from ydkg.draft.rules.roles import roles_zh
from ydkg.draft.rules.sentence import Sentence, phrase_before, sentence_of
from ydkg.graph.source import sentences as spans_of
from ydkg.words.reading.numerals import numerals
from ydkg.words.reading.quantities import quantities
from ydkg.words.reading.spans import Spans
from ydkg.words.reading.tables import folded, is_chinese
from ydkg.words.reading.times import times

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from ydkg.words.reading.moment import Time
    from ydkg.words.reading.quantities import Quantity


#: What says that a sentence goes on reporting of a period, and what says that it tells of the day of issue.
_MEASURED = re.compile("(?:增长?|降|增加|减少|同比|提高|占比?|比重|升|完成|实现)[^，。；]{0,8}\\d")
_NOW = re.compile("目前|现有|现已|截至|近年|下一步|将|计划")
#: The same of English sentences.
_REPORTS = re.compile(
    r"\b(?:rose|fell|grew|increased|decreased|declined|dropped|contracted|expanded|accounted|contributed|amounted|totall?ed|stood|reached|recorded|registered|averaged|was|were|up|down)\b[^.;]{0,60}\d|\([+-]?\d[\d.]* ?(?:%|per ?cent)\)"
)
_OF_TODAY = re.compile(
    r"\b(?:now|current(?:ly)?|to date|so far|since|today|will|expected|plan(?:s|ned)?|forecast|targets?|can|capacity|would|is|are|has|have|ago|when|after|before)\b"
)
#: Titles of documents that say what is to be done.
_PLAN = re.compile("(?:规划|方案|计划|纲要|意见|举措|措施|要点|行动)(?:（[^）]*）|\\([^)]*\\))?\\Z")


class Reading(NamedTuple):
    """A text, read.

    Attributes
    ----------
    text : str
    issued : date
        The day of issue.
    sentences : tuple of Sentence
    ignored : tuple of Ignored
    """

    text: str
    issued: date
    sentences: tuple[Sentence, ...]
    ignored: tuple[Ignored, ...]


def read(text: str, issued: date, names: Sequence[Known] = ()) -> Reading:
    """Read a text.

    Parameters
    ----------
    text : str
    issued : date
        The day of issue, against which times are resolved.
    names : sequence of Known
        What the collection knows.

    Returns
    -------
    Reading
    """
    spans = spans_of(text)
    moments = times(text, issued)
    aside = ignored(text)
    known = known_mentions(text, names)
    # "2030-2035 Action Plan": years that open a name are part of it.
    loose = [
        each
        for each in moments
        if not (
            text[each.end : each.end + 1] == " " and text[each.end + 1 : each.end + 2].isupper() and "/" in each.edtf
        )
    ]
    taken = [*_spans(loose), *_spans(known)]
    new = [_with_number(text, each) for each in capitalised(text, spans, taken)]
    if is_chinese(text):
        new += chinese_names(text, [*_spans(known), *_spans(new)])
    mentions = tuple(sorted((*known, *_apart(new, aside))))
    named = Spans(_spans(mentions))
    moments = [each for each in moments if not named.holds((each.start, each.end))]
    numbered = [(each.start, each.end) for each in mentions if _is_numbered(each.text)]
    apart = [*_spans(moments), *_spans(aside), *numbered, *_numbered_people(text)]
    read_, amounts = quantities(text, apart), []
    for each in read_:
        if _is_bare(text, each):
            aside.append(Ignored(each.start, each.end, "syllable", "A Chinese number that counts nothing by itself."))
        else:
            amounts.append(each)
    plain, given = folded(text), tuple(moments)
    return Reading(
        text,
        issued,
        _carried(issued, [sentence_of(plain, span, given, tuple(amounts), mentions) for span in spans]),
        tuple(aside),
    )


def _with_number(text: str, name: Mention) -> Mention:
    """Take the number into a name that the text prints with it again and again: "Rampion 2"."""
    found = re.match(r" \d{1,2}\b(?![.,]\d| ?%)", text[name.end : name.end + 6])
    again = found is not None and len(re.findall(rf"\b{re.escape(name.text + found.group())}\b", text)) > 1
    if not found or not again or re.fullmatch("[A-Z]{3}", name.text):
        return name
    return name._replace(end=name.end + found.end(), text=name.text + found.group())


def _is_bare(text: str, quantity: Quantity) -> bool:
    """Tell whether a number is one Chinese character of a word, and counts nothing: "四期", "国三"."""
    said, after = text[quantity.start : quantity.end], text[quantity.end : quantity.end + 1]
    plain = (
        quantity.numeral.kind == "number" and quantity.unit is None and not quantity.counter and not quantity.unknown
    )
    return plain and len(said) == 1 and is_chinese(said) and is_chinese(after)


def _is_numbered(name: str) -> bool:
    """Tell whether a name has a number that is part of it: none that counts things, as in "the third batch of 41 lists"."""
    return (
        bool(numerals(name))
        and re.search(r"(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten)) [a-z]", name) is None
    )


def _carried(issued: date, sentences: list[Sentence]) -> tuple[Sentence, ...]:
    """Give sentences that have no time of their own that of what they go on with, or of what the title says they report."""
    found: list[Sentence] = []
    titled = _titled(sentences[0], issued) if sentences else None
    planned = bool(sentences) and _PLAN.search(sentences[0].words.strip()) is not None
    for each in sentences:
        before = found[-1] if found else None
        carried = None
        if each.chinese:
            carried = _from_before(before, each, issued) if before else None
            own = any((time.first or time.last) and not time.same for time in each.times)
            if carried is None and titled and before and not own and not is_planned(each.words):
                carried = titled
        elif before and re.match("[-•*–] ?", each.words):
            carried = before.carried or _heading(before)  # The points of a list are of the time that its heading says.
        elif before and _goes_on(each):
            carried = _reported(before, each, issued) or titled
        it = _subject_of(before) if before and each.words.startswith("It ") else None
        found.append(
            each._replace(carried=carried, ahead=planned and bool(before) and _looks_ahead(each, issued), it=it)
        )
    return tuple(found)


def _subject_of(sentence: Sentence) -> tuple[int, int] | None:
    """Give the subject of an English sentence that opens with it: up to its first verb."""
    verb = re.search(
        r" (?:is|are|was|were|will|would|has|have|had|began|started|opened|includes?|covers?|runs|links)\b",
        sentence.words,
    )
    subject = phrase_before(sentence, sentence.start + verb.start()) if verb else None
    opens = subject and re.fullmatch(r"(?:The |An? |This |Its )?", sentence.between(sentence.start, subject[0]))
    return subject if opens else None


def _from_before(before: Sentence, sentence: Sentence, issued: date) -> Time | None:
    """Give the time of the sentence before, where one goes on with it ("其中，…") or with what it says is to be reached."""
    again = re.match("[“\\s]*同期，", sentence.words)
    besides = re.match("[“\\s]*(?:同时|此外|另外)，", sentence.words)
    if "\n" in sentence.text[before.end : sentence.start] and not (again or besides):
        return None
    time = head_zh(before)
    if time is None or again or re.match("[“\\s]*其中", sentence.words):
        return time
    if re.match("累计", sentence.words) and time.first and time.last and time.first.year < time.last.year:
        return time  # "“十二五”时期，…。累计完成投资…"
    goes_on = _MEASURED.search(sentence.words) and not _NOW.search(sentence.words)
    if (
        time.first
        and time.last
        and goes_on
        and not any(each.last or each.first for each in sentence.times if not each.same)
    ):
        return time  # "…，同比增长3%": a report goes on.
    aimed = time.deadline and time.last and time.last > issued
    own = any(
        (each.first or each.last) and not each.same and not re.search("[较比与]\\Z", sentence.before(each.start, 1))
        for each in sentence.times
    )
    return time if aimed and not own and not re.search("已|了|累计|目前", sentence.words) else None


def _goes_on(sentence: Sentence) -> bool:
    """Tell whether an English sentence reports figures and says no time of its own, unless it is that of the one before."""
    own = any((each.first or each.last) and not each.same for each in sentence.times)
    return not own and _REPORTS.search(sentence.words) is not None and not _OF_TODAY.search(sentence.words)


def _reported(before: Sentence, sentence: Sentence, issued: date) -> Time | None:
    """Give the one period that the sentence before reports of, in the same paragraph."""
    if "\n" in sentence.text[before.end : sentence.start] or not _REPORTS.search(before.words):
        return None
    past = [each for each in before.times if not each.same and (each.first or each.last)]
    sole = past[0] if len({(each.first, each.last) for each in past}) == 1 else None
    if sole and sole.first and sole.last and sole.last <= issued and not sole.is_day:
        return sole
    return None if past else before.carried


def _looks_ahead(sentence: Sentence, issued: date) -> bool:
    """Tell whether a sentence of a plan says what is to come: no word of a deed, and no time that is past."""
    past = any((each.last or each.first or issued) < issued for each in sentence.times if not each.same)
    return sentence.chinese and not past and not re.search("已|了|累计|目前|现有|“十三五”|取得", sentence.words)


def _titled(title: Sentence, issued: date) -> Time | None:
    """Give the period that the title of a report says it is about: "2023年统计公报"."""
    past = [each for each in title.times if each.first and each.last and each.last <= issued and not each.is_day]
    return (
        past[0]
        if len(past) == 1
        and re.search(
            "Communiqué|[Ss]tatistic|[Bb]ulletin|[Aa]ccounts|[Gg]rowth|GDP|CPI|[Ss]ales|[Tt]rade|[Ee]xports|[Ii]mports|[Pp]rices|[Ii]nflation|[Oo]utput|[Pp]roduction|[Uu]nemployment|[Ee]mployment|公报|运行|统计|主要指标|经济数据|[年季月]报|情况|形势|成绩单|增[长速]|下降",
            title.words,
        )
        else None
    )


def _heading(sentence: Sentence) -> Time | None:
    """Give the one time of a line that opens a list."""
    own = [each for each in sentence.times if each.last and not each.same]
    return own[0] if len(own) == 1 and sentence.words.rstrip().endswith(":") else None


def _numbered_people(text: str) -> list[tuple[int, int]]:
    """Find the Chinese names of people that have a number in them, wherever they are named again."""
    plain = folded(text)
    names = {match.group("name") for match in roles_zh().finditer(plain)}
    return [found.span() for name in sorted(names) if numerals(name) for found in re.finditer(re.escape(name), plain)]


def _spans(found: Iterable[Time | Mention | Ignored]) -> list[tuple[int, int]]:
    return [(each.start, each.end) for each in found]


def _apart(new: Sequence[Mention], aside: Sequence[Ignored]) -> list[Mention]:
    """Leave out new names that are wholly ignored."""
    apart = Spans(_spans(aside))
    return [each for each in new if not apart.holds((each.start, each.end))]
