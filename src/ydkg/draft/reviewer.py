"""Who reviewed a draft, when, and by which rules it was drafted."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from ydkg.vocab import PREFIXES, PROV, RDF, RDFS, SCHEMA, XSD, YD, ydr
from ydkg.words.language import CHINESE, ENGLISH, translatable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ydkg.draft.decision import Decision
    from ydkg.draft.folder import Draft

_LABEL = translatable("Review of the draft of a document")


def provenance(draft: Draft, decisions: Sequence[Decision]) -> list[Triple]:
    """Say how a document's facts came to be accepted.

    Parameters
    ----------
    draft : Draft
    decisions : sequence of Decision
        Those that facts were taken by.

    Returns
    -------
    list of pyoxigraph.Triple
        One activity: who decided, when the last decision was made, the document, and the version of the rules.
    """
    if not decisions:
        return []
    review = NamedNode(ydr(f"review-{draft.document.removeprefix(PREFIXES['ydr'])}"))
    last = max(datetime.fromisoformat(decision.at) for decision in decisions).astimezone(UTC)
    facts: list[tuple[str, NamedNode | Literal]] = [
        (RDF.type, NamedNode(PROV.Activity)),
        (RDFS.label, Literal(ENGLISH.gettext(_LABEL), language="en")),
        (RDFS.label, Literal(CHINESE.gettext(_LABEL), language="zh-hans")),
        (PROV.used, NamedNode(draft.document)),
        (PROV.endedAtTime, Literal(f"{last:%Y-%m-%dT%H:%M:%S}Z", datatype=NamedNode(XSD.dateTime))),
        *((YD.reviewedBy, Literal(name)) for name in sorted({decision.by.strip() for decision in decisions})),
        *((SCHEMA.version, Literal(version)) for version in [draft.version] if version),
    ]
    return [Triple(review, NamedNode(predicate), value) for predicate, value in facts]
