"""A reviewer at work in a browser: facts added by marking words, candidates, what the check would say, corrections."""

from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from corridor import REPORT, decide, turtle
from test_serving import Served, counts, made, saved

from axe import violations
from ydkg.draft.edits import with_additions
from ydkg.draft.folder import open_draft, read_decisions
from ydkg.graph.graph import Graph
from ydkg.graph.turtle import canonical_turtle, read_turtle
from ydkg.vocab import ORG, PROV, QUDT, RDF, RDFS, SKOS, YD, ydr

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from conftest import Run
    from ydkg.draft.folder import Draft

#: Select words of the document, as a pointer does.
SELECT = """words => {
  const pieces = [...document.querySelectorAll("#reading [data-start]")];
  const from = pieces.map(each => each.textContent).join("").indexOf(words), range = document.createRange();
  let at = 0;
  for (const each of pieces) {
    const length = each.textContent.length, has = place => at <= place && place <= at + length;
    if (has(from) && from < at + length) range.setStart(each.firstChild, from - at);
    if (has(from + words.length) && from + words.length > at) range.setEnd(each.firstChild, from + words.length - at);
    at += length;
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  document.getElementById("reading").dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
}"""


def mark(page: Page, words: str, kind: str) -> None:
    """Mark words, and choose a kind of fact."""
    page.evaluate(SELECT, words)
    page.locator("#mark").get_by_role("button", name=kind).click()
    page.locator("#mark form").wait_for()


def field(page: Page, name: str) -> Any:  # noqa: ANN401 - what the browser gives
    """Find a field of the fact that is added."""
    return page.locator("#mark form").get_by_label(name, exact=True)


def add(page: Page, number: int) -> None:
    """Add the fact, and wait for its card: so many proposals there are then."""
    page.get_by_role("button", name="Add", exact=True).click()
    page.locator("#counts", has_text=f"of {number} decided").wait_for()


@pytest.mark.browser
def test_a_figure_is_added_by_marking_words(
    visit: Callable[..., Page], draft: Draft, collection: Path, ydkg_run: Run
) -> None:
    """What is read of the words stands in the fields; what the reviewer says otherwise is said to be the reviewer's."""
    decide(draft, {"ydr:observation-clerks": ("reject", None), "ydr:observation-freight-growth-2024": ("reject", None)})
    page = visit(draft)
    mark(page, "grew by 8.5% in 2024", "Figure")
    assert [field(page, name).input_value() for name in ("about", "value", "period")] == [
        "Northern Corridor",
        "8.5",
        "2024",
    ]
    assert violations(page) == []
    field(page, "metric").fill("freight carried")
    field(page, "period").fill("first half of 2024")
    field(page, "direction").select_option("higher is better")
    add(page, 11)
    card = page.locator("[aria-current]")
    assert card.locator(".name").inner_text() == "Northern Corridor, freight carried, first half of 2024: 8.5%"
    assert page.locator("#reading .now").first.inner_text().startswith("grew by")
    done = ydkg_run("accept", str(draft.folder), "--data", str(collection))
    assert done.returncode == 0, done.stderr
    table = Graph.from_triples(read_turtle(collection / "corridor-20250314.ttl"))
    (record,) = [each for each in table.subjects(YD.Observation) if table.iri(each, YD.basis) == YD.FromReviewer]
    start = REPORT.index("grew by")
    assert table.iri(record, PROV.wasDerivedFrom) == ydr(f"passage-corridor-20250314-{start}-{start + 20}")
    assert (table.text(record, SKOS.editorialNote) or "").startswith("Added in the review by Li Na on 20")
    metric = table.iri(record, YD.metric)
    assert (table.text(metric, RDFS.label), table.iri(metric, YD.direction)) == ("freight carried", YD.HigherIsBetter)
    assert table.iri(record, YD.period) == ydr("period-2024-h1")


