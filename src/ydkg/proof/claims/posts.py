"""Posts side by side: whether a later document names the same holder, another one or another role."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ydkg.proof.claims.days import document_of, told
from ydkg.proof.claims.judgements import Judgements
from ydkg.vocab import ORG

if TYPE_CHECKING:
    from ydkg.graph.graph import Graph

SAME, CHANGED, NOT_SAID_AGAIN = "same", "changed", "not said again"
KINDS = (SAME, CHANGED, NOT_SAID_AGAIN)


class StatedPost(NamedTuple):
    """A post as a document states it, and what another one says of it."""

    membership: str  # IRI of the record
    kind: str  # one of `KINDS`
    other: str = ""  # IRI of the other record; empty where no other document speaks of it


def posts(table: Graph, person: str | None = None) -> list[StatedPost]:
    """Compare posts with what other documents say of them."""
    judged = Judgements(table)
    found: list[StatedPost] = []
    for membership in table.subjects(ORG.Membership):
        if person and person not in table.iris(membership, ORG.member):
            continue
        pairs = []
        for other in table.subjects(ORG.Membership):
            if document_of(table, other) == document_of(table, membership) or judged.apart(membership, other):
                continue
            member, organization, role = (
                table.one(membership, each) == table.one(other, each)
                for each in (ORG.member, ORG.organization, ORG.role)
            )
            if member and organization:
                pairs.append(StatedPost(membership, SAME if role else CHANGED, other))
            elif other in judged.same[membership]:
                pairs.append(StatedPost(membership, CHANGED, other))
        later = any(told(table, each.other).after(told(table, membership)) for each in pairs)
        found += pairs if later else [*pairs, StatedPost(membership, NOT_SAID_AGAIN)]
    return sorted(found)
