"""Labels of records in both languages: made by one template a kind, and compared with what is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ydkg.graph.schema import RECORDS
from ydkg.proof.claims.days import document_of
from ydkg.telling.claim import Claim, claim_label
from ydkg.telling.comparison import Comparison, comparison_label
from ydkg.telling.figure import Figure, figure_label
from ydkg.telling.milestone import Milestone, milestone_label
from ydkg.telling.record import JUDGED, judged, tell_record
from ydkg.telling.relation import relation_label
from ydkg.telling.text import Text
from ydkg.vocab import RDFS, YD

if TYPE_CHECKING:
    from ydkg.telling.reading import Reading


def judgement_label(reading: Reading, iri: str) -> Text:
    """Make the label of a judgement: in English of the labels of the two records, in Chinese of what is told of them."""
    one, relation, other, part = (reading.table.one(iri, each) or "" for each in JUDGED)
    name = reading.naming.name
    english = f"“{name(one).en}” {reading.naming.property(relation).en} “{name(other).en}”"
    if part:
        english += f", as to “{name(part).en}”"
    return Text(english, judged(reading, iri).zh)


def make_label(reading: Reading, iri: str) -> Text | None:
    """Make the label of a record by the template of its kind; None for what is none, or lacks an end."""
    table = reading.table
    if YD.Judgement in table.types(iri):
        return judgement_label(reading, iri)
    record = tell_record(reading, iri)
    if record is None:
        return None
    if isinstance(record, Figure):
        label = figure_label(reading, record)
    elif isinstance(record, Comparison):
        label = comparison_label(reading, record)
    elif isinstance(record, Milestone):
        label = milestone_label(reading, record)
    elif isinstance(record, Claim):
        label = claim_label(reading, record)
    else:
        label = relation_label(reading, record)
    if table.values(iri, YD.confidence):  # what rests on a public page names it in English
        page = table.text(document_of(table, iri), RDFS.label)
        return Text(f"{label.en} ({page})", label.zh) if page else label
    return label
