"""A text read: its sentences with their times, quantities and names, before any rule takes a fact from them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ydkg.draft.rules.ignored import Ignored, ignored
from ydkg.draft.rules.names import Known, Mention, capitalised, chinese_names, known_mentions
from ydkg.draft.rules.sentence import Sentence, sentence_of
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
    new = capitalised(text, spans, taken)
    if is_chinese(text):
        new += chinese_names(text, [*_spans(known), *_spans(new)])
    mentions = tuple(sorted((*known, *_apart(new, aside))))
    named = Spans(_spans(mentions))
    moments = [each for each in moments if not named.holds((each.start, each.end))]
    numbered = [(each.start, each.end) for each in mentions if _is_numbered(each.text)]
    apart = [*_spans(moments), *_spans(aside), *numbered]
    amounts = tuple(quantities(text, apart))
    plain, given = folded(text), tuple(moments)
    return Reading(
        text,
        issued,
        tuple(sentence_of(plain, span, given, amounts, mentions) for span in spans),
        tuple(aside),
    )


def _is_numbered(name: str) -> bool:
    """Tell whether a name has a number that is part of it: none that counts things, as in "the third batch of 41 lists"."""
    return (
        bool(numerals(name))
        and re.search(r"(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten)) [a-z]", name) is None
    )


def _spans(found: Iterable[Time | Mention | Ignored]) -> list[tuple[int, int]]:
    return [(each.start, each.end) for each in found]


def _apart(new: Sequence[Mention], aside: Sequence[Ignored]) -> list[Mention]:
    """Leave out new names that are wholly ignored."""
    apart = Spans(_spans(aside))
    return [each for each in new if not apart.holds((each.start, each.end))]
