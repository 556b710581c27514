"""What public pages say is held by citation, apart from the release, and judged by the editors with a reason."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from ydkg.collection import DATA_DIR, DATA_FILES
from ydkg.graph.graph import Graph, identifier
from ydkg.graph.store import open_store
from ydkg.graph.turtle import canonical_turtle, read_turtle
from ydkg.proof.citations import RULES
from ydkg.proof.shapes import check_shapes
from ydkg.proof.verify import RECORDS, verify
from ydkg.vocab import DCTERMS, FOAF, ORG, PROV, QUDT, RDF, RDFS, SKOS, XSD, YD, ydr

if TYPE_CHECKING:
    from pathlib import Path

LATER, JUDGEMENTS = DATA_DIR / "later.ttl", DATA_DIR / "judgements.ttl"


@pytest.fixture(scope="module")
def everything() -> list[Triple]:
    """Give the release, the registers, the names, the pages and the judgements together."""
    return [triple for path in (*DATA_FILES, LATER, JUDGEMENTS) for triple in read_turtle(path)]


@pytest.fixture(scope="module")
def later() -> Graph:
    """Give what the pages say."""
    return Graph.from_triples(read_turtle(LATER))


@pytest.fixture(scope="module")
def whole(everything: list[Triple]) -> Graph:
    """Give all of it as a table."""
    return Graph.from_triples(everything)


@pytest.mark.parametrize("path", [LATER, JUDGEMENTS], ids=lambda path: path.name)
def test_the_files_are_canonical(path: Path) -> None:
    """Each file is, byte for byte, what the canonical writer makes of it."""
    assert path.read_bytes() == canonical_turtle(read_turtle(path)).encode()


def test_everything_leads_to_its_source(everything: list[Triple]) -> None:
    """No identifier, citation, confidence or judgement is amiss."""
    assert verify(Graph.from_triples(everything)) == []


def test_everything_has_its_shape(everything: list[Triple]) -> None:
    """No record, thing, page, citation or judgement is put together otherwise than its class wants it."""
    assert check_shapes(everything) == []


def test_pages_and_facts_are_as_many_as_were_found(later: Graph) -> None:
    """97 pages say 209 facts: 124 figures, 63 milestones, 16 posts, one first claim, and five parts."""
    kinds = {kind: len(later.subjects(kind)) for kind in RECORDS}
    assert len(later.subjects(YD.Document)) == 97
    records = {YD.Observation: 124, YD.Milestone: 63, ORG.Membership: 16, YD.FirstClaim: 1}
    assert {kind: number for kind, number in kinds.items() if number} == records
    parts = [s for s in later.subjects(RDF.Statement) if later.one(s, RDF.predicate) == DCTERMS.isPartOf]
    assert len(parts) == 5 + 1  # that the index of 2025 is an edition of the index goes with what its method is
    assert sum(records.values()) + 5 == 209


def test_a_page_has_address_publisher_language_and_kind_but_no_digest(later: Graph) -> None:
    """Its text is not at hand, so that nothing can be proven to the letter; the day is there where it is shown."""
    for page in later.subjects(YD.Document):
        assert later.one(page, DCTERMS.source), page
        assert later.one(page, DCTERMS.publisher), page
        assert later.one(page, DCTERMS.language) in {"en", "zh", "ja"}, page
        assert later.one(page, YD.pageKind), page
        assert not later.values(page, YD.textDigest), page
    dated = [page for page in later.subjects(YD.Document) if later.values(page, DCTERMS.issued)]
    assert len(dated) == 75


def test_every_fact_rests_on_a_citation_with_its_confidence(later: Graph) -> None:
    """Each record comes from one place of one page, and says how well it is supported."""
    records = [record for kind in RECORDS for record in later.subjects(kind)]
    for record in records:
        (citation,) = later.iris(record, PROV.wasDerivedFrom)
        assert YD.Citation in later.types(citation), record
        assert later.one(record, YD.confidence) in {YD.High, YD.Medium}, record


def test_high_confidence_shows_who_states_the_same(later: Graph) -> None:
    """Each record of high confidence names who agrees in a note, each part by a second page."""
    records = {record for kind in RECORDS for record in later.subjects(kind)}
    high = {fact for fact, level in later.pairs(YD.confidence) if identifier(level) == YD.High}
    assert len(high & records) == 36
    for record in high & records:
        assert (later.text(record, SKOS.note) or "").startswith("Agreed by: "), record
    assert [len(later.iris(part, PROV.wasDerivedFrom)) for part in high - records] == [2]


LENGTH = "observation-line-length-airport-link-line-minhang-202411"


@pytest.mark.parametrize(
    ("record", "predicate", "value"),
    [
        (LENGTH, YD.value, Literal("69.6", datatype=NamedNode(XSD.decimal))),
        (LENGTH, YD.bound, NamedNode(YD.MoreThan)),
        (LENGTH, YD.valueStatus, NamedNode(YD.Expected)),
        (LENGTH, SKOS.note, Literal("Agreed by: nobody.", language="en")),
        ("membership-gu-jun-shanghai-municipal-government-shio-20241225", YD.confidence, NamedNode(YD.High)),
        (
            "membership-qu-wei-science-and-technology-commission-of-shanghai-municipality-shio-20260129",
            YD.confidence,
            NamedNode(YD.High),
        ),
        ("observation-list-count-task-lists-batch-3-guangming-20241209", YD.confidence, NamedNode(YD.High)),
    ],
    ids=["value", "bound", "status", "wrong note", "one publisher", "another year", "no note"],
)
def test_high_confidence_that_nobody_shares_is_noticed(
    everything: list[Triple], record: str, predicate: str, value: NamedNode | Literal
) -> None:
    """What no other publisher states of the same time is not of high confidence, nor is what has no note."""
    fact = NamedNode(ydr(record))
    kept = [each for each in everything if (each.subject, each.predicate.value) != (fact, predicate)]
    assert len(kept) < len(everything)
    damaged = Graph.from_triples([*kept, Triple(fact, NamedNode(predicate), value)])
    findings = [finding for rule in RULES for finding in rule(damaged)]
    assert fact.value in {finding.entity for finding in findings if finding.rule == "confidence"}


def test_what_people_see_has_a_chinese_name(later: Graph) -> None:
    """Each new thing, metric, stage, period and page has one; one person has none that two sources verify."""
    kinds = (ORG.Organization, YD.Place, YD.Initiative, YD.Infrastructure, YD.Instrument, YD.Metric, SKOS.Concept)
    seen = {thing for kind in (*kinds, YD.Period, YD.Document, FOAF.Person) for thing in later.subjects(kind)}
    nameless = {thing for thing in seen if len(later.texts(thing, RDFS.label).get("zh-hans", ())) != 1}
    assert nameless == {ydr("chen-haitao")}


def test_a_plan_is_never_told_as_done(whole: Graph) -> None:
    """What was done has no day after its page, what is planned has a day to come, what is under way has none."""
    for milestone in whole.subjects(YD.Milestone):
        day, known = whole.one(milestone, YD.on), whole.one(milestone, YD.asOf)
        modality = whole.one(milestone, YD.modality)
        assert not (day and modality == YD.Underway), milestone
        assert not (day and known and (day < known if modality == YD.Planned else day > known)), milestone


def test_the_default_graph_has_none_of_it() -> None:
    """A question on the release is answered as before: pages and judgements are asked by the names of their graphs."""
    table = Graph(open_store())
    assert not table.subjects(YD.Citation)
    assert not table.subjects(YD.Judgement)
    assert len(table.subjects(YD.Document)) == 1


def test_the_judgements_are_those_of_the_editors(whole: Graph) -> None:
    """46 relations, each with who, when and why in both languages; nobody corrects, for no page says that it does."""
    judged = whole.subjects(YD.Judgement)
    relations = Counter(whole.one(each, RDF.predicate) for each in judged)
    assert relations == {YD.realises: 9, YD.sameMatter: 16, YD.notComparable: 21}
    for each in judged:
        assert whole.iris(each, PROV.wasAttributedTo) == (ydr("editors-of-ydkg"),)
        reasons = [term for term in whole.objects(each, SKOS.note) if isinstance(term, Literal)]
        assert sorted(term.language or "" for term in reasons) == ["en", "zh-hans"]


def test_what_was_reached_in_part_names_the_part(whole: Graph) -> None:
    """59 of 68.6 km: the section belongs to the line, and both lengths are told."""
    section, line = ydr("hongqiao-pudong-section-of-the-airport-link-line"), ydr("airport-link-line")
    assert whole.iris(section, DCTERMS.isPartOf) == (line,)
    lengths = {
        thing: {
            whole.one(figure, YD.value)
            for figure, _ in whole.incoming(thing, YD.about)
            if whole.one(figure, YD.metric) == ydr("metric-line-length")
        }
        for thing in (section, line)
    }
    assert lengths == {section: {"59"}, line: {"68.6"}}
    parts = Counter(whole.one(each, YD.realisedPart) for each in whole.subjects(YD.Judgement))
    assert parts[section] == 3
    assert parts[ydr("fangting-shuiyuan")] == 2


def test_units_are_those_of_the_metrics(later: Graph, whole: Graph) -> None:
    """A figure of a new metric has its unit; journeys are told in hours too."""
    for figure in later.subjects(YD.Observation):
        unit, metric = whole.one(figure, QUDT.hasUnit), whole.one(figure, YD.metric)
        assert metric, figure
        if metric != ydr("metric-travel-time"):
            assert unit == whole.one(metric, QUDT.hasUnit), figure


def test_percentages_are_written_in_one_way(everything: list[Triple]) -> None:
    """In English as in Chinese, in labels and notes as in `ydkg.language`: no space before the sign."""
    told = [each for each in everything if each.predicate.value in {RDFS.label, SKOS.editorialNote, SKOS.definition}]
    assert [each for each in told if isinstance(each.object, Literal) and re.search(r"\d\s%", each.object.value)] == []


def test_a_plan_for_a_day_of_its_own_says_the_day(later: Graph) -> None:
    """Seven plans are for a day: a state begins with it, an opening is on it, and neither is “by” it."""
    planned = [each for each in later.subjects(YD.Milestone) if later.one(each, YD.modality) == YD.Planned]
    dated = [each for each in planned if later.one(each, YD.on)]
    assert len(dated) == 7
    labels = {later.text(each, RDFS.label, "zh-hans") or "" for each in dated}
    assert "示范区高质量发展条例：自2024年5月1日起施行（当时的计划）" in labels
    assert "机场联络线：计划于2024年12月27日开通运营（截至2024年12月25日）" in labels
    assert not [label for label in labels if "日前" in label]
