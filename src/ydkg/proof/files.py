"""Files: whether the data are written as files should be, and every fact is in the file of its document."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode

from ydkg.errors import YdkgError, problem
from ydkg.graph.graph import Graph
from ydkg.graph.sources import offset
from ydkg.graph.turtle import first_difference, read_content, read_turtle
from ydkg.proof.finding import Finding
from ydkg.vocab import PROV, RDF, YD, ydr

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from pathlib import Path

    from pyoxigraph import Triple

_PASSAGE = NamedNode(YD.Passage)
#: With what leads to documents, by these it is known in which file a document is, and its passages.
_PLACED = frozenset((NamedNode(YD.Document), _PASSAGE))
#: What leads to passages.
_SOURCES = frozenset((PROV.wasDerivedFrom, YD.mentionedIn))


class Files(NamedTuple):
    """What is known of files, none of whose triples are kept."""

    counts: dict[Path, int]  # each file that can be read -> how many triples are in it
    findings: tuple[Finding, ...]  # what is wrong with them
    failures: tuple[YdkgError, ...]  # why a file cannot be read, or has no canonical form, in one line each


def inspect_files(paths: Iterable[Path]) -> Files:
    """Look at the data file by file; with findings of the rules ``canonical_form`` and ``other_file``."""
    counts: dict[Path, int] = {}
    findings: list[Finding] = []
    failures: list[YdkgError] = []
    for path in paths:
        try:
            content = read_content(path)
            counts[path] = len(read_turtle(path, content))
            if line := first_difference(path, content):
                message = problem("{file}:{line} is not as its canonical form has it", file=path.name, line=str(line))
                fix = problem("Run `ydkg format`.")
                findings.append(Finding(ydr(path.stem), message, "canonical_form", fix=fix))
        except YdkgError as error:
            failures.append(error)
    try:
        findings += misplaced(list(map(str, counts)), read_turtle)
    except YdkgError as error:
        failures.append(error)  # a file went away meanwhile
    return Files(counts, tuple(findings), tuple(failures))


def misplaced(files: Collection[str], read: Callable[[str], Iterable[Triple]]) -> Iterator[Finding]:
    """Find facts of a document that are in the file of another, or of a register."""
    if len(files) == 1:
        return
    home, within = dict[str, str](), list[tuple[str, str]]()
    for name in files:
        table = Graph.from_triples(
            triple for triple in read(name) if triple.predicate.value == YD.inDocument or triple.object in _PLACED
        )
        home.update(dict.fromkeys(table.subjects(YD.Document), name))
        passages = table.subjects(YD.Passage)
        within += ((passage, document) for passage in passages for document in table.values(passage, YD.inDocument))
    of = {passage: home[document] for passage, document in within if document in home}
    for name in files:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for triple in read(name):
            subject, predicate, source = triple.subject, triple.predicate.value, triple.object
            if predicate == RDF.type and source == _PASSAGE:
                source = subject
            elif predicate not in _SOURCES:
                continue
            if not isinstance(subject, NamedNode) or not isinstance(source, NamedNode | Literal):
                continue
            if of.get(source.value, name) != name:
                found[subject.value].add(of[source.value])
        table = Graph.from_triples(read(name) if found else ())
        for entity, others in sorted(found.items()):
            other = min(others)
            message = problem("is in {name}, but its document is in {home}", name=name, home=other)
            fix = problem("Move it to {home}.", home=other)
            yield Finding(entity, message, "other_file", offset(table, entity), fix=fix)
