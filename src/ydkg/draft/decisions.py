"""The file of decisions on a draft: one JSON array a line, append-only, whole whatever happens."""

from __future__ import annotations

import fcntl
import json
import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ydkg.draft.decision import Decision, decision_of, written
from ydkg.errors import DraftError, OutputError, problem, system_reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from io import FileIO


class Log(NamedTuple):
    """A file of decisions.

    Attributes
    ----------
    decisions : tuple of Decision
        In the order of the file.
    cut : str
        What is left of a last line that was cut off; empty where the file is whole.
    """

    decisions: tuple[Decision, ...] = ()
    cut: str = ""


class Kept(NamedTuple):
    """What became of decisions that were to be appended.

    Attributes
    ----------
    decisions : tuple of Decision
        All of the file as it is now.
    taken : bool
        Whether they are among them.
    """

    decisions: tuple[Decision, ...]
    taken: bool


def read_decisions(path: Path | str) -> Log:
    """Read a file of decisions.

    Parameters
    ----------
    path : Path or str
        There may be no such file yet.

    Returns
    -------
    Log

    Raises
    ------
    DraftError
        If the file cannot be read, or a line before the last is no decision: file, line, and what is wrong.
    """
    try:
        return parsed(Path(path).read_bytes(), str(path))
    except FileNotFoundError:
        return Log()
    except OSError as error:
        raise DraftError(
            problem("{path}: cannot be read: {why}", path=path, why=system_reason(error)), str(path)
        ) from error


def parsed(content: bytes, name: str) -> Log:
    """Read the content of a file of decisions.

    Parameters
    ----------
    content : bytes
    name : str
        What a message calls the file.

    Returns
    -------
    Log
        A last line that no line feed ends and that is no decision was cut off, and is left out.

    Raises
    ------
    DraftError
        As of `read_decisions`.
    """
    *lines, last = content.split(b"\n")
    decisions = [_decision(line, f"{name}:{number}") for number, line in enumerate(lines, start=1)]
    if not last:
        return Log(tuple(decisions))
    try:
        return Log((*decisions, _decision(last, name)))
    except DraftError:
        return Log(tuple(decisions), last.decode(errors="replace"))


def append(path: Path | str, decisions: Sequence[Decision], seen: int | None = None) -> Kept:
    """Append decisions to their file, whole or not at all; what is there stays as it is.

    Parameters
    ----------
    path : Path or str
        Made where there is none.
    decisions : sequence of Decision
    seen : int, optional
        How many decisions of the file whoever decided had seen: where others have decided on the same proposals since,
        nothing is appended.

    Returns
    -------
    Kept

    Raises
    ------
    OutputError
        If the file cannot be written; it is left as it was.
    DraftError
        If it is damaged.
    """
    try:
        with _locked(Path(path)) as file:
            content = file.read()
            log = parsed(content, str(path))
            missed = {decision.key for decision in log.decisions[seen:]} if seen is not None else set()
            if not decisions or missed.intersection(decision.key for decision in decisions):
                return Kept(log.decisions, not decisions)
            whole = content[: content.rfind(b"\n") + 1] if log.cut else content
            _write(file, len(whole), (b"\n" if whole and not whole.endswith(b"\n") else b"") + written(decisions))
            return Kept((*log.decisions, *decisions), taken=True)
    except OSError as error:
        raise OutputError(
            problem("{path}: cannot be written: {why}", path=path, why=system_reason(error)), str(path)
        ) from error


def _decision(line: bytes, where: str) -> Decision:
    """Read one line."""
    try:
        return decision_of(json.loads(line))
    except (ValueError, RecursionError) as error:
        said = error.message if isinstance(error, DraftError) else problem("it is no JSON in UTF-8")
        message = problem("{where}: no decision: {said}; mend the line, or take it out", where=where, said=said)
        raise DraftError(message, line.decode(errors="replace")) from error


@contextmanager
def _locked(path: Path) -> Iterator[FileIO]:
    """Open the file for this process alone."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o666)
    with os.fdopen(descriptor, "r+b", buffering=0) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file


def _write(file: FileIO, start: int, lines: bytes) -> None:
    """Write lines behind what is whole and on to the disk; where there is no room, take back what was written."""
    file.truncate(start)
    try:
        rest = memoryview(lines)
        while rest:
            rest = rest[file.write(rest) :]
        os.fsync(file.fileno())
    except OSError:
        file.truncate(start)
        raise
