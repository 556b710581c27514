"""Acceptance: what was decided becomes facts of the contract, and nothing else does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from corridor import AT, FACTS, PROPOSED, REPORT, decide, turtle, write_draft
from pyoxigraph import Literal, NamedNode

from ydkg.draft.accept import accept
from ydkg.draft.folder import Decision, append, carry_over, decisions_on, open_draft
from ydkg.errors import DraftError
from ydkg.graph.graph import Graph
from ydkg.graph.turtle import canonical_turtle
from ydkg.language.text import CHINESE
from ydkg.vocab import PROV, QUDT, RDF, RDFS, SCHEMA, SKOS, UNIT, XSD, YD, expand, local_name, ydr

if TYPE_CHECKING:
    from pathlib import Path

    from ydkg.draft.folder import Draft

LENGTH = "ydr:observation-lakeside-railway-length"
FREIGHT = "ydr:observation-freight-growth-2024"
MILESTONE = "ydr:milestone-lakeside-railway-operational-planned"


def taken(draft: Draft, given: dict[str, tuple[str, object]] | None = None, known: str = "", **options: bool) -> Graph:
    """Accept all but what is given otherwise, into a collection that has these facts."""
    return Graph.from_triples(accept(draft, decide(draft, given), Graph.from_triples(turtle(known)), **options).triples)


def stated(table: Graph, iri: str) -> set[tuple[str, str]]:
    """Give what is said of a thing, but for its labels, which are made when it is accepted."""
    return {(t.predicate.value, str(t.object)) for t in table.triples(iri) if t.predicate.value != RDFS.label}


def test_what_is_accepted_stands_as_it_was_proposed(draft: Draft) -> None:
    """Records, things, edges with their statements, and what they lead to; no proposal and no class of the draft."""
    table = taken(draft)
    for iri in map(expand, (name for name, _, _ in PROPOSED)):
        assert stated(table, iri or "") == stated(draft.table, iri or "")
    assert table.one(ydr("corridor-office"), YD.jurisdiction) == ydr("northern-corridor")
    assert len(table.subjects(RDF.Statement)) == 1
    assert table.subjects(YD.Metric)
    assert table.subjects(YD.Period)
    assert ydr("role-director") in table
    assert ydr("stages") in table
    assert not table.subjects(YD.Proposal)


def test_accepted_in_any_order_it_is_the_same_file(draft: Draft) -> None:
    """The same decisions give the same bytes."""
    made = decide(draft)
    files = {
        canonical_turtle(accept(draft, decisions, Graph()).triples)
        for decisions in (made, dict(reversed(list(made.items()))))
    }
    assert len(files) == 1


def test_it_says_who_reviewed_when_and_by_which_rules(draft: Draft) -> None:
    """One activity has the names, the last moment and the version."""
    table = taken(draft)
    (review,) = table.subjects(PROV.Activity)
    assert review == ydr("review-corridor-20250314")
    assert table.values(review, YD.reviewedBy) == ["Li Na"]
    assert table.one(review, PROV.endedAtTime) == "2026-11-26T16:00:00Z"
    assert table.text(review, SCHEMA.version) == "1"
    assert table.one(review, PROV.used) == draft.document


def test_what_is_rejected_is_set_aside(draft: Draft) -> None:
    """The words of a rejected proposal, and sentences without a fact, say why nothing is taken from them."""
    table = taken(draft, {"ydr:observation-clerks": ("reject", None)})
    assert ydr("observation-clerks") not in table
    assert ydr("metric-clerks") not in table
    start = REPORT.index("Seven clerks")
    passage = ydr(f"passage-corridor-20250314-{start}-{start + 12}")
    assert YD.SetAside in table.types(passage)
    assert set(table.texts(passage, SKOS.note)) == {"en", "zh-hans"}
    start = REPORT.index("Nothing more")
    assert YD.SetAside in table.types(ydr(f"passage-corridor-20250314-{start}-{len(REPORT) - 1}"))


def test_words_that_another_fact_comes_from_are_not_set_aside(draft: Draft) -> None:
    """An edge is rejected that is read in a name; the name is that of a thing still."""
    (statement,) = draft.table.subjects(RDF.Statement)
    table = taken(draft, {f"ydr:{local_name(statement)}": ("reject", None)})
    (name,) = table.iris(ydr("corridor-office"), YD.mentionedIn)
    assert YD.SetAside not in table.types(name)


def test_undecided_proposals_are_refused_and_may_be_left_out(draft: Draft) -> None:
    """One line names the first; --partial leaves out what rests on it too."""
    made = decide(draft, but="ydr:lakeside-railway")
    with pytest.raises(DraftError, match="1 of 10 proposals are undecided, first “Lakeside Railway”"):
        accept(draft, made, Graph())
    accepted = accept(draft, made, Graph(), partial=True)
    assert len(accepted.left_out) == 3
    assert not Graph.from_triples(accepted.triples).subjects(YD.Milestone)


def test_a_fact_on_a_rejected_thing_is_refused(draft: Draft) -> None:
    """A record that was accepted needs the thing that it is about."""
    with pytest.raises(DraftError, match=r"2 accepted facts rest on what was rejected .*on Lakeside Railway"):
        taken(draft, {"ydr:lakeside-railway": ("reject", None)})


def test_an_edit_gives_values_of_the_right_kind(draft: Draft) -> None:
    """Numbers, dates, enumerations, things and texts are read as the property wants them; None takes one out."""
    edit = {
        "yd:value": "42.50",
        "yd:bound": "yd:MoreThan",
        "rdfs:label": "Length of the Lakeside Railway: over 42.5 km",
        "yd:about": "Northern Corridor",
        "yd:asOf": "2025-03-14",
    }
    table = taken(draft, {LENGTH: ("edit", edit), MILESTONE: ("edit", {"yd:notAfter": None})})
    observation = expand(LENGTH) or ""
    assert table.one(observation, YD.value) == "42.5"
    assert table.one(observation, YD.bound) == YD.MoreThan
    assert table.one(observation, YD.about) == ydr("northern-corridor")
    assert str(table.objects(observation, YD.asOf)[0]) == '"2025-03-14"^^<http://www.w3.org/2001/XMLSchema#date>'
    assert not table.objects(expand(MILESTONE) or "", YD.notAfter)


def test_an_edited_value_keeps_the_kind_that_it_had(draft: Draft) -> None:
    """A number stays a number, a day a day, and words get the language of their script."""
    edits = {
        LENGTH: ("edit", {"yd:value": "42.50", "rdfs:label": "湖滨铁路全长42.5公里"}),
        MILESTONE: ("edit", {"yd:notAfter": "2028-12-31"}),
    }
    table = taken(draft, edits)
    length, milestone = (expand(name) or "" for name in (LENGTH, MILESTONE))
    assert table.objects(length, YD.value) == [Literal("42.5", datatype=NamedNode(XSD.decimal))]
    assert Literal("湖滨铁路全长42.5公里", language="zh-hans") in table.objects(length, RDFS.label)
    assert table.objects(milestone, YD.notAfter) == [Literal("2028-12-31", datatype=NamedNode(XSD.date))]


def test_how_a_bound_was_printed_goes_with_the_bound(tmp_path: Path) -> None:
    """A reviewer who gives another bound takes the word for the first one away, and no other value does."""
    printed = FACTS.replace('yd:value "42"^^xsd:decimal', 'yd:value "42"^^xsd:decimal ; yd:printedAs "some"')
    draft = write_draft(tmp_path / "draft", facts=printed)
    for edit, kept in (({"yd:bound": "yd:MoreThan"}, []), ({"yd:value": "43"}, ["some"])):
        table = taken(draft, {LENGTH: ("edit", edit)})
        assert table.values(expand(LENGTH) or "", YD.printedAs) == kept


def test_a_label_alone_is_no_other_reading(draft: Draft) -> None:
    """Whoever only words a record anew read it as the rules did: no note says that it was changed."""
    record = expand(LENGTH) or ""
    table = taken(draft, {LENGTH: ("edit", {"rdfs:label": "A line of 42 km"})})
    assert table.text(record, RDFS.label) == "A line of 42 km"
    assert not table.objects(record, YD.basis)
    assert not table.objects(record, SKOS.editorialNote)


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        ({"yd:value": "many"}, "'many' is no xsd:decimal"),
        ({"value": "1"}, "'value' is no property"),
        ({"yd:about": "Nowhere at all"}, "nothing in the graph is called"),
        ({"yd:about": {"a": 1}}, "yd:about needs a value"),
        ({"yd:value": " "}, "yd:value needs a value"),
        ({"yd:about": "http://bad iri"}, "yd:about"),
    ],
)
def test_a_wrong_edit_is_said_with_its_place(draft: Draft, edit: dict[str, object], said: str) -> None:
    """One line names the proposal, the property and what was expected."""
    with pytest.raises(DraftError, match=rf"“Length of the Lakeside Railway: 42 km” \(\d+–\d+\): .*({said})") as error:
        taken(draft, {LENGTH: ("edit", edit)})
    assert "\n" not in str(error.value)


def test_what_is_to_be_given_instead_of_a_wrong_property_is_said_in_chinese_too(draft: Draft) -> None:
    """Nothing of the line is left in English."""
    with pytest.raises(DraftError) as error:
        taken(draft, {LENGTH: ("edit", {"value": "1"})})
    assert CHINESE.complaint(error.value).endswith("请给出带前缀的名称，如 yd:value")


def test_a_new_name_gives_a_new_identifier_and_the_words_stay_a_form(draft: Draft) -> None:
    """What leads to the thing leads to its new IRI; its mentions hold, as the words remain a form of its name."""
    table = taken(draft, {"ydr:lakeside-railway": ("edit", {"rdfs:label": "Lakeside Railway Line 1"})})
    line = ydr("lakeside-railway-line-1")
    assert table.texts(line, RDFS.label)["en"] == ("Lakeside Railway Line 1",)
    assert table.texts(line, SKOS.hiddenLabel)["en"] == ("Lakeside Railway",)
    assert table.one(expand(MILESTONE) or "", YD.about) == line
    assert ydr("lakeside-railway") not in table


def test_a_sharper_class_comes_with_those_above_it(draft: Draft) -> None:
    """An edit of the class is typed up to its family, as shapes want it; a person's name follows the label."""
    edits = {
        "ydr:northern-corridor": ("edit", {"rdf:type": "yd:Municipality"}),
        "ydr:li-na": ("edit", {"rdfs:label": "Li Na (director)"}),
    }
    table = taken(draft, edits)
    assert set(table.types(ydr("northern-corridor"))) == {YD.Municipality, YD.ProvinceLevelDivision, YD.Place}
    assert table.texts(ydr("li-na-director"), "http://xmlns.com/foaf/0.1/name") == {"": ("Li Na (director)",)}


