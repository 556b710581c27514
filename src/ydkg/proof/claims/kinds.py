"""Kinds: how two claims of different documents stand to one another."""

from __future__ import annotations

from typing import NamedTuple

SAME, REFINES, AGREES, DIFFERS = "same", "refines", "agrees as printed", "differs"
OUTCOME, PERIOD, EDITION = "forecast and outcome", "another period", "another edition"
NOT_COMPARABLE = "not comparable"
KINDS = (SAME, REFINES, AGREES, DIFFERS, OUTCOME, PERIOD, EDITION, NOT_COMPARABLE)


class Pair(NamedTuple):
    """Two claims side by side.

    Attributes
    ----------
    first, second : str
        IRIs of the records, the one told first before the other.
    kind : str
        One of `KINDS`.
    judgement : str
        IRI of the judgement that it rests on; empty of none.
    superseded : bool
        Whether the second is a later word of the same publisher on the same matter, and another one.
    """

    first: str
    second: str
    kind: str
    judgement: str = ""
    superseded: bool = False
