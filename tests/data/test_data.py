"""The shipped data are canonical, complete by the contract, and say what a reader counts in the release by hand."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from shipped import TABLE, TRIPLES
from ydkg.collection import DATA_FILES, ONTOLOGY_FILE, REFERENCE_FILE, RELEASE_FILE
from ydkg.graph.graph import Graph
from ydkg.graph.turtle import canonical_turtle, read_turtle
from ydkg.vocab import DCTERMS, FOAF, GEO, ORG, OWL, PREFIXES, PROV, QUDT, RDF, RDFS, SCHEMA, SKOS, UNIT, YD, ydr

if TYPE_CHECKING:
    from pathlib import Path

FAMILIES = (
    *(FOAF.Person, ORG.Organization, YD.Place, YD.Initiative, YD.Infrastructure, YD.Instrument, SCHEMA.Event),
    YD.Metric,
)


@pytest.fixture(scope="module")
def release() -> Graph:
    """Give what the release states."""
    return Graph.from_triples(read_turtle(RELEASE_FILE))


@pytest.fixture(scope="module")
def reference() -> Graph:
    """Give what registers add."""
    return Graph.from_triples(read_turtle(REFERENCE_FILE))


def slug(iri: str | None) -> str:
    """Give what our identifiers call a thing."""
    return str(iri).removeprefix(PREFIXES["ydr"])


@pytest.mark.parametrize("path", DATA_FILES, ids=lambda path: path.name)
def test_a_data_file_is_canonical(path: Path) -> None:
    """Each data file is, byte for byte, what the canonical writer makes of it."""
    assert path.read_bytes() == canonical_turtle(read_turtle(path)).encode()


def test_types_are_written_out_up_to_the_family() -> None:
    """A thing has, beside its class, every class above it in the ontology, so that no query needs a reasoner."""
    above = defaultdict(set)
    for quad in parse(path=ONTOLOGY_FILE, format=RdfFormat.TURTLE):
        if quad.predicate.value == RDFS.subClassOf and isinstance(quad.subject, NamedNode):
            above[quad.subject.value].add(quad.object.value)
    for subject in TABLE.subjects():
        kinds = set(TABLE.types(subject))
        for kind in kinds:
            assert above[kind] <= kinds, subject


def test_language_tags_and_decimals_are_canonical() -> None:
    """Language tags are lower case, decimals have no point in whole numbers and no closing zeros."""
    for triple in TRIPLES:
        value = triple.object
        if isinstance(value, Literal):
            assert value.language in {None, "en", "zh-hans"}
            if value.datatype.value.endswith("#decimal"):
                assert re.fullmatch(r"-?(0|[1-9]\d*)(\.\d*[1-9])?", value.value), value


def test_every_entity_has_one_label_a_language() -> None:
    """No thing of a family has two labels in one language, and each has one in English."""
    for family in FAMILIES:
        for thing in TABLE.subjects(family):
            labels = TABLE.texts(thing, RDFS.label)
            assert "en" in labels, thing
            assert {len(texts) for texts in labels.values()} == {1}, thing


def test_no_two_things_of_a_family_share_a_label() -> None:
    """Within a family, an English label means one thing."""
    for family in FAMILIES:
        labels = Counter(label for thing in TABLE.subjects(family) for label in TABLE.texts(thing, RDFS.label)["en"])
        assert [label for label, times in labels.items() if times > 1] == []


def test_families_are_disjoint_but_for_corridors() -> None:
    """Nothing is in two families, except what is both infrastructure and place."""
    for subject in TABLE.subjects():
        families = set(TABLE.types(subject)) & set(FAMILIES)
        assert len(families) < 2 or families == {YD.Infrastructure, YD.Place}, subject


@pytest.mark.parametrize(
    ("kind", "count"),
    [
        (FOAF.Person, 7),
        (ORG.Membership, 12),
        (YD.Participation, 13),
        (YD.Observation, 48),
        (YD.Comparison, 10),
        (YD.FirstClaim, 4),
        (YD.Sentence, 85),
        (YD.Province, 3),
        (YD.Municipality, 1),
        (YD.City, 6),
        (YD.CountyLevelDivision, 5),
        (YD.InnovationCluster, 2),
        (YD.Airport, 2),
        (YD.PressRelease, 1),
    ],
    ids=lambda value: str(value).rpartition("#")[2].rpartition("/")[2],
)
def test_the_release_states_as_many(release: Graph, kind: str, count: int) -> None:
    """The numbers of people, posts, figures and so on are those counted in the release by hand."""
    assert len(release.subjects(kind)) == count


#: Figures as a reader finds them in the release: value, unit, bound, status, period.
FIGURES = """
23.9 PERCENT Exactly Actual 2018 | 24.4 PERCENT Exactly Actual 2023 | 5.4 PERCENT Exactly Actual 2024-q1-q3
6 NUM Exactly Actual 2018 | 9 NUM Exactly Actual - | 0.333333 UNITLESS MoreThan Actual -
2.81 PERCENT Exactly Actual 2018 | 3.34 PERCENT Exactly Actual 2023 | 5 UNITLESS Exactly Actual -
9 UNITLESS Exactly Actual - | 18 NUM Exactly Actual - | 10 NUM Exactly Actual - | 41 NUM Exactly Actual -
12 NUM Exactly Actual - | 46441 NUM Exactly Actual - | 7000 NUM MoreThan Actual - | 170000000 CCY_CNY MoreThan Actual -
0.4 UNITLESS Exactly Actual - | 170 NUM MoreThan Actual - | 46000000 NUM MoreThan Actual to-2024-10
7000000000 CCY_CNY MoreThan Actual to-2024-10 | 7600 KiloM MoreThan Actual - | 4150 KiloM Exactly Actual 2018
163 KiloM Exactly Actual - | 2 HR Exactly Actual - | 40 MIN Exactly Expected - | 40 MIN Exactly Expected -
68.6 KiloM Exactly Actual - | 120000 NUM-PER-YR MoreThan Actual - | 1.55 UNITLESS Exactly Actual -
1.9 UNITLESS Exactly Target 2024 | 18 NUM Exactly Actual 2024 | 80000000000 CCY_USD Exactly Intended -
30 NUM MoreThan Actual - | 27 NUM Exactly Actual - | 83.3 PERCENT Exactly Actual 2024-01-to-10
42 MicroGM-PER-M3 Exactly Actual 2018 | 30 MicroGM-PER-M3 Exactly Actual - | 494000000 TONNE MoreThan Actual to-2024-10
29700000000 CCY_CNY MoreThan Actual to-2024-10 | 47 NUM Exactly Actual - | 52 NUM Exactly Actual -
2 NUM Exactly Actual - | 1000 NUM LessThan Actual - | 312 NUM Exactly Actual -
3000000000 M3-PER-YR MoreThan Actual - | 165 NUM Exactly Intended - | 18 NUM Exactly Intended -
"""


def test_the_figures_are_those_of_the_release(release: Graph) -> None:
    """Every figure of the release is there with its unit, bound, status and period, and no other."""
    wanted = Counter(" ".join(figure.split()) for line in FIGURES.strip().splitlines() for figure in line.split("|"))
    found: Counter[str] = Counter()
    for observation in release.subjects(YD.Observation):
        unit, bound, status = (release.one(observation, p) for p in (QUDT.hasUnit, YD.bound, YD.valueStatus))
        periods = [period.removeprefix(ydr("period-")) for period in release.iris(observation, YD.period)]
        parts = (
            release.one(observation, YD.value),
            unit.removeprefix(PREFIXES["unit"]),
            bound.removeprefix(PREFIXES["yd"]),
            status.removeprefix(PREFIXES["yd"]),
            *(periods or ["-"]),
        )
        found[" ".join(parts)] += 1
    assert found == wanted


def test_a_fraction_s_value_is_its_quotient_to_six_places(release: Graph) -> None:
    """Of a fraction in words the value is numerator over denominator, without unit."""
    fractions = [o for o in release.subjects(YD.Observation) if release.objects(o, YD.numerator)]
    assert len(fractions) == 2
    for observation in fractions:
        quotient = Decimal(release.one(observation, YD.numerator)) / Decimal(release.one(observation, YD.denominator))
        assert Decimal(release.one(observation, YD.value)) == round(quotient, 6)
        assert release.one(observation, QUDT.hasUnit) == UNIT.UNITLESS


def test_only_two_openings_and_one_connection_are_planned_for_a_date(release: Graph) -> None:
    """What is planned by a date is what the release says is to come by then."""
    dated = {
        (release.one(m, YD.about), release.one(m, YD.notAfter))
        for m in release.subjects(YD.Milestone)
        if release.one(m, YD.modality) == YD.Planned and release.objects(m, YD.notAfter)
    }
    assert dated == {
        (ydr("shanghai-suzhou-huzhou-high-speed-railway"), "2024-12-31"),
        (ydr("airport-link-line"), "2024-12-31"),
        (ydr("yangtze-river-mainstream-ecological-corridor"), "2025-12-31"),
    }


def test_a_planned_thing_has_no_actual_date(release: Graph) -> None:
    """Only what is done has a day on which it was done."""
    assert [m for m in release.subjects(YD.Milestone) if release.objects(m, YD.on)] == [
        ydr("milestone-demonstration-zone-high-quality-development-regulations-in-force-done")
    ]


def test_the_nesting_in_the_release_is_only_what_it_states(release: Graph) -> None:
    """Seven things are said to lie in another: four districts, the railway network, the corridor, the water bodies."""
    nested = {(slug(thing), slug(whole.value)) for thing, whole in release.pairs(GEO.sfWithin)}
    assert nested == {
        ("qingpu", "shanghai"),
        ("wujiang", "jiangsu"),
        ("jiashan", "zhejiang"),
        ("guangde", "anhui"),
        ("high-speed-railway-network", "yangtze-river-delta"),
        ("yangtze-river-mainstream-ecological-corridor", "yangtze-river-delta"),
        ("one-river-and-three-lakes", "demonstration-zone"),
    }


def test_joint_capacity_is_of_the_pair_alone(release: Graph) -> None:
    """The gas capacity is a figure of the two second phases together, of neither line and of neither phase."""
    (observation,) = [o for o in release.subjects(YD.Observation) if release.one(o, YD.value) == "3000000000"]
    pair = release.one(observation, YD.about)
    assert len(release.objects(pair, DCTERMS.hasPart)) == 2
    assert [
        o for o in release.subjects(YD.Observation) if "natural-gas" in release.one(o, YD.about) and o != observation
    ] == []


def test_things_of_one_name_are_kept_apart(release: Graph) -> None:
    """Homonyms have their own IRIs and are declared different."""
    for one, other in (
        ("hongqiao-international-airport", "hongqiao-international-hub-for-opening-up"),
        ("pudong-international-airport", "pudong-new-area"),
        ("suzhou", "shanghai-suzhou-cluster"),
        ("shanghai", "shanghai-municipal-government"),
    ):
        first, second = sorted((ydr(one), ydr(other)))
        assert second in release.iris(first, OWL.differentFrom) or first in release.iris(second, OWL.differentFrom)


def test_every_reference_fact_names_its_register_and_confidence(reference: Graph) -> None:
    """Each statement of data/reference.ttl comes from a register and says how sure it is."""
    registers = set(reference.subjects(YD.Register))
    statements = reference.subjects(RDF.Statement)
    assert registers
    assert statements
    for statement in statements:
        sources = set(reference.iris(statement, PROV.wasDerivedFrom))
        assert sources
        assert sources <= registers
        assert reference.one(statement, YD.confidence) in {YD.High, YD.Medium}


def test_chinese_stands_in_the_file_of_names_alone() -> None:
    """Release and registers are in English; what has Chinese is in data/names.zh.ttl, and nothing is in two files."""
    for path in (RELEASE_FILE, REFERENCE_FILE):
        assert not [triple for triple in read_turtle(path) if getattr(triple.object, "language", None) == "zh-hans"]
    assert len(TRIPLES) == len(set(TRIPLES))


def test_topics_are_five_areas_and_their_themes(release: Graph) -> None:
    """The five focus areas stand in order, and each sub-theme is below one of them."""
    areas = {
        f"{ydr('')}{slug}": order
        for order, slug in enumerate(
            (
                "new-quality-productive-forces",
                "institutional-support",
                "dual-circulation-strategic-hub",
                "green-and-beautiful-yangtze-river-delta",
                "risk-prevention-and-control-system",
            ),
            start=1,
        )
    }
    topics = [topic for topic, scheme in release.pairs(SKOS.inScheme) if scheme.value == ydr("focus-areas")]
    below = Counter(area for topic in topics for area in release.iris(topic, SKOS.broader))
    assert {area: release.one(area, YD.orderInDocument) for area in areas} == {a: str(n) for a, n in areas.items()}
    assert [below[area] for area in areas] == [3, 4, 2, 3, 2]


def test_how_things_are_carried_on_is_said_of_what_the_release_says_it_of(release: Graph) -> None:
    """Four of the five areas have a manner of their own, and that of “our tasks” is the group's, not the strategy's."""
    assert Counter(slug(thing) for thing, _ in release.pairs(YD.approach)) == {
        "new-quality-productive-forces": 1,
        "institutional-support": 1,
        "dual-circulation-strategic-hub": 1,
        "green-and-beautiful-yangtze-river-delta": 1,
        "integrated-development-of-the-yangtze-river-delta": 1,
        "key-cooperation-projects": 1,
        "key-tasks": 1,
        "three-provinces-and-one-municipality": 1,
    }


def test_an_aim_is_of_what_the_release_says_it_of(release: Graph) -> None:
    """That “we” aim to spearhead modernization is the group's aim; what the vouchers did is no aim of theirs."""
    aims = {slug(thing) for thing, _ in release.pairs(YD.aim)}
    assert "three-provinces-and-one-municipality" in aims
    assert "integrated-development-of-the-yangtze-river-delta" not in aims
    assert "science-and-technology-innovation-voucher-program" not in aims


