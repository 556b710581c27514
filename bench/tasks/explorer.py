"""The tasks in the explorer, from its first picture."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pyoxigraph
from faces import FIRSTS, PNG

if TYPE_CHECKING:
    from faces import Browsing

SEARCH, HITS, PANEL, TABLE = "#query", "#hits [role=option]", "#panel", "#table"


def _tab(face: Browsing, name: str) -> None:
    """Open a table by the door of all tables."""
    face.click(face.page.locator("#views").get_by_role("button", name="Tables", exact=True))
    if name != "Entities":
        face.click(face.page.locator("[data-door=things]", has_text=name))


def _choose(face: Browsing, typed: str) -> None:
    """Search, and take the first hit."""
    face.enter(SEARCH, typed, sent=False)
    face.click(face.page.locator(HITS))


def _select(face: Browsing, which: str, label: str) -> None:
    face.steps += 1
    option = face.page.locator(f"#filter-{which} option", has_text=label).first
    face.page.locator(f"#filter-{which}").select_option(option.get_attribute("value"))


def openings(face: Browsing) -> bool:
    """Find what opens before the end of 2024, and where that is written."""
    face.click(face.page.get_by_text("What opens by the end of 2024"))
    return face.has("Shanghai-Suzhou-Huzhou high-speed railway", "airport link line", "sentence", where=TABLE)


def person(face: Browsing) -> bool:
    """Find who Gu Jun is, and what he did."""
    _choose(face, "Gu Jun")
    return face.has("director", "briefing", where=PANEL)


def beaten(face: Browsing) -> bool:
    """Find which metric is better than its target, and by how much."""
    _tab(face, "Metrics")
    face.enter("#find", "ahead of target", sent=False)
    return face.has("vehicle-to-pile ratio", "ahead of target", "0.35", where=TABLE)


def in_a_place(face: Browsing) -> bool:
    """Find what runs in Anhui."""
    _select(face, "place", "Anhui")
    _tab(face, "Entities")
    return face.has("science and technology finance pilot reforms", "emissions trading", where=TABLE)


def changes(face: Browsing) -> bool:
    """Find what has changed since 2018, and by how much."""
    _tab(face, "Metrics")
    face.enter("#find", "2018", sent=False)
    return face.has("more than +3,450 km", "+0.53 percentage points", "−12 µg/m³", where=TABLE)


def firsts(face: Browsing) -> bool:
    """Find all that is called the first of its kind in China."""
    face.enter(SEARCH, "first in China", sent=False)
    face.page.wait_for_timeout(300)
    return face.has(*FIRSTS, where="#hits")


def link(face: Browsing) -> bool:
    """Find what links Nantong and Shanghai: that the document does not name Nantong is the answer."""
    face.enter(SEARCH, "Nantong", sent=False)
    return face.has("Nantong", where="#hits .none")


def to_excel(face: Browsing) -> bool:
    """Take the infrastructure under construction to Excel."""
    _tab(face, "Milestones")
    face.enter("#find", "construction", sent=False)
    face.click(face.page.get_by_text("Take away", exact=True))
    content = face.take(face.page.get_by_role("button", name="This table for Excel (CSV)"))
    head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    under_way = [row for row in rows if "construction" in " ".join(row).casefold()]
    return content.startswith(b"\xef\xbb\xbf") and len(under_way) > 2 and "As stated" in head  # noqa: PLR2004


def cite(face: Browsing) -> bool:
    """Cite what is said of charging piles."""
    _choose(face, "vehicle-to-pile ratio")
    face.click(face.page.locator(PANEL).locator("details summary"))
    return face.page.locator(PANEL).get_by_role("button", name="Copy").count() > 0


def to_tools(face: Browsing) -> bool:
    """Take the graph to Protégé, and the network to Gephi."""
    face.click(face.page.get_by_text("Take away", exact=True))
    turtle = face.take(face.page.locator("#take-turtle"))
    face.click(face.page.get_by_text("Take away", exact=True))
    head = face.take(face.page.locator("#take-csvRelations")).decode("utf-8-sig").splitlines()[0]
    triples = list(pyoxigraph.parse(turtle, format=pyoxigraph.RdfFormat.TURTLE))
    return len(triples) > 100 and {"Source", "Target"} <= set(head.split(","))  # noqa: PLR2004


def answering(face: Browsing) -> bool:
    """Find who answers for what in Hefei, and see it as a picture."""
    _choose(face, "Hefei")
    told = face.has("Who answers here", "Zhong Lan", "deputy director", "Anhui", where=PANEL)
    face.click(face.page.get_by_role("button", name="As a picture"))
    return told and "arrange=people" in face.page.url


def promises(face: Browsing) -> bool:
    """Take all promises, and what became of them, to Excel."""
    _tab(face, "Milestones")
    face.click(face.page.get_by_text("Take away", exact=True))
    content = face.take(face.page.get_by_role("button", name="This table for Excel (CSV)"))
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    return any("✓" in " ".join(row) and "in time" in " ".join(row) for row in rows)


def article(face: Browsing) -> bool:
    """Take the picture of the network for an article."""
    face.click(face.page.get_by_text("Take away", exact=True))
    return face.take(face.page.locator("#take-png")).startswith(PNG)
