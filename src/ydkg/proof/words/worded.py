"""Worded facts: whether the document has words for the posts, stages, modalities, states and signs of records.

The word lists are those of English documents. A word that says more than one thing is not in them, so that what they do
not know is not checked.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from ydkg.graph.passages import offset
from ydkg.proof.finding import WARNING, Finding
from ydkg.proof.words.named import sentences
from ydkg.proof.words.printed import words
from ydkg.vocab import ORG, QUDT, RDFS, YD, compact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ydkg.graph.source import Source
    from ydkg.graph.table import Table

_FORWARD = r"\b(will|aim|aims|intended|target of|set to|expected|planning|planned)\b"
_ONGOING = (
    r"\b(underway|being|progress|progressing|advancing|accelerating|accelerated|undertaking|implementing|piloting)\b"
)
_DEEDS = {
    "presenter": "introduc|present",
    "attendee": "attend",
    "respondent": "answer|respond",
    "speaker": "deliver|spoke|address",
    "chair": "chair",
}
#: Words of stages that are not those of their labels.
_STAGES = {
    "operational": "operat|open|benefit",
    "in force": "effect|force",
    "advanced": "advanc|progress",
    "drawn up": "plann|draw|drew",
    "studied": "stud[iy]",
    "under construction": "construct|build|built",
    "construction started": "(start|commenc|began|begun)",
}
_RISING = r"\b(increas|outpac|above|rose|rise|risen|grew|grow|up by|exceed|surpass)"
_FALLING = r"\b(decreas|declin|below|fell|fall|dropp|reduc|cut|down by|less than)"


def worded(table: Table, source: Source) -> Iterator[Finding]:
    """Find facts that the words which they are taken from do not bear out.

    Parameters
    ----------
    table : Table
        The data.
    source : Source
        The document; what comes from others is left alone.

    Yields
    ------
    Finding
        Of the rules ``role_words``, ``modality_words``, ``status_words``, ``stage_words`` and ``sign_words``; all
        warnings, as documents have more words than lists.
    """
    yield from _posts(table, source)
    yield from _deeds(table, source)
    yield from _milestones(table, source)
    yield from _statuses(table, source)
    yield from _signs(table, source)


def _warning(table: Table, record: str, message: str, rule: str, fix: str) -> Finding:
    return Finding(record, message, rule, offset(table, record), WARNING, fix)


def _posts(table: Table, source: Source) -> Iterator[Finding]:
    """Check that a post is the longest one that the passages name: a deputy director is no director."""
    posts = {role: label for role in table.subjects(ORG.Role) if (label := table.text(role, RDFS.label))}
    for record in table.subjects(ORG.Membership):
        text, role = words(table, source, record).lower(), table.one(record, ORG.role)
        there = sorted((len(label), iri) for iri, label in posts.items() if label.lower() in text)
        if text and role in posts and (not there or there[-1][1] != role):
            said = compact(there[-1][1]) if there else "no post"
            message = f"its passages say {said}, not {compact(role)}"
            yield _warning(table, record, message, "role_words", "mend org:role")


def _deeds(table: Table, source: Source) -> Iterator[Finding]:
    for record in table.subjects(YD.Participation):
        text, role = words(table, source, record), table.one(record, YD.participantRole)
        said = _DEEDS.get((role or "").rpartition("participant-role-")[2])
        if text and role and said and not re.search(rf"\b({said})", text, re.IGNORECASE):
            message = f"its passages have no word for {compact(role)}"
            yield _warning(table, record, message, "role_words", "mend yd:participantRole or the passage")


def _milestones(table: Table, source: Source) -> Iterator[Finding]:
    for record in table.subjects(YD.Milestone):
        text, modality = words(table, source, record), table.one(record, YD.modality)
        stage = next(iter(table.values(table.one(record, YD.stage) or "", RDFS.label)), "")
        if not text:
            continue
        said = YD.Planned if re.search(_FORWARD, text) else YD.Underway if re.search(_ONGOING, text) else YD.Done
        if modality and modality != said:
            message = f"its passages are worded as {compact(said)}, not {compact(modality)}"
            yield _warning(table, record, message, "modality_words", "read them again; mend yd:modality")
        wanted = _STAGES.get(stage, re.escape(stage.partition(" ")[0][:5]))
        if stage and not re.search(rf"\b{wanted}", text, re.IGNORECASE):
            message = f"its passages have no word for the stage “{stage}”"
            yield _warning(table, record, message, "stage_words", "mend yd:stage or the passage")


def _statuses(table: Table, source: Source) -> Iterator[Finding]:
    """Check that what is not yet so is in a sentence that looks forward, and that what is so is not."""
    for record in table.subjects(YD.Observation):
        text, status = words(table, source, record), table.one(record, YD.valueStatus)
        forward = re.search(_FORWARD, sentences(table, source, record)) is not None
        target = "target of" in text
        if not text or status == YD.Derived:
            continue
        if status == YD.Actual:
            wrong = re.search(_FORWARD, text) is not None
        else:
            wrong = not forward or target != (status == YD.Target)
        if wrong and status:
            message = f"its words do not bear out that the value is {compact(status)}"
            yield _warning(table, record, message, "status_words", "read them again; mend yd:valueStatus")


def _signs(table: Table, source: Source) -> Iterator[Finding]:
    for record in table.subjects(YD.Comparison):
        text, change = words(table, source, record), _change(table, record)
        rising, falling = (re.search(said, text, re.IGNORECASE) is not None for said in (_RISING, _FALLING))
        if change and rising != falling and (change < 0) == rising:
            message = f"its passages word a {'rise' if rising else 'fall'}, but the change is {change}"
            yield _warning(table, record, message, "sign_words", "mend the sign, or turn yd:current and yd:baseline")


def _change(table: Table, record: str) -> Decimal | None:
    """Return the change that a comparison states, or the one between two values in one unit."""
    current, baseline = table.one(record, YD.current), table.one(record, YD.baseline)
    try:
        if stated := table.one(record, YD.statedChange):
            return Decimal(stated)
        if current and baseline and table.one(current, QUDT.hasUnit) == table.one(baseline, QUDT.hasUnit):
            return Decimal(table.one(current, YD.value) or "") - Decimal(table.one(baseline, YD.value) or "")
    except InvalidOperation:
        return None
    return None
