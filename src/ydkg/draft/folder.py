"""The folder of a draft, opened: its text, its graph, and the proposals in it."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ydkg.draft.graphing import GIVEN
from ydkg.errors import DraftError, problem, system_reason
from ydkg.graph.graph import Graph
from ydkg.graph.schema import RECORDS, shipped_schema
from ydkg.graph.sources import Source, documents_of, sentences, span
from ydkg.graph.turtle import read_turtle
from ydkg.vocab import PROV, RDF, RDFS, SCHEMA, YD, compact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyoxigraph import Triple

TEXT, PROPOSALS, DECISIONS = "text.txt", "proposals.ttl", "decisions.jsonl"


class Proposal(NamedTuple):
    """What a draft proposes."""

    key: str  # 64 hexadecimal digits
    proposes: str  # IRI of the record, the statement or the thing
    rule: str  # kind and name of the rule
    passage: str  # IRI of the words that the rule read
    start: int  # their position: code points from 0, end exclusive
    end: int
    kind: str  # IRIs of the class that is proposed, empty of a thing that the draft gives none
    property: str  # and of the property that the words give


class Draft(NamedTuple):
    """A draft, read."""

    folder: Path
    source: Source  # the text, which the draft's digest is of
    triples: tuple[Triple, ...]  # of the whole graph, proposals among them
    table: Graph  # the same
    proposals: tuple[Proposal, ...]  # in the order of the text
    proposed: frozenset[str]  # IRIs of what they propose

    @property
    def document(self) -> str:
        """The document's IRI; full IRI."""
        return self.source.document

    @property
    def version(self) -> str:
        """The version of the rules; empty where the draft does not say it."""
        return next(
            (found for each in self.table.subjects(YD.Proposal) if (found := self.table.text(each, SCHEMA.version))), ""
        )


def open_draft(folder: Path | str) -> Draft:
    """Read the folder of a draft."""
    place = Path(folder)
    if not (place / PROPOSALS).is_file():
        raise DraftError(
            problem(
                "{folder}: no draft: it has no {proposals}; `ydkg draft` makes one", folder=folder, proposals=PROPOSALS
            ),
            str(folder),
        )
    try:
        raw = (place / TEXT).read_bytes()
    except OSError as error:
        raise DraftError(
            problem("{path}: cannot be read: {why}", path=place / TEXT, why=system_reason(error)), str(place)
        ) from error
    return draft_of(place, read_turtle(place / PROPOSALS), raw)


def draft_of(place: Path, triples: Sequence[Triple], raw: bytes) -> Draft:
    """Take a draft from what stands, or will stand, in its folder."""
    table = Graph.from_triples(triples)
    documents = documents_of(table)
    if len(documents) != 1:
        raise DraftError(
            problem("{path}: {n} documents; a draft is of one", path=place / PROPOSALS, n=len(documents)), str(place)
        )
    digest = sha256(raw).hexdigest()
    if digest != table.one(documents[0], YD.textDigest):
        message = problem(
            "{path}: not the text of this draft: its SHA-256 is {digest}; draft the document again",
            path=place / TEXT,
            digest=digest,
        )
        raise DraftError(message, digest)
    text = raw.decode()
    source = Source(documents[0], text, sentences(text))
    proposals: list[Proposal] = []
    for iri in table.subjects(YD.Proposal):
        key, proposes = table.text(iri, YD.proposalKey), table.one(iri, YD.proposes)
        passage = table.one(iri, PROV.wasDerivedFrom)
        at = span(table, passage) if passage else None
        if not key or not proposes or not passage or not at or at[0] != source.document:
            wanted = problem("a key, one thing that it proposes and one passage of the document")
            said = problem(
                "{iri}: a proposal needs {wanted}; draft the document again", iri=compact(iri), wanted=wanted
            )
            raise DraftError(said, iri)
        kinds = table.types(proposes)
        kind = next((each for each in kinds if each in RECORDS), None) or shipped_schema().sharpest(kinds) or ""
        candidates = GIVEN.get(kind, (RDFS.label if kind else YD.mentionedIn,))
        given = next((each for each in candidates if table.objects(proposes, each)), candidates[0])
        if kind == RDF.Statement:
            given = table.one(proposes, RDF.predicate) or ""
        rule = table.text(iri, YD.rule) or ""
        proposals.append(Proposal(key, proposes, rule, passage, at[1], at[2], kind, given))
    if len({each.key for each in proposals}) < len(proposals):
        raise DraftError(problem("{path}: two proposals have one key", path=place / PROPOSALS), str(place))
    in_order = sorted(proposals, key=lambda proposal: (proposal.start, proposal.end, proposal.key))
    return Draft(place, source, tuple(triples), table, tuple(in_order), frozenset(each.proposes for each in in_order))
