"""Trying faults: run the part of the check that should notice one, and say what it found."""

# ruff: noqa: T201 - as a program, the catalogue prints its table

from __future__ import annotations

import os
import tempfile
from collections import Counter
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from fault import Fault, FileFault, iri

from ydkg.collection import DATA_FILES, RELEASE_FILE
from ydkg.errors import SourceError
from ydkg.graph.graph import Graph
from ydkg.graph.sources import Source, open_source
from ydkg.graph.store import open_store
from ydkg.graph.turtle import read_turtle
from ydkg.proof.check import Data, check
from ydkg.proof.finding import ERROR, Finding
from ydkg.proof.shapes import SHAPES_DIR, check_shapes
from ydkg.telling.labels import CHECKS
from ydkg.vocab import ydr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pyoxigraph import Triple

#: The parts that take no time: without the document, none of them may notice what is said to need it.
QUICK = ("evidence", "rules", "arithmetic", "coverage")
#: So many faults are made in one graph.
TOGETHER = 16


@cache
def shipped() -> frozenset[Triple]:
    """Return the shipped triples."""
    return frozenset(triple for path in DATA_FILES for triple in read_turtle(path))


@cache
def document() -> Source | None:
    """Return the document that YDKG_SOURCE names; None if it names none."""
    path = os.environ.get("YDKG_SOURCE")
    return open_source(Graph(open_store()), path) if path else None


def found(rules: Sequence[str], triples: Iterable[Triple], source: Source | None) -> list[Finding]:
    """Run what should notice some faults: of the shapes the files of the rules, of other parts the whole.

    Parameters
    ----------
    rules : sequence of str
        Rules of one part of the check, each as ``part/rule``.
    triples : iterable of pyoxigraph.Triple
        The damaged data.
    source : Source, optional
        The document.

    Returns
    -------
    list of Finding
        Those of the part, of any rule.
    """
    part, triples = rules[0].partition("/")[0], list(triples)
    if part == "shapes":
        names = dict.fromkeys(rule.partition("/")[2].partition("#")[0] for rule in rules)
        return check_shapes(triples, [SHAPES_DIR / f"{name}.ttl" for name in names])
    if part == "source":
        return opened(triples)
    return CHECKS[part](Data(lambda: triples), [source] if source else [])


def opened(triples: Sequence[Triple]) -> list[Finding]:
    """Open the document for some data, as the whole check does first."""
    try:
        open_source(Graph.from_triples(triples), os.environ["YDKG_SOURCE"])
    except SourceError as error:
        return [Finding(ydr("release-20241204"), error.message, "other_document")]
    return []


def confused(one: Fault, other: Fault) -> bool:
    """Tell whether what is found of one fault could be taken for what is found of another."""
    return one.entity == other.entity if one.entity and other.entity else one.rule == other.rule


