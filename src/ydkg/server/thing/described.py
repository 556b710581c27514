"""What the page of a thing says to search engines, and to programs that follow Signposting: in schema.org's words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from ydkg.collection import ONTOLOGY_DIR
from ydkg.graph.schema import shipped_schema
from ydkg.graph.turtle import read_turtle
from ydkg.telling.record import tell_fact
from ydkg.vocab import PREFIXES, SKOS, YD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ydkg.server.thing.telling import ServedGraph
    from ydkg.telling.thing import Thing

_SCHEMA = PREFIXES["schema"]
#: Of a thing with more records only these many are said.
_MOST = 50
#: Key of a family -> what its things are where no class of theirs is aligned.
_FAMILIES = {
    "person": "Person",
    "organization": "Organization",
    "place": "Place",
    "event": "Event",
    "metric": "DefinedTerm",
    "topic": "DefinedTerm",
}


@cache
def _aligned() -> dict[str, str]:
    """Read which class of schema.org each class of ours is, or is below."""
    return {
        t.subject.value: t.object.value.removeprefix(_SCHEMA)
        for t in read_turtle(ONTOLOGY_DIR / "align" / "schema-org.ttl")
        if isinstance(t.subject, NamedNode) and isinstance(t.object, NamedNode)
    }


def _type(graph: ServedGraph, thing: Thing) -> str:
    """Name the sharpest class of schema.org that ours are aligned with; that of the family, or Thing, where none is."""
    aligned, closure = _aligned(), shipped_schema().closure
    known = [each for each in closure(graph.table.types(thing.iri)) if each in aligned]
    sharpest = [each for each in known if not any(each != other and each in closure([other]) for other in known)]
    return aligned[min(sharpest)] if sharpest else _FAMILIES.get(thing.family, "Thing")


def schema_thing(graph: ServedGraph, thing: Thing) -> dict[str, object]:
    """Describe a thing in schema.org's words; JSON-LD; what is not known is left out.

    https://schema.org/Thing.
    """
    table, chinese, about = graph.table, thing.name.zh != thing.name.en, graph.lookup.about
    place = {name: table.one(thing.iri, YD[name]) for name in ("latitude", "longitude")}
    licence = about.licence or (about.terms and {"@type": "CreativeWork", "name": about.terms.en})
    found: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": _type(graph, thing),
        "@id": thing.iri,
        "url": thing.iri,
        "name": [
            {"@language": "en", "@value": thing.name.en},
            *([{"@language": "zh-Hans", "@value": thing.name.zh}] if chinese else []),
        ],
        "alternateName": [name for name in thing.aliases if name not in thing.name],
        "description": thing.definition.en,
        "sameAs": list(table.iris(thing.iri, SKOS.exactMatch)),
        "subjectOf": [
            {"@type": "Dataset", "@id": about.iri, **({"license": licence} if licence else {})},
            *_claims(graph, thing),
        ],
    }
    if all(place.values()):
        found["geo"] = {"@type": "GeoCoordinates", **place}
    return {name: value for name, value in found.items() if value}


def _claims(graph: ServedGraph, thing: Thing) -> Iterator[dict[str, object]]:
    """Say the figures, milestones and first claims of a thing in sentences, each with the works that state it."""
    records = [record for record, _ in graph.table.incoming(thing.iri, YD.about)]
    for record in records[:_MOST]:
        if sentence := tell_fact(graph.reading, record):
            works = graph.reading.evidence(record).works
            cited = [{"@type": "CreativeWork", "@id": work.iri, "name": work.title.en} for work, *_ in works]
            texts = ({"@language": "en", "@value": sentence.en}, {"@language": "zh-Hans", "@value": sentence.zh})
            yield {"@type": "Claim", "@id": record, "text": texts, "citation": cited}


def signposts(graph: ServedGraph, thing: Thing) -> str:
    """Say in a header what a thing is cited as, what it is, under which licence if any, and in which data set.

    Signposting the Scholarly Web, https://signposting.org/FAIR/, level 1.
    """
    about = graph.lookup.about
    return ", ".join(
        (
            f'<{thing.iri}>; rel="cite-as"',
            f'<{_SCHEMA}{_type(graph, thing)}>; rel="type"',
            *([f'<{about.licence}>; rel="license"'] if about.licence else []),
            f'<{about.address or "/"}>; rel="collection"; type="text/html"',
        )
    )
