"""What a folder of exports says of itself: checksums, and to archives an RO-Crate."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ydkg.export.format import Format
    from ydkg.telling.collection import Description

    Node: TypeAlias = dict[str, object]

#: What the description is called, as archives look for it.
_NAME = "ro-crate-metadata.json"
_CRATE = "https://w3id.org/ro/crate/1.1"


def described(files: Mapping[str, tuple[Format, int, str]], description: Description) -> dict[str, bytes]:
    """Write what describes a folder of exports, of which format, size and digest are known; what is empty is left out.

    RO-Crate Metadata Specification 1.1, https://w3id.org/ro/crate/1.1.
    """
    graph: list[Node] = [
        {"@id": _NAME, "@type": "CreativeWork", "about": {"@id": "./"}, "conformsTo": {"@id": _CRATE}},
    ]
    root: Node = {
        "@id": "./",
        "@type": "Dataset",
        "name": description.title.en,
        "description": description.abstract.en,
        "identifier": description.address,
        "version": description.version,
        "datePublished": description.issued or max((work.date for work in description.documents), default=""),
        "dateModified": description.modified,
        "keywords": ", ".join(word for _, word in description.keywords),
        "hasPart": [{"@id": name} for name in files],
    }
    agents = {"creator": description.creator.en, "publisher": description.publisher.en}
    for role, name in agents.items():
        if name:
            root[role] = {"@id": f"#{role}"}
            graph.append({"@id": f"#{role}", "@type": "Organization", "name": name, "url": description.address})
    root["author"] = root.get("creator")
    if description.terms:
        licence = description.licence or "#licence"
        root["license"] = {"@id": licence}
        graph.append({"@id": licence, "@type": "CreativeWork", "name": description.licence or description.terms.en})
    for name, (form, size, digest) in files.items():
        graph.append(
            {
                "@id": name,
                "@type": "File",
                "name": form.name,
                "description": form.purpose.en,
                "encodingFormat": form.media_type,
                "contentSize": str(size),
                "sha256": digest,
            }
        )
    graph.insert(1, root)
    stated = [{key: value for key, value in node.items() if value} for node in graph]
    written = json.dumps({"@context": f"{_CRATE}/context", "@graph": stated}, ensure_ascii=False, indent=1)
    sums = "".join(f"{digest}  {name}\n" for name, (_, _, digest) in files.items())
    return {"SHA256SUMS": sums.encode(), _NAME: written.encode() + b"\n"}
