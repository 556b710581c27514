"""Where each fact is written, as Web Annotations: positions always, words where the document's text is given."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ydkg.export._format import Format
from ydkg.graph.schema import is_record
from ydkg.graph.source import text_of
from ydkg.graph.table import MemoryTable
from ydkg.telling.reading import reading_of
from ydkg.telling.reference import cited
from ydkg.vocab import DCTERMS, PROV, RDF, YD
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pyoxigraph import Triple

    from ydkg.graph.source import Source
    from ydkg.telling.reading import Reading

FORMAT = Format(
    name="Web Annotations",
    extension="jsonld",
    media_type="application/ld+json",
    purpose=translatable("where each fact is written, for tools that annotate texts"),
    carries="view",
    order=12,
    quotes=True,
)
#: How many characters stand around a quotation, to tell it from another of the same words.
_AROUND = 32


def write(triples: Iterable[Triple], sources: Sequence[Source] = ()) -> bytes:
    """Write an annotation for each fact that a passage states, and for each thing that a document names.

    Parameters
    ----------
    triples : iterable of pyoxigraph.Triple
        The graph.
    sources : sequence of Source
        Texts of its documents: passages of these are quoted too.

    Returns
    -------
    bytes
        JSON-LD in UTF-8, an ``AnnotationPage``. Its items are sorted by IRI, their targets by position: one for each
        passage. A body is the fact itself by its IRI, and its sentence in English and in Chinese.

    References
    ----------
    W3C, Web Annotation Data Model, 2017; its selectors count characters as code points from 0, end exclusive.
    """
    reading = reading_of(MemoryTable(triples))
    page = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "https://w3id.org/ydkg/graph/annotations",
        "type": "AnnotationPage",
        "items": list(_annotations(reading, sources)),
    }
    return json.dumps(page, ensure_ascii=False, indent=1).encode() + b"\n"


def _annotations(reading: Reading, sources: Sequence[Source]) -> Iterator[dict[str, object]]:
    table = reading.table
    for iri in table.subjects():
        fact = RDF.Statement in table.types(iri) or is_record(table, iri)
        evidence = {*table.iris(iri, PROV.wasDerivedFrom), *table.iris(iri, YD.mentionedIn)}
        targets = [target for _, target in sorted(_targets(reading, evidence, sources), key=lambda pair: pair[0])]
        if targets:
            said = cited(reading, iri).said
            yield {
                "id": f"{iri}#annotation",
                "type": "Annotation",
                "motivation": "describing" if fact else "identifying",
                "body": [
                    iri,
                    *(
                        {"type": "TextualBody", "value": text, "language": tag, "format": "text/plain"}
                        for tag, text in (("en", said.en), ("zh-Hans", said.zh))
                    ),
                ],
                "target": targets,
            }


def _targets(
    reading: Reading, evidence: Iterable[str], sources: Sequence[Source]
) -> Iterator[tuple[tuple[str, int, int], dict[str, object]]]:
    """Yield for each passage where it is, and the target that it makes; a data source has no place to point at."""
    table = reading.table
    for iri in evidence:
        document, fragment = table.one(iri, YD.inDocument), table.text(iri, YD.fragment)
        if document is None:
            continue
        selectors: list[dict[str, object]] = []
        start, end = table.number(iri, YD.start), table.number(iri, YD.end)
        if start is not None and end is not None:
            selectors.append({"type": "TextPositionSelector", "start": start, "end": end})
            if source := text_of(sources, document):
                selectors.append(_quotation(source, start, end))
        elif fragment:
            selectors.append({"type": "TextQuoteSelector", "exact": fragment})
        target: dict[str, object] = {"source": table.one(document, DCTERMS.source) or document}
        if selectors:
            target["selector"] = selectors[0] if len(selectors) == 1 else selectors
        yield (document, start or 0, end or 0), target


def _quotation(source: Source, start: int, end: int) -> dict[str, object]:
    return {
        "type": "TextQuoteSelector",
        "exact": source.words(start, end),
        "prefix": source.text[max(0, start - _AROUND) : start],
        "suffix": source.text[end : end + _AROUND],
    }
