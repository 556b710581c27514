"""Text directives: what stands behind ``#:~:`` so that a browser opens a page with the words of a passage marked."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ydkg.graph.sources import Source

#: What stands between the address of a page and a directive.
SIGN = "#:~:"
# What stands in a fragment for the words between its first and its last.
GAP = " … "
# Up to so many words are given whole; of more the first and the last.
MOST_WORDS = 7
# What may join letters or digits on both sides to one word.
_JOINING = frozenset(".'’:,·;")
_WORD = re.compile(r"\S+")


class Directives:
    """The directives of one document.

    A directive is given only where the words that it names are once in the text, whatever their case and whether or not
    they are whole words, and where its ends are ends of words by any reading: then every browser marks these words.

    WICG, URL Fragment Text Directives (Scroll to Text Fragment), sections 3.5 and 3.6.
    """

    def __init__(self, source: Source) -> None:
        self.text = source.text
        self._sentences = source.sentences
        self._starts = [start for start, _ in source.sentences]
        # Letters whose small form is longer stay, so that positions do.
        self.lowered = "".join(small if len(small := sign.lower()) == 1 else sign for sign in source.text)

    def of_words(self, start: int, end: int) -> str:
        """Give the directive of a passage by its own words and those around it."""
        start, end = self._whole_words(start, end)
        words = [match.span() for match in _WORD.finditer(self.text, start, end)]
        if not words:
            return ""
        if len(words) > MOST_WORDS and (found := self._range(words)):
            return found
        return self._in_context(start, end) if len(words) <= 3 * MOST_WORDS else ""

    def _range(self, words: Sequence[tuple[int, int]]) -> str:
        """Name the first and the last words of a passage: as few as do."""
        start, end = words[0][0], words[-1][1]
        for count in range(3, len(words) - 1):
            until = words[count - 1][1]
            if not (self.is_edge(until) and self.is_once(start, until)):
                continue
            for back in range(1, len(words) - count + 1):
                since = words[-back][0]
                if self.is_edge(since) and self.lowered.find(self.lowered[since:end], until) == since:
                    return f"text={_written(self.text[start:until])},{_written(self.text[since:end])}"
        return ""

    def _in_context(self, start: int, end: int) -> str:
        """Name words, and as many before or after them in their line as make them the only ones."""
        line = self.text.rfind("\n", 0, start) + 1
        before = [match.start() for match in _WORD.finditer(self.text, line, start)][::-1]
        stop = self.text.find("\n", end)
        after = [match.end() for match in _WORD.finditer(self.text, end, stop if stop >= 0 else len(self.text))]
        for count in range(2 * MOST_WORDS):
            for left, right in ((count, 0), (0, count), (count, count)):
                if left > len(before) or right > len(after):
                    continue
                first, last = before[left - 1] if left else start, after[right - 1] if right else end
                if right and not re.search(r"\w", self.text[end:last]):
                    continue
                if self.is_edge(first) and self.is_edge(last) and self.is_once(first, last):
                    return f"text={self._with(start, end, first, last)}"
        return ""

    def _with(self, start: int, end: int, first: int, last: int) -> str:
        """Write words with what is before and after them."""
        before, after = self.text[first:start].strip(), self.text[end:last].strip()
        parts = [f"{_written(before)}-" if before else "", _written(self.text[start:end])]
        return ",".join([part for part in parts if part] + ([f"-{_written(after)}"] if after else []))

    def is_once(self, start: int, end: int) -> bool:
        """Tell whether words stand in the text nowhere else, whatever their case."""
        words = self.lowered[start:end]
        return self.lowered.find(words) == start and self.lowered.find(words, start + 1) < 0

    def is_edge(self, at: int) -> bool:
        """Tell whether a word ends or begins at a position, for whoever takes joined letters for one word or two."""
        before, last = tuple(self.text[max(0, at - 2) : at].rjust(2))
        first, after = tuple(self.text[at : at + 2].ljust(2))
        if _of_word(last) and _of_word(first):
            return False
        joined = (last in _JOINING and _of_word(before) and _of_word(first)) or (
            first in _JOINING and _of_word(last) and _of_word(after)
        )
        return not joined

    def _whole_words(self, start: int, end: int) -> tuple[int, int]:
        """Narrow a passage to whole words; widen it to those that it is in where it has none."""
        first = next((at for at in range(start, end) if self.is_edge(at) and _of_word(self.text[at])), None)
        last = next((at for at in range(end, start, -1) if self.is_edge(at) and _of_word(self.text[at - 1])), None)
        if first is not None and last is not None and first < last:
            return first, last
        lowest, highest = self.sentence(start, end)
        first = next((at for at in range(start, lowest - 1, -1) if self.is_edge(at)), start)
        last = next((at for at in range(end, highest + 1) if self.is_edge(at)), end)
        return first, last

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Give the sentence around a passage."""
        at = max(bisect_right(self._starts, start) - 1, 0)
        first, last = self._sentences[at] if self._sentences else (start, end)
        return min(first, start), max(last, end)


def ends_of(fragment: str) -> tuple[str, ...]:
    """Give the words of a fragment: all of them, or the first and the last; one or two; none of an empty fragment.

    >>> ends_of("third round … action plan")
    ('third round', 'action plan')
    """
    return tuple(part for part in fragment.split(GAP, 1) if part)


def directive_of(fragment: str) -> str:
    """Write the directive that marks a fragment where it first stands; empty of none.

    >>> directive_of("long-term care, 5.4%"), directive_of("third round … action plan")
    ('text=long%2Dterm%20care%2C%205.4%25', 'text=third%20round,action%20plan')
    """
    words = ",".join(_written(part) for part in ends_of(fragment))
    return f"text={words}" if words else ""


def _of_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _written(words: str) -> str:
    """Write words for a directive, in which commas, hyphens and ampersands mean something."""
    return quote(words, safe="").replace("-", "%2D")
