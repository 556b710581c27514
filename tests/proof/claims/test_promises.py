"""Every promise has three answers, worked out by hand from what the pages say, each with its sources."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store, Triple, parse

from triples import HEAD
from ydkg import ask
from ydkg.collection import graph_iri
from ydkg.graph.graph import Graph
from ydkg.graph.questions import question
from ydkg.graph.sparql import run
from ydkg.proof.claims.promises import (
    DATE_PASSED,
    EVIDENCE,
    IN_PART,
    IN_TIME,
    LATE,
    NO_DATE,
    NO_LATER_WORD,
    OPEN,
    REACHED,
    SCHEDULE,
    UNDER_WAY,
    Promise,
    promises,
)
from ydkg.vocab import PROV, RDF, YD, ydr

if TYPE_CHECKING:
    from conftest import Lakes

RELEASE = ydr("release-20241204")
#: What the release promised -> what later pages say of it, how that stands to its date, and who said so.
EXPECTED = {
    "airport-link-line-operational-planned": (IN_PART, DATE_PASSED, "urdupoint-20241227"),
    "blueprint-for-the-15th-five-year-plan-period-developed-planned": (UNDER_WAY, NO_DATE, "tiger-20250607"),
    "coastal-water-pollution-control-undertaken-underway": (UNDER_WAY, NO_DATE, "mee-20250703"),
    "comprehensive-reform-pilot-in-pudong-new-area-advanced-underway": (UNDER_WAY, NO_DATE, "citynews-20250820"),
    "critical-institutions-drawn-up-planned": (NO_LATER_WORD, NO_DATE, ""),
    "direct-settlement-of-outpatient-expenses-piloted-underway": (NO_LATER_WORD, NO_DATE, ""),
    "flagship-projects-drawn-up-planned": (NO_LATER_WORD, NO_DATE, ""),
    "free-trade-pilot-zone-enhancement-strategy-implemented-underway": (UNDER_WAY, NO_DATE, "aegis-2025"),
    "implementation-of-the-directives-implemented-planned": (NO_LATER_WORD, NO_DATE, ""),
    "implementation-of-the-directives-studied-planned": (NO_LATER_WORD, NO_DATE, ""),
    "implementation-of-the-speech-implemented-planned": (UNDER_WAY, NO_DATE, "nbs-20251229"),
    "implementation-of-the-speech-studied-planned": (UNDER_WAY, NO_DATE, "tiger-20250607"),
    "integrated-development-of-the-yangtze-river-delta-advanced-planned": (UNDER_WAY, NO_DATE, "tiger-20250607"),
    "integrated-development-of-the-yangtze-river-delta-new-breakthroughs-planned": (
        UNDER_WAY, NO_DATE, "kankan-2026",
    ),
    "joint-ozone-measures-implemented-underway": (NO_LATER_WORD, NO_DATE, ""),
    "joint-research-agenda-advanced-underway": (UNDER_WAY, NO_DATE, "gujun-202503-b"),
    "key-cooperation-projects-advanced-planned": (UNDER_WAY, NO_DATE, "gujun-202503"),
    "key-cooperation-projects-advanced-underway": (UNDER_WAY, NO_DATE, "gujun-202503"),
    "key-tasks-executed-planned": (NO_LATER_WORD, NO_DATE, ""),
    "major-platforms-drawn-up-planned": (NO_LATER_WORD, NO_DATE, ""),
    "nev-charging-and-swapping-network-under-construction-underway": (NO_LATER_WORD, NO_DATE, ""),
    "new-energy-vehicle-industry-chain-established-underway": (NO_LATER_WORD, NO_DATE, ""),
    "practical-integration-initiatives-accelerated-underway": (UNDER_WAY, NO_DATE, "gujun-202503"),
    "science-and-technology-finance-pilot-reforms-promoted-underway": (UNDER_WAY, NO_DATE, "stfmonthly-20260201"),
    "shanghai-suzhou-huzhou-high-speed-railway-operational-planned": (
        REACHED, IN_TIME, "hk01-20241226 people-js-20250127 railwaygazette-2025 xdkb-20241226",
    ),
    "shanghai-suzhou-jiaxing-intercity-railway-under-construction-underway": (
        UNDER_WAY, NO_DATE, "bxl-20250606 suzhou-202505",
    ),
    "targeted-actions-undertaken-underway": (IN_PART, NO_DATE, "logistics-202412"),
    "three-year-action-plan-phase-3-implemented-planned": (UNDER_WAY, NO_DATE, "guangming-20250529"),
    "watertown-living-room-under-construction-underway": (IN_PART, NO_DATE, "cns-20250913 welcome2china"),
    "xicen-science-and-technology-innovation-center-under-construction-underway": (
        UNDER_WAY, NO_DATE, "ssn-20260129",
    ),
    "yangtze-river-mainstream-ecological-corridor-initially-connected-planned": (NO_LATER_WORD, DATE_PASSED, ""),
    "yangtze-river-water-system-ecological-corridor-created-underway": (NO_LATER_WORD, NO_DATE, ""),
}  # fmt: skip
#: What pages promised, before the release or after it, where the answer is not that nobody speaks of it.
OF_PAGES = {
    "shanghai-suzhou-huzhou-high-speed-railway-operational-planned-shine-20241122": (REACHED, IN_TIME),
    "shanghai-suzhou-huzhou-high-speed-railway-operational-planned-shine-20241224": (REACHED, IN_TIME),
    "super-loop-high-speed-railway-operational-planned-fznews-20240612": (REACHED, NO_DATE),
    "airport-link-line-operational-planned-minhang-202411": (IN_PART, DATE_PASSED),
    "airport-link-line-operational-planned-shine-20241225": (IN_PART, DATE_PASSED),
    "hongqiao-pudong-section-of-the-airport-link-line-operational-planned-shine-20241226": (REACHED, IN_TIME),
    "demonstration-zone-high-quality-development-regulations-in-force-planned-jsrd-20240329": (REACHED, IN_TIME),
    "fangting-shuiyuan-operational-planned-shine-20240116": (REACHED, IN_TIME),
    "huawei-rd-center-operational-planned-shine-20240116": (REACHED, LATE),
    "comprehensive-reform-pilot-in-pudong-new-area-implemented-planned-shine-20240122": (UNDER_WAY, OPEN),
    "science-and-technology-finance-pilot-reforms-implemented-planned-bjnews-20221121": (UNDER_WAY, OPEN),
    "three-year-action-plan-phase-3-implemented-planned-shgov-20240731": (UNDER_WAY, OPEN),
    "yangtze-river-water-system-ecological-corridor-created-planned-people-js-20231207": (UNDER_WAY, OPEN),
}


@pytest.fixture(scope="module")
def told(whole: Graph) -> dict[str, Promise]:
    """Give all promises by slug."""
    return {each.milestone.removeprefix(ydr("milestone-")): each for each in promises(whole)}


def test_every_milestone_that_was_planned_or_under_way_has_its_answers(whole: Graph, told: dict[str, Promise]) -> None:
    """None is left out, of the release or of a page, and each answer is one of those that there are."""
    promised = {m for m in whole.subjects(YD.Milestone) if whole.one(m, YD.modality) in {YD.Planned, YD.Underway}}
    assert {each.milestone for each in told.values()} == promised
    assert all(each.evidence in EVIDENCE and each.schedule in SCHEDULE for each in told.values())


def test_the_release_s_promises_became_what_the_pages_say(told: dict[str, Promise]) -> None:
    """Evidence, schedule, and the documents behind the evidence, promise by promise."""
    found = {
        name: (
            each.evidence,
            each.schedule,
            " ".join(sorted({word.document.removeprefix(ydr("")) for word in each.behind})),
        )
        for name, each in told.items()
        if each.document == RELEASE
    }
    assert found == EXPECTED


def test_what_pages_promised_is_answered_alike(told: dict[str, Promise]) -> None:
    """A plan missed by months is late; one whose day nobody names has no date; plans for later years stay open."""
    answered = {
        name: (each.evidence, each.schedule)
        for name, each in told.items()
        if each.document != RELEASE and each.evidence != NO_LATER_WORD
    }
    assert answered == OF_PAGES


def test_what_is_kept_in_part_stays_so_until_a_page_says_the_whole(whole: Graph) -> None:
    """One more report that speaks of the line does not make whole what is judged to be kept in part."""
    promise, report = (ydr(f"milestone-airport-link-line-operational-{each}") for each in ("planned", "done-other"))
    terms = {RDF.type: YD.Milestone, YD.about: ydr("airport-link-line"), YD.stage: ydr("stage-operational")}
    terms |= {YD.modality: YD.Done, YD.confidence: YD.High}
    cited = [each for each in whole.subjects(YD.Citation) if whole.one(each, YD.inDocument) == ydr("ssn-20260129")]
    terms[PROV.wasDerivedFrom] = cited[0]
    triples = [Triple(NamedNode(report), NamedNode(key), NamedNode(term)) for key, term in terms.items()]
    found = promises(Graph.from_triples((*whole.triples(), *triples)), ydr("airport-link-line"))
    (answered,) = [each for each in found if each.milestone == promise]
    assert report in {word.record for word in answered.words}
    assert answered.evidence == IN_PART


def test_no_later_word_is_no_failure(told: dict[str, Promise]) -> None:
    """What is due later than the latest document is open, and what was due before has passed its date, no more."""
    silent = [each for each in told.values() if each.evidence == NO_LATER_WORD]
    assert {each.schedule for each in silent} == {OPEN, DATE_PASSED, NO_DATE}
    for each in silent:
        assert each.schedule == (NO_DATE if not each.due else OPEN if each.due >= "2026-02-01" else DATE_PASSED)


def test_what_the_responsible_body_said_last_is_told_apart(told: dict[str, Promise]) -> None:
    """Of most promises that is the release; of the intercity railway a transport bureau said more; of a paper none."""
    official = Counter(each.official_document for name, each in told.items() if each.document == RELEASE)
    assert official == {RELEASE: 31, ydr("suzhou-202505"): 1}
    assert not told["shanghai-suzhou-huzhou-high-speed-railway-operational-planned-shine-20241224"].official
    law = told["demonstration-zone-high-quality-development-regulations-in-force-planned-jsrd-20240329"]
    assert law.official == ydr("milestone-demonstration-zone-high-quality-development-regulations-in-force-done")


def test_the_question_answers_the_same(told: dict[str, Promise]) -> None:
    """SPARQL, which shares no code with the computation, gives the same three answers on the release's promises."""
    rows = ask("promises/answers")
    found = {row.promise: (row.evidence, row.schedule, row.official, row.officialDocument) for row in rows}
    assert len(found) == len(rows)
    assert found == {
        each.milestone: (each.evidence, each.schedule, each.official or None, each.official_document or None)
        for each in told.values()
        if each.document == RELEASE
    }


