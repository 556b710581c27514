"""A text is drafted into complete records, each with its words, its rule and its key; nothing of it is passed over."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

import pytest

from ydkg.draft.drafting import Drafted, Origin, draft
from ydkg.graph.graph import Graph
from ydkg.graph.sources import span
from ydkg.graph.turtle import canonical_turtle
from ydkg.vocab import FOAF, ORG, PROV, QUDT, RDF, RDFS, SCHEMA, SKOS, YD, compact, ydr

#: Synthetic: a region that there is, whose figures are invented.
TEXT = """\
Press release on transport in the Cork Region
2025-03-05
Today, Grace Hopper, director of the Cork Transport Office and deputy secretary of the Munster Rail Authority, presented the plan at the press conference.
The Cork Metro will open by the end of 2027. The Lee Bridge was completed on 1 March 2025, and the Bantry Tunnel is being built.
Passengers on the Cork Metro rose from 1.2 million in 2020 to 1.5 million in 2024. Spending reached €350m, up 8% on 2023.
Nearly two-thirds of buses are electric. The network covers 12 barrels of land.
It is Ireland's first driverless metro line.
"""  # noqa: E501 - sentences of a text stand on its lines
ORIGIN = Origin(date(2025, 3, 5))


def test_a_country_is_a_place_and_a_national_average_comes_with_the_words_that_name_the_country() -> None:
    """The check asks of a record that its words name what it is compared with."""
    text = (
        "A title\nUtopia lies in Ireland.\n"
        "Growth of Utopia was 5 percent in 2024, 0.6 percentage points above the national average."
    )
    table = Graph.from_triples(draft(text, ORIGIN, Graph.from_triples([])).triples)
    (change,) = table.subjects(YD.Comparison)
    assert YD.Country in table.types(ydr("ireland"))
    assert table.one(change, YD.baselineAbout) == ydr("ireland")
    assert (23, 30) in [span(table, each)[1:] for each in table.values(change, PROV.wasDerivedFrom)]


def test_both_ends_of_a_change_are_of_one_metric() -> None:
    """Whichever of the two stands first names it."""
    text = "A title\nUtopia's railway network spans 7,700 kilometers, a rise of 80% on 4,150 kilometers before."
    table = Graph.from_triples(draft(text, ORIGIN, Graph.from_triples([])).triples)
    assert len({table.one(each, YD.metric) for each in table.subjects(YD.Observation)}) == 1


def test_what_is_so_by_a_day_of_december_is_of_no_other_period() -> None:
    """Each period has one last day, and is called by it in both languages."""
    text = "A title\nBy 15 December 2024, Cork had 12 ports. By the end of 2024, Cork had 14 ports."
    table = Graph.from_triples(draft(text, ORIGIN, Graph.from_triples([])).triples)
    assert {each: sorted(table.values(each, RDFS.label)) for each in table.subjects(YD.Period)} == {
        ydr("period-to-2024-12-15"): ["up to 15 December 2024", "截至2024年12月15日"],
        ydr("period-to-2024"): ["up to the end of 2024", "截至2024年底"],
    }


def test_a_number_is_listed_as_not_read_where_its_sentence_has_a_thing_to_be_named() -> None:
    """That somebody has to name the sentence's thing does not mean that its numbers were read."""
    assert (
        draft(
            "全年新建农田18.6万桶，改造小区136个。", Origin(date(2025, 3, 5), "A title"), Graph.from_triples([])
        ).counts.unread
        == 1
    )


def test_a_run_without_a_sentences_end_is_listed_as_not_read_and_takes_no_longer_than_its_length() -> None:
    """A table that lost its lines is one run of thousands of characters."""
    made = draft("The table of Cork, " + "12 km, 13 parks and " * 500, ORIGIN, Graph.from_triples([]))
    assert made.counts.unread > 900


@pytest.fixture(scope="module")
def drafted() -> Drafted:
    """The draft of the text, against an empty collection."""
    return draft(TEXT, ORIGIN, Graph.from_triples([]))


@pytest.fixture(scope="module")
def table(drafted: Drafted) -> Graph:
    """The draft's graph, looked up."""
    return Graph.from_triples(drafted.triples)


def words(table: Graph, passage: str) -> str:
    """Return the words of a passage."""
    at = span(table, passage)
    assert at
    return TEXT[at[1] : at[2]]


def told(table: Graph, kind: str, *parts: str) -> set[tuple[str, ...]]:
    """Return the values, or the labels, of the parts of all records of a class."""

    def value(record: str, part: str) -> str:
        found = table.one(record, part) or ""
        if found.startswith("http"):
            return table.text(found, RDFS.label) or compact(found)
        return found

    return {tuple(value(record, part) for part in parts) for record in table.subjects(kind)}


