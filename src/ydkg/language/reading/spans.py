"""Runs of characters, asked which of them hold or touch another."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Span = tuple[int, int]


class Spans:
    """Runs of characters in their order, found by place without going through all of them.

    Parameters
    ----------
    spans : iterable of tuple of int
        Start and end of each.
    """

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._spans = sorted(set(spans))
        self._longest = max((end - start for start, end in self._spans), default=0)

    def add(self, span: Span) -> None:
        """Take one more.

        Parameters
        ----------
        span : Span
            Where the words stand.
        """
        insort(self._spans, span)
        self._longest = max(self._longest, span[1] - span[0])

    def holds(self, span: Span) -> bool:
        """Tell whether one of them has all of a run.

        Parameters
        ----------
        span : Span
            Where the words stand.

        Returns
        -------
        bool
        """
        return any(start <= span[0] and span[1] <= end for start, end in self.near(span))

    def touches(self, span: Span) -> bool:
        """Tell whether one of them has a character of a run.

        Parameters
        ----------
        span : Span
            Where the words stand.

        Returns
        -------
        bool
        """
        return any(start < span[1] and span[0] < end for start, end in self.near(span))

    def near(self, span: Span) -> list[Span]:
        """Give, in their order, all that hold, touch or border on a run; there may be more.

        Parameters
        ----------
        span : Span
            Where the words stand.

        Returns
        -------
        list of Span
        """
        first = bisect_left(self._spans, (span[0] - self._longest, 0))
        return self._spans[first : bisect_right(self._spans, (span[1] + 1, 0))]
