"""Pairs of things of an answer as a small network: two columns of names, and lines between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ydkg.server.questions.cells import Item, thing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ydkg.server.questions.cells import Binding
    from ydkg.server.site import Site

#: Columns that say how, when or what of, and are no ends of a line.
_NO_ENDS = frozenset(("edition", "fact", "metric", "period", "role", "since", "stage"))
_LEAST, _MOST = 3, 40
_STEP = 28
_NEAR, _FAR = 410, 570
_LETTERS = 54


class Node(NamedTuple):
    """A name in the drawing, cut where it is long, and the height at which it stands."""

    item: Item
    short: str
    y: int


class Network(NamedTuple):
    """A drawing: what its two columns are, their names, and the lines between them as SVG paths."""

    left_column: str
    right_column: str
    left: tuple[Node, ...]
    right: tuple[Node, ...]
    lines: tuple[str, ...]
    height: int


def network(site: Site, columns: Sequence[str], rows: Sequence[Binding], lang: str) -> Network | None:
    """Draw an answer that pairs things.

    Parameters
    ----------
    site : Site
    columns : sequence of str
    rows : sequence of mapping of str to term
    lang : {"en", "zh"}

    Returns
    -------
    Network or None
        None where the answer has no two columns of named things, is about numbers, shares no end, or is too large.
    """
    ends = [name for name in columns if f"{name}Label" in columns and name not in _NO_ENDS]
    if len(ends) != 2 or "value" in columns:  # noqa: PLR2004 - a line has two ends
        return None
    pairs = list(dict.fromkeys((row[ends[0]]["value"], row[ends[1]]["value"]) for row in rows if row.keys() >= {*ends}))
    left = list(dict.fromkeys(first for first, _ in pairs))
    right = list(dict.fromkeys(second for _, second in pairs))
    if not _LEAST <= len(pairs) <= _MOST or len(pairs) == len(left) == len(right):
        return None
    named = {
        row[end]["value"]: row.get(f"{end}Label", {}).get("value", "") for row in rows for end in ends if end in row
    }
    height = _STEP * max(len(left), len(right))
    # The names of a column are spread over the height of the drawing.
    heights = [{iri: round((at + 0.5) * height / len(side)) for at, iri in enumerate(side)} for side in (left, right)]
    drawn: list[list[Node]] = [[], []]
    for nodes, side in zip(drawn, heights, strict=True):
        for iri, y in side.items():
            item = thing(site, iri, lang, named[iri])
            most = _LETTERS if item.text.isascii() else _LETTERS // 2
            nodes.append(Node(item, item.text if len(item.text) <= most else f"{item.text[: most - 1]}…", y))
    middle = (_NEAR + _FAR) // 2
    lines = tuple(
        f"M{_NEAR} {(a := heights[0][first])}C{middle} {a} {middle} {(b := heights[1][second])} {_FAR} {b}"
        for first, second in pairs
    )
    return Network(ends[0], ends[1], tuple(drawn[0]), tuple(drawn[1]), lines, height)
