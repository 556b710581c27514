"""The ten tasks on the site, from its home page."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from faces import FIRSTS

if TYPE_CHECKING:
    from faces import Browsing

SEARCH = "#search"
MAIN = "main"


def openings(face: Browsing) -> bool:
    """Find what opens before the end of 2024, and where that is written."""
    face.enter(SEARCH, "planned to open")
    face.click(face.page.get_by_role("link", name="Planned to open"))
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
    return face.has("mentions nothing called Nantong", where=MAIN)


def to_excel(face: Browsing) -> bool:
    """Take the infrastructure under construction to Excel."""
    import openpyxl  # noqa: PLC0415 - only this task needs it

    face.enter(SEARCH, "construction")
    face.click(face.page.get_by_role("link", name="Under construction"))
    content = face.take(face.page.get_by_role("link", name="Excel"))
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    return [cell.value for cell in sheet[1]][:2] == ["thing", "stage"] and sheet.max_row > 3  # noqa: PLR2004


def cite(face: Browsing) -> bool:
    """Cite what is said of charging piles."""
    face.enter(SEARCH, "vehicle-to-pile ratio")
    face.click(face.page.get_by_role("link", name="1.55"))
    face.click(face.page.get_by_text("Other styles"))
    return face.has("APA", "BibTeX", "GB/T 7714", "1.55", where=MAIN) and face.page.locator(".copying").count() > 1


def to_tools(face: Browsing) -> bool:
    """Take the graph to Protégé, and the network to Gephi."""
    face.follow("Download")
    owl = face.take(face.page.locator('a[href$="/owl.ttl"], a[href*="owl."]'))
    gexf = face.take(face.page.locator('a[href$=".gexf"]'))
    return b"owl:ObjectProperty" in owl and b"<viz:color" in gexf
