"""The workbench in a real browser: written, completed, run, read and shared, by keyboard and by everyone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from axe import COLOURS, WORDS, violations
from triples import HEAD

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator

    from conftest import Launch
    from windows import Visit

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.browser

PILOTS = "SELECT ?pilot ?place WHERE {\n  ?pilot a yd:Pilot ;\n    yd:implementedIn ?place .\n}\nORDER BY ?pilot ?place"
COUNTS = "SELECT ?metric (COUNT(?o) AS ?n) WHERE { ?o yd:metric ?metric } GROUP BY ?metric ORDER BY DESC(?n) LIMIT 9"
TRIPLES = "CONSTRUCT { ?pilot yd:implementedIn ?place } WHERE { ?pilot a yd:Pilot ; yd:implementedIn ?place }"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
HOSTILE = (
    "</script><img src=x onerror=alert(1)>",
    "<b onmouseover=alert(2)>bold</b>",
    "{{ 7*7 }}",
    "javascript:alert(3)",
)


class Bench:
    """An open workbench."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.page = visit.page

    def open(self, path: str) -> Bench:
        """Go to a page."""
        self.visit.open(path)
        return self

    @property
    def query(self) -> Locator:
        """The editor."""
        return self.page.get_by_role("textbox", name="Query")

    def button(self, name: str) -> Locator:
        """A button by its name."""
        return self.page.get_by_role("button", name=name, exact=True)

    def run(self, text: str) -> None:
        """Write a query and run it by keyboard; wait until it is answered or refused."""
        self.query.fill(text)
        self.query.press("Control+Enter")
        playwright.expect(self.button("Run")).to_be_enabled()

    @property
    def suggestions(self) -> Locator:
        """What could stand at the caret."""
        return self.page.get_by_role("listbox", name="Suggestions").get_by_role("option")

    def rows(self) -> list[list[str]]:
        """The cells of the table."""
        found: list[list[str]] = self.page.evaluate(
            "[...document.querySelectorAll('.answer tbody tr')].map((row) => [...row.cells].map((c) => c.textContent))"
        )
        return found

    def check(self, *rules: str) -> None:
        """See that axe finds nothing, and that the page is no wider than the screen."""
        size = self.page.viewport_size
        assert size
        assert self.page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        assert violations(self.page, *rules) == []


@pytest.fixture
def bench(visit: Callable[..., Visit]) -> Callable[..., Bench]:
    """Open a window at the workbench's server, or at another."""
    return lambda path="/workbench", **window: Bench(visit(path, **({"height": 900} | window)))


def test_a_query_is_completed_by_keyboard_and_run(bench: Callable[..., Bench]) -> None:
    """Classes, properties and variables are chosen with the arrow keys; the answer is a table of links by name."""
    it = bench()
    it.check()
    it.query.fill("SELECT * WHERE {\n  ?pilot a ")
    it.query.press("End")
    it.query.press_sequentially("yd:Pi")
    options = it.suggestions
    playwright.expect(options.first).to_contain_text("yd:Pilot")
    it.check()
    assert it.query.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    playwright.expect(options.first).to_have_attribute("aria-selected", "true")
    it.check()
    it.query.press("Enter")
    it.query.press_sequentially("; ")
    it.query.press("Control+ ")
    playwright.expect(options.first).to_have_attribute("aria-selected", "true")
    it.query.press("Escape")
    playwright.expect(options).to_have_count(0)
    it.query.press_sequentially("yd:implem")
    playwright.expect(options.first).to_contain_text("yd:implementedIn")
    it.query.press("Tab")
    it.query.press_sequentially("?place }")
    assert it.query.input_value() == "SELECT * WHERE {\n  ?pilot a yd:Pilot ; yd:implementedIn ?place }"
    it.query.press("Control+Enter")
    playwright.expect(it.page.get_by_role("link", name="Hefei", exact=True)).to_have_attribute("href", "/id/hefei")
    assert len(it.rows()) == 11
    it.check()


