"""Counted things: whether a figure is about the thing at which its number is printed."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from ydkg.errors import problem
from ydkg.graph.passages import offset
from ydkg.graph.schema import is_entity
from ydkg.proof.finding import Finding
from ydkg.proof.words.printed import figure_spans
from ydkg.proof.words.spans import Span, aside, longest, mentions, spans
from ydkg.vocab import YD, compact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ydkg.graph.source import Source
    from ydkg.graph.table import Table

#: What may stand between a number and the thing that it counts or measures: a unit, one word.
_BETWEEN = re.compile(r"(?:[ -][\w-]+)? ")


def counted(table: Table, source: Source) -> Iterator[Finding]:
    """Find figures that are about another thing than the one at which the document prints their number.

    Parameters
    ----------
    table : Table
        The data.
    source : Source
        The document.

    Yields
    ------
    Finding
        Of the rule ``counted``: a name follows the number, or stands beside it in the passage that prints it, and the
        figure is about something else.
    """
    named: dict[Span, set[str]] = {}
    for thing, places in mentions(table, source).items():
        for at in places if is_entity(table, thing) else ():
            named.setdefault(at, set()).add(thing)
    left = set(aside(table, source))
    alone = [at for at in longest(named) if at not in left]
    for record in table.subjects(YD.Observation):
        about, own = table.one(record, YD.about) or "", spans(table, source, record)
        known = {about}
        if not table.values(about, YD.mentionedIn):
            known |= {iri for predicate in table.of(about) for iri in table.iris(about, predicate)}
        for printed in figure_spans(table, source, record):
            things = {thing for at in _beside(source, alone, printed, own) for thing in named[at]}
            if things and known.isdisjoint(things):
                message = problem(
                    "its number is printed at {thing}, but it is about {about}",
                    thing=compact(min(things)),
                    about=compact(about),
                )
                yield Finding(
                    record, message, "counted", offset(table, record), fix=problem("mend yd:about or the passages")
                )
                break


def _beside(source: Source, alone: list[Span], printed: Span, own: list[Span]) -> list[Span]:
    """Return the name that follows a number, else those within the passage that prints it; may be empty."""
    after = bisect_left(alone, (printed.end, 0))
    if after < len(alone) and _BETWEEN.fullmatch(source.words(printed.end, alone[after].start)):
        return [alone[after]]
    around = [at for at in own if printed.within([at])]
    return [
        at
        for run in around
        for at in alone[bisect_left(alone, (run.start, 0)) : bisect_left(alone, (run.end, 0))]
        if at.within([run])
    ]
