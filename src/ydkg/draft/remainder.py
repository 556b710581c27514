"""The remainder: every numeral, time, capitalised run and post of a text that no proposal has and no rule ignores."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ydkg.draft.graphing import Graphing, chinese, english
from ydkg.draft.rules.roles import BEFORE_NAME_ZH, BEHIND_NAME_ZH, PLAIN, ROLE
from ydkg.vocab import RDF, SKOS, YD
from ydkg.words.reading.numerals import numerals
from ydkg.words.reading.spans import Spans
from ydkg.words.reading.tables import is_chinese

if TYPE_CHECKING:
    from ydkg.draft.rules.reading import Reading
    from ydkg.words.reading.spans import Span


_NOTES = {
    "number": ("A number of which no figure is proposed.", "没有据这一数字提出数据。"),
    "unit": ("A number in a unit that the vocabulary does not have.", "该数字的单位不在本体之内。"),
    "time": ("A time that no proposal has.", "没有待审内容采用这一时间。"),
    "name": ("Capitalised words of which no name is proposed.", "没有据这些大写词语提出名称。"),
    "post": ("The word for a post that no proposal has.", "没有待审内容采用这一职务。"),
}
#: Words before a post that somebody is, and not called by.
_NO_TITLE = re.compile(
    r"\b(?:the|a|an|our|his|her|their|its|any|each|every|former|new|by|for|and|or|of)\s\Z", re.IGNORECASE
)
_CAPITAL = re.compile(r"(?<![\w’'.-])[A-Z][\w’&-]*(?: [A-Z][\w’&-]*)*")


class Counts(NamedTuple):
    """How many numbers, times, names and posts of a text are in a proposal, ignored by a rule, or not read."""

    proposed: int
    ignored: int
    unread: int


def remainder(graphing: Graphing, reading: Reading, title: Span | None) -> Counts:
    """List what was not read, and count.

    Parameters
    ----------
    graphing : Graphing
        With all proposals; what was not read is added.
    reading : Reading
    title : tuple of int or None
        Where the title stands, which is the document's.

    Returns
    -------
    Counts
    """
    taken = Spans(graphing.spans)
    aside = Spans([*reading.ignored, *([title] if title else [])])
    proposed = ignored = unread = 0
    seen = Spans()
    for span, what in sorted(_items(reading)):
        if seen.holds(span):
            continue
        if taken.holds(span) or (what == "post" and taken.touches(span)):
            proposed += 1
        elif aside.touches(span) or what in {"common", "stretch"}:
            ignored += 1
        else:
            unread += 1
            seen.add(span)
            if graphing.source.sentence(*span)[:2] in graphing.sentences:
                notes = zip((english, chinese), _NOTES[what], strict=True)
                told = ((SKOS.note, in_language(note)) for in_language, note in notes)
                graphing.add(graphing.passage(*span), [(RDF.type, YD.Unread), *told])
    return Counts(proposed, ignored, unread)


def _items(reading: Reading) -> set[tuple[Span, str]]:
    """Gather what has to be somewhere."""
    found = set()
    for date in reading.times:
        # One without a day of its own, or that of issue, is none that a proposal needs.
        loose = not (date.first or date.last) or (date.is_day and date.first == reading.issued)
        found.add(((date.start, date.end), "stretch" if loose else "time"))
    within = Spans([(each.start, each.end) for each in reading.times])
    unknown = {
        (each.numeral.start, each.numeral.end)
        for sentence in reading.sentences
        for each in sentence.quantities
        if each.unknown
    }
    for each in numerals(reading.text):
        span = (each.start, each.end)
        if not within.holds(span):
            found.add((span, "unit" if span in unknown else "number"))
    names = [(each.start, each.end) for sentence in reading.sentences for each in sentence.mentions]
    found |= {(span, "name") for span in names}
    named = Spans(names)
    for match in _CAPITAL.finditer(reading.text):
        if not named.touches(match.span()) and not within.touches(match.span()):
            # What the rules for names left out stands where a capital letter says nothing, or is a plain word.
            found.add((match.span(), "common" if " " not in match.group() else "name"))
    posts = [
        match.span()
        for match in ROLE.finditer(reading.text)
        if match.group("head").lower() not in PLAIN
        and not _NO_TITLE.search(reading.text[max(0, match.start() - 8) : match.start()])
    ]
    for pattern in (BEFORE_NAME_ZH, BEHIND_NAME_ZH) if is_chinese(reading.text) else ():
        posts += [match.span("posts") for match in pattern.finditer(reading.text)]
    return found | {(span, "post") for span in posts if not named.touches(span)}