def test_a_reviewer_names_what_is_measured(draft: Draft) -> None:
    """A metric that nothing is called by is made, of the figure's unit; the label follows, unless it is written too."""
    named = {"yd:metric": "track length", "yd:direction": "yd:HigherIsBetter", "yd:value": "43"}
    table = taken(draft, {LENGTH: ("edit", named)})
    record = expand(LENGTH) or ""
    metric = table.iri(record, YD.metric)
    assert table.text(metric, RDFS.label) == "track length"
    assert (table.iri(metric, QUDT.hasUnit), table.iri(metric, YD.direction)) == (UNIT.KiloM, YD.HigherIsBetter)
    assert table.text(record, RDFS.label) == "Lakeside Railway, track length: 43 km"
    assert table.iri(record, YD.basis) == YD.FromReviewer
    assert "unit" not in (table.text(record, SKOS.editorialNote) or "")
    assert "metric, value" in (table.text(record, SKOS.editorialNote) or "")
    written = taken(draft, {LENGTH: ("edit", named | {"rdfs:label": "43 km of track"})})
    assert written.text(record, RDFS.label) == "43 km of track"
    assert written.iri(record, YD.labelBasis) == YD.ByHand


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2023", "2023-01-01", "2023-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-11/2024-02", "2023-11-01", "2024-02-29"),
        ("../2024-10-31", None, "2024-10-31"),
        ("2024-05-06/..", "2024-05-06", None),
        ("the first half of 2024", "2024-01-01", "2024-06-30"),
    ],
)
def test_a_period_is_typed_as_its_notation_or_in_words(
    draft: Draft, typed: str, first: str | None, last: str | None
) -> None:
    """It is made where neither draft nor collection has it; one that no calendar has is refused."""
    table = taken(draft, {FREIGHT: ("edit", {"yd:period": typed})})
    period = table.iri(expand(FREIGHT) or "", YD.period)
    assert (table.one(period, YD.firstDay), table.one(period, YD.lastDay)) == (first, last)
    with pytest.raises(DraftError, match="'2023-02-29' is no period"):
        taken(draft, {FREIGHT: ("edit", {"yd:period": "2023-02-29"})})


