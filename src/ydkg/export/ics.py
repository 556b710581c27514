"""Days of milestones and events, as an iCalendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ydkg.export._format import Format
from ydkg.graph.source import documents_of
from ydkg.graph.table import MemoryTable
from ydkg.telling.graph import atlas_of
from ydkg.telling.naming import iri_of
from ydkg.telling.text import Text
from ydkg.vocab import DCTERMS, SCHEMA, YD
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Triple

FORMAT = Format(
    name="iCalendar",
    extension="ics",
    media_type="text/calendar",
    purpose=translatable("planned and reached milestones with a day, for calendars"),
    carries="view",
    order=11,
)
#: Octets of a line, without its end.
_LINE = 75
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})


def write(triples: Iterable[Triple]) -> bytes:
    """Write the milestones and events of a graph that have a day.

    Parameters
    ----------
    triples : iterable of pyoxigraph.Triple

    Returns
    -------
    bytes
        A calendar in UTF-8: an entry for the whole day on which a stage was reached, or by which it is planned to be,
        and for the day on which an event begins; sorted by day and IRI. The sentence in English is its summary, the
        Chinese one and the source its description. What is planned or under way is tentative. Its time stamp is the day
        as of which it is stated. The same bytes for the same triples.

    References
    ----------
    RFC 5545.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//ydkg//ydkg//EN", "CALSCALE:GREGORIAN"]
    for day, iri, said, source, firm, stamp in sorted(_entries(MemoryTable(held := list(triples)), held)):
        number = day.replace("-", "")
        lines += [
            "BEGIN:VEVENT",
            f"UID:{iri}",
            f"DTSTAMP:{(stamp or day).replace('-', '')}T000000Z",
            f"DTSTART;VALUE=DATE:{number}",
            f"SUMMARY;LANGUAGE=en:{said.en.translate(_ESCAPES)}",
            f"DESCRIPTION:{chr(10).join(filter(None, (said.zh, source))).translate(_ESCAPES)}",
            f"STATUS:{'CONFIRMED' if firm else 'TENTATIVE'}",
            "TRANSP:TRANSPARENT",
            f"URL:{iri}",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _entries(table: MemoryTable, held: list[Triple]) -> Iterator[tuple[str, str, Text, str, bool, str]]:
    """Yield day, IRI, sentence, source, whether it is firm, and the day as of which it is stated."""
    atlas = atlas_of(held)[1]
    for milestone in atlas.milestones.values():
        iri = iri_of(milestone.id)
        day = table.text(iri, YD.on) or table.text(iri, YD.notAfter)
        if day:
            stamp = table.text(iri, YD.asOf) or ""
            yield day, iri, milestone.sentence, milestone.evidence.line.en, milestone.modality == "Done", stamp
    issued = max((table.text(each, DCTERMS.issued) or "" for each in documents_of(table)), default="")
    for thing in atlas.things.values():
        day = table.text(thing.iri, SCHEMA.startDate)
        if day and len(day) == len("2024-12-04"):
            name = Text(thing.name.en, thing.name.zh)
            yield day, thing.iri, name, thing.mentions.line.en, True, issued


def _folded(line: str) -> str:
    """Break a line that has too many octets, between characters."""
    parts, size = [""], 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _LINE:
            parts.append(" ")
            size = 1
        parts[-1] += character
        size += octets
    return "\r\n".join(parts)
