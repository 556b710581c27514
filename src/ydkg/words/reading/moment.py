"""A time as a text prints it: its days, and how they are given."""

from __future__ import annotations

from calendar import monthrange
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date


class Time(NamedTuple):
    """A time as it is printed.

    Attributes
    ----------
    start, end : int
        Where it stands, with the word that makes it a deadline; code points from 0, end exclusive.
    first, last : date or None
        Its days; the first is None for "by", both for a stretch that has no day ("over the past year").
    stated : bool
        Whether the words name the year; else it was resolved against the day of issue.
    deadline : bool
        Whether it is one: "by", "until", "before", 截至, 前.
    same : bool
        Whether it is the period named before, of another year: "the same period of 2018".
    relative : int
        How many months before it that is, whichever it is: 12 for "a year earlier"; -1 for the period before it.
    """

    start: int
    end: int
    first: date | None
    last: date | None
    stated: bool
    deadline: bool = False
    same: bool = False
    relative: int = 0

    @property
    def is_day(self) -> bool:
        """Whether it is one day.

        Returns
        -------
        bool
        """
        return self.first is not None and self.first == self.last

    @property
    def edtf(self) -> str:
        """Write it in EDTF, the shortest way; empty for a stretch.

        Returns
        -------
        str
        """
        if self.last is None:
            return f"{self.first}/.." if self.first else ""
        if self.first is None:
            return f"../{self.last}"
        first, last = self.first, self.last
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
            return str(first.year) if first.year == last.year else f"{first.year}/{last.year}"
        whole = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
        if whole and (first.year, first.month) == (last.year, last.month):
            return f"{first:%Y-%m}"
        if whole and not (first.month % 3 == 1 and last.month % 3 == 0):
            return f"{first:%Y-%m}/{last:%Y-%m}"
        return str(first) if first == last else f"{first}/{last}"
