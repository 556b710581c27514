"""Filters, hiding, pinning, expanding, focus, back and forward, and the addresses that keep them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph
import pytest

from ydkg.collection import DATA_FILES, ONTOLOGY_FILE

from .conftest import box, number

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from windows import Visit

pytestmark = pytest.mark.browser

# What a thing is, by its classes; what is infrastructure and place at once counts as the first.
FAMILIES = (
    ("person", "foaf:Person"),
    ("organization", "org:Organization"),
    ("infrastructure", "yd:Infrastructure"),
    ("place", "yd:Place"),
    ("initiative", "yd:Initiative"),
    ("instrument", "yd:Instrument"),
    ("event", "schema:Event"),
    ("metric", "yd:Metric"),
)
PREFIXES = """
PREFIX yd: <https://w3id.org/ydkg/ontology#> PREFIX ydr: <https://w3id.org/ydkg/id/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/> PREFIX org: <http://www.w3.org/ns/org#> PREFIX schema: <https://schema.org/>
PREFIX geo: <http://www.opengis.net/ont/geosparql#> PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
WHERE = (
    "geo:sfOverlaps|geo:sfWithin|schema:location|yd:connects|yd:destination|yd:implementedIn|yd:jurisdiction|yd:origin"
)


@pytest.fixture(scope="module")
def asked() -> Callable[[str], set[tuple[str, ...]]]:
    """Ask the shipped Turtle itself, with no part of this project between."""
    store = pyoxigraph.Store()
    for path in (*DATA_FILES, ONTOLOGY_FILE):
        store.load(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)

    def ask(pattern: str) -> set[tuple[str, ...]]:
        names = " ".join(name for name in ("?x", "?v") if name in pattern)
        rows = store.query(f"{PREFIXES} SELECT DISTINCT {names} WHERE {{ {pattern} }}")
        return {tuple(term.value.rsplit("/", 1)[-1].rsplit("#", 1)[-1] for term in row) for row in rows}

    return ask


@pytest.fixture(scope="module")
def families(asked: Callable[[str], set[tuple[str, ...]]]) -> dict[str, str]:
    """The family of every thing of the shipped graph, by the last part of its IRI."""
    found: dict[str, str] = {}
    for family, root in FAMILIES:
        for (thing,) in asked(f"?x a/rdfs:subClassOf* {root} FILTER(STRSTARTS(STR(?x), STR(ydr:)))"):
            found.setdefault(thing, family)
    return found | {thing: "topic" for (thing,) in asked("?x skos:inScheme ydr:focus-areas") if thing not in found}


def told(page: Page, label: str) -> dict[str, int]:
    """Read the choices of a filter with their counts, by value."""
    options = page.get_by_label(label).locator("option").all()
    return {each.get_attribute("value"): int(each.inner_text().rsplit("(", 1)[1].rstrip(")")) for each in options}


def promised(text: str) -> int:
    """Read how many things a choice or a button says that it shows."""
    return int(text.rsplit("(", 1)[1].rstrip(")"))


