"""Text directives: what stands behind ``#:~:`` so that a browser opens a page with the words of a passage marked."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ydkg.graph.sources import Source

#: What stands between the address of a page and a directive.
SIGN = "#:~:"
# What stands in a fragment for the words between its first and its last.
_GAP = " … "
# Up to so many words are given whole; of more the first and the last.
_MOST_WORDS = 7
# What may join letters or digits on both sides to one word.
_JOINING = frozenset(".'’:,·;")
_WORD = re.compile(r"\S+")


class Lit(NamedTuple):
    """What a fragment marks: code points from 0, end exclusive; and the fragment itself."""

    start: int
    end: int
    fragment: str


class Directives:
    """The directives of one document.

    A directive is given only where the words that it names are once in the text, whatever their case and whether or not
    they are whole words, and where its ends are ends of words by any reading: then every browser marks these words.

    WICG, URL Fragment Text Directives (Scroll to Text Fragment), sections 3.5 and 3.6.
    """

    def __init__(self, source: Source) -> None:
        self._text = source.text
        self._sentences = source.sentences
        self._starts = [start for start, _ in source.sentences]
        # Letters whose small form is longer stay, so that positions do.
        self._low = "".join(small if len(small := sign.lower()) == 1 else sign for sign in source.text)

    def of_words(self, start: int, end: int) -> str:
        """Give the directive of a passage by its own words and those around it."""
        start, end = self._whole_words(start, end)
        words = [match.span() for match in _WORD.finditer(self._text, start, end)]
        if not words:
            return ""
        if len(words) > _MOST_WORDS and (found := self._range(words)):
            return found
        return self._in_context(start, end) if len(words) <= 3 * _MOST_WORDS else ""

    def of_spans(self, start: int, end: int, spans: Iterable[tuple[int, int]]) -> str:
        """Give the fragment of a passage, by some words only, such as names."""
        first, last = self._sentence(start, end)
        usable = [(a, b) for a, b in sorted(set(spans)) if first <= a < b <= last and self._edge(a) and self._edge(b)]
        found = [lit for lit in self._marking(usable) if len(lit.fragment.split()) <= _MOST_WORDS]
        inside = [lit for lit in found if start <= lit.start and lit.end <= end]
        around = [lit for lit in found if lit.start <= start and end <= lit.end]
        if inside:
            return max(inside, key=lambda lit: (lit.end - lit.start, -len(lit.fragment), -lit.start)).fragment
        return min(around, key=lambda lit: (lit.end - lit.start, len(lit.fragment)), default=Lit(0, 0, "")).fragment

    def _marking(self, spans: Sequence[tuple[int, int]]) -> Iterator[Lit]:
        """List what words of one sentence can mark: alone, beside one another, and from one to another."""
        for start, end in spans:
            alone = self._once(start, end)
            if alone:
                yield Lit(start, end, self._text[start:end])
            for first, last in spans:
                if first < end:
                    continue
                if not re.search(r"\w", self._text[end:first]) and self._once(start, last):
                    yield Lit(start, last, self._text[start:last])
                elif alone and self._low.find(self._low[first:last], end) == first:
                    yield Lit(start, last, f"{self._text[start:end]}{_GAP}{self._text[first:last]}")

    def _range(self, words: Sequence[tuple[int, int]]) -> str:
        """Name the first and the last words of a passage: as few as do."""
        start, end = words[0][0], words[-1][1]
        for count in range(3, len(words) - 1):
            until = words[count - 1][1]
            if not (self._edge(until) and self._once(start, until)):
                continue
            for back in range(1, len(words) - count + 1):
                since = words[-back][0]
                if self._edge(since) and self._low.find(self._low[since:end], until) == since:
                    return f"text={_written(self._text[start:until])},{_written(self._text[since:end])}"
        return ""

    def _in_context(self, start: int, end: int) -> str:
        """Name words, and as many before or after them in their line as make them the only ones."""
        line = self._text.rfind("\n", 0, start) + 1
        before = [match.start() for match in _WORD.finditer(self._text, line, start)][::-1]
        stop = self._text.find("\n", end)
        after = [match.end() for match in _WORD.finditer(self._text, end, stop if stop >= 0 else len(self._text))]
        for count in range(2 * _MOST_WORDS):
            for left, right in ((count, 0), (0, count), (count, count)):
                if left > len(before) or right > len(after):
                    continue
                first, last = before[left - 1] if left else start, after[right - 1] if right else end
                if right and not re.search(r"\w", self._text[end:last]):
                    continue
                if self._edge(first) and self._edge(last) and self._once(first, last):
                    return f"text={self._with(start, end, first, last)}"
        return ""

    def _with(self, start: int, end: int, first: int, last: int) -> str:
        """Write words with what is before and after them."""
        before, after = self._text[first:start].strip(), self._text[end:last].strip()
        parts = [f"{_written(before)}-" if before else "", _written(self._text[start:end])]
        return ",".join([part for part in parts if part] + ([f"-{_written(after)}"] if after else []))

    def _once(self, start: int, end: int) -> bool:
        words = self._low[start:end]
        return self._low.find(words) == start and self._low.find(words, start + 1) < 0

    def _edge(self, at: int) -> bool:
        """Tell whether a word ends or begins at a position, for whoever takes joined letters for one word or two."""
        before, last = tuple(self._text[max(0, at - 2) : at].rjust(2))
        first, after = tuple(self._text[at : at + 2].ljust(2))
        if _of_word(last) and _of_word(first):
            return False
        joined = (last in _JOINING and _of_word(before) and _of_word(first)) or (
            first in _JOINING and _of_word(last) and _of_word(after)
        )
        return not joined

    def _whole_words(self, start: int, end: int) -> tuple[int, int]:
        """Narrow a passage to whole words; widen it to those that it is in where it has none."""
        first = next((at for at in range(start, end) if self._edge(at) and _of_word(self._text[at])), None)
        last = next((at for at in range(end, start, -1) if self._edge(at) and _of_word(self._text[at - 1])), None)
        if first is not None and last is not None and first < last:
            return first, last
        lowest, highest = self._sentence(start, end)
        first = next((at for at in range(start, lowest - 1, -1) if self._edge(at)), start)
        last = next((at for at in range(end, highest + 1) if self._edge(at)), end)
        return first, last

    def _sentence(self, start: int, end: int) -> tuple[int, int]:
        at = max(bisect_right(self._starts, start) - 1, 0)
        first, last = self._sentences[at] if self._sentences else (start, end)
        return min(first, start), max(last, end)


def ends_of(fragment: str) -> tuple[str, ...]:
    """Give the words of a fragment: all of them, or the first and the last; one or two; none of an empty fragment.

    >>> ends_of("third round … action plan")
    ('third round', 'action plan')
    """
    return tuple(part for part in fragment.split(_GAP, 1) if part)


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