def test_an_edge_is_edited_and_its_statement_is_named_anew(draft: Draft) -> None:
    """The property of an edge stands for its object."""
    (statement,) = draft.table.subjects(RDF.Statement)
    name = "ydr:" + statement.rpartition("/")[2]
    table = taken(draft, {name: ("edit", {"yd:jurisdiction": "Lakeside Railway"})})
    (new,) = table.subjects(RDF.Statement)
    assert new != statement
    assert table.one(ydr("corridor-office"), YD.jurisdiction) == ydr("lakeside-railway")


KNOWN = """
ydr:lakeline a yd:RailwayLine , yd:Infrastructure ; rdfs:label "Lake Line"@en .
ydr:northern-corridor a yd:Project , yd:Initiative ; rdfs:label "Northern Corridor (project)"@en .
ydr:observation-clerks a yd:Observation ; rdfs:label "Clerks elsewhere: 3"@en .
"""


def test_what_is_the_same_as_a_known_thing_is_that_thing(draft: Draft) -> None:
    """Mentions, edges and records are of the known thing, by one more name; nothing else of the proposed one stays."""
    table = taken(draft, {"ydr:lakeside-railway": ("same-as", ydr("lakeline"))}, KNOWN)
    assert ydr("lakeside-railway") not in table
    assert table.texts(ydr("lakeline"), SKOS.altLabel) == {"en": ("Lakeside Railway",)}
    assert not table.types(ydr("lakeline"))
    assert table.one(expand(LENGTH) or "", YD.about) == ydr("lakeline")


