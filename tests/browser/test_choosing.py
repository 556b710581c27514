"""Filters, hiding, pinning, expanding, focus, back and forward, and the addresses that keep them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pyoxigraph
import pytest

from ydkg.collection import DATA_FILES, ONTOLOGY_FILE

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.browser


def count(text: str) -> int:
    """Read the first number of a text."""
    found = re.search(r"\d+", text)
    assert found
    return int(found[0])


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


def told(page: Any, label: str) -> dict[str, int]:  # noqa: ANN401 - playwright's own
    """Read the choices of a filter with their counts, by value."""
    options = page.get_by_label(label).locator("option").all()
    return {each.get_attribute("value"): int(each.inner_text().rsplit("(", 1)[1].rstrip(")")) for each in options}


@pytest.mark.parametrize("state", ["", "#place=anhui", "#status=Done&hide=place.metric"])
def test_counts_are_those_of_the_turtle(
    visit: Callable[..., Any], asked: Callable[[str], set[tuple[str, ...]]], families: dict[str, str], state: str
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
    chosen = dict(part.split("=") for part in state.lstrip("#").split("&") if part)
    hidden = set(chosen.pop("hide", "").split("."))

    def kept(without: str) -> set[str]:
        found = {thing for thing, family in families.items() if without == "family" or family not in hidden}
        for facet, value in chosen.items():
            if facet != without:
                found &= {thing for thing, held in members[facet] if held == value}
        return found

    page = visit("shipped", state).page
    for facet, label in (("topic", "Focus area"), ("place", "Province"), ("status", "Status")):
        counts = told(page, label)
        assert counts.pop("") == len(kept(facet))
        assert len(counts) > 2
        for value, count_told in counts.items():
            assert count_told == len(kept(facet) & {thing for thing, held in members[facet] if held == value}), value
    for button in page.locator("#legend [data-family]").all():
        family = button.get_attribute("data-family")
        expected = sum(families[thing] == family for thing in kept("family"))
        assert int(button.locator(".count").inner_text()) == expected, family


@pytest.mark.parametrize(("label", "option"), [("Province", "Anhui"), ("Status", "Planned"), ("Focus area", "Infra")])
def test_a_filter_shows_as_many_things_as_its_choice_says(visit: Callable[..., Any], label: str, option: str) -> None:
    """What a province, state or focus area counts beside its name is what the picture then holds."""
    page = visit("shipped").page
    select = page.get_by_label(label)
    chosen = next(text for text in select.locator("option").all_inner_texts() if text.startswith(option))
    select.select_option(label=chosen)
    promised = int(chosen.rsplit("(", 1)[1].rstrip(")"))
    assert promised > 0
    assert count(page.inner_text("#scope")) == promised
    page.get_by_role("button", name="Clear filters").click()
    assert count(page.inner_text("#scope")) == 150


def test_counts_follow_the_other_filters(visit: Callable[..., Any]) -> None:
    """With a province chosen, every state and family counts only what is there."""
    page = visit("shipped").page
    before = page.get_by_label("Status").locator("option").all_inner_texts()
    places = page.inner_text("#legend [data-family=place]")
    page.get_by_label("Province").select_option("zhejiang")
    after = page.get_by_label("Status").locator("option").all_inner_texts()
    assert after != before
    assert count(page.inner_text("#legend [data-family=place]")) < count(places)
    page.get_by_label("Status").select_option("Planned")
    rows = count(page.inner_text("#scope"))
    page.click("[data-view=things]:not([data-door])")
    assert count(page.inner_text("#row-count")) == rows


def test_a_thing_is_hidden_and_brought_back(visit: Callable[..., Any]) -> None:
    """Hide takes a thing out of the picture, the address keeps it so, and one button brings it back."""
    page = visit("shipped", "#thing=hefei").page
    before = count(page.inner_text("#scope"))
    page.get_by_role("button", name="Hide", exact=True).click()
    assert page.inner_text("#panel-title") == "Start with a name"
    again = visit("shipped", "#" + page.url.split("#", 1)[1]).page
    assert again.get_by_role("button", name="Bring back 1 hidden").is_visible()
    page.get_by_role("button", name="Bring back 1 hidden").click()
    assert count(page.inner_text("#scope")) <= before
    assert page.get_by_role("button", name="Bring back").count() == 0


def test_a_pinned_thing_stays_whatever_is_filtered(visit: Callable[..., Any]) -> None:
    """Pin keeps a thing in the picture when its family is hidden, and the address keeps the pin and its place."""
    page = visit("shipped", "#thing=gu-jun").page
    page.get_by_role("button", name="Pin", exact=True).click()
    assert page.get_by_role("button", name="Pin", exact=True).get_attribute("aria-pressed") == "true"
    assert re.search(r"pin=gu-jun@-?\d+,-?\d+", page.url)
    page.keyboard.press("Escape")
    page.get_by_role("button", name=re.compile("^People .*[0-9]")).click()
    families = {"person"}
    shown = "() => [...document.querySelectorAll('#legend [aria-pressed=false]')].map((each) => each.dataset.family)"
    assert set(page.evaluate(shown)) == families
    with_pin = count(page.inner_text("#scope"))
    without = count(visit("shipped", "#hide=person").page.inner_text("#scope"))
    assert with_pin == without + 1


def test_a_relation_s_far_ends_are_added_to_the_picture(visit: Callable[..., Any]) -> None:
    """Expanding one relation adds what it leads to, and it stays when the selection goes."""
    page = visit("shipped", "#thing=demonstration-zone&focus=gu-jun+1").page
    around = count(page.inner_text("#scope").split(": ")[1])
    button = page.get_by_role("button", name=re.compile("Add to the picture")).first
    added = int(button.get_attribute("aria-label").rsplit("(", 1)[1].rstrip(")"))
    button.click()
    page.keyboard.press("Escape")
    assert "add=" in page.url
    assert count(page.inner_text("#scope").split(": ")[1]) == around - 1 + added


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_focus_shows_as_many_things_as_its_button_says(visit: Callable[..., Any], steps: int) -> None:
    """The neighbourhood of one to three steps has the thing and as many others as promised; leaving it restores all."""
    page = visit("shipped", "#thing=zhong-lan").page
    button = page.get_by_role("button", name=re.compile(rf"^{steps} steps? \("))
    promised = int(button.inner_text().rsplit("(", 1)[1].rstrip(")"))
    button.click()
    scope = page.inner_text("#scope")
    assert f": {promised + 1} entities" in scope
    assert button.get_attribute("aria-pressed") == "true"
    assert f"focus=zhong-lan+{steps}" in page.url
    page.get_by_role("button", name="Leave focus").click()
    assert count(page.inner_text("#scope")) >= 150


def test_hits_that_are_opened_again_stay_open(visit: Callable[..., Any]) -> None:
    """Leaving the search box closes the list at once; coming back opens it, and nothing closes it afterwards."""
    page = visit("shipped").page
    box = page.get_by_role("combobox", name=re.compile("Search"))
    box.fill("shang")
    box.blur()
    assert page.locator("#hits").is_hidden()
    box.focus()
    assert page.locator("#hits").is_visible()
    page.wait_for_timeout(400)
    assert page.locator("#hits").is_visible()
    assert box.get_attribute("aria-expanded") == "true"


def test_a_hit_is_taken_with_the_mouse(visit: Callable[..., Any]) -> None:
    """Pressing beside the names in the list leaves it open; a click on a hit selects the thing."""
    page = visit("shipped").page
    page.get_by_role("combobox", name=re.compile("Search")).fill("hefei")
    page.locator("#hits").dispatch_event("mousedown")
    assert page.locator("#hits").is_visible()
    page.get_by_role("option", name=re.compile("Hefei.*city")).first.click()
    assert page.inner_text("#panel-title") == "Hefei"
    assert page.locator("#hits").is_hidden()


def test_back_and_forward_walk_through_what_was_chosen(visit: Callable[..., Any]) -> None:
    """The page's own buttons go back and forward through selections, and are off where there is nowhere to go."""
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


def test_the_address_keeps_the_centre_and_the_zoom(visit: Callable[..., Any]) -> None:
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


def test_the_picture_is_walked_with_the_arrow_keys(visit: Callable[..., Any]) -> None:
    """From a selected thing an arrow key goes to the next in that direction, and the reader stays in the picture."""
    page = visit("shipped", "#thing=shanghai").page
    page.get_by_role("application").focus()
    page.keyboard.press("ArrowRight")
    first = page.text_content("#panel-title")
    assert first != "Shanghai"
    page.keyboard.press("ArrowDown")
    assert page.text_content("#panel-title") != first
    assert page.evaluate("document.activeElement.id") == "canvas"
    assert page.text_content("#panel-title") in page.text_content("#said")
    page.keyboard.press("+")
    page.wait_for_url(lambda url: "at=" in url)


def test_the_last_part_of_a_permanent_address_chooses_its_thing(visit: Callable[..., Any]) -> None:
    """A name alone behind the sign # is that of a thing, as the address itself would have it (user trial)."""
    page = visit("shipped", "#gu-jun").page
    assert page.inner_text("#panel-title") == "Gu Jun"
    assert page.url.endswith("#thing=gu-jun")
