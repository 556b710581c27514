"""Web Annotations: where each fact is written, read back by a JSON-LD processor and compared with the graph."""

from __future__ import annotations

import gc
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pyld import jsonld

from ydkg.assets import DATA_FILES
from ydkg.export import write
from ydkg.export._json import write_json
from ydkg.graph.canonical import read_turtle
from ydkg.graph.graph import Graph
from ydkg.graph.source import open_sources
from ydkg.vocab import PROV, YD, ydr

if TYPE_CHECKING:
    from conftest import Run

OA = "http://www.w3.org/ns/oa#"
#: Of the published context what these files use, by the Web Annotation Vocabulary; a test fetches nothing.
CONTEXT: dict[str, Any] = {
    "id": "@id",
    "type": "@type",
    "Annotation": f"{OA}Annotation",
    "AnnotationPage": "https://www.w3.org/ns/activitystreams#OrderedCollectionPage",
    "TextualBody": f"{OA}TextualBody",
    "TextPositionSelector": f"{OA}TextPositionSelector",
    "TextQuoteSelector": f"{OA}TextQuoteSelector",
    "items": {"@id": "https://www.w3.org/ns/activitystreams#items", "@type": "@id", "@container": "@list"},
    "motivation": {"@id": f"{OA}motivatedBy", "@type": "@vocab"},
    "describing": f"{OA}describing",
    "identifying": f"{OA}identifying",
    "body": {"@id": f"{OA}hasBody", "@type": "@id"},
    "target": {"@id": f"{OA}hasTarget", "@type": "@id"},
    "source": {"@id": f"{OA}hasSource", "@type": "@id"},
    "selector": {"@id": f"{OA}hasSelector", "@type": "@id"},
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "language": "http://purl.org/dc/elements/1.1/language",
    "format": "http://purl.org/dc/elements/1.1/format",
    "start": {"@id": f"{OA}start", "@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"},
    "end": {"@id": f"{OA}end", "@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"},
    "exact": f"{OA}exact",
    "prefix": f"{OA}prefix",
    "suffix": f"{OA}suffix",
}
TRIPLES = [triple for path in DATA_FILES for triple in read_turtle(path)]
TABLE = Graph.from_triples(TRIPLES)
SOURCE = os.environ.get("YDKG_SOURCE", "")
needs_source = pytest.mark.skipif(not Path(SOURCE).is_file(), reason="YDKG_SOURCE names no document")


def loaded(url: str, _options: object) -> dict[str, object]:
    """Give the context without a network."""
    assert url == "http://www.w3.org/ns/anno.jsonld"
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": {"@context": CONTEXT},
    }


def annotations(content: bytes) -> list[dict[str, Any]]:
    """Let pyld expand the file, and give its annotations."""
    (page,) = jsonld.expand(json.loads(content), {"documentLoader": loaded})
    return page["https://www.w3.org/ns/activitystreams#items"][0]["@list"]


def test_a_processor_finds_every_place_of_every_fact() -> None:
    """Fact, document and characters of all annotations together are those of the graph; none is lost or new."""
    found = {
        (
            annotation[f"{OA}hasBody"][0]["@id"],
            selector[f"{OA}start"][0]["@value"],
            selector[f"{OA}end"][0]["@value"],
        )
        for annotation in annotations(write("webannotation", TRIPLES))
        for target in annotation[f"{OA}hasTarget"]
        for selector in target[f"{OA}hasSelector"]
    }
    wanted = {
        (fact, TABLE.number(passage, YD.start), TABLE.number(passage, YD.end))
        for link in (PROV.wasDerivedFrom, YD.mentionedIn)
        for passage in TABLE.subjects(YD.Passage)
        for fact, _ in TABLE.incoming(passage, link)
    }
    assert found == wanted
    assert len(wanted) > 1000


def test_a_fact_is_said_in_both_languages_on_the_page_that_states_it() -> None:
    """The body of a figure has its sentence in English and Chinese; the target is the release's public address."""
    page = json.loads(write("webannotation", TRIPLES))
    (one,) = [item for item in page["items"] if item["body"][0] == ydr("observation-carbon-volume")]
    assert [(body["language"], body["value"]) for body in one["body"][1:]] == [
        ("en", "Carbon emission quotas traded nationally by the end of October 2024: over 494 million tonnes"),
        ("zh-Hans", "全国碳市场累计成交量：超过4.94亿吨（截至2024年10月底）"),
    ]
    assert one["motivation"] == "describing"
    assert {target["source"] for target in one["target"]} == {
        "https://en.shio.gov.cn/TrueCMS/shxwbgs/newss/content/20241204211812357.html"
    }
    starts = [target["selector"]["start"] for target in one["target"]]
    assert starts == sorted(starts)
    assert not [item for item in page["items"] if "TextQuoteSelector" in json.dumps(item)]


@needs_source
def test_with_the_text_every_passage_is_quoted(ydkg_run: Run) -> None:
    """The quotation is what stands at the position, by code points, and what stands around it tells it from others."""
    text = open_sources(TABLE, [SOURCE])[0].text
    done = ydkg_run("export", "webannotation", "--source", SOURCE)
    selectors = [target["selector"] for item in json.loads(done.stdout)["items"] for target in item["target"]]
    assert all(len(pair) == 2 for pair in selectors)
    for position, quote in selectors:
        assert quote["exact"] == text[position["start"] : position["end"]]
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert text.count(around) == 1
        assert text.index(around) + len(quote["prefix"]) == position["start"]


def test_the_same_bytes_twice() -> None:
    """Nothing depends on the order of the triples."""
    assert write("webannotation", reversed(TRIPLES)) == write("webannotation", TRIPLES)


def test_listings_hold_their_items_to_the_letter_and_leave_nothing_to_the_collector(tmp_path: Path) -> None:
    """A separator of lines is a letter of a text; verbs run without the collector: what it would find would stay."""
    items: list[dict[str, object]] = [{"text": "a\u2028b\n", "of": [n, {}, []]} for n in range(100)]
    gc.collect()
    gc.disable()
    try:
        write_json(tmp_path / "listing.json", {"type": "Listing", "items": iter(items)})
        left = gc.collect()
    finally:
        gc.enable()
    assert left < len(items)
    written = (tmp_path / "listing.json").read_text(encoding="utf-8")
    assert written == json.dumps({"type": "Listing", "items": items}, ensure_ascii=False, indent=1) + "\n"