def test_what_is_taken_has_the_classes_above_its_own(tmp_path: Path) -> None:
    """A thing that is accepted is typed up to its family; of one that is another thing, that thing's classes stand."""
    draft = write_draft(tmp_path / "draft", facts=FACTS.replace("yd:RailwayLine , yd:Infrastructure", "yd:RailwayLine"))
    assert set(taken(draft).types(ydr("lakeside-railway"))) == {YD.RailwayLine, YD.Infrastructure}
    accepted = accept(draft, decide(draft, {"ydr:lakeside-railway": ("same-as", ydr("northern-corridor"))}), Graph())
    table = Graph.from_triples(accepted.triples)
    assert set(table.types(ydr("northern-corridor"))) == {YD.Region, YD.Place}
    assert table.one(expand(LENGTH) or "", YD.about) == ydr("northern-corridor")
    assert not accepted.renamed


def test_new_things_and_records_get_an_identifier_that_is_free(draft: Draft) -> None:
    """What only shares a slug is not merged: it gets a number, and what leads to it follows."""
    accepted = accept(draft, decide(draft), Graph.from_triples(turtle(KNOWN)))
    table = Graph.from_triples(accepted.triples)
    assert accepted.renamed == {
        ydr("northern-corridor"): ydr("northern-corridor-2"),
        ydr("observation-clerks"): ydr("observation-clerks-2"),
    }
    assert table.one(ydr("observation-freight-growth-2024"), YD.about) == ydr("northern-corridor-2")
    assert table.one(ydr("corridor-office"), YD.jurisdiction) == ydr("northern-corridor-2")
    assert ydr("northern-corridor") not in table


def test_what_only_has_the_name_of_a_known_thing_becomes_a_new_one(tmp_path: Path) -> None:
    """With a label and a class it is another thing, and what leads to it follows; with a class alone that is said."""
    facts = FACTS.replace(
        'ydr:northern-corridor a yd:Region , yd:Place ; rdfs:label "Northern Corridor"@en ;', "ydr:northern-corridor"
    )
    draft = write_draft(tmp_path / "draft", facts=facts)
    new = {"rdf:type": "yd:Region", "rdfs:label": "Northern Corridor"}
    table = taken(draft, {"ydr:northern-corridor": ("edit", new), "ydr:observation-clerks": ("reject", None)}, KNOWN)
    assert set(table.types(ydr("northern-corridor-2"))) == {YD.Region, YD.Place}
    assert table.one(ydr("observation-freight-growth-2024"), YD.about) == ydr("northern-corridor-2")
    with pytest.raises(DraftError, match="a new thing needs a label beside its class"):
        taken(draft, {"ydr:northern-corridor": ("edit", {"rdf:type": "yd:Region"})}, KNOWN)


def test_sameness_in_a_circle_is_refused(draft: Draft) -> None:
    """Two things cannot each be only the same as the other."""
    same = {"ydr:li-na": ("same-as", ydr("corridor-office")), "ydr:corridor-office": ("same-as", ydr("li-na"))}
    with pytest.raises(DraftError, match="is the same as something that is the same as it"):
        taken(draft, same)
    with pytest.raises(DraftError, match=r"nothing in the graph has the IRI ydr:nobody|ydr:nobody"):
        taken(draft, {"ydr:li-na": ("same-as", ydr("nobody"))})


