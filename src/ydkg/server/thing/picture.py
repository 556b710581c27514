"""The things around a thing as a small network that needs no script: a wheel whose names are links."""

from __future__ import annotations

import math
import unicodedata
from typing import TYPE_CHECKING

from markupsafe import Markup

from ydkg.language.text import Language, translatable
from ydkg.server.template import address
from ydkg.telling.chart import rounded
from ydkg.telling.pictures import PATHS
from ydkg.vocab import ydr

if TYPE_CHECKING:
    from collections.abc import Callable

    from ydkg.server.thing.telling import Telling


#: How many neighbours are drawn at most.
MOST = 24
_WIDTH, _EDGE = 400, 22
_REACH, _BULGE = 44, 28
_LETTER, _LINE = 5.9, 13
_ROOM = _WIDTH / 2 - _REACH - _BULGE - 12
_ROW, _LINES = 43, 3


def picture(telling: Telling, slug: str, link: Callable[[str], str]) -> Markup:
    """Draw a thing and the most connected of its neighbours, those of a family together."""
    graph, entries = telling.graph, telling.graph.directory.entries
    families = list(dict.fromkeys(entry.thing.family for entry in entries.values()))
    near = [entries[each].thing for each in graph.directory.foremost(graph.lookup.neighbours(slug), MOST)]
    if not near:
        return Markup("")
    near.sort(key=lambda thing: families.index(thing.family))
    half = (len(near) + 1) // 2
    height = _ROW * max(half, 2) + _EDGE
    centre, middle = _WIDTH / 2, height / 2
    spread, drawn = "", Markup("")
    for side, sign in ((near[:half], 1), (near[half:], -1)):
        for at, thing in enumerate(side):
            # Evenly down, and out of the middle as a lens is.
            offset = (at - (len(side) - 1) / 2) * _ROW
            lean = math.cos(math.pi * offset / (_ROW * max(len(side), 3)))
            x, y = centre + sign * (_REACH + _BULGE * lean), middle + offset
            spread += f"M{rounded(centre)} {rounded(middle)}L{rounded(x)} {rounded(y)}"
            name = telling.pick(thing.short or thing.name)
            lines, lang = _wrapped(name, _ROOM, _LINES), telling.tongue(name)
            top = y + 4 - (len(lines) - 1) * _LINE / 2
            text = Markup("").join(
                Markup('<tspan x="{}" y="{}">{}</tspan>').format(
                    rounded(x + sign * 10), rounded(top + number * _LINE), words
                )
                for number, words in enumerate(lines)
            )
            # Shape and name lead to the neighbour's page.
            drawn += Markup('<a href="{}"{}>{}{}<text text-anchor="{}">{}</text></a>').format(
                link(address(ydr(thing.id))),
                Markup(' lang="{}"').format(lang) if lang else "",
                Markup("<title>{}</title>").format(name) if lines[-1].endswith("…") else "",
                _shape(thing.family, x, y, 5.5),
                "start" if sign > 0 else "end",
                text,
            )
    thing = entries[slug].thing
    title = telling.say(translatable("Neighbours")) + Language.of(telling.lang).colon
    spokes = Markup('<path class="spokes" d="{}"/>').format(spread)
    return Markup('<svg class="wheel" viewBox="0 0 {} {}" role="group" aria-label="{}">{}</svg>').format(
        _WIDTH,
        rounded(height),
        title + telling.pick(thing.short or thing.name),
        spokes + drawn + _shape(thing.family, centre, middle, 9, "centre"),
    )


def _shape(family: str, x: float, y: float, radius: float, more: str = "") -> Markup:
    path = '<path class="family-{}{}" transform="translate({} {}) scale({})" d="{}" fill-rule="evenodd"/>'
    shape = PATHS.get(family, PATHS["person"])
    return Markup(path).format(family, f" {more}" if more else "", rounded(x), rounded(y), radius, shape)  # noqa: S704 - a constant


def _wrapped(name: str, room: float, most: int) -> list[str]:
    """Break a name into lines that fit, of about one length, and end the last with an ellipsis where it does not.

    >>> _wrapped("Upper River Basin", 80, 2), _wrapped("大江中上游地区合作办公室", 130, 2)
    (['Upper River', 'Basin'], ['大江中上游地区', '合作办公室'])
    """
    lines = _broken(name, room)
    even = _broken(name, min(room, _width(name) / len(lines) + 2 * _LETTER))
    lines = even if len(even) == len(lines) else lines
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1] + "…"]
    for at in range(len(lines)):
        while _width(lines[at]) > room + _LETTER and len(lines[at]) > 2:  # noqa: PLR2004 - something must be left
            lines[at] = lines[at].rstrip("…")[:-1].rstrip() + "…"
    return lines


def _broken(name: str, room: float) -> list[str]:
    words = [""]
    for sign in name:
        if _is_wide(sign):
            words.append(sign)
        else:
            words[-1] += sign
        # Behind these a line may end.
        if sign in " -–/" or _is_wide(sign):
            words.append("")
    lines = [""]
    for word in filter(None, words):
        if not lines[-1].strip() or _width(lines[-1] + word.rstrip()) <= room:
            lines[-1] += word
        else:
            lines.append(word)
    return [line.strip() for line in lines]


def _width(text: str) -> float:
    return _LETTER * (len(text) + sum(map(_is_wide, text)))


def _is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in "WF"
