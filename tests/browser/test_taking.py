"""What can be taken away: pictures, Turtle, CSV, links, citations as on the command line, and the page on paper."""

from __future__ import annotations

import base64
import csv
import math
import xml.etree.ElementTree as ET
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph
import pytest

from ydkg.collection import DATA_FILES
from ydkg.explorer.page import build
from ydkg.graph.graph import Graph
from ydkg.language.text import Language
from ydkg.page import bundled
from ydkg.telling.cite import citation_of, write_citation
from ydkg.telling.naming import iri_of
from ydkg.telling.reading import reading_of
from ydkg.vocab import RDFS

from .conftest import CLIPBOARD, HOSTILE, box, take

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

    from windows import Visit

    from .conftest import Made

pytestmark = pytest.mark.browser


#: How many colours an image has below its title, counted coarsely.
COLOURS = """async (png) => {
  const image = new Image();
  image.src = `data:image/png;base64,${png}`;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const points = context.getImageData(0, 150, image.width, Math.min(1500, image.height - 300)).data;
  const found = new Set();
  for (let at = 0; at < points.length; at += 4) found.add([0, 1, 2].map((part) => points[at + part] >> 4).join());
  return found.size;
}"""


# The citations of everything that the page can cite, by what is cited, in a language.
CITATIONS = """window.citations = (lang) => {
  spoken.lang = lang;
  const cited = [...things].map(([id, { name }]) => [id, citation(name, id)]);
  const put = (id, { sentence, evidence: where }) => {
    if (where !== undefined) cited.push([id, citation(sentence, id, where)]);
  };
  for (const { values = [] } of things.values()) {
    for (const value of values) if (value.id) put(value.id, value);
  }
  relations.forEach((relation) => put(relation.id, relation));
  for (const each of [...figures, ...comparisons, ...milestones, ...claims]) put(each.id, each);
  return cited;
};"""
#: What a citation begins with, and which record it names, by the panel that it is copied from.
CITED = (
    ("#thing=anhui", "Anhui, ISO 3166 code: CN-AH.", "id/statement-"),
    ("#thing=high-speed-railway-network", "Length of the high-speed railway network", "id/comparison-"),
    (
        "#thing=food-safety-traceability-standards",
        "Regional food safety information traceability standards: called the first regional standards",
        "id/first-claim-",
    ),
    ("#thing=huawei-rd-center", "Huawei R&D Center: completed, as of 4 December 2024.", "id/milestone-"),
    ("#thing=gu-jun&lang=zh", "顾军任", "id/membership-"),
)


