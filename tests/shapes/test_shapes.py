"""Every shape finds what it is for and nothing else."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from shipped import TRIPLES
from ydkg.collection import ONTOLOGY_FILE
from ydkg.errors import TurtleError
from ydkg.graph.turtle import read_turtle
from ydkg.proof.arithmetic.derive import derive
from ydkg.proof.finding import ERROR, WARNING, Finding
from ydkg.proof.shapes import SHAPES, SHAPES_DIR, check_shapes, shape_files
from ydkg.vocab import PREFIXES, PROV, RDF, RDFS, compact, ydr

if TYPE_CHECKING:
    from collections.abc import Iterable

CASES = Path(__file__).parent
SH = PREFIXES["sh"]
#: Classes of the ontology that are lists of values, or not ours to shape.
VALUES = {"Basis", "Bound", "BoundWord", "ChangeKind", "Confidence", "Direction", "LabelBasis", "Level"} | {
    "MeasureKind", "Modality", "Outcome", "PageKind", "PeriodBasis", "Unit", "ValueStatus",
}  # fmt: skip


class Case(NamedTuple):
    """Data of a few records that a file of shapes is tried with: a named graph of the file of its name."""

    file: Path
    name: str
    triples: tuple[Triple, ...]

    @property
    def kind(self) -> str:
        """What a valid case is about: the class, or what else the file has shapes for; empty of what is wrong."""
        return self.name.split(".")[1] if self.name.startswith("valid.") else ""

    def __str__(self) -> str:
        return f"{self.file.stem}/{self.name}"


def read_cases() -> list[Case]:
    """Read the cases of all files."""
    graphs: dict[tuple[Path, str], list[Triple]] = {}
    for path in sorted(CASES.glob("*.trig")):
        for quad in parse(path=path, format=RdfFormat.TRIG):
            name = quad.graph_name.value.rpartition("/")[2]
            graphs.setdefault((SHAPES_DIR / f"{path.stem}.ttl", name), []).append(quad.triple)
    return [Case(file, name, tuple(triples)) for (file, name), triples in graphs.items()]


ALL = {str(case): case for case in read_cases()}
VALID = [case for case in ALL.values() if case.kind]
INVALID = [case for case in ALL.values() if not case.kind]


@cache
def read(file: Path) -> tuple[Triple, ...]:
    """Read a file once, so that its blank nodes have one name."""
    return tuple(read_turtle(file))


@cache
def constraints(file: Path) -> dict[str, list[Triple]]:
    """Return the named shapes of a file, each with what is said of it."""
    of: dict[str, list[Triple]] = {}
    for triple in read(file):
        if isinstance(triple.subject, NamedNode) and triple.subject.value.startswith(f"{SHAPES}{file.stem}#"):
            of.setdefault(triple.subject.value.rpartition("#")[2], []).append(triple)
    return of


@cache
def found(case: Case) -> list[Finding]:
    """Return what the shapes of a case's file find in it."""
    return check_shapes(case.triples, [case.file])


def expected(case: Case) -> str:
    """Return the constraint that an invalid case is named after: the longest name that its own name starts with."""
    what = case.name.removeprefix("invalid.")
    return max((c for c in constraints(case.file) if what == c or what.startswith(f"{c}-")), key=len)


def targets(shape: list[Triple], case: Iterable[Triple]) -> set[str]:
    """Return the things of a case that a shape is aimed at."""
    aims = {(aim.predicate.value.removeprefix(SH), getattr(aim.object, "value", "")) for aim in shape}
    aimed = set()
    for fact in case:
        predicate, value = fact.predicate.value, fact.object.value
        if ("targetSubjectsOf", predicate) in aims or (predicate == RDF.type and ("targetClass", value) in aims):
            aimed.add(fact.subject.value)
        if ("targetObjectsOf", predicate) in aims:
            aimed.add(value)
    return aimed


def superclasses() -> dict[str, set[str]]:
    """Read the ontology's classes, each with the classes right above it."""
    above: dict[str, set[str]] = {}
    for triple in read_turtle(ONTOLOGY_FILE):
        if not isinstance(triple.subject, NamedNode):
            continue
        if triple.predicate.value == RDF.type and triple.object.value.endswith("owl#Class"):
            above.setdefault(triple.subject.value, set())
        if triple.predicate.value == RDFS.subClassOf and isinstance(triple.object, NamedNode):
            above.setdefault(triple.subject.value, set()).add(triple.object.value)
    return above


def test_every_class_has_shapes() -> None:
    """Records, entities and what is evidence or defined: each class of the ontology has shapes that are aimed at it."""
    aimed = {
        triple.object.value
        for file in shape_files()
        for triple in read(file)
        if triple.predicate.value == SH + "targetClass"
    }
    classes = {iri for iri in superclasses() if re.split("[#/]", iri)[-1] not in VALUES}
    others = {PREFIXES["qb"] + "Observation", PREFIXES["prov"] + "Entity"}  # stand beside classes of ours
    assert classes - aimed == others


