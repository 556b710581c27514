"""Damage: what is wrong with a file that cannot be read, in one line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ydkg.errors import TurtleError

if TYPE_CHECKING:
    from pathlib import Path

_POSITION = r"^Parser error at line \d+(?: column \d+| between columns? \d+ and (?:column )?\d+)?: "
#: What pyoxigraph says where it does not say what it expected.
_EXPECTED = (
    ("Unexpected end of file", "expected the rest of a statement, found the end of the file"),
    ("Invalid UTF-8", "expected UTF-8"),
    ("Invalid IRI code point", "expected an IRI"),
)


def turtle_error(path: Path | str, error: SyntaxError | OSError) -> TurtleError:
    """Say in one line what pyoxigraph found wrong with a file.

    Parameters
    ----------
    path : Path or str
    error : SyntaxError or OSError
        What reading it raised.

    Returns
    -------
    TurtleError
        To be raised: ``FILE:LINE: what``.
    """
    if isinstance(error, OSError):
        reason = "no such file" if isinstance(error, FileNotFoundError) else error.strerror or str(error)
        return TurtleError(f"{path}: cannot be read: {reason}", str(path))
    said = " ".join(re.sub(_POSITION, "", str(error.msg)).split())
    for start, meaning in _EXPECTED:
        if said.startswith(start):
            said = meaning if start.startswith("Unexpected") else f"{meaning}: {said}"
    return TurtleError(f"{path}:{error.lineno or 1}: {said}", str(path))
