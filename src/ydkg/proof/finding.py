"""A finding: one thing that a check found wrong, where, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass

ERROR = "error"
WARNING = "warning"


@dataclass(frozen=True, order=True)
class Finding:
    """Hold one thing that is wrong.

    Parameters
    ----------
    entity : str
        The IRI of the thing concerned.
    message : str
        What is wrong, in one line.
    rule : str
        The name of the rule that found it.
    offset : int, optional
        Where in the document it was stated: the first character's position, from 0.
    severity : str
        ``ERROR`` or ``WARNING``.
    fix : str
        How to mend it, in one line; empty where the message says so already.
    """

    entity: str
    message: str
    rule: str
    offset: int | None = None
    severity: str = ERROR
    fix: str = ""