def taken(page: Page, name: str) -> bytes:
    """Choose an entry of the menu and read what is saved."""
    page.get_by_text("Take away", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    return Path(download.value.path()).read_bytes()


def rows(page: Page, name: str) -> list[dict[str, str]]:
    """Choose an entry of the menu and read what is saved as a table with headings."""
    return list(csv.DictReader(taken(page, name).decode("utf-8-sig").splitlines()))


def drawing(page: Page) -> ET.Element:
    """Take the picture as SVG."""
    return ET.fromstring(taken(page, "Picture as SVG"))  # noqa: S314 - made by the page under test


def test_all_of_it_as_turtle_is_a_part_of_the_graph_with_its_evidence(visit: Callable[..., Visit]) -> None:
    """Another parser reads it; every triple, tags and types included, is one of the graph; nothing is left unproved."""
    rdflib = pytest.importorskip("rdflib")
    from rdflib.namespace import PROV, RDF, RDFS, SKOS

    whole = rdflib.Graph()
    for path in DATA_FILES:
        whole.parse(path, format="turtle")
    opened = visit("shipped", "#thing=gu-jun&focus=gu-jun+1")
    yd, ydr = rdflib.Namespace("https://w3id.org/ydkg/ontology#"), rdflib.Namespace("https://w3id.org/ydkg/id/")
    part = rdflib.Graph().parse(data=taken(opened.page, "Visible part as Turtle"), format="turtle")
    assert set(part) - set(whole) == set()
    assert len(part) > 40
    assert (ydr["gu-jun"], None, None) in part
    assert (None, PROV.wasDerivedFrom, None) in part
    page = opened.follow("#view=things")
    part = rdflib.Graph().parse(data=taken(page, "Visible part as Turtle"), format="turtle")
    assert set(part) - set(whole) == set()
    assert (ydr["yangtze-river-delta"], SKOS.altLabel, rdflib.Literal("长三角", lang="zh-hans")) in part
    for predicate in (SKOS.altLabel, SKOS.editorialNote, RDFS.label, yd.mentionedIn):
        things = set(part.subjects(RDFS.label)) & set(part.subjects(yd.mentionedIn))
        for thing in things:
            assert set(part.objects(thing, predicate)) == set(whole.objects(thing, predicate)), (thing, predicate)
    records = (yd.Observation, yd.Comparison, yd.FirstClaim, yd.Milestone, yd.Participation)
    for kind in (*records, rdflib.Namespace("http://www.w3.org/ns/org#").Membership, RDF.Statement):
        found = set(part.subjects(RDF.type, kind))
        assert found
        if kind != RDF.Statement:  # what the document says of itself is no thing of the page
            assert found == set(whole.subjects(RDF.type, kind))
        for record in found:
            missing = set(whole.predicate_objects(record)) - set(part.predicate_objects(record))
            left_out = {RDFS.label} if kind == yd.Milestone else set()
            assert {predicate for predicate, _ in missing} - {RDF.type} <= left_out, (record, missing)
    for source in set(part.objects(None, PROV.wasDerivedFrom)):
        assert (source, RDF.type, None) in part
    for passage in part.subjects(RDF.type, yd.Passage):
        assert all((passage, each, None) in part for each in (yd.inDocument, yd.start, yd.end))


def test_what_is_shown_is_csv(visit: Callable[..., Visit]) -> None:
    """Things and relations come as tables with headings, one row each, the same number as in the picture.

    On the page of paths they are what the connections go through. On that of a table its rows are taken as they are
    read and filtered, for a spreadsheet (user trial).
    """
    opened = visit("shipped", "#thing=gu-jun&focus=gu-jun+1")
    page = opened.page
    things = rows(page, "Visible entities as CSV")
    assert len(things) == int(page.inner_text("#scope").split(": ")[1].split()[0])
    assert {"Id", "iri", "label", "label_zh", "kind"} <= set(things[0])
    relations = rows(page, "Visible relations as CSV")
    assert {each[end] for each in relations for end in ("Source", "Target")} <= {each["Id"] for each in things}
    assert any(each["role"] == "director" and each["as_of"] == "2024-12-04" for each in relations)
    assert all(each["sources"].startswith("https://w3id.org/ydkg/id/") for each in relations if each["sources"])
    opened.follow("#view=paths&from=gu-jun&to=hefei")
    shown = {each.strip() for each in page.locator(".stations .thing").all_inner_texts()}
    assert {each["label"] for each in rows(page, "Visible entities as CSV")} == shown
    opened.follow("#view=milestones&find=construction")
    content = taken(page, "This table for Excel (CSV)").decode()
    assert content.startswith("\ufeff")
    head, *found = csv.reader(content.removeprefix("\ufeff").splitlines())
    assert {"Today", "As stated"} < set(head)
    assert len(found) == page.locator("#table tbody tr").count() > 2
    assert all("construction" in " ".join(row).casefold() for row in found)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t"])
def test_no_name_becomes_a_formula_of_a_spreadsheet(
    visit: Callable[..., Visit], graphs: Made, tmp_path: Path, sign: str
) -> None:
    """A name that would be one is text in every CSV, of the picture, of its relations and of a table."""
    formula = f'{sign}HYPERLINK("http://example.org/?"&A1,"Gu")'
    triples = [
        pyoxigraph.Triple(subject, predicate, pyoxigraph.Literal(formula, language="en"))
        if predicate.value == RDFS.label and subject.value.endswith("/gu-jun") and term.language == "en"
        else pyoxigraph.Triple(subject, predicate, term)
        for subject, predicate, term in graphs["delta"]
    ]
    file = tmp_path / "page.html"
    file.write_text(build(triples), encoding="utf-8")
    opened = visit(file)
    for address, kind in (("#", "csvThings"), ("#", "csvRelations"), ("#view=things", "csvTable")):
        content = take(opened.follow(address), kind).read_text(encoding="utf-8-sig")
        cells = [cell for row in csv.reader(content.splitlines()) for cell in row]
        assert any("HYPERLINK" in cell for cell in cells)
        assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))] == []


