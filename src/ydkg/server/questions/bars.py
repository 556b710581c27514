"""Numbers of an answer as bars: those of one metric and one unit side by side, and never ranks."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from ydkg.server.questions.cells import Item, number, thing
from ydkg.vocab import YD
from ydkg.words.language import Language
from ydkg.words.units import unit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ydkg.server.questions.cells import Binding
    from ydkg.server.site import Site

_LEAST, _MOST = 2, 30
_FULL = Decimal(100)
#: Columns that say what a number is of, the first that a row has.
_OF = ("about", "journey", "thing", "document")


class Bar(NamedTuple):
    """One number: of what, when and how sure, whether it is of what is, its words, and its percentage of the widest."""

    of: Item
    note: str
    actual: bool
    text: str
    width: str


class Chart(NamedTuple):
    """Bars of one metric and unit; the metric is None where all rows of the answer have the same."""

    metric: Item | None
    bars: tuple[Bar, ...]


def charts(
    site: Site, columns: Sequence[str], rows: Sequence[Binding], given: Mapping[str, str], lang: str
) -> tuple[Chart, ...]:
    """Draw the numbers of an answer.

    Parameters
    ----------
    site : Site
    columns : sequence of str
        The answer's columns: without ``value`` and ``unit``, or with an ``other`` value, there is nothing to draw.
    rows : sequence of mapping of str to term
    given : mapping of str to str
        The question's parameters that are things, as IRIs.
    lang : {"en", "zh"}

    Returns
    -------
    tuple of Chart
        One for each metric and unit with at least two numbers, none of them below zero; may be empty.
    """
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
        if _LEAST <= len(members) <= _MOST and min(values) >= 0 and max(values) > 0:
            named = thing(site, metric, lang) if "metric" in columns else None
            bars = _bars(site, members, max(values), given, lang)
            if len(bars) >= _LEAST:
                found.append(Chart(named, bars))
    return tuple(found)


def _bars(site: Site, rows: Sequence[Binding], most: Decimal, given: Mapping[str, str], lang: str) -> tuple[Bar, ...]:
    """Draw rows by size; what an answer has in several rows is drawn once."""
    bars = []
    for row in sorted(rows, key=_size, reverse=True):
        of = next((name for name in _OF if name in row), "")
        iri = row[of]["value"] if of else given.get("thing", "")
        fallback = row.get(f"{of}Label", {}).get("value", "")
        written = number(site, "value", row, lang, given)
        actual = "valueStatus" not in row or row["valueStatus"]["value"] == YD.Actual
        width = f"{_size(row) / most * _FULL:.2f}"
        # For when a number is, and that it is not of what is, where that is so.
        notes = []
        if "period" in row:
            notes.append(thing(site, row["period"]["value"], lang, row.get("periodLabel", {}).get("value", "")).text)
        if not actual:
            notes.append(thing(site, row["valueStatus"]["value"], lang).text)
        note = Language.of(lang).comma.join(notes)
        bars.append(Bar(thing(site, iri, lang, fallback), note, actual, written, width))
    return tuple(dict.fromkeys(bars))


def _size(row: Binding) -> Decimal:
    """Give a row's number, in the smallest unit that measures the same."""
    return Decimal(row["value"]["value"]) * unit(row["unit"]["value"]).size
