"""Each fault of the catalogue is noticed, by the rule that is there for it and with the thing that it is about."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

import pytest
from catalogue import FAULTS, FILES
from damage import struck
from trying import document, notices, notices_file, shipped, untouched, without_document

from ydkg.graph.graph import Graph
from ydkg.graph.schema import RECORDS
from ydkg.graph.sources import span
from ydkg.language.text import CHINESE
from ydkg.proof.check import Data
from ydkg.proof.verify import verify
from ydkg.telling.labels import CHECKS
from ydkg.vocab import PROV, ydr

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from fault import Fault, FileFault

    from ydkg.graph.sources import Source
    from ydkg.proof.finding import Finding

pytestmark = pytest.mark.usefixtures("one_java")
needs_document = pytest.mark.skipif(document() is None, reason="needs the document: set YDKG_SOURCE to its file")
UNSEEN = [fault for fault in FAULTS if fault.source]
WRITTEN = [fault for fault in FAULTS if not fault.source]


def assert_told(findings: list[Finding]) -> None:
    """See that there are findings, and that each says what is wrong and how to mend it in Chinese too."""
    assert findings
    for finding in findings:
        assert re.search(r"[\u4e00-\u9fff]", CHINESE.told(finding.message))
        assert not finding.fix or re.search(r"[\u4e00-\u9fff]", CHINESE.told(finding.fix))


def named(fault: Fault | FileFault) -> str:
    """Name a fault in the list of tests."""
    return fault.name


@pytest.mark.parametrize("fault", WRITTEN, ids=named)
def test_a_fault_is_noticed_without_the_document(fault: Fault) -> None:
    """What contradicts itself, the ontology or the contract is found by the rule that is there for it."""
    assert_told(notices(fault))


@needs_document
@pytest.mark.parametrize("fault", UNSEEN, ids=named)
def test_a_fault_is_noticed_with_the_document_only(fault: Fault) -> None:
    """What is well-formed and untrue is found where the document is at hand."""
    assert_told(notices(fault))


@needs_document
def test_without_the_document_such_faults_are_not_noticed() -> None:
    """No quick part finds what only the document shows."""
    assert without_document(UNSEEN) == []


def left_out(source: Source, records: Collection[str]) -> list[Finding]:
    """Return what the document prints or words and no fact has, once some records are taken out."""
    left = Graph.from_triples(struck(*records)(shipped()))
    return [finding for finding in verify(left, source) if finding.rule in {"omitted", "listed", "joint", "counted"}]


@needs_document
def test_every_record_that_is_left_out_is_noticed() -> None:
    """Whichever of them is taken out, the document prints or words something that no fact has.

    Records of different sentences are taken out together, each once for each of its sentences until something is found
    there, and by itself where nothing is.
    """
    source = document()
    assert source
    table = Graph.from_triples(shipped())
    stated = {
        record.removeprefix(ydr("")): {
            source.sentence(*place[1:])
            for passage in table.values(record, PROV.wasDerivedFrom)
            if (place := span(table, passage)) and place[0] == source.document
        }
        for kind in sorted(RECORDS)
        for record in table.subjects(kind)
    }
    assert len(stated) > 150
    shared = Counter(chain.from_iterable(stated.values()))
    waiting = {record: sorted(sentences, key=lambda each: -shared[each]) for record, sentences in stated.items()}
    overlooked: list[str] = []
    while waiting:
        taken = {sentences[-1]: record for record, sentences in waiting.items()}
        found = left_out(source, taken.values())
        for (first, last, _), record in taken.items():
            waiting[record].pop()
            if any(first <= (finding.offset or 0) < last for finding in found):
                del waiting[record]
            elif not waiting[record]:
                del waiting[record]
                overlooked.append(record)
    assert [record for record in overlooked if not left_out(source, [record])] == []


@needs_document
def test_a_plan_as_a_deed_is_shown_where_it_says_will() -> None:
    """The finding says which words make it a plan, and its place is theirs, not that of the date line."""
    source = document()
    assert source
    (fault,) = (each for each in FAULTS if each.name == "planned link as done")
    (finding,) = notices(fault)
    assert finding.offset is not None
    said = re.search("（?(?<=“)([^”]+)(?=”)", finding.message)
    assert said
    assert source.words(finding.offset, finding.offset + len(said[0])) == said[0]


@pytest.mark.parametrize("fault", FILES, ids=named)
def test_a_damaged_file_is_noticed(fault: FileFault, tmp_path: Path) -> None:
    """A file that is not as its canonical form has it, or no Turtle, is found before anything else is looked at."""
    assert notices_file(fault, tmp_path)


def test_the_shipped_data_have_none_of_the_faults() -> None:
    """No rule that notices a fault finds anything in the data as they are, but for arithmetic one coarse rounding."""
    parts = {fault.rule.partition("/")[0] for fault in FAULTS} - {"source", "arithmetic"}
    assert parts == CHECKS.keys() - {"arithmetic"}
    for part in sorted(parts):
        assert CHECKS[part](Data(shipped), [each for each in [document()] if each]) == []
    assert {finding.severity for finding in untouched("arithmetic/arithmetic", with_source=False)} <= {"warning"}


def test_the_catalogue_is_broad() -> None:
    """There are many faults, each with a name of its own, and every part of the check notices some."""
    every = [*FAULTS, *FILES]
    assert len(every) >= 65
    assert len({fault.name for fault in every}) == len(every)
    assert {fault.rule.partition("/")[0] for fault in every} == {*CHECKS, "files", "source"}
