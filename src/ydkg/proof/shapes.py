"""Shapes: is every record and entity put together as the contract wants it? SHACL says, rudof runs it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from ydkg.collection import ONTOLOGY_DIR
from ydkg.errors import Named, TurtleError, problem
from ydkg.graph.graph import Graph, identifier
from ydkg.graph.sources import offset
from ydkg.graph.turtle import read_turtle
from ydkg.proof.finding import ERROR, WARNING, Finding
from ydkg.vocab import PREFIXES, SH, compact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


SHAPES_DIR = ONTOLOGY_DIR / "shapes"
#: The shapes' IRIs: this, the class's file, ``#`` and the name of the constraint.
SHAPES = "https://w3id.org/ydkg/shapes/"
_OURS = re.compile("|".join(re.escape(PREFIXES[prefix]) + r"[\w-]*\w" for prefix in ("yd", "ydr")))


def shape_files() -> list[Path]:
    """Return the files of shapes that ship with ydkg, sorted by name."""
    return sorted(SHAPES_DIR.glob("*.ttl"))


def check_shapes(triples: Iterable[Triple], files: Iterable[Path] | None = None) -> list[Finding]:
    """Find what is not put together as its shape wants it.

    Nothing is inferred: classes and values are read as they are written, so the ontology is not needed.

    W3C, Shapes Constraint Language (SHACL), 2017.
    """
    # What has no IRI is told as such elsewhere, and rudof's queries cannot speak of it.
    triples = [triple for triple in triples if isinstance(triple.subject, NamedNode)]
    paths = shape_files() if files is None else files
    shapes = [triple for path in paths for triple in _shapes_of(path)]
    report = Graph.from_triples(_report(triples, shapes))
    # Results that only explain another one are left out.
    results = [identifier(result) for _, result in report.pairs(SH.result)]
    if not results:
        return []
    data, known = Graph.from_triples(triples), Graph.from_triples(shapes)
    findings = {_finding(report, result, known, data) for result in results}
    return sorted(findings, key=lambda f: (f.entity, f.rule, f.message))


def _shapes_of(path: Path) -> Iterator[Triple]:
    """Yield the triples of a file, its blank nodes told apart from those of any other file."""
    file = path.stem.replace("-", "")
    for triple in read_turtle(path):
        subject, value = (
            BlankNode(file + term.value) if isinstance(term, BlankNode) else term
            for term in (triple.subject, triple.object)
        )
        yield Triple(subject, triple.predicate, value)  # type: ignore[arg-type]


def _report(triples: Iterable[Triple], shapes: Iterable[Triple]) -> list[Triple]:
    """Let rudof judge the data, and read its report."""
    import pyrudof  # noqa: PLC0415 - loaded by those who check shapes

    engine = pyrudof.Rudof()
    try:
        engine.read_shacl(_ntriples(shapes), format=pyrudof.ShaclFormat.NTriples)
        engine.read_data(_ntriples(triples), format=pyrudof.RDFFormat.NTriples)
        engine.validate_shacl()
        report = engine.serialize_shacl_validation_results(pyrudof.ResultShaclValidationFormat.NTriples)
    except BaseException as error:  # what ends rudof itself comes as no Exception
        if isinstance(error, KeyboardInterrupt):
            raise
        words = " ".join(str(error).split())
        pattern = "{path}: a shape cannot be used: {words}; mend it"
        raise TurtleError(problem(pattern, path="ontology/shapes", words=words), words) from error
    return [quad.triple for quad in parse(report.encode(), format=RdfFormat.N_TRIPLES)]


def _ntriples(triples: Iterable[Triple]) -> str:
    """Write triples for rudof, which takes an empty text for none and a line that is an address for a file's."""
    return "\n".join(("# data", *(f"{triple} ." for triple in triples)))


def _finding(report: Graph, result: str, shapes: Graph, data: Graph) -> Finding:
    """Put one result of the report into words."""
    entity, shape = (identifier(report.objects(result, each)[0]) for each in (SH.focusNode, SH.sourceShape))
    # A query fills in what its shape says; rudof adds words of its own, in no language.
    (english, *_), (chinese, *_) = (
        report.texts(result, SH.resultMessage).get(language) or shapes.texts(shape, SH.message)[language]
        for language in ("en", "zh-hans")
    )
    english, chinese = (_OURS.sub(lambda iri: compact(iri.group()), words) for words in (english, chinese))
    value, shown = next(iter(report.objects(result, SH.value)), None), ""
    if report.iri(result, SH.sourceConstraintComponent) == SH.ClosedConstraintComponent:
        shown = compact(report.iri(result, SH.resultPath))
    elif isinstance(value, Literal) and value.value not in english:
        shown = f"“{value.value}”"
    elif isinstance(value, NamedNode) and value.value != entity and compact(value.value) not in english:
        shown = compact(value.value)
    (wrong, _, mend), (wrong_zh, _, mend_zh) = english.partition("; "), chinese.partition("；")
    message = Named(f"{wrong}: {shown}", f"{wrong_zh}：{shown}") if shown else Named(wrong, wrong_zh)
    severity = ERROR if report.iri(result, SH.resultSeverity) == SH.Violation else WARNING
    return Finding(entity, message, shape.removeprefix(SHAPES), offset(data, entity), severity, Named(mend, mend_zh))