def test_the_release_reports_its_briefing(release: Graph) -> None:
    """The document leads to the event that it is the release of."""
    assert release.one(ydr("release-20241204"), YD.reports) == ydr("media-briefing-20241204")


def test_no_two_things_are_only_said_to_be_related() -> None:
    """What relates two things is named: a plan's priorities, a sign of progress, an outcome, like words."""
    assert list(TABLE.pairs(DCTERMS.relation)) == []


def test_like_words_make_nothing_a_part(release: Graph) -> None:
    """The logistics initiatives and the market measures are worded like actions that the opening names, and no more."""
    alike = {(one, other.value) for one, other in release.pairs(YD.describedLike)}
    assert alike == {
        (ydr("targeted-logistics-initiatives"), ydr("logistics-action")),
        (ydr("market-integration-priorities-and-measures"), ydr("market-integration-action")),
    }
    assert not release.objects(ydr("targeted-logistics-initiatives"), DCTERMS.isPartOf)


@pytest.mark.parametrize(
    ("thing", "span"),
    [
        ("hongqiao-hub-action-plan-2024-2026", "8337-8428"),
        ("market-integration-priorities-and-measures", "8788-8854"),
        ("science-and-technology-innovation-voucher-program", "4603-4672"),
        ("hazardous-waste-white-list-system", "10540-10621"),
        ("super-loop-high-speed-railway", "6109-6160"),
        ("direct-settlement-of-outpatient-expenses", "5838-5917"),
        ("coordinated-financial-reform-and-innovation", "11230-11287"),
    ],
)
def test_a_title_is_the_label_as_it_is_printed(release: Graph, thing: str, span: str) -> None:
    """What the document gives a full title is called by it, whatever its length, and cites it whole."""
    passage = ydr(f"passage-release-20241204-{span}")
    assert release.iris(ydr(thing), YD.mentionedIn) == (passage,)
    label = release.one(ydr(thing), RDFS.label)
    assert sha256(label.encode()).hexdigest() == release.one(passage, YD.textDigest)