def test_an_answer_is_read_by_people(bench: Callable[..., Bench]) -> None:
    """A value has the bound and unit of its observation beside it, another number its separators (user trial).

    Powers of ten, other digits and a point at the end have no separators put into them. An answer of nothing says which
    word is misspelled, and what may be meant. Beside the table stands what the endpoint sent, folded; truth is a word.
    """
    it = bench()
    it.run("SELECT ?o ?v (120000 AS ?n) { ?o yd:metric ydr:metric-network-length ; yd:value ?v } ORDER BY DESC(?v)")
    playwright.expect(it.page.locator("#view tbody tr").first).to_contain_text("more than 7,600 km")
    playwright.expect(it.page.locator("#view tbody tr").first).to_contain_text("120,000")
    it.run("SELECT * { ?o a yd:Observaton }")
    said = "yd:Observaton is in neither graph nor ontology; did you mean yd:Observation?"
    playwright.expect(it.page.locator("#unknown p")).to_contain_text(said)
    it.check()
    it.run(COUNTS)
    it.page.get_by_text("As the endpoint sends it").click()
    playwright.expect(it.page.locator(".raw")).to_contain_text('"vars":["metric","n"]')
    it.run("ASK { ?s a yd:Pilot }")
    playwright.expect(it.page.locator(".truth")).to_have_text("Yes")
    it.run("SELECT * { ?s a yd:Pilot , yd:Place }")
    playwright.expect(it.page.get_by_text("Nothing matches.")).to_be_visible()
    it.check()
    written = ["1E300", "12345.5e2", "0x1F000", "5.", "+1234567.8901"]
    double = {"type": "literal", "datatype": "http://www.w3.org/2001/XMLSchema#double"}
    rows = [{"n": {**double, "value": each}} for each in written]
    answer = {"head": {"vars": ["n"]}, "results": {"bindings": rows}}
    # A store writes numbers in a way of its own; other endpoints need not.
    it.page.route("**/sparql", lambda asked: asked.fulfill(json=answer, content_type="application/sparql-results+json"))
    it.run("SELECT ?n { ?s ?p ?n }")
    playwright.expect(it.page.locator("#view td.is-number")).to_have_text([*written[:-1], "+1,234,567.8901"])


def test_things_come_by_name_and_variables_by_letters(bench: Callable[..., Bench]) -> None:
    """A name in either language becomes the thing, letters a variable of the query; what is neither is left alone.

    The beginning of a name gives the thing that it is, before those that begin with it (user trial).
    """
    it = bench()
    chosen = it.page.locator('.suggestions [aria-selected="true"] code')

    def begin(typed: str) -> None:
        it.query.fill("ASK { ?place ?p ")
        it.query.press("End")
        it.query.press_sequentially(typed)

    for typed, inserted in {"Jun": "ydr:gu-jun", "合肥": "ydr:hefei", "?pl": "?place"}.items():
        begin(typed)
        playwright.expect(it.suggestions.filter(has_text=inserted).first).to_be_visible()
        for _ in range(it.suggestions.count()):
            if chosen.text_content() == inserted:
                break
            it.query.press("ArrowDown")
        it.query.press("Enter")
        assert it.query.input_value() == f"ASK {{ ?place ?p {inserted} "
        it.query.press("Control+z")
        assert typed in it.query.input_value()
    begin("Shan")
    playwright.expect(it.suggestions.first).to_contain_text("Shanghai")
    assert chosen.text_content() == "ydr:shanghai"
    it.query.press("Tab")
    assert it.query.input_value() == "ASK { ?place ?p ydr:shanghai "
    begin("Gu J")
    playwright.expect(it.suggestions).to_have_count(0)


def test_the_colours_are_behind_the_letters(bench: Callable[..., Bench]) -> None:
    """The coloured copy has the editor's letters, is hidden from screen readers, and scrolls with it."""
    it = bench()
    text = "SELECT ?x # 注释\nWHERE {\n" + "  ?x rdfs:label 'long " + "x" * 300 + "'@en .\n" * 60 + "}"
    it.query.fill(text)
    copy = it.page.locator(".copy")
    assert copy.text_content() == f"{text}\n"
    assert copy.get_attribute("aria-hidden") == "true"
    assert it.page.locator(".copy .q-comment").text_content() == "# 注释"
    moved = it.page.evaluate(
        "async () => { const f = document.getElementById('query'); f.scrollTop = 300; f.scrollLeft = 90;"
        " await new Promise(requestAnimationFrame); await new Promise(requestAnimationFrame);"
        " return [f.scrollLeft, f.scrollTop, document.querySelector('.copy code').style.transform]; }"
    )
    assert moved[2] == f"translate(-{moved[0]}px, -{moved[1]}px)"
    sizes = it.page.evaluate(
        "['#query', '.copy'].map((name) => { const s = getComputedStyle(document.querySelector(name));"
        " return [s.fontFamily, s.fontSize, s.lineHeight, s.paddingLeft, s.paddingTop, s.tabSize, s.letterSpacing]; })"
    )
    assert sizes[0] == sizes[1]


