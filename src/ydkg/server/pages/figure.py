"""The network as a small figure: which things stand near which, for a page that needs no script to show it."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from ydkg.graph.graph import Graph
from ydkg.server.dataset import stated
from ydkg.server.making import part_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ydkg.server.tasks import Context

#: Width and height of the figure, in its own units.
WIDTH, HEIGHT = 640, 400
#: How many things are named in the figure.
NAMED = 16
# Room that a name takes: a letter's width, half a line's height, and what is kept free at the figure's sides.
_LETTER, _HALF_LINE, _SIDE = 5.6, 8.0, 16
_LONGEST = 28


def network(context: Context, things: Sequence[str] = ()) -> tuple[dict[str, object], bytes]:
    """Place the overview of the network in the figure's frame."""
    from ydkg.explorer.picture import picture_of  # noqa: PLC0415 - only the process that makes it has a use for networks
    from ydkg.telling.atlas import atlas_of  # noqa: PLC0415 - likewise

    told = part_of(context, things) if things else stated(context.settings)
    atlas = atlas_of(Graph.from_triples(told))
    picture = picture_of(atlas)
    # Each axis fills the frame by itself.
    overview: dict[str, tuple[int, int]] = picture["overview"]
    columns, rows = ([place[axis] for place in overview.values()] or [0] for axis in (0, 1))
    left, top = min(columns), min(rows)
    across = (WIDTH - 2 * _SIDE) / ((max(columns) - left) or 1)
    down = (HEIGHT - 2 * _SIDE) / ((max(rows) - top) or 1)
    places = {
        slug: (round(_SIDE + (x - left) * across), round(_SIDE + (y - top) * down)) for slug, (x, y) in overview.items()
    }
    slugs = [node[0] for node in picture["nodes"]]
    pairs = {tuple(sorted((slugs[start], slugs[end]))) for start, end in picture["edges"] if start != end}
    lines = sorted(pair for pair in pairs if pair[0] in places and pair[1] in places)
    sizes = {node[0]: round(1.6 + node[3] * 0.34, 1) for node in picture["nodes"]}
    degree = Counter(slug for pair in lines for slug in pair)
    # The most connected things that have short names, none over another name, another thing, or the frame.
    names: list[tuple[str, int, int, str]] = []
    taken: list[tuple[float, float, float, float]] = []
    for slug in sorted(places, key=lambda each: (-degree[each], each)):
        (x, y), name = places[slug], atlas.things[slug].name.en
        width = len(name) * _LETTER + 12
        if len(name) > _LONGEST or len(names) == NAMED:
            continue
        for side, start in (("start", float(x)), ("end", x - width)):
            box = (start, y - _HALF_LINE, start + width, y + _HALF_LINE)
            covers = [other for other, (x, y) in places.items() if box[0] <= x <= box[2] and box[1] <= y <= box[3]]
            meets = any(
                box[0] < right and left < box[2] and box[1] < bottom and top < box[3]
                for left, top, right, bottom in taken
            )
            if box[0] >= 0 and box[2] <= WIDTH and not meets and set(covers) <= {slug}:
                taken.append(box)
                names.append((slug, x, y, side))
                break
    found = {
        "nodes": [[slug, *place, sizes[slug]] for slug, place in places.items()],
        "lines": [[*places[start], *places[end]] for start, end in lines],
        "names": names,
    }
    return {}, json.dumps(found, separators=(",", ":")).encode()
