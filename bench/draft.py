"""Draft the shipped release blind and compare what the rules propose with what its editors wrote.

Usage: python bench/draft.py RELEASE.TXT

Blind: the collection knows names (or, in a second run, nothing but the registers), and none of the release's facts. A
proposal is right where the editors have the same from the same words; what they left out on purpose counts as false.
"""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import NamedNode, Triple

from ydkg.collection import NAMES_FILE, REFERENCE_FILE, RELEASE_FILE
from ydkg.draft.drafting import Origin, draft
from ydkg.graph.graph import Graph
from ydkg.graph.schema import is_entity
from ydkg.graph.sources import span
from ydkg.graph.turtle import read_turtle
from ydkg.vocab import FOAF, ORG, PROV, QUDT, RDF, RDFS, SCHEMA, SKOS, YD, compact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

NAMES = (RDF.type, RDFS.label, SKOS.altLabel, SKOS.hiddenLabel, FOAF.name)
WANTED = {"quantities": 0.98, "times": 0.95, "posts": 0.95, "precision": 0.85}
RECORDS = (YD.Observation, YD.Comparison, YD.Milestone, YD.FirstClaim, ORG.Membership, YD.Participation)

PLACES = ["Northvale", "Eastmark", "Corvale", "Lindmoor", "Osterby", "Quenby", "Torrin"]
DENSE = (
    "In {y}, the output of {p} reached {n}.{m} billion yuan, up {m}.{m} percent year on year.",
    "The {p} line, which opened to traffic on March {m}, {y}, is {n} km long.",
    "By the end of {y}, {p} had built {n} hospitals and more than {n} schools.",
    "Mary Stone, director of the {p} Office, said that {n} projects will be completed by {y}.",
    "Exports from {p} rose from {n} million tonnes in {y} to {n}{m} million tonnes.",
)


class Score(NamedTuple):
    """What was found of what there is, and what of it is missing."""

    found: int
    of: int
    missing: list[str]

    @property
    def share(self) -> float:
        """How much was found, from 0 to 1."""
        return self.found / self.of if self.of else 1.0


def score(wanted: Iterable[str], is_found: Callable[[str], bool]) -> Score:
    """Count what is found."""
    all_of = list(wanted)
    missing = [each for each in all_of if not is_found(each)]
    return Score(len(all_of) - len(missing), len(all_of), missing)


class Sides:
    """The editors' graph and the draft's, compared by the words that both come from."""

    def __init__(self, true: Graph, drafted: Graph, dateline: tuple[int, int]) -> None:
        self.true, self.drafted = true, drafted
        self._dateline = dateline

    def spans(self, table: Graph, subject: str, predicate: str = PROV.wasDerivedFrom) -> list[tuple[int, int]]:
        """Return where the words of something stand, but for the date line."""
        found = [span(table, passage) for passage in table.values(subject, predicate)]
        return [at[1:] for at in found if at and at[1:] != self._dateline]

    def shared(self, record: str, other: str, true_by: str = PROV.wasDerivedFrom) -> bool:
        """Tell whether a record of the editors and a proposal come from words that overlap."""
        mine = self.spans(self.true, record, true_by)
        proposal = self.of[other]
        return any(start < proposal[1] and proposal[0] < end for start, end in mine)

    @property
    def of(self) -> dict[str, tuple[int, int]]:
        """Return for each thing proposed the words that its rule read."""
        if not hasattr(self, "_of"):
            self._of = {
                proposed: at[1:]
                for proposal in self.drafted.subjects(YD.Proposal)
                if (proposed := self.drafted.one(proposal, YD.proposes))
                and (at := span(self.drafted, self.drafted.one(proposal, PROV.wasDerivedFrom) or ""))
            }
        return self._of

    def same(self, record: str, other: str, *parts: str) -> bool:
        """Tell whether two have the same values."""
        return all(self.true.values(record, part) == self.drafted.values(other, part) for part in parts)

    def match(self, record: str, kind: str, *parts: str) -> str | None:
        """Find the proposal of a class that has the same values from the same words."""
        found = (
            o
            for o in self.drafted.subjects(kind)
            if o in self.of and self.same(record, o, *parts) and self.shared(record, o)
        )
        return next(found, None)

    def edtf(self, table: Graph, record: str, part: str) -> str | None:
        """Return the days of a period."""
        period = table.one(record, part)
        return None if period is None else " ".join(f"{table.one(period, end)}" for end in (YD.firstDay, YD.lastDay))

    def name(self, table: Graph, record: str, part: str) -> str:
        """Return what a part is called."""
        return (table.text(table.one(record, part) or "", RDFS.label) or "").strip("“”")


QUANTITY = (YD.value, QUDT.hasUnit, YD.bound, YD.numerator, YD.denominator)
CHANGE = (YD.statedChange, QUDT.hasUnit, YD.bound)