@pytest.mark.parametrize(("iri", "above"), sorted((iri, one) for iri, all_ in superclasses().items() for one in all_))
def test_a_class_is_typed_up_to_its_family(iri: str, above: str) -> None:
    """What is typed by a class alone is told to write the class above it beside it; typed by both it is not."""
    thing, kind = NamedNode(ydr("example")), NamedNode(RDF.type)
    alone = Triple(thing, kind, NamedNode(iri))

    def told(triples: list[Triple]) -> list[Finding]:
        words = f"write {compact(above)} "
        return [each for each in check_shapes(triples) if words in each.fix]

    assert told([alone])
    assert not told([alone, Triple(thing, kind, NamedNode(above))])


@pytest.mark.parametrize("file", shape_files(), ids=lambda file: file.stem)
def test_every_constraint_says_what_is_wrong_and_how_badly(file: Path) -> None:
    """Each shape has one severity and one message in each language, which ends in how to mend it."""
    for constraint, shape in constraints(file).items():
        parts = {shape[0].subject, *(t.object for t in shape if t.predicate.value == SH + "sparql")}
        said = [t.object for t in read(file) if t.subject in parts and t.predicate.value == SH + "message"]
        words = {message.language: message.value for message in said}
        assert len(said) == len(words) == len({"en", "zh-hans"} & words.keys()), constraint
        assert re.fullmatch(r"[^;]+; [^;]+", words["en"]), constraint
        assert re.fullmatch(r"[^；]+；.+", words["zh-hans"]), constraint
        assert len({frozenset(re.findall(r"\{\?\w+\}", each)) for each in words.values()}) == 1, constraint
        severities = [t.object.value for t in shape if t.predicate.value == SH + "severity"]
        assert severities in ([SH + "Violation"], [SH + "Warning"]), constraint
        properties = {triple.predicate.value.removeprefix(SH): triple.object.value for triple in shape}
        assert properties[RDF.type] == SH + "NodeShape" or "path" in properties, constraint


@pytest.mark.parametrize("file", shape_files(), ids=lambda file: file.stem)
def test_every_constraint_is_aimed_and_has_cases(file: Path) -> None:
    """Each shape meets things in a valid case, and has a case that is named after it."""
    cases = [case for case in VALID if case.file == file]
    tried = {expected(case) for case in INVALID if case.file == file}
    for constraint, shape in constraints(file).items():
        assert any(targets(shape, case.triples) for case in cases), f"{constraint} is aimed at nothing"
        assert constraint in tried or constraint.endswith("family"), f"{constraint} is not tried"


@pytest.mark.parametrize("case", VALID, ids=str)
def test_a_valid_case_is_left_alone(case: Case) -> None:
    """Nothing is found by the shapes of its kind where nothing is wrong."""
    main = case.file.stem
    kinds = {each.kind for each in VALID if each.file == case.file} - {main}

    def kind_of(finding: Finding) -> str:
        constraint = finding.rule.rpartition("#")[2]
        return max((kind for kind in kinds if constraint.startswith(f"{kind}-")), key=len, default=main)

    assert [finding for finding in found(case) if kind_of(finding) == case.kind] == []


@pytest.mark.parametrize("case", INVALID, ids=str)
def test_an_invalid_case_is_found_by_the_constraint_it_is_named_after(case: Case) -> None:
    """What is wrong is found by the constraint that is for it, with its severity, and with how to mend it."""
    rule = f"{case.file.stem}#{expected(case)}"
    (finding, *_) = [f for f in found(case) if f.rule == rule]
    assert finding.severity in {ERROR, WARNING}
    assert finding.fix
    assert "\n" not in finding.message


@pytest.fixture(scope="module")
def shipped() -> list[Triple]:
    """Give release and registers together."""
    return TRIPLES


def test_the_shipped_data_conform(shipped: list[Triple]) -> None:
    """No shape finds fault with the data that ship."""
    assert check_shapes(shipped) == []


def test_what_is_derived_conforms_too(shipped: list[Triple]) -> None:
    """Computed figures are put together like stated ones."""
    derived, _ = derive(shipped)
    assert derived
    assert check_shapes([*shipped, *derived]) == []


def test_contested_figures_are_shown_with_both_sources() -> None:
    """Of two figures that disagree a warning shows both numbers, both records and where each is stated."""
    (finding,) = found(ALL["observation/invalid.contested-by-value"])
    assert finding.severity == WARNING
    assert finding.entity == ydr("observation-example-length")
    for part in (
        "100",
        "120",
        "ydr:passage-example-1-9",
        "ydr:passage-example-20-29",
        "ydr:observation-example-length-again",
    ):
        assert part in finding.message
    assert finding.offset is None


