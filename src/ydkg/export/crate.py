"""What a folder of exports says of itself: checksums, and to archives an RO-Crate."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ydkg.export.format import Format
    from ydkg.telling.description import Description

#: What the description is called, as archives look for it.
_NAME = "ro-crate-metadata.json"
_MAKERS, _PUBLISHER = "#contributors", "#publisher"


def described(files: Mapping[str, tuple[Format, int, str]], description: Description) -> dict[str, bytes]:
    """Write what describes a folder of exports.

    RO-Crate Metadata Specification 1.1, https://w3id.org/ro/crate/1.1.
    """
    sums = "".join(f"{digest}  {name}\n" for name, (_, _, digest) in files.items())
    agents = {_MAKERS: description.creator.en, _PUBLISHER: description.publisher.en}
    url: dict[str, object] = {"url": description.address} if description.address else {}
    makers, publisher = ({"@id": iri} if name else None for iri, name in agents.items())
    licence = description.licence or "#licence"
    root: dict[str, object] = {
        "@id": "./",
        "@type": "Dataset",
        "name": description.title.en,
        "description": description.abstract.en,
        "identifier": description.address,
        "version": description.version,
        "datePublished": description.issued or max((work.date for work in description.documents), default=""),
        "dateModified": description.modified,
        "license": {"@id": licence} if description.terms else None,
        "creator": makers,
        "author": makers,
        "publisher": publisher,
        "keywords": ", ".join(word for _, word in description.keywords),
        "hasPart": [{"@id": name} for name in files],
    }
    entities: list[dict[str, object]] = [
        {
            "@id": _NAME,
            "@type": "CreativeWork",
            "about": {"@id": "./"},
            "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        },
        {name: value for name, value in root.items() if value},
        *({"@id": iri, "@type": "Organization", "name": name, **url} for iri, name in agents.items() if name),
    ]
    if description.terms:
        entities.append({"@id": licence, "@type": "CreativeWork", "name": description.licence or description.terms.en})
    entities += [
        {
            "@id": name,
            "@type": "File",
            "name": form.name,
            "description": form.purpose.en,
            "encodingFormat": form.media_type,
            "contentSize": str(size),
            "sha256": digest,
        }
        for name, (form, size, digest) in files.items()
    ]
    written = {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": entities}
    return {"SHA256SUMS": sums.encode(), _NAME: json.dumps(written, ensure_ascii=False, indent=1).encode() + b"\n"}
