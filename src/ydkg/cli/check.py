"""Verbs that check: everything there is, evidence, arithmetic, logic, coverage."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
from pyoxigraph import Literal, NamedNode

from ydkg.cli.graphs import places, triples_of
from ydkg.cli.rows import FORMATS, shown, visible, write_rows, write_table
from ydkg.cli.verbs import FORMAT_HELP, PLACE, WRONG, lang_option, output_option, source_option
from ydkg.collection import collection
from ydkg.errors import InconsistentError, TurtleError
from ydkg.files import write_whole
from ydkg.graph.graph import Graph
from ydkg.graph.sources import open_sources
from ydkg.graph.store import asked_by_default
from ydkg.graph.turtle import canonical_turtle, read_turtle
from ydkg.language.text import Language
from ydkg.proof.arithmetic.audit import audit
from ydkg.proof.arithmetic.derive import derive
from ydkg.proof.check import check
from ydkg.proof.check_report import FORMATS as REPORTS
from ydkg.proof.coverage import coverage
from ydkg.proof.coverage_report import COLUMNS, TITLES, as_html, as_json, as_rows
from ydkg.proof.files import misplaced
from ydkg.proof.finding import ERROR
from ydkg.proof.reasoning import contradictions, infer
from ydkg.proof.verify import verify
from ydkg.telling.labels import CHECKS
from ydkg.telling.record import names_in
from ydkg.telling.sources import NOWHERE, Library
from ydkg.vocab import RDFS, YD, compact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@click.command(name="check")
@click.argument("files", nargs=-1, metavar="[FILES]…", type=PLACE)
@source_option
@click.option("--only", metavar="PART", multiple=True, type=click.Choice([*CHECKS]), help="Run this part; repeatable.")
@click.option(
    "--format",
    "layout",
    type=click.Choice(tuple(REPORTS)),
    default="table",
    show_default=True,
    help="A table, JSON, a sh:ValidationReport in Turtle, or a page to hand round.",
)
@output_option
@lang_option
def check_verb(
    *, files: tuple[str, ...], sources: tuple[str, ...], only: tuple[str, ...], layout: str, output: str, lang: str
) -> int:
    """Check the graph: evidence, rules, shapes, arithmetic, logic, coverage, labels.

    Says of each finding what is wrong, where in the document it was stated (with the document, in its words) and how to
    mend it. Exits with 1 on any error, with 0 on warnings only, with 2 where a part could not run.

    \b
      ydkg check
      ydkg check --source document.txt --format html -o check.html
      ydkg check --only shapes --only arithmetic
    """  # noqa: D301 - a click mark: lines to be kept apart
    paths, chosen = tuple(Path(file) for file in files), only or tuple(CHECKS)
    apart: tuple[Path, ...] = ()
    beside: tuple[Path, ...] = ()
    if not files:
        data = collection()
        paths, apart, beside = data.files, data.apart, tuple(filter(None, [data.dataset]))
    with _progress(len(chosen)) as begun:
        report = check(paths, sources, chosen, begun=begun, apart=apart, beside=beside, every=CHECKS)
    language = Language.of(lang)
    found = any(part.findings for part in report.parts)
    written = REPORTS[layout](report, language, names_in(language, report.data.table) if found else None)
    if layout == "table" and output == "-":
        written = "".join(f"{visible(line)}\n" for line in written.split("\n")[:-1])
    write_whole(output, written)
    return WRONG if report.failures else int(report.count(ERROR) > 0)


@contextmanager
def _progress(parts: int) -> Iterator[Callable[[str], None] | None]:
    """Show on a terminal how far the check has come; elsewhere show nothing."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
    from rich.progress import Progress  # noqa: PLC0415 - likewise

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("check", total=parts)
        yield lambda name: bar.update(task, description=name, advance=1)


@click.command(name="verify")
@click.argument("files", nargs=-1, metavar="[FILES]…", type=PLACE)
@source_option
@click.option("--format", "layout", type=click.Choice(FORMATS), help=FORMAT_HELP + " Lines of text otherwise.")
@output_option
def verify_verb(files: tuple[str, ...], sources: tuple[str, ...], layout: str | None, output: str) -> int:
    """Check that every fact leads to its source.

    Without the document: identifiers recompute, positions are in range and in order, mentions are names, and every fact
    has its evidence. With it: the document and every passage have the digests that the graph gives, and no passage
    crosses a sentence's end. Prints each failure, and exits with 1 if there is one.

    \b
      ydkg verify
      ydkg verify --source document.txt
    """  # noqa: D301 - a click mark: lines to be kept apart
    paths = tuple(dict.fromkeys(files))
    if not paths:
        chosen = collection()
        if chosen.dataset:  # what describes the collection is read, and needs no evidence
            read_turtle(chosen.dataset)
        paths = tuple(str(path) for path in chosen.all_files if path != chosen.dataset)

    triples = [triple for path in paths for triple in read_turtle(path)]
    if files and not triples:
        listed = ", ".join(files)
        raise TurtleError("no triples to verify; name files that hold data", listed, where=listed)
    table = Graph.from_triples(triples)
    documents = open_sources(table, sources)
    findings = [*misplaced(paths, read_turtle), *verify(table, *documents)]
    if layout:
        rows = [(NamedNode(f.entity), _number(f.offset), Literal(f.rule), Literal(f.message)) for f in findings]
        write_rows(("entity", "offset", "rule", "message"), rows, layout, output)
    elif findings:
        lines = []
        for finding in findings:
            at = "" if finding.offset is None else f" at {finding.offset}"
            lines.append(f"{compact(finding.entity)}{at}: {visible(finding.message)}\n")
        write_whole(output, "".join(lines))
    else:
        files_read = f"{len(paths)} file{'s' if len(paths) != 1 else ''}"
        proven = "as far as can be told without a document"
        if sources:
            proven = f"and every passage stands in {', '.join(sources)}"
        write_whole(output, f"{len(triples)} triples in {files_read}: every fact leads to its source, {proven}\n")
    return int(bool(findings))


