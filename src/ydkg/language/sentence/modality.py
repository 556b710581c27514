"""Modality: whether words speak of a plan, of what goes on or of a deed; what is not clear is none of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ydkg.language.reading.tables import table
from ydkg.vocab import YD

if TYPE_CHECKING:
    from ydkg.language.reading.spans import Span
    from ydkg.language.sentence.sentence import Sentence

_CUES = table("ydkg.language.sentence", "modality")


def _either(name: str) -> re.Pattern[str]:
    """Join a cue of both languages."""
    return re.compile(rf"\b(?:{_CUES['en'][name]})\b|{_CUES['zh'][name]}")


PLANNED, UNDERWAY, DONE = map(_either, ("planned", "underway", "done"))
#: What stands before a verb that states nothing.
OPEN = re.compile(rf"\b{_CUES['en']['open']}\Z", re.IGNORECASE)
OPEN_ZH = re.compile(rf"(?:{_CUES['zh']['open']})\Z")

_FINITE = r"(?:has|have|had|is|are|was|were|will|would|can|could|should|shall|came|took|went|rose|fell|grew|began|became|saw|expects?)\b"
_BREAKS_ZH = re.compile(r"[，；。：！？]")
#: Where an English clause with a verb of its own opens.
_BREAKS = re.compile(
    r"; |: | - |\. |, (?:while|whereas|but|with|who|which|as)\b"
    rf"|(?:,? and|,? but|, or) (?=(?:it|we|they|he|she|this|these)\b|(?:\w+ly )?{_FINITE}|(?:the|its|our|their|an?) (?:[\w'-]+ ){{1,6}}?{_FINITE}|\d[\w ]+? {_FINITE}|(?:[\w'-]+ ){{1,4}}{_FINITE})"
)
_INSERTED = re.compile(rf"\A[^,]*, (?=(?:\w+ly |still |now |also )?{_FINITE}[^,]*\Z)")


def modality_of(text: str) -> str | None:
    """Tell whether a text speaks of a plan, of what goes on or of a deed.

    >>> [(modality_of(each) or "").rpartition("#")[2] for each in ("It will open.", "It is being built.", "It opens.")]
    ['Planned', 'Underway', '']
    >>> [(modality_of(each) or "").rpartition("#")[2] for each in ("力争年底前开通", "正在建设", "已建成", "建设")]
    ['Planned', 'Underway', 'Done', '']
    """
    for iri, pattern in ((YD.Planned, PLANNED), (YD.Underway, UNDERWAY), (YD.Done, DONE)):
        if pattern.search(text):
            return iri
    return None


def cue_of(text: str, modality: str) -> Span | None:
    """Find the last word of a text that says that something is planned or goes on."""
    pattern = {YD.Planned: PLANNED, YD.Underway: UNDERWAY}.get(modality)
    cues = list(pattern.finditer(text)) if pattern else []
    return cues[-1].span() if cues else None


def is_planned(text: str) -> bool:
    """Tell whether a text looks forward."""
    return PLANNED.search(text) is not None


def clause(sentence: Sentence, at: int) -> Span:
    """Find the clause around a place."""
    first = _starts(sentence, at)[-1]
    behind = (_BREAKS_ZH if sentence.chinese else _BREAKS).search(sentence.text[at : sentence.end])
    # What is inserted between a subject and its verb is no clause around the verb.
    if inserted := _INSERTED.search(sentence.text[first:at]):
        first += inserted.end()
    return first, at + behind.start() if behind else sentence.end


def clauses_before(sentence: Sentence, at: int, text: str, count: int = 2) -> str:
    """Give what a text has in the clauses before the one around a place, up to a full stop or semicolon."""
    starts = _starts(sentence, at)
    words = text[starts[max(0, len(starts) - 1 - count)] : starts[-1]]
    return re.split("[。；;]", words.rstrip(" ;；。"))[-1]


def _starts(sentence: Sentence, at: int) -> list[int]:
    """List where the clauses start that begin before a place."""
    breaks = (_BREAKS_ZH if sentence.chinese else _BREAKS).finditer(sentence.text[sentence.start : at])
    return [sentence.start, *(sentence.start + each.end() for each in breaks)]
