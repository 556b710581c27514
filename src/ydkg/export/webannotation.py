"""Where each fact is written, as Web Annotations: positions always, words where the document's text is given."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from ydkg.export._format import Format
from ydkg.export._json import write_json
from ydkg.graph.schema import is_record
from ydkg.graph.source import text_of
from ydkg.telling.description import describe_collection
from ydkg.telling.reference import entry_title
from ydkg.vocab import DCTERMS, RDF, YD
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ydkg.export._graph import ExportGraph
    from ydkg.export._sheets import TableSet
    from ydkg.graph.source import Source

FORMAT = Format(
    name="Web Annotations",
    extension="jsonld",
    media_type="application/ld+json",
    purpose=translatable("where each fact is written, for tools that annotate texts"),
    carries="view",
    order=12,
    quotes=True,
    titled=True,
)
#: How many characters stand around a quotation, to tell it from another of the same words.
_AROUND = 32


def write(tables: TableSet, path: Path, sources: Sequence[Source]) -> None:
    """Write an annotation for each fact that a passage states, and for each thing that a document names.

    JSON-LD in UTF-8, an ``AnnotationPage``. Its items are sorted by IRI, their targets by position: one for each
    passage. A body is the fact itself by its IRI, and its sentence in English and in Chinese.

    W3C, Web Annotation Data Model, 2017; its selectors count characters as code points from 0, end exclusive.
    """
    page = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": describe_collection(tables.graph.table).part("graph/annotations"),
        "type": "AnnotationPage",
        "items": _annotations(tables.graph, sources),
    }
    write_json(path, page)


def _annotations(graph: ExportGraph, sources: Sequence[Source]) -> Iterator[dict[str, object]]:
    table = graph.table
    for iri in graph.subjects():
        fact = RDF.Statement in table.types(iri) or is_record(table, iri)
        # Where each passage is, and the target that it makes; a data source has no place to point at.
        targets: list[tuple[tuple[str, int, int], dict[str, object]]] = []
        for place in graph.evidence(iri):
            document, fragment = table.one(place, YD.inDocument), table.text(place, YD.fragment)
            if document is None:
                continue
            selectors: list[dict[str, object]] = []
            start, end = table.number(place, YD.start), table.number(place, YD.end)
            if start is not None and end is not None:
                selectors.append({"type": "TextPositionSelector", "start": start, "end": end})
                if source := text_of(sources, document):
                    before, after = source.text[max(0, start - _AROUND) : start], source.text[end : end + _AROUND]
                    around = {"prefix": before, "suffix": after}
                    selectors.append({"type": "TextQuoteSelector", "exact": source.words(start, end), **around})
            elif fragment:
                selectors.append({"type": "TextQuoteSelector", "exact": fragment})
            target: dict[str, object] = {"source": table.one(document, DCTERMS.source) or document}
            if selectors:
                target["selector"] = selectors[0] if len(selectors) == 1 else selectors
            targets.append(((document, start or 0, end or 0), target))
        if targets:
            said = entry_title(graph.reading, iri)
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
                "target": [target for _, target in sorted(targets, key=itemgetter(0))],
            }
