"""The whole check: every part of the proof in one run, each on its own, so that one that cannot run stops no other."""

from __future__ import annotations

from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from pyoxigraph import BlankNode

from ydkg.collection import pipes_kept
from ydkg.errors import Named, YdkgError, missing_extra, problem
from ydkg.graph.graph import Graph
from ydkg.graph.questions import is_check, questions
from ydkg.graph.sources import offset, open_sources
from ydkg.graph.sparql import run
from ydkg.graph.turtle import read_turtle
from ydkg.language.text import CHINESE, ENGLISH
from ydkg.proof.arithmetic.audit import audit, findings
from ydkg.proof.files import inspect_files
from ydkg.proof.finding import ERROR, WARNING, Finding
from ydkg.proof.reasoning import contradictions
from ydkg.proof.shapes import check_shapes
from ydkg.proof.verify import verify
from ydkg.vocab import PROV, YD, local_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from pyoxigraph import Triple

    from ydkg.graph.sources import Source


#: Finds what is wrong with data, of which some documents are at hand.
Part: TypeAlias = "Callable[[Data, Sequence[Source]], list[Finding]]"
#: What a question of ``queries/checks`` says of a property that is not there.
_MISSING = "missing"


class CheckPart(NamedTuple):
    """What one part of the check found."""

    name: str  # a key of `PARTS`, ``"files"`` or ``"source"``
    findings: tuple[Finding, ...] = ()  # sorted; empty where all is well
    failure: str | None = None

    def count(self, severity: str) -> int:
        """Return how many findings have a severity."""
        return sum(finding.severity == severity for finding in self.findings)


class Data:
    """Triples that are not kept, and read whenever they are gone through."""

    def __init__(self, read: Callable[[], Iterable[Triple]]) -> None:
        self._read = read

    def __iter__(self) -> Iterator[Triple]:
        return iter(self._read())

    @cached_property
    def table(self) -> Graph:
        """Look them up; they are read once for all who do."""
        return Graph.from_triples(self)


class Report(NamedTuple):
    """What the whole check found: its parts in order, the data, how many they are, and the texts that were given."""

    parts: tuple[CheckPart, ...]
    data: Data
    triples: int
    sources: tuple[Source, ...]

    def count(self, severity: str) -> int:
        """Return how many findings of all parts have a severity."""
        return sum(part.count(severity) for part in self.parts)

    @property
    def failures(self) -> tuple[CheckPart, ...]:
        """Return the parts that could not run; in the order of the parts."""
        return tuple(part for part in self.parts if part.failure)


def _rules(data: Data, _: Sequence[Source]) -> list[Finding]:
    """Ask the questions of ``queries/checks``, each of which finds what is against one rule, in their order."""
    store = Graph.from_triples(data).store
    rows = [
        (question, row) for question in questions() if is_check(question.name) for row in run(store, question.text).rows
    ]
    found = []
    for question, row in rows:
        entity, subject, value = (
            str(term) if isinstance(term, BlankNode) else getattr(term, "value", "") for term in row
        )
        name = local_name(subject)
        missing = value == _MISSING
        value = problem("{wanted} is missing", wanted=name) if missing else f"{name} {value}".strip()
        title = Named(question.title, question.title_zh)
        message = problem("{title}: {value}", title=title, value=value) if value else title
        severity = WARNING if question.severity == WARNING else ERROR
        rule, fix = question.name.removeprefix("checks/"), Named(question.fix, question.fix_zh)
        found.append(Finding(entity, message, rule, offset(data.table, entity), severity, fix))
    return found


def _coverage(data: Data, _: Sequence[Source]) -> list[Finding]:
    """Find sentences that carry no fact, in the order of the document."""
    table = data.table
    stating = {passage for subject in table.subjects() for passage in table.iris(subject, PROV.wasDerivedFrom)}
    used = {table.one(passage, YD.inSentence) for passage in stating}
    message = problem("No fact is taken from this sentence")
    fix = problem("Read it again, or set it aside and say why.")
    return [
        Finding(sentence, message, "bare_sentence", table.number(sentence, YD.start), ERROR, fix)
        for sentence in table.subjects(YD.Sentence)
        if sentence not in used and YD.SetAside not in table.types(sentence)
    ]


#: What each part does with the data and with the documents at hand.
PARTS: Mapping[str, Part] = {
    "evidence": lambda data, sources: verify(data.table, *sources),
    "rules": _rules,
    "shapes": lambda data, _: check_shapes(data),
    "arithmetic": lambda data, _: findings(audit(data.table)),
    "logic": lambda data, sources: contradictions(data, *sources),
    "coverage": _coverage,
}
#: What is checked of data apart too: several pages may well contradict one another.
_OF_ALL = frozenset(("evidence", "shapes", "labels"))


@pipes_kept()
def check(
    files: Iterable[Path],
    sources: Sequence[Path | str] = (),
    only: Iterable[str] | None = None,
    *,
    begun: Callable[[str], None] | None = None,
    apart: Iterable[Path] = (),
    beside: Iterable[Path] = (),
    every: Mapping[str, Part] = PARTS,
) -> Report:
    """Check the graph in every way there is, or in those that are given."""
    names, described = tuple(every if only is None else only), tuple(beside)
    asked = tuple(files)
    read = inspect_files((*asked, *apart, *described))
    known = [path for path in read.counts if path not in described]
    stating = [path for path in asked if path in read.counts]
    told = Data(lambda: chain.from_iterable(map(read_turtle, known)))
    data = told if stating == known else Data(lambda: chain.from_iterable(map(read_turtle, stating)))
    counted = any(read.counts[path] for path in stating)
    parts = [CheckPart("files", read.findings, _said(read.failures))]
    documents: tuple[Source, ...] = ()
    if sources and counted:
        try:
            documents = open_sources(data.table, sources)
            parts.append(CheckPart("source"))
        except YdkgError as error:
            parts.append(CheckPart("source", failure=_said([error])))
    for name in names:
        if begun:
            begun(name)
        if not counted and read.failures:
            parts.append(CheckPart(name, failure=problem("not run: there are no data that can be read")))
            continue
        try:
            found = every[name](told if name in _OF_ALL else data, documents)
            found = sorted(found, key=lambda f: (f.severity, f.entity, f.rule, f.message))
            parts.append(CheckPart(name, tuple(found)))
        except YdkgError as error:
            parts.append(CheckPart(name, failure=_said([error])))
        except Exception as error:  # noqa: BLE001 - one part that falls stops no other, and is said
            missing = missing_extra(error) if isinstance(error, ImportError) else None
            said = " ".join(str(error).split())
            fell = problem("fell: {kind}: {said}", kind=type(error).__name__, said=said)
            parts.append(CheckPart(name, failure=_said([missing]) if missing else fell))
    if any(part.findings for part in parts):
        try:
            told.table  # noqa: B018 - whoever tells of the findings looks there what things are called
        except YdkgError as error:  # a file went away meanwhile
            told = Data(tuple)
            parts[0] = parts[0]._replace(failure=_said([*read.failures, error]))
    return Report(tuple(parts), told, sum(read.counts[path] for path in known), documents)


def _said(errors: Sequence[YdkgError]) -> Named | None:
    """Say in one line, in each language, what kept a part from running; None where nothing did."""
    if not errors:
        return None
    chinese = (CHINESE.complaint(error, place=True) for error in errors)
    return Named(ENGLISH.semicolon.join(map(str, errors)), CHINESE.semicolon.join(chinese))
