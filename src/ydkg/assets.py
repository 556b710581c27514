"""Where the files that ship with ydkg are: ontology, data and questions."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_ROOT = _PACKAGE if (_PACKAGE / "data").is_dir() else _PACKAGE.parents[1]

ONTOLOGY_DIR = _ROOT / "ontology"
ONTOLOGY_FILE = ONTOLOGY_DIR / "ydkg.ttl"
DATA_DIR = _ROOT / "data"
RELEASE_FILE = DATA_DIR / "triples.ttl"
REFERENCE_FILE = DATA_DIR / "reference.ttl"
NAMES_FILE = DATA_DIR / "names.zh.ttl"
#: What registers state, and what things are called in Chinese: files of any collection that are no documents.
REGISTERS = (REFERENCE_FILE.name, NAMES_FILE.name)
#: What describes a collection.
DATASET = "dataset.ttl"
#: What is asked by the names of its graphs only, so that answers on the documents stay what they are.
APART = ("later.ttl", "judgements.ttl")
#: No documents; the last are not accepted yet.
OTHERS = frozenset((*REGISTERS, *APART, DATASET, "proposals.ttl"))
#: What documents state, a file each: found and not listed, the release first.
DOCUMENT_FILES = tuple(
    sorted(
        (path for path in DATA_DIR.glob("*.ttl") if path.name not in OTHERS),
        key=lambda path: (path != RELEASE_FILE, path.name),
    )
)
#: What documents state, what registers add, and what things are called in Chinese.
DATA_FILES = (*DOCUMENT_FILES, REFERENCE_FILE, NAMES_FILE)
QUERIES_DIR = _ROOT / "queries"
