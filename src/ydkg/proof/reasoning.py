"""Reasoning: what follows from the graph by its ontology, whether it contradicts itself, and by which few facts."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections import Counter, defaultdict
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from ydkg.collection import ONTOLOGY_FILE
from ydkg.errors import InconsistentError, Listed, Named, ReasonerError, missing_extra, problem
from ydkg.graph.graph import Graph
from ydkg.graph.schema import RECORDS, reached
from ydkg.graph.sources import offset, passages_of, span, text_of
from ydkg.graph.turtle import read_turtle, statement_iri
from ydkg.language.relation import spaced
from ydkg.language.text import CHINESE, ENGLISH
from ydkg.proof.finding import Finding
from ydkg.proof.phrase import fact_words, name_of, with_vocabulary
from ydkg.vocab import OWL, PREFIXES, PROV, RDF, RDFS, YD, compact

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from subprocess import CompletedProcess

    from ydkg.graph.sources import Source
    from ydkg.language.text import Language

#: Object properties of the ontology that only say where a fact comes from; a reasoner has no use of them.
_EVIDENCE = frozenset({PROV.wasDerivedFrom, YD.mentionedIn})
_XSD = """
    decimal integer nonNegativeInteger nonPositiveInteger positiveInteger negativeInteger long int short byte
    unsignedLong unsignedInt unsignedShort unsignedByte double float string normalizedString token language Name NCName
    NMTOKEN boolean hexBinary base64Binary anyURI dateTime dateTimeStamp
