"""Stages side by side: what several documents say of when a thing reaches one stage, and of what it is the first."""

from __future__ import annotations

from itertools import chain, combinations
from typing import TYPE_CHECKING

from ydkg.proof.claims.days import NO_DAYS, Days, document_of, told
from ydkg.proof.claims.judgements import Judgements
from ydkg.proof.claims.kinds import DIFFERS, NOT_COMPARABLE, OUTCOME, REFINES, SAME, Pair
from ydkg.vocab import YD

if TYPE_CHECKING:
    from ydkg.graph.graph import Graph


def pairs(table: Graph, about: str | None = None) -> list[Pair]:
    """Compare milestones of one stage of one thing, and first claims of one thing, of different documents; by IRI."""
    judged = Judgements(table)
    found = []
    for kind, parts in ((YD.Milestone, (YD.about, YD.stage)), (YD.FirstClaim, (YD.about,))):
        groups: dict[tuple[str | None, ...], list[str]] = {}
        for record in table.subjects(kind):
            groups.setdefault(tuple(table.one(record, each) for each in parts), []).append(record)
        chosen = (records for key, records in groups.items() if about in (None, key[0]))
        for ends in chain.from_iterable(combinations(records, 2) for records in chosen):
            one, other = sorted(ends, key=lambda iri: (told(table, iri).first, iri))
            if document_of(table, one) == document_of(table, other):
                continue
            earlier, later = table.one(one, YD.modality), table.one(other, YD.modality)
            days, other_days = _days(table, one), _days(table, other)
            if judged.apart(one, other):
                said = NOT_COMPARABLE
            elif table.is_a(one, YD.FirstClaim):
                said = SAME if table.one(one, YD.scope) == table.one(other, YD.scope) else DIFFERS
            elif earlier != later:
                said = OUTCOME if later == YD.Done else ""
            else:
                said = SAME if days == other_days else REFINES if days.meets(other_days) else DIFFERS
            if said:
                found.append(Pair(one, other, said, judged.between(one, other)))
    return sorted(found)


def _days(table: Graph, milestone: str) -> Days:
    """Tell when a stage is reached by a milestone's words; of a state that lasts, nothing."""
    if table.one(milestone, YD.modality) == YD.Underway:
        return NO_DAYS
    on, until = table.one(milestone, YD.on), table.one(milestone, YD.notAfter)
    return Days(on, on) if on else Days("", until or "")
