"""The network as a small figure: its themes as fields, what stands in each, for a page that needs no script."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ydkg.graph.graph import Graph
from ydkg.server.dataset import stated
from ydkg.server.making import part_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ydkg.server.tasks import Context

#: Width and height of the figure, in its own units.
WIDTH, HEIGHT = 640, 420
#: How many things are named in the figure.
NAMED = 16
# Room that a name takes: a letter's width, half a line's height, and what is kept free at a field's sides.
_LETTER, _HALF_LINE, _SIDE = 5.6, 8.0, 14
_LONGEST = 28
#: Fields of a row, what is between two, and the height of a title.
_ROW, _GAP, _TITLE = 3, 6, 30


class _Box(NamedTuple):
    x: float
    y: float
    width: float
    height: float

    def meets(self, other: _Box) -> bool:
        """Tell whether two boxes lie over each other."""
        beside = self.x + self.width <= other.x or other.x + other.width <= self.x
        return not (beside or self.y + self.height <= other.y or other.y + other.height <= self.y)


def network(context: Context, things: Sequence[str] = ()) -> tuple[dict[str, object], bytes]:
    """Place the themes of the network in the figure's frame, or its overview where it has none."""
    from ydkg.explorer.picture import picture_of  # noqa: PLC0415 - only the process that makes it has a use for networks
    from ydkg.telling.atlas import atlas_of  # noqa: PLC0415 - likewise
    from ydkg.telling.pictures import tell_arrangements  # noqa: PLC0415 - likewise

    atlas = atlas_of(Graph.from_triples(part_of(context, things) if things else stated(context.settings)))
    picture = picture_of(atlas, tell_arrangements(atlas))
    shown = picture["overview"]
    fields = picture["arrangements"].get("topic") or [{"hub": "", "title": ["", ""], "members": []}]
    parts = [{each[0]: each[1:] for each in field["members"] if each[0] in shown} for field in fields]
    if len(fields) == 1:
        parts = [shown]
    boxes = list(_boxes([len(part) for part in parts]))
    places: dict[str, tuple[int, int]] = {}
    for part, box in zip(parts, boxes, strict=True):
        places |= _filled(part, box, _TITLE if len(boxes) > 1 else 0)
    slugs = [node[0] for node in picture["nodes"]]
    pairs = {tuple(sorted((slugs[start], slugs[end]))) for start, end in picture["edges"] if start != end}
    lines = sorted(pair for pair in pairs if pair[0] in places and pair[1] in places)
    sizes = {node[0]: round(1.6 + node[3] * 0.34, 1) for node in picture["nodes"]}
    degree = Counter(slug for pair in lines for slug in pair)
    names = {slug: atlas.things[slug].name.en for slug in sorted(places, key=lambda each: (-degree[each], each))}
    found = {
        "fields": [
            {"hub": field["hub"], "title": field["title"], "box": box}
            for field, box in zip(fields, boxes, strict=True)
            if len(fields) > 1
        ],
        "nodes": [[slug, *place, sizes[slug]] for slug, place in places.items()],
        "lines": [[*places[start], *places[end]] for start, end in lines],
        "names": list(_named(names, places, boxes)),
    }
    return {}, json.dumps(found, separators=(",", ":")).encode()


def _boxes(sizes: Sequence[int]) -> Iterator[_Box]:
    """Share the frame among fields: rows as high, and fields as wide, as what is in them asks for."""
    rows = [sizes[at : at + _ROW] for at in range(0, len(sizes), _ROW)]
    heights = _shared([sum(row) for row in rows], HEIGHT)
    top = 0.0
    for row, height in zip(rows, heights, strict=True):
        left = 0.0
        for width in _shared(row, WIDTH):
            yield _Box(round(left), round(top), round(width), round(height))
            left += width + _GAP
        top += height + _GAP


def _shared(sizes: Sequence[int], whole: float) -> list[float]:
    """Share a length; nothing gets less than half of what it would in equal parts."""
    room, total = whole - _GAP * (len(sizes) - 1), sum(sizes) or 1
    return [room * (0.5 / len(sizes) + 0.5 * size / total) for size in sizes]


def _filled(part: Mapping[str, Sequence[int]], box: _Box, title: int) -> dict[str, tuple[int, int]]:
    """Spread things over a field, below its title; each axis fills it by itself."""
    columns, rows = ([place[axis] for place in part.values()] or [0] for axis in (0, 1))
    left, top = min(columns), min(rows)
    across = (box.width - 2 * _SIDE) / ((max(columns) - left) or 1)
    down = (box.height - title - 2 * _SIDE) / ((max(rows) - top) or 1)
    return {
        slug: (round(box.x + _SIDE + (x - left) * across), round(box.y + title + _SIDE + (y - top) * down))
        for slug, (x, y) in part.items()
    }


def _named(
    names: Mapping[str, str], places: Mapping[str, tuple[int, int]], boxes: Sequence[_Box]
) -> Iterator[tuple[str, int, int, str]]:
    """Name the most connected things that have short names, none over another name or thing, or outside its field."""
    taken = list[_Box]()
    for slug, name in names.items():
        (x, y), width = places[slug], len(name) * _LETTER + 12
        field = next(box for box in boxes if box.meets(_Box(x, y, 1, 1)))
        for side, start in (("start", float(x)), ("end", x - width)):
            box = _Box(start, y - _HALF_LINE, width, 2 * _HALF_LINE)
            covers = {other for other, (at, down) in places.items() if box.meets(_Box(at, down, 0.1, 0.1))}
            inside = field.x <= box.x and box.x + box.width <= field.x + field.width
            if len(name) <= _LONGEST and inside and covers <= {slug} and not any(map(box.meets, taken)):
                taken.append(box)
                yield slug, x, y, side
                break
        if len(taken) == NAMED:
            return
