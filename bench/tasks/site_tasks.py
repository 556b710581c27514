"""The tasks on the site, from its home page."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from faces import FIRSTS, PNG, PROMISES

if TYPE_CHECKING:
    from faces import Browsing

SEARCH = "#search"
MAIN = "main"


def openings(face: Browsing) -> bool:
    """Find what opens before the end of 2024, and where that is written."""
    face.follow("Planned to open")
    face.enter("main input[name=by]", "2024-12-31")
    rows = face.page.locator("table.answer tbody tr")
    return rows.count() == 2 and all("sentence" in row for row in rows.all_inner_texts())  # noqa: PLR2004


def person(face: Browsing) -> bool:
    """Find who Gu Jun is, and what he did."""
    face.enter(SEARCH, "Gu Jun")
    return face.has("director", "briefing", where=MAIN)


def beaten(face: Browsing) -> bool:
    """Find which metric is better than its target, and by how much."""
    face.follow("Metrics")
    face.click(face.page.get_by_role("link", name="ahead of target"))
    return face.has("vehicle-to-pile ratio", "ahead of target by 0.35", where=MAIN)


def in_a_place(face: Browsing) -> bool:
    """Find what runs in Anhui."""
    face.enter(SEARCH, "Anhui")
    if face.page.get_by_role("heading", name="Anhui", exact=True, level=1).count() == 0:
        face.follow("Anhui")
    return face.has("science and technology finance pilot reforms", "Hefei", where=MAIN)


def changes(face: Browsing) -> bool:
    """Find what has changed since 2018, and by how much."""
    face.enter(SEARCH, "2018")
    face.click(face.page.get_by_role("link", name="Changes since 2018"))
    return face.has("more than +3,450 km", "+0.53 percentage points", "−12 µg/m³", where=MAIN)


def firsts(face: Browsing) -> bool:
    """Find all that is called the first of its kind in China."""
    face.enter(SEARCH, "first in China")
    face.click(face.page.get_by_role("link", name="First in China"))
    return face.has(*FIRSTS, where="table.answer")


def link(face: Browsing) -> bool:
    """Find what links Nantong and Shanghai: that the document does not name Nantong is the answer."""
    face.enter(SEARCH, "Nantong")
    return face.has("Nothing here is called “Nantong”", where=MAIN)


def to_excel(face: Browsing) -> bool:
    """Take the infrastructure under construction to Excel."""
    import openpyxl  # noqa: PLC0415 - only this task needs it

    face.enter(SEARCH, "construction")
    face.follow("Under construction")
    content = face.take(face.page.get_by_role("link", name="Excel"))
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    return [cell.value for cell in sheet[1]][:2] == ["thing", "stage"] and sheet.max_row > 3  # noqa: PLR2004


def cite(face: Browsing) -> bool:
    """Cite what is said of charging piles."""
    face.enter(SEARCH, "vehicle-to-pile ratio")
    face.click(face.page.get_by_role("link", name="1.55"))
    face.click(face.page.get_by_text("Other styles"))
    return face.has("BibTeX", "CSL-JSON", "1.55", where=MAIN) and face.page.locator(".copying").count() > 1


def to_tools(face: Browsing) -> bool:
    """Take the graph to Protégé, and the network to Gephi."""
    face.follow("Download")
    owl = face.take(face.page.locator('a[href$="/owl.ttl"], a[href*="owl."]'))
    gexf = face.take(face.page.locator('a[href$=".gexf"]'))
    return b"owl:ObjectProperty" in owl and b"<viz:color" in gexf


def answering(face: Browsing) -> bool:
    """Find who answers for what in Hefei, and see it as a picture."""
    face.enter(SEARCH, "Hefei")
    face.follow("Hefei")
    told = face.has("Who answers here", "Zhong Lan", "deputy director", "Anhui", "sentence 4", where=MAIN)
    face.follow("As a picture")
    return told and face.has("Who answers here", "Zhong Lan", where="#panel")


def promises(face: Browsing) -> bool:
    """Take all promises, and what became of them, to Excel."""
    import openpyxl  # noqa: PLC0415 - only this task needs it

    face.enter(SEARCH, "promises")
    face.follow("What became of promises")
    content = face.take(face.page.get_by_role("link", name="Excel"))
    rows = [" ".join(map(str, row)) for row in openpyxl.load_workbook(io.BytesIO(content)).active.values]
    return len(rows) == 1 + PROMISES and any("reached" in row and "in time" in row for row in rows)


def article(face: Browsing) -> bool:
    """Take the picture of the network for an article."""
    face.follow("Explore the network")
    face.click(face.page.get_by_text("Take away", exact=True))
    return face.take(face.page.locator("#take-png")).startswith(PNG)