def quantities(sides: Sides) -> Score:
    """Score values and stated changes: value, unit, bound and words."""
    records = [
        *sides.true.subjects(YD.Observation),
        *(c for c in sides.true.subjects(YD.Comparison) if sides.true.one(c, YD.statedChange)),
    ]

    def found(record: str) -> bool:
        observed = YD.Observation in sides.true.types(record)
        return (
            sides.match(record, YD.Observation if observed else YD.Comparison, *(QUANTITY if observed else CHANGE))
            is not None
        )

    return score(records, found)


def times(sides: Sides) -> Score:
    """Score periods, days and deadlines, and that none is given where the text gives none."""
    true = sides.true
    wanted = [(r, part) for r in true.subjects(YD.Observation) for part in (YD.period,) if true.one(r, part)]
    wanted += [(r, YD.baselinePeriod) for r in true.subjects(YD.Comparison) if true.one(r, YD.baselinePeriod)]
    wanted += [(r, part) for r in true.subjects(YD.Milestone) for part in (YD.on, YD.notAfter) if true.one(r, part)]
    days = [
        s
        for s in true.subjects(RDF.Statement)
        if true.one(s, RDF.predicate) == SCHEMA.startDate and sides.spans(true, s)
    ]

    def found(key: str) -> bool:
        record, part = key.split("\t")
        if part == SCHEMA.startDate:
            drafted = [s for s in sides.drafted.subjects(RDF.Statement) if sides.drafted.one(s, RDF.predicate) == part]
            return any(sides.same(record, s, RDF.object) for s in drafted)
        if part in {YD.on, YD.notAfter}:
            return sides.match(record, YD.Milestone, YD.stage, part) is not None
        parts = QUANTITY if part == YD.period else CHANGE
        kind = YD.Observation if part == YD.period else YD.Comparison
        matches = (
            o
            for o in sides.drafted.subjects(kind)
            if o in sides.of and sides.same(record, o, *parts) and sides.shared(record, o)
        )
        return any(sides.edtf(sides.true, record, part) == sides.edtf(sides.drafted, o, part) for o in matches)

    return score([f"{r}\t{part}" for r, part in wanted] + [f"{s}\t{SCHEMA.startDate}" for s in days], found)


def untrue_times(sides: Sides) -> list[str]:
    """List figures that were given a period where the editors give none, or another."""
    wrong = []
    for record in sides.true.subjects(YD.Observation):
        other = sides.match(record, YD.Observation, *QUANTITY)
        if (
            other
            and sides.drafted.one(other, YD.period)
            and sides.edtf(sides.true, record, YD.period) != sides.edtf(sides.drafted, other, YD.period)
        ):
            wrong.append(compact(record))
    return wrong


def posts(sides: Sides) -> Score:
    """Score posts: who, where, as what."""
    parts = (ORG.member, ORG.organization, ORG.role)
    held = {tuple(sides.name(sides.drafted, r, p) for p in parts) for r in sides.drafted.subjects(ORG.Membership)}
    return score(
        sides.true.subjects(ORG.Membership), lambda r: tuple(sides.name(sides.true, r, p) for p in parts) in held
    )


def milestones(sides: Sides) -> tuple[Score, Score, list[str]]:
    """Score stages, stages with their modality, and list plans that were drafted as deeds."""
    records = sides.true.subjects(YD.Milestone)
    stage = score(records, lambda r: sides.match(r, YD.Milestone, YD.stage) is not None)
    modality = score(records, lambda r: sides.match(r, YD.Milestone, YD.stage, YD.modality) is not None)
    deeds = [
        compact(other)
        for other in sides.drafted.subjects(YD.Milestone)
        if sides.drafted.one(other, YD.modality) == YD.Done
        and any(sides.true.one(r, YD.modality) == YD.Planned and sides.shared(r, other) for r in records)
        and not any(sides.true.one(r, YD.modality) != YD.Planned and sides.shared(r, other) for r in records)
    ]
    return stage, modality, deeds


def precision(sides: Sides) -> dict[str, Score]:
    """Score what is proposed, by class: whether the editors have it."""
    found = {}
    for kind in RECORDS:
        proposed = [o for o in sides.drafted.subjects(kind) if o in sides.of]
        found[compact(kind)] = score(proposed, lambda o, kind=kind: _is_true(sides, o, kind))  # type: ignore[misc]
    statements = [s for s in sides.drafted.subjects(RDF.Statement) if s in sides.of]
    stated = {
        (t.one(s, RDF.predicate), (t.one(s, RDF.object) or "").strip())
        for t in (sides.true,)
        for s in t.subjects(RDF.Statement)
    }
    found["rdf:Statement"] = score(
        statements, lambda s: (sides.drafted.one(s, RDF.predicate), sides.drafted.one(s, RDF.object)) in stated
    )
    named = [
        sides.spans(sides.true, t, p)
        for t in sides.true.subjects()
        for p in (YD.mentionedIn, PROV.wasDerivedFrom)
        if is_entity(sides.true, t)
    ]
    places = {at for spans in named for at in spans}
    things = [
        o for o in sides.of if is_entity(sides.drafted, o) or not {*sides.drafted.types(o)} & {*RECORDS, RDF.Statement}
    ]
    found["things"] = score(things, lambda o: _is_thing(sides.of[o], places))
    return found


