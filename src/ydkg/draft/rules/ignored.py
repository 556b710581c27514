"""What is no fact although it has a number, a capital letter or the name of a post, each with the reason."""

from __future__ import annotations

import re
from typing import NamedTuple

from ydkg.words.reading.tables import folded, table

#: Name, pattern, reason.
_RULES = tuple(
    (row["name"], re.compile(row["pattern"], re.MULTILINE), row["reason"])
    for row in table("ydkg.draft.rules", "ignored")["rule"]
)


class Ignored(NamedTuple):
    """A run of characters that is no fact.

    Attributes
    ----------
    start, end : int
        Where it stands; code points from 0, end exclusive.
    rule : str
        Name of the rule.
    reason : str
        Why, in English.
    """

    start: int
    end: int
    rule: str
    reason: str


def ignored(text: str) -> list[Ignored]:
    """Find what the table of ignored words has.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of Ignored
        By start; one may lie within another.
    """
    plain = folded(text)
    found = [
        Ignored(*match.span(), name, reason)
        for name, pattern, reason in _RULES
        for match in pattern.finditer(plain)
        if match.end() > match.start()
        # "超2万家": what stands behind a digit is a number, and no set phrase.
        and not (name == "set-phrase" and plain[match.start() - 1 : match.start()].isdecimal())
    ]
    return sorted(found)
