"""The tasks on the command line."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from faces import FIRSTS, PNG, PROMISES

if TYPE_CHECKING:
    from faces import CommandLine


def openings(face: CommandLine) -> bool:
    """Find what opens before the end of 2024, and where that is written."""
    said = face.run("query", "infrastructure/planned_to_open", "--by", "2024").out
    rows = [line for line in said.splitlines() if "31 December 2024" in line]
    return len(rows) == 2 and all("sentence" in row for row in rows)  # noqa: PLR2004 - the two lines


def person(face: CommandLine) -> bool:
    """Find who Gu Jun is, and what he did."""
    said = face.run("show", "Gu Jun").out
    return "director" in said.casefold() and "briefing" in said.casefold()


def beaten(face: CommandLine) -> bool:
    """Find which metric is better than its target, and by how much."""
    said = face.run("query", "metrics/against_target").out
    return all(word in said for word in ("vehicle-to-pile ratio", "ahead of target", "−0.35"))


def in_a_place(face: CommandLine) -> bool:
    """Find what runs in Anhui."""
    said = face.run("query", "initiatives/implemented_in_a_place", "--place", "Anhui").out
    return "science and technology finance pilot reforms" in said and "Hefei" in said


def changes(face: CommandLine) -> bool:
    """Find what has changed since 2018, and by how much."""
    said = face.run("query", "metrics/changes_since_2018").out
    return all(word in said for word in ("more than +3,450 km", "+0.53 percentage points", "−12 µg/m³"))


def firsts(face: CommandLine) -> bool:
    """Find all that is called the first of its kind in China."""
    known = face.run("queries", "first").out
    name = next((line.split()[0] for line in known.splitlines() if "first_in_china" in line), "")
    said = face.run("query", name or "none").out
    return all(first in said for first in FIRSTS)


def link(face: CommandLine) -> bool:
    """Find what links Nantong and Shanghai: that the document does not name Nantong is the answer."""
    return "nothing in the graph is called 'Nantong'" in face.run("path", "Nantong", "Shanghai").err


def to_excel(face: CommandLine) -> bool:
    """Take the infrastructure under construction to Excel."""
    face.run("query", "infrastructure/under_construction", "--for", "excel", "-o", "built.csv")
    content = (face.folder / "built.csv").read_bytes()
    head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    clean = not any("https://" in cell for row in rows for cell in row[:-1])
    return content.startswith(b"\xef\xbb\xbf") and head[:2] == ["thing", "stage"] and len(rows) > 2 and clean  # noqa: PLR2004


def cite(face: CommandLine) -> bool:
    """Cite what is said of charging piles."""
    said = face.run("cite", "observation-vehicle-to-pile-ratio", "--style", "bibtex").out
    return "1.55" in said and "https://w3id.org/ydkg/id/" in said


def to_tools(face: CommandLine) -> bool:
    """Take the graph to Protégé, and the network to Gephi."""
    owl, gexf = face.run("export", "owl").out, face.run("export", "gexf").out
    return "owl:ObjectProperty" in owl and "<viz:color" in gexf and "<viz:position" in gexf


def answering(face: CommandLine) -> bool:
    """Find who answers for what in Hefei, and draw it."""
    said = face.run("query", "people/who_answers_for_a_place", "--place", "Hefei").out
    face.run("view", "-o", "hefei.png", "--at", "arrange=people&thing=hefei")
    drawn = (face.folder / "hefei.png").read_bytes().startswith(PNG)
    return drawn and all(word in said for word in ("Zhong Lan", "deputy director", "Anhui", "sentence"))


def promises(face: CommandLine) -> bool:
    """Take all promises, and what became of them, to Excel."""
    import openpyxl  # noqa: PLC0415 - only this task needs it

    face.run("promises", "--for", "excel", "-o", "promises.xlsx")
    sheet = openpyxl.load_workbook(face.folder / "promises.xlsx").active
    rows = [" ".join(map(str, row)) for row in sheet.values]
    return len(rows) == 1 + PROMISES and any("reached" in row and "in time" in row for row in rows)


def article(face: CommandLine) -> bool:
    """Draw the network for an article."""
    face.run("view", "-o", "network.png")
    return (face.folder / "network.png").read_bytes().startswith(PNG)
