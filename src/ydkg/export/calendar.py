"""Days of milestones and events, as an iCalendar."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ydkg.graph.sources import documents_of
from ydkg.telling.naming import slug
from ydkg.telling.text import NOTHING
from ydkg.vocab import DCTERMS, PROV, SCHEMA, YD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ydkg.export.format import Contents
    from ydkg.telling.text import Text

#: Octets of a line, without its end.
_LINE = 75
_HEAD = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//ydkg//ydkg//EN", "CALSCALE:GREGORIAN")
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})


class Entry(NamedTuple):
    """An entry for a whole day."""

    day: str  # ISO
    iri: str
    summary: Text
    lines: tuple[Text, Text]  # of its description: what became of it, and where it is written
    status: str
    stamp: str  # ISO day as of which it is stated


def calendar(contents: Contents) -> bytes:
    """Write the milestones and events of a graph that have a day.

    An entry for the day on which a stage was reached or is planned for, for the day by which it is planned to be
    reached, and for the day on which an event begins; sorted by day and IRI. What is only known to have been done by
    some day has none. Its summary says it in English and in Chinese, its description what later documents say, and the
    source. What is planned or under way is tentative.

    RFC 5545.
    """
    lines = list(_HEAD)
    for entry in sorted([*_milestones(contents), *_events(contents)]):
        description = "\n".join(filter(None, dict.fromkeys(words for text in entry.lines for words in text)))
        lines += [
            "BEGIN:VEVENT",
            f"UID:{entry.iri}",
            f"DTSTAMP:{entry.stamp.replace('-', '')}T000000Z",
            f"DTSTART;VALUE=DATE:{entry.day.replace('-', '')}",
            f"SUMMARY:{' / '.join(dict.fromkeys(entry.summary)).translate(_ESCAPES)}",
            f"DESCRIPTION:{description.translate(_ESCAPES)}",
            f"STATUS:{entry.status}",
            "TRANSP:TRANSPARENT",
            f"URL:{entry.iri}",
            "END:VEVENT",
        ]
    return "".join(map(_folded, [*lines, "END:VCALENDAR"])).encode()


def _milestones(contents: Contents) -> Iterator[Entry]:
    graph, evidence = contents.graph, contents.reading.library.evidence
    for iri in graph.subjects(YD.Milestone):
        done = graph.iri(iri, YD.modality) == YD.Done
        day = graph.text(iri, YD.on) or (None if done else graph.text(iri, YD.notAfter))
        if day:
            answers = contents.later.answers.get(slug(iri))
            source = evidence(graph.iris(iri, PROV.wasDerivedFrom)).line
            lines = answers.line if answers else NOTHING, source
            status = "CONFIRMED" if done else "TENTATIVE"
            yield Entry(day, iri, contents.sentence(iri), lines, status, graph.text(iri, YD.asOf) or day)


def _events(contents: Contents) -> Iterator[Entry]:
    graph, evidence = contents.graph, contents.reading.library.evidence
    issued = max((graph.text(each, DCTERMS.issued) or "" for each in documents_of(graph)), default="")
    for iri in contents.network:
        day = graph.text(iri, SCHEMA.startDate) or ""
        if len(day) == len("2024-12-04"):
            lines = NOTHING, evidence(graph.iris(iri, YD.mentionedIn)).line
            yield Entry(day, iri, contents.reading.naming.name(iri), lines, "CONFIRMED", issued or day)


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
