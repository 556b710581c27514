"""A page's data written small: texts by what stands beside them, and the whole deflated, a fourth of what it was."""

from __future__ import annotations

import base64
import json
import re
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# The signs that stand for parts of a text, how many parts there may be, and from how many letters on one is worth it.
_FIRST_SIGN, _PARTS, _SHORTEST = 0xE000, 3000, 4
_SIGNS = re.compile("[\ue000-\uf8ff]")
# What stands before a text that is not folded.
_AS_IT_IS = "\uf8ff"


def sealed(document: object) -> str:
    """Write a part of a page as JSON that holds it deflated (RFC 1950) in base 64, so that no sign of markup is in it.

    Parameters
    ----------
    document : object
        What JSON can hold; no infinite numbers.

    Returns
    -------
    str
        ``{"deflate":"..."}``, the same for the same data wherever zlib is the same.

    Examples
    --------
    >>> sealed({"label": "</script>"})[:14]
    '{"deflate":"eN'
    """
    written = json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return json.dumps({"deflate": base64.b64encode(zlib.compress(written.encode(), 9)).decode()}, separators=(",", ":"))


def folded(text: str, parts: Sequence[str]) -> str:
    r"""Write a text short by what stands beside it: each part that is in it as one sign, which the page puts back.

    Parameters
    ----------
    text : str
        Any.
    parts : sequence of str
        What may be in it, such as the names that a sentence is of; at most `_PARTS` of them count.

    Returns
    -------
    str
        With a sign of the private use area for each part, and the next one for the part with a capital; the text as it
        is behind a sign that says so, where it has such signs of its own.

    Examples
    --------
    >>> parts = ["journey to Utopia", "Utopia"]
    >>> print(ascii(folded("Journey to Utopia leads to Utopia", parts)))
    '\ue001 leads to \ue002'
    >>> print(ascii(folded("a sign of its own: \ue000", parts)))
    '\uf8ffa sign of its own: \ue000'
    """
    if _SIGNS.search(text):
        return _AS_IT_IS + text
    for place, part in sorted(enumerate(parts[:_PARTS]), key=lambda pair: -len(pair[1])):
        if len(part) >= _SHORTEST and not _SIGNS.search(part):
            text = text.replace(part, chr(_FIRST_SIGN + 2 * place))
            if "a" <= part[0] <= "z":
                text = text.replace(part[0].upper() + part[1:], chr(_FIRST_SIGN + 2 * place + 1))
    return text