def test_a_trap_counts_for_no_promise(whole: Graph, told: dict[str, Promise]) -> None:
    """The nation's plan, a level of ozone, rates of earlier phases and the year gone by fulfil nothing."""
    counted = {word.record for each in told.values() if each.document == RELEASE for word in each.words}
    trapped = {record for record, _ in whole.pairs(YD.notComparable)}
    assert len(trapped) > 16
    assert not trapped & counted


def table(turtle: str) -> Graph:
    """Read a small graph."""
    return Graph.from_triples(quad.triple for quad in parse((HEAD + turtle).encode(), format=RdfFormat.TURTLE))


PAGES = """
ydr:a a yd:Document ; dcterms:issued "2024-01-01"^^xsd:date .
ydr:b a yd:Document ; dcterms:issued "2024-06-01"^^xsd:date .
ydr:at-a yd:inDocument ydr:a . ydr:at-b yd:inDocument ydr:b .
ydr:plan a yd:Milestone ; yd:about ydr:line ; yd:stage ydr:stage-operational ; yd:modality yd:Planned ;
  yd:notAfter "2024-03-31"^^xsd:date ; prov:wasDerivedFrom ydr:at-a .
"""
OPENED = """
ydr:opened a yd:Milestone ; yd:about ydr:line ; yd:stage ydr:stage-operational ; yd:modality yd:Done ;
  prov:wasDerivedFrom ydr:at-b
"""
JUDGED = """
ydr:judgement-1 a yd:Judgement ; rdf:subject ydr:opened ; rdf:predicate yd:realises ; rdf:object ydr:plan
"""


