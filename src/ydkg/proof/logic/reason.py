"""Reasoning: what follows from the graph by its ontology, and whether it contradicts itself."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections import defaultdict
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, serialize

from ydkg.errors import InconsistentError, ReasonerError, missing_extra, problem
from ydkg.graph.schema import reached
from ydkg.proof.logic.view import annotated, annotation_properties, logical, shipped_ontology, text
from ydkg.vocab import OWL, PREFIXES, RDF, RDFS, YD

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from subprocess import CompletedProcess

#: A term, and whether it leads the other way: from a property to its inverse.
_Turn: TypeAlias = tuple[str, bool]
_OWL = PREFIXES["owl"]
_CONSISTENT = b"is satisfiable."
_INCONSISTENT = b"InconsistentOntologyException"
_JAVA_NAME = re.compile(r'^Exception in thread "[^"]*" |\b(?:\w+\.)+(?=[A-Z]\w*(?:Exception|Error)\b)')
# What HermiT prints: a relation of terms, and the pairs that a property holds between.
_RELATION = re.compile(r"^([A-Za-z]+)\( ((?:<[^>]+>\s*)+) \)$", re.MULTILINE)
_INSTANCES = re.compile(r"^<([^>]+)> \(known instances:\s*(.*?)(?:\s*\|\s*)possible instances:", re.MULTILINE)
_PAIR = re.compile(r"\(<([^>]+)>, <([^>]+)>\)")
_PREDICATES = {
    "Type": RDF.type,
    "SubClassOf": RDFS.subClassOf,
    "SubObjectPropertyOf": RDFS.subPropertyOf,
    "SubDataPropertyOf": RDFS.subPropertyOf,
    "EquivalentClasses": OWL.equivalentClass,
    "EquivalentObjectProperties": _OWL + "equivalentProperty",
    "EquivalentDataProperties": _OWL + "equivalentProperty",
}
#: OWL's own terms, of which nothing is told; and relations that each thing has to itself.
_OWN = frozenset({_OWL + "Thing", _OWL + "topObjectProperty", _OWL + "topDataProperty", _OWL + "Ontology"})
_REFLEXIVE = frozenset(
    {OWL.sameAs, OWL.equivalentClass, _OWL + "equivalentProperty", RDFS.subClassOf, RDFS.subPropertyOf}
)


def infer(triples: Iterable[Triple]) -> list[Triple]:
    """Draw the conclusions that follow from facts by the ontology."""
    held, terms = list(triples), annotated(shipped_ontology())
    annotations = annotation_properties(terms)
    rules, facts = logical(terms, annotations), logical(held, annotations)
    if first_inconsistent([facts], rules) is not None:
        raise InconsistentError(problem("the graph contradicts itself; ydkg reason names the facts that clash"), None)
    passages = {t.subject for t in facts if t.predicate.value == RDF.type and t.object == NamedNode(YD.Passage)}
    run = _hermit([[*rules, *(t for t in facts if t.subject not in passages)]], "-c", "-O", "-D", "-I", "-Y")
    if run.returncode:
        raise _failure(run.stderr)
    # What HermiT prints of classes, properties and instances.
    printed = run.stdout.decode("utf-8").replace("\r", "")
    concluded: list[tuple[str, str, str]] = []
    for relation, related in _RELATION.findall(printed):
        if predicate := _PREDICATES.get(relation):
            pairs = permutations(related[1:-1].split("> <"), 2)
            told = pairs if relation.startswith("Equivalent") else [next(pairs)]
            concluded += [(one, predicate, other) for one, other in told]
    for property_, instances in _INSTANCES.findall(printed):
        concluded += [(one, property_, other) for one, other in _PAIR.findall(instances)]
    known = frozenset(held) | frozenset(terms)
    found = []
    for t in _closed([*rules, *facts, *(Triple(*map(NamedNode, each)) for each in concluded)]) - known:
        subject, predicate, value = map(text, (t.subject, t.predicate, t.object))
        named = isinstance(t.subject, NamedNode) and isinstance(t.object, NamedNode)
        own = subject.startswith(_OWL) or not _OWN.isdisjoint((predicate, value))
        if named and not own and not (subject == value and predicate in _REFLEXIVE):
            found.append(t)
    return sorted(found, key=str)


def first_inconsistent(sets: Sequence[Iterable[Triple]], rules: Iterable[Triple]) -> int | None:
    """Find the first of some sets of facts that contradicts itself, in one run of the reasoner."""
    vocabulary = list(rules)
    run = _hermit([[*vocabulary, *facts] for facts in sets], "-k")
    consistent = run.stdout.count(_CONSISTENT)
    if consistent == len(sets):
        return None
    if _INCONSISTENT in run.stderr:
        return consistent
    raise _failure(run.stderr)


def _hermit(sets: Iterable[Iterable[Triple]], *options: str) -> CompletedProcess[bytes]:
    """Run HermiT, which comes with owlready2, over sets of triples, one after the other."""
    try:
        import owlready2  # noqa: PLC0415 - slow to load, and only reasoning needs it
    except ImportError as error:
        raise missing_extra(error) or error from None
    java = shutil.which(owlready2.JAVA_EXE)
    if java is None:
        message = problem("Java is missing, which the reasoner needs (Debian: apt-get install default-jre-headless)")
        raise ReasonerError(problem("{message}; everything else works without it", message=message), owlready2.JAVA_EXE)
    hermit = Path(owlready2.__file__).parent / "hermit"
    # A run is over before a thorough compiler would pay: with the quick one it takes half the time.
    machine = [java, f"-Xmx{owlready2.reasoning.JAVA_MEMORY}M", "-XX:TieredStopAtLevel=1"]
    places = os.pathsep.join(map(str, (hermit, hermit / "HermiT.jar")))
    with tempfile.TemporaryDirectory(prefix="ydkg-") as folder:
        files = []
        for number, triples in enumerate(sets):
            files.append(Path(folder) / f"{number}.nt")
            files[-1].write_bytes(serialize(triples, format=RdfFormat.N_TRIPLES) or b"")
        program = [*machine, "-cp", places, "org.semanticweb.HermiT.cli.CommandLine", *options]
        return subprocess.run([*program, *(file.as_uri() for file in files)], capture_output=True, check=False)


def _failure(said: bytes) -> ReasonerError:
    """Make one line of what Java printed: the first that tells a cause."""
    lines = [line.strip() for line in said.decode("utf-8", "replace").splitlines() if line.strip()]
    told = next((line for line in lines if "Exception" in line or "Error" in line), lines[0] if lines else "no reason")
    return ReasonerError(problem("the reasoner failed: {why}", why=_JAVA_NAME.sub("", told)[:300]), told)


def _closed(triples: Iterable[Triple]) -> set[Triple]:
    """Add the broader classes, the broader properties and the inverses, which follow from one triple.

    HermiT tells the narrowest classes and properties only, and of a property and its inverse only one.

    >>> from ydkg.vocab import GEO, ydr
    >>> city, province = NamedNode(ydr("city")), NamedNode(ydr("province"))
    >>> inverse = Triple(NamedNode(GEO.sfWithin), NamedNode(OWL.inverseOf), NamedNode(GEO.sfContains))
    >>> Triple(province, NamedNode(GEO.sfContains), city) in _closed([inverse, Triple(city, inverse.subject, province)])
    True
    """
    found = set(triples)
    held = {t for t in found if not isinstance(t.subject, BlankNode) and isinstance(t.object, NamedNode)}
    implied: dict[str, set[_Turn]] = defaultdict(set)
    for t in held:
        one, predicate, other = text(t.subject), t.predicate.value, text(t.object)
        if predicate in {RDFS.subClassOf, RDFS.subPropertyOf}:
            implied[one].add((other, False))
        elif predicate == OWL.inverseOf:
            implied[one].add((other, True))
            implied[other].add((one, True))
        elif predicate == RDF.type and other == OWL.SymmetricProperty:
            implied[one].add((one, True))

    def onward(turn: _Turn) -> set[_Turn]:
        return {(to, turn[1] != turns) for to, turns in implied.get(turn[0], ())}

    for t in held:
        if t.predicate.value == RDF.type:
            broader = reached([(text(t.object), False)], onward)
            found |= {Triple(t.subject, t.predicate, NamedNode(iri)) for iri, _ in broader}
        for iri, turned in reached([(t.predicate.value, False)], onward):
            subject, value = (t.object, t.subject) if turned else (t.subject, t.object)
            found.add(Triple(subject, NamedNode(iri), value))  # type: ignore[arg-type]
    return found
