"""The things around a thing as a small network that needs no script: a wheel whose names are links."""

from __future__ import annotations

import math
import unicodedata
from typing import TYPE_CHECKING

from markupsafe import Markup

from ydkg.telling.drawing import rounded
from ydkg.telling.glyph import PATHS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

#: How many neighbours are drawn at most.
MOST = 24
_WIDTH, _EDGE = 400, 22
_REACH, _BULGE = 44, 28
_LETTER, _LINE = 5.9, 13
_ROOM = _WIDTH / 2 - _REACH - _BULGE - 12
_ROW, _LINES = 43, 3


class Spoke:
    """A neighbour in the picture.

    Parameters
    ----------
    name, address, family : str
        What it is called, where its page is, and which shape it has.
    lang : str
        The language of its name where that is not the page's.
    """

    def __init__(self, name: str, address: str, family: str, lang: str = "") -> None:
        self.name = name
        self.address = address
        self.family = family
        self.lang = lang


def wheel(family: str, spokes: Sequence[Spoke], title: str, link: Callable[[str], str] = str) -> Markup:
    """Draw a thing and its neighbours.

    Parameters
    ----------
    family : str
        Of the thing in the middle.
    spokes : sequence of Spoke
        At most `MOST`, in the order in which they stand: down the right side, then down the left.
    title : str
        What the picture is called.
    link : callable
        Makes a page's address into one that keeps the language.

    Returns
    -------
    Markup
        An ``svg`` element with classes only; the same for the same spokes. Nothing without spokes.
    """
    if not spokes:
        return Markup("")
    right, left = spokes[: (len(spokes) + 1) // 2], spokes[(len(spokes) + 1) // 2 :]
    height = _ROW * max(len(right), 2) + _EDGE
    middle = (_WIDTH / 2, height / 2)
    placed = [
        (spoke, *_place(at, len(side), sign, middle))
        for side, sign in ((right, 1), (left, -1))
        for at, spoke in enumerate(side)
    ]
    start = " ".join(rounded(each) for each in middle)
    spread = "".join(f"M{start}L{rounded(x)} {rounded(y)}" for _, x, y, _ in placed)
    parts = [
        Markup('<path class="spokes" d="{}"/>').format(spread),
        *(_neighbour(spoke, (x, y, sign), link) for spoke, x, y, sign in placed),
        _shape(family, *middle, 9, "centre"),
    ]
    return Markup('<svg class="wheel" viewBox="0 0 {} {}" role="group" aria-label="{}">{}</svg>').format(
        _WIDTH, rounded(height), title, Markup("").join(parts)
    )


def _place(at: int, count: int, sign: int, middle: tuple[float, float]) -> tuple[float, float, int]:
    """Place one of a side's neighbours: evenly down, and out of the middle as a lens is."""
    offset = (at - (count - 1) / 2) * _ROW
    lean = math.cos(math.pi * offset / (_ROW * max(count, 3)))
    return middle[0] + sign * (_REACH + _BULGE * lean), middle[1] + offset, sign


def _neighbour(spoke: Spoke, place: tuple[float, float, int], link: Callable[[str], str]) -> Markup:
    """Draw a neighbour's shape and its name, which lead to its page."""
    x, y, sign = place
    lines = wrapped(spoke.name, _ROOM, _LINES)
    top = y + 4 - (len(lines) - 1) * _LINE / 2
    text = Markup("").join(
        Markup('<tspan x="{}" y="{}">{}</tspan>').format(rounded(x + sign * 10), rounded(top + number * _LINE), words)
        for number, words in enumerate(lines)
    )
    cut = lines[-1].endswith("…")
    return Markup('<a href="{}"{}>{}{}<text text-anchor="{}">{}</text></a>').format(
        link(spoke.address),
        Markup(' lang="{}"').format(spoke.lang) if spoke.lang else "",
        Markup("<title>{}</title>").format(spoke.name) if cut else "",
        _shape(spoke.family, x, y, 5.5),
        "start" if sign > 0 else "end",
        text,
    )


def _shape(family: str, x: float, y: float, radius: float, more: str = "") -> Markup:
    path = '<path class="family-{}{}" transform="translate({} {}) scale({})" d="{}" fill-rule="evenodd"/>'
    shape = PATHS.get(family, PATHS["person"])
    return Markup(path).format(family, f" {more}" if more else "", rounded(x), rounded(y), radius, shape)  # noqa: S704 - a constant


def wrapped(name: str, room: float, most: int) -> list[str]:
    """Break a name into lines that fit, of about one length, and end the last with an ellipsis where it does not.

    Parameters
    ----------
    name : str
        In Latin letters, which break between words, or in Chinese, which breaks anywhere.
    room : float
        Width of a line; a Latin letter takes about 6.
    most : int
        Lines at most.

    Returns
    -------
    list of str
        At least one.

    Examples
    --------
    >>> wrapped("Upper River Basin", 80, 2), wrapped("大江中上游地区合作办公室", 130, 2)
    (['Upper River', 'Basin'], ['大江中上游地区', '合作办公室'])
    """
    lines = _broken(name, room)
    even = _broken(name, min(room, _width(name) / len(lines) + 2 * _LETTER))
    lines = even if len(even) == len(lines) else lines
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1] + "…"]
    return [_cut(line, room) for line in lines]


def _broken(name: str, room: float) -> list[str]:
    lines = [""]
    for word in _words(name):
        if not lines[-1].strip() or _width(lines[-1] + word.rstrip()) <= room:
            lines[-1] += word
        else:
            lines.append(word)
    return [line.strip() for line in lines]


def _words(name: str) -> list[str]:
    """Cut a name where a line may end."""
    words = [""]
    for sign in name:
        if _is_wide(sign):
            words.append(sign)
        else:
            words[-1] += sign
        if sign in " -–/" or _is_wide(sign):
            words.append("")
    return [word for word in words if word]


def _cut(line: str, room: float) -> str:
    while _width(line) > room + _LETTER and len(line) > 2:  # noqa: PLR2004 - something must be left
        line = line.rstrip("…")[:-1].rstrip() + "…"
    return line


def _width(text: str) -> float:
    return sum(_LETTER * (2 if _is_wide(sign) else 1) for sign in text)


def _is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in "WF"
