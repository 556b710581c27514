"""Labels: whether what a record is called agrees with its parts, which can be seen without the document.

The labels are English; the word lists are those of `ydkg.proof.words`. Rules: ``label_agrees`` (numbers, units, bounds,
names, roles, stages) and ``modality`` (a plan that is written as a deed, and the like).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ydkg.errors import Named, problem
from ydkg.language.quantity import number
from ydkg.language.text import CHINESE, translatable
from ydkg.proof.finding import Rules
from ydkg.proof.words.named import confused, is_named
from ydkg.proof.words.printed import bound_of, prints, recorded_quantities, unlike
from ydkg.proof.words.worded import has_deed, longest_post, modality, stage_patterns
from ydkg.vocab import ORG, RDFS, YD, compact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ydkg.graph.graph import Graph

RULES = Rules()
_AGREES = RULES.saying("label_agrees", problem("mend the label or the part"))
#: The parts of records that their labels name.
_NAMED = {
    ORG.Membership: (ORG.member, ORG.organization),
    YD.Participation: (YD.participant,),
    YD.FirstClaim: (YD.scope,),
}
_SLUGS = {"planned": YD.Planned, "underway": YD.Underway, "done": YD.Done}


@RULES.saying("modality", problem("mend yd:modality, or what says so"))
def _modalities(table: Graph) -> Iterator[tuple[str, str]]:
    for record in table.subjects(YD.Milestone):
        held, label = table.one(record, YD.modality), table.text(record, RDFS.label)
        by_slug = _SLUGS.get(record.rpartition("-")[2])
        by_label = modality(label.partition(": ")[2] or label)[0] if label else None
        for said, what in ((by_label, problem("label “{label}”", label=label)), (by_slug, problem("identifier"))):
            if held and said and held != said:
                pattern = translatable("its {what} says {said}, not {held}")
                yield record, problem(pattern, what=what, said=compact(said), held=compact(held))


@_AGREES
def _figures(table: Graph) -> Iterator[tuple[str, str]]:
    """Check that a label has the numbers of its record, in the same unit and with the same bound."""
    for record, value, unit, bound in recorded_quantities(table):
        label = table.text(record, RDFS.label) or ""
        there = [each for each in prints(label) if each.value == value]
        if label and not there and table.one(record, YD.baseline):
            continue  # A label tells of two values, and not of the change from one to the other.
        if label and not there:
            pattern = translatable("its label “{label}” does not have its number {number}")
            yield record, problem(pattern, label=label, number=Named(number(value), number(value, CHINESE)))
        elif unit and all(unlike(unit, each) for each in there):
            yield record, problem("its label “{label}” has another unit than {unit}", label=label, unit=compact(unit))
        elif bound and there and bound not in {bound_of(each) for each in there}:
            printed, pattern = bound_of(there[0]), translatable("its label “{label}” says {printed}, not {bound}")
            yield record, problem(pattern, label=label, printed=compact(printed), bound=compact(bound))


@_AGREES
def _names(table: Graph) -> Iterator[tuple[str, str]]:
    for kind, parts in _NAMED.items():
        for record in table.subjects(kind):
            label = table.text(record, RDFS.label)
            for thing in (thing for part in parts for thing in table.iris(record, part)):
                if label and not is_named(table, thing, label):
                    pattern = translatable("its label “{label}” does not name {thing}")
                    yield record, problem(pattern, label=label, thing=compact(thing))
    for record, other in confused(table, lambda record: (table.text(record, RDFS.label) or "").partition(": ")[0]):
        about = compact(table.one(record, YD.about) or "")
        yield record, problem("its label names {other}, not {about}", other=compact(other), about=about)


@_AGREES
def _roles(table: Graph) -> Iterator[tuple[str, str]]:
    for record in table.subjects(ORG.Membership):
        label, role = table.text(record, RDFS.label), table.one(record, ORG.role)
        if label and role and longest_post(table, label) != role:
            yield record, problem("its label “{label}” does not say {role}", label=label, role=compact(role))
    for record in table.subjects(YD.Participation):
        label, role = table.text(record, RDFS.label), table.one(record, YD.participantRole)
        if label and role and not has_deed(role, label) and (table.text(role, RDFS.label) or role) not in label:
            yield record, problem("its label “{label}” has no word for {role}", label=label, role=compact(role))


@_AGREES
def _stages(table: Graph) -> Iterator[tuple[str, str]]:
    """Check that a label has no words for another stage, where it has none for its own."""
    patterns = stage_patterns(table)
    for record in table.subjects(YD.Milestone):
        label, stage = table.text(record, RDFS.label) or "", table.one(record, YD.stage) or ""
        said = label.partition(": ")[2]
        there = [each for each, pattern in patterns.items() if re.search(rf"\b(?:{pattern})\b", said, re.IGNORECASE)]
        if there and stage in patterns and stage not in there:
            pattern = translatable("its label “{label}” says {said}, not {held}")
            yield record, problem(pattern, label=label, said=compact(there[0]), held=compact(stage))
