"""Days of milestones and events, as an iCalendar."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from ydkg.export._format import Format
from ydkg.graph.source import documents_of
from ydkg.telling.milestone import tell_milestone
from ydkg.telling.source import Library
from ydkg.vocab import DCTERMS, SCHEMA, YD
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ydkg.export._graph import ExportGraph
    from ydkg.export._sheets import TableSet
    from ydkg.telling.source import Evidence
    from ydkg.telling.text import Text

FORMAT = Format(
    name="iCalendar",
    extension="ics",
    media_type="text/calendar",
    purpose=translatable("planned and reached milestones with a day, for calendars"),
    carries="view",
    order=11,
)
#: So many descriptions of evidence are kept at once.
_REMEMBERED = 1_000
#: Octets of a line, without its end.
_LINE = 75
_HEAD = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//ydkg//ydkg//EN", "CALSCALE:GREGORIAN")
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})


def write(tables: TableSet, path: Path) -> None:
    """Write the milestones and events of a graph that have a day.

    A calendar in UTF-8, an entry for the whole day on which a stage was reached, or is planned to be, and for the day
    on which an event begins; sorted by day and IRI. The sentence in English is its summary, the Chinese one and the
    source its description. What is planned or under way is tentative. Its time stamp is the day as of which it is
    stated.

    RFC 5545.
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(map(_folded, _HEAD))
        for entry in tables.graph.ordered(_entries(tables.graph)):
            file.writelines(map(_folded, json.loads(entry)[2:]))
        file.write(_folded("END:VCALENDAR"))


def _entries(graph: ExportGraph) -> Iterator[str]:
    """Yield an entry for each milestone and event that has a day."""
    table, library = graph.table, Library(graph.table, most=_REMEMBERED)
    reading = replace(graph.reading, library=library)
    for iri in graph.records(YD.Milestone):
        milestone = tell_milestone(reading, iri)
        if milestone.last_day:
            status, stamp = "CONFIRMED" if milestone.modality == "Done" else "TENTATIVE", table.text(iri, YD.asOf)
            yield _entry(milestone.last_day, iri, milestone.sentence, milestone.evidence, status=status, stamp=stamp)
    issued = max((table.text(each, DCTERMS.issued) or "" for each in documents_of(table)), default="")
    for iri in graph.things():
        day = table.text(iri, SCHEMA.startDate)
        if day and len(day) == len("2024-12-04"):
            mentions = library.evidence(table.iris(iri, YD.mentionedIn))
            yield _entry(day, iri, graph.thing(iri).name, mentions, status="CONFIRMED", stamp=issued)


def _entry(day: str, iri: str, said: Text, evidence: Evidence, *, status: str, stamp: str | None) -> str:
    """Write an entry as JSON: day and IRI, to be sorted by, and its lines; the stamp is the day of its statement."""
    entry = (
        day,
        iri,
        "BEGIN:VEVENT",
        f"UID:{iri}",
        f"DTSTAMP:{(stamp or day).replace('-', '')}T000000Z",
        f"DTSTART;VALUE=DATE:{day.replace('-', '')}",
        f"SUMMARY;LANGUAGE=en:{said.en.translate(_ESCAPES)}",
        f"DESCRIPTION:{chr(10).join(filter(None, (said.zh, evidence.line.en))).translate(_ESCAPES)}",
        f"STATUS:{status}",
        "TRANSP:TRANSPARENT",
        f"URL:{iri}",
        "END:VEVENT",
    )
    return json.dumps(entry, ensure_ascii=False)


def _folded(line: str) -> str:
    """End a line, and break it between characters where it has too many octets."""
    parts, size = [""], 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _LINE:
            parts.append(" ")
            size = 1
        parts[-1] += character
        size += octets
    return "\r\n".join([*parts, ""])