def test_counts_are_those_of_the_turtle(
    visit: Callable[..., Visit], asked: Callable[[str], set[tuple[str, ...]]], families: dict[str, str]
) -> None:
    """Every count beside a family, focus area, province and status is what SPARQL counts in the shipped files."""
    provinces = asked("?x a yd:ProvinceLevelDivision")
    members = {
        "topic": asked("?x dcterms:subject/skos:broader* ?v")
        | asked("?o a yd:Observation ; yd:about|yd:metric ?x ; dcterms:subject/skos:broader* ?v")
        | asked("?x skos:broader* ?v . ?x skos:inScheme ydr:focus-areas"),
        "place": {each for each in asked(f"?x ({WHERE})?/geo:sfWithin* ?v") if (each[1],) in provinces},
        "status": asked("?m a yd:Milestone ; yd:about ?x ; yd:modality ?v"),
    }
    opened = visit("shipped")
    for state in ("", "place=anhui", "status=Done&hide=place.metric"):
        chosen = dict(part.split("=") for part in state.split("&") if part)
        hidden = set(chosen.pop("hide", "").split("."))

        def kept(without: str, hidden: set[str] = hidden, chosen: dict[str, str] = chosen) -> set[str]:
            found = {thing for thing, family in families.items() if without == "family" or family not in hidden}
            for facet, value in chosen.items():
                if facet != without:
                    found &= {thing for thing, held in members[facet] if held == value}
            return found

        page = opened.follow(f"#{state}")
        for facet, label in (("topic", "Focus area"), ("place", "Province"), ("status", "Status")):
            counts = told(page, label)
            assert counts.pop("") == len(kept(facet))
            assert len(counts) > 2
            for value, count in counts.items():
                assert count == len(kept(facet) & {thing for thing, held in members[facet] if held == value}), value
        for button in page.locator("#legend [data-family]").all():
            family = button.get_attribute("data-family")
            expected = sum(families[thing] == family for thing in kept("family"))
            assert int(button.locator(".count").inner_text()) == expected, family


def test_a_filter_shows_as_many_things_as_its_choice_says(visit: Callable[..., Visit]) -> None:
    """What a province, state or focus area counts beside its name is what the picture then holds.

    With a province chosen, every state and family counts only what is there. A focus area has its themes under it.
    """
    page = visit("shipped").page
    for label, option in (("Province", "Anhui"), ("Status", "Planned"), ("Focus area", "Infra")):
        select = page.get_by_label(label)
        chosen = next(text for text in select.locator("option").all_inner_texts() if text.startswith(option))
        select.select_option(label=chosen)
        assert promised(chosen) > 0
        assert number(page.inner_text("#scope")) == promised(chosen)
        page.get_by_role("button", name="Clear filters").click()
        assert number(page.inner_text("#scope")) == 150
    before = told(page, "Status")
    places = page.inner_text("#legend [data-family=place]")
    page.get_by_label("Province").select_option("zhejiang")
    assert told(page, "Status") != before
    assert number(page.inner_text("#legend [data-family=place]")) < number(places)
    page.get_by_label("Status").select_option("Planned")
    rows = number(page.inner_text("#scope"))
    page.click("[data-view=things]:not([data-door])")
    assert number(page.inner_text("#row-count")) == rows
    page.click("#clear")
    page.click("[data-view=picture]")
    assert page.locator("#filter-topic optgroup").count() == 5
    green = page.locator("#filter-topic optgroup[label='Green and beautiful Yangtze River Delta'] option")
    names = [name.split(" (")[0] for name in green.all_text_contents()]
    assert names[0] == "Green and beautiful Yangtze River Delta"
    assert "Pollution prevention and control" in names
    page.select_option("#filter-topic", "pollution-prevention-and-control")
    assert page.inner_text("#scope").startswith("10 of")
    assert page.input_value("#filter-topic") == "pollution-prevention-and-control"


@pytest.mark.parametrize("width", [390, 1280])
def test_filters_are_offered_where_they_filter(visit: Callable[..., Visit], width: int) -> None:
    """Comparison and paths are of what is named, whatever is filtered; neither has a filter that does nothing."""
    opened = visit("shipped", width=width)
    for view in ("compare", "paths"):
        page = opened.follow(f"#view={view}")
        for control in ("#filters", "#show-filters", "#find"):
            assert page.is_hidden(control), view
        page.click("[data-view=things]")
        assert page.is_visible("#find")
        assert page.is_visible("#show-filters" if width == 390 else "#filter-topic")


def test_the_legend_hides_a_family_and_the_address_keeps_it(visit: Callable[..., Visit]) -> None:
    """A hidden family stays hidden in the same address opened anew; going back brings it back."""
    page = visit("delta").page
    before = page.inner_text("#scope")
    page.click("#legend [data-family=place]")
    assert page.inner_text("#scope") != before
    assert page.get_attribute("#legend [data-family=place]", "aria-pressed") == "false"
    again = visit("delta", f"#{page.url.split('#', 1)[1]}").page
    assert again.get_attribute("#legend [data-family=place]", "aria-pressed") == "false"
    page.go_back()
    page.wait_for_function("before => document.getElementById('scope').innerText === before", arg=before)