def test_a_thing_without_a_name_must_get_one(tmp_path: Path) -> None:
    """What the words do not name is refused as it is; with class and label, or as a known thing, it is taken."""
    facts = FACTS.replace("ydr:lakeside-railway a yd:RailwayLine , yd:Infrastructure ;", "ydr:lakeside-railway")
    draft = write_draft(
        tmp_path / "draft", facts=facts.replace('rdfs:label "Lakeside Railway"', 'rdfs:label "to be named"')
    )
    with pytest.raises(DraftError, match="rest on what was rejected or has no name yet"):
        taken(draft)
    named = {"rdf:type": "yd:RailwayLine", "rdfs:label": "Lakeside Railway"}
    table = taken(draft, {"ydr:lakeside-railway": ("edit", named)})
    assert set(table.types(ydr("lakeside-railway"))) == {YD.RailwayLine, YD.Infrastructure}
    table = taken(draft, {"ydr:lakeside-railway": ("same-as", ydr("lakeline"))}, KNOWN)
    assert table.one(expand(LENGTH) or "", YD.about) == ydr("lakeline")


def test_decisions_are_carried_over_where_words_did_not_change(draft: Draft) -> None:
    """Of another edition each decision is kept whose words, class, property and values are the same."""
    made = decide(draft)
    path = draft.folder / "decisions.jsonl"
    assert carry_over(draft, draft) == (10, 0, ())
    edition = REPORT.replace("The Lakeside", "In short, the Lakeside").replace("8.5%", "9.5%")
    facts = FACTS.replace("The Lakeside Railway is", "the Lakeside Railway is").replace("8.5%", "9.5%")
    facts = facts.replace('"8.5"', '"9.5"')
    proposed = tuple((name, words.replace("8.5", "9.5"), rule) for name, words, rule in PROPOSED)
    other = write_draft(draft.folder, edition, facts=facts, proposed=proposed)
    carried = carry_over(draft, other)
    assert (carried.kept, carried.reset) == (9, 1)
    append(path, carried.added)
    stand, said = decisions_on(other)
    assert [each.rule for each in other.proposals if each.key not in stand] == ["quantity.percent"]
    assert {each.at for each in stand.values()} == {AT}
    assert not {each.key for each in other.proposals} & set(made)
    assert len(said) == 1
    again = write_draft(
        draft.folder, edition, facts=facts.replace('"7"', '"70"').replace(": 7", ": 70"), proposed=proposed
    )
    carried = carry_over(other, again)
    assert (carried.kept, carried.reset) == (8, 1)
    append(path, carried.added)
    assert "quantity.words" in [each.rule for each in again.proposals if each.key not in decisions_on(again)[0]]


def test_decisions_of_another_text_are_refused_and_old_words_are_said(draft: Draft) -> None:
    """Where no key is known the file is of another text; where some are, the others do nothing and are said."""
    path = draft.folder / "decisions.jsonl"
    append(path, [Decision("0" * 64, "accept", "Li", AT, "r")])
    with pytest.raises(DraftError, match=r"decisions\.jsonl:1: 0{12}… is no proposal of this draft"):
        decisions_on(draft)
    decide(draft)
    decisions, said = decisions_on(draft)
    assert len(decisions) == 10
    assert said == [f"{path}:1: of 1 decisions the words changed; they have no effect"]


def test_the_first_line_without_effect_is_named(draft: Draft) -> None:
    """Where decisions on old words stand among others, the notice leads to the first of them."""
    path = draft.folder / "decisions.jsonl"
    decide(draft)
    append(path, [Decision(f"{number:064x}", "accept", "Li", AT, "r") for number in (1, 2)])
    decide(draft)
    assert decisions_on(draft)[1] == [f"{path}:11: of 2 decisions the words changed; they have no effect"]


def test_undo_takes_back_one_decision(draft: Draft) -> None:
    """What was decided before stands again, and is what acceptance takes; once more, and nothing stands."""
    clerks = next(each for each in draft.proposals if each.rule == "quantity.words")
    undo = Decision(clerks.key, "undo", "Li Na", AT, clerks.rule)
    decide(draft, {"ydr:observation-clerks": ("reject", None)})
    append(draft.folder / "decisions.jsonl", [undo._replace(decision="accept"), undo])
    assert accept(draft, decisions_on(draft)[0], Graph()).rejected == (clerks,)
    append(draft.folder / "decisions.jsonl", [undo])
    assert clerks.key not in decisions_on(draft)[0]


def test_a_folder_that_is_no_draft_is_said(draft: Draft, tmp_path: Path) -> None:
    """One line says what is missing, or that the text is another one."""
    with pytest.raises(DraftError, match=r"no draft: it has no proposals\.ttl"):
        open_draft(tmp_path)
    (draft.folder / "text.txt").write_text("Another text.", encoding="utf-8")
    with pytest.raises(DraftError, match="not the text of this draft"):
        open_draft(draft.folder)
    (draft.folder / "text.txt").unlink()
    with pytest.raises(DraftError, match="cannot be read: No such file"):
        open_draft(draft.folder)