def test_a_finding_shows_the_value_and_the_property() -> None:
    """A wrong value is shown with the finding, and so is a property that does not belong there."""
    (wrong,) = found(ALL["milestone/invalid.day-of-what-is-under-way"])
    assert wrong.message == "has a day of its own though it is only under way: yd:Underway"
    told = found(ALL["agent/invalid.membership-properties-of-another-record"])
    assert "has a property that a membership cannot have: yd:value" in {each.message for each in told}


def test_a_finding_tells_where_its_entity_was_stated() -> None:
    """The first position of the entity's passages comes with the finding."""
    case = ALL["milestone/invalid.on-is-a-year"]
    start = Triple(NamedNode(ydr("passage-example-1-9")), NamedNode(PREFIXES["yd"] + "start"), Literal(1))
    assert {f.offset for f in check_shapes([*case.triples, start], [case.file])} == {1}


def test_a_shape_file_that_does_not_parse_is_told_in_one_line(tmp_path: Path) -> None:
    """A damaged file of shapes is an error with file and line."""
    damaged = tmp_path / "place.ttl"
    damaged.write_text("@prefix sh: <http://www.w3.org/ns/shacl#> .\n<http://a/s> a sh:NodeShape\n", encoding="utf-8")
    with pytest.raises(TurtleError, match=r"^\S*place\.ttl:\d+: [^\n]+$"):
        check_shapes([], [damaged])


def test_a_shape_that_is_none_is_told_in_one_line(tmp_path: Path) -> None:
    """A file that parses, but holds what is no shape, is an error too."""
    shape = 'a sh:NodeShape ; sh:targetSubjectsOf rdfs:label ; sh:sparql [ sh:select "SELECT $this WHERE {" ] .'
    broken = tmp_path / "place.ttl"
    prefixes = f"@prefix sh: <{SH}> .\n@prefix rdfs: <{PREFIXES['rdfs']}> .\n"
    broken.write_text(f"{prefixes}<{SHAPES}place#a> {shape}\n", encoding="utf-8")
    label = Triple(NamedNode(ydr("a")), NamedNode(RDFS.label), NamedNode(ydr("b")))
    with pytest.raises(TurtleError, match=r"^ontology/shapes: a shape cannot be used: [^\n]+$"):
        check_shapes([label], [broken])


@pytest.mark.parametrize("iri", ["https://example.org/a", "geo:31.2,121.5", "schema:place"])
def test_a_thing_of_any_scheme_is_judged(iri: str) -> None:
    """What a prefix could be read into is no prefixed name."""
    case, thing = ALL["entity/invalid.label-language-french"], NamedNode(ydr("example-project"))
    triples = [
        Triple(NamedNode(iri) if each.subject == thing else each.subject, each.predicate, each.object)
        for each in case.triples
    ]
    assert (iri, "entity#label-language") in {(found.entity, found.rule) for found in check_shapes(triples)}


def odd() -> dict[str, list[Triple]]:
    """Make data that nobody should write, about records of every shape."""
    kind, label = NamedNode(RDF.type), NamedNode(RDFS.label)
    within = NamedNode(PREFIXES["geo"] + "sfWithin")
    place, value, metric = (NamedNode(PREFIXES["yd"] + name) for name in ("Place", "value", "Observation"))
    chain = [NamedNode(ydr(f"place-{number}")) for number in range(3_000)]
    first, observation = chain[0], NamedNode(ydr("observation-odd"))
    decimal = NamedNode(PREFIXES["xsd"] + "decimal")
    return {
        "nothing": [],
        "deep": [Triple(one, within, other) for one, other in pairwise(chain)]
        + [Triple(one, kind, place) for one in chain],
        "circle": [Triple(first, within, first), Triple(first, kind, place)],
        "nameless": [Triple(BlankNode("a"), kind, place)]
        + [Triple(first, each, BlankNode("a")) for each in (kind, label, within, NamedNode(PROV.wasDerivedFrom))]
        + [Triple(first, NamedNode(PREFIXES["yd"] + each), BlankNode("a")) for each in ("inSentence", "mentionedIn")],
        "quoted": [Triple(first, kind, place), Triple(first, label, Triple(first, kind, place))],
        "literals": [Triple(observation, kind, metric)]
        + [
            Triple(observation, value, Literal(text, datatype=decimal))
            for text in ("", "x", "9" * 5_000, "1e400", "NaN", "\u0661", "\x00", "\n")
        ],
        "long": [Triple(first, kind, place), Triple(first, label, Literal("长" * 1_000_000, language="zh-hans"))],
    }


@pytest.mark.parametrize("name", odd())
def test_odd_data_are_judged(name: str) -> None:
    """No data end the run, however deep, long or strange; each finding has words and a thing."""
    findings = check_shapes(odd()[name])
    assert bool(findings) == (name != "nothing")
    assert all(finding.message and finding.entity and finding.fix for finding in findings)
