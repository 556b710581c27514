"""English grammar that sentences put together from names need: number, agreement, capitals, ordinals."""

from __future__ import annotations

import re

# What ends the part of a name that its number depends on: "rules and measures | for clean water".
_HEAD_END = re.compile(r" (?:of|for|in|on|at|to|from|with|against|before|across|between|invested|introduced|under) ")
_SINGULAR_ENDS = ("ss", "us", "is")


def is_plural(name: str) -> bool:
    """Tell whether a name is that of several, by its head.

    >>> is_plural("priorities and measures for regional market integration"), is_plural("Six Bridges")
    (True, True)
    >>> is_plural("progress of the Northern Zone"), is_plural("white list system for waste")
    (False, False)
    """
    head = _HEAD_END.split(name, maxsplit=1)[0].rstrip(")”’\"'")
    return head.endswith("s") and not head.endswith(_SINGULAR_ENDS)


def takes_plural(name: str, family: str, *, group: bool = False) -> bool:
    """Tell whether a thing as a subject takes the verb's plural."""
    return group or (family not in {"person", "place", "organization"} and is_plural(name))


def agreeing(verb: str) -> str:
    """Put a verb in the third person singular, at the start of some words, into the plural.

    >>> agreeing("is issued by"), agreeing("has the part"), agreeing("focuses on"), agreeing("advances")
    ('are issued by', 'have the part', 'focus on', 'advance')
    """
    first, space, rest = verb.partition(" ")
    known = {"is": "are", "has": "have"}.get(first)
    if known is None:
        known = first[: -2 if first.endswith("ses") else -1] if first.endswith("s") else first
    return known + space + rest


def capitalized(text: str) -> str:
    """Begin a text with a capital, and leave the rest as it is."""
    return text[:1].upper() + text[1:]


def ordinal(number: int) -> str:
    """Write an ordinal.

    >>> [ordinal(each) for each in (1, 2, 3, 9, 11, 12, 21, 112)]
    ['1st', '2nd', '3rd', '9th', '11th', '12th', '21st', '112th']
    """
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