@pytest.mark.browser
def test_a_stage_a_post_and_a_relation_are_added(visit: Callable[..., Page], draft: Draft) -> None:
    """A person that nothing knows is proposed where the sentence names it; undone, the facts are gone."""
    page = visit(draft)
    mark(page, "Seven clerks", "Post")
    field(page, "member").fill("Seven")
    field(page, "post").fill("clerk in chief")
    field(page, "organisation").fill("Northern Corridor Office")
    add(page, 12)
    mark(page, "Freight in the Northern Corridor grew", "Stage")
    assert field(page, "about").input_value() == "Northern Corridor"
    field(page, "stage").fill("under way at last")
    field(page, "modality").select_option("under way")
    add(page, 13)
    mark(page, "Lakeside Railway is 42 km long", "Relation")
    assert field(page, "subject").input_value() == "Lakeside Railway"
    field(page, "predicate").select_option("lies within")
    field(page, "object").fill("Northern Corridor")
    add(page, 14)
    log = read_decisions(draft.folder / "decisions.jsonl").decisions
    assert [(each.decision, each.rule) for each in log] == [
        ("add", "reviewer.post"),
        ("add", "reviewer.stage"),
        ("add", "reviewer.relation"),
    ]
    page.keyboard.press("u")
    page.locator("#counts", has_text="of 13 decided").wait_for()


@pytest.mark.browser
def test_what_the_sentence_does_not_say_is_refused_in_the_page(visit: Callable[..., Page], draft: Draft) -> None:
    """A thing that nothing knows and the sentence does not name; the form stays as it is, and nothing is written."""
    page = visit(draft)
    mark(page, "Seven clerks", "Figure")
    field(page, "about").fill("Atlantis")
    page.get_by_role("button", name="Add", exact=True).click()
    page.locator("#trouble", has_text="nothing is called 'Atlantis', and the sentence does not name it").wait_for()
    assert field(page, "about").input_value() == "Atlantis"
    assert not (draft.folder / "decisions.jsonl").exists()


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"kind": "figure", "start": 0, "end": 10_000}, "no such words"),
        ({"kind": "figure", "start": -1, "end": 4}, "no such words"),
        ({"kind": "figure", "start": 0, "end": 100}, "mark words of one"),
        ({"kind": "figure", "start": 110, "end": 120, "facts": {"yd:value": "many"}}, "needs a value"),
        ({"kind": "figure", "start": 110, "end": 120, "facts": {"nothing": "x"}}, "'nothing' is no property"),
        ({"kind": "post", "start": 110, "end": 120, "facts": {"org:role": "x" * 400}}, "no value of one line"),
        ({"kind": "post", "start": 110, "end": 120, "facts": {"org:role": "a\nb"}}, "no value of one line"),
        ({"kind": "castle", "start": 110, "end": 120}, "no such kind"),
        ({"kind": "figure"}, "expected what the review page sends"),
        ({"kind": "post", "start": 110, "end": 120, "facts": []}, "needs a value"),
    ],
)
def test_a_wrong_fact_is_refused_in_one_line(served: Served, body: dict[str, object], said: str) -> None:
    """Whatever is sent, nothing is written and the server goes on."""
    whole = {"seen": 0, "by": "Li Na", "facts": {}} | body
    status, told, _ = served.ask("facts", body=whole)
    assert (status, said in told["error"], "\n" in told["error"]) == (400, True, False), told
    assert not served.file.exists()
    assert served.end() == 0


@pytest.mark.browser
def test_known_things_are_proposed_for_new_ones(visit: Callable[..., Page], draft: Draft, collection: Path) -> None:
    """The likeliest of its family first, with the name in the page's language; taken only by the button."""
    known = """
    ydr:corridor-railway a yd:RailwayLine , yd:Infrastructure ;
      rdfs:label "Lake-side Railway line"@en , "湖滨铁路"@zh-hans .
    ydr:lakeside a yd:City , yd:Place ; rdfs:label "Lakeside Railway City"@en .
    """
    (collection / "things.ttl").write_text(canonical_turtle(turtle(known)), encoding="utf-8")
    page = visit(draft)
    for _ in range(5):
        page.keyboard.press("j")
    offered = page.locator("[aria-current] .candidates button")
    assert offered.all_inner_texts() == ["Lake-side Railway line"]
    page.get_by_role("button", name="中文").click()
    assert offered.all_inner_texts() == ["湖滨铁路"]
    offered.click()
    saved(page)
    (decision,) = read_decisions(draft.folder / "decisions.jsonl").decisions
    assert (decision.decision, decision.edited) == ("same-as", ydr("corridor-railway"))


