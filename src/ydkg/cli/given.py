"""A query as a person gives it: in a file, or on standard input."""

from __future__ import annotations

import sys
from pathlib import Path

from ydkg.errors import QueryError, problem, reason


def read_query(file: str) -> str:
    """Read a query.

    Parameters
    ----------
    file : str
        Its name, or ``"-"`` for standard input.

    Returns
    -------
    str

    Raises
    ------
    QueryError
        If it cannot be read, or is not UTF-8.
    """
    if file == "-" and sys.stdin is None:
        raise QueryError(problem("standard input is closed; give a file, or pass the query through a pipe"))
    try:
        return (sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()).decode("utf-8-sig")
    except OSError as error:
        raise QueryError(
            problem("{file}: the query cannot be read: {why}", file=file, why=reason(error)), file
        ) from error
    except UnicodeDecodeError as error:
        raise QueryError(
            problem("{file}: the query is not UTF-8, at byte {start}", file=file, start=error.start), file
        ) from error