def _is_true(sides: Sides, other: str, kind: str) -> bool:
    """Tell whether the editors have a record from the same words that says the same."""
    parts: tuple[str, ...] = {
        YD.Observation: QUANTITY,
        YD.Comparison: CHANGE,
        YD.Milestone: (YD.stage, YD.modality),
        YD.Participation: (YD.participantRole,),
        ORG.Membership: (ORG.role,),
    }.get(kind, ())
    return any(
        sides.same(record, other, *parts) and sides.shared(record, other) for record in sides.true.subjects(kind)
    )


def _is_thing(at: tuple[int, int], places: set[tuple[int, int]]) -> bool:
    """Tell whether the editors have a thing at these words, or at most of them."""
    return any(2 * (min(at[1], end) - max(at[0], start)) > min(at[1] - at[0], end - start) for start, end in places)


def collections() -> dict[str, list[Triple]]:
    """Return what a blind draft may know: names and classes of things, or the registers only."""
    release = read_turtle(RELEASE_FILE)
    table = Graph.from_triples(release)
    things = {each for each in table.subjects() if is_entity(table, each)}
    names = [
        t
        for t in release
        if isinstance(t.subject, NamedNode) and t.subject.value in things and t.predicate.value in NAMES
    ]
    registers = [t for path in (REFERENCE_FILE, NAMES_FILE) for t in read_turtle(path)]
    return {"names known": [*names, *registers], "nothing known": registers}


def grown(size: int) -> str:
    """Write dense invented sentences of at least so many characters: a figure, a post or a stage in each."""
    written, number = [], 0
    while sum(map(len, written)) < size:
        place, year, number = (
            f"{PLACES[number % 7]} {['County', 'Port', 'District'][number % 3]}",
            2010 + number % 20,
            number + 1,
        )
        written += [each.format(p=place, y=year, n=10 + number % 990, m=1 + number % 9) for each in DENSE]
    return "\n".join(written)


def growth() -> None:
    """Print what a text of each length takes: twice the text, twice the time."""
    for size in (14_000, 28_000, 56_000):
        text = grown(size)
        began = time.perf_counter()
        made = draft(text, Origin(date(2024, 12, 4)), Graph.from_triples([]))
        seconds = time.perf_counter() - began
        print(f"dense text, {len(text):6} characters: {made.proposals:5} proposals in {seconds:5.1f} s")


def main() -> None:
    """Print the tables, and what the first run misses of what is wanted."""
    growth()
    text = Path(sys.argv[1]).read_bytes().decode()
    true = Graph.from_triples([t for path in (RELEASE_FILE,) for t in read_turtle(path)])
    issued = date.fromisoformat(
        true.one("https://w3id.org/ydkg/id/release-20241204", "http://purl.org/dc/terms/issued") or ""
    )
    for name, known in collections().items():
        began = time.perf_counter()
        made = draft(text, Origin(issued), Graph.from_triples(known))
        seconds = time.perf_counter() - began
        sides = Sides(true, Graph.from_triples([*known, *made.triples]), (88, 98))
        counts = f"{made.counts.proposed} in proposals, {made.counts.ignored} ignored, {made.counts.unread} not read"
        print(f"\n{name}: {made.proposals} proposals in {seconds:.1f} s; {counts}")
        stage, modality, deeds = milestones(sides)
        right = precision(sides)
        total = Score(sum(s.found for s in right.values()), sum(s.of for s in right.values()), [])
        lines = {
            "quantities": quantities(sides),
            "times": times(sides),
            "posts": posts(sides),
            "stages": stage,
            "stages with modality": modality,
        }
        for title, each in lines.items():
            print(f"  {title:22} {each.found:4} of {each.of:4}  {each.share:6.1%}")
        print(f"  {'plans as deeds':22} {len(deeds):4}          times where none is given: {len(untrue_times(sides))}")
        for title, each in right.items():
            print(f"  right: {title:15} {each.found:4} of {each.of:4}  {each.share:6.1%}")
        print(f"  {'right, all':22} {total.found:4} of {total.of:4}  {total.share:6.1%}")
        if "-v" in sys.argv:
            for title, each in {**lines, **right}.items():
                for missing in each.missing:
                    print(f"    {title}: {missing.rpartition('/')[2]}")
            print("    deeds", deeds, "\n    untrue times", untrue_times(sides))
        checks = {
            "quantities": lines["quantities"],
            "times": lines["times"],
            "posts": lines["posts"],
            "precision": total,
        }
        if name == "names known":
            missed = [title for title, wanted in WANTED.items() if checks[title].share < wanted]
            print(f"  missed: {', '.join([*missed, *deeds]) or 'nothing'}")


if __name__ == "__main__":
    main()