CASES = [
    ("", NO_LATER_WORD, DATE_PASSED),
    (f'{OPENED} ; yd:on "2024-03-31"^^xsd:date .', REACHED, IN_TIME),
    (f'{OPENED} ; yd:on "2024-04-01"^^xsd:date .', REACHED, LATE),
    (f"{OPENED} .", REACHED, NO_DATE),
    (OPENED.replace("at-b", "at-a") + " .", NO_LATER_WORD, DATE_PASSED),
    (OPENED.replace("ydr:line", "ydr:part") + " . ydr:part dcterms:isPartOf ydr:line .", IN_PART, DATE_PASSED),
    (OPENED.replace("yd:Done", "yd:Underway") + " .", UNDER_WAY, DATE_PASSED),
    (OPENED.replace("yd:Done", "yd:Planned") + " .", NO_LATER_WORD, DATE_PASSED),
    (OPENED.replace("operational", "completed") + " .", NO_LATER_WORD, DATE_PASSED),
    (OPENED.replace("ydr:line", "ydr:other") + " .", NO_LATER_WORD, DATE_PASSED),
    (f"{OPENED} . {JUDGED.replace('yd:realises', 'yd:notComparable')} .", NO_LATER_WORD, DATE_PASSED),
    (f"{OPENED} . {JUDGED} ; yd:realisedPart ydr:part .", IN_PART, DATE_PASSED),
]


