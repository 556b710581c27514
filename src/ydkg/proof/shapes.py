"""Shapes: is every record and entity put together as the contract wants it? SHACL says, pySHACL runs it."""

from __future__ import annotations

import logging
import re
from functools import cache
from typing import TYPE_CHECKING, Any

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ydkg.assets import ONTOLOGY_DIR
from ydkg.errors import Named, TurtleError, problem
from ydkg.graph.graph import Graph
from ydkg.graph.sources import offset
from ydkg.graph.turtle import read_turtle
from ydkg.proof.finding import ERROR, WARNING, Finding
from ydkg.proof.screen import failing
from ydkg.vocab import PREFIXES, SH, XSD, compact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


SHAPES_DIR = ONTOLOGY_DIR / "shapes"
#: The shapes' IRIs: this, the class's file, ``#`` and the name of the constraint.
SHAPES = "https://w3id.org/ydkg/shapes/"
#: What pySHACL takes for an IRI, and not for a prefixed name.
_ABSOLUTE = re.compile(r"https?:|urn:|file:")
_OURS = re.compile("|".join(re.escape(PREFIXES[prefix]) + r"[\w-]*\w" for prefix in ("yd", "ydr")))


def shape_files() -> list[Path]:
    """Return the files of shapes that ship with ydkg, sorted by name."""
    return sorted(SHAPES_DIR.glob("*.ttl"))


def check_shapes(triples: Iterable[Triple], files: Iterable[Path] | None = None) -> list[Finding]:
    """Find what is not put together as its shape wants it.

    A screen lets pass what conforms for certain; the shapes that something may not conform to are judged by pySHACL.
    Nothing is inferred: classes and values are read as they are written, so the ontology is not needed.

    W3C, Shapes Constraint Language (SHACL), 2017.
    """
    triples = list(triples)
    chosen = shape_files() if files is None else list(files)
    known = [Triple(*parts) for path in chosen for parts in _shapes_of(path)]
    suspect = failing(triples, known)
    if not suspect:
        return []
    import pyshacl  # noqa: PLC0415 - this and rdflib are loaded by those who check shapes
    import rdflib  # noqa: PLC0415 - likewise
    from pyparsing import ParseBaseException  # noqa: PLC0415 - what rdflib raises at a query that is none
    from rdflib import URIRef  # noqa: PLC0415

    # rdflib writes about a literal that is none of its datatype's, which a shape says in better words.
    log = logging.getLogger("rdflib.term")
    before, log.disabled = log.disabled, True
    try:
        graph, shapes, table, findings = _graph(triples), _graph(known), Graph.from_triples(triples), set[Finding]()
        for shape, focus in suspect.items():
            # pySHACL takes some IRIs alone, and looks for itself where anything else may not conform.
            nodes = [each.value for each in focus if isinstance(each, NamedNode) and _ABSOLUTE.match(each.value)]
            try:
                # Our own copy, so it may be worked on in place; the report is ours to put into words.
                _, report, words = pyshacl.validate(
                    graph,
                    shacl_graph=shapes,
                    inference="none",
                    inplace=True,
                    use_shapes=[shape],
                    focus_nodes=nodes if len(nodes) == len(focus) else [],
                )
            except (pyshacl.errors.ShapeLoadError, pyshacl.errors.ConstraintLoadError, ParseBaseException) as error:
                raise _no_shape(str(error)) from error
            if not isinstance(report, rdflib.Graph):
                raise _no_shape(words)
            # Results that only explain another one are left out.
            findings.update(_finding(report, result, table) for result in report.objects(None, URIRef(SH.result)))
    finally:
        log.disabled = before
    return sorted(findings, key=lambda f: (f.entity, f.rule, f.message))


def _shapes_of(path: Path) -> Iterator[tuple[Any, Any, Any]]:
    """Yield the triples of a file, its blank nodes told apart from those of any other file."""
    for triple in read_turtle(path):
        yield tuple(  # type: ignore[misc]
            BlankNode(f"{path.stem}{term.value}") if isinstance(term, BlankNode) else term
            for term in (triple.subject, triple.predicate, triple.object)
        )


def _graph(triples: Iterable[Any]) -> rdflib.Graph:
    """Return triples of pyoxigraph as rdflib has them."""
    from rdflib import BNode, URIRef  # noqa: PLC0415 - likewise
    from rdflib import Literal as Text  # noqa: PLC0415 - likewise
    from rdflib.plugins.sparql import prepareQuery  # noqa: PLC0415 - likewise

    prepared = cache(prepareQuery)

    def term(node: NamedNode | BlankNode | Literal) -> URIRef | BNode | Text:
        if isinstance(node, NamedNode):
            return URIRef(node.value)
        if isinstance(node, BlankNode):
            return BNode(node.value)
        if node.language:
            return Text(node.value, lang=node.language)
        # rdflib takes a text with and one without its datatype for two.
        return Text(node.value, datatype=None if node.datatype.value == XSD.string else URIRef(node.datatype.value))

    class Asked(rdflib.Graph):
        """Parse each query once: pySHACL asks every query anew of every thing that it is about."""

        def query(self, query_object: Any, *args: Any, **options: Any) -> Any:  # noqa: ANN401 - as rdflib has it
            if isinstance(query_object, str):
                query_object = prepared(query_object)
            return super().query(query_object, *args, **options)

    graph = Asked()
    for subject, predicate, value in triples:
        graph.add((term(subject), term(predicate), term(value)))
    return graph


def _no_shape(words: str) -> TurtleError:
    said = problem(
        "{path}: a shape cannot be used: {words}; mend it", path="ontology/shapes", words=" ".join(words.split())
    )
    return TurtleError(said, words)


def _finding(report: rdflib.Graph, result: rdflib.term.Node, table: Graph) -> Finding:
    """Put one result of the report into words."""
    from rdflib import URIRef  # noqa: PLC0415 - likewise

    def said(name: str) -> str:
        return str(report.value(result, URIRef(SH[name])) or "")

    entity, value, shown = said("focusNode"), said("value"), ""
    # pySHACL keeps no language of what a query says; its Chinese is told by the stop between its two parts.
    messages = sorted(map(str, report.objects(result, URIRef(SH.resultMessage))), key=lambda each: "；" in each)
    english, *others = (_OURS.sub(lambda found: compact(found.group()), each) for each in messages)
    chinese = next(iter(others), "")
    if said("sourceConstraintComponent") == SH.ClosedConstraintComponent:
        shown = compact(said("resultPath"))
    elif value and value != entity and compact(value) not in english:
        node = report.value(result, URIRef(SH.value))
        shown = compact(value) if isinstance(node, URIRef) else f"“{value}”"
    (wrong, _, mend), (wrong_zh, _, mend_zh) = english.partition("; "), chinese.partition("；")
    message, fix = Named(wrong, wrong_zh), Named(mend, mend_zh)
    if shown:
        message = Named(f"{wrong}: {shown}", wrong_zh and f"{wrong_zh}：{shown}")
    severity = ERROR if said("resultSeverity") == SH.Violation else WARNING
    rule = said("sourceShape").removeprefix(SHAPES)
    return Finding(entity, message, rule, offset(table, entity), severity, fix)
