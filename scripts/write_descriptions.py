"""Write what archives and indexes read at the top of the repository, from the one description in data/dataset.ttl.

CITATION.cff, .zenodo.json and codemeta.json: run it after a change of the description or of the version; a test keeps
them current.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from ydkg.collection import DATA_DIR, collection
from ydkg.files import write_whole
from ydkg.graph.graph import Graph
from ydkg.graph.turtle import read_turtle
from ydkg.telling.collection import Description, describe_collection

ROOT = Path(__file__).resolve().parents[1]
_MESSAGE = (
    "If you use this graph or program, please cite it as below; "
    "a single fact is cited by its statement's or record's IRI."
)
_ABSTRACT = (
    "A policy document as linked data, in which every fact leads to the words that state it. "
    "The program is under Apache-2.0, the data under CC BY 4.0."
)
PROGRAM = "https://spdx.org/licenses/Apache-2.0"


def descriptions() -> dict[str, str]:
    """Write the files.

    Returns
    -------
    dict of str to str
        Name of a file -> its text.
    """
    known = collection(DATA_DIR)
    # What is in graphs apart is no source of the data set.
    paths = [*known.files, *([known.dataset] if known.dataset else [])]
    described = describe_collection(Graph.from_triples([triple for path in paths for triple in read_turtle(path)]))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    files = {".zenodo.json": zenodo(described), "codemeta.json": codemeta(described, project["description"])}
    written = {name: json.dumps(each, ensure_ascii=False, indent=2) + "\n" for name, each in files.items()}
    return {"CITATION.cff": citation(described), **written}


def citation(described: Description) -> str:
    """Write the citation file, in the Citation File Format 1.2.0, to which a list of licences is a choice of one."""
    words = "".join(f"  - {word}\n" for tag, word in described.keywords if tag == "en")
    return f"""\
cff-version: 1.2.0
message: {_MESSAGE}
type: software
title: {json.dumps(described.title.en, ensure_ascii=False)}
abstract: {_ABSTRACT}
version: {described.version}
date-released: {json.dumps(described.issued)}
authors:
  - name: {json.dumps(described.creator.en)}
license: Apache-2.0
url: {json.dumps(described.address)}
keywords:
{words}"""


def zenodo(described: Description) -> dict[str, object]:
    """Describe a deposit for Zenodo."""
    return {
        "title": described.title.en,
        "description": described.abstract.en,
        "upload_type": "dataset",
        "access_right": "open",
        "license": "cc-by-4.0",
        "version": described.version,
        "publication_date": described.issued,
        "creators": [{"name": described.creator.en}],
        "keywords": [word for tag, word in described.keywords if tag == "en"],
        "language": "eng",
        "related_identifiers": [
            {"identifier": work.link, "relation": "isDerivedFrom", "resource_type": "publication-other"}
            for work in described.documents
            if work.link
        ],
    }


def codemeta(described: Description, program: str) -> dict[str, object]:
    """Describe the program in CodeMeta 3."""
    return {
        "@context": "https://w3id.org/codemeta/3.0",
        "@type": "SoftwareSourceCode",
        "name": "ydkg",
        "description": program,
        "identifier": described.address,
        "url": described.address,
        "version": described.version,
        "datePublished": described.issued,
        "license": PROGRAM,
        "author": [{"@type": "Organization", "name": described.creator.en}],
        "keywords": [word for tag, word in described.keywords if tag == "en"],
        "programmingLanguage": "Python",
    }


if __name__ == "__main__":
    for name, content in descriptions().items():
        write_whole(ROOT / name, content)
