"""The exported cube is well-formed by the integrity constraints of the RDF Data Cube that apply to it."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple, parse

from ydkg.collection import DATA_DIR, DATA_FILES, DATASET
from ydkg.export import write
from ydkg.graph.turtle import canonical_turtle, read_turtle
from ydkg.vocab import PREFIXES, RDF, XSD, YD, ydr

QB = PREFIXES["qb"]
PROLOGUE = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())

#: What must not be found, by the number of the constraint in section 11.1 of the recommendation; in our own words.
CONSTRAINTS = {
    "IC-1 an observation is in exactly one data set": """
        { SELECT ?figure (COUNT(DISTINCT ?set) AS ?sets)
          WHERE { ?figure a qb:Observation . OPTIONAL { ?figure qb:dataSet ?set } } GROUP BY ?figure }
        FILTER ( ?sets != 1 )""",
    "IC-2 a data set has exactly one structure": """
        { SELECT ?set (COUNT(DISTINCT ?plan) AS ?plans)
          WHERE { ?set a qb:DataSet . OPTIONAL { ?set qb:structure ?plan } } GROUP BY ?set }
        FILTER ( ?plans != 1 )""",
    "IC-3 a structure has a measure": """
        ?plan a qb:DataStructureDefinition
        FILTER NOT EXISTS { ?plan qb:component/qb:componentProperty ?number . ?number a qb:MeasureProperty }""",
    "IC-4 a dimension has a range": """
        ?axis a qb:DimensionProperty FILTER NOT EXISTS { ?axis rdfs:range ?kind }""",
    "IC-5 a dimension of concepts has a list of codes": """
        ?axis a qb:DimensionProperty ; rdfs:range skos:Concept FILTER NOT EXISTS { ?axis qb:codeList ?codes }""",
    "IC-6 only attributes may be left out": """
        ?part qb:componentRequired false ; qb:componentProperty ?property
        FILTER NOT EXISTS { ?property a qb:AttributeProperty }""",
    "IC-11 an observation has a value of every dimension": """
        ?figure qb:dataSet/qb:structure/qb:component/qb:componentProperty ?axis . ?axis a qb:DimensionProperty
        FILTER NOT EXISTS { ?figure ?axis ?place }""",
    "IC-12 no two observations of a data set are at one place": """
        ?figure qb:dataSet ?set . ?rival qb:dataSet ?set FILTER ( ?figure != ?rival )
        FILTER NOT EXISTS {
            ?set qb:structure/qb:component/qb:componentProperty ?axis . ?axis a qb:DimensionProperty .
            ?figure ?axis ?here . ?rival ?axis ?there FILTER ( ?here != ?there ) }""",
    "IC-13 an observation has every required attribute": """
        ?figure qb:dataSet/qb:structure/qb:component ?part .
        ?part qb:componentRequired true ; qb:componentProperty ?property
        FILTER NOT EXISTS { ?figure ?property ?remark }""",
    "IC-14 an observation has every measure": """
        ?figure qb:dataSet/qb:structure ?plan
        FILTER NOT EXISTS { ?plan qb:component/qb:componentProperty qb:measureType }
        ?plan qb:component/qb:componentProperty ?measure . ?measure a qb:MeasureProperty
        FILTER NOT EXISTS { ?figure ?measure ?number }""",
    "IC-19 a coded value is in the list of codes": """
        ?figure qb:dataSet/qb:structure/qb:component/qb:componentProperty ?coded . ?coded qb:codeList ?codes .
        ?figure ?coded ?code
        FILTER NOT EXISTS { ?codes a skos:ConceptScheme . ?code a skos:Concept ; skos:inScheme ?codes }""",
}
#: The other constraints have nothing to hold of, as the cube has none of what they are about.
NOT_APPLICABLE = {
    "IC-7, IC-8, IC-9, IC-10 and IC-18, as there are no slices": """
        { ?any a qb:Slice } UNION { ?any a qb:SliceKey } UNION { ?set qb:slice ?any }""",
    "IC-15, IC-16 and IC-17, as no dimension tells measures apart": """
        ?any qb:componentProperty|qb:measureDimension qb:measureType""",
    "IC-20 and IC-21, as no list of codes is a tree": "?any a qb:HierarchicalCodeList",
}
DATA_SET, COMPONENT, TIME = ydr("cube"), ydr("cube-component-"), ydr("cube-time")


def shipped() -> list[Triple]:
    """Return release and registers together, with what describes their collection."""
    return [triple for path in (*DATA_FILES, DATA_DIR / DATASET) for triple in read_turtle(path)]


def read(content: bytes) -> list[Triple]:
    """Read a cube."""
    return [quad.triple for quad in parse(content, format=RdfFormat.TURTLE)]


def asks(triples: list[Triple], pattern: str) -> bool:
    """Tell whether a pattern is found in a graph."""
    store = Store()
    store.bulk_load(canonical_turtle(triples).encode(), format=RdfFormat.TURTLE)
    return bool(store.query(f"{PROLOGUE}ASK {{ {pattern} }}"))


@pytest.fixture(scope="module")
def whole() -> list[Triple]:
    """Give the cube of the shipped data."""
    return read(write("cube", shipped()))


@pytest.mark.parametrize("constraint", CONSTRAINTS)
def test_the_cube_keeps_the_integrity_constraint(whole: list[Triple], constraint: str) -> None:
    """Nothing in the cube of the shipped data breaks the constraint."""
    assert not asks(whole, CONSTRAINTS[constraint])


def test_nothing_is_said_of_what_is_not_ours(whole: list[Triple]) -> None:
    """Terms of other vocabularies are used, and no triple is about one."""
    assert {
        t.subject.value for t in whole if not t.subject.value.startswith((PREFIXES["ydr"], PREFIXES["yd"]))
    } == set()


@pytest.mark.parametrize("constraint", NOT_APPLICABLE)
def test_what_other_constraints_are_about_is_not_there(whole: list[Triple], constraint: str) -> None:
    """The constraints that are not tried have nothing to be tried on."""
    assert not asks(whole, NOT_APPLICABLE[constraint])


def without(triples: list[Triple], subject: str | None, predicate: str) -> list[Triple]:
    """Take out what is said of a thing, or of the first that has it, by a property."""
    chosen = subject or next(t.subject.value for t in triples if t.predicate.value == predicate)
    left = [t for t in triples if (t.subject.value, t.predicate.value) != (chosen, predicate)]
    assert left != triples
    return left


def fact(subject: str, predicate: str, value: str) -> Triple:
    """Make a triple that leads to a thing."""
    return Triple(NamedNode(subject), NamedNode(predicate), NamedNode(value))


def faulty(triples: list[Triple], constraint: str) -> list[Triple]:
    """Break a constraint in a cube."""
    observation = next(t.subject.value for t in triples if t.predicate.value == QB + "dataSet")
    twin = [
        Triple(NamedNode(ydr("observation-twin")), t.predicate, t.object)
        for t in triples
        if t.subject.value == observation
    ]
    part, needed = NamedNode(COMPONENT + "metric"), NamedNode(QB + "componentRequired")
    optional = Triple(part, needed, Literal("false", datatype=NamedNode(XSD.boolean)))
    return {
        "IC-1": lambda: [*triples, fact(observation, QB + "dataSet", ydr("cube-contested-2"))],
        "IC-2": lambda: without(triples, DATA_SET, QB + "structure"),
        "IC-3": lambda: [t for t in triples if t.object != NamedNode(QB + "MeasureProperty")],
        "IC-4": lambda: without(triples, YD.metric, PREFIXES["rdfs"] + "range"),
        "IC-5": lambda: [*triples, fact(TIME, PREFIXES["rdfs"] + "range", PREFIXES["skos"] + "Concept")],
        "IC-6": lambda: [*triples, optional],
        "IC-11": lambda: without(triples, observation, TIME),
        "IC-12": lambda: [*triples, *twin],
        "IC-13": lambda: without(triples, observation, YD.bound),
        "IC-14": lambda: without(triples, observation, YD.value),
        "IC-19": lambda: without(triples, YD.MoreThan, PREFIXES["skos"] + "inScheme"),
    }[constraint.partition(" ")[0]]()


@pytest.mark.parametrize("constraint", CONSTRAINTS)
def test_a_broken_cube_is_noticed(whole: list[Triple], constraint: str) -> None:
    """Each constraint finds the fault that is made for it."""
    assert asks(faulty(whole, constraint), CONSTRAINTS[constraint])


def test_codes_and_parts_have_names_in_both_languages_and_what_is_foreign_none(whole: list[Triple]) -> None:
    """Bounds, statuses and components are called something; nothing is said of a term that is not of this project."""
    named = {(t.subject.value, t.object.language) for t in whole if t.predicate.value == PREFIXES["rdfs"] + "label"}
    components = {t.object.value for t in whole if t.predicate.value == QB + "component"}
    for iri in (YD.MoreThan, YD.Actual, DATA_SET, *components):
        assert {(iri, "en"), (iri, "zh-hans")} <= named
    assert {
        t.subject.value for t in whole if not t.subject.value.startswith((PREFIXES["yd"], PREFIXES["ydr"]))
    } == set()


def test_the_data_set_says_whose_it_is() -> None:
    """Title, publisher, licence and day are those of the collection, in the export of the whole."""
    said = {t.predicate.value: t.object.value for t in read(write("cube")) if t.subject.value == DATA_SET}
    terms = PREFIXES["dcterms"]
    assert said[terms + "license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert said[terms + "issued"] == "2026-11-25"
    assert said[terms + "publisher"] in {"The ydkg contributors", "ydkg 贡献者"}


def test_every_observation_is_in_the_cube(whole: list[Triple]) -> None:
    """All 48 figures are there with all that the data say of them, and once."""
    wanted = {t.subject for t in shipped() if t.predicate.value == RDF.type and t.object.value == YD.Observation}
    placed = [t.subject for t in whole if t.predicate.value == QB + "dataSet"]
    assert len(placed) == 48
    assert set(placed) == wanted
    assert {t for t in shipped() if t.subject in wanted} <= set(whole)


def test_a_time_is_the_period_the_edition_the_day_or_none(whole: list[Triple]) -> None:
    """A figure without a period of its own is at its edition, at the day it is told on, or at the place for none."""
    times = {t.subject.value: t.object.value for t in whole if t.predicate.value == TIME}
    assert times[ydr("observation-output-share-2018")] == ydr("period-2018")
    assert times[ydr("observation-gii-2024-nanjing")] == ydr("global-innovation-index-2024")
    assert times[ydr("observation-railway-network")] == ydr("cube-time-2024-12-04")
    assert times[ydr("observation-pm25")] == ydr("cube-time-not-stated")
    assert times[ydr("observation-length-airport-link-line")] == ydr("cube-time-none")


def test_contested_figures_are_all_kept_in_data_sets_of_their_own() -> None:
    """Where three figures disagree, three data sets have one each, and the constraints hold."""
    triples = shipped()
    original = ydr("observation-pm25")
    for name, number in (("again", "31"), ("once-more", "32")):
        for t in [t for t in triples if t.subject.value == original]:
            value = Literal(number, datatype=NamedNode(XSD.decimal)) if t.predicate.value == YD.value else t.object
            triples.append(Triple(NamedNode(f"{original}-{name}"), t.predicate, value))
    contested = read(write("cube", triples))
    sets = {t.subject.value: t.object.value for t in contested if t.predicate.value == QB + "dataSet"}
    assert sets[original] == DATA_SET
    assert sets[f"{original}-again"] == ydr("cube-contested-2")
    assert sets[f"{original}-once-more"] == ydr("cube-contested-3")
    for constraint, pattern in CONSTRAINTS.items():
        assert not asks(contested, pattern), constraint


def test_the_cube_is_one_canonical_file() -> None:
    """It is canonical Turtle without blank nodes."""
    content = write("cube", shipped())
    assert canonical_turtle(read(content)).encode() == content
    assert b"_:" not in content