def test_a_thing_is_hidden_and_brought_back(visit: Callable[..., Visit]) -> None:
    """Hide takes a thing out of the picture, the address keeps it so, and one button brings it back."""
    page = visit("shipped", "#thing=hefei").page
    before = number(page.inner_text("#scope"))
    page.get_by_role("button", name="Hide", exact=True).click()
    assert page.inner_text("#panel-title") == "Start with a name"
    again = visit("shipped", "#" + page.url.split("#", 1)[1]).page
    assert again.get_by_role("button", name="Bring back 1 hidden").is_visible()
    page.get_by_role("button", name="Bring back 1 hidden").click()
    assert number(page.inner_text("#scope")) <= before
    assert page.get_by_role("button", name="Bring back").count() == 0


def test_a_pinned_thing_stays_whatever_is_filtered(visit: Callable[..., Visit]) -> None:
    """Pin keeps a thing in the picture when its family is hidden, and the address keeps the pin and its place."""
    opened = visit("shipped", "#thing=gu-jun")
    page = opened.page
    page.get_by_role("button", name="Pin", exact=True).click()
    assert page.get_by_role("button", name="Pin", exact=True).get_attribute("aria-pressed") == "true"
    assert re.search(r"pin=gu-jun@-?\d+,-?\d+", page.url)
    page.keyboard.press("Escape")
    page.get_by_role("button", name=re.compile("^People .*[0-9]")).click()
    hidden = "() => [...document.querySelectorAll('#legend [aria-pressed=false]')].map((each) => each.dataset.family)"
    assert page.evaluate(hidden) == ["person"]
    with_pin = number(page.inner_text("#scope"))
    assert with_pin == number(opened.follow("#hide=person").inner_text("#scope")) + 1


def test_a_relation_s_far_ends_are_added_to_the_picture(visit: Callable[..., Visit]) -> None:
    """Expanding one relation adds what it leads to, and it stays when the selection goes."""
    page = visit("shipped", "#thing=demonstration-zone&focus=gu-jun+1").page
    around = number(page.inner_text("#scope").split(": ")[1])
    button = page.get_by_role("button", name=re.compile("Add to the picture")).first
    added = promised(button.get_attribute("aria-label"))
    button.click()
    page.keyboard.press("Escape")
    assert "add=" in page.url
    assert number(page.inner_text("#scope").split(": ")[1]) == around - 1 + added


def test_focus_shows_as_many_things_as_its_button_says(visit: Callable[..., Visit]) -> None:
    """The neighbourhood of one to three steps has the thing and as many others as promised; leaving it restores all."""
    opened = visit("shipped")
    for steps in (1, 2, 3):
        page = opened.follow("#thing=zhong-lan")
        button = page.get_by_role("button", name=re.compile(rf"^{steps} steps? \("))
        others = promised(button.inner_text())
        button.click()
        assert f": {others + 1} entities" in page.inner_text("#scope")
        assert button.get_attribute("aria-pressed") == "true"
        assert f"focus=zhong-lan+{steps}" in page.url
        page.get_by_role("button", name="Leave focus").click()
        assert number(page.inner_text("#scope")) >= 150