def test_an_error_is_marked_at_its_line(bench: Callable[..., Bench]) -> None:
    """The line's number is marked, the caret stands at the place, the words are told, and a way back is offered."""
    it = bench()
    it.run("SELECT ?x WHERE {\n  ?x nope:y ?z\n}")
    alert = it.page.get_by_role("alert")
    playwright.expect(alert).to_contain_text("Line 2, column 6: the prefix nope: is not declared")
    assert it.page.locator(".numbers .wrong").text_content() == "2"
    assert it.query.get_attribute("aria-invalid") == "true"
    assert it.page.evaluate("document.getElementById('query').selectionStart") == 23
    it.check()
    it.query.press("Control+Home")
    it.button("Go to line 2").click()
    assert it.page.evaluate("document.activeElement.id + document.activeElement.selectionStart") == "query23"
    it.query.press("Backspace")
    assert it.page.locator(".numbers .wrong").count() == 0
    it.run(PILOTS)
    playwright.expect(alert).to_be_hidden()
    assert it.query.get_attribute("aria-invalid") is None
    # As the server itself marks it, before any program has asked.
    it.open(f"/workbench?query={quote('SELECT ?x {')}")
    playwright.expect(it.page.locator(".numbers .wrong")).to_have_text("1")
    it.check()


def test_a_table_is_put_in_order(bench: Callable[..., Bench]) -> None:
    """A column's head orders the rows by name or number, and says so."""
    it = bench()
    it.run(COUNTS)
    head = it.page.get_by_role("columnheader", name="n", exact=True)
    head.get_by_role("button").click()
    playwright.expect(head).to_have_attribute("aria-sort", "ascending")
    numbers = [int(row[1]) for row in it.rows()]
    assert numbers == sorted(numbers)
    head.get_by_role("button").click()
    playwright.expect(head).to_have_attribute("aria-sort", "descending")
    assert [int(row[1]) for row in it.rows()] == sorted(numbers, reverse=True)
    it.check()


def test_the_address_keeps_the_query(bench: Callable[..., Bench]) -> None:
    """A link opens with the answer there; the browser's way back asks the query before."""
    it = bench()
    it.run(PILOTS)
    first = it.page.url
    it.run("ASK { ydr:hefei a yd:Place }")
    playwright.expect(it.page.locator(".truth")).to_have_text("Yes")
    it.check()
    it.page.go_back()
    playwright.expect(it.query).to_have_value(PILOTS)
    playwright.expect(it.page.get_by_role("columnheader", name="pilot")).to_be_visible()
    other = bench(first.removeprefix(it.visit.address))
    playwright.expect(other.page.get_by_role("columnheader", name="pilot")).to_be_visible()
    assert other.query.input_value() == PILOTS
    assert len(other.rows()) == 11
    other.check()


def test_a_long_query_says_that_its_link_is_long(bench: Callable[..., Bench]) -> None:
    """It says so beyond what some programs take; beyond what the server takes, the address stays as it was."""
    it = bench()
    it.run(f"ASK {{ ?s ?p ?o }} # {'x' * 2500}")
    playwright.expect(
        it.page.get_by_text(re.compile(r"The link of this query is [\d,]+ characters long"))
    ).to_be_visible()
    it.check()
    before = it.page.url
    it.run(f"ASK {{ ?s ?p ?o }} # {'x' * 15000}")
    playwright.expect(it.page.get_by_text("too long for a link")).to_be_visible()
    playwright.expect(it.page.locator(".truth")).to_have_text("Yes")
    assert it.page.url == before


def test_a_query_is_cancelled(bench: Callable[..., Bench]) -> None:
    """While it runs it can be ended, and the next one is answered."""
    it = bench()
    it.query.fill(ENDLESS)
    it.query.press("Control+Enter")
    playwright.expect(it.page.get_by_text("Running…")).to_be_visible()
    it.button("Cancel").click()
    playwright.expect(it.page.get_by_text("Cancelled.")).to_be_visible()
    playwright.expect(it.button("Run")).to_be_enabled()
    playwright.expect(it.button("Cancel")).to_be_hidden()
    it.run(PILOTS)
    playwright.expect(it.page.get_by_role("columnheader", name="pilot")).to_be_visible()
    it.check()


def test_an_answer_is_saved(bench: Callable[..., Bench]) -> None:
    """The links give the answer to the query that was run, as files."""
    it = bench()
    it.run(PILOTS)
    with it.page.expect_download() as started:
        it.page.get_by_role("link", name="CSV", exact=True).click()
    assert started.value.suggested_filename == "answer.csv"
    assert len(Path(started.value.path()).read_text(encoding="utf-8").splitlines()) == 12
    it.run(TRIPLES)
    playwright.expect(it.page.get_by_role("link", name="Turtle")).to_be_visible()


