"""Days of milestones and events, as an iCalendar."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ydkg.graph.sources import documents_of
from ydkg.telling.naming import slug
from ydkg.telling.record import tell_fact
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
    said: Text
    more: tuple[str, ...]  # lines of its description: what became of it, and where it is written
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
        lines += [
            "BEGIN:VEVENT",
            f"UID:{entry.iri}",
            f"DTSTAMP:{_compact(entry.stamp or entry.day)}T000000Z",
            f"DTSTART;VALUE=DATE:{_compact(entry.day)}",
            f"SUMMARY:{' / '.join(dict.fromkeys(entry.said)).translate(_ESCAPES)}",
            f"DESCRIPTION:{chr(10).join(entry.more).translate(_ESCAPES)}",
            f"STATUS:{entry.status}",
            "TRANSP:TRANSPARENT",
            f"URL:{entry.iri}",
            "END:VEVENT",
        ]
    return "".join(map(_folded, [*lines, "END:VCALENDAR"])).encode()


def _milestones(contents: Contents) -> Iterator[Entry]:
    graph = contents.graph
    for iri in graph.subjects(YD.Milestone):
        done = graph.iri(iri, YD.modality) == YD.Done
        day = graph.text(iri, YD.on) or (None if done else graph.text(iri, YD.notAfter))
        said = tell_fact(contents.reading, iri)
        if not day or not said:
            continue
        evidence = contents.reading.library.evidence(graph.iris(iri, PROV.wasDerivedFrom))
        answers = contents.later.answers.get(slug(iri))
        more = (*(answers.line if answers else ()), *evidence.line)
        status = "CONFIRMED" if done else "TENTATIVE"
        yield Entry(day, iri, said, tuple(dict.fromkeys(filter(None, more))), status, graph.text(iri, YD.asOf) or "")


def _events(contents: Contents) -> Iterator[Entry]:
    graph = contents.graph
    issued = max((graph.text(each, DCTERMS.issued) or "" for each in documents_of(graph)), default="")
    for iri in contents.network:
        day = graph.text(iri, SCHEMA.startDate)
        if day and len(day) == len("2024-12-04"):
            mentions = contents.reading.library.evidence(graph.iris(iri, YD.mentionedIn))
            more = tuple(dict.fromkeys(filter(None, mentions.line)))
            yield Entry(day, iri, contents.reading.naming.name(iri), more, "CONFIRMED", issued)


def _compact(day: str) -> str:
    return day.replace("-", "")


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
