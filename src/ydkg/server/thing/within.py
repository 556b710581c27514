"""What is rolled up to a place or theme, under the names of its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ydkg.server.thing.facts import Fact, Heading
from ydkg.telling.within import tell_within
from ydkg.vocab import ydr

if TYPE_CHECKING:
    from ydkg.server.paging import Turn
    from ydkg.server.thing.telling import Telling


def within(telling: Telling, name: str, turn: Turn) -> dict[str, object]:
    """Tell what leads to the parts of a place or theme, and not to itself.

    Parameters
    ----------
    telling : Telling
        The graph, in a language.
    name : str
        Slug of the thing.
    turn : Turn
        How much of it is shown.

    Returns
    -------
    dict
        ``within``, a list of headings, one a part, by its name, parts of parts too; and ``within_count``, how many
        facts there are under all of them. Empty for a thing that has no such parts.
    """
    groups: dict[str, list[Fact]] = {}
    reading = telling.book.reading
    found = tell_within(reading, ydr(name))
    for rolled in turn.of(sorted(found, key=lambda each: telling.name(each.part))):
        words = telling.linked(telling.pick(rolled.sentence), (rolled.subject, rolled.part))
        evidence, basis = reading.library.evidence(rolled.sources), telling.pick(rolled.basis)
        fact = Fact(words, rolled.subject, rolled.statement, evidence=evidence, basis=basis)
        groups.setdefault(telling.name(rolled.part), []).append(fact)
    return {"within": [Heading(*each) for each in groups.items()], "within_count": len(found)}
