"""The report of a check in four forms: lines for a person, JSON, a SHACL validation report, and a page."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, NamedTuple

from ydkg.graph.canonical import canonical_turtle
from ydkg.graph.passages import passages_of, stated_in
from ydkg.graph.source import text_of
from ydkg.graph.table import MemoryTable
from ydkg.proof.finding import ERROR, WARNING
from ydkg.proof.phrase import label
from ydkg.proof.triple import link, text, typed
from ydkg.vocab import PROV, RDF, RDFS, SH, XSD, compact, ydr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ydkg.graph.source import Source
    from ydkg.graph.table import Table
    from ydkg.proof.check import Report
    from ydkg.proof.finding import Finding

#: Part -> what it checks, in the words of the summary.
TITLES = {
    "files": "The data can be read and are canonical",
    "source": "The document is the one meant",
    "evidence": "Every fact leads to its source",
    "rules": "Questions that look for what breaks a rule",
    "shapes": "Records and entities have their shape",
    "arithmetic": "Stated changes and outcomes follow from their figures",
    "logic": "The facts can all be true, by the ontology",
    "coverage": "Every sentence carries a fact",
}


class Told(NamedTuple):
    """A finding for a reader: severity, thing, what is wrong, how to mend it, position, and the words stated there."""

    part: str
    severity: str
    entity: str
    label: str
    message: str
    fix: str
    rule: str
    start: int | None
    words: str


def told(report: Report) -> list[Told]:
    """List the findings of all parts, errors first within each.

    Parameters
    ----------
    report : Report
        What `check` returned.

    Returns
    -------
    list of Told
        In the order of the parts; ``words`` is the sentence that states the thing, where the document was given.
    """
    table = MemoryTable(report.triples)
    return [
        Told(
            part.name,
            finding.severity,
            finding.entity,
            label(table, finding.entity),
            finding.message,
            finding.fix,
            finding.rule,
            finding.offset,
            _words(table, report.sources, finding),
        )
        for part in report.parts
        for finding in part.findings
    ]


def as_lines(report: Report) -> str:
    """Write a report as lines of text.

    Parameters
    ----------
    report : Report
        What `check` returned.

    Returns
    -------
    str
        What could not be read, the findings, then a summary of the parts and a total.
    """
    # A file that cannot be read leaves the rest with gaps, which would hide it.
    lines = [f"error: {part.failure}" for part in report.failures if part.name == "files"]
    for each in told(report):
        at = "" if each.start is None else f" (stated at {each.start})"
        lines.append(f"{each.severity}: {each.label}{at}: {each.message}")
        lines += [f"    “{each.words}”"] if each.words else []
        lines += [f"    to mend: {each.fix}"] if each.fix else []
        lines.append(f"    {compact(each.entity)}, rule {each.part}/{each.rule}")
    lines += [""] if lines else []
    width = max(len(title) for title in TITLES.values())
    for part in report.parts:
        counts = f"{_many(part.count(ERROR), 'error')}, {_many(part.count(WARNING), 'warning')}"
        lines.append(f"{part.name:<10}  {TITLES[part.name]:<{width}}  {part.failure or counts}")
    total = f"{_many(report.count(ERROR), 'error')}, {_many(report.count(WARNING), 'warning')}"
    failed = f", {_many(len(report.failures), 'part')} could not run" if report.failures else ""
    lines.append(f"{'total':<10}  {len(report.triples)} triples: {total}{failed}")
    return "\n".join(lines) + "\n"


def as_json(report: Report) -> str:
    """Write a report as JSON.

    Parameters
    ----------
    report : Report
        What `check` returned.

    Returns
    -------
    str
        An object with ``errors``, ``warnings``, ``parts`` (name, title, failure or null, errors, warnings) and
        ``findings`` (the fields of `Told`, entity as a full IRI).
    """
    parts = [
        {
            "name": part.name,
            "title": TITLES[part.name],
            "failure": part.failure,
            "errors": part.count(ERROR),
            "warnings": part.count(WARNING),
        }
        for part in report.parts
    ]
    whole = {
        "errors": report.count(ERROR),
        "warnings": report.count(WARNING),
        "parts": parts,
        "findings": [each._asdict() for each in told(report)],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def as_turtle(report: Report) -> str:
    """Write a report as a SHACL validation report.

    Parameters
    ----------
    report : Report
        What `check` returned.

    Returns
    -------
    str
        Canonical Turtle: a ``sh:ValidationReport`` whose results name the thing, the message and the severity; a result
        that was stated somewhere leads there by ``prov:wasDerivedFrom``.

    References
    ----------
    W3C, Shapes Constraint Language (SHACL), 2017, section 3.6.
    """
    table = MemoryTable(report.triples)
    node = ydr("check-report")
    conforms = str(not any(part.findings for part in report.parts)).lower()
    triples = [link(node, RDF.type, SH.ValidationReport), typed(node, SH.conforms, conforms, XSD.boolean)]
    for each in told(report):
        key = f"{each.part}\n{each.rule}\n{each.entity}\n{each.message}"
        result = ydr("finding-" + hashlib.sha256(key.encode()).hexdigest()[:12])
        severity = SH.Violation if each.severity == ERROR else SH.Warning
        triples += [
            link(node, SH.result, result),
            link(result, RDF.type, SH.ValidationResult),
            link(result, SH.focusNode, each.entity),
            link(result, SH.resultSeverity, severity),
            link(result, SH.sourceConstraintComponent, f"https://w3id.org/ydkg/checks/{each.part}/{each.rule}"),
            text(
                result,
                SH.resultMessage,
                ". ".join(filter(None, (each.message.rstrip("."), each.fix.rstrip(".")))) + ".",
            ),
            text(result, RDFS.label, f"{each.label}: {each.message}"),
        ]
        triples += [link(result, PROV.wasDerivedFrom, passage) for passage in passages_of(table, each.entity)]
    return canonical_turtle(triples)


def as_html(report: Report) -> str:
    """Write a report as a page.

    Parameters
    ----------
    report : Report
        What `check` returned.

    Returns
    -------
    str
        A whole HTML document without a program, which asks no other file for anything.
    """
    from ydkg.proof.page import page  # noqa: PLC0415 - only the page needs Jinja

    context = {
        "report": report,
        "findings": told(report),
        "titles": TITLES,
        "errors": report.count(ERROR),
        "warnings": report.count(WARNING),
        "error": ERROR,
        "warning": WARNING,
    }
    return page("check", context)


FORMATS = {"table": as_lines, "json": as_json, "ttl": as_turtle, "html": as_html}


def _words(table: Table, sources: Sequence[Source], finding: Finding) -> str:
    """Give the sentence that states what a finding is about, where its document is at hand."""
    if finding.offset is None:
        return ""
    document = stated_in(table, finding.entity, finding.offset)
    source = text_of(sources, document) if document else next(iter(sources), None)
    if source is None or not 0 <= finding.offset < len(source.text):
        return ""
    return " ".join(source.sentence(finding.offset, finding.offset + 1)[2].split())


def _many(count: int, noun: str) -> str:
    return f"{count or 'no'} {noun}{'' if count == 1 else 's'}"