@pytest.mark.parametrize(("more", "evidence", "schedule"), CASES)
def test_one_later_word_decides(more: str, evidence: str, schedule: str) -> None:
    """Of one plan, one later document: by its thing, its stage, whether it is done, and when."""
    (promise,) = [each for each in promises(table(PAGES + more)) if each.milestone == ydr("plan")]
    assert (promise.evidence, promise.schedule) == (evidence, schedule)


NAMED = """
ydr:plan rdfs:label "Line: planned"@en . ydr:opened rdfs:label "Line: opened"@en .
ydr:a rdfs:label "First"@en . ydr:b rdfs:label "Second"@en .
"""


@pytest.mark.parametrize("home", ["", "later"])
@pytest.mark.parametrize(("more", "evidence", "schedule"), CASES)
def test_the_question_decides_alike_wherever_the_later_word_stands(
    more: str, evidence: str, schedule: str, home: str
) -> None:
    """In a document of the collection or by a public page, by rule or by judgement: it is one answer."""
    said, judged, why = more.partition("ydr:judgement-1")
    relation = why.partition("rdf:predicate ")[2].partition(" ")[0]
    store = Store()
    parts = {
        "": PAGES + NAMED + ("" if home else said),
        "later": PAGES.partition("ydr:plan")[0] + NAMED + said if home else "",
        "judgements": f"{judged}{why} ydr:opened {relation} ydr:plan ." if judged else "",
    }
    for name, turtle in parts.items():
        graph = NamedNode(graph_iri(name)) if name else DefaultGraph()
        store.load((HEAD + turtle).encode(), format=RdfFormat.TURTLE, to_graph=graph)
    rows = [row for row in run(store, question("promises/answers").text, {}).rows if row[0].value == ydr("plan")]
    assert [(row[3].value, row[4].value) for row in rows] == [(evidence, schedule)]


def test_a_later_document_at_hand_is_a_later_word(lakes: Lakes) -> None:
    """The letter says that the railway opened before 2027 was over; no body answers for it, so nothing is official."""
    (row,) = ask("promises/answers", lakes.folder)
    assert row.promise == ydr("milestone-ring-railway-operational-planned")
    assert (row.evidence, row.schedule, str(row.latest)) == ("reached", "in time", "2026-12-01")
    assert (row.official, row.officialLabel, row.officialDocument) == (None, None, None)
    assert any("letter" in place for place in row.passage)
    (word,) = ask("promises/later_words", lakes.folder)
    assert (word.shows, word.pageLabel, word.confidence) == ("reached", "Letter of the Lakes Office", None)
    assert ask("promises/without_a_later_word", lakes.folder) == []
    assert ask("promises/past_their_date", lakes.folder) == []
