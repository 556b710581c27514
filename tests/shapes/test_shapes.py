"""Every shape finds what it is for and nothing else."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ydkg.assets import DATA_FILES, ONTOLOGY_FILE
from ydkg.errors import TurtleError
from ydkg.graph.turtle import read_turtle
from ydkg.proof.arithmetic.derive import derive
from ydkg.proof.finding import ERROR, WARNING, Finding
from ydkg.proof.shapes import SHAPES, SHAPES_DIR, check_shapes, shape_files
from ydkg.vocab import PREFIXES, PROV, RDF, RDFS, ydr

CASES = Path(__file__).parent
SH = PREFIXES["sh"]
CLASSES = sorted(folder.name for folder in CASES.iterdir() if folder.is_dir() and folder.name != "__pycache__")
VALID = sorted(CASES.glob("*/valid*.ttl"))
INVALID = sorted(CASES.glob("*/invalid.*.ttl"))
#: Classes of the ontology that are lists of values, or not ours to shape.
VALUES = {"Basis", "Bound", "ChangeKind", "Confidence", "Direction", "LabelBasis", "Level", "MeasureKind"} | {
    "Modality", "Outcome", "PageKind", "PeriodBasis", "Unit", "ValueStatus",
}  # fmt: skip


def name(path: Path) -> str:
    """Name a case by its folder and file."""
    return f"{path.parent.name}/{path.stem}"


def shape_file(case: Path) -> Path:
    """Return the file of shapes that a case is about."""
    return SHAPES_DIR / f"{case.parent.name}.ttl"


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
def found(case: Path) -> list[Finding]:
    """Return what the shapes of a case's class find in it."""
    return check_shapes(read_turtle(case), [shape_file(case)])


def expected(case: Path) -> str:
    """Return the constraint that an invalid case is named after: the longest name that its own name starts with."""
    what = case.stem.removeprefix("invalid.")
    return max((c for c in constraints(shape_file(case)) if what == c or what.startswith(f"{c}-")), key=len)


def targets(shape: list[Triple], case: list[Triple]) -> set[str]:
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


def kebab(local: str) -> str:
    """Write a class's local name as its file is called."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", local).lower()


def test_every_class_has_a_file_of_shapes_and_cases() -> None:
    """Records, entities and what is evidence or defined: each class of the ontology has its shapes, tried by cases."""
    classes = {
        re.split("[#/]", triple.subject.value)[-1]
        for triple in read_turtle(ONTOLOGY_FILE)
        if triple.predicate.value == RDF.type
        and triple.object.value.endswith("owl#Class")
        and isinstance(triple.subject, NamedNode)
    }
    files = {file.stem for file in shape_files()}
    assert {kebab(local) for local in classes - VALUES} <= files
    assert files == set(CLASSES)
    # Statement nodes are of a class that OWL reserves; topics are concepts of one scheme; activities are computed.
    assert files - {kebab(local) for local in classes} <= {"activity", "statement", "topic"}


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
    cases = [read_turtle(case) for case in VALID if shape_file(case) == file]
    tried = {expected(case) for case in INVALID if shape_file(case) == file}
    for constraint, shape in constraints(file).items():
        assert any(targets(shape, case) for case in cases), f"{constraint} is aimed at nothing"
        assert constraint in tried, f"{constraint} is not tried"


@pytest.mark.parametrize("case", VALID, ids=name)
def test_a_valid_case_is_left_alone(case: Path) -> None:
    """Nothing is found where nothing is wrong."""
    assert found(case) == []


@pytest.mark.parametrize("case", INVALID, ids=name)
def test_an_invalid_case_is_found_by_the_constraint_it_is_named_after(case: Path) -> None:
    """What is wrong is found by the constraint that is for it, with its severity, and with how to mend it."""
    rule = f"{case.parent.name}#{expected(case)}"
    (finding, *_) = [f for f in found(case) if f.rule == rule]
    assert finding.severity in {ERROR, WARNING}
    assert finding.fix
    assert "\n" not in finding.message


@pytest.fixture(scope="module")
def shipped() -> list[Triple]:
    """Give release and registers together."""
    return [triple for path in DATA_FILES for triple in read_turtle(path)]


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
    (finding,) = found(CASES / "observation" / "invalid.contested-by-value.ttl")
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
    (wrong,) = found(CASES / "milestone" / "invalid.planned-without-actual-date.ttl")
    assert wrong.message == "has an actual date though its stage is not reached: yd:Planned"
    (strange,) = found(CASES / "membership" / "invalid.properties-of-another-record.ttl")
    assert strange.message == "has a property that a membership cannot have: yd:value"


def test_a_finding_tells_where_its_entity_was_stated() -> None:
    """The first position of the entity's passages comes with the finding."""
    case = CASES / "milestone" / "invalid.on-is-a-year.ttl"
    start = Triple(NamedNode(ydr("passage-example-1-9")), NamedNode(PREFIXES["yd"] + "start"), Literal(1))
    assert {f.offset for f in check_shapes([*read_turtle(case), start], [shape_file(case)])} == {1}


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
    case, thing = CASES / "entity" / "invalid.label-language-french.ttl", NamedNode(ydr("example-project"))
    triples = [
        Triple(NamedNode(iri) if each.subject == thing else each.subject, each.predicate, each.object)
        for each in read_turtle(case)
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
