"""What XML can carry: the characters of its version 1.0, and line ends that readers would rewrite."""

from __future__ import annotations

import re

from ydkg.errors import OutputError, problem

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def refuse_forbidden(text: str) -> None:
    """Refuse text that XML cannot hold in any spelling.

    Parameters
    ----------
    text : str

    Raises
    ------
    OutputError
        If it holds a control character or a half surrogate; the error keeps the text.
    """
    if found := _FORBIDDEN.search(text):
        code = f"U+{ord(found[0]):04X}"
        said = problem(
            "XML cannot carry {code}, which stands in {text}: take turtle, ntriples or jsonld",
            code=code,
            text=repr(text[:60]),
        )
        raise OutputError(said, text)


def keep_line_ends(document: bytes) -> bytes:
    """Spell carriage returns as references, since every XML reader turns a bare one into a line feed.

    Parameters
    ----------
    document : bytes

    Returns
    -------
    bytes
        The same document, without a bare carriage return.
    """
    return document.replace(b"\r", b"&#13;")