def test_back_and_forward_walk_through_what_was_chosen(visit: Callable[..., Visit]) -> None:
    """The page's own buttons go back and forward through selections, and are off where there is nowhere to go.

    In a Chinese browser, whose language goes into the address, a first view has nothing to go back to, either.
    """
    page = visit("shipped").page
    back, forward = page.get_by_role("button", name="Back", exact=True), page.get_by_role("button", name="Forward")
    assert back.is_disabled()
    for name in ("Hefei", "Shanghai"):
        page.get_by_role("combobox", name=re.compile("Search")).fill(name)
        page.keyboard.press("Enter")
    back.click()
    page.locator("#panel-title", has_text="Hefei").wait_for()
    assert forward.is_enabled()
    forward.click()
    page.locator("#panel-title", has_text="Shanghai").wait_for()
    assert forward.is_disabled()
    page = visit("shipped", locale="zh-CN").page
    assert page.is_disabled("#back")
    page.get_by_role("button", name="表格", exact=True).click()
    assert page.is_enabled("#back")
    page.click("#back")
    page.wait_for_selector("#stage-picture:not([hidden])")
    assert page.is_disabled("#back")


def test_the_address_keeps_the_centre_and_the_zoom(visit: Callable[..., Visit]) -> None:
    """After zooming, the address opened anew frames the same part of the picture."""
    page = visit("shipped").page
    page.get_by_role("button", name="Zoom in").click()
    page.wait_for_url(lambda url: "at=" in url)
    address = page.url.split("#", 1)[1]
    again = visit("shipped", f"#{address}").page
    again.wait_for_timeout(400)
    assert again.url.split("#", 1)[1] == address
    page.get_by_role("button", name="Fit").click()
    assert "at=" not in page.url


def test_the_picture_is_walked_with_the_arrow_keys(visit: Callable[..., Visit]) -> None:
    """From a selected thing an arrow key goes to the next in that direction, and the reader stays in the picture.

    A name alone behind the sign # is that of a thing, as its permanent address would have it (user trial).
    """
    page = visit("shipped", "#shanghai").page
    assert page.inner_text("#panel-title") == "Shanghai"
    assert page.url.endswith("#thing=shanghai")
    page.get_by_role("application").focus()
    page.keyboard.press("ArrowRight")
    first = page.text_content("#panel-title")
    assert first != "Shanghai"
    page.keyboard.press("ArrowDown")
    assert page.text_content("#panel-title") != first
    assert page.evaluate("document.activeElement.id") == "canvas"
    assert page.text_content("#panel-title") in page.text_content("#said")


def press_in_the_middle(page: Page, *keys: str, times: int = 1) -> None:
    """Click on what the picture has in its middle, with keys held."""
    canvas = box(page.locator("#canvas"))
    for key in keys:
        page.keyboard.down(key)
    page.mouse.click(canvas["x"] + canvas["width"] / 2, canvas["y"] + canvas["height"] / 2, click_count=times)
    for key in keys:
        page.keyboard.up(key)


def test_several_are_chosen_in_the_picture_and_two_clicks_bring_in_neighbours(visit: Callable[..., Visit]) -> None:
    """Ctrl and a click compare a thing, without selecting another; a double click brings in all that is next to it."""
    page = visit("shipped", "#thing=shanghai&pin=hefei@0,0&at=0,0,1000").page
    press_in_the_middle(page, "Control")
    page.wait_for_url(lambda url: "compare=hefei" in url)
    assert "thing=shanghai" in page.url
    page.wait_for_timeout(600)  # else the two clicks are a double one
    press_in_the_middle(page)
    page.wait_for_url(lambda url: "thing=hefei" in url)
    page.get_by_role("application").focus()
    page.keyboard.press("Space")
    page.wait_for_url(lambda url: "compare" not in url)
    for _ in range(5):  # two clicks are one double click only on a machine that is not too busy
        page.wait_for_timeout(600)
        press_in_the_middle(page, times=2)
        page.wait_for_timeout(600)
        if "add=" in page.url:
            break
    assert "add=" in page.url
    assert "neighbours of Hefei are shown" in page.text_content("#said")
    page.go_back()
    page.wait_for_url(lambda url: "add=" not in url)
    page.locator("[data-action=neighbours]").click()
    page.wait_for_url(lambda url: "add=" in url)
    assert page.evaluate("document.activeElement.dataset.action") == "neighbours"
