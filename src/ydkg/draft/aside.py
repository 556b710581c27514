"""Words of a document that state nothing in its collection, each set aside with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import Literal, NamedNode, Triple

from ydkg.graph.passages import passage_iri, passage_triples, span
from ydkg.graph.table import MemoryTable, Term
from ydkg.proof.words.omitted import omitted
from ydkg.vocab import PROV, RDF, SKOS, YD
from ydkg.words.language import CHINESE, ENGLISH, translatable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from ydkg.draft.folder import Draft, Proposal

#: Start and end of words -> the notes that say why they are set aside.
_Reasons: TypeAlias = dict[tuple[int, int], "Sequence[Term]"]

_REJECTED = translatable("What was proposed from these words was rejected in the review.")
_UNDECIDED = translatable("What was proposed from these words was left undecided.")
_BARE = translatable("No fact was taken from this sentence in the review.")
_OMITTED = translatable("No fact that was accepted has what these words say.")


def aside(
    draft: Draft,
    stated: Sequence[Triple],
    known: Sequence[Triple],
    rejected: Iterable[Proposal],
    left_out: Iterable[Proposal],
) -> tuple[list[Triple], int]:
    """Describe the passages of accepted facts, and set aside what these do not have.

    Parameters
    ----------
    draft : Draft
    stated : sequence of pyoxigraph.Triple
        The document and all facts that were accepted.
    known : sequence of pyoxigraph.Triple
        The collection, whose names count.
    rejected, left_out : iterable of Proposal

    Returns
    -------
    list of pyoxigraph.Triple, int
        The passages; and how many numbers, times, changes and names of the text are in no fact and were not so far said
        to be.
    """
    used = _used(draft, stated, {PROV.wasDerivedFrom, YD.mentionedIn})
    reasons: _Reasons = {(each.start, each.end): _notes(_REJECTED) for each in rejected}
    reasons |= {(each.start, each.end): _notes(_UNDECIDED) for each in left_out}
    for passage in draft.table.subjects(YD.Unread):
        if at := span(draft.table, passage):
            reasons.setdefault((at[1], at[2]), draft.table.all(passage, SKOS.note))
    reasons = {at: notes for at, notes in reasons.items() if at not in used}
    full = {draft.source.sentence(*at)[:2] for at in _used(draft, stated, {PROV.wasDerivedFrom})}
    reasons |= {at: _notes(_BARE) for at in draft.source.sentences if at not in full}
    passages = _passages(draft, used, reasons)
    lacking = set()
    if not draft.source.is_chinese:
        lacking = {finding.entity for finding in omitted(MemoryTable([*known, *stated, *passages]), draft.source)}
    for passage in lacking:
        start, end = passage.split("-")[-2:]
        reasons.setdefault((int(start), int(end)), _notes(_OMITTED))
    return _passages(draft, used, reasons), len(lacking)


def position(document: str, passage: str) -> tuple[int, int] | None:
    """Give start and end of a passage by its IRI.

    Parameters
    ----------
    document : str
    passage : str
        Any IRI.

    Returns
    -------
    tuple of int, int, or None
        Code points from 0, end exclusive; None of what is no passage of the document.

    Examples
    --------
    >>> position("https://w3id.org/ydkg/id/report", "https://w3id.org/ydkg/id/passage-report-3-14")
    (3, 14)
    """
    *_, start, end = passage.split("-") if passage.count("-") > 1 else ("", "", "")
    if not (start.isdecimal() and end.isdecimal()) or passage != passage_iri(document, int(start), int(end)):
        return None
    return int(start), int(end)


def _used(draft: Draft, stated: Iterable[Triple], by: Collection[str]) -> set[tuple[int, int]]:
    """List the positions of the words that facts come from."""
    iris = {t.object.value for t in stated if t.predicate.value in by and isinstance(t.object, NamedNode)}
    return {at for iri in iris if (at := position(draft.document, iri))}


def _notes(why: str) -> list[Term]:
    return [Literal(ENGLISH.gettext(why), language="en"), Literal(CHINESE.gettext(why), language="zh-hans")]


def _passages(draft: Draft, used: Iterable[tuple[int, int]], reasons: _Reasons) -> list[Triple]:
    """Describe passages, those that are set aside with their notes."""
    found = [triple for at in {*used, *reasons} for triple in passage_triples(draft.source, *at)]
    for (start, end), notes in reasons.items():
        passage = NamedNode(passage_iri(draft.document, start, end))
        found.append(Triple(passage, NamedNode(RDF.type), NamedNode(YD.SetAside)))
        found += [Triple(passage, NamedNode(SKOS.note), note) for note in notes]
    return found