def test_what_the_words_do_not_date_is_undated(release: Graph) -> None:
    """The trillion-yuan cities, their share and the later PM2.5 value have neither a period nor a day."""
    for slug in ("trillion-yuan-cities", "trillion-yuan-city-share", "pm25"):
        figure = ydr(f"observation-{slug}")
        assert not release.objects(figure, YD.period), slug
        assert not release.objects(figure, YD.asOf), slug
        assert ydr("passage-release-20241204-88-98") not in release.iris(figure, PROV.wasDerivedFrom)
        assert "stated" in release.one(figure, RDFS.label) + release.one(figure, SKOS.editorialNote)


def test_what_the_fund_put_money_into_is_counted_in_one_way(release: Graph) -> None:
    """Its sub-funds and its projects are running counts, of which more is better; its phases are no funds."""
    for slug in ("metric-fund-count", "metric-invested-project-count"):
        assert release.one(ydr(slug), YD.measureKind) == YD.Cumulative
        assert release.one(ydr(slug), YD.direction) == YD.HigherIsBetter
    assert YD.Fund not in release.types(ydr("phases-of-the-industry-fund"))


def readings(release: Graph, basis: str) -> Counter[str]:
    """Count the properties of the facts that were read from one basis."""
    statements = [s for s in marked(release, basis) if release.one(s, RDF.predicate)]
    return Counter(release.one(s, RDF.predicate).removeprefix(PREFIXES["yd"]) for s in statements)


