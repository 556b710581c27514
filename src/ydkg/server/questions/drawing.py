"""An answer as a picture: its numbers as bars, and never ranks; pairs of things as lines between two columns."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from ydkg.language.text import Language
from ydkg.language.units import unit
from ydkg.server.questions.cells import Item, number, thing
from ydkg.vocab import YD

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ydkg.server.questions.cells import Binding
    from ydkg.server.site import Site

#: How many bars a chart has.
_FEWEST, _MOST = 2, 30
#: Columns that say what a number is of, the first that a row has; and those that are no ends of a line.
_OF = ("about", "journey", "thing", "document")
_NO_ENDS = frozenset(("edition", "fact", "metric", "period", "role", "since", "stage"))
#: How many lines a network has, how far apart they begin, and where; letters of a name.
_LEAST_PAIRS, _MOST_PAIRS = 3, 40
_STEP = 28
_NEAR, _FAR = 410, 570
_LETTERS = 54


class Bar(NamedTuple):
    """One number: of what, when and how sure, whether it is of what is, its words, and its percentage of the widest."""

    of: Item
    note: str
    actual: bool
    text: str
    width: str


class BarChart(NamedTuple):
    """Bars of one metric and unit; the metric is None where all rows of the answer have the same."""

    metric: Item | None
    bars: tuple[Bar, ...]


def charts(
    site: Site, columns: Sequence[str], rows: Sequence[Binding], given: Mapping[str, str], lang: str
) -> tuple[BarChart, ...]:
    """Draw the numbers of an answer."""
    # Of two numbers that are told against each other one alone would say nothing.
    if "value" not in columns or "unit" not in columns or "other" in columns:
        return ()
    groups: dict[tuple[str, str], list[Binding]] = {}
    for row in rows:
        metric = row["metric"]["value"] if "metric" in row else given.get("metric", "")
        # Bars of places in a ranking would say the opposite of what they mean.
        ranks = bool(metric) and YD.Rank in site.table.iris(metric, YD.measureKind)
        if "value" in row and "unit" in row and not ranks:
            groups.setdefault((metric, unit(row["unit"]["value"]).dimension), []).append(row)
    found = []
    for (metric, _), members in groups.items():
        values = [_size(row) for row in members]
        most = max(values)
        if not _FEWEST <= len(members) <= _MOST or min(values) < 0 or most <= 0:
            continue
        # By size; what an answer has in several rows is drawn once.
        bars = dict[Bar, None]()
        for row in sorted(members, key=_size, reverse=True):
            of = next((name for name in _OF if name in row), "")
            iri = row[of]["value"] if of else given.get("thing", "")
            named = thing(site, iri, lang, row.get(f"{of}Label", {}).get("value", ""))
            actual = "valueStatus" not in row or row["valueStatus"]["value"] == YD.Actual
            # For when a number is, and that it is not of what is, where that is so.
            notes = []
            if "period" in row:
                period = row.get("periodLabel", {}).get("value", "")
                notes.append(thing(site, row["period"]["value"], lang, period).text)
            if not actual:
                notes.append(thing(site, row["valueStatus"]["value"], lang).text)
            note, written = Language.of(lang).comma.join(notes), number(site, "value", row, lang, given)
            bars[Bar(named, note, actual, written, f"{_size(row) / most * 100:.2f}")] = None
        if len(bars) >= _FEWEST:
            found.append(BarChart(thing(site, metric, lang) if "metric" in columns else None, tuple(bars)))
    return tuple(found)


def _size(row: Binding) -> Decimal:
    """Give a row's number, in the smallest unit that measures the same."""
    return Decimal(row["value"]["value"]) * unit(row["unit"]["value"]).size


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
    """Draw an answer that pairs things."""
    ends = [name for name in columns if f"{name}Label" in columns and name not in _NO_ENDS]
    if len(ends) != 2 or "value" in columns:  # noqa: PLR2004 - a line has two ends
        return None
    pairs = list(dict.fromkeys((row[ends[0]]["value"], row[ends[1]]["value"]) for row in rows if row.keys() >= {*ends}))
    left = list(dict.fromkeys(first for first, _ in pairs))
    right = list(dict.fromkeys(second for _, second in pairs))
    if not _LEAST_PAIRS <= len(pairs) <= _MOST_PAIRS or len(pairs) == len(left) == len(right):
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