def test_hostile_names_are_safe_in_what_is_taken(visit: Callable[..., Visit]) -> None:
    """Markup in names stays text in SVG and Turtle."""
    page = visit("hostile").page
    tags = {each.tag.rsplit("}", 1)[-1] for each in drawing(page).iter()}
    assert not tags & {"script", "img", "b", "i"}
    quads = list(pyoxigraph.parse(taken(page, "Visible part as Turtle"), format=pyoxigraph.RdfFormat.TURTLE))
    assert HOSTILE[0] in {getattr(quad.object, "value", "") for quad in quads}


def test_the_picture_is_saved_as_svg(visit: Callable[..., Visit]) -> None:
    """It has a shape for every visible thing and names that can be read; that of places its dots, names and looks."""
    opened = visit("shipped")
    root = drawing(opened.page)
    shapes = {str(each[0].text): each for each in root.iter() if each.tag.endswith("}path") and len(each)}
    # The overview, without the five things that titles of fields stand for.
    assert len(shapes) == 145
    # What is planned is hollow, and of what is under way only the lower half is filled, as on the screen.
    hollow, pale = shapes["key tasks"].get("stroke"), shapes["underlying projects"].get("fill")
    assert shapes["targeted actions"].get("stroke") == hollow == pale
    assert len([each for each in root.iter() if each.get("clip-path")]) > 5
    assert len([each for each in root.iter() if each.tag.endswith("}text")]) >= 25
    page = opened.follow("#view=places")
    page.wait_for_selector("#diagram svg")
    circles = [each for each in drawing(page).iter() if each.tag.endswith("}circle")]
    assert len(circles) == page.locator("#diagram circle").count()
    assert all("stroke:" in each.get("style", "") for each in circles)


GREEN = "green-and-beautiful-yangtze-river-delta"


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("", "topic"),
        ("thing=gu-jun&status=Done&lang=zh", "gu-jun-done"),
        *((f"view={view}&topic={GREEN}", f"{view}-{GREEN}") for view in ("timeline", "places", "board", "metrics")),
    ],
)
def test_every_view_is_saved_as_png(visit: Callable[..., Visit], address: str, name: str) -> None:
    """Twice as dense as on the screen, with rows above and below, in its colours, and named after the view."""
    page = visit("shipped", f"#{address}").page
    before = page.evaluate("[devicePixelRatio, document.querySelector('#canvas canvas')?.width]")
    page.click("#take summary")
    with page.expect_download() as started:
        page.get_by_role("button", name="PNG").click()
    assert started.value.suggested_filename == f"ydkg-{name}.png"
    png = Path(started.value.path()).read_bytes()
    assert png.startswith(b"\x89PNG")
    width, height = (int.from_bytes(png[at : at + 4], "big") for at in (16, 20))
    if "view=" in address:
        wide, tall = page.evaluate("(({ scrollWidth, scrollHeight }) => [scrollWidth + 36, scrollHeight])(table)")
    else:
        wide, tall = page.evaluate("(({ clientWidth, clientHeight }) => [clientWidth, clientHeight])(canvas)")
    assert width == 2 * wide
    assert height > 2 * (tall + 60)
    assert page.evaluate(COLOURS, base64.b64encode(png).decode()) > 12
    assert page.evaluate("[devicePixelRatio, document.querySelector('#canvas canvas')?.width]") == before


