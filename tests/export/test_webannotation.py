"""Web Annotations: where each fact is written, read back by a JSON-LD processor and compared with the graph."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pyld import jsonld

from shipped import SOURCE, TABLE, TRIPLES, needs_source
from ydkg.export import write
from ydkg.graph.sources import open_sources
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
BODY = f"{OA}hasBody"


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
        (annotation[f"{OA}hasBody"][0]["@id"], selector[f"{OA}start"][0]["@value"], selector[f"{OA}end"][0]["@value"])
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
    content = write("webannotation", TRIPLES)
    (one,) = [item for item in annotations(content) if item[BODY][0]["@id"] == ydr("observation-carbon-volume")]
    value, language = "http://www.w3.org/1999/02/22-rdf-syntax-ns#value", "http://purl.org/dc/elements/1.1/language"
    assert [(body[language][0]["@value"], body[value][0]["@value"]) for body in one[BODY][1:]] == [
        ("en", "Carbon emission quotas traded nationally by the end of October 2024: over 494 million tonnes"),
        ("zh-Hans", "全国碳市场累计成交量：超过4.94亿吨（截至2024年10月底）"),
    ]
    assert one[f"{OA}motivatedBy"] == [{"@id": f"{OA}describing"}]
    assert {target[f"{OA}hasSource"][0]["@id"] for target in one[f"{OA}hasTarget"]} == {
        "https://en.shio.gov.cn/TrueCMS/shxwbgs/newss/content/20241204211812357.html"
    }
    assert b"TextQuoteSelector" not in content


@needs_source
def test_with_the_text_every_passage_is_quoted(ydkg_run: Run) -> None:
    """The quotation is what stands at the position, by code points, and what stands around it tells it from others."""
    text = open_sources(TABLE, [SOURCE])[0].text
    done = ydkg_run("export", "webannotation", "--source", SOURCE)
    targets = [target for item in annotations(done.stdout.encode()) for target in item[f"{OA}hasTarget"]]
    assert targets
    for target in targets:
        said: dict[str, Any] = {}
        for part in target[f"{OA}hasSelector"]:
            said |= {name: values[0]["@value"] for name, values in part.items() if name.startswith(OA)}
        assert said[f"{OA}exact"] == text[said[f"{OA}start"] : said[f"{OA}end"]]
        around = said[f"{OA}prefix"] + said[f"{OA}exact"] + said[f"{OA}suffix"]
        assert text.count(around) == 1
        assert text.index(around) + len(said[f"{OA}prefix"]) == said[f"{OA}start"]