def test_posts_have_person_organisation_and_role(table: Graph) -> None:
    """Each post of a list is one record."""
    assert told(table, ORG.Membership, ORG.member, ORG.organization, ORG.role) == {
        ("Grace Hopper", "Cork Transport Office", "director"),
        ("Grace Hopper", "Munster Rail Authority", "deputy secretary"),
    }
    assert FOAF.Person in table.types(ydr("grace-hopper"))


def test_stages_are_planned_under_way_or_done(table: Graph) -> None:
    """A plan is no deed, and what goes on is neither."""
    assert told(table, YD.Milestone, YD.about, YD.stage, YD.modality, YD.on, YD.notAfter) == {
        ("Cork Metro", "operational", "yd:Planned", "", "2027-12-31"),
        ("Lee Bridge", "completed", "yd:Done", "2025-03-01", ""),
        ("Bantry Tunnel", "under construction", "yd:Underway", "", ""),
    }


def test_figures_have_value_unit_and_time(table: Graph) -> None:
    """Values, their units, bounds and periods are those of the words."""
    assert told(table, YD.Observation, YD.value, QUDT.hasUnit, YD.bound, YD.period) == {
        ("1200000", "unit:NUM", "yd:Exactly", "2020"),
        ("1500000", "unit:NUM", "yd:Exactly", "2024"),
        ("350000000", "unit:CCY_EUR", "yd:Exactly", ""),
        ("0.666667", "unit:UNITLESS", "yd:LessThan", ""),
    }


def test_changes_have_what_they_are_measured_against(table: Graph) -> None:
    """A stated change has its amount and its baseline's period; two values are compared."""
    assert told(table, YD.Comparison, YD.statedChange, YD.baselinePeriod) == {("", ""), ("8", "2023")}


def test_every_proposal_is_known_by_its_words(table: Graph, drafted: Drafted) -> None:
    """A key is the digest of text, position, class and property, and no two are the same."""
    keys = set()
    for proposal in table.subjects(YD.Proposal):
        passage, what = table.one(proposal, PROV.wasDerivedFrom), table.one(proposal, YD.proposes)
        assert passage
        assert what
        assert what in table
        key = table.one(proposal, YD.proposalKey) or ""
        assert proposal == ydr(f"proposal-{key[:12]}")
        assert table.one(proposal, YD.rule)
        assert table.one(proposal, SCHEMA.version)
        if YD.Milestone in table.types(what):
            _, start, end = span(table, passage) or ("", 0, 0)
            parts = f"{sha256(TEXT.encode()).hexdigest()} {start} {end} {YD.Milestone} {YD.stage}"
            assert key == sha256(parts.encode()).hexdigest()
        keys.add(key)
    assert len(keys) == drafted.proposals


def test_every_record_has_a_label_and_its_words(table: Graph) -> None:
    """Records are complete: they read alone, and lead to passages of the text whose digests are right."""
    for kind in (YD.Observation, YD.Comparison, YD.Milestone, YD.FirstClaim, ORG.Membership, YD.Participation):
        for record in table.subjects(kind):
            assert table.text(record, RDFS.label)
            for passage in table.values(record, PROV.wasDerivedFrom):
                digest = sha256(words(table, passage).encode()).hexdigest()
                assert table.one(passage, YD.textDigest) == digest


def test_what_is_not_read_is_listed_with_its_reason(table: Graph, drafted: Drafted) -> None:
    """A number in a unit that the vocabulary does not have is no figure, and is not passed over."""
    unread = {words(table, each): table.text(each, SKOS.note) for each in table.subjects(YD.Unread)}
    assert unread == {"12": "A number in a unit that the vocabulary does not have."}
    assert drafted.counts.unread == 1


def test_the_same_text_gives_the_same_graph(drafted: Drafted) -> None:
    """Drafting twice changes nothing."""
    again = draft(TEXT, ORIGIN, Graph.from_triples([]))
    assert canonical_turtle(again.triples) == canonical_turtle(drafted.triples)


def test_no_sentence_of_the_text_is_in_the_graph(drafted: Drafted) -> None:
    """No run of eight words of it, its title aside, stands in any literal."""
    written = canonical_turtle(drafted.triples)
    said = TEXT.partition("\n")[2].replace("\n", " ").split(" ")
    assert not [run for at in range(len(said) - 8) if (run := " ".join(said[at : at + 8])) in written]


def test_known_names_are_proposed_by_the_longest_name(drafted: Drafted) -> None:
    """A thing of the collection is mentioned where its name stands, and is made no second time."""
    known = [triple for triple in drafted.triples if triple.subject.value == ydr("cork-metro")]  # type: ignore[union-attr]
    names = [triple for triple in known if triple.predicate.value in {RDF.type, RDFS.label}]
    second = Graph.from_triples(draft(TEXT, ORIGIN, Graph.from_triples(names)).triples)
    assert not second.types(ydr("cork-metro"))
    assert {words(second, each) for each in second.values(ydr("cork-metro"), YD.mentionedIn)} == {"Cork Metro"}
    assert not second.types(ydr("cork-metro-2"))