def test_a_view_is_embedded_by_a_line_of_code(visit: Callable[..., Visit]) -> None:
    """The code names the view and leads to it, quotes in names escaped (user trial).

    There it has no buttons but the key of shapes, says what it is and where it is from, and leads to the whole page.
    """
    page = visit("shipped", "#thing=gu-jun").page
    page.evaluate(CLIPBOARD)
    page.evaluate("document.getElementById('take-embed').click()")
    code = page.evaluate("window.copied")
    assert code.startswith(
        '<iframe src="shipped.html#thing=gu-jun&amp;embed=1" title="Yangtze River Delta integration · Themes · Gu'
    )
    assert code.endswith("></iframe>")
    opened = visit("shipped", "#thing=gu-jun&embed=1", width=800, height=640)
    page = opened.page
    shown = page.locator(":is(button, input, select, summary):visible")
    assert {each.get_attribute("class") for each in shown.all()} == {"family"}
    assert box(page.locator("#canvas"))["height"] > 480
    assert "Gu Jun" in page.inner_text("#embedded-title")
    assert "4 December 2024" in page.inner_text("#embedded-source")
    assert page.locator("#embedded-open").get_attribute("href").endswith("shipped.html#thing=gu-jun")
    assert "embed=1" in page.url
    page.evaluate("location.hash = 'thing=gu-jun&embed=1&arrange=people'")
    page.wait_for_function("document.getElementById('embedded-open').href.endsWith('#thing=gu-jun&arrange=people')")
    # A choice in the picture is in the link at once.
    page.focus("#canvas")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("!location.hash.includes('gu-jun')")
    chosen = page.evaluate("location.hash").replace("&embed=1", "")
    assert page.evaluate("new URL(document.getElementById('embedded-open').href).hash") == chosen
    opened.follow("#view=metrics&embed=1")
    assert page.locator("#table table").first.is_visible()
    assert page.locator("#embedded").is_visible()


@pytest.mark.parametrize("name", ["shipped", "lakes"])
def test_the_page_cites_as_the_command_line_does(browser: Browser, pages: Made, graphs: Made, name: str) -> None:
    """Each fact and thing, in each language; of the shipped graph and of one of three documents."""
    # The page itself, whose program hands out what it cites with; its policy would not run a program that was changed.
    page = browser.new_context(bypass_csp=True).new_page()
    content = pages[name].read_text(encoding="utf-8")
    program = bundled("ydkg.explorer", "main.js")
    assert program in content
    page.set_content(content.replace(program, program + CITATIONS))
    page.wait_for_function("() => Boolean(window.citations)")
    reading = reading_of(Graph.from_triples(graphs[name]))
    known: dict[str, Any] = {}
    for lang in ("en", "zh"):
        found = page.evaluate("(lang) => citations(lang)", lang)
        for slug, citation in found:
            if slug not in known:
                known[slug] = citation_of(reading, iri_of(slug))
            assert citation == write_citation(known[slug], "plain", Language.of(lang)), (slug, lang)
        assert len(found) > 10
    page.context.close()


