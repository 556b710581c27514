"""Kinds: how two claims of different documents stand to one another."""

from __future__ import annotations

from typing import NamedTuple

SAME, REFINES, AGREES, DIFFERS = "same", "refines", "agrees as printed", "differs"
OUTCOME, PERIOD, EDITION = "forecast and outcome", "another period", "another edition"
NOT_COMPARABLE = "not comparable"
KINDS = (SAME, REFINES, AGREES, DIFFERS, OUTCOME, PERIOD, EDITION, NOT_COMPARABLE)


class Pair(NamedTuple):
    """Two claims side by side."""

    first: str  # IRIs of the records, the one told first before the other
    second: str
    kind: str  # one of `KINDS`
    judgement: str = ""  # IRI of the judgement that it rests on; empty of none
    superseded: bool = False
