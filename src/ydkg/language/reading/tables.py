"""The tables of the rules, and texts folded so that the rules need not know every way of printing."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from ydkg.graph.names import CHARACTERS


@cache
def table(package: str, name: str) -> dict[str, Any]:
    """Read a table.

    Parameters
    ----------
    package : str
        The package that the file lies in.
    name : str
        The file's name without its ending.

    Returns
    -------
    dict
        As TOML has it; read once, not to be changed.
    """
    return tomllib.loads((files(package) / f"{name}.toml").read_text(encoding="utf-8"))


#: Signs that mean the same, each one character, so that positions stay: full-width digits and signs, odd spaces, dashes.
_SAME: dict[int, int | str] = {
    **{0xFF10 + digit: str(digit) for digit in range(10)},
    **dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\u3000\t"), " "),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2212\uff0d"), "-"),
    ord("％"): "%",
    ord("．"): ".",
    ord("’"): "'",
    ord("＄"): "$",
    ord("￥"): "¥",
    ord("～"): "~",
    ord("○"): "〇",
    # Characters that are printed in traditional form.
    **str.maketrans(*CHARACTERS),
}
#: What texts print before Chinese words that were to be full-width marks.
_WIDE = {",": "，", ";": "；", ":": "："}
#: A long dash between a word and a number parts two clauses: "68 members—49 of them".
_DASH = re.compile("(?<![A-Za-z])\u2014|\u2014(?!\\d)")
_BEFORE_CHINESE = re.compile(r"[,;:](?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])[,;:](?! [A-Za-z])")
#: Round brackets around Chinese words.
_BRACKETS = re.compile(r"\(([^()\n]*[\u4e00-\u9fff][^()\n]*)\)")


def folded(text: str) -> str:
    """Give a text with one sign for all that mean the same.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        As long as the text, so that positions are the same.

    Examples
    --------
    >>> folded("５％–７％")
    '5%-7%'
    """
    dashed = _DASH.sub("-", text.translate(_SAME))
    bracketed = _BRACKETS.sub(r"（\1）", dashed)
    return _BEFORE_CHINESE.sub(lambda sign: _WIDE[sign.group()], bracketed)


def is_chinese(text: str) -> bool:
    """Tell whether a text has a Chinese character.

    Parameters
    ----------
    text : str

    Returns
    -------
    bool
    """
    return any("\u4e00" <= character <= "\u9fff" for character in text)