def _number(offset: int | None) -> Literal | None:
    return None if offset is None else Literal(offset)


@click.command(name="audit")
@click.option(
    "--format", "layout", type=click.Choice((*FORMATS, "ttl")), help=FORMAT_HELP + " With ttl: what follows from them."
)
@output_option
@lang_option
def audit_verb(layout: str | None, output: str, lang: str) -> int:
    """Recompute every stated change and outcome from its figures, under their bounds.

    Says of each comparison: agrees, agrees when rounded to the last printed digit, agrees only when rounded more
    coarsely, agrees in direction (where no figure is stated), contradicts, no earlier value is stated, or cannot be
    told, with the computation in words; then what follows from the figures, and what does not. Exits with 1 if
    something contradicts.

    \b
      ydkg audit
      ydkg audit --lang zh
      ydkg audit --format ttl -o derived.ttl     what follows, as observations marked yd:Derived
    """  # noqa: D301 - a click mark: lines to be kept apart
    triples = triples_of()
    verdicts = audit(triples)
    derived, refusals = derive(triples, verdicts)
    if layout == "ttl":
        write_whole(output, canonical_turtle(derived))
    elif layout:
        rows = [
            (NamedNode(v.comparison), *map(Literal, (v.label, v.verdict, v.words)), _number(v.offset)) for v in verdicts
        ]
        write_rows(("comparison", "label", "verdict", "words", "offset"), rows, layout, output)
    else:
        language = Language.of(lang)
        table = Graph.from_triples([*triples, *derived])
        fact = names_in(language, table) or (lambda iri: table.text(iri, RDFS.label) or iri)
        lines = []
        for v in verdicts:
            words = f"{language.gettext(v.verdict)}{language.colon}{language.told(v.words)}"
            lines.append(f"{fact(v.comparison)}\n  {words}")
        parts = [lines or [language.gettext("There is no comparison to recompute.")]]
        follows = sorted(f"  {fact(iri)}" for iri in Graph.from_triples(derived).subjects(YD.Observation))
        if follows:
            parts.append([language.gettext("What follows, computed"), *follows])
        refused = [f"  {language.told(r.wanted)}{language.colon}{language.told(r.reason)}" for r in refusals]
        if refused:
            parts.append([language.gettext("What does not follow"), *refused])
        write_whole(output, "\n\n".join("\n".join(part) for part in parts) + "\n")
    return int(any(v.severity == ERROR for v in verdicts))


@click.command(name="reason")
@click.argument("files", nargs=-1, metavar="[FILES]…", type=PLACE)
@source_option
@output_option
def reason_verb(files: tuple[str, ...], sources: tuple[str, ...], output: str) -> int:
    """Draw the conclusions that follow from the data by the ontology; the reasoner is HermiT and needs Java.

    Writes what is new as canonical Turtle. If the data contradict themselves, names a smallest set of facts that clash,
    each with its source, and exits with 1.

    \b
      ydkg reason -o inferred.ttl
    """  # noqa: D301 - a click mark: lines to be kept apart
    of_files = (triple for file in files for triple in read_turtle(file))
    triples = list(of_files) if files else asked_by_default(collection())
    documents = open_sources(Graph.from_triples(triples), sources)
    try:
        inferred = infer(triples)
    except InconsistentError:
        findings = contradictions(triples, *documents)
        lines = [f"{visible(finding.message)}\n    to mend: {finding.fix}\n" for finding in findings]
        write_whole("-", "".join(lines))
        return 1
    write_whole(output, canonical_turtle(inferred))
    return 0


@click.command(name="coverage")
@source_option
@click.option(
    "--format",
    "layout",
    type=click.Choice((*FORMATS, "html")),
    default="table",
    show_default=True,
    help="A row a sentence, JSON, or a page that shows the document as a band with every passage marked.",
)
@output_option
@lang_option
def coverage_verb(sources: tuple[str, ...], layout: str, output: str, lang: str) -> None:
    """Show which parts of the document carry facts and which none, sentence by sentence.

    \b
      ydkg coverage
      ydkg coverage --source document.txt --format html -o coverage.html
    """  # noqa: D301 - a click mark: lines to be kept apart
    triples, language = triples_of(), Language.of(lang)
    graph = Graph.from_triples(triples)
    covered = coverage(triples, *open_sources(graph, sources))
    if layout == "html":
        write_whole(output, as_html(covered, language, names_in(language, triples)))
    elif layout == "json":
        write_whole(output, as_json(covered))
    elif layout == "table":
        titles = [language.gettext(TITLES[column]) if language.chinese else column for column in COLUMNS]
        library, cells = Library(graph), []
        for part, *counts in as_rows(covered):
            evidence = library.evidence([part.value]) if isinstance(part, NamedNode) else NOWHERE
            cells.append([*places(library, evidence, lang, output), *map(shown, counts)])
        write_table(titles, cells, output)
    else:
        write_rows(COLUMNS, as_rows(covered), layout, output)
