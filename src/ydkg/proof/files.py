"""Files: whether the data are written as files should be, and every fact is in the file of its document."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ydkg.errors import YdkgError, problem
from ydkg.graph.canonical import difference, read_content, read_turtle
from ydkg.graph.passages import offset
from ydkg.graph.table import MemoryTable
from ydkg.proof.finding import Finding
from ydkg.vocab import PROV, RDF, YD, ydr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from pyoxigraph import Triple

#: By these it is known in which file a document is, and its passages.
_PLACED = frozenset((RDF.type, YD.inDocument))


class Files(NamedTuple):
    """What was read from files.

    Attributes
    ----------
    files : dict of str to list of pyoxigraph.Triple
        Path of each file that can be read -> what is in it, in their order.
    findings : tuple of Finding
        What is wrong with them.
    failures : tuple of YdkgError
        Why a file cannot be read, in one line each.
    """

    files: dict[str, list[Triple]]
    findings: tuple[Finding, ...]
    failures: tuple[YdkgError, ...]


def read_files(paths: Iterable[Path]) -> Files:
    """Read the data, and look at them file by file.

    Parameters
    ----------
    paths : iterable of Path
        Turtle files.

    Returns
    -------
    Files
        With findings of the rules ``canonical_form`` and ``other_file``.
    """
    read: dict[str, list[Triple]] = {}
    findings: list[Finding] = []
    failures: list[YdkgError] = []
    for path in paths:
        try:
            content = read_content(path)
            triples = read[str(path)] = read_turtle(path, content)
            if line := difference(content, triples.__iter__):
                message = problem("{file}:{line} is not as its canonical form has it", file=path.name, line=str(line))
                fix = problem("Run `ydkg format`.")
                findings.append(Finding(ydr(path.stem), message, "canonical_form", fix=fix))
        except YdkgError as error:
            failures.append(error)
    findings += misplaced(read, read.__getitem__)
    return Files(read, tuple(findings), tuple(failures))


def misplaced(files: Iterable[str], read: Callable[[str], Iterable[Triple]]) -> Iterator[Finding]:
    """Find facts of a document that are in the file of another, or of a register.

    Parameters
    ----------
    files : iterable of str
        Their paths; gone through twice.
    read : callable
        Path of a file -> what is in it; asked twice of each, so that one file is in memory at a time.

    Yields
    ------
    Finding
        Of the rule ``other_file``, by file and entity.
    """
    home, within = dict[str, str](), list[tuple[str, str]]()
    for name in files:
        table = MemoryTable(triple for triple in read(name) if triple.predicate.value in _PLACED)
        home.update(dict.fromkeys(table.subjects(YD.Document), name))
        passages = table.subjects(YD.Passage)
        within += ((passage, document) for passage in passages for document in table.values(passage, YD.inDocument))
    of = {passage: home[document] for passage, document in within if document in home}
    for name in files:
        table = MemoryTable(read(name))
        for entity in table.subjects():
            itself = [entity] if YD.Passage in table.types(entity) else []
            sources = [*itself, *table.values(entity, PROV.wasDerivedFrom), *table.values(entity, YD.mentionedIn)]
            others = sorted({of[source] for source in sources if of.get(source, name) != name})
            if others:
                message = problem("is in {name}, but its document is in {home}", name=name, home=others[0])
                fix = problem("Move it to {home}.", home=others[0])
                yield Finding(entity, message, "other_file", offset(table, entity), fix=fix)