@pytest.mark.browser
def test_the_page_says_what_the_check_would_say(visit: Callable[..., Page], draft: Draft) -> None:
    """Before anything is accepted, beside the proposal; what is mended is said no more."""
    page = visit(draft)
    page.locator(".finding", has_text="The check would say").wait_for(timeout=60_000)
    page.get_by_role("combobox", name="State").select_option("To be looked at again")
    assert page.locator("[aria-current] .name").inner_text() == "Clerks: 7"
    page.keyboard.press("r")
    page.locator(".finding").wait_for(state="hidden", timeout=60_000)


def test_the_review_is_found_again_at_its_address(draft: Draft) -> None:
    """Port and secret outlive the server, in a file of the draft's folder that others cannot read."""
    served = Served(draft)
    address = served.address
    kept = draft.folder / "review.json"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert json.loads(kept.read_bytes()) == [served.port, urlsplit(address).path.strip("/")]
    served.end(9)
    again = Served(draft)
    assert again.address == address
    assert again.ask(body={"seen": 0, "decisions": [made(draft, 0)]})[0] == 200
    assert again.end() == 0
    kept.write_text('["", "../../etc"]', encoding="utf-8")
    other = Served(draft)
    assert other.address != address
    assert other.ask(body={"seen": 1, "decisions": []})[0] == 200
    assert other.end() == 0


@pytest.mark.browser
def test_every_field_is_corrected_in_the_page(
    visit: Callable[..., Page], draft: Draft, collection: Path, ydkg_run: Run
) -> None:
    """Modality, stage, metric with unit and direction, bound, period, thing, class, label, which else is made anew."""
    decide(draft, {"ydr:observation-clerks": ("reject", None)})
    page = visit(draft)

    def edit(title: str, fields: dict[str, str], properties: tuple[str, ...] = ()) -> None:
        page.get_by_role("button", name=title, exact=True).click()
        page.keyboard.press("e")
        for name in properties:
            page.get_by_role("combobox", name="Add a property").select_option(name)
        for name, value in fields.items():
            box = page.locator("form").get_by_label(name, exact=True)
            if box.evaluate("each => each.tagName") == "SELECT":
                box.select_option(value)
            else:
                box.fill(value)
        page.get_by_role("button", name="Save").click()

    edit("Lakeside Railway: planned to open by 2027", {"modality": "under way", "stage": "tested"})
    edit(
        "Length of the Lakeside Railway: 42 km",
        {
            "metric": "track",
            "unit": "%",
            "bound": "at most",
            "direction": "lower is better",
            "period": "2024-01/2024-06",
        },
        ("direction", "period"),
    )
    edit("Northern Corridor", {"class": "zone"})
    edit(
        "Growth of freight in the Northern Corridor in 2024: 8.5 %",
        {"about": "Lakeside Railway", "label": "Freight, by hand: 8.5%"},
    )
    saved(page)
    done = ydkg_run("accept", str(draft.folder), "--data", str(collection))
    assert done.returncode == 0, done.stderr
    table = Graph.from_triples(read_turtle(collection / "corridor-20250314.ttl"))
    milestone = ydr("milestone-lakeside-railway-operational-underway")
    figure = ydr("observation-lakeside-railway-length")
    assert table.iri(milestone, YD.modality) == YD.Underway
    assert table.text(milestone, RDFS.label) == "Lakeside Railway: being tested, during 2027"
    assert table.text(figure, RDFS.label) == "Lakeside Railway, track, first half of 2024: at most 42%"
    metric = table.iri(figure, YD.metric)
    assert table.iri(metric, YD.direction) == YD.LowerIsBetter
    assert table.iri(metric, QUDT.hasUnit) == table.iri(figure, QUDT.hasUnit)
    assert YD.Zone in table.types(ydr("northern-corridor"))
    freight = ydr("observation-freight-growth-2024")
    assert (table.iri(freight, YD.about), table.text(freight, RDFS.label)) == (
        ydr("lakeside-railway"),
        "Freight, by hand: 8.5%",
    )
    assert {table.iri(each, YD.basis) for each in (milestone, figure, freight)} == {YD.FromReviewer}
    assert not {RDF.Statement, ORG.Membership}.isdisjoint(
        {kind for each in table.subjects() for kind in table.types(each)}
    )


