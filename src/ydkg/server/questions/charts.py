"""The numbers of an answer as bars, and never ranks."""

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
#: Columns that say what a number is of, the first that a row has.
_OF = ("about", "journey", "thing", "document")


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
