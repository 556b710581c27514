"""A decision on a proposal: what was decided, by whom and when, as a line of a file, and what stands in the end."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from ydkg.errors import DraftError, Listed, problem, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

ACCEPT, REJECT, EDIT, SPLIT, SAME_AS, UNDO = DECISIONS = ("accept", "reject", "edit", "split", "same-as", "undo")
_KEY = re.compile(r"[0-9a-f]{64}\Z")
_PARTS = 6


class Decision(NamedTuple):
    """What a person decided on a proposal.

    Attributes
    ----------
    key : str
        The proposal's: 64 hexadecimal digits.
    decision : str
        One of `DECISIONS`.
    by, at : str
        Who, and when: ISO 8601 with its zone.
    rule : str
        The rule that made the proposal.
    edited : dict, list, str or None
        Property -> value of an edit, a list of such of a split, the IRI of the known thing of a same-as.
    """

    key: str
    decision: str
    by: str
    at: str
    rule: str
    edited: Any = None


def standing(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """Give the decisions that stand: of each proposal the last that was not undone.

    Parameters
    ----------
    decisions : iterable of Decision
        In the order in which they were made.

    Returns
    -------
    dict of str to Decision
        By key; what was undone altogether is not in it.

    Examples
    --------
    >>> made = [Decision("k", each, "Li", "2026-01-01T00:00:00Z", "r") for each in ("accept", "reject", "undo")]
    >>> standing(made)["k"].decision
    'accept'
    >>> standing([*made, made[-1]])
    {}
    """
    made: dict[str, list[Decision]] = {}
    for decision in decisions:
        before = made.setdefault(decision.key, [])
        if decision.decision != UNDO:
            before.append(decision)
        elif before:
            before.pop()
    return {key: before[-1] for key, before in made.items() if before}


def written(decisions: Iterable[Decision]) -> bytes:
    """Write decisions as lines of their file.

    Parameters
    ----------
    decisions : iterable of Decision

    Returns
    -------
    bytes
        UTF-8, one JSON array a line.
    """
    lines = (json.dumps(list(decision), ensure_ascii=False, allow_nan=False) + "\n" for decision in decisions)
    return "".join(lines).encode()


def decision_of(made: object) -> Decision:
    """Take a decision from what JSON gives.

    Parameters
    ----------
    made : object
        An array of six.

    Returns
    -------
    Decision

    Raises
    ------
    DraftError
        If it is none; the message says which part is wrong.
    """
    if not isinstance(made, list) or len(made) != _PARTS:
        raise DraftError(problem("expected [key, decision, by, at, rule, edited]"), made)
    if not all(isinstance(word, str) and word.isprintable() for word in made[:-1]):
        raise DraftError(problem("key, decision, by, at and rule are texts of one line"), made)
    found, edited = Decision._make(made), made[-1]
    wanted = {EDIT: dict, SPLIT: list, SAME_AS: str}.get(found.decision, type(None))
    if not _KEY.match(found.key):
        raise DraftError(problem("the key is not 64 hexadecimal digits"), found.key)
    if found.decision not in DECISIONS:
        raise DraftError(
            problem(
                "{decision} is no decision; there are {names}", decision=quoted(found.decision), names=Listed(DECISIONS)
            ),
            found.decision,
        )
    if not found.by.strip():
        raise DraftError(problem("it does not say who decided"), found.by)
    if not _is_moment(found.at):
        raise DraftError(problem("{at} is no time of ISO 8601 with its zone", at=quoted(found.at)), found.at)
    if not isinstance(edited, wanted) or edited in ({}, [], ""):
        raise DraftError(problem("what goes with {decision} is not right", decision=found.decision), edited)
    if isinstance(edited, list) and not all(isinstance(part, dict) for part in edited):
        raise DraftError(problem("a split is a list of objects"), edited)
    return found


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
