"""What can be taken away: pictures, Turtle, CSV, links and citations; and the page on paper."""

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

if TYPE_CHECKING:
    from collections.abc import Callable

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


def taken(page: Any, name: str) -> bytes:  # noqa: ANN401 - playwright's own
    """Choose an entry of the menu and read what is saved."""
    page.get_by_text("Take away", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    return Path(download.value.path()).read_bytes()


def test_the_visible_part_is_turtle_that_the_graph_has(visit: Callable[..., Any]) -> None:
    """The Turtle of a neighbourhood parses, names its things, and says nothing that the shipped graph does not say."""
    from ydkg.collection import DATA_FILES

    page = visit("shipped", "#thing=gu-jun&focus=gu-jun+1").page
    quads = list(pyoxigraph.parse(taken(page, "Visible part as Turtle"), format=pyoxigraph.RdfFormat.TURTLE))
    known = {
        (quad.subject.value, quad.predicate.value, str(getattr(quad.object, "value", quad.object)))
        for path in DATA_FILES
        for quad in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
    }
    assert len(quads) > 40
    unknown = [
        quad for quad in quads if (quad.subject.value, quad.predicate.value, str(quad.object.value)) not in known
    ]
    assert unknown == []
    assert any(quad.subject.value.endswith("/gu-jun") for quad in quads)
    assert any(quad.predicate.value.endswith("wasDerivedFrom") for quad in quads)


def test_all_of_it_as_turtle_is_a_part_of_the_graph_with_its_evidence(visit: Callable[..., Any]) -> None:
    """Another parser reads it; every triple, tags and types included, is one of the graph; nothing is left unproved."""
    rdflib = pytest.importorskip("rdflib")
    from rdflib.namespace import PROV, RDF, RDFS, SKOS

    from ydkg.collection import DATA_FILES

    whole = rdflib.Graph()
    for path in DATA_FILES:
        whole.parse(path, format="turtle")
    page = visit("shipped", "#view=things").page
    part = rdflib.Graph().parse(data=taken(page, "Visible part as Turtle"), format="turtle")
    assert set(part) - set(whole) == set()
    yd, ydr = rdflib.Namespace("https://w3id.org/ydkg/ontology#"), rdflib.Namespace("https://w3id.org/ydkg/id/")
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


def test_connections_are_taken_as_they_are_shown(visit: Callable[..., Any]) -> None:
    """On the page of paths the visible part is what the connections go through."""
    page = visit("shipped", "#view=paths&from=gu-jun&to=hefei").page
    rows = list(csv.DictReader(taken(page, "Visible entities as CSV").decode("utf-8-sig").splitlines()))
    shown = set(page.locator(".stations .thing").all_inner_texts())
    assert {row["label"] for row in rows} == {each.strip() for each in shown}


def test_the_visible_part_is_csv(visit: Callable[..., Any]) -> None:
    """Things and relations come as tables with headings, one row each, the same number as in the picture."""
    page = visit("shipped", "#thing=gu-jun&focus=gu-jun+1").page
    shown = int(page.inner_text("#scope").split(": ")[1].split()[0])
    things = list(csv.DictReader(taken(page, "Visible entities as CSV").decode("utf-8-sig").splitlines()))
    assert len(things) == shown
    assert {"Id", "iri", "label", "label_zh", "kind"} <= set(things[0])
    relations = list(csv.DictReader(taken(page, "Visible relations as CSV").decode("utf-8-sig").splitlines()))
    assert {each[end] for each in relations for end in ("Source", "Target")} <= {each["Id"] for each in things}
    assert any(each["role"] == "director" and each["as_of"] == "2024-12-04" for each in relations)
    assert all(each["sources"].startswith("https://w3id.org/ydkg/id/") for each in relations if each["sources"])


def test_the_table_that_is_shown_is_what_csv_takes(visit: Callable[..., Any]) -> None:
    """On a page of a table its rows are taken as they are read and filtered, for a spreadsheet (user trial)."""
    page = visit("shipped", "#view=milestones&find=construction").page
    content = taken(page, "Visible entities as CSV").decode()
    assert content.startswith("\ufeff")
    head, *rows = csv.reader(content.removeprefix("\ufeff").splitlines())
    assert {"Today", "As stated"} < set(head)
    assert len(rows) == page.locator("#table tbody tr").count() > 2
    assert all("construction" in " ".join(row).casefold() for row in rows)


def test_hostile_names_are_safe_in_what_is_taken(visit: Callable[..., Any]) -> None:
    """Markup in names stays text in SVG, Turtle and CSV."""
    page = visit("hostile").page
    root = ET.fromstring(taken(page, "Picture as SVG"))  # noqa: S314 - made by the page under test
    assert not [each for each in root.iter() if each.tag.rsplit("}", 1)[-1] in {"script", "img", "b", "i"}]
    quads = list(pyoxigraph.parse(taken(page, "Visible part as Turtle"), format=pyoxigraph.RdfFormat.TURTLE))
    assert "</script><img src=x onerror=alert(1)>" in {getattr(quad.object, "value", "") for quad in quads}


def test_the_picture_is_saved_as_png_and_svg(visit: Callable[..., Any]) -> None:
    """The PNG is one; the SVG has a shape for every visible thing and names that can be read."""
    page = visit("shipped").page
    assert taken(page, "Picture as PNG").startswith(b"\x89PNG")
    page.click("#take summary")
    with page.expect_download() as started:
        page.get_by_role("button", name="Picture as PNG").click()
    assert started.value.suggested_filename == "ydkg-topic.png"
    root = ET.fromstring(taken(page, "Picture as SVG"))  # noqa: S314 - made by the page under test
    tags = [each.tag.rsplit("}", 1)[-1] for each in root.iter()]
    shapes = {str(each[0].text): each for each in root.iter() if each.tag.endswith("}path") and len(each)}
    # The overview, without the five things that titles of fields stand for.
    assert len(shapes) == 145
    # What is planned is hollow, and of what is under way only the lower half is filled, as on the screen.
    assert (
        shapes["key tasks"].get("stroke")
        == shapes["targeted actions"].get("stroke")
        == shapes["underlying projects"].get("fill")
    )
    assert len([each for each in root.iter() if each.get("clip-path")]) > 5
    assert tags.count("text") >= 25


def test_a_png_has_twice_the_dots_and_says_what_it_is(visit: Callable[..., Any]) -> None:
    """It is as wide as the picture, twice as dense, with rows above and below; its name is that of the view."""
    page = visit("shipped", "#thing=gu-jun&status=Done&lang=zh").page
    before = page.evaluate("[devicePixelRatio, document.querySelector('#canvas canvas').width]")
    page.click("#take summary")
    with page.expect_download() as started:
        page.click("#take-png")
    assert started.value.suggested_filename == "ydkg-gu-jun-done.png"
    header = Path(started.value.path()).read_bytes()[16:24]
    width, height = int.from_bytes(header[:4], "big"), int.from_bytes(header[4:], "big")
    shown = page.evaluate(
        "[document.querySelector('#canvas').clientWidth, document.querySelector('#canvas').clientHeight]"
    )
    assert width == 2 * shown[0]
    assert height > 2 * (shown[1] + 60)
    assert page.evaluate("[devicePixelRatio, document.querySelector('#canvas canvas').width]") == before


@pytest.mark.parametrize("view", ["timeline", "places", "board", "metrics"])
def test_every_view_is_saved_as_png(visit: Callable[..., Any], view: str) -> None:
    """Twice as dense as on the screen, with rows above and below, in its colours, and named after the view."""
    opened = visit("shipped", f"#view={view}&topic=green-and-beautiful-yangtze-river-delta")
    page = opened.page
    page.click("#take summary")
    with page.expect_download() as started:
        page.click("#take-png")
    assert started.value.suggested_filename == f"ydkg-{view}-green-and-beautiful-yangtze-river-delta.png"
    png = Path(started.value.path()).read_bytes()
    width, tall = page.evaluate(
        "[document.querySelector('#table').scrollWidth, document.querySelector('#table').scrollHeight]"
    )
    assert int.from_bytes(png[16:20], "big") == 2 * (width + 36)
    assert int.from_bytes(png[20:24], "big") > 2 * (tall + 60)
    colours = page.evaluate(COLOURS, base64.b64encode(png).decode())
    assert colours > 12
    assert opened.complaints == []


def test_the_diagram_of_places_is_a_drawing_of_its_own(visit: Callable[..., Any]) -> None:
    """The SVG has its dots and names, and says itself how they look."""
    page = visit("shipped", "#view=places").page
    page.wait_for_selector("#diagram svg")
    root = ET.fromstring(taken(page, "Picture as SVG"))  # noqa: S314 - made by the page under test
    circles = [each for each in root.iter() if each.tag.endswith("}circle")]
    assert len(circles) == page.locator("#diagram circle").count()
    assert all("stroke:" in each.get("style", "") for each in circles)


def test_a_view_is_embedded_by_a_line_of_code(visit: Callable[..., Any]) -> None:
    """The code names the view and leads to it, quotes in names escaped (user trial)."""
    page = visit("shipped", "#thing=gu-jun").page
    page.evaluate("() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; }")
    page.click("#take summary")
    page.click("#take-embed")
    code = page.evaluate("window.copied")
    assert code.startswith(
        '<iframe src="shipped.html#thing=gu-jun&amp;embed=1" title="Yangtze River Delta integration · Themes · Gu'
    )
    assert code.endswith("></iframe>")


def test_an_embedded_view_is_the_picture_with_its_source(visit: Callable[..., Any]) -> None:
    """It has no buttons but the key of shapes, says what it is and where it is from, and leads to the whole page."""
    page = visit("shipped", "#thing=gu-jun&embed=1", width=800, height=640).page
    shown = page.locator(":is(button, input, select, summary):visible")
    assert {each.get_attribute("class") for each in shown.all()} == {"family"}
    assert page.locator("#canvas").bounding_box()["height"] > 480
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
    table = visit("shipped", "#view=metrics&embed=1", width=800, height=640).page
    assert table.locator("#table table").first.is_visible()
    assert table.locator("#embedded").is_visible()


def test_a_citation_names_statement_document_and_characters(visit: Callable[..., Any]) -> None:
    """Copying a citation gives the sentence, the statement's address, and where it is written (user trial)."""
    page = visit("shipped", "#line=membership-gu-jun-shanghai-development-and-reform-commission-director").page
    if page.inner_text("#panel-title") == "Start with a name":
        page = visit("shipped", "#view=relations&find=gu+jun+director").page
        page.locator("#table tbody tr .line").first.click()
    page.evaluate("() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; }")
    page.get_by_role("button", name="Copy citation").click()
    page.wait_for_function("window.copied")
    copied = page.evaluate("window.copied")
    assert copied.startswith("Gu Jun is")
    assert "https://w3id.org/ydkg/id/membership-gu-jun" in copied
    assert "Press Release for Media Briefing" in copied
    assert "4 December 2024" in copied
    assert "characters " in copied


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


def test_every_kind_of_fact_is_cited_with_its_own_address(visit: Callable[..., Any]) -> None:
    """Values, comparisons, first claims, milestones and posts have citations that name what is cited and no other."""
    opened = visit("shipped")
    opened.page.evaluate("() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; }")
    for address, said, name in CITED:
        page = opened.follow(address)
        page.evaluate("document.querySelectorAll('#panel details > summary').forEach((each) => each.click())")
        copied = []
        for button in page.locator("#panel .cite").all():
            button.click()
            copied.append(page.evaluate("window.copied"))
        assert any(each.startswith(said) and name in each for each in copied), copied


def test_where_the_clipboard_is_closed_the_text_is_shown(visit: Callable[..., Any]) -> None:
    """A browser that refuses the clipboard leaves the citation in a box, selected, to be copied by hand."""
    page = visit("shipped", "#view=relations&find=gu+jun+director").page
    page.locator("#table tbody tr .line").first.click()
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    page.get_by_role("button", name="Copy citation").click()
    box = page.get_by_label("Copy this by hand:")
    box.wait_for()
    assert box.input_value().startswith("Gu Jun is")


def test_the_name_of_the_chosen_thing_is_crossed_by_none_of_its_lines(visit: Callable[..., Any]) -> None:
    """It stands on the side of its shape where the lines that say its relations do not go."""
    page = visit("shipped", "#thing=gu-jun").page
    picture = ET.fromstring(taken(page, "Picture as SVG"))  # noqa: S314 - made by the page under test
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


def test_on_paper_there_is_the_content_without_the_controls(visit: Callable[..., Any]) -> None:
    """Printing leaves out search, filters and buttons, and keeps panel, table and picture, dark on white."""
    page = visit("shipped", "#thing=gu-jun", scheme="dark").page
    page.emulate_media(media="print")
    assert page.locator("#query").is_hidden()
    assert page.locator(".toolbar").is_hidden()
    assert page.locator("#panel").is_visible()
    assert page.locator("#canvas canvas").evaluate("canvas => getComputedStyle(canvas).objectFit") == "contain"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert len(page.pdf()) > 10_000