def test_what_was_added_stays_in_another_edition_where_its_words_stand(
    collection: Path, ydkg_run: Run, tmp_path: Path
) -> None:
    """Drafted again the fact is where its words are now; where they are gone it is, too."""
    text, folder = tmp_path / "report.txt", tmp_path / "again"
    about = ("--issued", "2025-03-14", "--data", str(collection), "-o", str(folder))
    text.write_text(REPORT, encoding="utf-8")
    assert ydkg_run("draft", str(text), *about).returncode == 0
    served = Served(open_draft(folder), "--port", "0", "--data", str(collection))
    start = REPORT.index("Seven clerks")
    facts = {"org:member": "Seven", "org:role": "clerk", "org:organization": "Northern Corridor Office"}
    words = {"kind": "post", "start": start, "end": start + 12, "facts": facts, "by": "Li Na", "seen": 0}
    assert served.ask("facts", body=words)[0] == 200
    assert served.end() == 0
    for edition, kept in ((f"In short. {REPORT}", True), (REPORT.replace("clerks", "people"), False)):
        text.write_text(edition, encoding="utf-8")
        assert ydkg_run("draft", str(text), *about).returncode == 0
        decisions = read_decisions(folder / "decisions.jsonl").decisions
        again = with_additions(open_draft(folder), decisions, Graph())
        added = [each for each in again.proposals if each.rule == "reviewer.post"]
        assert [edition[each.start : each.end] for each in added] == (["Seven clerks"] if kept else [])


@pytest.mark.browser
def test_what_another_window_adds_comes_in_and_takes_no_form_away(visit: Callable[..., Page], draft: Draft) -> None:
    """The other window shows the fact once its form is closed, and what was typed there stays until then."""
    page = visit(draft)
    other = page.context.new_page()
    other.goto(page.url)
    other.wait_for_selector("html[data-ready]")
    other.keyboard.press("e")
    other.get_by_label("label", exact=True).fill("Corridor of the North")
    mark(page, "Freight in the Northern Corridor grew", "Stage")
    field(page, "stage").fill("under way at last")
    field(page, "modality").select_option("under way")
    add(page, 11)
    other.wait_for_timeout(5000)
    assert other.get_by_label("label", exact=True).input_value() == "Corridor of the North"
    other.get_by_role("button", name="Save").click()
    other.locator("#counts", has_text="of 11 decided").wait_for()
    counts(other, "2 of 11 decided: 1 accepted, 1 changed")


@pytest.mark.browser
def test_a_proposal_that_is_chosen_closes_the_form_of_marked_words(visit: Callable[..., Page], draft: Draft) -> None:
    """The form is of no proposal: no card shows it, and with a choice of one it is gone."""
    page = visit(draft)
    mark(page, "grew by 8.5% in 2024", "Figure")
    page.locator("#mark form").wait_for()
    page.locator("#cards .card:not(.current) .name").first.click()
    assert page.locator("#mark").is_hidden()
    page.locator("#cards .current .actions").wait_for()
    assert page.locator("#mark form, #cards form").count() == 0