def marked(release: Graph, basis: str) -> list[str]:
    """List the statements and records that were read from one basis."""
    return [each for each, read in release.pairs(YD.basis) if read.value == basis]


def test_what_rests_on_we_or_the_region_says_so(release: Graph) -> None:
    """What is held of the group, or of the Delta, because of who “we” or what “the region” is."""
    found = readings(release, YD.FromContext)
    assert found == {
        "responsible": 12,
        "initiatedBy": 3,
        "issuedBy": 2,
        "focusesOn": 5,
        "ascribedRole": 4,
        "aim": 1,
        "approach": 1,
        "developmentOf": 1,
        "implementedIn": 2,
        "implements": 1,
        GEO.sfWithin: 2,
        SCHEMA.location: 1,
    }
    actors = {
        ydr("three-provinces-and-one-municipality"),
        ydr("yangtze-river-delta"),
        ydr("integrated-development-of-the-yangtze-river-delta"),
        ydr("demonstration-zone"),
    }
    for fact in marked(release, YD.FromContext):
        parts = (RDF.subject, RDF.object, YD.about)
        assert actors & {each for part in parts for each in release.iris(fact, part)}


def test_figures_of_the_region_say_that_it_is_the_delta(release: Graph) -> None:
    """Where the sentence of a figure says “the region” alone, that the Delta is meant is read from the context."""
    figures = {s for s in marked(release, YD.FromContext) if release.one(s, YD.value)}
    assert figures == {
        ydr(f"observation-{name}")
        for name in ("growth-2024-q1-q3", "good-air-2024-01-to-10", "rd-intensity-2018", "rd-intensity-2023")
    }


