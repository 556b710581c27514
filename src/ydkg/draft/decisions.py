"""Decisions on proposals: who decided what and when, in a file that is only appended to, and what stands on a draft."""

from __future__ import annotations

import fcntl
import json
import os
import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ydkg.draft.graphing import ADDED_CLASSES
from ydkg.errors import DraftError, Listed, problem, quoted, system_reason, write_error

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


#: The file of decisions in the folder of a draft.
DECISIONS = "decisions.jsonl"
ACCEPT, REJECT, EDIT, SAME_AS, ADD, UNDO = KINDS = ("accept", "reject", "edit", "same-as", "add", "undo")
#: Who accepted what no person decided on.
AS_DRAFTED = "as drafted"
#: How the rule of what a person added begins.
ADDED_RULE = "reviewer."
_KEY = re.compile(r"[0-9a-f]{64}\Z")
_PARTS = 6
_FACT = {"kind": str, "passage": list, "facts": dict, "differs": list}


class Decision(NamedTuple):
    """What a person decided on a proposal."""

    key: str  # the proposal's: 64 hexadecimal digits
    decision: str  # one of `KINDS`
    by: str  # who, and when: ISO 8601 with its zone
    at: str
    rule: str  # the rule that made the proposal
    edited: Any = None


def standing(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """Give the decisions that stand: of each proposal the last that was not undone.

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


def decision_of(made: object) -> Decision:
    """Take a decision from what JSON gives."""
    if not isinstance(made, list) or len(made) != _PARTS:
        raise DraftError(problem("expected [key, decision, by, at, rule, edited]"), made)
    if not all(isinstance(word, str) and word.isprintable() for word in made[:-1]):
        raise DraftError(problem("key, decision, by, at and rule are texts of one line"), made)
    found, edited = Decision._make(made), made[-1]
    wanted = {EDIT: dict, SAME_AS: str, ADD: dict}.get(found.decision, type(None))
    if not _KEY.match(found.key):
        raise DraftError(problem("the key is not 64 hexadecimal digits"), found.key)
    if found.decision not in KINDS:
        raise DraftError(
            problem(
                "{decision} is no decision; there are {names}", decision=quoted(found.decision), names=Listed(KINDS)
            ),
            found.decision,
        )
    if not found.by.strip():
        raise DraftError(problem("it does not say who decided"), found.by)
    try:
        zone = datetime.fromisoformat(found.at).tzinfo
    except ValueError:
        zone = None
    if zone is None:
        raise DraftError(problem("{at} is no time of ISO 8601 with its zone", at=quoted(found.at)), found.at)
    if not isinstance(edited, wanted) or edited in ({}, "") or (found.decision == ADD and not _is_fact(edited)):
        raise DraftError(problem("what goes with {decision} is not right", decision=found.decision), edited)
    return found


def _is_fact(added: Any) -> bool:  # noqa: ANN401 - what JSON gives
    """Tell whether what was added has a kind, the position of its words, its values, and which of these differ."""
    if not isinstance(added, dict) or {name: type(part) for name, part in added.items()} != _FACT:
        return False
    start, end = (*added["passage"], None, None)[:2]
    values = [added["kind"], *added["facts"].values(), *added["differs"]]
    if added["kind"] not in ADDED_CLASSES:
        return False
    return all(isinstance(each, str) for each in values) and type(start) is type(end) is int and 0 <= start < end


def written(decisions: Iterable[Decision]) -> bytes:
    """Write decisions as lines of their file; UTF-8, one JSON array a line."""
    lines = (json.dumps(list(decision), ensure_ascii=False, allow_nan=False) + "\n" for decision in decisions)
    return "".join(lines).encode()


class DecisionLog(NamedTuple):
    """A file of decisions."""

    decisions: tuple[Decision, ...] = ()  # in the order of the file
    cut: str = ""  # what is left of a last line that was cut off; empty where the file is whole
    taken: bool = True  # whether decisions that were to be appended are among them


def read_decisions(path: Path | str) -> DecisionLog:
    """Read a file of decisions."""
    try:
        return _parsed(Path(path).read_bytes(), str(path))
    except FileNotFoundError:
        return DecisionLog()
    except OSError as error:
        raise DraftError(
            problem("{path}: cannot be read: {why}", path=path, why=system_reason(error)), str(path)
        ) from error


def _parsed(content: bytes, name: str) -> DecisionLog:
    """Read lines; a last one that no line feed ends and that is no decision was cut off, and is left out."""
    *lines, last = content.split(b"\n")
    decisions = [_decision(line, name, number) for number, line in enumerate(lines, start=1)]
    if not last:
        return DecisionLog(tuple(decisions))
    try:
        return DecisionLog((*decisions, _decision(last, name, len(lines) + 1)))
    except DraftError:
        return DecisionLog(tuple(decisions), last.decode(errors="replace"))


def append(path: Path | str, decisions: Sequence[Decision], seen: int | None = None) -> DecisionLog:
    """Append decisions to their file, whole or not at all; what is there stays as it is."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o666)
        with os.fdopen(descriptor, "r+b", buffering=0) as file:
            fcntl.flock(file, fcntl.LOCK_EX)  # for this process alone
            content = file.read()
            log = _parsed(content, str(path))
            missed = {decision.key for decision in log.decisions[seen:]} if seen is not None else set()
            if not decisions or missed.intersection(decision.key for decision in decisions):
                return log._replace(taken=not decisions)
            whole = content[: content.rfind(b"\n") + 1] if log.cut else content
            lines = (b"\n" if whole and not whole.endswith(b"\n") else b"") + written(decisions)
            file.truncate(len(whole))
            try:
                rest = memoryview(lines)
                while rest:
                    rest = rest[file.write(rest) :]
                os.fsync(file.fileno())
            except OSError:
                # Where there is no room, what was written is taken back.
                file.truncate(len(whole))
                raise
            return DecisionLog((*log.decisions, *decisions))
    except OSError as error:
        raise write_error(path, error) from error


def _decision(line: bytes, name: str, number: int) -> Decision:
    """Read one line of a file."""
    try:
        return decision_of(json.loads(line))
    except (ValueError, RecursionError) as error:
        said = error.message if isinstance(error, DraftError) else problem("it is no JSON in UTF-8")
        message = problem(
            "{where}: no decision: {said}; mend the line, or take it out", where=f"{name}:{number}", said=said
        )
        raise DraftError(message, line.decode(errors="replace"), line=number) from error
