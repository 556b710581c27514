"""Labels of records in both languages: made by one template a kind, written where they are due, and compared."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from ydkg.errors import problem
from ydkg.graph.graph import Graph
from ydkg.graph.schema import RECORDS
from ydkg.graph.sources import offset
from ydkg.graph.turtle import read_turtle, rewrite_file
from ydkg.proof.check import PARTS
from ydkg.proof.finding import Finding
from ydkg.telling.reading import reading_of
from ydkg.telling.record import make_label
from ydkg.vocab import RDFS, YD, compact

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from ydkg.collection import Collection as Files
    from ydkg.proof.check import Part
    from ydkg.telling.reading import Reading

#: Tag of a language -> what says that a label in it is written by hand, and is left as it is.
BY_HAND = {"en": YD.ByHand, "zh-hans": YD.TranslatedByHand}
#: A year that a label prints.
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?!\d|[.,]\d)")
#: Judgements are called by the labels of what they judge, which are written before.
_ROUNDS = (RECORDS, frozenset((YD.Judgement,)))
#: The file that Chinese labels of a document's records stand in, where a collection has it.
_NAMES = "names.zh.ttl"


def due_labels(reading: Reading, record: str) -> dict[str, str]:
    """Say what the labels of a record should be that it lacks or has otherwise; tag of the language -> label."""
    label = make_label(reading, record)
    if label is None:
        return {}
    by_hand = reading.table.iris(record, YD.labelBasis)
    wanted = zip(BY_HAND, label, reading.naming.stored(record), strict=True)
    return {tag: made for tag, made, stored in wanted if made != stored and not (stored and BY_HAND[tag] in by_hand)}


def label_triple(record: str, tag: str, label: str) -> Triple:
    """Write a label of a record."""
    return Triple(NamedNode(record), NamedNode(RDFS.label), Literal(label, language=tag))


def labels_in(graph: Graph, record: str, tag: str) -> set[Triple]:
    """Give the labels that a record has in a language."""
    labels = graph.triples(record, RDFS.label)
    return {each for each in labels if isinstance(each.object, Literal) and each.object.language == tag}


def find_labels(table: Graph) -> list[Finding]:
    """Find labels that are neither as their record's template makes them nor written by hand, or of other years."""
    reading, found = reading_of(table), []
    for record in _records(table, (*RECORDS, YD.Judgement)):
        stored, made = reading.naming.stored(record), make_label(reading, record)
        for tag, label in due_labels(reading, record).items():
            if known := stored.pick(tag):
                message = problem("its label “{label}” is not “{made}”, as its parts make it", label=known, made=label)
                fix = problem("write it by `ydkg format`, or add yd:labelBasis {basis}", basis=compact(BY_HAND[tag]))
                found.append(Finding(record, message, "label_as_made", offset(table, record), fix=fix))
        years = set(_YEAR.findall(stored.en)).difference(*map(_YEAR.findall, made or ()))
        if made and years:
            message = problem(
                "its label “{label}” prints {year}, which is not held of it", label=stored.en, year=min(years)
            )
            found.append(
                Finding(
                    record, message, "label_years", offset(table, record), fix=problem("mend the label or the part")
                )
            )
    return found


def write_labels(files: Files) -> dict[Path, int]:
    """Write the labels of records that are missing or out of date; file -> how many were written."""
    count: Counter[Path] = Counter()
    names = next((path for path in files.registers if path.name == _NAMES), None)
    for kinds in _ROUNDS:
        triples = {path: read_turtle(path) for path in (*files.files, *files.apart)}
        reading = reading_of(Graph.from_triples(chain.from_iterable(triples.values())))
        dropped: set[Triple] = set()
        added: dict[Path, list[Triple]] = {path: [] for path in triples}
        for path in (*files.documents, *files.apart):
            homes = {"en": path, "zh-hans": names if names and path in files.documents else path}
            for record in _records(Graph.from_triples(triples[path]), kinds):
                for tag, label in due_labels(reading, record).items():
                    added[homes[tag]].append(label_triple(record, tag, label))
                    dropped |= labels_in(reading.table, record, tag)
        for path, new in added.items():
            kept = [each for each in triples[path] if each not in dropped]
            if new or len(kept) < len(triples[path]):
                rewrite_file(path, [*kept, *new])
                count[path] += len(new)
    return count


def _records(table: Graph, kinds: Iterable[str]) -> list[str]:
    return sorted({record for kind in kinds for record in table.subjects(kind)})


#: The parts of a check, with that of the labels of records, which are told before they are compared.
CHECKS: Mapping[str, Part] = {
    **PARTS,
    "labels": lambda data, _: find_labels(data.table),
}