def test_what_is_read_from_a_name_says_so(release: Graph) -> None:
    """Lines join the cities in their names, clusters overlap them, bodies are there for the place that they name."""
    found = readings(release, YD.FromName)
    assert (found["connects"], found["jurisdiction"], found["regulates"]) == (8, 7, 1)
    assert found[GEO.sfOverlaps] == 3


def test_the_delta_is_made_of_four_divisions_and_lies_in_china(reference: Graph) -> None:
    """Its divisions are said to lie in it, and itself in China, by a plan that says so."""
    within = {(part, whole.value) for part, whole in reference.pairs(GEO.sfWithin)}
    delta = ydr("yangtze-river-delta")
    assert {s for s, whole in within if whole == delta} == {
        ydr(x) for x in ("shanghai", "jiangsu", "zhejiang", "anhui")
    }
    assert (delta, ydr("china")) in within


def test_what_is_well_supported_shows_who_agrees(reference: Graph) -> None:
    """Each fact of high confidence names two or more data sets that agree on it."""
    for statement in reference.subjects(RDF.Statement):
        if reference.one(statement, YD.confidence) == YD.High:
            agreed = reference.one(statement, SKOS.note).partition("Agreed by: ")[2]
            assert len(agreed.split("; ")) >= 2, statement


def test_a_seat_is_not_the_same_as_its_division(reference: Graph) -> None:
    """Of GeoNames, only the features of the country and of its provinces are the things themselves."""
    same, close = (
        {slug(thing) for thing, other in reference.pairs(match) if "geonames" in other.value}
        for match in (SKOS.exactMatch, SKOS.closeMatch)
    )
    assert same == {"china", "shanghai", "jiangsu", "zhejiang", "anhui"}
    assert {"suzhou", "hangzhou", "pudong-new-area", "guangde"} <= close


def test_a_register_has_an_address_of_its_own() -> None:
    """A register leads to the place where its facts can be looked up, not to the root of a site."""
    for register in TABLE.subjects(YD.Register):
        for address in TABLE.values(register, DCTERMS.source):
            assert re.fullmatch(r"https?://[^/]+/.+", address), register