class Batch:
    """Faults that are made in one graph: of one part of the check, about different things."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.triples = shipped()

    def takes(self, fault: Fault) -> bool:
        """Make a fault in the graph too, and say so, unless it has to be made in another."""
        if self.faults:
            first = self.faults[0]
            part = fault.rule.partition("/")[0]
            if part in {"logic", "source"} or len(self.faults) == TOGETHER:
                return False
            if (part, fault.source) != (first.rule.partition("/")[0], first.source):
                return False
            if any(confused(each, fault) for each in self.faults):
                return False
        try:
            changed = frozenset(fault.edit(self.triples))
        except AssertionError:  # what one changes is what another takes away
            if not self.faults:
                raise
            return False
        self.faults.append(fault)
        self.triples = changed
        return True

    @cached_property
    def findings(self) -> list[Finding]:
        """What is found in the graph."""
        source = document() if self.faults[0].source else None
        return found([each.rule for each in self.faults], self.triples, source)


@cache
def batches() -> dict[str, Batch]:
    """Return the batch of each fault of the catalogue, by its name."""
    from catalogue import FAULTS

    made: list[Batch] = []
    for fault in FAULTS:
        if not any(batch.takes(fault) for batch in made):
            made.append(Batch())
            assert made[-1].takes(fault)
    return {fault.name: batch for batch in made for fault in batch.faults}


def notices(fault: Fault) -> list[Finding]:
    """Return the errors of a fault's rule that the shipped data do not have, about the thing that it names.

    It is tried among the faults of its batch, and by itself where one of them is in its way.
    """
    return hits(fault, batches()[fault.name].findings) or hits(fault, alone(fault))


def alone(fault: Fault) -> list[Finding]:
    """Return what is found where only this fault is made."""
    return found([fault.rule], fault.edit(shipped()), document() if fault.source else None)


def hits(fault: Fault, findings: Iterable[Finding]) -> list[Finding]:
    """Return those of some findings that say what is wrong by a fault."""
    part, _, rule = fault.rule.partition("/")
    before = untouched(fault.rule, with_source=fault.source) if part == "arithmetic" else frozenset()
    named = [each for each in findings if each.rule == rule and each.severity == ERROR and each not in before]
    return [each for each in named if iri(fault) in {"", each.entity}]


@cache
def untouched(rule: str, *, with_source: bool) -> frozenset[Finding]:
    """Return what a rule finds in the shipped data."""
    findings = found([rule], shipped(), document() if with_source else None)
    return frozenset(each for each in findings if each.rule == rule.partition("/")[2])


@cache
def quick_before() -> frozenset[Finding]:
    """Return what the quick parts find in the shipped data, without the document."""
    return frozenset(finding for part in QUICK for finding in CHECKS[part](Data(shipped), ()))


def without_document(faults: Sequence[Fault]) -> list[Finding]:
    """Return the errors that some faults are where nobody has the document, made in as few graphs as can be."""
    triples, later = shipped(), list[Fault]()
    for fault in faults:
        try:
            triples = frozenset(fault.edit(triples))
        except AssertionError:  # what one changes is what another takes away
            later.append(fault)
    assert len(later) < len(faults)
    found = [finding for part in QUICK for finding in CHECKS[part](Data(lambda: triples), ())]
    new = [finding for finding in found if finding.severity == ERROR and finding not in quick_before()]
    return new + (without_document(later) if later else [])


def notices_file(fault: FileFault, folder: Path) -> list[Finding]:
    """Return what the check says of a damaged file."""
    text = RELEASE_FILE.read_text(encoding="utf-8")
    damaged = folder / RELEASE_FILE.name
    damaged.write_text(fault.edit(text), encoding="utf-8")
    assert damaged.read_text(encoding="utf-8") != text
    part = check([damaged], only=()).parts[0]
    failures = [Finding(ydr("triples"), part.failure, "failure")] if part.failure else []
    hits = [each for each in (*part.findings, *failures) if each.rule == fault.rule.partition("/")[2]]
    return [each for each in hits if iri(fault) in {"", each.entity}]


def table(faults: Sequence[Fault], files: Sequence[FileFault]) -> int:
    """Try all faults, print which rule noticed each, and the shares; return 1 if one was not noticed."""
    missed: list[str] = []
    tried: Counter[bool] = Counter()
    parts: Counter[str] = Counter()
    for fault in (*faults, *files):
        if fault.source and document() is None:
            print(f"not tried  {fault.name} ({fault.rule}): YDKG_SOURCE names no document")
            continue
        with tempfile.TemporaryDirectory() as folder:
            hits = notices(fault) if isinstance(fault, Fault) else notices_file(fault, Path(folder))
        tried[fault.source] += 1
        parts[fault.rule.partition("/")[0]] += 1
        missed += [] if hits else [fault.name]
        need = "document" if fault.source else "data"
        print(f"{'noticed' if hits else 'MISSED':8} {need:9} {fault.rule:48} {fault.name}", flush=True)
    total = tried.total()
    print(f"\n{total} faults tried, {total - len(missed)} noticed, {len(missed)} missed.")
    print(f"{tried[True]} of {total} ({tried[True] / total:.0%}) can only be seen with the document, ", end="")
    print(f"{tried[False]} ({tried[False] / total:.0%}) without it.")
    print("By part: " + ", ".join(f"{part} {count}" for part, count in parts.most_common()) + ".")
    return 1 if missed else 0
