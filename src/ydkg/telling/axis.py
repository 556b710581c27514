"""The axis of a timeline: years, drawn as wide as what they hold, and places of days on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ydkg.telling.timeline import Entry

#: The length of an axis.
LENGTH = 1000
# How many stretches there are at most, how many years one may have, and how much wider than an empty one the fullest.
_STRETCHES, _STEPS, _FULLEST = 14, (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000), 3


class Stretch(NamedTuple):
    """A part of an axis.

    Attributes
    ----------
    label : str
        Its year, or its first and last.
    first, last : str
        ISO days.
    start, end : float
        Where it begins and ends on the axis.
    """

    label: str
    first: str
    last: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis of `LENGTH`.

    Attributes
    ----------
    stretches : tuple of Stretch
        One after another; none where nothing has a day.
    """

    stretches: tuple[Stretch, ...] = ()

    def place(self, first: str, last: str) -> tuple[float, float]:
        """Place what lies between two days.

        Parameters
        ----------
        first, last : str
            ISO days; empty where an end is open, which then lies at the end of the axis.

        Returns
        -------
        tuple of float
            Where it begins, and where its last day is over; from 0 to `LENGTH`, rounded to a tenth.
        """
        return self._at(first, over=0) if first else 0.0, self._at(last, over=1) if last else float(LENGTH)

    def _at(self, day: str, *, over: int) -> float:
        for stretch in self.stretches:
            if day <= stretch.last:
                begin, end = date.fromisoformat(stretch.first).toordinal(), date.fromisoformat(stretch.last).toordinal()
                share = (date.fromisoformat(day).toordinal() + over - begin) / (end + 1 - begin)
                return round(stretch.start + share * (stretch.end - stretch.start), 1)
        return float(LENGTH)


def plan_axis(entries: Collection[Entry]) -> Axis:
    """Plan an axis for what has a day.

    Parameters
    ----------
    entries : collection of Entry
        What stands on it.

    Returns
    -------
    Axis
        From the first year of any day to the last, in steps of years, so that there are not too many. The fuller a
        stretch is, the wider it is; within it days are even.

    Examples
    --------
    >>> from ydkg.telling.text import NOTHING
    >>> from ydkg.telling.timeline import Entry
    >>> days = ["2018-01-01", "2020-12-31", "2020-06-30"]
    >>> axis = plan_axis([Entry("event", "", NOTHING, (), day, day, False, False, NOTHING) for day in days])
    >>> [(each.label, each.start) for each in axis.stretches], axis.place("2020-07-01", "")
    ([('2018', 0.0), ('2019', 376.4), ('2020', 532.3)], (764.9, 1000.0))
    """
    years = sorted(int(day[:4]) for entry in entries for day in (entry.first, entry.last) if day)
    if not years:
        return Axis()
    step = next(each for each in _STEPS if years[-1] // each - years[0] // each < _STRETCHES)
    starts = range(years[0] // step * step, years[-1] + 1, step)
    held = [sum(start <= year < start + step for year in years) for start in starts]
    weights = [1 + (_FULLEST - 1) * (count / max(held)) ** 0.5 for count in held]
    return Axis(tuple(_stretches(starts, step, weights)))


def _stretches(starts: Sequence[int], step: int, weights: Sequence[float]) -> list[Stretch]:
    found, at = [], 0.0
    for number, start in enumerate(starts, 1):
        end = round(LENGTH * sum(weights[:number]) / sum(weights), 1)
        first, last = max(start, date.min.year), start + step - 1
        label = str(start) if step == 1 else f"{first}–{last}"
        found.append(Stretch(label, f"{first:04d}-01-01", f"{last:04d}-12-31", at, end))
        at = end
    return found
