"""A post that a person holds, as a sentence states it."""

from __future__ import annotations

from typing import NamedTuple


class Post(NamedTuple):
    """A post that a person holds, or a title that the person has.

    Attributes
    ----------
    start, end : int
        The words that say so: role and organisation.
    person : tuple of int
        Start and end of the person's name.
    organization : tuple of int or None
        Start and end of the organisation's name; None for a title without one.
    role : str
        As it is printed, in lower case.
    rule : str
        Module and name of the rule.
    """

    start: int
    end: int
    person: tuple[int, int]
    organization: tuple[int, int] | None
    role: str
    rule: str
