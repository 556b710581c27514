"""The report of a check in four forms: lines for a person, JSON, a SHACL validation report, and a page."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal

from ydkg.graph.graph import is_iri
from ydkg.graph.sources import passages_of, stated_in, text_of
from ydkg.graph.turtle import about, canonical_turtle, chinese, english
from ydkg.language.text import CHINESE, ENGLISH, Language, translatable
from ydkg.proof.finding import ERROR, WARNING
from ydkg.proof.phrase import name_of
from ydkg.vocab import PROV, RDF, RDFS, SH, compact, ydr

if TYPE_CHECKING:
    from collections.abc import Callable

    from ydkg.proof.check import CheckPart, Report

#: Part -> what it checks, in the words of the summary.
TITLES = {
    "files": translatable("The data can be read and are canonical"),
    "source": translatable("The document is the one meant"),
    "evidence": translatable("Every fact leads to its source"),
    "rules": translatable("Questions that look for what breaks a rule"),
    "shapes": translatable("Records and entities have their shape"),
    "arithmetic": translatable("Stated changes and outcomes follow from their figures"),
    "logic": translatable("The facts can all be true, by the ontology"),
    "coverage": translatable("Every sentence carries a fact"),
    "labels": translatable("Labels of records are as their parts make them"),
}

#: Severity -> its name.
SEVERITIES = {ERROR: translatable("error"), WARNING: translatable("warning")}


class _Told(NamedTuple):
    """A finding for a reader: severity, thing, what is wrong, how to mend it, position, and the words stated there.

    The severity and the rule are keys for programs; label, message and fix are in the reader's language.
    """

    part: str
    severity: str
    entity: str
    label: str
    message: str
    fix: str
    rule: str
    start: int | None
    words: str


def _told(report: Report, language: Language = ENGLISH, name: Callable[[str], str] | None = None) -> list[_Told]:
    """List the findings of all parts, errors first within each; their words where the document was given."""
    told = []
    for part in report.parts:
        for finding in part.findings:
            table = report.data.table  # which is read where there is something to tell
            # The sentence that states what it is about, where its document is at hand.
            at, words = finding.offset, ""
            if at is not None:
                document = stated_in(table, finding.entity, at)
                source = text_of(report.sources, document) if document else next(iter(report.sources), None)
                if source is not None and 0 <= at < len(source.text):
                    words = " ".join(source.sentence(at, at + 1)[2].split())
            told.append(
                _Told(
                    part.name,
                    finding.severity,
                    finding.entity,
                    name(finding.entity) if name else name_of(table, finding.entity),
                    language.told(finding.message) if language.chinese else finding.message,
                    language.told(finding.fix) if language.chinese else finding.fix,
                    finding.rule,
                    at,
                    words,
                )
            )
    return told


def _as_lines(report: Report, language: Language, name: Callable[[str], str] | None) -> str:
    """Write a report as lines: what could not be read, the findings, then a summary of the parts and a total."""
    # A file that cannot be read leaves the rest with gaps, which would hide it.
    say, colon = language.gettext, language.colon
    mend = say(translatable("to mend"))
    error = say(SEVERITIES[ERROR])
    lines = [f"{error}{colon}{_failure(part, language)}" for part in report.failures if part.name == "files"]
    for each in _told(report, language, name):
        at = "" if each.start is None else language.gettext(" (stated at {start})", start=str(each.start))
        lines.append(f"{say(SEVERITIES[each.severity])}{colon}{each.label}{at}{colon}{each.message}")
        lines += [f"    “{each.words}”"] if each.words else []
        lines += [f"    {mend}{colon}{each.fix}"] if each.fix else []
        rule = language.gettext("rule {rule}", rule=f"{each.part}/{each.rule}")
        lines.append(f"    {compact(each.entity)}{language.comma}{rule}")
    lines += [""] if lines else []
    titles = {part: say(title) for part, title in TITLES.items()}
    width, space = max(map(len, titles.values())), "\u3000" if language.chinese else " "
    for part in report.parts:
        ended = _failure(part, language) or _counted(part, language)
        lines.append(f"{part.name:<10}  {titles[part.name]:{space}<{width}}  {ended}")
    failed = len(report.failures)
    unrun = [language.ngettext("{n} part could not run", "{n} parts could not run", failed)] if failed else []
    found = language.comma.join([_counted(report, language), *unrun])
    total = language.gettext("{count} triples: {found}", count=str(report.triples), found=found)
    lines.append(f"{'total':<10}  {total}")
    return "\n".join(lines) + "\n"


def _counted(checked: Report | CheckPart, language: Language) -> str:
    """Say how many errors and warnings there are."""
    errors, warnings = checked.count(ERROR), checked.count(WARNING)
    return language.comma.join(
        (
            language.ngettext("{n} error", "{n} errors", errors) if errors else language.gettext("no errors"),
            language.ngettext("{n} warning", "{n} warnings", warnings) if warnings else language.gettext("no warnings"),
        )
    )


def _failure(part: CheckPart, language: Language) -> str:
    failure = part.failure or ""
    return language.told(failure) if language.chinese else failure


def _as_json(report: Report, language: Language, name: Callable[[str], str] | None) -> str:
    """Write a report as JSON: ``errors``, ``warnings``, ``parts``, and ``findings`` with full IRIs."""
    parts = [
        {
            "name": part.name,
            "title": language.gettext(TITLES[part.name]),
            "failure": _failure(part, language) or None,
            "errors": part.count(ERROR),
            "warnings": part.count(WARNING),
        }
        for part in report.parts
    ]
    whole = {
        "errors": report.count(ERROR),
        "warnings": report.count(WARNING),
        "parts": parts,
        "findings": [each._asdict() for each in _told(report, language, name)],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _as_turtle(report: Report, language: Language, name: Callable[[str], str] | None) -> str:
    """Write a report as a SHACL validation report, in English beside another language.

    A result that was stated somewhere leads there by ``prov:wasDerivedFrom``. References: W3C, Shapes Constraint
    Language (SHACL), 2017, section 3.6.
    """
    node = ydr("check-report")
    conforms = not any(part.findings for part in report.parts)
    triples = [*about(node, (RDF.type, SH.ValidationReport), (SH.conforms, Literal(conforms)))]
    for each in _told(report):
        key = f"{each.part}\n{each.rule}\n{each.entity}\n{each.message}"
        result = ydr("finding-" + hashlib.sha256(key.encode()).hexdigest()[:12])
        severity = SH.Violation if each.severity == ERROR else SH.Warning
        said = [words.rstrip(".") for words in (each.message, each.fix) if words]
        pairs: list[tuple[str, str | Literal]] = [
            (RDF.type, SH.ValidationResult),
            (SH.resultSeverity, severity),
            (SH.sourceConstraintComponent, f"https://w3id.org/ydkg/checks/{each.part}/{each.rule}"),
            (SH.resultMessage, english(f"{'. '.join(said)}.")),
            (RDFS.label, english(f"{each.label}: {each.message}")),
        ]
        if language.chinese:
            said = [CHINESE.told(words).rstrip("。") for words in (each.message, each.fix) if words]
            label_zh = f"{name(each.entity) if name else each.label}：{said[0]}"
            pairs.append((SH.resultMessage, chinese(f"{'。'.join(said)}。")))
            pairs.append((RDFS.label, chinese(label_zh)))
        passages = ((PROV.wasDerivedFrom, passage) for passage in passages_of(report.data.table, each.entity))
        leads = ((SH.focusNode, each.entity), *passages)
        # Damaged data may have a blank node there, or a text, to which nothing can lead.
        pairs += [(predicate, iri) for predicate, iri in leads if is_iri(iri)]
        triples += [*about(node, (SH.result, result)), *about(result, *pairs)]
    return canonical_turtle(triples)


def _as_html(report: Report, language: Language, name: Callable[[str], str] | None) -> str:
    """Write a report as a page without a program, which asks no other file for anything."""
    from ydkg.proof.page import report_page  # noqa: PLC0415 - only the page needs Jinja

    context = {
        "report": report,
        "findings": _told(report, language, name),
        "titles": TITLES,
        "severities": SEVERITIES,
        "found": _counted(report, language),
        "failure": lambda part: _failure(part, language),
        "error": ERROR,
        "warning": WARNING,
    }
    return report_page("check", context, language)


#: Name of a form -> writes a report in it: in a language, where a callable, or a thing's label if it is None, says what
#: the thing of an IRI is called.
FORMATS = {"table": _as_lines, "json": _as_json, "ttl": _as_turtle, "html": _as_html}