"""
#: The datatypes that OWL 2 knows. References: W3C, OWL 2 Structural Specification, section 4.
_DATATYPES = frozenset(
    [PREFIXES["xsd"] + name for name in _XSD.split()]
    + [PREFIXES["rdf"] + name for name in ("langString", "PlainLiteral", "XMLLiteral")]
    + [PREFIXES["owl"] + name for name in ("real", "rational")]
)
_OWL = PREFIXES["owl"]
#: What draws no conclusion: what OWL 2 takes for an annotation without being told, imports, and evidence.
_SILENT = frozenset({RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy, OWL.versionInfo, _OWL + "imports"})
#: A term, and whether it leads the other way: from a property to its inverse.
_Turn: TypeAlias = tuple[str, bool]
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


#: How many sets of facts one run of the reasoner looks at: starting it costs as much as some thirty small sets.
_SETS = 32


def _text(term: object) -> str:
    """Give an IRI, a blank node's name, or a literal's lexical form."""
    return str(getattr(term, "value", term))


@cache
def shipped_ontology() -> tuple[Triple, ...]:
    """Read the ontology that ships with ydkg, its blank nodes named in their order."""
    names: dict[str, BlankNode] = {}

    def named(term: BlankNode) -> BlankNode:
        return names.setdefault(term.value, BlankNode(f"b{len(names):04}"))

    return tuple(
        Triple(
            named(t.subject) if isinstance(t.subject, BlankNode) else t.subject,
            t.predicate,
            named(t.object) if isinstance(t.object, BlankNode) else t.object,
        )
        for t in read_turtle(ONTOLOGY_FILE)
    )


def reasoner_rules() -> list[Triple]:
    """Give of the ontology what a reasoner draws conclusions by."""
    return reasoner_facts(t for t in shipped_ontology() if _text(t.subject) not in _EVIDENCE)


def reasoner_facts(triples: Iterable[Triple]) -> list[Triple]:
    """Give of some triples what a reasoner draws conclusions from: no statements, annotations and other datatypes."""
    held, kind = frozenset(triples), NamedNode(RDF.type)
    statements = {t.subject for t in held if t.predicate == kind and t.object == NamedNode(RDF.Statement)}
    annotations = {_text(t.subject) for t in shipped_ontology() if t.object == NamedNode(OWL.AnnotationProperty)}
    silent = annotations | _SILENT | _EVIDENCE
    facts = (t for t in held if t.subject not in statements and t.predicate.value not in silent)
    literal = (t for t in facts if not isinstance(t.object, Literal) or t.object.datatype.value in _DATATYPES)
    return sorted(literal, key=str)


def infer(triples: Iterable[Triple]) -> list[Triple]:
    """Draw the conclusions that follow from facts by the ontology."""
    held = list(triples)
    rules, facts = reasoner_rules(), reasoner_facts(held)
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
    known = frozenset(held) | frozenset(shipped_ontology())
    found = []
    for t in _closed([*rules, *facts, *(Triple(*map(NamedNode, each)) for each in concluded)]) - known:
        subject, predicate, value = map(_text, (t.subject, t.predicate, t.object))
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
        one, predicate, other = _text(t.subject), t.predicate.value, _text(t.object)
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
            broader = reached([(_text(t.object), False)], onward)
            found |= {Triple(t.subject, t.predicate, NamedNode(iri)) for iri, _ in broader}
        for iri, turned in reached([(t.predicate.value, False)], onward):
            subject, value = (t.object, t.subject) if turned else (t.subject, t.object)
            found.add(Triple(subject, NamedNode(iri), value))  # type: ignore[arg-type]
    return found


def clash(triples: Iterable[Triple]) -> list[Triple]:
    """Find a minimal set of facts that cannot all be true.

    U. Junker, QuickXplain: preferred explanations and relaxations for over-constrained problems, AAAI 2004.
    """
    rules, facts = reasoner_rules(), reasoner_facts(triples)
    if first_inconsistent([facts], rules) is None:
        return []
    above: dict[str, set[str]] = defaultdict(set)
    for t in rules:
        if t.predicate.value == RDFS.subClassOf and isinstance(t.object, NamedNode):
            above[_text(t.subject)].add(_text(t.object))

    def plainness(t: Triple) -> tuple[int, int, str]:
        """Rank a fact by how plainly it says what a clash is about.

        That a thing is of a family's class is plainest (a person cannot be a place); what only implies it comes before.
        """
        kind = isinstance(t.object, NamedNode) + (t.predicate.value == RDF.type)
        return (kind, -len(above[_text(t.object)]) if kind > 1 else 0, str(t))

    # Of clashing facts a minimal set that clashes is kept, of the last ones where there is a choice: the shortest end
    # of the list that clashes with what is kept starts with a fact that it cannot do without.
    kept: list[Triple] = []
    rest = sorted(_module(facts, rules), key=plainness)
    while True:
        # The shortest end that clashes starts between `low` and `high`; that of all of `rest` does.
        low, high = 0, len(rest) + 1
        while high - low > 1:
            step = -(-(high - low) // _SETS)
            starts = list(range(high - 1, low, -step))
            hit = first_inconsistent([[*kept, *rest[start:]] for start in starts], rules)
            low, high = (starts[hit], starts[hit - 1] if hit else high) if hit is not None else (low, starts[-1])
        if low == len(rest):
            return sorted(kept, key=str)
        kept.append(rest[low])
        rest = rest[low + 1 :]


def contradictions(triples: Iterable[Triple], *documents: Source) -> list[Finding]:
    """Check that the facts can all be true; one that says which facts clash; empty where the graph is consistent."""
    held = list(triples)
    facts = clash(held)
    if not facts:
        return []
    table = Graph.from_triples(held)
    worded = with_vocabulary(table)
    told = []
    for fact in facts:
        subject = _text(fact.subject)
        plain = isinstance(fact.subject, NamedNode) and isinstance(fact.object, NamedNode | Literal)
        behind = table.values(statement_iri(fact), PROV.wasDerivedFrom) if plain else []
        # Without a statement a record's fact comes from where the record does, a thing's class from what speaks of it.
        if not behind and (fact.predicate.value == RDF.type or not RECORDS.isdisjoint(table.types(subject))):
            behind = passages_of(table, subject)
        sources = []
        for iri in sorted(set(behind), key=lambda iri: (table.number(iri, YD.start) or 0, iri)):
            at = span(table, iri)
            source = text_of(documents, at[0]) if at else None
            words = f"{compact(iri)} “{source.words(*at[1:])}”" if at and source else compact(iri)
            sources.append(name_of(table, iri) if table.is_a(iri, YD.Register) else Named(words, words))
        told.append((fact_words(worded, fact), sources))

    def listed(language: Language) -> str:
        """List the facts by numbers, each with its sources."""
        none = language.told(problem("no source"))
        facts = [
            language.gettext(
                "({number}) {fact} [{sources}]",
                number=number,
                fact=spaced(language.told(words)),
                sources=language.told(Listed(sources, "; ")) or none,
            )
            for number, (words, sources) in enumerate(told, start=1)
        ]
        return (" " if language is ENGLISH else "；").join(facts)

    english, chinese = map(listed, (ENGLISH, CHINESE))
    several = problem("cannot be true of one world: {facts}", facts=Named(english, chinese))
    message = several if len(facts) > 1 else problem("cannot be true: {facts}", facts=Named(english, chinese))
    # The thing that most of the facts speak of.
    spoken = Counter(iri for t in facts for iri in (_text(t.subject), _text(t.object)) if t.predicate.value != RDF.type)
    spoken += Counter(_text(t.subject) for t in facts if t.predicate.value == RDF.type)
    entity = min(spoken, key=lambda iri: (-spoken[iri], iri))
    fix = problem("mend or leave out any one of them")
    return [Finding(entity, message, "contradiction", offset(table, entity), fix=fix)]


def _module(facts: Sequence[Triple], rules: Sequence[Triple]) -> Sequence[Triple]:
    """Return few facts that clash: those among one thing and its neighbours, else all."""
    if len(facts) <= _SETS:
        return facts
    # Each thing with those that it has a relation to, small circles first.
    near: dict[str, set[str]] = defaultdict(set)
    for t in facts:
        near[_text(t.subject)].add(_text(t.subject))
        if isinstance(t.object, NamedNode) and t.predicate.value != RDF.type:
            near[_text(t.subject)].add(_text(t.object))
            near[_text(t.object)] |= {_text(t.subject), _text(t.object)}
    things = sorted({frozenset(circle) for circle in near.values()}, key=lambda circle: (len(circle), sorted(circle)))
    chosen = facts
    size = len(things)
    while size > 1:
        size = -(-len(things) // _SETS)
        parts = [things[start : start + size] for start in range(0, len(things), size)]
        circles = (frozenset().union(*part) for part in parts)
        sets = [
            [
                t
                for t in facts
                if _text(t.subject) in circle
                and (t.predicate.value == RDF.type or isinstance(t.object, Literal) or _text(t.object) in circle)
            ]
            for circle in circles
        ]
        hit = first_inconsistent(sets, rules)
        if hit is None:
            return chosen
        things, chosen = parts[hit], sets[hit]
    return chosen