def test_every_kind_of_fact_is_cited_with_its_own_address(visit: Callable[..., Visit]) -> None:
    """Values, comparisons, first claims, milestones and posts have citations that name what is cited and no other.

    That of a post has the sentence, the address of its record, the document and the characters; that of a thing has no
    source (user trial). A browser that refuses the clipboard leaves it in a box, to be copied by hand.
    """
    opened = visit("shipped", "#view=relations&find=gu+jun+director")
    page = opened.page
    page.evaluate(CLIPBOARD)
    page.locator("#table tbody tr .line").first.click()
    page.get_by_role("button", name="Copy citation").click()
    page.wait_for_function("window.copied")
    copied = page.evaluate("window.copied")
    assert copied.startswith("Gu Jun is")
    document = ("Source: Press Release for Media Briefing", "4 December 2024", "characters ")
    for part in ("https://w3id.org/ydkg/id/membership-gu-jun", *document):
        assert part in copied
    opened.follow("#thing=gu-jun")
    page.click("#panel > p .cite")
    page.wait_for_function("window.copied.startsWith('Gu Jun. ')")
    assert "Source:" not in page.evaluate("window.copied")
    for address, said, name in CITED:
        opened.follow(address)
        page.evaluate("document.querySelectorAll('#panel details > summary').forEach((each) => each.click())")
        copied = []
        for button in page.locator("#panel .cite").all():
            button.click()
            copied.append(page.evaluate("window.copied"))
        assert any(each.startswith(said) and name in each for each in copied), copied
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    opened.follow("#thing=gu-jun&lang=en")
    page.click("#panel > p .cite")
    by_hand = page.get_by_label("Copy this by hand:")
    by_hand.wait_for()
    assert by_hand.input_value().startswith("Gu Jun. ")


def test_that_a_citation_was_copied_is_said_for_a_moment(visit: Callable[..., Visit]) -> None:
    """The button says so, however often it was pressed, and is called as before afterwards."""
    page = visit("shipped", "#thing=gu-jun").page
    page.evaluate(CLIPBOARD)
    page.clock.install(time=0)
    page.clock.pause_at(3_600_000)
    button = page.locator("#panel > p .cite")
    assert button.inner_text() == "Copy citation"
    for _ in range(2):
        page.evaluate("delete window.copied")
        button.click()
        page.wait_for_function("window.copied")
        button.filter(has_text="Copied").wait_for()
    page.clock.run_for(3200)
    assert button.inner_text() == "Copy citation"
    page.context.close()  # its clock stands still for whoever would have this window next


def test_the_name_of_the_chosen_thing_is_crossed_by_none_of_its_lines(visit: Callable[..., Visit]) -> None:
    """It stands on the side of its shape where the lines that say its relations do not go."""
    page = visit("shipped", "#thing=gu-jun").page
    picture = drawing(page)
    space = "{http://www.w3.org/2000/svg}"
    shape = next(each for each in picture.iter(f"{space}path") if each.findtext(f"{space}title") == "Gu Jun")
    node = tuple(map(float, str(shape.get("transform")).partition(")")[0].removeprefix("translate(").split()))
    name = next(each for each in picture.iter(f"{space}text") if each.text == "Gu Jun")
    left, line = float(name.get("x", 0)), float(name.get("y", 0))
    ends = [
        end
        for each in picture.iter(f"{space}line")
        for here, end in permutations([tuple(float(each.get(f"{axis}{at}", 0)) for axis in "xy") for at in "12"])
        if math.dist(here, node) < 1
    ]
    assert len(ends) >= 4
    for end in ends:
        for step in range(1, 1000):
            x, y = (start + step / 1000 * (stop - start) for start, stop in zip(node, end, strict=True))
            assert not (left < x < left + 40 and line - 9 < y < line + 1), end


def test_on_paper_there_is_the_content_without_the_controls(visit: Callable[..., Visit]) -> None:
    """Printing leaves out search, filters and buttons, and keeps panel, table and picture, dark on white."""
    page = visit("shipped", "#thing=gu-jun", scheme="dark").page
    page.emulate_media(media="print")
    assert page.locator("#query").is_hidden()
    assert page.locator(".toolbar").is_hidden()
    assert page.locator("#panel").is_visible()
    assert page.locator("#canvas canvas").evaluate("canvas => getComputedStyle(canvas).objectFit") == "contain"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert len(page.pdf()) > 10_000
