"""A draft of the release in which everything that the shipped data state is proposed, for tests that have its text."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from ydkg.collection import RELEASE_FILE
from ydkg.draft.folder import PROPOSALS, TEXT, open_draft
from ydkg.graph.graph import Graph
from ydkg.graph.schema import RECORDS, is_entity
from ydkg.graph.sources import span
from ydkg.graph.turtle import canonical_turtle, read_turtle
from ydkg.vocab import PROV, RDF, SCHEMA, YD, ydr

if TYPE_CHECKING:
    from pathlib import Path

    from ydkg.draft.folder import Draft

#: What a draft has of passages, but not the reasons why the editors set words aside.
_ASIDE = (NamedNode(RDF.type), NamedNode(YD.SetAside))


def write_release_draft(folder: Path, source: Path) -> Draft:
    """Write the draft: a proposal for each record, each statement and each thing, at its first passage."""
    triples = [
        t for t in read_turtle(RELEASE_FILE) if (t.predicate, t.object) != _ASIDE and "note" not in str(t.predicate)
    ]
    table = Graph.from_triples(triples)
    text = source.read_text(encoding="utf-8")
    digest = sha256(text.encode()).hexdigest()
    for subject in table.subjects():
        kinds = table.types(subject)
        is_record = not RECORDS.isdisjoint(kinds)
        if not is_record and RDF.Statement not in kinds and not is_entity(table, subject):
            continue
        by = YD.mentionedIn if table.objects(subject, YD.mentionedIn) else PROV.wasDerivedFrom
        spans = sorted(at[1:] for each in table.iris(subject, by) if (at := span(table, each)))
        if not spans:
            continue
        key = sha256(f"{digest} {spans[0][0]} {spans[0][1]} {subject}".encode()).hexdigest()
        node = NamedNode(ydr(f"proposal-{key[:12]}"))
        passage = next(each for each in table.iris(subject, by) if (span(table, each) or ())[1:] == spans[0])
        rule = "record" if is_record else "statement" if RDF.Statement in kinds else "thing"
        facts: list[tuple[str, NamedNode | Literal]] = [
            (RDF.type, NamedNode(YD.Proposal)),
            (PROV.wasDerivedFrom, NamedNode(passage)),
            (YD.proposalKey, Literal(key)),
            (YD.proposes, NamedNode(subject)),
            (YD.rule, Literal(f"release.{rule}")),
            (SCHEMA.version, Literal("1")),
        ]
        triples += [Triple(node, NamedNode(predicate), value) for predicate, value in facts]
    folder.mkdir(exist_ok=True)
    (folder / TEXT).write_text(text, encoding="utf-8")
    (folder / PROPOSALS).write_text(canonical_turtle(triples), encoding="utf-8")
    return open_draft(folder)
