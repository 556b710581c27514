"""The catalogue of faults: ways to damage the shipped data, each with the rule that should notice it.

As a program it tries them all and prints which rule noticed what; those that need the document are tried where
YDKG_SOURCE names its file.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from damage import (
    also,
    bare_sentence,
    copied,
    day,
    decimal,
    erased,
    everywhere_gone,
    gone,
    grown_sentence,
    integer,
    merged,
    misspelt,
    moved_edge,
    moved_passage,
    not_so,
    other_evidence,
    other_relation,
    passage,
    put,
    relabelled,
    renamed,
    stated,
    steps,
    struck,
    text,
    triple,
    typed,
    unstated,
    untold,
)
from fault import Fault, FileFault
from pyoxigraph import Literal

from ydkg.graph.turtle import statement_iri

if TYPE_CHECKING:
    from damage import Edit


def unseen(name: str, edit: Edit, entity: str, rule: str) -> Fault:
    """Return a fault that only who has the document can see."""
    return Fault(name, edit, entity, f"evidence/{rule}", source=True)


def both(name: str, edit: Edit, entity: str, rule: str, becomes: str = "") -> list[Fault]:
    """Return a fault that only who has the document can see, label and identifier being made anew, and one as left."""
    left = "evidence/modality" if becomes else "evidence/label_agrees"
    left = "labels/label_as_made" if rule in {"whose_words", "role_words", "named"} else left
    after = f"{entity.rpartition('-')[0]}-{becomes}" if becomes else entity
    return [
        unseen(name, steps(edit, relabelled(entity)), after, rule),
        Fault(f"{name}, the label left", edit, entity, left),
    ]


DATE_LINE = passage(88, 98)
INSTRUMENTS, VOUCHERS = "observation-instruments-hosted", "observation-voucher-funding"
PM25, PM25_2018 = "observation-pm25", "observation-pm25-2018"
NETWORK, NETWORK_2018 = "observation-railway-network", "observation-railway-network-2018"
LINK_LENGTH, TO_AIRPORT = "observation-length-airport-link-line", "observation-travel-airports"
CITIES, CITY_SHARE = "observation-trillion-yuan-cities", "observation-trillion-yuan-city-share"
NANJING_RANK, PILES_TARGET = "observation-gii-2024-nanjing", "observation-vehicle-to-pile-ratio-target-2024"
RD_2018, CARBON = "observation-rd-intensity-2018", "observation-carbon-value"
BY_AIR, BY_NETWORK = "comparison-good-air-against-2018", "comparison-railway-network"
BY_TRAIN = "comparison-travel-shanghai-huzhou"
BY_PILES, BY_SHARE = "comparison-vehicle-to-pile-ratio", "comparison-output-share-2018-2023"
GAS, GAS_PHASE = "observation-gas-capacity-added", "shanghai-suzhou-natural-gas-interconnection-line-phase-2"

NUMBERS = [
    *both("two digits exchanged", put(INSTRUMENTS, "yd:value", decimal("46414")), INSTRUMENTS, "printed"),
    *both("magnitude word not worked in", put(VOUCHERS, "yd:value", decimal("170")), VOUCHERS, "printed"),
    *both("million for billion", put(CARBON, "yd:value", decimal("29700000")), CARBON, "printed"),
    *both(
        "point in another place",
        steps(put(PM25_2018, "yd:value", decimal("4.2")), relabelled("comparison-pm25-against-2018")),
        PM25_2018,
        "printed",
    ),
    *both("digits of a baseline exchanged", put(NETWORK_2018, "yd:value", decimal("4510")), NETWORK_2018, "printed"),
    *both("wrong rank", put(NANJING_RANK, "yd:value", decimal("8")), NANJING_RANK, "printed"),
    *both("number in words misread", put(CITIES, "yd:value", decimal("8")), CITIES, "printed"),
    *both(
        "percentage written as a share",
        steps(put(RD_2018, "yd:value", decimal("0.0281")), put(RD_2018, "qudt:hasUnit", "unit:UNITLESS")),
        RD_2018,
        "printed",
    ),
    *both(
        "wrong numerator, and its quotient",
        steps(
            put("observation-nev-production-share", "yd:numerator", integer(3)),
            put("observation-nev-production-share", "yd:value", decimal("0.3")),
        ),
        "observation-nev-production-share",
        "printed",
    ),
    Fault("quotient cut short", put(CITY_SHARE, "yd:value", decimal("0.33")), CITY_SHARE, "evidence/quotient"),
    Fault("wrong denominator", put(CITY_SHARE, "yd:denominator", integer(4)), CITY_SHARE, "evidence/quotient"),
    Fault(
        "denominator of zero",
        put(CITY_SHARE, "yd:denominator", integer(0)),
        CITY_SHARE,
        "shapes/observation#denominator",
    ),
    Fault("fraction without numerator", gone(CITY_SHARE, "yd:numerator"), CITY_SHARE, "shapes/observation#fraction"),
    Fault("two values", also(PM25, "yd:value", decimal("31")), PM25, "shapes/observation#value"),
    *both(
        "nearly called exactly",
        put("observation-underlying-projects", "yd:bound", "yd:Exactly"),
        "observation-underlying-projects",
        "bound_words",
    ),
    *both(
        "bound turned",
        put("observation-underlying-projects", "yd:bound", "yd:MoreThan"),
        "observation-underlying-projects",
        "bound_words",
    ),
    *both(
        "nearly no longer printed",
        gone("observation-underlying-projects", "yd:printedAs"),
        "observation-underlying-projects",
        "bound_words",
    ),
    *both("surpassing called at least", put(CARBON, "yd:bound", "yd:AtLeast"), CARBON, "bound_words"),
    *both("surpassing called exactly", put(CARBON, "yd:bound", "yd:Exactly"), CARBON, "bound_words"),
    *both(
        "exact length called approximate", put(LINK_LENGTH, "yd:bound", "yd:Approximately"), LINK_LENGTH, "bound_words"
    ),
    Fault("bound missing", gone(PM25, "yd:bound"), PM25, "shapes/observation#bound"),
    *both("hours for minutes", put(TO_AIRPORT, "qudt:hasUnit", "unit:HR"), TO_AIRPORT, "unit_words"),
    *both(
        "dollars for yuan, in value and metric",
        steps(
            put(CARBON, "qudt:hasUnit", "unit:CCY_USD"),
            put("metric-cumulative-transaction-value", "qudt:hasUnit", "unit:CCY_USD"),
        ),
        CARBON,
        "unit_words",
    ),
    *both(
        "metres for kilometres, in values and metric",
        steps(
            *(put(each, "qudt:hasUnit", "unit:M") for each in (NETWORK, "metric-network-length")),
            put(NETWORK_2018, "qudt:hasUnit", "unit:M"),
            relabelled(NETWORK),
        ),
        NETWORK_2018,
        "unit_words",
    ),
    Fault("metres for kilometres", put(NETWORK_2018, "qudt:hasUnit", "unit:M"), BY_NETWORK, "arithmetic/arithmetic"),
    Fault(
        "unit of another dimension",
        put(LINK_LENGTH, "qudt:hasUnit", "unit:MIN"),
        LINK_LENGTH,
        "shapes/observation#unit-fits-metric",
    ),
    Fault(
        "unit that nobody knows", put(LINK_LENGTH, "qudt:hasUnit", "unit:KM"), LINK_LENGTH, "shapes/observation#unit"
    ),
    unseen(
        "wrong number of an edition",
        moved_edge("7th-china-international-import-expo", "yd:editionNumber", integer(7), integer(6)),
        "7th-china-international-import-expo",
        "printed",
    ),
    unseen(
        "wrong phase",
        moved_edge("three-year-action-plan-phase-3", "yd:phaseNumber", integer(3), integer(2)),
        "three-year-action-plan-phase-3",
        "printed",
    ),
    unseen(
        "wrong number of members",
        moved_edge("five-tasks", "yd:statedMemberCount", integer(5), integer(4)),
        "five-tasks",
        "printed",
    ),
    unseen(
        "value of a goal called actual",
        put("observation-key-tasks", "yd:valueStatus", "yd:Actual"),
        "observation-key-tasks",
        "status_words",
    ),
    unseen(
        "actual value called expected", put(INSTRUMENTS, "yd:valueStatus", "yd:Expected"), INSTRUMENTS, "status_words"
    ),
    Fault(
        "target called actual",
        put(PILES_TARGET, "yd:valueStatus", "yd:Actual"),
        BY_PILES,
        "shapes/comparison#target-status",
    ),
    Fault(
        "two values of one thing",
        steps(copied(PM25, "observation-pm25-again"), put("observation-pm25-again", "yd:value", decimal("42"))),
        "",
        "rules/figures_given_twice",
    ),
    Fault("one value twice", copied(PM25, "observation-pm25-again"), "", "rules/figures_given_twice"),
    Fault(
        "joint figure on a member too",
        steps(copied(GAS, "observation-gas-again"), put("observation-gas-again", "yd:about", GAS_PHASE)),
        "observation-gas-again",
        "rules/sets_counted_on_members",
    ),
    Fault(
        "property that no observation has",
        also(PM25, "yd:stage", "stage-launched"),
        PM25,
        "shapes/observation#properties",
    ),
    Fault("integer for decimal", put(PM25, "yd:value", integer(30)), PM25, "shapes/observation#value"),
]

EXCHANGED = steps(
    put(BY_SHARE, "yd:current", "observation-output-share-2018"),
    put(BY_SHARE, "yd:baseline", "observation-output-share-2023"),
)
COMPARISONS = [
    *both("wrong stated change", put(BY_AIR, "yd:statedChange", decimal("8.6")), BY_AIR, "printed"),
    unseen("sign of a change turned", put(BY_AIR, "yd:statedChange", decimal("-8.2")), BY_AIR, "sign_words"),
    unseen("now and before exchanged", steps(EXCHANGED, relabelled(BY_SHARE)), BY_SHARE, "sign_words"),
    unseen(
        "now and before exchanged, in unlike units",
        steps(
            put(BY_TRAIN, "yd:current", "observation-travel-shanghai-huzhou-before"),
            put(BY_TRAIN, "yd:baseline", "observation-travel-shanghai-huzhou-after"),
            put(BY_TRAIN, "rdfs:label", text("It rose")),
        ),
        BY_TRAIN,
        "sign_words",
    ),
    Fault("now and before exchanged, the label left", EXCHANGED, BY_SHARE, "arithmetic/arithmetic"),
    Fault(
        "sign turned where both values are known",
        put(BY_NETWORK, "yd:statedChange", decimal("-80")),
        BY_NETWORK,
        "arithmetic/arithmetic",
    ),
    Fault(
        "wrong digit in a baseline", put(NETWORK_2018, "yd:value", decimal("1450")), BY_NETWORK, "arithmetic/arithmetic"
    ),
    Fault(
        "relative change called absolute",
        put(BY_NETWORK, "yd:changeKind", "yd:AbsoluteChange"),
        BY_NETWORK,
        "shapes/comparison#absolute-in-the-metric-s-unit",
    ),
    Fault(
        "percent for percentage points",
        put(BY_AIR, "qudt:hasUnit", "unit:PERCENT"),
        BY_AIR,
        "shapes/comparison#absolute-in-the-metric-s-unit",
    ),
    Fault("outcome turned", put(BY_PILES, "yd:statedOutcome", "yd:BehindTarget"), BY_PILES, "arithmetic/arithmetic"),
    Fault(
        "direction turned",
        put("metric-vehicle-to-pile-ratio", "yd:direction", "yd:HigherIsBetter"),
        BY_PILES,
        "arithmetic/arithmetic",
    ),
    Fault(
        "target without direction",
        put("metric-vehicle-to-pile-ratio", "yd:direction", "yd:NoDirection"),
        BY_PILES,
        "shapes/comparison#target-direction",
    ),
    Fault(
        "baseline of another metric",
        put("comparison-pm25-against-2018", "yd:baseline", "observation-rd-intensity-2018"),
        "comparison-pm25-against-2018",
        "shapes/comparison#one-metric",
    ),
    Fault(
        "comparison with nothing",
        gone("comparison-pm25-against-2018", "yd:baseline"),
        "comparison-pm25-against-2018",
        "shapes/comparison#with-what",
    ),
    Fault("change without its kind", gone(BY_AIR, "yd:changeKind"), BY_AIR, "shapes/comparison#whole-change"),
    Fault(
        "target used as a baseline",
        steps(gone(BY_PILES, "yd:target"), also(BY_PILES, "yd:baseline", PILES_TARGET)),
        BY_PILES,
        "shapes/comparison#baseline-status",
    ),
]

IN_FORCE = "milestone-demonstration-zone-high-quality-development-regulations-in-force-done"
OPENING = "milestone-shanghai-suzhou-huzhou-high-speed-railway-operational-planned"
LINK = "milestone-airport-link-line-operational-planned"
ZONE_CLAIM = "first-claim-demonstration-zone-regulations"
CORRIDOR = "milestone-yangtze-river-mainstream-ecological-corridor-initially-connected-planned"
HUAWEI, WATERTOWN = (
    "milestone-huawei-rd-center-launched-done",
    "milestone-watertown-living-room-under-construction-underway",
)
HUB_PLAN = "milestone-hongqiao-hub-action-plan-2024-2026-issued-done"
GU_JUN = "membership-gu-jun-shanghai-municipal-government"

TIMES = [
    unseen("period borrowed from a neighbour", also(PM25, "yd:period", "period-2024"), PM25, "date_words"),
    unseen(
        "wrong year",
        steps(put(NETWORK_2018, "yd:period", "period-2023"), relabelled(NETWORK_2018), relabelled(BY_NETWORK)),
        NETWORK_2018,
        "date_words",
    ),
    unseen(
        "whole year for three quarters",
        put("observation-growth-2024-q1-q3", "yd:period", "period-2024"),
        "observation-growth-2024-q1-q3",
        "date_words",
    ),
    unseen(
        "period dropped",
        gone("observation-outpatient-people", "yd:period"),
        "observation-outpatient-people",
        "date_words",
    ),
    unseen(
        "baseline of another year",
        steps(put(BY_AIR, "yd:baselinePeriod", "period-2023"), relabelled(BY_AIR)),
        BY_AIR,
        "date_words",
    ),
    unseen("day after the document's", put(GU_JUN, "yd:asOf", day("2024-12-05")), GU_JUN, "date_words"),
    unseen(
        "wrong day of issue",
        put("release-20241204", "dcterms:issued", day("2024-04-12")),
        "release-20241204",
        "date_words",
    ),
    unseen("wrong day of coming into force", put(IN_FORCE, "yd:on", day("2024-05-11")), IN_FORCE, "date_words"),
    unseen("plan a year later", put(CORRIDOR, "yd:notAfter", day("2026-12-31")), CORRIDOR, "date_words"),
    unseen("time of a plan dropped", gone(LINK, "yd:notAfter"), LINK, "date_words"),
    unseen(
        "day of an event misread",
        moved_edge("symposium-of-20231130", "schema:startDate", day("2023-11-30"), day("2023-11-13")),
        "symposium-of-20231130",
        "date_words",
    ),
    Fault(
        "day of an event in another form",
        put("symposium-of-20231130", "schema:startDate", Literal("30.11.2023")),
        "symposium-of-20231130",
        "shapes/event#start",
    ),
    Fault(
        "rank with a period", also(NANJING_RANK, "yd:period", "period-2024"), NANJING_RANK, "shapes/observation#rank"
    ),
    Fault(
        "period that ends before it starts",
        put("period-2023", "yd:lastDay", day("2022-12-31")),
        "period-2023",
        "shapes/metric#period-first-day",
    ),
    Fault(
        "last day of a period misread",
        put("period-2024-q1-q3", "yd:lastDay", day("2024-09-03")),
        "period-2024-q1-q3",
        "evidence/edtf",
    ),
    Fault("notation of another period", put("period-2018", "yd:edtf", Literal("2008")), "period-2018", "evidence/edtf"),
    Fault(
        "notation of no known form",
        put("period-2018", "yd:edtf", Literal("in 2018")),
        "period-2018",
        "shapes/metric#period-edtf",
    ),
]

STAGES = [
    *both(
        "stage of a neighbour in one sentence",
        put(HUAWEI, "yd:about", "xicen-science-and-technology-innovation-center"),
        HUAWEI,
        "whose_words",
    ),
    *both("planned as done", put(OPENING, "yd:modality", "yd:Done"), OPENING, "modality_words", "done"),
    *both("planned link as done", put(LINK, "yd:modality", "yd:Done"), LINK, "modality_words", "done"),
    *both("done as planned", put(HUAWEI, "yd:modality", "yd:Planned"), HUAWEI, "modality_words", "planned"),
    *both("underway as done", put(WATERTOWN, "yd:modality", "yd:Done"), WATERTOWN, "modality_words", "done"),
    *both(
        "goal as underway",
        put("milestone-key-tasks-executed-planned", "yd:modality", "yd:Underway"),
        "milestone-key-tasks-executed-planned",
        "modality_words",
        "underway",
    ),
    unseen(
        "issued as launched",
        steps(put(HUB_PLAN, "yd:stage", "stage-launched"), relabelled(HUB_PLAN)),
        HUB_PLAN,
        "stage_words",
    ),
    unseen(
        "under construction as completed",
        steps(put(WATERTOWN, "yd:stage", "stage-completed"), relabelled(WATERTOWN)),
        WATERTOWN,
        "stage_words",
    ),
    *both("stage of another line", put(LINK, "yd:about", "super-loop-high-speed-railway"), LINK, "whose_words"),
    Fault(
        "planned for a day of the past",
        steps(gone(OPENING, "yd:notAfter"), also(OPENING, "yd:on", day("2024-11-30"))),
        OPENING,
        "rules/planned_for_the_past",
    ),
    Fault(
        "done by the end of a later year",
        steps(put(CORRIDOR, "yd:modality", "yd:Done"), relabelled(CORRIDOR)),
        CORRIDOR.replace("-planned", "-done"),
        "rules/planned_as_done",
    ),
    Fault("done on a day to come", put(IN_FORCE, "yd:on", day("2025-05-01")), IN_FORCE, "rules/planned_as_done"),
    Fault("planned for the past", put(LINK, "yd:notAfter", day("2023-12-31")), LINK, "rules/planned_for_the_past"),
    Fault("post used as a stage", put(LINK, "yd:stage", "role-director"), LINK, "shapes/milestone#stage-scheme"),
    Fault("modality missing", gone(LINK, "yd:modality"), LINK, "shapes/milestone#modality"),
    Fault("modality of our own", put(LINK, "yd:modality", "yd:Expected"), LINK, "shapes/milestone#modality"),
    Fault(
        "year where a day belongs", put(LINK, "yd:notAfter", typed("2024", "gYear")), LINK, "shapes/milestone#not-after"
    ),
    Fault(
        "day and last day at once",
        also(IN_FORCE, "yd:notAfter", day("2024-12-31")),
        IN_FORCE,
        "shapes/milestone#one-date",
    ),
]

LING, OFFICE = (
    "membership-ling-ming-jiangsu-provincial-development-and-reform-commission",
    "yangtze-river-delta-regional-cooperation-office",
)
ZHANG = f"membership-zhang-zhongwei-{OFFICE}"
LUO_ANSWERS = "participation-luo-fanghao-media-briefing-20241204-respondent"

PEOPLE = [
    *both("person exchanged for the next one", put(LING, "org:member", "luo-fanghao"), LING, "whose_words"),
    *both(
        "organisation of the next one",
        put(LING, "org:organization", "zhejiang-provincial-development-and-reform-commission"),
        LING,
        "whose_words",
    ),
    *both("executive dropped from a post", put(ZHANG, "org:role", "role-deputy-director"), ZHANG, "role_words"),
    *both("deputy dropped from a post", put(LING, "org:role", "role-director"), LING, "role_words"),
    *both(
        "attendee as chair", put(LUO_ANSWERS, "yd:participantRole", "participant-role-chair"), LUO_ANSWERS, "role_words"
    ),
    unseen("another event", put(LUO_ANSWERS, "yd:event", "symposium-of-20231130"), LUO_ANSWERS, "named"),
    unseen(
        "title of another",
        moved_edge("xi-jinping", "schema:honorificPrefix", text("General Secretary"), text("President")),
        "xi-jinping",
        "named",
    ),
    *both("participant exchanged", put(LUO_ANSWERS, "yd:participant", "gu-jun"), LUO_ANSWERS, "whose_words"),
    Fault("two posts in one record", also(LING, "org:role", "role-director"), LING, "shapes/agent#membership-role"),
    Fault(
        "participation without event", gone(LUO_ANSWERS, "yd:event"), LUO_ANSWERS, "shapes/event#participation-event"
    ),
    Fault(
        "person as an organisation",
        put(LING, "org:organization", "gu-jun"),
        LING,
        "shapes/agent#membership-organization",
    ),
    Fault("organisation as a member", put(LING, "org:member", "huawei"), "huawei", "logic/contradiction"),
    Fault("person used as a place", also("xi-jinping", "rdf:type", "yd:Place"), "xi-jinping", "logic/contradiction"),
    Fault(
        "scheme put into a person",
        stated("five-tasks", "yd:implementedIn", "gu-jun", passage(190, 196)),
        "five-tasks",
        "shapes/initiative#implemented-in",
    ),
    Fault("name without foaf:name", gone("qu-wei", "foaf:name"), "qu-wei", "shapes/agent#person-name"),
    Fault(
        "somebody from nowhere",
        steps(
            also("li-na", "rdf:type", "foaf:Person"),
            also("li-na", "rdfs:label", text("Li Na")),
            also("li-na", "foaf:name", Literal("Li Na")),
        ),
        "li-na",
        "evidence/evidence",
    ),
]

AIRPORT, HUB = "hongqiao-international-airport", "hongqiao-international-hub-for-opening-up"

THINGS = [
    *both(
        "ranks of two clusters exchanged",
        steps(
            put(NANJING_RANK, "yd:about", "shanghai-suzhou-cluster"),
            put("observation-gii-2024-shanghai-suzhou", "yd:about", "nanjing-cluster"),
            relabelled("observation-gii-2024-shanghai-suzhou"),
        ),
        NANJING_RANK,
        "named",
    ),
    unseen(
        "member invented",
        stated(
            "key-developments-of-the-demonstration-zone",
            "dcterms:hasPart",
            "super-loop-high-speed-railway",
            passage(7608, 7625),
        ),
        "key-developments-of-the-demonstration-zone",
        "named",
    ),
    Fault(
        "member of another class invented",
        stated("key-developments-of-the-demonstration-zone", "dcterms:hasPart", "huawei", passage(7608, 7625)),
        "key-developments-of-the-demonstration-zone",
        "rules/members_unlike_their_set",
    ),
    Fault(
        "place invented as a member",
        stated("zhangjiang-hefei-collaboration", "org:hasMember", "zhangjiang", passage(4018, 4111)),
        "zhangjiang-hefei-collaboration",
        "shapes/agent#organization-members",
    ),
    unseen(
        "theme of another thing",
        moved_edge(
            "airport-link-line", "dcterms:subject", "infrastructure-connectivity", "high-impact-opening-up-platforms"
        ),
        "airport-link-line",
        "named",
    ),
    Fault("homonyms merged with care", merged("hongqiao", HUB), HUB, "evidence/nested_mentions"),
    Fault("homonyms merged in haste", renamed("hongqiao", AIRPORT), AIRPORT, "shapes/entity#label"),
    Fault(
        "different from itself",
        also("hongqiao", "owl:differentFrom", "hongqiao"),
        "hongqiao",
        "shapes/entity#different-from-itself",
    ),
    Fault(
        "place within its part",
        stated("china", "geo:sfWithin", "shanghai", DATE_LINE),
        "shanghai",
        "shapes/place#cyclic",
    ),
    Fault(
        "part of its part",
        stated("three-year-action-plan", "dcterms:isPartOf", "three-year-action-plan-phase-3", DATE_LINE),
        "three-year-action-plan",
        "shapes/entity#cyclic-parts",
    ),
    unseen(
        "line led to another place",
        moved_edge("airport-link-line", "yd:connects", AIRPORT, "huzhou"),
        "airport-link-line",
        "named",
    ),
    Fault(
        "commission of another province",
        moved_edge("zhejiang-provincial-development-and-reform-commission", "yd:jurisdiction", "zhejiang", "hangzhou"),
        "zhejiang-provincial-development-and-reform-commission",
        "evidence/read_from_name",
    ),
    Fault(
        "line led to a place that is near in the text",
        moved_edge("shanghai-suzhou-natural-gas-interconnection-line", "yd:connects", "shanghai", "zhejiang"),
        "shanghai-suzhou-natural-gas-interconnection-line",
        "evidence/read_from_name",
    ),
    *both(
        "figure put on another line",
        put(LINK_LENGTH, "yd:about", "super-loop-high-speed-railway"),
        LINK_LENGTH,
        "named",
    ),
    Fault(
        "plan put into another place",
        moved_edge("hongqiao-hub-action-plan-2024-2026", "yd:implementedIn", HUB, "pudong-new-area"),
        "hongqiao-hub-action-plan-2024-2026",
        "evidence/named_within",
    ),
    Fault(
        "edge without statement",
        also("huawei-rd-center", "geo:sfWithin", "qingpu"),
        "huawei-rd-center",
        "rules/edges_without_statement",
    ),
    Fault(
        "edge taken out, its statement left",
        not_so("airport-link-line", "yd:connects", AIRPORT),
        "",
        "evidence/statement",
    ),
    Fault(
        "statement changed, its IRI left",
        moved_edge("airport-link-line", "yd:connects", AIRPORT, "pudong-new-area", readdress=False),
        "",
        "evidence/identifier",
    ),
    Fault(
        "edge to a thing that is not there",
        also("hongqiao", "owl:differentFrom", "hongqiao-station"),
        "hongqiao",
        "rules/dead_references",
    ),
    Fault("thing taken out, edges to it left", erased("huzhou"), "", "rules/dead_references"),
    Fault(
        "property misspelt",
        misspelt("direct-settlement-of-outpatient-expenses", "yd:implementedIn", "implementdIn"),
        "direct-settlement-of-outpatient-expenses",
        "shapes/initiative#properties",
    ),
    Fault(
        "class of another kind",
        also("wujiang", "rdf:type", "http://xmlns.com/foaf/0.1/Group"),
        "wujiang",
        "shapes/entity#known-class",
    ),
    Fault(
        "claim to be first in a person",
        put("first-claim-greenway-standard", "yd:scope", "xi-jinping"),
        "first-claim-greenway-standard",
        "shapes/milestone#first-claim-scope",
    ),
    Fault(
        "claim of another thing",
        put("first-claim-greenway-standard", "yd:about", "food-safety-traceability-standards"),
        "food-safety-traceability-standards",
        "evidence/theme",
    ),
    Fault(
        "topic of another scheme",
        also("wujiang", "dcterms:subject", "role-director"),
        "role-director",
        "shapes/concept#topic-scheme",
    ),
    Fault("two names in one language", also("gu-jun", "rdfs:label", text("Jun Gu")), "gu-jun", "shapes/entity#label"),
    Fault(
        "a name in Latin letters called Chinese",
        also("luo-fanghao", "rdfs:label", text("Luo Fanghao", "zh-hans")),
        "luo-fanghao",
        "rules/chinese_without_han",
    ),
    Fault("no English name", not_so("gu-jun", "rdfs:label", text("Gu Jun")), "gu-jun", "shapes/entity#label"),
    Fault(
        "name misspelt",
        put("coastal-water-pollution-control", "skos:hiddenLabel", text("comprehensive polution control")),
        "coastal-water-pollution-control",
        "evidence/mention",
    ),
    Fault(
        "name of another thing",
        put("super-loop-high-speed-railway", "rdfs:label", text("airport link line")),
        "super-loop-high-speed-railway",
        "shapes/entity#label-unique",
    ),
    Fault(
        "language that nobody asks for",
        also("hongqiao", "rdfs:label", text("虹桥", "zh-hant")),
        "hongqiao",
        "shapes/entity#label-language",
    ),
    Fault("two kinds at once", also("five-tasks", "rdf:type", "schema:Event"), "five-tasks", "shapes/entity#family"),
    Fault(
        "set that is a set twice",
        also("targeted-actions", "yd:isGroup", typed("false", "boolean")),
        "targeted-actions",
        "shapes/entity#group",
    ),
]

ACTIONS, DEVELOPMENTS = "targeted-actions", "key-developments-of-the-demonstration-zone"
SECOND_PHASES, COLLABORATION = "second-phases-of-the-natural-gas-lines", "zhangjiang-hefei-collaboration"
GAS_LINE, PRACTICAL = "shanghai-suzhou-natural-gas-interconnection-line", "practical-integration-initiatives"
BEFORE, TO_PROJECTS = "observation-travel-shanghai-huzhou-before", "observation-direct-projects"


def moved(name: str, figure: str, thing: str, rule: str) -> Fault:
    """Return the fault of a figure that is put on another thing of its sentence, its label made anew."""
    return unseen(name, steps(put(figure, "yd:about", thing), relabelled(figure)), figure, rule)


LISTS = [
    moved("joint figure put on a member", GAS, GAS_PHASE, "joint"),
    moved("joint figure put on the other member", GAS, GAS_PHASE.replace("suzhou", "zhejiang"), "joint"),
    moved("joint figure put on what a member is part of", GAS, GAS_LINE, "joint"),
    unseen(
        "joint figure put on a member that alone is cited",
        steps(
            put(GAS, "yd:about", GAS_PHASE),
            other_evidence(GAS, passage(11884, 11991), passage(11884, 11932)),
            relabelled(GAS),
        ),
        GAS,
        "joint",
    ),
    moved("figure between two places put on the first", TO_AIRPORT, "hongqiao-international-airport", "joint"),
    unseen(
        "figures from one place to another put on the first",
        steps(
            *(put(each, "yd:about", "shanghai") for each in (BEFORE, BEFORE.replace("before", "after"))),
            relabelled(BEFORE),
        ),
        BEFORE,
        "joint",
    ),
    moved("figure put on what is named within a name", GAS, "suzhou", "named"),
    moved(
        "number of projects put on the fund",
        TO_PROJECTS,
        "yangtze-river-delta-collaborative-advantage-industry-fund",
        "counted",
    ),
    Fault(
        "number of projects put on another set of the sentence",
        steps(put(TO_PROJECTS, "yd:about", "sub-funds"), relabelled(TO_PROJECTS)),
        TO_PROJECTS,
        "evidence/name_agrees",
    ),
    moved("length put on the places at its ends", "observation-length-shanghai-suzhou-huzhou", "huzhou", "counted"),
    *(
        unseen(f"member invented: {name}", stated(whole, relation, member, *cited), whole, "member")
        for name, whole, relation, member, cited in (
            ("what stands before the list", ACTIONS, "dcterms:hasPart", PRACTICAL, (passage(2393, 2429),)),
            (
                "what stands before the list, its words cited",
                ACTIONS,
                "dcterms:hasPart",
                PRACTICAL,
                (passage(2393, 2429), passage(2447, 2471)),
            ),
            (
                "what stands after the list",
                COLLABORATION,
                "org:hasMember",
                "yangtze-river-delta-science-and-technology-innovation-community",
                (passage(4014, 4111), passage(4133, 4196)),
            ),
        )
    ),
    unseen(
        "stage of one of three left out",
        struck("milestone-watertown-living-room-under-construction-underway"),
        "milestone-xicen-science-and-technology-innovation-center-under-construction-underway",
        "listed",
    ),
    unseen(
        "place of one of five left out",
        unstated("science-and-technology-finance-pilot-reforms", "yd:implementedIn", "hefei"),
        "science-and-technology-finance-pilot-reforms",
        "listed",
    ),
    unseen(
        "member left out", unstated(DEVELOPMENTS, "dcterms:hasPart", "watertown-living-room"), DEVELOPMENTS, "listed"
    ),
    unseen(
        "second stage of a passage left out",
        struck("milestone-huawei-rd-center-launched-done"),
        passage(7598, 7604),
        "omitted",
    ),
    unseen("stage left out", struck(IN_FORCE), passage(7377, 7393), "omitted"),
    unseen("post left out", struck(LING), passage(966, 981), "omitted"),
    unseen("part of one of five in an event left out", struck(LUO_ANSWERS), passage(1497, 1505), "omitted"),
]

ON_INSTRUMENTS = passage(4521, 4583)
GREENWAY = passage(9441, 9463)

PASSAGES = [
    Fault(
        "start shifted, IRI left",
        moved_passage(4521, 4583, 4522, 4583, readdress=False),
        ON_INSTRUMENTS,
        "evidence/identifier",
    ),
    unseen("start shifted, IRI made anew", moved_passage(4521, 4583, 4522, 4583), passage(4522, 4583), "words"),
    unseen("two characters too far", moved_passage(9441, 9463, 9443, 9465), passage(9443, 9465), "words"),
    Fault("end after the text", moved_passage(4521, 4583, 4521, 99999), passage(4521, 99999), "evidence/offsets"),
    Fault("end before its start", put(DATE_LINE, "yd:end", integer(10)), DATE_LINE, "evidence/offsets"),
    Fault(
        "passage into the next sentence",
        moved_passage(4521, 4583, 4521, 4620),
        passage(4521, 4620),
        "evidence/sentence",
    ),
    unseen("two sentences called one", grown_sentence(4457, 4584, 4801), passage(4457, 4801), "words"),
    Fault("sentence taken out", erased(passage(0, 87)), "", "evidence/sentence"),
    unseen("digest of other words", put(ON_INSTRUMENTS, "yd:textDigest", Literal("5d" * 32)), ON_INSTRUMENTS, "words"),
    Fault(
        "digest of another mention",
        put(passage(190, 196), "yd:textDigest", Literal("5d" * 32)),
        "gu-jun",
        "evidence/mention",
    ),
    Fault("digest cut short", put(GREENWAY, "yd:textDigest", Literal("5d" * 31)), GREENWAY, "evidence/digest"),
    Fault("mention of another", also("qu-wei", "yd:mentionedIn", passage(190, 196)), "qu-wei", "evidence/mention"),
    unseen(
        "evidence of a neighbour",
        other_evidence(INSTRUMENTS, ON_INSTRUMENTS, passage(4755, 4800)),
        INSTRUMENTS,
        "printed",
    ),
    Fault("record without evidence", gone(LINK, "prov:wasDerivedFrom"), LINK, "evidence/evidence"),
    Fault("thing for evidence", also(LINK, "prov:wasDerivedFrom", "shanghai"), LINK, "evidence/evidence"),
    Fault("record without label", gone(LINK, "rdfs:label"), LINK, "evidence/label"),
    Fault("register without confidence", everywhere_gone("yd:confidence"), "", "evidence/confidence"),
    Fault(
        "confidence in the document",
        also("statement-00d9db05b0fe", "yd:confidence", "yd:Medium"),
        "statement-00d9db05b0fe",
        "shapes/statement#confidence-of-a-register",
    ),
    Fault(
        "statement without object",
        gone("statement-00d9db05b0fe", "rdf:object"),
        "statement-00d9db05b0fe",
        "evidence/statement",
    ),
    Fault(
        "sentence that states nothing",
        bare_sentence(passage(4457, 4584)),
        passage(4457, 4584),
        "coverage/bare_sentence",
    ),
    Fault(
        "document without address", gone("release-20241204", "dcterms:source"), "release-20241204", "evidence/metadata"
    ),
    Fault(
        "digest of another document",
        put("release-20241204", "yd:textDigest", Literal("5d" * 32)),
        "release-20241204",
        "source/other_document",
        source=True,
    ),
]

OMISSIONS = [
    unseen("figure left out", struck(INSTRUMENTS), passage(4548, 4554), "omitted"),
    unseen("figure within a name left out", struck("observation-task-lists-batch-3"), passage(4241, 4243), "omitted"),
    unseen(
        "figures of a sentence left out", struck(CARBON, "observation-carbon-volume"), passage(10965, 10976), "omitted"
    ),
    unseen("comparison with a target left out", struck(BY_PILES), passage(7097, 7105), "omitted"),
    unseen("rise left out", struck(BY_SHARE), passage(2811, 2815), "omitted"),
    unseen("plan's year left out", struck(CORRIDOR), passage(9656, 9663), "omitted"),
    unseen("claim to be first left out", struck("first-claim-greenway-standard"), passage(9472, 9477), "omitted"),
    unseen("event since which left out", gone(ZONE_CLAIM, "yd:since"), ZONE_CLAIM, "date_words"),
    unseen("name left out", not_so("china", "yd:mentionedIn", passage(7441, 7446)), ZONE_CLAIM, "named"),
    unseen(
        "ordinal no longer set aside",
        not_so(passage(9165, 9171), "rdf:type", "yd:SetAside"),
        passage(9165, 9171),
        "omitted",
    ),
    Fault("set aside without a reason", gone(passage(9165, 9171), "skos:note"), "", "shapes/document#set-aside-reason"),
]

REGISTERS = [
    Fault(
        "city far from its province",
        put("hefei", "yd:latitude", decimal("13.86389")),
        "hefei",
        "rules/points_outside_their_place",
    ),
    Fault(
        "two provinces with one item of Wikidata",
        put("jiangsu", "skos:exactMatch", "http://www.wikidata.org/entity/Q40956"),
        "jiangsu",
        "rules/identifiers_of_two_things",
    ),
    Fault(
        "latitude and longitude exchanged",
        steps(
            put("hangzhou", "yd:latitude", decimal("120.16142")), put("hangzhou", "yd:longitude", decimal("30.29365"))
        ),
        "hangzhou",
        "shapes/place#latitude",
    ),
    Fault("half a point", gone("hangzhou", "yd:longitude"), "hangzhou", "shapes/place#whole-point"),
    Fault(
        "code with a digit too few",
        put("hangzhou", "yd:gbt2260", Literal("33010")),
        "hangzhou",
        "shapes/place#gbt-2260",
    ),
    Fault("code of another city", put("hangzhou", "yd:gbt2260", Literal("340100")), "", "shapes/place#code-unique"),
    Fault("code of no country", put("anhui", "yd:iso3166", Literal("Anhui")), "anhui", "shapes/place#iso-3166"),
    Fault(
        "register without terms",
        gone("register-geonames", "dcterms:license"),
        "register-geonames",
        "shapes/document#register-terms",
    ),
]

BY_GROWTH, BY_EXPO = "comparison-growth-against-nation", "comparison-ciie-7-against-previous"
EXPO, JOURNEY, SYMPOSIUM = "7th-china-international-import-expo", "journey-shanghai-huzhou", "symposium-of-20231130"
AIRPORTS = "journey-hongqiao-airport-pudong-airport"
INTEGRATION, HUB_NAMED = "integrated-development-of-the-yangtze-river-delta", "hongqiao-hub-action-plan-2024-2026"
DELTA, FUND = "yangtze-river-delta", "yangtze-river-delta-collaborative-advantage-industry-fund"
DIRECT, PILES_BUILT = "observation-direct-projects", "observation-charging-piles-built"
CHAIRED = "participation-xi-jinping-symposium-of-20231130-chair"
LEVEL = "yd:level"


def turned(journey: str, origin: str, destination: str) -> Edit:
    """Exchange the ends of a journey."""
    return steps(
        moved_edge(journey, "yd:origin", origin, journey),
        moved_edge(journey, "yd:destination", destination, origin),
        moved_edge(journey, "yd:origin", journey, destination),
    )


def named_alike(name: str, edit: Edit, entity: str, rule: str = "evidence/name_agrees") -> Fault:
    """Return a fault that a name or a label shows."""
    return Fault(name, edit, entity, rule)


def after(name: str, thing: str, old: str, new: str) -> Fault:
    """Return the fault of a thing that is said to be named after another than its name gives."""
    return Fault(name, moved_edge(thing, "yd:namedAfter", old, new), thing, "evidence/read_from_name")


def level(thing: str, old: str, new: str) -> Edit:
    """Give a thing another level."""
    return moved_edge(thing, LEVEL, f"yd:{old}Level", f"yd:{new}Level")


LIKE_AND_UNLIKE = [
    Fault(
        "compared with itself for the nation", put(BY_GROWTH, "yd:baselineAbout", DELTA), BY_GROWTH, "evidence/compared"
    ),
    Fault(
        "compared with itself for the one before", put(BY_EXPO, "yd:baselineAbout", EXPO), BY_EXPO, "evidence/compared"
    ),
    Fault(
        "compared with the series that it is of",
        put(BY_EXPO, "yd:baselineAbout", "china-international-import-expo"),
        BY_EXPO,
        "evidence/compared",
    ),
    unseen("compared with the region for the one before", put(BY_EXPO, "yd:baselineAbout", DELTA), BY_EXPO, "named"),
    *(
        Fault(
            f"baseline put on another thing: {thing}", put(figure, "yd:about", thing), comparison, "evidence/compared"
        )
        for figure, thing, comparison in (
            (NETWORK_2018, DELTA, BY_NETWORK),
            ("observation-trillion-yuan-cities-2018", "china", "comparison-trillion-yuan-cities"),
            (PILES_TARGET, "nev-charging-and-swapping-network", BY_PILES),
        )
    ),
    named_alike("ends of a journey exchanged", turned(JOURNEY, "shanghai", "huzhou"), JOURNEY),
    unseen(
        "ends of a journey exchanged, in its label too",
        steps(
            turned(JOURNEY, "shanghai", "huzhou"),
            not_so(JOURNEY, "rdfs:label", text("journey from Shanghai to Huzhou")),
            also(JOURNEY, "rdfs:label", text("journey from Huzhou to Shanghai")),
        ),
        JOURNEY,
        "end_words",
    ),
    unseen(
        "ends of the journey between the airports exchanged",
        steps(
            turned(AIRPORTS, "hongqiao-international-airport", "pudong-international-airport"),
            unstated(AIRPORTS, "rdfs:label", text("虹桥机场至浦东机场", "zh-hans")),
            put(AIRPORTS, "rdfs:label", text("journey between two airports")),
        ),
        AIRPORTS,
        "end_words",
    ),
    *(
        named_alike(f"day of an event left out: {event}", unstated(event, "schema:startDate", day("2023-11-30")), event)
        for event in (SYMPOSIUM, "speech-of-20231130")
    ),
    named_alike(
        "day of an event left out, in its label too",
        steps(
            unstated(SYMPOSIUM, "schema:startDate", day("2023-11-30")),
            put(SYMPOSIUM, "rdfs:label", text("symposium on integrated development")),
        ),
        CHAIRED,
        "labels/label_as_made",
    ),
    after("named after a company of its sentence", "huawei-rd-center", "huawei", "xicen"),
    after("named after another of its sentence", "hangzhou-bay", "hangzhou", "yangtze-river"),
    after("named after what its name is a part of", "yangtze-river-estuary", "yangtze-river", DELTA),
    after("named after its twin", "hefei-comprehensive-national-science-center", "hefei", "zhangjiang"),
    unseen("level of the strategy lowered", level(INTEGRATION, "National", "Regional"), INTEGRATION, "level_words"),
    unseen(
        "level of enterprises lowered",
        level("small-giant-enterprises", "National", "Regional"),
        "small-giant-enterprises",
        "level_words",
    ),
    named_alike(
        "level raised that the label gives",
        level("sets-of-regional-standards", "Regional", "National"),
        "sets-of-regional-standards",
    ),
    *(
        named_alike(f"level left out that the name says: {thing}", unstated(thing, LEVEL, f"yd:{held}Level"), thing)
        for thing, held in (
            ("hefei-comprehensive-national-science-center", "National"),
            ("national-carbon-trading-market", "National"),
            ("regional-greenway-connection-standard", "Regional"),
            ("sets-of-regional-standards", "Regional"),
        )
    ),
    *(
        named_alike(f"period left out that the name says: {plan}", unstated(plan, "yd:period", period), plan)
        for plan, period in (
            ("hongqiao-hub-action-plan-2024-2026", "period-2024-to-2026"),
            ("blueprint-for-the-15th-five-year-plan-period", "period-15th-five-year-plan"),
        )
    ),
]

#: Damages of the kinds above, done to other things.
ELSEWHERE = [
    *both(
        "plan for a blueprint as done",
        put("milestone-blueprint-for-the-15th-five-year-plan-period-developed-planned", "yd:modality", "yd:Done"),
        "milestone-blueprint-for-the-15th-five-year-plan-period-developed-planned",
        "modality_words",
        "done",
    ),
    *both(
        "operation of a gas line as planned",
        put(f"milestone-{GAS_PHASE}-operational-done", "yd:modality", "yd:Planned"),
        f"milestone-{GAS_PHASE}-operational-done",
        "modality_words",
        "planned",
    ),
    Fault(
        "number of people in the label alone",
        put("observation-outpatient-people", "rdfs:label", text("People who benefited: over 64 million")),
        "observation-outpatient-people",
        "evidence/label_agrees",
    ),
    Fault(
        "bound in the label alone",
        put("observation-targeted-logistics-initiatives", "rdfs:label", text("Number of logistics initiatives: 30")),
        "observation-targeted-logistics-initiatives",
        "evidence/label_agrees",
    ),
    named_alike(
        "another event's day in a label",
        put(CHAIRED, "rdfs:label", text("Xi Jinping chaired the briefing of 4 December 2024")),
        CHAIRED,
    ),
    named_alike(
        "another claim in a label",
        put("first-claim-greenway-standard", "rdfs:label", text("China’s first standard for tracing food safety")),
        "first-claim-greenway-standard",
    ),
    named_alike(
        "another year in a label",
        put(
            "observation-rd-intensity-2023", "rdfs:label", text("R&D expenditure intensity of the Delta, 2022: 3.34 %")
        ),
        "observation-rd-intensity-2023",
        "labels/label_years",
    ),
    named_alike(
        "another year in the label of a plan",
        put(CORRIDOR, "rdfs:label", text("Ecological corridor: expected to be initially connected by 2026")),
        CORRIDOR,
        "labels/label_years",
    ),
    Fault(
        "another stage in a label",
        put("milestone-super-loop-high-speed-railway-operational-done", "rdfs:label", text("Super Loop: completed")),
        "milestone-super-loop-high-speed-railway-operational-done",
        "evidence/label_agrees",
    ),
    *both(
        "built in all for built a year",
        steps(
            put(PILES_BUILT, "qudt:hasUnit", "unit:NUM"), put("metric-charging-piles-built", "qudt:hasUnit", "unit:NUM")
        ),
        PILES_BUILT,
        "unit_words",
    ),
    unseen(
        "stage that a name alone gives",
        steps(
            put("milestone-cross-regional-emissions-trading-pilots-launched-done", "yd:stage", "stage-piloted"),
            relabelled("milestone-cross-regional-emissions-trading-pilots-launched-done"),
        ),
        "milestone-cross-regional-emissions-trading-pilots-launched-done",
        "stage_words",
    ),
    *(
        named_alike(f"metric of another figure: {metric}", put(figure, "yd:metric", f"metric-{metric}"), figure)
        for figure, metric in (
            (DIRECT, "fund-count"),
            (CARBON, "cumulative-funding"),
            ("observation-voucher-support-count", "people-benefited"),
        )
    ),
    unseen(
        "time that a line will bring called actual",
        put(TO_AIRPORT, "yd:valueStatus", "yd:Actual"),
        TO_AIRPORT,
        "status_words",
    ),
    unseen("theme of a figure moved", put(PM25, "dcterms:subject", "energy-infrastructure"), PM25, "named"),
    unseen(
        "supported for invested in", moved_edge(FUND, "yd:supports", "underlying-projects", "sub-funds"), FUND, "named"
    ),
    unseen(
        "the whole among its parts",
        stated("three-provinces-and-one-municipality", "yd:jurisdiction", DELTA, passage(431, 507)),
        "three-provinces-and-one-municipality",
        "named",
    ),
    named_alike(
        "years of another plan",
        moved_edge(HUB_NAMED, "yd:period", "period-2024-to-2026", "period-15th-five-year-plan"),
        HUB_NAMED,
    ),
    Fault(
        "two airports with one code",
        moved_edge("hongqiao-international-airport", "yd:iata", Literal("SHA"), Literal("PVG")),
        "pudong-international-airport",
        "rules/identifiers_of_two_things",
    ),
    Fault(
        "railway led to another city",
        moved_edge("shanghai-suzhou-jiaxing-intercity-railway", "yd:connects", "jiaxing", "huzhou"),
        "shanghai-suzhou-jiaxing-intercity-railway",
        "evidence/read_from_name",
    ),
    unseen("sign of growth turned", put(BY_GROWTH, "yd:statedChange", decimal("-0.6")), BY_GROWTH, "sign_words"),
    unseen(
        "earlier and later concentration exchanged",
        steps(
            put("comparison-pm25-against-2018", "yd:current", PM25_2018),
            put("comparison-pm25-against-2018", "yd:baseline", PM25),
            relabelled("comparison-pm25-against-2018"),
        ),
        "comparison-pm25-against-2018",
        "sign_words",
    ),
    unseen(
        "service that was not introduced among those that were",
        stated(
            "initiatives-introduced-in-2024",
            "dcterms:hasPart",
            "direct-settlement-of-outpatient-expenses",
            passage(5585, 5604),
            passage(5838, 5917),
        ),
        "initiatives-introduced-in-2024",
        "member",
    ),
    unseen(
        "comparison of two years left out", struck("comparison-rd-intensity-2018-2023"), passage(3256, 3265), "omitted"
    ),
]

REFORMS, PILOT = "science-and-technology-finance-pilot-reforms", "comprehensive-reform-pilot-in-pudong-new-area"
LISTS_OF_DATA, REGULATIONS = (
    "cross-border-general-data-lists",
    "demonstration-zone-high-quality-development-regulations",
)
COMMISSION, GROUP = "jiangsu-provincial-development-and-reform-commission", "three-provinces-and-one-municipality"


def linkless(thing: str, predicate: str, other: str, rule: str = "named_within", entity: str = "") -> Fault:
    """Return the fault of an edge that is left out, which names or sections show."""
    return Fault(
        f"left out: {thing} {predicate} {other}", unstated(thing, predicate, other), entity or thing, f"evidence/{rule}"
    )


#: Plain edges and words that are left out, of which everything else of their sentence is still there.
LEFT_OUT = [
    linkless(COMMISSION, "yd:jurisdiction", "jiangsu"),
    linkless(REGULATIONS, "yd:regulates", "demonstration-zone"),
    linkless(PILOT, "yd:implementedIn", "pudong-new-area"),
    linkless(GAS_PHASE, "dcterms:isPartOf", GAS_LINE),
    linkless(EXPO, "schema:superEvent", "china-international-import-expo"),
    linkless("huawei-rd-center", "yd:namedAfter", "huawei"),
    linkless("shanghai-suzhou-cluster", "geo:sfOverlaps", "shanghai"),
    linkless("shanghai-suzhou-jiaxing-intercity-railway", "yd:connects", "jiaxing"),
    linkless("high-speed-railway-network", "geo:sfWithin", DELTA),
    linkless("three-year-action-plan", "yd:implementedIn", DELTA),
    linkless(REFORMS, "dcterms:subject", "coordinated-financial-reform-and-innovation", "theme"),
    linkless(GAS_PHASE, "dcterms:subject", "energy-mutual-assistance", "theme"),
    linkless(
        "direct-settlement-of-outpatient-expenses",
        "dcterms:subject",
        "public-service-facilitation-and-sharing",
        "theme",
    ),
    linkless("watertown-living-room", "dcterms:subject", "progress-of-the-demonstration-zone", "theme"),
    linkless("infrastructure-connectivity", "skos:broader", "institutional-support", "theme"),
    *(
        unseen(
            f"left out: who is responsible for {thing}",
            unstated(thing, "yd:responsible", GROUP),
            passage(start, end),
            "omitted",
        )
        for thing, start, end in (
            ("coastal-water-pollution-control", 10195, 10197),
            ("key-tasks", 12581, 12583),
            ("blueprint-for-the-15th-five-year-plan-period", 13035, 13037),
        )
    ),
    *(
        unseen(
            f"left out: {predicate} of {thing}, {words}",
            untold(thing, predicate, words),
            passage(start, end),
            "omitted",
        )
        for thing, predicate, words, start, end in (
            ("airport-link-line", "yd:aim", "better connections among key cities of the region", 6710, 6780),
            (GROUP, "yd:aim", "the region in the lead of Chinese modernization", 13853, 13902),
            (
                "key-cooperation-projects",
                "yd:aim",
                "more technological solutions of a high level from the region",
                12876,
                12966,
            ),
            (
                "risk-prevention-and-control-system",
                "yd:aim",
                "greater capacity of the region for safe development",
                11158,
                11218,
            ),
            (GROUP, "yd:ascribedRole", "leaders", 13926, 13933),
            (DELTA, "yd:ascribedRole", "momentum source", 3596, 3611),
            (
                "green-and-beautiful-yangtze-river-delta",
                "yd:approach",
                "stronger joint protection and governance of the environment",
                9238,
                9320,
            ),
            (INTEGRATION, "yd:approach", "project-driven and list-based", 12315, 12363),
        )
    ),
    *(
        unseen(f"{new} for {old}", other_relation(thing, old, new, other), thing, "relation_words")
        for thing, old, new, other in (
            (FUND, "yd:investsIn", "yd:supports", "direct-projects"),
            (INTEGRATION, "yd:initiatedBy", "yd:operatedBy", "xi-jinping"),
            ("regional-greenway-connection-standard", "yd:developedBy", "yd:issuedBy", GROUP),
        )
    ),
    *(
        Fault(
            f"{predicate} read from a name, not said to be",
            gone(statement_iri(triple(thing, predicate, value)), "yd:basis"),
            thing,
            "evidence/basis",
        )
        for thing, predicate, value in (
            ("shanghai-suzhou-huzhou-high-speed-railway", "yd:connects", "suzhou"),
            ("yangtze-river-delta-regional-cooperation-office", "yd:jurisdiction", DELTA),
            ("nanjing-cluster", "geo:sfOverlaps", "nanjing"),
        )
    ),
    *(
        unseen(
            f"{predicate} read from the context, not said to be",
            gone(statement_iri(triple(thing, predicate, value)), "yd:basis"),
            thing,
            "basis",
        )
        for thing, predicate, value in (
            ("joint-ozone-measures", "yd:responsible", GROUP),
            (GROUP, "yd:focusesOn", "institutional-support"),
            (GROUP, "yd:ascribedRole", text("leaders")),
        )
    ),
    *(
        unseen(
            f"list of some called whole: {thing}",
            put(thing, "yd:listComplete", typed("true", "boolean")),
            thing,
            "open_list",
        )
        for thing in ("targeted-actions", "key-developments-of-the-demonstration-zone")
    ),
    Fault(
        "focus areas in another order",
        steps(
            put("institutional-support", "yd:orderInDocument", integer(3)),
            put("dual-circulation-strategic-hub", "yd:orderInDocument", integer(2)),
        ),
        "dual-circulation-strategic-hub",
        "evidence/order",
    ),
    Fault(
        "themes of a focus area in another order",
        steps(
            put("high-impact-opening-up-platforms", "yd:orderInDocument", integer(2)),
            put("regional-market-integration", "yd:orderInDocument", integer(1)),
        ),
        "regional-market-integration",
        "evidence/order",
    ),
    Fault(
        "guidance turned round",
        steps(
            unstated("speech-of-20231130", "yd:guides", INTEGRATION),
            stated(INTEGRATION, "yd:guides", "speech-of-20231130", passage(1812, 1885)),
        ),
        "",
        "logic/contradiction",
    ),
    Fault(
        "progress shown the wrong way round",
        steps(
            unstated(LISTS_OF_DATA, "yd:showsProgressOf", PILOT),
            stated(PILOT, "yd:showsProgressOf", LISTS_OF_DATA, passage(7997, 8046), passage(8072, 8158)),
        ),
        PILOT,
        "evidence/progress",
    ),
]

FILES = [
    FileFault("blank node", lambda t: t + '\n[] rdfs:label "nobody"@en .\n', "", "files/failure"),
    FileFault(
        "day that is none",
        lambda t: t.replace('"2024-05-01"^^xsd:date', '"2024-05-32"^^xsd:date', 1),
        "",
        "files/failure",
    ),
    FileFault(
        "number with a comma",
        lambda t: t.replace('"7600"^^xsd:decimal', '"7,600"^^xsd:decimal', 1),
        "",
        "files/failure",
    ),
    FileFault(
        "decimal with closing zeros",
        lambda t: t.replace('"24.4"^^xsd:decimal', '"24.40"^^xsd:decimal', 1),
        "triples",
        "files/canonical_form",
    ),
    FileFault(
        "language tag in capitals",
        lambda t: t.replace('"Xicen"@en', '"Xicen"@EN', 1),
        "triples",
        "files/canonical_form",
    ),
    FileFault(
        "facts in another order",
        lambda t: t.replace("  a yd:City ;\n  a yd:Place ;\n", "  a yd:Place ;\n  a yd:City ;\n", 1),
        "triples",
        "files/canonical_form",
    ),
    FileFault("quotation mark lost", lambda t: t.replace('"Xicen"@en', '"Xicen@en', 1), "", "files/failure"),
    FileFault("end of the file lost", lambda t: t[: len(t) // 2], "", "files/failure"),
]

FAULTS: list[Fault] = [
    *NUMBERS,
    *COMPARISONS,
    *TIMES,
    *STAGES,
    *PEOPLE,
    *THINGS,
    *LISTS,
    *PASSAGES,
    *OMISSIONS,
    *REGISTERS,
    *LIKE_AND_UNLIKE,
    *ELSEWHERE,
    *LEFT_OUT,
]


if __name__ == "__main__":
    from trying import table

    sys.exit(table(FAULTS, FILES))