def test_without_a_program_the_answer_is_a_file(bench: Callable[..., Bench]) -> None:
    """A plain form: write, and take the answer as CSV; take a question."""
    it = bench(script=False)
    it.query.fill(PILOTS)
    with it.page.expect_download() as download:
        it.button("Answer as CSV").click()
    assert len(Path(download.value.path()).read_text("utf-8").splitlines()) == 12
    it.page.get_by_label("Start from a question").select_option("people/posts_of_a_person")
    it.button("Use").click()
    assert "gu-jun" in it.query.input_value()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_phone_in_chinese(bench: Callable[..., Bench], scheme: str) -> None:
    """No page is wider than the screen, words are Chinese, and axe finds nothing, in light and dark."""
    rules = COLOURS if scheme == "dark" else ()
    it = bench(f"/workbench?query={quote(PILOTS)}", width=390, height=844, locale="zh-CN", scheme=scheme)
    playwright.expect(it.page.get_by_role("region", name="表格")).to_be_visible()
    it.check(*rules)
    it.open(f"/workbench?query={quote(TRIPLES)}")
    playwright.expect(it.page.get_by_role("link", name="合肥")).to_be_visible()
    it.check(*rules)
    it.open(f"/workbench?query={quote('SELECT x')}")
    playwright.expect(it.page.get_by_role("alert")).to_contain_text("第1行")
    it.check(*rules)


def test_hostile_names_and_values_are_text(bench: Callable[..., Bench], launch: Launch, tmp_path: Path) -> None:
    """Names, values and IRIs that would do something as markup are letters in table and suggestions."""
    lines = [HEAD]
    for number, text in enumerate(HOSTILE):
        lines.append(
            f'ydr:p{number} a foaf:Person ; rdfs:label "evil {text}"@en ; yd:aim "{text}"@en ; yd:value {number} .'
        )
        lines.append(f"ydr:p{number} foaf:knows <javascript:alert({number})> , ydr:p{(number + 1) % len(HOSTILE)} .")
    data = tmp_path / "hostile.ttl"
    data.write_text("\n".join(lines), encoding="utf-8")
    with launch("--data", str(data)) as server:
        it = bench(address=server.address)
        it.run("SELECT ?p ?aim ?value ?who { ?p yd:aim ?aim ; yd:value ?value ; foaf:knows ?who } ORDER BY ?value ?who")
        playwright.expect(it.page.get_by_role("columnheader", name="aim")).to_be_visible()
        assert [row[1] for row in it.rows()[::2]] == list(HOSTILE)
        assert it.rows()[0][0] == f"evil {HOSTILE[0]}"
        it.query.fill("ASK { ")
        it.query.press("End")
        it.query.press_sequentially("evil")
        playwright.expect(it.suggestions).to_have_count(4)
        it.query.press("Escape")
        it.run("CONSTRUCT { ?p foaf:knows ?who ; rdfs:label ?l } WHERE { ?p foaf:knows ?who ; rdfs:label ?l }")
        assert it.page.locator("a[href^='javascript']").count() == 0
        it.check()
        query = "SELECT ('</textarea><img src=x onerror=alert(4)>' AS ?x) {}"
        it.open(f"/workbench?query={quote(query)}")
        playwright.expect(it.query).to_have_value(query)
        it.open("/questions/names/names_of_a_thing?thing=ydr:p0")
        assert it.page.locator("main img, main b").count() == 0
        it.check()


@pytest.mark.parametrize(
    "path",
    [
        "/questions/metrics/all_figures",
        "/questions/initiatives/pilots_and_places",
        "/questions/infrastructure/planned_to_open?by=soon",
        "/questions/people/posts_of_a_person?person=Gu+Jum",
        "/questions/checks/planned_as_done",
    ],
)
def test_questions_are_for_everyone(bench: Callable[..., Bench], path: str) -> None:
    """With bars, with a network, with an error, empty: axe finds nothing, and no page is wider than its screen."""
    it = bench(path, height=800)
    it.page.evaluate("document.querySelectorAll('main details').forEach((each, at) => { each.open = at < 5; })")
    it.check()
    it.page.set_viewport_size({"width": 390, "height": 800})
    it.page.emulate_media(color_scheme="dark")
    it.check(*COLOURS, *WORDS)


def test_a_form_is_asked_by_keyboard(bench: Callable[..., Bench]) -> None:
    """Choose a person, press Enter, read the answer; the address is its link."""
    it = bench("/questions/people/posts_of_a_person")
    menu = it.page.get_by_label("person", exact=True)
    menu.focus()
    menu.press("Home")
    it.page.keyboard.press("Tab")
    it.page.keyboard.press("Enter")
    playwright.expect(it.page).to_have_url(re.compile(r"\?person=ydr%3A"))
    assert len(it.rows()) >= 1
    it.check()
