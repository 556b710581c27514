"""The description of the data set for search engines, as schema.org has it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ydkg.export.dataset import Distribution
    from ydkg.telling.collection import About
    from ydkg.telling.description import Description
    from ydkg.telling.text import Text


def dataset_of(
    description: Description, files: Iterable[Distribution], downloads: Mapping[str, str] = MappingProxyType({})
) -> dict[str, object]:
    """Say a description in schema.org's words; JSON-LD; what is not known is left out."""
    found: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": description.iri,
        "url": description.address,
        "identifier": description.address,
        "name": _both(description.title),
        "description": _both(description.abstract),
        "creator": _organization(description.creator),
        "publisher": _organization(description.publisher),
        "license": schema_licence(description),
        "version": description.version,
        "datePublished": description.issued,
        "dateModified": description.modified,
        "spatialCoverage": [
            {"@type": "Place", "@id": place.iri, "name": place.name.en} for place in description.places
        ],
        "inLanguage": ["en", "zh-Hans"],
        "isAccessibleForFree": bool(description.licence) or None,
        "keywords": [word for _, word in description.keywords],
        "isBasedOn": [
            {
                "@type": "CreativeWork",
                "@id": work.iri,
                "name": work.title.en,
                "url": work.link,
                "datePublished": work.date,
            }
            for work in description.documents
        ],
        "variableMeasured": [
            {"@type": "PropertyValue", "@id": each.iri, "name": each.name.en, "alternateName": each.name.zh}
            for each in description.metrics
        ],
        "distribution": [
            *(
                _download(each.address, "text/turtle", contentSize=f"{each.size} B", sha256=each.digest)
                for each in files
            ),
            *(_download(address, media_type) for address, media_type in downloads.items()),
        ],
    }
    return {name: value for name, value in found.items() if value not in ("", [], None)}


def schema_licence(whole: About | Description) -> str | dict[str, str]:
    """Say under which licence a data set is, in schema.org's words."""
    return whole.licence or (whole.terms and {"@type": "CreativeWork", "name": whole.terms.en}) or ""


def _organization(name: Text) -> dict[str, str] | None:
    """Describe who made or published it, where that is said."""
    return {"@type": "Organization", "name": name.en} if name else None


def _download(address: str, media_type: str, **more: str) -> dict[str, str]:
    """Describe a file."""
    return {"@type": "DataDownload", "contentUrl": address, "encodingFormat": media_type, **more}


def _both(text: Text) -> list[dict[str, str]]:
    """Give words with their language, once where both are the same."""
    said = {"en": text.en} | ({"zh-Hans": text.zh} if text.zh != text.en else {})
    return [{"@language": tag, "@value": words} for tag, words in said.items()]
